//! How common a word is in English at large, whatever it is in a given text.

use crate::table::{self, Failure, Table};
use std::collections::BTreeMap;
use std::path::Path;

/// Lower-case words with a bucket of 1 (rare) to 9 (`the`).
pub struct Commonness {
    buckets: BTreeMap<String, u8>,
}

impl Commonness {
    pub fn read(sources: &Path) -> Result<Self, Failure> {
        let mut words = Commonness { buckets: BTreeMap::new() };
        for row in table::read(&sources.join("scowl/words_en.tsv"))? {
            if row.get("list") == "words" {
                words.note(row.get("word"), level_bucket(row.get("level").parse()?));
            }
        }
        for row in table::read(&sources.join("google-books-words/words_en.tsv"))? {
            words.note(row.get("word"), rank_bucket(row.get("rank").parse()?));
        }
        Ok(words)
    }

    fn note(&mut self, word: &str, bucket: u8) {
        if !word.is_empty() && word.chars().all(char::is_lowercase) {
            let known = self.buckets.entry(word.to_owned()).or_default();
            *known = bucket.max(*known);
        }
    }

    /// 0 for a word that is none.
    pub fn of(&self, word: &str) -> u8 {
        self.buckets.get(word).copied().unwrap_or(0)
    }

    pub fn table(&self) -> Table {
        let mut table = Table::new("vocabulary.tsv", &["word", "rank"]);
        for (word, bucket) in &self.buckets {
            table.push([word, &bucket.to_string()]);
        }
        table
    }
}

/// Half a power of ten a step: 9 for the first hundred words, 5 at the ten-thousandth.
fn rank_bucket(rank: f64) -> u8 {
    (9.0 - 2.0 * (rank / 100.0).log10()).round().clamp(5.0, 9.0) as u8
}

/// The word list knows three degrees only, and its words without a rank are rarer than any with one.
fn level_bucket(level: u8) -> u8 {
    match level {
        0..=10 => 4,
        11..=20 => 3,
        21..=30 => 2,
        _ => 1,
    }
}
