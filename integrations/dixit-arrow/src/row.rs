//! The rows of each table, and how they come from a document.

use crate::column::{List, Number, Opt, Probability, Record, Text, record};
use crate::source::Source;
use dixit::{Alternative, EntryKey, Scope, Span, Speaker};

/// A table's columns, which know the rows that a document has.
pub(crate) trait Rows: Record + Send + 'static {
    fn each<'a>(source: &Source<'a>, row: &mut dyn FnMut(Self::Value<'a>));
}

record! {
    /// A stretch of the text.
    Words in WordsColumns {
        start: Number,
        end: Number,
        text: Text,
    }
}

record! {
    /// One document.
    DocumentRow in Documents {
        schema: Number,
        length: Number,
        unread_from: Opt<Number>,
    }
}

record! {
    /// One person of a document.
    PersonRow in People {
        person: Number,
        name: Text,
        key: Opt<Text>,
    }
}

record! {
    /// Of what an office is the office.
    ScopeRow in ScopeColumns {
        kind: Text,
        value: Text,
    }
}

record! {
    /// One office of a document.
    OfficeRow in Offices {
        office: Number,
        title: Text,
        key: Text,
        class: Text,
        portfolio: Opt<Text>,
        scope: Opt<ScopeColumns>,
        scope_by: Opt<Text>,
    }
}

record! {
    /// One hold of a person on an office.
    HoldingRow in Holdings {
        person: Number,
        holding: Number,
        office: Number,
        tenure: Text,
        evidence: WordsColumns,
        told_by: Opt<Text>,
    }
}

record! {
    /// One country of a document.
    CountryRow in Countries {
        country: Number,
        code: Text,
        name: Text,
    }
}

record! {
    /// One organization of a document.
    OrganizationRow in Organizations {
        organization: Number,
        name: Text,
        kind: Text,
        key: Text,
    }
}

record! {
    /// One mention of anything.
    MentionRow in Mentions {
        kind: Text,
        entity: Number,
        name: Text,
        key: Opt<Text>,
        mention: Number,
        words: WordsColumns,
        form: Text,
        named_by: Opt<Text>,
        joined_by: Opt<Text>,
    }
}

record! {
    /// Who said it.
    SpeakerRow in SpeakerColumns {
        kind: Text,
        entity: Opt<Number>,
        name: Text,
        key: Opt<Text>,
        mention: WordsColumns,
    }
}

record! {
    /// Who else may have said it.
    AlternativeRow in Alternatives {
        speaker: Opt<SpeakerColumns>,
        confidence: Probability,
    }
}

record! {
    /// One quotation.
    QuoteRow in Quotes {
        quote: Number,
        words: WordsColumns,
        content: List<WordsColumns>,
        kind: Text,
        cue: Opt<WordsColumns>,
        speaker: Opt<SpeakerColumns>,
        via: Opt<WordsColumns>,
        addressee: Opt<SpeakerColumns>,
        confidence: Probability,
        alternatives: List<Alternatives>,
        pattern: Text,
        cue_class: Opt<Text>,
        rule: Opt<Text>,
    }
}

fn numbered<T>(list: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (0..).zip(list)
}

fn text(key: Option<&EntryKey>) -> Option<&str> {
    key.map(EntryKey::as_str)
}

impl Rows for Documents {
    fn each<'a>(source: &Source<'a>, row: &mut dyn FnMut(DocumentRow<'a>)) {
        row(DocumentRow {
            schema: i64::from(source.document.schema),
            length: source.length(),
            unread_from: source.document.unread_from.map(|byte| source.words(Span::new(byte, byte)).start),
        });
    }
}

impl Rows for People {
    fn each<'a>(source: &Source<'a>, row: &mut dyn FnMut(PersonRow<'a>)) {
        for (person, it) in numbered(&source.document.people) {
            row(PersonRow { person, name: &it.name, key: text(it.key.as_ref()) });
        }
    }
}

impl Rows for Offices {
    fn each<'a>(source: &Source<'a>, row: &mut dyn FnMut(OfficeRow<'a>)) {
        for (office, it) in numbered(&source.document.offices) {
            let scope = it.scope.as_ref().and_then(|scope| match scope {
                Scope::Country(code) => Some(ScopeRow { kind: "country", value: code.as_str() }),
                Scope::Body(name) => Some(ScopeRow { kind: "body", value: name }),
                _ => None,
            });
            row(OfficeRow {
                office,
                title: &it.title,
                key: it.key.as_str(),
                class: it.class.as_str(),
                portfolio: it.portfolio.as_deref(),
                scope,
                scope_by: it.scope_by.map(|why| why.as_str()),
            });
        }
    }
}

impl Rows for Holdings {
    fn each<'a>(source: &Source<'a>, row: &mut dyn FnMut(HoldingRow<'a>)) {
        for (person, it) in numbered(&source.document.people) {
            for (holding, it) in numbered(&it.holds) {
                row(HoldingRow {
                    person,
                    holding,
                    office: it.office.index() as i64,
                    tenure: it.tenure.as_str(),
                    evidence: source.words(it.evidence),
                    told_by: it.told_by.map(|how| how.as_str()),
                });
            }
        }
    }
}

