//! How the time to read one text grows with its length, on news and on hostile texts.
//!
//! `cargo run --release --example scaling -- [--from 100000] [--to 10000000] [FAMILY …]`
//!
//! Each family is read at several sizes; the exponent is the slope of log time over log size by least squares: 1 is linear.
//! A family above `--limit` is marked, and the exit status is 1. The time is that of the processor where the system tells it
//! (Linux), so that other work on the machine does not count. Behind the table: the most memory that was held, for each byte
//! of the longest text.

#[path = "../benches/common/clock.rs"]
mod clock;
#[path = "../benches/common/mod.rs"]
mod common;

use clap::Parser;
use clock::clock;
use dixit::Extractor;
use std::hint::black_box;
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Fits how the time to read a text grows with its length")]
struct Arguments {
    /// Names of families, or parts of them; all if none is given.
    families: Vec<String>,
    /// Smallest text, in bytes.
    #[arg(long, default_value_t = 100_000)]
    from: usize,
    /// Largest text, in bytes.
    #[arg(long, default_value_t = 10_000_000)]
    to: usize,
    /// How many sizes between them, both ends included.
    #[arg(long, default_value_t = 5)]
    steps: usize,
    /// Largest exponent that is let pass.
    #[arg(long, default_value_t = 1.05)]
    limit: f64,
}

/// A kind of text: its name and a maker of texts of a given size.
type Family = (&'static str, fn(usize) -> String);

fn repeat(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes.div_ceil(unit.len()))
}

/// `count` of them fill the text: a piece made from its number each.
fn numbered(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 100);
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&piece(number));
    }
    text
}

const FAMILIES: &[Family] = &[
    ("news", |n| common::news(1, n)),
    ("straight-marks", |n| repeat("\"", n)),
    ("spaced-marks", |n| repeat("\" ", n)),
    ("curly-marks", |n| repeat("“”", n)),
    ("opening-marks", |n| repeat("“a ", n)),
    ("nested-marks", |n| repeat("“‘“‘one” two’", n)),
    ("single-marks", |n| repeat("'a' ", n)),
    ("open-paragraphs", |n| repeat("“We go on and on\n", n)),
    ("capitals", |n| repeat("THE PRIME MINISTER OF LATVIA SPOKE IN RIGA AND LEFT ", n)),
    ("capital-words", |n| repeat("Alpha Bravo Charlie Delta ", n)),
    ("capitals-weekday", |n| repeat("Alpha Bravo Charlie Delta ", n) + "Monday said."),
    ("capitals-title", |n| repeat("Alpha Bravo Charlie Delta ", n) + "President Anna Berg said."),
    ("new-capitals", |n| numbered(n, |i| format!("Xy{i} "))),
    ("new-words", |n| numbered(n, |i| format!("xy{i} "))),
    ("new-persons", |n| numbered(n, |i| format!("Anna Xy{i}z said so. "))),
    ("one-surname", |n| numbered(n, |i| format!("Xy{i}z Berg said so. "))),
    ("endless-sentence", |n| repeat("the minister told Reuters that “it is late and dark”, and Anna Berg left, ", n)),
    ("one-name", |n| repeat("Angela Merkel ", n)),
    ("one-speaker", |n| repeat("“We go on today,” Angela Merkel said. ", n)),
    ("pronouns", |n| repeat("“We go on today,” he said. ", n)),
    ("the-minister", |n| repeat("“We go on today,” the minister said. Foreign Minister Anna Berg left. ", n)),
    ("titles", |n| repeat("President of the ", n)),
    ("countries", |n| repeat("Latvia, Georgia and Chad ", n)),
    ("cues", |n| repeat("said told asked wrote ", n)),
    ("shouts", |n| repeat("!", n) + " and so on"),
    ("closing-brackets", |n| repeat(".)", n) + " and so on"),
    ("stops", |n| repeat(". ", n)),
    ("commas", |n| repeat(", ", n)),
    ("hyphens", |n| repeat("a-", n)),
    ("initials", |n| repeat("A.", n)),
    ("digits", |n| repeat("1,", n)),
    ("spaces", |n| repeat(" ", n)),
    ("lines", |n| repeat("\n", n)),
    ("one-word", |n| repeat("a", n)),
    ("one-wide-word", |n| repeat("é", n)),
    ("unspaced", |n| repeat("米国大統領は言った", n)),
    ("address", |n| repeat("a@b", n)),
    ("symbols", |n| repeat("& + AT&T ", n)),
];

/// The time to read a text, in seconds: of a short one the mean of many rounds, and no round counts that warms up.
fn time(extractor: &Extractor, text: &str) -> f64 {
    const BYTES: usize = 20_000_000;
    let mut scratch = extractor.scratch();
    let mut read = || _ = black_box(extractor.extract_with(&mut scratch, text));
    read();
    let rounds = (BYTES / text.len().max(1)).max(1);
    let start = clock();
    (0..rounds).for_each(|_| read());
    (clock() - start).as_secs_f64() / rounds as f64
}

/// The most memory that the process held so far, in bytes, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? * 1024.0)
}

/// Slope of the line through the points by least squares.
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let along: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>() / along
}

fn main() -> Result<ExitCode, dixit::Error> {
    let arguments = Arguments::parse();
    let extractor = Extractor::builder().build()?;
    let steps = arguments.steps.max(2);
    let growth = (arguments.to as f64 / arguments.from as f64).powf(1.0 / (steps - 1) as f64);
    let mut steep = 0;
    println!("{:<20}{:>10}{:>14}{:>14}", "family", "exponent", "ns/B shortest", "ns/B longest");
    for (name, make) in FAMILIES {
        if !arguments.families.is_empty() && !arguments.families.iter().any(|part| name.contains(part.as_str())) {
            continue;
        }
        let mut points = Vec::new();
        for step in 0..steps {
            let text = make((arguments.from as f64 * growth.powi(step as i32)) as usize);
            points.push(((text.len() as f64).ln(), time(&extractor, &text).ln()));
        }
        let exponent = slope(&points);
        let cost = |point: &(f64, f64)| (point.1 - point.0).exp() * 1e9;
        let mark = if exponent > arguments.limit { "  STEEP" } else { "" };
        steep += usize::from(exponent > arguments.limit);
        println!("{name:<20}{exponent:>10.3}{:>14.1}{:>14.1}{mark}", cost(&points[0]), cost(&points[steps - 1]));
    }
    if let Some(memory) = peak_memory() {
        println!("peak memory: {:.1} bytes for each byte of the longest text", memory / arguments.to as f64);
    }
    Ok(if steep == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
