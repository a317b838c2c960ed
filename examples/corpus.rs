//! Reads a corpus of any size on all cores: one JSON line a document.
//!
//! `cargo run --release --example corpus -- --out RECORDS.jsonl FOLDER|LINES.jsonl|- …`
//!
//! A folder stands for all `.txt` and `.jsonl` files below it, `-` for JSON lines on standard input. Every document gets one
//! line with its number `n` in the input: `{"n", "doc", "document"}`, or `{"n", "doc", "error"}` if it cannot be read; the
//! others are read all the same, and the exit status is 1. With `--resume` an interrupted run goes on: a torn last line is
//! cut off, and documents that have a line are left out. Memory does not grow with the number of documents.

#[path = "support/input.rs"]
mod input;

use clap::Parser;
use dixit::{Document, Extractor, Scratch};
use indicatif::{ProgressBar, ProgressStyle};
pub use input::Fields;
use input::{Failure, Loaded, Source, load};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

#[derive(Clone, Debug, Default, Parser)]
#[command(about = "Reads a corpus on all cores, one JSON line a document")]
pub struct Arguments {
    /// Folders, `.jsonl` files, text files, or `-`.
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// File for the records; standard output if not given.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Goes on with what an earlier run left in `--out`.
    #[arg(long, requires = "out")]
    pub resume: bool,
    /// Writes documents as they get ready rather than in the order of the input.
    #[arg(long)]
    pub unordered: bool,
    /// Threads that read; as many as there are cores if not given.
    #[arg(long, default_value_t = 0)]
    pub threads: usize,
    #[command(flatten)]
    pub fields: Fields,
}

/// How a run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub read: u64,
    pub failed: u64,
    /// Left out because an earlier run had read them.
    pub skipped: u64,
}

/// Documents that are handed to a thread at a time: at most so many, and about so many bytes.
const BATCH: usize = 64;
const BATCH_BYTES: u64 = 1 << 18;
/// Batches under way for each thread; bounds the memory.
const AHEAD: usize = 4;

/// A document that waits to be read.
struct Job {
    n: u64,
    source: Source,
    /// Bytes of the input that it stands for.
    bytes: u64,
}

/// One line of the output.
#[derive(Serialize)]
struct Record<'a> {
    n: u64,
    doc: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<Document>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// What an earlier run has written.
#[derive(Default)]
struct Done {
    /// Numbers with a line: runs without gaps, by start.
    runs: BTreeMap<u64, u64>,
    /// The last line, by which a changed input is noticed.
    last: Option<(u64, String)>,
}

impl Done {
    /// Reads the lines of the output and cuts off what comes behind the last whole one.
    fn read(path: &Path) -> Result<Self, Failure> {
        #[derive(Deserialize)]
        struct Head {
            n: u64,
            doc: String,
        }
        let mut done = Self::default();
        let mut file = match File::options().read(true).write(true).open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(done),
            file => BufReader::new(file?),
        };
        let (mut line, mut end) = (Vec::new(), 0);
        while file.read_until(b'\n', &mut line)? > 0 && line.last() == Some(&b'\n') {
            let head: Head = serde_json::from_slice(&line)
                .map_err(|e| format!("{}: byte {end} starts no line of an earlier run: {e}", path.display()))?;
            done.add(head.n);
            done.last = Some((head.n, head.doc));
            end += line.len() as u64;
            line.clear();
        }
        file.get_mut().set_len(end)?;
        Ok(done)
    }

    fn add(&mut self, n: u64) {
        let end = self.runs.remove(&(n + 1)).unwrap_or(n + 1);
        match self.runs.range_mut(..=n).next_back() {
            Some((_, run)) if *run >= n => *run = end.max(*run),
            _ => _ = self.runs.insert(n, end),
        }
    }

    fn has(&self, n: u64) -> bool {
        self.runs.range(..=n).next_back().is_some_and(|(_, &end)| n < end)
    }
}

/// What one thread hands to the writer: finished lines with the number of each line's document.
struct Batch {
    /// Place of the batch in the order of the input.
    place: u64,
    lines: Vec<u8>,
    errors: Vec<String>,
    read: u64,
    bytes: u64,
}

fn work(place: u64, jobs: Vec<Job>, extractor: &Extractor, scratch: &mut Scratch, arguments: &Arguments) -> Batch {
    let mut batch = Batch { place, lines: Vec::new(), errors: Vec::new(), read: 0, bytes: 0 };
    for job in jobs {
        let Loaded { name, text, .. } = load(job.source, &arguments.fields);
        let mut record = Record { n: job.n, doc: &name, document: None, error: None };
        match text {
            Ok(text) => record.document = Some(extractor.extract_with(scratch, &text)),
            Err(error) => {
                batch.errors.push(format!("{name}: {error}"));
                record.error = Some(error);
            }
        }
        serde_json::to_writer(&mut batch.lines, &record).expect("records are JSON, and memory takes them");
        batch.lines.push(b'\n');
        batch.read += 1;
        batch.bytes += job.bytes;
    }
    batch
}

