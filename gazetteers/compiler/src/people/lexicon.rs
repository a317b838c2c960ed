//! The word tables that the people compiler reads: its own exception lists and those of the sources.

use super::offices::Offices;
use crate::table::{Failure, Row, read};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Births below which a US given name is too rare to tell a sex.
const RARE_NAME: u64 = 500;
/// Births from which a US given name tells the sex of people of other countries.
const SURE_NAME: u64 = 5000;

pub struct Lexicon {
    words: HashMap<String, HashSet<String>>,
    /// Phrases that stand before a name, longest first, as folded words.
    pub titles: Vec<Vec<String>>,
    traditions: HashMap<String, HashSet<String>>,
    respellings: HashMap<String, Vec<(String, String)>>,
    /// Country names, adjectives and Wikidata identifiers -> ISO code.
    countries: HashMap<String, String>,
    dependencies: HashSet<String>,
    /// (country, word of a name) -> the country where somebody of such a name belongs.
    misplaced: HashMap<(String, String), String>,
    local_sexes: HashMap<(String, String), HashSet<char>>,
    us_sexes: HashMap<String, char>,
    given: HashSet<String>,
    common: HashSet<String>,
    letters: HashMap<char, String>,
    pub offices: Offices,
}

impl Lexicon {
    pub fn read(sources: &Path) -> Result<Self, Failure> {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let words = read_sets(&data.join("people_words.tsv"), "kind", "word")?;
        let (us_sexes, given) = read_us_names(sources)?;
        let (countries, dependencies) = read_countries(sources)?;
        Ok(Self {
            titles: title_phrases(&words),
            words,
            traditions: read_sets(&data.join("people_traditions.tsv"), "country", "tradition")?,
            respellings: read_respellings(&data.join("people_spellings.tsv"))?,
            countries,
            dependencies,
            misplaced: read_misplaced(&data.join("people_misplaced.tsv"))?,
            local_sexes: read_local_names(sources)?,
            us_sexes,
            given,
            common: read_common(sources)?,
            letters: read_letters(&data.join("letters.tsv"))?,
            offices: Offices::read(&data)?,
        })
    }

    /// Is `word` of this kind in `people_words.tsv`? Case and a final stop do not count.
    pub fn is(&self, kind: &str, word: &str) -> bool {
        let folded = word.trim_end_matches('.').to_lowercase();
        self.words.get(kind).is_some_and(|set| set.contains(&folded))
    }

    /// Does `word` end as the entries of this kind say?
    pub fn ends(&self, kind: &str, word: &str) -> bool {
        self.words.get(kind).is_some_and(|set| set.iter().any(|ending| word.ends_with(ending.as_str())))
    }

    /// Small letters without marks: names that fold alike match the same text.
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for letter in text.nfd().flat_map(char::to_lowercase).filter(|&c| !is_combining_mark(c)) {
            match self.letters.get(&letter) {
                Some(plain) => folded.push_str(plain),
                // The matcher steps over hyphens.
                None => folded.push(if letter == '-' { ' ' } else { letter }),
            }
        }
        folded
    }

    pub fn tradition(&self, country: &str, tradition: &str) -> bool {
        self.traditions.get(country).is_some_and(|set| set.contains(tradition))
    }

    pub fn respellings(&self, country: &str) -> &[(String, String)] {
        self.respellings.get(country).map_or(&[], Vec::as_slice)
    }

    /// ISO code of a country by name, adjective or Wikidata identifier.
    pub fn country(&self, name: &str) -> Option<&str> {
        self.countries.get(&name.to_lowercase()).map(String::as_str)
    }

    /// ISO code of a country whose name stands in a text; the longest name wins.
    pub fn country_in(&self, text: &str) -> Option<&str> {
        let text = format!(" {} ", text.to_lowercase().replace([',', ';', '\'', '.'], " "));
        let found = self.countries.iter().filter(|(name, _)| name.len() > 3 && text.contains(&format!(" {name} ")));
        found.max_by_key(|(name, _)| (name.len(), name.as_str())).map(|(_, code)| code.as_str())
    }

    /// A territory whose head of state is the head of another country.
    pub fn is_dependency(&self, code: &str) -> bool {
        self.dependencies.contains(code)
    }

    /// The right country of a person whom a source lists in a wrong one.
    pub fn misplaced(&self, country: &str, name: &str) -> Option<&str> {
        let right = |word: &str| self.misplaced.get(&(country.to_owned(), word.to_lowercase()));
        name.split(' ').find_map(right).map(String::as_str)
    }

    pub fn is_common_word(&self, word: &str) -> bool {
        self.common.contains(&word.to_lowercase())
    }

    pub fn is_given_name(&self, word: &str) -> bool {
        self.given.contains(&word.to_lowercase())
    }

    /// A given name of any country.
    pub fn is_local_name(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.local_sexes.keys().any(|(_, name)| *name == word)
    }

    /// `m` or `f` of a given name, by the lists of the country first; `None` where any list is in doubt.
    pub fn sex(&self, given: &str, country: &str) -> Option<char> {
        let given = given.to_lowercase();
        if let Some(sexes) = self.local_sexes.get(&(country.to_owned(), given.clone())) {
            return (sexes.len() == 1).then(|| *sexes.iter().next().expect("one"));
        }
        if self.is("epicene", &given) {
            return None;
        }
        self.us_sexes.get(&given).copied()
    }
}

