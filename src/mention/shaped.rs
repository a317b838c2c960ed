//! Full names that the model missed, told by their shape alone: a known given name and what can be a surname.

use super::cover::Role;
use super::evidence::{HEADS, HONORIFICS};
use super::person::Scene;
use super::zone::is_candidate;
use crate::gazetteer::Risk;
use crate::lexicon::{Class, Classes, Info};
use crate::text::{Kind, Shape, Token, Tokens, flag};

/// The full name that a zone is when titles before it are left off. None of its words may mean anything else.
pub(super) fn full_name(zone: &Tokens, scene: &Scene<'_>) -> Option<Tokens> {
    const LONGEST: usize = 9;
    if zone.len() < 2 {
        return None;
    }
    let shaped = Shaped { scene };
    let start = zone.clone().take(LONGEST).find(|&at| !shaped.is_title(at))?;
    let titled = start > zone.start || shaped.is_introduced(start);
    let suffixes = (start..zone.end).rev().take_while(|&at| shaped.info(at).has(Class::Suffix)).count() as u32;
    let name = start..zone.end - suffixes;
    let words = || name.clone().take(LONGEST).filter(|&at| is_candidate(shaped.token(at)));
    let parts = words().filter(|&at| at == start || !shaped.token(at).has(flag::GLUED)).count();
    if !(2..=4).contains(&parts) || name.len() > LONGEST || !name.clone().all(|at| shaped.may_belong(at)) {
        return None;
    }
    let (first, last) = (shaped.info(words().next()?), shaped.info(words().next_back()?));
    let given = first.given >= if first.common == 0 { 3 } else { 4 } && first.common < 5;
    let known_otherwise = first.has(Class::Month) || first.has(Class::Particle);
    let glued = words().count() > parts;
    let new = |at: u32| shaped.info(at).common == 0 && shaped.token(at).shape != Shape::Initial;
    let initials = shaped.is_initials(start);
    let strange = (glued || titled) && words().all(new) && shaped.token(start).kind == Kind::Word;
    let surname = (last.common == 0 && !last.classes.any(HEADS)) || last.family >= 4;
    let led = shaped.is_led(zone.start);
    (((given && !known_otherwise) || initials || strange) && surname && !led).then_some(name)
}

/// Words that are no surnames in a name that the model did not see.
const OTHER: Classes = Classes::of(&[
    Class::Weekday,
    Class::Language,
    Class::People,
    Class::Brand,
    Class::Determiner,
    Class::Preposition,
    Class::Conjunction,
    Class::Auxiliary,
    Class::Adverb,
]);

struct Shaped<'a> {
    scene: &'a Scene<'a>,
}

impl Shaped<'_> {
    fn token(&self, at: u32) -> &Token {
        &self.scene.reading.tokens[at as usize]
    }

    fn info(&self, at: u32) -> &Info {
        self.scene.lexicon.info(self.token(at).word)
    }

    fn is_title(&self, at: u32) -> bool {
        let info = self.info(at);
        let noun = info.has(Class::Role) && self.token(at).has(flag::OPENS) && info.given < 4;
        let role = self.scene.covers.of[at as usize].role;
        matches!(role, Role::Office | Role::Nationality) || info.classes.any(HONORIFICS) || noun
    }

    fn may_belong(&self, at: u32) -> bool {
        let token = self.token(at);
        let cover = self.scene.covers.of[at as usize];
        // `Chad Whitfield`
        let country = cover.role == Role::Country && cover.risk.has(Risk::PERSON);
        let plain = country || matches!(cover.role, Role::None | Role::Person | Role::PersonPart);
        match token.kind {
            Kind::Hyphen => true,
            Kind::Word if is_candidate(token) => plain && self.may_name(self.info(at)),
            Kind::Word => self.info(at).has(Class::Particle),
            _ => false,
        }
    }

    fn may_name(&self, info: &Info) -> bool {
        let head = info.has(Class::OrgHead) || info.has(Class::PlaceHead);
        !head && (info.family >= 4 || !info.classes.any(OTHER))
    }

    /// `J.T.`
    fn is_initials(&self, at: u32) -> bool {
        let token = self.token(at);
        token.has(flag::DOTTED) && token.shape == Shape::Upper && self.info(at).classes.is_empty()
    }

    /// `union chief Ottavio di Stazzema`
    fn is_introduced(&self, at: u32) -> bool {
        at.checked_sub(1).is_some_and(|before| self.info(before).has(Class::Role))
    }

    /// Behind an article, or behind the noun for a ship or storm.
    fn is_led(&self, at: u32) -> bool {
        let before = at.checked_sub(1).map(|before| self.info(before).classes);
        before.is_some_and(|classes| classes.any(Classes::of(&[Class::Determiner, Class::VehicleHead])))
    }
}
