//! Rows of Arrow as JSON, so that they can be held against the JSON of the records.

#![allow(dead_code, reason = "not every test uses all")]

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int64Type};
use arrow_array::{Array, RecordBatch, StructArray};
use arrow_schema::DataType;
use dixit::{Document, Extractor};
use serde_json::{Map, Value};

/// One value; a null is `Value::Null`.
pub fn value(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float32 => array.as_primitive::<Float32Type>().value(row).into(),
        DataType::Utf8 => array.as_string::<i32>().value(row).into(),
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            (0..items.len()).map(|item| value(&items, item)).collect()
        }
        DataType::Struct(_) => object(array.as_struct(), row),
        other => panic!("no column has the type {other}"),
    }
}

fn object(rows: &StructArray, row: usize) -> Value {
    let cells =
        rows.column_names().into_iter().map(str::to_owned).zip(rows.columns().iter().map(|column| value(column, row)));
    Value::Object(cells.collect::<Map<_, _>>())
}

/// All rows of the batches of one table.
pub fn rows(batches: &[RecordBatch]) -> Vec<Value> {
    batches
        .iter()
        .map(|batch| StructArray::from(batch.clone()))
        .flat_map(|rows| (0..rows.len()).map(move |row| object(&rows, row)).collect::<Vec<_>>())
        .collect()
}

/// A text with one of everything that a row can hold, in letters of one to four bytes.
pub const TEXT: &str = "Former Latvian Foreign Minister Ilze Kalniņa met the foreign minister of Norway in Oslo 🙂 on Monday, the European \
    Union said.\n\n“We will sail,” Kalniņa said, according to Reuters. “The ice,” she added, “is thin.” A spokesman called it “slow”. \
    The foreign minister of Norway said: “Norway agrees.” Berlin said: “So does Germany.”\n\nNATO’s answer was short. “No,” \
    the alliance said in a statement. “Perhaps” was on the wall.";

/// Texts with what was read in them: the articles of the examples, one text of all, and one with nothing.
pub fn documents() -> Vec<(String, String, Document)> {
    let extractor = Extractor::builder().build().expect("the bundled gazetteer");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/articles");
    let mut texts: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the articles")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("an article")))
        .collect();
    texts.sort();
    assert!(texts.len() > 5, "{folder} has the articles");
    texts.push(("all".to_owned(), TEXT.to_owned()));
    texts.push(("none".to_owned(), String::new()));
    texts.into_iter().map(|(id, text)| (id, text.clone(), extractor.extract(&text))).collect()
}
