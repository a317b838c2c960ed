//! Titles -> offices of the document: of what they are, and who holds them.

use super::people::Persons;
use crate::gazetteer::{Compiled, EntryId, EntryKind, NameForm};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::mention::{Mention, Role, is_candidate};
use crate::record::Tenure;
use crate::text::{Kind, Reading, Tokens, flag};
use std::collections::HashMap;

/// One office of the document: an entry, of one country or body.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    pub(crate) entry: EntryId,
    pub(crate) scope: Option<EntryId>,
}

/// One title as it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    /// Number of the mention in the list of listed mentions.
    pub(crate) mention: u32,
    pub(crate) office: u32,
    pub(crate) tenure: Tenure,
    /// The person who holds it, and whose name says so.
    pub(crate) holder: Option<u32>,
}

/// Offices and titles of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offices {
    pub(crate) offices: Vec<Office>,
    pub(crate) titles: Vec<Title>,
    by_entry: HashMap<(EntryId, Option<EntryId>), u32>,
}

/// What offices are read from.
pub(crate) struct Context<'a> {
    pub(crate) reading: &'a Reading,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) gazetteer: &'a Compiled,
    pub(crate) listed: &'a [Mention],
    pub(crate) persons: &'a Persons,
}

/// How many tokens before a title may modify it.
const MODIFIERS: u32 = 4;
const LINKS: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::Adverb,
    Class::Number,
    Class::Former,
    Class::Acting,
    Class::Deputy,
]);
const TENURES: Classes = Classes::of(&[Class::Former, Class::Acting, Class::Elect, Class::Deputy]);

impl Offices {
    pub(crate) fn find(&mut self, context: &Context<'_>) {
        self.offices.clear();
        self.titles.clear();
        self.by_entry.clear();
        for (number, mention) in context.listed.iter().enumerate() {
            if mention.role != Role::Office {
                continue;
            }
            let alias = &context.gazetteer.aliases[mention.alias as usize];
            if alias.form == NameForm::Plural {
                continue;
            }
            let holder = context.holder(number);
            let scope = context
                .scope_before(number)
                .or_else(|| context.scope_after(number))
                .or_else(|| context.known_scope(alias.entry, holder));
            let tenure = context.tenure(&mention.tokens);
            let offices = &mut self.offices;
            let office = *self.by_entry.entry((alias.entry, scope)).or_insert_with(|| {
                offices.push(Office { entry: alias.entry, scope });
                offices.len() as u32 - 1
            });
            self.titles.push(Title { mention: number as u32, office, tenure, holder });
        }
    }

    /// The title whose tokens hold `token`.
    pub(crate) fn title_at(&self, listed: &[Mention], token: u32) -> Option<&Title> {
        let after = self.titles.partition_point(|title| listed[title.mention as usize].tokens.start <= token);
        let title = self.titles[..after].last()?;
        (token < listed[title.mention as usize].tokens.end).then_some(title)
    }
}

