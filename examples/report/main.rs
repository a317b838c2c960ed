//! Makes one page of a corpus: who speaks most, about which countries, through which outlets, and when.
//!
//! `cargo run --release --example report -- [--out PAGE.html] FOLDER|LINES.jsonl …`
//!
//! A folder stands for all `.txt` and `.jsonl` files below it. A date is taken from the field `date` of a JSON line, or from
//! the start of a file's name (`2025-03-04-riga.txt`); an address from the field `url`. The page needs no network; the
//! articles that its lists cite stand at its end. The corpus is read twice, so that only counts and quoted sentences are held in memory.

#[path = "../support/input.rs"]
mod input;
#[allow(unused_imports, reason = "the tests need more of it")]
#[path = "../support/page/mod.rs"]
mod page;
pub mod plot;
mod tally;

use clap::Parser;
use dixit::{Document, Extractor};
use input::{Failure, Fields, Loaded, Source};
use jiff::civil::Date;
use minijinja::{context, value::Serde};
use page::Article;
use rayon::prelude::*;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tally::{Counts, Place, Reading, Tally};

#[derive(Clone, Debug, Parser)]
#[command(about = "One page of a corpus: who speaks most, about what, through whom, and when")]
pub struct Arguments {
    /// Folders, text files in UTF-8, files of JSON lines.
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// File for the page; standard output if not given.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Speakers count from this confidence.
    #[arg(long, default_value_t = 0.5)]
    pub least: f32,
    /// Rows of a table, and quotations of a list.
    #[arg(long, default_value_t = 10)]
    pub rows: usize,
    #[command(flatten)]
    pub fields: Fields,
}

/// Documents that are read at a time.
const BATCH: usize = 256;
/// Speakers whose quotations are shown over time.
const OVER_TIME: usize = 5;
/// Names beside a speaker or an outlet, and places beside a sentence.
const BESIDE: usize = 3;

/// One row of a table with bars.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    offices: Vec<String>,
    count: usize,
    /// Of the longest bar.
    percent: usize,
    /// Of all.
    share: usize,
    documents: usize,
    about: Vec<(String, usize)>,
    through: Vec<(String, usize)>,
    by: Vec<(String, usize)>,
}

