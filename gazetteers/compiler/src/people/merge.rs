//! Joins the sightings of one person.
//!
//! Two sightings are one person if, in the same country, the words of one name are found in order in the other,
//! beginning with the same word and holding its surname, each word alike in sound; or if the same office began in the same year
//! under almost the same name. Across countries only equal names with an equal office and year are joined.

use super::forms::Spelling;
use super::lexicon::Lexicon;
use super::sighting::{Sighting, Term};
use std::collections::BTreeMap;

/// Nobody comes back after more years without office.
const LONGEST_GAP: u16 = 20;
const NOW: u16 = 2026;

/// The sightings of one person, the most trusted first.
pub struct Person {
    pub sightings: Vec<Sighting>,
    names: Vec<Words>,
}

/// A name in the form in which names are compared.
#[derive(Clone, PartialEq)]
struct Words {
    words: Vec<Word>,
    surname: Option<usize>,
}

#[derive(Clone, PartialEq)]
struct Word {
    folded: String,
    sound: String,
}

pub fn join(lexicon: &Lexicon, mut sightings: Vec<Sighting>) -> Vec<Person> {
    sightings.sort_by_key(|s| s.trust);
    let mut by_country: BTreeMap<String, Vec<Person>> = BTreeMap::new();
    for sighting in sightings {
        let names = compared(lexicon, &sighting);
        let people = by_country.entry(sighting.country.clone()).or_default();
        match people.iter_mut().find(|p| same(lexicon, p, &sighting, &names)) {
            Some(person) => person.add(sighting, names),
            None => people.push(Person { sightings: vec![sighting], names }),
        }
    }
    across_countries(lexicon, by_country.into_values().flatten().collect())
}

/// The names by which a sighting is compared. `Ali Al Khalifa` is anybody: of a name with fathers in it only the long
/// forms count.
fn compared(lexicon: &Lexicon, sighting: &Sighting) -> Vec<Words> {
    let fathers = |s: &&Spelling| s.name.split(' ').skip(1).any(|w| lexicon.is("patron", w));
    let with_fathers: Vec<&Spelling> = sighting.spellings.iter().filter(fathers).collect();
    let list = if with_fathers.is_empty() { sighting.spellings.iter().collect() } else { with_fathers };
    list.into_iter().map(|s| words(lexicon, &s.name, &s.surname)).collect()
}

impl Person {
    fn add(&mut self, sighting: Sighting, names: Vec<Words>) {
        self.sightings.push(sighting);
        for name in names {
            if !self.names.contains(&name) {
                self.names.push(name);
            }
        }
    }
}

fn words(lexicon: &Lexicon, name: &str, surname: &str) -> Words {
    let split = |text: &str| -> Vec<String> {
        let mut first = true;
        let folded = lexicon.fold(text).replace(['\'', '.'], "");
        let mut bearing = |w: &&str| {
            (std::mem::take(&mut first) && !lexicon.is("prefix", w))
                || ["particle", "patron", "prefix", "suffix"].iter().all(|kind| !lexicon.is(kind, w))
        };
        folded.split([' ', '-']).filter(|w| !w.is_empty()).filter(|w| bearing(w)).map(str::to_owned).collect()
    };
    let all = split(name);
    let surname = split(surname).iter().find_map(|part| all.iter().rposition(|w| w == part));
    Words { words: all.into_iter().map(|folded| Word { sound: sound(&folded), folded }).collect(), surname }
}

/// The consonants of a word as transliterations agree on them.
fn sound(word: &str) -> String {
    const SAME: [(&str, &str); 16] = [
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("zh", "z"),
        ("sh", "s"),
        ("ch", "c"),
        ("dj", "j"),
        ("ck", "k"),
        ("x", "ks"),
        ("q", "k"),
        ("w", "v"),
        ("ou", "u"),
        ("j", "y"),
        ("z", "s"),
    ];
    let plain = SAME.iter().fold(word.to_owned(), |text, (from, to)| text.replace(from, to));
    let mut sound = String::new();
    for (i, letter) in plain.chars().enumerate() {
        let vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h');
        let letter = if vowel { 'a' } else { letter };
        if (!vowel || i == 0) && !sound.ends_with(letter) {
            sound.push(letter);
        }
    }
    sound
}

