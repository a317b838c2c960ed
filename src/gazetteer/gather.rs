//! Gathers entries and names, checks them against each other, and compiles them.

use super::entry::{CasePolicy, Entry, EntryKind, NameForm, Risk, Spelling};
use super::index::{Index, hash};
use super::literal::Literals;
use super::marked::Marked;
use super::tsv::{Entries, Holders, MAX_COLUMNS};
use super::{Alias, Compiled, Conflict, EntryData, EntryId, Gazetteer, Held, Text};
use crate::error::{Error, Problem, excerpt};
use crate::text::{Intern, Kind, Phrases, Piece, Token, UNKNOWN, Vocabulary, WordId, WordSet, is_unspaced, scan};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A name longer than this many bytes is no name but a slip of whoever made the table.
const MAX_NAME: usize = 1024;
/// A name may stand for this many entries, so that what one place of a text can mean is bounded.
const MAX_READINGS: usize = 1000;
/// Of the entries that share a name so many are held against a new one.
const NAMESAKES: usize = 8;

/// An entry while it is gathered.
struct Draft {
    kind: EntryKind,
    key: Text,
    display: Option<u32>,
    /// Column, value, and the source that gave it.
    attributes: Vec<(u16, Text, u32)>,
}

/// Where something was said.
#[derive(Clone, Copy)]
struct Place<'p> {
    path: Option<&'p Path>,
    line: usize,
    column: usize,
}

#[derive(Default)]
pub(super) struct Gathering {
    vocabulary: Vocabulary,
    phrases: Phrases,
    phrase_alias: Vec<u32>,
    /// The first word of each phrase.
    phrase_first: Vec<WordId>,
    literals: Vec<(String, u32)>,
    /// Those with one text, by its hash.
    literal_of: HashMap<u64, Vec<u32>>,
    aliases: Vec<Alias>,
    /// By entry and text.
    alias_index: Index,
    /// Where each alias was said last: source, and line of a table.
    alias_place: Vec<(u32, u32)>,
    drafts: Vec<Draft>,
    /// Entries by key.
    keys: Index,
    columns: Vec<String>,
    held: Vec<Held>,
    texts: String,
    pub(super) problems: Vec<Problem>,
    conflicts: Vec<Conflict>,
    /// The tables that were read, where they came from files.
    tables: Vec<Option<PathBuf>>,
    source: u32,
    /// Whether the source is a table, in which no row may say what another has said.
    in_table: bool,
    tokens: Vec<Token>,
    words: Vec<WordId>,
}

impl Gathering {
    pub(super) fn next_source(&mut self) {
        self.source += 1;
        self.in_table = false;
    }

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

    fn problem(&mut self, place: Place<'_>, message: String) {
        let Place { path, line, column } = place;
        self.problems.push(Problem { path: path.map(Path::to_owned), line, column, message });
    }

    fn entry(&self, key: &str) -> Option<EntryId> {
        self.keys.find(hash(0, key.as_bytes()), |id| self.stored(self.drafts[id as usize].key) == key)
    }

    /// The draft with this key, made if it is new.
    fn draft(&mut self, kind: EntryKind, key: &str, place: Place<'_>) -> EntryId {
        if let Some(id) = self.entry(key) {
            let known = self.drafts[id as usize].kind;
            if known != kind {
                let message = format!(
                    "key {} is a {known} in an earlier row and a {kind} here; give one of them another key",
                    excerpt(key)
                );
                self.problem(place, message);
            }
            return id;
        }
        let id = self.drafts.len() as EntryId;
        let stored = self.store(key);
        self.drafts.push(Draft { kind, key: stored, display: None, attributes: Vec::new() });
        self.keys.insert(hash(0, key.as_bytes()), id);
        id
    }

