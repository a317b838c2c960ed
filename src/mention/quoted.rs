//! What stands between quotation marks or brackets without being speech: titles of works, nicknames.

use super::cover::Role;
use super::person::Scene;
use super::zone::is_candidate;
use crate::lexicon::{Class, Classes};
use crate::text::{Kind, Token, Tokens, flag};

/// How many tokens the title of a work has at most.
const LONGEST: u32 = 10;
/// How many tokens a nickname has at most.
const NICKNAME: u32 = 4;
/// A verb that introduces quotations this often (percent) is one of saying.
const SAYING: u8 = 15;

/// Small words in the title of a work.
const INNER: Classes = Classes::of(&[
    Class::Of,
    Class::Preposition,
    Class::To,
    Class::By,
    Class::Determiner,
    Class::Conjunction,
    Class::Possessive,
    Class::Auxiliary,
]);
/// What leads to the title of a work: `in`, `the film`.
const LEADS: Classes = Classes::of(&[Class::Preposition, Class::Of, Class::ContextWork, Class::WorkHead]);
/// Nouns for persons: in marks behind one stands a name.
const PERSONS: Classes = Classes::of(&[Class::Role, Class::Roles, Class::Kin]);

/// The titles of works of a text, in order: `“Harry Potter and the Chamber of Secrets”`. Persons in them are none of the text.
pub(super) fn works(scene: &Scene<'_>, out: &mut Vec<Tokens>) {
    out.clear();
    let quoted = Quoted { scene };
    let tokens = &scene.reading.tokens;
    let mut at = 0;
    while at < tokens.len() as u32 {
        let inner = quoted.opens(at).then(|| quoted.inner(at, LONGEST)).flatten();
        let work = inner.filter(|inner| quoted.is_title(inner) && !quoted.is_led_to_speech(inner));
        at = work.as_ref().map_or(at, |work| work.end) + 1;
        out.extend(work);
    }
}

/// Joins the two halves of a name around a nickname: `Josephine (Josie) Larkwood`, `Raymond “Duke” Fennimore`.
pub(super) fn join_nicknames(names: &mut Vec<Tokens>, scene: &Scene<'_>) {
    let quoted = Quoted { scene };
    let tokens = &scene.reading.tokens;
    let marks = (1..tokens.len() as u32).filter(|&at| tokens[at as usize].kind == Kind::Open || quoted.opens(at));
    let joined: Vec<Tokens> = marks.filter_map(|at| quoted.around_nickname(at, names)).collect();
    if joined.is_empty() {
        return;
    }
    names.extend(joined);
    names.sort_by_key(|name| (name.start, name.end));
    names.dedup_by(|next, name| {
        let overlaps = next.start < name.end;
        name.end = if overlaps { name.end.max(next.end) } else { name.end };
        overlaps
    });
}

struct Quoted<'a> {
    scene: &'a Scene<'a>,
}

