//! The example `corpus`: every document once, in order or not, after an interruption too.

#[allow(dead_code)]
#[path = "../examples/corpus.rs"]
mod corpus;
#[path = "support/folder.rs"]
mod folder;

use corpus::{Arguments, Fields, Summary, run};
use dixit::{Extractor, Gazetteer};
use folder::Folder;
use indicatif::ProgressBar;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// 200 documents, of which three cannot be read.
fn lines() -> String {
    let line = |n: usize| match n {
        50 => "{\"doc\": \"torn\", \"te\n".to_owned(),
        70 => "{\"doc\": \"no text\"}\n".to_owned(),
        90 => "{\"doc\": \"number\", \"text\": 5}\n".to_owned(),
        _ => format!(
            "{{\"doc\": \"d{n}\", \"text\": \"“It is {n},” Anna Berg said.{}\"}}\n",
            " More.".repeat(n % 9 * 90)
        ),
    };
    (0..200).map(line).collect()
}

fn arguments(input: &Path, out: PathBuf) -> Arguments {
    Arguments {
        inputs: vec![input.to_owned()],
        out: Some(out),
        threads: 2,
        fields: Fields { text_field: "text".into(), doc_field: "doc".into() },
        ..Arguments::default()
    }
}

fn extractor() -> Extractor {
    let gazetteer = Gazetteer::builder().build().expect("nothing is wrong with nothing");
    Extractor::builder().gazetteer(gazetteer).build().expect("the gazetteer is given")
}

fn read(arguments: &Arguments, extractor: &Extractor) -> Summary {
    run(arguments, extractor, &ProgressBar::hidden()).expect("the corpus is read")
}

#[test]
fn every_document_has_a_line_and_bad_ones_are_named() {
    let folder = Folder::new("plain");
    let arguments = arguments(&folder.file("in.jsonl", lines()), folder.0.join("out"));
    assert_eq!(read(&arguments, &extractor()), Summary { read: 200, failed: 3, skipped: 0 });
    let out = std::fs::read_to_string(folder.0.join("out")).expect("there is an output");
    for (n, line) in out.lines().enumerate() {
        let value: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        assert_eq!(value["n"], n);
        assert_eq!(value["error"].is_string(), [50, 70, 90].contains(&n), "{line}");
        assert!(value["error"].is_string() || value["document"]["quotes"].as_array().is_some_and(|q| q.len() == 1));
    }
}

#[test]
fn an_interrupted_run_goes_on_without_loss_or_doubles() {
    let folder = Folder::new("resume");
    let input = folder.file("in.jsonl", lines());
    let extractor = extractor();
    let whole = arguments(&input, folder.0.join("whole"));
    read(&whole, &extractor);
    let whole = std::fs::read(folder.0.join("whole")).expect("there is an output");
    let sorted = |bytes: &[u8]| bytes.split(|&b| b == b'\n').map(<[u8]>::to_vec).collect::<BTreeSet<_>>();
    for cut in [0, 1, 40, whole.len() / 3, whole.len() / 2, whole.len() - 1, whole.len()] {
        for unordered in [false, true] {
            let out = folder.file("cut", &whole[..cut]);
            let again = Arguments { resume: true, unordered, ..arguments(&input, out) };
            let summary = read(&again, &extractor);
            assert_eq!(summary.read + summary.skipped, 200);
            let out = std::fs::read(folder.0.join("cut")).expect("there is an output");
            assert_eq!(out.len(), whole.len());
            assert!(if unordered { sorted(&out) == sorted(&whole) } else { out == whole }, "cut at {cut}");
        }
    }
}

#[test]
fn lines_in_any_order_are_known_again() {
    let folder = Folder::new("gaps");
    let input = folder.file("in.jsonl", lines());
    let extractor = extractor();
    read(&arguments(&input, folder.0.join("whole")), &extractor);
    let whole = std::fs::read_to_string(folder.0.join("whole")).expect("there is an output");
    // Every third line is there, from the end to the start.
    let some: String = whole.lines().rev().step_by(3).flat_map(|line| [line, "\n"]).collect();
    let again = Arguments { resume: true, unordered: true, ..arguments(&input, folder.file("some", &some)) };
    assert_eq!(read(&again, &extractor).skipped, some.lines().count() as u64);
    let out = std::fs::read_to_string(folder.0.join("some")).expect("there is an output");
    assert_eq!(out.lines().collect::<BTreeSet<_>>(), whole.lines().collect());
    assert_eq!(out.lines().count(), 200);
}

#[test]
fn another_input_is_noticed() {
    let folder = Folder::new("other");
    let input = folder.file("in.jsonl", lines());
    let out = folder.file("out", "{\"n\":3,\"doc\":\"another\"}\n");
    let again = Arguments { resume: true, ..arguments(&input, out) };
    let error = run(&again, &extractor(), &ProgressBar::hidden()).expect_err("the inputs differ");
    assert!(error.to_string().contains("another"), "{error}");
}

#[test]
fn a_folder_is_read_file_by_file() {
    let folder = Folder::new("folder");
    let texts = Folder::new("folder-texts");
    texts.file("a.txt", "“Yes,” Anna Berg said.");
    texts.file("b.txt", b"\xff");
    texts.file("c.md", "not read");
    texts.file("d.jsonl", "{\"text\": \"Nothing.\"}\n\n{\"text\": \"Nothing more.\"}\n");
    let summary = read(&arguments(&texts.0, folder.0.join("out")), &extractor());
    assert_eq!(summary, Summary { read: 4, failed: 1, skipped: 0 });
}
