//! Titles -> offices of the document: of what they are, and who holds them.
//!
//! One title at a time, from left to right: the noun phrase before it (`front`), what follows it (`tail`), its holder (`holder`).
//! Plural titles and counterparts have several holders or another's title (`group`). Then the titles are settled among each other
//! (`settle`): coordinated titles share, a title without a scope takes that of its holder's other titles or of the article, and
//! `the minister` joins the one minister it can be.
//!
//! The scope of an office is the country or body that it belongs to. Of an ambassador it is the sender; where the ambassador
//! serves (`to France`, `in Paris`) is no scope.

mod front;
mod group;
mod holder;
mod known;
mod settle;
mod tail;

use super::people::Persons;
use super::{HoldEvidence, OfficeClass, ScopeEvidence, Tenure};
use crate::gazetteer::{Compiled, EntryId, EntryKind, NameForm};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::mention::{Mention, Role};
use crate::text::{Kind, Reading, Shape, Token, Tokens};
use settle::Settler;
use std::collections::HashMap;

/// One office of the document: an entry, of one country or body.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    pub(crate) entry: EntryId,
    pub(crate) scope: Option<EntryId>,
    pub(crate) scope_by: Option<ScopeEvidence>,
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
    pub(crate) told_by: Option<HoldEvidence>,
}

/// `his Chinese counterpart Wang Yi`: a noun that gives a person the office of another one.
#[derive(Clone, Debug)]
pub(crate) struct Counterpart {
    pub(crate) tokens: Tokens,
    pub(crate) office: u32,
    pub(crate) holder: u32,
    pub(crate) tenure: Tenure,
}

/// Offices and titles of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offices {
    pub(crate) offices: Vec<Office>,
    /// In order; a plural title stands once for each holder.
    pub(crate) titles: Vec<Title>,
    pub(crate) counterparts: Vec<Counterpart>,
    drafts: Vec<Draft>,
    by_key: HashMap<Key, u32>,
}

/// What tells offices apart: the entry, the scope, and where the scope is not known the holder.
type Key = (EntryId, Option<EntryId>, Option<u32>);

/// What offices are read from.
pub(crate) struct Context<'a> {
    pub(crate) reading: &'a Reading,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) gazetteer: &'a Compiled,
    pub(crate) listed: &'a [Mention],
    pub(crate) persons: &'a Persons,
}

/// What was read of one title or counterpart, before all are settled.
#[derive(Clone, Debug)]
struct Draft {
    /// Number of the listed mention; `None` for a counterpart.
    mention: Option<u32>,
    tokens: Tokens,
    /// From the first word of the noun phrase to the last one of what belongs to the title.
    phrase: Tokens,
    entry: EntryId,
    scope: Option<EntryId>,
    scope_by: Option<ScopeEvidence>,
    tenure: Tenure,
    holder: Option<u32>,
    /// How the text tells of the holder.
    told_by: Option<HoldEvidence>,
    article: Article,
    /// Without scope and holder: the holder of the office that it points back to.
    same_as: Option<u32>,
    /// The text names something that is not listed and of which it may be the office: `president of Alpenglas AG`.
    foreign: bool,
}

/// Which determiner a title has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Article {
    None,
    Definite,
    /// `a`, `any`, `no`: nobody in particular.
    Indefinite,
}

/// A title, a plural title or a counterpart that is being read.
struct Head {
    tokens: Tokens,
    /// `None` for a counterpart whose office is not known yet.
    entry: Option<EntryId>,
    plural: bool,
}

impl HoldEvidence {
    fn is_holder_first(self) -> bool {
        matches!(self, Self::TitleApposed | Self::Verb)
    }
}

impl Draft {
    /// Whether the holder stands before the title: `Merkel, the chancellor`.
    fn holder_first(&self) -> bool {
        self.told_by.is_some_and(HoldEvidence::is_holder_first)
    }

    /// Gives the office a scope, if there is one.
    fn set_scope(&mut self, scope: Option<EntryId>, by: ScopeEvidence) {
        if scope.is_some() {
            (self.scope, self.scope_by) = (scope, Some(by));
        }
    }

