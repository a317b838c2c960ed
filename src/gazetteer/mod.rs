//! Gazetteers: named things, read from tables or code, compiled, and found in text.

mod build;
mod bundled;
mod entry;
mod gather;
mod index;
mod literal;
mod marked;
mod matcher;
mod tsv;

pub use build::GazetteerBuilder;
pub use entry::{CasePolicy, Entry, EntryKind, Name, NameForm, Risk};
pub(crate) use matcher::Hit;
pub use matcher::Match;

use crate::error::{Problem, excerpt};
use crate::text::{Phrases, Vocabulary, WordSet};
use std::path::PathBuf;
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

/// A name that two entries of one kind have in one table, without a word on which is meant.
#[derive(Clone, Copy, Debug)]
struct Conflict {
    alias: u32,
    /// The alias that was there before, and its line.
    known: u32,
    known_line: u32,
    line: u32,
    column: u32,
    table: usize,
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
    /// Entries by key.
    keys: index::Index,
    texts: String,
    conflicts: Vec<Conflict>,
    /// The files of the tables that were read.
    tables: Vec<Option<PathBuf>>,
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

    /// An attribute of the entry with this key: any further column of its table.
    ///
    /// ```
    /// let bundled = dixit::Gazetteer::bundled()?;
    /// assert_eq!(bundled.attribute("country:LV", "iso3"), Some("LVA"));
    /// assert_eq!(bundled.attribute("country:LV", "desk"), None);
    /// # Ok::<(), dixit::Error>(())
    /// ```
    #[must_use]
    pub fn attribute(&self, key: &str, column: &str) -> Option<&str> {
        self.0.attribute(self.0.entry(key)?, column)
    }

    /// Names that two entries of one kind have in one table, and of which nothing tells which is meant; all of them, with file, line
    /// and column, and how to mend it. They are no errors, because people do share names: the entry listed first is taken.
    ///
    /// Nothing is in conflict where the forms tell (a former name, a capital or a surname yields to any other), where the column
    /// `risk` of both rows says that the name may be something else, and between different sources.
    ///
    /// ```
    /// let table = "key\tname\nplace:york\tYork\nplace:york-me\tYork\n";
    /// let gazetteer = dixit::Gazetteer::builder().tsv(table).build()?;
    /// let conflict = gazetteer.conflicts().next().expect("two entries are called York");
    /// assert_eq!((conflict.line(), conflict.column()), (3, 2));
    /// assert!(conflict.message().contains("place:york"));
    /// # Ok::<(), dixit::Error>(())
    /// ```
    pub fn conflicts(&self) -> impl ExactSizeIterator<Item = Problem> {
        self.0.conflicts.iter().map(|conflict| Problem {
            path: self.0.tables[conflict.table].clone(),
            line: conflict.line as usize,
            column: conflict.column as usize,
            message: format!(
                "{} is a name of {} in line {}, too; the first of both is taken: leave one out, or say in the column risk of \
                 both rows what else the name may be",
                excerpt(self.0.alias_text(conflict.alias)),
                excerpt(self.0.key(self.0.aliases[conflict.known as usize].entry)),
                conflict.known_line
            ),
        })
    }

    /// A number for the content: keys, names, how these may be matched, attributes, who held what, all in their order. The same
    /// content gives the same number on every platform, in every run, and from whichever kind of source it came; so it tells whether
    /// records were made with the same names. Linear in the size of the gazetteer.
    ///
    /// ```
    /// use dixit::{Entry, EntryKind, Gazetteer};
    /// let table = Gazetteer::builder().tsv("key\tname\nplace:york\tYork\n").build()?;
    /// let code = Gazetteer::builder().entry(Entry::new(EntryKind::Place, "place:york", "York")).build()?;
    /// assert_eq!(table.fingerprint(), code.fingerprint());
    /// # Ok::<(), dixit::Error>(())
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let compiled = &*self.0;
        let text = |state, text: &str| index::hash(state, text.as_bytes());
        let number = |state, number: u32| index::hash(state, &number.to_le_bytes());
        let mut state = number(0, self.len() as u32);
        for (id, entry) in compiled.entries.iter().enumerate() {
            state = text(text(state, entry.kind.as_str()), compiled.key(id as EntryId));
            let (start, end) = entry.attributes;
            state = number(state, end - start);
            for &(column, value) in &compiled.attributes[start as usize..end as usize] {
                state = text(text(state, &compiled.columns[column as usize]), compiled.text(value));
            }
        }
        for alias in &compiled.aliases {
            state = text(number(state, alias.entry), compiled.text(alias.text));
            state = text(text(state, alias.form.as_str()), alias.case.as_str());
            state = number(state, alias.risk.bits());
        }
        for held in &compiled.held {
            // No entry has the number that stands for no scope: there are fewer than 2^31.
            let ids = [held.person, held.office, held.scope.unwrap_or(u32::MAX)];
            let years = [u32::from(held.from), u32::from(held.to)];
            state = ids.into_iter().chain(years).fold(state, number);
        }
        state
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
        self.keys.find(index::hash(0, key.as_bytes()), |id| self.key(id) == key)
    }

    /// The offices that a person is known to have held.
    pub(crate) fn held_by(&self, person: EntryId) -> &[Held] {
        let start = self.held.partition_point(|held| held.person < person);
        let end = self.held.partition_point(|held| held.person <= person);
        &self.held[start..end]
    }
}
