//! Which words are cues: for each word that could be one, the probability, by logistic regression.

use super::unit::{MARKS, SEGMENT, Unit};
use crate::model::Sink;

/// Templates of the features.
pub(crate) mod template {
    crate::model::templates! {
        BIAS = "bias",
        WORD = "word" of word,
        WORD_TAG = "word-tag" of word,
        PAIR_BEFORE = "pair-before" of pair,
        PAIR_NEXT = "pair-next" of pair,
        WORD_TAG_BEFORE = "word-tag-before" of word,
        WORD_TAGS_NEXT = "word-tags-next" of word,
        WORD_COMPLEMENT = "word-complement" of word,
        WORD_SUBJECT = "word-subject" of word,
        NEAR = "near" of word,
        NEAR_RATE = "near-rate" of word,
        NEAR_VERB = "near-verb" of word,
        ENDING = "ending" of letters,
        SHAPE = "shape",
        RATE = "rate",
        RATE_TAGS = "rate-tags",
        VERB = "verb",
        VERB_TAGS = "verb-tags",
        NOUN = "noun",
        NOUN_TAGS = "noun-tags",
        TAGS = "tags",
        CLASSES = "classes",
        QUOTES = "quotes",
        OTHERS = "others",
        PLACE = "place",
        SUBJECT = "subject",
        COMPLEMENT = "complement",
        FRAME = "frame",
        GOVERNOR = "governor",
        GOVERNOR_WORD = "governor-word" of pair,
        CLAUSE = "clause",
        PASSIVE = "passive",
        NAMES = "names",
    }
}
use template as t;

/// One sentence: units `start..end` of a text.
#[derive(Clone, Copy)]
pub(crate) struct Sentence<'a> {
    pub(crate) units: &'a [Unit],
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// What stands in the sentence before: 0 nothing in its paragraph, 1 words, 2 a quotation and nothing else.
    pub(crate) before: u32,
}

/// Nothing stands there.
pub(crate) const NOTHING: u32 = 99;

