//! Names of persons: a linear-chain conditional random field over the zones of a text.
//!
//! Lafferty, McCallum and Pereira (2001), with three labels (outside, begins, inside) and features that are classes of words
//! rather than words: how common a word is as a given name, as a surname and in small letters, what stands beside it, what
//! the rest of the text says of it. Weights: `gazetteers/weights_people.tsv`.

use super::cover::Covers;
use super::evidence::{Memory, seen};
use super::zone::is_candidate;
use crate::lexicon::{Class, Classes, Info, Lexicon};
use crate::model::{Sink, Sum, Weights};
use crate::text::{Kind, Reading, Shape, Token, Tokens, flag};

/// Labels of the chain.
pub(crate) const OUTSIDE: usize = 0;
pub(crate) const BEGINS: usize = 1;
pub(crate) const INSIDE: usize = 2;
pub(crate) const LABELS: usize = 3;
/// Values of [`Scene::link`].
const LINKS: usize = 4;

/// Templates of the features.
pub(crate) mod feature {
    crate::model::templates! {
        /// Label after label: the value is the label before.
        AFTER = "after",
        /// Label after label, at a hyphen, a particle or a plain word.
        LINK = "link",
        SHAPE = "shape",
        /// How common as given name, surname and word.
        NAME = "name",
        NAME_BEFORE = "name-before",
        NAME_NEXT = "name-next",
        /// Coarser, of this word and its neighbours.
        PAIR_BEFORE = "pair-before",
        PAIR_NEXT = "pair-next",
        TRIPLE = "triple",
        CLASS = "class",
        CLASS_BEFORE = "class-before",
        CLASS_NEXT = "class-next",
        CLASS_BEFORE2 = "class-before2",
        CLASS_NEXT2 = "class-next2",
        MARK_BEFORE = "mark-before",
        MARK_NEXT = "mark-next",
        LISTED = "listed",
        LISTED_BEFORE = "listed-before",
        LISTED_NEXT = "listed-next",
        MEMORY = "memory",
        MEMORY_NAME = "memory-name",
        PLACE = "place",
        SPEECH = "speech",
        ENDING = "ending",
        AFFIX = "affix",
        /// A small word behind a hyphen.
        TAIL = "tail",
        WORD = "word" of word,
        WORD_BEFORE = "word-before" of word,
        WORD_NEXT = "word-next" of word,
    }
}
use feature as f;

/// What the features of one text are made from.
pub(crate) struct Scene<'a> {
    pub(crate) reading: &'a Reading,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) covers: &'a Covers,
    pub(crate) memory: &'a Memory,
    /// Hides the name lists: in training, part of the examples is shown so, because many names are in no list.
    pub(crate) blind: bool,
}

/// Buckets 0-9 as 0, 1, 2, 3.
fn third(bucket: u8) -> u32 {
    u32::from(bucket).div_ceil(3)
}

/// The classes that tell of names; each is a feature of its own, in the order in which classes are numbered.
const TELLING: [Class; 40] = [
    Class::Determiner,
    Class::Possessive,
    Class::He,
    Class::They,
    Class::Relative,
    Class::Wh,
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Adverb,
    Class::Time,
    Class::Number,
    Class::To,
    Class::Honorific,
    Class::HonorificMale,
    Class::HonorificFemale,
    Class::Suffix,
    Class::Particle,
    Class::Former,
    Class::Acting,
    Class::Elect,
    Class::Deputy,
    Class::Role,
    Class::Roles,
    Class::Group,
    Class::Kin,
    Class::OrgHead,
    Class::PlaceHead,
    Class::EventHead,
    Class::LawHead,
    Class::WorkHead,
    Class::VehicleHead,
    Class::Month,
    Class::Weekday,
    Class::Language,
    Class::People,
    Class::Brand,
    Class::FamilyFirst,
    Class::ContextWork,
];

/// The place of each class in [`TELLING`].
const TELLING_NUMBER: [u8; 128] = {
    let mut numbers = [0; 128];
    let mut at = 0;
    while at < TELLING.len() {
        assert!(at == 0 || (TELLING[at - 1] as u8) < TELLING[at] as u8, "in the order of classes");
        numbers[TELLING[at] as usize] = at as u8;
        at += 1;
    }
    numbers
};

