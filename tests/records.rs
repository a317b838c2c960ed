//! The records as JSON: what is written today, what was written once, and the schema of both.

mod support;

use dixit::{Document, Form, Pattern, SCHEMA, Scope, Speaker};
use serde_json::{Value, json};
use support::extract;

/// Offices of a country and of a body, a former holder, every kind of speaker, a medium, a quotation without a speaker.
const RICH: &str = "\
Latvian Foreign Minister Baiba Braže met NATO Secretary-General Mark Rutte in Brussels on Tuesday.

“We will keep talking,” Braže told Reuters after the meeting. “There is no other way,” she said.

Former German Chancellor Angela Merkel called the plan “a first step”.

“The border stays open,” a spokesman for the ministry said. According to the European Commission, “no decision was taken”.

France said it would “follow the talks closely”. The so-called “road map” was not published.
";

/// Written once by version 1 and kept for ever: every field and every word of every enum.
const FROZEN: &str = include_str!("data/document-v1.json");
const SCHEMA_FILE: &str = include_str!("../schemas/document-v1.json");

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

fn read(value: &Value) -> Document {
    serde_json::from_value(value.clone()).expect("it is a document")
}

#[test]
fn records_come_back_from_json_as_they_were() {
    for text in ["", "“", RICH] {
        let document = extract(text);
        let line = serde_json::to_string(&document).expect("records have a JSON form");
        assert!(!line.contains('\n'), "one document is one line");
        assert_eq!(serde_json::from_str::<Document>(&line).expect("it was just written"), document);
    }
}

#[test]
fn the_rich_text_is_rich() {
    let document = extract(RICH);
    assert!(document.people.len() >= 3 && document.offices.len() >= 3, "{document:#?}");
    assert!(document.countries.len() >= 3 && document.organizations.len() >= 2, "{document:#?}");
    assert!(document.people.iter().any(|person| !person.holds.is_empty()));
    assert!(document.quotes.iter().any(|quote| quote.speaker.is_none()));
    assert!(document.quotes.iter().any(|quote| matches!(quote.speaker, Some(Speaker::Person { .. }))));
}

#[test]
fn the_number_of_the_format_comes_first() {
    assert_eq!(SCHEMA, 1);
    let line = serde_json::to_string(&extract(RICH)).expect("records have a JSON form");
    assert!(line.starts_with("{\"schema\":1,"), "{line}");
}

#[test]
fn what_version_1_wrote_is_read_and_written_the_same() {
    let frozen = value(FROZEN);
    let document = read(&frozen);
    assert_eq!(serde_json::to_value(&document).expect("records have a JSON form"), frozen);
    assert_eq!(document.people[0].name, "Ada Lindqvist");
    assert_eq!(document.people[0].mentions[0].form, Form::Full);
    assert!(matches!(&document.offices[0].scope, Some(Scope::Country(code)) if code.as_str() == "LV"));
    assert_eq!(document.offices[1].scope, Some(Scope::Body("NATO".to_owned())));
    assert_eq!(document.quotes[0].evidence.pattern, Pattern::SourceCueQuote);
}

/// Puts an unknown field into every object but the scopes, whose one field tells what they are.
fn add_unknown(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(add_unknown),
        Value::Object(fields) => {
            fields.iter_mut().filter(|(name, _)| *name != "scope").for_each(|(_, value)| add_unknown(value));
            fields.insert("field_of_a_later_version".to_owned(), json!({"a": [1, null]}));
        }
        _ => {}
    }
}

#[test]
fn fields_of_later_versions_are_passed_over() {
    let frozen = value(FROZEN);
    let mut later = frozen.clone();
    add_unknown(&mut later);
    assert_eq!(read(&later), read(&frozen));
}

#[test]
fn what_is_optional_may_be_missing() {
    let empty = read(&json!({"schema": 1}));
    assert_eq!(empty, extract(""));
    let span = json!({"start": 0, "end": 1});
    let bare = json!({
        "schema": 1,
        "people": [{"name": "A", "mentions": []}],
        "offices": [{"title": "mayor", "key": "office:mayor", "class": "mayor", "mentions": []}],
        "quotes": [{"span": span, "content": [span], "kind": "mixed", "confidence": 0.5, "evidence": {"pattern": "nobody"}}],
    });
    let document = read(&bare);
    assert_eq!(document.people[0].key, None);
    assert!(document.people[0].holds.is_empty());
    assert_eq!(document.unread_from, None);
    assert_eq!((&document.offices[0].portfolio, &document.offices[0].scope), (&None, &None));
    let quote = &document.quotes[0];
    assert_eq!((&quote.cue, &quote.speaker, &quote.via, quote.evidence.cue), (&None, &None, &None, None));
    check_schema(&bare);
}

