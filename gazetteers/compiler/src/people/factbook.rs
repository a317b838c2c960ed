//! Heads, deputies, ambassadors and party leaders of the World Factbook.

use super::forms::spellings;
use super::hand::Hand;
use super::lexicon::Lexicon;
use super::name::clean;
use super::offices::Office;
use super::sighting::{Sighting, Term};
use crate::table::{Failure, Row, read};
use std::collections::BTreeMap;
use std::path::Path;

/// The last edition that was collected: who stands in it is still in office.
const LAST_EDITION: &str = "2026";
/// The first edition after the gap, the last one to hold what is older.
const GAP_END: &str = "2020-11-23";
const GAP: std::ops::RangeInclusive<u16> = 2017..=2020;
/// Of the party lists only the editions to 2024 were kept up.
const LAST_PARTY_EDITION: u16 = 2024;

/// Party leaders that stand in the lists for fewer years are left out: there are too many.
const LASTING_LEADER: u16 = 5;

pub fn read_leaders(sources: &Path, lexicon: &Lexicon) -> Result<Vec<Sighting>, Failure> {
    let rows = read(&sources.join("world-factbook/leaders.tsv"))?;
    let successions = Successions::new(&rows);
    Ok(rows.iter().filter_map(|row| leader(row, lexicon, &successions)).collect())
}

/// There are no editions between March 2017 and November 2020: who left in between stays until a successor's first year.
struct Successions(BTreeMap<[String; 3], Vec<u16>>);

impl Successions {
    fn place(row: &Row) -> [String; 3] {
        ["iso2", "listed_as", "title"].map(|column| row.get(column).to_owned())
    }

    fn new(rows: &[Row]) -> Self {
        let mut years: BTreeMap<_, Vec<u16>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.get("first_listed") >= GAP_END) {
            years.entry(Self::place(row)).or_default().extend(year(row.get("since")).filter(|y| GAP.contains(y)));
        }
        Self(years)
    }

    fn end(&self, row: &Row) -> Option<u16> {
        let last = year(row.get("last_listed"));
        if row.get("last_listed") != GAP_END {
            return last;
        }
        let successors = self.0.get(&Self::place(row)).into_iter().flatten().copied();
        successors.filter(|y| Some(*y) >= year(row.get("since"))).min().or(last)
    }
}

fn leader(row: &Row, lexicon: &Lexicon, successions: &Successions) -> Option<Sighting> {
    let listed = row.get("listed_as");
    let country = if listed == "US ambassador to the country" { "US" } else { row.get("iso2") };
    if country.is_empty()
        || (listed == "chief of state"
            && lexicon.is_dependency(country)
            && !row.get("title").to_lowercase().contains("governor"))
    {
        return None;
    }
    let to = successions.end(row).filter(|_| !row.get("last_listed").starts_with(LAST_EDITION));
    let from = year(row.get("since")).or_else(|| year(row.get("first_listed")));
    let terms = offices(row, lexicon).into_iter().map(|office| term(office, country, from, to)).collect();
    let mut sighting = sighting(row, lexicon, country, terms, 2)?;
    // Charles III heads fifteen states; their rows meet by name and year, not by country.
    sighting.exact = country == "US";
    Some(sighting)
}

fn offices(row: &Row, lexicon: &Lexicon) -> Vec<Office> {
    let title = row.get("title");
    match row.get("listed_as") {
        "US ambassador to the country" | "ambassador to the United States" => {
            let charge = title.to_lowercase().starts_with("charg");
            let office = Office { id: "ambassador".to_owned(), tier: 5 };
            if charge { Vec::new() } else { vec![office] }
        }
        _ => lexicon.offices.of_title(title),
    }
}

fn term(office: Office, country: &str, from: Option<u16>, to: Option<u16>) -> Term {
    Term { office: office.id, scope: format!("country:{country}"), from, to, tier: office.tier }
}

fn sighting(row: &Row, lexicon: &Lexicon, country: &str, terms: Vec<Term>, trust: u8) -> Option<Sighting> {
    if terms.is_empty() {
        return None;
    }
    // The Factbook's "President of the Government of Spain" leaves a country before the name.
    let text = row.get("name");
    let own = text.strip_prefix(row.get("country")).map(str::trim).filter(|rest| rest.contains(' '));
    let name = clean(lexicon, own.unwrap_or(text))?;
    let spellings = spellings(lexicon, country, &name, row.get("surname_part"));
    let sure = !row.get("surname_part").is_empty();
    let (wikidata, id) = (String::new(), String::new());
    Some(Sighting { spellings, sure, country: country.to_owned(), terms, trust, wikidata, id, exact: false })
}

pub fn read_parties(sources: &Path, lexicon: &Lexicon, hand: &Hand) -> Result<Vec<Sighting>, Failure> {
    let rows = read(&sources.join("world-factbook/party_leaders.tsv"))?;
    Ok(rows.iter().filter_map(|row| party_leader(row, lexicon, hand)).collect())
}

fn party_leader(row: &Row, lexicon: &Lexicon, hand: &Hand) -> Option<Sighting> {
    let country = Some(row.get("iso2")).filter(|code| !code.is_empty())?;
    let last = year(row.get("last_listed"));
    let to = last.filter(|&y| y < LAST_PARTY_EDITION);
    let scope = hand.party(party(row.get("party")), country, lexicon);
    let from = year(row.get("first_listed"));
    let lasting = last.unwrap_or(0) >= from.unwrap_or(0) + LASTING_LEADER;
    let term = Term { office: "party-leader".to_owned(), scope, from, to, tier: if lasting { 3 } else { 5 } };
    sighting(row, lexicon, country, vec![term], 5)
}

/// The English name of a party out of `Brothers of Italy or FdI` or `NEOS - The New Austria`.
fn party(text: &str) -> &str {
    let mut name = text;
    for sign in [" or ", " (", " [", "/", " ++", " - ", " previously", " formerly", ",", ";", " also known"] {
        name = name.split(sign).next().unwrap_or(name);
    }
    name.trim().trim_matches('"')
}

fn year(date: &str) -> Option<u16> {
    date.get(..4)?.parse().ok()
}
