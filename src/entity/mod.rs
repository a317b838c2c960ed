//! Mentions -> entities of the document.

mod kind;
mod offices;
mod people;

pub use kind::{HoldEvidence, JoinEvidence, OfficeClass, ScopeEvidence, Tenure};
pub(crate) use offices::{Context, Office, Offices, Title};
pub(crate) use people::{Person, Persons};
