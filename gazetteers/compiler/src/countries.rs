//! Countries: common and formal names, adjectives, people, capitals, and the names in other languages.
//!
//! What the hand file `gazetteers/countries.tsv` says wins: a name that stands there is not compiled again. Two small
//! tables in `data/` hold what no source knows: names to leave out, and what a name may be instead of a country.

use crate::table::{Failure, Row, Table, read};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The other languages of which the names are kept: those that turn up in English news most.
const LANGUAGES: &[&str] = &["de", "fr", "es", "it", "pt", "ru", "ar", "zh", "ja", "ko", "tr", "uk", "pl", "nl"];

pub fn compile(sources: &Path) -> Result<Vec<Table>, Failure> {
    let codes = read(&sources.join("country-codes/countries.tsv"))?;
    let cldr = read(&sources.join("cldr/territory_names.tsv"))?;
    let factbook = read(&sources.join("world-factbook/countries.tsv"))?;
    let mut countries = Countries::new(&codes)?;
    countries.common_names(&cldr);
    countries.united_nations(&codes);
    countries.factbook(&factbook);
    countries.capitals(&codes, &factbook);
    countries.check()?;
    Ok(vec![countries.table(), countries.foreign(&cldr)])
}

struct Cells {
    form: &'static str,
    case: &'static str,
    iso3: String,
}

/// The rows so far, and what decides whether a further one is taken.
struct Countries {
    iso3: BTreeMap<String, String>,
    /// Key and folded name of all that is known: the matcher folds too, `Yaounde` beside `Yaoundé` would be one name twice.
    known: BTreeSet<(String, String)>,
    /// The keys that have their display name.
    named: BTreeSet<String>,
    dropped: BTreeSet<(String, String)>,
    risks: BTreeMap<String, String>,
    rows: BTreeMap<(String, String), Cells>,
}

impl Countries {
    fn new(codes: &[Row]) -> Result<Self, Failure> {
        let mut iso3: BTreeMap<_, _> =
            codes.iter().map(|row| (row.get("iso2").to_owned(), row.get("iso3").to_owned())).collect();
        // ISO has no entry for Kosovo; these are the codes in general use.
        iso3.insert("XK".to_owned(), "XKX".to_owned());
        let hand = read(&here("../countries.tsv"))?;
        let dropped = read(&here("data/country_drops.tsv"))?;
        let risks = read(&here("data/country_risks.tsv"))?;
        Ok(Countries {
            iso3,
            known: hand.iter().map(|row| (row.get("key").to_owned(), fold(row.get("name")))).collect(),
            named: hand.iter().filter(|row| row.get("form") == "name").map(|row| row.get("key").to_owned()).collect(),
            dropped: dropped.iter().map(pair).collect(),
            risks: risks.iter().map(|row| (row.get("name").to_owned(), row.get("risk").to_owned())).collect(),
            rows: BTreeMap::new(),
        })
    }

    /// Takes a name unless it is known already, left out on purpose, or not the sort of words that stand in a text.
    fn add(&mut self, iso2: &str, name: &str, form: &'static str) {
        let entry = (format!("country:{iso2}"), name.replace('’', "'").nfc().collect::<String>());
        let wanted = plain(&entry.1) && self.iso3.contains_key(iso2) && !self.dropped.contains(&entry);
        if !wanted || !self.known.insert((entry.0.clone(), fold(&entry.1))) {
            return;
        }
        let (mut case, mut iso3) = ("", String::new());
        match form {
            "abbreviation" => case = "exact",
            "name" => iso3.clone_from(&self.iso3[iso2]),
            _ => {}
        }
        self.rows.insert(entry, Cells { form, case, iso3 });
    }

    /// The display name of a country, or a further one: every country has one row of the form `name`, so that its
    /// display name does not hang on the order of the rows and files.
    fn add_name(&mut self, iso2: &str, name: &str) {
        let key = format!("country:{iso2}");
        if self.named.contains(&key) {
            return self.add(iso2, name, "official");
        }
        self.add(iso2, name, "name");
        if self.rows.get(&(key.clone(), name.replace('’', "'"))).is_some_and(|cells| cells.form == "name") {
            self.named.insert(key);
        }
    }

    /// The English names of CLDR, the short one first.
    fn common_names(&mut self, cldr: &[Row]) {
        for alt in ["short", "", "variant"] {
            for row in cldr.iter().filter(|row| row.get("locale") == "en" && row.get("alt") == alt) {
                let name = row.get("name").replace('&', "and");
                self.add_name(row.get("code"), &name);
                if let Some(rest) = name.strip_prefix("St. ") {
                    self.add_name(row.get("code"), &format!("Saint {rest}"));
                    self.add_name(row.get("code"), &format!("St {rest}"));
                }
            }
        }
    }

    /// The names that the United Nations and ISO use, without article and footnote mark.
    fn united_nations(&mut self, codes: &[Row]) {
        for row in codes {
            for column in ["un_short_en", "un_formal_en", "official_en"] {
                let name = row.get(column).trim_end_matches(['*', ' ']).trim_end_matches(" (the)");
                self.add_name(row.get("iso2"), name.strip_prefix("the ").unwrap_or(name));
            }
        }
    }

