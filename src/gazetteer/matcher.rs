//! Finds the names of a gazetteer in text.

use super::entry::{CasePolicy, EntryKind, NameForm, Risk};
use super::{Compiled, Gazetteer};
use crate::read::readable;
use crate::span::Span;
use crate::text::{Kind, Piece, Token, UNKNOWN, Vocabulary, WordId, Words, scan};

/// No listed name is looked for beyond this many tokens, so that a walk is bounded on any text.
const LONGEST: usize = 64;

/// A name that stands at `first..end`, in token numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) alias: u32,
}

impl Compiled {
    /// All names that start at token `at` and end before `limit`, shortest first.
    #[inline]
    pub(crate) fn hits_at(&self, text: &str, tokens: &[Token], at: usize, limit: usize, found: &mut impl FnMut(Hit)) {
        self.hits_while(text, tokens, at, limit, &mut |hit| {
            found(hit);
            true
        });
    }

    /// The same, but `found` tells whether it wants other readings of the same words.
    #[inline]
    fn hits_while(&self, text: &str, tokens: &[Token], at: usize, limit: usize, found: &mut impl FnMut(Hit) -> bool) {
        let first = &tokens[at];
        if !(self.small_starts.has(first.word) || first.is_capital() && self.phrases.starts(first.word)) {
            return;
        }
        let window = &tokens[at..limit.min(at + LONGEST)];
        let words = window.iter().filter(|t| t.kind != Kind::Hyphen).map(|t| t.word);
        self.phrases.walk_while(words, |read, value| {
            let alias = self.phrase_alias[value as usize];
            // Hyphens are no words of a name; step over them to the last word that was read.
            let end = window
                .iter()
                .enumerate()
                .filter(|(_, t)| t.kind != Kind::Hyphen)
                .nth(read - 1)
                .map_or(at, |(last, _)| at + last + 1);
            let hit = Hit { first: at as u32, end: end as u32, alias };
            !self.case_fits(text, &tokens[at..end], alias) || found(hit)
        });
    }

    /// Names with symbols or of scripts without spaces, anywhere in the text.
    pub(crate) fn literal_hits(&self, text: &str, tokens: &[Token], found: &mut impl FnMut(Hit)) {
        self.marked.find(
            text,
            tokens,
            |alias| self.alias_text(alias),
            |first, end, alias| {
                if self.case_fits(text, &tokens[first..end], alias) {
                    found(Hit { first: first as u32, end: end as u32, alias });
                }
            },
        );
        let Some(literals) = &self.literals else { return };
        // Names overlap (a name inside a longer one), so all are asked for and the choice is made later.
        literals.find(text, |range, alias| {
            let span = Span::new(range.start as u32, range.end as u32);
            let exact = self.aliases[alias as usize].case == CasePolicy::Exact;
            if !is_bounded(text, span) || (exact && span.of(text) != self.alias_text(alias)) {
                return;
            }
            let first = tokens.partition_point(|t| t.end <= span.start) as u32;
            let end = tokens.partition_point(|t| t.start < span.end) as u32;
            if end > first {
                found(Hit { first, end, alias });
            }
        });
    }

    fn case_fits(&self, text: &str, tokens: &[Token], alias: u32) -> bool {
        let data = &self.aliases[alias as usize];
        match data.case {
            CasePolicy::Any => true,
            CasePolicy::Exact => {
                let span = Span::new(tokens[0].start, tokens[tokens.len() - 1].end);
                same_case(span.of(text), self.alias_text(alias))
            }
            CasePolicy::Capitals => {
                let words = tokens.iter().filter(|t| t.kind != Kind::Hyphen);
                words.enumerate().all(|(at, t)| data.capitals >> at.min(31) & 1 == 0 || t.is_capital())
            }
        }
    }
}

/// Whether two spellings of the same words have their capitals in the same places; accents may be composed or not.
fn same_case(found: &str, listed: &str) -> bool {
    fn capitals(name: &str) -> impl Iterator<Item = bool> {
        name.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase)
    }
    found == listed || capitals(found).eq(capitals(listed))
}

/// Whether a literal match does not start or end inside a word.
fn is_bounded(text: &str, span: Span) -> bool {
    let inside = |a: Option<char>, b: Option<char>| {
        let word = |c: char| c.is_alphanumeric() && !crate::text::is_unspaced(c);
        a.is_some_and(word) && b.is_some_and(word)
    };
    let (before, rest) = text.split_at(span.start as usize);
    let (name, after) = rest.split_at(span.len() as usize);
    !inside(before.chars().next_back(), name.chars().next()) && !inside(name.chars().next_back(), after.chars().next())
}

