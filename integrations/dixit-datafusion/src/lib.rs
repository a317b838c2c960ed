//! [`dixit`] as SQL functions of [Apache DataFusion](https://datafusion.apache.org): one function a table of [`dixit_arrow`].
//!
//! `dixit_quotes(body)` gives the quotations of a text as a list of structs, `dixit_mentions(body)` its mentions, and so on; the
//! structs have the columns that the README of `dixit-arrow` lists, with offsets in characters, as `substr` counts them (but from
//! 0). The function of a null is null.
//!
//! `unnest` drops a row whose list is empty or null. The functions on `_outer` keep it: instead of nothing they give a list
//! with one null.
//!
//! ```
//! use datafusion::prelude::SessionContext;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! let mut context = SessionContext::new();
//! dixit_datafusion::register(&mut context)?;
//! let rows = context
//!     .sql(
//!         "SELECT q['speaker']['name'] AS name, q['content'][1]['text'] AS words
//!          FROM (SELECT unnest(dixit_quotes('“We will sail,” said Ilze Kalniņa.')) AS q)",
//!     )
//!     .await?;
//! assert!(rows.to_string().await?.contains("| Ilze Kalniņa | We will sail, |"));
//! # Ok(())
//! # }
//! ```

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use datafusion_common::{DataFusionError, Result, ScalarValue, exec_err, plan_err};
use datafusion_expr::registry::FunctionRegistry;
use datafusion_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use dixit::Extractor;
use dixit_arrow::{Lists, Table, Unit};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// Registers the functions with the bundled names, which are read once in a process.
///
/// # Errors
/// If the registry takes no functions.
pub fn register(registry: &mut dyn FunctionRegistry) -> Result<()> {
    for function in functions(bundled()?) {
        registry.register_udf(Arc::new(function))?;
    }
    Ok(())
}

/// The extractor with the bundled names that all of the process share; made at the first call.
///
/// # Errors
/// If the bundled gazetteer is malformed, which the tests of a released version rule out.
pub fn bundled() -> Result<&'static Extractor> {
    static BUNDLED: OnceLock<Extractor> = OnceLock::new();
    if let Some(extractor) = BUNDLED.get() {
        return Ok(extractor);
    }
    let extractor = Extractor::builder().build().map_err(|error| DataFusionError::External(Box::new(error)))?;
    Ok(BUNDLED.get_or_init(|| extractor))
}

/// The functions, reading with an extractor of your own: `dixit_quotes`, `dixit_quotes_outer`, and two for each other table with
/// records.
#[must_use]
pub fn functions(extractor: &Extractor) -> Vec<ScalarUDF> {
    let tables = Table::ALL.iter().filter(|table| **table != Table::Documents);
    let both = tables.flat_map(|table| [false, true].map(|outer| Records::new(*table, outer, extractor.clone())));
    both.map(ScalarUDF::from).collect()
}

/// The records of one table as a list.
#[derive(Debug)]
struct Records {
    name: String,
    table: Table,
    /// Whether a document without records keeps its row when it is unnested.
    outer: bool,
    signature: Signature,
    extractor: Extractor,
}

impl Records {
    fn new(table: Table, outer: bool, extractor: Extractor) -> Self {
        let name = format!("dixit_{}{}", table.name(), if outer { "_outer" } else { "" });
        Self { name, table, outer, signature: Signature::string(1, Volatility::Immutable), extractor }
    }

    /// One list a text. The scratch is used for all texts of a batch.
    fn read<'a>(&self, texts: impl Iterator<Item = Option<&'a str>>) -> Result<ArrayRef> {
        let mut scratch = self.extractor.scratch();
        let mut lists = (if self.outer { Lists::outer } else { Lists::new })(self.table, Unit::Chars);
        for text in texts {
            let Some(text) = text else {
                lists.push_null();
                continue;
            };
            if !lists.push(text, &self.extractor.extract_with(&mut scratch, text)) {
                return exec_err!(
                    "{}: the records of one batch take more than 2 GiB; set a smaller datafusion.execution.batch_size",
                    self.name
                );
            }
        }
        Ok(Arc::new(lists.finish()))
    }
}

/// A session has one function of a name, so the name tells them apart.
impl PartialEq for Records {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Records {}

impl Hash for Records {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ScalarUDFImpl for Records {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.table.list_type())
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [texts] = &arguments.args[..] else {
            return plan_err!("{} takes one text", self.name);
        };
        let constant = matches!(texts, ColumnarValue::Scalar(_));
        // A constant is read once, however many rows there are.
        let texts = texts.to_array(if constant { 1 } else { arguments.number_rows })?;
        let lists = match texts.data_type() {
            DataType::Utf8 => self.read(texts.as_string::<i32>().iter()),
            DataType::LargeUtf8 => self.read(texts.as_string::<i64>().iter()),
            DataType::Utf8View => self.read(texts.as_string_view().iter()),
            other => return plan_err!("{} takes a text and not {other}", self.name),
        }?;
        Ok(if constant {
            ColumnarValue::Scalar(ScalarValue::try_from_array(&lists, 0)?)
        } else {
            ColumnarValue::Array(lists)
        })
    }
}
