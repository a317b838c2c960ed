//! A document together with its text, which gives words and offsets.

use crate::Unit;
use crate::row::Words;
use dixit::{Document, Offsets, Span};

pub(crate) struct Source<'a> {
    pub(crate) document: &'a Document,
    pub(crate) text: &'a str,
    unit: Unit,
    /// Not made where bytes are wanted.
    offsets: Option<Offsets<'a>>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(document: &'a Document, text: &'a str, unit: Unit) -> Self {
        let offsets = (unit != Unit::Bytes).then(|| Offsets::new(text));
        Self { document, text, unit, offsets }
    }

    /// The length of the text.
    pub(crate) fn length(&self) -> u64 {
        let length = match self.unit {
            Unit::Bytes => self.text.len(),
            Unit::Chars => self.text.chars().count(),
            Unit::Utf16 => self.text.chars().map(char::len_utf16).sum(),
        };
        length as u64
    }

    pub(crate) fn words(&self, span: Span) -> Words<'a> {
        let (start, end) = match (&self.offsets, self.unit) {
            (Some(offsets), Unit::Chars) => narrow(offsets.chars(span)),
            (Some(offsets), Unit::Utf16) => narrow(offsets.utf16(span)),
            _ => (span.start, span.end),
        };
        Words { start, end, text: span.of(self.text) }
    }
}

/// No offset in another unit is greater than the one in bytes, which is a `u32`.
fn narrow(range: std::ops::Range<usize>) -> (u32, u32) {
    (range.start as u32, range.end as u32)
}
