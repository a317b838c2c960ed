//! One reader a source: its columns and its scale become claims.

use super::register::{Claim, Part, Register};
use crate::table::{self, Failure, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The best-known names of a country are known to newspapers everywhere.
const TOP_OF_A_COUNTRY: u8 = 6;
/// A list without counts says no more than that the name exists.
const EXISTS: u8 = 2;
const FREQUENT_BIRTHS: f64 = 600.0;
const FREQUENT_RANK: f64 = 20_000.0;

pub fn read_all(sources: &Path, tables: &Path, register: &mut Register) -> Result<(), Failure> {
    births(sources, register)?;
    census(sources, register)?;
    popular(sources, register)?;
    existing(sources, register)?;
    let people = People::read(tables)?;
    people.officials(sources, register)?;
    people.sanctioned(sources, register)?;
    people.congress(sources, register)?;
    people.plain_lists(sources, register)
}

fn claim(register: &mut Register, name: &str, part: Part, bucket: u8, frequent: bool, sex: &str) {
    register.claim(&Claim { name, part, bucket, frequent, sex });
}

fn births(sources: &Path, register: &mut Register) -> Result<(), Failure> {
    for row in table::read(&sources.join("us-ssa-given-names/given_names.tsv"))? {
        let births: f64 = row.get("births_1930_2020").parse()?;
        let sex = match row.get("share_female").parse::<f64>()? {
            share if share >= 0.9 => "f",
            share if share <= 0.1 => "m",
            _ => "u",
        };
        let bucket = (1.7 * births.log10() - 2.4).round().clamp(1.0, 9.0) as u8;
        claim(register, row.get("name"), Part::Given, bucket, births >= FREQUENT_BIRTHS, sex);
    }
    Ok(())
}

/// The Census writes no apostrophes and no hyphens: `Obrien` counts for `O'Brien` where another list knows only that.
fn census(sources: &Path, register: &mut Register) -> Result<(), Failure> {
    let witnesses = read_column(&sources.join("wikidata-names/family_latin.tsv"), "name")?;
    for row in table::read(&sources.join("us-census-surnames/surnames.tsv"))? {
        let name = with_apostrophe(row.get("name"), &witnesses);
        let rank = row.get("rank_1990").parse::<f64>().ok();
        let frequent = rank.is_some_and(|r| r <= FREQUENT_RANK) || witnesses.contains(&name);
        let bucket = rank.map_or(1.0, |r| 9.5 - 1.5 * r.log10()).clamp(1.0, 9.0) as u8;
        if frequent {
            claim(register, &name, Part::Family, bucket, true, "");
        }
    }
    Ok(())
}

fn with_apostrophe(name: &str, witnesses: &BTreeSet<String>) -> String {
    let mut letters = name.chars();
    let (first, second) = (letters.next(), letters.next());
    let (Some('O' | 'D'), Some(second), false) = (first, second, witnesses.contains(name)) else {
        return name.to_owned();
    };
    let apart = format!("{}'{}{}", &name[..1], second.to_uppercase(), letters.as_str());
    if witnesses.contains(&apart) { apart } else { name.to_owned() }
}

fn popular(sources: &Path, register: &mut Register) -> Result<(), Failure> {
    let folder = sources.join("popular-names-by-country");
    for row in table::read(&folder.join("surnames.tsv"))? {
        popular_row(&row, Part::Family, "", register);
    }
    for row in table::read(&folder.join("forenames.tsv"))? {
        let sex = row.get("gender").to_lowercase();
        popular_row(&row, Part::Given, &sex, register);
    }
    Ok(())
}

fn popular_row(row: &Row, part: Part, sex: &str, register: &mut Register) {
    for cell in [row.get("localized"), row.get("romanized")] {
        for name in cell.split('/').flat_map(split_names) {
            claim(register, name, part, TOP_OF_A_COUNTRY, true, sex);
        }
    }
}

fn existing(sources: &Path, register: &mut Register) -> Result<(), Failure> {
    let folder = sources.join("wikidata-names");
    for row in table::read(&folder.join("family_latin.tsv"))? {
        for name in split_names(row.get("name")) {
            claim(register, name, Part::Family, EXISTS, false, "");
        }
    }
    for row in table::read(&folder.join("given_latin.tsv"))? {
        for name in split_names(row.get("name")) {
            let sex = Some(row.get("sex")).filter(|s| s.len() == 1).unwrap_or("u");
            claim(register, name, Part::Given, EXISTS, false, sex);
        }
    }
    Ok(())
}

/// The words of a name, if every one of them is a name itself (`Maria Alice`, `Anne-Marie`, but not `de la Cruz`). A hyphen
/// parts words, as it does in the text.
fn split_names(name: &str) -> Vec<&str> {
    let tokens: Vec<&str> = name.split([' ', '-', '‐', '‑', '–']).filter(|token| !token.is_empty()).collect();
    let capitalised = |t: &&str| t.chars().next().is_some_and(char::is_uppercase);
    if tokens.iter().all(capitalised) { tokens } else { Vec::new() }
}

pub fn read_column(path: &Path, column: &str) -> Result<BTreeSet<String>, Failure> {
    Ok(table::read(path)?.iter().map(|row| row.get(column).to_owned()).collect())
}

/// Readers of the lists of persons.
struct People {
    /// Words inside names that are none: `de`, `bin`, `Sheikh`.
    particles: BTreeSet<String>,
    /// Countries whose lists write the surname first.
    family_first: BTreeSet<String>,
}

impl People {
    fn read(tables: &Path) -> Result<Self, Failure> {
        Ok(People {
            particles: read_column(&tables.join("name_particles.tsv"), "particle")?,
            family_first: read_column(&tables.join("family_first_countries.tsv"), "country")?,
        })
    }

    /// The names in a string; `al-Assad` and `Al-Assad` give `Assad`.
    fn tokens<'n>(&self, name: &'n str) -> Vec<&'n str> {
        name.split([' ', ',', '-', '‐', '‑', '–'])
            .filter(|token| token.chars().count() > 1 && !self.particles.contains(&token.to_lowercase()))
            .collect()
    }

    fn bear_all(&self, name: &str, part: Part, register: &mut Register) {
        for token in self.tokens(name) {
            register.bear(token, part, false);
        }
    }

    /// Lists that mark the surname: what is not marked is a given name.
    fn officials(&self, sources: &Path, register: &mut Register) -> Result<(), Failure> {
        let files =
            ["world-factbook/leaders.tsv", "world-factbook/party_leaders.tsv", "cia-world-leaders-2019/officials.tsv"];
        for (name, surname) in distinct_people(sources, &files)? {
            let family = self.tokens(&surname);
            for token in self.tokens(&name) {
                let is_family = surname.is_empty() || family.contains(&token);
                register.bear(token, if is_family { Part::Family } else { Part::Given }, true);
            }
        }
        Ok(())
    }

    fn sanctioned(&self, sources: &Path, register: &mut Register) -> Result<(), Failure> {
        for row in table::read(&sources.join("us-ofac-officials-2023/officials.tsv"))? {
            self.bear_all(row.get("given_names"), Part::Given, register);
            self.bear_all(row.get("surname"), Part::Family, register);
        }
        Ok(())
    }

    fn congress(&self, sources: &Path, register: &mut Register) -> Result<(), Failure> {
        for file in ["us-congress/legislators.tsv", "us-congress/executive.tsv"] {
            for row in table::read(&sources.join(file))? {
                self.bear_all(row.get("first"), Part::Given, register);
                self.bear_all(row.get("nickname"), Part::Given, register);
                self.bear_all(row.get("last"), Part::Family, register);
            }
        }
        Ok(())
    }

    /// Lists of whole names: the first and the last word tell, those between are either.
    fn plain_lists(&self, sources: &Path, register: &mut Register) -> Result<(), Failure> {
        for row in table::read(&sources.join("petrarch-dictionaries/people.tsv"))? {
            self.plain_name(row.get("name"), self.family_first.contains(row.get("iso2")), false, register);
        }
        for row in table::read(&sources.join("wikidata-heads-2022/holders.tsv"))? {
            self.plain_name(row.get("person"), self.family_first.contains(row.get("country")), true, register);
        }
        Ok(())
    }

    fn plain_name(&self, name: &str, family_first: bool, prominent: bool, register: &mut Register) {
        let mut tokens = self.tokens(name);
        if family_first && !tokens.is_empty() {
            tokens.rotate_left(1);
        }
        if let Some((family, given)) = tokens.split_last() {
            register.bear(family, Part::Family, prominent);
            let given = if family_first { given } else { &given[..given.len().min(1)] };
            for token in given {
                register.bear(token, Part::Given, prominent);
            }
        }
    }
}

/// One person stands in many editions of a list; counted once. The surname may be marked in some editions only.
fn distinct_people(sources: &Path, files: &[&str]) -> Result<BTreeMap<String, String>, Failure> {
    let mut people = BTreeMap::new();
    for file in files {
        for row in table::read(&sources.join(file))? {
            let surname: &mut String = people.entry(row.get("name").to_owned()).or_default();
            if surname.is_empty() {
                *surname = row.get("surname_part").to_owned();
            }
        }
    }
    Ok(people)
}