    fn key(&self) -> Key {
        (self.entry, self.scope, self.holder.or(self.same_as).filter(|_| self.scope.is_none()))
    }
}

impl Offices {
    pub(crate) fn find(&mut self, context: &Context<'_>) {
        self.offices.clear();
        self.titles.clear();
        self.counterparts.clear();
        self.by_key.clear();
        self.drafts.clear();
        let mut counterparts = context.counterparts().peekable();
        for (number, mention) in context.listed.iter().enumerate() {
            while let Some(at) = counterparts.next_if(|at| *at < mention.tokens.start) {
                context.read_counterpart(at, &mut self.drafts);
            }
            if mention.role != Role::Office || context.is_clock(mention) || context.is_given_name(mention) {
                continue;
            }
            let alias = &context.gazetteer.aliases[mention.alias as usize];
            let plural = alias.form == NameForm::Plural;
            let head = Head { tokens: mention.tokens.clone(), entry: Some(alias.entry), plural };
            if plural {
                context.read_plural(number as u32, &head, &mut self.drafts);
            } else {
                let draft = context.read_title(number as u32, &head, &self.drafts);
                self.drafts.push(draft);
            }
        }
        counterparts.for_each(|at| context.read_counterpart(at, &mut self.drafts));
        Settler::new(context, &mut self.drafts).settle();
        self.finish();
    }

