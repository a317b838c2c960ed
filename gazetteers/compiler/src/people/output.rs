//! People -> rows: keys, names, offices; who is kept, and in which file.

use super::forms::Spelling;
use super::hand::Hand;
use super::lexicon::Lexicon;
use super::merge::Person;
use super::sighting::Term;
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// Who left office before this year is history...
const HISTORIC: u16 = 2005;
/// ... but Americans stay in the news for longer.
const HISTORIC_US: u16 = 1990;
/// The least office (greatest tier) that is told of anybody; that keeps a person; that keeps one known from the
/// dictionaries of 2011 alone; and that keeps one of history.
const NAMED: u8 = 5;
const KEPT: u8 = 3;
const KEPT_OLD: u8 = 1;
const KEPT_HISTORIC: u8 = 4;
/// The dictionaries' trust.
const OLD_SOURCE: u8 = 6;
const MOST_NAMES: usize = 4;
/// Who is seen in an office at one moment and again after so many years was there in between.
const MOMENT_GAP: u16 = 4;

struct Entry {
    display: Spelling,
    aliases: Vec<Spelling>,
    terms: Vec<Term>,
    country: String,
    wikidata: String,
    sex: Option<char>,
    historic: bool,
    /// The key of the person in the tables written by hand.
    by_hand: Option<String>,
    /// Another person has the same display name.
    shared: bool,
}

pub fn tables(people: Vec<Person>, lexicon: &Lexicon, hand: &Hand) -> Vec<Table> {
    let mut entries: Vec<Entry> = people.iter().filter_map(|person| entry(person, lexicon, hand)).collect();
    // The more important of two namesakes gets the plain key.
    entries.sort_by_key(|e| (e.historic, e.terms.iter().map(|t| t.tier).min(), e.display.clone(), e.country.clone()));
    let mut entries = join_adopted(entries, lexicon);
    drop_shared_aliases(&mut entries, lexicon, hand);
    let mut keys: BTreeMap<String, u32> = hand.keys().map(|key| (key.clone(), 1)).collect();
    let names = ["key", "name", "form", "case", "risk", "surname", "sex", "wikidata"];
    let holds = ["person", "office", "scope", "from", "to"];
    let mut tables = vec![
        Table::new("people.tsv", &names),
        Table::new("holders.tsv", &holds),
        Table::new("people_historic.tsv", &names),
        Table::new("holders_historic.tsv", &holds),
    ];
    for entry in entries {
        let key = match &entry.by_hand {
            Some(key) => key.clone(),
            None => key(&entry, lexicon, &mut keys),
        };
        let at = if entry.historic { 2 } else { 0 };
        write_names(&mut tables[at], &entry, &key, lexicon);
        write_terms(&mut tables[at + 1], &entry, &key, hand);
    }
    tables
}

/// Entries that took the same key from the tables written by hand are one person.
fn join_adopted(entries: Vec<Entry>, lexicon: &Lexicon) -> Vec<Entry> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut joined: Vec<Entry> = Vec::new();
    for entry in entries {
        let place = entry.by_hand.as_ref().and_then(|key| places.get(key));
        let Some(&at) = place else {
            places.extend(entry.by_hand.clone().map(|key| (key, joined.len())));
            joined.push(entry);
            continue;
        };
        let first = &mut joined[at];
        first.historic &= entry.historic;
        first.sex = first.sex.or(entry.sex);
        first.terms = drop_vague(unite([first.terms.clone(), entry.terms].concat()));
        if first.wikidata.is_empty() {
            first.wikidata = entry.wikidata;
        }
        let known: BTreeSet<String> = first.aliases.iter().map(|s| lexicon.fold(&s.name)).collect();
        first.aliases.extend(entry.aliases.into_iter().filter(|s| !known.contains(&lexicon.fold(&s.name))));
    }
    joined
}

/// An alias that another person has as well finds nobody.
fn drop_shared_aliases(entries: &mut [Entry], lexicon: &Lexicon, hand: &Hand) {
    let mut bearers: BTreeMap<String, u32> = BTreeMap::new();
    for entry in entries.iter() {
        for spelling in entry.aliases.iter().chain([&entry.display]) {
            *bearers.entry(lexicon.fold(&spelling.name)).or_default() += 1;
        }
    }
    for entry in entries.iter_mut() {
        let display = lexicon.fold(&entry.display.name);
        entry.shared = bearers[&display] > 1 || (entry.by_hand.is_none() && hand.has_name(&display));
        entry.aliases.retain(|s| {
            let folded = lexicon.fold(&s.name);
            bearers[&folded] == 1 && !hand.has_name(&folded)
        });
    }
}

