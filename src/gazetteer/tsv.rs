//! Reads gazetteer tables: tab-separated, one header line, one name a row.

use super::entry::{CasePolicy, EntryKind, NameForm, Risk, Spelling};
use crate::error::{Problem, excerpt};
use std::borrow::Cow;
use std::path::Path;

/// More columns than this, in a table or over all sources, are a file of another kind.
pub(super) const MAX_COLUMNS: usize = 1000;

/// One row of an entry table.
pub(super) struct Row<'t> {
    pub(super) line: usize,
    pub(super) kind: EntryKind,
    pub(super) key: Cow<'t, str>,
    pub(super) name: Spelling<'t>,
}

/// One row of a table of holders: who held which office of what, and when.
pub(super) struct HolderRow<'t> {
    pub(super) line: usize,
    pub(super) person: &'t str,
    pub(super) office: &'t str,
    pub(super) scope: &'t str,
    pub(super) from: u16,
    pub(super) to: u16,
}

/// What a table turned out to be. Rows are read one by one, because a table may have millions.
pub(super) enum Table<'t> {
    Entries(Entries<'t>),
    Holders(Holders<'t>),
    /// Not readable; the problems are told.
    Nothing,
}

/// Columns with a meaning of their own in a table of entries.
const KNOWN: [&str; 6] = ["key", "kind", "name", "form", "case", "risk"];
const HOLDER_COLUMNS: [&str; 5] = ["person", "office", "scope", "from", "to"];

/// Collects problems with their place.
struct Problems<'a> {
    path: Option<&'a Path>,
    found: &'a mut Vec<Problem>,
}

impl Problems<'_> {
    fn add(&mut self, line: usize, column: usize, message: String) {
        self.found.push(Problem { path: self.path.map(Path::to_owned), line, column, message });
    }
}

/// Lines with something on them, numbered from 1, without a carriage return.
#[derive(Clone)]
struct Lines<'t>(std::iter::Enumerate<std::str::Split<'t, char>>);

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self(text.strip_prefix('\u{FEFF}').unwrap_or(text).split('\n').enumerate())
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let (at, line) = self.0.find(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))?;
        Some((at + 1, line.strip_suffix('\r').unwrap_or(line)))
    }
}

/// The rows of a table, split into cells.
struct Rows<'t> {
    path: Option<&'t Path>,
    lines: Lines<'t>,
    width: usize,
    cells: Vec<&'t str>,
}

impl<'t> Rows<'t> {
    /// Splits the next row into `cells` and gives its line; rows with another number of cells than the header are reported.
    fn next(&mut self, found: &mut Vec<Problem>) -> Option<usize> {
        let mut problems = Problems { path: self.path, found };
        for (line, row) in self.lines.by_ref() {
            self.cells.clear();
            self.cells.extend(row.split('\t').map(str::trim));
            if self.cells.len() == self.width {
                return Some(line);
            }
            let message = format!(
                "{} cells where the header has {}: {}; separate cells by one tab each, and leave a cell empty rather \
                 than out",
                self.cells.len(),
                self.width,
                excerpt(row)
            );
            problems.add(line, 0, message);
        }
        None
    }
}

/// A table of entries.
pub(super) struct Entries<'t> {
    rows: Rows<'t>,
    places: [Option<usize>; 6],
    /// Place and name of the columns without a meaning of their own.
    attributes: Vec<(usize, &'t str)>,
}

impl<'t> Entries<'t> {
    /// The names of the further columns.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'t str> {
        self.attributes.iter().map(|&(_, name)| name)
    }

    /// The columns of key and name, from 1; 0 if there is none.
    pub(super) fn key_and_name(&self) -> (usize, usize) {
        let number = |at: Option<usize>| at.map_or(0, |at| at + 1);
        (number(self.places[0].or(self.places[1])), number(self.places[2]))
    }

    /// The next row without a problem; the others are reported.
    pub(super) fn next(&mut self, found: &mut Vec<Problem>) -> Option<Row<'t>> {
        loop {
            let line = self.rows.next(found)?;
            let mut problems = Problems { path: self.rows.path, found };
            if let Some(row) = entry(line, &self.rows.cells, self.places, &mut problems) {
                return Some(row);
            }
        }
    }

    /// The attributes of the row read last: number of the column among [`columns`](Self::columns), value.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let cell = |(number, &(at, _)): (usize, &(usize, _))| (number, self.rows.cells[at]);
        self.attributes.iter().enumerate().map(cell).filter(|(_, value)| !value.is_empty())
    }
}

/// A table of holders.
pub(super) struct Holders<'t> {
    rows: Rows<'t>,
    places: [Option<usize>; 5],
}

impl<'t> Holders<'t> {
    /// The columns of person, office and scope, from 1; 0 if there is none.
    pub(super) fn columns(&self) -> [usize; 3] {
        [0, 1, 2].map(|at| self.places[at].map_or(0, |at| at + 1))
    }

    /// The next row without a problem; the others are reported.
    pub(super) fn next(&mut self, found: &mut Vec<Problem>) -> Option<HolderRow<'t>> {
        loop {
            let line = self.rows.next(found)?;
            let mut problems = Problems { path: self.rows.path, found };
            if let Some(row) = holder(line, &self.rows.cells, self.places, &mut problems) {
                return Some(row);
            }
        }
    }
}

