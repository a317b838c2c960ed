//! What several test files share: one extractor, and what must hold of every document.
#![allow(dead_code, reason = "no test file uses all of it")]

#[path = "../../benches/common/clock.rs"]
pub mod clock;

use dixit::{Document, Extractor, Form, Mention, Pattern, Quote, SCHEMA, Span, Speaker};
use std::collections::HashSet;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builder().build().expect("the bundled gazetteer is well formed"));

/// The extractor with the bundled names, built once for a test program.
pub fn extractor() -> &'static Extractor {
    &EXTRACTOR
}

/// Reads a text and checks the document.
pub fn extract(text: &str) -> Document {
    let document = extractor().extract(text);
    check(&document, text);
    document
}

/// Panics unless the document keeps everything that its documentation promises for any text.
pub fn check(document: &Document, text: &str) {
    assert_eq!(document.schema, SCHEMA);
    for person in &document.people {
        check_mentions(&person.mentions, text);
        let named = |m: &Mention| m.form == Form::Full || m.form == Form::Short;
        let is_name = |m: &Mention| named(m) && m.span.of(text) == person.name;
        assert!(person.mentions.iter().any(is_name), "no mention has the name {:?}", person.name);
        for holding in &person.holds {
            check_span(holding.evidence, text);
            let office = &document.offices[holding.office.index()];
            assert!(office.mentions.iter().any(|m| m.span == holding.evidence), "{:?}", holding.evidence.of(text));
        }
    }
    for office in &document.offices {
        assert!(!office.title.is_empty() && !office.key.as_str().is_empty());
        check_mentions(&office.mentions, text);
    }
    for country in &document.countries {
        assert!(!country.name.is_empty() && !country.code.as_str().is_empty());
        check_mentions(&country.mentions, text);
    }
    for organization in &document.organizations {
        assert!(!organization.name.is_empty() && !organization.key.as_str().is_empty());
        check_mentions(&organization.mentions, text);
    }
    check_order(document);
    document.quotes.iter().for_each(|quote| check_quote(quote, document, text));
    assert!(document.quotes.is_sorted_by_key(|quote| quote.span.start), "quotations by place");
}

/// The lists are sorted by first mention, and no name stands for two persons.
fn check_order(document: &Document) {
    let first = |mentions: &[Mention]| mentions[0].span.start;
    assert!(document.offices.is_sorted_by_key(|o| first(&o.mentions)), "offices by first mention");
    assert!(document.countries.is_sorted_by_key(|c| first(&c.mentions)), "countries by first mention");
    assert!(document.organizations.is_sorted_by_key(|o| first(&o.mentions)), "organisations by first mention");
    let mut names: Vec<Span> = document
        .people
        .iter()
        .flat_map(|person| &person.mentions)
        .filter(|m| matches!(m.form, Form::Full | Form::Short))
        .map(|m| m.span)
        .collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| !pair[0].overlaps(pair[1])), "names of persons do not overlap");
    let codes: HashSet<_> = document.countries.iter().map(|country| country.code.as_str()).collect();
    assert_eq!(codes.len(), document.countries.len(), "each country once");
}

fn check_quote(quote: &Quote, document: &Document, text: &str) {
    check_span(quote.span, text);
    assert!(!quote.content.is_empty());
    for content in &quote.content {
        check_span(*content, text);
        assert!(quote.span.contains(*content), "{content:?} outside {:?}", quote.span);
    }
    assert!(quote.content.windows(2).all(|pair| pair[0].end <= pair[1].start), "parts in order, apart");
    assert!((0.0..=1.0).contains(&quote.confidence.get()), "{:?}", quote.confidence);
    quote.cue.iter().chain(&quote.via).for_each(|span| check_span(*span, text));
    assert_eq!(quote.speaker.is_none(), quote.evidence.pattern == Pattern::Nobody, "{quote:?}");
    let others = quote.alternatives.iter().map(|alternative| alternative.confidence.get());
    assert!(others.clone().all(|confidence| (0.0..=1.0).contains(&confidence)), "{quote:?}");
    assert!(others.clone().is_sorted_by(|a, b| a >= b), "alternatives, the likeliest first: {quote:?}");
    let all = quote.alternatives.iter().filter_map(|alternative| alternative.speaker.as_ref());
    all.chain(&quote.addressee).chain(&quote.speaker).for_each(|speaker| check_speaker(speaker, document, text));
}

fn check_speaker(speaker: &Speaker, document: &Document, text: &str) {
    check_span(speaker.mention(), text);
    assert!(!document.speaker_name(speaker, text).is_empty());
    let known = match speaker {
        Speaker::Person { person, .. } => person.index() < document.people.len(),
        Speaker::Office { office, .. } => office.index() < document.offices.len(),
        Speaker::Country { country, .. } => country.index() < document.countries.len(),
        Speaker::Organization { organization, .. } => organization.index() < document.organizations.len(),
        _ => true,
    };
    assert!(known, "{speaker:?} is an id of this document");
}

fn check_mentions(mentions: &[Mention], text: &str) {
    assert!(!mentions.is_empty(), "everything is mentioned somewhere");
    mentions.iter().for_each(|mention| check_span(mention.span, text));
    assert!(mentions.windows(2).all(|pair| pair[0].span.start < pair[1].span.start), "mentions in order: {mentions:?}");
}

/// Inside the text, on `char` boundaries, not empty, no white space at the ends.
fn check_span(span: Span, text: &str) {
    let words = text.get(span.range()).unwrap_or_else(|| panic!("{span:?} does not fit the text"));
    assert!(!words.is_empty(), "{span:?} is empty");
    assert_eq!(words, words.trim(), "white space at the ends");
    assert_eq!(span.of(text), words);
}
