//! One text as tokens, sentences and paragraphs, computed once and read by all later rooms.

mod boilerplate;
mod fold;
mod fold_table;
mod layout;
mod phrases;
mod token;
mod vocabulary;

pub(crate) use boilerplate::Boilerplate;
pub(crate) use layout::{Grammar, Reading, Tokens};
pub(crate) use phrases::Phrases;
pub(crate) use token::{Intern, Kind, Piece, Shape, Token, Words, flag, is_unspaced, scan};
pub(crate) use vocabulary::{UNKNOWN, Vocabulary, WordId, WordSet};
