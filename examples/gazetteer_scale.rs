//! What gazetteers of many names cost: time and memory to build, time to scan, beside the raw automaton on the same names.
//!
//! `cargo run --release --example gazetteer_scale -- [--sizes 10000,1000000] [--families names,namesakes]`
//!
//! Each line is one family of made-up names at one size. The names come from a table in memory, as they would from a file. The yardstick is
//! `aho_corasick` (leftmost-longest, contiguous NFA). Memory is what was asked of the allocator: what stays, and the most while it is built.

#[path = "../benches/common/mod.rs"]
mod common;
#[path = "../benches/common/heap.rs"]
mod heap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use clap::Parser;
use dixit::Gazetteer;
use std::error::Error;
use std::fmt::Write;
use std::time::Instant;

#[derive(Parser)]
#[command(about = "Measures gazetteers of many names beside the raw automaton")]
struct Arguments {
    /// How many names.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    sizes: Vec<usize>,
    /// Which kinds of names; all if none is given.
    #[arg(long, value_delimiter = ',')]
    families: Vec<String>,
    /// Without the automaton, which needs much memory for many names.
    #[arg(long)]
    alone: bool,
    /// How often each text is scanned; the fastest counts.
    #[arg(long, default_value_t = 7)]
    rounds: usize,
}

/// The names that stand in the text, and those of the small gazetteer to compare with.
const FEW: usize = 10_000;

/// A kind of names, by the number of the entry; `names` are made-up names of persons.
type Family = (&'static str, fn(usize, &str) -> String);

const FAMILIES: [Family; 5] = [
    ("names", |_, name| name.to_owned()),
    // As many as may share a name.
    ("namesakes", |number, _| format!("Anna {}", spelled(number / 1000))),
    ("same-first-word", |number, _| format!("Anna {}", spelled(number))),
    ("long", |_, name| [name; 8].join(" ")),
    ("marks", |number, name| format!("{name}, {}", spelled(number))),
];

/// A number in letters.
fn spelled(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(b'k' + (digit - b'0'))).collect()
}

fn table((_, make): &Family, names: &[String]) -> String {
    let mut table = String::from("key\tname\n");
    for (number, name) in names.iter().enumerate() {
        writeln!(table, "person:{number}\t{}", make(number, name)).expect("a string takes everything");
    }
    table
}

/// News with one of the first ten thousand names in every line: the same text for every larger size.
fn text(gazetteer: &Gazetteer) -> String {
    let names: Vec<&str> = gazetteer.iter_names().take(FEW).collect();
    let mut text = String::new();
    for (at, line) in common::news(1, 1_000_000).lines().enumerate() {
        text.push_str(line);
        text.push_str(names[at * 997 % names.len()]);
        text.push_str(" was there.\n");
    }
    text
}

struct Cost {
    seconds: f64,
    stays: usize,
    peak: usize,
}

fn build<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let start = Instant::now();
    let (built, stays, peak) = heap::of(work);
    (built, Cost { seconds: start.elapsed().as_secs_f64(), stays, peak })
}

/// Megabytes a second of some scans of one text, and what each counted. They take turns, so that a busy machine slows all; of
/// each the fastest round counts.
fn rates<const N: usize>(text: &str, rounds: usize, scans: [&dyn Fn(&str) -> usize; N]) -> [(f64, usize); N] {
    let mut best = [(f64::INFINITY, 0); N];
    for _ in 0..rounds.max(1) {
        for (scan, best) in scans.iter().zip(&mut best) {
            let start = Instant::now();
            let count = scan(text);
            *best = (best.0.min(start.elapsed().as_secs_f64()), count);
        }
    }
    best.map(|(seconds, count)| (text.len() as f64 / 1e6 / seconds, count))
}

fn print(what: &str, cost: &Cost, (rate, found): (f64, usize)) {
    let mb = |bytes: usize| bytes as f64 / 1e6;
    println!(
        "  {what:<10} built in {:>7.3} s, {:>8.1} MB, while it is built {:>8.1} MB; scans {rate:>6.1} MB/s, {found} found",
        cost.seconds,
        mb(cost.stays),
        mb(cost.peak)
    );
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let wanted = |name: &str| arguments.families.is_empty() || arguments.families.iter().any(|wanted| wanted == name);
    for family in FAMILIES.iter().filter(|(name, _)| wanted(name)) {
        for &size in &arguments.sizes {
            let table = table(family, &common::names(size));
            println!("{} {size}: a table of {:.1} MB", family.0, table.len() as f64 / 1e6);
            let (gazetteer, cost) = build(|| Gazetteer::builder().tsv(table.as_str()).build());
            let gazetteer = match gazetteer {
                Ok(gazetteer) => gazetteer,
                Err(error) => {
                    println!("  refused: {error:.300}");
                    continue;
                }
            };
            drop(table);
            let few = Gazetteer::builder().tsv(self::table(family, &common::names(FEW))).build()?;
            let text = text(&gazetteer);
            let (find, find_few) = (|text: &str| gazetteer.find(text).len(), |text: &str| few.find(text).len());
            if arguments.alone {
                let [ours, small] = rates(&text, arguments.rounds, [&find, &find_few]);
                print("gazetteer", &cost, ours);
                println!("  scan       {:.2} of that with {FEW} names", ours.0 / small.0);
                continue;
            }
            let mut builder = AhoCorasick::builder();
            builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA));
            let (automaton, raw) = build(|| builder.build(gazetteer.iter_names()));
            let automaton = automaton?;
            let scan = |text: &str| automaton.find_iter(text).count();
            let [ours, small, theirs] = rates(&text, arguments.rounds, [&find, &find_few, &scan]);
            print("gazetteer", &cost, ours);
            print("automaton", &raw, theirs);
            println!("  scan       {:.2} of that with {FEW} names", ours.0 / small.0);
            let ratio = |ours: usize, theirs: usize| ours as f64 / theirs as f64;
            println!(
                "  ratio      time {:.2}, memory {:.2}, while it is built {:.2}",
                cost.seconds / raw.seconds,
                ratio(cost.stays, raw.stays),
                ratio(cost.peak, raw.peak)
            );
        }
    }
    if let Some(peak) = peak_memory() {
        println!("the process held {peak:.0} MB at most");
    }
    Ok(())
}

/// The most memory that the process held, in megabytes, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? * 1024.0 / 1e6)
}
