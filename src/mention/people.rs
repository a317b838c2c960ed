//! Which tokens name persons: the chain's labels, mended by what the whole text says.

use super::cover::{Covers, Role};
use super::evidence::{Memory, seen};
use super::extent;
use super::person::{BEGINS, Decoder, INSIDE, LABELS, OUTSIDE, Scene, Steps};
use super::quoted;
use super::recall::Surnames;
use super::shaped;
use super::zone::is_candidate;
use crate::gazetteer::Risk;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::Weights;
use crate::named::named;
use crate::text::{Kind, Reading, Shape, Token, Tokens, flag};

named! {
    /// Why words are a person's name.
    NameEvidence {
        /// The gazetteer has the name.
        Listed = "listed",
        /// The words, what stands beside them and what the rest of the text says of them, weighed by the model.
        Context = "context",
        /// An honorific stands before it: `Mr.`
        Honorific = "honorific",
        /// A known given name, or initials, before what can be a surname; a family name before two syllables: `Kim In-so`.
        Shape = "shape",
        /// Part of a full name that stands elsewhere in the text.
        Memory = "memory",
    }
}

/// The finder with its reusable buffers.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    decoder: Decoder,
    /// The label of every token.
    labels: Vec<u8>,
    /// The names, in order: without titles, possessive and marks.
    pub(crate) found: Vec<Tokens>,
    /// Names that the model did not see, by their first token as they were found, and why they are names.
    added: Vec<(u32, NameEvidence)>,
    /// By word: whether it is part of a full name found in this text.
    full: Vec<u32>,
    /// Countries that are part of a full name, and where first: a country is a person only once that one is introduced.
    namesakes: Vec<(u32, u32)>,
    surnames: Surnames,
    /// Words that name a ship or a storm.
    vehicles: Vec<u32>,
    /// Titles of works.
    works: Vec<Tokens>,
}

impl People {
    pub(crate) fn find(&mut self, scene: &Scene<'_>, zones: &[Tokens], weights: &Weights<LABELS>) {
        self.labels.clear();
        self.labels.resize(scene.reading.tokens.len(), OUTSIDE as u8);
        self.added.clear();
        let steps = Steps::new(weights);
        for zone in zones {
            self.decoder.decode(scene, zone, weights, &steps);
            self.labels[zone.start as usize..zone.end as usize].copy_from_slice(&self.decoder.labels);
        }
        self.reject_listed(scene.covers);
        self.accept_listed(scene);
        self.accept_formed(scene, zones);
        self.accept_shaped(scene, zones);
        self.full.clear();
        quoted::works(scene, &mut self.works);
        self.collect(scene, zones);
        quoted::join_nicknames(&mut self.found, scene);
        self.repair(scene, zones);
        self.recall_surnames(scene, zones);
        self.collect(scene, zones);
        self.reject_vehicles(scene);
        self.reject_works(scene);
        quoted::join_nicknames(&mut self.found, scene);
        self.added.sort_unstable_by_key(|(at, _)| *at);
    }

    /// Why the words are a person's name, but for what the gazetteer knows.
    pub(crate) fn evidence(&self, name: &Tokens) -> NameEvidence {
        let number = self.added.partition_point(|(at, _)| *at < name.start);
        let added = self.added.get(number).filter(|(at, _)| *at < name.end);
        added.map_or(NameEvidence::Context, |(_, evidence)| *evidence)
    }

    /// A listed name of several words that is no person's (`al-Qaida`, `Der Spiegel`) is none, unless the model's name goes on
    /// beyond it (`Paris Hilton`).
    fn reject_listed(&mut self, covers: &Covers) {
        let mut at = 0;
        while at < covers.of.len() {
            let cover = covers.of[at];
            let other = matches!(cover.role, Role::Body | Role::Outlet | Role::Organization | Role::Place);
            if !other || cover.risk.has(Risk::PERSON) {
                at += 1;
                continue;
            }
            let hit = covers.hits[cover.hit as usize];
            let range = hit.first as usize..hit.end as usize;
            let outside = |label: Option<&u8>| label.is_none_or(|&label| label as usize == OUTSIDE);
            let goes_on = self.labels.get(range.end).is_some_and(|&label| label as usize == INSIDE);
            let begun = self.labels[range.start] as usize == INSIDE;
            if range.len() > 1 && !goes_on && !begun && outside(range.start.checked_sub(1).map(|at| &self.labels[at])) {
                self.labels[range.clone()].fill(OUTSIDE as u8);
            }
            at = range.end;
        }
    }

