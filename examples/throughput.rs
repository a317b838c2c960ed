//! Measures the extractor beside a raw automaton scan of the same texts with the same names.
//!
//! `cargo run --release --example throughput -- FILE|FOLDER|LINES.jsonl …`
//! Of JSON lines the field `text` is read; every other file is one text. All texts are in memory before the clock starts. The
//! yardstick is `aho_corasick` (leftmost-longest, contiguous NFA) that only counts matches. Both sides run in turns, so that
//! a busy machine slows both. Of each text the median over all rounds counts, and the spread is that between the quartiles; with
//! several threads only whole rounds are timed.
//!
//! With `--features training` the program has `--stages`, which tells how long each stage takes.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use clap::Parser;
use dixit::{Extractor, Gazetteer};
use serde_json::json;
use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

#[derive(Parser)]
#[command(about = "Measures the extractor beside a raw automaton scan of the same texts")]
struct Arguments {
    /// JSON lines (`.jsonl`) with a field `text`, text files, or folders of them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// One line of JSON instead of the table.
    #[arg(long)]
    json: bool,
    /// How many threads share the texts.
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// How often each side reads all texts.
    #[arg(long, default_value_t = 11)]
    rounds: usize,
    /// Also the time of each stage.
    #[cfg(feature = "training")]
    #[arg(long)]
    stages: bool,
    /// How often start-up is measured.
    #[arg(long, default_value_t = 5)]
    starts: usize,
}

/// Counts the bytes that are asked for while it is told to.
struct Counting;

static COUNTS: AtomicBool = AtomicBool::new(false);
static ALLOCATED: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if COUNTS.load(Relaxed) {
            ALLOCATED.fetch_add(layout.size(), Relaxed);
        }
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if COUNTS.load(Relaxed) {
            ALLOCATED.fetch_add(size, Relaxed);
        }
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Times of things done again and again, those of each thing sorted.
struct Times(Vec<Vec<Duration>>);

impl Times {
    /// Of rounds, in each of which every thing is timed once.
    fn new(rounds: &[Vec<Duration>]) -> Self {
        let things = 0..rounds.iter().map(Vec::len).max().unwrap_or(0);
        let mut times: Vec<Vec<Duration>> =
            things.map(|thing| rounds.iter().map(|round| round[thing]).collect()).collect();
        times.iter_mut().for_each(|times| times.sort());
        Self(times)
    }

    /// The sum over all things.
    fn seconds(&self, quantile: f64) -> f64 {
        let at = |times: &Vec<Duration>| ((times.len() - 1) as f64 * quantile).round() as usize;
        self.0.iter().map(|times| times[at(times)].as_secs_f64()).sum()
    }

    fn median(&self) -> f64 {
        self.seconds(0.5)
    }

    /// Between the quartiles, as a share of the median.
    fn spread(&self) -> f64 {
        (self.seconds(0.75) - self.seconds(0.25)) / self.median()
    }
}

fn read_texts(paths: &[PathBuf]) -> Result<Vec<String>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for path in paths {
        for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                add_file(entry.path(), &mut texts)?;
            }
        }
    }
    if texts.iter().all(String::is_empty) {
        return Err("no text was found".into());
    }
    Ok(texts)
}

fn add_file(path: &Path, texts: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct Line {
        text: String,
    }
    let file = dixit::read_text(path)?;
    if path.extension().is_none_or(|extension| extension != "jsonl") {
        texts.push(file);
        return Ok(());
    }
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), number + 1))?;
        texts.push(line.text);
    }
    Ok(())
}

fn automaton(gazetteer: &Gazetteer) -> Result<AhoCorasick, Box<dyn Error>> {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA));
    Ok(builder.build(gazetteer.iter_names())?)
}

/// How long each text takes to read, and the sum of what the reader counted.
fn timed_each(texts: &[String], mut read: impl FnMut(&str) -> usize) -> (Vec<Duration>, usize) {
    let mut total = 0;
    let mut time = |text: &String| {
        let start = Instant::now();
        total += read(text);
        start.elapsed()
    };
    let times = texts.iter().map(&mut time).collect();
    (times, total)
}

