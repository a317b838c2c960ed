//! The ranker's answer for each quotation: the probabilities of all options.

use super::candidate::{Candidate, Field, Source};
use super::feature::Question;
use super::item::{Item, ItemClass};
use crate::lexicon::Class;
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
        if let Some(plain) = no_speech(field, segment, at) {
            // Only a cue that is beside the quotation itself tells otherwise.
            let attached = candidate.and_then(|number| question.cue(number as usize)).is_some_and(|cue| cue.abs_diff(at as u32) <= plain);
            if candidate.is_some() && !attached {
                (candidate, probability) = (None, CERTAIN);
            }
        }
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

/// Whether a segment is no speech by a rule that is the truth, and how near a cue has to stand to tell otherwise, in items:
/// a nickname inside a name, the title of a work behind its noun, a heading that stands alone in the running text.
fn no_speech(field: &Field<'_>, segment: &Segment, at: usize) -> Option<u32> {
    const NICKNAME: usize = 3;
    const TITLE: usize = 10;
    let items = field.items;
    let class = |at: Option<usize>| at.and_then(|at| items.get(at)).map(|item| item.class);
    let (before, after) = (class(at.checked_sub(1)), class(Some(at + 1)));
    let tokens = &field.reading.tokens[segment.first as usize..segment.end as usize];
    let capital = tokens.iter().find(|t| t.is_word()).is_some_and(|t| t.is_capital());
    let named = |class| matches!(class, Some(ItemClass::Person | ItemClass::Name));
    if before == Some(ItemClass::Person) && named(after) && tokens.len() <= NICKNAME {
        return Some(0);
    }
    let info = |item: &Item| field.lexicon.info(field.reading.tokens[item.token as usize].word);
    let work = at.checked_sub(1).is_some_and(|at| info(&items[at]).has(Class::ContextWork));
    if work && capital && tokens.len() <= TITLE {
        return Some(1);
    }
    let here = items[at].paragraph;
    let open_end = tokens.last().is_some_and(|t| t.is_word()) && segment.close.is_some();
    let alone = matches!(before, None | Some(ItemClass::Stop | ItemClass::Quote))
        || items.get(at.wrapping_sub(1)).is_some_and(|item| item.paragraph != here);
    let next = items.get(at + 1).filter(|item| item.paragraph == here);
    let starts = next.is_some_and(|item| {
        item.class == ItemClass::Quote || field.reading.tokens[item.token as usize].is_capital()
    });
    (capital && open_end && alone && starts).then_some(5)
}

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
