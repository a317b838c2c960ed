//! The text as the readers of indirect speech see it: one unit a token outside quotation marks, one a quoted segment.

use crate::text::WordId;

/// One unit, in small numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Unit {
    /// Its word; no word of the vocabulary for marks and segments.
    pub(crate) word: WordId,
    /// Last three letters of the word.
    pub(crate) ending: u32,
    /// Part of speech; marks by kind from [`MARKS`], a segment is [`SEGMENT`].
    pub(crate) tag: u8,
    /// Class of the item.
    pub(crate) class: u8,
    /// Case of the word; twice that, and one more if it opens the sentence.
    pub(crate) shape: u8,
    /// 1 a person's name, from 2 the role of a listed name, 0 nothing.
    pub(crate) name: u8,
    /// The class of the word as a verb of saying, from 1.
    pub(crate) verb: u8,
    /// The class of the word as a noun of saying, from 1.
    pub(crate) noun: u8,
    /// How often the cue introduces quotation marks, in percent.
    pub(crate) quoted: u8,
    /// How often the word is a cue, in bins.
    pub(crate) rate: u8,
    /// Of a segment: how long it is, how it begins and ends.
    pub(crate) look: u8,
}

/// Tag of the first kind of mark.
pub(crate) const MARKS: u8 = 30;
/// Tag of a quoted segment.
pub(crate) const SEGMENT: u8 = 60;
