//! Source, content and the further words of one cue: a linear-chain conditional random field over its sentence.

use super::cue::{NOTHING, Sentence, class, tag};
use super::unit::{MARKS, SEGMENT, Unit};
use crate::model::Sink;
use crate::text::Kind;

/// Labels of the chain.
pub(crate) mod label {
    pub(crate) const NONE: usize = 0;
    pub(crate) const SOURCE: usize = 1;
    pub(crate) const SOURCE_ON: usize = 2;
    pub(crate) const CONTENT: usize = 3;
    pub(crate) const CONTENT_ON: usize = 4;
    pub(crate) const CUE: usize = 5;
}
pub(crate) const LABELS: usize = 6;

/// Whether a label may follow another.
pub(crate) const fn allowed(last: usize, next: usize) -> bool {
    match next {
        label::SOURCE_ON => matches!(last, label::SOURCE | label::SOURCE_ON),
        label::CONTENT_ON => matches!(last, label::CONTENT | label::CONTENT_ON),
        _ => true,
    }
}

/// Templates of the features.
pub(crate) mod template {
    crate::model::templates! {
        AFTER = "after",
        BIAS = "bias",
        DISTANCE = "distance",
        DISTANCE_TAG = "distance-tag",
        WORD = "word" of word,
        WORD_BEFORE = "word-before" of word,
        WORD_NEXT = "word-next" of word,
        WORD_NEAR = "word-near" of word,
        TAGS = "tags",
        CLASSES = "classes",
        NAME = "name",
        SHAPE = "shape",
        CUE_WORD = "cue-word" of word,
        CUE_TAG = "cue-tag",
        CUE_VERB = "cue-verb",
        CUE_NOUN = "cue-noun",
        CUE_NEXT = "cue-next" of word,
        PATH = "path",
        BETWEEN = "between",
        BETWEEN_TAG = "between-tag",
        PHRASE = "phrase",
        RATE = "rate",
        LOOK = "look",
        EDGE = "edge",
        MARKS = "marks",
        THAT = "that",
        PAIR = "pair" of pair,
        OTHER = "other",
    }
}
use template as t;

/// One cue in its sentence; built once, asked for each unit.
pub(crate) struct Cue<'a> {
    pub(crate) sentence: Sentence<'a>,
    pub(crate) head: usize,
    /// What lies between the head and each unit.
    between: Vec<Between>,
    /// What lies on either side of the head.
    left: Between,
    right: Between,
}

fn distance(d: i64) -> u32 {
    let steps = d.unsigned_abs();
    let bin = match steps {
        0..=4 => steps as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        _ => 9,
    };
    if d < 0 { bin } else { bin + 10 }
}

/// A coarse class for paths.
fn coarse(unit: &Unit) -> u32 {
    match unit.tag {
        SEGMENT => 1,
        tag::NOUN | tag::NOUNS | tag::NAME | tag::PRONOUN => 2,
        tag::POSSESSIVE | tag::DETERMINER | tag::NUMBER | tag::ADJECTIVE | tag::COMPARATIVE => 2,
        tag::VERB | tag::PAST | tag::PARTICIPLE | tag::PRESENT | tag::PRESENT_THIRD | tag::MODAL => {
            if unit.rate >= 6 {
                4
            } else {
                3
            }
        }
        tag::GERUND => 5,
        tag::PREPOSITION => 6,
        tag::TO => 7,
        tag::CONJUNCTION => 8,
        tag::WH | tag::WH_ADVERB => 9,
        tag::ADVERB | tag::PARTICLE => 0,
        mark if mark >= MARKS => 10 + u32::from(mark - MARKS),
        _ => 0,
    }
}

/// What lies between the head of the cue and a unit; grows as the unit moves away.
#[derive(Clone, Copy, Default)]
struct Between {
    commas: u32,
    verbs: u32,
    cues: u32,
    quotes: u32,
    phrases: u32,
    path: [u32; 5],
    length: usize,
    that: bool,
    last: u32,
}

impl Between {
    /// Takes in one more unit.
    fn pass(&mut self, unit: &Unit) {
        let class = coarse(unit);
        match class {
            3 | 5 => self.verbs += 1,
            4 => {
                self.verbs += 1;
                self.cues += 1;
            }
            1 => self.quotes += 1,
            _ => {}
        }
        self.commas += u32::from(unit.tag == MARKS + Kind::Comma as u8);
        self.that |= unit.class == class::THAT;
        if class == 2 && self.last != 2 {
            self.phrases += 1;
        }
        if class != 0 && class != self.last && self.length < 5 {
            self.path[self.length] = class;
            self.length += 1;
        }
        if class != 0 {
            self.last = class;
        }
    }
}

impl<'a> Cue<'a> {
    /// The cue whose head is at `head`.
    pub(crate) fn new(sentence: Sentence<'a>, head: usize) -> Self {
        let (start, end) = (sentence.start, sentence.end);
        let mut between = vec![Between::default(); end - start];
        let mut left = Between::default();
        for at in (start..head).rev() {
            between[at - start] = left;
            left.pass(&sentence.units[at]);
        }
        let mut right = Between::default();
        for at in head + 1..end {
            between[at - start] = right;
            right.pass(&sentence.units[at]);
        }
        Cue { sentence, head, between, left, right }
    }

