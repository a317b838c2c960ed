//! Titles of the sources -> keys of offices.

use crate::table::{Failure, read};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A title that means more than this many offices is a list, of which the first are the known ones.
const MOST_OFFICES: usize = 2;

/// An office key without its kind, and how much its holders matter (1 most).
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    pub id: String,
    pub tier: u8,
}

struct Rule {
    phrase: String,
    /// Blank: the phrase is no office, it only explains the words.
    id: String,
    tier: u8,
    how: How,
}

pub struct Offices {
    /// The longest phrase first.
    rules: Vec<Rule>,
    topics: BTreeMap<String, Office>,
    roles: BTreeMap<String, Office>,
    /// The offices that the gazetteer knows; a holder of another one would point nowhere.
    known: BTreeSet<String>,
    /// Words as the rules spell them: `labor` -> `labour`, `intl` -> `international`.
    spellings: BTreeMap<String, String>,
}

/// What a phrase of a title tells.
#[derive(Clone, Copy, PartialEq)]
enum How {
    /// An office beside others.
    Beside,
    /// The whole title means this one office.
    Only,
    /// The head of a department, whose name follows.
    Portfolio,
    /// Lowers the office of the department.
    Deputy,
}

impl Offices {
    pub fn read(data: &Path) -> Result<Self, Failure> {
        let mut rules = Vec::new();
        for row in read(&data.join("people_offices.tsv"))? {
            let id = row.get("office").trim_start_matches('-').to_owned();
            rules.push(Rule {
                phrase: row.get("phrase").to_owned(),
                id,
                tier: row.get("tier").parse()?,
                how: how(row.get("how"))?,
            });
        }
        rules.sort_by_key(|r| (std::cmp::Reverse(r.phrase.len()), r.phrase.clone()));
        let mut topics = BTreeMap::new();
        for row in read(&data.join("people_topics.tsv"))? {
            topics.insert(
                row.get("words").to_owned(),
                Office { id: row.get("topic").to_owned(), tier: row.get("tier").parse()? },
            );
        }
        let mut roles = BTreeMap::new();
        for row in read(&data.join("people_roles.tsv"))? {
            roles.insert(
                row.get("role").to_owned(),
                Office { id: row.get("office").to_owned(), tier: row.get("tier").parse()? },
            );
        }
        let words = read(&data.join("people_title_words.tsv"))?;
        let spellings = words.iter().map(|row| (row.get("word").to_owned(), row.get("spelling").to_owned())).collect();
        let known = read(&data.join("../../offices.tsv"))?
            .iter()
            .filter_map(|r| Some(r.get("key").strip_prefix("office:")?.to_owned()))
            .collect();
        Ok(Self { rules, topics, roles, known, spellings })
    }

    /// The office that a role code of the political-event dictionaries stands for.
    pub fn of_role(&self, role: &str) -> Option<&Office> {
        self.roles.get(role)
    }

    /// The offices that a title names, at most two, each known to the gazetteer.
    pub fn of_title(&self, title: &str) -> Vec<Office> {
        let mut offices: Vec<Office> = self.named(title).into_iter().filter_map(|o| self.known(o)).collect();
        offices.dedup_by(|a, b| a.id == b.id);
        offices
    }

    /// The office itself, or for a department of which the gazetteer knows none the plain minister.
    fn known(&self, office: Office) -> Option<Office> {
        if self.known.contains(&office.id) {
            return Some(office);
        }
        let plain = ["minister", "secretary"].iter().any(|noun| office.id.ends_with(&format!("-{noun}")));
        let minister = || Office { id: "minister".to_owned(), tier: office.tier.max(4) };
        plain.then(minister)
    }

    fn named(&self, title: &str) -> Vec<Office> {
        let mut rest = format!(" {} ", self.normal(title));
        let mut found = Vec::new();
        for rule in self.rules.iter().filter(|r| matches!(r.how, How::Beside | How::Only)) {
            let phrase = format!(" {} ", rule.phrase);
            let Some(at) = rest.find(&phrase) else { continue };
            let office = Office { id: rule.id.clone(), tier: rule.tier };
            if rule.how == How::Only {
                return if office.id.is_empty() { Vec::new() } else { vec![office] };
            }
            found.push((at, office));
            rest = rest.replacen(&phrase, " | ", 1);
        }
        found.sort_by_key(|(at, _)| *at);
        let mut offices: Vec<Office> =
            found.into_iter().map(|(_, office)| office).filter(|o| !o.id.is_empty()).collect();
        offices.extend(self.of_topics(&rest));
        offices.truncate(MOST_OFFICES);
        offices
    }

    /// `minister of finance and trade` -> finance-minister, trade-minister.
    fn of_topics(&self, title: &str) -> Vec<Office> {
        let Some((noun, topics)) = self.portfolio(title) else { return Vec::new() };
        let lower = self.rules.iter().find(|r| r.how == How::Deputy && title.contains(&format!(" {} ", r.phrase)));
        if let Some(rule) = lower {
            return vec![Office { id: rule.id.clone(), tier: rule.tier }];
        }
        let topics = topics.replace(" | ", " and ");
        let known = topics.split(" and ").filter_map(|t| self.topic(t.trim()));
        let mut offices: Vec<Office> = known.map(|o| Office { id: format!("{}-{noun}", o.id), tier: o.tier }).collect();
        offices.dedup();
        if offices.is_empty() && noun == "minister" {
            offices.push(Office { id: noun.to_owned(), tier: 4 });
        }
        offices
    }

    /// A topic as listed, or the longest listed topic with which it begins.
    fn topic(&self, words: &str) -> Option<&Office> {
        let mut head = words;
        loop {
            if let Some(office) = self.topics.get(head) {
                return Some(office);
            }
            head = head.rsplit_once(' ')?.0;
        }
    }

    /// The noun of a department's head, and the words for the department.
    fn portfolio<'t>(&self, title: &'t str) -> Option<(&str, &'t str)> {
        let heads = self.rules.iter().filter(|r| r.how == How::Portfolio);
        let found = heads.filter_map(|r| Some((title.find(&format!(" {} ", r.phrase))?, r)));
        let (at, rule) = found.min_by_key(|(at, r)| (*at, std::cmp::Reverse(r.phrase.len())))?;
        Some((&rule.id, &title[at + rule.phrase.len() + 1..]))
    }

    /// Small letters without marks, British spelling, abbreviations written out.
    fn normal(&self, title: &str) -> String {
        let plain: String = title.nfd().flat_map(char::to_lowercase).filter(|&c| !is_combining_mark(c)).collect();
        let spelled = plain.replace(['&', ','], " and ").replace(['\'', '’'], "");
        let words = spelled.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty() && *w != "the");
        let text = words.map(|w| self.spellings.get(w).map_or(w, String::as_str)).collect::<Vec<_>>().join(" ");
        text.replace(" and and ", " and ")
    }
}

fn how(cell: &str) -> Result<How, Failure> {
    match cell {
        "" => Ok(How::Beside),
        "only" => Ok(How::Only),
        "portfolio" => Ok(How::Portfolio),
        "deputy" => Ok(How::Deputy),
        other => Err(format!("people_offices.tsv: no such how: {other}").into()),
    }
}
