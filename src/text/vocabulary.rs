//! Words as numbers: an open-addressing table over one arena of folded bytes.

use super::fold::fold_into;

/// The number of a folded word; dense from 0.
pub(crate) type WordId = u32;

/// A word that the vocabulary does not hold.
pub(crate) const UNKNOWN: WordId = u32::MAX;

const EMPTY: (u32, u32) = (0, UNKNOWN);
/// Slots of a vocabulary with its first word.
const FIRST_SLOTS: usize = 1024;
const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;

/// All words that any gazetteer or word table names, by their folded form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    arena: Vec<u8>,
    ends: Vec<u32>,
    /// (upper half of the hash, word); the length is a power of two, at most two thirds full.
    slots: Vec<(u32, WordId)>,
}

/// Makes the letters of eight ASCII bytes small, leaving all other bytes alone.
const fn lower8(chunk: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let heptets = chunk & (0x7F * ONES);
    let above_z = heptets + (0x7F - b'Z' as u64) * ONES;
    let from_a = heptets + (0x80 - b'A' as u64) * ONES;
    chunk | ((from_a & !above_z & !chunk & (0x80 * ONES)) >> 2)
}

/// Hash of ASCII-lowered bytes: the same for `Word` and `word`.
fn hash(bytes: &[u8]) -> u64 {
    let mut state = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        state = mix(state, u64::from_le_bytes(chunk.try_into().expect("chunks of eight")));
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let last = rest.iter().rev().fold(0u64, |chunk, &b| chunk << 8 | u64::from(b));
        state = mix(state, last);
    }
    state ^ state >> 29
}

const fn mix(state: u64, chunk: u64) -> u64 {
    (state.rotate_left(23) ^ lower8(chunk)).wrapping_mul(PRIME)
}

impl Vocabulary {
    /// Forgets all words, keeping a small buffer.
    pub(crate) fn clear(&mut self) {
        self.arena.clear();
        self.ends.clear();
        self.slots.truncate(FIRST_SLOTS);
        self.slots.fill(EMPTY);
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The folded form of a word.
    pub(crate) fn word(&self, id: WordId) -> &str {
        // Only whole folded strings are put into the arena, so this is always UTF-8.
        std::str::from_utf8(self.bytes(id)).unwrap_or("")
    }

    fn bytes(&self, id: WordId) -> &[u8] {
        let start = if id == 0 { 0 } else { self.ends[id as usize - 1] as usize };
        &self.arena[start..self.ends[id as usize] as usize]
    }

    /// The number of a word in any case, with any diacritics; [`UNKNOWN`] if it is not there.
    pub(crate) fn get(&self, word: &str) -> WordId {
        if word.is_ascii() {
            return self.find(word.as_bytes()).unwrap_or(UNKNOWN);
        }
        let mut folded = Vec::with_capacity(word.len());
        fold_into(word, &mut folded);
        self.find(&folded).unwrap_or(UNKNOWN)
    }

    fn find(&self, bytes: &[u8]) -> Option<WordId> {
        let mask = self.slots.len().checked_sub(1)?;
        let hash = hash(bytes);
        let (tag, mut at) = ((hash >> 32) as u32, hash as usize & mask);
        loop {
            let (slot_tag, id) = self.slots[at];
            if id == UNKNOWN {
                return None;
            }
            if slot_tag == tag && self.bytes(id).eq_ignore_ascii_case(bytes) {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a word, which is added if it is new.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        let mut folded = Vec::with_capacity(word.len());
        fold_into(word, &mut folded);
        if let Some(id) = self.find(&folded) {
            return id;
        }
        if (self.ends.len() + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let id = self.ends.len() as WordId;
        self.arena.extend_from_slice(&folded);
        self.ends.push(self.arena.len() as u32);
        self.place(hash(&folded), id);
        id
    }

    fn place(&mut self, hash: u64, id: WordId) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].1 != UNKNOWN {
            at = (at + 1) & mask;
        }
        self.slots[at] = ((hash >> 32) as u32, id);
    }

    fn grow(&mut self) {
        self.slots = vec![EMPTY; (self.slots.len() * 2).max(FIRST_SLOTS)];
        for id in 0..self.ends.len() as WordId {
            let hash = hash(self.bytes(id));
            self.place(hash, id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_case_and_normal_form() {
        let mut words = Vocabulary::default();
        let id = words.intern("Braže");
        let pairs = ["BRAŽE", "braže", "Braze", "Braz\u{30C}e"];
        for form in pairs {
            assert_eq!(words.get(form), id, "{form}");
        }
        assert_eq!(words.word(id), "braze");
        assert_eq!(words.get("Brazen"), UNKNOWN);
        let korean = words.intern("한국");
        assert_eq!(words.get("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"), korean);
    }

    #[test]
    fn ten_thousand_words_keep_their_numbers() {
        let mut words = Vocabulary::default();
        let names: Vec<String> = (0..10_000).map(|i| format!("Word{i}x{}", i * 7)).collect();
        let ids: Vec<_> = names.iter().map(|n| words.intern(n)).collect();
        assert_eq!(words.len(), names.len());
        for (name, id) in names.iter().zip(ids) {
            assert_eq!(words.get(&name.to_uppercase()), id);
        }
    }

    #[test]
    fn lowering_touches_letters_only() {
        let bytes = *b"AZ[@az09";
        assert_eq!(lower8(u64::from_le_bytes(bytes)).to_le_bytes(), *b"az[@az09");
        let high = [0xC1, b'A', 0x5A, 0x5B, 0x40, 0x41, 0xFF, 0x80];
        let expected = [0xC1, b'a', b'z', 0x5B, 0x40, b'a', 0xFF, 0x80];
        assert_eq!(lower8(u64::from_le_bytes(high)).to_le_bytes(), expected);
    }
}