    /// A listed full name that means nothing else is a person whatever stands beside it.
    fn accept_listed(&mut self, scene: &Scene<'_>) {
        let covers = scene.covers;
        let mut at = 0;
        while at < covers.of.len() {
            let cover = covers.of[at];
            if cover.role != Role::Person {
                at += 1;
                continue;
            }
            let hit = covers.hits[cover.hit as usize];
            // Behind a title inside the listed name: `Pope | Francis`.
            let (range, titled) = (at..hit.end as usize, at > hit.first as usize);
            let free = self.is_free(range.clone());
            let alone = range.len() > 1 || titled || is_sign(&scene.reading.tokens[at]);
            if free && alone && cover.risk == Risk::NONE {
                self.label(range.clone(), NameEvidence::Listed);
            }
            // `president To Lam`, of which the model saw `Lam`.
            if !free && self.labels[range.clone()].contains(&(OUTSIDE as u8)) {
                self.label_all(range.clone(), NameEvidence::Listed);
            }
            at = range.end;
        }
    }

    fn label(&mut self, name: std::ops::Range<usize>, evidence: NameEvidence) {
        if self.is_free(name.clone()) {
            self.added.push((name.start as u32, evidence));
        }
        self.labels[name.clone()].fill(INSIDE as u8);
        self.labels[name.start] = BEGINS as u8;
    }

    /// Labels a name that may be the rest of one that is labelled already.
    fn label_all(&mut self, name: std::ops::Range<usize>, evidence: NameEvidence) {
        let goes_on = name.start > 0 && self.labels[name.start - 1] as usize != OUTSIDE;
        let first = name.start;
        self.label(name, evidence);
        if goes_on {
            self.labels[first] = INSIDE as u8;
        }
    }

    fn is_free(&self, range: std::ops::Range<usize>) -> bool {
        self.labels[range].iter().all(|&label| label as usize == OUTSIDE)
    }

    fn accept_shaped(&mut self, scene: &Scene<'_>, zones: &[Tokens]) {
        for zone in zones {
            if self.is_free(zone.start as usize..zone.end as usize)
                && let Some(name) = shaped::full_name(zone, scene)
            {
                self.label(name.start as usize..name.end as usize, NameEvidence::Shape);
            }
        }
    }

    /// A surname of several parts that a full name of the text ends in, where it stands alone.
    fn recall_surnames(&mut self, scene: &Scene<'_>, zones: &[Tokens]) {
        self.surnames.gather(&self.found, scene);
        for zone in zones {
            let mut at = zone.start;
            while at < zone.end {
                let begun = at > zone.start && self.labels[at as usize - 1] as usize != OUTSIDE;
                let name = self.surnames.at(at, zone.end, scene).filter(|_| !begun);
                match name {
                    Some(name) => {
                        at = name.end;
                        self.label(name.start as usize..name.end as usize, NameEvidence::Memory);
                    }
                    None => at += 1,
                }
            }
        }
    }

    /// A ship or storm that the text names (`Hurricane Ophelia`) is meant by its name alone, unless a person has it too.
    fn reject_vehicles(&mut self, scene: &Scene<'_>) {
        self.vehicles.clear();
        for (at, token) in scene.reading.tokens.iter().enumerate().skip(1) {
            let head = &scene.reading.tokens[at - 1];
            let free = self.labels[at] as usize == OUTSIDE && is_candidate(token) && is_candidate(head);
            if free && scene.lexicon.info(head.word).has(Class::VehicleHead) {
                self.vehicles.push(token.word);
            }
        }
        self.vehicles.sort_unstable();
        let word = |name: &Tokens| scene.reading.tokens[name.start as usize].word;
        let (vehicles, full) = (&self.vehicles, &self.full);
        let has = |words: &Vec<u32>, name: &Tokens| words.binary_search(&word(name)).is_ok();
        self.found.retain(|name| name.len() > 1 || !has(vehicles, name) || has(full, name));
    }

