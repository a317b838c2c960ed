//! Cues by logistic regression, their sources and contents by a conditional random field; both by AdaGrad, and the weights
//! are the mean over the later passes.

use crate::chain::Field;
use crate::corpus::{Bytes, Failure, Quoted, read, shuffle, write_file, write_sparse, write_table};
use dixit::training::{Head, Reported, Trainer};
use std::collections::BTreeMap;
use std::path::Path;

const LABELS: usize = Trainer::ARGUMENT_LABELS;
const CUE_PASSES: usize = 10;
const CUE_RATE: f32 = 0.05;
const CUE_DECAY: f32 = 2e-4;
const PASSES: usize = 8;
const RATE: f32 = 0.06;
const DECAY: f32 = 1e-4;
/// The first pass that counts for the mean.
const SETTLED: usize = 4;
/// Features seen fewer times than this are left out.
const MINIMUM: u32 = 5;
/// Weights smaller than this are not written.
const SMALLEST_CUE: f32 = 0.08;
/// Rows with smaller weights are not written, nor cells.
const SMALLEST: (f32, f32) = (0.18, 0.04);

pub fn train(corpora: &Path) -> Result<(), Failure> {
    let mut trainer = Trainer::new()?;
    let documents: Vec<(String, Vec<Reported>)> = read::<Quoted>(&corpora.join("polnear/train.gold.jsonl"))?
        .into_iter()
        .map(|document| {
            let bytes = Bytes::new(&document.text);
            let spans = |list: &[(usize, usize)]| list.iter().map(|&(s, e)| bytes.span(s, e)).collect::<Vec<_>>();
            let right = document.attributions.iter().map(|a| Reported {
                content: spans(&a.content),
                source: spans(&a.source),
                cue: spans(&a.cue),
            });
            let right = right.collect();
            (document.text, right)
        })
        .collect();
    trainer.forget_rates();
    let counts: Vec<_> = documents.iter().map(|(text, right)| trainer.count_cues(text, right)).collect();
    let mut full: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (word, (used, cue)) in counts.iter().flatten() {
        let sum = full.entry(word.clone()).or_default();
        *sum = (sum.0 + used, sum.1 + cue);
    }
    trainer.know_rates(&full, true);
    let mut heads: Vec<Head> = Vec::new();
    for ((text, right), own) in documents.iter().zip(&counts) {
        // A word's rate is that of all other articles, as it will be for a text to come.
        trainer.know_rates(own, false);
        heads.extend(trainer.heads(text, right, &full));
        trainer.know_rates(own, true);
    }
    let gold: usize = documents.iter().map(|(_, right)| right.len()).sum();
    let chains = heads.iter().filter(|head| head.chain.is_some()).count();
    println!("{} words that could be cues, {chains} heads for {gold} attributions", heads.len());
    let table = full.iter().filter(|(_, (used, _))| *used >= 3);
    let rows: String = table.map(|(word, (used, cue))| format!("{word}\t{used}\t{cue}\n")).collect();
    write_file("cue_rates.tsv", &format!("word\tuses\tcue\n{rows}"))?;
    let names = trainer.names().to_vec();
    let features = heads.iter().flat_map(|head| &head.features);
    let kept = kept(names.len(), features);
    cues(&mut heads, &names, &kept)?;
    arguments(heads, trainer.argument_names())
}

/// Which features are seen often enough.
fn kept<'a>(all: usize, features: impl Iterator<Item = &'a u32>) -> Vec<bool> {
    let mut counts = vec![0u32; all];
    features.for_each(|&f| counts[f as usize] += 1);
    counts.iter().map(|n| *n >= MINIMUM).collect()
}

