//! Why each quotation of a text has its speaker.
//!
//! `cargo run --release --example explain -- [--candidates N] [--reasons N] [FILE|-]`
//!
//! For each part of each quotation: the words with marks under them, the candidates with their probabilities, and the features
//! that told the first from the second. A feature can be found by its name and values in `gazetteers/weights_speakers.tsv`.

#[path = "support/lines.rs"]
mod lines;
#[path = "support/text.rs"]
mod text;

use clap::Parser;
use dixit::{Candidate, Document, ExplainedPart, Explanation, Extractor, Quote, Span, Speaker};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Code points in a line of a drawing.
const WIDTH: usize = 96;
/// Words shown on both sides of what is marked, in bytes.
const CONTEXT: usize = 60;

#[derive(Parser)]
#[command(about = "Why each quotation of a text has its speaker")]
struct Arguments {
    /// A text file in UTF-8, or - for standard input.
    #[arg(default_value = "-")]
    path: PathBuf,
    /// How many candidates to show of each quotation.
    #[arg(long, default_value_t = 4)]
    candidates: usize,
    /// How many features to show of each quotation.
    #[arg(long, default_value_t = 6)]
    reasons: usize,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if text::is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let text = text::read(&arguments.path)?;
    let explanation = Extractor::builder().build()?.explain(&text);
    let mut out = io::stdout().lock();
    for part in &explanation.parts {
        show(&mut out, arguments, &text, &explanation, part)?;
    }
    if explanation.parts.is_empty() {
        writeln!(out, "no quotation")?;
    }
    Ok(())
}

fn show(
    out: &mut impl Write,
    arguments: &Arguments,
    text: &str,
    explanation: &Explanation,
    part: &ExplainedPart,
) -> io::Result<()> {
    let document = &explanation.document;
    let quote = &document.quotes[part.quote];
    draw(out, text, &marks(quote, part.content))?;
    let rule = quote.evidence.rule.map_or(String::new(), |rule| format!(", by the rule `{rule}`"));
    writeln!(out, "\n  {}: {}{rule}", quote.evidence.pattern, said_by(quote.speaker.as_ref(), document, text))?;
    if let Some(addressee) = &quote.addressee {
        writeln!(out, "  said to {}", said_by(Some(addressee), document, text))?;
    }
    writeln!(out, "\n  candidates")?;
    for candidate in part.candidates.iter().take(arguments.candidates) {
        writeln!(out, "  {}", line(candidate, document, text))?;
    }
    if let [first, second, ..] = &part.candidates[..] {
        let names = [first, second].map(|candidate| said_by(candidate.speaker.as_ref(), document, text));
        writeln!(out, "\n  what tells {} from {}", names[0], names[1])?;
    }
    for reason in part.decisive.iter().take(arguments.reasons) {
        let values: Vec<String> = reason.values.iter().map(u32::to_string).collect();
        let row = format!("{} {}", reason.feature, values.join(","));
        writeln!(out, "  {:+.2}  {:<28} {}", reason.weight, row, reason.meaning)?;
    }
    writeln!(out, "\n{}\n", "-".repeat(WIDTH))
}

/// One candidate: probability, name, the cue that would introduce the words.
fn line(candidate: &Candidate, document: &Document, text: &str) -> String {
    let mark = if candidate.chosen { "→" } else { " " };
    let cue = candidate.cue.map_or(String::new(), |cue| format!(" · {}", cue.of(text)));
    let name = said_by(candidate.speaker.as_ref(), document, text);
    format!("{mark} {:.3}  {name}{cue}", candidate.probability.get())
}

/// The name of a speaker, with the words that the text uses for it if they are others.
fn said_by(speaker: Option<&Speaker>, document: &Document, text: &str) -> String {
    let Some(speaker) = speaker else { return "nobody".to_owned() };
    let (name, words) = (document.speaker_name(speaker, text), speaker.mention().of(text));
    if name == words { name.to_owned() } else { format!("{name} (“{words}”)") }
}

/// What is marked under the text, each with its sign.
fn marks(quote: &Quote, content: Span) -> Vec<(Span, &'static str)> {
    let mut marks = vec![(content, "quoted")];
    marks.extend(quote.speaker.as_ref().map(|speaker| (speaker.mention(), "source")));
    marks.extend(quote.cue.map(|span| (span, "cue")));
    marks.extend(quote.addressee.as_ref().map(|addressee| (addressee.mention(), "addressee")));
    marks.extend(quote.via.map(|span| (span, "via")));
    marks
}

/// Draws the text from the first mark to the last, a row of signs under each line.
fn draw(out: &mut impl Write, text: &str, marks: &[(Span, &str)]) -> io::Result<()> {
    let first = marks.iter().map(|(span, _)| span.range().start).min().unwrap_or(0);
    let last = marks.iter().map(|(span, _)| span.range().end).max().unwrap_or(0);
    let before = floor(text, first.saturating_sub(CONTEXT));
    let after = floor(text, last + CONTEXT);
    // Whole words of the same lines.
    let word = text[before..first].find(char::is_whitespace).map_or(first, |at| before + at);
    let start = text[..first].rfind('\n').map_or(if before == 0 { 0 } else { word }, |at| (at + 1).max(word));
    let word = text[last..after].rfind(char::is_whitespace).map_or(last, |at| last + at);
    let end = text[last..].find('\n').map_or(word.max(last), |at| (last + at).min(word.max(last)));
    let start = start + text[start..].len() - text[start..].trim_start().len();
    for line in lines::lines(text, start..end, WIDTH).into_iter().filter(|line| !line.is_empty()) {
        let (from, to) = (line.start, line.end);
        writeln!(out, "  {}", text[from..to].trim_end())?;
        for (span, label) in marks {
            let (left, right) = (span.range().start.max(from), span.range().end.min(to));
            if left < right {
                let signs = text[left..right].trim_end().chars().count();
                writeln!(
                    out,
                    "  {:width$}{} {label}",
                    "",
                    "^".repeat(signs),
                    width = text[from..left].chars().count()
                )?;
            }
        }
    }
    Ok(())
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