impl Rows for Countries {
    fn each<'a>(source: &Source<'a>, row: &mut dyn FnMut(CountryRow<'a>)) {
        for (country, it) in numbered(&source.document.countries) {
            row(CountryRow { country, code: it.code.as_str(), name: &it.name });
        }
    }
}

impl Rows for Organizations {
    fn each<'a>(source: &Source<'a>, row: &mut dyn FnMut(OrganizationRow<'a>)) {
        for (organization, it) in numbered(&source.document.organizations) {
            row(OrganizationRow { organization, name: &it.name, kind: it.kind.as_str(), key: it.key.as_str() });
        }
    }
}

/// What can be mentioned, and can be a speaker.
struct Entity<'a> {
    kind: &'static str,
    place: i64,
    name: &'a str,
    /// The gazetteer's key; of a country its code.
    key: Option<&'a str>,
    mentions: &'a [dixit::Mention],
}

fn entities<'a>(document: &'a dixit::Document) -> impl Iterator<Item = Entity<'a>> {
    let people = numbered(&document.people).map(|(place, it)| Entity {
        kind: "person",
        place,
        name: &it.name,
        key: text(it.key.as_ref()),
        mentions: &it.mentions,
    });
    let offices = numbered(&document.offices).map(|(place, it)| Entity {
        kind: "office",
        place,
        name: &it.title,
        key: Some(it.key.as_str()),
        mentions: &it.mentions,
    });
    let countries = numbered(&document.countries).map(|(place, it)| Entity {
        kind: "country",
        place,
        name: &it.name,
        key: Some(it.code.as_str()),
        mentions: &it.mentions,
    });
    let organizations = numbered(&document.organizations).map(|(place, it)| Entity {
        kind: "organization",
        place,
        name: &it.name,
        key: Some(it.key.as_str()),
        mentions: &it.mentions,
    });
    people.chain(offices).chain(countries).chain(organizations)
}

impl Rows for Mentions {
    fn each<'a>(source: &Source<'a>, row: &mut dyn FnMut(MentionRow<'a>)) {
        for it in entities(source.document) {
            for (mention, place) in numbered(it.mentions) {
                row(MentionRow {
                    kind: it.kind,
                    entity: it.place,
                    name: it.name,
                    key: it.key,
                    mention,
                    words: source.words(place.span),
                    form: place.form.as_str(),
                    named_by: place.named_by.map(|why| why.as_str()),
                    joined_by: place.joined_by.map(|why| why.as_str()),
                });
            }
        }
    }
}

fn speaker<'a>(source: &Source<'a>, speaker: &'a Speaker) -> SpeakerRow<'a> {
    let document = source.document;
    let (kind, entity, key) = match speaker {
        Speaker::Person { person, .. } => {
            let key = document.people.get(person.index()).and_then(|it| text(it.key.as_ref()));
            ("person", Some(person.index()), key)
        }
        Speaker::Office { office, .. } => {
            let key = document.offices.get(office.index()).map(|it| it.key.as_str());
            ("office", Some(office.index()), key)
        }
        Speaker::Country { country, .. } => {
            let key = document.countries.get(country.index()).map(|it| it.code.as_str());
            ("country", Some(country.index()), key)
        }
        Speaker::Organization { organization, .. } => {
            let key = document.organizations.get(organization.index()).map(|it| it.key.as_str());
            ("organization", Some(organization.index()), key)
        }
        _ => ("other", None, None),
    };
    SpeakerRow {
        kind,
        entity: entity.map(|place| place as i64),
        name: document.speaker_name(speaker, source.text),
        key,
        mention: source.words(speaker.mention()),
    }
}

fn alternative<'a>(source: &Source<'a>, it: &'a Alternative) -> AlternativeRow<'a> {
    AlternativeRow { speaker: it.speaker.as_ref().map(|it| speaker(source, it)), confidence: it.confidence.get() }
}

impl Rows for Quotes {
    fn each<'a>(source: &Source<'a>, row: &mut dyn FnMut(QuoteRow<'a>)) {
        for (quote, it) in numbered(&source.document.quotes) {
            row(QuoteRow {
                quote,
                words: source.words(it.span),
                content: it.content.iter().map(|span| source.words(*span)).collect(),
                kind: it.kind.as_str(),
                cue: it.cue.map(|span| source.words(span)),
                speaker: it.speaker.as_ref().map(|it| speaker(source, it)),
                via: it.via.map(|span| source.words(span)),
                addressee: it.addressee.as_ref().map(|it| speaker(source, it)),
                confidence: it.confidence.get(),
                alternatives: it.alternatives.iter().map(|it| alternative(source, it)).collect(),
                pattern: it.evidence.pattern.as_str(),
                cue_class: it.evidence.cue.map(|class| class.as_str()),
                rule: it.evidence.rule.map(|rule| rule.as_str()),
            });
        }
    }
}
