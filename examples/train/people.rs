//! The conditional random field of names, by AdaGrad on the log-likelihood.

use crate::corpus::{Bytes, Document, Failure, read, shuffle, silver_people, write_table};
use crate::trial::{FOLDS, Trial};
use dixit::training::{Chain, Trainer};
use std::path::Path;

const LABELS: usize = 3;
/// Kinds of step onto a token.
const STEPS: usize = 4;
const PASSES: usize = 12;
/// The weights are the mean over this many last passes.
const AVERAGED: usize = 6;
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

    /// The best labels by the Viterbi algorithm.
    fn decode(&self, chain: &Coded) -> Vec<usize> {
        let mut best = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY];
        let mut back = Vec::with_capacity(chain.tokens.len());
        for (features, &link) in chain.tokens.iter().zip(&chain.links) {
            let local = self.local(features);
            let mut from = [0; LABELS];
            let mut now = [f32::NEG_INFINITY; LABELS];
            for label in 0..LABELS {
                for last in (0..LABELS).filter(|&last| allowed(last, label)) {
                    let score = best[last] + self.step(last, label, link) + local[label];
                    if score > now[label] {
                        (now[label], from[label]) = (score, last);
                    }
                }
            }
            best = now;
            back.push(from);
        }
        let mut label = (0..LABELS).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
        let mut labels = vec![0; back.len()];
        for (slot, from) in labels.iter_mut().zip(&back).rev() {
            *slot = label;
            label = from[label];
        }
        labels
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

/// Where a zone is from.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    /// An article that a person annotated, by number.
    Hand(usize),
    /// The same with the name lists hidden.
    Blind(usize),
    /// An article that a program annotated.
    Machine,
}

impl Origin {
    /// What a zone counts in learning.
    fn weight(self) -> f32 {
        match self {
            Self::Hand(_) => 1.0,
            Self::Blind(_) => BLIND,
            Self::Machine => SILVER,
        }
    }

    fn article(self) -> Option<usize> {
        match self {
            Self::Hand(number) | Self::Blind(number) => Some(number),
            Self::Machine => None,
        }
    }
}

fn examples(corpora: &Path, trainer: &mut Trainer) -> Result<Vec<(Origin, Chain)>, Failure> {
    let mut chains = Vec::new();
    for (number, document) in read::<Document>(&corpora.join("entities/conll_train.jsonl"))?.into_iter().enumerate() {
        let bytes = Bytes::new(&document.text);
        let spans = |ignored: bool| {
            let of = document.mentions.iter().filter(|m| m.kind == "person" && m.ignore == ignored);
            of.map(|m| bytes.span(m.start, m.end)).collect::<Vec<_>>()
        };
        for (blind, origin) in [(false, Origin::Hand(number)), (true, Origin::Blind(number))] {
            let found = trainer.people(&document.text, &spans(false), &spans(true), blind);
            chains.extend(found.into_iter().map(|chain| (origin, chain)));
        }
    }
    let silver = silver_people(&corpora.join("polnear/train.silver.tsv"))?;
    for document in read::<Document>(&corpora.join("polnear/train.gold.jsonl"))? {
        let bytes = Bytes::new(&document.text);
        let spans: Vec<_> =
            silver.get(&document.doc).into_iter().flatten().map(|&(start, end)| bytes.span(start, end)).collect();
        chains.extend(trainer.people(&document.text, &spans, &[], false).into_iter().map(|c| (Origin::Machine, c)));
    }
    Ok(chains)
}

/// The chains as the model learns them, without rare features and those of the templates that are left out.
fn coded(chains: Vec<(Origin, Chain)>, names: &[String], without: &[String]) -> Vec<(Origin, Coded)> {
    let mut counts = vec![0u32; names.len()];
    chains.iter().flat_map(|(_, chain)| chain.tokens.iter().flatten()).for_each(|&f| counts[f as usize] += 1);
    let wanted = |name: &String| !without.iter().any(|prefix| name.starts_with(prefix));
    let kept: Vec<bool> = names.iter().zip(&counts).map(|(name, n)| *n >= MINIMUM && wanted(name)).collect();
    println!("{} zones, {} features", chains.len(), kept.iter().filter(|kept| **kept).count());
    let code = |(origin, mut chain): (Origin, Chain)| {
        chain.tokens.iter_mut().for_each(|features| features.retain(|&f| kept[f as usize]));
        let Chain { tokens, links, labels } = chain;
        (origin, Coded { tokens, links, labels, weight: origin.weight() })
    };
    chains.into_iter().map(code).collect()
}

