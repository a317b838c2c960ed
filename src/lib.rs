//! Reads a news text and returns typed records: the people, offices and countries in it, and every quotation with the one
//! who said it.
//!
//! ```
//! let extractor = dixit::Extractor::builder().build()?;
//! let text = "“We will keep talking,” Latvian Foreign Minister Ilze Kalniņa told reporters in Riga.";
//! let document = extractor.extract(text);
//!
//! let quote = &document.quotes[0];
//! let speaker = quote.speaker.as_ref().expect("she is named");
//! assert_eq!(document.speaker_name(speaker, text), "Ilze Kalniņa");
//! assert_eq!(quote.content[0].of(text), "We will keep talking,");
//! assert_eq!(quote.cue.map(|cue| cue.of(text)), Some("told"));
//! # Ok::<(), dixit::Error>(())
//! ```
//!
//! All that can fail is in the builders; [`extract`](Extractor::extract) takes any text and never fails. No model is downloaded, nothing
//! is global, no thread is started, and the same text gives the same answer.
//!
//! # What is in a document
//!
//! A [`Document`] lists [people](Document::people), [offices](Document::offices), [countries](Document::countries),
//! [organizations](Document::organizations) and [quotes](Document::quotes). They own what they hold and borrow nothing from the text;
//! they name each other by ids and the text by [`Span`]s.
//!
//! ```
//! # let extractor = dixit::Extractor::builder().build()?;
//! use dixit::{Form, Scope, Tenure};
//!
//! let text = "Former Latvian Foreign Minister Ilze Kalniņa resigned on Friday. Kalniņa gave no reason.";
//! let document = extractor.extract(text);
//!
//! let person = &document.people[0];
//! assert_eq!(person.name, "Ilze Kalniņa");
//! let mentions: Vec<_> = person.mentions.iter().map(|m| (m.span.of(text), m.form)).collect();
//! assert_eq!(mentions, [("Ilze Kalniņa", Form::Full), ("Kalniņa", Form::Short)]);
//!
//! let holding = &person.holds[0];
//! let office = &document.offices[holding.office.index()];
//! assert_eq!((office.title.as_str(), holding.tenure), ("foreign minister", Tenure::Former));
//! assert!(matches!(&office.scope, Some(Scope::Country(code)) if code.as_str() == "LV"));
//! assert_eq!(document.countries[0].mentions[0].form, Form::Adjective);
//! # Ok::<(), dixit::Error>(())
//! ```
//!
//! Every link says why it was made: [`Mention::named_by`] and [`Mention::joined_by`] of a person's names, [`Holding::told_by`] of the
//! offices a person holds, [`Office::scope_by`] of the country or body of an office.
//!
//! ```
//! # let extractor = dixit::Extractor::builder().build()?;
//! use dixit::{HoldEvidence, JoinEvidence, ScopeEvidence};
//!
//! let document = extractor.extract("Latvian Foreign Minister Ilze Kalniņa resigned. Kalniņa gave no reason.");
//! let person = &document.people[0];
//! assert_eq!(person.mentions[1].joined_by, Some(JoinEvidence::Surname));
//! assert_eq!(person.holds[0].told_by, Some(HoldEvidence::TitleBefore));
//! assert_eq!(document.offices[0].scope_by, Some(ScopeEvidence::Adjective));
//! # Ok::<(), dixit::Error>(())
//! ```
//!
//! Nobody has to be in a list to be found: lists tell who is known ([`Person::key`]), what offices are called, and which country
//! an adjective belongs to.
//!
//! # Who said it
//!
//! [`Speaker`] tells what the source is: a person of the document, the unnamed holder of an office, a country, an organization, or just
//! words (`a spokesman`). Its [`mention`](Speaker::mention) is what stands in the text, and [`Document::speaker_name`] the name
//! behind it:
//!
//! ```
//! # let extractor = dixit::Extractor::builder().build()?;
//! let text = "Ilze Kalniņa arrived in Riga on Monday. “The talks were short,” she said.";
//! let document = extractor.extract(text);
//! let speaker = document.quotes[0].speaker.as_ref().expect("she is named");
//! assert_eq!(speaker.mention().of(text), "she");
//! assert_eq!(document.speaker_name(speaker, text), "Ilze Kalniņa");
//! # Ok::<(), dixit::Error>(())
//! ```
//!
//! [`Quote::speaker`] is `None` where nobody is named, and where the marks hold no speech: a title, a term, a nickname.
//! [`Quote::content`] has one span for each part of an utterance that its source interrupts.
//!
//! # What the confidence means
//!
//! [`Quote::confidence`] is the probability that the answer about the speaker is right, the answer "nobody" included: of the answers given
//! 0.9 about nine in ten are right on news of the kind that was learned from. It says nothing about the words that were quoted. Where
//! a wrong name costs more than a missing one, keep only what is above a bound; `ACCURACY.md` of the project has precision and
//! recall for several. [`Quote::evidence`] tells how source, cue and quotation stand to each other. More is told
//! [on a page of its own](guide::confidence).
//!
//! ```
//! # let extractor = dixit::Extractor::builder().build()?;
//! # let document = extractor.extract("“We will keep talking,” Ilze Kalniņa said.");
//! let sure = document.quotes.iter().filter(|quote| quote.confidence.get() >= 0.8);
//! # assert!(sure.count() <= 1);
//! # Ok::<(), dixit::Error>(())
//! ```
//!
//! # Positions
//!
//! A [`Span`] counts bytes. [`Offsets`] converts: to code points for Python, to UTF-16 units for JavaScript and Java, to line and column
//! for people.
//!
//! ```
//! use dixit::{Offsets, Span};
//!
//! let text = "Žofia spoke.\nBraže left.";
//! let braze = Span::new(14, 20);
//! assert_eq!(braze.of(text), "Braže");
//! let offsets = Offsets::new(text);
//! assert_eq!(offsets.chars(braze), 13..18);
//! assert_eq!(offsets.line_column(braze.start), (2, 1));
//! ```
//!
//! # Your own names
//!
//! A [`Gazetteer`] is made from tables with tabs between the cells, from a file, a reader or a string, and from entries made in code. It joins the
//! bundled one or stands for itself; it can also be searched [without an extractor](Gazetteer::find).
//!
//! ```
//! use dixit::{Entry, EntryKind, Extractor, Gazetteer};
//!
//! let gazetteer = Gazetteer::builder()
//!     .merge(&Gazetteer::bundled()?)
//!     .tsv("key\tname\tform\tdesk\norg:harbour-watch\tHarbour Watch\tname\tclimate\n")
//!     .entry(Entry::new(EntryKind::Person, "person:tomasz-wilk", "Tomasz Wilk"))
//!     .build()?;
//! assert_eq!(gazetteer.find("Harbour Watch agreed.")[0].attribute("desk"), Some("climate"));
//!
//! let extractor = Extractor::builder().gazetteer(gazetteer).build()?;
//! let document = extractor.extract("“It leaks,” said Tomasz Wilk of Harbour Watch.");
//! assert_eq!(document.people[0].key.as_ref().map(|key| key.as_str()), Some("person:tomasz-wilk"));
//! assert_eq!(document.organizations[0].name, "Harbour Watch");
//! # Ok::<(), dixit::Error>(())
//! ```
//!
//! [A page on gazetteers](guide::gazetteers) tells which names to list and how. A row that does not follow the format is an
//! [`Error`] that lists every [`Problem`] with file, line and column:
//!
//! ```
//! let error = dixit::Gazetteer::builder().tsv("key\tname\nharbour\tHarbour\n").build().unwrap_err();
//! assert_eq!(error.kind(), dixit::ErrorKind::Gazetteer);
//! assert_eq!(error.problems()[0].line(), 2);
//! ```
//!
//! # Records as JSON
//!
//! All records go through serde. [`Document::schema`] is the number of the format: a new field keeps it, a changed meaning raises it, and
//! what an older version wrote can still be read.
//!
//! ```
//! # let extractor = dixit::Extractor::builder().build()?;
//! let document = extractor.extract("“We will keep talking,” Ilze Kalniņa said.");
//! let line = serde_json::to_string(&document)?;
//! let back: dixit::Document = serde_json::from_str(&line)?;
//! assert_eq!(back, document);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Many texts, many threads
//!
//! An [`Extractor`] is immutable and can be shared. A [`Scratch`] holds the buffers of one thread: with
//! [`extract_with`](Extractor::extract_with) they are used again for each text. What was read before does not change the answer.
//!
//! ```
//! # let extractor = dixit::Extractor::builder().build()?;
//! let texts = ["“Yes,” said Ana Lopes.", "“No,” said Jonas Berg.", "Nobody spoke."];
//! let quotes: usize = std::thread::scope(|scope| {
//!     let read = |part: &[&str]| {
//!         let mut scratch = extractor.scratch();
//!         part.iter().map(|text| extractor.extract_with(&mut scratch, text).quotes.len()).sum::<usize>()
//!     };
//!     let threads: Vec<_> = texts.chunks(2).map(|part| scope.spawn(move || read(part))).collect();
//!     threads.into_iter().map(|thread| thread.join().expect("no text panics")).sum()
//! });
//! assert_eq!(quotes, 2);
//! # Ok::<(), dixit::Error>(())
//! ```
//!
//! # From one sentence to a corpus
//!
//! The project has a program for each step; each runs with `cargo run --release --example NAME -- …` and is short enough to be read.
//!
//! | example | what it does |
//! |---|---|
//! | `extract` | texts as a readable report or as JSON lines |
//! | `html` | texts as one page for a browser: names and quotations marked, and what is known of each |
//! | `custom_gazetteer` | your own names, from a table and from code |
//! | `corpus` | folders and JSON lines of any size on all cores, one record a line; an interrupted run goes on |
//! | `report` | a corpus as one page: who speaks most, about which countries, through which outlets, and when |
//! | `explain` | why a quotation has its speaker: the reasons of the model, strongest first |
//! | `gazetteer_stats` | what the bundled tables hold |
//! | `predict`, `train` | records for the scorers; learns the weights anew |
//! | `throughput`, `scaling` | speed and memory; growth with the length of a text |
//!
//! # Limits
//!
//! - English news prose, with capitals and punctuation as editors set them. Other texts give a document with little in it.
//! - Quotations in quotation marks; indirect speech where [`Quotations::All`] asks for it. The answers of a transcript without marks
//!   are not reported.
//! - One text at a time; a surname joins a full name of the same text.
//! - Of a text longer than [`MAX_TEXT`] bytes only that much is read, and [`Document::unread_from`] says so. Time is linear in the
//!   text, whatever the text is.
//! - Bundled data and weights, and with them answers, may change in a minor version; the meaning of a field may not.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![deny(clippy::disallowed_methods)]