/// Reads the header of a table.
pub(super) fn open<'t>(text: &'t str, path: Option<&'t Path>, found: &mut Vec<Problem>) -> Table<'t> {
    let mut problems = Problems { path, found };
    let mut lines = Lines::of(text);
    let Some((line, header)) = lines.next() else {
        problems.add(1, 0, "the table is empty; expected a header line with at least the columns key and name".into());
        return Table::Nothing;
    };
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    if columns.len() > MAX_COLUMNS {
        let message = format!("{} columns; a table has at most {MAX_COLUMNS}, leave the others out", columns.len());
        problems.add(line, 0, message);
        return Table::Nothing;
    }
    for (at, column) in columns.iter().enumerate() {
        if column.is_empty() || columns[..at].contains(column) {
            problems.add(
                line,
                at + 1,
                format!("column name {} is empty or repeated; name each column once", excerpt(column)),
            );
        }
    }
    let at = |name: &str| columns.iter().position(|column| *column == name);
    let rows = Rows { path, lines, width: columns.len(), cells: Vec::new() };
    if at("person").is_some() && at("office").is_some() {
        return Table::Holders(Holders { rows, places: HOLDER_COLUMNS.map(at) });
    }
    if at("name").is_none() || (at("key").is_none() && at("kind").is_none()) {
        let message = format!(
            "header {} lacks the column name, or both key and kind; expected tab-separated column names such as \
             key, name, form, case, risk",
            excerpt(header)
        );
        problems.add(line, 0, message);
        return Table::Nothing;
    }
    let places = KNOWN.map(at);
    let attributes = columns.into_iter().enumerate().filter(|(_, column)| !KNOWN.contains(column)).collect();
    Table::Entries(Entries { rows, places, attributes })
}

/// Parses one cell by its list of words, or reports what was expected.
fn parse<T>(
    cell: &str,
    line: usize,
    column: Option<usize>,
    what: &str,
    words: &[&str],
    read: impl Fn(&str) -> Option<T>,
    problems: &mut Problems<'_>,
) -> Option<T> {
    let value = read(cell);
    if value.is_none() {
        let words: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
        let message = format!("{} is no {what}; expected one of {}", excerpt(cell), words.join(", "));
        problems.add(line, column.map_or(0, |at| at + 1), message);
    }
    value
}

fn entry<'t>(
    line: usize,
    cells: &[&'t str],
    places: [Option<usize>; 6],
    problems: &mut Problems<'_>,
) -> Option<Row<'t>> {
    let [key_at, kind_at, name_at, form_at, case_at, risk_at] = places;
    let cell = |at: Option<usize>| at.map_or("", |at| cells[at]);
    let name = cell(name_at);
    if name.is_empty() {
        problems.add(line, name_at.map_or(0, |at| at + 1), "the name is empty; every row needs one".into());
        return None;
    }
    let prefix = cell(key_at).split_once(':').map_or("", |(kind, _)| kind);
    let kind_word = if cell(kind_at).is_empty() { prefix } else { cell(kind_at) };
    let kind = if kind_word.is_empty() || (cell(kind_at).is_empty() && EntryKind::parse(kind_word).is_none()) {
        let message = format!(
            "the kind of {} is not said; start the key with it (person:, office:, country: ...) or add a column kind with one \
             of {}",
            excerpt(name),
            EntryKind::WORDS.join(", ")
        );
        problems.add(line, key_at.or(kind_at).map_or(0, |at| at + 1), message);
        return None;
    } else {
        parse(kind_word, line, kind_at, "kind", EntryKind::WORDS, EntryKind::parse, problems)?
    };
    let main = match kind {
        EntryKind::Person => NameForm::Full,
        EntryKind::Office => NameForm::Title,
        _ => NameForm::Name,
    };
    let form = match cell(form_at) {
        "" => Some(main),
        word => parse(word, line, form_at, "form", NameForm::WORDS, NameForm::parse, problems),
    };
    let case = parse(cell(case_at), line, case_at, "case policy", CasePolicy::WORDS, CasePolicy::parse, problems);
    let risks = ["person", "place", "word", "org"];
    let risk = parse(cell(risk_at), line, risk_at, "list of risks", &risks, Risk::parse, problems);
    let key = match cell(key_at) {
        "" => format!("{kind}:{name}").into(),
        key => key.into(),
    };
    Some(Row { line, kind, key, name: Spelling { text: name, form: form?, case: case?, risk: risk? } })
}

fn holder<'t>(
    line: usize,
    cells: &[&'t str],
    places: [Option<usize>; 5],
    problems: &mut Problems<'_>,
) -> Option<HolderRow<'t>> {
    let [person, office, scope, from, to] = places;
    let cell = |at: Option<usize>| at.map_or("", |at| cells[at]);
    let mut year = |at: Option<usize>, unknown: u16| match cell(at) {
        "" => Some(unknown),
        digits => parse(digits, line, at, "year", &["2019"], |cell| cell.parse().ok(), problems),
    };
    let (from, to) = (year(from, 0), year(to, u16::MAX));
    Some(HolderRow { line, person: cell(person), office: cell(office), scope: cell(scope), from: from?, to: to? })
}
