//! Reads news texts and says who is in them and who said what.
//!
//! `cargo run --release --example extract -- [--format report|jsonl] [FILE|FOLDER|-]…`
//!
//! A folder stands for all `.txt` files below it, `-` or nothing for standard input. A file that cannot be read is named on
//! standard error, the others are read all the same, and the exit status is 1.

#[path = "support/text.rs"]
mod text;
#[path = "support/words.rs"]
mod words;

use clap::{Parser, ValueEnum};
use dixit::{Document, Extractor, Office, Offsets, Quote, Speaker};
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The width of the report, in characters.
const WIDTH: usize = 96;
/// Names of persons get at most this much of it.
const NAME_WIDTH: usize = 32;

#[derive(Parser)]
#[command(about = "Who is in a news text, in which office, and who said what")]
struct Arguments {
    /// Text files in UTF-8, folders of .txt files, or - for standard input.
    #[arg(default_value = "-")]
    paths: Vec<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Report)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: one readable report a text.
    Report,
    /// For programs: one JSON record a line, spans in bytes.
    Jsonl,
}

/// One record that stands on its own: the document, and the words that its spans stand for.
#[derive(Serialize)]
struct Record<'a> {
    doc: &'a str,
    document: &'a Document,
    /// In the order of `document.quotes`.
    quotes: Vec<Words<'a>>,
}

/// The words of one quotation.
#[derive(Serialize)]
struct Words<'a> {
    content: Vec<&'a str>,
    speaker: Option<&'a str>,
    mention: Option<&'a str>,
    cue: Option<&'a str>,
    via: Option<&'a str>,
}