impl Context<'_> {
    fn classes(&self, at: u32) -> Classes {
        self.lexicon.info(self.reading.tokens[at as usize].word).classes
    }

    fn same_sentence(&self, at: u32, of: u32) -> bool {
        (at as usize) < self.reading.tokens.len()
            && self.reading.sentence_of[at as usize] == self.reading.sentence_of[of as usize]
    }

    fn kind(&self, at: u32) -> Kind {
        self.reading.tokens[at as usize].kind
    }

    /// The person whose name starts (or, with `ends`, ends) at this token.
    fn person_at(&self, at: u32, ends: bool) -> Option<u32> {
        let names = &self.persons.names;
        let found = if ends {
            names.binary_search_by_key(&at, |name| name.tokens.end)
        } else {
            names.binary_search_by_key(&at, |name| name.tokens.start)
        };
        found.ok().map(|number| names[number].person)
    }

    /// Who holds the office that stands at listed mention `number`.
    fn holder(&self, number: usize) -> Option<u32> {
        let tokens = &self.listed[number].tokens;
        self.holder_after(number).or_else(|| self.holder_before(tokens)).or_else(|| self.holder_by_verb(tokens))
    }

    /// `Foreign Minister Braže`, `the president of Latvia, Edgars Rinkēvičs`, `his spokesman, Peskov`.
    fn holder_after(&self, number: usize) -> Option<u32> {
        let tokens = &self.listed[number].tokens;
        let mut at = tokens.end;
        // A scope may stand between: `of Latvia`, `for the Middle East`, a party in brackets.
        if self.same_sentence(at, tokens.start) && self.classes(at).has(Class::Preposition) {
            let mut scope = at + 1;
            while self.same_sentence(scope, tokens.start)
                && scope < at + 7
                && (is_candidate(&self.reading.tokens[scope as usize]) || self.classes(scope).has(Class::Determiner))
                && self.person_at(scope, false).is_none()
            {
                scope += 1;
            }
            if scope > at + 1 {
                at = scope;
            }
        }
        while self.same_sentence(at, tokens.start) && at < tokens.end + 8 {
            if let Some(person) = self.person_at(at, false) {
                return Some(person);
            }
            let classes = self.classes(at);
            let skip = classes.any(crate::mention::HONORIFICS)
                || classes.has(Class::Elect)
                || matches!(self.kind(at), Kind::Hyphen)
                || (self.kind(at) == Kind::Comma && (at == tokens.end || at > tokens.end + 1));
            if !skip {
                return None;
            }
            at += 1;
        }
        None
    }

    /// `Braže, the Latvian foreign minister`, `Braže, who is foreign minister`.
    fn holder_before(&self, tokens: &Tokens) -> Option<u32> {
        let mut at = tokens.start;
        let mut steps = 0;
        while at > 0 && self.same_sentence(at - 1, tokens.start) && steps < 9 {
            at -= 1;
            steps += 1;
            match self.kind(at) {
                Kind::Comma | Kind::Dash | Kind::Open => {
                    // A full name, an age between commas, or nothing.
                    return self.person_at(at, true);
                }
                Kind::Clitic | Kind::Hyphen | Kind::Number => {}
                Kind::Word
                    if self.classes(at).any(LINKS)
                        || is_candidate(&self.reading.tokens[at as usize])
                        || self.is_adjective(at) => {}
                _ => return None,
            }
        }
        None
    }

    fn is_adjective(&self, at: u32) -> bool {
        let classes = self.classes(at);
        let verb = self.lexicon.verb_cue(self.reading.tokens[at as usize].word).is_some();
        !verb
            && !classes.any(Classes::of(&[
                Class::Preposition,
                Class::Conjunction,
                Class::Auxiliary,
                Class::Relative,
                Class::Subordinator,
            ]))
    }

    /// `Braže is Latvia’s foreign minister`, `Braže was elected president`, `as foreign minister, Braže`.
    fn holder_by_verb(&self, tokens: &Tokens) -> Option<u32> {
        const VERBS: Classes = Classes::of(&[Class::Auxiliary, Class::Relative]);
        let mut at = tokens.start;
        let mut verbs = false;
        for _ in 0..8 {
            at = at.checked_sub(1).filter(|&at| self.same_sentence(at, tokens.start))?;
            if let Some(person) = self.person_at(at + 1, true).filter(|_| verbs) {
                return Some(person);
            }
            let classes = self.classes(at);
            verbs |= classes.any(VERBS);
            let pass = classes.any(LINKS)
                || classes.any(VERBS)
                || matches!(self.kind(at), Kind::Clitic | Kind::Hyphen)
                || (is_candidate(&self.reading.tokens[at as usize]) && self.person_at(at + 1, true).is_none());
            if !pass {
                return None;
            }
        }
        None
    }

    /// The listed mention that ends at this token, if it can be a scope.
    fn scope_ending(&self, number: usize, end: u32) -> Option<EntryId> {
        let before = self.listed[..number].last().filter(|mention| mention.tokens.end == end)?;
        self.as_scope(before)
    }

    fn as_scope(&self, mention: &Mention) -> Option<EntryId> {
        let entry = self.gazetteer.aliases[mention.alias as usize].entry;
        let kind = self.gazetteer.kind(entry);
        matches!(kind, EntryKind::Country | EntryKind::Body | EntryKind::Organization).then_some(entry)
    }

    /// `German chancellor`, `Russia’s foreign minister`, `the country’s`, `German former chancellor`.
    fn scope_before(&self, number: usize) -> Option<EntryId> {
        let tokens = &self.listed[number].tokens;
        let mut at = tokens.start;
        for _ in 0..=MODIFIERS {
            if let Some(entry) = self.scope_ending(number, at) {
                return Some(entry);
            }
            at = at.checked_sub(1).filter(|&at| self.same_sentence(at, tokens.start))?;
            let classes = self.classes(at);
            let skip = self.kind(at) == Kind::Clitic
                || self.kind(at) == Kind::Hyphen
                || classes.any(TENURES)
                || (self.kind(at) == Kind::Word
                    && !is_candidate(&self.reading.tokens[at as usize])
                    && self.is_adjective(at)
                    && !classes.any(Classes::of(&[Class::Determiner])));
            if !skip {
                return None;
            }
        }
        None
    }

    /// `president of Latvia`, `ambassador to the United Nations`.
    fn scope_after(&self, number: usize) -> Option<EntryId> {
        let tokens = &self.listed[number].tokens;
        let mut at = tokens.end;
        if !self.same_sentence(at, tokens.start) || !self.classes(at).any(Classes::of(&[Class::Preposition, Class::To]))
        {
            return None;
        }
        at += 1;
        while self.same_sentence(at, tokens.start) && self.classes(at).has(Class::Determiner) {
            at += 1;
        }
        let next = self.listed[number + 1..].iter().find(|mention| mention.tokens.start >= at)?;
        if next.tokens.start == at { self.as_scope(next) } else { None }
    }

    /// What the gazetteer knows of the holder, or of an office that only one body has.
    fn known_scope(&self, office: EntryId, holder: Option<u32>) -> Option<EntryId> {
        let own = self.gazetteer.attribute(office, "scope").filter(|scope| scope.contains(':') && !scope.contains(','));
        if let Some(entry) = own.and_then(|key| self.gazetteer.entry(key)) {
            return Some(entry);
        }
        let listed = self.persons.persons[holder? as usize].listed?;
        let held = self.gazetteer.held_by(listed);
        let class = |entry| self.gazetteer.attribute(entry, "class");
        let same = held.iter().rev().find(|held| held.office == office);
        let alike = || held.iter().rev().find(|held| class(held.office) == class(office));
        same.or_else(alike).and_then(|held| held.scope)
    }

    fn tenure(&self, tokens: &Tokens) -> Tenure {
        let mut at = tokens.start;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1).filter(|&before| self.same_sentence(before, tokens.start)) else {
                break;
            };
            at = before;
            let classes = self.classes(at);
            if let Some(tenure) = tenure_of(classes) {
                return tenure;
            }
            let on = matches!(self.kind(at), Kind::Hyphen | Kind::Clitic)
                || is_candidate(&self.reading.tokens[at as usize])
                || classes.any(LINKS);
            if !on {
                break;
            }
        }
        let after = tokens.end
            + u32::from(self.same_sentence(tokens.end, tokens.start) && self.kind(tokens.end) == Kind::Hyphen);
        let glued = after > tokens.end && self.reading.tokens[tokens.end as usize].has(flag::GLUED);
        if (glued || self.same_sentence(after, tokens.start))
            && self.same_sentence(after, tokens.start)
            && self.classes(after).has(Class::Elect)
        {
            return Tenure::Elect;
        }
        Tenure::Current
    }
}

fn tenure_of(classes: Classes) -> Option<Tenure> {
    let table = [
        (Class::Former, Tenure::Former),
        (Class::Acting, Tenure::Acting),
        (Class::Deputy, Tenure::Deputy),
        (Class::Elect, Tenure::Elect),
    ];
    table.into_iter().find(|(class, _)| classes.has(*class)).map(|(_, tenure)| tenure)
}
