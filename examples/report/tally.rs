//! What is counted in a corpus.

use dixit::{Document, OfficeClass, Person, Quote, QuoteKind, Scope, Speaker, Tenure};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation;

/// A sentence of fewer words is not looked for elsewhere: too many people say "We will see".
const SENTENCE_WORDS: usize = 4;

/// Counts by name.
pub type Counts = BTreeMap<String, usize>;

/// A document, and what is to be told of it.
pub struct Reading<'a> {
    /// Place in the input.
    pub n: usize,
    pub text: &'a str,
    pub document: &'a Document,
    pub date: Option<Date>,
}

/// A quotation: document and number.
pub type Place = (usize, usize);

#[derive(Default)]
pub struct Voice {
    pub name: String,
    pub offices: Counts,
    pub quotes: usize,
    pub documents: BTreeSet<usize>,
    /// Countries that are named in what was said.
    pub about: Counts,
    pub through: Counts,
    pub by_date: BTreeMap<Date, usize>,
}

pub struct Sentence {
    pub words: String,
    pub speaker: String,
    pub documents: BTreeSet<usize>,
    pub places: Vec<Place>,
}

pub struct Long {
    pub chars: usize,
    pub words: String,
    pub speaker: String,
    pub place: Place,
}

#[derive(Default)]
pub struct Tally {
    pub documents: usize,
    pub dated: usize,
    pub quotes: usize,
    /// Quotations of which the speaker is not sure enough, and those of nobody.
    pub unsure: usize,
    pub nobody: usize,
    /// By gazetteer key or by name.
    pub voices: BTreeMap<String, Voice>,
    pub outlets: BTreeMap<String, Counts>,
    pub about: BTreeMap<String, Counts>,
    pub classes: Counts,
    /// By the code or usual name of what the speaker's office is of.
    pub homes: Counts,
    pub by_date: BTreeMap<Date, usize>,
    pub sentences: BTreeMap<String, Sentence>,
    pub longest: Vec<Long>,
    country_names: BTreeMap<String, String>,
    least: f32,
    keep: usize,
}

impl Tally {
    /// Speakers count from the confidence `least`; of the longest quotations so many are kept.
    pub fn new(least: f32, keep: usize) -> Self {
        Self { least, keep, ..Self::default() }
    }

    pub fn add(&mut self, reading: &Reading) {
        self.documents += 1;
        self.dated += usize::from(reading.date.is_some());
        for country in &reading.document.countries {
            self.country_names.entry(country.code.to_string()).or_insert_with(|| country.name.clone());
        }
        for (at, quote) in reading.document.quotes.iter().enumerate() {
            self.quotes += 1;
            if let Some(date) = reading.date {
                *self.by_date.entry(date).or_default() += 1;
            }
            match &quote.speaker {
                _ if quote.confidence.get() < self.least => self.unsure += 1,
                None => self.nobody += 1,
                Some(speaker) => self.add_quote(reading, at, quote, speaker),
            }
        }
    }

    fn add_quote(&mut self, reading: &Reading, at: usize, quote: &Quote, speaker: &Speaker) {
        let Reading { n, text, document, date } = *reading;
        let name = document.speaker_name(speaker, text).to_owned();
        let (class, home) = standing(speaker, document);
        count(&mut self.classes, class);
        count(&mut self.homes, home.as_deref().unwrap_or("not known"));
        let outlet = quote.via.map(|via| super::page::carrier(document, via, text).to_owned());
        if let Some(outlet) = &outlet {
            count(self.outlets.entry(outlet.clone()).or_default(), &name);
        }
        let about = countries_named(quote, document);
        for country in &about {
            count(self.about.entry(country.clone()).or_default(), &name);
        }
        self.add_words(&name, (n, at), quote, text);
        let Some(key) = identity(speaker, document, &name) else { return };
        let voice = self.voices.entry(key).or_default();
        // The fullest name that any document has.
        if name.len() > voice.name.len() {
            voice.name = name;
        }
        if let Speaker::Person { person, .. } = speaker
            && let Some(person) = document.person(*person)
        {
            super::page::words::offices(person, document).iter().for_each(|office| count(&mut voice.offices, office));
        }
        voice.quotes += 1;
        voice.documents.insert(n);
        about.iter().for_each(|country| count(&mut voice.about, country));
        outlet.iter().for_each(|outlet| count(&mut voice.through, outlet));
        if let Some(date) = date {
            *voice.by_date.entry(date).or_default() += 1;
        }
    }

