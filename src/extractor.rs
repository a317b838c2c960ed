//! The order of the stages: wiring only.

use crate::assemble::Parts;
use crate::attribution::{self, Answers, Candidate, Field, Item, Resolved, Resolver, template};
use crate::entity::{Context, Offices, Persons};
use crate::error::Error;
use crate::explain::Explanation;
use crate::gazetteer::Gazetteer;
use crate::indirect::{Indirect, Models};
use crate::lexicon::Lexicon;
use crate::mention::{self, Covers, LABELS, Listed, Memory, People, Scene, person_feature};
use crate::model::Weights;
use crate::quote::Quotes;
use crate::read::{readable, unread_from};
use crate::record::Document;
use crate::text::{Boilerplate, Reading, Tokens};
use std::sync::Arc;

const PEOPLE: &str = include_str!("../gazetteers/weights_people.tsv");
const BOILERPLATE: &str = include_str!("../gazetteers/boilerplate.tsv");
const SPEAKERS: &str = include_str!("../gazetteers/weights_speakers.tsv");

/// Everything that is known before a text comes.
#[derive(Debug)]
pub(crate) struct Knowledge {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) lexicon: Lexicon,
    boilerplate: Boilerplate,
    people: Weights<LABELS>,
    speakers: Weights<1>,
    /// Only where all quotations are wanted.
    indirect: Option<Models>,
    quotations: Quotations,
}

impl Knowledge {
    pub(crate) fn new(gazetteer: Gazetteer, quotations: Quotations) -> Result<Self, Error> {
        let boilerplate = Boilerplate::read(BOILERPLATE).map_err(|error| Error::table("boilerplate.tsv", &error))?;
        let mut lexicon = Lexicon::english(gazetteer.0.vocabulary.clone());
        let people = Weights::read(PEOPLE, person_feature::ALL, |word| lexicon.vocabulary.intern(word));
        let speakers = Weights::read(SPEAKERS, template::ALL, |word| lexicon.vocabulary.intern(word));
        let indirect = (quotations == Quotations::All).then(|| Models::read(|word| lexicon.vocabulary.intern(word)));
        Ok(Self { gazetteer, lexicon, boilerplate, people, speakers, indirect, quotations })
    }

    /// The models of indirect speech; without any word in them where it is not wanted.
    #[cfg(feature = "training")]
    pub(crate) fn indirect_mut(&mut self) -> &mut Models {
        self.indirect.get_or_insert_with(Models::default)
    }

    /// The models of indirect speech, if it is wanted.
    pub(crate) fn indirect(&self) -> Option<&Models> {
        self.indirect.as_ref()
    }
}

/// Settings of an [`Extractor`].
#[derive(Clone, Debug, Default)]
pub struct ExtractorBuilder {
    gazetteer: Option<Gazetteer>,
    quotations: Quotations,
}

/// Which quotations are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quotations {
    /// Whole sentences in quotation marks.
    Direct,
    /// All that stands in quotation marks.
    #[default]
    Mixed,
    /// What is reported without quotation marks as well, and around them: `She said that talks would go on`. Takes several
    /// times as long.
    All,
}

impl ExtractorBuilder {
    /// The names to find; without this call the bundled ones ([`Gazetteer::bundled`]). To add to the bundled names, merge:
    /// `Gazetteer::builder().merge(&Gazetteer::bundled()?)`.
    #[must_use]
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteer = Some(gazetteer);
        self
    }

    /// Which quotations to find; without this call [`Quotations::Mixed`].
    ///
    /// ```
    /// use dixit::{Extractor, QuoteKind, Quotations};
    ///
    /// let extractor = Extractor::builder().quotations(Quotations::All).build()?;
    /// let text = "Ilze Kalniņa said that the talks would go on.";
    /// let document = extractor.extract(text);
    /// let quote = &document.quotes[0];
    /// assert_eq!(quote.kind, QuoteKind::Indirect);
    /// assert_eq!(quote.content[0].of(text), "that the talks would go on");
    /// # Ok::<(), dixit::Error>(())
    /// ```
    #[must_use]
    pub const fn quotations(mut self, quotations: Quotations) -> Self {
        self.quotations = quotations;
        self
    }

    /// Builds the extractor; some tens of milliseconds.
    ///
    /// # Errors
    /// If the bundled gazetteer is asked for and malformed, which the tests of a released version rule out.
    pub fn build(self) -> Result<Extractor, Error> {
        let gazetteer = match self.gazetteer {
            Some(gazetteer) => gazetteer,
            None => Gazetteer::bundled()?,
        };
        Ok(Extractor { knowledge: Arc::new(Knowledge::new(gazetteer, self.quotations)?) })
    }
}