    /// Drafts of one entry and scope are one office.
    fn finish(&mut self) {
        for draft in &self.drafts {
            let Draft { entry, scope, scope_by, tenure, holder, told_by, .. } = *draft;
            let offices = &mut self.offices;
            let office = *self.by_key.entry(draft.key()).or_insert_with(|| {
                offices.push(Office { entry, scope, scope_by });
                offices.len() as u32 - 1
            });
            let known = &mut offices[office as usize];
            known.scope_by = known.scope_by.or(scope_by);
            match (draft.mention, holder) {
                (Some(mention), _) => self.titles.push(Title { mention, office, tenure, holder, told_by }),
                (None, Some(holder)) => {
                    self.counterparts.push(Counterpart { tokens: draft.tokens.clone(), office, holder, tenure });
                }
                (None, None) => {}
            }
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
    fn read_title(&self, number: u32, head: &Head, drafts: &[Draft]) -> Draft {
        let entry = head.entry.unwrap_or_default();
        let front = self.front(head);
        let tail = self.tail(head);
        let (holder, told_by) = self.holder(head, &front, &tail, drafts).unzip();
        let (scope, scope_by) = self.scope(entry, head, &front, &tail, drafts, told_by).unzip();
        let foreign = scope.is_none() && (front.foreign || tail.foreign);
        let (entry, tenure) = self.tenure(head, &front, &tail);
        let phrase = front.start..tail.end;
        let (tokens, mention) = (head.tokens.clone(), Some(number));
        let (article, same_as) = (front.article, None);
        Draft { mention, tokens, phrase, entry, scope, scope_by, tenure, holder, told_by, article, same_as, foreign }
    }

    /// The tenure that the words around the title tell of. `deputy` makes another office where there is one.
    fn tenure(&self, head: &Head, front: &front::Front, tail: &tail::Tail) -> (EntryId, Tenure) {
        let entry = head.entry.unwrap_or_default();
        let told = front.tenure.filter(|_| !tail.elect);
        match told {
            Some(Tenure::Deputy) if head.tokens.clone().any(|at| self.classes(at).has(Class::Deputy)) => {
                (entry, Tenure::Current)
            }
            Some(Tenure::Deputy) => {
                match self.gazetteer.entry(&format!("office:deputy-{}", self.gazetteer.code(entry))) {
                    Some(deputy) => (deputy, Tenure::Current),
                    None => (entry, Tenure::Deputy),
                }
            }
            Some(tenure) => (entry, tenure),
            None if tail.elect => (entry, Tenure::Elect),
            None if tail.past => (entry, Tenure::Former),
            None => (entry, Tenure::Current),
        }
    }

    fn token(&self, at: u32) -> &Token {
        &self.reading.tokens[at as usize]
    }

    fn classes(&self, at: u32) -> Classes {
        self.lexicon.info(self.token(at).word).classes
    }

    fn kind(&self, at: u32) -> Kind {
        self.token(at).kind
    }

    /// The token at `at` if it is in the sentence of `of`.
    fn same_sentence(&self, at: u32, of: u32) -> bool {
        (at as usize) < self.reading.tokens.len()
            && self.reading.sentence_of[at as usize] == self.reading.sentence_of[of as usize]
    }

    /// The token before `at`, if it is in the same sentence.
    fn before(&self, at: u32) -> Option<u32> {
        at.checked_sub(1).filter(|&before| (at as usize) < self.reading.tokens.len() && self.same_sentence(before, at))
    }

    /// The number of the name that starts at this token.
    fn name_starting(&self, at: u32) -> Option<usize> {
        self.persons.names.binary_search_by_key(&at, |name| name.tokens.start).ok()
    }

    /// The number of the name that ends before this token.
    fn name_ending(&self, at: u32) -> Option<usize> {
        self.persons.names.binary_search_by_key(&at, |name| name.tokens.end).ok()
    }

    /// The listed mention that starts at this token, the longest.
    fn starting(&self, at: u32) -> Option<&Mention> {
        let number = self.listed.partition_point(|mention| mention.tokens.start < at);
        self.listed.get(number).filter(|mention| mention.tokens.start == at)
    }

    /// The listed mention that ends before this token, the longest.
    fn ending(&self, at: u32) -> Option<&Mention> {
        /// Names inside names are few.
        const INNER: usize = 4;
        let number = self.listed.partition_point(|mention| mention.tokens.start < at);
        let near = self.listed[..number].iter().rev().take(INNER);
        near.filter(|mention| mention.tokens.end == at).min_by_key(|mention| mention.tokens.start)
    }

    fn entry_of(&self, mention: &Mention) -> EntryId {
        self.gazetteer.aliases[mention.alias as usize].entry
    }

    /// The thing that is mentioned, if it can have offices.
    fn as_scope(&self, mention: &Mention) -> Option<EntryId> {
        let entry = self.entry_of(mention);
        let kind = self.gazetteer.kind(entry);
        let fits = matches!(kind, EntryKind::Country | EntryKind::Body | EntryKind::Organization);
        (fits && !mention.nested).then_some(entry)
    }

    fn class_of(&self, office: EntryId) -> OfficeClass {
        self.gazetteer.attribute(office, "class").and_then(OfficeClass::parse).unwrap_or(OfficeClass::Other)
    }

    /// A small word that may stand between a determiner and its noun.
    fn is_adjective(&self, at: u32) -> bool {
        const OTHERS: Classes = Classes::of(&[
            Class::Preposition,
            Class::To,
            Class::Conjunction,
            Class::Auxiliary,
            Class::Relative,
            Class::Subordinator,
            Class::Pronoun,
            Class::He,
            Class::She,
            Class::They,
            Class::It,
        ]);
        let token = self.token(at);
        token.kind == Kind::Word
            && token.shape == Shape::Lower
            && self.lexicon.verb_cue(token.word).is_none()
            && !self.classes(at).any(OTHERS)
    }

    /// `as foreign minister`
    fn is_as(&self, at: u32) -> bool {
        self.classes(at).has(Class::As)
    }

    /// `Dean Reed`, whose given name was taken for a title.
    fn is_given_name(&self, mention: &Mention) -> bool {
        let Some(number) = self.name_starting(mention.tokens.end).filter(|_| mention.tokens.len() == 1) else {
            return false;
        };
        let person = &self.persons.persons[self.persons.names[number].person as usize];
        let best = &self.persons.names[person.best as usize].tokens;
        self.token(best.start).word == self.token(mention.tokens.start).word
    }

    /// `5 PM`
    fn is_clock(&self, mention: &Mention) -> bool {
        let alias = &self.gazetteer.aliases[mention.alias as usize];
        let number = self.before(mention.tokens.start).is_some_and(|at| self.kind(at) == Kind::Number);
        alias.form == NameForm::Abbreviation && number
    }
}
