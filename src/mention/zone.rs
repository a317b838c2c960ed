//! Stretches of text that could hold a name: capitalised words and what joins them.

use crate::lexicon::{Class, Lexicon};
use crate::text::{Kind, Reading, Shape, Token, Tokens, flag};

/// Finds all zones, in order. Every capitalised word is in one; particles, hyphens and suffixes are where they join two.
pub(crate) fn zones(reading: &Reading, silent: &[bool], lexicon: &Lexicon, out: &mut Vec<Tokens>) {
    out.clear();
    let mut open: Option<Tokens> = None;
    for (at, token) in reading.tokens.iter().enumerate() {
        if silent[reading.paragraph_of[at] as usize] {
            continue;
        }
        let at = at as u32;
        if !is_candidate(token) {
            if let Some(zone) = &mut open
                && zone.end + 1 == at
                && is_tail(reading, at)
            {
                zone.end = at + 1;
            }
            continue;
        }
        match &mut open {
            Some(zone) if joins(reading, lexicon, zone.end, at) => zone.end = at + 1,
            _ => {
                out.extend(open.take());
                open = Some(start_before(reading, lexicon, at)..at + 1);
            }
        }
    }
    out.extend(open);
}

/// A capitalised word.
pub(crate) fn is_candidate(token: &Token) -> bool {
    token.kind == Kind::Word && token.is_capital()
}

/// The small second half of a hyphenated given name: `Jong-un`, `Ki-moon`. Whether it is one (and not `US-led`) is for the model
/// to say.
fn is_tail(reading: &Reading, at: u32) -> bool {
    let token = &reading.tokens[at as usize];
    let glued = |at: u32| reading.tokens[at as usize].has(flag::GLUED);
    let small = token.kind == Kind::Word && token.shape == Shape::Lower && token.end - token.start <= TAIL_LETTERS;
    let hyphen = at > 1 && reading.tokens[at as usize - 1].kind == Kind::Hyphen;
    let next = reading.tokens.get(at as usize + 1);
    let ends = next.is_none_or(|t| !(t.kind == Kind::Hyphen && t.has(flag::GLUED)));
    small && hyphen && glued(at) && glued(at - 1) && ends
}

/// No second half of a hyphenated given name is longer, in bytes.
const TAIL_LETTERS: u32 = 7;

/// Whether everything between two capitalised words may stand inside a name.
fn joins(reading: &Reading, lexicon: &Lexicon, from: u32, to: u32) -> bool {
    to - from <= 3
        && reading.sentence_of[from.max(1) as usize - 1] == reading.sentence_of[to as usize]
        && reading.tokens[from as usize..to as usize].iter().all(|t| is_link(t, lexicon))
}

/// A small word or mark that may stand inside a name.
fn is_link(token: &Token, lexicon: &Lexicon) -> bool {
    match token.kind {
        Kind::Hyphen => true,
        Kind::Word => token.shape == Shape::Lower && lexicon.info(token.word).has(Class::Particle),
        _ => false,
    }
}

/// Where a name that has a capital at `at` may start: before its particles (`al-Burhan`, `de Gaulle`).
fn start_before(reading: &Reading, lexicon: &Lexicon, at: u32) -> u32 {
    let mut start = at;
    while start > 0 && at - start < 3 {
        let token = &reading.tokens[start as usize - 1];
        let same = reading.sentence_of[start as usize - 1] == reading.sentence_of[at as usize];
        let glued = token.kind == Kind::Hyphen && token.has(flag::GLUED);
        if !same || !(glued || is_link(token, lexicon)) {
            break;
        }
        start -= 1;
    }
    // A zone does not begin with a hyphen (`pro-Russia`).
    while reading.tokens[start as usize].kind == Kind::Hyphen {
        start += 1;
    }
    start
}
