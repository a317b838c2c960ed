//! Speech without quotation marks: cues, then for each cue its source and its content.
//!
//! A word of a sentence is the head of a cue or not (`cue`); one chain for each head labels the further words of the cue, the
//! source and the content among the units of the sentence (`argument`). A quoted segment is one unit, so that what is quoted
//! neither ends a sentence nor holds cues: in the training corpus 17 of 19,832 cues stand inside quotation marks.

pub(crate) mod argument;
pub(crate) mod cue;
mod rates;
pub(crate) mod unit;

pub(crate) use rates::Rates;

use crate::attribution::{Candidate, Field, ItemClass, Known as Who, Resolver, Source};
use crate::lexicon::Cue as Known;
use crate::mention::Role;
use crate::model::{Sink, Sum, Weights, exp, letters};
use crate::quote::Segment;
use crate::tag::{Tag, Tagger};
use crate::text::{Kind, UNKNOWN, WordId, flag};
use argument::{Cue, LABELS, allowed, label};
use cue::Sentence;
use unit::{MARKS, SEGMENT, Unit};

/// No cue is read further than this many units to either side: a bound for endless sentences.
const REACH: usize = 80;
/// A word is a cue from this probability: the best of a few that were tried on the development articles, so not of the training ones.
const THRESHOLD: f32 = 0.36;

/// Ranges of items.
pub(crate) type Items = std::ops::Range<u32>;

/// One attribution found without regard to quotation marks, in items.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) head: u32,
    pub(crate) cue: Items,
    pub(crate) source: Option<Items>,
    pub(crate) content: Vec<Items>,
    /// Probability of the cue.
    pub(crate) probability: f32,
    /// Who the source is.
    pub(crate) who: Who,
}

const TAGS: &str = include_str!("../../gazetteers/tags.tsv");
const TAG_WEIGHTS: &str = include_str!("../../gazetteers/weights_tags.tsv");
const CUE_RATES: &str = include_str!("../../gazetteers/cue_rates.tsv");
const CUES: &str = include_str!("../../gazetteers/weights_cues.tsv");
const ARGUMENTS: &str = include_str!("../../gazetteers/weights_arguments.tsv");

/// The models.
#[derive(Debug, Default)]
pub(crate) struct Models {
    pub(crate) tagger: Tagger,
    pub(crate) rates: Rates,
    pub(crate) cues: Weights<1>,
    pub(crate) arguments: Weights<LABELS>,
}

impl Models {
    /// Reads the bundled tables; `intern` gives the number of a word.
    pub(crate) fn read(mut intern: impl FnMut(&str) -> WordId) -> Self {
        Models {
            tagger: Tagger::read(TAGS, TAG_WEIGHTS, &mut intern),
            rates: Rates::read(CUE_RATES, &mut intern),
            cues: Weights::read(CUES, cue::template::ALL, &mut intern),
            arguments: Weights::read(ARGUMENTS, argument::template::ALL, &mut intern),
        }
    }
}

/// Buffers of one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Indirect {
    tags: Vec<Tag>,
    pub(crate) units: Vec<Unit>,
    /// First and last unit of each sentence, and what stands before it.
    pub(crate) sentences: Vec<(usize, usize, u32)>,
    pub(crate) found: Vec<Found>,
}

impl Indirect {
    /// Makes units of the items of a text.
    pub(crate) fn read(&mut self, field: &Field<'_>, segments: &[Segment], models: &Models) {
        let reading = field.reading;
        self.tags.clear();
        self.tags.resize(reading.tokens.len(), Tag::Mark);
        self.units.clear();
        self.sentences.clear();
        let mut person = 0;
        let (mut start, mut paragraph, mut before) = (0, u32::MAX, 0);
        for (at, item) in field.items.iter().enumerate() {
            let last = &field.items[at.saturating_sub(1)];
            if at > 0 && (item.sentence != last.sentence || item.paragraph != last.paragraph) {
                self.close(field, models, start, at, &mut before, &mut paragraph);
                start = at;
            }
            while field.people.get(person).is_some_and(|name| name.end <= item.token) {
                person += 1;
            }
            let named = field.people.get(person).is_some_and(|name| name.start <= item.token);
            self.units.push(unit(field, segments, &models.rates, at, named));
        }
        self.close(field, models, start, field.items.len(), &mut before, &mut paragraph);
    }

