//! What the examples read: text files, folders of them, and JSON lines.

use serde_json::{Map, Value};
use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;

pub type Failure = Box<dyn Error + Send + Sync>;

/// Fields of a JSON line.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Fields {
    /// Field of a JSON line with the text.
    #[arg(long, default_value = "text")]
    pub text_field: String,
    /// Field of a JSON line with the name of the document; the number of the line is taken if it is not there.
    #[arg(long, default_value = "doc")]
    pub doc_field: String,
}

/// Where a document stands.
pub enum Source {
    File(PathBuf),
    Line { bytes: Vec<u8>, name: String },
}

/// Whether a file is read that was found in a folder, or named (`depth` 0).
pub fn is_taken(entry: &walkdir::DirEntry) -> bool {
    let extension = entry.path().extension().unwrap_or_default();
    entry.file_type().is_file() && (entry.depth() == 0 || extension == "txt" || extension == "jsonl")
}

/// Walks the inputs in order and calls `each` for every document, with the bytes of the input that it stands for. A folder
/// stands for all `.txt` and `.jsonl` files below it in alphabetical order, `-` for JSON lines on standard input.
pub fn walk(inputs: &[PathBuf], mut each: impl FnMut(Source, u64) -> Result<(), Failure>) -> Result<(), Failure> {
    for input in inputs {
        if input.as_os_str() == "-" {
            lines(io::stdin().lock(), "line", &mut each)?;
            continue;
        }
        for entry in walkdir::WalkDir::new(input).sort_by_file_name() {
            let entry = entry?;
            let path = entry.path();
            if !is_taken(&entry) {
                continue;
            } else if path.extension().is_some_and(|extension| extension == "jsonl") {
                lines(BufReader::new(File::open(path)?), &path.to_string_lossy(), &mut each)?;
            } else {
                each(Source::File(path.to_owned()), entry.metadata()?.len())?;
            }
        }
    }
    Ok(())
}

fn lines(
    mut input: impl BufRead,
    name: &str,
    each: &mut impl FnMut(Source, u64) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for number in 1u64.. {
        let mut bytes = Vec::new();
        let len = input.read_until(b'\n', &mut bytes)? as u64;
        if len == 0 {
            break;
        }
        if !bytes.trim_ascii().is_empty() {
            each(Source::Line { bytes, name: format!("{name}:{number}") }, len)?;
        }
    }
    Ok(())
}

/// A document as it was read.
#[derive(Debug)]
pub struct Loaded {
    pub name: String,
    /// The text, or why there is none.
    pub text: Result<String, String>,
    /// The other fields of a JSON line.
    #[allow(dead_code, reason = "not every example looks at them")]
    pub fields: Map<String, Value>,
}

#[allow(dead_code, reason = "not every example looks at them")]
impl Loaded {
    /// When the document was published, as its line says.
    pub fn date(&self) -> Option<&str> {
        self.fields.get("date").and_then(Value::as_str)
    }

    /// Where the document was published: an address of the web, and no other that a browser could be made to run.
    pub fn url(&self) -> Option<String> {
        let url = self.fields.get("url").and_then(Value::as_str)?;
        let is_web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
        is_web.then(|| url.to_owned())
    }
}

/// Reads a document.
pub fn load(source: Source, fields: &Fields) -> Loaded {
    match source {
        Source::File(path) => Loaded {
            name: path.to_string_lossy().into_owned(),
            text: dixit::read_text(path).map_err(|error| error.to_string()),
            fields: Map::new(),
        },
        Source::Line { bytes, name } => match serde_json::from_slice::<Map<String, Value>>(&bytes) {
            Err(error) => Loaded { name, text: Err(error.to_string()), fields: Map::new() },
            Ok(mut line) => {
                let mut take = |field: &str| match line.remove(field) {
                    Some(Value::String(value)) => Some(value),
                    _ => None,
                };
                let text = take(&fields.text_field);
                Loaded {
                    name: take(&fields.doc_field).unwrap_or(name),
                    text: text.ok_or_else(|| format!("there is no string {:?}", fields.text_field)),
                    fields: line,
                }
            }
        },
    }
}
