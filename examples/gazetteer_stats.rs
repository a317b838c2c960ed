//! What is bundled: tables, rows and sizes; names by kind and form; names of several entries; time to build, memory.
//!
//! `cargo run --release --example gazetteer_stats`

#[path = "../benches/common/heap.rs"]
mod heap;

use dixit::Gazetteer;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

const BUILDS: usize = 10;

fn main() -> Result<(), dixit::Error> {
    let rows = print_tables();
    print_names(&rows);
    print_shared(&rows);
    print_cost()
}

/// One name of one entry.
struct Row {
    key: String,
    name: String,
    form: String,
    risky: bool,
}

impl Row {
    fn kind(&self) -> &str {
        self.key.split(':').next().unwrap_or("")
    }
}

fn print_tables() -> Vec<Row> {
    let (mut rows, mut lines, mut bytes) = (Vec::new(), 0, 0);
    println!("{:24} {:>7} {:>9}", "table", "rows", "bytes");
    for (table, text) in Gazetteer::bundled_tables() {
        let count = text.lines().count() - 1;
        println!("{table:24} {count:>7} {:>9}", text.len());
        (lines, bytes) = (lines + count, bytes + text.len());
        if !table.contains("holders") {
            rows.extend(text.lines().skip(1).map(row));
        }
    }
    println!("{:24} {lines:>7} {bytes:>9}\n", "all");
    rows
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.split('\t').collect();
    Row { key: cells[0].into(), name: cells[1].into(), form: cells[2].into(), risky: !cells[4].is_empty() }
}

fn print_names(rows: &[Row]) {
    println!("{:8} {:>7} {:>7} {:>7}  forms", "kind", "entries", "names", "risky");
    let kinds: BTreeSet<&str> = rows.iter().map(Row::kind).collect();
    for kind in kinds {
        let own: Vec<&Row> = rows.iter().filter(|row| row.kind() == kind).collect();
        let entries: BTreeSet<&str> = own.iter().map(|row| row.key.as_str()).collect();
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        own.iter().for_each(|row| *forms.entry(&row.form).or_default() += 1);
        let forms: Vec<String> = forms.iter().map(|(form, count)| format!("{form} {count}")).collect();
        let risky = own.iter().filter(|row| row.risky).count();
        println!("{kind:8} {:>7} {:>7} {risky:>7}  {}", entries.len(), own.len(), forms.join(", "));
    }
}

/// Names that several entries have, by the kinds of these.
fn print_shared(rows: &[Row]) {
    let mut keys: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        keys.entry(row.name.to_lowercase()).or_default().insert(&row.key);
    }
    let mut kinds: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, keys) in keys.iter().filter(|(_, keys)| keys.len() > 1) {
        let kind: BTreeSet<&str> = keys.iter().map(|key| key.split(':').next().unwrap_or("")).collect();
        kinds.entry(Vec::from_iter(kind).join(" and ")).or_default().push(name);
    }
    println!("\nnames of several entries: {}", kinds.values().map(Vec::len).sum::<usize>());
    for (kind, names) in kinds {
        println!("  {kind:20} {:>3}  {}", names.len(), names.join(", "));
    }
}

fn print_cost() -> Result<(), dixit::Error> {
    let (gazetteer, stays, peak) = heap::of(Gazetteer::bundled);
    let gazetteer = gazetteer?;
    let mut times: Vec<Duration> = Vec::with_capacity(BUILDS);
    for _ in 0..BUILDS {
        let start = Instant::now();
        std::hint::black_box(Gazetteer::bundled()?);
        times.push(start.elapsed());
    }
    times.sort();
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    println!("conflicts without a rule: {}", gazetteer.conflicts().len());
    println!(
        "\n{} entries with {} names, fingerprint {:016x}",
        gazetteer.len(),
        gazetteer.names(),
        gazetteer.fingerprint()
    );
    println!("built in {:.1?} (median of {BUILDS})", times[BUILDS / 2]);
    println!("memory {:.1} MiB, while it is built {:.1} MiB", mib(stays), mib(peak));
    Ok(())
}
