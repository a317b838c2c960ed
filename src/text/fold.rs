//! Folding: the form under which a word is known, without case, diacritics and variants of the apostrophe.
//!
//! Folded text is never mapped back to offsets: folding moves bytes (`"İ".to_lowercase()` is longer than `"İ"`).

use super::fold_table::FOLDS;

/// Appends the folded form of `word` to `out`. NFC and NFD fold to the same bytes.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            for lower in c.to_lowercase() {
                fold_char(lower, out);
            }
        }
    }
}

fn fold_char(c: char, out: &mut String) {
    match c {
        // Combining diacritical marks, soft hyphen, zero-width and direction marks leave nothing.
        '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' => {}
        '\u{AC00}'..='\u{D7A3}' => fold_hangul(c, out),
        _ => match FOLDS.binary_search_by_key(&c, |&(letter, _)| letter) {
            Ok(at) => out.push_str(FOLDS[at].1),
            Err(_) => out.push(c),
        },
    }
}

/// A Hangul syllable as its conjoining letters (The Unicode Standard, section 3.12), so that NFC and NFD agree.
fn fold_hangul(c: char, out: &mut String) {
    let index = c as u32 - 0xAC00;
    let letters = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28];
    // A syllable without a final consonant has index 0 there, which is no letter.
    let count = if index.is_multiple_of(28) { 2 } else { 3 };
    out.extend(letters.into_iter().take(count).filter_map(char::from_u32));
}