    /// All features of the unit at `at`.
    pub(crate) fn features(&self, at: usize, sink: &mut impl Sink) {
        let s = &self.sentence;
        let b = &self.between[at - s.start];
        let (left, right) = (&self.left, &self.right);
        let here = at as i64;
        let unit = &s.units[at];
        let cue = &s.units[self.head];
        let d = distance(here - self.head as i64);
        let side = u32::from(at > self.head) + 2 * u32::from(at == self.head);
        let tag = u32::from(unit.tag);
        let tags: [u32; 5] = std::array::from_fn(|k| s.tag(here + k as i64 - 2));
        sink.add(t::BIAS, &[side]);
        sink.add(t::DISTANCE, &[d]);
        sink.add(t::DISTANCE_TAG, &[d, tag]);
        sink.add(t::DISTANCE_TAG, &[d, tags[1], tag]);
        sink.add(t::WORD, &[unit.word, side]);
        sink.add(t::WORD, &[unit.word, d]);
        if let Some(u) = s.unit(here - 1) {
            sink.add(t::WORD_BEFORE, &[u.word, side]);
            sink.add(t::PAIR, &[u.word, unit.word, side]);
        }
        if let Some(u) = s.unit(here + 1) {
            sink.add(t::WORD_NEXT, &[u.word, side]);
        }
        if let Some(u) = s.unit(here - 2) {
            sink.add(t::WORD_NEAR, &[u.word, side, 0]);
        }
        if let Some(u) = s.unit(here + 2) {
            sink.add(t::WORD_NEAR, &[u.word, side, 1]);
        }
        sink.add(t::TAGS, &[1, side, tags[1], tag]);
        sink.add(t::TAGS, &[2, side, tag, tags[3]]);
        sink.add(t::TAGS, &[3, side, tags[1], tag, tags[3]]);
        sink.add(t::TAGS, &[4, side, tags[0], tags[1], tag]);
        sink.add(t::TAGS, &[5, side, tag, tags[3], tags[4]]);
        let class = u32::from(unit.class);
        sink.add(t::CLASSES, &[side, class, s.unit(here - 1).map_or(NOTHING, |u| u32::from(u.class))]);
        sink.add(t::CLASSES, &[9, d, class]);
        sink.add(t::NAME, &[side, u32::from(unit.name), s.unit(here - 1).map_or(NOTHING, |u| u32::from(u.name))]);
        sink.add(t::SHAPE, &[side, u32::from(unit.shape), tags[1]]);
        sink.add(t::CUE_WORD, &[cue.word, side, d]);
        sink.add(t::CUE_WORD, &[cue.word, side, 99, tag]);
        sink.add(t::CUE_NEXT, &[unit.word, side, u32::from(cue.tag), u32::from(cue.verb)]);
        sink.add(t::CUE_TAG, &[u32::from(cue.tag), d, tag]);
        sink.add(t::CUE_VERB, &[u32::from(cue.verb), d]);
        sink.add(t::CUE_VERB, &[u32::from(cue.verb), side, tag, tags[1]]);
        sink.add(t::CUE_NOUN, &[u32::from(cue.noun), u32::from(cue.tag), side, tag, tags[1]]);
        let path = &b.path[..b.length];
        let mut row = [0u32; 10];
        row[0] = side;
        row[1..1 + path.len()].copy_from_slice(path);
        row[1 + path.len()] = coarse(unit);
        sink.add(t::PATH, &row[..2 + path.len()]);
        row[2 + path.len()] = 100 + u32::from(cue.tag);
        row[3 + path.len()] = tag;
        sink.add(t::PATH, &row[..4 + path.len()]);
        let few = |n: u32| n.min(3);
        let verbs = few(b.verbs);
        sink.add(t::BETWEEN, &[side, few(b.commas), verbs, few(b.cues), few(b.quotes)]);
        sink.add(t::BETWEEN_TAG, &[side, 1, few(b.commas), tag, tags[1]]);
        sink.add(t::BETWEEN_TAG, &[side, 2, verbs, tag, tags[1]]);
        sink.add(t::BETWEEN_TAG, &[side, 3, few(b.cues), few(b.quotes), tag]);
        sink.add(t::PHRASE, &[side, b.phrases.min(6), coarse(unit)]);
        sink.add(t::PHRASE, &[side, b.phrases.min(6), coarse(unit), few(b.commas), verbs]);
        sink.add(t::RATE, &[side, u32::from(unit.rate), tag]);
        sink.add(t::RATE, &[side, u32::from(unit.rate), u32::from(cue.rate), few(b.cues)]);
        if unit.tag == SEGMENT {
            sink.add(t::LOOK, &[side, u32::from(unit.look), d]);
            sink.add(t::LOOK, &[side, u32::from(unit.look), few(b.verbs), few(b.commas)]);
        }
        let (to_start, to_end) = ((at - s.start).min(3) as u32, (s.end - 1 - at).min(3) as u32);
        sink.add(t::EDGE, &[side, to_start, 4, tag]);
        sink.add(t::EDGE, &[side, 4, to_end, tag]);
        sink.add(t::EDGE, &[side, to_start, to_end, s.before]);
        let next = s.unit(self.head as i64 + 1);
        let that = next.is_some_and(|u| u.class == class::THAT);
        sink.add(t::THAT, &[side, u32::from(that) * 2 + u32::from(b.that), few(b.verbs), tag]);
        sink.add(t::MARKS, &[side, few(left.quotes), few(right.quotes), u32::from(cue.verb)]);
        sink.add(t::MARKS, &[side, few(left.quotes), few(right.quotes), tag, few(b.quotes), 9]);
        sink.add(t::MARKS, &[side, next.map_or(NOTHING, |u| u32::from(u.tag)), left.commas.min(2), few(b.commas), 8]);
        sink.add(
            t::OTHER,
            &[side, next.map_or(NOTHING, |u| u32::from(u.tag)), s.tag(self.head as i64 - 1), coarse(unit)],
        );
        sink.add(t::OTHER, &[side, s.tag(self.head as i64 - 1), 77, d]);
    }
}
