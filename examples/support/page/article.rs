//! One article as the templates want it: text in pieces, and what stands beside it.

use super::marks::{Step, paragraphs, steps};
use super::words;
use dixit::{Confidence, Document, Mention, Quote, QuoteKind, Span, Speaker};
use serde::Serialize;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A first paragraph that is longer than this is no headline.
const HEADLINE: u32 = 160;

#[derive(Debug, Serialize)]
pub struct Article<'t> {
    pub id: String,
    pub name: String,
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Whether the first paragraph is the headline.
    pub has_headline: bool,
    pub paragraphs: Vec<Vec<Piece<'t>>>,
    pub notes: Vec<Note<'t>>,
    pub people: Vec<PersonRow<'t>>,
    pub countries: Vec<Bar<'t>>,
    pub voices: Vec<Voice<'t>>,
}

/// One step through the text.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece<'t> {
    Text(&'t str),
    Open(Tag),
    /// With the number of the quotation that ends here.
    Close(Option<usize>),
}

/// The element around a marked piece.
#[derive(Clone, Debug, Serialize)]
pub struct Tag {
    class: &'static str,
    /// The entity that is meant.
    is: Option<String>,
    /// The quotation to which it belongs.
    quote: Option<String>,
    title: Option<String>,
}

struct Mark {
    span: Span,
    tag: Tag,
    /// The quotation of which these are words.
    words_of: Option<usize>,
}

/// What is known of a quotation. What the records have in addition shows up by itself in `evidence`.
#[derive(Debug, Serialize)]
pub struct Note<'t> {
    pub id: String,
    pub number: usize,
    parts: Vec<&'t str>,
    speaker: Option<Source<'t>>,
    addressee: Option<Source<'t>>,
    /// The other likely answers and how likely each is.
    alternatives: Vec<(&'t str, String)>,
    cue: Option<&'t str>,
    via: Option<&'t str>,
    kind: &'static str,
    confidence: String,
    sure: &'static str,
    evidence: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct Source<'t> {
    id: String,
    name: &'t str,
    /// Where the text uses other words: `she`.
    words: Option<&'t str>,
}

#[derive(Debug, Serialize)]
pub struct PersonRow<'t> {
    id: String,
    name: &'t str,
    offices: Vec<String>,
    mentions: usize,
    quotes: usize,
}

#[derive(Debug, Serialize)]
pub struct Bar<'t> {
    id: String,
    name: &'t str,
    count: usize,
    /// Of the longest bar.
    percent: usize,
}

/// Who is quoted, to whom that was said, and through whom.
#[derive(Debug, Serialize)]
pub struct Voice<'t> {
    id: Option<String>,
    name: &'t str,
    to: Option<&'t str>,
    via: Option<&'t str>,
    quotes: usize,
}

/// Cut, not rounded, to two digits: nothing is 1.00.
fn shown(confidence: Confidence) -> String {
    let thousandths = (confidence.get() * 1000.0).round() as u32;
    format!("0.{:02}", thousandths.min(999) / 10)
}

/// How sure an answer is, in a word.
fn sure(confidence: Confidence) -> &'static str {
    const WORDS: [(f32, &str); 3] = [(0.9, "sure"), (0.7, "likely"), (0.5, "perhaps")];
    WORDS.iter().find(|(least, _)| confidence.get() >= *least).map_or("a guess", |(_, word)| word)
}

impl<'t> Article<'t> {
    /// `number` tells the articles of a page apart.
    pub fn new(number: usize, name: String, document: &'t Document, text: &'t str) -> Self {
        let reader = Reader { id: format!("a{number}"), document, text };
        let parts = paragraphs(text);
        Self {
            name,
            date: None,
            url: None,
            has_headline: is_headline(&parts, text),
            paragraphs: reader.pieces(&parts),
            notes: document.quotes.iter().enumerate().map(|(at, quote)| reader.note(at, quote)).collect(),
            people: reader.people(),
            countries: reader.countries(),
            voices: reader.voices(),
            id: reader.id,
        }
    }
}

/// A short first paragraph that does not end as a sentence does.
fn is_headline(paragraphs: &[Span], text: &str) -> bool {
    let [first, _, ..] = paragraphs else { return false };
    let ends_sentence = |end: char| matches!(end, '.' | ',' | ':' | ';' | '"' | '”');
    first.len() <= HEADLINE && !first.of(text).ends_with(ends_sentence)
}

struct Reader<'t> {
    id: String,
    document: &'t Document,
    text: &'t str,
}

impl<'t> Reader<'t> {
    fn entity(&self, kind: &str, index: usize) -> String {
        format!("{}-{kind}-{index}", self.id)
    }