    /// Keeps the sentences of a quotation, and the quotation if it is one of the longest.
    fn add_words(&mut self, speaker: &str, place: Place, quote: &Quote, text: &str) {
        // These are the writer's words.
        if quote.kind == QuoteKind::Indirect {
            return;
        }
        let parts: Vec<_> = quote.content.iter().map(|part| part.of(text)).collect();
        for sentence in parts.iter().flat_map(|part| part.unicode_sentences()) {
            let words: Vec<_> = sentence.unicode_words().map(str::to_lowercase).collect();
            if words.len() < SENTENCE_WORDS {
                continue;
            }
            let known = self.sentences.entry(words.join(" ")).or_insert_with(|| Sentence {
                words: sentence.trim().trim_end_matches(',').to_owned(),
                speaker: speaker.to_owned(),
                documents: BTreeSet::new(),
                places: Vec::new(),
            });
            if known.documents.insert(place.0) {
                known.places.push(place);
            }
        }
        let words = parts.join(" … ");
        let chars = words.chars().count();
        let before = self.longest.partition_point(|long| long.chars >= chars);
        if before < self.keep {
            self.longest.insert(before, Long { chars, words, speaker: speaker.to_owned(), place });
            self.longest.truncate(self.keep);
        }
    }

    /// The sentences that several documents quote, the most quoted first.
    pub fn most_quoted(&self, number: usize) -> Vec<&Sentence> {
        let mut several: Vec<_> = self.sentences.values().filter(|known| known.documents.len() > 1).collect();
        several.sort_by_key(|known| Reverse((known.documents.len(), known.words.len())));
        several.truncate(number);
        several
    }

    /// The speakers, those with the most quotations first.
    pub fn speakers(&self) -> Vec<&Voice> {
        let mut voices: Vec<_> = self.voices.values().collect();
        voices.sort_by_key(|voice| Reverse((voice.quotes, voice.documents.len())));
        voices
    }

    /// The usual name of a country code that some document names; other words as they are.
    pub fn place_name<'a>(&'a self, home: &'a str) -> &'a str {
        self.country_names.get(home).map_or(home, String::as_str)
    }
}

fn count(counts: &mut Counts, name: &str) {
    match counts.get_mut(name) {
        Some(known) => *known += 1,
        None => _ = counts.insert(name.to_owned(), 1),
    }
}

/// By what a speaker is known in all documents: the gazetteer's key, or else the name. Sources without a name have nothing.
fn identity(speaker: &Speaker, document: &Document, name: &str) -> Option<String> {
    match speaker {
        Speaker::Person { person, .. } => {
            let key = document.person(*person).and_then(|person| person.key.as_ref());
            Some(key.map_or_else(|| name.to_owned(), ToString::to_string))
        }
        Speaker::Country { .. } | Speaker::Organization { .. } => Some(name.to_owned()),
        _ => None,
    }
}

/// The class of a speaker's office, and of which country or body it is.
fn standing(speaker: &Speaker, document: &Document) -> (&'static str, Option<String>) {
    let office = match speaker {
        Speaker::Person { person, .. } => match document.person(*person).and_then(present_office) {
            None => return ("person without an office", None),
            office => office,
        },
        Speaker::Office { office, .. } => Some(*office),
        Speaker::Country { country, .. } => {
            return ("country", document.countries.get(country.index()).map(|country| country.code.to_string()));
        }
        Speaker::Organization { .. } => return ("organisation", None),
        _ => return ("unnamed", None),
    };
    let office = office.and_then(|office| document.offices.get(office.index()));
    let scope = office.and_then(|office| office.scope.as_ref()).and_then(|scope| match scope {
        Scope::Country(code) => Some(code.to_string()),
        Scope::Body(name) => Some(name.clone()),
        _ => None,
    });
    (office.map_or(OfficeClass::Other, |office| office.class).as_str(), scope)
}

/// The office that a person holds now, or else held.
fn present_office(person: &Person) -> Option<dixit::OfficeId> {
    let now = person.holds.iter().find(|held| held.tenure != Tenure::Former);
    now.or(person.holds.first()).map(|held| held.office)
}

/// The countries that are named in the quoted words.
fn countries_named(quote: &Quote, document: &Document) -> BTreeSet<String> {
    let inside = |mention: &dixit::Mention| quote.content.iter().any(|part| part.contains(mention.span));
    let named = document.countries.iter().filter(|country| country.mentions.iter().any(inside));
    named.map(|country| country.name.clone()).collect()
}
