//! What is fuzzed: each function takes any bytes and panics where a promise of the documentation is broken.

#[path = "../../tests/support/mod.rs"]
mod support;

use dixit::{Document, ErrorKind, Gazetteer, Offsets, Scratch};
use std::cell::RefCell;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use support::clock::clock;
use support::{check, extractor};

/// A target and its name.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 4] =
    [("extract", extract), ("gazetteer", gazetteer), ("linear", linear), ("records", records)];

thread_local! {
    /// Never cleaned, so that every text is read with what all texts before it have left.
    static SCRATCH: RefCell<Scratch> = RefCell::new(extractor().scratch());
}

/// A text: the document is sound, the same with used buffers, and comes back from JSON.
pub fn extract(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let document = extractor().extract(&text);
    check(&document, &text);
    let again = SCRATCH.with_borrow_mut(|scratch| extractor().extract_with(scratch, &text));
    assert_eq!(again, document, "used buffers change the answer");
    assert_eq!(round_trip(&document), document);
}

fn round_trip(document: &Document) -> Document {
    let line = serde_json::to_string(document).expect("records have a JSON form");
    serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

/// A table: it is a gazetteer that finds its own names, or an error that says where.
pub fn gazetteer(data: &[u8]) {
    let built = Gazetteer::builder().tsv_reader(data).and_then(dixit::GazetteerBuilder::build);
    let gazetteer = match built {
        Ok(gazetteer) => gazetteer,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            match error.kind() {
                ErrorKind::Encoding => assert!(std::str::from_utf8(data).is_err()),
                ErrorKind::Gazetteer => {
                    assert!(error.problems().iter().all(|p| p.line() > 0 && !p.message().is_empty()))
                }
                kind => panic!("{kind:?}: {error}"),
            }
            assert!(error.kind() != ErrorKind::Gazetteer || !error.problems().is_empty());
            return;
        }
    };
    let text = std::str::from_utf8(data).expect("it was read");
    sound_matches(&gazetteer, text);
    let names = gazetteer.iter_names().take(50).collect::<Vec<_>>();
    names.iter().for_each(|name| sound_matches(&gazetteer, name));
    sound_matches(&gazetteer, &names.join(" "));
    // The same rows again, as another source: nothing new, nothing lost.
    let twice = Gazetteer::builder().merge(&gazetteer).merge(&gazetteer).build().expect("it was sound alone");
    assert_eq!((twice.len(), twice.names()), (gazetteer.len(), gazetteer.names()));
    let keys = |gazetteer: &Gazetteer| {
        let found = gazetteer.find(text);
        found.iter().map(|m| (m.span(), m.key().to_owned(), m.form())).collect::<Vec<_>>()
    };
    assert_eq!(keys(&twice), keys(&gazetteer));
}

fn sound_matches(gazetteer: &Gazetteer, text: &str) {
    let all = gazetteer.find_overlapping(text);
    for found in &all {
        assert!(text.get(found.span().range()).is_some_and(|words| !words.is_empty()), "{found:?}");
        assert!(!found.name().is_empty() && !found.key().is_empty());
    }
    assert!(all.is_sorted_by_key(|found| found.span().start));
    let apart = gazetteer.find(text);
    assert!(apart.windows(2).all(|pair| pair[0].span().end <= pair[1].span().start));
    assert_eq!(apart.is_empty(), all.is_empty());
}

/// JSON: what is read as a document is written and read again as the same, and no id or span in it is trusted.
pub fn records(data: &[u8]) {
    let Ok(document) = serde_json::from_slice::<Document>(data) else { return };
    assert_eq!(round_trip(&document), document);
    let text = "Žanna\r\n𝄞 sang, “we” said.";
    let offsets = Offsets::new(text);
    for quote in &document.quotes {
        let at = quote.span;
        black_box((at.of(text), offsets.chars(at), offsets.utf16(at), offsets.line_column(at.start), at.len()));
        assert!((0.0..=1.0).contains(&quote.confidence.get()), "{:?}", quote.confidence);
        if let Some(speaker) = &quote.speaker {
            black_box(document.speaker_name(speaker, text));
        }
    }
}

/// What stands between the parts of an input of [`linear`].
const PART: char = '\u{1e}';
/// A first look and a second one at what was slow: the lengths of two texts, and how many bytes are read of each, in bytes.
const LOOKS: [(usize, usize, usize); 2] = [(8 << 10, 64 << 10, 1 << 20), (8 << 10, 512 << 10, 8 << 20)];
/// How much more a byte of the long text may cost. Quadratic work would make it 8 and 64 times.
const WORST: f64 = 4.0;

/// A beginning, a middle that is repeated, and an end: a byte of a long text costs what a byte of a short one costs.
pub fn linear(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let mut parts = input.splitn(3, PART);
    let (first, second, end) = (parts.next().unwrap_or(""), parts.next(), parts.next().unwrap_or(""));
    let (start, middle) = second.map_or(("", first), |middle| (first, middle));
    if middle.is_empty() {
        return;
    }
    let text = |bytes: usize| format!("{start}{}{end}", middle.repeat(bytes / middle.len() + 1));
    let growth = LOOKS.map(|(short, long, bytes)| move || cost(&text(long), bytes) / cost(&text(short), bytes));
    let worst = growth.iter().map(|growth| growth()).take_while(|growth| *growth >= WORST).count();
    assert!(worst < LOOKS.len(), "a byte of a long text costs more than {WORST} times that of a short one");
}

/// The time of a byte, in seconds, from reading the text as often as makes so many bytes.
fn cost(text: &str, bytes: usize) -> f64 {
    let start = clock();
    let times = bytes.div_ceil(text.len());
    for _ in 0..times {
        SCRATCH.with_borrow_mut(|scratch| black_box(extractor().extract_with(scratch, text)));
    }
    (clock() - start).as_secs_f64() / (times * text.len()) as f64
}

/// Gives every file of the folders or files to a target.
pub fn replay(target: fn(&[u8]), paths: impl IntoIterator<Item = PathBuf>) -> std::io::Result<usize> {
    let mut count = 0;
    for path in paths {
        for file in files(&path)? {
            println!("{}", file.display());
            target(&std::fs::read(file)?);
            count += 1;
        }
    }
    Ok(count)
}

fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = std::fs::read_dir(path)?.map(|file| Ok(file?.path())).collect::<std::io::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}
