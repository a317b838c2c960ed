//! The public typed records of a document and their serde form.

use crate::gazetteer::EntryKind;
use crate::lexicon::CueClass;
use crate::named::named;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// The number of the output format. Adding a field keeps it, changing a meaning raises it.
pub const SCHEMA: u16 = 1;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub(crate) u32);

        impl $name {
            /// The place in the document's list.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// A person of a document: a place in [`Document::people`].
    PersonId,
    /// An office of a document: a place in [`Document::offices`].
    OfficeId,
    /// A country of a document: a place in [`Document::countries`].
    CountryId,
    /// A body, organisation or medium of a document: a place in [`Document::organizations`].
    OrganizationId
}

/// The stable key of a gazetteer entry: `country:LV`, `person:angela-merkel`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryKey(pub(crate) String);

impl EntryKey {
    /// The key as it stands in the gazetteer.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for EntryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The code of a country: ISO 3166-1 alpha-2 (`LV`), 3166-3 for dissolved states (`YUCS`), `XK` for Kosovo, and for parts and
/// unrecognised states the codes of the gazetteer (`GB-SCT`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CountryCode(pub(crate) String);

impl CountryCode {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Everything that was found in one text. Spans are byte spans of that text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document {
    /// The number of the output format, [`SCHEMA`] when written by this version.
    pub schema: u16,
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

named! {
    /// What kind of office an office is.
    OfficeClass {
        /// President, king.
        HeadOfState = "head-of-state",
        /// Prime minister, chancellor.
        HeadOfGovernment = "head-of-government",
        /// Vice president, deputy prime minister.
        ViceHead = "vice-head",
        /// Minister of any portfolio.
        Minister = "minister",
        /// Deputy minister, state secretary.
        DeputyMinister = "deputy-minister",
        /// Member of parliament, senator.
        Legislator = "legislator",
        /// Speaker of a parliament.
        Speaker = "speaker",
        /// Leader of a party.
        PartyLeader = "party-leader",
        /// Ambassador, consul.
        Diplomat = "diplomat",
        /// Special envoy.
        Envoy = "envoy",
        /// Head or official of an international body.
        InternationalOfficial = "international-official",
        /// Spokesperson.
        Spokesperson = "spokesperson",
        /// Soldier of any rank.
        Military = "military",
        /// Police.
        Police = "police",
        /// Intelligence and national security.
        Security = "security",
        /// Judge.
        Judge = "judge",
        /// Prosecutor.
        Prosecutor = "prosecutor",
        /// Governor of a region.
        Governor = "governor",
        /// Mayor.
        Mayor = "mayor",
        /// Member of a royal house.
        Royal = "royal",
        /// Pope, bishop, imam.
        Religious = "religious",
        /// Central banker.
        CentralBanker = "central-banker",
        /// Civil servant.
        CivilServant = "civil-servant",
        /// Adviser.
        Adviser = "adviser",
        /// Candidate.
        Candidate = "candidate",
        /// Any other.
        Other = "other",
    }
}

named! {
    /// Whether an office is held now.
    Tenure {
        /// Now, as far as the text says.
        Current = "current",
        /// No more: `former`, `ex-`, `then`.
        Former = "former",
        /// `acting`, `interim`
        Acting = "acting",
        /// `president-elect`, `designate`
        Elect = "elect",
        /// `deputy`, `vice`
        Deputy = "deputy",
    }
}

/// One utterance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quote {
    /// From the first to the last part.
    pub span: Span,
    /// The quoted words without their marks, one span a part.
    pub content: Vec<Span>,
    /// Direct or mixed.
    pub kind: QuoteKind,
    /// The words that introduce it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Span>,
    /// Who said it; `None` if nobody is named, or if it is no speech (a title, a term).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// The medium or channel that carried it: `according to Reuters`, `on Twitter`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Span>,
    /// How likely the answer about the speaker is right, "nobody" included.
    pub confidence: Confidence,
    /// Why.
    pub evidence: Evidence,
}

named! {
    /// How words are reported.
    QuoteKind {
        /// Whole sentences in quotation marks.
        Direct = "direct",
        /// A fragment in quotation marks inside a sentence.
        Mixed = "mixed",
        /// Without quotation marks.
        Indirect = "indirect",
    }
}

/// Who said it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Speaker {
    /// A person of the document.
    #[non_exhaustive]
    Person {
        /// Who.
        person: PersonId,
        /// The words of the text for the source: a name, a pronoun, a noun.
        mention: Span,
    },
    /// The unnamed holder of an office of the document.
    #[non_exhaustive]
    Office {
        /// Which.
        office: OfficeId,
        /// The words of the text for the source.
        mention: Span,
    },
    /// A country, that is, its government.
    #[non_exhaustive]
    Country {
        /// Which.
        country: CountryId,
        /// The words of the text for the source.
        mention: Span,
    },
    /// A body, organisation or medium.
    #[non_exhaustive]
    Organization {
        /// Which.
        organization: OrganizationId,
        /// The words of the text for the source.
        mention: Span,
    },
    /// Anybody else: an unnamed person or group, an organisation in no list, a pronoun that was not resolved.
    #[non_exhaustive]
    Other {
        /// The words of the text for the source.
        mention: Span,
    },
}

impl Speaker {
    /// The words of the text for the source.
    #[must_use]
    pub const fn mention(&self) -> Span {
        match self {
            Speaker::Person { mention, .. }
            | Speaker::Office { mention, .. }
            | Speaker::Country { mention, .. }
            | Speaker::Organization { mention, .. }
            | Speaker::Other { mention } => *mention,
        }
    }
}

/// A probability: of the answers that are given 0.9, nine in ten are right on unseen news of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidence(pub(crate) f32);

impl Confidence {
    /// The probability, from 0 to 1.
    #[must_use]
    pub const fn get(self) -> f32 {
        self.0
    }
}

/// Why a quotation has its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// How source, cue and quotation stand to each other.
    pub pattern: Pattern,
    /// The class of the cue, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<CueClass>,
}

named! {
    /// How source, cue and quotation stand to each other.
    Pattern {
        /// `Braže said: “…”`
        SourceCueQuote = "source-cue-quote",
        /// `“…,” Braže said`
        QuoteSourceCue = "quote-source-cue",
        /// `“…,” said Braže`
        QuoteCueSource = "quote-cue-source",
        /// `Asked Braže: “…”`, `according to Braže, “…”`
        CueSourceQuote = "cue-source-quote",
        /// A source near the quotation without a cue.
        SourceOnly = "source-only",
        /// The source of an earlier sentence goes on.
        Continuation = "continuation",
        /// Nobody is named, or it is no speech.
        Nobody = "nobody",
    }
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
