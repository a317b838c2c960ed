//! Each stage on the way from text to records, over documents of 5 kB: `cargo bench --features training --bench stages`.

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dixit::Extractor;
use dixit::training::extract_by_stages;
use std::time::{Duration, Instant};

fn all(criterion: &mut Criterion) {
    let extractor = Extractor::builder().build().expect("the bundled tables are sound");
    let mut scratch = extractor.scratch();
    let texts = common::texts(20, 5_000);
    // The time of each stage over all texts, and how many quotations were found.
    let mut read = || {
        let (mut times, mut quotes) = (Vec::<(&'static str, Duration)>::new(), 0);
        for text in &texts {
            let mut last = Instant::now();
            let document = extract_by_stages(&extractor, &mut scratch, text, |stage| {
                let took = last.elapsed();
                match times.iter_mut().find(|(name, _)| *name == stage) {
                    Some((_, time)) => *time += took,
                    None => times.push((stage, took)),
                }
                last = Instant::now();
            });
            quotes += document.quotes.len();
        }
        (times, quotes)
    };
    let (stages, found) = read();
    assert!(found >= texts.len(), "{found} quotations in {} texts", texts.len());
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(20).throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    for (number, (stage, _)) in stages.iter().enumerate() {
        group.bench_function(BenchmarkId::from_parameter(stage), |b| {
            b.iter_custom(|rounds| {
                let round = |_| {
                    let (times, quotes) = read();
                    assert_eq!(quotes, found);
                    times[number].1
                };
                (0..rounds).map(round).sum()
            });
        });
    }
}

criterion_group!(benches, all);
criterion_main!(benches);
