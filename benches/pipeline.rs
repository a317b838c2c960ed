//! The whole way from text to records, by the size of a document and by the size of the gazetteer.

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dixit::{Document, Extractor, Gazetteer};

fn count(document: &Document) -> usize {
    document.quotes.len() + document.people.len() + document.offices.len() + document.countries.len()
}

/// Reads all texts with one scratch; every round has to find as much as the first.
fn read(criterion: &mut Criterion, group: &str, name: usize, extractor: &Extractor, texts: &[String]) {
    let mut scratch = extractor.scratch();
    let mut read = || texts.iter().map(|text| count(&extractor.extract_with(&mut scratch, text))).sum::<usize>();
    let found = read();
    assert!(found >= texts.len(), "{found} records in {} texts", texts.len());
    let mut group = criterion.benchmark_group(group);
    group.sample_size(10).throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function(BenchmarkId::from_parameter(name), |b| b.iter(|| assert_eq!(read(), found)));
}

fn by_document(criterion: &mut Criterion) {
    let extractor = Extractor::builder().build().expect("the bundled tables are sound");
    for (bytes, texts) in [(1_000, 200), (2_000, 100), (10_000, 20), (100_000, 4), (1_000_000, 1), (10_000_000, 1)] {
        read(criterion, "pipeline/document", bytes, &extractor, &common::texts(texts, bytes));
    }
}

fn by_gazetteer(criterion: &mut Criterion) {
    let bundled = Gazetteer::bundled().expect("the bundled tables are sound");
    let texts = common::texts(20, 10_000);
    for size in common::gazetteer_sizes() {
        let merged = Gazetteer::builder().merge(&bundled).merge(&common::gazetteer(&common::names(size))).build();
        let gazetteer = merged.expect("both are sound");
        let extractor = Extractor::builder().gazetteer(gazetteer).build().expect("the gazetteer is given");
        read(criterion, "pipeline/gazetteer", size, &extractor, &texts);
    }
}

criterion_group!(benches, by_document, by_gazetteer);
criterion_main!(benches);