#[test]
fn a_text_that_was_cut_says_so() {
    let mut cut = value(FROZEN);
    cut["unread_from"] = json!(1 << 30);
    assert_eq!(read(&cut).unread_from, Some(1 << 30));
    assert_eq!(serde_json::to_value(read(&cut)).expect("records have a JSON form"), cut);
    check_schema(&cut);
}

#[test]
fn what_is_wrong_is_refused() {
    let mut wrong = vec![json!({}), json!([]), json!({"schema": -1}), json!({"schema": 1, "people": [{}]})];
    // What cannot be written again: an infinity is no JSON.
    for confidence in [json!(-0.1), json!(1.1), json!(1e40), json!("0.5"), Value::Null] {
        let mut document = value(FROZEN);
        document["quotes"][0]["confidence"] = confidence;
        wrong.push(document);
    }
    for wrong in wrong {
        assert!(serde_json::from_value::<Document>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn output_follows_the_schema() {
    for text in ["", "“", RICH] {
        check_schema(&serde_json::to_value(extract(text)).expect("records have a JSON form"));
    }
    check_schema(&value(FROZEN));
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let schema = value(SCHEMA_FILE);
    let broken = [
        ("/schema", json!(2)),
        ("/people", json!({})),
        ("/people/0/name", json!(1)),
        ("/people/0/mentions/0/span/start", json!(-1)),
        ("/people/0/mentions/0/form", json!("unheard")),
        ("/quotes/0/confidence", json!(1.5)),
        ("/quotes/0/speaker/type", json!("ghost")),
        ("/quotes/0/evidence", json!({})),
        ("/offices/0/unknown", json!(0)),
    ];
    for (place, new) in broken {
        let mut document = value(FROZEN);
        match document.pointer_mut(place) {
            Some(value) => *value = new,
            None => document["offices"][0]["unknown"] = new,
        }
        assert!(validate(&schema, &schema, &document, "").is_err(), "{place}");
    }
}

fn check_schema(document: &Value) {
    let schema = value(SCHEMA_FILE);
    validate(&schema, &schema, document, "").unwrap_or_else(|problem| panic!("{problem}"));
}

/// A validator for the words of JSON Schema that ours uses; any other word is a problem too, so none is passed over.
/// Stricter than the standard in one point: a property that the schema does not name is refused, for our own output must be
/// described in full.
fn validate(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let rules = schema.as_object().ok_or("a schema is an object")?;
    for (rule, wanted) in rules {
        let holds = match rule.as_str() {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => {
                let pointer = wanted.as_str().unwrap_or_default().trim_start_matches('#');
                let target = root.pointer(pointer).ok_or_else(|| format!("no {pointer} in the schema"))?;
                validate(root, target, value, at)?;
                true
            }
            "type" => is_type(value, wanted.as_str().unwrap_or_default()),
            "const" => value == wanted,
            "enum" => wanted.as_array().is_some_and(|words| words.contains(value)),
            "minimum" => value.as_f64() >= wanted.as_f64(),
            "maximum" => value.as_f64() <= wanted.as_f64(),
            "required" => {
                wanted.as_array().into_iter().flatten().all(|name| value.get(name.as_str().unwrap()).is_some())
            }
            "properties" => {
                for (name, field) in value.as_object().into_iter().flatten() {
                    let schema = wanted.get(name).ok_or_else(|| format!("{at}/{name} is not described"))?;
                    validate(root, schema, field, &format!("{at}/{name}"))?;
                }
                true
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    validate(root, wanted, item, &format!("{at}/{number}"))?;
                }
                true
            }
            "oneOf" => {
                let fits = |schema: &&Value| validate(root, schema, value, at).is_ok();
                wanted.as_array().into_iter().flatten().filter(fits).count() == 1
            }
            other => return Err(format!("the schema uses {other}, which this check does not know")),
        };
        if !holds {
            return Err(format!("{at}: {value} breaks {rule} {wanted}"));
        }
    }
    Ok(())
}

fn is_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        _ => false,
    }
}