    /// In the title of a work nobody is named but a person of the text, by one word: `“Free Navalny”`.
    fn reject_works(&mut self, scene: &Scene<'_>) {
        let (works, full) = (&self.works, &self.full);
        let known = |name: &Tokens, work: &Tokens| {
            let word = scene.reading.tokens[name.start as usize].word;
            name.len() == 1 && work.len() > 1 && full.binary_search(&word).is_ok()
        };
        self.found.retain(|name| work_of(works, name).is_none_or(|work| known(name, work)));
    }

    /// What stands behind an honorific is a name, and so is a family name before two syllables with a hyphen.
    fn accept_formed(&mut self, scene: &Scene<'_>, zones: &[Tokens]) {
        for zone in zones {
            for at in zone.clone() {
                if let Some(name) = extent::after_honorific(at, zone, scene) {
                    let range = name.start as usize..name.end as usize;
                    if self.is_free(range.clone()) {
                        self.label(range, NameEvidence::Honorific);
                    }
                }
                if let Some(name) = extent::with_syllables(at, zone, scene) {
                    self.label_all(name.start as usize..name.end as usize, NameEvidence::Shape);
                }
            }
        }
    }

    fn collect(&mut self, scene: &Scene<'_>, zones: &[Tokens]) {
        let reading = scene.reading;
        self.found.clear();
        for zone in zones {
            let first = self.found.len();
            let mut at = zone.start;
            while at < zone.end {
                if self.labels[at as usize] as usize != BEGINS {
                    at += 1;
                    continue;
                }
                let start = at;
                at += 1;
                while at < zone.end && self.labels[at as usize] as usize == INSIDE {
                    at += 1;
                }
                let mut end = at;
                while end > start && reading.tokens[end as usize - 1].kind != Kind::Word {
                    end -= 1;
                }
                if end > start {
                    self.found.push(start..end);
                }
            }
            extent::mend(&mut self.found, first, zone, scene, &self.full);
        }
    }

    /// Document memory: a word that is part of a full name somewhere names the person where it stands alone, in headlines too.
    fn repair(&mut self, scene: &Scene<'_>, zones: &[Tokens]) {
        self.full.clear();
        self.namesakes.clear();
        for name in &self.found {
            if (name.len() == 1 && !is_introduced(name.start, scene)) || work_of(&self.works, name).is_some() {
                continue;
            }
            let last = name.end - 1;
            // `JUDGE FREES GISELA ROTTWEILER`: where such a name starts is a guess.
            let capitals = |at: u32| scene.reading.tokens[at as usize].shape == Shape::Upper;
            if name.len() > 2 && name.clone().all(capitals) {
                continue;
            }
            for at in name.clone() {
                let token = &scene.reading.tokens[at as usize];
                let info = scene.lexicon.info(token.word);
                let small = info.has(Class::Suffix) || info.has(Class::Particle);
                // A given name that is an ordinary word (Will, Grace) names nobody on its own.
                let family = at == name.start && info.has(Class::FamilyFirst);
                let tells = at == last || info.common < 4 || family;
                // Half of a hyphenated name is no name on its own.
                let half =
                    [at + 1, at].iter().any(|&at| at < name.end && scene.reading.tokens[at as usize].has(flag::GLUED));
                if is_candidate(token) && token.shape != Shape::Initial && !small && tells && !half {
                    self.full.push(token.word);
                    if scene.covers.of[at as usize].role == Role::Country {
                        self.namesakes.push((token.word, at));
                    }
                }
            }
        }
        self.full.sort_unstable();
        self.full.dedup();
        self.namesakes.sort_unstable();
        self.namesakes.dedup_by_key(|(word, _)| *word);
        for zone in zones {
            let mut at = zone.start;
            while at < zone.end {
                if self.is_full_name_part(at, scene.reading)
                    && (scene.covers.of[at as usize].role != Role::Country
                        || self.is_introduced_before(at, scene.reading))
                    && is_alone(at, zone, scene, &self.labels)
                    && means_person(at, scene.reading, scene.lexicon, scene.memory, scene.covers)
                {
                    self.label(at as usize..at as usize + 1, NameEvidence::Memory);
                }
                at += 1;
            }
        }
    }

