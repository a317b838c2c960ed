//! Tables as files.

use crate::{Table, TablesBuilder, Unit};
use dixit::Document;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::path::Path;

/// Bytes of rows at which they are written.
const MAX_BYTES: usize = 64 << 20;

/// A folder with one Parquet file a table: `quotes.parquet`, `mentions.parquet` ...
///
/// Takes any number of documents in bounded memory. Only what was [closed](ParquetFolder::close) can be read.
///
/// ```
/// use dixit_arrow::{ParquetFolder, Unit};
///
/// # let folder = tempfile::tempdir()?;
/// let extractor = dixit::Extractor::builder().build()?;
/// let mut out = ParquetFolder::create(folder.path(), Unit::Chars)?;
/// let text = "“We will sail,” said Ilze Kalniņa.";
/// out.push("a", text, &extractor.extract(text))?;
/// out.close()?;
/// assert!(folder.path().join("quotes.parquet").exists());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ParquetFolder {
    builder: TablesBuilder,
    /// By the order of [`Table::ALL`].
    files: Vec<ArrowWriter<File>>,
}

impl ParquetFolder {
    /// Makes the folder, if it is not there, and the files in it, over any that are.
    ///
    /// # Errors
    /// If a folder or file cannot be made.
    pub fn create(folder: impl AsRef<Path>, unit: Unit) -> Result<Self, ParquetError> {
        let folder = folder.as_ref();
        std::fs::create_dir_all(folder)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let files = Table::ALL
            .iter()
            .map(|table| {
                let file = File::create(folder.join(table.name()).with_extension("parquet"))?;
                ArrowWriter::try_new(file, table.schema(unit), Some(properties.clone()))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { builder: TablesBuilder::new(unit), files })
    }

    /// Adds the records of a document, as [`TablesBuilder::push`] does.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn push(&mut self, id: &str, text: &str, document: &Document) -> Result<(), ParquetError> {
        self.builder.push(id, text, document);
        if self.builder.bytes() >= MAX_BYTES { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> Result<(), ParquetError> {
        let tables = self.builder.take();
        for (table, file) in Table::ALL.iter().zip(&mut self.files) {
            for batch in tables.batches(*table) {
                file.write(batch)?;
            }
            // One row group a take, so that memory does not grow with the number of documents.
            file.flush()?;
        }
        Ok(())
    }

    /// Writes what is left and ends the files.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn close(mut self) -> Result<(), ParquetError> {
        self.write()?;
        self.files.into_iter().try_for_each(|file| file.close().map(|_| ()))
    }
}

impl std::fmt::Debug for ParquetFolder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParquetFolder").field("builder", &self.builder).finish_non_exhaustive()
    }
}
