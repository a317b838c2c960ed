//! People, offices, countries and organisations of a document.

use super::id::{CountryCode, EntryKey, OfficeId};
use crate::entity::{HoldEvidence, JoinEvidence, OfficeClass, ScopeEvidence, Tenure};
use crate::gazetteer::EntryKind;
use crate::mention::NameEvidence;
use crate::named::named;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Person {
    /// The fullest name in the text.
    pub name: String,
    /// The gazetteer's key, if the person is listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<EntryKey>,
    /// Where the person is mentioned, in order.
    pub mentions: Vec<Mention>,
    /// Offices that the text says the person holds or held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Holding>,
}

/// An office, of one country or body if the text or the gazetteer tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Office {
    /// The usual title, in small letters.
    pub title: String,
    /// The gazetteer's key.
    pub key: EntryKey,
    /// What kind of office it is.
    pub class: OfficeClass,
    /// `foreign`, `defence` ... for ministers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portfolio: Option<String>,
    /// Of what it is the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Why it is of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope_by: Option<ScopeEvidence>,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Mention>,
}

/// Of what an office is the office.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scope {
    /// A country.
    Country(CountryCode),
    /// A body or organisation, by its usual name.
    Body(String),
}

/// A person's hold on an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Holding {
    /// Which office.
    pub office: OfficeId,
    /// Whether the person holds it now.
    pub tenure: Tenure,
    /// The title in the text that says so.
    pub evidence: Span,
    /// How it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_by: Option<HoldEvidence>,
}

/// A country or territory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Country {
    /// Its code.
    pub code: CountryCode,
    /// Its usual English name.
    pub name: String,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Mention>,
}

/// A body, organisation or medium.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Organization {
    /// Its usual name.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
    /// The gazetteer's key.
    pub key: EntryKey,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Mention>,
}

/// One place where something is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mention {
    /// Where: without titles, articles and the possessive.
    pub span: Span,
    /// How.
    pub form: Form,
    /// Of a person's name: why the words are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_by: Option<NameEvidence>,
    /// Of a person: why it is of this one; `None` where the person is introduced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_by: Option<JoinEvidence>,
}

impl Mention {
    /// A mention of something that is found by its listed name alone.
    pub(crate) const fn new(span: Span, form: Form) -> Self {
        Self { span, form, named_by: None, joined_by: None }
    }
}

named! {
    /// How something is mentioned.
    Form {
        /// A person's given name and surname.
        Full = "full",
        /// A person by one name.
        Short = "short",
        /// A pronoun.
        Pronoun = "pronoun",
        /// A noun: `the minister`.
        Nominal = "nominal",
        /// The name of a country or body.
        Name = "name",
        /// `German`, `Germans`.
        Adjective = "adjective",
        /// A seat of government that stands for the country: `Kremlin`.
        Metonym = "metonym",
        /// A capital: the city, perhaps the government.
        Capital = "capital",
        /// Inside the name of something else: `Bank of Japan`.
        Nested = "nested",
        /// The title of an office.
        Title = "title",
    }
}
