//! What the text itself says about its words: document memory, gathered in one pass before names are told apart.

use super::cover::{Covers, Role};
use super::zone::is_candidate;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::text::{Kind, Reading, Shape, Tokens, WordId, flag};

/// What was seen of a word anywhere in the text; bits.
pub(crate) mod seen {
    /// Behind an honorific: `Mr. Word`.
    pub(crate) const HONORED: u16 = 1;
    /// Behind the title of an office.
    pub(crate) const TITLED: u16 = 2;
    /// Beside a verb of saying.
    pub(crate) const SPEAKS: u16 = 4;
    /// Last of a short name that starts with a known given name.
    pub(crate) const SURNAME: u16 = 8;
    /// First of such a name.
    pub(crate) const GIVEN: u16 = 16;
    /// In small letters.
    pub(crate) const LOWER: u16 = 32;
    /// Alone behind an article.
    pub(crate) const ARTICLE: u16 = 64;
    /// In a listed person's name.
    pub(crate) const LISTED: u16 = 128;
    /// Capitalised in mid-sentence.
    pub(crate) const INSIDE: u16 = 256;
    /// In a name with the head of an organisation, place or event.
    pub(crate) const HEADED: u16 = 512;
    /// Behind a preposition of place.
    pub(crate) const PLACED: u16 = 1024;
    /// The text calls it a person: `singer Word`, `Word, a teacher`.
    pub(crate) const CALLED_PERSON: u16 = 2048;
    /// The text calls it a body or place: `the town of Word`, `Word, a listed company`, `Word is a village`.
    pub(crate) const CALLED_THING: u16 = 4096;
    /// How many bits there are.
    pub(crate) const BITS: u32 = 13;
    /// What the name lists tell of.
    pub(crate) const BY_LISTS: u16 = SURNAME | GIVEN | LISTED;
}

/// A given name this common is evidence by itself.
const COMMON_GIVEN: u8 = 3;
/// A verb that introduces quotations this often (percent) is one of saying.
const SAYING: u8 = 15;

/// Bits of [`seen`] by word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    bits: Vec<u16>,
    touched: Vec<WordId>,
}

impl Memory {
    pub(crate) fn of(&self, word: WordId) -> u16 {
        self.bits.get(word as usize).copied().unwrap_or(0)
    }

    fn set(&mut self, word: WordId, bits: u16) {
        if let Some(slot) = self.bits.get_mut(word as usize) {
            if *slot == 0 {
                self.touched.push(word);
            }
            *slot |= bits;
        }
    }

    fn reset(&mut self, words: usize) {
        for word in self.touched.drain(..) {
            self.bits[word as usize] = 0;
        }
        self.bits.resize(words, 0);
    }

    /// Reads the whole text once.
    pub(crate) fn gather(&mut self, reading: &Reading, lexicon: &Lexicon, covers: &Covers, zones: &[Tokens]) {
        self.reset(reading.words(&lexicon));
        for token in &reading.tokens {
            if token.kind == Kind::Word && token.shape == Shape::Lower {
                self.set(token.word, seen::LOWER);
            }
        }
        for zone in zones {
            self.gather_zone(reading, lexicon, covers, zone);
        }
    }

