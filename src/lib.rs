//! dixit
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod assemble;
mod attribution;
mod entity;
mod error;
mod extractor;
mod gazetteer;
mod lexicon;
mod mention;
mod model;
mod named;
mod quote;
mod record;
mod span;
mod text;
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training;

pub use error::{Error, ErrorKind, Problem};
pub use extractor::{Extractor, ExtractorBuilder, Scratch};
pub use gazetteer::{CasePolicy, Entry, EntryKind, Gazetteer, GazetteerBuilder, Match, Name, NameForm, Risk};
pub use lexicon::CueClass;
pub use record::{
    Confidence, Country, CountryCode, CountryId, Document, EntryKey, Evidence, Form, Holding, Mention, Office,
    OfficeClass, OfficeId, Organization, OrganizationId, Pattern, Person, PersonId, Quote, QuoteKind, SCHEMA, Scope,
    Speaker, Tenure,
};
pub use span::{Offsets, Span};

use std::path::Path;

/// The longest text that is read, in bytes (1 GiB).
pub const MAX_TEXT: usize = 1 << 30;

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