fn entry(person: &Person, lexicon: &Lexicon, hand: &Hand) -> Option<Entry> {
    let first = &person.sightings[0];
    let terms = unite(person.sightings.iter().flat_map(|s| s.terms.clone()).filter(|t| t.tier <= NAMED).collect());
    let terms = drop_vague(terms);
    let least = terms.iter().map(|t| t.tier).min()?;
    let last = terms.iter().map(Term::last_year).max()?;
    let historic = last < if first.country == "US" { HISTORIC_US } else { HISTORIC };
    let bound = match (historic, first.trust == OLD_SOURCE) {
        (true, _) => KEPT_HISTORIC,
        (false, true) => KEPT_OLD,
        (false, false) => KEPT,
    };
    if least > bound {
        return None;
    }
    let (display, aliases) = names(person, lexicon)?;
    let (display, aliases, by_hand) = adopt(display, aliases, &terms, &first.country, lexicon, hand);
    // One word is a name for kings and for few others.
    let single = !display.name.contains(' ');
    if single && by_hand.is_none() && (least > 1 || first.trust > 2 || lexicon.is_local_name(&display.name)) {
        return None;
    }
    let given = display.name.strip_suffix(&display.surname).unwrap_or("");
    let sex = given.split(' ').next().filter(|g| !g.is_empty()).and_then(|g| lexicon.sex(g, &first.country));
    let wikidata = person.sightings.iter().map(|s| s.wikidata.clone()).find(|w| !w.is_empty()).unwrap_or_default();
    Some(Entry {
        display,
        aliases,
        terms,
        country: first.country.clone(),
        wikidata,
        sex,
        historic,
        by_hand,
        shared: false,
    })
}

/// A person who is also written by hand takes the key and the display name from there.
fn adopt(
    display: Spelling,
    mut aliases: Vec<Spelling>,
    terms: &[Term],
    country: &str,
    lexicon: &Lexicon,
    hand: &Hand,
) -> (Spelling, Vec<Spelling>, Option<String>) {
    let names: Vec<&Spelling> = [&display].into_iter().chain(&aliases).collect();
    let Some(key) = hand.find(&names, terms, country, lexicon) else { return (display, aliases, None) };
    let name = hand.display(&key).to_owned();
    let surname = if format!(" {name} ").contains(&format!(" {} ", display.surname)) {
        display.surname.clone()
    } else {
        String::new()
    };
    aliases.insert(0, display);
    aliases.retain(|s| !hand.is_name_of(&lexicon.fold(&s.name), &key));
    (Spelling { name, surname }, aliases, Some(key))
}

/// The display name (of the most trusted sighting, with its marks) and the other names, none twice after folding.
fn names(person: &Person, lexicon: &Lexicon) -> Option<(Spelling, Vec<Spelling>)> {
    let mut list: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: Vec<Spelling> = Vec::new();
    let primary = person.sightings.iter().map(|s| &s.spellings[0]);
    let others = person.sightings.iter().flat_map(|s| &s.spellings[1..]);
    for spelling in primary.chain(others).filter(|s| usable(&s.name, lexicon)) {
        let folded = lexicon.fold(&spelling.name);
        match list.get(&folded) {
            Some(&at) if spelling.name.len() > names[at].name.len() => names[at] = spelling.clone(),
            Some(_) => {}
            None => {
                list.insert(folded, names.len());
                names.push(spelling.clone());
            }
        }
    }
    names.truncate(MOST_NAMES);
    let sure = person.sightings.iter().find(|s| s.sure).map(|s| s.spellings[0].surname.as_str());
    if let (Some(display), Some(surname)) = (names.first_mut(), sure) {
        take_surname(display, surname, lexicon);
    }
    let mut rest = names.split_off(1.min(names.len()));
    let display = names.pop()?;
    let holds_surname = |name: &str| format!(" {name} ").contains(&format!(" {} ", display.surname));
    rest.iter_mut().filter(|s| holds_surname(&s.name)).for_each(|s| s.surname.clone_from(&display.surname));
    Some((display, rest))
}

