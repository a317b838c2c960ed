//! Plural titles with their holders, and counterparts.

use super::front::Front;
use super::tail::Tail;
use super::{Article, Context, Draft, Head};
use crate::entity::{HoldEvidence, OfficeClass, ScopeEvidence, Tenure};
use crate::gazetteer::EntryId;
use crate::lexicon::Class;
use crate::text::Kind;

/// How many holders one plural title has.
const HOLDERS: usize = 12;
/// How many sentences lie between a counterpart and the title that it takes over.
const SENTENCES: u32 = 3;
/// How many titles or names before a counterpart are looked at.
const LOOK_BACK: usize = 8;

/// One of several holders, with a scope of its own.
struct Holder {
    person: u32,
    scope: Option<EntryId>,
}

impl Holder {
    /// The scope of the holder with this number of so many, and why.
    fn scope(&self, number: usize, holders: usize, front: &Front, tail: &Tail) -> Option<(EntryId, ScopeEvidence)> {
        let own = self.scope.map(|scope| (scope, ScopeEvidence::Of));
        own.or_else(|| match front.scopes[..] {
            [] => Some((shared(&tail.scopes, number, holders)?, ScopeEvidence::Of)),
            _ => Some((shared(&front.scopes, number, holders)?, front.scope_by)),
        })
    }
}

/// The scope of one of several holders: all have the same one, or each his own.
fn shared(scopes: &[EntryId], number: usize, holders: usize) -> Option<EntryId> {
    match scopes {
        [one] => Some(*one),
        scopes if scopes.len() == holders => scopes.get(number).copied(),
        _ => None,
    }
}