impl<'a> Words<'a> {
    fn of(quote: &Quote, document: &'a Document, text: &'a str) -> Self {
        let speaker = quote.speaker.as_ref();
        Self {
            content: quote.content.iter().map(|span| span.of(text)).collect(),
            speaker: speaker.map(|speaker| document.speaker_name(speaker, text)),
            mention: speaker.map(|speaker| speaker.mention().of(text)),
            cue: quote.cue.map(|span| span.of(text)),
            via: quote.via.map(|span| span.of(text)),
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if text::is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads all texts; says whether every one could be read.
fn run(arguments: &Arguments) -> Result<bool, Box<dyn std::error::Error>> {
    let extractor = Extractor::builder().build()?;
    let mut scratch = extractor.scratch();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut all_read = true;
    for path in arguments.paths.iter().flat_map(|path| files(path)) {
        match path.and_then(|path| Ok((text::read(&path)?, text::name(&path)))) {
            Ok((text, doc)) => {
                let document = extractor.extract_with(&mut scratch, &text);
                print(&mut out, arguments.format, &doc, &document, &text)?;
            }
            Err(message) => {
                eprintln!("error: {message}");
                all_read = false;
            }
        }
    }
    out.flush()?;
    Ok(all_read)
}

/// The files that a path stands for, in alphabetical order, or why there are none.
fn files(path: &Path) -> Vec<Result<PathBuf, String>> {
    if !path.is_dir() {
        return vec![Ok(path.to_owned())];
    }
    let found: Vec<_> = walkdir::WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter(|entry| entry.as_ref().map_or(true, is_text_file))
        .map(|entry| entry.map(walkdir::DirEntry::into_path).map_err(|error| error.to_string()))
        .collect();
    if found.is_empty() {
        return vec![Err(format!("{}: no .txt file in this folder", path.display()))];
    }
    found
}

fn is_text_file(entry: &walkdir::DirEntry) -> bool {
    entry.file_type().is_file() && entry.path().extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
}

fn print(out: &mut impl Write, format: Format, doc: &str, document: &Document, text: &str) -> io::Result<()> {
    match format {
        Format::Report => Report { document, text, offsets: Offsets::new(text) }.print(out, doc),
        Format::Jsonl => {
            let quotes = document.quotes.iter().map(|quote| Words::of(quote, document, text)).collect();
            serde_json::to_writer(&mut *out, &Record { doc, document, quotes })?;
            writeln!(out)
        }
    }
}

struct Report<'a> {
    document: &'a Document,
    text: &'a str,
    offsets: Offsets<'a>,
}

impl Report<'_> {
    fn print(&self, out: &mut impl Write, doc: &str) -> io::Result<()> {
        writeln!(out, "{doc}\n{}\n", "=".repeat(doc.chars().count()))?;
        self.people(out)?;
        let vacant = self
            .vacant_offices()
            .into_iter()
            .map(|office| (words::office(office, self.document), office.mentions.len()));
        counts(out, "Offices without a name", vacant)?;
        let countries = self.document.countries.iter();
        counts(out, "Countries", countries.map(|country| (country.name.clone(), country.mentions.len())))?;
        let organizations = self.document.organizations.iter();
        counts(out, "Organisations", organizations.map(|body| (body.name.clone(), body.mentions.len())))?;
        self.quotes(out)
    }

    fn people(&self, out: &mut impl Write) -> io::Result<()> {
        let people = &self.document.people;
        if people.is_empty() {
            return writeln!(out, "No people.\n");
        }
        let widest = people.iter().map(|person| person.name.chars().count()).max().unwrap_or(0);
        let width = widest.clamp("People".len(), NAME_WIDTH);
        writeln!(out, "{:width$}  mentions  quotes  offices", "People")?;
        for (at, person) in people.iter().enumerate() {
            let row = format!(
                "{:width$}  {:>8}  {:>6}  ",
                person.name,
                person.mentions.len(),
                words::said_by(at, self.document)
            );
            paragraph(out, &row, width + 20, &words::offices(person, self.document).join("; "))?;
        }
        writeln!(out)
    }

    /// Offices that no person of the document holds.
    fn vacant_offices(&self) -> Vec<&Office> {
        let holdings = || self.document.people.iter().flat_map(|person| &person.holds);
        let offices = self.document.offices.iter().enumerate();
        offices.filter(|(at, _)| holdings().all(|h| h.office.index() != *at)).map(|(_, office)| office).collect()
    }

    fn quotes(&self, out: &mut impl Write) -> io::Result<()> {
        if self.document.quotes.is_empty() {
            return writeln!(out, "No quotations.\n");
        }
        writeln!(out, "Quotations")?;
        for quote in &self.document.quotes {
            let (line, _) = self.offsets.line_column(quote.span.start);
            let row = format!("  line {line:<3}  ");
            let indent = row.chars().count();
            paragraph(out, &row, indent, &self.source(quote))?;
            let parts: Vec<_> = quote.content.iter().map(|span| format!("“{}”", span.of(self.text))).collect();
            paragraph(out, &" ".repeat(indent), indent, &parts.join(" … "))?;
        }
        writeln!(out)
    }

    /// Who said it, as what, by which words, where, and how sure that is.
    fn source(&self, quote: &Quote) -> String {
        let mut facts = vec![match &quote.speaker {
            Some(speaker) => self.speaker(speaker),
            None => "nobody".to_owned(),
        }];
        facts.extend(quote.cue.map(|cue| cue.of(self.text).to_owned()));
        facts.extend(quote.via.map(|via| format!("via {}", via.of(self.text))));
        facts.push(quote.kind.to_string());
        facts.push(format!("{:.2}", quote.confidence.get()));
        facts.join(" · ")
    }

    /// The name of the speaker, and the words of the text where they differ: `Baiba Braže (she)`.
    fn speaker(&self, speaker: &Speaker) -> String {
        let name = self.document.speaker_name(speaker, self.text);
        match words::other_words(speaker, name, self.text) {
            Some(mention) => format!("{name} ({mention})"),
            None => name.to_owned(),
        }
    }
}

/// A list of names by falling count, wrapped.
fn counts(out: &mut impl Write, heading: &str, named: impl Iterator<Item = (String, usize)>) -> io::Result<()> {
    let mut named: Vec<_> = named.collect();
    if named.is_empty() {
        return Ok(());
    }
    named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let list: Vec<_> = named.into_iter().map(|(name, count)| format!("{name} {count}")).collect();
    writeln!(out, "{heading}")?;
    paragraph(out, "  ", 2, &list.join(", "))?;
    writeln!(out)
}

/// Prints `words` behind `start`, wrapped at [`WIDTH`], further lines indented.
fn paragraph(out: &mut impl Write, start: &str, indent: usize, words: &str) -> io::Result<()> {
    let mut line = start.to_owned();
    let mut width = start.chars().count();
    let mut fresh = true;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if !fresh && width + 1 + length > WIDTH {
            writeln!(out, "{line}")?;
            line = " ".repeat(indent);
            (width, fresh) = (indent, true);
        }
        if !fresh {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        (width, fresh) = (width + length, false);
    }
    writeln!(out, "{}", line.trim_end())
}
