//! The table of cases for people, offices and countries: `tests/cases/entities/*.toml`.
//!
//! A case holds a text and what a careful reader finds in it, by the words of the text; it checks only what it lists.
//! A known failure says why in `fails`; it must fail, so that the day it is mended is noticed.

#[path = "support/cases.rs"]
mod load;

use dixit::{Document, Extractor, Form, Holding, Mention, Office, Person, Scope, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display, Write};

/// Texts of mentions, by the name of a person or the code of a country.
type Texts = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// Why the case is known to fail.
    fails: Option<String>,
    /// The names of all persons.
    people: Option<Vec<String>>,
    /// Words of the text that are no part of a person's name.
    #[serde(default)]
    not_people: Vec<String>,
    /// All name mentions of a person, in order.
    #[serde(default)]
    clusters: Texts,
    /// Pronouns and nouns that are mentions of a person; there may be more.
    #[serde(default)]
    nominals: Texts,
    /// Why each mention of a person is a name, in order; `-` for one that is none.
    #[serde(default)]
    named_by: Texts,
    /// Why each mention is of this person, in order; `-` where it introduces the person.
    #[serde(default)]
    joined_by: Texts,
    /// The codes of all countries with a mention of the form name or adjective.
    countries: Option<Vec<String>>,
    /// Codes of countries that are not mentioned in any form.
    #[serde(default)]
    not_countries: Vec<String>,
    /// All mentions of a country of these forms, in order.
    #[serde(default)]
    names: Texts,
    #[serde(default)]
    adjectives: Texts,
    #[serde(default)]
    metonyms: Texts,
    #[serde(default)]
    capitals: Texts,
    #[serde(default)]
    nested: Texts,
    /// Offices that are there; there may be more.
    #[serde(default)]
    offices: Vec<Held>,
    /// Offices that are not there.
    #[serde(default)]
    not_offices: Vec<Held>,
}

/// An office and its holder. A field that is not given is not checked; `-` stands for none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    /// The usual title, or the last part of the gazetteer's key in words.
    title: Option<String>,
    /// The usual title and nothing else.
    display: Option<String>,
    /// A country's code, a body's name.
    scope: Option<String>,
    /// The name of the person who holds it.
    holder: Option<String>,
    tenure: Option<String>,
    /// The title as it stands in the text.
    mention: Option<String>,
    /// How the text tells of the holder.
    told_by: Option<String>,
    /// Why it is an office of its country or body.
    scope_by: Option<String>,
}

struct Checker<'a> {
    case: &'a Case,
    document: Document,
    problems: String,
}