mod assemble;
mod attribution;
mod entity;
mod error;
mod explain;
mod extractor;
mod gazetteer;
#[cfg(doc)]
pub mod guide;
mod indirect;
mod lexicon;
mod mention;
mod model;
mod named;
mod quote;
mod read;
mod record;
mod span;
mod tag;
mod text;
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training;

pub use attribution::Rule;
pub use entity::{HoldEvidence, JoinEvidence, OfficeClass, ScopeEvidence, Tenure};
pub use error::{Error, ErrorKind, Problem};
pub use explain::{Candidate, ExplainedPart, Explanation, Reason};
pub use extractor::{Extractor, ExtractorBuilder, Quotations, Scratch};
pub use gazetteer::{CasePolicy, Entry, EntryKind, Gazetteer, GazetteerBuilder, Match, Name, NameForm, Risk};
pub use lexicon::CueClass;
pub use mention::NameEvidence;
pub use read::{MAX_GAZETTEER, MAX_TEXT, decode, read_text};
pub use record::{
    Alternative, Confidence, Country, CountryCode, CountryId, Document, EntryKey, Evidence, Form, Holding, Mention,
    Office, OfficeId, Organization, OrganizationId, Pattern, Person, PersonId, Quote, QuoteKind, SCHEMA, Scope,
    Speaker,
};
pub use span::{Offsets, Span};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
