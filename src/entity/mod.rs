//! Mentions -> entities of the document.

mod offices;
mod people;

pub(crate) use offices::{Context, Office, Offices, Title};
pub(crate) use people::{Person, Persons};