impl Checker<'_> {
    fn check(mut self) -> String {
        self.people();
        self.countries();
        for held in &self.case.offices {
            if !self.has_office(held) {
                let found = self.shown_offices();
                self.problem(&format!("office {held}"), &"there", &found);
            }
        }
        for held in &self.case.not_offices {
            if self.has_office(held) {
                let found = self.shown_offices();
                self.problem(&format!("office {held}"), &"not there", &found);
            }
        }
        self.problems
    }

    fn problem(&mut self, what: &str, expected: &dyn Debug, found: &dyn Debug) {
        let _ = writeln!(self.problems, "    {what}\n        expected {expected:?}\n        found    {found:?}");
    }

    fn equal<T: PartialEq + Debug>(&mut self, what: &str, expected: &T, found: &T) {
        if expected != found {
            self.problem(what, expected, found);
        }
    }

    fn texts(&self, mentions: &[Mention], forms: &[Form]) -> Vec<String> {
        let chosen = mentions.iter().filter(|mention| forms.contains(&mention.form));
        chosen.map(|mention| mention.span.of(&self.case.text).to_owned()).collect()
    }

    fn people(&mut self) {
        let case = self.case;
        let mut found: Vec<String> = self.document.people.iter().map(|person| person.name.clone()).collect();
        found.sort();
        if let Some(expected) = &case.people {
            let mut expected = expected.clone();
            expected.sort();
            self.equal("people", &expected, &found);
        }
        for words in &case.not_people {
            let hit = self.document.people.iter().find(|person| self.is_touched(person, words));
            if let Some(name) = hit.map(|person| person.name.clone()) {
                self.problem("no person", words, &name);
            }
        }
        for (name, expected) in &case.clusters {
            let mentions = self.mentions_of(name);
            let texts = self.texts(&mentions, &[Form::Full, Form::Short]);
            self.equal(&format!("mentions of {name} among {found:?}"), expected, &texts);
        }
        for (name, expected) in &case.nominals {
            let texts = self.texts(&self.mentions_of(name), &[Form::Pronoun, Form::Nominal]);
            if !expected.iter().all(|text| texts.contains(text)) {
                self.problem(&format!("nominals of {name}"), expected, &texts);
            }
        }
        for (name, expected) in &case.named_by {
            let found: Vec<String> = self.mentions_of(name).iter().map(|mention| word(mention.named_by)).collect();
            self.equal(&format!("why {name} is a name"), expected, &found);
        }
        for (name, expected) in &case.joined_by {
            let found: Vec<String> = self.mentions_of(name).iter().map(|mention| word(mention.joined_by)).collect();
            self.equal(&format!("why it is {name}"), expected, &found);
        }
    }

    /// Whether a name of the person overlaps an occurrence of the words.
    fn is_touched(&self, person: &Person, words: &str) -> bool {
        let at = self.case.text.match_indices(words).map(|(at, _)| Span::new(at as u32, (at + words.len()) as u32));
        let names: Vec<Span> = person.mentions.iter().filter(|m| is_name(m)).map(|m| m.span).collect();
        at.into_iter().any(|words| names.iter().any(|name| name.overlaps(words)))
    }

    fn mentions_of(&self, name: &str) -> Vec<Mention> {
        let of_name = self.document.people.iter().filter(|person| person.name == name);
        of_name.flat_map(|person| person.mentions.clone()).collect()
    }

    fn countries(&mut self) {
        let case = self.case;
        let plain = [Form::Name, Form::Adjective];
        let named = self.document.countries.iter().filter(|c| c.mentions.iter().any(|m| plain.contains(&m.form)));
        let found: BTreeSet<String> = named.map(|country| country.code.to_string()).collect();
        if let Some(expected) = &case.countries {
            self.equal("countries", &expected.iter().cloned().collect(), &found);
        }
        for code in &case.not_countries {
            let hit = self.document.countries.iter().find(|country| country.code.as_str() == code);
            if let Some(mentions) = hit.map(|country| country.mentions.clone()) {
                self.problem("no country", code, &mentions);
            }
        }
        self.forms("names", &case.names, Form::Name);
        self.forms("adjectives", &case.adjectives, Form::Adjective);
        self.forms("metonyms", &case.metonyms, Form::Metonym);
        self.forms("capitals", &case.capitals, Form::Capital);
        self.forms("nested", &case.nested, Form::Nested);
    }

    fn forms(&mut self, what: &str, expected: &Texts, form: Form) {
        for (code, expected) in expected {
            let of_code = self.document.countries.iter().find(|country| country.code.as_str() == code);
            let mentions = of_code.map_or(Vec::new(), |country| country.mentions.clone());
            let texts = self.texts(&mentions, &[form]);
            if *expected != texts {
                let all = self.document.countries.iter().flat_map(|c| c.mentions.iter().map(|m| (c.code.as_str(), m)));
                let all: Vec<_> = all.map(|(code, m)| (code, m.form, m.span.of(&self.case.text))).collect();
                let found = format!("{texts:?} of {all:?}");
                let _ = writeln!(
                    self.problems,
                    "    {what} of {code}\n        expected {expected:?}\n        found    {found}"
                );
            }
        }
    }

    fn has_office(&self, held: &Held) -> bool {
        let offices = &self.document.offices;
        offices.iter().enumerate().any(|(number, office)| self.is_office(held, number, office))
    }

    fn is_office(&self, held: &Held, number: usize, office: &Office) -> bool {
        let is = |expected: &Option<String>, found: &str| expected.as_ref().is_none_or(|expected| expected == found);
        let key = office.key.as_str().trim_start_matches("office:").replace('-', " ");
        let titles = self.texts(&office.mentions, &[Form::Title]);
        let title = held.title.as_ref().is_none_or(|title| *title == office.title || *title == key);
        let scope = is(&held.scope, scope(office.scope.as_ref()));
        let mention = held.mention.as_ref().is_none_or(|mention| titles.contains(mention));
        let scope = scope && is(&held.scope_by, &word(office.scope_by));
        let title = title && is(&held.display, &office.title);
        title && scope && mention && self.is_held(held, number)
    }

    fn is_held(&self, held: &Held, number: usize) -> bool {
        let holdings = self.document.people.iter().flat_map(|p| p.holds.iter().map(move |h| (p.name.as_str(), h)));
        let mut of_office = holdings.filter(|(_, holding)| holding.office.index() == number);
        match held.holder.as_deref() {
            Some("-") => of_office.next().is_none(),
            None if held.tenure.is_none() && held.told_by.is_none() => true,
            name => of_office.any(|(holder, holding)| {
                let tenure = held.tenure.as_ref().is_none_or(|tenure| *tenure == format!("{}", holding.tenure));
                let told_by = held.told_by.as_ref().is_none_or(|told_by| *told_by == word(holding.told_by));
                name.is_none_or(|name| name == holder) && tenure && told_by
            }),
        }
    }

    fn shown_offices(&self) -> Vec<String> {
        let show = |(number, office): (usize, &Office)| {
            let holders = self.document.people.iter().flat_map(|p| p.holds.iter().map(move |h| (&p.name, h)));
            let holders = holders.filter(|(_, holding)| holding.office.index() == number);
            let holder =
                |(name, holding): (&String, &Holding)| format!("{name}, {}, {}", holding.tenure, word(holding.told_by));
            let holders: Vec<String> = holders.map(holder).collect();
            let titles = self.texts(&office.mentions, &[Form::Title]);
            let (scope, why) = (scope(office.scope.as_ref()), word(office.scope_by));
            format!("{} of {scope} ({why}) as {titles:?} held by {holders:?}", office.title)
        };
        self.document.offices.iter().enumerate().map(show).collect()
    }
}

