//! The tables: what they are called, and which rows they have.

use crate::column::Record;
use crate::fill::{Batches, Fill, FillLists, ListFilling};
use crate::row;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use std::sync::Arc;

/// In what offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// Bytes of UTF-8, as in Rust.
    #[default]
    Bytes,
    /// Unicode code points: Python's index, SQL's `substr` (which starts at 1).
    Chars,
    /// UTF-16 code units: the index of Java, JavaScript and C#.
    Utf16,
}

impl Unit {
    /// `bytes`, `chars`, `utf16`: how the metadata of a schema says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Unit::Bytes => "bytes",
            Unit::Chars => "chars",
            Unit::Utf16 => "utf16",
        }
    }
}

macro_rules! tables {
    ($($(#[$doc:meta])* $table:ident = $name:literal,)+) => {
        /// A table of records: one row a record. The README lists the columns.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Table { $($(#[$doc])* $table,)+ }

        impl Table {
            /// Every table.
            pub const ALL: &'static [Table] = &[$(Table::$table,)+];

            /// What it is called: `quotes`; so is its file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Table::$table => $name,)+ }
            }

            /// The fields of a record, without its document: what the structs of [`Lists`](crate::Lists) have.
            #[must_use]
            pub fn fields(self) -> Fields {
                match self { $(Table::$table => row::$table::fields(),)+ }
            }

            pub(crate) fn batches(self, unit: Unit) -> Box<dyn Fill> {
                match self { $(Table::$table => Box::new(Batches::<row::$table>::new(self.schema(unit))),)+ }
            }

            pub(crate) fn lists(self, outer: bool) -> Box<dyn FillLists> {
                match self { $(Table::$table => Box::new(ListFilling::<row::$table>::new(outer)),)+ }
            }
        }
    };
}

tables! {
    /// The documents, also those in which nothing was found.
    Documents = "documents",
    /// [`Document::people`](dixit::Document::people).
    People = "people",
    /// [`Document::offices`](dixit::Document::offices).
    Offices = "offices",
    /// [`Person::holds`](dixit::Person::holds) of every person.
    Holdings = "holdings",
    /// [`Document::countries`](dixit::Document::countries).
    Countries = "countries",
    /// [`Document::organizations`](dixit::Document::organizations).
    Organizations = "organizations",
    /// The mentions of people, offices, countries and organizations.
    Mentions = "mentions",
    /// [`Document::quotes`](dixit::Document::quotes).
    Quotes = "quotes",
}

impl Table {
    /// The schema of the table: `document`, the id that was given to [`TablesBuilder::push`](crate::TablesBuilder::push), and
    /// [`Table::fields`]. The metadata says in what offsets count (`dixit.offsets`).
    #[must_use]
    pub fn schema(self, unit: Unit) -> SchemaRef {
        let document = Arc::new(Field::new("document", DataType::Utf8, false));
        let fields: Fields = std::iter::once(document).chain(self.fields().iter().cloned()).collect();
        let metadata = [("dixit.offsets".to_owned(), unit.as_str().to_owned())];
        Arc::new(Schema::new_with_metadata(fields, metadata.into()))
    }

    /// The type of [`Lists`](crate::Lists): a list of structs.
    #[must_use]
    pub fn list_type(self) -> DataType {
        DataType::List(Arc::new(Field::new_list_field(DataType::Struct(self.fields()), true)))
    }
}
