//! Lists of one moment: World Leaders 2019, Wikidata heads 2021-2022, officials of the Treasury list of 2023.

use super::forms::spellings;
use super::lexicon::Lexicon;
use super::name::clean;
use super::offices::Office;
use super::sighting::{Sighting, Term};
use crate::table::{Failure, Row, read};
use std::path::Path;

const CIA_YEAR: u16 = 2019;
const OFAC_YEAR: u16 = 2023;

/// An office of a country in the one year in which the list saw it.
fn seen(offices: &[Office], country: &str, year: u16) -> Vec<Term> {
    let scope = format!("country:{country}");
    offices
        .iter()
        .map(|o| Term { office: o.id.clone(), scope: scope.clone(), from: Some(year), to: Some(year), tier: o.tier })
        .collect()
}

fn sighting(
    lexicon: &Lexicon,
    name: &str,
    surname: &str,
    country: &str,
    terms: Vec<Term>,
    trust: u8,
) -> Option<Sighting> {
    if terms.is_empty() || country.is_empty() {
        return None;
    }
    let name = clean(lexicon, name)?;
    let spellings = spellings(lexicon, country, &name, surname);
    let (wikidata, id) = (String::new(), String::new());
    Some(Sighting {
        spellings,
        sure: !surname.is_empty(),
        country: country.to_owned(),
        terms,
        trust,
        wikidata,
        id,
        exact: country == "US",
    })
}

pub fn read_cia(sources: &Path, lexicon: &Lexicon) -> Result<Vec<Sighting>, Failure> {
    let rows = read(&sources.join("cia-world-leaders-2019/officials.tsv"))?;
    Ok(rows
        .iter()
        .filter_map(|row| {
            let country = row.get("iso2");
            let terms = seen(&lexicon.offices.of_title(row.get("office")), country, CIA_YEAR);
            sighting(lexicon, row.get("name"), row.get("surname_part"), country, terms, 3)
        })
        .collect())
}

pub fn read_wikidata(sources: &Path, lexicon: &Lexicon) -> Result<Vec<Sighting>, Failure> {
    let rows = read(&sources.join("wikidata-heads-2022/holders.tsv"))?;
    Ok(rows.iter().filter_map(|row| head(row, lexicon)).collect())
}

fn head(row: &Row, lexicon: &Lexicon) -> Option<Sighting> {
    let country = lexicon.country(row.get("country_qid")).or_else(|| lexicon.country(row.get("country")))?;
    let title = row.get("position").split(" of ").next().unwrap_or("");
    let scope = format!("country:{country}");
    let years = (row.get("start_year").parse().ok(), row.get("end_year").parse().ok());
    let offices = lexicon.offices.of_title(title);
    let terms = offices
        .into_iter()
        .map(|o| Term { office: o.id, scope: scope.clone(), from: years.0, to: years.1, tier: o.tier })
        .collect();
    let mut found = sighting(lexicon, row.get("person"), "", country, terms, 1)?;
    found.wikidata = row.get("person_qid").to_owned();
    Some(found)
}

pub fn read_ofac(sources: &Path, lexicon: &Lexicon) -> Result<Vec<Sighting>, Failure> {
    let rows = read(&sources.join("us-ofac-officials-2023/officials.tsv"))?;
    Ok(rows.iter().filter_map(|row| official(row, lexicon)).collect())
}

fn official(row: &Row, lexicon: &Lexicon) -> Option<Sighting> {
    let title = row.get("title").split(';').next().unwrap_or("");
    let country = lexicon.country(row.get("nationality")).or_else(|| lexicon.country_in(row.get("title")))?;
    let past = title.to_lowercase().contains("former");
    let mut terms = seen(&lexicon.offices.of_title(title), country, OFAC_YEAR);
    // Of companies, banks, courts and commissions, not of peoples; or who is asked is an aide of one.
    terms.retain(|t| !["representative", "president", "vice-president"].contains(&t.office.as_str()));
    let terms = if past { terms.into_iter().map(|t| Term { from: None, ..t }).collect() } else { terms };
    let family_first = ["family-first", "korean"].iter().any(|t| lexicon.tradition(country, t));
    let (given, surname) = (row.get("given_names"), row.get("surname"));
    let name = if family_first { format!("{surname} {given}") } else { format!("{given} {surname}") };
    sighting(lexicon, &name, surname, country, terms, 4)
}
