//! The builders that a user fills with documents.

use crate::fill::{Fill, FillLists};
use crate::source::Source;
use crate::{Table, Unit};
use arrow_array::{ListArray, RecordBatch};
use dixit::Document;

/// Fills every [`Table`] with the records of documents.
///
/// Any number of documents can go through one builder: it gives out what it has with [`take`](TablesBuilder::take), and
/// [`bytes`](TablesBuilder::bytes) tells when to.
///
/// ```
/// use dixit_arrow::{Table, TablesBuilder, Unit};
///
/// let extractor = dixit::Extractor::builder().build()?;
/// let mut scratch = extractor.scratch();
/// let mut builder = TablesBuilder::new(Unit::Chars);
/// for (id, text) in [("a", "“We will sail,” said Ilze Kalniņa."), ("b", "Nobody spoke.")] {
///     builder.push(id, text, &extractor.extract_with(&mut scratch, text));
/// }
/// let tables = builder.take();
/// assert_eq!(tables.num_rows(Table::Documents), 2);
/// assert_eq!(tables.num_rows(Table::Quotes), 1);
/// assert_eq!(tables.batches(Table::Quotes)[0].schema(), Table::Quotes.schema(Unit::Chars));
/// # Ok::<(), dixit::Error>(())
/// ```
pub struct TablesBuilder {
    unit: Unit,
    /// By the order of [`Table::ALL`].
    tables: Vec<Box<dyn Fill>>,
}

impl TablesBuilder {
    /// A builder whose offsets count in `unit`.
    #[must_use]
    pub fn new(unit: Unit) -> Self {
        Self { unit, tables: Table::ALL.iter().map(|table| table.batches(unit)).collect() }
    }

    /// Adds the records of a document. `text` is the text that was read; where a span does not fit it, the words are empty.
    ///
    /// The `id` stands in every row. Ids should differ, so that tables can be joined; nothing checks that they do.
    pub fn push(&mut self, id: &str, text: &str, document: &Document) {
        let source = Source::new(document, text, self.unit);
        for table in &mut self.tables {
            table.push(id, &source);
        }
    }

    /// Rows since the last [`take`](Self::take), all tables together.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.tables.iter().map(|table| table.size().0).sum()
    }

    /// About how many bytes the rows have since the last [`take`](Self::take), all tables together.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.tables.iter().map(|table| table.size().1).sum()
    }

    /// Gives out the rows since the last take, and goes on with none.
    pub fn take(&mut self) -> Tables {
        Tables { batches: self.tables.iter_mut().map(|table| table.take()).collect() }
    }
}

impl std::fmt::Debug for TablesBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TablesBuilder").field("unit", &self.unit).field("rows", &self.rows()).finish_non_exhaustive()
    }
}

/// Record batches of every table.
#[derive(Clone, Debug)]
pub struct Tables {
    batches: Vec<Vec<RecordBatch>>,
}

impl Tables {
    /// The batches of a table: of at most 65,536 rows and some 64 MiB each, none empty, so none at all where there is no record.
    #[must_use]
    pub fn batches(&self, table: Table) -> &[RecordBatch] {
        &self.batches[table as usize]
    }

    /// How many rows a table has.
    #[must_use]
    pub fn num_rows(&self, table: Table) -> usize {
        self.batches(table).iter().map(RecordBatch::num_rows).sum()
    }
}

/// Fills one column with the records of documents, one list of structs a document: what an SQL function gives back.
///
/// ```
/// use arrow_array::Array;
/// use dixit_arrow::{Lists, Table, Unit};
///
/// let extractor = dixit::Extractor::builder().build()?;
/// let text = "“We will sail,” said Ilze Kalniņa.";
/// let mut quotes = Lists::new(Table::Quotes, Unit::Chars);
/// assert!(quotes.push(text, &extractor.extract(text)));
/// quotes.push_null();
/// let array = quotes.finish();
/// assert_eq!(array.data_type(), &Table::Quotes.list_type());
/// assert_eq!((array.value_length(0), array.is_null(1)), (1, true));
/// # Ok::<(), dixit::Error>(())
/// ```
pub struct Lists {
    unit: Unit,
    lists: Box<dyn FillLists>,
}

impl Lists {
    /// Lists of the records of `table` whose offsets count in `unit`.
    #[must_use]
    pub fn new(table: Table, unit: Unit) -> Self {
        Self { unit, lists: table.lists(false) }
    }

    /// The same, but a list with one null stands where there would be an empty list or a null: unnesting makes a row of it, while
    /// it drops the others and with them the document.
    #[must_use]
    pub fn outer(table: Table, unit: Unit) -> Self {
        Self { unit, lists: table.lists(true) }
    }

    /// Adds the list of a document's records; the empty list where there are none.
    ///
    /// Gives `false`, and adds nothing, where the array would become larger than 2 GiB, which Arrow's lists cannot hold.
    #[must_use]
    pub fn push(&mut self, text: &str, document: &Document) -> bool {
        self.lists.push(&Source::new(document, text, self.unit))
    }

    /// Adds a null: a document that is not there.
    pub fn push_null(&mut self) {
        self.lists.push_null();
    }

    /// Gives out the lists, and goes on with none.
    pub fn finish(&mut self) -> ListArray {
        self.lists.finish()
    }
}

impl std::fmt::Debug for Lists {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lists").field("unit", &self.unit).finish_non_exhaustive()
    }
}