impl<'a> Sentence<'a> {
    pub(crate) fn unit(&self, at: i64) -> Option<&'a Unit> {
        usize::try_from(at).ok().filter(|at| (self.start..self.end).contains(at)).map(|at| &self.units[at])
    }

    pub(crate) fn tag(&self, at: i64) -> u32 {
        self.unit(at).map_or(NOTHING, |u| u32::from(u.tag))
    }

    fn class(&self, at: i64) -> u32 {
        self.unit(at).map_or(NOTHING, |u| u32::from(u.class))
    }

    /// The subject before the verb at `at`: the first unit to the left that is no adverb, auxiliary or mark of negation, and
    /// whether such were passed.
    fn subject(&self, at: i64) -> (i64, u32) {
        let mut passed = 0;
        let mut left = at - 1;
        while at - left < 7 {
            let Some(unit) = self.unit(left) else { break };
            match unit.tag {
                tag::ADVERB => passed |= 1,
                tag::MODAL => passed |= 2,
                _ if unit.class == class::AUXILIARY || unit.class == class::NEGATION => passed |= 4,
                _ if unit.class == class::ADVERB => passed |= 1,
                _ => break,
            }
            left -= 1;
        }
        (left, passed)
    }

    /// What follows the cue: the kind of complement behind adverbs and a short object.
    fn complement(&self, at: i64) -> (u32, u32) {
        let mut right = at + 1;
        let mut passed = 0;
        while right - at < 9 {
            let Some(unit) = self.unit(right) else { return (NOTHING, passed) };
            let kind = match unit.tag {
                SEGMENT => 1,
                _ if unit.class == class::THAT => 2,
                tag::TO => 3,
                tag::WH | tag::WH_ADVERB => 4,
                tag::PREPOSITION => return (40 + unit.ending % 7, passed),
                tag::GERUND => 6,
                tag::VERB | tag::PAST | tag::PRESENT | tag::PRESENT_THIRD => 7,
                tag::MODAL => 8,
                tag::CONJUNCTION => 9,
                tag::PARTICIPLE if passed > 0 => 10,
                mark if mark >= MARKS => return (20 + u32::from(mark), passed),
                tag::ADVERB | tag::PARTICLE => 0,
                tag::PRONOUN => {
                    passed |= 1;
                    0
                }
                _ => {
                    passed |= 2;
                    0
                }
            };
            if kind > 0 {
                return (kind, passed);
            }
            right += 1;
        }
        (98, passed)
    }

    /// Whether a clause without `that` seems to follow: a subject and a finite verb before the next mark.
    fn clause(&self, at: i64) -> u32 {
        let mut seen = 0;
        for right in at + 1..at + 12 {
            let Some(unit) = self.unit(right) else { break };
            match unit.tag {
                tag::PAST | tag::PRESENT | tag::PRESENT_THIRD | tag::MODAL => return 1 + seen,
                tag::PRONOUN | tag::NAME | tag::NOUN | tag::NOUNS => seen = 1,
                SEGMENT => return 4,
                mark if mark >= MARKS => return 3,
                _ => {}
            }
        }
        0
    }

    /// All features of the unit at `at` as the head of a cue.
    pub(crate) fn features(&self, at: usize, sink: &mut impl Sink) {
        let here = at as i64;
        let unit = &self.units[at];
        let (w, tag, rate) = (unit.word, u32::from(unit.tag), u32::from(unit.rate));
        let (verb, noun) = (u32::from(unit.verb), u32::from(unit.noun));
        let tags: [u32; 7] = std::array::from_fn(|k| self.tag(here + k as i64 - 3));
        sink.add(t::BIAS, &[]);
        sink.add(t::WORD, &[w]);
        sink.add(t::WORD_TAG, &[w, tag]);
        sink.add(t::WORD_TAG_BEFORE, &[w, tags[2]]);
        sink.add(t::WORD_TAGS_NEXT, &[w, tags[4]]);
        sink.add(t::WORD_TAGS_NEXT, &[w, tags[4], tags[5]]);
        for step in [-3i64, -2, -1, 1, 2, 3] {
            let Some(near) = self.unit(here + step) else { continue };
            let side = (step + 3) as u32;
            sink.add(t::NEAR, &[near.word, side]);
            if step.abs() <= 2 {
                sink.add(t::NEAR_RATE, &[near.word, side, rate]);
            }
            if step.abs() == 1 {
                let template = if step < 0 { t::PAIR_BEFORE } else { t::PAIR_NEXT };
                sink.add(template, &[w, near.word]);
                sink.add(t::NEAR_VERB, &[near.word, side, verb, noun]);
            }
        }
        sink.add(t::ENDING, &[unit.ending]);
        sink.add(t::SHAPE, &[u32::from(unit.shape), tag]);
        sink.add(t::RATE, &[rate]);
        sink.add(t::RATE, &[rate, tag]);
        sink.add(t::RATE, &[rate, verb, noun]);
        sink.add(t::RATE_TAGS, &[rate, 1, tags[2], tags[4]]);
        sink.add(t::RATE_TAGS, &[rate, 2, tags[4], tags[5]]);
        sink.add(t::RATE_TAGS, &[rate, 3, tags[1], tags[2]]);
        sink.add(t::VERB, &[verb, tag]);
        sink.add(t::VERB_TAGS, &[verb, tag, 1, tags[4]]);
        sink.add(t::VERB_TAGS, &[verb, tag, 2, tags[2]]);
        sink.add(t::NOUN, &[noun, tag]);
        sink.add(t::NOUN_TAGS, &[noun, tag, 1, tags[4]]);
        sink.add(t::NOUN_TAGS, &[noun, tag, 2, tags[2]]);
        sink.add(t::TAGS, &[1, tags[2], tag, tags[4]]);
        sink.add(t::TAGS, &[2, tags[1], tags[2], tag]);
        sink.add(t::TAGS, &[3, tag, tags[4], tags[5]]);
        sink.add(t::TAGS, &[4, tag, tags[4], tags[5], tags[6]]);
        sink.add(t::TAGS, &[5, tags[0], tags[1], tags[2], tag]);
        let classes: [u32; 5] = std::array::from_fn(|k| self.class(here + k as i64 - 2));
        sink.add(t::CLASSES, &[1, classes[1], classes[2], classes[3]]);
        sink.add(t::CLASSES, &[2, classes[0], classes[1], classes[2]]);
        sink.add(t::CLASSES, &[3, classes[2], classes[3], classes[4]]);
        sink.add(t::CLASSES, &[4, classes[1], classes[3], rate]);
        let (subject, passed) = self.subject(here);
        let (complement, object) = self.complement(here);
        let subject_class = self.class(subject);
        let subject_tag = self.tag(subject);
        sink.add(t::SUBJECT, &[subject_tag, passed, tag]);
        sink.add(t::SUBJECT, &[subject_class, passed, rate]);
        sink.add(t::SUBJECT, &[subject_class, 9, verb, noun]);
        sink.add(t::WORD_SUBJECT, &[w, subject_class]);
        sink.add(t::COMPLEMENT, &[complement, object, tag]);
        sink.add(t::COMPLEMENT, &[complement, 9, rate]);
        sink.add(t::COMPLEMENT, &[complement, object, 9, verb, noun]);
        sink.add(t::WORD_COMPLEMENT, &[w, complement]);
        let clause = self.clause(here);
        sink.add(t::CLAUSE, &[clause, rate, tag]);
        sink.add(t::CLAUSE, &[clause, 99, verb, noun]);
        sink.add(t::FRAME, &[subject_class, complement, clause, tag]);
        // `wants to say`: the word that governs an infinitive.
        if tag == u32::from(tag::VERB)
            && self.tag(here - 1) == u32::from(tag::TO)
            && let Some(governor) = self.unit(here - 2)
        {
            sink.add(t::GOVERNOR_WORD, &[w, governor.word]);
            sink.add(t::GOVERNOR, &[rate, u32::from(governor.rate), u32::from(governor.tag)]);
            sink.add(t::GOVERNOR, &[verb, 99, u32::from(governor.verb), u32::from(governor.noun)]);
        }
        self.around(at, sink);
    }

    /// What stands elsewhere in the sentence: quotations, stronger cues, names.
    fn around(&self, at: usize, sink: &mut impl Sink) {
        const REACH: usize = 30;
        let unit = &self.units[at];
        let rate = u32::from(unit.rate);
        let bin = |steps: usize| match steps {
            0..=3 => steps as u32,
            4..=6 => 4,
            7..=12 => 5,
            _ => 6,
        };
        let left = &self.units[self.start.max(at.saturating_sub(REACH))..at];
        let right = &self.units[at + 1..self.end.min(at + 1 + REACH)];
        let quote_left = left.iter().rev().position(|u| u.tag == SEGMENT);
        let quote_right = right.iter().position(|u| u.tag == SEGMENT);
        let look = |side: &[Unit], at: Option<usize>, back: bool| {
            let unit = at.map(|at| if back { &side[side.len() - 1 - at] } else { &side[at] });
            unit.map_or(0, |u| u32::from(u.look))
        };
        let (l, r) = (quote_left.map_or(9, bin), quote_right.map_or(9, bin));
        sink.add(t::QUOTES, &[1, l, r, rate]);
        sink.add(t::QUOTES, &[2, l, look(left, quote_left, true), u32::from(unit.verb)]);
        sink.add(t::QUOTES, &[3, r, look(right, quote_right, false), u32::from(unit.verb)]);
        sink.add(t::QUOTES, &[4, l, r, u32::from(unit.quoted) / 12, u32::from(unit.tag)]);
        let best = |side: &[Unit]| side.iter().map(|u| u.rate).max().map_or(0, u32::from);
        let (stronger_left, stronger_right) = (best(left), best(right));
        sink.add(t::OTHERS, &[1, stronger_left, rate]);
        sink.add(t::OTHERS, &[2, stronger_right, rate]);
        sink.add(
            t::OTHERS,
            &[3, u32::from(stronger_left > rate), u32::from(stronger_right > rate), u32::from(unit.tag)],
        );
        let is_mark = |u: &Unit| u.tag >= MARKS;
        let mark_left = left.iter().rev().position(is_mark).map_or(9, bin);
        let mark_right = right.iter().position(is_mark).map_or(9, bin);
        sink.add(t::PLACE, &[1, bin(left.len()), bin(right.len())]);
        sink.add(t::PLACE, &[2, self.before, bin(left.len()), rate]);
        sink.add(t::PLACE, &[3, mark_left, mark_right, rate]);
        let named = |side: &[Unit]| {
            u32::from(side.iter().any(|u| u.name == 1)) * 2 + u32::from(side.iter().any(|u| u.name > 1))
        };
        sink.add(t::NAMES, &[named(left), named(right), rate]);
    }
}

