//! Sentences and paragraphs over the tokens.

use super::token::{Kind, Piece, Token, Words, flag, scan};
use super::vocabulary::{UNKNOWN, Vocabulary, WordId};
use crate::span::Span;

/// A half-open range of token numbers.
pub(crate) type Tokens = std::ops::Range<u32>;

/// What the layout has to know of a language.
pub(crate) trait Grammar: Words {
    /// Whether a word that took its dot may also be the last of its sentence (`p.m.`, `U.S.`; not `Mr.`).
    fn dot_may_end(&self, word: WordId) -> bool;
    /// Whether the word, capitalised, is a good sign of a new sentence (`The`, `He`, `In`).
    fn opens_sentence(&self, word: WordId) -> bool;
    /// Whether the word is a verb of saying.
    fn reports(&self, word: WordId) -> bool;
    /// How many words are known; words of the text alone are numbered from here.
    fn known(&self) -> u32;
}

/// A line break with a shorter line before it is never a mere wrap.
const WRAP_WIDTH: u32 = 40;
/// No more closing marks than this belong to one sentence end: a bound for texts of marks.
const CLOSERS: u32 = 16;
/// How far behind `…?”` a verb of saying still belongs to the sentence: `“Why?” Senator Graham asked`.
const REPORT_REACH: usize = 7;

/// The tokens of a text and how they lie.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) tokens: Vec<Token>,
    /// Sentences, in order, without gaps.
    pub(crate) sentences: Vec<Tokens>,
    /// Paragraphs: lines with something on them; a line that was only wrapped goes on.
    pub(crate) paragraphs: Vec<Tokens>,
    /// The sentence of each token.
    pub(crate) sentence_of: Vec<u32>,
    /// The paragraph of each token.
    pub(crate) paragraph_of: Vec<u32>,
    /// Words that only this text has; their numbers go on where the known ones end.
    own: Vocabulary,
}

impl Reading {
    /// Reads a text, reusing the buffers.
    pub(crate) fn read(&mut self, text: &str, grammar: &mut impl Grammar) {
        self.tokens.clear();
        self.sentences.clear();
        self.paragraphs.clear();
        self.sentence_of.clear();
        self.paragraph_of.clear();
        self.own.clear();
        let known = grammar.known();
        let (tokens, paragraphs, own) = (&mut self.tokens, &mut self.paragraphs, &mut self.own);
        let (mut first, mut line_start) = (0u32, 0u32);
        scan(text, grammar, |piece| match piece {
            Piece::Token(mut token) => {
                if token.word == UNKNOWN && matches!(token.kind, Kind::Word | Kind::Number) {
                    token.word = known + own.intern(token.span().of(text));
                }
                tokens.push(token);
            }
            Piece::Line(at) => {
                let wrapped = is_wrap(text, at, line_start, tokens.last());
                line_start = at + 1;
                let end = tokens.len() as u32;
                if !wrapped && end > first {
                    paragraphs.push(first..end);
                    first = end;
                }
            }
        });
        if tokens.len() as u32 > first {
            paragraphs.push(first..tokens.len() as u32);
        }
        for paragraph in 0..self.paragraphs.len() {
            self.split(paragraph, grammar);
        }
    }

    /// Splits one paragraph into sentences.
    fn split(&mut self, paragraph: usize, grammar: &impl Grammar) {
        let range = self.paragraphs[paragraph].clone();
        let (mut start, mut at) = (range.start, range.start);
        while at < range.end {
            at = match self.end_after(at, range.end, grammar) {
                Some(end) => {
                    self.add_sentence(start..end, paragraph);
                    start = end;
                    end
                }
                None => at + 1,
            };
        }
        if start < range.end {
            self.add_sentence(start..range.end, paragraph);
        }
    }

    fn add_sentence(&mut self, range: Tokens, paragraph: usize) {
        let number = self.sentences.len() as u32;
        self.sentence_of.resize(range.end as usize, number);
        self.paragraph_of.resize(range.end as usize, paragraph as u32);
        let opening = self.tokens[range.start as usize..range.end as usize]
            .iter_mut()
            .find(|t| matches!(t.kind, Kind::Word | Kind::Number));
        if let Some(token) = opening {
            token.flags |= flag::OPENS;
        }
        self.sentences.push(range);
    }

