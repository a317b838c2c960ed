//! The ranker's answer for each quotation: the probabilities of all options, and what a rule makes of them.

use super::candidate::{Candidate, Field};
use super::item::{Item, ItemClass};
use super::question::Question;
use super::rule::{CERTAIN, Case, Rule};
use crate::model::{Sum, Weights, exp};
use crate::quote::Segment;
use std::ops::Range;

/// A rival less likely than this is not kept.
const LEAST: f32 = 0.05;

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
    /// The rule that decided, if it was not the ranker.
    pub(crate) rule: Option<Rule>,
    /// Its place among [`Answers::rivals`].
    pub(crate) rivals: Range<u32>,
}

/// Another option for a segment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rival {
    /// Number of the candidate; `None` for nobody.
    pub(crate) candidate: Option<u32>,
    /// 0 where it was counted for the answer, of which it is another mention.
    pub(crate) probability: f32,
    /// The cue, as an item, if the option is likely enough to be kept.
    pub(crate) cue: Option<u32>,
}

impl Rival {
    const fn new(candidate: Option<u32>, probability: f32) -> Self {
        Self { candidate, probability, cue: None }
    }
}

/// The answers to all questions of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers {
    pub(crate) list: Vec<Answer>,
    /// Of each answer the other options, the likeliest first.
    pub(crate) rivals: Vec<Rival>,
    /// The probabilities of the options of the question at hand.
    options: Vec<Rival>,
}

impl Answers {
    /// Answers all questions of a text.
    pub(crate) fn find(
        &mut self,
        field: &Field<'_>,
        candidates: &[Candidate],
        segments: &[Segment],
        weights: &Weights<1>,
    ) {
        self.list.clear();
        self.rivals.clear();
        for (at, item) in field.items.iter().enumerate().filter(|(_, item)| item.class == ItemClass::Quote) {
            let segment = &segments[item.segment as usize];
            let question = Question::new(field, candidates, at, segments);
            rank(&question, weights, &mut self.options);
            let best = self.options.iter().copied().reduce(|a, b| if b.probability > a.probability { b } else { a });
            let Rival { mut candidate, mut probability, .. } = best.unwrap_or(Rival::new(None, 1.0));
            let case = Case { field, candidates, question: &question, segment, at };
            let mut rule = None;
            if let Some((ruled, answer)) = case.decide(candidate) {
                probability = if candidate == answer { probability.max(CERTAIN) } else { CERTAIN };
                (rule, candidate) = (Some(ruled), answer);
            }
            let mut cue = candidate.and_then(|number| question.cue(number as usize));
            if let Some((ruled, before)) = goes_on(&self.list, &case, item, candidate) {
                (candidate, cue) = (before.candidate, before.cue);
                (rule, probability) = (Some(ruled), before.probability * CERTAIN);
            }
            let rivals = self.rival(&question, candidate, probability);
            let (segment, item) = (item.segment, at as u32);
            self.list.push(Answer { segment, item, candidate, probability, cue, rule, rivals });
        }
    }

    /// Keeps the likely ones of the options that were not chosen; together they have what the answer leaves.
    fn rival(&mut self, question: &Question<'_>, chosen: Option<u32>, probability: f32) -> Range<u32> {
        let start = self.rivals.len();
        let own =
            self.options.iter().find(|option| option.candidate == chosen).map_or(0.0, |option| option.probability);
        let scale = (1.0 - probability) / (1.0 - own).max(f32::EPSILON);
        let others = self.options.iter().filter(|option| option.candidate != chosen);
        let scaled = others.map(|option| Rival { probability: option.probability * scale, ..*option });
        self.rivals.extend(scaled.filter(|option| option.probability >= LEAST));
        for rival in &mut self.rivals[start..] {
            rival.cue = rival.candidate.and_then(|number| question.cue(number as usize));
        }
        self.rivals[start..].sort_by(|a, b| b.probability.total_cmp(&a.probability));
        start as u32..self.rivals.len() as u32
    }
}

/// The probability of each option, nobody first.
pub(crate) fn rank(question: &Question<'_>, weights: &Weights<1>, out: &mut Vec<Rival>) {
    let mut sum = Sum::new(weights);
    question.nobody(&mut sum);
    out.clear();
    out.push(Rival::new(None, sum.scores[0]));
    for number in question.near.clone() {
        let mut sum = Sum::new(weights);
        question.source(number, &mut sum);
        out.push(Rival::new(Some(number as u32), sum.scores[0]));
    }
    let top = out.iter().map(|option| option.probability).fold(f32::NEG_INFINITY, f32::max);
    out.iter_mut().for_each(|option| option.probability = exp(option.probability - top));
    let all: f32 = out.iter().map(|option| option.probability).sum();
    out.iter_mut().for_each(|option| option.probability /= all);
}

/// The answer that goes on, if the quotation is reopened at a paragraph, or fills one on its own behind another that does so and
/// nobody else is in sight: the one before, or the one before that where two take turns.
fn goes_on<'a>(answers: &'a [Answer], case: &Case<'_>, item: &Item, ranked: Option<u32>) -> Option<(Rule, &'a Answer)> {
    let before = answers.last().filter(|before| before.segment + 1 == item.segment && before.candidate.is_some())?;
    if case.segment.continues {
        return Some((Rule::Reopened, before));
    }
    let paragraph = |answer: &Answer| case.field.items[answer.item as usize].paragraph;
    if ranked.is_some() || paragraph(before) + 1 != item.paragraph || !case.fills_paragraph() {
        return None;
    }
    let turn = answers[..answers.len() - 1].iter().rev().find(|answer| paragraph(answer) != paragraph(before));
    let turn =
        turn.filter(|turn| paragraph(turn) + 2 == item.paragraph && case.takes_turns(turn.candidate, before.candidate));
    Some(turn.map_or((Rule::OwnParagraph, before), |turn| (Rule::Alternation, turn)))
}
