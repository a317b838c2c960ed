//! Where a name starts and ends, by rules that hold whatever the model thinks of the words beside it.

use super::cover::Role;
use super::evidence::{HEADS, HONORIFICS};
use super::people::is_headline;
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
        names[at].end = extent.without_day(&names[at]);
        names[at].start = extent.without_title(&names[at]);
    }
    let mut kept = from;
    for at in from..names.len() {
        if !extent.is_headed(&names[at]) && !extent.is_before_day(&names[at]) {
            names.swap(kept, at);
            kept += 1;
        }
    }
    names.truncate(kept);
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
            } else if (self.is_particle(before) && !hyphen && self.particle_belongs(before))
                || self.is_given_country(before, name, start)
                || self.is_given_before(before, name, start)
            {
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

    /// `Jean-Baptiste Le Guennec`, `Kiptanui arap Chelimo`: a given name before a surname that the model took alone.
    fn is_given_before(&self, at: u32, name: &Tokens, start: u32) -> bool {
        let (token, info) = (self.token(at), self.info(at));
        let free = is_candidate(token) && token.shape != Shape::Initial && self.role(at) == Role::None;
        let particle = start < name.end && self.is_particle(start);
        let strange = particle && info.common == 0 && self.token(start).shape == Shape::Lower;
        let given = info.given >= 4 && info.common < 4 && (particle || name.len() == 1);
        free && !info.classes.any(HONORIFICS) && !info.has(Class::Role) && (given || strange)
    }

    /// Where a surname behind particles ends: `Ottavio di Stazzema`.
    fn behind_particles(&self, end: u32, limit: u32) -> Option<u32> {
        const MOST: u32 = 3;
        let particle = |at: &u32| self.token(*at).shape == Shape::Lower && self.is_particle(*at);
        let count = (end..limit.min(end + MOST)).take_while(particle).count() as u32;
        let last = end + count;
        let fits = count > 0 && last < limit && is_candidate(self.token(last)) && self.role(last) == Role::None;
        (fits && self.info(last).common < 4 && !self.info(last).classes.any(HEADS)).then_some(last + 1)
    }

    /// Whether the next name is the rest of this one: behind a particle or a hyphen.
    fn goes_on(&self, name: &Tokens, next: &Tokens) -> bool {
        let gap = name.end..next.start;
        // `Rosmadi bin Kamarul`
        if gap.is_empty() {
            return self.token(next.start).shape == Shape::Lower && self.is_particle(next.start);
        }
        if gap.len() > 3 {
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
            } else if let Some(beyond) = self.behind_particles(end, limit) {
                end = beyond;
            } else {
                break;
            }
        }
        end
    }

    /// `said Obama Tuesday`
    fn without_day(&self, name: &Tokens) -> u32 {
        let last = name.end - 1;
        name.end - u32::from(name.len() > 1 && self.info(last).has(Class::Weekday) && self.role(last) != Role::Person)
    }

    /// `Rain` of `Rain Friday slowed traffic`: an ordinary word that opens the sentence, before a day.
    fn is_before_day(&self, name: &Tokens) -> bool {
        let info = self.info(name.start);
        let next = self.scene.reading.tokens.get(name.end as usize);
        let day = next.is_some_and(|next| is_candidate(next) && self.scene.lexicon.info(next.word).has(Class::Weekday));
        day && name.len() == 1
            && self.token(name.start).has(flag::OPENS)
            && info.common >= 4
            && !self.is_known(name.start)
    }

    /// `Ellis Island`, `James Webb Space Telescope`, `Walter Reed hospital`, `aircraft carrier Abraham Lincoln`: a noun makes it
    /// a place, an organisation or a ship.
    fn is_headed(&self, name: &Tokens) -> bool {
        const LONGEST: usize = 3;
        let last = self.info(name.end - 1);
        let own = last.classes.any(HEADS) && last.family < 4;
        let ship = name.start.checked_sub(1).is_some_and(|before| self.info(before).has(Class::VehicleHead));
        let place = name
            .start
            .checked_sub(1)
            .filter(|&at| at >= self.zone.start)
            .is_some_and(|before| self.is_place_first(before));
        let run = (name.end..self.zone.end).take(LONGEST).take_while(|&at| is_candidate(self.token(at))).last();
        let after = run.is_some_and(|at| self.info(at).classes.any(HEADS) && self.role(at) == Role::None)
            || (run.is_none() && self.is_place_noun(name.end));
        let headline = || is_headline(name.start, self.scene.reading);
        name.len() > 1 && (own || ((ship || place || after) && !headline()))
    }

    /// `Rue` of `Rue Victor Hugo`, but not the common word of `Old Joe Biden`.
    fn is_place_first(&self, at: u32) -> bool {
        const COMMON: u8 = 6;
        let (token, info) = (self.token(at), self.info(at));
        is_candidate(token) && !token.has(flag::OPENS) && info.has(Class::PlaceFirst) && info.common < COMMON
    }

    /// `hospital`, in small letters and directly behind the name.
    fn is_place_noun(&self, at: u32) -> bool {
        let noun = |token: &Token| token.shape == Shape::Lower && self.info(at).has(Class::PlaceHead);
        self.scene.reading.tokens.get(at as usize).is_some_and(noun)
    }

    /// Where the name starts once titles, honorifics and nouns for persons are taken off: `Mayor Giorgos Panteliadis`.
    fn without_title(&self, name: &Tokens) -> u32 {
        let mut start = name.start;
        while start + 1 < name.end && is_candidate(self.token(start + 1)) {
            let cover = self.scene.covers.of[start as usize];
            let info = self.info(start);
            let inside = self.scene.covers.hits.get(cover.hit as usize).is_some_and(|hit| hit.end < name.end);
            // `Justice Antonin Scalia`: with a given name behind it, even a word that is one itself is a title.
            let next = self.info(start + 1);
            let several = name.end - start > 2;
            // `Prince Turkan bin Saif`, `Justice Wickbourne`: a title that is now and then a given name.
            let rather_title = info.common >= 6 && info.given < 6 && !self.is_known(start);
            let before_name =
                if several { next.common == 0 } else { self.is_known(start + 1) && !self.is_titled(start) };
            let before_full = (several && next.given >= 3) || (rather_title && before_name);
            let title = cover.role == Role::Office && inside && (info.given < 4 || before_full);
            let honorific = info.classes.any(HONORIFICS) && (info.given < 4 || before_full);
            let noun = info.has(Class::Role)
                && self.token(start).has(flag::OPENS)
                && info.given < 4
                && (several || !info.is_name());
            // `Little Annelise Roebuck`, `Tory Hugo Fanshawe`
            let opening = self.token(start).has(flag::OPENS) && info.common >= 8;
            let plain = several && info.given < 4 && next.given >= 3 && (opening || info.has(Class::People));
            if !(title || honorific || noun || plain || self.is_verb_of_headline(start, name)) {
                break;
            }
            start += 1;
        }
        debug_assert!(start >= self.zone.start);
        start
    }

    fn is_known(&self, at: u32) -> bool {
        self.known.binary_search(&self.token(at).word).is_ok()
    }

    /// `Finance Minister Peer Steinbrueck`: behind one title there is hardly another.
    fn is_titled(&self, start: u32) -> bool {
        let noun = |before| self.role(before) == Role::Office || self.info(before).has(Class::Role);
        start.checked_sub(1).is_some_and(noun)
    }

    /// `FREES GISELA ROTTWEILER`: in capitals before a full name that the text has elsewhere.
    fn is_verb_of_headline(&self, at: u32, name: &Tokens) -> bool {
        let rest = at + 1..name.end;
        rest.len() > 1
            && self.token(at).shape == Shape::Upper
            && !self.is_known(at)
            && rest.clone().all(|at| self.is_known(at))
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

/// `Kim In-so`: a family name that goes first, and a given name of two syllables with a hyphen.
pub(super) fn with_syllables(at: u32, zone: &Tokens, scene: &Scene<'_>) -> Option<Tokens> {
    let end = at + 4;
    let info = |at: u32| scene.lexicon.info(scene.reading.tokens[at as usize].word);
    if end > zone.end || !info(at).has(Class::FamilyFirst) {
        return None;
    }
    let [family, first, hyphen, second] = [0, 1, 2, 3].map(|step| &scene.reading.tokens[(at + step) as usize]);
    let small = second.kind == Kind::Word && second.shape == Shape::Lower && second.has(flag::GLUED);
    let shape = is_candidate(family) && first.shape == Shape::Title && hyphen.kind == Kind::Hyphen && small;
    let (first, second) = (info(at + 1), info(at + 3));
    // `Kim Il-sung era`, `Park Drive-in`, `Long Xinhua-led`: a common word behind the hyphen is no syllable.
    let syllable = second.common < 4 || (hyphen.end + 2 == scene.reading.tokens[at as usize + 3].end);
    let particle = second.has(Class::Preposition) || second.has(Class::To);
    (shape && syllable && (!particle || first.common < 4)).then_some(at..end)
}
