//! Names of persons -> the persons of the document.

use super::JoinEvidence;
use crate::gazetteer::{Compiled, EntryId};
use crate::lexicon::{Class, Info, Lexicon, Sex};
use crate::mention::{Covers, HONORIFICS, Role};
use crate::text::{Kind, Reading, Shape, Token, Tokens, WordId};
use std::collections::HashMap;

/// One word of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    word: WordId,
    initial: bool,
    /// The first letter, small.
    letter: char,
}

impl Part {
    /// Whether the word is `other` or the initial of it (`G.`, `Geraldine`).
    fn fits(self, other: Part) -> bool {
        self.word == other.word || (self.initial && self.letter == other.letter)
    }
}

/// One name of a person as it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) tokens: Tokens,
    sentence: u32,
    /// Words of the name that tell persons apart: no particles, hyphens or suffixes.
    words: Vec<Part>,
    /// `Jr.`, `III`: tells father and son apart.
    suffix: Option<WordId>,
    /// All in capitals, as in a headline.
    shouts: bool,
    pub(crate) person: u32,
    /// The listed person that the name is, if there is one.
    pub(crate) listed: Option<EntryId>,
    sex: Sex,
    /// Why it is a name of its person; `None` for the name that introduces the person.
    pub(crate) joined_by: Option<JoinEvidence>,
}

impl Name {
    /// Whether the name has a given name and a surname.
    pub(crate) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// Of two names of a person the one with more words is fuller, then the one with fewer initials and capitals.
    fn fullness(&self) -> (usize, usize, bool) {
        (self.words.len(), self.words.iter().filter(|part| !part.initial).count(), !self.shouts)
    }
}

/// One person of the document.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The fullest name, as a number in [`Persons::names`].
    pub(crate) best: u32,
    pub(crate) listed: Option<EntryId>,
    pub(crate) sex: Sex,
    /// Whether the sex is known from the list or an honorific rather than guessed from the given name.
    pub(crate) sure: bool,
}

/// Names and persons of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Persons {
    pub(crate) names: Vec<Name>,
    pub(crate) persons: Vec<Person>,
    /// The persons that have a word in their name, in the order in which they came.
    by_word: HashMap<WordId, Vec<u32>>,
    by_listed: HashMap<EntryId, u32>,
    /// For each person the number of the last name joined so far, for "the most recent one".
    last_name: Vec<u32>,
    /// For each person whether one word alone was a name so far.
    alone: Vec<bool>,
}

/// How many persons with one word in common are looked at: the most recent ones. Bounds the work on hostile texts.
const REACH: usize = 16;

impl Persons {
    /// Joins the names of the text, which come in order.
    pub(crate) fn join(
        &mut self,
        reading: &Reading,
        lexicon: &Lexicon,
        gazetteer: &Compiled,
        covers: &Covers,
        names: &[Tokens],
    ) {
        self.names.clear();
        self.persons.clear();
        self.by_word.clear();
        self.by_listed.clear();
        self.last_name.clear();
        self.alone.clear();
        self.names.extend(names.iter().map(|tokens| name(reading, lexicon, gazetteer, covers, tokens)));
        // Full names first: a surname in the headline belongs to the full name that comes after it.
        for number in 0..self.names.len() {
            if self.names[number].is_full() {
                self.join_full(number as u32);
            }
        }
        self.last_name.iter_mut().for_each(|last| *last = u32::MAX);
        for number in 0..self.names.len() {
            if self.names[number].is_full() {
                self.last_name[self.names[number].person as usize] = number as u32;
            } else {
                self.join_single(number as u32, lexicon);
            }
        }
        self.finish(lexicon, gazetteer);
    }

    fn add_person(&mut self, number: u32) -> u32 {
        let person = self.persons.len() as u32;
        let name = &mut self.names[number as usize];
        name.person = person;
        self.persons.push(Person { best: number, listed: name.listed, sex: name.sex, sure: false });
        if let Some(entry) = name.listed {
            self.by_listed.entry(entry).or_insert(person);
        }
        self.last_name.push(number);
        self.alone.push(false);
        self.index(number, person);
        person
    }

    fn index(&mut self, number: u32, person: u32) {
        for &Part { word, initial, .. } in &self.names[number as usize].words {
            let of = self.by_word.entry(word).or_default();
            if !initial && of.last() != Some(&person) {
                of.push(person);
            }
        }
    }

