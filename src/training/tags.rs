//! Examples for the parts of speech.

use super::{Features, Numbering, Trainer};
use crate::span::Span;
use crate::tag::{TAGS, Tag};
use crate::text::Kind;
use std::collections::BTreeMap;

impl Trainer {
    /// The names of the tags, in the order of their numbers; the last is for what is no word.
    #[must_use]
    pub fn tag_names() -> &'static [&'static str] {
        &Tag::NAMES
    }

    /// Counts the tags of each word in small letters.
    pub fn count_tags(&mut self, text: &str, silver: &[(Span, String)], counts: &mut BTreeMap<String, [u32; TAGS]>) {
        self.scratch.reading.read(text, &mut &self.knowledge.lexicon);
        let reading = &self.scratch.reading;
        let known = &self.knowledge.lexicon.vocabulary;
        for token in reading.tokens.iter().filter(|t| matches!(t.kind, Kind::Word | Kind::Clitic)) {
            if token.is_capital() {
                continue;
            }
            if let Some(tag) = tag_at(silver, token.span()) {
                let word = match token.kind {
                    Kind::Clitic => known.word(token.word.min(known.len() as u32 - 1)),
                    _ => reading.folded(token, known),
                };
                if (token.word as usize) < known.len() && !word.is_empty() {
                    counts.entry(word.to_owned()).or_default()[tag as usize] += 1;
                }
            }
        }
    }

    /// Sets the usual tag of a word for the examples to come.
    pub fn know_tag(&mut self, word: &str, tag: usize, only: bool) {
        let word = self.knowledge.lexicon.vocabulary.get(word);
        if (word as usize) < self.knowledge.lexicon.vocabulary.len() {
            self.knowledge.indirect_mut().tagger.know(word, Tag::ALL[tag], only);
        }
    }

    /// Goes over a text as the tagger does: `choose` gets the features of each token whose form does not decide and the right
    /// tag, where there is one, and returns its own. Returns how many tokens had a right tag and how many got it.
    pub fn tag(
        &mut self,
        text: &str,
        silver: &[(Span, String)],
        mut choose: impl FnMut(&Features, Option<usize>) -> usize,
    ) -> (usize, usize) {
        self.scratch.reading.read(text, &mut &self.knowledge.lexicon);
        let reading = &self.scratch.reading;
        let lexicon = &self.knowledge.lexicon;
        let mut tags = vec![Tag::Mark; reading.tokens.len()];
        let (numbers, names) = (&mut self.numbers, &mut self.names);
        let Some(models) = self.knowledge.indirect() else { return (0, 0) };
        for sentence in &reading.sentences {
            models.tagger.run(reading, lexicon, sentence.clone(), &mut tags, |step| {
                let mut sink = Numbering { lexicon, numbers, names, out: Vec::new() };
                step.features(&mut sink);
                let right = tag_at(silver, reading.tokens[step.at as usize].span());
                Tag::ALL[choose(&sink.out, right.map(|tag| tag as usize))]
            });
        }
        let (mut all, mut hit) = (0, 0);
        for (token, tag) in reading.tokens.iter().zip(&tags).filter(|(t, _)| t.kind <= Kind::Clitic) {
            if let Some(right) = tag_at(silver, token.span()) {
                all += 1;
                hit += usize::from(right == *tag);
            }
        }
        (all, hit)
    }
}

/// The tag of the silver token in which a token starts.
fn tag_at(silver: &[(Span, String)], token: Span) -> Option<Tag> {
    let after = silver.partition_point(|(span, _)| span.start <= token.start);
    let (span, tag) = silver[..after].last()?;
    (token.start < span.end).then(|| Tag::parse(tag)).flatten().filter(|tag| *tag != Tag::Mark)
}
