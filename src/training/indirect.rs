//! Examples for cues, sources and contents of indirect speech.

use super::{Chain, Features, Numbering, Trainer};
use crate::attribution::ItemClass;
use crate::indirect::argument::{self, Cue, LABELS, label};
use crate::indirect::{is_gate, window};
use crate::span::Span;
use std::collections::BTreeMap;

/// An annotated attribution of any kind, in bytes.
#[derive(Debug)]
pub struct Reported {
    /// What was said.
    pub content: Vec<Span>,
    /// Who said it.
    pub source: Vec<Span>,
    /// The words that tell that it was said.
    pub cue: Vec<Span>,
}

/// A word that could be a cue.
#[derive(Debug)]
pub struct Head {
    /// What is seen of it as a cue.
    pub features: Features,
    /// The labels of its sentence, if it is the head of one.
    pub chain: Option<Chain>,
}

impl Trainer {
    /// How many labels a chain of [`Head`] has.
    pub const ARGUMENT_LABELS: usize = LABELS;

    /// Whether a label may follow another in a chain of [`Head`].
    #[must_use]
    pub const fn argument_allowed(last: usize, next: usize) -> bool {
        argument::allowed(last, next)
    }

    /// The text of the features of the chains of [`Head`], as [`Trainer::names`].
    #[must_use]
    pub fn argument_names(&self) -> &[String] {
        &self.argument_names
    }

    /// The name of the template of transitions.
    #[must_use]
    pub fn argument_transition() -> &'static str {
        argument::template::AFTER.name
    }

    fn look(&mut self, text: &str) {
        self.scratch.prepare(text, &self.knowledge, &mut |_| ());
        self.scratch.mentions(&self.knowledge, &mut |_| ());
        self.scratch.ask(text, &self.knowledge, &mut |_| ());
    }

    /// Counts how often each word outside quotations stands, and how often in a cue.
    pub fn count_cues(&mut self, text: &str, right: &[Reported]) -> BTreeMap<String, (u32, u32)> {
        self.look(text);
        let reading = &self.scratch.reading;
        let known = &self.knowledge.lexicon.vocabulary;
        let mut counts: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        for item in self.scratch.items.iter().filter(|item| item.class != ItemClass::Quote) {
            let token = &reading.tokens[item.token as usize];
            if (token.word as usize) < known.len() {
                let count = counts.entry(known.word(token.word).to_owned()).or_default();
                count.0 += 1;
                count.1 += u32::from(right.iter().any(|r| r.cue.iter().any(|s| s.overlaps(token.span()))));
            }
        }
        counts
    }

    /// Forgets what is known of the rates of cues.
    pub fn forget_rates(&mut self) {
        self.knowledge.indirect_mut().rates = crate::indirect::Rates::default();
    }

    /// Adds counts to what is known of the rates of cues, or takes them away.
    pub fn know_rates(&mut self, counts: &BTreeMap<String, (u32, u32)>, add: bool) {
        for (word, &(used, cue)) in counts {
            let word = self.knowledge.lexicon.vocabulary.get(word);
            let of = self.knowledge.indirect_mut().rates.of_mut(word);
            *of = if add { (of.0 + used, of.1 + cue) } else { (of.0.saturating_sub(used), of.1.saturating_sub(cue)) };
        }
    }

    /// All words of a text that could be cues. `full` says of a word how often it is a cue, the text itself included.
    pub fn heads(&mut self, text: &str, right: &[Reported], full: &BTreeMap<String, (u32, u32)>) -> Vec<Head> {
        self.look(text);
        let mut indirect = std::mem::take(&mut self.scratch.indirect);
        let field = self.scratch.field(&self.knowledge);
        if let Some(models) = self.knowledge.indirect() {
            indirect.read(&field, &self.scratch.quotes.segments, models);
        }
        let lexicon = &self.knowledge.lexicon;
        let reading = &self.scratch.reading;
        let spans: Vec<Span> = field
            .items
            .iter()
            .map(|item| match self.scratch.quotes.segments.get(item.segment as usize) {
                Some(segment) => reading.span(&(segment.first..segment.end)),
                None => reading.tokens[item.token as usize].span(),
            })
            .collect();
        let units = &indirect.units;
        let rate = |at: usize| {
            let token = &reading.tokens[field.items[at].token as usize];
            let counts = full.get(reading.folded(token, &lexicon.vocabulary)).copied().unwrap_or_default();
            counts.1 as f32 / (counts.0 as f32 + 2.0)
        };
        // The head of each right cue: its word that is a cue most often.
        let mut heads: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, reported) in right.iter().enumerate() {
            let inside = |at: &usize| {
                field.items[*at].class != ItemClass::Quote
                    && is_gate(&units[*at])
                    && reported.cue.iter().any(|s| s.overlaps(spans[*at]))
            };
            let from = reported.cue.iter().map(|s| s.start).min().unwrap_or(0);
            let first = spans.partition_point(|s| s.end <= from);
            let best = (first..spans.len().min(first + 20)).filter(inside).max_by(|a, b| rate(*a).total_cmp(&rate(*b)));
            if let Some(best) = best {
                heads.entry(best).or_insert(number);
            }
        }
        let (numbers, names) = (&mut self.numbers, &mut self.names);
        let (argument_numbers, argument_names) = (&mut self.argument_numbers, &mut self.argument_names);
        let mut out = Vec::new();
        for &(start, end, before) in &indirect.sentences {
            for head in (start..end).filter(|&at| is_gate(&units[at])) {
                let sentence = window(units, start, end, before, head);
                let mut sink = Numbering { lexicon, numbers, names, out: Vec::new() };
                sentence.features(head, &mut sink);
                let features = sink.out;
                let chain = heads.get(&head).map(|&number| {
                    let cue = Cue::new(sentence, head);
                    let mut chain = Chain { tokens: Vec::new(), links: Vec::new(), labels: Vec::new() };
                    let mut last = label::NONE;
                    for (at, &span) in spans.iter().enumerate().take(sentence.end).skip(sentence.start) {
                        let (numbers, names) = (&mut *argument_numbers, &mut *argument_names);
                        let mut sink = Numbering { lexicon, numbers, names, out: Vec::new() };
                        cue.features(at, &mut sink);
                        chain.tokens.push(sink.out);
                        last = right_label(&right[number], span, at == head, last);
                        chain.labels.push(last);
                    }
                    chain
                });
                out.push(Head { features, chain });
            }
        }
        self.scratch.indirect = indirect;
        out
    }
}

/// The right label of a unit behind one labelled `last`.
fn right_label(right: &Reported, unit: Span, head: bool, last: usize) -> usize {
    let covers = |spans: &[Span]| {
        let shared: u32 = spans.iter().map(|s| s.end.min(unit.end).saturating_sub(s.start.max(unit.start))).sum();
        shared * 2 > unit.end - unit.start
    };
    match () {
        () if head || covers(&right.cue) => label::CUE,
        () if covers(&right.source) && matches!(last, label::SOURCE | label::SOURCE_ON) => label::SOURCE_ON,
        () if covers(&right.source) => label::SOURCE,
        () if covers(&right.content) && matches!(last, label::CONTENT | label::CONTENT_ON) => label::CONTENT_ON,
        () if covers(&right.content) => label::CONTENT,
        () => label::NONE,
    }
}
