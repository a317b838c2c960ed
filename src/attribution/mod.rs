//! Links quotations to their sources.

mod addressee;
mod answer;
mod candidate;
mod feature;
mod item;
mod question;
mod rule;
mod speaker;

pub(crate) use answer::{Answer, Answers, Rival};
pub(crate) use candidate::{Candidate, Field, Source};
pub(crate) use feature::template;
pub(crate) use item::{Item, ItemClass, items};
#[cfg(feature = "training")]
pub(crate) use question::Question;
pub use rule::Rule;
pub(crate) use speaker::{Known, Resolved, Resolver};
