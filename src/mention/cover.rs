//! Which listed name covers each token: of overlapping hits the longest, from left to right.

use crate::gazetteer::{Compiled, EntryKind, Hit, NameForm, Risk};
use crate::lexicon::Lexicon;
use crate::text::{Kind, Reading, Shape, Tokens};

/// How a listed name bears on a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Role {
    None,
    Person,
    /// A surname or given name that needs no introduction.
    PersonPart,
    Office,
    Country,
    Nationality,
    Capital,
    Body,
    Outlet,
    Place,
    Organization,
    Other,
}

/// What covers one token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cover {
    /// Number of the hit in [`Covers::hits`], or `u32::MAX`.
    pub(crate) hit: u32,
    pub(crate) role: Role,
    /// Whether the name starts at this token.
    pub(crate) begins: bool,
    pub(crate) risk: Risk,
}

const FREE: Cover = Cover { hit: u32::MAX, role: Role::None, begins: false, risk: Risk::NONE };

/// A word this common as a given name is no title at the start of a person's name.
const COMMON_GIVEN: u8 = 6;

/// All hits of a text and the ones chosen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Covers {
    /// All hits, by first token, longest first.
    pub(crate) hits: Vec<Hit>,
    pub(crate) of: Vec<Cover>,
}

impl Covers {
    /// Finds all hits and chooses among them; nothing in a paragraph that is `silent`.
    pub(crate) fn find(
        &mut self,
        text: &str,
        reading: &Reading,
        silent: &[bool],
        gazetteer: &Compiled,
        lexicon: &Lexicon,
    ) {
        self.hits.clear();
        for (paragraph, _) in reading.paragraphs.iter().zip(silent).filter(|(_, silent)| !**silent) {
            for at in paragraph.clone() {
                let hits = &mut self.hits;
                let (at, end) = (at as usize, paragraph.end as usize);
                gazetteer.hits_at(text, &reading.tokens, at, end, &mut |hit| hits.push(hit));
            }
        }
        let words = self.hits.len();
        gazetteer.literal_hits(text, &reading.tokens, &mut |hit| self.hits.push(hit));
        // Hits of words come by first token and by length; only the order within one start has to be mended.
        let rank = |hit: &Hit| (hit.first, std::cmp::Reverse(hit.end), priority(gazetteer, hit.alias), hit.alias);
        if self.hits.len() > words {
            self.hits.sort_by_key(rank);
        } else {
            self.hits.chunk_by_mut(|a, b| a.first == b.first).for_each(|group| group.sort_by_key(rank));
        }
        self.choose(reading, gazetteer, lexicon);
    }

    fn choose(&mut self, reading: &Reading, gazetteer: &Compiled, lexicon: &Lexicon) {
        self.of.clear();
        self.of.resize(reading.tokens.len(), FREE);
        let mut free_from = 0;
        for number in 0..self.hits.len() {
            let hit = self.hits[number];
            if hit.first < free_from || self.yields(number, reading, gazetteer, lexicon) {
                continue;
            }
            let alias = &gazetteer.aliases[hit.alias as usize];
            let role = role(gazetteer.kind(alias.entry), alias.form);
            // `Pope Francis`: the title goes before the name.
            let title = (role == Role::Person).then(|| self.title_in(number, reading, gazetteer, lexicon)).flatten();
            let start = title.map_or(hit.first, |title| self.hits[title].end);
            if let Some(title) = title {
                let Hit { first, end, alias, .. } = self.hits[title];
                self.cover(first..end, title, Role::Office, gazetteer.aliases[alias as usize].risk);
            }
            self.cover(start..hit.end, number, role, alias.risk);
            free_from = hit.end;
        }
    }

    fn cover(&mut self, tokens: Tokens, hit: usize, role: Role, risk: Risk) {
        for at in tokens.clone() {
            self.of[at as usize] = Cover { hit: hit as u32, role, begins: at == tokens.start, risk };
        }
    }

