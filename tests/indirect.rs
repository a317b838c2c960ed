//! Speech without quotation marks: a table of cases, and the settings that choose it.
//!
//! A case has a text and the attributions that a reader would mark: content, speaker and cue as they stand in the text. A case
//! that does not hold yet says why in `fails`; one that holds and says so is an error.

use dixit::{CueClass, Extractor, Quotations, QuoteKind};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    #[serde(default)]
    said: Vec<Said>,
    fails: Option<String>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Said {
    content: Vec<String>,
    speaker: Option<String>,
    cue: Option<String>,
}

#[test]
fn attributions_are_found_as_a_reader_would_mark_them() {
    let cases: Cases = toml::from_str(include_str!("cases/indirect.toml")).expect("the table is well formed");
    let extractor = Extractor::builder().quotations(Quotations::All).build().expect("bundled data");
    let mut wrong = Vec::new();
    for case in &cases.case {
        let document = extractor.extract(&case.text);
        let of = |span: dixit::Span| span.of(&case.text).to_owned();
        let said: Vec<Said> = document
            .quotes
            .iter()
            .map(|quote| Said {
                content: quote.content.iter().map(|span| of(*span)).collect(),
                speaker: quote.speaker.as_ref().map(|speaker| of(speaker.mention())),
                cue: quote.cue.map(of),
            })
            .collect();
        if (said == case.said) == case.fails.is_some() {
            wrong.push(format!("{}\n  found {said:?}\n  right {:?}", case.text, case.said));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.case.len(), wrong.join("\n"));
}

#[test]
fn each_setting_gives_its_kinds() {
    let text = "“We will go on,” Ilze Kalniņa said. She called the plan “dead”. She said that the talks would resume on Monday.";
    let kinds = |quotations| {
        let extractor = Extractor::builder().quotations(quotations).build().expect("bundled data");
        let document = extractor.extract(text);
        document.quotes.iter().map(|quote| quote.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(Quotations::Direct), [QuoteKind::Direct]);
    assert_eq!(kinds(Quotations::Mixed), [QuoteKind::Direct, QuoteKind::Mixed]);
    assert_eq!(kinds(Quotations::All), [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect]);
}

#[test]
fn the_class_of_the_cue_tells_speech_from_attitude() {
    let extractor = Extractor::builder().quotations(Quotations::All).build().expect("bundled data");
    for (text, class) in [
        ("The minister said that talks would resume.", CueClass::Say),
        ("The minister believes that talks will resume.", CueClass::Think),
        ("Talks will resume, according to the minister.", CueClass::According),
    ] {
        let document = extractor.extract(text);
        assert_eq!(document.quotes.first().and_then(|quote| quote.evidence.cue), Some(class), "{text}");
    }
}

#[test]
fn the_source_without_marks_is_resolved() {
    let extractor = Extractor::builder().quotations(Quotations::All).build().expect("bundled data");
    let document = extractor.extract("Ilze Kalniņa arrived in Riga. She said that the talks would go on.");
    let text = "Ilze Kalniņa arrived in Riga. She said that the talks would go on.";
    let speaker = document.quotes[0].speaker.as_ref().expect("she is named");
    assert_eq!(document.speaker_name(speaker, text), "Ilze Kalniņa");
}

#[test]
fn rows_of_cues_stay_linear() {
    let extractor = Extractor::builder().quotations(Quotations::All).build().expect("bundled data");
    for text in ["he said ", "said that ", "according to ", "“a” said ", "he said, “b” ", ": "] {
        let long = text.repeat(20_000);
        let document = extractor.extract(&long);
        assert!(document.quotes.len() <= 60_000, "{text}");
    }
}