fn read_sets(path: &Path, key: &str, value: &str) -> Result<HashMap<String, HashSet<String>>, Failure> {
    let mut sets: HashMap<String, HashSet<String>> = HashMap::new();
    for row in read(path)? {
        let value = row.get(value);
        sets.entry(row.get(key).to_owned()).or_default().insert(value.to_lowercase());
    }
    Ok(sets)
}

fn read_misplaced(path: &Path) -> Result<HashMap<(String, String), String>, Failure> {
    let of = |row: &Row| ((row.get("country").to_owned(), row.get("word").to_owned()), row.get("belongs").to_owned());
    Ok(read(path)?.iter().map(of).collect())
}

fn title_phrases(words: &HashMap<String, HashSet<String>>) -> Vec<Vec<String>> {
    let titles = words.get("title").into_iter().flatten();
    let mut titles: Vec<Vec<String>> = titles.map(|t| t.split(' ').map(str::to_owned).collect()).collect();
    titles.sort_by_key(|t| (std::cmp::Reverse(t.len()), t.clone()));
    titles
}

fn read_respellings(path: &Path) -> Result<HashMap<String, Vec<(String, String)>>, Failure> {
    let mut pairs: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for row in read(path)? {
        let pair = (row.get("from").to_owned(), row.get("to").to_owned());
        pairs.entry(row.get("country").to_owned()).or_default().push(pair);
    }
    // The longest ending first, so that -skiy wins over -iy.
    pairs
        .values_mut()
        .for_each(|list| list.sort_by_key(|(from, to)| (std::cmp::Reverse(from.len()), from.clone(), to.clone())));
    Ok(pairs)
}

type Countries = (HashMap<String, String>, HashSet<String>);

fn read_countries(sources: &Path) -> Result<Countries, Failure> {
    let mut countries = HashMap::new();
    let mut dependencies = HashSet::new();
    for row in read(&sources.join("rigour/territories.tsv"))? {
        let code = row.get("code").to_uppercase();
        if code.len() != 2 {
            continue;
        }
        for name in row.get("names_strong").split('|').chain([row.get("wikidata"), row.get("name")]) {
            countries.insert(name.trim().to_lowercase(), code.clone());
        }
    }
    for row in read(&sources.join("world-factbook/countries.tsv"))? {
        let code = row.get("iso2").to_owned();
        if code.is_empty() {
            continue;
        }
        if !row.get("dependency_status").is_empty() {
            dependencies.insert(code.clone());
        }
        for column in ["short_name", "long_name", "nationality_adjective"] {
            countries.entry(row.get(column).to_lowercase()).or_insert_with(|| code.clone());
        }
    }
    countries.remove("");
    Ok((countries, dependencies))
}

type Sexes = (HashMap<String, char>, HashSet<String>);

fn read_us_names(sources: &Path) -> Result<Sexes, Failure> {
    let mut sexes = HashMap::new();
    let mut given = HashSet::new();
    for row in read(&sources.join("us-ssa-given-names/given_names.tsv"))? {
        let name = row.get("name").to_lowercase();
        let births: u64 = row.get("births_1930_2020").parse()?;
        let share: f64 = row.get("share_female").parse()?;
        if births >= SURE_NAME && !(0.02..=0.98).contains(&share) {
            sexes.insert(name.clone(), if share > 0.5 { 'f' } else { 'm' });
        }
        if births >= RARE_NAME {
            given.insert(name);
        }
    }
    Ok((sexes, given))
}

fn read_local_names(sources: &Path) -> Result<HashMap<(String, String), HashSet<char>>, Failure> {
    let mut sexes: HashMap<_, HashSet<char>> = HashMap::new();
    for row in read(&sources.join("popular-names-by-country/forenames.tsv"))? {
        let sex = match row.get("gender") {
            "F" => 'f',
            "M" => 'm',
            _ => continue,
        };
        let name = (row.get("country").to_owned(), row.get("romanized").to_lowercase());
        sexes.entry(name).or_default().insert(sex);
    }
    Ok(sexes)
}

fn read_common(sources: &Path) -> Result<HashSet<String>, Failure> {
    let mut common = HashSet::new();
    for row in read(&sources.join("derived/name_word_collisions.tsv"))? {
        common.insert(row.get("name").to_lowercase());
    }
    for row in read(&sources.join("google-books-words/words_en.tsv"))? {
        common.insert(row.get("word").to_lowercase());
    }
    Ok(common)
}

fn read_letters(path: &Path) -> Result<HashMap<char, String>, Failure> {
    let rows = read(path)?;
    Ok(rows.iter().filter_map(|r| Some((r.get("letter").chars().next()?, r.get("fold").to_owned()))).collect())
}
