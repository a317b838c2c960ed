//! The tables hold what the records hold: every record in one row, and nothing else.

mod support;

use arrow_array::Array;
use dixit::Document;
use dixit_arrow::{Lists, Table, Tables, TablesBuilder, Unit};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::{TEXT, documents, rows, value};

fn tables(documents: &[(String, String, Document)], unit: Unit) -> Tables {
    let mut builder = TablesBuilder::new(unit);
    for (id, text, document) in documents {
        builder.push(id, text, document);
    }
    builder.take()
}

/// The rows of a table by document.
fn by_document(tables: &Tables, table: Table) -> BTreeMap<String, Vec<Value>> {
    let mut documents: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows(tables.batches(table)) {
        documents.entry(row["document"].as_str().expect("an id").to_owned()).or_default().push(row);
    }
    documents
}

/// A span in bytes, whose words stand beside it.
fn span(words: &Value, text: &str) -> Value {
    let (start, end) = (words["start"].as_u64().expect("a start"), words["end"].as_u64().expect("an end"));
    assert_eq!(text.get(start as usize..end as usize).unwrap_or(""), words["text"], "the words are those of the span");
    json!({ "start": start, "end": end })
}

/// `{"a": 1, "b": null}` without `b`, as the records leave out what is not there.
fn without_nulls(value: Value) -> Value {
    let Value::Object(mut cells) = value else { return value };
    cells.retain(|_, cell| !cell.is_null());
    Value::Object(cells)
}

fn optional(words: &Value, text: &str) -> Value {
    if words.is_null() { Value::Null } else { span(words, text) }
}

fn speaker(row: &Value, text: &str) -> Value {
    if row.is_null() {
        return Value::Null;
    }
    let kind = row["kind"].as_str().expect("a kind");
    without_nulls(json!({ "type": kind, kind: row["entity"], "mention": span(&row["mention"], text) }))
}

/// The record of a document, made from its rows alone.
fn rebuilt(id: &str, text: &str, of: &BTreeMap<Table, BTreeMap<String, Vec<Value>>>) -> Value {
    let rows = |table: Table| of[&table].get(id).map_or(&[][..], Vec::as_slice);
    let mentions = |kind: &str, place: usize| -> Vec<Value> {
        let own = rows(Table::Mentions).iter().filter(|row| row["kind"] == kind && row["entity"] == place);
        own.enumerate()
            .map(|(number, row)| {
                assert_eq!(row["mention"], number);
                without_nulls(json!({
                    "span": span(&row["words"], text), "form": row["form"], "named_by": row["named_by"],
                    "joined_by": row["joined_by"],
                }))
            })
            .collect()
    };
    // Each list in its order, and each row with the number of its place.
    let list = |table: Table, place: &str, record: &dyn Fn(usize, &Value) -> Value| -> Vec<Value> {
        let records = rows(table).iter().enumerate();
        records
            .map(|(number, row)| {
                assert_eq!(row[place], number, "{table:?} are numbered by their places");
                without_nulls(record(number, row))
            })
            .collect()
    };
    let people = list(Table::People, "person", &|number, row| {
        let held = rows(Table::Holdings).iter().filter(|row| row["person"] == number).enumerate();
        let holds: Vec<Value> = held
            .map(|(number, row)| {
                assert_eq!(row["holding"], number);
                without_nulls(json!({
                    "office": row["office"], "tenure": row["tenure"], "evidence": span(&row["evidence"], text),
                    "told_by": row["told_by"],
                }))
            })
            .collect();
        let holds = if holds.is_empty() { Value::Null } else { holds.into() };
        json!({ "name": row["name"], "key": row["key"], "mentions": mentions("person", number), "holds": holds })
    });
    let offices = list(Table::Offices, "office", &|number, row| {
        let scope = &row["scope"];
        let scope = if scope.is_null() {
            Value::Null
        } else {
            json!({ scope["kind"].as_str().expect("a kind"): scope["value"] })
        };
        json!({
            "title": row["title"], "key": row["key"], "class": row["class"], "portfolio": row["portfolio"], "scope": scope,
            "scope_by": row["scope_by"],
            "mentions": mentions("office", number),
        })
    });
    let countries = list(
        Table::Countries,
        "country",
        &|number, row| json!({ "code": row["code"], "name": row["name"], "mentions": mentions("country", number) }),
    );
    let organizations = list(
        Table::Organizations,
        "organization",
        &|number, row| json!({ "name": row["name"], "kind": row["kind"], "key": row["key"], "mentions": mentions("organization", number) }),
    );
    let quotes = list(Table::Quotes, "quote", &|_, row| {
        let alternatives = row["alternatives"].as_array().expect("a list").iter();
        let alternatives: Vec<_> = alternatives
            .map(|it| {
                without_nulls(json!({ "speaker": speaker(&it["speaker"], text), "confidence": it["confidence"] }))
            })
            .collect();
        let evidence = json!({ "pattern": row["pattern"], "cue": row["cue_class"], "rule": row["rule"] });
        json!({
            "span": span(&row["words"], text),
            "content": row["content"].as_array().expect("a list").iter().map(|words| span(words, text)).collect::<Vec<_>>(),
            "kind": row["kind"], "cue": optional(&row["cue"], text), "speaker": speaker(&row["speaker"], text),
            "via": optional(&row["via"], text), "addressee": speaker(&row["addressee"], text), "confidence": row["confidence"],
            "alternatives": if alternatives.is_empty() { Value::Null } else { alternatives.into() },
            "evidence": without_nulls(evidence),
        })
    });
    let document = rows(Table::Documents);
    assert_eq!(document.len(), 1, "a document has one row");
    assert_eq!(document[0]["length"], text.len());
    without_nulls(json!({
        "schema": document[0]["schema"], "unread_from": document[0]["unread_from"], "people": people, "offices": offices,
        "countries": countries, "organizations": organizations, "quotes": quotes,
    }))
}