fn cues(heads: &mut [Head], names: &[String], kept: &[bool]) -> Result<(), Failure> {
    let mut weights = vec![0.0f32; names.len()];
    let mut squares = vec![0.1f32; names.len()];
    let mut mean = vec![0.0f32; names.len()];
    heads.iter_mut().for_each(|head| head.features.retain(|&f| kept[f as usize]));
    let mut order: Vec<usize> = (0..heads.len()).collect();
    for pass in 1..=CUE_PASSES {
        shuffle(&mut order, pass as u64);
        let mut loss = 0.0;
        for &at in &order {
            let head = &heads[at];
            let score: f32 = head.features.iter().map(|&f| weights[f as usize]).sum();
            let right = f32::from(u8::from(head.chain.is_some()));
            let p = 1.0 / (1.0 + (-score).exp());
            loss -= if right > 0.5 { p.max(1e-9).ln() } else { (1.0 - p).max(1e-9).ln() };
            for &f in &head.features {
                let f = f as usize;
                let g = right - p - CUE_DECAY * weights[f];
                squares[f] += g * g;
                weights[f] += CUE_RATE * g / squares[f].sqrt();
            }
        }
        if pass >= SETTLED {
            mean.iter_mut().zip(&weights).for_each(|(m, w)| *m += w / (CUE_PASSES - SETTLED + 1) as f32);
        }
        println!("cues, pass {pass}: loss {:.4}", loss / heads.len() as f32);
    }
    mean.iter_mut().filter(|w| w.abs() < SMALLEST_CUE).for_each(|w| *w = 0.0);
    if let Some(bias) = names.iter().position(|name| name == "bias\t") {
        mean[bias] += shift(heads, &mean);
    }
    let rows = names.iter().zip(&mean).map(|(name, weight)| (name.as_str(), vec![*weight]));
    write_table("weights_cues.tsv", "template\tvalues\tcue", rows, SMALLEST_CUE)
}

/// What has to be added to all scores so that as many cues are expected as there are: the many small weights that are left
/// out had a mean.
fn shift(heads: &[Head], weights: &[f32]) -> f32 {
    let scores: Vec<f32> = heads.iter().map(|head| head.features.iter().map(|&f| weights[f as usize]).sum()).collect();
    let right = heads.iter().filter(|head| head.chain.is_some()).count() as f64;
    let expected = |shift: f32| scores.iter().map(|s| f64::from(1.0 / (1.0 + (-s - shift).exp()))).sum::<f64>();
    let (mut low, mut high) = (-8.0, 8.0);
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        (low, high) = if expected(middle) < right { (middle, high) } else { (low, middle) };
    }
    low
}

fn arguments(heads: Vec<Head>, names: &[String]) -> Result<(), Failure> {
    let mut chains: Vec<_> = heads.into_iter().filter_map(|head| head.chain).collect();
    let kept = kept(names.len(), chains.iter().flat_map(|chain| chain.tokens.iter().flatten()));
    for chain in &mut chains {
        chain.tokens.iter_mut().for_each(|features| features.retain(|&f| kept[f as usize]));
    }
    let mut field = Field::<LABELS>::new(names.len(), Trainer::argument_allowed, RATE, DECAY);
    let mut mean = vec![[0.0f32; LABELS]; names.len()];
    let mut steps = [[0.0f32; LABELS]; LABELS];
    let share = 1.0 / (PASSES - SETTLED + 1) as f32;
    let mut order: Vec<usize> = (0..chains.len()).collect();
    for pass in 1..=PASSES {
        shuffle(&mut order, pass as u64);
        let loss: f32 = order.iter().map(|&at| field.learn(&chains[at].tokens, &chains[at].labels)).sum();
        println!("arguments, pass {pass}: loss {:.4} a cue", loss / chains.len() as f32);
        if pass >= SETTLED {
            let add = |sum: &mut [f32; LABELS], row: &[f32; LABELS]| {
                sum.iter_mut().zip(row).for_each(|(s, w)| *s += w * share);
            };
            mean.iter_mut().zip(&field.weights).for_each(|(sum, row)| add(sum, row));
            steps.iter_mut().zip(&field.steps).for_each(|(sum, row)| add(sum, row));
        }
    }
    let after: Vec<String> = (0..LABELS).map(|last| format!("{}\t{last}", Trainer::argument_transition())).collect();
    let rows = names.iter().map(String::as_str).zip(mean);
    let rows = rows.chain(after.iter().map(String::as_str).zip(steps)).map(|(name, row)| (name, row.to_vec()));
    let labels = ["none", "source", "source-on", "content", "content-on", "cue"];
    write_sparse("weights_arguments.tsv", &labels, rows, SMALLEST)
}
