//! The public typed records of a document and their serde form.

mod entity;
mod id;
mod quote;

pub use entity::{Country, Form, Holding, Mention, Office, Organization, Person, Scope};
pub use id::{CountryCode, CountryId, EntryKey, OfficeId, OrganizationId, PersonId};
pub use quote::{Alternative, Confidence, Evidence, Pattern, Quote, QuoteKind, Speaker};

use serde::{Deserialize, Serialize};

/// The number of the output format. Adding a field keeps it, changing a meaning raises it.
pub const SCHEMA: u16 = 1;

/// Everything that was found in one text. Spans are byte spans of that text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document {
    /// The number of the output format, [`SCHEMA`] when written by this version.
    pub schema: u16,
    /// The byte at which reading stopped in a text longer than [`MAX_TEXT`](crate::MAX_TEXT); `None` where all of it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread_from: Option<u32>,
    /// Persons, by first mention.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Offices, by first mention.
    #[serde(default)]
    pub offices: Vec<Office>,
    /// Countries and territories, by first mention.
    #[serde(default)]
    pub countries: Vec<Country>,
    /// International bodies, organisations and media that the gazetteer knows, by first mention.
    #[serde(default)]
    pub organizations: Vec<Organization>,
    /// Quotations, by place.
    #[serde(default)]
    pub quotes: Vec<Quote>,
}

impl Document {
    /// The person of an id; `None` for an id of another document.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(id.index())
    }

    /// The name of a speaker: the person's fullest name, the usual name of a country or body, the words of the text for others.
    /// `text` is the text that was read.
    #[must_use]
    pub fn speaker_name<'a>(&'a self, speaker: &Speaker, text: &'a str) -> &'a str {
        let known = match speaker {
            Speaker::Person { person, .. } => self.people.get(person.index()).map(|p| p.name.as_str()),
            Speaker::Office { .. } | Speaker::Other { .. } => None,
            Speaker::Country { country, .. } => self.countries.get(country.index()).map(|c| c.name.as_str()),
            Speaker::Organization { organization, .. } => {
                self.organizations.get(organization.index()).map(|o| o.name.as_str())
            }
        };
        known.unwrap_or_else(|| speaker.mention().of(text))
    }
}
