//! Reads files and bytes as text, and how much is read.

use crate::error::Error;
use std::path::Path;

/// The longest text that is read, in bytes (1 GiB); [`Document::unread_from`](crate::Document::unread_from) tells where a longer one was cut.
pub const MAX_TEXT: usize = 1 << 30;

/// The most bytes that the tables and entries of one gazetteer may have in all (1 GiB).
pub const MAX_GAZETTEER: usize = 1 << 30;

/// The part of a text that is read: places are 32 bits wide, and folding makes at most three bytes of one.
pub(crate) fn readable(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Where reading stops before the end of a text.
pub(crate) fn unread_from(text: &str) -> Option<u32> {
    let read = readable(text).len();
    (read < text.len()).then_some(read as u32)
}

/// Reads a file as UTF-8.
///
/// # Errors
/// If it cannot be read, or is not UTF-8; the error names the file and the byte.
pub fn read_text(path: impl AsRef<Path>) -> Result<String, Error> {
    let path = path.as_ref();
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
    decode(bytes).map_err(|error| error.with_path(path))
}

/// Takes bytes as UTF-8 text.
///
/// # Errors
/// If they are not UTF-8; the error names the byte.
pub fn decode(bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| Error::encoding(error.utf8_error().valid_up_to()))
}