    /// Where the sentence ends if token `at` ends one: after the closing marks that follow it.
    fn end_after(&self, at: u32, limit: u32, grammar: &impl Grammar) -> Option<u32> {
        let token = &self.tokens[at as usize];
        let dotted = token.has(flag::DOTTED);
        if dotted && !grammar.dot_may_end(token.word) {
            return None;
        }
        if !dotted && !matches!(token.kind, Kind::Stop | Kind::Shout | Kind::Ellipsis) {
            return None;
        }
        let mut next = at + 1;
        let mut quoted = false;
        while next < limit && next - at <= CLOSERS && self.closes(next) {
            quoted |= self.tokens[next as usize].kind == Kind::Quote;
            next += 1;
        }
        // Marks that open the next sentence lie before its first word.
        let mut word = next;
        while word < limit
            && word - at <= 2 * CLOSERS
            && matches!(self.tokens[word as usize].kind, Kind::Quote | Kind::Single | Kind::Open)
        {
            word += 1;
        }
        let Some(follower) = (word < limit).then(|| &self.tokens[word as usize]) else {
            return Some(next.max(word));
        };
        let wide_stop = token.kind == Kind::Stop && token.end - token.start > 1;
        if self.tokens[next as usize].has(flag::GLUED) && !wide_stop && !quoted {
            return None;
        }
        let ends = match follower.kind {
            Kind::Word if dotted => follower.is_capital() && grammar.opens_sentence(follower.word),
            Kind::Word => !matches!(follower.shape, super::Shape::Lower) && !self.goes_on(token, quoted, word, grammar),
            Kind::Number | Kind::Handle => !dotted,
            Kind::Dash | Kind::Symbol => !dotted && token.kind == Kind::Stop,
            _ => false,
        };
        ends.then_some(next)
    }

    /// Whether token `at` closes the sentence before it: a bracket or a closing quotation mark.
    fn closes(&self, at: u32) -> bool {
        let token = &self.tokens[at as usize];
        match token.kind {
            Kind::Close | Kind::Stop | Kind::Shout => token.has(flag::GLUED),
            Kind::Quote | Kind::Single => {
                token.has(flag::RIGHT) || (token.has(flag::GLUED) && !token.has(flag::LEFT) && self.is_free(at + 1))
            }
            _ => false,
        }
    }

    fn is_free(&self, at: u32) -> bool {
        self.tokens.get(at as usize).is_none_or(|t| !t.has(flag::GLUED) || !t.is_word())
    }

    /// `“Why?” Graham asked`: the question mark belongs to the quotation, not to the sentence.
    fn goes_on(&self, token: &Token, quoted: bool, from: u32, grammar: &impl Grammar) -> bool {
        quoted
            && matches!(token.kind, Kind::Shout | Kind::Ellipsis)
            && self.tokens[from as usize..]
                .iter()
                .take(REPORT_REACH)
                .take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Shout | Kind::Quote | Kind::Comma))
                .any(|t| grammar.reports(t.word))
    }

    /// One past the largest word number of this text.
    pub(crate) fn words(&self, grammar: &impl Grammar) -> usize {
        grammar.known() as usize + self.own.len()
    }

    /// The folded form of a token's word; empty for what is no word.
    pub(crate) fn folded<'a>(&'a self, token: &Token, known: &'a Vocabulary) -> &'a str {
        match token.word.checked_sub(known.len() as u32) {
            _ if token.word == UNKNOWN => "",
            None => known.word(token.word),
            Some(own) => self.own.word(own),
        }
    }

    /// The bytes from the first to the last token of a range.
    pub(crate) fn span(&self, range: &Tokens) -> Span {
        let first = &self.tokens[range.start as usize];
        let last = &self.tokens[range.end.max(range.start + 1) as usize - 1];
        Span::new(first.start, last.end)
    }

    /// The tokens that lie inside a byte span.
    pub(crate) fn tokens_in(&self, span: Span) -> Tokens {
        let start = self.tokens.partition_point(|t| t.end <= span.start) as u32;
        let end = self.tokens.partition_point(|t| t.start < span.end) as u32;
        start..end.max(start)
    }
}

/// Whether the break at byte `at` only wraps a long line: the next line goes on with a small letter.
fn is_wrap(text: &str, at: u32, line_start: u32, last: Option<&Token>) -> bool {
    let rest = &text.as_bytes()[at as usize..];
    let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(b"");
    let small = rest.first().is_some_and(u8::is_ascii_lowercase);
    let open = last.is_some_and(|t| {
        t.start >= line_start && !matches!(t.kind, Kind::Stop | Kind::Shout | Kind::Colon | Kind::Quote)
    });
    small && open && at - line_start >= WRAP_WIDTH
}