fn check_round_trip(documents: &[(String, String, Document)]) {
    let tables = tables(documents, Unit::Bytes);
    let of: BTreeMap<_, _> = Table::ALL.iter().map(|table| (*table, by_document(&tables, *table))).collect();
    for (id, text, document) in documents {
        assert_eq!(rebuilt(id, text, &of), serde_json::to_value(document).expect("a record"), "{id}");
    }
}

#[test]
fn records_can_be_made_from_rows() {
    check_round_trip(&documents());
}

/// A record with everything that the format knows, whose spans fit no text.
#[test]
fn the_whole_format_has_columns() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/document-v1.json");
    let document: Document = serde_json::from_str(&std::fs::read_to_string(path).expect("the file")).expect("a record");
    assert!(!document.organizations.is_empty() && !document.quotes.is_empty());
    check_round_trip(&[("v1".to_owned(), String::new(), document)]);
}

#[test]
fn what_is_not_there_is_null() {
    let documents = documents();
    let tables = tables(&documents, Unit::Bytes);
    let quotes = rows(tables.batches(Table::Quotes));
    for column in ["speaker", "cue", "via", "addressee", "cue_class", "rule"] {
        assert!(quotes.iter().any(|row| row[column].is_null()), "some {column} is null");
        assert!(quotes.iter().any(|row| !row[column].is_null()), "some {column} is not");
    }
    for table in Table::ALL {
        for batch in tables.batches(*table) {
            assert!(batch.num_rows() > 0);
            for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
                assert!(field.is_nullable() || column.null_count() == 0, "{table:?} {}", field.name());
            }
        }
    }
    // A document with nothing in it has a row among the documents, and no other.
    let of = |table| by_document(&tables, table).contains_key("none");
    assert_eq!(Table::ALL.iter().filter(|table| of(**table)).collect::<Vec<_>>(), [&Table::Documents]);
}

/// Whatever offsets count, they lead to the words beside them.
#[test]
fn offsets_count_in_the_unit() {
    let documents: Vec<_> = documents().into_iter().filter(|(_, text, _)| text == TEXT).collect();
    let (chars, utf16): (Vec<char>, Vec<u16>) = (TEXT.chars().collect(), TEXT.encode_utf16().collect());
    let cut = |unit: Unit, from: usize, to: usize| match unit {
        Unit::Bytes => TEXT[from..to].to_owned(),
        Unit::Chars => chars[from..to].iter().collect(),
        _ => String::from_utf16(&utf16[from..to]).expect("whole characters"),
    };
    let mut lengths = Vec::new();
    for unit in [Unit::Bytes, Unit::Chars, Unit::Utf16] {
        let tables = tables(&documents, unit);
        assert_eq!(tables.batches(Table::Quotes)[0].schema().metadata()["dixit.offsets"], unit.as_str());
        lengths.push(rows(tables.batches(Table::Documents))[0]["length"].clone());
        let mut words = 0;
        for table in Table::ALL {
            for row in rows(tables.batches(*table)) {
                visit(&row, &mut |start, end, text| {
                    assert_eq!(cut(unit, start, end), text);
                    words += 1;
                });
            }
        }
        assert!(words > 20);
    }
    assert_eq!(lengths, [TEXT.len(), chars.len(), utf16.len()]);
}

/// Where reading stopped is an offset too.
#[test]
fn what_was_not_read_counts_in_the_unit() {
    let document: Document = serde_json::from_value(json!({ "schema": 1, "unread_from": 5 })).expect("a record");
    for (unit, wanted) in [(Unit::Bytes, 5), (Unit::Chars, 2), (Unit::Utf16, 3)] {
        let tables = tables(&[("long".to_owned(), "a🙂bc".to_owned(), document.clone())], unit);
        assert_eq!(rows(tables.batches(Table::Documents))[0]["unread_from"], wanted, "{unit:?}");
    }
}

