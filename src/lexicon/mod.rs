//! What is known of words: their classes, how common they are as names and as words, and the cues of speech.
//!
//! All of it is data of one language (English), read from the tables in `gazetteers/`.

mod class;
mod cue;
mod read;

pub(crate) use class::{Class, Classes};
pub(crate) use cue::Cue;
pub use cue::CueClass;

use crate::text::{Grammar, Phrases, UNKNOWN, Vocabulary, WordId, Words};
use std::collections::BTreeMap;

/// The sex that a name or noun tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sex {
    #[default]
    Unknown,
    Male,
    Female,
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Info {
    pub(crate) classes: Classes,
    /// How common it is as a given name, 0 (not known as one) to 9.
    pub(crate) given: u8,
    /// How common it is as a surname, 0 to 9.
    pub(crate) family: u8,
    /// How common the small-letter word is, 0 to 9.
    pub(crate) common: u8,
    pub(crate) sex: Sex,
    /// Number of its cue as a verb, from 1; 0 for none.
    verb: u16,
    /// Number of its cue as a noun, from 1; 0 for none.
    noun: u16,
}

impl Info {
    pub(crate) fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether the word is known as a name of persons.
    pub(crate) fn is_name(&self) -> bool {
        self.given > 0 || self.family > 0
    }
}

/// Typical starts or ends of surnames, by their first and by their last byte.
#[derive(Clone, Debug, Default)]
struct Affixes {
    prefixes: BTreeMap<u8, Vec<String>>,
    suffixes: BTreeMap<u8, Vec<String>>,
}

/// All words that are known, with what is known of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) vocabulary: Vocabulary,
    infos: Vec<Info>,
    cues: Vec<Cue>,
    /// Cues of several words; the value is the number of the cue.
    cue_phrases: Phrases,
    phrase_cues: Vec<Cue>,
    affixes: Affixes,
}

const ABBREVIATIONS: Classes =
    Classes::of(&[Class::Abbreviation, Class::AbbreviationEnds, Class::AbbreviationNumber, Class::AbbreviationSmall]);

const OPENING: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::He,
    Class::She,
    Class::They,
    Class::It,
    Class::First,
    Class::We,
    Class::Second,
    Class::Pronoun,
    Class::Wh,
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::Adverb,
    Class::There,
    Class::That,
]);

impl Lexicon {
    /// What is known of a word.
    #[inline]
    pub(crate) fn info(&self, word: WordId) -> &Info {
        const NOTHING: Info =
            Info { classes: Classes::of(&[]), given: 0, family: 0, common: 0, sex: Sex::Unknown, verb: 0, noun: 0 };
        self.infos.get(word as usize).unwrap_or(&NOTHING)
    }

    /// The word as a verb of saying.
    pub(crate) fn verb_cue(&self, word: WordId) -> Option<&Cue> {
        self.cues.get((self.info(word).verb as usize).wrapping_sub(1))
    }

    /// The word as a noun of saying.
    pub(crate) fn noun_cue(&self, word: WordId) -> Option<&Cue> {
        self.cues.get((self.info(word).noun as usize).wrapping_sub(1))
    }

    /// The longest cue phrase that the words start with: how many words it has, and the cue.
    pub(crate) fn cue_phrase(&self, words: impl Iterator<Item = WordId>) -> Option<(usize, &Cue)> {
        let mut longest = None;
        self.cue_phrases.walk(words, |read, value| longest = Some((read, value)));
        longest.map(|(read, value)| (read, &self.phrase_cues[value as usize]))
    }

    /// Whether any cue phrase starts with this word.
    pub(crate) fn starts_cue_phrase(&self, word: WordId) -> bool {
        self.cue_phrases.starts(word)
    }

    /// Whether a word ends or starts like a surname (`-ov`, `-shvili`, `Mc-`).
    pub(crate) fn has_name_affix(&self, word: &str) -> bool {
        let ends = |affix: &String| word.len() >= affix.len() + 2 && word.ends_with(affix.as_str());
        let starts = |affix: &String| word.len() >= affix.len() + 3 && word.starts_with(affix.as_str());
        let (Some(first), Some(last)) = (word.as_bytes().first(), word.as_bytes().last()) else { return false };
        self.affixes.suffixes.get(last).is_some_and(|list| list.iter().any(ends))
            || self.affixes.prefixes.get(first).is_some_and(|list| list.iter().any(starts))
    }
}

/// Weakest share of quoted content with which a verb is taken for one of saying when sentences are cut.
const REPORTING: u8 = 30;

impl Words for &Lexicon {
    fn word(&mut self, word: &str) -> WordId {
        self.vocabulary.get(word)
    }

    fn takes_dot(&mut self, dotted: &str, after: &str) -> bool {
        let id = self.vocabulary.get(dotted);
        if id == UNKNOWN {
            return false;
        }
        let info = self.info(id);
        let capital = dotted.chars().next().is_some_and(char::is_uppercase);
        if !info.classes.any(ABBREVIATIONS) {
            // Some listed name is written with this dot; a word that also stands without one keeps its own.
            return capital && self.vocabulary.get(&dotted[..dotted.len() - 1]) == UNKNOWN;
        }
        if info.has(Class::AbbreviationNumber) {
            let mut after = after.chars().skip_while(|&c| c == ' ' || c == '\u{A0}');
            return after.next().is_some_and(|c| c.is_ascii_digit());
        }
        capital || info.has(Class::AbbreviationSmall)
    }
}

impl Grammar for &Lexicon {
    fn dot_may_end(&self, word: WordId) -> bool {
        word == UNKNOWN || !self.info(word).has(Class::Abbreviation)
    }

    fn opens_sentence(&self, word: WordId) -> bool {
        self.info(word).classes.any(OPENING)
    }

    fn known(&self) -> u32 {
        self.vocabulary.len() as u32
    }

    fn reports(&self, word: WordId) -> bool {
        self.verb_cue(word).is_some_and(|cue| cue.quoted >= REPORTING)
    }
}
