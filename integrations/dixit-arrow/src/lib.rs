//! Records of [`dixit`] as tables of [Apache Arrow](https://arrow.apache.org): record batches in memory, Parquet files on disk.
//!
//! A [`Document`](dixit::Document) is a tree; here every record is a row of one [`Table`], and rows find each other by the `document` and
//! the places in its lists. [`TablesBuilder`] makes record batches, [`ParquetFolder`] files, and [`Lists`] a column of lists of structs.
//!
//! The columns of each table are in the README, and by [`Table::schema`] in the program.

mod build;
mod column;
mod fill;
#[cfg(feature = "parquet")]
mod folder;
mod row;
mod source;
mod table;

pub use build::{Lists, Tables, TablesBuilder};
#[cfg(feature = "parquet")]
pub use folder::ParquetFolder;
pub use table::{Table, Unit};
