//! What the tagger sees of a token.

use super::{TAGS, Tag, Tagger};
use crate::lexicon::Lexicon;
use crate::model::{Sink, letters};
use crate::text::{Kind, Reading, Token, flag};

/// Templates of the features.
pub(crate) mod template {
    crate::model::templates! {
        BIAS = "bias",
        WORD = "word" of word,
        SHAPE = "shape",
        ENDING = "ending" of letters,
        ENDING2 = "ending2" of letters,
        BEFORE = "before",
        BEFORE2 = "before2",
        BEFORE_WORD = "before-word" of word,
        WORD_BEFORE = "word-before" of word,
        WORD_NEXT = "word-next" of word,
        /// The usual tag of the next word and what comes before.
        NEXT = "next",
        NEXT_WORD = "next-word" of word,
        NEXT2 = "next2",
        NEXT_ENDING = "next-ending" of letters,
        USUAL = "usual",
    }
}
use template as t;

/// One token with what stands around it.
pub(crate) struct Step<'a> {
    pub(super) tagger: &'a Tagger,
    pub(super) reading: &'a Reading,
    pub(super) lexicon: &'a Lexicon,
    /// The first token of its sentence.
    pub(super) start: u32,
    pub(crate) at: u32,
    pub(super) tags: &'a [Tag],
}

/// A place outside the sentence.
const NOTHING: u32 = TAGS as u32;
/// A word whose tags are not known.
const UNSEEN: u32 = TAGS as u32 + 1;
/// Marks by kind follow from here.
const MARKS: u32 = TAGS as u32 + 2;

impl Step<'_> {
    fn token(&self, at: u32) -> Option<&Token> {
        let sentence = self.reading.sentence_of[self.at as usize];
        self.reading.tokens.get(at as usize).filter(|_| self.reading.sentence_of[at as usize] == sentence)
    }

    /// The tag given to a token before, or the kind of mark.
    fn given(&self, back: u32) -> u32 {
        let Some(at) = self.at.checked_sub(back).filter(|at| *at >= self.start) else { return NOTHING };
        match self.tags[at as usize] {
            Tag::Mark => MARKS + self.reading.tokens[at as usize].kind as u32,
            tag => tag as u32,
        }
    }

    /// The usual tag of a token to come.
    fn coming(&self, token: Option<&Token>) -> u32 {
        let Some(token) = token else { return NOTHING };
        match token.kind {
            Kind::Word | Kind::Clitic => {
                let capital = token.is_capital() && !token.has(flag::OPENS);
                match self.tagger.usual(token.word).tag {
                    _ if capital => Tag::Name as u32,
                    Some(tag) => tag as u32,
                    None => UNSEEN,
                }
            }
            Kind::Number => Tag::Number as u32,
            kind => MARKS + kind as u32,
        }
    }

    pub(crate) fn features(&self, sink: &mut impl Sink) {
        let token = &self.reading.tokens[self.at as usize];
        let word = token.word;
        let folded = self.reading.folded(token, &self.lexicon.vocabulary);
        let (before, before2) = (self.given(1), self.given(2));
        let next_token = self.token(self.at + 1);
        let (next, next2) = (self.coming(next_token), self.coming(self.token(self.at + 2)));
        let shape = token.shape as u32 * 2 + u32::from(token.has(flag::OPENS));
        let usual = self.tagger.usual(word).tag.map_or(UNSEEN, |tag| tag as u32);
        sink.add(t::BIAS, &[]);
        sink.add(t::WORD, &[word]);
        sink.add(t::SHAPE, &[shape]);
        sink.add(t::ENDING, &[letters(folded, 3)]);
        sink.add(t::ENDING2, &[letters(folded, 2)]);
        sink.add(t::BEFORE, &[before, usual]);
        sink.add(t::BEFORE, &[before, 90 + shape]);
        sink.add(t::BEFORE2, &[before2, before]);
        sink.add(t::BEFORE_WORD, &[word, before]);
        if let Some(token) = self.at.checked_sub(1).and_then(|at| self.token(at)).filter(|t| t.kind == Kind::Word) {
            sink.add(t::WORD_BEFORE, &[token.word]);
        }
        if let Some(token) = next_token.filter(|t| t.kind == Kind::Word) {
            sink.add(t::WORD_NEXT, &[token.word]);
            sink.add(t::NEXT_ENDING, &[letters(self.reading.folded(token, &self.lexicon.vocabulary), 2)]);
        }
        sink.add(t::NEXT, &[next, before]);
        sink.add(t::NEXT_WORD, &[word, next]);
        sink.add(t::NEXT2, &[next, next2]);
        sink.add(t::USUAL, &[usual, shape, next]);
    }
}