    fn join_full(&mut self, number: u32) {
        let name = &self.names[number as usize];
        let last = name.words[name.words.len() - 1].word;
        let first = name.words[0].word;
        // Family name first, or in capitals: the shared word may be the first one.
        let near = |word: &WordId| self.by_word.get(word).into_iter().flatten().rev().take(REACH);
        let same = near(&last)
            .chain(near(&first))
            .copied()
            .find_map(|person| Some((person, self.is_same(person, number)?)))
            .or_else(|| self.by_listed_alias(number));
        match same {
            Some((person, evidence)) => {
                self.names[number as usize].person = person;
                self.names[number as usize].joined_by = Some(evidence);
                self.last_name[person as usize] = number;
                self.index(number, person);
                let (known, name) = (&mut self.persons[person as usize], &self.names[number as usize]);
                if known.listed.is_none()
                    && let Some(entry) = name.listed
                {
                    known.listed = Some(entry);
                    self.by_listed.entry(entry).or_insert(person);
                }
                if known.sex == Sex::Unknown {
                    known.sex = name.sex;
                }
                let best = &self.names[known.best as usize];
                if name.fullness() > best.fullness() {
                    known.best = number;
                }
            }
            None => {
                self.add_person(number);
            }
        }
    }

    /// Why a full name is another name of a person who has one, if it can be.
    fn is_same(&self, person: u32, number: u32) -> Option<JoinEvidence> {
        let person = &self.persons[person as usize];
        let (a, b) = (&self.names[person.best as usize], &self.names[number as usize]);
        if a.listed.is_some() && a.listed == b.listed {
            return Some(JoinEvidence::Listed).filter(|_| a.words != b.words).or(Some(JoinEvidence::SameName));
        }
        let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
        // Every word of the shorter name is in the longer one, or is the initial of one.
        let within =
            short.words.iter().all(|part| long.words.iter().any(|other| part.fits(*other) || other.fits(*part)));
        let (end, start) = (short.words.last() == long.words.last(), short.words.first() == long.words.first());
        let apart = a.suffix.is_some() && b.suffix.is_some() && a.suffix != b.suffix;
        let evidence = match () {
            () if a.words == b.words => JoinEvidence::SameName,
            () if a.words.iter().chain(&b.words).any(|part| part.initial) => JoinEvidence::Initials,
            () => JoinEvidence::LongerName,
        };
        (within && (end || start) && !apart).then_some(evidence)
    }

    fn join_single(&mut self, number: u32, lexicon: &Lexicon) {
        let Some(&Part { word, .. }) = self.names[number as usize].words.first() else {
            self.add_person(number);
            return;
        };
        let sex = self.names[number as usize].sex;
        let of = self.by_word.get(&word).map_or(&[][..], Vec::as_slice);
        let fits = |person: &u32| {
            let known = &self.persons[*person as usize];
            let words = &self.names[known.best as usize].words;
            let guess = if words.len() > 1 { lexicon.info(words[0].word).sex } else { Sex::Unknown };
            let known = if known.sex == Sex::Unknown { guess } else { known.sex };
            sex == Sex::Unknown || known == Sex::Unknown || sex == known
        };
        let sentence = self.names[number as usize].sentence;
        // As a surname rather than as a given name; of those named near here, or by one word before, the one named last; else
        // the first that comes after. A father once named in full does not take the surname from his son for good.
        let rank = |person: &u32| {
            let words = &self.names[self.persons[*person as usize].best as usize].words;
            let surname = words.last().is_some_and(|last| last.word == word)
                || words.first().is_some_and(|first| first.word == word && lexicon.info(word).has(Class::FamilyFirst));
            let last = self.last_name[*person as usize];
            let fresh = self.names.get(last as usize).is_some_and(|last| sentence - last.sentence <= 1);
            (surname, last != u32::MAX, fresh || self.alone[*person as usize], last)
        };
        let near: Vec<u32> = of.iter().rev().take(REACH).copied().filter(fits).collect();
        // Of persons who only come later the first is meant, so the order is turned around for them.
        let chosen =
            near.iter().rev().copied().reduce(|best, person| if rank(&person) > rank(&best) { person } else { best });
        let evidence = |person| {
            let of_all = || of.iter().rev().take(REACH).any(|other| *other != person);
            let one = self.names[self.persons[person as usize].best as usize].words.len() == 1;
            match () {
                () if near.len() > 1 => JoinEvidence::Recent,
                () if of_all() => JoinEvidence::Honorific,
                () if one => JoinEvidence::SameName,
                () if rank(&person).0 => JoinEvidence::Surname,
                () => JoinEvidence::GivenName,
            }
        };
        let joined = chosen.map(|person| (person, evidence(person))).or_else(|| self.by_listed_alias(number));
        match joined {
            Some((person, evidence)) => {
                self.names[number as usize].person = person;
                self.names[number as usize].joined_by = Some(evidence);
                self.last_name[person as usize] = number;
                self.alone[person as usize] = true;
                let name = &self.names[number as usize];
                if self.persons[person as usize].sex == Sex::Unknown {
                    self.persons[person as usize].sex = name.sex;
                }
            }
            None => {
                self.add_person(number);
            }
        }
    }