/// The time that one thread takes for each text, or several for all; each makes its reader once and takes the next text when
/// free. Also the sum of what the readers counted.
fn timed<R: FnMut(&str) -> usize>(
    texts: &[String],
    threads: usize,
    reader: impl Fn() -> R + Sync,
) -> (Vec<Duration>, usize) {
    if threads <= 1 {
        return timed_each(texts, reader());
    }
    let (next, total) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let (mut read, mut count) = (reader(), 0);
        while let Some(text) = texts.get(next.fetch_add(1, Relaxed)) {
            count += read(text);
        }
        total.fetch_add(count, Relaxed);
    };
    let start = Instant::now();
    std::thread::scope(|scope| (0..threads).for_each(|_| _ = scope.spawn(work)));
    (vec![start.elapsed()], total.into_inner())
}

/// What reading the texts took on both sides, and what was found.
struct Reading {
    ours: Times,
    theirs: Times,
    quotes: usize,
    matches: usize,
}

fn read_all(extractor: &Extractor, scan: &AhoCorasick, texts: &[String], arguments: &Arguments) -> Reading {
    let ours = || {
        let mut scratch = extractor.scratch();
        move |text: &str| extractor.extract_with(&mut scratch, text).quotes.len()
    };
    let theirs = || |text: &str| scan.find_iter(text).count();
    // The first round warms up.
    let (_, quotes) = timed(texts, arguments.threads, ours);
    let (_, matches) = timed(texts, arguments.threads, theirs);
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..arguments.rounds.max(1) {
        let (our_time, our_count) = timed(texts, arguments.threads, ours);
        let (their_time, their_count) = timed(texts, arguments.threads, theirs);
        assert_eq!((our_count, their_count), (quotes, matches), "two rounds over the same texts differ");
        our_times.push(our_time);
        their_times.push(their_time);
    }
    Reading { ours: Times::new(&our_times), theirs: Times::new(&their_times), quotes, matches }
}

/// Start-up of the extractor, and the build of the automaton over the same names, in turns.
fn start_all(rounds: usize) -> Result<(Times, Times), Box<dyn Error>> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds.max(1) {
        let start = Instant::now();
        let extractor = Extractor::builder().build()?;
        ours.push(vec![start.elapsed()]);
        let start = Instant::now();
        black_box(automaton(extractor.gazetteer())?);
        theirs.push(vec![start.elapsed()]);
    }
    Ok((Times::new(&ours), Times::new(&theirs)))
}

/// How long each stage takes over all texts, in seconds: of each text and stage the median over the rounds.
#[cfg(feature = "training")]
fn stages(extractor: &Extractor, texts: &[String], rounds: usize) -> Vec<(&'static str, f64)> {
    let mut scratch = extractor.scratch();
    let mut names = Vec::new();
    let mut round = |_| {
        let mut times = Vec::new();
        for text in texts {
            let mut last = Instant::now();
            let done = |name| {
                if !names.contains(&name) {
                    names.push(name);
                }
                let now = Instant::now();
                times.push(now - last);
                last = Instant::now();
            };
            black_box(dixit::training::extract_by_stages(extractor, &mut scratch, text, done));
        }
        times
    };
    let rounds: Vec<_> = (0..rounds.max(1)).map(&mut round).collect();
    let of_stage = |stage: usize| {
        let times = |round: &Vec<Duration>| round.iter().skip(stage).step_by(names.len()).copied().collect();
        Times::new(&rounds.iter().map(times).collect::<Vec<_>>()).median()
    };
    names.iter().enumerate().map(|(stage, name)| (*name, of_stage(stage))).collect()
}

/// Stages that are there for quotations only.
const OF_QUOTATIONS: [&str; 5] = ["quotes", "items", "candidates", "answers", "speakers"];

/// The most memory that the process held, in megabytes, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? * 1024.0 / 1e6)
}

