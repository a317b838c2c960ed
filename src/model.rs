//! Linear models: weights by feature, kept as readable tables.
//!
//! A feature is a template and a short list of values. In the table it is `template<TAB>values<TAB>weights`, where the values
//! are small numbers, or one word behind `=`.
//!
//! Most templates have few values; their weights stand in an array over all combinations, where a look-up is an addition for
//! each value. Words and long paths are looked up by hash.

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
    /// What it tells, in words; may be empty.
    pub(crate) meaning: &'static str,
    /// Whether its one value is a word.
    pub(crate) word: bool,
}

/// Declares the templates of a model: the list `ALL` and a constant for each.
macro_rules! templates {
    ($($(#[$doc:meta])* $constant:ident = $name:literal $(is $meaning:literal)? $(of $word:ident)?,)+) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "numbers the constants below")]
        enum Number { $($constant),+ }
        $($(#[$doc])* pub(crate) const $constant: crate::model::Template = crate::model::Template {
            number: Number::$constant as u16,
            name: $name,
            meaning: concat!($($meaning)?),
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

/// The weights of one feature.
type Row<const L: usize> = [f32; L];
/// A feature of a template with its weights.
type Feature<const L: usize> = (Vec<u32>, Row<L>);

/// Every feature has fewer values than this.
const ARITIES: usize = 16;
/// An array may have so many cells for each feature in it; beyond that a hash table is smaller.
const SPREAD: usize = 16;
/// The step of a value that does not occur: a sum with it lies behind every array, and does not overflow.
const ABSENT: u32 = u32::MAX / ARITIES as u32;

/// The features with one template and one number of values.
#[derive(Clone, Debug)]
enum Table<const L: usize> {
    Dense(Dense<L>),
    Hashed(Hashed<L>),
}

impl<const L: usize> Table<L> {
    fn new(template: Template, features: &[Feature<L>]) -> Self {
        Dense::new(features).map_or_else(|| Table::Hashed(Hashed::new(template, features)), Table::Dense)
    }
}

/// An array over all combinations of the values that occur, in mixed radix.
#[derive(Clone, Debug)]
struct Dense<const L: usize> {
    /// For each place and value, what it adds to the number of the cell.
    steps: Vec<Vec<u32>>,
    cells: Vec<Row<L>>,
}

impl<const L: usize> Dense<L> {
    /// `None` if the array would be large and almost empty.
    fn new(features: &[Feature<L>]) -> Option<Self> {
        let most = features.len() * SPREAD;
        let mut size = 1;
        let mut steps = Vec::new();
        for place in 0..features.first().map_or(0, |(values, _)| values.len()) {
            let values = || features.iter().map(|(values, _)| values[place] as usize);
            let largest = values().max().filter(|&largest| largest <= most)?;
            let mut column = vec![ABSENT; largest + 1];
            values().for_each(|value| column[value] = 0);
            let mut radix = 0;
            for step in column.iter_mut().filter(|step| **step == 0) {
                *step = radix * size;
                radix += 1;
            }
            size = size.checked_mul(radix).filter(|&size| size as usize <= most)?;
            steps.push(column);
        }
        let cells = if features.is_empty() { 0 } else { size as usize };
        let mut dense = Self { steps, cells: vec![[0.0; L]; cells] };
        for (values, row) in features {
            let cell = dense.cell(values)?;
            dense.cells[cell] = *row;
        }
        Some(dense)
    }

    #[inline]
    fn cell(&self, values: &[u32]) -> Option<usize> {
        let mut cell = 0;
        for (steps, &value) in self.steps.iter().zip(values) {
            cell += steps.get(value as usize)?;
        }
        Some(cell as usize)
    }

    #[inline]
    fn get(&self, values: &[u32]) -> Option<&Row<L>> {
        self.cells.get(self.cell(values)?)
    }
}

/// By hash, in open addressing.
#[derive(Clone, Debug)]
struct Hashed<const L: usize> {
    /// Hash 0 is an empty slot; the length is a power of two.
    slots: Vec<(u64, Row<L>)>,
}

impl<const L: usize> Hashed<L> {
    fn new(template: Template, features: &[Feature<L>]) -> Self {
        let size = (features.len() * 2).next_power_of_two();
        let mut table = Self { slots: vec![(0, [0.0; L]); size.max(2)] };
        for (values, row) in features {
            let hash = feature(template, values);
            let at = table.slot(hash);
            table.slots[at] = (hash, *row);
        }
        table
    }

    /// Where the hash is or would be.
    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize >> 1 & mask;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    #[inline]
    fn get(&self, hash: u64) -> Option<&Row<L>> {
        let (found, row) = &self.slots[self.slot(hash)];
        (*found == hash).then_some(row)
    }
}

/// Weights of a linear model with `L` labels.
#[derive(Clone, Debug)]
pub(crate) struct Weights<const L: usize> {
    /// By template and number of values.
    tables: Vec<Table<L>>,
}

impl<const L: usize> Weights<L> {
    /// Reads a table; `intern` gives the number of a word.
    pub(crate) fn read(table: &str, templates: &[Template], mut intern: impl FnMut(&str) -> WordId) -> Self {
        let mut features: Vec<Vec<Feature<L>>> = vec![Vec::new(); templates.len() * ARITIES];
        let mut template = None;
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(name), Some(list)) = (cells.next(), cells.next()) else { continue };
            // Rows are sorted by template, so the last one is almost always the right one.
            if template.is_none_or(|t: Template| t.name != name) {
                template = templates.iter().copied().find(|t| t.name == name);
            }
            let Some(template) = template.filter(|t| t.name == name) else { continue };
            let values: Vec<u32> = match list.strip_prefix('=') {
                Some(word) => vec![intern(word)],
                None => list.split(',').filter_map(|value| value.parse().ok()).collect(),
            };
            let mut row = [0.0; L];
            for (weight, cell) in row.iter_mut().zip(cells) {
                *weight = cell.parse().unwrap_or(0.0);
            }
            if values.len() < ARITIES {
                features[template.number as usize * ARITIES + values.len()].push((values, row));
            }
        }
        let tables = features.iter().enumerate().map(|(at, rows)| Table::new(templates[at / ARITIES], rows));
        Self { tables: tables.collect() }
    }

    /// The weights of a feature, if it has any.
    #[inline]
    fn get(&self, template: Template, values: &[u32]) -> Option<&Row<L>> {
        match self.tables.get(template.number as usize * ARITIES + values.len())? {
            Table::Dense(table) => table.get(values),
            Table::Hashed(table) => table.get(feature(template, values)),
        }
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
        if let Some(row) = self.weights.get(template, values) {
            for (score, weight) in self.scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
    }
}