    fn is_introduced_before(&self, at: u32, reading: &Reading) -> bool {
        let word = reading.tokens[at as usize].word;
        let first = self.namesakes.binary_search_by_key(&word, |(word, _)| *word);
        first.is_ok_and(|number| self.namesakes[number].1 < at)
    }

    fn is_full_name_part(&self, at: u32, reading: &Reading) -> bool {
        let token = &reading.tokens[at as usize];
        self.labels[at as usize] as usize == OUTSIDE
            && is_candidate(token)
            && self.full.binary_search(&token.word).is_ok()
    }
}

/// The title of a work that holds the name.
fn work_of<'a>(works: &'a [Tokens], name: &Tokens) -> Option<&'a Tokens> {
    let number = works.partition_point(|work| work.end <= name.start);
    works.get(number).filter(|work| work.start <= name.start)
}

/// Whether the word is not part of a longer capitalised name of another kind.
fn is_alone(at: u32, zone: &Tokens, scene: &Scene<'_>, labels: &[u8]) -> bool {
    let other = |at: u32| {
        let token = &scene.reading.tokens[at as usize];
        let cover = scene.covers.of[at as usize].role;
        let title = matches!(cover, Role::Office | Role::Nationality | Role::Country);
        let honorific = scene.lexicon.info(token.word).classes.any(super::evidence::HONORIFICS);
        is_candidate(token) && labels[at as usize] as usize == OUTSIDE && !title && !honorific
    };
    let before = at > zone.start && other(at - 1);
    let next = at + 1 < zone.end && other(at + 1);
    // In a headline every word is a capital, so neighbours say nothing.
    !(before || next) || is_headline(at, scene.reading)
}

fn means_person(at: u32, reading: &Reading, lexicon: &Lexicon, memory: &Memory, covers: &Covers) -> bool {
    let token = &reading.tokens[at as usize];
    let info = lexicon.info(token.word);
    let cover = covers.of[at as usize];
    let inside_other =
        matches!(cover.role, Role::Place | Role::Organization | Role::Outlet | Role::Body | Role::Country)
            && covers.hits.get(cover.hit as usize).is_some_and(|hit| hit.end - hit.first > 1);
    // At a sentence start or in a headline a common word (May, Will) needs more than its capital.
    let word = info.common >= 5
        && (token.has(flag::OPENS) || is_headline(at, reading))
        && (memory.of(token.word) & seen::LOWER != 0 || info.classes.any(CLOSED));
    let led = at.checked_sub(1).is_some_and(|before| {
        let before = lexicon.info(reading.tokens[before as usize].word);
        before.has(Class::Preposition) || before.has(Class::To)
    });
    // `in May`, `flew to Jordan`
    let other = cover.role == Role::Country && !cover.risk.has(Risk::PERSON)
        || (led && (info.has(Class::Month) || cover.role == Role::Country));
    !inside_other && !word && !other
}

/// `Rapper XXXTentacion`: a strange word behind the noun for a person, both with capitals.
fn is_introduced(at: u32, scene: &Scene<'_>) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &scene.reading.tokens[at as usize]) else { return false };
    let strange = scene.lexicon.info(scene.reading.tokens[at as usize].word).common == 0;
    strange && is_candidate(before) && scene.lexicon.info(before.word).has(Class::Role)
}

/// Words that mean themselves at a sentence start, whatever surname they are.
const CLOSED: Classes =
    Classes::of(&[Class::Adverb, Class::Conjunction, Class::Subordinator, Class::Preposition, Class::Determiner]);

/// `MBS`, `BoJo`: a name for one person that no word looks like.
fn is_sign(token: &Token) -> bool {
    matches!(token.shape, Shape::Upper | Shape::Mixed) && token.end - token.start <= 5
}

/// Whether most words of the sentence are capitalised and it has no full stop.
pub(crate) fn is_headline(at: u32, reading: &Reading) -> bool {
    let sentence = &reading.sentences[reading.sentence_of[at as usize] as usize];
    let tokens = &reading.tokens[sentence.start as usize..sentence.end as usize];
    if tokens.len() > 30 || tokens.last().is_some_and(|t| t.kind == Kind::Stop) {
        return false;
    }
    let words = tokens.iter().filter(|t| t.kind == Kind::Word).count();
    let capitals = tokens.iter().filter(|t| is_candidate(t)).count();
    words >= 3 && capitals * 5 >= words * 3
}
