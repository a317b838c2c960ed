//! Where a name starts and ends, by rules that hold whatever the model thinks of the words beside it.

use super::cover::Role;
use super::evidence::HONORIFICS;
use super::person::Scene;
use super::zone::is_candidate;
use crate::gazetteer::Risk;
use crate::lexicon::{Class, Info};
use crate::text::{Kind, Shape, Token, Tokens, flag};

/// Mends the extents of the names of one zone, which come in order; `known` tells words that are names on their own.
pub(super) fn mend(names: &mut Vec<Tokens>, from: usize, zone: &Tokens, scene: &Scene<'_>, known: &[u32]) {
    let extent = Extent { scene, zone, known };
    for at in from..names.len() {
        let limit = if at > from { names[at - 1].end } else { zone.start };
        names[at].start = extent.start(&names[at], limit);
    }
    let mut kept = from;
    for at in from..names.len() {
        let name = names[at].clone();
        if kept > from && extent.goes_on(&names[kept - 1], &name) {
            names[kept - 1].end = name.end;
        } else {
            names[kept] = name;
            kept += 1;
        }
    }
    names.truncate(kept);
    for at in from..names.len() {
        let limit = names.get(at + 1).map_or(zone.end, |next| next.start);
        names[at].end = extent.end(&names[at], limit);
        names[at].start = extent.without_title(&names[at]);
    }
    let mut at = 0;
    names.retain(|name| {
        at += 1;
        at <= from || !extent.is_headed(name)
    });
}

struct Extent<'a> {
    scene: &'a Scene<'a>,
    zone: &'a Tokens,
    known: &'a [u32],
}

impl Extent<'_> {
    fn token(&self, at: u32) -> &Token {
        &self.scene.reading.tokens[at as usize]
    }

    fn info(&self, at: u32) -> &Info {
        self.scene.lexicon.info(self.token(at).word)
    }

    fn is_particle(&self, at: u32) -> bool {
        self.info(at).has(Class::Particle)
    }

    fn role(&self, at: u32) -> Role {
        self.scene.covers.of[at as usize].role
    }

    /// `al-Burhan`, `Mirzakhani-Tabrizi`, `de Gaulle`, `Chad Whitfield`: what leans on the name from the left.
    fn start(&self, name: &Tokens, limit: u32) -> u32 {
        let mut start = name.start;
        while start > limit {
            let before = start - 1;
            let hyphen = self.token(before).kind == Kind::Hyphen && self.token(start).has(flag::GLUED);
            if hyphen && before > limit && self.is_half(before - 1) {
                start = before - 1;
            } else if self.is_particle(before) && !hyphen && self.particle_belongs(before) {
                start = before;
            } else if self.is_given_country(before, name, start) {
                start = before;
            } else {
                break;
            }
        }
        start
    }

    /// The first half of a hyphenated name: a capitalised word or particle that is no country, language or title.
    fn is_half(&self, at: u32) -> bool {
        let plain = matches!(self.role(at), Role::None | Role::Person | Role::PersonPart | Role::Other);
        let token = self.token(at);
        (is_candidate(token) && plain && self.info(at).common < 7) || (token.is_word() && self.is_particle(at))
    }

    /// A particle in small letters, or one that opens the sentence (`Van den Berg`).
    fn particle_belongs(&self, at: u32) -> bool {
        let token = self.token(at);
        token.shape == Shape::Lower || (token.has(flag::OPENS) && self.info(at).common < 8)
    }

    /// A country that is also a given name, before a single surname.
    fn is_given_country(&self, at: u32, name: &Tokens, start: u32) -> bool {
        let cover = self.scene.covers.of[at as usize];
        let one = self.scene.covers.hits.get(cover.hit as usize).is_some_and(|hit| hit.end - hit.first == 1);
        let single = start == name.start && name.end - name.start == 1;
        single && one && cover.role == Role::Country && cover.risk.has(Risk::PERSON) && self.info(at).given > 0
    }

    /// Whether the next name is the rest of this one: behind a particle or a hyphen.
    fn goes_on(&self, name: &Tokens, next: &Tokens) -> bool {
        let gap = name.end..next.start;
        if gap.is_empty() || gap.len() > 3 {
            return false;
        }
        let hyphen =
            gap.len() == 1 && self.token(name.end).kind == Kind::Hyphen && self.token(next.start).has(flag::GLUED);
        if hyphen {
            // `Trump-Putin summit`: two persons, each known on its own.
            let alone =
                |at: u32| self.role(at) == Role::PersonPart || self.known.binary_search(&self.token(at).word).is_ok();
            return name.len() > 1 || next.len() > 1 || !(alone(name.end - 1) && alone(next.start));
        }
        gap.clone().all(|at| self.token(at).shape == Shape::Lower && self.is_particle(at))
    }

    /// `Mensah` of `Agbenyega-Mensah`, `Jr.`
    fn end(&self, name: &Tokens, limit: u32) -> u32 {
        let mut end = name.end;
        while end < limit {
            let hyphen = self.token(end).kind == Kind::Hyphen
                && self.token(end).has(flag::GLUED)
                && end + 1 < limit
                && self.token(end + 1).has(flag::GLUED);
            if hyphen && is_candidate(self.token(end + 1)) && self.is_half(end + 1) {
                end += 2;
            } else if self.info(end).has(Class::Suffix)
                && is_candidate(self.token(end))
                && self.token(end).shape != Shape::Initial
            {
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    /// `Ellis Island`: the last word makes it a place or an organisation, and is hardly a surname.
    fn is_headed(&self, name: &Tokens) -> bool {
        let last = self.info(name.end - 1);
        name.len() > 1 && last.classes.any(super::evidence::HEADS) && last.family < 4
    }

    /// Where the name starts once titles, honorifics and nouns for persons are taken off: `Mayor Giorgos Panteliadis`.
    fn without_title(&self, name: &Tokens) -> u32 {
        let mut start = name.start;
        while start + 1 < name.end && is_candidate(self.token(start + 1)) {
            let cover = self.scene.covers.of[start as usize];
            let info = self.info(start);
            let inside = self.scene.covers.hits.get(cover.hit as usize).is_some_and(|hit| hit.end < name.end);
            // `Justice Antonin Scalia`: with a given name behind it, even a word that is one itself is a title.
            let before_full = name.end - start > 2 && self.info(start + 1).given >= 3;
            let title = cover.role == Role::Office && inside && (info.given < 4 || before_full);
            let honorific = info.classes.any(HONORIFICS) && (info.given < 4 || before_full);
            let noun =
                info.has(Class::Role) && self.token(start).has(flag::OPENS) && info.given < 4 && name.end - start > 2;
            if !(title || honorific || noun) {
                break;
            }
            start += 1;
        }
        debug_assert!(start >= self.zone.start);
        start
    }
}

/// The name behind an honorific at `at` that the model missed: the capitalised words that follow and are nothing else.
pub(super) fn after_honorific(at: u32, zone: &Tokens, scene: &Scene<'_>) -> Option<Tokens> {
    const LONGEST: usize = 3;
    let info = scene.lexicon.info(scene.reading.tokens[at as usize].word);
    if !info.classes.any(HONORIFICS) || info.given >= 4 {
        return None;
    }
    let free = |at: &u32| {
        let token = &scene.reading.tokens[*at as usize];
        let role = scene.covers.of[*at as usize].role;
        is_candidate(token) && matches!(role, Role::None | Role::Person | Role::PersonPart)
    };
    let count = (at + 1..zone.end).take(LONGEST).take_while(free).count() as u32;
    (count > 0).then(|| at + 1..at + 1 + count)
}