    pub(super) fn add_rows(&mut self, mut rows: Entries<'_>, path: Option<&Path>) {
        self.in_table = true;
        self.tables.push(path.map(Path::to_owned));
        let columns: Vec<u16> = rows.columns().map(|name| self.column(name)).collect();
        let (key_column, name_column) = rows.key_and_name();
        let mut last = None;
        while let Some(row) = rows.next(&mut self.problems) {
            let place = |column| Place { path, line: row.line, column };
            // Rows of one entry stand together, as a rule.
            let known = last.filter(|&id: &EntryId| {
                let draft = &self.drafts[id as usize];
                draft.kind == row.kind && self.stored(draft.key) == row.key
            });
            let entry = known.unwrap_or_else(|| self.draft(row.kind, &row.key, place(key_column)));
            last = Some(entry);
            for (number, value) in rows.attributes() {
                self.attribute(entry, columns[number], value);
            }
            self.add_name(entry, row.name, place(name_column));
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

    pub(super) fn add_entries(&mut self, entries: &[Entry]) {
        for (number, entry) in entries.iter().enumerate() {
            let place = Place { path: None, line: number + 1, column: 0 };
            let id = self.draft(entry.kind, &entry.key, place);
            for (name, value) in &entry.attributes {
                let column = self.column(name);
                self.attribute(id, column, value);
            }
            for name in &entry.names {
                self.add_name(id, name.spelling(), place);
            }
        }
    }

    pub(super) fn add_gazetteer(&mut self, other: &Compiled) {
        let columns: Vec<u16> = other.columns.iter().map(|name| self.column(name)).collect();
        let mut ids = Vec::with_capacity(other.entries.len());
        for (number, entry) in other.entries.iter().enumerate() {
            let place = Place { path: None, line: number + 1, column: 0 };
            let id = self.draft(entry.kind, other.key(number as EntryId), place);
            ids.push(id);
            let (start, end) = entry.attributes;
            for &(column, value) in &other.attributes[start as usize..end as usize] {
                self.attribute(id, columns[column as usize], other.text(value));
            }
        }
        let place = Place { path: None, line: 0, column: 0 };
        for alias in &other.aliases {
            let Alias { form, case, risk, .. } = *alias;
            self.add_name(
                ids[alias.entry as usize],
                Spelling { text: other.text(alias.text), form, case, risk },
                place,
            );
        }
        let map = |held: &Held| Held {
            person: ids[held.person as usize],
            office: ids[held.office as usize],
            scope: held.scope.map(|scope| ids[scope as usize]),
            ..*held
        };
        self.held.extend(other.held.iter().map(map));
    }

    fn add_name(&mut self, entry: EntryId, name: Spelling<'_>, place: Place<'_>) {
        let Spelling { text, .. } = name;
        let complaint = if text.len() > MAX_NAME {
            Some(format!("name {} has {} bytes; at most {MAX_NAME} are a name", excerpt(text), text.len()))
        } else if text.chars().any(char::is_control) {
            Some(format!("name {} holds a control character; take it out", excerpt(text)))
        } else if !text.chars().any(char::is_alphanumeric) {
            Some(format!("name {} has no letter or digit; nothing could be found by it", excerpt(text)))
        } else {
            None
        };
        if let Some(message) = complaint {
            return self.problem(place, message);
        }
        let mut tokens = std::mem::take(&mut self.tokens);
        let mut words = std::mem::take(&mut self.words);
        tokens.clear();
        words.clear();
        scan(text, &mut Intern(&mut self.vocabulary), |piece| {
            if let Piece::Token(token) = piece {
                tokens.push(token);
            }
        });
        if !is_literal(text, &tokens) {
            words.extend(tokens.iter().filter(|t| t.kind != Kind::Hyphen).map(|t| t.word));
        }
        self.place(entry, name, &words, capitals(&tokens), place);
        (self.tokens, self.words) = (tokens, words);
    }

    /// Takes a name in; it has no words if only its letters tell it.
    fn place(&mut self, entry: EntryId, name: Spelling<'_>, words: &[WordId], capitals: u32, place: Place<'_>) {
        let Spelling { text, form, case, risk } = name;
        let said = (self.source, place.line as u32);
        let own = hash(u64::from(entry) + 1, text.as_bytes());
        let is_own = |number: u32| {
            let alias = &self.aliases[number as usize];
            alias.entry == entry && self.stored(alias.text) == text
        };
        if let Some(known) = self.alias_index.find(own, is_own) {
            let (source, line) = self.alias_place[known as usize];
            if source == self.source && self.in_table {
                self.problem(place, format!("{} stands in line {line} for the same key; leave one out", excerpt(text)));
            }
            let alias = &mut self.aliases[known as usize];
            (alias.form, alias.case, alias.risk) = (form, case, risk);
            self.alias_place[known as usize] = said;
            return;
        }
        if self.namesakes(words, text).take(MAX_READINGS).count() == MAX_READINGS {
            let message = format!("{} stands for {MAX_READINGS} entries already; leave it out", excerpt(text));
            return self.problem(place, message);
        }
        let number = self.aliases.len() as u32;
        if let Some(known) = self.namesake(entry, name, words) {
            let known_line = self.alias_place[known as usize].1;
            let (line, column) = (place.line as u32, place.column as u32);
            self.conflicts.push(Conflict {
                alias: number,
                known,
                known_line,
                line,
                column,
                table: self.tables.len() - 1,
            });
        }
        let stored = self.store(text);
        self.aliases.push(Alias { entry, form, case, risk, capitals, text: stored });
        self.alias_place.push(said);
        self.alias_index.insert(own, number);
        if words.is_empty() {
            self.literals.push((text.to_owned(), number));
            self.literal_of.entry(hash(0, text.as_bytes())).or_default().push(number);
        } else {
            self.phrases.add(words, self.phrase_alias.len() as u32);
            self.phrase_alias.push(number);
            self.phrase_first.push(words.first().copied().unwrap_or(UNKNOWN));
        }
        if self.shows_better(entry, text, form) {
            self.drafts[entry as usize].display = Some(number);
        }
    }

    /// The aliases with the same words, or the same letters if it has none.
    fn namesakes(&self, words: &[WordId], text: &str) -> impl Iterator<Item = u32> {
        let letters = if words.is_empty() { self.literal_of.get(&hash(0, text.as_bytes())) } else { None };
        let phrases = self.phrases.values_of(words).map(|value| self.phrase_alias[value as usize]);
        phrases.chain(letters.into_iter().flatten().copied())
    }

    /// Another entry's name in the same table, of which nothing tells it.
    fn namesake(&self, entry: EntryId, name: Spelling<'_>, words: &[WordId]) -> Option<u32> {
        if !self.in_table {
            return None;
        }
        let kind = |entry: EntryId| self.drafts[entry as usize].kind;
        let clashes = |number: &u32| {
            let (alias, (source, _)) = (&self.aliases[*number as usize], self.alias_place[*number as usize]);
            let exact = name.case == CasePolicy::Exact || alias.case == CasePolicy::Exact;
            source == self.source
                && alias.entry != entry
                && kind(alias.entry) == kind(entry)
                && weight(alias.form) == weight(name.form)
                && (alias.risk == Risk::NONE || name.risk == Risk::NONE)
                && (!exact || self.stored(alias.text) == name.text)
        };
        self.namesakes(words, name.text).take(NAMESAKES).find(clashes)
    }

    /// The display name is the name that spells the key (`office:foreign-minister`), else the first row of a main form, else
    /// any row.
    fn shows_better(&self, entry: EntryId, name: &str, form: NameForm) -> bool {
        let draft = &self.drafts[entry as usize];
        let Some(shown) = draft.display else { return true };
        let main = |form| matches!(form, NameForm::Name | NameForm::Full | NameForm::Title);
        let key = self.stored(draft.key);
        let id = key.split_once(':').map_or(key, |(_, id)| id);
        let spells = |name: &str| {
            name.len() == id.len()
                && name.chars().zip(id.chars()).all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a == ' ' && b == '-'))
        };
        let shown = &self.aliases[shown as usize];
        let rank = |form, name| (main(form), main(form) && spells(name));
        rank(form, name) > rank(shown.form, self.stored(shown.text))
    }

