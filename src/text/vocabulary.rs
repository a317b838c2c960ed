//! Words as numbers: an open-addressing table over one arena of folded bytes; short words stand in the table itself.

use super::fold::fold_into;

/// The number of a folded word; dense from 0.
pub(crate) type WordId = u32;

/// A word that the vocabulary does not hold.
pub(crate) const UNKNOWN: WordId = u32::MAX;

/// Slots of a vocabulary with its first word.
const FIRST_SLOTS: usize = 512;
const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
/// The first bit of each of eight bytes: clear in ASCII.
const WIDE: u64 = 0x8080_8080_8080_8080;

/// A place for one word. Most words are no longer than eight bytes; their slot holds them whole, so that a look-up touches
/// nothing else.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The folded bytes of a short word, the hash of a long one.
    key: u64,
    /// Length of the folded word in bytes.
    len: u32,
    id: WordId,
}

const EMPTY: Slot = Slot { key: 0, len: 0, id: UNKNOWN };

/// All words that any gazetteer or word table names, by their folded form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    arena: String,
    ends: Vec<u32>,
    /// The length is a power of two; at most two thirds are full.
    slots: Vec<Slot>,
}

/// A set of words, a bit each: small enough to stay near the processor, where an array with more for each word would not.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordSet(Vec<u64>);

impl WordSet {
    pub(crate) fn insert(&mut self, word: WordId) {
        let at = word as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (word % 64);
    }

    #[inline]
    pub(crate) fn has(&self, word: WordId) -> bool {
        self.0.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1)
    }
}

/// Makes the letters of eight ASCII bytes small, leaving all other bytes alone.
const fn lower8(chunk: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let heptets = chunk & (0x7F * ONES);
    let above_z = heptets + (0x7F - b'Z' as u64) * ONES;
    let from_a = heptets + (0x80 - b'A' as u64) * ONES;
    chunk | ((from_a & !above_z & !chunk & WIDE) >> 2)
}

/// At most eight bytes as a number, the first one lowest, without a loop over them.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    let four = |at: usize| u64::from(u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]));
    match bytes.len() {
        0 => 0,
        // The pieces overlap where the length is odd, and agree there.
        len @ 1..=3 => [0, len / 2, len - 1].into_iter().fold(0, |sum, at| sum | u64::from(bytes[at]) << (8 * at)),
        len => four(0) | four(len - 4) << (8 * (len - 4)),
    }
}

/// What stands in the slot of a word: the same for `Word` and `word`.
#[inline]
fn key(bytes: &[u8]) -> u64 {
    if bytes.len() <= 8 {
        return lower8(short(bytes));
    }
    let (head, tail) = (bytes.chunks_exact(8), &bytes[bytes.len() - 8..]);
    let mix = |state: u64, chunk: &[u8]| (state.rotate_left(23) ^ lower8(short(chunk))).wrapping_mul(PRIME);
    mix(head.fold(0, mix), tail)
}

/// The slot at which the search for a word starts, before it is cut to the size of the table.
#[inline]
const fn start(key: u64, len: usize) -> usize {
    let mixed = (key ^ len as u64).wrapping_mul(PRIME);
    (mixed ^ mixed >> 32) as usize
}

impl Vocabulary {
    /// Forgets all words, keeping a small buffer.
    pub(crate) fn clear(&mut self) {
        self.arena.clear();
        self.ends.clear();
        self.slots.truncate(FIRST_SLOTS);
        self.slots.fill(EMPTY);
    }

    /// Gives back memory that was kept for further words.
    pub(crate) fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The folded form of a word.
    pub(crate) fn word(&self, id: WordId) -> &str {
        let start = if id == 0 { 0 } else { self.ends[id as usize - 1] as usize };
        &self.arena[start..self.ends[id as usize] as usize]
    }

    /// The number of a word in any case, with any diacritics; [`UNKNOWN`] if it is not there.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> WordId {
        let bytes = word.as_bytes();
        let narrow = if bytes.len() <= 8 { short(bytes) & WIDE == 0 } else { bytes.is_ascii() };
        if narrow { self.find(bytes, key(bytes)) } else { self.get_folded(word) }
    }

    #[cold]
    fn get_folded(&self, word: &str) -> WordId {
        let mut folded = String::with_capacity(word.len());
        fold_into(word, &mut folded);
        self.find(folded.as_bytes(), key(folded.as_bytes()))
    }

    /// The number of a word that is ASCII or folded.
    #[inline]
    fn find(&self, bytes: &[u8], key: u64) -> WordId {
        if self.slots.is_empty() {
            return UNKNOWN;
        }
        let mask = self.slots.len() - 1;
        let mut at = start(key, bytes.len()) & mask;
        loop {
            let slot = self.slots[at];
            let fits = slot.key == key && slot.len as usize == bytes.len();
            if slot.id == UNKNOWN
                || (fits && (bytes.len() <= 8 || self.word(slot.id).as_bytes().eq_ignore_ascii_case(bytes)))
            {
                return slot.id;
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a word, which is added if it is new.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        // Folded at the end of the arena, where it stays if it is new.
        let from = self.arena.len();
        if word.is_ascii() {
            self.arena.push_str(word);
            self.arena[from..].make_ascii_lowercase();
        } else {
            fold_into(word, &mut self.arena);
        }
        let folded = &self.arena.as_bytes()[from..];
        let (key, len) = (key(folded), folded.len());
        let known = self.find(folded, key);
        if known != UNKNOWN {
            self.arena.truncate(from);
            return known;
        }
        if (self.ends.len() + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let id = self.ends.len() as WordId;
        self.ends.push(self.arena.len() as u32);
        self.place(Slot { key, len: len as u32, id });
        id
    }

    fn place(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = start(slot.key, slot.len as usize) & mask;
        while self.slots[at].id != UNKNOWN {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST_SLOTS);
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        old.into_iter().filter(|slot| slot.id != UNKNOWN).for_each(|slot| self.place(slot));
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
    fn words_of_all_lengths_differ() {
        let mut words = Vocabulary::default();
        let long = "abcdefghijklmnopqrstuvwxyz";
        let ids: Vec<_> = (1..=26).map(|len| words.intern(&long[..len])).collect();
        assert_eq!(ids, (0..26).collect::<Vec<_>>());
        for (len, id) in (1..=26).zip(ids) {
            assert_eq!(words.get(&long[..len].to_uppercase()), id);
            assert_eq!(words.get(&long[26 - len..]) == id, len == 26);
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
