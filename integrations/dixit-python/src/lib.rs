//! The compiled half of the Python package `dixit`.

mod object;
mod table;
mod threads;

use dixit::{Document, Gazetteer};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList};
use rayon::prelude::*;
use table::Table;

/// The extractor of the functions that stand in the module, made when it is first wanted.
static BUNDLED: PyOnceLock<Extractor> = PyOnceLock::new();

fn bundled(py: Python<'_>) -> PyResult<&Extractor> {
    BUNDLED.get_or_try_init(py, || Extractor::new(py, Vec::new(), true))
}

fn value_error(error: dixit::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Reads texts with names of your own.
///
/// `tables` are gazetteers: tables with tabs between the cells, each with its header line. They join the bundled names, unless
/// `bundled` is false. A table that does not follow the format is a `ValueError` that names every line at fault.
#[pyclass(frozen, module = "dixit")]
struct Extractor(dixit::Extractor);

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (tables=Vec::new(), *, bundled=true))]
    fn new(py: Python<'_>, tables: Vec<String>, bundled: bool) -> PyResult<Self> {
        let build = || -> Result<_, dixit::Error> {
            let mut names = Gazetteer::builder();
            if bundled {
                names = names.merge(&Gazetteer::bundled()?);
            }
            let names = tables.iter().fold(names, |names, table| names.tsv(table));
            dixit::Extractor::builder().gazetteer(names.build()?).build()
        };
        Ok(Self(py.detach(build).map_err(value_error)?))
    }

    /// Reads one text.
    fn extract<'py>(&self, py: Python<'py>, text: PyBackedStr) -> PyResult<Bound<'py, PyAny>> {
        let document = py.detach(|| self.0.extract(&text));
        object::Maker::new(py)?.document(&document, &text)
    }

    /// Reads many texts on all cores. Other Python threads run meanwhile.
    fn extract_many<'py>(&self, py: Python<'py>, texts: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        let texts = strings(texts)?;
        let documents = py.detach(|| self.read(&texts))?;
        let maker = object::Maker::new(py)?;
        let documents: Vec<_> = texts
            .iter()
            .zip(&documents)
            .map(|(text, document)| maker.document(document, text))
            .collect::<PyResult<_>>()?;
        PyList::new(py, documents)
    }

    /// Reads many texts on all cores. What is found becomes tables in Arrow's memory, by name; no Python object is made for a record.
    ///
    /// `ids` stand in the column `document`; without them texts are numbered from 0.
    #[pyo3(signature = (texts, ids=None))]
    fn extract_tables<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        ids: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let texts = strings(texts)?;
        let ids = ids.map(strings).transpose()?;
        if let Some(ids) = &ids
            && ids.len() != texts.len()
        {
            return Err(PyValueError::new_err(format!("{} ids for {} texts", ids.len(), texts.len())));
        }
        let tables = py.detach(|| -> PyResult<_> {
            let mut builder = dixit_arrow::TablesBuilder::new(table::UNIT);
            for (place, (document, text)) in self.read(&texts)?.iter().zip(&texts).enumerate() {
                match &ids {
                    Some(ids) => builder.push(&ids[place], text, document),
                    None => builder.push(&place.to_string(), text, document),
                }
            }
            Ok(builder.take())
        })?;
        let dict = PyDict::new(py);
        for table in Table::all(&tables) {
            dict.set_item(table.name(), table)?;
        }
        Ok(dict)
    }
}

impl Extractor {
    fn read(&self, texts: &[PyBackedStr]) -> PyResult<Vec<Document>> {
        threads::run(|| {
            let read = |scratch: &mut dixit::Scratch, text: &PyBackedStr| self.0.extract_with(scratch, text);
            texts.par_iter().map_init(|| self.0.scratch(), read).collect()
        })
    }
}

/// The strings of anything that can be iterated, without a copy of their text.
fn strings(texts: &Bound<'_, PyAny>) -> PyResult<Vec<PyBackedStr>> {
    if texts.is_instance_of::<pyo3::types::PyString>() {
        // A string is a sequence of strings: its letters. Nobody means that.
        return Err(pyo3::exceptions::PyTypeError::new_err("expected several strings, not one"));
    }
    texts.try_iter()?.map(|text| text?.extract()).collect()
}

/// Reads one text with the bundled names.
#[pyfunction]
fn extract<'py>(py: Python<'py>, text: PyBackedStr) -> PyResult<Bound<'py, PyAny>> {
    bundled(py)?.extract(py, text)
}

/// Reads many texts with the bundled names, on all cores. Other Python threads run meanwhile.
#[pyfunction]
fn extract_many<'py>(py: Python<'py>, texts: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
    bundled(py)?.extract_many(py, texts)
}

/// Reads many texts with the bundled names into tables in Arrow's memory, by name. `ids` stand in the column `document`; without
/// them texts are numbered from 0.
#[pyfunction]
#[pyo3(signature = (texts, ids=None))]
fn extract_tables<'py>(
    py: Python<'py>,
    texts: &Bound<'py, PyAny>,
    ids: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    bundled(py)?.extract_tables(py, texts, ids)
}

#[pymodule]
mod _dixit {
    #[pymodule_export]
    use super::{Extractor, Table, extract, extract_many, extract_tables};

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "what Python calls it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
