//! What speaks for an option: its features with their weights, by name.

use super::answer::Rival;
use super::question::Question;
use crate::model::{Sink, Sum, Template, Weights};

/// A feature that holds for an option.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    pub(crate) template: Template,
    pub(crate) values: Vec<u32>,
    pub(crate) weight: f32,
}

struct Collect<'w> {
    weights: &'w Weights<1>,
    held: Vec<Held>,
}

impl Sink for Collect<'_> {
    fn add(&mut self, template: Template, values: &[u32]) {
        let mut sum = Sum::new(self.weights);
        sum.add(template, values);
        let weight = sum.scores[0];
        if weight != 0.0 {
            self.held.push(Held { template, values: values.to_vec(), weight });
        }
    }
}

/// The features of an option that have a weight, the heaviest first.
pub(crate) fn held(question: &Question<'_>, weights: &Weights<1>, option: Rival) -> Vec<Held> {
    let mut sink = Collect { weights, held: Vec::new() };
    match option.candidate {
        None => question.nobody(&mut sink),
        Some(number) => question.source(number as usize, &mut sink),
    }
    merged(sink.held)
}

/// What tells the first option from the second: the features that only one has, or has more often.
pub(crate) fn difference(first: &[Held], second: &[Held]) -> Vec<Held> {
    let against = second.iter().map(|held| Held { weight: -held.weight, ..held.clone() });
    let mut all = merged(first.iter().cloned().chain(against).collect());
    all.retain(|held| held.weight != 0.0);
    all
}

/// Each feature once, with the sum of its weights, the heaviest first.
fn merged(mut held: Vec<Held>) -> Vec<Held> {
    held.sort_by(|a, b| (a.template.number, &a.values).cmp(&(b.template.number, &b.values)));
    held.dedup_by(|next, kept| {
        let same = next.template == kept.template && next.values == kept.values;
        kept.weight += if same { next.weight } else { 0.0 };
        same
    });
    held.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    held
}
