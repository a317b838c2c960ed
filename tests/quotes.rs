//! Runs the table of quotation cases in `tests/cases/quotes/*.toml`.
//!
//! A case checks only what it lists:
//! - `quotes`: of each the quoted words or their first words (`text`), and at will the last words (`ends`), the first words of
//!   other parts of the same utterance (`with`), words within the mention of the source (`speaker`), words that are not in it
//!   (`not`), the resolved name (`who`), `cue`, `via`, the addressee (`to`; empty for none) and `kind`;
//! - `nobody`: quoted words that must have no speaker;
//! - `absent`: words with which no quotation may begin;
//! - `fails`: why the case is known to fail; it must then fail.

#[path = "support/cases.rs"]
mod cases;

use cases::cases;
use dixit::{Document, Extractor, Quote, Span};
use serde::Deserialize;
use std::fmt::Write;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    quotes: Vec<Expected>,
    #[serde(default)]
    nobody: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    fails: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    text: String,
    ends: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    speaker: Option<String>,
    not: Option<String>,
    who: Option<String>,
    cue: Option<String>,
    via: Option<String>,
    to: Option<String>,
    kind: Option<String>,
}

/// What was found in the text of a case.
struct Found<'c> {
    text: &'c str,
    document: Document,
}

impl<'c> Found<'c> {
    fn words(&self, span: Span) -> &'c str {
        span.of(self.text)
    }

    /// The quotation that has a part with these first words, and that part.
    fn quote(&self, first_words: &str) -> Option<(&Quote, &'c str)> {
        self.document.quotes.iter().find_map(|quote| {
            let part = quote.content.iter().map(|span| self.words(*span)).find(|part| part.starts_with(first_words))?;
            Some((quote, part))
        })
    }

    fn who(&self, quote: &Quote) -> Option<&str> {
        quote.speaker.as_ref().map(|speaker| self.document.speaker_name(speaker, self.text))
    }

    /// Everything wrong with one expected quotation, a line each.
    fn check(&self, expected: &Expected, wrong: &mut Vec<String>) {
        let label = &expected.text;
        let Some((quote, part)) = self.quote(label) else {
            wrong.push(format!("`{label}`: no quotation begins so"));
            return;
        };
        let mut demand = |what: &str, fits: fn(&str, &str) -> bool, wanted: Option<&String>, got: Option<&str>| {
            if let Some(wanted) = wanted.filter(|wanted| !got.is_some_and(|got| fits(got, wanted))) {
                wrong.push(format!("`{label}`: {what} `{wanted}`, found {}", quoted(got)));
            }
        };
        let mention = quote.speaker.as_ref().map(|speaker| self.words(speaker.mention()));
        demand("ends", |got, wanted| got.ends_with(wanted), expected.ends.as_ref(), Some(part));
        demand("speaker", |got, wanted| got.contains(wanted), expected.speaker.as_ref(), mention);
        demand("who", |got, wanted| got == wanted, expected.who.as_ref(), self.who(quote));
        let (cue, via) = (quote.cue.map(|span| self.words(span)), quote.via.map(|span| self.words(span)));
        demand("cue", |got, wanted| got.contains(wanted), expected.cue.as_ref(), cue);
        demand("via", |got, wanted| got.contains(wanted), expected.via.as_ref(), via);
        let to = quote.addressee.as_ref().map(|addressee| self.words(addressee.mention()));
        // An empty one says that there must be none.
        let stated = |got: &str, wanted: &str| if wanted.is_empty() { got == "-" } else { got == wanted };
        demand("to", stated, expected.to.as_ref(), Some(to.unwrap_or("-")));
        demand("kind", |got, wanted| got == wanted, expected.kind.as_ref(), Some(quote.kind.as_str()));
        if let Some(other) = expected.not.as_ref().filter(|other| mention.is_some_and(|got| got.contains(*other))) {
            wrong.push(format!("`{label}`: speaker not `{other}`, found {}", quoted(mention)));
        }
        for other in &expected.with {
            if !quote.content.iter().any(|span| self.words(*span).starts_with(other.as_str())) {
                wrong.push(format!("`{label}`: not one utterance with `{other}`"));
            }
        }
    }

    /// Everything wrong with one case, a line each.
    fn failures(&self, case: &Case) -> Vec<String> {
        let mut wrong = Vec::new();
        for expected in &case.quotes {
            self.check(expected, &mut wrong);
        }
        for words in &case.nobody {
            if let Some(name) = self.quote(words).and_then(|(quote, _)| self.who(quote)) {
                wrong.push(format!("`{words}`: nobody, found `{name}`"));
            }
        }
        for words in case.absent.iter().filter(|words| self.quote(words).is_some()) {
            wrong.push(format!("`{words}`: no quotation, found one"));
        }
        wrong
    }
}

fn quoted(words: Option<&str>) -> String {
    words.map_or_else(|| "none".to_owned(), |words| format!("`{words}`"))
}

/// Runs one case; the report of what is wrong, if anything is.
fn run(extractor: &Extractor, file: &str, case: &Case) -> Option<String> {
    let found = Found { text: &case.text, document: extractor.extract(&case.text) };
    let wrong = found.failures(case);
    match (&case.fails, wrong.is_empty()) {
        (None, true) | (Some(_), false) => None,
        (Some(reason), true) => Some(format!("{file}: {}\n    passes now; known failure was: {reason}\n", case.name)),
        (None, false) => {
            let mut report = format!("{file}: {}\n    {}\n", case.name, case.text.trim_end().replace('\n', "\n    "));
            for line in wrong {
                let _ = writeln!(report, "  - {line}");
            }
            Some(report)
        }
    }
}

#[test]
fn quotations_have_their_speakers() {
    let extractor = Extractor::builder().build().expect("the bundled gazetteer is sound");
    let cases = cases("quotes");
    let reports: Vec<String> = cases.iter().filter_map(|(file, case)| run(&extractor, file, case)).collect();
    let (all, known) = (cases.len(), cases.iter().filter(|(_, case): &&(String, Case)| case.fails.is_some()).count());
    println!("{all} cases, {known} known failures, {} unexpected results", reports.len());
    assert!(reports.is_empty(), "{} of {all} cases:\n\n{}", reports.len(), reports.join("\n"));
}

/// A case that asks for words that its text does not have would pass or fail for nothing.
#[test]
fn cases_are_sound() {
    let mut names = std::collections::HashSet::new();
    for (file, case) in &cases::<Case>("quotes") {
        assert!(names.insert(case.name.clone()), "{file}: `{}` stands twice", case.name);
        let expected = case.quotes.iter().flat_map(|quote| {
            let optional = [&quote.ends, &quote.speaker, &quote.not, &quote.cue, &quote.via, &quote.to];
            optional.into_iter().flatten().chain([&quote.text]).chain(&quote.with)
        });
        let all: Vec<_> = expected.chain(&case.nobody).chain(&case.absent).collect();
        assert!(!all.is_empty(), "{file}: {}: asks for nothing", case.name);
        for words in all {
            assert!(case.text.contains(words.as_str()), "{file}: {}: no `{words}` in the text", case.name);
        }
    }
}