/// Reads texts. Immutable, cheap to clone, shared between threads; each thread keeps a [`Scratch`].
///
/// ```
/// let extractor = dixit::Extractor::builder().build()?;
/// let text = "“We will keep talking,” Latvian Foreign Minister Baiba Braže told reporters in Riga.";
/// let document = extractor.extract(text);
/// let speaker = document.quotes[0].speaker.as_ref().expect("she is named");
/// assert_eq!(document.speaker_name(speaker, text), "Baiba Braže");
/// # Ok::<(), dixit::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Extractor {
    knowledge: Arc<Knowledge>,
}

impl Extractor {
    /// Starts with the defaults.
    #[must_use]
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// The gazetteer in use.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.knowledge.gazetteer
    }

    /// Buffers for [`extract_with`](Extractor::extract_with).
    #[must_use]
    pub fn scratch(&self) -> Scratch {
        Scratch::default()
    }

    /// Reads one text. Never fails; linear in the length of the text.
    ///
    /// Of a text longer than [`MAX_TEXT`](crate::MAX_TEXT) only that much is read; [`Document::unread_from`] says so.
    #[must_use]
    pub fn extract(&self, text: &str) -> Document {
        self.extract_with(&mut self.scratch(), text)
    }

    /// The same, with buffers that are used again: faster for many texts. The result does not depend on what the buffers were
    /// used for before.
    #[must_use]
    pub fn extract_with(&self, scratch: &mut Scratch, text: &str) -> Document {
        self.extract_by_stages(scratch, text, &mut |_| ())
    }

    /// The same, telling the name of each stage when it is done.
    pub(crate) fn extract_by_stages(
        &self,
        scratch: &mut Scratch,
        text: &str,
        done: &mut impl FnMut(&'static str),
    ) -> Document {
        let document = scratch.read(readable(text), &self.knowledge, done);
        Document { unread_from: unread_from(text), ..document }
    }

    /// Reads one text and tells why each quotation has its speaker: all candidates, their probabilities, and the features that
    /// told them apart. For looking at single texts; several times slower than [`extract`](Extractor::extract).
    ///
    /// ```
    /// let extractor = dixit::Extractor::builder().build()?;
    /// let text = "“We will keep talking,” Latvian Foreign Minister Baiba Braže told reporters in Riga.";
    /// let explanation = extractor.explain(text);
    /// let part = &explanation.parts[0];
    /// assert!(part.candidates[0].chosen);
    /// for reason in part.decisive.iter().take(3) {
    ///     println!("{:+.2}  {}", reason.weight, reason.meaning);
    /// }
    /// # Ok::<(), dixit::Error>(())
    /// ```
    #[must_use]
    pub fn explain(&self, text: &str) -> Explanation {
        let explanation = self.scratch().explain(readable(text), &self.knowledge);
        let document = Document { unread_from: unread_from(text), ..explanation.document };
        Explanation { document, ..explanation }
    }
}

/// Reusable buffers of one thread.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(crate) reading: Reading,
    /// By paragraph: whether it is a line of a web page that is no prose.
    silent: Vec<bool>,
    covers: Covers,
    pub(crate) zones: Vec<Tokens>,
    memory: Memory,
    people: People,
    listed: Listed,
    persons: Persons,
    offices: Offices,
    pub(crate) quotes: Quotes,
    pub(crate) items: Vec<Item>,
    pub(crate) candidates: Vec<Candidate>,
    answers: Answers,
    resolved: Resolved,
    pub(crate) indirect: Indirect,
}

