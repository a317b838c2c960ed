//! Gazetteer hits, unseen names and titles -> typed mentions, disjoint but for countries inside longer names.

mod cover;
mod evidence;
mod extent;
mod listed;
mod people;
mod person;
mod quoted;
mod recall;
mod shaped;
mod zone;

pub(crate) use cover::{Covers, Role};
pub(crate) use evidence::{HONORIFICS, Memory};
pub(crate) use listed::{Listed, Mention};
pub use people::NameEvidence;
pub(crate) use people::{People, is_headline};
#[cfg(feature = "training")]
pub(crate) use person::{BEGINS, INSIDE, OUTSIDE};
pub(crate) use person::{LABELS, Scene, feature as person_feature};
pub(crate) use zone::{is_candidate, zones};
