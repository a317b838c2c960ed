//! Links quotations to their sources.

mod addressee;
mod answer;
mod candidate;
mod feature;
mod item;
mod question;
mod reason;
mod rule;
mod speaker;

pub(crate) use answer::{Answer, Answers, Rival, rank};
pub(crate) use candidate::{Candidate, Field, Source};
pub(crate) use feature::template;
pub(crate) use item::{Item, ItemClass, items};
pub(crate) use question::Question;
pub(crate) use reason::{Held, difference, held};
pub use rule::Rule;
pub(crate) use speaker::{Known, Resolved, Resolver};