impl Scene<'_> {
    fn token(&self, at: i64) -> Option<&Token> {
        usize::try_from(at).ok().and_then(|at| self.reading.tokens.get(at))
    }

    fn info(&self, token: &Token) -> Info {
        let mut info = *self.lexicon.info(token.word);
        if self.blind {
            (info.given, info.family) = (0, 0);
        }
        info
    }

    /// What kind of neighbour stands at `at`; another sentence counts as nothing.
    fn neighbour(&self, at: i64, of: u32) -> Option<&Token> {
        let token = self.token(at)?;
        (self.reading.sentence_of[at as usize] == self.reading.sentence_of[of as usize]).then_some(token)
    }

    /// A word as a name, finely.
    fn name(&self, token: &Token) -> u32 {
        let info = self.info(token);
        third(info.given) * 16 + third(info.family) * 4 + third(info.common)
    }

    /// A word as a name, coarsely, with its case.
    fn coarse(&self, token: Option<&Token>) -> u32 {
        let Some(token) = token else { return 15 };
        if token.kind != Kind::Word {
            return match token.kind {
                Kind::Comma => 10,
                Kind::Hyphen => 11,
                Kind::Clitic => 12,
                Kind::Quote | Kind::Single => 13,
                _ => 14,
            };
        }
        let info = self.info(token);
        match (is_candidate(token), token.shape) {
            (false, _) => 8 + u32::from(info.has(Class::Particle)),
            (true, Shape::Initial) => 7,
            _ => match (info.given >= 3, info.family >= 3, info.common >= 4) {
                (true, _, false) => 1,
                (false, true, false) => 2,
                (false, false, false) if info.is_name() => 3,
                (false, false, false) if info.common > 0 => 4,
                (false, false, false) => 0,
                (true, _, true) => 5,
                (false, _, true) => 6,
            },
        }
    }

    fn listed(&self, at: i64) -> u32 {
        let Some(cover) = usize::try_from(at).ok().and_then(|at| self.covers.of.get(at)) else { return 99 };
        let risk = u32::from(cover.risk != crate::gazetteer::Risk::NONE);
        cover.role as u32 * 4 + u32::from(cover.begins) * 2 + risk
    }

    fn classes(&self, token: Option<&Token>, template: crate::model::Template, sink: &mut impl Sink) {
        let Some(token) = token else { return };
        for class in self.lexicon.info(token.word).classes.shared(Classes::of(&TELLING)) {
            sink.add(template, &[u32::from(TELLING_NUMBER[class as usize])]);
        }
    }

    /// All features of the token at `at` in its zone; the label before it is not among them.
    pub(crate) fn features(&self, at: u32, zone: &Tokens, sink: &mut impl Sink) {
        let here = i64::from(at);
        let token = &self.reading.tokens[at as usize];
        let info = self.info(token);
        let before = self.neighbour(here - 1, at);
        let next = self.neighbour(here + 1, at);
        let (before2, next2) = (self.neighbour(here - 2, at), self.neighbour(here + 2, at));
        let opens = u32::from(token.has(flag::OPENS));
        let shape = token.shape as u32;
        sink.add(f::SHAPE, &[shape, opens]);
        let name = self.name(token);
        sink.add(f::NAME, &[name, opens]);
        if token.kind == Kind::Word && !is_candidate(token) && token.has(flag::GLUED) {
            let head = before2.map_or(99, |t| self.coarse(Some(t)));
            sink.add(f::TAIL, &[third(info.common), (token.end - token.start).min(6), head]);
            sink.add(
                f::TAIL,
                &[99, self.listed(here - 2), u32::from(before2.is_some_and(|t| self.info(t).has(Class::FamilyFirst)))],
            );
            let first =
                at.checked_sub(3).filter(|first| *first >= zone.start).map(|at| &self.reading.tokens[at as usize]);
            let family = first.is_some_and(|t| self.info(t).has(Class::FamilyFirst));
            sink.add(f::TAIL, &[98, u32::from(family), u32::from(first.is_some()), third(info.common)]);
        }
        let [c0, c1, c2] = [before, Some(token), next].map(|t| self.coarse(t));
        sink.add(f::PAIR_BEFORE, &[c0, c1]);
        sink.add(f::PAIR_NEXT, &[c1, c2]);
        sink.add(f::TRIPLE, &[c0, c1, c2]);
        for (neighbour, template) in [(before, f::NAME_BEFORE), (next, f::NAME_NEXT)] {
            if let Some(word) = neighbour.filter(|t| is_candidate(t)) {
                sink.add(template, &[self.name(word)]);
            }
        }
        self.classes(Some(token), f::CLASS, sink);
        self.classes(before, f::CLASS_BEFORE, sink);
        self.classes(next, f::CLASS_NEXT, sink);
        self.classes(before2, f::CLASS_BEFORE2, sink);
        self.classes(next2, f::CLASS_NEXT2, sink);
        sink.add(f::MARK_BEFORE, &[before.map_or(99, |t| t.kind as u32), before2.map_or(99, |t| t.kind as u32)]);
        sink.add(f::MARK_NEXT, &[next.map_or(99, |t| t.kind as u32)]);
        let listed = self.listed(here);
        sink.add(f::LISTED, &[listed, u32::from(is_candidate(token))]);
        sink.add(f::LISTED_BEFORE, &[self.listed(here - 1)]);
        sink.add(f::LISTED_NEXT, &[self.listed(here + 1)]);
        let memory = if self.blind { self.memory.of(token.word) & !seen::BY_LISTS } else { self.memory.of(token.word) };
        for bit in 0..seen::BITS {
            if memory >> bit & 1 == 1 {
                sink.add(f::MEMORY, &[bit, opens]);
                sink.add(f::MEMORY_NAME, &[bit, c1, c0 / 8, c2 / 8]);
            }
        }
        let place = |edge: bool, more: bool| u32::from(edge) * 2 + u32::from(more);
        let length = (zone.end - zone.start).min(4);
        sink.add(f::PLACE, &[place(at == zone.start, at + 1 == zone.end), length]);
        self.speech(before, next, sink);
        if token.kind == Kind::Word {
            let word = self.reading.folded(token, &self.lexicon.vocabulary);
            if !info.is_name() || info.common > 0 {
                let tail = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
                let packed =
                    word[tail..].bytes().take(4).fold(0u32, |sum, b| sum << 8 | u32::from(b.to_ascii_lowercase()));
                sink.add(f::ENDING, &[packed]);
            }
            if !info.is_name() {
                sink.add(f::AFFIX, &[u32::from(self.lexicon.has_name_affix(word))]);
            }
            if !info.is_name() {
                sink.add(f::WORD, &[token.word]);
            }
        }
        for (neighbour, template) in [(before, f::WORD_BEFORE), (next, f::WORD_NEXT)] {
            if let Some(word) = neighbour.filter(|t| t.kind == Kind::Word) {
                sink.add(template, &[word.word]);
            }
        }
    }

    /// Verbs of saying beside the word.
    fn speech(&self, before: Option<&Token>, next: Option<&Token>, sink: &mut impl Sink) {
        for (side, token) in [(0, before), (1, next)] {
            if let Some(cue) = token.and_then(|t| self.lexicon.verb_cue(t.word)) {
                sink.add(f::SPEECH, &[side, u32::from(cue.quoted.min(60)) / 15]);
            }
        }
    }

    /// What the step onto the token at `at` looks like, for the transition features.
    pub(crate) fn link(&self, at: u32) -> u32 {
        let token = &self.reading.tokens[at as usize];
        match token.kind {
            Kind::Hyphen => 1,
            _ if !is_candidate(token) => 2,
            _ if token.has(flag::GLUED) => 3,
            _ => 0,
        }
    }
}

