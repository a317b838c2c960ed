//! What titles tell of each other, once all are read.

use super::{Article, Context, Draft, Key};
use crate::entity::{HoldEvidence, OfficeClass, ScopeEvidence, Tenure};
use crate::gazetteer::{EntryId, EntryKind};
use crate::mention::{Role, is_candidate};
use crate::text::Kind;
use std::collections::HashMap;

/// How many different offices a title without a scope is compared with.
const OFFICES: usize = 32;
/// How many titles of one person are compared.
const TITLES: usize = 16;

pub(super) struct Settler<'a, 'c> {
    context: &'a Context<'c>,
    drafts: &'a mut Vec<Draft>,
}

impl<'a, 'c> Settler<'a, 'c> {
    pub(super) fn new(context: &'a Context<'c>, drafts: &'a mut Vec<Draft>) -> Self {
        Self { context, drafts }
    }

    pub(super) fn settle(&mut self) {
        for second in 1..self.drafts.len() {
            self.coordinate(second - 1, second);
        }
        self.ask_gazetteer();
        self.ask_same_person();
        for second in 1..self.drafts.len() {
            self.carry_scope(second - 1, second);
        }
        self.ask_article();
        self.join_definite();
    }

    /// `prime minister and finance minister X`, `X, prime minister and finance minister`: one holder, one scope.
    fn coordinate(&mut self, first: usize, second: usize) {
        let context = self.context;
        let [a, b] = [&self.drafts[first], &self.drafts[second]];
        let (end, start) = (a.phrase.end, b.phrase.start);
        if a.tokens.end == b.tokens.start || a.tokens.end == start {
            // `army chief General X`
            let scope = a.scope.filter(|&scope| b.scope.is_none() && context.allows(b.entry, scope));
            self.drafts[second].set_scope(scope, ScopeEvidence::Coordination);
            return;
        }
        let linked = end < start && start - end <= 2 && (end..start).all(|at| context.is_joint(at));
        let joined = linked && (end..start).any(|at| context.kind(at) == Kind::Word);
        if !joined || !context.same_sentence(start, end) || b.article != Article::None {
            return;
        }
        let alike = is_candidate(context.token(a.tokens.start)) == is_candidate(context.token(b.tokens.start));
        let forward =
            a.holder.is_none() && b.holder.is_some() && !b.holder_first() && (alike || a.article == Article::None);
        let backward = a.holder.is_some() && a.holder_first() && b.holder.is_none();
        if !forward && !backward {
            return;
        }
        let (holder, scope, tenure) = (a.holder.or(b.holder), a.scope, a.tenure);
        for draft in [first, second] {
            let draft = &mut self.drafts[draft];
            draft.told_by = draft.told_by.or(Some(HoldEvidence::Coordination));
            draft.holder = holder;
        }
        let b = &mut self.drafts[second];
        if b.scope.is_none() {
            b.set_scope(scope.filter(|&scope| context.allows(b.entry, scope)), ScopeEvidence::Coordination);
        }
        if b.tenure == Tenure::Current && tenure == Tenure::Former {
            b.tenure = tenure;
        }
    }

    /// `Chancellor Merkel and Foreign Minister Steinmeier`: the scope goes on.
    fn carry_scope(&mut self, first: usize, second: usize) {
        let context = self.context;
        let [a, b] = [&self.drafts[first], &self.drafts[second]];
        if b.scope.is_some() || b.foreign || b.holder.is_none() || a.entry == b.entry {
            return;
        }
        let named =
            context.name_behind(a.tokens.end, &super::Head { tokens: a.tokens.clone(), entry: None, plural: false });
        let Some(end) = named.map(|number| context.persons.names[number].tokens.end) else { return };
        let start = b.phrase.start;
        let joined = end < start && start - end <= 2 && (end..start).all(|at| context.is_joint(at));
        let state = context.is_of_state(a.entry) && context.is_of_state(b.entry);
        if joined && state && context.same_sentence(start, end) {
            let scope = a.scope.filter(|&scope| context.allows(b.entry, scope));
            self.drafts[second].set_scope(scope, ScopeEvidence::Coordination);
        }
    }

    /// What is known of the holder.
    fn ask_gazetteer(&mut self) {
        for draft in self.drafts.iter_mut().filter(|draft| draft.scope.is_none() && !draft.foreign) {
            let scope = draft.holder.and_then(|person| self.context.held_scope(draft.entry, person));
            draft.set_scope(scope, ScopeEvidence::Listed);
        }
    }

