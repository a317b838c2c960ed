//! Gazetteers: named things, read from tables or code, compiled, and found in text.

mod build;
mod bundled;
mod entry;
mod literal;
mod marked;
mod matcher;
mod tsv;

pub use build::GazetteerBuilder;
pub use entry::{CasePolicy, Entry, EntryKind, Name, NameForm, Risk};
pub(crate) use matcher::Hit;
pub use matcher::Match;

use crate::text::{Phrases, Vocabulary, WordId, WordSet};
use std::sync::Arc;

/// The number of an entry in its gazetteer.
pub(crate) type EntryId = u32;

/// A compiled set of named things: immutable, cheap to clone, shared between threads.
///
/// Built by [`Gazetteer::bundled`] or a [`GazetteerBuilder`]. [`find`](Gazetteer::find) works on its own, without an extractor.
#[derive(Clone)]
pub struct Gazetteer(pub(crate) Arc<Compiled>);

/// A range of [`Compiled::texts`].
type Text = (u32, u32);

#[derive(Debug)]
pub(crate) struct EntryData {
    pub(crate) kind: EntryKind,
    key: Text,
    /// The alias that gives the display name.
    display: u32,
    attributes: (u32, u32),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Alias {
    pub(crate) entry: EntryId,
    pub(crate) form: NameForm,
    pub(crate) case: CasePolicy,
    pub(crate) risk: Risk,
    /// Bit n is set where word n must be capitalised in the text (the first 32 words).
    capitals: u32,
    text: Text,
}

/// A known holder of an office.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    pub(crate) person: EntryId,
    pub(crate) office: EntryId,
    /// The country or body; `None` if not known.
    pub(crate) scope: Option<EntryId>,
    /// Years; 0 and `u16::MAX` where not known or still holding.
    pub(crate) from: u16,
    pub(crate) to: u16,
}

#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) vocabulary: Vocabulary,
    phrases: Phrases,
    /// Words that start a name even where they are not capitalised.
    small_starts: WordSet,
    /// The alias of each phrase.
    phrase_alias: Vec<u32>,
    /// Names with marks in them.
    marked: marked::Marked,
    /// Names of scripts without spaces, and others that only their letters tell.
    literals: Option<literal::Literals>,
    pub(crate) aliases: Vec<Alias>,
    pub(crate) entries: Vec<EntryData>,
    attributes: Vec<(u16, Text)>,
    columns: Vec<String>,
    /// Sorted by person.
    held: Vec<Held>,
    keys: Vocabulary,
    texts: String,
}

/// The numbers of entries and names: all names of a gazetteer would fill the screen.
impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer").field("entries", &self.len()).field("names", &self.names()).finish()
    }
}

impl Gazetteer {
    /// Starts an empty gazetteer.
    #[must_use]
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.entries.is_empty()
    }

    /// How many names there are, over all entries.
    #[must_use]
    pub fn names(&self) -> usize {
        self.0.aliases.len()
    }

    /// All names over all entries, as they are written in the tables; in the order in which they came.
    ///
    /// ```
    /// let gazetteer = dixit::Gazetteer::builder().tsv("key\tname\nplace:york\tYork\n").build()?;
    /// assert_eq!(gazetteer.iter_names().collect::<Vec<_>>(), ["York"]);
    /// # Ok::<(), dixit::Error>(())
    /// ```
    pub fn iter_names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.aliases.iter().map(|alias| self.0.text(alias.text))
    }
}

impl Compiled {
    fn text(&self, (start, end): Text) -> &str {
        &self.texts[start as usize..end as usize]
    }

    pub(crate) fn key(&self, entry: EntryId) -> &str {
        self.text(self.entries[entry as usize].key)
    }

    /// The part of the key behind the kind: `LV` of `country:LV`.
    pub(crate) fn code(&self, entry: EntryId) -> &str {
        let key = self.key(entry);
        key.split_once(':').map_or(key, |(_, code)| code)
    }

    pub(crate) fn kind(&self, entry: EntryId) -> EntryKind {
        self.entries[entry as usize].kind
    }

    /// The display name of an entry.
    pub(crate) fn name(&self, entry: EntryId) -> &str {
        self.alias_text(self.entries[entry as usize].display)
    }

    pub(crate) fn alias_text(&self, alias: u32) -> &str {
        self.text(self.aliases[alias as usize].text)
    }

    pub(crate) fn attribute(&self, entry: EntryId, column: &str) -> Option<&str> {
        let number = self.columns.iter().position(|name| name == column)? as u16;
        let (start, end) = self.entries[entry as usize].attributes;
        let found = self.attributes[start as usize..end as usize].iter().find(|(column, _)| *column == number)?;
        Some(self.text(found.1))
    }

    /// The entry with this key.
    pub(crate) fn entry(&self, key: &str) -> Option<EntryId> {
        let id: WordId = self.keys.get(key);
        ((id as usize) < self.entries.len()).then_some(id)
    }

    /// The offices that a person is known to have held.
    pub(crate) fn held_by(&self, person: EntryId) -> &[Held] {
        let start = self.held.partition_point(|held| held.person < person);
        let end = self.held.partition_point(|held| held.person <= person);
        &self.held[start..end]
    }
}