/// The scores of all steps from label to label, by label before and link: few enough to be summed once a text.
pub(crate) struct Steps([[[f32; LABELS]; LINKS]; LABELS]);

impl Steps {
    pub(crate) fn new(weights: &Weights<LABELS>) -> Self {
        let step = |last: usize, link: usize| {
            let mut sum = Sum::new(weights);
            sum.add(f::AFTER, &[last as u32]);
            sum.add(f::LINK, &[last as u32, link as u32]);
            sum.scores
        };
        Self(std::array::from_fn(|last| std::array::from_fn(|link| step(last, link))))
    }
}

/// The best labels of one zone by the Viterbi algorithm; linear in its length.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decoder {
    scores: Vec<[f32; LABELS]>,
    back: Vec<[u8; LABELS]>,
    pub(crate) labels: Vec<u8>,
}

impl Decoder {
    pub(crate) fn decode(&mut self, scene: &Scene<'_>, zone: &Tokens, weights: &Weights<LABELS>, steps: &Steps) {
        self.scores.clear();
        self.back.clear();
        let mut best = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY];
        for at in zone.clone() {
            let mut sum = Sum::new(weights);
            scene.features(at, zone, &mut sum);
            let local = sum.scores;
            let link = scene.link(at);
            let mut now = [f32::NEG_INFINITY; LABELS];
            let mut from = [0u8; LABELS];
            for (last, &so_far) in best.iter().enumerate().filter(|(_, score)| score.is_finite()) {
                let step = &steps.0[last][link as usize];
                for label in 0..LABELS {
                    let score = so_far + step[label] + local[label];
                    if allowed(last, label) && score > now[label] {
                        (now[label], from[label]) = (score, last as u8);
                    }
                }
            }
            self.scores.push(now);
            self.back.push(from);
            best = now;
        }
        let mut label = (0..LABELS).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(OUTSIDE);
        self.labels.clear();
        self.labels.resize(self.back.len(), 0);
        for at in (0..self.back.len()).rev() {
            self.labels[at] = label as u8;
            label = self.back[at][label] as usize;
        }
    }
}

/// A name cannot go on where none began.
pub(crate) const fn allowed(last: usize, label: usize) -> bool {
    !(last == OUTSIDE && label == INSIDE)
}
