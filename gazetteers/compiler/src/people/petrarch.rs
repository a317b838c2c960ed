//! Politicians of the political-event dictionaries: heads since about 1960, cabinets of 2003 to 2011.

use super::forms::{Spelling, spellings};
use super::lexicon::Lexicon;
use super::name::clean;
use super::offices::Office;
use super::sighting::{Sighting, Term};
use crate::table::{Failure, Row, read};
use std::path::Path;

/// The dictionaries' last word: a role still open then ended in an unknown year, not before this one.
const LAST_EDITION: u16 = 2011;
/// In the first list of cabinets: who stands in it began in an unknown year.
const FIRST_CABINET: u16 = 2003;

pub fn read_all(sources: &Path, lexicon: &Lexicon) -> Result<Vec<Sighting>, Failure> {
    let rows = read(&sources.join("petrarch-dictionaries/people.tsv"))?;
    Ok(rows.iter().filter_map(|row| person(row, lexicon)).collect())
}

fn person(row: &Row, lexicon: &Lexicon) -> Option<Sighting> {
    let listed = Some(row.get("iso2")).filter(|c| !c.is_empty())?;
    let name = clean(lexicon, row.get("name")).filter(|c| c.name.contains(' '))?;
    let country = lexicon.misplaced(listed, &name.name).unwrap_or(listed);
    let terms = terms(row.get("roles"), country, lexicon);
    if terms.is_empty() {
        return None;
    }
    let mut known = spellings(lexicon, country, &name, "");
    let others = row.get("other_names").split('|').filter_map(|n| clean(lexicon, n));
    for other in others.filter(|n| !is_described(lexicon, &n.name)) {
        let more = spellings(lexicon, country, &other, &known[0].surname.clone());
        let fit: Vec<Spelling> =
            more.into_iter().filter(|s| s.name.contains(' ') && s.surname == known[0].surname).collect();
        known.extend(fit);
    }
    let (wikidata, id) = (String::new(), String::new());
    Some(Sighting {
        spellings: known,
        sure: false,
        country: country.to_owned(),
        terms,
        trust: 6,
        wikidata,
        id,
        exact: country == "US",
    })
}

/// `German Chancellor Angela Merkel`: words that are no part of the name.
fn is_described(lexicon: &Lexicon, name: &str) -> bool {
    let mut words = name.split([' ', '-']);
    words.clone().any(|w| lexicon.is("title", w))
        || words.next().is_some_and(|w| lexicon.is("prefix", w) || lexicon.country(w).is_some())
}

/// One span of a role string such as `DEUGOV 821001-981027`.
struct Role<'a> {
    code: &'a str,
    from: Option<u16>,
    to: Option<u16>,
}

fn role(text: &str) -> Option<Role<'_>> {
    let (code, span) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let code = code.get(3..)?;
    if let Some(from) = span.strip_prefix('>') {
        return Some(Role { code, from: year(from), to: year(from).map(|y| y.max(LAST_EDITION)) });
    }
    let (from, to) = span.trim_start_matches('<').split_once('-')?;
    Some(Role { code, from: year(from), to: year(to) })
}

/// Elite, then government: that is how the lists of heads of state write a career; the lists of cabinets know only
/// government.
fn terms(text: &str, country: &str, lexicon: &Lexicon) -> Vec<Term> {
    let roles: Vec<Role> = text.split(';').filter_map(role).collect();
    let head = text.contains("ELI") && country != "US";
    let scope = format!("country:{country}");
    let mut list = Vec::new();
    for role in roles {
        let office = match role.code {
            "GOV" if head => Some(Office { id: "leader".to_owned(), tier: 1 }),
            "GOV" => Some(Office { id: "minister".to_owned(), tier: 6 }),
            code if country != "US" => lexicon.offices.of_role(code).cloned(),
            _ => None,
        };
        let Some(Office { id, tier }) = office else { continue };
        let from = role.from.filter(|&y| y != FIRST_CABINET);
        list.push(Term { office: id, scope: scope.clone(), from, to: role.to, tier });
    }
    list
}

/// The year of `YYMMDD` or `YYYYMMDD`.
fn year(date: &str) -> Option<u16> {
    match date.len() {
        8 => date[..4].parse().ok(),
        6 => date[..2].parse().ok().map(|two: u16| if two > 20 { 1900 + two } else { 2000 + two }),
        _ => None,
    }
}
