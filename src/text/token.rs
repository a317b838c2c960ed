//! Tokens: words, numbers and marks, found in one pass over the bytes.
//!
//! ASCII is scanned by a table of byte classes; other letters by `char`; scripts that write no spaces (Han, Kana, Thai ...)
//! by the word boundaries of UAX #29. UAX #29 alone splits `al-Assad`, keeps `Trump’s` whole and cuts `U.S.`, and runs
//! at a sixth of the speed, so the gluing is done here.

use super::vocabulary::{UNKNOWN, Vocabulary, WordId};
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A word, or the part of a hyphenated one.
    Word,
    /// `’s`, `’ve`, `’ll` ... leaning on the word before.
    Clitic,
    /// A token that starts with a digit.
    Number,
    /// `@name`, `#tag`, a web or mail address.
    Handle,
    /// A full stop.
    Stop,
    /// `!` or `?`
    Shout,
    /// `…` or `...`
    Ellipsis,
    Comma,
    Colon,
    Semicolon,
    /// A dash between words (`–`, `—`, `--`, or a hyphen with spaces around it).
    Dash,
    /// A hyphen inside a word.
    Hyphen,
    Open,
    Close,
    /// A double quotation mark of any style.
    Quote,
    /// A single quotation mark or apostrophe that leans on no letter to its right.
    Single,
    Slash,
    /// Anything else that is visible.
    Symbol,
}

/// The case of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Shape {
    /// No letters, or letters of a script without case.
    Caseless,
    Lower,
    /// `Word`
    Title,
    /// `WORD`, two capitals or more.
    Upper,
    /// `McDonald`, `iPhone`
    Mixed,
    /// One capital letter, perhaps with its dot.
    Initial,
}

/// Bits of [`Token::flags`].
pub(crate) mod flag {
    /// No white space stands between this token and the one before.
    pub(crate) const GLUED: u8 = 1;
    /// The token took the dot that follows it (`Mr.`, `U.S.`, `W.`).
    pub(crate) const DOTTED: u8 = 2;
    /// First word of its sentence (marks before it do not count).
    pub(crate) const OPENS: u8 = 4;
    /// `“`, `«`, `„`, an opening bracket's cousin: the mark can only open.
    pub(crate) const LEFT: u8 = 8;
    /// `”`, `»`: the mark is made to close.
    pub(crate) const RIGHT: u8 = 16;
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) word: WordId,
    pub(crate) kind: Kind,
    pub(crate) shape: Shape,
    pub(crate) flags: u8,
}

impl Token {
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    pub(crate) fn has(&self, flags: u8) -> bool {
        self.flags & flags != 0
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Starts with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Initial | Shape::Mixed)
    }
}

/// Where the scanner finds the numbers of words.
pub(crate) trait Words {
    /// The number of a word.
    fn word(&mut self, word: &str) -> WordId;
    /// Whether the dot after `word` belongs to it; `dotted` is the word with its dot, `after` the text behind the dot.
    fn takes_dot(&mut self, dotted: &str, after: &str) -> bool;
}

/// Adds every word to a vocabulary: the names of a gazetteer.
pub(crate) struct Intern<'a>(pub(crate) &'a mut Vocabulary);

impl Words for Intern<'_> {
    fn word(&mut self, word: &str) -> WordId {
        self.0.intern(word)
    }

    /// In a name every dot that stands on a word is part of it: `Sen.`, `St. Lucia`, `Calif.`
    fn takes_dot(&mut self, _: &str, _: &str) -> bool {
        true
    }
}

/// Classes of ASCII bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Line,
    Letter,
    Digit,
    Mark(Kind),
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut table = [Class::Mark(Kind::Symbol); 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = match b {
            b'\n' | 0x0B | 0x0C | b'\r' => Class::Line,
            0..=b' ' | 0x7F => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'.' => Class::Mark(Kind::Stop),
            b'!' | b'?' => Class::Mark(Kind::Shout),
            b',' => Class::Mark(Kind::Comma),
            b':' => Class::Mark(Kind::Colon),
            b';' => Class::Mark(Kind::Semicolon),
            b'-' => Class::Mark(Kind::Hyphen),
            b'(' | b'[' | b'{' => Class::Mark(Kind::Open),
            b')' | b']' | b'}' => Class::Mark(Kind::Close),
            b'"' => Class::Mark(Kind::Quote),
            b'\'' | b'`' => Class::Mark(Kind::Single),
            b'/' => Class::Mark(Kind::Slash),
            0x80.. => Class::Wide,
            _ => Class::Mark(Kind::Symbol),
        };
        byte += 1;
    }
    table
};

