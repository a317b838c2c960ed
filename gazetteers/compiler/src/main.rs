//! Compiles raw sources into `gazetteers/compiled/*.tsv`.
//!
//! `cargo run --release -- SOURCES [--check]`: SOURCES is the folder of raw sources, one folder each.
//! With `--check` nothing is written: the program fails if a compiled file differs from what the sources give.

mod countries;
mod cues;
mod fold;
mod names;
mod offices;
mod people;
mod table;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use table::{Failure, Table};

type Compile = fn(&Path) -> Result<Vec<Table>, Failure>;

/// One module per subject; each turns the sources into finished tables.
const COMPILERS: &[Compile] = &[countries::compile, offices::compile, people::compile, names::compile, cues::compile];

/// A file beside the compiler's own data.
fn data(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file)
}

/// Files that an earlier compiler wrote and this one does not.
fn left_over(folder: &Path, written: &BTreeSet<String>) -> Result<Vec<String>, Failure> {
    let mut left = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !written.contains(&name) {
            left.push(name);
        }
    }
    left.sort();
    Ok(left)
}

fn run() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: dixit-gazetteer-compiler SOURCES [--check]";
    let sources = arguments.next().ok_or(usage)?;
    let check = match arguments.next().as_deref() {
        None => false,
        Some("--check") => true,
        Some(_) => return Err(usage.into()),
    };
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("../compiled");
    let mut stale = Vec::new();
    let mut files = BTreeSet::new();
    for compile in COMPILERS {
        for table in compile(Path::new(&sources))? {
            let path = out.join(&table.file);
            let text = table.to_tsv();
            files.insert(table.file.clone());
            if check {
                if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
                    stale.push(table.file);
                }
            } else {
                std::fs::write(&path, &text).map_err(|e| format!("{}: {e}", path.display()))?;
                println!("{:6} rows  {}", table.rows.len(), table.file);
            }
        }
    }
    for file in left_over(&out, &files)? {
        if check {
            stale.push(format!("{file} (of an earlier run)"));
        } else {
            std::fs::remove_file(out.join(&file))?;
            println!("removed      {file}");
        }
    }
    let (fold, path) = (fold::table(&data("letters.tsv"))?, data("../../../src/text/fold_table.rs"));
    if check && std::fs::read_to_string(&path).ok().as_deref() != Some(&fold) {
        stale.push("src/text/fold_table.rs".to_owned());
    } else if !check {
        std::fs::write(&path, fold)?;
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("not what the sources give, compile again: {}", stale.join(", ")).into())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("error: {e}");
            ExitCode::FAILURE
        }
    }
}
