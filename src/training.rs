//! What the programs that train and measure need of the inside: features as text, made by the very code that extraction runs,
//! and the stages one by one.
//!
//! Behind the feature `training`; not part of the stable interface.

mod indirect;
mod tags;

pub use indirect::{Head, Reported};

use crate::attribution::{Candidate, Question};
use crate::error::Error;
use crate::extractor::{Extractor, Knowledge, Quotations, Scratch};
use crate::gazetteer::Gazetteer;
use crate::lexicon::{Class, Lexicon};
use crate::mention::{BEGINS, INSIDE, OUTSIDE, Scene, person_feature};
use crate::model::{Sink, Template, feature};
use crate::quote::Segment;
use crate::record::Document;
use crate::span::Span;
use crate::text::{Kind, Reading};
use std::collections::HashMap;

/// Features by number; [`Trainer::names`] has their text.
pub type Features = Vec<u32>;

/// One zone of capitalised words: what is seen at each token, how it is reached, and the right label (0 outside, 1 begins,
/// 2 inside).
#[derive(Debug)]
pub struct Chain {
    /// Features of each token.
    pub tokens: Vec<Features>,
    /// The kind of step onto each token.
    pub links: Vec<u32>,
    /// The right labels.
    pub labels: Vec<usize>,
}

/// One quoted segment: the features of "nobody" and of each candidate, and which of them are right.
#[derive(Debug)]
pub struct Choice {
    /// The quoted words.
    pub quote: Span,
    /// The words of each option; `None` for "nobody".
    pub sources: Vec<Option<Span>>,
    /// Features of each option; the first is "nobody".
    pub options: Vec<Features>,
    /// Whether the option is right.
    pub right: Vec<bool>,
}

/// An annotated attribution, in bytes.
#[derive(Debug)]
pub struct Attribution {
    /// What was said.
    pub content: Vec<Span>,
    /// Who said it; empty if nobody is named.
    pub source: Vec<Span>,
}

/// Makes training examples.
#[derive(Debug)]
pub struct Trainer {
    knowledge: Knowledge,
    scratch: Scratch,
    numbers: HashMap<u64, u32>,
    names: Vec<String>,
    /// The features of arguments, whose templates are numbered apart.
    argument_numbers: HashMap<u64, u32>,
    argument_names: Vec<String>,
}

/// Numbers features and remembers their text.
struct Numbering<'a> {
    lexicon: &'a Lexicon,
    numbers: &'a mut HashMap<u64, u32>,
    names: &'a mut Vec<String>,
    out: Features,
}

impl Sink for Numbering<'_> {
    fn add(&mut self, template: Template, values: &[u32]) {
        // A word of this text alone cannot have a weight.
        let (words, numbers) = values.split_at(template.words);
        if words.iter().any(|&word| word as usize >= self.lexicon.vocabulary.len()) {
            return;
        }
        let next = self.names.len() as u32;
        let number = *self.numbers.entry(feature(template, values)).or_insert(next);
        if number == next {
            let words = words.iter().map(|&word| format!("={}", self.lexicon.vocabulary.word(word)));
            let numbers = numbers.iter().map(|&value| match template.letters {
                true => format!("~{}", String::from_utf8_lossy(&value.to_be_bytes()).trim_start_matches('\0')),
                false => value.to_string(),
            });
            let list: Vec<String> = words.chain(numbers).collect();
            self.names.push(format!("{}\t{}", template.name, list.join(",")));
        }
        self.out.push(number);
    }
}

impl Trainer {
    /// Reads all bundled data.
    ///
    /// # Errors
    /// If a bundled table is malformed.
    pub fn new() -> Result<Self, Error> {
        Ok(Self {
            knowledge: Knowledge::new(Gazetteer::bundled()?, Quotations::All)?,
            scratch: Scratch::default(),
            numbers: HashMap::new(),
            names: Vec::new(),
            argument_numbers: HashMap::new(),
            argument_names: Vec::new(),
        })
    }

    /// The text of each feature in the table of weights: `template<TAB>values`.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The zones of a text; `people` are the right spans, `unknown` spans of which nothing is known: zones that touch one are
    /// left out. With `blind` the name lists are hidden.
    pub fn people(&mut self, text: &str, people: &[Span], unknown: &[Span], blind: bool) -> Vec<Chain> {
        self.scratch.prepare(text, &self.knowledge, &mut |_| ());
        let scene = Scene { blind, ..self.scratch.scene(&self.knowledge) };
        let mut chains = Vec::new();
        for zone in &self.scratch.zones {
            let span = scene.reading.span(zone);
            if unknown.iter().any(|s| s.overlaps(span)) {
                continue;
            }
            let mut chain = Chain { tokens: Vec::new(), links: Vec::new(), labels: Vec::new() };
            let mut last = None;
            for at in zone.clone() {
                let mut sink = Numbering {
                    lexicon: &self.knowledge.lexicon,
                    numbers: &mut self.numbers,
                    names: &mut self.names,
                    out: Vec::new(),
                };
                scene.features(at, zone, &mut sink);
                chain.tokens.push(sink.out);
                chain.links.push(scene.link(at));
                let token = scene.reading.tokens[at as usize].span();
                let person = people.iter().position(|s| s.overlaps(token));
                chain.labels.push(match person {
                    None => OUTSIDE,
                    Some(_) if person == last => INSIDE,
                    Some(_) => BEGINS,
                });
                last = person;
            }
            chains.push(chain);
        }
        chains
    }

