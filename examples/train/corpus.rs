//! Reads the annotated corpora; their offsets are code points.

use dixit::Span;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs::read_to_string;
use std::path::Path;

pub type Failure = Box<dyn std::error::Error>;

#[derive(Deserialize)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub ignore: bool,
}

#[derive(Deserialize)]
pub struct Document {
    pub doc: String,
    pub text: String,
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// Reads JSON lines.
pub fn read<T: for<'d> Deserialize<'d>>(path: &Path) -> Result<Vec<T>, Failure> {
    let text = read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Code point offsets -> byte offsets of one text.
pub struct Bytes(Vec<u32>);

impl Bytes {
    pub fn new(text: &str) -> Self {
        let mut starts: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
        starts.push(text.len() as u32);
        Bytes(starts)
    }

    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.0[start], self.0[end])
    }
}

/// One token as a program analysed it; offsets are code points.
pub struct Silver {
    pub start: usize,
    pub end: usize,
    pub tag: String,
}

/// The automatic analysis of the PolNeAR articles, by document.
pub fn read_silver(path: &Path) -> Result<HashMap<String, Vec<Silver>>, Failure> {
    let text = read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut documents: HashMap<String, Vec<Silver>> = HashMap::new();
    let mut doc = String::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("# doc = ") {
            doc = name.to_owned();
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() > 5 && !line.starts_with('#') {
            let (start, end) = (cells[0].parse()?, cells[1].parse()?);
            let token = Silver { start, end, tag: cells[4].to_owned() };
            documents.entry(doc.clone()).or_default().push(token);
        }
    }
    Ok(documents)
}

/// Automatic person names of the PolNeAR articles, in code points, by document.
pub fn silver_people(path: &Path) -> Result<HashMap<String, Vec<(usize, usize)>>, Failure> {
    let text = read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut people: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    let (mut doc, mut open): (String, Option<(usize, usize)>) = (String::new(), None);
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let person = cells.len() > 5 && cells[5] == "PERSON";
        if person {
            let (start, end) = (cells[0].parse()?, cells[1].parse()?);
            open = Some((open.map_or(start, |(first, _)| first), end));
        } else if let Some(span) = open.take() {
            people.entry(doc.clone()).or_default().push(span);
        }
        if let Some(name) = line.strip_prefix("# doc = ") {
            doc = name.to_owned();
        }
    }
    Ok(people)
}

/// A document with annotated attributions.
#[derive(Deserialize)]
pub struct Quoted {
    pub text: String,
    pub attributions: Vec<Gold>,
    #[serde(default)]
    pub discard: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
pub struct Gold {
    pub content: Vec<(usize, usize)>,
    pub source: Vec<(usize, usize)>,
    #[serde(default)]
    pub cue: Vec<(usize, usize)>,
}

/// Fisher-Yates with a linear congruential generator: the same order on every machine.
pub fn shuffle(order: &mut [usize], seed: u64) {
    let mut random = seed ^ 20_261_123;
    for at in (1..order.len()).rev() {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (random >> 33) as usize % (at + 1));
    }
}

/// Writes a table of weights to `gazetteers/`, sorted, without the rows whose weights are all smaller than `smallest`.
pub fn write_table<'a>(
    file: &str,
    header: &str,
    rows: impl Iterator<Item = (&'a str, Vec<f32>)>,
    smallest: f32,
) -> Result<(), Failure> {
    let mut rows: Vec<_> = rows.filter(|(_, weights)| weights.iter().any(|w| w.abs() >= smallest)).collect();
    rows.sort_by_key(|(name, _)| *name);
    let mut table = format!("{header}\n");
    for (name, weights) in &rows {
        let cells: Vec<String> = weights.iter().map(|w| format!("{w:.2}")).collect();
        table.push_str(&format!("{name}\t{}\n", cells.join("\t")));
    }
    println!("{} rows", rows.len());
    write_file(file, &table)
}

/// Writes a table of weights to `gazetteers/`, sorted, without the rows whose weights are all
/// smaller than `row`; each weight stands with its label, if it is not smaller than `cell`.
pub fn write_sparse<'a>(
    file: &str,
    labels: &[&str],
    rows: impl Iterator<Item = (&'a str, Vec<f32>)>,
    (row, cell): (f32, f32),
) -> Result<(), Failure> {
    let mut lines: Vec<String> = Vec::new();
    for (name, weights) in rows.filter(|(_, weights)| weights.iter().any(|w| w.abs() >= row)) {
        let large = labels.iter().zip(weights).filter(|(_, weight)| weight.abs() >= cell);
        let cells: Vec<String> = large.map(|(label, weight)| format!("\t{label}:{weight:.1}")).collect();
        lines.push(format!("{name}{}\n", cells.concat()));
    }
    lines.sort_unstable();
    println!("{} rows", lines.len());
    write_file(file, &format!("template\tvalues\t{}\n{}", labels.join("\t"), lines.concat()))
}

/// Writes a file to `gazetteers/`.
pub fn write_file(file: &str, text: &str) -> Result<(), Failure> {
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers").join(file), text)?;
    println!("{} bytes: {file}", text.len());
    Ok(())
}