#[derive(Debug, Serialize)]
struct Cited {
    words: String,
    speaker: String,
    documents: usize,
    /// Of the article, and the quotation in it.
    places: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct Series {
    name: String,
    svg: String,
    counts: Vec<usize>,
}

fn main() -> Result<ExitCode, Failure> {
    let arguments = Arguments::parse();
    let (page, errors) = report(&arguments)?;
    match &arguments.out {
        Some(path) => std::fs::write(path, page)?,
        None => print!("{page}"),
    }
    errors.iter().for_each(|error| eprintln!("{error}"));
    Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The page, and what could not be read.
pub fn report(arguments: &Arguments) -> Result<(String, Vec<String>), Failure> {
    if arguments.inputs.iter().any(|input| input.as_os_str() == "-") {
        return Err("standard input cannot be read twice; give a file".into());
    }
    let extractor = Extractor::builder().build()?;
    let mut tally = Tally::new(arguments.least, arguments.rows);
    let mut errors = Vec::new();
    documents(arguments, |batch| {
        let read = |(n, loaded): (usize, Loaded)| {
            (n, date(&loaded), loaded.text.map(|text| (extractor.extract(&text), text)), loaded.name)
        };
        for (n, date, read, name) in batch.into_par_iter().map(read).collect::<Vec<_>>() {
            match read {
                Ok((document, text)) => tally.add(&Reading { n, text: &text, document: &document, date }),
                Err(error) => errors.push(format!("{name}: {error}")),
            }
        }
    })?;
    let places = tally.most_quoted(arguments.rows).into_iter().flat_map(|known| known.places.iter().take(BESIDE));
    let places: Vec<Place> = places.copied().chain(tally.longest.iter().map(|long| long.place)).collect();
    let cited = cited_documents(arguments, &extractor, &places)?;
    Ok((fill(arguments, &tally, &cited)?, errors))
}

/// Hands over all documents in batches, each with its place in the input.
fn documents(arguments: &Arguments, mut each: impl FnMut(Vec<(usize, Loaded)>)) -> Result<(), Failure> {
    let (mut batch, mut n) = (Vec::new(), 0);
    input::walk(&arguments.inputs, |source: Source, _| {
        batch.push((n, input::load(source, &arguments.fields)));
        n += 1;
        if batch.len() == BATCH {
            each(std::mem::take(&mut batch));
        }
        Ok(())
    })?;
    each(batch);
    Ok(())
}

/// The documents that are cited, by their place in the input.
type CitedDocuments = BTreeMap<usize, (Loaded, String, Document)>;

fn cited_documents(arguments: &Arguments, extractor: &Extractor, places: &[Place]) -> Result<CitedDocuments, Failure> {
    let mut cited = CitedDocuments::new();
    documents(arguments, |batch| {
        for (n, loaded) in batch {
            if let Some(text) = loaded.text.as_ref().ok().filter(|_| places.iter().any(|place| place.0 == n)).cloned() {
                let document = extractor.extract(&text);
                cited.insert(n, (loaded, text, document));
            }
        }
    })?;
    Ok(cited)
}

/// The date of a document, from its field or the start of its file's name, both as ISO 8601 or as in e-mail.
fn date(loaded: &Loaded) -> Option<Date> {
    let name = Path::new(&loaded.name).file_name().and_then(|name| name.to_str());
    let parse = |words: &str| {
        let iso = words.get(..10).and_then(|day| day.parse().ok());
        iso.or_else(|| jiff::fmt::rfc2822::parse(words).ok().map(|time| time.date()))
    };
    loaded.date().or(name).and_then(parse)
}

fn top(counts: &Counts, number: usize) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = counts.iter().map(|(name, count)| (name.clone(), *count)).collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.truncate(number);
    counts
}

/// The offices that are told often enough to be no misreading of one article.
fn main_offices(offices: &Counts) -> Vec<String> {
    let offices = top(offices, BESIDE);
    let most = offices.first().map_or(0, |(_, count)| *count);
    offices.into_iter().filter(|(_, count)| count * 2 >= most).map(|(office, _)| office).collect()
}

/// Rows by falling count, with bars.
fn rows(mut rows: Vec<Row>, number: usize) -> Vec<Row> {
    let all: usize = rows.iter().map(|row| row.count).sum();
    rows.sort_by_key(|row| Reverse(row.count));
    rows.truncate(number);
    let longest = rows.first().map_or(1, |row| row.count.max(1));
    for row in &mut rows {
        row.percent = row.count * 100 / longest;
        row.share = (row.count * 100 + all / 2) / all.max(1);
    }
    rows
}

fn row(name: &str, count: usize) -> Row {
    let (name, offices) = (name.to_owned(), Vec::new());
    let (about, through, by) = (Vec::new(), Vec::new(), Vec::new());
    Row { name, offices, count, percent: 0, share: 0, documents: 0, about, through, by }
}

/// One row for each name, with those who said most of it.
fn said_by(counts: &BTreeMap<String, Counts>, number: usize) -> Vec<Row> {
    let each = |(name, by): (&String, &Counts)| Row { by: top(by, BESIDE), ..row(name, by.values().sum()) };
    rows(counts.iter().map(each).collect(), number)
}

fn fill(arguments: &Arguments, tally: &Tally, cited: &CitedDocuments) -> Result<String, Failure> {
    let voices = tally.speakers();
    let speaker = |voice: &&tally::Voice| Row {
        offices: main_offices(&voice.offices),
        documents: voice.documents.len(),
        about: top(&voice.about, BESIDE),
        through: top(&voice.through, BESIDE),
        ..row(&voice.name, voice.quotes)
    };
    let share = |counts: &Counts, name: &dyn Fn(&str) -> String| {
        rows(counts.iter().map(|(known, count)| row(&name(known), *count)).collect(), usize::MAX)
    };
    let place = |&(n, at): &Place| {
        let name = cited.get(&n).map_or_else(String::new, |(loaded, ..)| loaded.name.clone());
        (format!("a{n}-q{}", at + 1), name)
    };
    let sentences = tally.most_quoted(arguments.rows).into_iter().map(|known| Cited {
        words: known.words.clone(),
        speaker: known.speaker.clone(),
        documents: known.documents.len(),
        places: known.places.iter().take(BESIDE).map(place).collect(),
    });
    let longest = tally.longest.iter().map(|long| Cited {
        words: long.words.clone(),
        speaker: long.speaker.clone(),
        documents: 1,
        places: vec![place(&long.place)],
    });
    let articles = cited.iter().map(|(n, (loaded, text, document))| Article {
        date: date(loaded).map(|date| date.to_string()),
        url: loaded.url(),
        ..Article::new(*n, loaded.name.clone(), document, text)
    });
    let (labels, period, series) = over_time(tally, &voices)?;
    let days = || tally.by_date.keys();
    let content = context! {
        title => "Who said what",
        documents => tally.documents,
        dated => tally.dated,
        quotes => tally.quotes,
        unsure => tally.unsure,
        nobody => tally.nobody,
        voices => voices.len(),
        least => format!("{:.2}", arguments.least),
        first => days().next().map(Date::to_string),
        last => days().next_back().map(Date::to_string),
        speakers => Serde(rows(voices.iter().map(speaker).collect(), arguments.rows)),
        outlets => Serde(said_by(&tally.outlets, arguments.rows)),
        about => Serde(said_by(&tally.about, arguments.rows)),
        classes => Serde(share(&tally.classes, &|class| class.replace('-', " "))),
        homes => Serde(share(&tally.homes, &|home| tally.place_name(home).to_owned())),
        labels, period,
        series => Serde(series),
        sentences => Serde(sentences.collect::<Vec<_>>()),
        longest => Serde(longest.collect::<Vec<_>>()),
        articles => Serde(articles.collect::<Vec<_>>()),
    };
    Ok(page::render(include_str!("report.html"), include_str!("report.css"), content)?)
}

/// The labels of the columns, what a column stands for, and the plots: all quotations first, then the first speakers.
fn over_time(tally: &Tally, voices: &[&tally::Voice]) -> Result<(Vec<String>, &'static str, Vec<Series>), Failure> {
    let mut days = tally.by_date.keys();
    let Some(first) = days.next() else { return Ok((Vec::new(), "", Vec::new())) };
    let columns = plot::Columns::new(*first, *days.next_back().unwrap_or(first));
    let labels = columns.labels();
    let shown = voices.iter().take(OVER_TIME).map(|voice| (voice.name.as_str(), columns.counts(&voice.by_date)));
    let shown: Vec<_> = shown.collect();
    let most = shown.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or(1);
    let all = columns.counts(&tally.by_date);
    let highest = all.iter().copied().max().unwrap_or(1);
    let mut series = vec![("All quotations", all, highest, 150)];
    // One scale for all speakers, so that they can be compared.
    series.extend(shown.into_iter().map(|(name, counts)| (name, counts, most, 90)));
    let plots = series.into_iter().map(|(name, counts, most, height)| {
        let svg = plot::columns(&labels, &counts, most, (480, height))?;
        Ok(Series { name: name.to_owned(), svg, counts })
    });
    let plots = plots.collect::<Result<_, Failure>>()?;
    Ok((labels, columns.period().name(), plots))
}