    /// The quoted segments of a text with their options, of which perhaps none is right. Segments that lie mostly in `unknown`
    /// spans are left out.
    pub fn speakers(&mut self, text: &str, attributions: &[Attribution], unknown: &[Span]) -> Vec<Choice> {
        self.scratch.prepare(text, &self.knowledge, &mut |_| ());
        self.scratch.mentions(&self.knowledge, &mut |_| ());
        self.scratch.ask(text, &self.knowledge, &mut |_| ());
        let (scratch, lexicon) = (&self.scratch, &self.knowledge.lexicon);
        let field = scratch.field(&self.knowledge);
        let mut choices = Vec::new();
        let quotes = scratch.items.iter().enumerate().filter(|(_, item)| item.segment != u32::MAX);
        for (at, item) in quotes {
            let segment = &scratch.quotes.segments[item.segment as usize];
            let bytes = covered(text, &scratch.reading, segment, unknown);
            if bytes.0 * 2 >= bytes.1 {
                continue;
            }
            let gold = best_cover(text, &scratch.reading, segment, attributions);
            let source = gold.map_or(&[][..], |attribution| &attribution.source);
            let question = Question::new(&field, &scratch.candidates, at, &scratch.quotes.segments);
            let heads = head_region(&scratch.reading, lexicon, source);
            let span = |from: u32, to: u32| {
                let last = &scratch.items[to as usize - 1];
                Span::new(
                    scratch.reading.tokens[scratch.items[from as usize].token as usize].start,
                    scratch.reading.tokens[last.token as usize].end,
                )
            };
            let head_right = |c: &Candidate| heads.iter().any(|s| s.overlaps(span(c.head, c.head + 1)));
            let touches = |c: &Candidate| source.iter().any(|s| s.overlaps(span(c.start, c.end)));
            let near = &scratch.candidates[question.near.clone()];
            let by_head = near.iter().any(head_right);
            let quote = scratch.reading.span(&(segment.first..segment.end));
            let sources = std::iter::once(None).chain(near.iter().map(|c| Some(span(c.start, c.end)))).collect();
            let mut choice = Choice { quote, sources, options: Vec::new(), right: vec![source.is_empty()] };
            choice.right.extend(near.iter().map(|c| if by_head { head_right(c) } else { touches(c) }));
            for option in std::iter::once(None).chain(question.near.clone().map(Some)) {
                let mut sink =
                    Numbering { lexicon, numbers: &mut self.numbers, names: &mut self.names, out: Vec::new() };
                match option {
                    None => question.nobody(&mut sink),
                    Some(number) => question.source(number, &mut sink),
                }
                choice.options.push(sink.out);
            }
            choices.push(choice);
        }
        choices
    }

    /// The names of the templates of transitions: the label before, and the label before with the kind of step.
    #[must_use]
    pub fn transition_templates() -> [&'static str; 2] {
        [person_feature::AFTER.name, person_feature::LINK.name]
    }
}

/// Reads a text as [`Extractor::extract_with`] does; `done` gets the name of each stage when it is done, in their order.
pub fn extract_by_stages(
    extractor: &Extractor,
    scratch: &mut Scratch,
    text: &str,
    mut done: impl FnMut(&'static str),
) -> Document {
    extractor.extract_by_stages(scratch, text, &mut done)
}

/// How many letters of the segment lie in the spans, and how many it has.
fn covered(text: &str, reading: &Reading, segment: &Segment, spans: &[Span]) -> (usize, usize) {
    let span = reading.span(&(segment.first..segment.end));
    let inside = |at: u32| spans.iter().any(|s| s.start <= at && at < s.end);
    let letters = text[span.range()].char_indices().filter(|(_, c)| !c.is_whitespace());
    letters.fold((0, 0), |(hit, all), (at, _)| (hit + usize::from(inside(span.start + at as u32)), all + 1))
}

/// The attribution that covers at least half of the segment, best; of several the one with the shortest content.
fn best_cover<'a>(
    text: &str,
    reading: &Reading,
    segment: &Segment,
    attributions: &'a [Attribution],
) -> Option<&'a Attribution> {
    let span = reading.span(&(segment.first..segment.end));
    attributions
        .iter()
        .filter(|a| a.content.iter().any(|s| s.overlaps(span)))
        .map(|a| (covered(text, reading, segment, &a.content), a))
        .filter(|((hit, all), _)| hit * 2 >= *all)
        .min_by_key(|((hit, _), a)| (usize::MAX - hit, a.content.iter().map(|s| s.len()).sum::<u32>()))
        .map(|(_, a)| a)
}

/// The part of a source that says who it is: up to the first comma, bracket, dash, preposition or relative, behind the last
/// possessive; a later part that is only a name counts too.
fn head_region(reading: &Reading, lexicon: &Lexicon, source: &[Span]) -> Vec<Span> {
    let mut heads = Vec::new();
    for span in source {
        let range = reading.tokens_in(*span);
        let tokens = &reading.tokens[range.start as usize..range.end as usize];
        let mut parts =
            tokens.split(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Open | Kind::Close));
        let mut keep: Vec<Span> = Vec::new();
        for token in parts.next().unwrap_or(&[]) {
            let info = lexicon.info(token.word);
            if !keep.is_empty() && (info.has(Class::Preposition) || info.has(Class::Relative)) {
                break;
            }
            match token.kind {
                Kind::Clitic => keep.clear(),
                Kind::Word | Kind::Number => keep.push(token.span()),
                _ => {}
            }
        }
        heads.append(&mut keep);
        for part in parts.filter(|part| !part.is_empty() && part.len() <= 4 && part.iter().all(|t| t.is_capital())) {
            heads.extend(part.iter().map(|t| t.span()));
        }
    }
    heads
}
