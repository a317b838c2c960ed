//! Finds the number of a thing that is kept elsewhere, by a hash of it.

/// A hash of bytes, the same on every machine; `state` is what came before.
pub(super) fn hash(state: u64, bytes: &[u8]) -> u64 {
    let mix = |state: u64, number: u64| (state.rotate_left(23) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let (eights, rest) = bytes.as_chunks::<8>();
    let state = eights.iter().fold(state, |state, eight| mix(state, u64::from_le_bytes(*eight)));
    // The length tells a rest that ends with zeros from a shorter one.
    let rest = rest.iter().rfold(bytes.len() as u64, |sum, &byte| sum << 8 | u64::from(byte));
    let mixed = mix(state, rest);
    mixed ^ mixed >> 32
}

const EMPTY: (u32, u32) = (0, u32::MAX);

/// Numbers by hash: open addressing, at most two thirds full. What a number stands for is compared by the caller.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// (half of the hash, number); the length is a power of two.
    slots: Vec<(u32, u32)>,
    count: usize,
}

impl Index {
    /// The number with this hash for which `same` holds.
    pub(super) fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let (half, mask) = (hash as u32, self.slots.len() - 1);
        let mut at = half as usize & mask;
        loop {
            match self.slots[at] {
                EMPTY => return None,
                (known, number) if known == half && same(number) => return Some(number),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Adds a number that is not there.
    pub(super) fn insert(&mut self, hash: u64, number: u32) {
        if (self.count + 1) * 3 > self.slots.len() * 2 {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![EMPTY; (old.len() * 2).max(64)];
            old.into_iter().filter(|slot| *slot != EMPTY).for_each(|slot| self.place(slot));
        }
        self.place((hash as u32, number));
        self.count += 1;
    }

    fn place(&mut self, slot: (u32, u32)) {
        let mask = self.slots.len() - 1;
        let mut at = slot.0 as usize & mask;
        while self.slots[at] != EMPTY {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_though_hashes_meet() {
        let words: Vec<String> = (0..3000).map(|number| format!("word {}", number * 7)).collect();
        let mut index = Index::default();
        for (number, word) in words.iter().enumerate() {
            // Few hashes, so that many numbers share one.
            index.insert(hash(0, word.as_bytes()) % 97, number as u32);
        }
        for (number, word) in words.iter().enumerate() {
            let found = index.find(hash(0, word.as_bytes()) % 97, |at| words[at as usize] == *word);
            assert_eq!(found, Some(number as u32));
        }
        assert_eq!(index.find(5, |_| false), None);
        assert_eq!(Index::default().find(5, |_| true), None);
    }

    #[test]
    fn hashes_tell_lengths_and_states_apart() {
        let hashes =
            [hash(0, b""), hash(0, b"\0"), hash(0, b"\0\0"), hash(1, b""), hash(0, b"12345678"), hash(0, &[0; 8])];
        for (at, one) in hashes.iter().enumerate() {
            assert!(!hashes[..at].contains(one), "{at}");
        }
    }
}