fn same(lexicon: &Lexicon, person: &Person, sighting: &Sighting, names: &[Words]) -> bool {
    let conflict = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
    if person.sightings.iter().any(|s| conflict(&s.id, &sighting.id) || conflict(&s.wikidata, &sighting.wikidata)) {
        return false;
    }
    if person.sightings.iter().any(|s| !s.wikidata.is_empty() && s.wikidata == sighting.wikidata) {
        return true;
    }
    if years_apart(person, sighting) > LONGEST_GAP {
        return false;
    }
    let dense = ["family-first", "korean", "whole"].iter().any(|t| lexicon.tradition(&sighting.country, t));
    if sighting.exact || dense {
        return names.iter().any(|n| person.names.iter().any(|m| m.words == n.words));
    }
    names.iter().any(|n| person.names.iter().any(|m| alike(lexicon, n, m))) || same_term(person, sighting, names)
}

/// Years between the offices of a person and those of a sighting: a father and his son have one name.
fn years_apart(person: &Person, sighting: &Sighting) -> u16 {
    let first = |list: &[Term]| list.iter().filter_map(|t| t.from.or(t.to)).min();
    let last = |list: &[Term]| list.iter().map(|t| t.to.unwrap_or(NOW)).max();
    let all: Vec<Term> = person.sightings.iter().flat_map(|s| s.terms.clone()).collect();
    let gap =
        |early: Option<u16>, late: Option<u16>| late.zip(early).map_or(0, |(late, early)| late.saturating_sub(early));
    gap(last(&all), first(&sighting.terms)).max(gap(last(&sighting.terms), first(&all)))
}

/// Whether two names may be spellings of one.
pub fn alike_names(lexicon: &Lexicon, a: &Spelling, b: &Spelling) -> bool {
    alike(lexicon, &words(lexicon, &a.name, &a.surname), &words(lexicon, &b.name, &b.surname))
}

fn alike(lexicon: &Lexicon, a: &Words, b: &Words) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    if short.words.len() < 2 {
        return short.words == long.words;
    }
    if !like(&short.words[0], &long.words[0]) {
        return same_bag(short, long) || is_tail(lexicon, short, long);
    }
    let mut at = 0;
    let mut matched = Vec::new();
    for word in &short.words {
        let Some(found) = long.words[at..].iter().position(|w| like(word, w)) else { return false };
        at += found + 1;
        matched.push(at - 1);
    }
    let whole_word =
        short.words.iter().zip(&matched).any(|(w, &at)| w.folded.len() > 1 && long.words[at].folded.len() > 1);
    let surname_of_long = long.surname.is_none_or(|s| matched.contains(&s));
    let full = short.words.len() == long.words.len();
    whole_word && (full || (surname_of_long && matched.len() > 1))
}

/// `Cyril Ramaphosa` of `Matamela Cyril Ramaphosa`; not where every second man is a Mohammed Ali.
fn is_tail(lexicon: &Lexicon, short: &Words, long: &Words) -> bool {
    let skipped = long.words.len() - short.words.len();
    let common = long.words.iter().any(|w| lexicon.is("joiner", &w.folded));
    !common && skipped > 0 && long.words[skipped..].iter().map(|w| &w.folded).eq(short.words.iter().map(|w| &w.folded))
}

/// The same words in another order: `Koji Tomita`, `Tomita Koji`.
fn same_bag(a: &Words, b: &Words) -> bool {
    let sorted = |words: &Words| {
        let mut list: Vec<String> = words.words.iter().map(|w| w.folded.clone()).collect();
        list.sort();
        list
    };
    a.words.len() == b.words.len() && sorted(a) == sorted(b)
}