impl std::fmt::Display for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [&self.title, &self.display, &self.scope, &self.holder, &self.tenure, &self.mention];
        let parts = parts.into_iter().chain([&self.told_by, &self.scope_by]);
        let parts: Vec<&str> = parts.flatten().map(String::as_str).collect();
        f.write_str(&parts.join(", "))
    }
}

/// The word for evidence, `-` for none.
fn word(evidence: Option<impl Display>) -> String {
    evidence.map_or_else(|| "-".to_owned(), |evidence| evidence.to_string())
}

fn is_name(mention: &Mention) -> bool {
    matches!(mention.form, Form::Full | Form::Short)
}

fn scope(scope: Option<&Scope>) -> &str {
    match scope {
        Some(Scope::Country(code)) => code.as_str(),
        Some(Scope::Body(name)) => name,
        _ => "-",
    }
}

/// Mistakes of the case itself: words that are not in its text.
fn strays(case: &Case) -> String {
    let words = case.clusters.values().chain(case.nominals.values()).flatten();
    let forms = [&case.names, &case.adjectives, &case.metonyms, &case.capitals, &case.nested];
    let words = words.chain(forms.into_iter().flat_map(|texts| texts.values().flatten()));
    let words = words.chain(&case.not_people).chain(case.people.iter().flatten());
    words.filter(|words| !case.text.contains(*words)).fold(String::new(), |mut all, words| {
        let _ = writeln!(all, "    the case asks for {words:?}, which is not in its text");
        all
    })
}

#[test]
fn cases() {
    let extractor = Extractor::builder().build().expect("the bundled gazetteer is well formed");
    let mut scratch = extractor.scratch();
    let (mut report, mut count, mut failed, mut known) = (String::new(), 0, 0, 0);
    let mut names = BTreeSet::new();
    for (file, case) in load::cases::<Case>("entities") {
        let document = extractor.extract_with(&mut scratch, &case.text);
        let mut problems = strays(&case);
        problems += &Checker { case: &case, document, problems: String::new() }.check();
        if !names.insert(case.name.clone()) {
            problems += "    another case has the same name\n";
        }
        known += usize::from(case.fails.is_some());
        problems = match &case.fails {
            Some(reason) if problems.is_empty() => format!("    passes, but is marked as failing: {reason}\n"),
            Some(_) => String::new(),
            None => problems,
        };
        count += 1;
        if !problems.is_empty() {
            failed += 1;
            let _ = writeln!(report, "{file}: {}\n    text: {}\n{problems}", case.name, case.text.trim());
        }
    }
    println!("{count} cases, {known} known failures");
    assert!(failed == 0, "{failed} of {count} cases fail\n\n{report}");
}