    fn quote(&self, at: usize) -> String {
        format!("{}-q{}", self.id, at + 1)
    }

    fn name(&self, speaker: &'t Option<Speaker>) -> &'t str {
        speaker.as_ref().map_or("nobody", |speaker| self.document.speaker_name(speaker, self.text))
    }

    /// The entity that speaks; a source that is none stands for itself.
    fn speaker(&self, at: usize, speaker: &Speaker) -> String {
        match speaker {
            Speaker::Person { person, .. } => self.entity("person", person.index()),
            Speaker::Office { office, .. } => self.entity("office", office.index()),
            Speaker::Country { country, .. } => self.entity("country", country.index()),
            Speaker::Organization { organization, .. } => self.entity("organization", organization.index()),
            _ => self.entity("source", at),
        }
    }

    /// Everything that is marked, the outer before the inner where both have the same span.
    fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (at, quote) in self.document.quotes.iter().enumerate() {
            let mut mark = |span: Span, class, is: Option<String>| {
                let tag = Tag { class, is, quote: Some(self.quote(at)), title: None };
                marks.push(Mark { span, tag, words_of: class.starts_with("quote").then_some(at) });
            };
            let class = if quote.kind == QuoteKind::Indirect { "quote indirect" } else { "quote" };
            quote.content.iter().for_each(|part| mark(with_marks(*part, self.text), class, None));
            quote.via.into_iter().for_each(|via| mark(via, "via", None));
            quote.cue.into_iter().for_each(|cue| mark(cue, "cue", None));
            if let Some(speaker) = &quote.speaker {
                let is = matches!(speaker, Speaker::Other { .. }).then(|| self.speaker(at, speaker));
                mark(speaker.mention(), "source", is);
            }
        }
        let mut entity = |class, index, mentions: &[Mention], title: String| {
            for mention in mentions {
                let why =
                    facts(mention, &["span", "form"]).into_iter().map(|(field, value)| format!("{field} {value}"));
                let title: Vec<_> = std::iter::once(title.clone()).chain(why).collect();
                let tag =
                    Tag { class, is: Some(self.entity(class, index)), quote: None, title: Some(title.join("; ")) };
                marks.push(Mark { span: mention.span, tag, words_of: None });
            }
        };
        for (at, person) in self.document.people.iter().enumerate() {
            let offices = words::offices(person, self.document).into_iter();
            let title: Vec<_> = std::iter::once(person.name.clone()).chain(offices).collect();
            entity("person", at, &person.mentions, title.join("; "));
        }
        for (at, office) in self.document.offices.iter().enumerate() {
            entity("office", at, &office.mentions, words::office(office, self.document));
        }
        for (at, body) in self.document.organizations.iter().enumerate() {
            entity("organization", at, &body.mentions, body.name.clone());
        }
        for (at, country) in self.document.countries.iter().enumerate() {
            entity("country", at, &country.mentions, country.name.clone());
        }
        marks
    }