/// `features` numbers the features of tokens; those of steps come behind them.
fn fit(chains: &[&Coded], features: usize) -> Model {
    let all = features + LABELS + LABELS * STEPS;
    let mut model = Model {
        weights: vec![[0.0; LABELS]; all],
        squares: vec![[0.0; LABELS]; all],
        after: std::array::from_fn(|last| features + last),
        link: (features + LABELS..all).collect(),
    };
    let mut order: Vec<usize> = (0..chains.len()).collect();
    let mut mean = vec![[0.0; LABELS]; all];
    for pass in 1..=PASSES {
        shuffle(&mut order, pass as u64);
        let loss: f32 = order.iter().map(|&at| model.learn(chains[at])).sum();
        if pass == PASSES {
            println!("pass {pass}: loss {:.4} a zone", loss / chains.len() as f32);
        }
        if pass > PASSES - AVERAGED {
            let slots = mean.iter_mut().flatten().zip(model.weights.iter().flatten());
            slots.for_each(|(mean, weight)| *mean += weight / AVERAGED as f32);
        }
    }
    Model { weights: mean, ..model }
}

/// The names that labels tell of.
fn names(labels: &[usize]) -> Vec<(usize, usize)> {
    let starts = (0..labels.len()).filter(|&at| labels[at] == 1);
    starts.map(|at| (at, at + 1 + labels[at + 1..].iter().take_while(|label| **label == 2).count())).collect()
}

/// Names given, wanted and right.
fn score<'a>(model: &Model, chains: impl Iterator<Item = &'a Coded>) -> [f32; 3] {
    let mut counts = [0; 3];
    for chain in chains {
        let (given, wanted) = (names(&model.decode(chain)), names(&chain.labels));
        let right = given.iter().filter(|name| wanted.contains(name)).count();
        counts.iter_mut().zip([given.len(), wanted.len(), right]).for_each(|(sum, count)| *sum += count);
    }
    counts.map(|count| count as f32)
}

/// Keeps every fifth hand-annotated article back in turn, learns from the others, and prints how many names of those kept back
/// the chain finds exactly, with the name lists and without them. The rules that mend the chain's names are not tried.
fn hold_out(chains: &[(Origin, Coded)], features: usize, part: usize) {
    let mut sums = [[0.0; 3]; 2];
    for fold in 0..FOLDS {
        let learns = |origin: Origin| {
            origin.article().is_none_or(|number| number % FOLDS != fold && (number / FOLDS).is_multiple_of(part))
        };
        let learned: Vec<&Coded> = chains.iter().filter(|(o, _)| learns(*o)).map(|(_, chain)| chain).collect();
        let model = fit(&learned, features);
        let held = |blind: bool| {
            let here = move |origin: Origin| origin.article().is_some_and(|number| number % FOLDS == fold);
            let wanted = move |origin: Origin| matches!(origin, Origin::Blind(_)) == blind;
            chains.iter().filter(move |(o, _)| here(*o) && wanted(*o)).map(|(_, chain)| chain)
        };
        for (sums, blind) in sums.iter_mut().zip([false, true]) {
            sums.iter_mut().zip(score(&model, held(blind))).for_each(|(sum, count)| *sum += count);
        }
    }
    for (what, [given, wanted, right]) in ["with lists", "lists hidden"].iter().zip(sums) {
        let (p, r) = (right / given, right / wanted);
        println!("held out, {what}: P {p:.4} R {r:.4} F1 {:.4}", 2.0 * right / (given + wanted));
    }
}

/// Writes the weights, or tries what they would do.
pub fn train(corpora: &Path, trial: &Trial) -> Result<(), Failure> {
    let mut trainer = Trainer::new()?;
    let chains = examples(corpora, &mut trainer)?;
    let features = trainer.names().len();
    let chains = coded(chains, trainer.names(), &trial.without);
    if trial.hold_out {
        hold_out(&chains, features, trial.part);
        return Ok(());
    }
    let model = fit(&chains.iter().map(|(_, chain)| chain).collect::<Vec<_>>(), features);
    let [after, link] = Trainer::transition_templates();
    let mut names = trainer.names().to_vec();
    names.extend((0..LABELS).map(|last| format!("{after}\t{last}")));
    names.extend((0..LABELS * STEPS).map(|at| format!("{link}\t{},{}", at / STEPS, at % STEPS)));
    let rows = names.iter().zip(&model.weights).map(|(name, weights)| (name.as_str(), weights.to_vec()));
    write_table("weights_people.tsv", "template\tvalues\toutside\tbegins\tinside", rows, SMALLEST)
}
