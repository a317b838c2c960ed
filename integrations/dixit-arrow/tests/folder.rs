//! Files hold what the batches hold.

#![cfg(feature = "parquet")]

mod support;

use dixit_arrow::{ParquetFolder, Table, TablesBuilder, Unit};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use support::{documents, rows};

#[test]
fn files_hold_what_the_batches_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new/tables");
    let mut out = ParquetFolder::create(&path, Unit::Chars).expect("a folder");
    let mut builder = TablesBuilder::new(Unit::Chars);
    for (id, text, document) in documents() {
        out.push(&id, &text, &document).expect("a row");
        builder.push(&id, &text, &document);
    }
    out.close().expect("files");
    let tables = builder.take();
    for table in Table::ALL {
        let file = File::open(path.join(format!("{}.parquet", table.name()))).expect("a file");
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("a Parquet file");
        assert_eq!(reader.schema(), &table.schema(Unit::Chars), "{table:?}");
        let read: Vec<_> = reader.build().expect("a reader").collect::<Result<_, _>>().expect("batches");
        assert!(!read.is_empty());
        assert_eq!(rows(&read), rows(tables.batches(*table)), "{table:?}");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    assert!(ParquetFolder::create(file.path(), Unit::Chars).is_err());
}
