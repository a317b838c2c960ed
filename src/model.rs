//! Linear models: weights by feature, kept as readable tables, looked up by hash.
//!
//! A feature is a template and a short list of values. In the table it is `template<TAB>values<TAB>weights`, where the values
//! are small numbers, or one word behind `=`.

use crate::text::WordId;

/// What a room tells the model about one decision.
pub(crate) trait Sink {
    /// A feature that holds.
    fn add(&mut self, template: Template, values: &[u32]);
}

/// A kind of feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// Its place in the room's list of templates.
    pub(crate) number: u16,
    /// Its name in the table.
    pub(crate) name: &'static str,
    /// Whether its one value is a word.
    pub(crate) word: bool,
}

/// Declares the templates of a model: the list `ALL` and a constant for each.
macro_rules! templates {
    ($($(#[$doc:meta])* $constant:ident = $name:literal $(of $word:ident)?,)+) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "numbers the constants below")]
        enum Number { $($constant),+ }
        $($(#[$doc])* pub(crate) const $constant: crate::model::Template = crate::model::Template {
            number: Number::$constant as u16,
            name: $name,
            word: [false $(, crate::model::takes!($word))?].len() > 1,
        };)+
        pub(crate) const ALL: &[crate::model::Template] = &[$($constant),+];
    };
}
pub(crate) use templates;

/// The mark `of word` behind a template.
macro_rules! takes {
    (word) => {
        true
    };
}
pub(crate) use takes;

/// The hash under which a feature's weights are kept. 64 bits over at most some 100,000 features: a false hit has odds of
/// one in 10^14 a look-up.
#[inline]
pub(crate) fn feature(template: Template, values: &[u32]) -> u64 {
    let mut state = u64::from(template.number) + 1;
    for &value in values {
        state = (state.rotate_left(27) ^ u64::from(value)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    let mixed = (state ^ state >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed ^ mixed >> 29) | 1
}

/// Weights of a linear model with `L` labels.
#[derive(Clone, Debug)]
pub(crate) struct Weights<const L: usize> {
    /// (hash, place of the weights); hash 0 is an empty slot; the length is a power of two.
    slots: Vec<(u64, u32)>,
    weights: Vec<[f32; L]>,
}

impl<const L: usize> Weights<L> {
    /// Reads a table; `intern` gives the number of a word.
    pub(crate) fn read(table: &str, templates: &[Template], mut intern: impl FnMut(&str) -> WordId) -> Self {
        let mut rows = Vec::new();
        let mut values = Vec::new();
        let mut template = None;
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(name), Some(list)) = (cells.next(), cells.next()) else { continue };
            // Rows are sorted by template, so the last one is almost always the right one.
            if template.is_none_or(|t: Template| t.name != name) {
                template = templates.iter().copied().find(|t| t.name == name);
            }
            let Some(template) = template.filter(|t| t.name == name) else { continue };
            values.clear();
            match list.strip_prefix('=') {
                Some(word) => values.push(intern(word)),
                None => values.extend(list.split(',').filter_map(|value| value.parse::<u32>().ok())),
            }
            let mut weights = [0.0; L];
            for (weight, cell) in weights.iter_mut().zip(cells) {
                *weight = cell.parse().unwrap_or(0.0);
            }
            rows.push((feature(template, &values), weights));
        }
        Self::from_rows(&rows)
    }

    fn from_rows(rows: &[(u64, [f32; L])]) -> Self {
        let size = (rows.len() * 2).next_power_of_two().max(2);
        let mut table = Self { slots: vec![(0, 0); size], weights: Vec::with_capacity(rows.len()) };
        for &(hash, weights) in rows {
            let mut at = hash as usize >> 1 & (size - 1);
            while table.slots[at].0 != 0 {
                at = (at + 1) & (size - 1);
            }
            table.slots[at] = (hash, table.weights.len() as u32);
            table.weights.push(weights);
        }
        table
    }

    /// The weights of a feature, if it has any.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<&[f32; L]> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize >> 1 & mask;
        loop {
            let (slot, place) = self.slots[at];
            if slot == hash {
                return Some(&self.weights[place as usize]);
            }
            if slot == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}

impl<const L: usize> Default for Weights<L> {
    fn default() -> Self {
        Self::from_rows(&[])
    }
}

/// Sums the weights of all features that hold.
pub(crate) struct Sum<'w, const L: usize> {
    weights: &'w Weights<L>,
    pub(crate) scores: [f32; L],
}

impl<'w, const L: usize> Sum<'w, L> {
    pub(crate) fn new(weights: &'w Weights<L>) -> Self {
        Self { weights, scores: [0.0; L] }
    }
}

impl<const L: usize> Sink for Sum<'_, L> {
    #[inline]
    fn add(&mut self, template: Template, values: &[u32]) {
        if let Some(weights) = self.weights.get(feature(template, values)) {
            for (score, weight) in self.scores.iter_mut().zip(weights) {
                *score += weight;
            }
        }
    }
}