fn like(a: &Word, b: &Word) -> bool {
    if a.folded == b.folded {
        return true;
    }
    if a.folded.len() == 1 || b.folded.len() == 1 {
        return a.folded.chars().next() == b.folded.chars().next();
    }
    if a.sound != b.sound || other_gender(&a.folded, &b.folded) {
        return false;
    }
    let longest = a.folded.chars().count().max(b.folded.chars().count());
    distance(&a.folded, &b.folded) * 5 <= longest * 2
}

/// `Mario` is not `Maria`.
fn other_gender(a: &str, b: &str) -> bool {
    let ends = (a.chars().last(), b.chars().last());
    matches!(ends, (Some('a'), Some('o' | 'e' | 'i')) | (Some('o' | 'e' | 'i'), Some('a')))
}

/// The same office from the same year on, and names that differ in few letters.
fn same_term(person: &Person, sighting: &Sighting, names: &[Words]) -> bool {
    let shared = person.sightings.iter().flat_map(|s| &s.terms).any(|a| {
        sighting.terms.iter().any(|b| {
            a.tier < 5
                && !a.is_vague()
                && a.office == b.office
                && a.scope == b.scope
                && a.from.is_some()
                && a.from == b.from
        })
    });
    let joined = |name: &Words| name.words.iter().map(|w| w.folded.as_str()).collect::<String>();
    shared
        && names.iter().any(|n| {
            let new = joined(n);
            person.names.iter().any(|m| {
                let old = joined(m);
                let (short, long) = if n.words.len() < m.words.len() { (n, m) } else { (m, n) };
                let shared =
                    short.words.iter().any(|w| w.folded.len() > 3 && long.words.iter().any(|l| l.folded == w.folded));
                let part_of = short.words.iter().all(|w| long.words.iter().any(|l| like(w, l)));
                (part_of
                    && (short.words.len() > 1
                        || (short.words[0].folded.len() > 4 && long.words.contains(&short.words[0]))))
                    || (shared && distance(&new, &old) * 5 <= new.len().max(old.len()))
            })
        })
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// One king of many countries: one identifier, or equal names and an office that began in the same year.
fn across_countries(lexicon: &Lexicon, people: Vec<Person>) -> Vec<Person> {
    let mut firsts: BTreeMap<(String, String, Option<u16>), usize> = BTreeMap::new();
    // Who is seen most in one country belongs there.
    let mut people = people;
    people.sort_by_key(|p| std::cmp::Reverse(p.sightings.len()));
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut joined: Vec<Person> = Vec::new();
    for person in people {
        let keys: Vec<_> = term_keys(&person).collect();
        let name = person.sightings[0].spellings[0].name.clone();
        let country = &person.sightings[0].country;
        let part = lexicon.is_dependency(country) || country == "EU";
        let namesake = names.get(&name).filter(|_| part && name.contains(' '));
        match keys.iter().find_map(|key| firsts.get(key)).or(namesake).copied() {
            Some(first) => joined[first].sightings.extend(person.sightings),
            None => {
                names.entry(name).or_insert(joined.len());
                firsts.extend(keys.into_iter().map(|key| (key, joined.len())));
                joined.push(person);
            }
        }
    }
    joined
}

fn term_keys(person: &Person) -> impl Iterator<Item = (String, String, Option<u16>)> {
    person.sightings.iter().flat_map(|s| {
        let name = &s.spellings[0].name;
        let heads = s.terms.iter().filter(|t| t.tier == 1 && t.from.is_some() && t.from != Some(2019));
        let by_name = heads.map(move |t| (name.clone(), t.office.clone(), t.from));
        let by_id = (!s.wikidata.is_empty()).then(|| (s.wikidata.clone(), String::new(), None));
        by_name.chain(by_id)
    })
}
