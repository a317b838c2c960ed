//! Which entity a source is: pronouns and nouns resolved, names looked up.

use super::addressee::addressee;
use super::answer::{Answer, Answers, Rival};
use super::candidate::{Candidate, Field, Source};
use super::item::ItemClass;
use crate::entity::{Offices, Persons, Title};
use crate::gazetteer::Compiled;
use crate::lexicon::{Class, Sex};
use crate::mention::{Listed, Role};
use crate::text::{Kind, UNKNOWN};

/// What a source turned out to be; the numbers are those of the rooms before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Person(u32),
    /// Number of the office.
    Office(u32),
    /// Number of the listed mention.
    Listed(u32),
    Nobody,
}

/// What sources are resolved against.
pub(crate) struct Resolver<'a> {
    pub(crate) field: &'a Field<'a>,
    pub(crate) candidates: &'a [Candidate],
    pub(crate) persons: &'a Persons,
    pub(crate) offices: &'a Offices,
    pub(crate) listed: &'a Listed,
    pub(crate) gazetteer: &'a Compiled,
}

/// How far back a pronoun looks, in sentences.
const REACH: u32 = 6;
/// How many names a pronoun looks at.
const NAMES: usize = 24;
/// How many titles a noun looks at.
const TITLES: usize = 64;
/// A subject stands among the first tokens of its sentence.
const SUBJECT_REACH: u32 = 24;

/// The entities behind the answers of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    /// By answer.
    pub(crate) speakers: Vec<Known>,
    /// By answer: to whom it was said.
    pub(crate) addressees: Vec<Option<(Candidate, Known)>>,
    /// By rival.
    pub(crate) rivals: Vec<Known>,
}