    pub(super) fn add_holders(&mut self, mut rows: Holders<'_>, path: Option<&Path>) {
        let columns = rows.columns();
        while let Some(row) = rows.next(&mut self.problems) {
            // A blank scope says that it is not known; any other must be a key.
            let keys = [row.person, row.office, row.scope];
            let ids = keys.map(|key| self.entry(key));
            let needed = if row.scope.is_empty() { 2 } else { 3 };
            for at in (0..needed).filter(|&at| ids[at].is_none()) {
                let message = format!("no entry has the key {}; add a row for it or mend the key", excerpt(keys[at]));
                self.problem(Place { path, line: row.line, column: columns[at] }, message);
            }
            if let ([Some(person), Some(office), scope], true) = (ids, ids[..needed].iter().all(Option::is_some)) {
                self.held.push(Held { person, office, scope, from: row.from, to: row.to });
            }
        }
    }

    pub(super) fn finish(mut self) -> Result<Gazetteer, Error> {
        if !self.problems.is_empty() {
            return Err(Error::gazetteer(self.problems));
        }
        if self.columns.len() > MAX_COLUMNS {
            return Err(Error::limit("different columns and attributes", self.columns.len(), MAX_COLUMNS));
        }
        let mut attributes = Vec::new();
        let entries = self.drafts.iter().map(|draft| {
            let start = attributes.len() as u32;
            attributes.extend(draft.attributes.iter().map(|&(column, value, _)| (column, value)));
            EntryData {
                kind: draft.kind,
                key: draft.key,
                display: draft.display.unwrap_or(0),
                attributes: (start, attributes.len() as u32),
            }
        });
        let entries = entries.collect();
        self.held.sort_by_key(|held| (held.person, held.from, held.to));
        let marked = Marked::take(&mut self.literals, &mut self.vocabulary);
        let literals =
            Literals::new(&self.literals).map_err(|error| Error::table("names of scripts without spaces", &error))?;
        let mut small_starts = WordSet::default();
        for (&word, &alias) in self.phrase_first.iter().zip(&self.phrase_alias) {
            let alias = &self.aliases[alias as usize];
            if word != UNKNOWN && (alias.case != CasePolicy::Capitals || alias.capitals & 1 == 0) {
                small_starts.insert(word);
            }
        }
        // What was kept for more names goes back: with many names it is a third of the whole.
        self.vocabulary.shrink();
        self.phrases.shrink();
        self.phrase_alias.shrink_to_fit();
        self.aliases.shrink_to_fit();
        self.texts.shrink_to_fit();
        self.conflicts.shrink_to_fit();
        Ok(Gazetteer(Arc::new(Compiled {
            marked,
            literals,
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
            conflicts: self.conflicts,
            tables: self.tables,
        })))
    }
}

/// Names of one weight have no order among entries of one kind.
fn weight(form: NameForm) -> u8 {
    match form {
        NameForm::Capital | NameForm::Foreign | NameForm::Former | NameForm::Plural => 1,
        NameForm::Surname | NameForm::Given => 2,
        _ => 0,
    }
}

/// Whether a name cannot be spelled as words: it has symbols (`AT&T`, `OPEC+`) or a script without spaces.
fn is_literal(name: &str, tokens: &[Token]) -> bool {
    let spelled = |token: &Token| match token.kind {
        Kind::Hyphen => true,
        Kind::Word | Kind::Number | Kind::Clitic => token.word != UNKNOWN,
        _ => false,
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