/// Of a small letter in [`LETTERS`].
const SMALL: u8 = 1;

/// A bit for each ASCII letter or digit: which it is; 0 for other bytes.
const LETTERS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match CLASSES[byte] {
            Class::Letter if (byte as u8).is_ascii_lowercase() => SMALL,
            Class::Letter | Class::Digit => 2,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// A token or the end of a line.
#[derive(Clone, Copy)]
pub(crate) enum Piece {
    Token(Token),
    /// A line break at this byte.
    Line(u32),
}

/// Scans a text; `emit` gets every piece in order.
pub(crate) fn scan(text: &str, words: &mut impl Words, emit: impl FnMut(Piece)) {
    assert!(u32::try_from(text.len()).is_ok(), "the caller bounds the text");
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0, last_end: u32::MAX, words, emit };
    scanner.run();
}

struct Scanner<'t, 'w, W, F> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Where the last token ended.
    last_end: u32,
    words: &'w mut W,
    emit: F,
}

impl<W: Words, F: FnMut(Piece)> Scanner<'_, '_, W, F> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match CLASSES[byte as usize] {
                Class::Space => self.at += 1,
                Class::Line => {
                    (self.emit)(Piece::Line(self.at as u32));
                    self.at += 1;
                }
                Class::Letter | Class::Digit => self.word(),
                Class::Mark(kind) => self.ascii_mark(kind, byte),
                Class::Wide => self.wide(),
            }
        }
    }

    fn push(&mut self, end: usize, kind: Kind, flags: u8) {
        self.push_word(end, kind, flags, UNKNOWN, Shape::Caseless);
    }

    fn push_word(&mut self, end: usize, kind: Kind, flags: u8, word: WordId, shape: Shape) {
        let glued = if self.last_end == self.at as u32 { flag::GLUED } else { 0 };
        let token = Token { start: self.at as u32, end: end as u32, word, kind, shape, flags: flags | glued };
        (self.emit)(Piece::Token(token));
        self.at = end;
        self.last_end = end as u32;
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    fn char_at(&self, at: usize) -> char {
        match self.byte(at) {
            byte if byte < 0x80 => byte as char,
            _ => self.text[at..].chars().next().unwrap_or(' '),
        }
    }

    /// How many times the byte at `at` stands in a row.
    fn run_of(&self, at: usize) -> usize {
        let byte = self.bytes[at];
        self.bytes[at..].iter().take_while(|&&b| b == byte).count()
    }

    fn ascii_mark(&mut self, kind: Kind, byte: u8) {
        let at = self.at;
        match byte {
            b'.' if self.byte(at + 1) == b'.' && self.byte(at + 2) == b'.' => {
                self.push(at + self.run_of(at), Kind::Ellipsis, 0);
            }
            b'-' => {
                let run = self.run_of(at);
                let spaced = self.last_end != at as u32 || self.byte(at + 1).is_ascii_whitespace();
                let kind = if run > 1 || spaced { Kind::Dash } else { Kind::Hyphen };
                self.push(at + run, kind, 0);
            }
            // '' and `` are typewriter double quotation marks.
            b'\'' if self.byte(at + 1) == b'\'' => self.push(at + 2, Kind::Quote, 0),
            b'`' if self.byte(at + 1) == b'`' => self.push(at + 2, Kind::Quote, flag::LEFT),
            b'`' => self.push(at + 1, Kind::Single, flag::LEFT),
            b'@' | b'#' if self.byte(at + 1).is_ascii_alphanumeric() => {
                let end = at + 1 + self.bytes[at + 1..].iter().take_while(|b| is_handle(**b)).count();
                self.push(end, Kind::Handle, 0);
            }
            _ => self.push(at + 1, kind, 0),
        }
    }

    /// A character that is not ASCII.
    fn wide(&mut self) {
        let c = self.char_at(self.at);
        let end = self.at + c.len_utf8();
        match c {
            '“' | '„' | '‟' | '«' | '「' | '『' => self.push(end, Kind::Quote, flag::LEFT),
            '”' | '»' | '」' | '』' => self.push(end, Kind::Quote, flag::RIGHT),
            '‘' if self.char_at(end) == '‘' => self.push(end + 3, Kind::Quote, flag::LEFT),
            '’' if self.char_at(end) == '’' => self.push(end + 3, Kind::Quote, flag::RIGHT),
            '‘' | '‚' | '‛' | '‹' => self.push(end, Kind::Single, flag::LEFT),
            '’' | '›' => self.push(end, Kind::Single, flag::RIGHT),
            '–' | '—' | '―' | '‒' => self.push(end, Kind::Dash, 0),
            '‐' | '‑' => self.push(end, Kind::Hyphen, 0),
            '…' => self.push(end, Kind::Ellipsis, 0),
            '。' | '؟' | '।' | '！' | '？' | '۔' => self.push(end, Kind::Stop, 0),
            '，' | '、' | '،' => self.push(end, Kind::Comma, 0),
            '：' => self.push(end, Kind::Colon, 0),
            '\u{85}' | '\u{2028}' | '\u{2029}' => {
                (self.emit)(Piece::Line(self.at as u32));
                self.at = end;
            }
            _ if c.is_whitespace() || is_invisible(c) => self.at = end,
            _ if is_unspaced(c) => self.unspaced(),
            _ if c.is_alphanumeric() || is_mark(c) => self.word(),
            _ => self.push(end, Kind::Symbol, 0),
        }
    }

    /// A run of letters of a script that writes no spaces.
    fn unspaced(&mut self) {
        let start = self.at;
        let run: usize =
            self.text[start..].chars().take_while(|&c| is_unspaced(c) || is_mark(c)).map(char::len_utf8).sum();
        for piece in self.text[start..start + run].split_word_bounds() {
            let word = self.words.word(piece);
            self.push_word(self.at + piece.len(), Kind::Word, 0, word, Shape::Caseless);
        }
    }

    /// A word or number that starts here.
    fn word(&mut self) {
        let start = self.at;
        let number = self.bytes[start].is_ascii_digit();
        let (plain, small) = self.plain_end(start);
        let end = match self.byte(plain) {
            b'\'' | 0x80.. => self.word_end(start),
            b',' | b'.' if number => self.word_end(start),
            _ => plain,
        };
        if let Some(end) = self.address_end(start, end) {
            return self.push(end, Kind::Handle, 0);
        }
        let kind = if number { Kind::Number } else { Kind::Word };
        if !number && self.byte(end) == b'.' {
            let (dotted, took) = self.dots(start, end);
            if took {
                let word = &self.text[start..dotted];
                let shape = shape(word);
                let id = self.words.word(word);
                return self.push_word(dotted, kind, flag::DOTTED, id, shape);
            }
        }
        let word = &self.text[start..end];
        let shape = if small && end == plain { Shape::Lower } else { shape(word) };
        let id = self.words.word(word);
        self.push_word(end, kind, 0, id, shape);
        self.clitic();
    }

    /// One past the last ASCII letter or digit from `start` on, and whether all of them are small letters.
    fn plain_end(&self, start: usize) -> (usize, bool) {
        let mut seen = 0;
        let mut is_letter = |byte: &&u8| {
            let letter = LETTERS[**byte as usize];
            seen |= letter;
            letter != 0
        };
        let len = self.bytes[start..].iter().take_while(&mut is_letter).count();
        (start + len, seen == SMALL)
    }

    /// One past the last letter of the word at `start`; apostrophes inside a word belong to it, clitics do not.
    fn word_end(&self, start: usize) -> usize {
        let number = self.bytes[start].is_ascii_digit();
        let mut at = start;
        loop {
            let byte = self.byte(at);
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => at += 1,
                b',' | b'.' if number && self.byte(at + 1).is_ascii_digit() => at += 2,
                b'\'' if self.inner_apostrophe(at, 1) => at += 1,
                0x80.. => {
                    let c = self.char_at(at);
                    if c == '’' && self.inner_apostrophe(at, 3) {
                        at += 3;
                    } else if (c.is_alphanumeric() && !is_unspaced(c)) || is_mark(c) || is_joiner(c) {
                        at += c.len_utf8();
                    } else {
                        break;
                    }
                }
                _ => break,
            }
        }
        // A word that starts with a mark of a strange kind still moves on.
        at.max(start + self.char_at(start).len_utf8())
    }

    /// Whether the apostrophe at `at`, `len` bytes long, belongs to the word around it (`O'Brien`, `don't`).
    fn inner_apostrophe(&self, at: usize, len: usize) -> bool {
        let after = at + len;
        self.char_at(after).is_alphabetic() && self.clitic_len(after).is_none()
    }

    /// Length of the clitic letters at `at` (`s`, `ve`, `ll` ...) if nothing else follows them.
    fn clitic_len(&self, at: usize) -> Option<usize> {
        let two = [self.byte(at).to_ascii_lowercase(), self.byte(at + 1).to_ascii_lowercase()];
        let len = match two {
            [b'l', b'l'] | [b'v', b'e'] | [b'r', b'e'] => 2,
            [b's' | b'm' | b'd', _] => 1,
            _ => return None,
        };
        let next = self.char_at(at + len);
        (!next.is_alphanumeric() && !is_mark(next)).then_some(len)
    }

    /// `’s` and its like, directly after a word.
    fn clitic(&mut self) {
        let mark = match self.byte(self.at) {
            b'\'' => 1,
            0x80.. if self.char_at(self.at) == '’' => 3,
            _ => return,
        };
        if let Some(len) = self.clitic_len(self.at + mark) {
            let end = self.at + mark + len;
            let word = self.words.word(&self.text[self.at..end]);
            self.push_word(end, Kind::Clitic, 0, word, Shape::Lower);
        }
    }

    /// The end of the word with the dots that belong to it, and whether it has any: `U.S.`, `W.`, `Mr.`
    fn dots(&mut self, start: usize, end: usize) -> (usize, bool) {
        let single = end - start == 1 && self.bytes[start].is_ascii_alphabetic();
        if single || self.text[start..end].chars().nth(1).is_none() {
            // Letters with a dot each: take all that follow.
            let mut at = end + 1;
            while self.byte(at).is_ascii_alphabetic() && self.byte(at + 1) == b'.' {
                at += 2;
            }
            let several = at > end + 1;
            let capital = self.char_at(start).is_uppercase();
            return (at, several || capital);
        }
        // Ph.D., B.Sc.: a second short piece with its own dot.
        let second = end + 1;
        if end - start <= 2 && self.byte(second).is_ascii_alphabetic() {
            let len = self.bytes[second..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            if len <= 2 && self.byte(second + len) == b'.' {
                return (second + len + 1, true);
            }
        }
        let took = self.words.takes_dot(&self.text[start..=end], &self.text[end + 1..]);
        (end + 1, took)
    }

    /// The end of a web or mail address that begins with the word `start..end`.
    fn address_end(&self, start: usize, end: usize) -> Option<usize> {
        let web = match self.byte(end) {
            b':' => self.text[end..].starts_with("://"),
            b'.' => self.bytes[start..end].eq_ignore_ascii_case(b"www") && self.byte(end + 1).is_ascii_alphanumeric(),
            b'@' => self.byte(end + 1).is_ascii_alphanumeric(),
            _ => false,
        };
        let stop = |b: &&u8| !b.is_ascii_whitespace() && !b"\"'<>()[]{}|".contains(b) && b.is_ascii();
        let len = web.then(|| self.bytes[end..].iter().take_while(stop).count())?;
        // The mark that ends the sentence is not part of the address.
        let tail = self.bytes[end..end + len].iter().rev().take_while(|b| b".,;:!?".contains(b)).count();
        Some(end + len - tail)
    }
}

