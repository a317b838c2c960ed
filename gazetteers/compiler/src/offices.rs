//! Role nouns (`roles.tsv`): which nouns stand for a person or group that can speak in news.
//!
//! WordNet says which nouns are mainly persons, the PETRARCH2 agents say which roles turn up in political
//! news and of what kind they are. The exceptions are tables in `data/`, read by people rather than by code.

use crate::table::{self, Failure, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A person noun of WordNet: its sense counts and the classes above it.
struct PersonNoun {
    senses: u32,
    all_senses: u32,
    tags: u32,
    all_tags: u32,
    classes: String,
}

/// Everything the choice of roles rests on.
struct Evidence {
    nouns: BTreeMap<String, PersonNoun>,
    agents: BTreeMap<String, String>,
    frequent: BTreeSet<String>,
    dropped: BTreeSet<String>,
    /// (`agent` or `wordnet`, label, class): the first that fits decides.
    classes: Vec<(String, String, String)>,
    plurals: BTreeMap<String, String>,
}

pub fn compile(sources: &Path) -> Result<Vec<Table>, Failure> {
    let evidence = Evidence::read(sources)?;
    let mut table = Table::new("roles.tsv", &["role", "number", "sex", "class"]);
    for role in evidence.roles() {
        let (sex, class) = (evidence.sex(&role), evidence.class(&role));
        table.push([&role, "sg", sex, class]);
        table.push([&evidence.plural(&role), "pl", sex, class]);
    }
    Ok(vec![table])
}

impl Evidence {
    fn read(sources: &Path) -> Result<Self, Failure> {
        let own = |file: &str| table::read(&crate::data(file));
        let pairs = |rows: Vec<table::Row>, key: &str, value: &str| {
            rows.iter().map(|row| (row.get(key).to_owned(), row.get(value).to_owned())).collect::<BTreeMap<_, _>>()
        };
        let mut ranked = own("role_classes.tsv")?;
        ranked.sort_by(|a, b| a.get("rank").cmp(b.get("rank")));
        Ok(Self {
            nouns: person_nouns(sources)?,
            agents: pairs(table::read(&sources.join("petrarch-dictionaries/agents.tsv"))?, "phrase", "role_code"),
            frequent: column(table::read(&sources.join("google-books-words/words_en.tsv"))?, "word"),
            dropped: column(own("role_drop.tsv")?, "noun"),
            classes: ranked
                .iter()
                .map(|row| ["source", "label", "class"].map(|c| row.get(c).to_owned()).into())
                .collect(),
            plurals: pairs(own("role_plurals.tsv")?, "singular", "plural"),
        })
    }

    fn roles(&self) -> BTreeSet<String> {
        let nouns: BTreeSet<_> = self.nouns.keys().filter(|noun| self.is_usual_person(noun)).cloned().collect();
        let phrases = self.agents.keys().filter(|phrase| self.tells_more_than_its_head(phrase, &nouns));
        let all = nouns.iter().chain(phrases).filter(|role| !self.dropped.contains(*role)).cloned();
        all.collect()
    }

    /// A phrase of the agents that ends in a person noun, where that noun alone would give another class.
    /// Ministers and secretaries are offices, not roles.
    fn tells_more_than_its_head(&self, phrase: &str, nouns: &BTreeSet<String>) -> bool {
        let words: Vec<_> = phrase.split(' ').collect();
        let head = words[words.len() - 1];
        (2..=3).contains(&words.len())
            && nouns.contains(head)
            && !["minister", "secretary"].contains(&head)
            && (self.class(head), self.sex(head)) != (self.class(phrase), self.sex(phrase))
    }

    /// A noun that mostly means a person and that people use: WordNet is full of nouns nobody writes any more.
    fn is_usual_person(&self, noun: &str) -> bool {
        let known = &self.nouns[noun];
        let common = self.frequent.contains(noun) || self.agents.contains_key(noun);
        let seen = known.tags >= 1 && known.tags * 2 >= known.all_tags && (known.tags >= 3 || common);
        let unseen = known.all_tags == 0 && known.senses * 2 > known.all_senses && common;
        !noun.starts_with(char::is_uppercase) && (seen || unseen)
    }

    /// The agents know the roles of politics best; WordNet's classes stand in for the rest.
    fn class(&self, role: &str) -> &str {
        let code = self.agents.get(role).map_or("", String::as_str);
        let above = self.nouns.get(role).map_or("", |noun| noun.classes.as_str());
        let fits = |source: &str, label: &str| match source {
            "agent" => code.starts_with(label),
            _ => above.split('|').any(|class| class == label),
        };
        let found = self.classes.iter().find(|(source, label, _)| fits(source, label));
        found.map_or("generic", |(_, _, class)| class)
    }

    /// WordNet's male and female count only where the word itself leaves no doubt ("nurse" is female there).
    fn sex(&self, role: &str) -> &'static str {
        let head = role.rsplit(' ').next().unwrap_or(role);
        match head {
            _ if head.ends_with("woman") => "f",
            "human" | "layman" => "",
            _ if head.ends_with("man") => "m",
            _ if self.is_kin_or_plain(role, "female") => "f",
            _ if self.is_kin_or_plain(role, "male") => "m",
            _ => "",
        }
    }

    fn is_kin_or_plain(&self, role: &str, sex: &str) -> bool {
        let Some(noun) = self.nouns.get(role) else { return false };
        let classes: Vec<_> = noun.classes.split('|').collect();
        classes.contains(&sex) && classes.iter().all(|class| [sex, "relative"].contains(class))
    }

    /// Irregular plurals are looked up for the whole role, then for its head, the last word.
    fn plural(&self, role: &str) -> String {
        if let Some(plural) = self.plurals.get(role) {
            return plural.clone();
        }
        let (before, head) = role.rsplit_once(' ').map_or(("", role), |(before, head)| (before, head));
        let head = self.plurals.get(head).cloned().unwrap_or_else(|| regular_plural(head));
        if before.is_empty() { head } else { format!("{before} {head}") }
    }
}

fn column(rows: Vec<table::Row>, name: &str) -> BTreeSet<String> {
    rows.iter().map(|row| row.get(name).to_owned()).collect()
}

fn person_nouns(sources: &Path) -> Result<BTreeMap<String, PersonNoun>, Failure> {
    let mut nouns = BTreeMap::new();
    for row in table::read(&sources.join("wordnet/person_nouns.tsv"))? {
        let count = |column: &str| row.get(column).parse::<u32>();
        let noun = PersonNoun {
            senses: count("person_senses")?,
            all_senses: count("all_noun_senses")?,
            tags: count("person_sense_tags")?,
            all_tags: count("all_noun_tags")?,
            classes: row.get("classes").to_owned(),
        };
        nouns.insert(row.get("noun").to_owned(), noun);
    }
    Ok(nouns)
}

fn regular_plural(noun: &str) -> String {
    let swap = |end: &str, new: &str| noun.strip_suffix(end).map(|stem| format!("{stem}{new}"));
    if let Some(plural) = swap("man", "men") {
        return plural;
    }
    let vowel_before_y = ["ay", "ey", "oy", "uy"].iter().any(|end| noun.ends_with(end));
    match swap("y", "ies") {
        Some(plural) if !vowel_before_y => plural,
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}
