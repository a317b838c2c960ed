//! What is told of an answer is what made it.

mod support;

use dixit::{Candidate, Confidence, ExplainedPart, Explanation, Speaker};
use std::path::PathBuf;
use support::extractor;

/// The bundled articles, each with its explanation.
fn explained() -> Vec<(String, Explanation)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let paths = std::fs::read_dir(folder).expect("the articles are there").map(|entry| entry.unwrap().path());
    let texts = paths.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(path).expect("an article can be read");
        let explanation = extractor().explain(&text);
        (text, explanation)
    };
    let all: Vec<_> = texts.map(read).collect();
    assert!(all.iter().map(|(_, explanation)| explanation.parts.len()).sum::<usize>() > 20, "articles with quotations");
    all
}

fn parts(explained: &[(String, Explanation)]) -> impl Iterator<Item = &ExplainedPart> {
    explained.iter().flat_map(|(_, explanation)| &explanation.parts)
}

#[test]
fn the_document_is_what_extract_gives() {
    for (text, explanation) in explained() {
        assert_eq!(explanation.document, extractor().extract(&text));
    }
}

#[test]
fn every_part_of_every_quotation_is_explained_once() {
    for (_, explanation) in explained() {
        let quotes = explanation.document.quotes.iter().enumerate();
        let wanted: Vec<_> = quotes.flat_map(|(at, quote)| quote.content.iter().map(move |span| (at, *span))).collect();
        let got: Vec<_> = explanation.parts.iter().map(|part| (part.quote, part.content)).collect();
        assert_eq!(got, wanted);
    }
}

#[test]
fn probabilities_are_the_softmax_of_the_weights() {
    for part in parts(&explained()) {
        let score = |candidate: &Candidate| candidate.reasons.iter().map(|reason| reason.weight).sum::<f32>();
        let scores: Vec<f32> = part.candidates.iter().map(score).collect();
        let all: f32 = scores.iter().map(|score| score.exp()).sum();
        for (candidate, score) in part.candidates.iter().zip(&scores) {
            let difference = candidate.probability.get() - score.exp() / all;
            assert!(difference.abs() < 2e-3, "{:?} differs by {difference}", candidate.speaker);
        }
    }
}

#[test]
fn candidates_stand_in_order_and_only_one_is_chosen() {
    for part in parts(&explained()) {
        assert!(part.candidates.is_sorted_by(|a, b| a.probability >= b.probability));
        assert!(part.candidates.iter().filter(|candidate| candidate.chosen).count() <= 1);
        assert_eq!(part.candidates.iter().filter(|candidate| candidate.speaker.is_none()).count(), 1, "nobody is one");
    }
}

/// What a speaker is, whatever the words; `None` for one who is in no list of the document.
fn id(speaker: &Speaker) -> Option<(&str, usize)> {
    Some(match speaker {
        Speaker::Person { person, .. } => ("person", person.index()),
        Speaker::Office { office, .. } => ("office", office.index()),
        Speaker::Country { country, .. } => ("country", country.index()),
        Speaker::Organization { organization, .. } => ("organization", organization.index()),
        _ => return None,
    })
}

#[test]
fn the_answer_has_the_most_probability_unless_a_rule_decided() {
    let mut ruled = 0;
    for (text, explanation) in explained() {
        for part in &explanation.parts {
            let quote = &explanation.document.quotes[part.quote];
            ruled += usize::from(quote.evidence.rule.is_some());
            if quote.evidence.rule.is_some() || quote.content.len() > 1 {
                continue;
            }
            let wanted = quote.speaker.as_ref().and_then(id);
            // Mentions of one entity count together.
            let same = |c: &Candidate| {
                c.speaker == quote.speaker || wanted.is_some() && c.speaker.as_ref().and_then(id) == wanted
            };
            let own: f32 = part.candidates.iter().filter(|c| same(c)).map(|c| c.probability.get()).sum();
            let words = quote.content[0].of(&text);
            assert_eq!(part.candidates.iter().filter(|candidate| candidate.chosen).count(), 1, "{words}");
            assert!(
                part.candidates.iter().all(|c| same(c) || c.probability.get() <= own + 1e-3),
                "{words}: {own} {:?}",
                quote.speaker
            );
            let confidence = quote.confidence.get();
            assert!(confidence <= own + 2e-3, "{words}: {confidence} of {own}");
        }
    }
    assert!(ruled > 0, "the articles have quotations with a rule");
}

#[test]
fn what_is_decisive_tells_the_first_from_the_second() {
    for part in parts(&explained()) {
        let [first, second, ..] = &part.candidates[..] else { continue };
        let score = |candidate: &Candidate| candidate.reasons.iter().map(|reason| reason.weight).sum::<f32>();
        let told: f32 = part.decisive.iter().map(|reason| reason.weight).sum();
        assert!((told - (score(first) - score(second))).abs() < 1e-3, "{:?}", part.content);
        assert!(part.decisive.iter().all(|reason| !reason.meaning.is_empty() && !reason.feature.is_empty()));
    }
}

#[test]
fn alternatives_are_what_the_answer_leaves() {
    let zero: Confidence = serde_json::from_str("0.0").unwrap();
    let mut seen = 0;
    for (_, explanation) in explained() {
        for quote in &explanation.document.quotes {
            let alternatives = quote.alternatives.iter().map(|other| other.confidence);
            seen += quote.alternatives.len();
            assert!(alternatives.clone().all(|confidence| confidence > zero));
            let sum: f32 = alternatives.map(Confidence::get).sum();
            assert!(sum + quote.confidence.get() < 1.01, "{:?}", quote.content);
        }
    }
    assert!(seen > 5, "the articles have doubtful quotations");
}