/// Writes batches as they come, or, if asked for, in the order of the input.
fn write(
    batches: Receiver<Batch>,
    free: &Sender<()>,
    out: Output,
    ordered: bool,
    bar: &ProgressBar,
) -> io::Result<Summary> {
    let mut out = BufWriter::new(out);
    let (mut summary, mut waiting, mut next) = (Summary::default(), BTreeMap::new(), 0);
    for batch in batches {
        waiting.insert(if ordered { batch.place } else { next }, batch);
        while let Some(batch) = waiting.remove(&next) {
            next += 1;
            out.write_all(&batch.lines)?;
            // Whole lines reach the file, so that little is lost if the run ends here.
            out.flush()?;
            batch.errors.iter().for_each(|error| bar.suspend(|| eprintln!("{error}")));
            bar.inc(batch.bytes);
            summary.read += batch.read;
            summary.failed += batch.errors.len() as u64;
            // The reader may be gone already.
            let _ = free.send(());
        }
    }
    Ok(summary)
}

type Output = Box<dyn Write + Send>;

fn output(arguments: &Arguments) -> Result<Output, Failure> {
    let Some(path) = &arguments.out else { return Ok(Box::new(io::stdout())) };
    if !arguments.resume {
        return Ok(Box::new(File::create(path)?));
    }
    let mut file = File::options().create(true).append(true).open(path)?;
    file.seek(io::SeekFrom::End(0))?;
    Ok(Box::new(file))
}

/// Reads the whole corpus.
pub fn run(arguments: &Arguments, extractor: &Extractor, bar: &ProgressBar) -> Result<Summary, Failure> {
    let done = match &arguments.out {
        Some(path) if arguments.resume => Done::read(path)?,
        _ => Done::default(),
    };
    let pool: ThreadPool = ThreadPoolBuilder::new().num_threads(arguments.threads).build()?;
    let scratches = Mutex::new(Vec::<Scratch>::new());
    let (to_writer, batches) = channel();
    let (free, permits) = channel();
    for _ in 0..AHEAD * pool.current_num_threads() {
        free.send(())?;
    }
    let out = output(arguments)?;
    let read_batch = |place: u64, jobs: Vec<Job>, to_writer: Sender<Batch>| {
        let kept = scratches.lock().expect("no thread panics").pop();
        let mut scratch = kept.unwrap_or_else(|| extractor.scratch());
        // If the writer has failed, its error is reported below.
        let _ = to_writer.send(work(place, jobs, extractor, &mut scratch, arguments));
        scratches.lock().expect("no thread panics").push(scratch);
    };
    std::thread::scope(|threads| {
        let writer = threads.spawn(|| {
            let free = free;
            write(batches, &free, out, !arguments.unordered, bar)
        });
        let mut skipped = 0;
        let walked = pool.in_place_scope(|jobs| {
            let (mut batch, mut bytes, mut place, mut n) = (Vec::new(), 0, 0, 0);
            let mut send = |batch: &mut Vec<Job>| {
                permits.recv().map_err(|_| "the output cannot be written")?;
                let (ready, to_writer, at, read) = (std::mem::take(batch), to_writer.clone(), place, &read_batch);
                jobs.spawn(move |_| read(at, ready, to_writer));
                place += 1;
                Ok::<(), Failure>(())
            };
            input::walk(&arguments.inputs, |source, len| {
                let number = n;
                n += 1;
                if done.has(number) {
                    check(&done, number, source, arguments)?;
                    bar.inc(len);
                    skipped += 1;
                    return Ok(());
                }
                batch.push(Job { n: number, source, bytes: len });
                bytes += len;
                if batch.len() == BATCH || bytes >= BATCH_BYTES {
                    bytes = 0;
                    send(&mut batch)?;
                }
                Ok(())
            })?;
            if batch.is_empty() { Ok(()) } else { send(&mut batch) }
        });
        drop(to_writer);
        let written = writer.join().expect("the writer does not panic")?;
        walked?;
        Ok(Summary { skipped, ..written })
    })
}

/// Whether a document that is left out is the one that the earlier run read.
fn check(done: &Done, n: u64, source: Source, arguments: &Arguments) -> Result<(), Failure> {
    match &done.last {
        Some((last, known)) if *last == n => {
            let doc = load(source, &arguments.fields).name;
            let message = || format!("document {n} was {known:?} in the earlier run and is {doc:?} now; start anew");
            if doc == *known { Ok(()) } else { Err(message().into()) }
        }
        _ => Ok(()),
    }
}

/// The size of all inputs in bytes, where it can be known.
fn size(inputs: &[PathBuf]) -> Option<u64> {
    let known = inputs.iter().all(|input| input.as_os_str() != "-");
    let files = inputs.iter().flat_map(walkdir::WalkDir::new).filter_map(Result::ok);
    let taken = files.filter(input::is_taken);
    known.then(|| taken.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum())
}

fn progress(inputs: &[PathBuf]) -> Result<ProgressBar, Failure> {
    let bar = ProgressBar::no_length();
    // Nothing is drawn where standard error is no terminal, so nothing has to be counted.
    if bar.is_hidden() {
        return Ok(bar);
    }
    let template = match size(inputs) {
        Some(bytes) => {
            bar.set_length(bytes);
            "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left"
        }
        None => "{spinner} {bytes}, {bytes_per_sec}, {elapsed}",
    };
    bar.set_style(ProgressStyle::with_template(template)?);
    Ok(bar)
}

fn main() -> Result<ExitCode, Failure> {
    let arguments = Arguments::parse();
    let extractor = Extractor::builder().build()?;
    let bar = progress(&arguments.inputs)?;
    let summary = run(&arguments, &extractor, &bar)?;
    bar.finish_and_clear();
    eprintln!(
        "{} documents read, {} of them with an error, {} left out",
        summary.read, summary.failed, summary.skipped
    );
    Ok(if summary.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
