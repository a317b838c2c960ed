//! The conditional random field of names, by AdaGrad on the log-likelihood.

use crate::corpus::{Bytes, Document, Failure, read, shuffle, silver_people, write_table};
use dixit::training::{Chain, Trainer};
use std::path::Path;

const LABELS: usize = 3;
/// Kinds of step onto a token.
const STEPS: usize = 4;
const PASSES: usize = 12;
const RATE: f32 = 0.2;
/// L2, a document at a time.
const DECAY: f32 = 2e-6;
/// What machine annotation counts beside that of a person.
const SILVER: f32 = 0.1;
/// What an example with hidden name lists counts.
const BLIND: f32 = 0.08;
/// Features seen in fewer zones than this are left out.
const MINIMUM: u32 = 4;
/// Rows with all weights smaller than this are not written.
const SMALLEST: f32 = 0.06;

struct Coded {
    tokens: Vec<Vec<u32>>,
    links: Vec<u32>,
    labels: Vec<usize>,
    weight: f32,
}

struct Model {
    weights: Vec<[f32; LABELS]>,
    squares: Vec<[f32; LABELS]>,
    after: [usize; LABELS],
    link: Vec<usize>,
}

fn allowed(last: usize, label: usize) -> bool {
    !(last == 0 && label == 2)
}

fn log_sum(values: &[f32]) -> f32 {
    let top = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if top == f32::NEG_INFINITY { top } else { top + values.iter().map(|v| (v - top).exp()).sum::<f32>().ln() }
}

impl Model {
    fn local(&self, features: &[u32]) -> [f32; LABELS] {
        let mut sum = [0.0; LABELS];
        for &feature in features {
            for (s, w) in sum.iter_mut().zip(self.weights[feature as usize]) {
                *s += w;
            }
        }
        sum
    }

    fn step(&self, last: usize, label: usize, link: u32) -> f32 {
        self.weights[self.after[last]][label] + self.weights[self.link[last * STEPS + link as usize]][label]
    }

    fn update(&mut self, feature: usize, gradient: [f32; LABELS], weight: f32) {
        let rows = self.weights[feature].iter_mut().zip(&mut self.squares[feature]);
        for ((value, square), gradient) in rows.zip(gradient) {
            let g = gradient * weight - DECAY * *value;
            *square += g * g;
            *value += RATE * g / (1e-6 + *square).sqrt().max(1.0);
        }
    }

    /// One ascent on the log-likelihood of a chain; returns its loss.
    fn learn(&mut self, chain: &Coded) -> f32 {
        let n = chain.labels.len();
        let local: Vec<_> = chain.tokens.iter().map(|f| self.local(f)).collect();
        let step = |last: usize, label: usize, at: usize| {
            if allowed(last, label) { self.step(last, label, chain.links[at]) } else { f32::NEG_INFINITY }
        };
        let mut forward = vec![[f32::NEG_INFINITY; LABELS]; n + 1];
        forward[0][0] = 0.0;
        for at in 0..n {
            for label in 0..LABELS {
                let from: Vec<f32> = (0..LABELS).map(|last| forward[at][last] + step(last, label, at)).collect();
                forward[at + 1][label] = log_sum(&from) + local[at][label];
            }
        }
        let mut backward = vec![[0.0; LABELS]; n + 1];
        for at in (0..n).rev() {
            for last in 0..LABELS {
                let to: Vec<f32> = (0..LABELS)
                    .map(|label| step(last, label, at) + local[at][label] + backward[at + 1][label])
                    .collect();
                backward[at][last] = log_sum(&to);
            }
        }
        let total = log_sum(&forward[n]);
        let mut loss = total;
        let mut gradients: Vec<(usize, [f32; LABELS])> = Vec::new();
        let mut last_right = 0;
        for at in 0..n {
            let right = chain.labels[at];
            let mut gradient = [0.0; LABELS];
            let mut steps = [[0.0; LABELS]; LABELS];
            for label in 0..LABELS {
                gradient[label] = -(forward[at + 1][label] + backward[at + 1][label] - total).exp();
                for last in 0..LABELS {
                    let p =
                        forward[at][last] + step(last, label, at) + local[at][label] + backward[at + 1][label] - total;
                    steps[last][label] = -p.exp();
                }
            }
            gradient[right] += 1.0;
            steps[last_right][right] += 1.0;
            loss -= local[at][right] + step(last_right, right, at);
            for &feature in &chain.tokens[at] {
                gradients.push((feature as usize, gradient));
            }
            for (last, row) in steps.iter().enumerate() {
                gradients.push((self.after[last], *row));
                gradients.push((self.link[last * STEPS + chain.links[at] as usize], *row));
            }
            last_right = right;
        }
        for (feature, gradient) in gradients {
            self.update(feature, gradient, chain.weight);
        }
        loss * chain.weight
    }
}