impl Scratch {
    /// Reads a text; `done` is told of each stage.
    fn read(&mut self, text: &str, knowledge: &Knowledge, done: &mut impl FnMut(&'static str)) -> Document {
        self.run(text, knowledge, done);
        let document = self.parts(text, &self.field(knowledge), knowledge).document();
        done("records");
        document
    }

    fn explain(&mut self, text: &str, knowledge: &Knowledge) -> Explanation {
        self.run(text, knowledge, &mut |_| ());
        let field = self.field(knowledge);
        self.parts(text, &field, knowledge).explain(&self.resolver(&field, knowledge), &knowledge.speakers)
    }

    /// All stages, in their order.
    fn run(&mut self, text: &str, knowledge: &Knowledge, done: &mut impl FnMut(&'static str)) {
        self.prepare(text, knowledge, done);
        self.mentions(knowledge, done);
        self.entities(knowledge, done);
        self.ask(text, knowledge, done);
        self.answer(knowledge, done);
    }

    /// Tokens, hits, zones, memory.
    pub(crate) fn prepare(&mut self, text: &str, knowledge: &Knowledge, done: &mut impl FnMut(&'static str)) {
        self.reading.read(text, &mut &knowledge.lexicon);
        done("text");
        knowledge.boilerplate.mark(text, &self.reading, &mut self.silent);
        done("boilerplate");
        self.covers.find(text, &self.reading, &self.silent, &knowledge.gazetteer.0, &knowledge.lexicon);
        done("covers");
        mention::zones(&self.reading, &self.silent, &knowledge.lexicon, &mut self.zones);
        self.memory.gather(&self.reading, &knowledge.lexicon, &self.covers, &self.zones);
        done("evidence");
    }

    /// Names and listed things.
    pub(crate) fn mentions(&mut self, knowledge: &Knowledge, done: &mut impl FnMut(&'static str)) {
        let mut people = std::mem::take(&mut self.people);
        people.find(&self.scene(knowledge), &self.zones, &knowledge.people);
        self.people = people;
        done("names");
        self.listed.find(&self.reading, &knowledge.lexicon, &knowledge.gazetteer.0, &self.covers, &self.people.found);
        done("listed");
    }

    fn entities(&mut self, knowledge: &Knowledge, done: &mut impl FnMut(&'static str)) {
        let (lexicon, gazetteer) = (&knowledge.lexicon, &*knowledge.gazetteer.0);
        self.persons.join(&self.reading, lexicon, gazetteer, &self.covers, &self.people.found);
        done("persons");
        self.offices.find(&Context {
            reading: &self.reading,
            lexicon,
            gazetteer,
            listed: &self.listed.mentions,
            persons: &self.persons,
        });
        done("offices");
    }

    /// Quotations, items and candidates.
    pub(crate) fn ask(&mut self, text: &str, knowledge: &Knowledge, done: &mut impl FnMut(&'static str)) {
        self.quotes.find(text, &self.reading);
        done("quotes");
        let people = &self.people.found;
        attribution::items(text, &self.reading, &knowledge.lexicon, people, &self.quotes.segments, &mut self.items);
        done("items");
        let mut candidates = std::mem::take(&mut self.candidates);
        self.field(knowledge).candidates(&mut candidates);
        self.candidates = candidates;
        done("candidates");
    }

    fn answer(&mut self, knowledge: &Knowledge, done: &mut impl FnMut(&'static str)) {
        let mut answers = std::mem::take(&mut self.answers);
        let mut resolved = std::mem::take(&mut self.resolved);
        let mut indirect = std::mem::take(&mut self.indirect);
        let field = self.field(knowledge);
        answers.find(&field, &self.candidates, &self.quotes.segments, &knowledge.speakers);
        done("answers");
        let resolver = self.resolver(&field, knowledge);
        resolver.resolve_all(&mut answers, &mut resolved);
        if let Some(models) = knowledge.indirect() {
            indirect.find(&field, &self.quotes.segments, models);
            indirect.resolve(&resolver);
        }
        (self.answers, self.resolved, self.indirect) = (answers, resolved, indirect);
        done("speakers");
    }

    fn resolver<'a>(&'a self, field: &'a Field<'a>, knowledge: &'a Knowledge) -> Resolver<'a> {
        Resolver {
            field,
            candidates: &self.candidates,
            persons: &self.persons,
            offices: &self.offices,
            listed: &self.listed,
            gazetteer: &knowledge.gazetteer.0,
        }
    }

    fn parts<'a>(&'a self, text: &'a str, field: &'a Field<'a>, knowledge: &'a Knowledge) -> Parts<'a> {
        Parts {
            text,
            reading: &self.reading,
            gazetteer: &knowledge.gazetteer.0,
            listed: &self.listed,
            people: &self.people,
            persons: &self.persons,
            offices: &self.offices,
            field,
            candidates: &self.candidates,
            segments: &self.quotes.segments,
            answers: &self.answers,
            resolved: &self.resolved,
            indirect: &self.indirect.found,
            quotations: knowledge.quotations,
        }
    }

    pub(crate) fn field<'a>(&'a self, knowledge: &'a Knowledge) -> Field<'a> {
        Field {
            reading: &self.reading,
            lexicon: &knowledge.lexicon,
            items: &self.items,
            people: &self.people.found,
            covers: &self.covers,
        }
    }

    pub(crate) fn scene<'a>(&'a self, knowledge: &'a Knowledge) -> Scene<'a> {
        Scene {
            reading: &self.reading,
            lexicon: &knowledge.lexicon,
            covers: &self.covers,
            memory: &self.memory,
            blind: false,
        }
    }
}
