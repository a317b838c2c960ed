//! The conditional logit of sources, by AdaGrad on the probability of all right options together.

use crate::corpus::{Bytes, Failure, Quoted, read, shuffle, write_table};
use crate::trial::{FOLDS, Trial};
use dixit::Span;
use dixit::training::{Attribution, Choice, Trainer};
use std::path::Path;

const PASSES: usize = 20;
/// The weights are the mean over this many last passes.
const AVERAGED: usize = 10;
const RATE: f32 = 0.015;
const DECAY: f32 = 1e-3;
/// What the weights are multiplied with in a trial, to see whether the probabilities are too careful or too bold.
const SCALES: [f32; 6] = [0.8, 0.9, 1.0, 1.1, 1.2, 1.3];
/// Features that fewer options show are left out.
const MINIMUM: u32 = 3;
/// Bytes of text shown on both sides of a wrong answer.
const CONTEXT: usize = 50;
/// Weights smaller than this are not written.
const SMALLEST: f32 = 0.02;

/// A segment with the number of its article.
type Numbered = (usize, Choice);

/// The training articles, and their segments, each with the number of its article.
fn examples(corpora: &Path, trainer: &mut Trainer) -> Result<(Vec<String>, Vec<Numbered>), Failure> {
    let (mut texts, mut choices) = (Vec::new(), Vec::new());
    for (number, document) in read::<Quoted>(&corpora.join("polnear/train.gold.jsonl"))?.into_iter().enumerate() {
        let bytes = Bytes::new(&document.text);
        let spans = |list: &[(usize, usize)]| list.iter().map(|&(s, e)| bytes.span(s, e)).collect::<Vec<_>>();
        let attributions: Vec<Attribution> = document
            .attributions
            .iter()
            .map(|a| Attribution { content: spans(&a.content), source: spans(&a.source) })
            .collect();
        let found = trainer.speakers(&document.text, &attributions, &spans(&document.discard));
        choices.extend(found.into_iter().map(|choice| (number, choice)));
        texts.push(document.text);
    }
    Ok((texts, choices))
}

struct Model {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Model {
    /// The probability of each option.
    fn probabilities(&self, choice: &Choice) -> Vec<f32> {
        self.scaled(choice, 1.0)
    }

    /// The same with all weights times `scale`.
    fn scaled(&self, choice: &Choice, scale: f32) -> Vec<f32> {
        let score = |o: &Vec<u32>| o.iter().map(|&f| self.weights[f as usize]).sum::<f32>() * scale;
        let scores: Vec<f32> = choice.options.iter().map(score).collect();
        let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = scores.iter().map(|s| (s - top).exp()).sum();
        scores.iter().map(|s| (s - top).exp() / all).collect()
    }

