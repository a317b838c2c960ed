//! United States: Congress, presidents and vice presidents, cabinets.

use super::forms::{Spelling, spellings};
use super::lexicon::Lexicon;
use super::name::clean;
use super::sighting::{Sighting, Term};
use crate::table::{Failure, Row, read};
use std::path::Path;

const SCOPE: &str = "country:US";
/// A scheduled end after this year has not come yet.
const NOW: u16 = 2026;
/// "Still in office" in the cabinets means until the end of the last president's term at the latest.
const LAST_CABINET_END: u16 = 2025;

pub fn read_all(sources: &Path, lexicon: &Lexicon) -> Result<Vec<Sighting>, Failure> {
    let mut sightings = Vec::new();
    for file in ["executive", "legislators"] {
        let rows = read(&sources.join(format!("us-congress/{file}.tsv")))?;
        sightings.extend(rows.iter().filter_map(|row| member(row, lexicon, file == "legislators")));
    }
    let rows = read(&sources.join("us-cabinet/cabinet.tsv"))?;
    sightings.extend(rows.iter().filter_map(|row| secretary(row, lexicon)));
    Ok(sightings)
}

fn member(row: &Row, lexicon: &Lexicon, legislator: bool) -> Option<Sighting> {
    let column = |name: &str| if legislator { row.get(name) } else { "" };
    let title = column("wikipedia_title").split(" (").next().unwrap_or("").to_owned();
    let short = format!("{} {}", first_name(row), row.get("last"));
    let plain = format!("{} {}", row.get("first"), row.get("last"));
    let mut names = vec![title, short, plain, row.get("full_name").to_owned()];
    names.retain(|n| !n.split(' ').next().is_some_and(is_abbreviated) || n == row.get("full_name"));
    names.extend(column("other_names").split('|').map(str::to_owned));
    let mut known: Vec<Spelling> = Vec::new();
    for name in names {
        known.extend(
            usual(lexicon, &name, row.get("last"))
                .into_iter()
                .filter(|s| known.iter().all(|k| k.name != s.name))
                .collect::<Vec<_>>(),
        );
    }
    let mut terms = terms(lexicon, row.get("terms"));
    terms.extend(leadership(lexicon, column("leadership_roles")));
    if known.is_empty() || terms.is_empty() {
        return None;
    }
    let (wikidata, id) = (column("wikidata").to_owned(), row.get("bioguide").to_owned());
    Some(Sighting {
        spellings: known,
        sure: true,
        country: "US".to_owned(),
        terms,
        trust: 0,
        wikidata,
        id,
        exact: true,
    })
}

/// A name as it stands, suffix and title dropped: the source already has the usual form.
fn usual(lexicon: &Lexicon, name: &str, surname: &str) -> Option<Spelling> {
    let clean = clean(lexicon, name)?;
    let mut words: Vec<&str> = clean.name.split(' ').collect();
    if words.len() > 2 && lexicon.is("suffix", words[words.len() - 1]) {
        words.pop();
    }
    let name = words.join(" ");
    (words.len() > 1).then(|| Spelling {
        surname: if name.ends_with(surname) { surname.to_owned() } else { words[words.len() - 1].to_owned() },
        name,
    })
}

/// `J.`, `Wm.`
fn is_abbreviated(word: &str) -> bool {
    word.ends_with('.') && word.matches('.').count() == 1
}

/// The first name, unless it is an initial: then the middle one.
fn first_name(row: &Row) -> &str {
    let nickname = row.get("nickname");
    let initial = row.get("first").trim_end_matches('.').len() == 1;
    match (nickname, initial) {
        ("", true) => row.get("middle"),
        ("", false) => row.get("first"),
        _ => nickname,
    }
}

/// `Senator, LA, 2015-01-06..2021-01-03; ...`
fn terms(lexicon: &Lexicon, text: &str) -> Vec<Term> {
    let mut list = Vec::new();
    for term in text.split("; ") {
        let cells: Vec<&str> = term.split(", ").collect();
        let Some((from, to)) = cells.iter().find_map(|c| c.split_once("..")) else { continue };
        list.extend(lexicon.offices.of_title(cells[0]).iter().map(|o| span(&o.id, year(from), year(to), 1)));
    }
    list
}

/// `Speaker (2011-01-05..2013-01-03); ...`: the roles that are offices.
fn leadership(lexicon: &Lexicon, text: &str) -> Vec<Term> {
    let mut list = Vec::new();
    for role in text.split("; ") {
        let Some((title, dates)) = role.split_once(" (") else { continue };
        let Some((from, to)) = dates.trim_end_matches(')').split_once("..") else { continue };
        if !["Speaker", "Leader", "Whip"].iter().any(|end| title.ends_with(end))
            || title.contains("Assistant")
            || title.contains("Deputy")
        {
            continue;
        }
        let title = if title == "Speaker" { "House Speaker" } else { title };
        list.extend(lexicon.offices.of_title(title).iter().map(|o| span(&o.id, year(from), year(to), 1)));
    }
    list
}

fn span(office: &str, from: Option<u16>, to: Option<u16>, tier: u8) -> Term {
    let to = to.filter(|&y| y <= NOW);
    Term { office: office.to_owned(), scope: SCOPE.to_owned(), from, to, tier }
}

fn secretary(row: &Row, lexicon: &Lexicon) -> Option<Sighting> {
    let from = short_year(row.get("start_date"));
    let to = short_year(row.get("end_date")).or(Some(LAST_CABINET_END));
    let titles = row.get("position").split('/');
    let titles = titles.map(|t| if t == "Chief of Staff" { "White House Chief of Staff" } else { t });
    let offices = titles.flat_map(|t| lexicon.offices.of_title(t));
    let terms: Vec<Term> = offices.map(|o| span(&o.id, from, to, o.tier)).collect();
    let name = clean(lexicon, row.get("appointee"))?;
    let spellings = spellings(lexicon, "US", &name, "");
    let (wikidata, id) = (String::new(), String::new());
    Some(Sighting { spellings, sure: false, country: "US".to_owned(), terms, trust: 1, wikidata, id, exact: true })
}

fn year(date: &str) -> Option<u16> {
    date.get(..4)?.parse().ok()
}

/// `1/21/77` -> 1977, `1/20/01` -> 2001.
fn short_year(date: &str) -> Option<u16> {
    let two: u16 = date.rsplit('/').next()?.parse().ok()?;
    Some(if two > 70 { 1900 + two } else { 2000 + two })
}
