//! The people, offices held, and parties written by hand: what the compiled rows must agree with.

use super::forms::Spelling;
use super::lexicon::Lexicon;
use super::merge::alike_names;
use super::sighting::Term;
use crate::table::{Failure, read};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// A holder row may be out by this many years.
const SLACK: u16 = 1;

/// What is written by hand about one person.
#[derive(Default)]
struct Known {
    display: String,
    names: Vec<Spelling>,
    /// Codes of the countries in which the person held an office.
    countries: BTreeSet<String>,
}

pub struct Hand {
    people: BTreeMap<String, Known>,
    /// Folded names -> keys.
    by_name: HashMap<String, BTreeSet<String>>,
    /// Folded name and country -> key: spellings that only a table can join.
    same_as: HashMap<(String, String), String>,
    /// (office, scope) -> who held it.
    seats: HashMap<(String, String), Vec<Seat>>,
    /// Folded names and country codes -> keys of parties and other organisations.
    organisations: HashMap<(String, String), String>,
}

struct Seat {
    person: String,
    from: u16,
    to: u16,
}

impl Hand {
    pub fn read(gazetteers: &Path, lexicon: &Lexicon) -> Result<Self, Failure> {
        let mut hand = Self {
            people: BTreeMap::new(),
            by_name: HashMap::new(),
            same_as: HashMap::new(),
            seats: HashMap::new(),
            organisations: HashMap::new(),
        };
        for file in ["people_west.tsv", "people_east.tsv"] {
            hand.add_people(&gazetteers.join(file), lexicon)?;
        }
        for file in ["holders_west.tsv", "holders_east.tsv"] {
            hand.add_holders(&gazetteers.join(file))?;
        }
        for row in read(&gazetteers.join("compiler/data/people_same_as.tsv"))? {
            let name = (lexicon.fold(row.get("name")), row.get("country").to_owned());
            hand.same_as.insert(name, row.get("key").to_owned());
        }
        hand.add_organisations(&gazetteers.join("places.tsv"), lexicon)?;
        Ok(hand)
    }

    fn add_people(&mut self, path: &Path, lexicon: &Lexicon) -> Result<(), Failure> {
        for row in read(path)? {
            let (key, name) = (row.get("key").to_owned(), row.get("name").to_owned());
            self.by_name.entry(lexicon.fold(&name)).or_default().insert(key.clone());
            let known = self.people.entry(key).or_default();
            if row.get("form") == "full" {
                known.display = name.clone();
            }
            if name.contains(' ') {
                known.names.push(Spelling { name, surname: row.get("surname").to_owned() });
            }
        }
        Ok(())
    }

    fn add_holders(&mut self, path: &Path) -> Result<(), Failure> {
        for row in read(path)? {
            let person = row.get("person").to_owned();
            if let (Some(known), Some(code)) = (self.people.get_mut(&person), row.get("scope").strip_prefix("country:"))
            {
                known.countries.insert(code.to_owned());
            }
            let office = row.get("office").trim_start_matches("office:").to_owned();
            let seat = Seat {
                person,
                from: row.get("from").parse().unwrap_or(0),
                to: row.get("to").parse().unwrap_or(u16::MAX),
            };
            self.seats.entry((office, row.get("scope").to_owned())).or_default().push(seat);
        }
        Ok(())
    }

    fn add_organisations(&mut self, path: &Path, lexicon: &Lexicon) -> Result<(), Failure> {
        let rows = read(path)?;
        let countries: HashMap<&str, &str> =
            rows.iter().filter(|r| !r.get("country").is_empty()).map(|r| (r.get("key"), r.get("country"))).collect();
        for row in rows.iter().filter(|r| r.get("key").starts_with("org:")) {
            let Some(country) = countries.get(row.get("key")) else { continue };
            let name = (lexicon.fold(row.get("name")), (*country).to_owned());
            self.organisations.insert(name, row.get("key").to_owned());
        }
        Ok(())
    }

    pub fn display(&self, key: &str) -> &str {
        self.people.get(key).map_or("", |known| &known.display)
    }

    /// All keys that are taken.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.people.keys()
    }

    /// Whether a name written by hand is this one, of whomever.
    pub fn has_name(&self, folded: &str) -> bool {
        self.by_name.contains_key(folded)
    }

    /// Whether this name is written by hand for this person.
    pub fn is_name_of(&self, folded: &str, key: &str) -> bool {
        self.by_name.get(folded).is_some_and(|keys| keys.contains(key))
    }

    /// The key of somebody with these names who held these offices of this country.
    pub fn find(&self, names: &[&Spelling], terms: &[Term], country: &str, lexicon: &Lexicon) -> Option<String> {
        let listed = names.iter().find_map(|s| self.same_as.get(&(lexicon.fold(&s.name), country.to_owned())));
        let named = || {
            let longs = names.iter().filter(|s| s.name.contains(' '));
            let keys = longs.filter_map(|s| self.by_name.get(&lexicon.fold(&s.name)));
            keys.filter(|keys| keys.len() == 1).flatten().find(|key| self.fits(key, country, lexicon))
        };
        listed.or_else(named).cloned().or_else(|| self.in_seat(names, terms, country, lexicon))
    }

    /// A namesake in another country is somebody else.
    fn fits(&self, key: &str, country: &str, lexicon: &Lexicon) -> bool {
        let countries = &self.people[key].countries;
        let part = lexicon.is_dependency(country) || countries.iter().any(|code| lexicon.is_dependency(code));
        countries.is_empty() || part || country == "EU" || countries.contains(country)
    }

    /// Who sat in the same seat in the same years under a name that sounds the same.
    fn in_seat(&self, names: &[&Spelling], terms: &[Term], country: &str, lexicon: &Lexicon) -> Option<String> {
        if country == "US" {
            return None;
        }
        let overlaps = |term: &Term, seat: &Seat| {
            term.from.unwrap_or(0) <= seat.to.saturating_add(SLACK)
                && seat.from <= term.last_year().saturating_add(SLACK)
        };
        for term in terms.iter().filter(|term| !term.is_vague()) {
            let seats = self.seats.get(&(term.office.clone(), term.scope.clone())).into_iter().flatten();
            for seat in seats.filter(|seat| overlaps(term, seat)) {
                let known = self.people.get(&seat.person)?;
                if known.names.iter().any(|known| names.iter().any(|name| alike_names(lexicon, known, name))) {
                    return Some(seat.person.clone());
                }
            }
        }
        None
    }

    /// Whether the holders written by hand already tell this of the person.
    pub fn tells(&self, key: &str, term: &Term) -> bool {
        let of_person = |seats: &Vec<Seat>| seats.iter().any(|seat| seat.person == key);
        if term.is_general() {
            return self.seats.iter().any(|((_, scope), seats)| *scope == term.scope && of_person(seats));
        }
        self.seats.get(&(term.office.clone(), term.scope.clone())).is_some_and(of_person)
    }

    /// The key of the party, or that of its country where the party is not listed.
    pub fn party(&self, name: &str, country: &str, lexicon: &Lexicon) -> String {
        let known = self.organisations.get(&(lexicon.fold(name), country.to_owned()));
        known.cloned().unwrap_or_else(|| format!("country:{country}"))
    }
}
