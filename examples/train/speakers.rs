//! The conditional logit of sources, by AdaGrad on the probability of all right options together.

use crate::corpus::{Bytes, Failure, Quoted, read, shuffle, write_table};
use dixit::training::{Attribution, Choice, Trainer};
use std::path::Path;

const PASSES: usize = 14;
const RATE: f32 = 0.1;
const DECAY: f32 = 3e-5;
/// Features that fewer options show are left out.
const MINIMUM: u32 = 3;
/// Weights smaller than this are not written.
const SMALLEST: f32 = 0.02;

fn examples(corpora: &Path, trainer: &mut Trainer) -> Result<Vec<Choice>, Failure> {
    let mut choices = Vec::new();
    for document in read::<Quoted>(&corpora.join("polnear/train.gold.jsonl"))? {
        let bytes = Bytes::new(&document.text);
        let spans = |list: &[(usize, usize)]| list.iter().map(|&(s, e)| bytes.span(s, e)).collect::<Vec<_>>();
        let attributions: Vec<Attribution> = document
            .attributions
            .iter()
            .map(|a| Attribution { content: spans(&a.content), source: spans(&a.source) })
            .collect();
        choices.extend(trainer.speakers(&document.text, &attributions, &spans(&document.discard)));
    }
    Ok(choices)
}

struct Model {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Model {
    /// The probability of each option.
    fn probabilities(&self, choice: &Choice) -> Vec<f32> {
        let scores: Vec<f32> =
            choice.options.iter().map(|o| o.iter().map(|&f| self.weights[f as usize]).sum()).collect();
        let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = scores.iter().map(|s| (s - top).exp()).sum();
        scores.iter().map(|s| (s - top).exp() / all).collect()
    }

    /// One ascent; returns the loss.
    fn learn(&mut self, choice: &Choice) -> f32 {
        let p = self.probabilities(choice);
        let right: f32 =
            p.iter().zip(&choice.right).filter(|(_, right)| **right).map(|(p, _)| p).sum::<f32>().max(1e-9);
        for ((option, p), is_right) in choice.options.iter().zip(&p).zip(&choice.right) {
            let target = if *is_right { p / right } else { 0.0 };
            let gradient = target - p;
            for &feature in option {
                let feature = feature as usize;
                let g = gradient - DECAY * self.weights[feature];
                self.squares[feature] += g * g;
                self.weights[feature] += RATE * g / (1e-3 + self.squares[feature]).sqrt();
            }
        }
        -right.ln()
    }
}

pub fn train(corpora: &Path) -> Result<(), Failure> {
    let mut trainer = Trainer::new()?;
    let mut choices = examples(corpora, &mut trainer)?;
    let mut counts = vec![0u32; trainer.names().len()];
    choices.iter().flat_map(|c| c.options.iter().flatten()).for_each(|&f| counts[f as usize] += 1);
    for option in choices.iter_mut().flat_map(|c| &mut c.options) {
        option.retain(|&f| counts[f as usize] >= MINIMUM);
    }
    println!("{} segments, {} features", choices.len(), counts.iter().filter(|n| **n >= MINIMUM).count());
    let mut model = Model { weights: vec![0.0; counts.len()], squares: vec![0.0; counts.len()] };
    let mut order: Vec<usize> = (0..choices.len()).collect();
    for pass in 1..=PASSES {
        shuffle(&mut order, pass as u64);
        let loss: f32 = order.iter().map(|&at| model.learn(&choices[at])).sum();
        println!("pass {pass}: loss {:.4} a segment", loss / choices.len() as f32);
    }
    let rows = trainer.names().iter().zip(&model.weights).map(|(name, weight)| (name.as_str(), vec![*weight]));
    write_table("weights_speakers.tsv", "template\tvalues\tweight", rows, SMALLEST)
}
