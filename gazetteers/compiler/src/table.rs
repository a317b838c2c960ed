//! Tab-separated tables: read a raw source by column name, write a compiled table sorted and clean.

use std::collections::BTreeSet;
use std::path::Path;

pub type Failure = Box<dyn std::error::Error>;

/// One row of a raw source, its cells by column name.
pub struct Row {
    headers: csv::StringRecord,
    cells: csv::StringRecord,
}

impl Row {
    /// The cell of a column, trimmed; panics if the source has no such column, which is a bug of the caller.
    pub fn get(&self, column: &str) -> &str {
        let at = self.headers.iter().position(|h| h == column);
        let at = at.unwrap_or_else(|| panic!("no column {column:?} in {:?}", self.headers));
        self.cells.get(at).unwrap_or("").trim()
    }
}

/// Reads a headed, unquoted, tab-separated file.
pub fn read(path: &Path) -> Result<Vec<Row>, Failure> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .flexible(true)
        .from_path(path)
        .map_err(|e| format!("{}: {e}", path.display()))?;
    let headers = reader.headers()?.clone();
    reader.records().map(|cells| Ok(Row { headers: headers.clone(), cells: cells? })).collect()
}

/// A finished table: sorted, without repeated rows.
pub struct Table {
    pub file: String,
    pub header: Vec<&'static str>,
    pub rows: BTreeSet<Vec<String>>,
}

impl Table {
    pub fn new(file: &str, header: &[&'static str]) -> Self {
        Table { file: file.to_owned(), header: header.to_vec(), rows: BTreeSet::new() }
    }

    pub fn push<const N: usize>(&mut self, cells: [&str; N]) {
        assert_eq!(N, self.header.len(), "{}: a row of another width", self.file);
        self.rows.insert(cells.iter().map(|c| c.split_whitespace().collect::<Vec<_>>().join(" ")).collect());
    }

    pub fn to_tsv(&self) -> String {
        let mut text = self.header.join("\t");
        text.push('\n');
        for row in &self.rows {
            text.push_str(&row.join("\t"));
            text.push('\n');
        }
        text
    }
}
