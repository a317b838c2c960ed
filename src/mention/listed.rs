//! Mentions of listed things that are no persons: offices, countries, bodies, media, organisations.

use super::cover::{Covers, Role};
use super::evidence::HEADS;
use super::people::is_headline;
use super::zone::is_candidate;
use crate::gazetteer::{Compiled, EntryKind, NameForm, Risk};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::text::{Kind, Reading, Shape, Token, Tokens, flag};

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
            if cover.role == Role::Office {
                if !is_plain_word(reading, gazetteer, &tokens, hit.alias) {
                    let tokens = with_portfolio(reading, lexicon, covers, &tokens);
                    self.mentions.push(Mention { tokens, alias: hit.alias, role: cover.role, nested: false });
                }
                continue;
            }
            if matches!(cover.role, Role::Country | Role::Nationality | Role::Body | Role::Capital) {
                let names = Names { reading, lexicon, covers, sentence: reading.sentence_of[tokens.start as usize] };
                if cover.role == Role::Nationality && names.is_language(&tokens) {
                    continue;
                }
                let nested = names.is_nested(&tokens, cover.role);
                self.mentions.push(Mention { tokens, alias: hit.alias, role: cover.role, nested });
                continue;
            }
            self.add_inner(covers, gazetteer, cover.hit as usize, &tokens);
            self.mentions.push(Mention { tokens, alias: hit.alias, role: cover.role, nested: false });
        }
        let mut states: Vec<u32> = Vec::new();
        let state =
            |m: &&Mention| called_state(reading, lexicon, gazetteer, m) || among_states(reading, gazetteer, covers, m);
        for mention in self.mentions.iter().filter(state) {
            states.push(gazetteer.aliases[mention.alias as usize].entry);
        }
        self.mentions
            .retain(|m| !states.contains(&gazetteer.aliases[m.alias as usize].entry) || m.role != Role::Country);
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

struct Names<'a> {
    reading: &'a Reading,
    lexicon: &'a Lexicon,
    covers: &'a Covers,
    sentence: u32,
}

impl Names<'_> {
    fn token(&self, at: u32) -> Option<&Token> {
        (*self.reading.sentence_of.get(at as usize)? == self.sentence).then(|| &self.reading.tokens[at as usize])
    }

    /// Whether a country or nationality is part of a longer capitalised name that is not listed. In a headline all words are
    /// capitalised, so what follows says nothing.
    fn is_nested(&self, tokens: &Tokens, role: Role) -> bool {
        (!is_headline(tokens.start, self.reading) && self.heads_after(tokens.end))
            || (role == Role::Country && self.heads_before(tokens.start))
    }

    /// A capitalised word that is nothing listed.
    fn is_free(&self, at: u32) -> bool {
        self.token(at).is_some_and(is_candidate) && self.covers.of[at as usize].role == Role::None
    }

    fn has(&self, at: u32, classes: Classes) -> bool {
        self.token(at).is_some_and(|t| self.lexicon.info(t.word).classes.any(classes))
    }

    /// `German Football Association`, `German Society for Philosophy`, `German Cup`.
    fn heads_after(&self, from: u32) -> bool {
        const LONGEST: u32 = 6;
        let length = (from..from + LONGEST).take_while(|&at| self.is_free(at)).count() as u32;
        let head = (from..from + length).any(|at| self.has(at, NAMING));
        let event = length == 1 && self.has(from, Classes::of(&[Class::EventHead]));
        // One capitalised head says little (`British Parliament`), unless its name goes on.
        let next = from + length;
        let goes_on = length == 1
            && self.has(next, Classes::of(&[Class::Preposition]))
            && self.token(next + 1).is_some_and(is_candidate);
        head && (length >= 2 || event || goes_on)
    }

    /// `University of Georgia`, `Green Party of Rwanda`.
    fn heads_before(&self, start: u32) -> bool {
        let Some(head) = start.checked_sub(2) else { return false };
        let role = self.covers.of[head as usize].role;
        self.has(start - 1, Classes::of(&[Class::Of]))
            && self.has(head, HEADS)
            && self.token(head).is_some_and(|t| is_candidate(t) && !t.has(flag::OPENS))
            && matches!(role, Role::None | Role::Organization)
    }

    /// `publishing in English, stories`, `the German language`, `French-speaking`, `in French, Spanish and Arabic`.
    fn is_language(&self, tokens: &Tokens) -> bool {
        const LIST: u32 = 12;
        let tongue = Classes::of(&[Class::Language]);
        if tokens.len() != 1 || !self.has(tokens.start, tongue) {
            return false;
        }
        let hyphen = u32::from(self.token(tokens.end).is_some_and(|t| t.kind == Kind::Hyphen));
        if self.has(tokens.end + hyphen, Classes::of(&[Class::Tongue])) {
            return true;
        }
        // Over the rest of a list of languages to what follows it, and back to what stands before it.
        let links = |at: u32| {
            self.has(at, tongue)
                || self.has(at, Classes::of(&[Class::Conjunction]))
                || self.token(at).is_some_and(|t| t.kind == Kind::Comma)
        };
        let after = (tokens.end..tokens.end + LIST).find(|&at| !links(at)).unwrap_or(tokens.end);
        let noun = self.token(after).is_some_and(|t| {
            (t.is_word() && !self.lexicon.info(t.word).classes.any(CLOSED))
                || t.kind == Kind::Hyphen
                || t.kind == Kind::Number
        });
        let before = (tokens.start.saturating_sub(LIST)..tokens.start).rev().find(|&at| !links(at));
        let led = before.is_some_and(|at| {
            let comma_only = (at + 1..tokens.start).all(|at| !self.has(at, tongue)) && at + 1 < tokens.start;
            !comma_only
                && self.has(at, Classes::of(&[Class::Preposition, Class::To]))
                && !self.has(at, Classes::of(&[Class::Of, Class::By]))
        });
        led && !noun
    }
}