/// A name that was found, by [`Gazetteer::find`].
#[derive(Clone, Copy)]
pub struct Match<'g> {
    compiled: &'g Compiled,
    span: Span,
    alias: u32,
}

impl<'g> Match<'g> {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    fn data(&self) -> &'g super::Alias {
        &self.compiled.aliases[self.alias as usize]
    }

    /// The stable key of the entry.
    #[must_use]
    pub fn key(&self) -> &'g str {
        self.compiled.key(self.data().entry)
    }

    /// What the entry is.
    #[must_use]
    pub fn kind(&self) -> EntryKind {
        self.compiled.kind(self.data().entry)
    }

    /// The display name of the entry.
    #[must_use]
    pub fn name(&self) -> &'g str {
        self.compiled.name(self.data().entry)
    }

    /// The form of the name that matched.
    #[must_use]
    pub fn form(&self) -> NameForm {
        self.data().form
    }

    /// What the name may be instead.
    #[must_use]
    pub fn risk(&self) -> Risk {
        self.data().risk
    }

    /// An attribute of the entry (any further column of its table).
    #[must_use]
    pub fn attribute(&self, column: &str) -> Option<&'g str> {
        self.compiled.attribute(self.data().entry, column)
    }
}

impl std::fmt::Debug for Match<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Match").field("span", &self.span).field("key", &self.key()).field("form", &self.form()).finish()
    }
}

/// Looks words up; a dot belongs to a word if some listed name has it so.
struct Lookup<'a>(&'a Vocabulary);

impl Words for Lookup<'_> {
    fn word(&mut self, word: &str) -> WordId {
        self.0.get(word)
    }

    fn takes_dot(&mut self, dotted: &str, _: &str) -> bool {
        self.0.get(dotted) != UNKNOWN
    }
}

impl Gazetteer {
    /// All names in the text, those inside others and several readings of one name included, by start, longest first.
    ///
    /// Linear in the text and in what is found; a name is looked for over at most 64 tokens. Names do not run over a line break. Of
    /// a text longer than [`MAX_TEXT`](crate::MAX_TEXT) only that much is searched.
    ///
    /// ```
    /// use dixit::Gazetteer;
    /// let gazetteer = Gazetteer::builder().tsv("key\tname\nplace:york\tYork\nplace:new-york\tNew York\n").build()?;
    /// let names: Vec<_> = gazetteer.find_overlapping("In New York.").iter().map(|m| m.name()).collect();
    /// assert_eq!(names, ["New York", "York"]);
    /// # Ok::<(), dixit::Error>(())
    /// ```
    #[must_use]
    pub fn find_overlapping(&self, text: &str) -> Vec<Match<'_>> {
        self.matches(text, true)
    }

    /// The names in the text without overlaps: the longest at each place, from left to right; of several readings of the same
    /// words the one listed first.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Match<'_>> {
        let mut end = 0;
        let mut found = self.matches(text, false);
        found.retain(|m| {
            let free = m.span.start >= end;
            end = if free { m.span.end } else { end };
            free
        });
        found
    }

    /// All names, with the first of the readings of the same words or with `all`: a thousand namesakes may be one name.
    fn matches(&self, text: &str, all: bool) -> Vec<Match<'_>> {
        let (compiled, text) = (&*self.0, readable(text));
        let (mut tokens, mut lines) = (Vec::new(), Vec::new());
        scan(text, &mut Lookup(&compiled.vocabulary), |piece| match piece {
            Piece::Token(token) => tokens.push(token),
            Piece::Line(_) => lines.push(tokens.len()),
        });
        lines.push(tokens.len());
        let mut hits: Vec<Hit> = Vec::new();
        let mut start = 0;
        for end in lines {
            for at in start..end {
                compiled.hits_while(text, &tokens, at, end, &mut |hit| {
                    hits.push(hit);
                    all
                });
            }
            start = end;
        }
        compiled.literal_hits(text, &tokens, &mut |hit| hits.push(hit));
        let place = |hit: Hit| {
            let span = Span::new(tokens[hit.first as usize].start, tokens[hit.end as usize - 1].end);
            Match { compiled, span, alias: hit.alias }
        };
        let mut found: Vec<Match<'_>> = hits.into_iter().map(place).collect();
        found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.alias));
        found
    }
}
