//! The README lists the columns as they are.

use arrow_schema::{DataType, Field};
use dixit_arrow::{Table, Unit};

const WORDS: &str = "words";

/// The type as the README writes it; a stretch of the text, which is everywhere, has a name there.
fn written(data_type: &DataType) -> String {
    match data_type {
        DataType::Utf8 => "string".to_owned(),
        DataType::Int64 => "int64".to_owned(),
        DataType::Float32 => "float32".to_owned(),
        DataType::List(item) => format!("list of {}", written(item.data_type())),
        DataType::Struct(fields) => {
            let names: Vec<_> = fields.iter().map(|field| field.name().as_str()).collect();
            if names == ["start", "end", "text"] { WORDS.to_owned() } else { "struct".to_owned() }
        }
        other => panic!("no column has the type {other}"),
    }
}

/// One line a column, those inside structs with the path to them.
fn columns(path: &str, field: &Field, lines: &mut Vec<String>) {
    let name = format!("{path}{}", field.name());
    let null = if field.is_nullable() { "yes" } else { "" };
    let kind = written(field.data_type());
    lines.push(format!("| `{name}` | {kind} | {null} |"));
    let inner = match field.data_type() {
        DataType::List(item) => item.data_type(),
        other => other,
    };
    if let DataType::Struct(fields) = inner
        && written(inner) != WORDS
    {
        fields.iter().for_each(|field| columns(&format!("{name}."), field, lines));
    }
}

#[test]
fn the_readme_lists_the_columns() {
    let readme = include_str!("../README.md");
    for table in Table::ALL {
        let (_, section) = readme.split_once(&format!("### {}\n", table.name())).expect("a section for each table");
        let section = section.split("\n#").next().unwrap_or_default();
        let found: Vec<&str> = section.lines().filter(|line| line.starts_with("| `")).collect();
        let mut wanted = Vec::new();
        table.schema(Unit::Bytes).fields().iter().for_each(|field| columns("", field, &mut wanted));
        assert_eq!(found.len(), wanted.len(), "{}: {wanted:#?}", table.name());
        for (found, wanted) in found.iter().zip(&wanted) {
            assert!(found.starts_with(wanted), "{}: {found} should start with {wanted}", table.name());
        }
    }
}