impl Resolver<'_> {
    /// Resolves all answers in order: the speaker of one quotation helps to tell who `he` is in the next.
    ///
    /// Two mentions of one person are one answer: the likelihood of the other one counts for it as well.
    pub(crate) fn resolve_all(&self, answers: &mut Answers, out: &mut Resolved) {
        out.speakers.clear();
        out.addressees.clear();
        out.rivals.clear();
        let mut last = None;
        for answer in &mut answers.list {
            let first = out.rivals.len();
            let rivals = &mut answers.rivals[answer.rivals.start as usize..answer.rivals.end as usize];
            out.rivals.extend(rivals.iter().map(|rival| self.option(rival.candidate, last)));
            let mut known = self.option(answer.candidate, last);
            self.pool(answer, &mut known, rivals, &mut out.rivals[first..]);
            let addressee = answer.cue.and_then(|cue| addressee(self.field, self.candidates, cue, answer.candidate));
            let whom = addressee.map_or(Known::Nobody, |candidate| self.resolve(&candidate, last));
            out.addressees.push(addressee.map(|candidate| (candidate, whom)));
            last = self.person_and_sentence(known, answer.item).or(last);
            out.speakers.push(known);
        }
    }

    /// Adds up the likelihoods of mentions of one entity, and answers with the likeliest entity: where `Merz` has 0.25, `he` 0.3
    /// for him too, and another name 0.35, it is Merz.
    fn pool(&self, answer: &mut Answer, known: &mut Known, rivals: &mut [Rival], entities: &mut [Known]) {
        let mass = |of: Known, own: f32| {
            let same = rivals.iter().zip(&*entities).filter(|(_, entity)| self.is_same(of, **entity));
            own + same.map(|(rival, _)| rival.probability).sum::<f32>()
        };
        let mut best = (mass(*known, answer.probability), None);
        if answer.rule.is_none() {
            // The likeliest mention of each entity stands for it; its own likelihood is in the sum already.
            for (at, entity) in entities.iter().enumerate().filter(|(_, entity)| **entity != Known::Nobody) {
                let total = if self.is_same(*known, *entity) { 0.0 } else { mass(*entity, 0.0) };
                if total > best.0 {
                    best = (total, Some(at));
                }
            }
        }
        if let Some(at) = best.1 {
            let (rival, entity) = (&mut rivals[at], &mut entities[at]);
            std::mem::swap(&mut rival.candidate, &mut answer.candidate);
            std::mem::swap(&mut rival.cue, &mut answer.cue);
            std::mem::swap(&mut rival.probability, &mut answer.probability);
            std::mem::swap(entity, known);
        }
        answer.probability = best.0;
        let same = rivals.iter_mut().zip(entities).filter(|(_, entity)| self.is_same(*known, **entity));
        same.for_each(|(rival, _)| rival.probability = 0.0);
    }

    /// What the next pronoun has to know of the speaker of the quotation at an item.
    pub(crate) fn person_and_sentence(&self, known: Known, item: u32) -> Option<(u32, u32)> {
        let Known::Person(person) = known else { return None };
        let token = self.field.items[item as usize].token;
        Some((person, self.field.reading.sentence_of[token as usize]))
    }

    fn is_same(&self, a: Known, b: Known) -> bool {
        let entry = |number: u32| self.gazetteer.aliases[self.listed.mentions[number as usize].alias as usize].entry;
        match (a, b) {
            (Known::Nobody, _) => false,
            (Known::Listed(a), Known::Listed(b)) => entry(a) == entry(b),
            (a, b) => a == b,
        }
    }

    /// Resolves an option of a question; `last` is the person of the quotation before, with its sentence.
    pub(crate) fn option(&self, number: Option<u32>, last: Option<(u32, u32)>) -> Known {
        number.map_or(Known::Nobody, |number| self.resolve(&self.candidates[number as usize], last))
    }

    fn resolve(&self, candidate: &Candidate, last: Option<(u32, u32)>) -> Known {
        let token = |item: u32| self.field.items[item as usize].token;
        match candidate.source {
            Source::FullName | Source::ShortName => {
                self.name_at(token(candidate.start)).map_or(Known::Nobody, Known::Person)
            }
            Source::He => self.pronoun(token(candidate.head), Sex::Male, last),
            Source::She => self.pronoun(token(candidate.head), Sex::Female, last),
            Source::Who => self.antecedent(candidate),
            Source::DefiniteRole | Source::Role => self.noun(candidate),
            Source::Body | Source::Outlet | Source::Country | Source::Name => {
                self.listed_at(token(candidate.head)).map_or(Known::Nobody, Known::Listed)
            }
            Source::Group | Source::Noun => self.medium(token(candidate.head)).map_or(Known::Nobody, Known::Listed),
            _ => Known::Nobody,
        }
    }

    fn name_at(&self, token: u32) -> Option<u32> {
        let names = &self.persons.names;
        let after = names.partition_point(|name| name.tokens.start <= token);
        let name = names[..after].last().filter(|name| token < name.tokens.end)?;
        Some(name.person)
    }

    fn listed_at(&self, token: u32) -> Option<u32> {
        let mentions = &self.listed.mentions;
        let after = mentions.partition_point(|mention| mention.tokens.start <= token);
        let found = mentions[..after].iter().enumerate().rev().take(3);
        let fits =
            |role| matches!(role, Role::Country | Role::Body | Role::Outlet | Role::Organization | Role::Capital);
        found.filter(|(_, m)| token < m.tokens.end && fits(m.role) && !m.nested).map(|(at, _)| at as u32).next()
    }

    /// Who a pronoun stands for: the person of fitting sex who was subject last. The speaker of the quotation before counts as
    /// the subject of its sentence; what stands inside quotation marks are not the writer's words and hardly counts.
    fn pronoun(&self, token: u32, sex: Sex, last: Option<(u32, u32)>) -> Known {
        let reading = self.field.reading;
        let here = reading.sentence_of[token as usize];
        let names = &self.persons.names;
        let before = names.partition_point(|name| name.tokens.start < token);
        let fit = |person: u32| {
            let known = &self.persons.persons[person as usize];
            match (known.sex == sex, known.sex == Sex::Unknown, known.sure) {
                (true, _, true) => Some(0.8),
                (true, ..) => Some(0.6),
                (_, true, _) => Some(0.0),
                // A sex guessed from a given name may be wrong: `Andrea`, `Seyran`.
                (.., false) => Some(-2.5),
                _ => None,
            }
        };
        let mut best: Option<(f32, u32)> = None;
        let mut offer = |score: f32, person: u32| {
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, person));
            }
        };
        if let Some((person, sentence)) = last
            && sentence <= here
            && here - sentence <= REACH
            && let Some(fit) = fit(person)
        {
            offer(fit + 1.7 - (here - sentence) as f32, person);
        }
        for name in names[..before].iter().rev().take(NAMES) {
            let sentence = reading.sentence_of[name.tokens.start as usize];
            let distance = here - sentence;
            if distance > REACH {
                break;
            }
            let Some(fit) = fit(name.person) else { continue };
            let subject = self.subject(name.tokens.start, sentence);
            let quoted = self.is_quoted(name.tokens.start);
            let possessor = reading.tokens.get(name.tokens.end as usize).is_some_and(|t| t.kind == Kind::Clitic);
            offer(
                fit - distance as f32 + subject - if quoted { 3.0 } else { 0.0 } - if possessor { 0.5 } else { 0.0 },
                name.person,
            );
        }
        best.map_or(Known::Nobody, |(_, person)| Known::Person(person))
    }

    /// Whether the token lies inside a quotation.
    fn is_quoted(&self, token: u32) -> bool {
        let items = self.field.items;
        let after = items.partition_point(|item| item.token <= token);
        items[..after].last().is_some_and(|item| item.class == ItemClass::Quote)
    }

    /// How much a name looks like the subject of its sentence: the first name, best with no preposition before it.
    fn subject(&self, token: u32, sentence: u32) -> f32 {
        let start = self.field.reading.sentences[sentence as usize].start;
        if self.speaks(token) {
            return 1.2;
        }
        if token - start > SUBJECT_REACH {
            return 0.0;
        }
        let before = &self.field.reading.tokens[start as usize..token as usize];
        if before.iter().any(|t| self.name_at_start(t.start)) {
            return 0.0;
        }
        let preposition = before.iter().any(|t| self.field.lexicon.info(t.word).has(Class::Preposition));
        if preposition { 0.7 } else { 1.2 }
    }

    /// Whether a verb of saying stands directly before or behind the name: `says Olle Rutgersson`.
    fn speaks(&self, token: u32) -> bool {
        const SAYING: u8 = 30;
        let names = &self.persons.names;
        let Ok(number) = names.binary_search_by_key(&token, |name| name.tokens.start) else { return false };
        let verb = |at: Option<u32>| {
            let word = at.and_then(|at| self.field.reading.tokens.get(at as usize)).map(|t| t.word);
            word.and_then(|word| self.field.lexicon.verb_cue(word)).is_some_and(|cue| cue.quoted >= SAYING)
        };
        verb(token.checked_sub(1)) || verb(Some(names[number].tokens.end))
    }

    fn name_at_start(&self, byte: u32) -> bool {
        let at = self
            .persons
            .names
            .partition_point(|name| self.field.reading.tokens[name.tokens.start as usize].start < byte);
        self.persons
            .names
            .get(at)
            .is_some_and(|name| self.field.reading.tokens[name.tokens.start as usize].start == byte)
    }

    /// `Braže, who said`: the name before the relative.
    fn antecedent(&self, candidate: &Candidate) -> Known {
        let items = self.field.items;
        let before = items[..candidate.start as usize].iter().rev().take(12);
        for item in before.take_while(|item| item.sentence == candidate.sentence) {
            if item.class == ItemClass::Person {
                return self.name_at(item.token).map_or(Known::Nobody, Known::Person);
            }
            if matches!(item.class, ItemClass::Role | ItemClass::Group | ItemClass::Quote) {
                break;
            }
        }
        Known::Nobody
    }

    /// `the minister`: the person named beside it, or who was last said to hold that office.
    fn noun(&self, candidate: &Candidate) -> Known {
        if let Some(person) = self.apposition(candidate) {
            return Known::Person(person);
        }
        if candidate.source == Source::Role {
            return Known::Nobody;
        }
        let token = self.field.items[candidate.head as usize].token;
        let title = self.offices.title_at(&self.listed.mentions, token);
        let holder = title.and_then(|title| title.holder).or_else(|| self.holder_of_word(title, token));
        let holder = holder.or_else(|| self.holder_of_class(title, token)).or_else(|| self.described(token));
        if let Some(person) = holder.or_else(|| self.national_leader(candidate)) {
            return Known::Person(person);
        }
        if let Some(number) = self.medium(token) {
            return Known::Listed(number);
        }
        title.map_or(Known::Nobody, |title| Known::Office(title.office))
    }

    /// `the minister, Baiba Braže,`, `the chief of the rescue service, O.P. Singh,`
    fn apposition(&self, candidate: &Candidate) -> Option<u32> {
        const COMPLEMENT: usize = 9;
        let items = self.field.items.get(candidate.end as usize..)?;
        let inner = |class| {
            matches!(
                class,
                ItemClass::Of | ItemClass::Preposition | ItemClass::Determiner | ItemClass::Word | ItemClass::Name
            ) || matches!(class, ItemClass::Group | ItemClass::Clitic | ItemClass::CueNoun | ItemClass::To)
        };
        let comma = items.iter().take(COMPLEMENT).position(|item| !inner(item.class))?;
        let (comma, name) = (items.get(comma)?, items.get(comma + 1)?);
        let here =
            comma.class == ItemClass::Comma && name.class == ItemClass::Person && name.sentence == candidate.sentence;
        here.then(|| self.name_at(name.token)).flatten()
    }

    /// The class of an office of the document.
    fn class(&self, office: u32) -> Option<&str> {
        self.gazetteer.attribute(self.offices.offices[office as usize].entry, "class")
    }

    /// The last person whose title has this word.
    fn holder_of_word(&self, title: Option<&Title>, token: u32) -> Option<u32> {
        // `the minister` is not the prime minister.
        let wanted = title.and_then(|title| self.class(title.office));
        let word = self.field.reading.tokens[token as usize].word;
        let titles = &self.offices.titles;
        let before = titles.partition_point(|title| self.listed.mentions[title.mention as usize].tokens.start < token);
        let mut holders = titles[..before].iter().rev().take(TITLES).filter_map(|title| {
            let tokens = &self.listed.mentions[title.mention as usize].tokens;
            let range = tokens.start as usize..tokens.end as usize;
            let same = self.field.reading.tokens[range].iter().any(|t| t.word == word);
            let alike = wanted.is_none_or(|wanted| self.class(title.office) == Some(wanted));
            title.holder.filter(|_| same && alike)
        });
        // Of several the one who was named last.
        let first = holders.next()?;
        let others: Vec<u32> = holders.collect();
        let names = &self.persons.names;
        let named = names.partition_point(|name| name.tokens.start < token);
        let mut recent = names[..named].iter().rev().take(NAMES).map(|name| name.person);
        Some(recent.find(|person| *person == first || others.contains(person)).unwrap_or(first))
    }

    /// `the premier` for the prime minister: the last person with an office of the same class.
    fn holder_of_class(&self, title: Option<&Title>, token: u32) -> Option<u32> {
        let wanted = self.class(title?.office).filter(|class| class.starts_with("head-of-"))?;
        let titles = &self.offices.titles;
        let before = titles.partition_point(|title| self.listed.mentions[title.mention as usize].tokens.start < token);
        let near = titles[..before].iter().rev().take(NAMES);
        near.filter(|title| self.class(title.office) == Some(wanted)).find_map(|title| title.holder)
    }

    /// `the chemist`, `the 54-year-old`: the last person beside whose name the same word or number stands.
    fn described(&self, token: u32) -> Option<u32> {
        const BEFORE: u32 = 3;
        const AFTER: u32 = 6;
        let tokens = &self.field.reading.tokens;
        let word = tokens[token as usize].word;
        let names = &self.persons.names;
        let before = names.partition_point(|name| name.tokens.start < token);
        let same = |at: u32| tokens.get(at as usize).is_some_and(|t| t.word == word && word != UNKNOWN) && at < token;
        let near = names[..before].iter().rev().take(NAMES);
        near.filter(|name| {
            let (start, end) = (name.tokens.start, name.tokens.end);
            let sentence = |at: u32| {
                self.field.reading.sentence_of.get(at as usize) == self.field.reading.sentence_of.get(start as usize)
            };
            (start.saturating_sub(BEFORE)..start).chain(end..end + AFTER).any(|at| same(at) && sentence(at))
        })
        .map(|name| name.person)
        .next()
    }

    /// `the German leader`: the person who is known to have headed that country.
    fn national_leader(&self, candidate: &Candidate) -> Option<u32> {
        let items = self.field.items;
        let head = items[candidate.head as usize].token;
        let mentions = &self.listed.mentions;
        let before = mentions.partition_point(|mention| mention.tokens.start < head);
        let nation = mentions[..before].last().filter(|m| m.role == Role::Nationality && m.tokens.end == head)?;
        let country = self.gazetteer.aliases[nation.alias as usize].entry;
        let names = &self.persons.names;
        let named = names.partition_point(|name| name.tokens.start < head);
        names[..named].iter().rev().take(NAMES).map(|name| name.person).find(|&person| {
            let listed = self.persons.persons[person as usize].listed;
            let held = listed.map_or(&[][..], |entry| self.gazetteer.held_by(entry));
            held.iter().any(|held| {
                let class = self.gazetteer.attribute(held.office, "class");
                held.scope == Some(country) && class.is_some_and(|class| class.starts_with("head-of-"))
            })
        })
    }

    /// `the paper`: the medium that was last named.
    fn medium(&self, token: u32) -> Option<u32> {
        let reading = self.field.reading;
        let info = self.field.lexicon.info(reading.tokens[token as usize].word);
        if !info.has(Class::Medium) {
            return None;
        }
        let mentions = &self.listed.mentions;
        let before = mentions.partition_point(|mention| mention.tokens.start < token);
        let near = mentions[..before].iter().enumerate().rev().take(NAMES);
        let here = reading.sentence_of[token as usize];
        near.take_while(|(_, m)| here - reading.sentence_of[m.tokens.start as usize] <= REACH)
            .find(|(_, m)| m.role == Role::Outlet)
            .map(|(at, _)| at as u32)
    }
}
