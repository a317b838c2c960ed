//! People in politics and the offices they held.
//!
//! Every source gives sightings (a name, a country, offices with years); sightings of one person are joined; the
//! person is written with one display name, the other names in use, and the years in which an office is attested.

mod america;
mod directories;
mod factbook;
mod forms;
mod hand;
mod lexicon;
mod merge;
mod name;
mod offices;
mod output;
mod petrarch;
mod sighting;

use crate::table::{Failure, Table};
use std::path::Path;

pub fn compile(sources: &Path) -> Result<Vec<Table>, Failure> {
    let lexicon = lexicon::Lexicon::read(sources)?;
    let hand = hand::Hand::read(&crate::data("../.."), &lexicon)?;
    let mut sightings = america::read_all(sources, &lexicon)?;
    sightings.extend(directories::read_wikidata(sources, &lexicon)?);
    sightings.extend(factbook::read_leaders(sources, &lexicon)?);
    sightings.extend(directories::read_cia(sources, &lexicon)?);
    sightings.extend(factbook::read_parties(sources, &lexicon, &hand)?);
    sightings.extend(directories::read_ofac(sources, &lexicon)?);
    sightings.extend(petrarch::read_all(sources, &lexicon)?);
    let people = merge::join(&lexicon, sightings);
    Ok(output::tables(people, &lexicon, &hand))
}
