//! Half-open byte ranges of a text: the only unit of position inside the library.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** in the text that was read, always on `char` boundaries.
///
/// ```
/// use dixit::Span;
/// let text = "Baiba Braže spoke.";
/// let span = Span::new(6, 12);
/// assert_eq!(span.of(text), "Braže");
/// assert_eq!(dixit::Offsets::new(text).chars(span), 6..11);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Span {
    /// The span from byte `start` up to byte `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The words of the span in the text that it was taken from.
    ///
    /// Returns the empty string where the span does not fit the text (another text, or cut inside a character), so
    /// it never panics.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The span as a range of byte indices.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Span> for std::ops::Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}

/// Every so many bytes the running counts are kept, so that one conversion reads at most this much text.
const STRIDE: usize = 256;

/// Converts byte spans into code points, UTF-16 units, or line and column.
///
/// Built once for a text in one pass (`O(n)` time, one entry for 256 bytes); each conversion is `O(log n)` or better. A text may
/// be of any length; a span reaches 4 GiB far.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    marks: Vec<(u32, u32)>,
    lines: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let (mut marks, mut lines) = (Vec::with_capacity(text.len() / STRIDE + 1), vec![0]);
        let (mut chars, mut utf16) = (0u32, 0u32);
        for (at, byte) in text.bytes().enumerate().take(u32::MAX as usize) {
            if at % STRIDE == 0 {
                marks.push((chars, utf16));
            }
            // A continuation byte starts no character; a four-byte lead makes a surrogate pair.
            if byte & 0xC0 != 0x80 {
                chars += 1;
                utf16 += 1 + u32::from(byte >= 0xF0);
            }
            if byte == b'\n' {
                lines.push(at as u32 + 1);
            }
        }
        marks.push((chars, utf16));
        Self { text, marks, lines }
    }

    fn at(&self, byte: u32) -> (u32, u32) {
        let byte = (byte as usize).min(self.text.len());
        let (mut chars, mut utf16) = self.marks[byte / STRIDE];
        for &b in &self.text.as_bytes()[byte / STRIDE * STRIDE..byte] {
            if b & 0xC0 != 0x80 {
                chars += 1;
                utf16 += 1 + u32::from(b >= 0xF0);
            }
        }
        (chars, utf16)
    }

    /// The span in Unicode code points (Python's `str` index).
    #[must_use]
    pub fn chars(&self, span: Span) -> std::ops::Range<usize> {
        self.at(span.start).0 as usize..self.at(span.end).0 as usize
    }

    /// The span in UTF-16 code units (JavaScript's, Java's and C#'s string index).
    #[must_use]
    pub fn utf16(&self, span: Span) -> std::ops::Range<usize> {
        self.at(span.start).1 as usize..self.at(span.end).1 as usize
    }

    /// Line and column of a byte, both from 1; the column counts code points.
    #[must_use]
    pub fn line_column(&self, byte: u32) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= byte);
        let start = self.lines[line - 1];
        (line, (self.at(byte).0 - self.at(start).0) as usize + 1)
    }
}