    fn pieces(&self, paragraphs: &[Span]) -> Vec<Vec<Piece<'t>>> {
        let marks = self.marks();
        let mut pieces: Vec<Vec<_>> = Vec::with_capacity(paragraphs.len());
        // Where the last piece of each quotation ends: there stands the reference.
        let mut ends = vec![None; self.document.quotes.len()];
        for (paragraph, inside) in paragraphs.iter().zip(share_out(&marks, paragraphs)) {
            let spans: Vec<_> = inside.iter().map(|mark| mark.span).collect();
            let mut line = Vec::new();
            for step in steps(*paragraph, &spans) {
                line.push(match step {
                    Step::Text(span) => Piece::Text(span.of(self.text)),
                    Step::Open(at) => Piece::Open(inside[at].tag.clone()),
                    Step::Close(at) => {
                        if let Some(quote) = inside[at].words_of {
                            ends[quote] = Some((pieces.len(), line.len()));
                        }
                        Piece::Close(None)
                    }
                });
            }
            pieces.push(line);
        }
        for (quote, end) in ends.into_iter().enumerate() {
            if let Some((paragraph, at)) = end {
                pieces[paragraph][at] = Piece::Close(Some(quote));
            }
        }
        pieces
    }

    fn note(&self, at: usize, quote: &'t Quote) -> Note<'t> {
        let source = |speaker: &Speaker| {
            let name = self.document.speaker_name(speaker, self.text);
            Source { id: self.speaker(at, speaker), name, words: words::other_words(speaker, name, self.text) }
        };
        Note {
            id: self.quote(at),
            number: at + 1,
            parts: quote.content.iter().map(|part| part.of(self.text)).collect(),
            speaker: quote.speaker.as_ref().map(source),
            addressee: quote.addressee.as_ref().map(source),
            alternatives: quote
                .alternatives
                .iter()
                .map(|other| (self.name(&other.speaker), shown(other.confidence)))
                .collect(),
            cue: quote.cue.map(|cue| cue.of(self.text)),
            via: quote.via.map(|via| via.of(self.text)),
            kind: quote.kind.as_str(),
            confidence: shown(quote.confidence),
            sure: sure(quote.confidence),
            evidence: facts(&quote.evidence, &[]),
        }
    }

    fn people(&self) -> Vec<PersonRow<'t>> {
        let row = |(at, person): (usize, &'t dixit::Person)| PersonRow {
            id: self.entity("person", at),
            name: &person.name,
            offices: words::offices(person, self.document),
            mentions: person.mentions.len(),
            quotes: words::said_by(at, self.document),
        };
        let mut rows: Vec<_> = self.document.people.iter().enumerate().map(row).collect();
        rows.sort_by_key(|row| Reverse((row.quotes, row.mentions)));
        rows
    }

    fn countries(&self) -> Vec<Bar<'t>> {
        let longest = self.document.countries.iter().map(|country| country.mentions.len()).max().unwrap_or(1).max(1);
        let bar = |(at, country): (usize, &'t dixit::Country)| {
            let count = country.mentions.len();
            Bar { id: self.entity("country", at), name: &country.name, count, percent: count * 100 / longest }
        };
        let mut bars: Vec<_> = self.document.countries.iter().enumerate().map(bar).collect();
        bars.sort_by_key(|bar| Reverse(bar.count));
        bars
    }

    fn voices(&self) -> Vec<Voice<'t>> {
        let (mut voices, mut totals) = (BTreeMap::<_, Voice>::new(), BTreeMap::<_, usize>::new());
        for (at, quote) in self.document.quotes.iter().enumerate() {
            let id = quote.speaker.as_ref().map(|speaker| self.speaker(at, speaker));
            let name = self.name(&quote.speaker);
            let to = quote.addressee.as_ref().map(|to| self.document.speaker_name(to, self.text));
            let via = quote.via.map(|via| carrier(self.document, via, self.text));
            let voice = voices.entry((id.clone(), to, via)).or_insert(Voice { id, name, to, via, quotes: 0 });
            voice.quotes += 1;
            *totals.entry(voice.id.clone()).or_default() += 1;
        }
        let mut voices: Vec<_> = voices.into_values().collect();
        // Who is quoted most comes first, with all the ways beside each other; the map has sorted them by speaker.
        voices.sort_by_key(|voice| (voice.id.is_none(), Reverse(totals[&voice.id])));
        voices
    }
}

/// The quoted words with the quotation marks around them.
fn with_marks(part: Span, text: &str) -> Span {
    let is_mark = |c: char| "\"'`“”„‘’‚«»‹›".contains(c);
    let (before, after) = (&text[..part.start as usize], &text[part.end as usize..]);
    let start = before.trim_end_matches(is_mark).len();
    let end = text.len() - after.trim_start_matches(is_mark).len();
    Span::new(start as u32, end as u32)
}

/// The usual name of the medium in these words, or the words themselves.
pub fn carrier<'t>(document: &'t Document, via: Span, text: &'t str) -> &'t str {
    let is_there = |body: &&dixit::Organization| body.mentions.iter().any(|mention| mention.span.overlaps(via));
    document.organizations.iter().find(is_there).map_or(via.of(text), |body| &body.name)
}

/// The fields of a record in words, whichever there are, without those that are shown otherwise.
fn facts(record: &impl Serialize, shown: &[&str]) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::to_value(record) else { return Vec::new() };
    let word = |value: Value| match value {
        Value::String(word) => word,
        other => other.to_string(),
    };
    let others = fields.into_iter().filter(|(field, _)| !shown.contains(&field.as_str()));
    others.map(|(field, value)| (field.replace('_', " "), word(value))).collect()
}

/// For each paragraph the marks that reach into it.
fn share_out<'m>(marks: &'m [Mark], paragraphs: &[Span]) -> Vec<Vec<&'m Mark>> {
    let mut shares = vec![Vec::new(); paragraphs.len()];
    for mark in marks {
        let first = paragraphs.partition_point(|paragraph| paragraph.end <= mark.span.start);
        let within = paragraphs[first..].iter().take_while(|paragraph| paragraph.start < mark.span.end).count();
        shares[first..first + within].iter_mut().for_each(|share| share.push(mark));
    }
    shares
}
