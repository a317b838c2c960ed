//! One person as one source saw them.

use super::forms::Spelling;

/// An office and the years in which a source attests it.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub office: String,
    /// `country:XX` or the name of a party.
    pub scope: String,
    pub from: Option<u16>,
    /// `None`: not ended, or unknown.
    pub to: Option<u16>,
    /// 1 (head, foreign, defence...) to 5 (ambassador): decides who is kept.
    pub tier: u8,
}

impl Term {
    pub fn last_year(&self) -> u16 {
        self.to.unwrap_or(u16::MAX)
    }

    /// A source tells that somebody headed a country or a department, but not under which title.
    pub fn is_general(&self) -> bool {
        matches!(self.office.as_str(), "leader" | "minister")
    }

    /// Offices that many hold at a time.
    pub fn is_vague(&self) -> bool {
        self.is_general() || matches!(self.office.as_str(), "minister-of-state" | "ambassador")
    }
}

#[derive(Clone, Debug)]
pub struct Sighting {
    /// The display name first.
    pub spellings: Vec<Spelling>,
    /// The source itself says which part of the name is the surname.
    pub sure: bool,
    /// ISO code.
    pub country: String,
    pub terms: Vec<Term>,
    /// Whose display name is preferred: 0 is best.
    pub trust: u8,
    pub wikidata: String,
    /// Identifier inside the source: two sightings with different ones are different people.
    pub id: String,
    /// Join with other sightings only on equal names: for countries whose lists are dense with namesakes.
    pub exact: bool,
}
