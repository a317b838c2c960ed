//! Writes predictions for the scorers: one JSON line a document, offsets in code points.
//!
//! `cargo run --release --example predict -- GOLD.jsonl|TEXT.txt … > predictions.jsonl`
//! Of gold JSON lines only `doc` and `text` are read; of a text file the document is its stem.

use clap::Parser;
use dixit::{Document, Extractor, Form, OfficeClass, Offsets, Quotations, QuoteKind, Scope, Scratch, Span, Speaker};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(about = "Writes predictions for the scorers, one JSON line a document")]
struct Arguments {
    /// Gold JSON lines (`.jsonl`) or plain text files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Indirect speech as well.
    #[arg(long)]
    all: bool,
}

#[derive(Deserialize)]
struct Input {
    doc: String,
    text: String,
}

/// Spans in code points.
struct Chars<'t>(Offsets<'t>);

impl Chars<'_> {
    fn of(&self, span: Span) -> [usize; 2] {
        let range = self.0.chars(span);
        [range.start, range.end]
    }
}

fn mention(chars: &Chars, span: Span, kind: &str, id: Option<&str>, cluster: usize) -> Value {
    let [start, end] = chars.of(span);
    json!({"start": start, "end": end, "type": kind, "id": id, "cluster": cluster})
}

/// Named persons, offices and countries; pronouns, metonyms and nested names are left out, as the gold has it.
fn mentions(document: &Document, chars: &Chars) -> Vec<Value> {
    let mut out = Vec::new();
    let mut cluster = 0;
    for person in &document.people {
        let named = person.mentions.iter().filter(|m| matches!(m.form, Form::Full | Form::Short));
        out.extend(named.map(|m| mention(chars, m.span, "person", Some(&person.name), cluster)));
        cluster += 1;
    }
    for office in &document.offices {
        out.extend(office.mentions.iter().map(|m| mention(chars, m.span, "office", Some(&office.title), cluster)));
        cluster += 1;
    }
    for country in &document.countries {
        for m in &country.mentions {
            let kind = match m.form {
                Form::Name => "country",
                Form::Adjective => "nationality",
                _ => continue,
            };
            out.push(mention(chars, m.span, kind, Some(country.code.as_str()), cluster));
        }
        cluster += 1;
    }
    out
}

fn scope_name(scope: &Scope) -> &str {
    match scope {
        Scope::Country(code) => code.as_str(),
        Scope::Body(name) => name,
        _ => "",
    }
}

/// Person and title, and person and country for heads of state and government and ministers.
fn relations(document: &Document, chars: &Chars) -> Vec<Value> {
    let mut out = Vec::new();
    for person in &document.people {
        let Some(name) = person.mentions.iter().find(|m| m.form == Form::Full).or(person.mentions.first()) else {
            continue;
        };
        for holding in &person.holds {
            let office = &document.offices[holding.office.index()];
            let scope = office.scope.as_ref().map(scope_name);
            let head = chars.of(name.span);
            for m in office.mentions.iter().filter(|m| m.form == Form::Title) {
                let names = person.mentions.iter().filter(|m| matches!(m.form, Form::Full | Form::Short));
                let near =
                    names.min_by_key(|name| name.span.start.abs_diff(m.span.start)).map_or(head, |m| chars.of(m.span));
                out.push(json!({"rel": "holds", "h": near, "t": chars.of(m.span), "scope": scope}));
            }
            let relation = match office.class {
                OfficeClass::HeadOfState => "head_of_state",
                OfficeClass::HeadOfGovernment => "head_of_gov",
                OfficeClass::Minister => "minister_of",
                _ => continue,
            };
            let Some(Scope::Country(code)) = &office.scope else { continue };
            let country = document.countries.iter().find(|c| c.code == *code);
            for form in [Form::Name, Form::Adjective] {
                if let Some(m) = country.and_then(|c| c.mentions.iter().find(|m| m.form == form)) {
                    out.push(json!({"rel": relation, "h": head, "t": chars.of(m.span), "scope": scope}));
                }
            }
        }
    }
    out
}

fn quotes(document: &Document, text: &str, chars: &Chars, all: bool) -> Vec<Value> {
    let quote = |quote: &dixit::Quote| {
        let content: Vec<_> = quote.content.iter().map(|span| chars.of(*span)).collect();
        let name = match &quote.speaker {
            Some(Speaker::Office { .. }) | None => None,
            Some(Speaker::Other { mention, .. }) => Some(mention.of(text)).filter(|name| names_something(name)),
            Some(speaker) => Some(document.speaker_name(speaker, text)),
        };
        json!({
            "content": content,
            "speaker": quote.speaker.as_ref().map(|s| chars.of(s.mention())),
            "cue": quote.cue.map(|span| chars.of(span)),
            "name": name,
            "kind": quote.kind,
            "via": quote.via.map(|span| chars.of(span)),
            "confidence": quote.confidence,
        })
    };
    // Marks around a term or a title, without anybody who says it, are no attribution.
    let said = document
        .quotes
        .iter()
        .filter(|q| !all || q.speaker.is_some() || q.kind == QuoteKind::Indirect || q.cue.is_some());
    said.map(quote).collect()
}

/// A source that was not resolved is a name if its last word is capitalised.
fn names_something(source: &str) -> bool {
    let last = source.split_whitespace().last().unwrap_or("");
    source.contains(' ') && last.starts_with(char::is_uppercase)
        || last.chars().filter(|c| c.is_uppercase()).count() > 1
}

fn predict(extractor: &Extractor, scratch: &mut Scratch, input: &Input, all: bool) -> Value {
    let document = extractor.extract_with(scratch, &input.text);
    let chars = Chars(Offsets::new(&input.text));
    json!({
        "doc": input.doc,
        "quotes": quotes(&document, &input.text, &chars, all),
        "mentions": mentions(&document, &chars),
        "relations": relations(&document, &chars),
    })
}

fn inputs(path: &Path) -> Result<Vec<Input>, Box<dyn std::error::Error>> {
    let text = dixit::read_text(path)?;
    if path.extension().is_some_and(|e| e == "jsonl") {
        let line = |(number, line): (usize, &str)| {
            serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), number + 1).into())
        };
        return text.lines().enumerate().map(line).collect();
    }
    let doc = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(vec![Input { doc, text }])
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let quotations = if arguments.all { Quotations::All } else { Quotations::Mixed };
    let extractor = Extractor::builder().quotations(quotations).build()?;
    let mut scratch = extractor.scratch();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in &arguments.files {
        for input in inputs(path)? {
            writeln!(out, "{}", predict(&extractor, &mut scratch, &input, arguments.all))?;
        }
    }
    Ok(())
}
