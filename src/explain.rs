//! Why each quotation has its speaker: all candidates with their probabilities, and the features that told them apart.

use crate::assemble::{Parts, blank, round};
use crate::attribution::{Held, Question, Resolver, Rival, difference, held, rank};
use crate::model::Weights;
use crate::record::{Confidence, Document, Speaker};
use crate::span::Span;
use serde::Serialize;

/// What [`Extractor::explain`](crate::Extractor::explain) tells of a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// What [`extract`](crate::Extractor::extract) gives for the same text with [`Quotations::Mixed`](crate::Quotations::Mixed).
    pub document: Document,
    /// Every part of every quotation, in order.
    pub parts: Vec<ExplainedPart>,
}

/// One part of a quotation with everybody who could have said it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ExplainedPart {
    /// The quotation: a place in [`Document::quotes`].
    pub quote: usize,
    /// The quoted words, one of its [`content`](crate::Quote::content).
    pub content: Span,
    /// All candidates and nobody, the likeliest first, by the weights alone: a [`Rule`](crate::Rule) may have decided
    /// otherwise.
    pub candidates: Vec<Candidate>,
    /// What tells the first candidate from the second, the heaviest first: a positive weight speaks for the first.
    pub decisive: Vec<Reason>,
}

/// Who could have said it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Candidate {
    /// Who; `None` for nobody.
    pub speaker: Option<Speaker>,
    /// The words that would introduce the quotation.
    pub cue: Option<Span>,
    /// How likely, by the weights.
    pub probability: Confidence,
    /// Whether it is the answer that the document gives.
    pub chosen: bool,
    /// The features that hold and have a weight, the heaviest first; the sum of the weights is the score, and the softmax of
    /// the scores of all candidates the probability.
    pub reasons: Vec<Reason>,
}

/// A feature that holds: a row of `gazetteers/weights_speakers.tsv`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// The name of the feature, in the first column of the table.
    pub feature: &'static str,
    /// Its values, in the second.
    pub values: Vec<u32>,
    /// What it tells, in words.
    pub meaning: &'static str,
    /// What it adds to the score: its weight, in the third, as often as it holds.
    pub weight: f32,
}

impl From<&Held> for Reason {
    fn from(held: &Held) -> Self {
        let Held { template, values, weight } = held;
        Reason { feature: template.name, values: values.clone(), meaning: template.meaning, weight: *weight }
    }
}

impl Parts<'_> {
    pub(crate) fn explain(&self, resolver: &Resolver<'_>, weights: &Weights<1>) -> Explanation {
        let document = self.marked();
        let places = self.places(&mut blank());
        let mut parts = Vec::new();
        let content =
            document.quotes.iter().enumerate().flat_map(|(quote, q)| q.content.iter().map(move |span| (quote, *span)));
        let mut last = None;
        let answers = self.answers.list.iter().zip(&self.resolved.speakers);
        for ((answer, known), (quote, content)) in answers.zip(content) {
            let question = Question::new(self.field, self.candidates, answer.item as usize, self.segments);
            let mut options = Vec::new();
            rank(&question, weights, &mut options);
            options.sort_by(|a, b| b.probability.total_cmp(&a.probability));
            let reasons: Vec<Vec<Held>> = options.iter().map(|option| held(&question, weights, *option)).collect();
            let candidate = |(option, held): (&Rival, &Vec<Held>)| Candidate {
                speaker: self.option(option.candidate, resolver.option(option.candidate, last), &places),
                cue: option.candidate.and_then(|number| question.cue(number as usize)).map(|item| self.item_span(item)),
                probability: Confidence(round(option.probability)),
                chosen: option.candidate == answer.candidate,
                reasons: held.iter().map(Reason::from).collect(),
            };
            let candidates = options.iter().zip(&reasons).map(candidate).collect();
            let decisive = match &reasons[..] {
                [first, second, ..] => difference(first, second).iter().map(Reason::from).collect(),
                _ => Vec::new(),
            };
            last = resolver.person_and_sentence(*known, answer.item).or(last);
            parts.push(ExplainedPart { quote, content, candidates, decisive });
        }
        Explanation { document, parts }
    }
}