    /// One ascent; returns the loss.
    fn learn(&mut self, choice: &Choice) -> f32 {
        if !choice.right.contains(&true) {
            return 0.0;
        }
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

/// Shows a wrong answer: what was given, `<…>`, and what is right, `{…}`, in the words around the quotation.
fn show(text: &str, choice: &Choice, given: usize, probability: f32) {
    let right: Vec<Span> =
        choice.sources.iter().zip(&choice.right).filter(|(_, right)| **right).filter_map(|(s, _)| *s).collect();
    let quote = choice.quote.range();
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let from = right.iter().chain(&choice.sources[given]).map(|s| s.range().start).fold(quote.start, usize::min);
    let to = right.iter().chain(&choice.sources[given]).map(|s| s.range().end).fold(quote.end, usize::max);
    let mut signs: Vec<(usize, &str)> = vec![(quote.start, "«"), (quote.end, "»")];
    signs.extend(right.iter().flat_map(|s| [(s.range().start, "{"), (s.range().end, "}")]));
    signs.extend(choice.sources[given].iter().flat_map(|s| [(s.range().start, "<"), (s.range().end, ">")]));
    signs.sort();
    let kind = match (given > 0, choice.right.contains(&true), choice.right[0]) {
        (_, false, _) => "no option",
        (true, _, true) => "false",
        (false, ..) => "missed",
        _ => "wrong",
    };
    print!("{kind} {probability:.2}: ");
    let mut at = floor(from.saturating_sub(CONTEXT));
    for (place, sign) in signs {
        print!("{}{sign}", text[at..place].replace('\n', " ¶ "));
        at = place;
    }
    println!("{}", text[at..floor(to + CONTEXT)].replace('\n', " ¶ "));
}

/// What is done with a wrong answer: the number of its article, the choice, the option given and its probability.
type Report<'a> = &'a dyn Fn(usize, &Choice, usize, f32);

/// Precision, recall and F1 of the best option, "nobody" being no answer; wrong answers go to `report` with their probability.
fn score(model: &Model, choices: &[Numbered], report: Report<'_>) -> [f32; 3] {
    let (mut given, mut wanted, mut right) = (0.0, 0.0, 0.0);
    let mut kinds = [0; 4];
    for (number, choice) in choices {
        let p = model.probabilities(choice);
        let best = (0..p.len()).max_by(|&a, &b| p[a].total_cmp(&p[b])).unwrap_or(0);
        if !choice.right[best] {
            report(*number, choice, best, p[best]);
        }
        kinds[0] += i32::from(!choice.right.contains(&true));
        kinds[1] += i32::from(choice.right[0] && best > 0);
        kinds[2] += i32::from(!choice.right[0] && best == 0);
        kinds[3] += i32::from(!choice.right[0] && best > 0 && !choice.right[best]);
        wanted += f32::from(u8::from(!choice.right[0]));
        given += f32::from(u8::from(best > 0));
        right += f32::from(u8::from(best > 0 && choice.right[best]));
    }
    println!(
        "no option {}, false {}, missed {}, wrong {} of {}",
        kinds[0],
        kinds[1],
        kinds[2],
        kinds[3],
        choices.len()
    );
    [right / given, right / wanted, 2.0 * right / (given + wanted)]
}

fn fit(choices: &[&Choice], features: usize) -> Model {
    let mut model = Model { weights: vec![0.0; features], squares: vec![0.0; features] };
    let mut order: Vec<usize> = (0..choices.len()).collect();
    let mut mean = vec![0.0; features];
    for pass in 1..=PASSES {
        shuffle(&mut order, pass as u64);
        let loss: f32 = order.iter().map(|&at| model.learn(choices[at])).sum();
        if pass == PASSES {
            println!("pass {pass}: loss {:.4} a segment", loss / choices.len() as f32);
        }
        // The mean over the later passes is steadier than where the last one happens to end.
        if pass > PASSES - AVERAGED {
            mean.iter_mut().zip(&model.weights).for_each(|(mean, weight)| *mean += weight / AVERAGED as f32);
        }
    }
    Model { weights: mean, ..model }
}

/// Drops rare features and those of the templates that are left out.
fn prune(choices: &mut [Numbered], names: &[String], without: &[String]) {
    let mut counts = vec![0u32; names.len()];
    choices.iter().flat_map(|(_, c)| c.options.iter().flatten()).for_each(|&f| counts[f as usize] += 1);
    let wanted = |name: &String| !without.iter().any(|prefix| name.starts_with(prefix));
    let kept: Vec<bool> = names.iter().zip(&counts).map(|(name, n)| *n >= MINIMUM && wanted(name)).collect();
    for option in choices.iter_mut().flat_map(|(_, c)| &mut c.options) {
        option.retain(|&f| kept[f as usize]);
    }
    println!("{} segments, {} features", choices.len(), kept.iter().filter(|kept| **kept).count());
}

/// Minus the logarithm of the probability of the right options.
fn loss_at(model: &Model, choice: &Choice, scale: f32) -> f32 {
    let p = model.scaled(choice, scale);
    let right: f32 = p.iter().zip(&choice.right).filter(|(_, right)| **right).map(|(p, _)| p).sum();
    if choice.right.contains(&true) { -right.max(1e-9).ln() } else { 0.0 }
}

/// Keeps every fifth article back in turn, learns from the others, and prints the figures on those kept back.
fn hold_out(choices: Vec<Numbered>, features: usize, part: usize, report: Report<'_>) {
    let mut folds: Vec<Vec<Numbered>> = std::iter::repeat_with(Vec::new).take(FOLDS).collect();
    choices.into_iter().for_each(|(number, choice)| folds[number % FOLDS].push((number, choice)));
    let mut sum = [0.0; 3];
    let mut losses = [0.0; SCALES.len()];
    for (fold, kept) in folds.iter().enumerate() {
        let others = folds.iter().enumerate().filter(|(other, _)| *other != fold).flat_map(|(_, choices)| choices);
        let learned = others.filter(|(number, _)| (number / FOLDS).is_multiple_of(part)).map(|(_, choice)| choice);
        let model = fit(&learned.collect::<Vec<_>>(), features);
        let figures = score(&model, kept, report);
        for (loss, scale) in losses.iter_mut().zip(SCALES) {
            *loss += kept.iter().map(|(_, choice)| loss_at(&model, choice, scale)).sum::<f32>();
        }
        println!("fold {fold}: P {:.3} R {:.3} F1 {:.3}", figures[0], figures[1], figures[2]);
        sum.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure / FOLDS as f32);
    }
    for (scale, loss) in SCALES.iter().zip(losses) {
        println!("loss of all with weights times {scale}: {loss:.1}");
    }
    println!("held out: P {:.4} R {:.4} F1 {:.4}", sum[0], sum[1], sum[2]);
}

/// Writes the weights, or tries what they would do.
pub fn train(corpora: &Path, trial: &Trial, errors: bool) -> Result<(), Failure> {
    let mut trainer = Trainer::new()?;
    let (texts, mut choices) = examples(corpora, &mut trainer)?;
    let features = trainer.names().len();
    prune(&mut choices, trainer.names(), &trial.without);
    if trial.hold_out {
        let report = |number: usize, choice: &Choice, given: usize, probability: f32| {
            if errors {
                show(&texts[number], choice, given, probability);
            }
        };
        hold_out(choices, features, trial.part, &report);
        return Ok(());
    }
    let choices: Vec<&Choice> = choices.iter().map(|(_, choice)| choice).collect();
    let model = fit(&choices, features);
    let rows = trainer.names().iter().zip(&model.weights).map(|(name, weight)| (name.as_str(), vec![*weight]));
    write_table("weights_speakers.tsv", "template\tvalues\tweight", rows, SMALLEST)
}