    /// The title of an office at the start of a person's listed name. A given name is none (`Dean Reed`).
    fn title_in(&self, number: usize, reading: &Reading, gazetteer: &Compiled, lexicon: &Lexicon) -> Option<usize> {
        let hit = self.hits[number];
        let title = |other: &usize| {
            let other = &self.hits[*other];
            gazetteer.kind(gazetteer.aliases[other.alias as usize].entry) == EntryKind::Office && other.end < hit.end
        };
        let mut same = (number + 1..self.hits.len()).take_while(|&other| self.hits[other].first == hit.first);
        let given = lexicon.info(reading.tokens[hit.first as usize].word).given;
        same.find(title).filter(|_| given < COMMON_GIVEN)
    }

    /// Whether a hit gives way: to a longer one that starts inside it, or as part of a hyphenated or longer word.
    fn yields(&self, number: usize, reading: &Reading, gazetteer: &Compiled, lexicon: &Lexicon) -> bool {
        let hit = self.hits[number];
        let alias = &gazetteer.aliases[hit.alias as usize];
        let kind = gazetteer.kind(alias.entry);
        // `prime minister`, lower case and part of a hyphenated word: no.
        let prefix = alias.form == NameForm::Prefix;
        let next = reading.tokens.get(hit.end as usize);
        if prefix {
            return next.is_none_or(|t| t.kind != Kind::Hyphen);
        }
        // `The Australian government`: a paper by the name of a nation, with a noun behind it.
        if kind == EntryKind::Outlet
            && next.is_some_and(|t| t.is_word() && t.shape == Shape::Lower && lexicon.verb_cue(t.word).is_none())
        {
            let same_end = self.hits[number + 1..]
                .iter()
                .take_while(|other| other.first < hit.end)
                .filter(|other| other.end == hit.end);
            let nation =
                |other: &Hit| gazetteer.kind(gazetteer.aliases[other.alias as usize].entry) == EntryKind::Country;
            if same_end.clone().any(|other| other.first > hit.first && nation(other)) {
                return true;
            }
        }
        // A single short hit yields to a longer one that begins inside it: `New | York Times`.
        let later = self.hits[number + 1..].iter().take_while(|other| other.first < hit.end);
        let longer = later.filter(|other| other.first > hit.first && other.end > hit.end);
        let one = reading.tokens[hit.first as usize];
        let weak = kind == EntryKind::Office && one.shape == Shape::Lower;
        longer.clone().any(|other| other.end - other.first > hit.end - hit.first || weak)
    }
}

/// Among names of the same words the kind that is meant more often goes first.
fn priority(gazetteer: &Compiled, alias: u32) -> (u8, u8) {
    let alias = &gazetteer.aliases[alias as usize];
    let kind = match gazetteer.kind(alias.entry) {
        EntryKind::Country => 0,
        EntryKind::Body => 1,
        EntryKind::Office => 2,
        EntryKind::Person => 3,
        EntryKind::Outlet => 4,
        EntryKind::Organization => 5,
        EntryKind::Place => 6,
        EntryKind::Other => 7,
    };
    let form = match alias.form {
        NameForm::Capital | NameForm::Foreign | NameForm::Former | NameForm::Plural => 1,
        NameForm::Surname | NameForm::Given => 2,
        _ => 0,
    };
    (form, kind)
}

fn role(kind: EntryKind, form: NameForm) -> Role {
    match (kind, form) {
        (EntryKind::Person, NameForm::Surname | NameForm::Given) => Role::PersonPart,
        (EntryKind::Person, _) => Role::Person,
        (EntryKind::Office, _) => Role::Office,
        (EntryKind::Country | EntryKind::Body, NameForm::Capital) => Role::Capital,
        (EntryKind::Country | EntryKind::Body, NameForm::Adjective | NameForm::Demonym | NameForm::Prefix) => {
            Role::Nationality
        }
        (EntryKind::Country, _) => Role::Country,
        (EntryKind::Body, _) => Role::Body,
        (EntryKind::Outlet, _) => Role::Outlet,
        (EntryKind::Place, _) => Role::Place,
        (EntryKind::Organization, _) => Role::Organization,
        (EntryKind::Other, _) => Role::Other,
    }
}
