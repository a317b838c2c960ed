//! The index of a newsroom: who said what about which country. Built on dixit, with records of its own.

use dixit::{Country, Document, Extractor, QuoteKind, Scope, Scratch, Span, Speaker};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What somebody said, with everything filled in, so that it can be read without the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Where it was published.
    pub article: String,
    /// Line and column of the first quoted word.
    pub place: (usize, usize),
    /// A name, or the words of the article for a source without one.
    pub speaker: String,
    /// The offices of the speaker: `foreign minister (LV)`.
    pub offices: Vec<String>,
    /// The quoted words.
    pub words: String,
    /// Whether whole sentences are quoted.
    pub verbatim: bool,
    /// In thousandths.
    pub certainty: u16,
}

/// Statements by the code of the country that they are about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Index {
    pub countries: BTreeMap<String, Vec<Statement>>,
}

/// Reads articles into an index; one for each thread.
pub struct Reader {
    extractor: Extractor,
    scratch: Scratch,
}

impl Reader {
    pub fn new(extractor: &Extractor) -> Self {
        Self { extractor: extractor.clone(), scratch: extractor.scratch() }
    }

    /// Adds every statement of an article that names a country in the quoted words.
    pub fn read(&mut self, article: &str, text: &str, index: &mut Index) {
        let document = self.extractor.extract_with(&mut self.scratch, text);
        let offsets = dixit::Offsets::new(text);
        for quote in &document.quotes {
            let Some(speaker) = &quote.speaker else { continue };
            let statement = Statement {
                article: article.to_owned(),
                place: offsets.line_column(quote.span.start),
                speaker: document.speaker_name(speaker, text).to_owned(),
                offices: offices(&document, speaker),
                words: quote.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … "),
                verbatim: quote.kind == QuoteKind::Direct,
                certainty: (quote.confidence.get() * 1000.0).round() as u16,
            };
            for country in document.countries.iter().filter(|country| is_named_in(country, &quote.content)) {
                index.countries.entry(country.code.to_string()).or_default().push(statement.clone());
            }
        }
    }
}

fn is_named_in(country: &Country, parts: &[Span]) -> bool {
    country.mentions.iter().any(|mention| parts.iter().any(|part| part.contains(mention.span)))
}

fn offices(document: &Document, speaker: &Speaker) -> Vec<String> {
    let Speaker::Person { person, .. } = speaker else { return Vec::new() };
    let holds = document.person(*person).map_or(&[][..], |person| &person.holds);
    let describe = |office: &dixit::Office| match &office.scope {
        Some(Scope::Country(code)) => format!("{} ({code})", office.key),
        Some(Scope::Body(name)) => format!("{} ({name})", office.key),
        _ => office.key.to_string(),
    };
    holds.iter().filter_map(|holding| document.offices.get(holding.office.index())).map(describe).collect()
}
