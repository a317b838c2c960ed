//! What the text itself says about its words: document memory, gathered in one pass before names are told apart.

use super::cover::{Covers, Role};
use super::zone::is_candidate;
use crate::lexicon::{Class, Lexicon};
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
        for at in names() {
            let mut bits = 0;
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

pub(crate) const HONORIFICS: crate::lexicon::Classes =
    crate::lexicon::Classes::of(&[Class::Honorific, Class::HonorificMale, Class::HonorificFemale]);
pub(crate) const HEADS: crate::lexicon::Classes = crate::lexicon::Classes::of(&[
    Class::OrgHead,
    Class::PlaceHead,
    Class::EventHead,
    Class::LawHead,
    Class::WorkHead,
    Class::VehicleHead,
]);
