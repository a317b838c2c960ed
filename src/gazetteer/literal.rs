//! Names that are found as they are written: those with symbols (`AT&T`, `Athens, Georgia`) or of scripts without spaces.
//!
//! There are few of them, and reading a whole text with an automaton for their sake would cost more than finding all other
//! names. So the automaton reads only around the places where a symbol stands behind the same letters as in some name.

use aho_corasick::{AhoCorasick, BuildError, Input};
use std::ops::Range;

/// How many bytes before its symbol tell of a name.
const BEFORE: usize = 3;

#[derive(Debug)]
pub(super) struct Literals {
    automaton: AhoCorasick,
    /// The alias of each pattern.
    aliases: Vec<u32>,
    /// The bytes at which a look at the bytes before is worth it: one of each name.
    symbols: [bool; 256],
    /// A set of hashes of symbols with up to three bytes before them, by how many these are.
    grams: [Vec<u64>; BEFORE + 1],
    /// No name starts further before its symbol, or ends further behind the start of it.
    reach: (usize, usize),
}

/// Where the first byte of a name stands that is no letter, digit or space.
fn symbol(name: &[u8]) -> usize {
    name.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b' ').unwrap_or(0)
}

/// A place among 65,536 for the bytes up to `at`, of which `before` come before the symbol; in any case.
fn gram(bytes: &[u8], at: usize, before: usize) -> (usize, u64) {
    let folded = bytes[at - before..=at].iter().fold(0u32, |sum, byte| sum << 8 | u32::from(byte.to_ascii_lowercase()));
    let place = (folded.wrapping_mul(0x9E37_79B1) >> 16) as usize;
    (place / 64, 1 << (place % 64))
}

impl Literals {
    /// Of names with the numbers of their aliases; `None` if there are none.
    pub(super) fn new(names: &[(String, u32)]) -> Result<Option<Self>, BuildError> {
        if names.is_empty() {
            return Ok(None);
        }
        let automaton =
            AhoCorasick::builder().ascii_case_insensitive(true).build(names.iter().map(|(name, _)| name))?;
        let aliases = names.iter().map(|(_, alias)| *alias).collect();
        let mut literals = Self { automaton, aliases, symbols: [false; 256], grams: Default::default(), reach: (0, 0) };
        for (name, _) in names {
            literals.note(name.as_bytes());
        }
        Ok(Some(literals))
    }

    fn note(&mut self, name: &[u8]) {
        let at = symbol(name);
        for byte in [name[at].to_ascii_lowercase(), name[at].to_ascii_uppercase()] {
            self.symbols[byte as usize] = true;
        }
        let before = at.min(BEFORE);
        self.grams[before].resize(1 << 10, 0);
        let (word, bit) = gram(name, at, before);
        self.grams[before][word] |= bit;
        self.reach = (self.reach.0.max(at), self.reach.1.max(name.len() - at));
    }

    /// Whether a name may have its symbol at `at`.
    fn may_stand(&self, bytes: &[u8], at: usize) -> bool {
        let known = |(before, grams): (usize, &Vec<u64>)| {
            let (word, bit) = if before <= at { gram(bytes, at, before) } else { (0, 0) };
            grams.get(word).is_some_and(|grams| grams & bit != 0)
        };
        self.symbols[bytes[at] as usize] && self.grams.iter().enumerate().any(known)
    }

    /// Calls `found(place, alias)` for every name in the text, those that overlap too.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(Range<usize>, u32)) {
        let mut read = |window: Range<usize>| {
            for m in self.automaton.find_overlapping_iter(Input::new(text).span(window)) {
                found(m.range(), self.aliases[m.pattern().as_usize()]);
            }
        };
        let mut window = 0..0;
        for at in (0..text.len()).filter(|&at| self.may_stand(text.as_bytes(), at)) {
            let (start, end) = (at.saturating_sub(self.reach.0), (at + self.reach.1).min(text.len()));
            // Windows that touch are read as one, so that no name is found twice and the text is read once at most.
            if start > window.end {
                read(std::mem::replace(&mut window, start..end));
            }
            window.end = end;
        }
        read(window);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_find_what_the_whole_automaton_finds() {
        let names = ["AT&T", "T&T", "&", "H&M", "Athens, Georgia", "Georgia, Athens", "習近平", "近", "OPEC+", "a b"];
        let names: Vec<_> = names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), at as u32)).collect();
        let literals = Literals::new(&names).expect("few names").expect("some names");
        let text = "at&t, h&m; Athens, GEORGIA, Athens習近平 習近 OPEC+OPEC+, a b & nothing, Athens, Georgi";
        let mut found = Vec::new();
        for text in [text.to_owned(), text.repeat(3), format!("{}{text}", "plain words, ".repeat(50))] {
            found.clear();
            literals.find(&text, |range, alias| found.push((range, alias)));
            let all = literals.automaton.find_overlapping_iter(&text);
            assert_eq!(found, all.map(|m| (m.range(), m.pattern().as_u32())).collect::<Vec<_>>());
        }
        assert!(found.len() > 9);
    }
}
