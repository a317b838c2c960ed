//! Linear models: weights by feature, kept as readable tables.
//!
//! A feature is a template and a short list of values. In the table it is `template<TAB>values<TAB>weights`, where a value is a
//! small number, a word behind `=`, or up to four letters behind `~`. A weight is a number in the column of its label, or
//! `label:number` in any.
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
    /// How many words its list of values starts with.
    pub(crate) words: usize,
    /// Whether its one value is letters, packed by [`letters`].
    pub(crate) letters: bool,
}

/// The last letters of a word as one value; 0 for what is not ASCII.
pub(crate) fn letters(word: &str, count: usize) -> u32 {
    let bytes = word.as_bytes();
    let tail = &bytes[bytes.len().saturating_sub(count.min(4))..];
    if !tail.is_ascii() {
        return 0;
    }
    tail.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
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
            words: crate::model::takes!($($word)?).0,
            letters: crate::model::takes!($($word)?).1,
        };)+
        pub(crate) const ALL: &[crate::model::Template] = &[$($constant),+];
    };
}
pub(crate) use templates;

/// The mark behind a template: `of word`, `of pair` (of words), `of letters`; numbers may follow the words.
macro_rules! takes {
    () => {
        (0, false)
    };
    (word) => {
        (1, false)
    };
    (pair) => {
        (2, false)
    };
    (letters) => {
        (0, true)
    };
}
pub(crate) use takes;

/// The hash under which a feature's weights are kept. 64 bits over at most some 100,000 features: a false hit has odds of
/// one in 10^14 a look-up.
#[inline]
pub(crate) fn feature(template: Template, values: &[u32]) -> u64 {
    hash(template.number, values)
}

#[inline]
fn hash(template: u16, values: &[u32]) -> u64 {
    let mut state = u64::from(template) + 1;
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
/// Larger values stand in no array.
const LARGEST: usize = 126;
/// What each value adds to the number of a cell; the last place is that of larger values.
type Column = [u16; LARGEST + 2];
/// The step of a value that does not occur: a sum with it lies behind every array, where weights are 0.
const ABSENT: u16 = u16::MAX;
/// An array may have so many cells for each feature in it; beyond that a hash table is smaller.
const SPREAD: usize = 16;

/// Where the features with one template and one number of values are.
#[derive(Clone, Copy, Debug)]
enum Table {
    Empty,
    /// In an array over all combinations of the values that occur, in mixed radix: the first of its columns and of its cells,
    /// and how many cells it has.
    Dense {
        columns: u32,
        cells: u32,
        size: u32,
    },
    Hashed,
}

/// Weights of a linear model with `L` labels.
#[derive(Clone, Debug)]
pub(crate) struct Weights<const L: usize> {
    /// By template and number of values.
    tables: Vec<Table>,
    columns: Vec<Column>,
    cells: Vec<Row<L>>,
    /// Open addressing; hash 0 is an empty slot; the length is a power of two.
    slots: Vec<(u64, Row<L>)>,
}

impl<const L: usize> Default for Weights<L> {
    fn default() -> Self {
        Self::read("", &[], |_| 0)
    }
}

impl<const L: usize> Weights<L> {
    /// Reads a table; `intern` gives the number of a word.
    pub(crate) fn read(table: &str, templates: &[Template], mut intern: impl FnMut(&str) -> WordId) -> Self {
        let mut features: Vec<Vec<Feature<L>>> = vec![Vec::new(); templates.len() * ARITIES];
        let mut template = None;
        let labels: Vec<&str> = table.lines().next().unwrap_or("").split('\t').skip(2).collect();
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(name), Some(list)) = (cells.next(), cells.next()) else { continue };
            // Rows are sorted by template, so the last one is almost always the right one.
            if template.is_none_or(|t: Template| t.name != name) {
                template = templates.iter().copied().find(|t| t.name == name);
            }
            let Some(template) = template.filter(|t| t.name == name) else { continue };
            let value = |value: &str| match value.as_bytes().first() {
                Some(b'=') => Some(intern(&value[1..])),
                Some(b'~') => Some(letters(&value[1..], 4)),
                _ => value.parse().ok(),
            };
            let values: Vec<u32> = list.split(',').filter_map(value).collect();
            let mut row = [0.0; L];
            for (place, cell) in cells.enumerate() {
                let named = cell.split_once(':').map(|(name, cell)| (labels.iter().position(|l| *l == name), cell));
                let (place, cell) = named.unwrap_or((Some(place), cell));
                if let Some(weight) = place.and_then(|place| row.get_mut(place)) {
                    *weight = cell.parse().unwrap_or(0.0);
                }
            }
            if values.len() < ARITIES {
                features[template.number as usize * ARITIES + values.len()].push((values, row));
            }
        }
        let mut weights = Self { tables: Vec::new(), columns: Vec::new(), cells: Vec::new(), slots: Vec::new() };
        let mut hashed = Vec::new();
        for (at, features) in features.iter().enumerate() {
            let table = if features.is_empty() { Table::Empty } else { weights.add_array(features) };
            if let Table::Hashed = table {
                let template = templates[at / ARITIES];
                hashed.extend(features.iter().map(|(values, row)| (feature(template, values), *row)));
            }
            weights.tables.push(table);
        }
        weights.add_hashes(&hashed);
        weights
    }

    /// Makes an array of the features, if it does not become large and almost empty.
    fn add_array(&mut self, features: &[Feature<L>]) -> Table {
        let most = (features.len() * SPREAD).min(ABSENT as usize);
        let (columns, cells) = (self.columns.len(), self.cells.len());
        let mut size = 1;
        for place in 0..features[0].0.len() {
            let mut column = [ABSENT; LARGEST + 2];
            for (values, _) in features {
                column[(values[place] as usize).min(LARGEST + 1)] = 0;
            }
            let radix = column.iter().filter(|step| **step == 0).count();
            if column[LARGEST + 1] == 0 || size * radix > most {
                self.columns.truncate(columns);
                return Table::Hashed;
            }
            let used = column.iter_mut().filter(|step| **step == 0);
            used.enumerate().for_each(|(rank, step)| *step = (rank * size) as u16);
            self.columns.push(column);
            size *= radix;
        }
        self.cells.resize(cells + size + 1, [0.0; L]);
        for (values, row) in features {
            let cell = cell(&self.columns[columns..], values);
            self.cells[cells + cell] = *row;
        }
        Table::Dense { columns: columns as u32, cells: cells as u32, size: size as u32 }
    }

    fn add_hashes(&mut self, features: &[(u64, Row<L>)]) {
        self.slots = vec![(0, [0.0; L]); (features.len() * 2).next_power_of_two().max(2)];
        for &(hash, row) in features {
            let at = self.slot(hash);
            self.slots[at] = (hash, row);
        }
    }

    /// Where the hash is or would be.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize >> 1 & mask;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// The weights of a feature, if it has any.
    #[inline(always)]
    fn get(&self, template: u16, values: &[u32]) -> Option<&Row<L>> {
        match *self.tables.get(template as usize * ARITIES + values.len())? {
            Table::Empty => None,
            Table::Dense { columns, cells, size } => {
                let columns = &self.columns[columns as usize..][..values.len()];
                // No branch: whether a feature has a weight is hard to foresee.
                Some(&self.cells[cells as usize + cell(columns, values).min(size as usize)])
            }
            Table::Hashed => {
                let hash = hash(template, values);
                let (found, row) = &self.slots[self.slot(hash)];
                (*found == hash).then_some(row)
            }
        }
    }
}

