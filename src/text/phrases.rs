//! Sequences of words: a trie over word numbers, walked one token at a time.

use super::vocabulary::{UNKNOWN, WordId, WordSet};

const NONE: u32 = u32::MAX;

/// Finds every listed word sequence that starts at a token. Building is linear in the words of all sequences, a step of the
/// walk takes one look-up; each sequence carries any number of values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    /// The words that start a sequence: almost every token is answered here.
    starts: WordSet,
    /// The node of each first word.
    first: Vec<u32>,
    /// (node, word) -> node, open addressing; the length is a power of two.
    edges: Vec<(u32, WordId, u32)>,
    edge_count: usize,
    /// The first value of each node.
    value_of: Vec<u32>,
    /// The next value that ends at the same node.
    next_value: Vec<u32>,
}

impl Phrases {
    /// Adds a sequence; `value` must be the number of calls before this one.
    pub(crate) fn add(&mut self, words: &[WordId], value: u32) {
        debug_assert_eq!(value as usize, self.next_value.len());
        self.next_value.push(NONE);
        let Some((&first, rest)) = words.split_first() else { return };
        if self.first.len() <= first as usize {
            self.first.resize((first as usize + 1).max(self.first.len() * 2), NONE);
        }
        if self.first[first as usize] == NONE {
            self.first[first as usize] = self.new_node();
            self.starts.insert(first);
        }
        let mut node = self.first[first as usize];
        for &word in rest {
            node = self.child(node, word).unwrap_or_else(|| self.new_child(node, word));
        }
        // Values of one node stay in the order in which they came.
        let mut tail = self.value_of[node as usize];
        if tail == NONE {
            self.value_of[node as usize] = value;
            return;
        }
        while self.next_value[tail as usize] != NONE {
            tail = self.next_value[tail as usize];
        }
        self.next_value[tail as usize] = value;
    }

    fn new_node(&mut self) -> u32 {
        self.value_of.push(NONE);
        self.value_of.len() as u32 - 1
    }

    fn slot(&self, node: u32, word: WordId) -> usize {
        let key = u64::from(node) << 32 | u64::from(word);
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (self.edges.len() - 1)
    }

    fn child(&self, node: u32, word: WordId) -> Option<u32> {
        if self.edges.is_empty() {
            return None;
        }
        let mut at = self.slot(node, word);
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
            old.into_iter().filter(|edge| edge.2 != NONE).for_each(|edge| self.place(edge));
        }
        let child = self.new_node();
        self.place((node, word, child));
        self.edge_count += 1;
        child
    }

    fn place(&mut self, edge: (u32, WordId, u32)) {
        let mut at = self.slot(edge.0, edge.1);
        while self.edges[at].2 != NONE {
            at = (at + 1) & (self.edges.len() - 1);
        }
        self.edges[at] = edge;
    }

    /// Whether any sequence starts with this word.
    #[inline]
    pub(crate) fn starts(&self, word: WordId) -> bool {
        self.starts.has(word)
    }

    /// Walks `words` and calls `found(words read, value)` for every sequence that is a prefix of them, shortest first.
    pub(crate) fn walk(&self, mut words: impl Iterator<Item = WordId>, mut found: impl FnMut(usize, u32)) {
        let Some(first) = words.next() else { return };
        let mut node = match self.first.get(first as usize) {
            Some(&node) if node != NONE => node,
            _ => return,
        };
        let mut read = 1;
        loop {
            let mut value = self.value_of[node as usize];
            while value != NONE {
                found(read, value);
                value = self.next_value[value as usize];
            }
            let Some(word) = words.next().filter(|&word| word != UNKNOWN) else { return };
            let Some(child) = self.child(node, word) else { return };
            (node, read) = (child, read + 1);
        }
    }
}
