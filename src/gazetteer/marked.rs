//! Names with marks in them (`AT&T`, `Workers' Party`, `OPEC+`): found by their words, then held against the marks of the
//! text, so that capitals, accents, apostrophes and spaces may be written as in any other name.

use crate::span::Span;
use crate::text::{Intern, Kind, Phrases, Piece, Token, Vocabulary, is_unspaced, scan};

/// Longer names are matched by their letters.
const LONGEST: usize = 32;
const LINE_BREAKS: [char; 7] = ['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

#[derive(Debug, Default)]
pub(super) struct Marked {
    phrases: Phrases,
    names: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    alias: u32,
    /// Marks before its first word and after its last one.
    before: usize,
    after: usize,
}

fn bears_word(token: &Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Number | Kind::Clitic)
}

impl Marked {
    /// Takes those out of `names` that can be found by their words; the others are of scripts without spaces, addresses, or
    /// very long.
    pub(super) fn take(names: &mut Vec<(String, u32)>, vocabulary: &mut Vocabulary) -> Self {
        let mut marked = Self::default();
        let mut tokens = Vec::new();
        names.retain(|(name, alias)| {
            tokens.clear();
            scan(name, &mut Intern(vocabulary), |piece| {
                if let Piece::Token(token) = piece {
                    tokens.push(token);
                }
            });
            !marked.add(name, &tokens, *alias)
        });
        marked
    }

    fn add(&mut self, name: &str, tokens: &[Token], alias: u32) -> bool {
        let words: Vec<_> = tokens.iter().filter(|token| bears_word(token)).map(|token| token.word).collect();
        let address = tokens.iter().any(|token| token.kind == Kind::Handle);
        if words.is_empty() || tokens.len() > LONGEST || address || name.chars().any(is_unspaced) {
            return false;
        }
        let before = tokens.iter().take_while(|token| !bears_word(token)).count();
        let after = tokens.iter().rev().take_while(|token| !bears_word(token)).count();
        self.phrases.add(&words, self.names.len() as u32);
        self.names.push(Name { alias, before, after });
        true
    }

    /// Calls `found(first, end, alias)`, in token numbers, for every name whose words and marks stand in the text; `spelled`
    /// gives the listed spelling of an alias.
    pub(super) fn find<'n>(
        &self,
        text: &str,
        tokens: &[Token],
        spelled: impl Fn(u32) -> &'n str,
        mut found: impl FnMut(usize, usize, u32),
    ) {
        if self.names.is_empty() {
            return;
        }
        for at in (0..tokens.len()).filter(|&at| self.phrases.starts(tokens[at].word)) {
            let window = &tokens[at..tokens.len().min(at + 2 * LONGEST)];
            let places = || window.iter().enumerate().filter(|(_, token)| bears_word(token));
            self.phrases.walk(places().map(|(_, token)| token.word), |read, value| {
                let name = &self.names[value as usize];
                let last = places().nth(read - 1).map_or(at, |(last, _)| at + last);
                let (first, end) = (at.checked_sub(name.before), last + 1 + name.after);
                let Some(first) = first.filter(|_| end <= tokens.len()) else { return };
                let span = Span::new(tokens[first].start, tokens[end - 1].end);
                if same_marks(span.of(text), spelled(name.alias)) {
                    found(first, end, name.alias);
                }
            });
        }
    }
}

/// Whether two spellings of the same words have the same marks at the same places.
fn same_marks(found: &str, listed: &str) -> bool {
    !found.contains(LINE_BREAKS) && outline(found).eq(outline(listed))
}

/// A name with `w` for every word. White space and hyphens count as one space, all apostrophes as one.
fn outline(name: &str) -> impl Iterator<Item = char> {
    let class = |c: char| match c {
        '’' | '‘' | '`' | 'ʼ' => '\'',
        '-' | '‐' | '‑' => ' ',
        // A dot or a combining accent belongs to its word.
        '.' | '\u{300}'..='\u{36F}' => 'w',
        _ if c.is_whitespace() => ' ',
        _ if c.is_alphanumeric() => 'w',
        _ => c,
    };
    let mut last = '\0';
    name.chars().map(class).filter(move |&c| c != std::mem::replace(&mut last, c) || !matches!(c, 'w' | ' '))
}
