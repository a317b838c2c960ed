//! From tables and entries to a compiled gazetteer.

use super::entry::{CasePolicy, Entry, EntryKind, Name, NameForm};
use super::literal::Literals;
use super::marked::Marked;
use super::tsv::{self, HolderRow, MAX_COLUMNS, Row, Table};
use super::{Alias, Compiled, EntryData, EntryId, Gazetteer, Held, Text};
use crate::MAX_GAZETTEER;
use crate::error::{Error, Problem, excerpt};
use crate::text::{Intern, Kind, Phrases, Piece, Token, UNKNOWN, Vocabulary, WordId, WordSet, is_unspaced, scan};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A name longer than this many bytes is no name but a slip of whoever made the table.
const MAX_NAME: usize = 1024;
/// A name may stand for this many entries, so that what one place of a text can mean is bounded.
const MAX_READINGS: usize = 1000;

/// Where rows come from.
#[derive(Clone, Debug)]
enum Source {
    Table { path: Option<PathBuf>, text: Cow<'static, str> },
    Entries(Vec<Entry>),
    Whole(Gazetteer),
}

/// Gathers tables and entries; every failure comes out of [`build`](GazetteerBuilder::build) at the latest.
///
/// Where two sources name the same key, their names and attributes are joined; where both have the same name or attribute,
/// the later source says how that name is matched and what the attribute is.
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
        let text = crate::read_text(path)?;
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
        Ok(self.tsv(crate::decode(bytes)?))
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
    /// Every row or entry that does not follow the format, each with path, line, column and what was expected; among them
    /// names of more than 1,024 bytes and names that more than 1,000 entries share. Of kind [`Limit`](crate::ErrorKind::Limit): more than
    /// [`MAX_GAZETTEER`] bytes or more than 1,000 different columns in all.
    pub fn build(self) -> Result<Gazetteer, Error> {
        let bytes = self.sources.iter().map(Source::bytes).sum();
        if bytes > MAX_GAZETTEER {
            return Err(Error::limit("bytes of all tables and entries", bytes, MAX_GAZETTEER));
        }
        let mut work = Work::default();
        let mut holders = Vec::new();
        for (number, source) in self.sources.iter().enumerate() {
            work.source = number as u32;
            work.in_table = matches!(source, Source::Table { .. });
            match source {
                Source::Table { path, text } => match tsv::read(text, path.as_deref(), &mut work.problems) {
                    Table::Entries { attributes, rows } => work.add_rows(&attributes, rows, path.as_deref()),
                    Table::Holders(rows) => holders.push((path.as_deref(), rows)),
                },
                Source::Entries(entries) => work.add_entries(entries),
                Source::Whole(gazetteer) => work.add_gazetteer(&gazetteer.0),
            }
        }
        for (path, rows) in holders {
            work.add_holders(rows, path);
        }
        work.finish()
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

/// An entry while it is gathered.
struct Draft {
    kind: EntryKind,
    key: Text,
    display: Option<u32>,
    /// Column, value, and the source that gave it.
    attributes: Vec<(u16, Text, u32)>,
}

#[derive(Default)]
struct Work {
    vocabulary: Vocabulary,
    phrases: Phrases,
    phrase_alias: Vec<u32>,
    /// The first word of each phrase.
    phrase_first: Vec<WordId>,
    literals: Vec<(String, u32)>,
    /// Hash of the name -> aliases.
    literal_of: HashMap<u64, Vec<u32>>,
    aliases: Vec<Alias>,
    alias_source: Vec<u32>,
    drafts: Vec<Draft>,
    columns: Vec<String>,
    held: Vec<Held>,
    keys: Vocabulary,
    texts: String,
    problems: Vec<Problem>,
    source: u32,
    /// Whether the source is a table, in which no row may say what another has said.
    in_table: bool,
    tokens: Vec<Token>,
    words: Vec<WordId>,
}

impl Work {
    fn store(&mut self, text: &str) -> Text {
        let start = self.texts.len() as u32;
        self.texts.push_str(text);
        (start, self.texts.len() as u32)
    }

    fn stored(&self, (start, end): Text) -> &str {
        &self.texts[start as usize..end as usize]
    }

    /// The number of a column; those over the limit share one, and nothing is built of them.
    fn column(&mut self, name: &str) -> u16 {
        let at = self.columns.iter().position(|column| column == name);
        at.unwrap_or_else(|| {
            if self.columns.len() <= MAX_COLUMNS {
                self.columns.push(name.to_owned());
            }
            self.columns.len() - 1
        }) as u16
    }

    fn problem(&mut self, path: Option<&Path>, line: usize, message: String) {
        self.problems.push(Problem { path: path.map(Path::to_owned), line, column: 0, message });
    }

    /// The draft with this key, made if it is new.
    fn draft(&mut self, kind: EntryKind, key: &str, path: Option<&Path>, line: usize) -> EntryId {
        let id = self.keys.intern(key);
        if id as usize == self.drafts.len() {
            let key = self.store(key);
            self.drafts.push(Draft { kind, key, display: None, attributes: Vec::new() });
        } else if self.stored(self.drafts[id as usize].key) != key {
            // Keys are looked up like words, so two of them may not differ in case or marks alone.
            let known = self.stored(self.drafts[id as usize].key);
            let message = format!(
                "key {} is written {} in an earlier row; write it the same, or change more than case",
                excerpt(key),
                excerpt(known)
            );
            self.problem(path, line, message);
        } else if self.drafts[id as usize].kind != kind {
            let known = self.drafts[id as usize].kind;
            let message = format!(
                "key {} is a {known} in an earlier row and a {kind} here; give one of them another key",
                excerpt(key)
            );
            self.problem(path, line, message);
        }
        id
    }

    fn add_rows(&mut self, attributes: &[&str], rows: Vec<Row<'_>>, path: Option<&Path>) {
        let columns: Vec<u16> = attributes.iter().map(|name| self.column(name)).collect();
        let mut last: Option<(String, EntryId)> = None;
        for row in rows {
            let entry = match &last {
                Some((key, entry)) if *key == row.key && self.drafts[*entry as usize].kind == row.kind => *entry,
                _ => self.draft(row.kind, &row.key, path, row.line),
            };
            if last.as_ref().is_none_or(|(key, _)| *key != row.key) {
                last = Some((row.key.clone().into_owned(), entry));
            }
            for (number, value) in row.attributes {
                self.attribute(entry, columns[number], value);
            }
            self.add_name(entry, &row.name, path, row.line);
        }
    }

    fn attribute(&mut self, entry: EntryId, column: u16, value: &str) {
        let source = self.source;
        let attributes = &self.drafts[entry as usize].attributes;
        let known = attributes.iter().position(|(known, ..)| *known == column);
        // The first value wins within a source, and a later source wins over an earlier one.
        if known.is_some_and(|at| attributes[at].2 == source) {
            return;
        }
        let new = (column, self.store(value), source);
        let attributes = &mut self.drafts[entry as usize].attributes;
        match known {
            Some(at) => attributes[at] = new,
            None => attributes.push(new),
        }
    }

    fn add_entries(&mut self, entries: &[Entry]) {
        for (number, entry) in entries.iter().enumerate() {
            let id = self.draft(entry.kind, &entry.key, None, number + 1);
            for (name, value) in &entry.attributes {
                let column = self.column(name);
                self.attribute(id, column, value);
            }
            for name in &entry.names {
                self.add_name(id, name, None, number + 1);
            }
        }
    }

    fn add_gazetteer(&mut self, other: &Compiled) {
        let columns: Vec<u16> = other.columns.iter().map(|name| self.column(name)).collect();
        let mut ids = Vec::with_capacity(other.entries.len());
        for (number, entry) in other.entries.iter().enumerate() {
            let id = self.draft(entry.kind, other.key(number as EntryId), None, number + 1);
            ids.push(id);
            let (start, end) = entry.attributes;
            for &(column, value) in &other.attributes[start as usize..end as usize] {
                self.attribute(id, columns[column as usize], other.text(value));
            }
        }
        for alias in &other.aliases {
            let text = other.text(alias.text).to_owned();
            let name = Name { text, form: alias.form, case: alias.case, risk: alias.risk };
            self.add_name(ids[alias.entry as usize], &name, None, alias.entry as usize + 1);
        }
        let map = |held: &Held| Held {
            person: ids[held.person as usize],
            office: ids[held.office as usize],
            scope: held.scope.map(|scope| ids[scope as usize]),
            ..*held
        };
        self.held.extend(other.held.iter().map(map));
    }

    fn add_name(&mut self, entry: EntryId, name: &Name, path: Option<&Path>, line: usize) {
        if name.text.len() > MAX_NAME {
            let message =
                format!("name {} has {} bytes; at most {MAX_NAME} are a name", excerpt(&name.text), name.text.len());
            self.problem(path, line, message);
        } else if name.text.chars().any(char::is_control) {
            let message = format!("name {} holds a control character; take it out", excerpt(&name.text));
            self.problem(path, line, message);
        } else if !name.text.chars().any(char::is_alphanumeric) {
            let message = format!("name {} has no letter or digit; nothing could be found by it", excerpt(&name.text));
            self.problem(path, line, message);
        } else {
            let mut tokens = std::mem::take(&mut self.tokens);
            let mut words = std::mem::take(&mut self.words);
            tokens.clear();
            words.clear();
            scan(&name.text, &mut Intern(&mut self.vocabulary), |piece| {
                if let Piece::Token(token) = piece {
                    tokens.push(token);
                }
            });
            let literal = is_literal(&name.text, &tokens);
            words.extend(tokens.iter().filter(|t| t.kind != Kind::Hyphen).map(|t| t.word));
            let capitals = capitals(&tokens);
            self.place(entry, name, literal, &words, capitals, path, line);
            (self.tokens, self.words) = (tokens, words);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn place(
        &mut self,
        entry: EntryId,
        name: &Name,
        literal: bool,
        words: &[WordId],
        capitals: u32,
        path: Option<&Path>,
        line: usize,
    ) {
        let (known, readings) = if literal {
            let numbers = self.literal_of.get(&hash(&name.text)).into_iter().flatten().copied();
            self.readings(entry, &name.text, numbers)
        } else {
            let numbers = self.phrases.values_of(words).map(|value| self.phrase_alias[value as usize]);
            self.readings(entry, &name.text, numbers)
        };
        if known.is_none() && readings >= MAX_READINGS {
            let message = format!("{} stands for {MAX_READINGS} entries already; leave it out", excerpt(&name.text));
            self.problem(path, line, message);
            return;
        }
        if let Some(known) = known {
            if self.alias_source[known as usize] == self.source && self.in_table {
                let message = format!("{} stands twice for the same key; leave one out", excerpt(&name.text));
                self.problem(path, line, message);
            }
            let alias = &mut self.aliases[known as usize];
            (alias.form, alias.case, alias.risk) = (name.form, name.case, name.risk);
            self.alias_source[known as usize] = self.source;
            return;
        }
        let number = self.aliases.len() as u32;
        let text = self.store(&name.text);
        self.aliases.push(Alias { entry, form: name.form, case: name.case, risk: name.risk, capitals, text });
        self.alias_source.push(self.source);
        if literal {
            self.literals.push((name.text.clone(), number));
            self.literal_of.entry(hash(&name.text)).or_default().push(number);
        } else {
            self.phrases.add(words, self.phrase_alias.len() as u32);
            self.phrase_alias.push(number);
            self.phrase_first.push(words.first().copied().unwrap_or(UNKNOWN));
        }
        if self.shows_better(entry, &name.text, name.form) {
            self.drafts[entry as usize].display = Some(number);
        }
    }

    /// Of the aliases with the same words, the one of `entry` with exactly this text; and how many there are.
    fn readings(&self, entry: EntryId, text: &str, numbers: impl Iterator<Item = u32>) -> (Option<u32>, usize) {
        numbers.fold((None, 0), |(known, count), number| {
            let alias = &self.aliases[number as usize];
            let same = alias.entry == entry && self.stored(alias.text) == text;
            (known.or(same.then_some(number)), count + 1)
        })
    }

    /// The display name is the name that spells the key (`office:foreign-minister`), else the first row of a main form, else
    /// any row.
    fn shows_better(&self, entry: EntryId, name: &str, form: NameForm) -> bool {
        let draft = &self.drafts[entry as usize];
        let Some(shown) = draft.display else { return true };
        let main = |form| matches!(form, NameForm::Name | NameForm::Full | NameForm::Title);
        let text = |(start, end): Text| &self.texts[start as usize..end as usize];
        let key = text(draft.key);
        let id = key.split_once(':').map_or(key, |(_, id)| id);
        let spells = |name: &str| {
            name.len() == id.len()
                && name.chars().zip(id.chars()).all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a == ' ' && b == '-'))
        };
        let shown = &self.aliases[shown as usize];
        let rank = |form, name| (main(form), main(form) && spells(name));
        rank(form, name) > rank(shown.form, text(shown.text))
    }

    fn add_holders(&mut self, rows: Vec<HolderRow<'_>>, path: Option<&Path>) {
        for row in rows {
            let known = |key: &str| Some(self.keys.get(key)).filter(|&id| (id as usize) < self.drafts.len());
            let (person, office, scope) = (known(row.person), known(row.office), known(row.scope));
            // A blank scope says that it is not known; any other must be a key.
            let named = [(row.person, person), (row.office, office), (row.scope, scope)];
            let cells = named.into_iter().take(if row.scope.is_empty() { 2 } else { 3 });
            let missing: Vec<&str> = cells.filter(|(_, id)| id.is_none()).map(|(key, _)| key).collect();
            for key in &missing {
                let message = format!("no entry has the key {}; add a row for it or mend the key", excerpt(key));
                self.problem(path, row.line, message);
            }
            if let (true, Some(person), Some(office)) = (missing.is_empty(), person, office) {
                self.held.push(Held { person, office, scope, from: row.from, to: row.to });
            }
        }
    }

    fn finish(mut self) -> Result<Gazetteer, Error> {
        if !self.problems.is_empty() {
            return Err(Error::gazetteer(self.problems));
        }
        if self.columns.len() > MAX_COLUMNS {
            return Err(Error::limit("different columns and attributes", self.columns.len(), MAX_COLUMNS));
        }
        let mut attributes = Vec::new();
        let entries = self
            .drafts
            .iter()
            .map(|draft| {
                let start = attributes.len() as u32;
                attributes.extend(draft.attributes.iter().map(|&(column, value, _)| (column, value)));
                EntryData {
                    kind: draft.kind,
                    key: draft.key,
                    display: draft.display.unwrap_or(0),
                    attributes: (start, attributes.len() as u32),
                }
            })
            .collect();
        self.held.sort_by_key(|held| (held.person, held.from, held.to));
        let mut small_starts = WordSet::default();
        for (&word, &alias) in self.phrase_first.iter().zip(&self.phrase_alias) {
            let alias = &self.aliases[alias as usize];
            if word != UNKNOWN && (alias.case != CasePolicy::Capitals || alias.capitals & 1 == 0) {
                small_starts.insert(word);
            }
        }
        let marked = Marked::take(&mut self.literals, &mut self.vocabulary);
        Ok(Gazetteer(Arc::new(Compiled {
            marked,
            literals: Literals::new(&self.literals)
                .map_err(|error| Error::table("names of scripts without spaces", &error))?,
            vocabulary: self.vocabulary,
            phrases: self.phrases,
            small_starts,
            phrase_alias: self.phrase_alias,
            aliases: self.aliases,
            entries,
            attributes,
            columns: self.columns,
            held: self.held,
            keys: self.keys,
            texts: self.texts,
        })))
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Whether a name cannot be spelled as words: it has symbols (`AT&T`, `OPEC+`) or a script without spaces.
fn is_literal(name: &str, tokens: &[Token]) -> bool {
    let spelled = |token: &Token| {
        matches!(token.kind, Kind::Word | Kind::Number | Kind::Clitic | Kind::Hyphen) && token.word_or_hyphen()
    };
    tokens.len() > 32 || !tokens.iter().all(spelled) || name.chars().any(is_unspaced)
}

/// The words of a name that are capitalised, as bits.
fn capitals(tokens: &[Token]) -> u32 {
    tokens
        .iter()
        .filter(|token| token.kind != Kind::Hyphen)
        .enumerate()
        .filter(|(_, token)| token.is_capital())
        .fold(0, |bits, (at, _)| bits | 1u32.checked_shl(at as u32).unwrap_or(0))
}

impl Token {
    fn word_or_hyphen(&self) -> bool {
        self.kind == Kind::Hyphen || self.word != crate::text::UNKNOWN
    }
}
