//! What the lists alone know of annotated texts: no model, no rule decides here, a name is in a list or it is not.
//!
//! `cargo run --release --example gazetteer_recall -- GOLD.jsonl … [--missed]`
//! The gold has one JSON object a line: `text`, and `mentions` with `start` and `end` in code points, `type` and `id`.

use clap::Parser;
use dixit::{CasePolicy, Entry, EntryKind, Gazetteer, Match, Name, NameForm, Span};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(about = "Tells which share of annotated names the lists alone know")]
struct Arguments {
    /// Gold JSON lines.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Also print what is in no list, with how often it was annotated.
    #[arg(long)]
    missed: bool,
}

#[derive(Deserialize)]
struct Document {
    text: String,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    id: Option<String>,
    #[serde(default)]
    ignore: bool,
    #[serde(default)]
    nested: bool,
}

struct Lists {
    things: Gazetteer,
    /// Given names and surnames.
    names: Gazetteer,
}

impl Lists {
    fn read() -> Result<Self, dixit::Error> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
        let mut known = Entry::new(EntryKind::Other, "other:name", "name");
        for table in ["names.tsv", "compiled/names.tsv"] {
            let text = dixit::read_text(folder.join(table))?;
            for name in text.lines().skip(1).filter_map(|line| line.split('\t').next()) {
                known = known.name(Name::new(name, NameForm::Alias).case(CasePolicy::Any));
            }
        }
        let names = Gazetteer::builder().entry(known).build()?;
        Ok(Self { things: Gazetteer::bundled()?, names })
    }

    /// The questions that a mention answers, and whether the lists know it. A country must have its code and exactly these
    /// words, a person a listed name, or else a first or last word that is listed as a name.
    fn ask(&self, text: &str, hits: &[Match], mention: &Mention, span: Span) -> Vec<(&'static str, bool)> {
        let found = |adjective: bool| {
            hits.iter().any(|hit| {
                let code = hit.key().strip_prefix("country:").unwrap_or("");
                // The parts of the United Kingdom are annotated as the whole.
                let same = mention.id.as_deref().is_some_and(|id| code == id || code.split('-').next() == Some(id));
                let form = matches!(hit.form(), NameForm::Adjective | NameForm::Demonym | NameForm::Prefix);
                hit.span() == span && same && form == adjective
            })
        };
        match mention.kind.as_str() {
            "country" => vec![("countries by name", found(false))],
            "nationality" => vec![("countries by adjective or demonym", found(true))],
            "person" => {
                let name = span.of(text);
                let listed = self.things.find_overlapping(name);
                let listed = listed.iter().any(|hit| hit.kind() == EntryKind::Person && hit.span().of(name) == name);
                let words = self.names.find_overlapping(name);
                let end = name.len() as u32;
                let edge = words.iter().any(|hit| hit.span().start == 0 || hit.span().end == end);
                vec![("people by a listed name", listed), ("people by first or last word", edge)]
            }
            _ => Vec::new(),
        }
    }
}

/// Byte positions of the code points, and of the end.
fn places(text: &str) -> Vec<u32> {
    text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
}

#[derive(Default)]
struct Count {
    all: usize,
    missed: BTreeMap<String, usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let lists = Lists::read()?;
    for file in &arguments.files {
        let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
        for line in dixit::read_text(file)?.lines() {
            let document: Document = serde_json::from_str(line)?;
            let (places, hits) = (places(&document.text), lists.things.find_overlapping(&document.text));
            for mention in document.mentions.iter().filter(|mention| !mention.ignore && !mention.nested) {
                let span = Span::new(places[mention.start], places[mention.end]);
                for (question, known) in lists.ask(&document.text, &hits, mention, span) {
                    let count = counts.entry(question).or_default();
                    count.all += 1;
                    if !known {
                        *count.missed.entry(span.of(&document.text).to_owned()).or_default() += 1;
                    }
                }
            }
        }
        println!("{}", file.display());
        for (question, count) in &counts {
            let missed: usize = count.missed.values().sum();
            let share = 100.0 * (count.all - missed) as f64 / count.all as f64;
            println!("  {question:35} {share:5.1} % of {}", count.all);
            if arguments.missed {
                count.missed.iter().for_each(|(name, times)| println!("    {times:4} {name}"));
            }
        }
    }
    Ok(())
}