/// Zones with their weights: hand-annotated text counts fully, machine output less.
fn examples(corpora: &Path, trainer: &mut Trainer) -> Result<Vec<(Chain, f32)>, Failure> {
    let mut chains = Vec::new();
    for document in read::<Document>(&corpora.join("entities/conll_train.jsonl"))? {
        let bytes = Bytes::new(&document.text);
        let spans = |ignored: bool| {
            let of = document.mentions.iter().filter(|m| m.kind == "person" && m.ignore == ignored);
            of.map(|m| bytes.span(m.start, m.end)).collect::<Vec<_>>()
        };
        for (blind, weight) in [(false, 1.0), (true, BLIND)] {
            let found = trainer.people(&document.text, &spans(false), &spans(true), blind);
            chains.extend(found.into_iter().map(|chain| (chain, weight)));
        }
    }
    let silver = silver_people(&corpora.join("polnear/train.silver.tsv"))?;
    for document in read::<Document>(&corpora.join("polnear/train.gold.jsonl"))? {
        let bytes = Bytes::new(&document.text);
        let spans: Vec<_> =
            silver.get(&document.doc).into_iter().flatten().map(|&(start, end)| bytes.span(start, end)).collect();
        chains.extend(trainer.people(&document.text, &spans, &[], false).into_iter().map(|c| (c, SILVER)));
    }
    Ok(chains)
}

pub fn train(corpora: &Path) -> Result<(), Failure> {
    let mut trainer = Trainer::new()?;
    let chains = examples(corpora, &mut trainer)?;
    let mut counts = vec![0u32; trainer.names().len()];
    chains.iter().flat_map(|(chain, _)| chain.tokens.iter().flatten()).for_each(|&f| counts[f as usize] += 1);
    let [after, link] = Trainer::transition_templates();
    let mut names = trainer.names().to_vec();
    let first = names.len();
    names.extend((0..LABELS).map(|last| format!("{after}\t{last}")));
    names.extend((0..LABELS * STEPS).map(|at| format!("{link}\t{},{}", at / STEPS, at % STEPS)));
    let coded: Vec<Coded> = chains
        .into_iter()
        .map(|(mut chain, weight)| {
            chain.tokens.iter_mut().for_each(|features| features.retain(|&f| counts[f as usize] >= MINIMUM));
            Coded { tokens: chain.tokens, links: chain.links, labels: chain.labels, weight }
        })
        .collect();
    let mut model = Model {
        weights: vec![[0.0; LABELS]; names.len()],
        squares: vec![[0.0; LABELS]; names.len()],
        after: [first, first + 1, first + 2],
        link: (0..LABELS * STEPS).map(|at| first + LABELS + at).collect(),
    };
    println!("{} zones, {} features", coded.len(), counts.iter().filter(|n| **n >= MINIMUM).count());
    let mut order: Vec<usize> = (0..coded.len()).collect();
    for pass in 1..=PASSES {
        shuffle(&mut order, pass as u64);
        let loss: f32 = order.iter().map(|&at| model.learn(&coded[at])).sum();
        println!("pass {pass}: loss {:.4} a zone", loss / coded.len() as f32);
    }
    let rows = names.iter().zip(&model.weights).map(|(name, weights)| (name.as_str(), weights.to_vec()));
    write_table("weights_people.tsv", "template\tvalues\toutside\tbegins\tinside", rows, SMALLEST)
}
