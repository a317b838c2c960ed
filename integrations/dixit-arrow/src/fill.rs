//! Filling of one table, whatever its rows are.

use crate::column::{Column, List, Opt, Text};
use crate::row::Rows;
use crate::source::Source;
use arrow_array::{ArrayRef, ListArray, RecordBatch};
use arrow_schema::SchemaRef;

/// Rows of a record batch at most.
const MAX_ROWS: usize = 1 << 16;
/// Bytes at which a record batch ends. A row more has at most a gibibyte in one column, the longest text that is read, so the 32-bit
/// offsets of a column of words suffice.
const MAX_BYTES: usize = 64 << 20;
/// Bytes of the lists of one array: they cannot be divided, and the offsets of a column of words have 31 bits.
const MAX_LIST_BYTES: usize = i32::MAX as usize;

/// Record batches of one table.
pub(crate) trait Fill: Send {
    fn push(&mut self, id: &str, source: &Source<'_>);

    /// Rows and bytes since the last take.
    fn size(&self) -> (usize, usize);

    fn take(&mut self) -> Vec<RecordBatch>;
}

pub(crate) struct Batches<R> {
    schema: SchemaRef,
    open: Open<R>,
    full: Vec<RecordBatch>,
    /// Rows and bytes of the full batches.
    full_size: (usize, usize),
}

/// The batch under way.
#[derive(Default)]
struct Open<R> {
    ids: Text,
    rows: R,
    size: (usize, usize),
}

impl<R: Rows> Batches<R> {
    pub(crate) fn new(schema: SchemaRef) -> Self {
        Self { schema, open: Open::default(), full: Vec::new(), full_size: (0, 0) }
    }

    fn close(&mut self) {
        let (rows, bytes) = std::mem::take(&mut self.open.size);
        if rows == 0 {
            return;
        }
        let mut columns: Vec<ArrayRef> = vec![self.open.ids.finish()];
        columns.extend(self.open.rows.finish_record().columns().iter().cloned());
        // Columns and schema come from one declaration, and each row has one value of each.
        self.full.push(RecordBatch::try_new(self.schema.clone(), columns).expect("columns fit the schema"));
        self.full_size = (self.full_size.0 + rows, self.full_size.1 + bytes);
    }
}

impl<R: Rows> Fill for Batches<R> {
    fn push(&mut self, id: &str, source: &Source<'_>) {
        R::each(source, &mut |row| {
            let bytes = id.len() + R::bytes(&row);
            if self.open.size.0 == MAX_ROWS || self.open.size.1 + bytes > MAX_BYTES {
                self.close();
            }
            self.open.ids.push(id);
            self.open.rows.push(row);
            self.open.size = (self.open.size.0 + 1, self.open.size.1 + bytes);
        });
    }

    fn size(&self) -> (usize, usize) {
        (self.full_size.0 + self.open.size.0, self.full_size.1 + self.open.size.1)
    }

    fn take(&mut self) -> Vec<RecordBatch> {
        self.close();
        self.full_size = (0, 0);
        std::mem::take(&mut self.full)
    }
}

/// Lists of rows, one list a document.
pub(crate) trait FillLists: Send {
    /// `false`, and nothing is added, if the array would get too large.
    #[must_use]
    fn push(&mut self, source: &Source<'_>) -> bool;
    fn push_null(&mut self);
    fn finish(&mut self) -> ListArray;
}

pub(crate) struct ListFilling<R> {
    lists: List<Opt<R>>,
    bytes: usize,
    /// Whether a list with one null stands for no list and for one without rows.
    outer: bool,
}

impl<R: Rows> ListFilling<R> {
    pub(crate) fn new(outer: bool) -> Self {
        Self { lists: List::default(), bytes: 0, outer }
    }
}

impl<R: Rows> FillLists for ListFilling<R> {
    fn push(&mut self, source: &Source<'_>) -> bool {
        let mut bytes = self.bytes;
        R::each(source, &mut |row| bytes += R::bytes(&row));
        if bytes > MAX_LIST_BYTES {
            return false;
        }
        if self.outer && bytes == self.bytes {
            self.push_null();
            return true;
        }
        self.bytes = bytes;
        R::each(source, &mut |row| self.lists.item(Some(row)));
        self.lists.end(true);
        true
    }

    fn push_null(&mut self) {
        if self.outer {
            self.lists.item(None);
        }
        self.lists.end(self.outer);
    }

    fn finish(&mut self) -> ListArray {
        self.bytes = 0;
        self.lists.finish_list()
    }
}
