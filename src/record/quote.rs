//! Quotations and their speakers.

use super::id::{CountryId, OfficeId, OrganizationId, PersonId};
use crate::attribution::Rule;
use crate::lexicon::CueClass;
use crate::named::named;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One utterance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quote {
    /// From the first to the last part.
    pub span: Span,
    /// The quoted words without their marks, one span a part.
    pub content: Vec<Span>,
    /// Direct, mixed or indirect.
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
    /// To whom it was said, where the text says so: `told the council`. A person, office, country or body, found like a speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Speaker>,
    /// How likely the answer about the speaker is right, "nobody" included.
    pub confidence: Confidence,
    /// The other answers that were likely (0.05 or more), the likeliest first; with the answer they make at most 1. Another mention
    /// of the same speaker is no other answer. Of a quotation in parts: for the part with the least confidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
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
    /// The same speaker, called by other words.
    #[must_use]
    pub(crate) fn called(mut self, words: Span) -> Self {
        match &mut self {
            Speaker::Person { mention, .. }
            | Speaker::Office { mention, .. }
            | Speaker::Country { mention, .. }
            | Speaker::Organization { mention, .. }
            | Speaker::Other { mention } => *mention = words,
        }
        self
    }

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

/// Who else may have said it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Alternative {
    /// Who; `None` for nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// How likely.
    pub confidence: Confidence,
}

/// A probability: of the answers that are given 0.9, nine in ten are right on unseen news of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Confidence(pub(crate) f32);

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let probability = f32::deserialize(deserializer)?;
        // JSON has no infinity, but `1e40` is one as an `f32`, and what is read must be writable again.
        let fits = (0.0..=1.0).contains(&probability);
        fits.then_some(Self(probability)).ok_or_else(|| serde::de::Error::custom("a confidence is from 0 to 1"))
    }
}

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
    /// The rule that decided, if it was not the weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
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
