//! Reads gazetteer tables: tab-separated, one header line, one name a row.

use super::entry::{CasePolicy, EntryKind, Name, NameForm, Risk};
use crate::error::{Problem, excerpt};
use std::path::Path;

/// One row of an entry table.
pub(super) struct Row<'t> {
    pub(super) line: usize,
    pub(super) kind: EntryKind,
    pub(super) key: std::borrow::Cow<'t, str>,
    pub(super) name: Name,
    /// (number of the column in [`Table::attributes`], value)
    pub(super) attributes: Vec<(usize, &'t str)>,
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

/// What a table turned out to be.
pub(super) enum Table<'t> {
    Entries { attributes: Vec<&'t str>, rows: Vec<Row<'t>> },
    Holders(Vec<HolderRow<'t>>),
}

/// More columns than this, in a table or over all sources, are a file of another kind.
pub(super) const MAX_COLUMNS: usize = 1000;

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
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.strip_prefix('\u{FEFF}')
        .unwrap_or(text)
        .split('\n')
        .enumerate()
        .map(|(at, line)| (at + 1, line.strip_suffix('\r').unwrap_or(line)))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// Reads one table; rows with a problem are reported, all others are returned.
pub(super) fn read<'t>(text: &'t str, path: Option<&Path>, found: &mut Vec<Problem>) -> Table<'t> {
    let mut problems = Problems { path, found };
    let mut lines = lines(text);
    let Some((line, header)) = lines.next() else {
        problems.add(1, 0, "the table is empty; expected a header line with at least the columns key and name".into());
        return Table::Holders(Vec::new());
    };
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    if columns.len() > MAX_COLUMNS {
        problems.add(line, 0, format!("{} columns; a table has at most {MAX_COLUMNS}", columns.len()));
        return Table::Holders(Vec::new());
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
    if at("person").is_some() && at("office").is_some() {
        return Table::Holders(lines.filter_map(|(line, row)| holder(line, row, &columns, &mut problems)).collect());
    }
    if at("name").is_none() || (at("key").is_none() && at("kind").is_none()) {
        let message = format!(
            "header {} lacks the column name, or both key and kind; expected tab-separated column names such as key, name, \
             form, case, risk",
            excerpt(header)
        );
        problems.add(line, 0, message);
        return Table::Holders(Vec::new());
    }
    let places = KNOWN.map(at);
    let attributes: Vec<(usize, &str)> =
        columns.iter().copied().enumerate().filter(|(_, column)| !KNOWN.contains(column)).collect();
    let rows =
        lines.filter_map(|(line, row)| entry(line, row, columns.len(), places, &attributes, &mut problems)).collect();
    Table::Entries { attributes: attributes.into_iter().map(|(_, name)| name).collect(), rows }
}

/// Splits a row into its cells, or reports that it has another number of them than the header.
fn cells<'t>(line: usize, row: &'t str, width: usize, problems: &mut Problems<'_>) -> Option<Vec<&'t str>> {
    let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
    if cells.len() == width {
        return Some(cells);
    }
    let message = format!(
        "{} cells where the header has {width}: {}; separate cells by one tab each, and leave a cell empty rather than out",
        cells.len(),
        excerpt(row)
    );
    problems.add(line, 0, message);
    None
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
    row: &'t str,
    width: usize,
    places: [Option<usize>; 6],
    attributes: &[(usize, &str)],
    problems: &mut Problems<'_>,
) -> Option<Row<'t>> {
    let cells = cells(line, row, width, problems)?;
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
    Some(Row {
        line,
        kind,
        key,
        name: Name { text: name.to_owned(), form: form?, case: case?, risk: risk? },
        attributes: attributes
            .iter()
            .enumerate()
            .map(|(number, &(at, _))| (number, cells[at]))
            .filter(|(_, value)| !value.is_empty())
            .collect(),
    })
}

fn holder<'t>(line: usize, row: &'t str, columns: &[&str], problems: &mut Problems<'_>) -> Option<HolderRow<'t>> {
    let cells = cells(line, row, columns.len(), problems)?;
    let place = |name: &str| columns.iter().position(|column| *column == name);
    let [person, office, scope, from, to] = HOLDER_COLUMNS.map(place);
    let cell = |at: Option<usize>| at.map_or("", |at| cells[at]);
    let mut year = |at: Option<usize>, unknown: u16| match cell(at) {
        "" => Some(unknown),
        digits => parse(digits, line, at, "year", &["2019"], |cell| cell.parse().ok(), problems),
    };
    let (from, to) = (year(from, 0), year(to, u16::MAX));
    Some(HolderRow { line, person: cell(person), office: cell(office), scope: cell(scope), from: from?, to: to? })
}
