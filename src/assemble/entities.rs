//! People, offices, countries and bodies with their mentions.

use super::{Parts, Places};
use crate::entity::{HoldEvidence, JoinEvidence, OfficeClass};
use crate::gazetteer::{EntryId, EntryKind, NameForm};
use crate::lexicon::{Class, Classes};
use crate::mention::{NameEvidence, Role};
use crate::record::{
    Country, CountryCode, CountryId, Document, Form, Holding, Mention, Office, OfficeId, Organization, OrganizationId,
    Person, Scope, Speaker,
};
use crate::span::Span;

impl Parts<'_> {
    pub(super) fn people(&self) -> Vec<Person> {
        let make = |person: &crate::entity::Person| Person {
            name: self.span(&self.persons.names[person.best as usize].tokens).of(self.text).to_owned(),
            key: person.listed.map(|entry| self.key(entry)),
            mentions: Vec::new(),
            holds: Vec::new(),
        };
        let mut people: Vec<Person> = self.persons.persons.iter().map(make).collect();
        for name in &self.persons.names {
            let form = if name.is_full() { Form::Full } else { Form::Short };
            let known = name.listed.map(|_| NameEvidence::Listed);
            people[name.person as usize].mentions.push(Mention {
                named_by: known.or_else(|| Some(self.people.evidence(&name.tokens))),
                joined_by: name.joined_by,
                ..Mention::new(self.span(&name.tokens), form)
            });
        }
        people
    }

    pub(super) fn offices(&self) -> Vec<Office> {
        let attribute = |entry, column| self.gazetteer.attribute(entry, column);
        let make = |office: &crate::entity::Office| Office {
            title: self.gazetteer.name(office.entry).to_owned(),
            key: self.key(office.entry),
            class: attribute(office.entry, "class").and_then(OfficeClass::parse).unwrap_or(OfficeClass::Other),
            portfolio: attribute(office.entry, "portfolio").map(str::to_owned),
            scope: office.scope.map(|entry| self.scope(entry)),
            scope_by: office.scope_by,
            mentions: Vec::new(),
        };
        let mut offices: Vec<Office> = self.offices.offices.iter().map(make).collect();
        for title in &self.offices.titles {
            let span = self.span(&self.listed.mentions[title.mention as usize].tokens);
            let mentions = &mut offices[title.office as usize].mentions;
            // A plural title stands once for each holder.
            if mentions.last().is_none_or(|last| last.span != span) {
                mentions.push(Mention::new(span, Form::Title));
            }
        }
        for counterpart in &self.offices.counterparts {
            let mentions = &mut offices[counterpart.office as usize].mentions;
            let span = self.span(&counterpart.tokens);
            let at = mentions.partition_point(|known| known.span.start < span.start);
            mentions.insert(at, Mention::new(span, Form::Nominal));
        }
        offices
    }

    fn scope(&self, entry: EntryId) -> Scope {
        match self.gazetteer.kind(entry) {
            EntryKind::Country => Scope::Country(CountryCode(self.gazetteer.code(entry).to_owned())),
            _ => Scope::Body(self.gazetteer.name(entry).to_owned()),
        }
    }

    pub(crate) fn places(&self, document: &mut Document) -> Places {
        let mut places = Places::default();
        for mention in &self.listed.mentions {
            let entry = self.gazetteer.aliases[mention.alias as usize].entry;
            let kind = self.gazetteer.kind(entry);
            let form = match (mention.role, mention.nested) {
                (_, true) => Form::Nested,
                (Role::Nationality, _) => Form::Adjective,
                (Role::Capital, _) => Form::Capital,
                _ if self.gazetteer.aliases[mention.alias as usize].form == NameForm::Metonym => Form::Metonym,
                _ => Form::Name,
            };
            let found = Mention::new(self.span(&mention.tokens), form);
            match kind {
                EntryKind::Country => {
                    let id = *places.countries.entry(entry).or_insert_with(|| {
                        let code = CountryCode(self.gazetteer.code(entry).to_owned());
                        let name = self.gazetteer.name(entry).to_owned();
                        document.countries.push(Country { code, name, mentions: Vec::new() });
                        CountryId(document.countries.len() as u32 - 1)
                    });
                    document.countries[id.index()].mentions.push(found);
                }
                EntryKind::Body | EntryKind::Organization | EntryKind::Outlet => {
                    let id = *places.organizations.entry(entry).or_insert_with(|| {
                        let name = self.gazetteer.name(entry).to_owned();
                        let key = self.key(entry);
                        document.organizations.push(Organization { name, kind, key, mentions: Vec::new() });
                        OrganizationId(document.organizations.len() as u32 - 1)
                    });
                    document.organizations[id.index()].mentions.push(found);
                }
                _ => {}
            }
        }
        places
    }

    pub(super) fn holdings(&self, document: &mut Document) {
        let titles = self.offices.titles.iter().filter_map(|title| {
            let tokens = &self.listed.mentions[title.mention as usize].tokens;
            Some((title.holder?, title.office, title.tenure, title.told_by, tokens))
        });
        let counterparts = self
            .offices
            .counterparts
            .iter()
            .map(|c| (c.holder, c.office, c.tenure, Some(HoldEvidence::Counterpart), &c.tokens));
        for (person, office, tenure, told_by, tokens) in titles.chain(counterparts) {
            let holding = Holding { office: OfficeId(office), tenure, evidence: self.span(tokens), told_by };
            let holds = &mut document.people[person as usize].holds;
            if !holds.iter().any(|held| held.office == holding.office && held.tenure == holding.tenure) {
                holds.push(holding);
            }
        }
    }

    /// Whether the title of an office starts in the span.
    fn has_title(&self, span: Span) -> bool {
        let tokens = self.reading.tokens_in(span);
        let from = self.listed.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let mut inside = self.listed.mentions[from..].iter().take_while(|mention| mention.tokens.start < tokens.end);
        inside.any(|mention| mention.role == Role::Office)
    }

    /// Pronouns and nouns that were resolved become mentions of their persons.
    pub(super) fn add_nominals(&self, document: &mut Document) {
        for quote in &document.quotes {
            let Some(Speaker::Person { person, mention }) = &quote.speaker else { continue };
            let lexicon = self.field.lexicon;
            let classes = lexicon.info(lexicon.vocabulary.get(mention.of(self.text))).classes;
            let form = if classes.any(PRONOUNS) { Form::Pronoun } else { Form::Nominal };
            let joined_by = match form {
                Form::Pronoun => JoinEvidence::Pronoun,
                _ if self.has_title(*mention) => JoinEvidence::Title,
                _ => JoinEvidence::Noun,
            };
            let mention = Mention { joined_by: Some(joined_by), ..Mention::new(*mention, form) };
            document.people[person.index()].mentions.push(mention);
        }
        for person in &mut document.people {
            // Names come before what was added, and the sort is stable, so of two that overlap the name stays.
            person.mentions.sort_by_key(|mention| mention.span.start);
            let mut kept: Vec<Mention> = Vec::with_capacity(person.mentions.len());
            for mention in person.mentions.drain(..) {
                match kept.last_mut() {
                    Some(last) if last.span.overlaps(mention.span) => {
                        if matches!(mention.form, Form::Full | Form::Short) {
                            *last = mention;
                        }
                    }
                    _ => kept.push(mention),
                }
            }
            person.mentions = kept;
        }
    }
}

/// Words that stand for a person.
const PRONOUNS: Classes =
    Classes::of(&[Class::He, Class::She, Class::They, Class::It, Class::First, Class::We, Class::Relative]);