/// Bytes asked of the allocator over all texts, with warm buffers.
fn allocated(extractor: &Extractor, texts: &[String]) -> usize {
    let mut scratch = extractor.scratch();
    let mut read = || texts.iter().for_each(|text| _ = black_box(extractor.extract_with(&mut scratch, text)));
    read();
    COUNTS.store(true, Relaxed);
    read();
    COUNTS.store(false, Relaxed);
    ALLOCATED.load(Relaxed)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let texts = read_texts(&arguments.paths)?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let extractor = Extractor::builder().build()?;
    let allocated = allocated(&extractor, &texts) / texts.len();
    // Before the automaton is built: what the extractor and the texts need.
    let memory = peak_memory();
    let reading = read_all(&extractor, &automaton(extractor.gazetteer())?, &texts, &arguments);
    let (start, build) = start_all(arguments.starts)?;
    let rate = |seconds: f64| bytes as f64 / 1e6 / seconds;
    let (ours, theirs) = (rate(reading.ours.median()), rate(reading.theirs.median()));
    let start_ratio = start.median() / build.median();
    #[cfg(feature = "training")]
    let stages = if arguments.stages { stages(&extractor, &texts, arguments.rounds) } else { Vec::new() };
    #[cfg(not(feature = "training"))]
    let stages: Vec<(&str, f64)> = Vec::new();
    let all: f64 = stages.iter().map(|(_, seconds)| seconds).sum();
    let quotations: f64 = stages.iter().filter(|(name, _)| OF_QUOTATIONS.contains(name)).map(|(_, time)| time).sum();
    let entities = (!stages.is_empty()).then(|| rate(all - quotations));
    if arguments.json {
        let nanoseconds = |seconds: f64| seconds * 1e9 / bytes as f64;
        let line = json!({
            "documents": texts.len(), "bytes": bytes, "threads": arguments.threads,
            "mb_per_s": ours, "mb_per_s_spread": reading.ours.spread(),
            "automaton_mb_per_s": theirs, "automaton_mb_per_s_spread": reading.theirs.spread(),
            "ratio": ours / theirs, "names": extractor.gazetteer().names(),
            "quotes": reading.quotes, "matches": reading.matches,
            "startup_ms": start.median() * 1e3, "automaton_build_ms": build.median() * 1e3, "startup_ratio": start_ratio,
            "peak_rss_mb": memory, "bytes_per_document_allocated": allocated,
            "entities_mb_per_s": entities, "entities_ratio": entities.map(|rate| rate / theirs),
            "stages_ns_per_byte": stages.iter().map(|(name, time)| (*name, nanoseconds(*time))).collect::<BTreeMap<_, _>>(),
        });
        println!("{line}");
        return Ok(());
    }
    println!("{} texts, {:.2} MB, {} thread(s)", texts.len(), bytes as f64 / 1e6, arguments.threads);
    println!("{:<20}{:>10}{:>15}", "", "median", "spread");
    let row = |name: &str, value: f64, unit: &str, times: &Times| {
        println!("{name:<20}{value:>10.1} {unit:<5}{:>7.1} %", times.spread() * 100.0);
    };
    row("extractor", ours, "MB/s", &reading.ours);
    row("automaton", theirs, "MB/s", &reading.theirs);
    row("start-up", start.median() * 1e3, "ms", &start);
    row("automaton build", build.median() * 1e3, "ms", &build);
    println!("ratio {:.3}; start-up ratio {start_ratio:.2}", ours / theirs);
    println!(
        "{} quotations, {} automaton matches, {allocated} bytes allocated a text",
        reading.quotes, reading.matches
    );
    if let Some(memory) = memory {
        println!("peak memory {memory:.1} MB");
    }
    if let Some(entities) = entities {
        println!("\n{:<20}{:>10}{:>15}", "stage", "ns/byte", "share");
        for (name, seconds) in &stages {
            println!("{name:<20}{:>10.1}{:>13.1} %", seconds * 1e9 / bytes as f64, seconds / all * 100.0);
        }
        println!("entities alone: {entities:.1} MB/s, ratio {:.3}", entities / theirs);
    }
    Ok(())
}
