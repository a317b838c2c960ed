//! Of what an office is, where its own phrase does not name it.

use super::front::{Front, Owner};
use super::tail::Tail;
use super::{Context, Draft, Head};
use crate::entity::{HoldEvidence, OfficeClass, ScopeEvidence};
use crate::gazetteer::{EntryId, EntryKind, Held};
use crate::lexicon::{Class, Classes, Sex};
use crate::mention::Role;
use crate::text::{Kind, flag};

/// How many earlier mentions or titles a pronoun or noun looks at.
const LOOK_BACK: usize = 24;
/// How many sentences back.
const SENTENCES: u32 = 2;

impl Context<'_> {
    /// Whether an office can be one of this country or body. Its `scope` lists kinds (`country,org`) or keys (`body:UN`).
    pub(super) fn allows(&self, office: EntryId, scope: EntryId) -> bool {
        let Some(allowed) = self.gazetteer.attribute(office, "scope") else { return true };
        let kind = self.gazetteer.kind(scope);
        allowed.split(',').any(|word| match word {
            "country" => kind == EntryKind::Country,
            "body" | "org" => matches!(kind, EntryKind::Body | EntryKind::Organization),
            key => key.contains(':') && kind != EntryKind::Organization,
        })
    }

    /// Whether an office may be one of a company or club.
    pub(super) fn is_of_organisations(&self, office: EntryId) -> bool {
        self.gazetteer.attribute(office, "scope").is_none_or(|allowed| allowed.split(',').any(|word| word == "org"))
    }

    /// Whether a nationality before the title is the scope: not of a `French director`, a `Polish bishop`.
    pub(super) fn takes_nationality(&self, office: EntryId) -> bool {
        let first = self.gazetteer.attribute(office, "scope").and_then(|allowed| allowed.split(',').next());
        first != Some("org") && self.class_of(office) != OfficeClass::Religious
    }

    /// Offices of a state.
    pub(super) fn is_of_state(&self, office: EntryId) -> bool {
        use OfficeClass as C;
        match self.class_of(office) {
            C::HeadOfState | C::HeadOfGovernment | C::ViceHead | C::Minister | C::DeputyMinister | C::Royal => true,
            C::Spokesperson | C::Diplomat | C::Security => !self.is_of_organisations(office),
            _ => false,
        }
    }

    /// Of what the office is, as far as its sentence tells, and why.
    pub(super) fn scope(
        &self,
        office: EntryId,
        head: &Head,
        front: &Front,
        tail: &Tail,
        drafts: &[Draft],
        told_by: Option<HoldEvidence>,
    ) -> Option<(EntryId, ScopeEvidence)> {
        use ScopeEvidence as E;
        let before = front.scopes.first().map(|&scope| (scope, front.scope_by));
        let text = before
            .or_else(|| self.owner_scope(office, front, drafts))
            .or_else(|| Some((*tail.scopes.first()?, E::Of)))
            .or_else(|| {
                let behind = told_by.is_some_and(|by| !by.is_holder_first());
                behind.then(|| Some((self.scope_after_holder(office, head)?, E::Of)))?
            })
            .or_else(|| Some((self.capital_before(office, front.start)?, E::Place)));
        self.own_scope(office, text.map(|(scope, _)| scope)).map(|own| (own, E::Title)).or(text)
    }

    /// The one body or country that has such an office. What the text says of a country goes before it.
    fn own_scope(&self, office: EntryId, text: Option<EntryId>) -> Option<EntryId> {
        let own =
            self.gazetteer.attribute(office, "scope").filter(|scope| scope.contains(':') && !scope.contains(','))?;
        let entry = self.gazetteer.entry(own)?;
        (text.is_none() || self.gazetteer.kind(entry) != EntryKind::Country).then_some(entry)
    }

    /// `its`, `the country’s`, `Macron’s`: what they stand for.
    fn owner_scope(&self, office: EntryId, front: &Front, drafts: &[Draft]) -> Option<(EntryId, ScopeEvidence)> {
        let entry = match front.owner {
            Owner::None => None,
            Owner::Noun(at) => self.noun_scope(Some(office), at),
            Owner::Person(person) => {
                let recent = drafts.iter().rev().take(LOOK_BACK);
                let told = recent.filter(|draft| draft.holder == Some(person)).find_map(|draft| draft.scope);
                told.or_else(|| self.held_scope(office, person))
            }
            Owner::Pronoun(at) if self.classes(at).any(Classes::of(&[Class::He, Class::She, Class::They])) => {
                self.personal_scope(at, drafts)
            }
            Owner::Pronoun(at) => self.last_scope(at, |entry| self.allows(office, entry)),
        };
        let by = if matches!(front.owner, Owner::Person(_)) { ScopeEvidence::Owner } else { ScopeEvidence::Reference };
        entry.filter(|&entry| self.allows(office, entry)).map(|entry| (entry, by))
    }

    /// `his foreign minister`: the country whose office the last person with one holds.
    fn personal_scope(&self, at: u32, drafts: &[Draft]) -> Option<EntryId> {
        let classes = self.classes(at);
        let sex = if classes.has(Class::He) { Sex::Male } else { Sex::Female };
        let fits = |person: u32| {
            let known = self.persons.persons[person as usize].sex;
            classes.has(Class::They) || known == Sex::Unknown || known == sex
        };
        let titles = drafts.iter().rev().take(LOOK_BACK).filter(|draft| draft.mention.is_some());
        let last = titles.clone().find(|draft| draft.holder.is_some_and(fits))?;
        (self.sentences_between(last.tokens.start, at) <= SENTENCES).then_some(last.scope)?
    }

    /// `the country`: the country last mentioned; `the alliance`: the body last mentioned.
    pub(super) fn noun_scope(&self, office: Option<EntryId>, noun: u32) -> Option<EntryId> {
        let classes = self.classes(noun);
        let state = classes.has(Class::PlaceHead);
        if !state && !classes.has(Class::Group) {
            return None;
        }
        let fits = |entry| (self.gazetteer.kind(entry) == EntryKind::Country) == state;
        self.last_scope(noun, |entry| fits(entry) && office.is_none_or(|office| self.allows(office, entry)))
    }

    /// The scope mentioned last before `at`; the first one of an earlier sentence, which is its subject.
    fn last_scope(&self, at: u32, fits: impl Fn(EntryId) -> bool) -> Option<EntryId> {
        let number = self.listed.partition_point(|mention| mention.tokens.start < at);
        let here = self.reading.sentence_of[at as usize];
        // The last name in the sentence itself, the first one of an earlier sentence; a nationality only if there is no name.
        let mut found: Option<(u32, bool, EntryId)> = None;
        for mention in self.listed[..number].iter().rev().take(LOOK_BACK) {
            let sentence = self.reading.sentence_of[mention.tokens.start as usize];
            if here - sentence > SENTENCES || found.is_some_and(|(known, ..)| known != sentence) {
                break;
            }
            let Some(entry) = self.as_scope(mention).filter(|&entry| fits(entry)) else { continue };
            let named = matches!(mention.role, Role::Country | Role::Body | Role::Organization);
            if found.is_none_or(|(_, known, _)| named >= known) {
                found = Some((sentence, named, entry));
            }
            if sentence == here && named {
                break;
            }
        }
        found.map(|(.., entry)| entry)
    }

    pub(super) fn sentences_between(&self, first: u32, last: u32) -> u32 {
        self.reading.sentence_of[last as usize].abs_diff(self.reading.sentence_of[first as usize])
    }

    /// `President Qurbanzade of Azerbaijan`
    fn scope_after_holder(&self, office: EntryId, head: &Head) -> Option<EntryId> {
        let number = self.name_behind(head.tokens.end, head)?;
        let end = self.persons.names[number].tokens.end;
        Some(self.scope_at(Some(office), end, head.tokens.start)?.0)
    }

    /// `In Moscow, Foreign Ministry spokesman …`
    fn capital_before(&self, office: EntryId, start: u32) -> Option<EntryId> {
        let comma = self.before(start).filter(|&at| self.kind(at) == Kind::Comma)?;
        let capital = self.ending(comma).filter(|mention| mention.role == Role::Capital)?;
        let preposition = self.before(capital.tokens.start)?;
        let leads = self.token(preposition).has(flag::OPENS) && self.classes(preposition).has(Class::Preposition);
        let entry = self.as_scope(capital).filter(|&entry| self.is_of_state(office) && self.allows(office, entry));
        entry.filter(|_| leads)
    }

    /// What the gazetteer knows of the holder: the same office, else one of the same class.
    pub(super) fn held_scope(&self, office: EntryId, person: u32) -> Option<EntryId> {
        let held = self.gazetteer.held_by(self.persons.persons[person as usize].listed?);
        let scoped = || held.iter().rev().filter(|held| held.scope.is_some_and(|scope| self.allows(office, scope)));
        let class = self.class_of(office);
        let alike = || scoped().find(|held| class != OfficeClass::Other && self.class_of(held.office) == class);
        let state = || self.usual_scope(office, held);
        let same = scoped().find(|held| held.office == office).or_else(alike).and_then(|held| held.scope);
        same.or_else(state)
    }

    /// The country of most offices of state that a person is known for: a French president is a prince of Andorra too.
    fn usual_scope(&self, office: EntryId, held: &[Held]) -> Option<EntryId> {
        let fits =
            |held: &&Held| held.scope.is_some_and(|scope| self.allows(office, scope)) && self.is_of_state(held.office);
        let scopes =
            || held.iter().rev().filter(fits).filter_map(|held| held.scope).filter(|_| self.is_of_state(office));
        scopes().max_by_key(|scope| scopes().filter(|other| other == scope).count())
    }
}