    /// Ends a sentence: tags its words.
    fn close(
        &mut self,
        field: &Field<'_>,
        models: &Models,
        start: usize,
        end: usize,
        before: &mut u32,
        paragraph: &mut u32,
    ) {
        if start >= end {
            return;
        }
        if field.items[start].paragraph != *paragraph {
            (*before, *paragraph) = (0, field.items[start].paragraph);
        }
        self.sentences.push((start, end, *before));
        let quoted = self.units[start..end].iter().all(|u| u.tag == SEGMENT || u.word == UNKNOWN);
        *before = 1 + u32::from(quoted);
        let mut at = start;
        while at < end {
            if self.units[at].tag == SEGMENT {
                at += 1;
                continue;
            }
            let first = at;
            while at < end && self.units[at].tag != SEGMENT {
                at += 1;
            }
            let tokens = field.items[first].token..field.items[at - 1].token + 1;
            models.tagger.tag(field.reading, field.lexicon, tokens, &mut self.tags);
            for (unit, item) in self.units[first..at].iter_mut().zip(&field.items[first..at]) {
                let tag = self.tags[item.token as usize];
                if tag != Tag::Mark {
                    unit.tag = tag as u8;
                }
            }
        }
    }

    /// Finds all attributions.
    pub(crate) fn find(&mut self, field: &Field<'_>, segments: &[Segment], models: &Models) {
        self.read(field, segments, models);
        self.found.clear();
        let mut chain = Chain::new(&models.arguments);
        for &(start, end, before) in &self.sentences {
            let first = self.found.len();
            for head in start..end {
                if !is_gate(&self.units[head]) {
                    continue;
                }
                let sentence = window(&self.units, start, end, before, head);
                let mut sum = Sum::new(&models.cues);
                sentence.features(head, &mut sum);
                let probability = logistic(sum.scores[0]);
                if probability >= THRESHOLD {
                    chain.decode(&Cue::new(sentence, head));
                    let found = read_labels(&chain.labels, sentence.start, head, probability);
                    keep(&mut self.found, first, found);
                }
            }
        }
    }

    /// Tells who the sources are, in order: who spoke last helps to tell who `he` is.
    pub(crate) fn resolve(&mut self, resolver: &Resolver<'_>) {
        let mut last = None;
        for found in &mut self.found {
            let Some(source) = &found.source else { continue };
            let candidate = speaks(resolver.candidates, resolver.field, source);
            found.who = resolver.option(candidate, last);
            last = resolver.person_and_sentence(found.who, found.head).or(last);
        }
    }
}

/// The candidate that a source is about: a name, or else the first one, before `of`, a preposition or a comma.
fn speaks(candidates: &[Candidate], field: &Field<'_>, source: &Items) -> Option<u32> {
    let inner = |at: &u32| {
        let class = field.items[*at as usize].class;
        matches!(class, ItemClass::Of | ItemClass::Preposition | ItemClass::Comma | ItemClass::Relative)
    };
    let end = (source.start + 1..source.end).find(inner).unwrap_or(source.end);
    let first = candidates.partition_point(|c| c.head < source.start);
    let inside = || (first..candidates.len()).take_while(|&at| candidates[at].head < end);
    let named = inside().find(|&at| matches!(candidates[at].source, Source::FullName | Source::ShortName));
    named.or_else(|| inside().next()).map(|at| at as u32)
}

/// The probability of a score.
fn logistic(score: f32) -> f32 {
    let other = exp(-score.abs());
    if score > 0.0 { 1.0 / (1.0 + other) } else { other / (1.0 + other) }
}

/// The part of a sentence that a cue is read in.
pub(crate) fn window(units: &[Unit], start: usize, end: usize, before: u32, head: usize) -> Sentence<'_> {
    Sentence { units, start: start.max(head.saturating_sub(REACH)), end: end.min(head + REACH), before }
}

/// Adds an attribution, unless its cue is part of one that is likelier.
fn keep(found: &mut Vec<Found>, first: usize, new: Found) {
    let clash = |old: &Found| old.cue.start < new.cue.end && new.cue.start < old.cue.end;
    if let Some(place) = found[first..].iter().position(clash) {
        if found[first + place].probability < new.probability {
            found[first + place] = new;
        }
    } else {
        found.push(new);
    }
}

/// What the labels of the units from `start` on say.
fn read_labels(labels: &[u8], start: usize, head: usize, probability: f32) -> Found {
    let place = |at: usize| (start + at) as u32;
    let mut found = Found {
        head: head as u32,
        cue: head as u32..head as u32 + 1,
        source: None,
        content: Vec::new(),
        probability,
        who: Who::Nobody,
    };
    let is_cue = |at: usize| labels.get(at).is_some_and(|l| usize::from(*l) == label::CUE);
    let at = head - start;
    let left = (0..at).rev().take_while(|at| is_cue(*at)).count();
    let right = (at + 1..labels.len()).take_while(|at| is_cue(*at)).count();
    found.cue = place(at - left)..place(at + right) + 1;
    let mut at = 0;
    while at < labels.len() {
        let (first, kind) = (at, usize::from(labels[at]));
        at += 1;
        let goes_on = match kind {
            label::SOURCE => label::SOURCE_ON,
            label::CONTENT => label::CONTENT_ON,
            _ => continue,
        };
        while labels.get(at).is_some_and(|l| usize::from(*l) == goes_on) {
            at += 1;
        }
        let range = place(first)..place(at);
        match kind {
            label::CONTENT => found.content.push(range),
            // Of several the one nearest to the cue.
            _ => {
                let distance = |r: &Items| found.head.abs_diff(r.start).min(found.head.abs_diff(r.end));
                if found.source.as_ref().is_none_or(|old| distance(&range) < distance(old)) {
                    found.source = Some(range);
                }
            }
        }
    }
    found
}

