//! Collects what the sources say of each name, spellings that fold alike together.

use super::spelling::{self, Folding};
use super::words::Commonness;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How a list uses a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Given,
    Family,
}

/// One list's word for one name.
pub struct Claim<'a> {
    pub name: &'a str,
    pub part: Part,
    pub bucket: u8,
    /// Enough to deserve a row without a second witness.
    pub frequent: bool,
    /// `f`, `m`, `u` or nothing.
    pub sex: &'a str,
}

#[derive(Default)]
pub struct Evidence {
    spellings: BTreeMap<String, u32>,
    lists: [u8; 2],
    uses: [u32; 2],
    sexes: [u32; 3],
    frequent: bool,
    claims: u32,
}

const SEXES: [&str; 3] = ["f", "m", "u"];

impl Evidence {
    /// Lists and persons confirm each other by one step; persons count by doublings.
    fn bucket(&self, part: Part) -> u8 {
        let list = self.lists[part as usize];
        let doublings = (u32::BITS - self.uses[part as usize].leading_zeros()) as u8;
        let confirmed = u8::from(list > 0 && doublings > 0);
        (list.max(doublings) + confirmed).min(9)
    }

    pub fn given(&self) -> u8 {
        self.bucket(Part::Given)
    }

    pub fn family(&self) -> u8 {
        self.bucket(Part::Family)
    }

    /// The sex on which the lists agree, by and large; `u` if they do not.
    pub fn sex(&self) -> &'static str {
        let total: u32 = self.sexes.iter().sum();
        let strongest = (0..SEXES.len()).max_by_key(|&i| self.sexes[i]).unwrap_or(0);
        match total {
            0 => "",
            _ if self.sexes[strongest] * 4 > total * 3 => SEXES[strongest],
            _ => "u",
        }
    }

    /// The spelling with the most witnesses; of equals the one with the most capitals and marks last in byte order.
    pub fn spelling(&self) -> &str {
        let best = self.spellings.iter().max_by_key(|(name, weight)| (**weight, Reverse(*name)));
        best.map_or("", |(name, _)| name)
    }

    pub fn is_frequent(&self) -> bool {
        self.frequent
    }

    /// Two lists, or two persons, know it.
    pub fn is_confirmed(&self) -> bool {
        self.claims + self.uses.iter().sum::<u32>() > 1
    }
}

pub struct Register<'w> {
    entries: BTreeMap<String, Evidence>,
    folding: Folding,
    words: &'w Commonness,
}

impl<'w> Register<'w> {
    pub fn new(folding: Folding, words: &'w Commonness) -> Self {
        Register { entries: BTreeMap::new(), folding, words }
    }

    pub fn entries(&self) -> &BTreeMap<String, Evidence> {
        &self.entries
    }

    fn entry(&mut self, name: &str) -> Option<&mut Evidence> {
        let name = spelling::tidy(name);
        if !spelling::is_name(&name) {
            return None;
        }
        let entry = self.entries.entry(self.folding.key(&name)).or_default();
        *entry.spellings.entry(name).or_default() += 1;
        Some(entry)
    }

    pub fn claim(&mut self, claim: &Claim) {
        let Some(entry) = self.entry(claim.name) else { return };
        let list = &mut entry.lists[claim.part as usize];
        *list = claim.bucket.max(*list);
        entry.frequent |= claim.frequent;
        entry.claims += 1;
        if let Some(sex) = SEXES.iter().position(|s| *s == claim.sex) {
            entry.sexes[sex] += 1 + u32::from(claim.bucket);
        }
    }

    /// A name that a person of a list bears, `prominent` if the list is of persons in the news. Words are left aside:
    /// lists of persons hold titles and places, too.
    pub fn bear(&mut self, name: &str, part: Part, prominent: bool) {
        if self.words.of(&self.folding.key(name)) > 0 {
            return;
        }
        if let Some(entry) = self.entry(name) {
            entry.uses[part as usize] += 1;
            entry.frequent |= prominent;
        }
    }
}
