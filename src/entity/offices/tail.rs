//! What follows a title and belongs to it: `-elect`, `of Latvia`, `for the Middle East`.

use super::{Context, Head};
use crate::entity::OfficeClass;
use crate::gazetteer::EntryId;
use crate::lexicon::{Class, Classes};
use crate::mention::{HONORIFICS, Mention, Role, is_candidate};
use crate::text::{Kind, Shape, flag};

/// What stands behind a title and belongs to it.
#[derive(Default)]
pub(super) struct Tail {
    /// Behind the title and its `-elect`.
    pub(super) plain: u32,
    /// Behind all that belongs to the title.
    pub(super) end: u32,
    pub(super) elect: bool,
    /// `from 1998 to 2005`
    pub(super) past: bool,
    /// `of Kenya and Uganda`
    pub(super) scopes: Vec<EntryId>,
    /// `of` something that is not listed.
    pub(super) foreign: bool,
    /// The phrase ends with a name, behind which a person's name may stand without a comma.
    pub(super) named: bool,
}

/// How many phrases with a preposition follow a title.
const PHRASES: usize = 2;
/// How many tokens one such phrase has.
const LENGTH: u32 = 9;

impl Context<'_> {
    pub(super) fn tail(&self, head: &Head) -> Tail {
        let start = head.tokens.start;
        let mut tail = Tail { plain: head.tokens.end, ..Tail::default() };
        let hyphen = self.same_sentence(tail.plain, start) && self.kind(tail.plain) == Kind::Hyphen;
        let suffix = tail.plain + u32::from(hyphen);
        if self.same_sentence(suffix, start) && self.classes(suffix).has(Class::Elect) {
            tail.elect = true;
            tail.plain = suffix + 1;
        }
        tail.end = tail.plain;
        for _ in 0..PHRASES {
            if !self.pass_years(&mut tail, start) && !self.pass_phrase(head, &mut tail) {
                break;
            }
        }
        tail
    }

    /// `from 1998 to 2005`
    fn pass_years(&self, tail: &mut Tail, start: u32) -> bool {
        let years = tail.end..tail.end + 4;
        let here = self.same_sentence(years.end, start)
            && self.classes(years.start).has(Class::Preposition)
            && self.kind(years.start + 1) == Kind::Number
            && self.kind(years.start + 3) == Kind::Number
            && (self.classes(years.start + 2).has(Class::To) || self.classes(years.start + 2).has(Class::Preposition));
        if here {
            tail.past = true;
            tail.end = years.end;
        }
        here
    }

    fn pass_phrase(&self, head: &Head, tail: &mut Tail) -> bool {
        const PREPOSITIONS: Classes = Classes::of(&[Class::Preposition, Class::To]);
        let at = tail.end;
        if !self.same_sentence(at, head.tokens.start) || !self.classes(at).any(PREPOSITIONS) || self.is_as(at) {
            return false;
        }
        let end = self.object_end(at + 1);
        if end == at + 1 {
            return false;
        }
        if tail.scopes.is_empty() && self.leads_to_scope(head, at) {
            self.take_scopes(head, at + 1, end, tail);
            tail.foreign |= tail.scopes.is_empty();
        }
        tail.named = !tail.scopes.is_empty()
            || is_candidate(self.token(end - 1))
            || self.ending(end).is_some_and(|m| m.role != Role::Office);
        tail.end = end;
        true
    }

    /// Whether the preposition says to whom an office belongs: `of`; for a spokesperson also `for`.
    fn leads_to_scope(&self, head: &Head, at: u32) -> bool {
        let classes = self.classes(at);
        let speaks = || head.entry.is_some_and(|office| self.class_of(office) == OfficeClass::Spokesperson);
        classes.has(Class::Of)
            || ((head.entry.is_none() || speaks())
                && classes.has(Class::Preposition)
                && (head.entry.is_none() || !classes.has(Class::Adverb)))
    }

    /// Where the object of a preposition ends: before a comma, a verb, another preposition, a person's name.
    fn object_end(&self, from: u32) -> u32 {
        let mut at = from;
        while self.same_sentence(at, from) && at < from + LENGTH {
            if let Some(number) = self.name_starting(at) {
                // `adviser to President Putin`, but not the one in `envoy for Sudan Thurman Aldersley`.
                let titled = self.ending(at).is_some_and(|mention| mention.role == Role::Office);
                let complement = at == from || titled || self.classes(at - 1).any(HONORIFICS);
                return if complement { self.persons.names[number].tokens.end } else { at };
            }
            if let Some(mention) = self.starting(at) {
                at = mention.tokens.end;
                continue;
            }
            let joint = self.classes(at).has(Class::Conjunction) && at > from && self.goes_on(at + 1, from);
            let inner = joint
                || self.classes(at).any(Classes::of(&[Class::Determiner, Class::Possessive]))
                || is_candidate(self.token(at))
                || self.is_adjective(at)
                || matches!(self.kind(at), Kind::Hyphen | Kind::Clitic | Kind::Number);
            if !inner {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether the object goes on behind `and`: not with a person, nor with `the`, nor with another title.
    fn goes_on(&self, at: u32, from: u32) -> bool {
        let scope = |mention: &Mention| self.as_scope(mention).is_some() && mention.role != Role::Nationality;
        self.same_sentence(at, from)
            && self.name_starting(at).is_none()
            && !self.classes(at).has(Class::Determiner)
            && self.starting(at).is_none_or(scope)
    }

    fn take_scopes(&self, head: &Head, from: u32, end: u32, tail: &mut Tail) {
        let mut at = from;
        while at < end {
            let Some(mention) = self.starting(at) else {
                let lead = self.classes(at).has(Class::Determiner)
                    || self.is_joint(at)
                    || (self.token(at).shape == Shape::Lower && self.is_adjective(at));
                if !lead {
                    return;
                }
                if let Some(entry) = self.noun_scope(head.entry, at) {
                    tail.scopes.push(entry);
                    return;
                }
                at += 1;
                continue;
            };
            let next = mention.tokens.end;
            let entry =
                self.as_scope(mention).filter(|&entry| head.entry.is_none_or(|office| self.allows(office, entry)));
            let hyphen = self.same_sentence(next, from) && self.kind(next) == Kind::Hyphen;
            let whole = match mention.role {
                Role::Capital => head.entry.is_none(),
                Role::Nationality => self.is_of_part(head, next, end),
                _ if self.is_possessor(next, from) => self.is_of_part(head, next + 1, end),
                _ => next >= end || self.is_joint(next) || self.is_of_part(head, next, end),
            };
            let Some(entry) = entry.filter(|_| whole && !hyphen) else { return };
            tail.scopes.push(entry);
            at = next;
        }
    }

    /// `spokeswoman for Russia’s foreign ministry`, `speaker of the Danish parliament`: of the country as of its part, but not the
    /// president of the French football federation. The words of the part, in small letters, fill the rest.
    fn is_of_part(&self, head: &Head, from: u32, end: u32) -> bool {
        use OfficeClass as C;
        let class = head.entry.map(|office| self.class_of(office));
        let serves = class.is_some_and(|class| {
            matches!(class, C::Spokesperson | C::Legislator | C::Speaker | C::Military | C::Security | C::Police)
                || matches!(class, C::CentralBanker | C::Judge | C::Prosecutor)
        });
        serves && from < end && (from..end).all(|at| self.token(at).shape == Shape::Lower)
    }

    fn is_possessor(&self, at: u32, of: u32) -> bool {
        self.same_sentence(at, of) && self.kind(at) == Kind::Clitic && self.token(at).has(flag::GLUED)
    }

    /// `President Qurbanzade of Azerbaijan`: what follows a name.
    pub(super) fn scope_at(&self, office: Option<EntryId>, at: u32, of: u32) -> Option<(EntryId, u32)> {
        if !self.same_sentence(at + 1, of) || !self.classes(at).has(Class::Of) {
            return None;
        }
        let mut object = at + 1;
        while self.same_sentence(object, of) && object < at + 4 && self.starting(object).is_none() {
            if !self.classes(object).has(Class::Determiner) && !self.is_adjective(object) {
                return None;
            }
            object += 1;
        }
        let mention = self.starting(object).filter(|mention| self.same_sentence(mention.tokens.start, of))?;
        let next = mention.tokens.end;
        let plain = !matches!(mention.role, Role::Capital | Role::Nationality) && !self.is_possessor(next, of);
        let entry =
            self.as_scope(mention).filter(|&entry| plain && office.is_none_or(|office| self.allows(office, entry)))?;
        Some((entry, next))
    }
}