fn is_handle(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
}

/// Invisible characters that may stand inside a word.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}')
}

/// Combining marks that go on with a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}' | '\u{900}'..='\u{DFF}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Letters of scripts that write no spaces between words: Thai, Lao, Myanmar, Khmer, Kana, Bopomofo, Han.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{312F}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// The case of a word.
fn shape(word: &str) -> Shape {
    if word.is_ascii() {
        return ascii_shape(word.as_bytes());
    }
    let (mut upper, mut lower, mut first) = (0usize, 0usize, None);
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        let is_upper = c.is_uppercase();
        first.get_or_insert(is_upper);
        upper += usize::from(is_upper);
        lower += usize::from(c.is_lowercase());
    }
    shape_of(first, upper, lower)
}

fn ascii_shape(word: &[u8]) -> Shape {
    let letters = word.iter().filter(|b| b.is_ascii_alphabetic());
    let first = letters.clone().next().map(u8::is_ascii_uppercase);
    let (upper, all) = letters.fold((0, 0), |(upper, all), b| (upper + usize::from(b.is_ascii_uppercase()), all + 1));
    let lower = all - upper;
    shape_of(first, upper, lower)
}

fn shape_of(first: Option<bool>, upper: usize, lower: usize) -> Shape {
    match (first, upper, lower) {
        (None, ..) | (_, 0, 0) => Shape::Caseless,
        (_, 0, _) => Shape::Lower,
        (_, 1, 0) => Shape::Initial,
        (_, _, 0) => Shape::Upper,
        (Some(true), 1, _) => Shape::Title,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        struct Abbreviations(Vocabulary);
        impl Words for Abbreviations {
            fn word(&mut self, word: &str) -> WordId {
                self.0.get(word)
            }
            fn takes_dot(&mut self, dotted: &str, _: &str) -> bool {
                ["Mr.", "Gen.", "p.m."].contains(&dotted)
            }
        }
        let mut out = Vec::new();
        scan(text, &mut Abbreviations(Vocabulary::default()), |piece| {
            if let Piece::Token(token) = piece {
                out.push(token.span().of(text).to_owned());
            }
        });
        out
    }

    #[test]
    fn words_are_glued_as_a_reader_would() {
        for (text, expected) in [
            ("Trump’s plan", "Trump|’s|plan"),
            ("the Sanders' plan", "the|Sanders|'|plan"),
            ("I don't, we've", "I|don't|,|we|'ve"),
            ("Côte d'Ivoire", "Côte|d'Ivoire"),
            ("Bashar al-Assad", "Bashar|al|-|Assad"),
            ("U.S. and U.K.", "U.S.|and|U.K."),
            ("Mr. George W. Bush.", "Mr.|George|W.|Bush|."),
            ("at 3.5 and 1,000.", "at|3.5|and|1,000|."),
            ("see https://a.org/x?y=1.", "see|https://a.org/x?y=1|."),
            ("Wait... what?!", "Wait|...|what|?|!"),
            ("''Yes,'' he said", "''|Yes|,|''|he|said"),
            ("word -- word - word–word", "word|--|word|-|word|–|word"),
            ("Braz\u{30C}e said", "Braz\u{30C}e|said"),
            ("@potus #metoo", "@potus|#metoo"),
            ("习近平说", "习|近|平|说"),
            ("Ph.D. holder", "Ph.D.|holder"),
            ("\u{feff}A\u{200b}", "A\u{200b}"),
        ] {
            assert_eq!(tokens(text).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn shapes() {
        for (word, expected) in [
            ("word", Shape::Lower),
            ("Word", Shape::Title),
            ("WORD", Shape::Upper),
            ("W.", Shape::Initial),
            ("U.S.", Shape::Upper),
            ("McDonald", Shape::Mixed),
            ("Ångström", Shape::Title),
            ("12", Shape::Caseless),
            ("한국", Shape::Caseless),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
