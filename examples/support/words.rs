//! Records in words.

use dixit::{Document, Holding, Office, Scope, Speaker, Tenure};

/// The title of an office and of what it is the office: `foreign minister (Latvia)`.
pub fn office(office: &Office, document: &Document) -> String {
    let scope = match &office.scope {
        Some(Scope::Country(code)) => {
            let country = document.countries.iter().find(|country| country.code == *code);
            country.map_or(code.as_str(), |country| country.name.as_str())
        }
        Some(Scope::Body(name)) => name,
        _ => return office.title.clone(),
    };
    format!("{} ({scope})", office.title)
}

/// The office that is held, and how: `former ambassador (Latvia)`.
pub fn holding(holding: &Holding, document: &Document) -> String {
    let title = office(&document.offices[holding.office.index()], document);
    match holding.tenure {
        Tenure::Current => title,
        tenure => format!("{tenure} {title}"),
    }
}

/// The offices that a person of the document holds.
pub fn offices(person: &dixit::Person, document: &Document) -> Vec<String> {
    let mut offices: Vec<_> = person.holds.iter().map(|held| holding(held, document)).collect();
    offices.dedup();
    offices
}

/// How many quotations the person with this number has.
pub fn said_by(number: usize, document: &Document) -> usize {
    let by = |speaker: &Speaker| matches!(speaker, Speaker::Person { person, .. } if person.index() == number);
    document.quotes.iter().filter(|quote| quote.speaker.as_ref().is_some_and(by)).count()
}

/// The words of the text for the source, where they are other words than those of its name: `she`, `the minister`.
pub fn other_words<'t>(speaker: &Speaker, name: &str, text: &'t str) -> Option<&'t str> {
    let mention = speaker.mention().of(text);
    let in_name = |word: &str| name.split_whitespace().any(|other| other == word);
    (!mention.split_whitespace().all(in_name)).then_some(mention)
}
