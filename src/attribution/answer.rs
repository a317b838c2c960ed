//! The ranker's answer for each quotation: the probabilities of all options.

use super::candidate::{Candidate, Field};
use super::item::{Item, ItemClass};
use super::question::Question;
use super::rule::{CERTAIN, Case};
use crate::model::{Sum, Weights};
use crate::quote::Segment;

/// What was decided of one segment.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) segment: u32,
    /// Number of the item of the quotation.
    pub(crate) item: u32,
    /// Number of the candidate; `None` for nobody.
    pub(crate) candidate: Option<u32>,
    /// Probability of that option.
    pub(crate) probability: f32,
    /// The cue, as an item.
    pub(crate) cue: Option<u32>,
}

/// Answers all questions of a text.
pub(crate) fn answers(
    field: &Field<'_>,
    candidates: &[Candidate],
    segments: &[Segment],
    weights: &Weights<1>,
    out: &mut Vec<Answer>,
) {
    out.clear();
    let mut scores = Vec::new();
    for (at, item) in field.items.iter().enumerate().filter(|(_, item)| item.class == ItemClass::Quote) {
        let segment = &segments[item.segment as usize];
        let question = Question::new(field, candidates, at, segments);
        scores.clear();
        let mut sum = Sum::new(weights);
        question.nobody(&mut sum);
        scores.push((None, sum.scores[0]));
        for number in question.near.clone() {
            let mut sum = Sum::new(weights);
            question.source(number, &mut sum);
            scores.push((Some(number as u32), sum.scores[0]));
        }
        let top = scores.iter().map(|(_, score)| *score).fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = scores.iter().map(|(_, score)| (score - top).exp()).sum();
        let best = scores.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a });
        let (mut candidate, score) = best.unwrap_or((None, 0.0));
        let mut probability = (score - top).exp() / all;
        let case = Case { field, candidates, question: &question, segment, at };
        if let Some(ruled) = case.decide(candidate) {
            probability = if candidate == ruled { probability.max(CERTAIN) } else { CERTAIN };
            candidate = ruled;
        }
        let mut cue = candidate.and_then(|number| question.cue(number as usize));
        if let Some(before) = goes_on(out, &case, item, candidate) {
            (candidate, cue) = (before.candidate, before.cue);
            probability = before.probability * CERTAIN;
        }
        out.push(Answer { segment: item.segment, item: at as u32, candidate, probability, cue });
    }
}

/// The answer before, if its speaker goes on: the quotation is reopened at a paragraph, or fills one on its own behind another
/// that does so and nobody else is in sight.
fn goes_on<'a>(answers: &'a [Answer], case: &Case<'_>, item: &Item, ranked: Option<u32>) -> Option<&'a Answer> {
    let before = answers.last().filter(|before| before.segment + 1 == item.segment && before.candidate.is_some())?;
    let follows = case.field.items[before.item as usize].paragraph + 1 == item.paragraph;
    let alone = ranked.is_none() && follows && case.fills_paragraph();
    (case.segment.continues || alone).then_some(before)
}