fn visit(value: &Value, words: &mut dyn FnMut(usize, usize, &str)) {
    match value {
        Value::Object(cells) => {
            if let (Some(start), Some(end), Some(text)) = (cells.get("start"), cells.get("end"), cells.get("text")) {
                let place = |value: &Value| value.as_u64().expect("an offset") as usize;
                words(place(start), place(end), text.as_str().expect("words"));
            }
            cells.values().for_each(|cell| visit(cell, words));
        }
        Value::Array(items) => items.iter().for_each(|item| visit(item, words)),
        _ => {}
    }
}

#[test]
fn lists_hold_the_same_rows() {
    let documents = documents();
    let tables = tables(&documents, Unit::Chars);
    for table in Table::ALL {
        let mut lists = Lists::new(*table, Unit::Chars);
        for (_, text, document) in &documents {
            assert!(lists.push(text, document));
            lists.push_null();
        }
        let array = lists.finish();
        assert_eq!(array.data_type(), &table.list_type());
        let of = by_document(&tables, *table);
        for (place, (id, ..)) in documents.iter().enumerate() {
            let mut wanted = of.get(id).cloned().unwrap_or_default();
            wanted.iter_mut().for_each(|row| _ = row.as_object_mut().expect("a row").remove("document"));
            assert_eq!(value(&array, 2 * place), Value::from(wanted), "{table:?} {id}");
            assert_eq!(value(&array, 2 * place + 1), Value::Null);
        }
        assert_eq!(lists.finish().value_offsets(), [0], "a builder starts anew");
    }
}

/// Unnesting keeps what is not there, because it is a null in a list.
#[test]
fn outer_lists_are_never_empty() {
    let documents = documents();
    let (mut plain, mut outer) = (Lists::new(Table::Quotes, Unit::Chars), Lists::outer(Table::Quotes, Unit::Chars));
    for lists in [&mut plain, &mut outer] {
        for (_, text, document) in &documents {
            assert!(lists.push(text, document));
        }
        lists.push_null();
    }
    let (plain, outer) = (plain.finish(), outer.finish());
    assert_eq!((plain.null_count(), outer.null_count()), (1, 0));
    let mut kept = 0;
    for place in 0..=documents.len() {
        let (plain, outer) = (value(&plain, place), value(&outer, place));
        if plain.as_array().is_none_or(Vec::is_empty) {
            assert_eq!(outer, json!([null]));
            kept += 1;
        } else {
            assert_eq!(outer, plain);
        }
    }
    assert!(kept >= 2, "a document without a quotation, and a null");
}

/// More than an array can hold is refused, and what was there stays. The words are counted, not copied.
#[test]
fn lists_do_not_overflow() {
    let text = "We will sail. ".repeat(1 << 20);
    let span = json!({ "start": 0, "end": text.len() });
    let quote = |parts: usize| {
        json!({
            "span": span, "content": vec![&span; parts], "kind": "direct", "confidence": 0.5, "evidence": { "pattern": "nobody" },
        })
    };
    let document = |parts| -> Document {
        serde_json::from_value(json!({ "schema": 1, "quotes": [quote(parts)] })).expect("a record")
    };
    let mut lists = Lists::new(Table::Quotes, Unit::Bytes);
    assert!(lists.push(&text, &document(1)));
    assert!(!lists.push(&text, &document(200)));
    assert_eq!(lists.finish().len(), 1);
}

#[test]
fn batches_have_a_bound_and_lose_nothing() {
    let (mut documents, mut builder) = (documents(), TablesBuilder::new(Unit::Bytes));
    let (_, text, document) = documents.swap_remove(documents.len() - 2);
    assert_eq!(text, TEXT);
    let count = (1 << 16) + 10;
    for number in 0..count {
        builder.push(&number.to_string(), "", &documents.last().expect("one with nothing").2);
    }
    builder.push("all", &text, &document);
    assert!(builder.rows() > count);
    let tables = builder.take();
    let sizes: Vec<_> = tables.batches(Table::Documents).iter().map(|batch| batch.num_rows()).collect();
    assert_eq!(sizes, [1 << 16, 11]);
    assert_eq!(tables.num_rows(Table::Quotes), document.quotes.len());
    assert_eq!((builder.rows(), builder.bytes(), builder.take().num_rows(Table::Quotes)), (0, 0, 0));
}

/// Long words end a batch before its columns could overflow.
#[test]
fn batches_end_at_many_bytes() {
    let long = format!("“{}.” said Ilze Kalniņa.", "We will sail ".repeat(2 << 20));
    let quote = json!({
        "span": { "start": 0, "end": long.len() }, "content": [{ "start": 3, "end": long.len() - 30 }], "kind": "direct",
        "confidence": 0.5, "evidence": { "pattern": "nobody" },
    });
    let document: Document = serde_json::from_value(json!({ "schema": 1, "quotes": [quote] })).expect("a record");
    let mut builder = TablesBuilder::new(Unit::Bytes);
    for id in ["a", "b", "c"] {
        builder.push(id, &long, &document);
    }
    assert!(builder.bytes() > 2 * 3 * 13 * (2 << 20));
    assert_eq!(builder.take().batches(Table::Quotes).len(), 3);
}
