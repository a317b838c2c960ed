//! Links quotations to their sources.

mod answer;
mod candidate;
mod feature;
mod item;
mod rule;
mod speaker;

pub(crate) use answer::{Answer, answers};
pub(crate) use candidate::{Candidate, Field, Source};
#[cfg(feature = "training")]
pub(crate) use feature::Question;
pub(crate) use feature::template;
pub(crate) use item::{Item, ItemClass, items};
pub(crate) use speaker::{Known, Resolver};