/// Numbers of the tags that the features name.
pub(crate) mod tag {
    use crate::tag::Tag;

    pub(crate) const NOUN: u8 = Tag::Noun as u8;
    pub(crate) const NOUNS: u8 = Tag::Nouns as u8;
    pub(crate) const NAME: u8 = Tag::Name as u8;
    pub(crate) const PRONOUN: u8 = Tag::Pronoun as u8;
    pub(crate) const POSSESSIVE: u8 = Tag::Possessive as u8;
    pub(crate) const DETERMINER: u8 = Tag::Determiner as u8;
    pub(crate) const PREPOSITION: u8 = Tag::Preposition as u8;
    pub(crate) const TO: u8 = Tag::To as u8;
    pub(crate) const CONJUNCTION: u8 = Tag::Conjunction as u8;
    pub(crate) const NUMBER: u8 = Tag::Number as u8;
    pub(crate) const ADJECTIVE: u8 = Tag::Adjective as u8;
    pub(crate) const COMPARATIVE: u8 = Tag::Comparative as u8;
    pub(crate) const ADVERB: u8 = Tag::Adverb as u8;
    pub(crate) const PARTICLE: u8 = Tag::Particle as u8;
    pub(crate) const MODAL: u8 = Tag::Modal as u8;
    pub(crate) const VERB: u8 = Tag::Verb as u8;
    pub(crate) const PAST: u8 = Tag::Past as u8;
    pub(crate) const PARTICIPLE: u8 = Tag::Participle as u8;
    pub(crate) const GERUND: u8 = Tag::Gerund as u8;
    pub(crate) const PRESENT: u8 = Tag::Present as u8;
    pub(crate) const PRESENT_THIRD: u8 = Tag::PresentThird as u8;
    pub(crate) const WH: u8 = Tag::Wh as u8;
    pub(crate) const WH_ADVERB: u8 = Tag::WhAdverb as u8;
}

/// Numbers of the item classes that the features name.
pub(crate) mod class {
    use crate::attribution::ItemClass;

    pub(crate) const THAT: u8 = ItemClass::That as u8;
    pub(crate) const AUXILIARY: u8 = ItemClass::Auxiliary as u8;
    pub(crate) const NEGATION: u8 = ItemClass::Negation as u8;
    pub(crate) const ADVERB: u8 = ItemClass::Adverb as u8;
}
