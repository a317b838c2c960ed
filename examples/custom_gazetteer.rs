//! Your own names: from a table, from code, and together with the bundled ones.
//!
//! `cargo run --release --example custom_gazetteer [TABLE.tsv]`

use dixit::{CasePolicy, Entry, EntryKind, Error, Extractor, Gazetteer, Name, NameForm};
use std::process::ExitCode;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/newsroom.tsv");

const TEXT: &str = "\
The registrar of the Ocean Tribunal, Tomasz Wilk, asked both sides for patience on Monday.

“The files are wet, but they can be read,” the Grey Wolf told the Harbour Gazette.

Saoirse Mac Giolla, who leads Harbour Watch, was in no mood to wait. “We have been patient for eleven years,” the Iron \
Ladle said. HW will ask Ireland and Norway for help.";

fn main() -> ExitCode {
    let table = std::env::args().nth(1).unwrap_or_else(|| TABLE.to_owned());
    match newsroom(&table).and_then(show) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line for every row that is wrong: file, line, column, and what was expected there.
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The bundled names, those of the table, and one from code. Where two sources name the same key they add to one entry.
fn newsroom(table: &str) -> Result<Gazetteer, Error> {
    let registrar = Entry::new(EntryKind::Person, "person:tomasz-wilk", "Tomasz Wilk")
        .name(Name::new("Grey Wolf", NameForm::Alias).case(CasePolicy::Exact))
        .attribute("desk", "world");
    let gazetteer = Gazetteer::builder().merge(&Gazetteer::bundled()?).tsv_file(table)?.entry(registrar).build()?;
    // Two entries with one name are no error, but seldom meant.
    gazetteer.conflicts().for_each(|conflict| eprintln!("note: {conflict}"));
    Ok(gazetteer)
}

fn show(gazetteer: Gazetteer) -> Result<(), Error> {
    println!("Names of the newsroom, found as they stand:");
    for found in gazetteer.find(TEXT) {
        // Columns with a name of your own come back with every match.
        if let Some(desk) = found.attribute("desk") {
            println!("  {:20} {:30} desk {desk}", found.span().of(TEXT), found.key());
        }
    }

    let extractor = Extractor::builder().gazetteer(gazetteer).build()?;
    let document = extractor.extract(TEXT);
    println!("\nPeople:");
    for person in &document.people {
        let key = person.key.as_ref().map_or("in no list", |key| key.as_str());
        println!("  {:20} {key:30} {} mentions", person.name, person.mentions.len());
    }
    println!("\nQuotations:");
    for quote in &document.quotes {
        let speaker = quote.speaker.as_ref().map_or("nobody", |s| document.speaker_name(s, TEXT));
        println!("  {speaker}: {}", quote.span.of(TEXT));
    }
    Ok(())
}
