//! Document memory of surnames of several parts: `Colne-Ashdown`, `al-Shuraim`, `Da Mata`.

use super::person::Scene;
use super::zone::is_candidate;
use crate::lexicon::Class;
use crate::text::{Kind, Tokens, WordId, flag};

/// The surnames of the full names of a text that have several parts, by their first word.
#[derive(Clone, Debug, Default)]
pub(super) struct Surnames {
    groups: Vec<(WordId, Tokens)>,
}

/// How many surnames with the same first word are looked at, and how many tokens one has. Bounds the work on hostile texts.
const REACH: usize = 16;
const LONGEST: u32 = 7;

impl Surnames {
    pub(super) fn gather(&mut self, names: &[Tokens], scene: &Scene<'_>) {
        self.groups.clear();
        for name in names {
            let group = surname(name, scene);
            if group.len() > 1 && group.start > name.start {
                self.groups.push((scene.reading.tokens[group.start as usize].word, group));
            }
        }
        self.groups.sort_by_key(|(first, group)| (*first, group.start));
    }

    /// The surname that stands at `at`.
    pub(super) fn at(&self, at: u32, limit: u32, scene: &Scene<'_>) -> Option<Tokens> {
        if self.groups.is_empty() {
            return None;
        }
        let tokens = &scene.reading.tokens;
        let first = tokens[at as usize].word;
        let starts = is_candidate(&tokens[at as usize]) || scene.lexicon.info(first).has(Class::Particle);
        if !starts {
            return None;
        }
        let from = self.groups.partition_point(|(word, _)| *word < first);
        let near = self.groups[from..].iter().take(REACH).take_while(|(word, _)| *word == first);
        let same = |group: &Tokens| {
            let end = at + group.len() as u32;
            let equal = |(a, b): (u32, u32)| {
                let (a, b) = (&tokens[a as usize], &tokens[b as usize]);
                a.kind == b.kind && a.word == b.word
            };
            end <= limit && group.clone().zip(at..end).all(equal)
        };
        near.map(|(_, group)| group).find(|group| same(group)).map(|group| at..at + group.len() as u32)
    }
}

/// The last word of a name with what leans on it: particles and the other parts of a hyphenated surname.
fn surname(name: &Tokens, scene: &Scene<'_>) -> Tokens {
    let token = |at: u32| &scene.reading.tokens[at as usize];
    let has = |at: u32, class| scene.lexicon.info(token(at).word).has(class);
    let mut end = name.end;
    while end > name.start + 1 && has(end - 1, Class::Suffix) {
        end -= 1;
    }
    let mut start = end - 1;
    while start > name.start && end - start < LONGEST {
        let before = start - 1;
        let hyphen = token(before).kind == Kind::Hyphen && token(start).has(flag::GLUED) && before > name.start;
        if hyphen {
            start = before - 1;
        } else if token(before).is_word() && has(before, Class::Particle) {
            start = before;
        } else {
            break;
        }
    }
    start..end
}
