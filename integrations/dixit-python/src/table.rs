//! Tables that other libraries read where they are: the Arrow PyCapsule interface.

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use arrow_schema::ffi::FFI_ArrowSchema;
use dixit_arrow::{Tables, Unit};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// Python counts code points.
pub(crate) const UNIT: Unit = Unit::Chars;

/// A table in Arrow's memory. `pyarrow.table`, `polars.DataFrame`, `pandas.DataFrame.from_arrow` and whatever else knows
/// `__arrow_c_stream__` take it without a copy.
#[pyclass(frozen, module = "dixit")]
pub(crate) struct Table {
    table: dixit_arrow::Table,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn all(tables: &Tables) -> impl Iterator<Item = Table> {
        dixit_arrow::Table::ALL.iter().map(|table| Table {
            table: *table,
            schema: table.schema(UNIT),
            batches: tables.batches(*table).to_vec(),
        })
    }
}

#[pymethods]
impl Table {
    /// What it is called: `quotes`, `mentions` ...
    #[getter]
    pub(crate) fn name(&self) -> &'static str {
        self.table.name()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("<Table {}: {} rows>", self.name(), self.__len__())
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema =
            FFI_ArrowSchema::try_from(&*self.schema).map_err(|error| PyValueError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// `requested_schema` is a wish, by the interface; the columns are given as they are.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches: Vec<_> = self.batches.iter().cloned().map(Ok).collect();
        let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, self.schema.clone())));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }
}