    fn gather_zone(&mut self, reading: &Reading, lexicon: &Lexicon, covers: &Covers, zone: &Tokens) {
        let tokens = &reading.tokens;
        let info = |at: u32| lexicon.info(tokens[at as usize].word);
        // Titles and honorifics belong to the zone but not to the name.
        let mut start = zone.start;
        let mut before = 0;
        while start < zone.end {
            let cover = &covers.of[start as usize];
            let honored = info(start).classes.any(HONORIFICS);
            if cover.role == Role::Office || cover.role == Role::Nationality {
                before = if cover.role == Role::Office { seen::TITLED } else { 0 };
            } else if honored {
                before = seen::HONORED;
            } else {
                break;
            }
            start += 1;
        }
        let names = || (start..zone.end).filter(|&at| is_candidate(&tokens[at as usize]));
        let (Some(first), Some(last)) = (names().next(), names().next_back()) else { return };
        let count = names().count();
        let word = |at: u32| tokens[at as usize].word;
        if before != 0 && count <= 3 {
            self.set(word(last), before);
        }
        let headed = names().any(|at| info(at).classes.any(HEADS));
        let listed = covers.of[last as usize].role == Role::Person;
        if (2..=4).contains(&count) && info(first).given >= COMMON_GIVEN && !headed {
            self.set(word(first), seen::GIVEN);
            self.set(word(last), seen::SURNAME);
        }
        let next = tokens.get(zone.end as usize);
        let previous = zone.start.checked_sub(1).map(|at| &tokens[at as usize]);
        let says = |token: &crate::text::Token| lexicon.verb_cue(token.word).is_some_and(|cue| cue.quoted >= SAYING);
        if count <= 3 && (next.is_some_and(says) || previous.is_some_and(says)) && !headed {
            self.set(word(last), seen::SPEAKS);
        }
        let article = previous.is_some_and(|t| lexicon.info(t.word).has(Class::Determiner));
        let placed = previous.is_some_and(|t| lexicon.info(t.word).has(Class::Preposition) && t.end - t.start == 2);
        let called = called(reading, lexicon, zone);
        if count <= 3 && called == seen::CALLED_PERSON {
            self.set(word(last), called);
        }
        for at in names() {
            let mut bits = if called == seen::CALLED_THING { called } else { 0 };
            let opens = tokens[at as usize].has(flag::OPENS);
            bits |= if opens { 0 } else { seen::INSIDE };
            bits |= if article && !opens { seen::ARTICLE } else { 0 };
            bits |= if headed { seen::HEADED } else { 0 };
            bits |= if listed { seen::LISTED } else { 0 };
            bits |= if placed && count == 1 { seen::PLACED } else { 0 };
            self.set(word(at), bits);
        }
    }
}

/// What the nouns beside a zone call it; a bit of [`seen`], or none.
fn called(reading: &Reading, lexicon: &Lexicon, zone: &Tokens) -> u16 {
    const THINGS: Classes = Classes::of(&[Class::Group, Class::OrgHead, Class::PlaceHead, Class::Medium]);
    /// How many words stand between a determiner and its noun.
    const BETWEEN: u32 = 4;
    let sentence = reading.sentence_of[zone.start as usize];
    let token = |at: u32| {
        let here = *reading.sentence_of.get(at as usize)? == sentence;
        here.then(|| &reading.tokens[at as usize])
    };
    let small = |at: u32| token(at).filter(|t| t.kind == Kind::Word && t.shape == Shape::Lower);
    let classes = |at: u32| small(at).map_or(Classes::default(), |t| lexicon.info(t.word).classes);
    let noun = |at: u32| match classes(at) {
        classes if classes.has(Class::Role) => seen::CALLED_PERSON,
        classes if classes.any(THINGS) => seen::CALLED_THING,
        _ => 0,
    };
    let before = |back: u32| zone.start.checked_sub(back);
    // `the town of Word`, `singer Word`
    let led = before(1).map_or(0, |at| match classes(at).has(Class::Of) {
        true => before(2).map_or(0, |at| noun(at) & seen::CALLED_THING),
        false => noun(at),
    });
    let Some(next) = token(zone.end).filter(|_| led == 0) else { return led };
    let verb = next.kind == Kind::Word && lexicon.info(next.word).has(Class::Auxiliary);
    if !verb && next.kind != Kind::Comma {
        return 0;
    }
    let from = zone.end + 1;
    if !classes(from).has(Class::Determiner) {
        return 0;
    }
    let plain = |at: &u32| small(*at).is_some() && !classes(*at).any(ENDS);
    (from + 1..=from + 1 + BETWEEN).take_while(plain).map(noun).find(|bit| *bit != 0).unwrap_or(0)
}

/// What ends a noun phrase without its noun.
const ENDS: Classes = Classes::of(&[
    Class::Of,
    Class::Preposition,
    Class::To,
    Class::Conjunction,
    Class::Relative,
    Class::Auxiliary,
    Class::Subordinator,
]);

pub(crate) const HONORIFICS: Classes = Classes::of(&[Class::Honorific, Class::HonorificMale, Class::HonorificFemale]);
pub(crate) const HEADS: Classes = Classes::of(&[
    Class::OrgHead,
    Class::PlaceHead,
    Class::EventHead,
    Class::LawHead,
    Class::WorkHead,
    Class::VehicleHead,
]);