impl Context<'_> {
    /// `foreign ministers A and B`, `presidents A of Kenya and B of Uganda`, `the presidents of Kenya and Uganda, A and B,`.
    pub(super) fn read_plural(&self, number: u32, head: &Head, drafts: &mut Vec<Draft>) {
        let Some(entry) = head.entry else { return };
        let (front, tail) = (self.front(head), self.tail(head));
        let holders = self.holders(Some(entry), head, &tail);
        if holders.len() < 2 {
            return;
        }
        for (at, holder) in holders.iter().enumerate() {
            let scope = holder.scope(at, holders.len(), &front, &tail).filter(|&(scope, _)| self.allows(entry, scope));
            let mention = Some(number);
            drafts.push(self.draft(head, &front, &tail, mention, (entry, scope), holder.person));
        }
    }

    fn draft(
        &self,
        head: &Head,
        front: &Front,
        tail: &Tail,
        mention: Option<u32>,
        (entry, scope): (EntryId, Option<(EntryId, ScopeEvidence)>),
        holder: u32,
    ) -> Draft {
        let told_by = if mention.is_some() { HoldEvidence::PluralTitle } else { HoldEvidence::Counterpart };
        let (scope, scope_by) = scope.unzip();
        Draft {
            mention,
            tokens: head.tokens.clone(),
            phrase: front.start..tail.end,
            entry,
            scope,
            scope_by,
            tenure: front.tenure.unwrap_or(Tenure::Current),
            holder: Some(holder),
            told_by: Some(told_by),
            article: Article::Definite,
            same_as: None,
            foreign: scope.is_none() && (front.foreign || tail.foreign),
        }
    }

    /// The chain of names behind a plural title.
    fn holders(&self, entry: Option<EntryId>, head: &Head, tail: &Tail) -> Vec<Holder> {
        let mut holders = Vec::new();
        let of = head.tokens.start;
        let comma = self.same_sentence(tail.end, of) && self.kind(tail.end) == Kind::Comma;
        let mut next = self.name_behind(tail.plain, head);
        if next.is_none() && comma {
            next = self.name_behind(tail.end + 1, head);
        }
        while let Some(number) = next.filter(|_| holders.len() < HOLDERS) {
            let name = &self.persons.names[number];
            let (scope, mut at) = match self.scope_at(entry, name.tokens.end, of) {
                Some((scope, end)) => (Some(scope), end),
                None => (None, name.tokens.end),
            };
            holders.push(Holder { person: name.person, scope });
            let mut joints = 0;
            while joints < 2 && self.same_sentence(at, of) && self.is_joint(at) {
                (at, joints) = (at + 1, joints + 1);
            }
            next = self.name_starting(at).filter(|_| joints > 0 && self.same_sentence(at, of));
        }
        holders
    }

    /// The tokens of all nouns like `counterpart`.
    pub(super) fn counterparts(&self) -> impl Iterator<Item = u32> {
        let tokens = self.reading.tokens.iter().enumerate();
        tokens
            .filter(|(_, token)| token.kind == Kind::Word && self.lexicon.info(token.word).has(Class::Counterpart))
            .map(|(at, _)| at as u32)
    }

    /// `his Chinese counterpart Wang Yi`: the office is that of the person before, of another country.
    pub(super) fn read_counterpart(&self, at: u32, drafts: &mut Vec<Draft>) {
        let plural = self.classes(at).has(Class::Roles);
        let head = Head { tokens: at..at + 1, entry: None, plural };
        let (front, tail) = (self.front(&head), self.tail(&head));
        let mut holders = if plural { self.holders(None, &head, &tail) } else { Vec::new() };
        if !plural && let Some((person, _)) = self.holder(&head, &front, &tail, drafts) {
            holders.push(Holder { person, scope: None });
        }
        for (number, holder) in holders.iter().enumerate() {
            let scope = holder.scope(number, holders.len(), &front, &tail);
            let Some(entry) = self.other_office(front.start, holder.person, drafts) else { return };
            let known = self.known_office(entry, scope.map(|(scope, _)| scope), holder.person);
            let office = known.map_or((entry, scope), |(office, known)| {
                (office, scope.or_else(|| Some((known?, ScopeEvidence::Listed))))
            });
            if office.1.is_none_or(|(scope, _)| self.allows(office.0, scope)) {
                drafts.push(self.draft(&head, &front, &tail, None, office, holder.person));
            }
        }
    }

    /// The office of the person who has a counterpart: the person named last before, as the text says or the gazetteer knows.
    fn other_office(&self, at: u32, counterpart: u32, drafts: &[Draft]) -> Option<EntryId> {
        let near = |token: u32| self.sentences_between(token, at) <= SENTENCES;
        let number = self.persons.names.partition_point(|name| name.tokens.start < at);
        let names = self.persons.names[..number].iter().rev().take(LOOK_BACK);
        let other = names.filter(|name| near(name.tokens.start)).find(|name| name.person != counterpart)?.person;
        let titles = drafts.iter().rev().take(LOOK_BACK).filter(|draft| near(draft.tokens.start));
        let own = titles.clone().find(|draft| draft.holder == Some(other)).map(|draft| draft.entry);
        let known = || {
            let listed = self.persons.persons[other as usize].listed?;
            self.gazetteer
                .held_by(listed)
                .iter()
                .rev()
                .find(|held| self.is_of_state(held.office))
                .map(|held| held.office)
        };
        let any = || titles.clone().find(|d| d.holder.is_some_and(|h| h != counterpart)).map(|draft| draft.entry);
        own.or_else(known).or_else(any)
    }

    /// Counterparts have like offices, not always the same: a chancellor's is a prime minister, and the gazetteer may know.
    fn known_office(&self, entry: EntryId, scope: Option<EntryId>, person: u32) -> Option<(EntryId, Option<EntryId>)> {
        let group = |office| match self.class_of(office) {
            OfficeClass::HeadOfGovernment => OfficeClass::HeadOfState,
            class => class,
        };
        let held = self.gazetteer.held_by(self.persons.persons[person as usize].listed?);
        let alike = held.iter().rev().filter(|held| group(held.office) == group(entry));
        let mut there = alike.filter(|held| scope.is_none() || held.scope == scope);
        let same = there.clone().find(|held| held.office == entry);
        same.or_else(|| there.next()).map(|held| (held.office, held.scope))
    }
}
