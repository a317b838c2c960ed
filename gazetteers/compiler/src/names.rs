//! What is known of single words: which are names of persons and how common they are as ordinary words.

mod readers;
mod register;
mod spelling;
mod words;

use crate::table::{Failure, Table};
use register::{Evidence, Register};
use spelling::Folding;
use std::collections::BTreeSet;
use std::path::Path;
use words::Commonness;

pub fn compile(sources: &Path) -> Result<Vec<Table>, Failure> {
    let words = Commonness::read(sources)?;
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut register = Register::new(Folding::read(&tables)?, &words);
    readers::read_all(sources, &tables, &mut register)?;
    let not_names = readers::read_column(&tables.join("not_names.tsv"), "word")?;
    Ok(vec![names(&register, &words, &not_names), words.table()])
}

fn names(register: &Register, words: &Commonness, not_names: &BTreeSet<String>) -> Table {
    let mut table = Table::new("names.tsv", &["name", "given", "family", "sex", "word"]);
    for (key, evidence) in register.entries() {
        let word = words.of(key);
        if is_worth_a_row(evidence, word) && !not_names.contains(key) {
            let (given, family) = (evidence.given().to_string(), evidence.family().to_string());
            table.push([evidence.spelling(), &given, &family, evidence.sex(), &word.to_string()]);
        }
    }
    table
}

/// Surnames that are no words all stay, because most bearers of a rare one are in no list. A given name must be frequent somewhere or
/// have two witnesses: with the 25,000 others listed the finder of names took what is in no list for less of a name than it is.
/// A word must be a frequent name.
fn is_worth_a_row(evidence: &Evidence, word: u8) -> bool {
    if word > 0 {
        return evidence.is_frequent() && evidence.given().max(evidence.family()) >= least_bucket(word);
    }
    evidence.is_frequent() || evidence.is_confirmed() || evidence.family() > 0
}

/// `The` and `How` are surnames of somebody, too: the commoner the word, the more the name must be one.
fn least_bucket(word: u8) -> u8 {
    match word {
        0..=1 => 2,
        2..=3 => 3,
        4..=6 => 4,
        _ => 5,
    }
}
