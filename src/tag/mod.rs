//! Parts of speech: an averaged perceptron that reads from left to right (Collins 2002), over the shared tokens.
//!
//! Three words in five have one tag wherever they stand and cost one look-up; the rest are decided by their form, their
//! neighbours and the two tags before. Tables: `gazetteers/tags.tsv` (the usual tag of a word), `gazetteers/weights_tags.tsv`.

mod feature;

use crate::lexicon::Lexicon;
use crate::model::{Sum, Weights};
use crate::text::{Kind, Reading, Shape, Token, WordId};

macro_rules! tags {
    ($($(#[$doc:meta])* $variant:ident = [$first:literal $(, $other:literal)*],)+) => {
        /// The part of speech of a token, as the Penn Treebank has it, without what no room asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Tag { $($(#[$doc])* $variant,)+ }

        impl Tag {
            pub(crate) const ALL: [Tag; TAGS] = [$(Tag::$variant),+];
            /// The names in the tables.
            #[cfg(feature = "training")]
            pub(crate) const NAMES: [&'static str; TAGS] = [$($first),+];

            /// The tag of a name of the Penn Treebank.
            pub(crate) fn parse(name: &str) -> Option<Tag> {
                match name { $($first $(| $other)* => Some(Tag::$variant),)+ _ => None }
            }
        }
    };
}

/// How many tags there are.
pub(crate) const TAGS: usize = 26;

tags! {
    Noun = ["NN", "FW", "SYM"],
    Nouns = ["NNS"],
    Name = ["NNP", "NNPS"],
    Pronoun = ["PRP"],
    Possessive = ["PRP$"],
    Determiner = ["DT", "PDT"],
    Preposition = ["IN"],
    To = ["TO"],
    Conjunction = ["CC"],
    Number = ["CD", "LS"],
    Adjective = ["JJ"],
    Comparative = ["JJR", "JJS"],
    Adverb = ["RB", "RBR", "RBS"],
    Particle = ["RP"],
    Modal = ["MD"],
    Verb = ["VB"],
    Past = ["VBD"],
    Participle = ["VBN"],
    Gerund = ["VBG"],
    Present = ["VBP"],
    PresentThird = ["VBZ"],
    Wh = ["WDT", "WP", "WP$"],
    WhAdverb = ["WRB"],
    /// `’s` behind its owner.
    Genitive = ["POS"],
    There = ["EX", "UH"],
    /// No word: the kind of the token tells.
    Mark = ["."],
}

/// What is known of the tags of a word: nothing, the usual one, or the only one.
#[derive(Clone, Copy, Debug, Default)]
struct Usual {
    tag: Option<Tag>,
    only: bool,
}

/// The model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagger {
    usual: Vec<Usual>,
    weights: Weights<TAGS>,
}

impl Tagger {
    /// Reads the two tables.
    pub(crate) fn read(usual: &str, weights: &str, mut intern: impl FnMut(&str) -> WordId) -> Self {
        let mut tagger = Tagger::default();
        for line in usual.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(word), Some(tag), only) = (cells.next(), cells.next().and_then(Tag::parse), cells.next()) else {
                continue;
            };
            tagger.know(intern(word), tag, only == Some("1"));
        }
        tagger.weights = Weights::read(weights, feature::template::ALL, intern);
        tagger
    }

    /// Sets the usual tag of a word.
    pub(crate) fn know(&mut self, word: WordId, tag: Tag, only: bool) {
        if self.usual.len() <= word as usize {
            self.usual.resize(word as usize + 1, Usual::default());
        }
        self.usual[word as usize] = Usual { tag: Some(tag), only };
    }

    fn usual(&self, word: WordId) -> Usual {
        self.usual.get(word as usize).copied().unwrap_or_default()
    }

    /// The tag that needs no context, if the token has one.
    fn plain(&self, token: &Token) -> Option<Tag> {
        match token.kind {
            Kind::Number => Some(Tag::Number),
            Kind::Handle => Some(Tag::Name),
            Kind::Word if matches!(token.shape, Shape::Lower) => {
                self.usual(token.word).tag.filter(|_| self.usual(token.word).only)
            }
            Kind::Word | Kind::Clitic => None,
            _ => Some(Tag::Mark),
        }
    }

    /// Tags the tokens at `at`, in order; what was tagged before is in `tags`, by token.
    pub(crate) fn tag(&self, reading: &Reading, lexicon: &Lexicon, range: std::ops::Range<u32>, tags: &mut [Tag]) {
        self.run(reading, lexicon, range, tags, |step| {
            let mut sum = Sum::new(&self.weights);
            step.features(&mut sum);
            let best = (0..TAGS - 1).fold(0, |best, tag| if sum.scores[tag] > sum.scores[best] { tag } else { best });
            Tag::ALL[best]
        });
    }

    /// Goes over the tokens; `choose` decides where the form alone does not.
    pub(crate) fn run(
        &self,
        reading: &Reading,
        lexicon: &Lexicon,
        range: std::ops::Range<u32>,
        tags: &mut [Tag],
        mut choose: impl FnMut(&feature::Step<'_>) -> Tag,
    ) {
        for at in range.clone() {
            let token = &reading.tokens[at as usize];
            tags[at as usize] = match self.plain(token) {
                Some(tag) => tag,
                None => choose(&feature::Step { tagger: self, reading, lexicon, start: range.start, at, tags }),
            };
        }
    }
}
