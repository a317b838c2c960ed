//! The key under which spellings of one name meet. It mirrors the matcher's folding, so that no two rows can hit the same text.

use crate::table::{self, Failure};
use std::collections::BTreeMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What letters that do not decompose are spelled out as, the table that the matcher's folding is made from.
pub struct Folding {
    letters: BTreeMap<char, String>,
}

impl Folding {
    pub fn read(tables: &Path) -> Result<Self, Failure> {
        let rows = table::read(&tables.join("letters.tsv"))?;
        let letters = rows.iter().filter_map(|r| Some((r.get("letter").chars().next()?, r.get("fold").to_owned())));
        Ok(Folding { letters: letters.collect() })
    }

    /// Lower case, without marks.
    pub fn key(&self, name: &str) -> String {
        let mut key = String::with_capacity(name.len());
        for letter in name.nfd().flat_map(char::to_lowercase).filter(|&c| !is_combining_mark(c)) {
            match self.letters.get(&letter) {
                Some(fold) => key.push_str(fold),
                None => key.push(letter),
            }
        }
        key
    }
}

/// NFC, with the one apostrophe and the one hyphen of the gazetteers.
pub fn tidy(name: &str) -> String {
    name.nfc()
        .map(|c| match c {
            '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | '`' | '´' | '′' => '\'',
            '‐' | '‑' | '–' => '-',
            _ => c,
        })
        .collect()
}

/// A capital at the start, then letters of the Latin script, apostrophes and hyphens, and at least one small letter.
pub fn is_name(token: &str) -> bool {
    let is_joint = |c: char| c == '\'' || c == '-';
    token.chars().next().is_some_and(char::is_uppercase)
        && token.chars().next_back().is_some_and(char::is_alphabetic)
        && token.chars().any(char::is_lowercase)
        && token.chars().all(|c| is_joint(c) || is_latin(c))
        && !token.chars().zip(token.chars().skip(1)).any(|(a, b)| is_joint(a) && is_joint(b))
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || (letter.is_alphabetic() && matches!(letter, 'À'..='ɏ' | 'ə' | 'Ḁ'..='ỿ'))
}