/// The number of the cell of some values.
#[inline(always)]
fn cell(columns: &[Column], values: &[u32]) -> usize {
    let steps = columns.iter().zip(values).map(|(column, &value)| column[(value as usize).min(LARGEST + 1)]);
    steps.map(usize::from).sum()
}

/// The exponential of a number that is not positive. The one of the standard library may differ in its last bit from one platform
/// to another; this one only adds, multiplies and divides, which IEEE 754 defines to the bit.
pub(crate) fn exp(x: f32) -> f32 {
    const SHARES: [f64; 8] = [1.0 / 8.0, 1.0 / 7.0, 1.0 / 6.0, 1.0 / 5.0, 1.0 / 4.0, 1.0 / 3.0, 1.0 / 2.0, 1.0];
    // e^x = (e^(x/256))^256, with eight terms of the series: 3e-7 off at worst. Below -104 nothing is left of an `f32`.
    let step = f64::from(x.max(-104.0)) / 256.0;
    let series = SHARES.iter().fold(1.0, |sum, share| 1.0 + sum * (step * share));
    (0..8).fold(series, |power, _| power * power) as f32
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

impl<const L: usize> Sum<'_, L> {
    #[inline(always)]
    fn add_row(&mut self, row: Option<&Row<L>>) {
        for (score, weight) in self.scores.iter_mut().zip(row.into_iter().flatten()) {
            *score += weight;
        }
    }

    #[inline(never)]
    fn add_list(&mut self, template: u16, values: &[u32]) {
        self.add_row(self.weights.get(template, values));
    }

    // One copy for each number of values: a copy for each feature would be more code than the processor holds at hand.
    #[inline(never)]
    fn add_values<const N: usize>(&mut self, template: u16, values: &[u32; N]) {
        self.add_row(self.weights.get(template, values));
    }
}

impl<const L: usize> Sink for Sum<'_, L> {
    #[inline(always)]
    fn add(&mut self, template: Template, values: &[u32]) {
        match *values {
            [a] => self.add_values(template.number, &[a]),
            [a, b] => self.add_values(template.number, &[a, b]),
            [a, b, c] => self.add_values(template.number, &[a, b, c]),
            [a, b, c, d] => self.add_values(template.number, &[a, b, c, d]),
            [a, b, c, d, e] => self.add_values(template.number, &[a, b, c, d, e]),
            _ => self.add_list(template.number, values),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "it is what is compared with")]
    fn the_exponential_is_that_of_the_standard_library() {
        for x in (0..20_000).map(|hundredth| hundredth as f32 / -100.0) {
            assert!((exp(x) - x.exp()).abs() <= x.exp() * 1e-6 + f32::MIN_POSITIVE, "{x}: {} {}", exp(x), x.exp());
        }
        assert_eq!((exp(0.0), exp(f32::NEG_INFINITY)), (1.0, 0.0));
    }
}