/// A surname that a source gives is better than a guessed one, if it stands in the name.
fn take_surname(display: &mut Spelling, surname: &str, lexicon: &Lexicon) {
    let wanted: Vec<String> = surname.split(' ').map(|w| lexicon.fold(w)).collect();
    let words: Vec<&str> = display.name.split(' ').collect();
    let found =
        words.windows(wanted.len()).rfind(|window| window.iter().map(|w| lexicon.fold(w)).eq(wanted.iter().cloned()));
    if let Some(window) = found {
        display.surname = window.join(" ");
    }
}

/// A name of one word that is an ordinary word or a first name finds the wrong things.
fn usable(name: &str, lexicon: &Lexicon) -> bool {
    name.contains(' ') || name.chars().count() >= 4 && !lexicon.is_common_word(name) && !lexicon.is_given_name(name)
}

fn risk(name: &str, lexicon: &Lexicon) -> &'static str {
    let words = name.split([' ', '-']).filter(|w| !w.ends_with('.'));
    if words.clone().count() > 0 && words.clone().all(|w| lexicon.is_common_word(w)) { "word" } else { "" }
}

/// Terms of one office that touch are one term.
fn unite(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_by_key(|t| (t.office.clone(), t.scope.clone(), t.from.unwrap_or(0), t.last_year()));
    let mut united: Vec<Term> = Vec::new();
    for term in terms {
        match united.last_mut() {
            Some(last) if joins(last, &term) => {
                last.from = last.from.or(term.from);
                last.to = later(last.to, term.to);
                last.tier = last.tier.min(term.tier);
            }
            _ => united.push(term),
        }
    }
    united
}

/// `leader` and `minister` go where a fuller title is known for the same years.
fn drop_vague(terms: Vec<Term>) -> Vec<Term> {
    let fuller = |v: &Term, t: &Term| {
        !t.is_general()
            && t.tier <= v.tier
            && t.scope == v.scope
            && t.from.unwrap_or(0) <= v.last_year()
            && v.from.unwrap_or(0) <= t.last_year()
    };
    terms.iter().filter(|v| !v.is_general() || !terms.iter().any(|t| fuller(v, t))).cloned().collect()
}

fn joins(a: &Term, b: &Term) -> bool {
    let moment = |t: &Term| t.from == t.to;
    let gap = if moment(a) || moment(b) { MOMENT_GAP } else { 1 };
    a.office == b.office && a.scope == b.scope && b.from.unwrap_or(0) <= a.last_year().saturating_add(gap)
}

fn later(a: Option<u16>, b: Option<u16>) -> Option<u16> {
    Some(a?.max(b?))
}

/// `person:` and the display name in plain letters; a namesake's key ends with the country, a second one's with a
/// number.
fn key(entry: &Entry, lexicon: &Lexicon, taken: &mut BTreeMap<String, u32>) -> String {
    let folded = lexicon.fold(&entry.display.name).replace('\'', "");
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    let plain = format!("person:{}", words.collect::<Vec<_>>().join("-"));
    let with_country = format!("{plain}-{}", entry.country.to_lowercase());
    let key = if taken.contains_key(&plain) { with_country } else { plain };
    let count = taken.entry(key.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { key } else { format!("{key}-{count}") }
}

fn write_names(table: &mut Table, entry: &Entry, key: &str, lexicon: &Lexicon) {
    let sex = entry.sex.map_or(String::new(), String::from);
    let display = &entry.display;
    // The row written by hand says the same, but for the identifier.
    if entry.by_hand.is_none() || !entry.wikidata.is_empty() {
        let risk = if entry.shared { "person" } else { risk(&display.name, lexicon) };
        table.push([key, &display.name, "full", "", risk, &display.surname, &sex, &entry.wikidata]);
    }
    for alias in &entry.aliases {
        table.push([key, &alias.name, "alias", "", risk(&alias.name, lexicon), &alias.surname, "", ""]);
    }
}

fn write_terms(table: &mut Table, entry: &Entry, key: &str, hand: &Hand) {
    let year = |y: Option<u16>| y.map_or(String::new(), |y| y.to_string());
    let mut seen = BTreeSet::new();
    for term in entry.terms.iter().filter(|term| !hand.tells(key, term)) {
        if seen.insert((&term.office, &term.scope, term.from)) {
            // The Union is no country, though the sources list it as one.
            let scope = if term.scope == "country:EU" { "body:EU" } else { &term.scope };
            table.push([key, &format!("office:{}", term.office), scope, &year(term.from), &year(term.to)]);
        }
    }
}
