//! The ranker's answer for each quotation: the probabilities of all options.

use super::candidate::{Candidate, Field, Source};
use super::feature::Question;
use super::item::ItemClass;
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
        if let Some(signed) = question.near.clone().find(|&number| is_signature(field, &candidates[number], at)) {
            probability = if candidate == Some(signed as u32) { probability.max(CERTAIN) } else { CERTAIN };
            candidate = Some(signed as u32);
        }
        let mut cue = candidate.and_then(|number| question.cue(number as usize));
        // A quotation that is reopened at a paragraph keeps its speaker.
        if let Some(before) = out.last().filter(|before: &&Answer| before.segment + 1 == item.segment)
            && segments[item.segment as usize].continues
            && before.candidate.is_some()
        {
            (candidate, cue) = (before.candidate, before.cue);
            probability = before.probability * CERTAIN;
        }
        out.push(Answer { segment: item.segment, item: at as u32, candidate, probability, cue });
    }
}

/// The probability of an answer by a rule that is the truth.
const CERTAIN: f32 = 0.97;

/// `“…” ― Name` at the end of its paragraph or before the next quotation: the name signs the quotation.
fn is_signature(field: &Field<'_>, candidate: &Candidate, item: usize) -> bool {
    let items = field.items;
    let dash = items.get(item + 1).is_some_and(|next| next.class == ItemClass::Dash);
    let name = matches!(candidate.source, Source::FullName | Source::ShortName | Source::Name);
    if !dash || !name || candidate.start as usize != item + 2 {
        return false;
    }
    let here = items[item].paragraph;
    let mut after = items[candidate.end as usize..].iter().take_while(|next| next.paragraph == here);
    let next = after.next().map(|next| next.class);
    let last = after.next().is_none();
    matches!(next, None | Some(ItemClass::Quote)) || (next == Some(ItemClass::Stop) && last)
}
