//! Quotations: parts of one utterance joined, with speaker, cue, medium and evidence.

use super::{Parts, Places};
use crate::attribution::{Answer, Candidate, ItemClass, Known, Rival, Source};
use crate::mention::Role;
use crate::quote::Segment;
use crate::record::{Alternative, Confidence, Evidence, OfficeId, Pattern, PersonId, Quote, QuoteKind, Speaker};
use crate::span::Span;
use crate::text::{Kind, Tokens, flag};

impl Parts<'_> {
    pub(super) fn quotes(&self, places: &Places) -> Vec<Quote> {
        let mut quotes: Vec<Quote> = Vec::new();
        let mut open: Option<(Option<u32>, u32)> = None;
        for (number, answer) in self.answers.list.iter().enumerate() {
            let segment = &self.segments[answer.segment as usize];
            let content = self.span(&(segment.first..segment.end));
            let paragraph = self.reading.paragraph_of[segment.first as usize];
            let confidence = Confidence(round(answer.probability));
            let addressee = self.resolved.addressees[number];
            let addressee = addressee.map(|(candidate, known)| self.speaker(&candidate, known, places));
            // Parts of one utterance: the same source mention, in one paragraph.
            if let Some((candidate, at)) = open
                && candidate.is_some()
                && candidate == answer.candidate
                && at == paragraph
                && let Some(quote) = quotes.last_mut()
            {
                quote.span = quote.span.cover(content);
                quote.content.push(content);
                if confidence < quote.confidence {
                    quote.confidence = confidence;
                    quote.alternatives = self.alternatives(answer, places);
                }
                if self.kind(segment) == QuoteKind::Direct {
                    quote.kind = QuoteKind::Direct;
                }
                quote.addressee = quote.addressee.take().or(addressee);
                continue;
            }
            open = Some((answer.candidate, paragraph));
            quotes.push(Quote {
                span: content,
                content: vec![content],
                kind: self.kind(segment),
                cue: answer.cue.map(|item| self.item_span(item)),
                via: self.via(answer, segment),
                speaker: self.option(answer.candidate, self.resolved.speakers[number], places),
                addressee,
                confidence,
                alternatives: self.alternatives(answer, places),
                evidence: self.evidence(answer),
            });
        }
        quotes
    }

    pub(crate) fn option(&self, candidate: Option<u32>, known: Known, places: &Places) -> Option<Speaker> {
        candidate.map(|number| self.speaker(&self.candidates[number as usize], known, places))
    }

    fn alternatives(&self, answer: &Answer, places: &Places) -> Vec<Alternative> {
        let range = answer.rivals.start as usize..answer.rivals.end as usize;
        let rivals = self.answers.rivals[range.clone()].iter().zip(&self.resolved.rivals[range]);
        let others = rivals.filter(|(rival, _)| rival.probability > 0.0);
        let alternative = |(rival, known): (&Rival, &Known)| Alternative {
            speaker: self.option(rival.candidate, *known, places),
            confidence: Confidence(round(rival.probability)),
        };
        let mut alternatives: Vec<Alternative> = others.map(alternative).collect();
        // The answer may have been taken from among them.
        alternatives.sort_by(|a, b| b.confidence.0.total_cmp(&a.confidence.0));
        alternatives
    }

    /// Whole sentences are direct; a fragment inside a sentence is mixed.
    fn kind(&self, segment: &Segment) -> QuoteKind {
        let tokens = &self.reading.tokens[segment.first as usize..segment.end as usize];
        let first = tokens.iter().find(|t| matches!(t.kind, Kind::Word | Kind::Number));
        let capital = first.is_some_and(|t| t.is_capital() || t.kind == Kind::Number);
        let whole = matches!(
            tokens.last().map(|t| t.kind),
            Some(Kind::Comma | Kind::Stop | Kind::Shout | Kind::Ellipsis | Kind::Dash)
        );
        let opens = segment.open.is_none_or(|open| {
            open == 0
                || self.reading.sentence_of[open as usize - 1] != self.reading.sentence_of[open as usize]
                || matches!(self.reading.tokens[open as usize - 1].kind, Kind::Colon | Kind::Comma)
        });
        if capital && (whole || opens) && tokens.len() > 2 { QuoteKind::Direct } else { QuoteKind::Mixed }
    }

    fn speaker(&self, candidate: &Candidate, known: Known, places: &Places) -> Speaker {
        self.speaker_as(self.source_span(candidate), known, places)
    }

    /// The speaker whom the text calls by these words.
    pub(super) fn speaker_as(&self, mention: Span, known: Known, places: &Places) -> Speaker {
        match known {
            Known::Person(person) => Speaker::Person { person: PersonId(person), mention },
            Known::Office(office) => Speaker::Office { office: OfficeId(office), mention },
            Known::Listed(number) => {
                let entry = self.gazetteer.aliases[self.listed.mentions[number as usize].alias as usize].entry;
                match (places.countries.get(&entry), places.organizations.get(&entry)) {
                    (Some(&country), _) => Speaker::Country { country, mention },
                    (_, Some(&organization)) => Speaker::Organization { organization, mention },
                    _ => Speaker::Other { mention },
                }
            }
            Known::Nobody => Speaker::Other { mention },
        }
    }

    /// The words of the source: a noun takes its determiner and modifiers along.
    fn source_span(&self, candidate: &Candidate) -> Span {
        let items = self.field.items;
        let mut start = candidate.start as usize;
        if matches!(
            candidate.source,
            Source::DefiniteRole | Source::Role | Source::Roles | Source::Group | Source::Body
        ) {
            while start > 0 && candidate.start as usize - start < 6 && items[start - 1].sentence == candidate.sentence {
                match items[start - 1].class {
                    ItemClass::Determiner | ItemClass::Possessive => {
                        start -= 1;
                        break;
                    }
                    ItemClass::Word
                    | ItemClass::Name
                    | ItemClass::Role
                    | ItemClass::Group
                    | ItemClass::CueNoun
                    | ItemClass::Number => start -= 1,
                    ItemClass::Mark if self.reading.tokens[items[start].token as usize].has(flag::GLUED) => start -= 1,
                    _ => break,
                }
            }
        }
        let first = &self.reading.tokens[items[start].token as usize];
        let last = &self.reading.tokens[items[candidate.end as usize - 1].token as usize];
        Span::new(first.start, last.end)
    }

    /// The medium that carried the words: `told Reuters`, `according to Interfax`, `on Twitter`, in the sentence of the source.
    fn via(&self, answer: &Answer, segment: &Segment) -> Option<Span> {
        let candidate = &self.candidates[answer.candidate? as usize];
        let source = self.field.items[candidate.start as usize].token;
        let sentences = [self.reading.sentence_of[source as usize], self.reading.sentence_of[segment.first as usize]];
        for sentence in sentences {
            let range = &self.reading.sentences[sentence as usize];
            let from = self.listed.mentions.partition_point(|m| m.tokens.start < range.start);
            let inside = self.listed.mentions[from..].iter().take(CARRIERS).take_while(|m| m.tokens.start < range.end);
            let carrier = inside.filter(|m| m.role == Role::Outlet).find(|m| {
                let own = m.tokens.start <= source && source < m.tokens.end;
                let quoted = segment.first <= m.tokens.start && m.tokens.start < segment.end;
                !own && !quoted && self.carries(&m.tokens)
            });
            if let Some(mention) = carrier {
                return Some(self.span(&mention.tokens));
            }
        }
        None
    }

    /// Whether a medium at these tokens carries words: `told Reuters`, `on Twitter`, `the Anadolu agency reported`.
    fn carries(&self, tokens: &Tokens) -> bool {
        let items = self.field.items;
        let before = items.partition_point(|item| item.token < tokens.start);
        let after = items.partition_point(|item| item.token < tokens.end);
        let leads = |class: ItemClass| {
            class.is_saying()
                || matches!(class, ItemClass::To | ItemClass::By | ItemClass::Preposition | ItemClass::According)
        };
        let skip = |class| {
            matches!(class, ItemClass::Determiner | ItemClass::Possessive | ItemClass::Word | ItemClass::Group)
                || matches!(class, ItemClass::Adverb | ItemClass::Role | ItemClass::CueNoun)
        };
        let led = items[..before].iter().rev().take(6).find(|item| !skip(item.class));
        let follows = items[after..].iter().take(4).find(|item| !skip(item.class));
        led.is_some_and(|item| leads(item.class)) || follows.is_some_and(|item| item.class.is_saying())
    }

    fn evidence(&self, answer: &Answer) -> Evidence {
        let Some(number) = answer.candidate else {
            return Evidence { pattern: Pattern::Nobody, cue: None, rule: answer.rule };
        };
        let candidate = &self.candidates[number as usize];
        let right = candidate.start > answer.item;
        let here = &self.field.items[answer.item as usize];
        let cue_first = answer.cue.is_some_and(|cue| cue < candidate.start);
        let pattern = match (right, answer.cue) {
            _ if candidate.sentence.abs_diff(here.sentence) > 1 => Pattern::Continuation,
            (false, Some(_)) if candidate.sentence != here.sentence && !self.leads_in(answer.item) => {
                Pattern::Continuation
            }
            (_, None) => Pattern::SourceOnly,
            (true, _) if cue_first => Pattern::QuoteCueSource,
            (true, _) => Pattern::QuoteSourceCue,
            (false, _) if cue_first => Pattern::CueSourceQuote,
            (false, _) => Pattern::SourceCueQuote,
        };
        Evidence { pattern, cue: answer.cue.and_then(|cue| self.field.cue_class(cue)), rule: answer.rule }
    }

    /// Whether a colon or comma directly before the quotation leads into it.
    fn leads_in(&self, item: u32) -> bool {
        let before = item.checked_sub(1).map(|at| self.field.items[at as usize].class);
        matches!(before, Some(ItemClass::Colon | ItemClass::Comma))
    }
}

/// How many listed names of a sentence are looked at for the medium: a bound for endless sentences.
const CARRIERS: usize = 64;

/// Probabilities are given in thousandths, the same on every machine.
pub(crate) fn round(probability: f32) -> f32 {
    (probability * 1000.0).round() / 1000.0
}
