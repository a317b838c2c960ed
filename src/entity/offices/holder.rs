//! Who holds an office: the person whose name stands by the title.

use super::front::{Front, Owner};
use super::tail::Tail;
use super::{Article, Context, Draft, Head};
use crate::entity::{HoldEvidence, OfficeClass};
use crate::lexicon::{Class, Classes};
use crate::mention::{HONORIFICS, Role};
use crate::text::{Kind, Shape, flag};

/// How many honorifics and further titles may stand between a title and the name.
const TITLES: usize = 4;
/// How many tokens stand between a name and the title that a verb gives to it.
const VERBS: usize = 7;
/// How far from an object the verb that gives it a title is: `elected Roman Herzog president`.
const OBJECT: u32 = 3;

impl Context<'_> {
    /// The person who holds the office, and how the text tells.
    pub(super) fn holder(
        &self,
        head: &Head,
        front: &Front,
        tail: &Tail,
        drafts: &[Draft],
    ) -> Option<(u32, HoldEvidence)> {
        use HoldEvidence as E;
        let behind = self.name_behind(tail.plain, head).or_else(|| self.name_behind_phrase(tail, head));
        if let Some(number) = behind {
            return Some((self.persons.names[number].person, E::TitleBefore));
        }
        let fits =
            |number: usize| Some(self.persons.names[number].person).filter(|&p| !self.is_of_another(head, front, p));
        let before = |number: usize| fits(number).filter(|&person| front.owner != Owner::Person(person));
        if let Some(person) = self.name_by_verb(head, front, tail).and_then(before) {
            return Some((person, E::Verb));
        }
        let apposition = self.name_in_apposition(head, front, tail, drafts);
        let apposed = apposition.and_then(|(number, list)| Some((fits(number)?, list)));
        let apposed =
            |wanted: bool| apposed.filter(|(_, list)| *list == wanted).map(|(person, _)| (person, E::NameApposed));
        let first = || Some((self.name_before(head, front, tail).and_then(before)?, E::TitleApposed));
        // `X, the president, Y and Z`: the second comma may go on with a list.
        apposed(false).or_else(first).or_else(|| apposed(true))
    }

    /// `Foreign Minister Braže`, `army chief General Sarfraz`: the name that starts here, behind honorifics and titles.
    pub(super) fn name_behind(&self, from: u32, head: &Head) -> Option<usize> {
        let mut at = from;
        for _ in 0..=TITLES {
            if !self.same_sentence(at, head.tokens.start) {
                return None;
            }
            if let Some(number) = self.name_starting(at) {
                return Some(number);
            }
            match self.starting(at) {
                Some(mention) if mention.role == Role::Office => at = mention.tokens.end,
                None if self.classes(at).any(HONORIFICS) => at += 1,
                _ => return None,
            }
        }
        None
    }

    /// `special envoy for Sudan Thurman Aldersley`
    fn name_behind_phrase(&self, tail: &Tail, head: &Head) -> Option<usize> {
        (tail.named && tail.end > tail.plain).then(|| self.name_behind(tail.end, head))?
    }

    /// `the president of Latvia, Edgars Rinkēvičs, said`, `as foreign minister, Braže`: the name, and whether `and` follows it.
    fn name_in_apposition(&self, head: &Head, front: &Front, tail: &Tail, drafts: &[Draft]) -> Option<(usize, bool)> {
        let comma = tail.end;
        if !self.same_sentence(comma, head.tokens.start) || !matches!(self.kind(comma), Kind::Comma | Kind::Dash) {
            return None;
        }
        let role = self.before(front.start).is_some_and(|at| self.is_as(at));
        let number = self.name_behind(comma + 1, head)?;
        let end = self.persons.names[number].tokens.end;
        // The noun before may have its holder already.
        let free = drafts.last().is_some_and(|last| last.holder_first() && last.phrase.contains(&head.tokens.start));
        let closed = self.closes(end, head.tokens.start) && (free || !self.is_governed(front));
        let list = self.same_sentence(end, head.tokens.start) && self.classes(end).has(Class::Conjunction);
        (role || closed).then_some((number, list))
    }

    /// Whether the phrase belongs to another noun for a person, which takes the name: `a spokesman for the minister, Ann Lee,`.
    fn is_governed(&self, front: &Front) -> bool {
        const PERSONS: Classes = Classes::of(&[Class::Role, Class::Kin]);
        let linked = self.before(front.start).filter(|&at| {
            let classes = self.classes(at);
            (classes.has(Class::Preposition) || classes.has(Class::To)) && !self.is_as(at)
        });
        linked.and_then(|at| Some((at, self.before(at)?))).is_some_and(|(at, noun)| {
            self.classes(noun).any(PERSONS) || self.ending(at).is_some_and(|mention| mention.role == Role::Office)
        })
    }

    /// Whether an apposition that ends here is closed: nothing goes on but what may follow one.
    pub(super) fn closes(&self, at: u32, of: u32) -> bool {
        if !self.same_sentence(at, of) {
            return true;
        }
        let classes = self.classes(at);
        match self.kind(at) {
            Kind::Comma | Kind::Stop | Kind::Shout | Kind::Semicolon | Kind::Dash | Kind::Close | Kind::Quote => true,
            Kind::Open | Kind::Ellipsis | Kind::Colon => true,
            Kind::Word => classes.any(Classes::of(&[Class::Conjunction, Class::Of])),
            _ => false,
        }
    }

    /// Whether the phrase of a title that stands behind a name ends here: `Merkel, the chancellor, said`, not `with Merkel, the
    /// president said`.
    fn ends_phrase(&self, at: u32, of: u32) -> bool {
        const FOLLOW: Classes =
            Classes::of(&[Class::Preposition, Class::Relative, Class::Wh, Class::Subordinator, Class::To]);
        self.closes(at, of) || (self.kind(at) == Kind::Word && self.classes(at).any(FOLLOW))
    }

    fn has_possessive(&self, head: &Head, tail: &Tail) -> bool {
        [tail.plain, tail.end]
            .iter()
            .any(|&at| self.same_sentence(at, head.tokens.start) && self.kind(at) == Kind::Clitic)
    }

    fn name_before(&self, head: &Head, front: &Front, tail: &Tail) -> Option<usize> {
        let open = self.has_possessive(head, tail) || !self.ends_phrase(tail.end, head.tokens.start);
        self.before(front.start).filter(|_| !open).and_then(|mark| self.apposition_to(mark))
    }

    fn name_by_verb(&self, head: &Head, front: &Front, tail: &Tail) -> Option<usize> {
        if self.has_possessive(head, tail) {
            return None;
        }
        self.invested(head, front).or_else(|| self.by_verb(head, front, tail))
    }

    /// `Braže, the minister`, `Braže, 54, the minister`, `Hatterfield (D-Ohio), chair`, `Karzmand (minister of …)`: the name
    /// before the comma, dash or bracket at `mark`.
    pub(super) fn apposition_to(&self, mark: u32) -> Option<usize> {
        if !matches!(self.kind(mark), Kind::Comma | Kind::Dash | Kind::Open) {
            return None;
        }
        if let Some(number) = self.name_ending(mark) {
            return Some(number);
        }
        let last = self.before(mark)?;
        let inner = match self.kind(last) {
            Kind::Number => self.before(last).filter(|&at| self.kind(at) == Kind::Comma),
            Kind::Close => (1..8).map_while(|back| last.checked_sub(back)).find(|&at| self.kind(at) == Kind::Open),
            _ => None,
        };
        self.name_ending(inner.filter(|&at| self.same_sentence(at, mark))?)
    }

    /// `elected Roman Herzog president`, `named Ann Lee as ambassador`, `Colm Dunraven MP`.
    fn invested(&self, head: &Head, front: &Front) -> Option<usize> {
        let named = self.before(front.start).filter(|&at| self.is_as(at)).unwrap_or(front.start);
        let number = self.name_ending(named)?;
        let name = &self.persons.names[number].tokens;
        let short = self.token(head.tokens.start).shape == Shape::Upper
            && head.entry.is_some_and(|office| self.class_of(office) == OfficeClass::Legislator);
        let verb = |back: u32| name.start.checked_sub(back).filter(|&at| self.same_sentence(at, name.start));
        let elected = (1..=OBJECT).filter_map(verb).any(|at| self.classes(at).has(Class::Invests));
        (elected || (short && named == front.start && front.start == head.tokens.start)).then_some(number)
    }

    /// `Braže is Latvia’s foreign minister`, `Braže, who was elected president`, `Braže served as minister`.
    fn by_verb(&self, head: &Head, front: &Front, tail: &Tail) -> Option<usize> {
        const FILL: Classes = Classes::of(&[Class::Adverb, Class::Auxiliary, Class::Invests]);
        let next = tail.end;
        if self.same_sentence(next, head.tokens.start) && self.kind(next) == Kind::Word && self.names_on(next) {
            return None;
        }
        let (mut auxiliaries, mut invested, mut relative) = (0, false, false);
        let mut at = front.start;
        for _ in 0..VERBS {
            if auxiliaries > 0 || invested {
                let number = self
                    .name_ending(at)
                    .or_else(|| (relative).then(|| self.before(at).and_then(|at| self.apposition_to(at)))?);
                let number =
                    number.or_else(|| invested.then(|| self.before(at).and_then(|at| self.apposition_to(at)))?);
                if number.is_some() {
                    return number.filter(|_| invested || auxiliaries == 1);
                }
            }
            at = self.before(at)?;
            let classes = self.classes(at);
            if classes.any(Classes::of(&[Class::Negation, Class::To])) && !classes.has(Class::Auxiliary) {
                return None;
            }
            auxiliaries += u32::from(classes.has(Class::Auxiliary));
            invested |= classes.has(Class::Invests);
            let who = classes.has(Class::Relative) && !relative && (auxiliaries > 0 || invested);
            relative |= who;
            let glued = self.kind(at) == Kind::Hyphen && self.token(at).has(flag::GLUED);
            if !(who || glued || classes.any(FILL) || self.is_as(at)) {
                return None;
            }
        }
        None
    }

    /// Whether the word behind a title makes it part of a longer noun: `is president material`.
    fn names_on(&self, at: u32) -> bool {
        const AFTER: Classes = Classes::of(&[
            Class::Preposition,
            Class::Of,
            Class::To,
            Class::Conjunction,
            Class::Relative,
            Class::Wh,
            Class::Subordinator,
            Class::Adverb,
            Class::Time,
            Class::Weekday,
            Class::Month,
        ]);
        let classes = self.classes(at);
        !classes.any(AFTER) || classes.has(Class::Role)
    }

    /// Whether a listed person is known to hold such offices of other countries only: a list, no apposition (`with Putin, the
    /// Chinese president and …`).
    fn is_of_another(&self, head: &Head, front: &Front, person: u32) -> bool {
        let Some(office) = head.entry else { return false };
        let Some(&scope) = front.scopes.first() else { return false };
        if !self.is_of_state(office) || front.article == Article::Indefinite {
            return false;
        }
        let held =
            self.persons.persons[person as usize].listed.map_or(&[][..], |listed| self.gazetteer.held_by(listed));
        let mut countries = held.iter().filter(|held| self.is_of_state(held.office)).filter_map(|held| held.scope);
        let any = countries.clone().next().is_some();
        any && countries.all(|country| country != scope)
    }
}
