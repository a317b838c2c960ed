//! Start-up: the bundled gazetteer and extractor, own gazetteers by size, and the raw automaton over the same names.

mod common;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use dixit::{Extractor, Gazetteer};
use std::hint::black_box;

fn automaton<'n>(names: impl Iterator<Item = &'n str>) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA));
    builder.build(names).expect("the names fit")
}

fn bundled(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start/bundled");
    group.sample_size(10);
    let gazetteer = Gazetteer::bundled().expect("the bundled tables are sound");
    assert!(gazetteer.names() > 10_000);
    group.bench_function("gazetteer", |b| b.iter(|| Gazetteer::bundled().map(|made| made.names())));
    group.bench_function("extractor", |b| b.iter(|| Extractor::builder().gazetteer(gazetteer.clone()).build()));
    group.bench_function("automaton", |b| b.iter(|| automaton(gazetteer.iter_names())));
}

fn own(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start/own");
    group.sample_size(10);
    for size in common::gazetteer_sizes() {
        let names = common::names(size);
        assert_eq!(common::gazetteer(&names).names(), size);
        group.bench_with_input(BenchmarkId::new("gazetteer", size), &names, |b, names| {
            b.iter(|| black_box(common::gazetteer(names)));
        });
        group.bench_with_input(BenchmarkId::new("automaton", size), &names, |b, names| {
            b.iter(|| automaton(names.iter().map(String::as_str)));
        });
    }
}

criterion_group!(benches, bundled, own);
criterion_main!(benches);
