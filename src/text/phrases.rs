//! Sequences of words: a trie over word numbers, walked one token at a time.

use super::vocabulary::{UNKNOWN, WordId, WordSet};

const NONE: u32 = u32::MAX;
/// Marks the nodes below those of first words, which have the numbers of the words.
const DEEPER: u32 = 1 << 31;

/// Finds every listed word sequence that starts at a token. Building is linear in the words of all sequences, a step of the
/// walk takes one look-up; each sequence carries any number of values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    /// The words that start a sequence: almost every token is answered here.
    starts: WordSet,
    /// The words that are a sequence alone.
    alone: WordSet,
    /// (node, word) -> node, open addressing; the length is a power of two.
    edges: Vec<(u32, WordId, u32)>,
    edge_count: usize,
    /// A bit for the hash of each edge, eight times as many as there are places for edges: most steps end here.
    steps: Vec<u64>,
    /// The last value of each first word, and of each node below.
    first_value: Vec<u32>,
    value_of: Vec<u32>,
    /// The next value that ends at the same node; behind the last one comes the first, so that adding needs no search.
    next_value: Vec<u32>,
}

impl Phrases {
    /// Adds a sequence; `value` must be the number of calls before this one.
    pub(crate) fn add(&mut self, words: &[WordId], value: u32) {
        debug_assert_eq!(value as usize, self.next_value.len());
        self.next_value.push(NONE);
        let Some((&first, rest)) = words.split_first() else { return };
        self.starts.insert(first);
        if rest.is_empty() {
            self.alone.insert(first);
            if self.first_value.len() <= first as usize {
                self.first_value.resize((first as usize + 1).max(self.first_value.len() * 2), NONE);
            }
        }
        let mut node = first;
        for &word in rest {
            node = self.child(node, word).unwrap_or_else(|| self.new_child(node, word));
        }
        let head = match node.checked_sub(DEEPER) {
            Some(node) => &mut self.value_of[node as usize],
            None => &mut self.first_value[node as usize],
        };
        // Values of one node stay in the order in which they came.
        let last = std::mem::replace(head, value);
        let next = if last == NONE { value } else { std::mem::replace(&mut self.next_value[last as usize], value) };
        self.next_value[value as usize] = next;
    }

    fn hash(node: u32, word: WordId) -> usize {
        let key = u64::from(node) << 32 | u64::from(word);
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 24) as usize
    }

    #[inline]
    fn child(&self, node: u32, word: WordId) -> Option<u32> {
        let hash = Self::hash(node, word);
        let bit = hash & (self.steps.len() * 64).wrapping_sub(1);
        if self.steps.get(bit / 64).is_none_or(|bits| bits >> (bit % 64) & 1 == 0) {
            return None;
        }
        let mut at = hash & (self.edges.len() - 1);
        loop {
            match self.edges[at] {
                (.., NONE) => return None,
                (n, w, child) if n == node && w == word => return Some(child),
                _ => at = (at + 1) & (self.edges.len() - 1),
            }
        }
    }

    fn new_child(&mut self, node: u32, word: WordId) -> u32 {
        if (self.edge_count + 1) * 3 > self.edges.len() * 2 {
            let old = std::mem::take(&mut self.edges);
            self.edges = vec![(NONE, UNKNOWN, NONE); (old.len() * 2).max(64)];
            self.steps = vec![0; self.edges.len() / 8];
            old.into_iter().filter(|edge| edge.2 != NONE).for_each(|edge| self.place(edge));
        }
        let child = DEEPER + self.value_of.len() as u32;
        self.value_of.push(NONE);
        self.place((node, word, child));
        self.edge_count += 1;
        child
    }

    fn place(&mut self, edge: (u32, WordId, u32)) {
        let hash = Self::hash(edge.0, edge.1);
        let bit = hash & (self.steps.len() * 64 - 1);
        self.steps[bit / 64] |= 1 << (bit % 64);
        let mut at = hash & (self.edges.len() - 1);
        while self.edges[at].2 != NONE {
            at = (at + 1) & (self.edges.len() - 1);
        }
        self.edges[at] = edge;
    }

    /// The values of the node whose last one this is, in the order in which they came.
    #[inline]
    fn values(&self, last: u32) -> impl Iterator<Item = u32> {
        let next = |value: u32| self.next_value[value as usize];
        let first = (last != NONE).then(|| next(last));
        std::iter::successors(first, move |&value| (value != last).then(|| next(value)))
    }

    /// The last value of a first word.
    #[inline]
    fn last_of(&self, first: WordId) -> u32 {
        if self.alone.has(first) { self.first_value[first as usize] } else { NONE }
    }

    /// The values of exactly this sequence.
    pub(crate) fn values_of(&self, words: &[WordId]) -> impl Iterator<Item = u32> {
        let last = words.split_first().and_then(|(&first, rest)| {
            let node = rest.iter().try_fold(first, |node, &word| self.child(node, word))?;
            Some(if rest.is_empty() { self.last_of(first) } else { self.value_of[(node - DEEPER) as usize] })
        });
        self.values(last.unwrap_or(NONE))
    }

    /// Whether any sequence starts with this word.
    #[inline]
    pub(crate) fn starts(&self, word: WordId) -> bool {
        self.starts.has(word)
    }

    /// Walks `words` and calls `found(words read, value)` for every sequence that is a prefix of them, shortest first.
    #[inline]
    pub(crate) fn walk(&self, words: impl Iterator<Item = WordId>, mut found: impl FnMut(usize, u32)) {
        self.walk_while(words, |read, value| {
            found(read, value);
            true
        });
    }

    /// The same, but `found` tells whether it wants further values of the same words.
    #[inline]
    pub(crate) fn walk_while(
        &self,
        mut words: impl Iterator<Item = WordId>,
        mut found: impl FnMut(usize, u32) -> bool,
    ) {
        let Some(mut node) = words.next().filter(|&first| self.starts(first)) else { return };
        let mut last = self.last_of(node);
        let mut read = 1;
        loop {
            // As far as it is wanted.
            _ = self.values(last).all(|value| found(read, value));
            let Some(word) = words.next().filter(|&word| word != UNKNOWN) else { return };
            let Some(child) = self.child(node, word) else { return };
            (node, read) = (child, read + 1);
            last = self.value_of[(child - DEEPER) as usize];
        }
    }

    /// Gives back memory that was kept for further sequences.
    pub(crate) fn shrink(&mut self) {
        let used = self.first_value.iter().rposition(|&value| value != NONE).map_or(0, |last| last + 1);
        self.first_value.truncate(used);
        self.first_value.shrink_to_fit();
        self.value_of.shrink_to_fit();
        self.next_value.shrink_to_fit();
    }
}