    fn factbook(&mut self, factbook: &[Row]) {
        for row in factbook {
            let iso2 = row.get("iso2");
            self.add(iso2, row.get("long_name"), "official");
            // Two letters are too often something else: the few that newspapers use are in the hand file.
            if row.get("abbreviation").len() > 2 {
                self.add(iso2, row.get("abbreviation"), "abbreviation");
            }
            for adjective in parts(row.get("nationality_adjective")) {
                self.add(iso2, &without_remark(&adjective), "adjective");
            }
            for noun in parts(row.get("nationality_noun")) {
                self.add_noun(iso2, &noun);
            }
        }
    }

    /// `Afghan(s)` gives both numbers; a noun without a mark is taken as it stands.
    fn add_noun(&mut self, iso2: &str, noun: &str) {
        if let Some((singular, _)) = noun.split_once("(s)") {
            self.add(iso2, singular, "demonym");
            self.add(iso2, &format!("{singular}s"), "demonym");
        } else if let Some((singular, _)) = noun.split_once("man(men)") {
            self.add(iso2, &format!("{singular}man"), "demonym");
            self.add(iso2, &format!("{singular}men"), "demonym");
        } else if let Some((singular, _)) = noun.split_once("woman(women)") {
            self.add(iso2, &format!("{singular}woman"), "demonym");
            self.add(iso2, &format!("{singular}women"), "demonym");
        } else {
            self.add(iso2, &without_remark(noun), "demonym");
        }
    }

    /// The list of codes writes capitals without accents; the Factbook often has them.
    fn capitals(&mut self, codes: &[Row], factbook: &[Row]) {
        let accented: BTreeSet<String> = factbook.iter().map(|row| without_remark(row.get("capital"))).collect();
        let accented: BTreeMap<String, String> = accented.into_iter().map(|name| (fold(&name), name)).collect();
        for row in codes {
            let capital = row.get("capital");
            let capital = accented.get(&fold(capital)).map_or(capital, String::as_str).to_owned();
            self.add(row.get("iso2"), &capital, "capital");
        }
    }

    /// A code without a name would be a country that no text can mention.
    fn check(&self) -> Result<(), Failure> {
        let named = |iso2: &&str| self.named.contains(&format!("country:{iso2}"));
        let unnamed: Vec<&str> = self.iso3.keys().map(String::as_str).filter(|iso2| !named(iso2)).collect();
        if unnamed.is_empty() {
            return Ok(());
        }
        Err(format!("countries without a name: {}", unnamed.join(", ")).into())
    }

    fn table(&self) -> Table {
        let mut table = Table::new("countries.tsv", &["key", "name", "form", "case", "risk", "iso3"]);
        for ((key, name), cells) in &self.rows {
            let risk = self.risks.get(name).map_or("", String::as_str);
            table.push([key, name, cells.form, cells.case, risk, &cells.iso3]);
        }
        table
    }

    /// The names of the countries in other languages, where they are not English names of some country too.
    fn foreign(&self, cldr: &[Row]) -> Table {
        let mut table = Table::new("country_names.tsv", &["key", "name", "form", "case", "risk", "language"]);
        let english: BTreeSet<&String> = self.known.iter().map(|(_, name)| name).collect();
        let mut seen = BTreeSet::new();
        for language in LANGUAGES {
            for row in cldr.iter().filter(|row| row.get("locale") == *language) {
                let (code, name) = (row.get("code"), row.get("name").replace('’', "'").nfc().collect::<String>());
                let wanted = self.iso3.contains_key(code) && plain(&name) && !english.contains(&fold(&name));
                // Two languages may share a name: the first of the list has it.
                if wanted && seen.insert((code.to_owned(), fold(&name))) {
                    let case = if name == name.to_uppercase() && name.is_ascii() { "exact" } else { "" };
                    let risk = self.risks.get(&name).map_or("", String::as_str);
                    table.push([&format!("country:{code}"), &name, "foreign", case, risk, language]);
                }
            }
        }
        table
    }
}

/// A file beside the compiler's own.
fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn pair(row: &Row) -> (String, String) {
    (row.get("key").to_owned(), row.get("name").to_owned())
}

/// The single names of a list such as `Saudi or Saudi Arabian`.
fn parts(list: &str) -> Vec<String> {
    list.replace(" or ", ", ").split([',', ';']).map(|part| part.trim().to_owned()).collect()
}

/// Cuts a remark off: `Thai (singular and plural)`, `Santiago; note - ...`.
fn without_remark(text: &str) -> String {
    text.split(['(', ';']).next().unwrap_or("").trim().to_owned()
}

/// Whether the words could stand so in a text: no brackets, signs, digits, or dashes between spaces.
fn plain(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(" - ")
        && name.chars().all(|c| c.is_alphabetic() || is_combining_mark(c) || " .'-·・".contains(c))
}

fn fold(name: &str) -> String {
    name.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase()
}
