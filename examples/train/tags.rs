//! The averaged perceptron of parts of speech; learns from machine tags, which are right in 97 of 100 words.

use crate::corpus::{Bytes, Document, Failure, read, read_silver, shuffle, write_file, write_sparse};
use dixit::Span;
use dixit::training::Trainer;
use std::collections::BTreeMap;
use std::path::Path;

const PASSES: usize = 6;
/// Features seen fewer times in the first pass are left out.
const MINIMUM: u32 = 6;
/// A word has a usual tag if it was seen this often.
const USUAL: u32 = 2;
/// And only this one if it was seen this often, with another tag in at most one of [`EXCEPTION`] uses.
const ONLY: u32 = 20;
const EXCEPTION: u32 = 200;
/// Rows with smaller weights are not written, nor cells.
const SMALLEST: (f32, f32) = (1.0, 0.25);

struct Weight {
    value: Vec<f32>,
    sum: Vec<f32>,
    changed: Vec<u32>,
}

#[derive(Default)]
struct Perceptron {
    weights: Vec<Weight>,
    counts: Vec<u32>,
    time: u32,
    labels: usize,
}

impl Perceptron {
    fn grow(&mut self, features: &[u32]) {
        let need = features.iter().max().map_or(0, |top| *top as usize + 1);
        while self.weights.len() < need {
            let labels = self.labels;
            self.weights.push(Weight { value: vec![0.0; labels], sum: vec![0.0; labels], changed: vec![0; labels] });
            self.counts.push(0);
        }
    }

    fn choose(&self, features: &[u32]) -> usize {
        let mut scores = vec![0.0f32; self.labels];
        for &feature in features.iter().filter(|f| self.weights.len() > **f as usize) {
            scores.iter_mut().zip(&self.weights[feature as usize].value).for_each(|(s, w)| *s += w);
        }
        (0..self.labels - 1).fold(0, |best, tag| if scores[tag] > scores[best] { tag } else { best })
    }

    fn change(&mut self, feature: u32, label: usize, by: f32) {
        let weight = &mut self.weights[feature as usize];
        weight.sum[label] += (self.time - weight.changed[label]) as f32 * weight.value[label];
        weight.changed[label] = self.time;
        weight.value[label] += by;
    }

    fn learn(&mut self, features: &[u32], right: usize, first: bool) -> usize {
        self.grow(features);
        if first {
            features.iter().for_each(|&f| self.counts[f as usize] += 1);
        }
        self.time += 1;
        let chosen = self.choose(features);
        if chosen != right {
            for &feature in features {
                if first || self.counts[feature as usize] >= MINIMUM {
                    self.change(feature, right, 1.0);
                    self.change(feature, chosen, -1.0);
                }
            }
        }
        chosen
    }

    /// Replaces each weight by its mean over all steps.
    fn average(&mut self) {
        for (weight, count) in self.weights.iter_mut().zip(&self.counts) {
            for label in 0..self.labels {
                let rest = (self.time - weight.changed[label]) as f32 * weight.value[label];
                weight.value[label] =
                    if *count < MINIMUM { 0.0 } else { (weight.sum[label] + rest) / self.time as f32 };
            }
        }
    }
}

type Tagged = (String, Vec<(Span, String)>);

fn articles(corpora: &Path) -> Result<Vec<Tagged>, Failure> {
    let silver = read_silver(&corpora.join("polnear/train.silver.tsv"))?;
    let documents = read::<Document>(&corpora.join("polnear/train.gold.jsonl"))?;
    let tagged = documents.into_iter().map(|document| {
        let bytes = Bytes::new(&document.text);
        let tokens = silver.get(&document.doc).into_iter().flatten();
        let tags = tokens.map(|token| (bytes.span(token.start, token.end), token.tag.clone())).collect();
        (document.text, tags)
    });
    Ok(tagged.collect())
}

/// Learns the tags; with `hold_out` from nine articles of ten, measuring on the tenth and writing nothing.
pub fn train(corpora: &Path, hold_out: bool) -> Result<(), Failure> {
    let mut trainer = Trainer::new()?;
    let articles = articles(corpora)?;
    let (held, learned): (Vec<_>, Vec<_>) =
        articles.iter().enumerate().partition(|(number, _)| hold_out && number % 10 == 9);
    let mut counts = BTreeMap::new();
    learned.iter().for_each(|(_, (text, tags))| trainer.count_tags(text, tags, &mut counts));
    let names = Trainer::tag_names();
    let mut usual = String::from("word\ttag\tonly\n");
    for (word, counts) in &counts {
        let all: u32 = counts.iter().sum();
        let (tag, most) = counts.iter().enumerate().max_by_key(|(tag, n)| (**n, usize::MAX - tag)).unwrap_or((0, &0));
        if all >= USUAL {
            let only = all >= ONLY && (all - most) * EXCEPTION <= all;
            trainer.know_tag(word, tag, only);
            usual.push_str(&format!("{word}\t{}\t{}\n", names[tag], u8::from(only)));
        }
    }
    let mut model = Perceptron { labels: names.len(), ..Perceptron::default() };
    let mut order: Vec<usize> = (0..learned.len()).collect();
    for pass in 0..PASSES {
        shuffle(&mut order, pass as u64 + 1);
        let (mut all, mut hit) = (0, 0);
        for &at in &order {
            let (text, tags) = learned[at].1;
            let result = trainer.tag(text, tags, |features, right| match right {
                Some(right) => model.learn(features, right, pass == 0),
                None => model.choose(features),
            });
            (all, hit) = (all + result.0, hit + result.1);
        }
        println!("pass {}: {:.2}% of {all} words", pass + 1, 100.0 * hit as f32 / all as f32);
    }
    model.average();
    if hold_out {
        let (mut all, mut hit) = (0, 0);
        for (_, (text, tags)) in held {
            let result = trainer.tag(text, tags, |features, _| model.choose(features));
            (all, hit) = (all + result.0, hit + result.1);
        }
        println!("held out: {:.2}% of {all} words", 100.0 * hit as f32 / all as f32);
        return Ok(());
    }
    write_file("tags.tsv", &usual)?;
    let rows = trainer.names().iter().map(String::as_str).zip(model.weights.into_iter().map(|weight| weight.value));
    write_sparse("weights_tags.tsv", names, rows, SMALLEST)
}
