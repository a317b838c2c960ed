//! Matching alone: the names of a gazetteer in a text, by the size of the gazetteer, beside the raw automaton.

mod common;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dixit::Gazetteer;

/// A text in which every fiftieth sentence or so holds one of the names.
fn text_with(names: &[String]) -> (String, usize) {
    let mut text = String::new();
    let mut placed = 0;
    for (at, line) in common::texts(1, 200_000)[0].lines().enumerate() {
        text.push_str(line);
        if let Some(name) = names.get(at * 997 % names.len()) {
            text.push_str(name);
            text.push_str(" was there.");
            placed += 1;
        }
        text.push('\n');
    }
    (text, placed)
}

fn matching(criterion: &mut Criterion, size: &str, gazetteer: &Gazetteer, text: &str, least: usize) {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA));
    let automaton = builder.build(gazetteer.iter_names()).expect("the names fit");
    let (found, raw) = (gazetteer.find(text).len(), automaton.find_iter(text).count());
    assert!(found >= least && raw >= least, "{found} and {raw} of {least} names found");
    let mut group = criterion.benchmark_group("matching");
    group.sample_size(20).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(BenchmarkId::new("find", size), |b| {
        b.iter(|| assert_eq!(gazetteer.find(text).len(), found));
    });
    group.bench_function(BenchmarkId::new("automaton", size), |b| {
        b.iter(|| assert_eq!(automaton.find_iter(text).count(), raw));
    });
}

fn all(criterion: &mut Criterion) {
    let bundled = Gazetteer::bundled().expect("the bundled tables are sound");
    matching(criterion, "bundled", &bundled, &common::texts(1, 200_000)[0], 1);
    for size in common::gazetteer_sizes() {
        let names = common::names(size);
        let (text, placed) = text_with(&names);
        matching(criterion, &size.to_string(), &common::gazetteer(&names), &text, placed);
    }
}

criterion_group!(benches, all);
criterion_main!(benches);
