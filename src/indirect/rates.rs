//! How often a word is part of a cue: counts in `gazetteers/cue_rates.tsv`.

use crate::text::WordId;

/// Uses of each word, and in how many of them it was part of a cue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rates {
    of: Vec<(u32, u32)>,
}

impl Rates {
    /// Reads the table: word, uses, uses as a cue.
    pub(crate) fn read(table: &str, mut intern: impl FnMut(&str) -> WordId) -> Self {
        let mut rates = Rates::default();
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            if let (Some(word), Some(used), Some(cue)) = (cells.next(), cells.next(), cells.next()) {
                let counts = (used.parse().unwrap_or(0), cue.parse().unwrap_or(0));
                *rates.of_mut(intern(word)) = counts;
            }
        }
        rates
    }

    /// The counts of a word.
    pub(crate) fn of_mut(&mut self, word: WordId) -> &mut (u32, u32) {
        if self.of.len() <= word as usize {
            self.of.resize(word as usize + 1, (0, 0));
        }
        &mut self.of[word as usize]
    }

    /// The rate of a word in bins: 0 seen hardly or never, 1 never a cue, up to 10 almost always one.
    pub(crate) fn bin(&self, word: WordId) -> u8 {
        let (used, cue) = self.of.get(word as usize).copied().unwrap_or((0, 0));
        match (used, cue * 100) {
            (0..=2, _) => 0,
            (_, 0) => 1,
            (_, share) => match share / used {
                0..2 => 2,
                2..5 => 3,
                5..10 => 4,
                10..20 => 5,
                20..35 => 6,
                35..50 => 7,
                50..70 => 8,
                70..85 => 9,
                _ => 10,
            },
        }
    }
}
