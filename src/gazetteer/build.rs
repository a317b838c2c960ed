//! The sources of a gazetteer, in the order in which they are read.

use super::Gazetteer;
use super::entry::Entry;
use super::gather::Gathering;
use super::tsv::{self, Table};
use crate::error::Error;
use crate::read::{MAX_GAZETTEER, decode, read_text};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Where rows come from.
#[derive(Clone, Debug)]
enum Source {
    Table { path: Option<PathBuf>, text: Cow<'static, str> },
    Entries(Vec<Entry>),
    Whole(Gazetteer),
}

/// Gathers tables and entries; every failure comes out of [`build`](GazetteerBuilder::build) at the latest.
///
/// # Which source wins
/// - Where two sources name the same **key**, their names and attributes are joined; where both have the same name or
///   attribute, the later source says how that name is matched and what the attribute is.
/// - Where entries with different keys share a **name**, all of them are found by
///   [`find_overlapping`](Gazetteer::find_overlapping). [`find`](Gazetteer::find) gives the one that was added first; an
///   [`Extractor`](crate::Extractor) prefers a country, then a body, an office, a person, and any of them to a capital, a former
///   name or a surname, and only then goes by the order.
/// - Within one **table** the same name may not stand twice for the same key: that is an error. A name of two entries of one kind
///   is none, but is told by [`conflicts`](Gazetteer::conflicts), unless the rows say what else the name may be.
#[derive(Clone, Debug, Default)]
pub struct GazetteerBuilder {
    sources: Vec<Source>,
}

impl GazetteerBuilder {
    /// Adds one entry.
    #[must_use]
    pub fn entry(mut self, entry: Entry) -> Self {
        match self.sources.last_mut() {
            Some(Source::Entries(entries)) => entries.push(entry),
            _ => self.sources.push(Source::Entries(vec![entry])),
        }
        self
    }

    /// Adds many entries.
    #[must_use]
    pub fn entries(mut self, entries: impl IntoIterator<Item = Entry>) -> Self {
        self.sources.push(Source::Entries(entries.into_iter().collect()));
        self
    }

    /// Adds a table from a string.
    #[must_use]
    pub fn tsv(mut self, table: impl Into<String>) -> Self {
        self.sources.push(Source::Table { path: None, text: Cow::Owned(table.into()) });
        self
    }

    /// Adds a table from a file.
    ///
    /// # Errors
    /// If the file cannot be read or is not UTF-8; the error names the file and the byte.
    pub fn tsv_file(mut self, path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = read_text(path)?;
        self.sources.push(Source::Table { path: Some(path.to_owned()), text: Cow::Owned(text) });
        Ok(self)
    }

    /// Adds a table from a reader, which is read to its end.
    ///
    /// # Errors
    /// If the reader fails or does not yield UTF-8.
    pub fn tsv_reader(self, mut reader: impl std::io::Read) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(|error| Error::io(Path::new("(reader)"), error))?;
        Ok(self.tsv(decode(bytes)?))
    }

    /// Adds everything that another gazetteer holds.
    #[must_use]
    pub fn merge(mut self, gazetteer: &Gazetteer) -> Self {
        self.sources.push(Source::Whole(gazetteer.clone()));
        self
    }

    pub(super) fn bundled_table(mut self, path: &'static str, text: &'static str) -> Self {
        self.sources.push(Source::Table { path: Some(path.into()), text: Cow::Borrowed(text) });
        self
    }

    /// Compiles the gazetteer; linear in the size of all names.
    ///
    /// # Errors
    /// Every row or entry that does not follow the format, repeats a name of its key or gives its key another kind, each with path,
    /// line, column and what was expected; among them names of more than 1,024 bytes and names that more than 1,000 entries share. Of
    /// kind [`Limit`](crate::ErrorKind::Limit): more than [`MAX_GAZETTEER`] bytes or more than 1,000 different columns in all.
    pub fn build(self) -> Result<Gazetteer, Error> {
        let bytes = self.sources.iter().map(Source::bytes).sum();
        if bytes > MAX_GAZETTEER {
            return Err(Error::limit("bytes of all tables and entries", bytes, MAX_GAZETTEER));
        }
        let mut all = Gathering::default();
        let mut holders = Vec::new();
        for source in self.sources {
            all.next_source();
            match source {
                Source::Table { path, text } => match tsv::open(&text, path.as_deref(), &mut all.problems) {
                    Table::Entries(rows) => all.add_rows(rows, path.as_deref()),
                    Table::Holders(_) => holders.push((path, text)),
                    Table::Nothing => {}
                },
                Source::Entries(entries) => all.add_entries(&entries),
                Source::Whole(gazetteer) => all.add_gazetteer(&gazetteer.0),
            }
        }
        // Who held what is read last, because the tables may come in any order.
        for (path, text) in &holders {
            let mut header = Vec::new();
            if let Table::Holders(rows) = tsv::open(text, path.as_deref(), &mut header) {
                all.add_holders(rows, path.as_deref());
            }
        }
        all.finish()
    }
}

impl Source {
    fn bytes(&self) -> usize {
        match self {
            Source::Table { text, .. } => text.len(),
            Source::Entries(entries) => entries.iter().map(Entry::bytes).sum(),
            Source::Whole(gazetteer) => gazetteer.0.texts.len(),
        }
    }
}
