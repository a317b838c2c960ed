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
    pub(crate) fn length(&self) -> i64 {
        let length = match self.unit {
            Unit::Bytes => self.text.len(),
            Unit::Chars => self.text.chars().count(),
            Unit::Utf16 => self.text.chars().map(char::len_utf16).sum(),
        };
        length as i64
    }

    pub(crate) fn words(&self, span: Span) -> Words<'a> {
        let range = match (&self.offsets, self.unit) {
            (Some(offsets), Unit::Chars) => offsets.chars(span),
            (Some(offsets), Unit::Utf16) => offsets.utf16(span),
            _ => span.range(),
        };
        Words { start: range.start as i64, end: range.end as i64, text: span.of(self.text) }
    }
}