    /// The person whom the name is listed for (`Lula`, `MBS`).
    fn by_listed_alias(&self, number: u32) -> Option<(u32, JoinEvidence)> {
        Some((*self.by_listed.get(&self.names[number as usize].listed?)?, JoinEvidence::Listed))
    }

    fn finish(&mut self, lexicon: &Lexicon, gazetteer: &Compiled) {
        for person in &mut self.persons {
            if let Some(sex) = person.listed.and_then(|entry| gazetteer.attribute(entry, "sex")) {
                person.sex = if sex == "f" { Sex::Female } else { Sex::Male };
            }
            person.sure = person.sex != Sex::Unknown;
            if person.sex == Sex::Unknown {
                let words = &self.names[person.best as usize].words;
                if words.len() > 1 {
                    person.sex = lexicon.info(words[0].word).sex;
                }
            }
        }
    }
}

fn name(reading: &Reading, lexicon: &Lexicon, gazetteer: &Compiled, covers: &Covers, tokens: &Tokens) -> Name {
    let telling = |info: &Info| !(info.has(Class::Suffix) || info.has(Class::Particle) && tokens.len() > 1);
    let part = |token: &Token| Part {
        word: token.word,
        initial: token.shape == Shape::Initial,
        letter: reading.folded(token, &lexicon.vocabulary).chars().next().unwrap_or_default(),
    };
    let shouts = tokens.clone().all(|at| reading.tokens[at as usize].shape != Shape::Title);
    let suffix = tokens.clone().map(|at| reading.tokens[at as usize].word);
    let suffix = suffix.skip(1).find(|word| lexicon.info(*word).has(Class::Suffix));
    let mut words: Vec<Part> = tokens
        .clone()
        .map(|at| &reading.tokens[at as usize])
        .filter(|t| t.kind == Kind::Word && telling(lexicon.info(t.word)))
        .map(part)
        .collect();
    if words.len() > 2 {
        // Middle initials tell nobody apart.
        let last = words.len() - 1;
        let mut at = 0;
        words.retain(|part| {
            at += 1;
            !part.initial || at == 1 || at == last + 1
        });
    }
    let sex = honorific_before(reading, lexicon, tokens.start);
    let cover = covers.of[tokens.start as usize];
    let listed = (matches!(cover.role, Role::Person | Role::PersonPart))
        .then(|| covers.hits[cover.hit as usize])
        .filter(|hit| cover.begins && hit.end == tokens.end)
        .map(|hit| gazetteer.aliases[hit.alias as usize].entry);
    let sentence = reading.sentence_of[tokens.start as usize];
    Name { tokens: tokens.clone(), sentence, words, suffix, shouts, person: u32::MAX, listed, sex, joined_by: None }
}

/// The sex that an honorific before the name tells of.
fn honorific_before(reading: &Reading, lexicon: &Lexicon, start: u32) -> Sex {
    let Some(before) = start.checked_sub(1).map(|at| &reading.tokens[at as usize]) else { return Sex::Unknown };
    let info = lexicon.info(before.word);
    if !info.classes.any(HONORIFICS) {
        return Sex::Unknown;
    }
    match (info.has(Class::HonorificMale), info.has(Class::HonorificFemale)) {
        (true, false) => Sex::Male,
        (false, true) => Sex::Female,
        _ => Sex::Unknown,
    }
}