/// `Equal Opportunities Minister`, `Integration Commissioner`: a portfolio in no list belongs to the title.
fn with_portfolio(reading: &Reading, lexicon: &Lexicon, covers: &Covers, title: &Tokens) -> Tokens {
    const LONGEST: u32 = 3;
    let mut start = title.start;
    let capital = title.len() == 1 && is_candidate(&reading.tokens[title.start as usize]);
    while capital && start > 0 && title.start - start < LONGEST {
        let before = start as usize - 1;
        let token = &reading.tokens[before];
        let info = lexicon.info(token.word);
        let plain = info.common >= 3 && !info.classes.any(NO_PORTFOLIO) && covers.of[before].role == Role::None;
        let same = reading.sentence_of[before] == reading.sentence_of[title.start as usize];
        if !(same && plain && is_candidate(token) && token.shape == Shape::Title) {
            break;
        }
        start -= 1;
    }
    start..title.end
}

/// What stands before a title without being a portfolio.
const NO_PORTFOLIO: Classes = Classes::of(&[
    Class::Former,
    Class::Acting,
    Class::Elect,
    Class::Deputy,
    Class::Honorific,
    Class::HonorificMale,
    Class::HonorificFemale,
    Class::Determiner,
    Class::Possessive,
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::Adverb,
    Class::Time,
    Class::Month,
    Class::Weekday,
    Class::OrgHead,
    Class::PlaceHead,
    Class::Role,
    Class::Group,
    Class::People,
    Class::Wh,
    Class::He,
    Class::She,
    Class::Auxiliary,
]);

/// Words that are no nouns.
const CLOSED: Classes = Classes::of(&[
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Adverb,
    Class::Relative,
    Class::Wh,
    Class::Determiner,
    Class::To,
    Class::That,
    Class::He,
    Class::She,
    Class::They,
]);

/// `the southeastern state of Georgia`: the names that the text itself calls a state of another country.
fn called_state(reading: &Reading, lexicon: &Lexicon, gazetteer: &Compiled, mention: &Mention) -> bool {
    let risky = gazetteer.aliases[mention.alias as usize].risk.has(Risk::PLACE);
    let Some(at) = mention.tokens.start.checked_sub(2).filter(|_| risky && mention.role == Role::Country) else {
        return false;
    };
    let info = |at: u32| lexicon.info(reading.tokens[at as usize].word);
    let state = reading.tokens[at as usize].is_word() && info(at).has(Class::PlaceHead);
    state && info(at + 1).has(Class::Of)
}

/// `Atlanta, Georgia`, `Alabama, Georgia and Tennessee`: beside a place of the country that has a state of this name.
fn among_states(reading: &Reading, gazetteer: &Compiled, covers: &Covers, mention: &Mention) -> bool {
    let entry = |alias: u32| gazetteer.aliases[alias as usize].entry;
    if mention.role != Role::Country || !gazetteer.aliases[mention.alias as usize].risk.has(Risk::PLACE) {
        return false;
    }
    let place = |at: Option<u32>| {
        let cover = at.and_then(|at| covers.of.get(at as usize)).filter(|cover| cover.role == Role::Place);
        let hit = cover.map(|cover| covers.hits[cover.hit as usize]);
        hit.and_then(|hit| gazetteer.attribute(entry(hit.alias), "country")) == Some("US")
    };
    let comma = |at: u32| reading.tokens.get(at as usize).is_some_and(|t| t.kind == Kind::Comma);
    let before = mention.tokens.start.checked_sub(1).is_some_and(|at| comma(at) && place(at.checked_sub(1)));
    before || (comma(mention.tokens.end) && place(Some(mention.tokens.end + 1)))
}
