//! Golden files: ten short articles and what is found in each, drawn under the text.
//!
//! `DIXIT_BLESS=1 cargo test --test golden` writes what is found now; read the difference before it is committed. The persons in
//! the articles are invented. Confidence is left out: it moves with every new estimate of the weights.

#[path = "../examples/support/lines.rs"]
mod lines;
mod support;

use dixit::{Document, Mention, Scope, Span, Speaker};
use lines::lines;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use support::extract;

/// Code points in a line of a drawing.
const WIDTH: usize = 110;

/// A span with what is said about it.
struct Mark {
    span: Span,
    label: String,
}

/// The number of a thing in the list at the end: `P1`, `C2`.
fn tag(letter: char, index: usize) -> String {
    format!("{letter}{}", index + 1)
}

fn marks(document: &Document) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |letter, index, mentions: &[Mention]| {
        let label = |m: &Mention| format!("{} {}", tag(letter, index), m.form);
        marks.extend(mentions.iter().map(|m| Mark { span: m.span, label: label(m) }));
    };
    document.people.iter().enumerate().for_each(|(index, person)| add('P', index, &person.mentions));
    document.offices.iter().enumerate().for_each(|(index, office)| add('O', index, &office.mentions));
    document.countries.iter().enumerate().for_each(|(index, country)| add('C', index, &country.mentions));
    document.organizations.iter().enumerate().for_each(|(index, body)| add('B', index, &body.mentions));
    for (index, quote) in document.quotes.iter().enumerate() {
        let tag = tag('Q', index);
        marks.extend(quote.content.iter().map(|span| Mark { span: *span, label: format!("{tag} {}", quote.kind) }));
        marks.extend(quote.cue.map(|span| Mark { span, label: format!("{tag} cue") }));
        marks.extend(quote.speaker.as_ref().map(|s| Mark { span: s.mention(), label: format!("{tag} speaker") }));
        marks.extend(quote.via.map(|span| Mark { span, label: format!("{tag} via") }));
    }
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    marks
}

/// The text with carets under what was found, and the list of what it is.
fn draw(text: &str, document: &Document) -> String {
    let marks = marks(document);
    let mut out = String::new();
    for line in lines(text, 0..text.len(), WIDTH) {
        let (start, end) = (line.start, line.end);
        writeln!(out, "| {}", text[start..end].trim_end()).unwrap();
        for Mark { span, label } in &marks {
            let (from, to) = (span.range().start.max(start), span.range().end.min(end));
            if from < to {
                let left = text[start..from].chars().count();
                let carets = text[from..to].trim_end().chars().count();
                writeln!(out, "  {:left$}{} {label}", "", "^".repeat(carets)).unwrap();
            }
        }
    }
    out.push_str(&list(text, document));
    out
}

fn list(text: &str, document: &Document) -> String {
    let mut out = String::from("\n");
    for (index, person) in document.people.iter().enumerate() {
        write!(out, "{} {}", tag('P', index), person.name).unwrap();
        for held in &person.holds {
            write!(out, ", {} {}", held.tenure, tag('O', held.office.index())).unwrap();
        }
        writeln!(out).unwrap();
    }
    for (index, office) in document.offices.iter().enumerate() {
        let scope = match &office.scope {
            Some(Scope::Country(code)) => format!(" of {code}"),
            Some(Scope::Body(name)) => format!(" of {name}"),
            _ => String::new(),
        };
        writeln!(out, "{} {} ({}){scope}", tag('O', index), office.key, office.class).unwrap();
    }
    for (index, country) in document.countries.iter().enumerate() {
        writeln!(out, "{} {} ({})", tag('C', index), country.name, country.code).unwrap();
    }
    for (index, body) in document.organizations.iter().enumerate() {
        writeln!(out, "{} {} ({})", tag('B', index), body.name, body.kind).unwrap();
    }
    for (index, quote) in document.quotes.iter().enumerate() {
        let speaker = quote.speaker.as_ref().map_or("nobody".to_owned(), |speaker| said_by(speaker, document, text));
        writeln!(out, "{} {speaker}: {}", tag('Q', index), quote.evidence.pattern).unwrap();
    }
    out
}

fn said_by(speaker: &Speaker, document: &Document, text: &str) -> String {
    let tag = match speaker {
        Speaker::Person { person, .. } => tag('P', person.index()),
        Speaker::Office { office, .. } => tag('O', office.index()),
        Speaker::Country { country, .. } => tag('C', country.index()),
        Speaker::Organization { organization, .. } => tag('B', organization.index()),
        _ => "other".to_owned(),
    };
    format!("{tag} {}", document.speaker_name(speaker, text))
}

/// A file with the line ends of this machine taken away.
fn read(path: &Path) -> String {
    dixit::read_text(path).map(|text| text.replace("\r\n", "\n")).unwrap_or_default()
}

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = std::fs::read_dir(folder).expect("the folder is part of the repository");
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths
}

#[test]
fn articles_are_read_as_before() {
    let bless = std::env::var_os("DIXIT_BLESS").is_some();
    let mut changed = String::new();
    for path in articles() {
        let text = read(&path);
        let now = draw(&text, &extract(&text));
        let golden = path.with_extension("golden");
        if bless {
            std::fs::write(&golden, now).expect("the folder can be written");
            continue;
        }
        let before = read(&golden);
        if let Some(line) = first_difference(&before, &now) {
            writeln!(changed, "{}:{line}", golden.display()).unwrap();
        }
    }
    assert!(changed.is_empty(), "\n{changed}DIXIT_BLESS=1 cargo test --test golden takes the new state over");
}

fn first_difference(before: &str, now: &str) -> Option<String> {
    if before == now {
        return None;
    }
    let (mut a, mut b) = (before.lines(), now.lines());
    let mut line = 1;
    loop {
        match (a.next(), b.next()) {
            (Some(a), Some(b)) if a == b => line += 1,
            (a, b) => return Some(format!("{line}\n  before: {}\n  now:    {}", a.unwrap_or(""), b.unwrap_or(""))),
        }
    }
}

#[test]
fn drawings_fit_their_text() {
    assert_eq!(articles().len(), 10);
    let text = "“Yes,” said Zoë Okoro.\n";
    let drawing = draw(text, &extract(text));
    assert!(drawing.starts_with("| “Yes,” said Zoë Okoro.\n   ^^^^ Q1"), "{drawing}");
    assert!(drawing.contains("\n              ^^^^^^^^^ P1 full\n"), "{drawing}");
    let long = "word ".repeat(100);
    let broken: Vec<&str> = lines(&long, 0..long.len(), WIDTH).into_iter().map(|line| &long[line]).collect();
    assert_eq!(broken.concat().trim_end(), long.trim_end());
    assert!(broken.iter().all(|line| line.len() <= WIDTH));
}