impl Quoted<'_> {
    fn token(&self, at: u32) -> &Token {
        &self.scene.reading.tokens[at as usize]
    }

    fn classes(&self, at: u32) -> Classes {
        self.scene.lexicon.info(self.token(at).word).classes
    }

    /// A quotation mark with a space before it and none behind it.
    fn opens(&self, at: u32) -> bool {
        let token = self.token(at);
        let next = self.scene.reading.tokens.get(at as usize + 1);
        matches!(token.kind, Kind::Quote | Kind::Single)
            && !token.has(flag::RIGHT)
            && !token.has(flag::GLUED)
            && next.is_some_and(|next| next.has(flag::GLUED) && is_candidate(next))
    }

    /// What stands between the mark at `open` and the one that closes it, at most so many tokens of one sentence.
    fn inner(&self, open: u32, most: u32) -> Option<Tokens> {
        let tokens = &self.scene.reading.tokens;
        let sentence_of = &self.scene.reading.sentence_of;
        let kind = match self.token(open).kind {
            Kind::Open => Kind::Close,
            kind => kind,
        };
        let closes = |at: &u32| {
            let token = self.token(*at);
            token.kind == kind && token.has(flag::GLUED) && !token.has(flag::LEFT)
        };
        let limit = (tokens.len() as u32).min(open + 2 + most);
        let near = (open + 1..limit).take_while(|&at| sentence_of[at as usize] == sentence_of[open as usize]);
        let close = near.into_iter().find(closes).filter(|close| *close > open + 1)?;
        Some(open + 1..close)
    }

    /// Whether all words are capitalised but the small ones between them.
    fn is_title(&self, inner: &Tokens) -> bool {
        let word = |at: u32| {
            let token = self.token(at);
            match token.kind {
                Kind::Word => is_candidate(token) || (at > inner.start && self.classes(at).any(INNER)),
                Kind::Number | Kind::Hyphen | Kind::Clitic => at > inner.start,
                _ => false,
            }
        };
        // `“Angela Merkel,” he said` is an answer; `in “Doctor Zhivago.”` is none.
        let ends = matches!(self.token(inner.end - 1).kind, Kind::Comma | Kind::Stop);
        let led = || inner.start.checked_sub(2).is_some_and(|before| self.classes(before).any(LEADS));
        let words = inner.start..inner.end - u32::from(ends);
        (!ends || led())
            && words.clone().all(word)
            && !words.is_empty()
            && self.token(words.end - 1).kind != Kind::Clitic
    }

    /// Behind a verb of saying, a colon or `as`, behind the noun for a person, or between the halves of a name.
    fn is_led_to_speech(&self, inner: &Tokens) -> bool {
        let Some(mut before) = inner.start.checked_sub(2) else { return false };
        let comma = self.token(before).kind == Kind::Comma;
        before -= u32::from(comma && before > 0);
        let token = self.token(before);
        let says = self.scene.lexicon.verb_cue(token.word).is_some_and(|cue| cue.quoted >= SAYING);
        let nick =
            is_candidate(token) && self.scene.reading.tokens.get(inner.end as usize + 1).is_some_and(is_candidate);
        let noun = inner.len() == 1 && !comma && self.classes(before).any(PERSONS);
        token.kind == Kind::Colon || says || noun || nick || self.classes(before).has(Class::As)
    }

    /// The name around the nickname whose opening mark is at `open`.
    fn around_nickname(&self, open: u32, names: &[Tokens]) -> Option<Tokens> {
        let inner = self.inner(open, NICKNAME)?;
        let tokens = &self.scene.reading.tokens;
        let (given, surname) = (open - 1, inner.end + 1);
        let same = self.scene.reading.sentence_of.get(surname as usize)?;
        let info = |at: u32| self.scene.lexicon.info(self.token(at).word);
        let plain =
            |at: u32| matches!(self.scene.covers.of[at as usize].role, Role::None | Role::Person | Role::PersonPart);
        let free = |at: u32| is_candidate(self.token(at)) && plain(at) && info(at).classes.is_empty();
        let fits = *same == self.scene.reading.sentence_of[given as usize]
            && !tokens[surname as usize].has(flag::GLUED)
            && is_candidate(self.token(inner.start));
        if !fits {
            return None;
        }
        let first = names.binary_search_by_key(&open, |name| name.end).ok().map(|number| &names[number]);
        let last = names.binary_search_by_key(&surname, |name| name.start).ok().map(|number| &names[number]);
        let bracket = self.token(open).kind == Kind::Open;
        let shaped = free(given) && info(given).given >= 3 && free(surname) && info(surname).common == 0;
        match (first, last) {
            // `Mueller (Bayern) Neuer (Schalke)`: in brackets only a given name goes before.
            (Some(first), Some(last)) if !bracket && first.len() <= 2 => Some(first.start..last.end),
            (Some(first), None) if !bracket && first.len() == 1 && free(surname) => Some(first.start..surname + 1),
            (None, Some(last)) if !bracket && free(given) => Some(given..last.end),
            _ if shaped && (!bracket || inner.len() == 1 && free(inner.start)) => Some(given..surname + 1),
            _ => None,
        }
    }
}
