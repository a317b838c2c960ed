//! What the rooms found -> the public records.

mod entities;
mod indirect;
mod quotes;

pub(crate) use quotes::round;

use crate::attribution::{Answers, Candidate, Field, Resolved};
use crate::entity::{Offices, Persons};
use crate::extractor::Quotations;
use crate::gazetteer::{Compiled, EntryId};
use crate::indirect::Found;
use crate::mention::{Listed, People};
use crate::quote::Segment;
use crate::record::{CountryId, Document, EntryKey, OrganizationId, QuoteKind, SCHEMA};
use crate::span::Span;
use crate::text::{Reading, Tokens};
use std::collections::HashMap;

/// Everything that a document is made from.
pub(crate) struct Parts<'a> {
    pub(crate) text: &'a str,
    pub(crate) reading: &'a Reading,
    pub(crate) gazetteer: &'a Compiled,
    pub(crate) listed: &'a Listed,
    pub(crate) people: &'a People,
    pub(crate) persons: &'a Persons,
    pub(crate) offices: &'a Offices,
    pub(crate) field: &'a Field<'a>,
    pub(crate) candidates: &'a [Candidate],
    pub(crate) segments: &'a [Segment],
    pub(crate) answers: &'a Answers,
    pub(crate) resolved: &'a Resolved,
    pub(crate) indirect: &'a [Found],
    pub(crate) quotations: Quotations,
}

/// The places of listed entries in the document's lists.
#[derive(Default)]
pub(crate) struct Places {
    countries: HashMap<EntryId, CountryId>,
    organizations: HashMap<EntryId, OrganizationId>,
}

impl Parts<'_> {
    /// The document, with the quotations that are wanted.
    pub(crate) fn document(&self) -> Document {
        let mut document = self.marked();
        match self.quotations {
            Quotations::Direct => document.quotes.retain(|quote| quote.kind == QuoteKind::Direct),
            Quotations::Mixed => {}
            Quotations::All => {
                let places = self.places(&mut blank());
                document.quotes = self.with_indirect(document.quotes, &places);
            }
        }
        document
    }

    /// The document, with all quotations that have marks and no others.
    pub(crate) fn marked(&self) -> Document {
        let mut document = Document { people: self.people(), offices: self.offices(), ..blank() };
        let places = self.places(&mut document);
        self.holdings(&mut document);
        document.quotes = self.quotes(&places);
        self.add_nominals(&mut document);
        document
    }

    /// The first token of an item, which stands for it.
    pub(crate) fn item_span(&self, item: u32) -> Span {
        self.reading.tokens[self.field.items[item as usize].token as usize].span()
    }

    fn span(&self, tokens: &Tokens) -> Span {
        self.reading.span(tokens)
    }

    fn key(&self, entry: EntryId) -> EntryKey {
        EntryKey(self.gazetteer.key(entry).to_owned())
    }
}

/// A document with nothing in it.
pub(crate) const fn blank() -> Document {
    Document {
        schema: SCHEMA,
        unread_from: None,
        people: Vec::new(),
        offices: Vec::new(),
        countries: Vec::new(),
        organizations: Vec::new(),
        quotes: Vec::new(),
    }
}
