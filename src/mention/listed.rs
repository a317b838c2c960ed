//! Mentions of listed things that are no persons: offices, countries, bodies, media, organisations.

use super::cover::{Covers, Role};
use super::evidence::HEADS;
use super::zone::is_candidate;
use crate::gazetteer::{Compiled, EntryKind, NameForm, Risk};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::text::{Kind, Reading, Tokens, flag};

/// One mention of a listed thing.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) tokens: Tokens,
    pub(crate) alias: u32,
    pub(crate) role: Role,
    /// A country inside the name of something else (`Bank of Japan`).
    pub(crate) nested: bool,
}

/// All mentions of listed things, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listed {
    pub(crate) mentions: Vec<Mention>,
}

/// Heads that make a country before them part of a name.
const NAMING: Classes =
    Classes::of(&[Class::OrgHead, Class::EventHead, Class::LawHead, Class::WorkHead, Class::VehicleHead]);

impl Listed {
    /// `people`: the names of persons, in order; what they cover is nothing else.
    pub(crate) fn find(
        &mut self,
        reading: &Reading,
        lexicon: &Lexicon,
        gazetteer: &Compiled,
        covers: &Covers,
        people: &[Tokens],
    ) {
        self.mentions.clear();
        let mut people = people.iter().peekable();
        let mut at = 0u32;
        while (at as usize) < covers.of.len() {
            let cover = covers.of[at as usize];
            let Some(hit) = covers.hits.get(cover.hit as usize) else {
                at += 1;
                continue;
            };
            let tokens = hit.first..hit.end;
            at = hit.end;
            while people.peek().is_some_and(|name| name.end <= tokens.start) {
                people.next();
            }
            let in_name = people.peek().is_some_and(|name| name.start < tokens.end);
            if in_name || matches!(cover.role, Role::Person | Role::PersonPart) {
                // A surname that is listed but was not taken for a person is left alone.
                continue;
            }
            if cover.role == Role::Office && is_plain_word(reading, gazetteer, &tokens, hit.alias) {
                continue;
            }
            if matches!(cover.role, Role::Country | Role::Nationality | Role::Body | Role::Capital) {
                let nested = is_nested(reading, lexicon, covers, &tokens, cover.role);
                self.mentions.push(Mention { tokens, alias: hit.alias, role: cover.role, nested });
                continue;
            }
            self.add_inner(covers, gazetteer, cover.hit as usize, &tokens);
            self.mentions.push(Mention { tokens, alias: hit.alias, role: cover.role, nested: false });
        }
        self.mentions.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    }

    /// Countries inside the longer name of something else.
    fn add_inner(&mut self, covers: &Covers, gazetteer: &Compiled, number: usize, outer: &Tokens) {
        if outer.len() < 2 {
            return;
        }
        let from = covers.hits[..number].partition_point(|hit| hit.first < outer.start);
        let inner = covers.hits[from..].iter().take_while(|hit| hit.first < outer.end);
        let mut free = outer.start;
        for hit in inner {
            let alias = &gazetteer.aliases[hit.alias as usize];
            let named = gazetteer.kind(alias.entry) == EntryKind::Country && alias.form != NameForm::Capital;
            if named && hit.first >= free && hit.end <= outer.end && hit.end - hit.first < outer.len() as u32 {
                let role = match alias.form {
                    NameForm::Adjective | NameForm::Demonym => Role::Nationality,
                    _ => Role::Country,
                };
                self.mentions.push(Mention { tokens: hit.first..hit.end, alias: hit.alias, role, nested: true });
                free = hit.end;
            }
        }
    }
}

/// An office in small letters whose name is a risky word, or one word inside a hyphenated one.
fn is_plain_word(reading: &Reading, gazetteer: &Compiled, tokens: &Tokens, alias: u32) -> bool {
    let small = !reading.tokens[tokens.start as usize].is_capital();
    small && gazetteer.aliases[alias as usize].risk.has(Risk::WORD)
}

/// Whether a country or nationality is part of a longer capitalised name that is not listed.
fn is_nested(reading: &Reading, lexicon: &Lexicon, covers: &Covers, tokens: &Tokens, role: Role) -> bool {
    let sentence = reading.sentence_of[tokens.start as usize];
    let same = |at: usize| at < reading.tokens.len() && reading.sentence_of[at] == sentence;
    // Forward: `German Football Association`, `Georgia Tech`.
    let mut at = tokens.end as usize;
    let mut length = 0;
    let mut named = false;
    while same(at) && is_candidate(&reading.tokens[at]) && covers.of[at].role == Role::None && length < 6 {
        named |= lexicon.info(reading.tokens[at].word).classes.any(NAMING);
        at += 1;
        length += 1;
    }
    if named && length >= 2 {
        return true;
    }
    // Backward: `University of Georgia`.
    let before = |back: u32| tokens.start.checked_sub(back).map(|at| at as usize).filter(|&at| same(at));
    let of = before(1).is_some_and(|at| {
        reading.tokens[at].span().len() == 2 && lexicon.info(reading.tokens[at].word).has(Class::Preposition)
    });
    let headed = before(2).is_some_and(|at| {
        let token = &reading.tokens[at];
        let info = lexicon.info(token.word);
        is_candidate(token) && info.classes.any(HEADS) && !token.has(flag::OPENS) && covers.of[at].role == Role::None
    });
    role == Role::Country && of && headed && reading.tokens[tokens.start as usize].kind == Kind::Word
}