    /// The same person's titles elsewhere: the same office, one of the same class, any office of a state.
    fn ask_same_person(&mut self) {
        let mut scoped: HashMap<u32, Vec<(EntryId, EntryId)>> = HashMap::new();
        for draft in self.drafts.iter() {
            if let (Some(person), Some(scope)) = (draft.holder, draft.scope) {
                let of = scoped.entry(person).or_default();
                if of.len() < TITLES && !of.contains(&(draft.entry, scope)) {
                    of.push((draft.entry, scope));
                }
            }
        }
        let context = self.context;
        let serves = |office| context.is_of_state(office) || context.class_of(office) == OfficeClass::Military;
        for draft in self.drafts.iter_mut().filter(|draft| draft.scope.is_none()) {
            let Some(titles) = draft.holder.and_then(|person| scoped.get(&person)) else { continue };
            let fitting = || titles.iter().filter(|(_, scope)| context.allows(draft.entry, *scope));
            let class = context.class_of(draft.entry);
            let same = fitting().find(|(entry, _)| *entry == draft.entry);
            let alike =
                || fitting().find(|(entry, _)| class != OfficeClass::Other && context.class_of(*entry) == class);
            let country = |scope: EntryId| context.gazetteer.kind(scope) == EntryKind::Country;
            let state = || fitting().find(|(_, scope)| serves(draft.entry) && country(*scope));
            let found = same.or_else(|| alike().or_else(state).filter(|_| !draft.foreign));
            draft.set_scope(found.map(|(_, scope)| *scope), ScopeEvidence::Holder);
        }
    }

    /// Offices of a state that are held by somebody are of the country that the article is about, if there is one.
    fn ask_article(&mut self) {
        let open = |draft: &Draft| draft.scope.is_none() && !draft.foreign && draft.holder.is_some();
        if !self.drafts.iter().any(open) {
            return;
        }
        let Some(home) = self.context.home() else { return };
        let context = self.context;
        for draft in self.drafts.iter_mut().filter(|draft| open(draft)) {
            if context.is_of_state(draft.entry) && context.allows(draft.entry, home) {
                draft.set_scope(Some(home), ScopeEvidence::Article);
            }
        }
    }

    /// `the minister` is the minister of the text whom it can mean, if there is exactly one.
    fn join_definite(&mut self) {
        let mut offices: Vec<(Key, bool)> = Vec::new();
        for draft in self.drafts.iter().filter(|draft| draft.scope.is_some() || draft.holder.is_some()) {
            if offices.len() < OFFICES && !offices.iter().any(|(key, _)| *key == draft.key()) {
                offices.push((draft.key(), draft.foreign));
            }
        }
        let context = self.context;
        for draft in self.drafts.iter_mut() {
            let named = draft.scope.is_some() || draft.holder.is_some() || draft.foreign;
            let capital = is_candidate(context.token(draft.tokens.start));
            if named || !(draft.article == Article::Definite || (draft.article == Article::None && capital)) {
                continue;
            }
            if let Some((entry, scope, holder)) = context.meant(draft.entry, &offices) {
                (draft.entry, draft.scope, draft.same_as) = (entry, scope, holder);
            }
        }
    }
}

impl Context<'_> {
    /// The one office of the text that a bare title can mean, if there is exactly one. The same office goes before one whose
    /// title only has the word, an office of a listed country or body before a company’s.
    fn meant(&self, title: EntryId, offices: &[(Key, bool)]) -> Option<Key> {
        for part in [false, true] {
            for foreign in [false, true] {
                let fits = |entry| if part { self.is_part(title, entry) } else { entry == title };
                let mut fitting = offices.iter().filter(|((entry, ..), of)| *of == foreign && fits(*entry));
                if let Some((key, _)) = fitting.next() {
                    return fitting.next().is_none().then_some(*key);
                }
            }
        }
        None
    }

    /// Whether an office can be called by another's title: a foreign minister `the minister`.
    fn is_part(&self, short: EntryId, long: EntryId) -> bool {
        let words = |entry| self.gazetteer.code(entry).split('-');
        self.class_of(short) == self.class_of(long) && words(short).all(|word| words(long).any(|other| other == word))
    }

    /// The country that the text is about: most of the mentions of countries are of it.
    fn home(&self) -> Option<EntryId> {
        let mut counts: HashMap<EntryId, u32> = HashMap::new();
        let mut all = 0;
        for mention in self.listed.iter().filter(|mention| mention.role != Role::Office) {
            let country = self.as_scope(mention).filter(|&entry| self.gazetteer.kind(entry) == EntryKind::Country);
            if let Some(entry) = country {
                *counts.entry(entry).or_default() += 1;
                all += 1;
            }
        }
        // Only one country can have more than half.
        counts.into_iter().find(|(_, count)| count * 5 >= all * 3).map(|(entry, _)| entry)
    }
}
