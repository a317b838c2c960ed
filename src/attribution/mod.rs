//! Links quotations to their sources.

mod answer;
mod candidate;
mod feature;
mod item;
mod speaker;

pub(crate) use answer::{Answer, answers};
pub(crate) use candidate::{Candidate, Field, Source};
pub(crate) use feature::{Question, template};
pub(crate) use item::{Item, ItemClass, items};
pub(crate) use speaker::{Known, Resolver};