/// Whether a unit may be the head of a cue.
pub(crate) fn is_gate(unit: &Unit) -> bool {
    let verb =
        (Tag::Verb as u8..=Tag::PresentThird as u8).contains(&unit.tag) && unit.class != ItemClass::Auxiliary as u8;
    verb || unit.rate >= 3
        || (unit.noun > 0 && unit.tag <= Tag::Nouns as u8)
        || unit.class == ItemClass::According as u8
        || unit.tag == MARKS + Kind::Colon as u8
}

fn unit(field: &Field<'_>, segments: &[Segment], rates: &Rates, at: usize, named: bool) -> Unit {
    let item = &field.items[at];
    let token = &field.reading.tokens[item.token as usize];
    if item.segment != u32::MAX {
        return Unit {
            word: UNKNOWN,
            tag: SEGMENT,
            look: look(field, &segments[item.segment as usize]),
            ..Unit::default()
        };
    }
    let share = |cue: Option<&Known>| cue.map_or((0, 0), |cue| (cue.class as u8 + 1, cue.quoted));
    let (verb, quoted) = share(field.lexicon.verb_cue(token.word));
    let (noun, noun_quoted) = share(field.lexicon.noun_cue(token.word));
    let role = field.covers.of[item.token as usize].role;
    let word = field.reading.folded(token, &field.lexicon.vocabulary);
    Unit {
        word: token.word,
        ending: letters(word, 3),
        tag: MARKS + token.kind as u8,
        class: item.class as u8,
        shape: token.shape as u8 * 2 + u8::from(token.has(flag::OPENS)),
        name: if named {
            1
        } else if role == Role::None {
            0
        } else {
            role as u8 + 1
        },
        verb,
        noun,
        quoted: if verb > 0 { quoted } else { noun_quoted },
        rate: rates.bin(token.word),
        look: 0,
    }
}

/// How a segment looks: how many words, whether it starts like a sentence, how it ends.
fn look(field: &Field<'_>, segment: &Segment) -> u8 {
    let tokens = &field.reading.tokens[segment.first as usize..segment.end as usize];
    // More words than the bins tell apart need no counting.
    let words = tokens.iter().filter(|t| t.is_word()).take(13).count() as u8;
    let length = match words {
        0..=3 => words,
        4..=6 => 4,
        7..=12 => 5,
        _ => 6,
    };
    let first = tokens.iter().find(|t| matches!(t.kind, Kind::Word | Kind::Number));
    let end = match tokens.last().map(|t| t.kind) {
        Some(Kind::Comma) => 1,
        Some(Kind::Stop) => 2,
        Some(Kind::Shout | Kind::Ellipsis) => 3,
        _ => 0,
    };
    length * 8 + u8::from(first.is_some_and(|t| t.is_capital())) * 4 + end
}

/// Viterbi's algorithm, one cue after the other.
struct Chain<'w> {
    weights: &'w Weights<LABELS>,
    /// The score of a label behind another.
    steps: [[f32; LABELS]; LABELS],
    back: Vec<[u8; LABELS]>,
    labels: Vec<u8>,
}

impl<'w> Chain<'w> {
    fn new(weights: &'w Weights<LABELS>) -> Self {
        let steps = std::array::from_fn(|last| {
            let mut sum = Sum::new(weights);
            sum.add(argument::template::AFTER, &[last as u32]);
            sum.scores
        });
        Self { weights, steps, back: Vec::new(), labels: Vec::new() }
    }

    fn decode(&mut self, cue: &Cue<'_>) {
        self.back.clear();
        let mut best = [f32::NEG_INFINITY; LABELS];
        best[label::NONE] = 0.0;
        for at in cue.sentence.start..cue.sentence.end {
            let mut sum = Sum::new(self.weights);
            cue.features(at, &mut sum);
            let mut now = [f32::NEG_INFINITY; LABELS];
            let mut from = [0u8; LABELS];
            for next in 0..LABELS {
                if at == cue.head && next != label::CUE {
                    continue;
                }
                for last in (0..LABELS).filter(|&last| allowed(last, next)) {
                    let score = best[last] + self.steps[last][next] + sum.scores[next];
                    if score > now[next] {
                        (now[next], from[next]) = (score, last as u8);
                    }
                }
            }
            self.back.push(from);
            best = now;
        }
        let mut last = (0..LABELS).fold(0, |top, l| if best[l] > best[top] { l } else { top });
        self.labels.clear();
        self.labels.resize(self.back.len(), 0);
        for at in (0..self.back.len()).rev() {
            self.labels[at] = last as u8;
            last = usize::from(self.back[at][last]);
        }
    }
}
