//! One quotation with the candidates near it, and the cues that stand beside them.

use super::candidate::{Candidate, Field};
use super::item::{Item, ItemClass};
use crate::lexicon::{Class, Classes};
use crate::quote::Segment;
use crate::text::{Kind, Shape, Token, flag};

/// How many candidates are looked at on each side.
const BEFORE: usize = 10;
const AFTER: usize = 8;
const SENTENCES_BEFORE: u32 = 4;
const SENTENCES_AFTER: u32 = 2;
/// How far cues are looked for on each side, in items.
const CUE_BEFORE: usize = 25;
const CUE_AFTER: usize = 12;
/// No candidate is further away than this many items: a bound for texts without sentences.
const GAP: u32 = 240;

/// What is seen of the segment alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) capital: bool,
    /// How it ends: comma, stop, other mark, or nothing.
    pub(super) end: u32,
    pub(super) words: u32,
    /// Length in words: 1, 2, 3, 4-6, 7-12, more.
    pub(super) length: u32,
    pub(super) title: bool,
    pub(super) speaks: bool,
    pub(super) verb: bool,
}

/// One quotation with its candidates.
pub(crate) struct Question<'a> {
    pub(crate) field: &'a Field<'a>,
    pub(crate) candidates: &'a [Candidate],
    /// Range of the candidates that are near enough.
    pub(crate) near: std::ops::Range<usize>,
    pub(super) item: usize,
    pub(super) segment: &'a Segment,
    pub(super) shown: Shown,
    /// Classes of the two items before the quotation and of the two behind it.
    pub(super) before: [u32; 2],
    pub(super) after: [u32; 2],
    /// The cues of the sentence that are nearest to the quotation, before it and behind it.
    pub(super) cue_before: Option<NearCue>,
    pub(super) cue_after: Option<NearCue>,
    /// Of each candidate near, in order.
    places: [Place; BEFORE + AFTER],
}

/// A cue near the quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct NearCue {
    pub(super) item: usize,
    pub(super) class: ItemClass,
    /// How many items stand between it and the quotation.
    pub(super) step: u32,
    /// Numbers of the first candidate that does not start before it, and of the first that starts behind it.
    pub(super) first: usize,
    pub(super) behind: usize,
}

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) cues: Cues,
    /// How many candidates of its side are nearer to the quotation.
    pub(super) rank: u32,
    /// How many of these have a cue.
    pub(super) rivals: u32,
    pub(super) gap: Gap,
}

/// What stands between a candidate and the quotation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    pub(super) commas: u32,
    pub(super) stops: u32,
    pub(super) colons: u32,
    pub(super) relatives: u32,
    pub(super) quotes: u32,
    pub(super) cues: u32,
}

impl Gap {
    fn add(&mut self, item: &Item) {
        match item.class {
            ItemClass::Comma => self.commas += 1,
            ItemClass::Stop => self.stops += 1,
            ItemClass::Colon => self.colons += 1,
            ItemClass::Relative => self.relatives += 1,
            ItemClass::Quote => self.quotes += 1,
            class if class.is_cue() => self.cues += 1,
            _ => {}
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cues {
    pub(super) right: Option<(u32, ItemClass)>,
    pub(super) left: Option<(u32, ItemClass)>,
}

impl<'a> Question<'a> {
    pub(crate) fn new(field: &'a Field<'a>, candidates: &'a [Candidate], item: usize, segments: &'a [Segment]) -> Self {
        let segment = &segments[field.items[item].segment as usize];
        let near = near(field.items, candidates, item);
        let mut question = Self {
            field,
            candidates,
            near: near.clone(),
            item,
            segment,
            shown: shown(field, segment),
            before: [99; 2],
            after: [99; 2],
            cue_before: None,
            cue_after: None,
            places: [Place::default(); BEFORE + AFTER],
        };
        let at = item as i64;
        question.before = [question.class(at - 1), question.class(at - 2)];
        question.after = [question.class(at + 1), question.class(at + 2)];
        question.cue_before = question.cue_from(field.items[..item].iter().enumerate().rev().take(CUE_BEFORE));
        question.cue_after = question.cue_from(field.items.iter().enumerate().skip(item + 1).take(CUE_AFTER));
        let split = near.start + candidates[near.clone()].partition_point(|c| (c.start as usize) < item);
        question.measure((near.start..split).rev());
        question.measure(split..near.end);
        question
    }

    /// The first cue of some items in the sentence of the quotation.
    fn cue_from<'i>(&self, items: impl Iterator<Item = (usize, &'i Item)>) -> Option<NearCue> {
        let here = self.field.items[self.item].sentence;
        let mut cues = items.take_while(|(_, item)| item.sentence == here).filter(|(_, item)| item.class.is_cue());
        let (item, &Item { class, .. }) = cues.next()?;
        let near = &self.candidates[self.near.clone()];
        let first = self.near.start + near.partition_point(|c| (c.start as usize) < item);
        let behind = self.near.start + near.partition_point(|c| c.start as usize <= item);
        Some(NearCue { item, class, step: item.abs_diff(self.item) as u32 - 1, first, behind })
    }

    /// Finds the places of the candidates of one side, from the quotation outwards.
    fn measure(&mut self, numbers: impl Iterator<Item = usize>) {
        let mut place = Place::default();
        let mut edges = (self.item, self.item + 1);
        for number in numbers {
            let candidate = &self.candidates[number];
            let (start, end) = (candidate.start as usize, candidate.end as usize);
            let passed = if start > self.item { edges.1..start } else { end..edges.0 };
            self.field.items[passed].iter().for_each(|item| place.gap.add(item));
            edges = (end, start);
            place.cues = self.cues_of(candidate);
            self.places[number - self.near.start] = place;
            place.rank += 1;
            place.rivals += u32::from(place.cues.right.is_some() || place.cues.left.is_some());
        }
    }

    /// The place of a candidate near, by its number.
    pub(super) fn place_of(&self, number: usize) -> &Place {
        &self.places[number - self.near.start]
    }

    pub(super) fn class(&self, at: i64) -> u32 {
        self.item_at(at).map_or(99, |item| item.class as u32)
    }

    /// The item at `at` if it is in the paragraph of the quotation.
    pub(super) fn item_at(&self, at: i64) -> Option<&Item> {
        let item = usize::try_from(at).ok().and_then(|at| self.field.items.get(at))?;
        (item.paragraph == self.field.items[self.item].paragraph).then_some(item)
    }

    /// The cues of a candidate: the nearest verb of saying to its right and to its left in its sentence, with no other
    /// candidate between.
    fn cues_of(&self, candidate: &Candidate) -> Cues {
        let items = self.field.items;
        let mut cues = Cues::default();
        let stop = |class| {
            matches!(
                class,
                ItemClass::Quote | ItemClass::Stop | ItemClass::Person | ItemClass::Pronoun | ItemClass::Relative
            )
        };
        let same = |item: &&Item| item.sentence == candidate.sentence;
        for (step, item) in items[candidate.end as usize..].iter().take(8).take_while(same).enumerate() {
            if item.class.is_cue() {
                cues.right = Some((step as u32, item.class));
            }
            if cues.right.is_some() || stop(item.class) {
                break;
            }
        }
        for (step, item) in items[..candidate.start as usize].iter().rev().take(7).take_while(same).enumerate() {
            if item.class.is_cue() {
                cues.left = Some((step as u32, item.class));
            }
            if cues.left.is_some() || stop(item.class) || item.class == ItemClass::Comma {
                break;
            }
        }
        cues
    }

    /// `“…,” Scott Pruitt, the attorney general of Oklahoma, said`: the first verb of saying behind the apposition.
    fn cue_past_apposition(&self, candidate: &Candidate) -> Option<u32> {
        const APPOSITION: usize = 30;
        let items = self.field.items;
        let end = candidate.end as usize;
        let rest = items[end..].iter().take(APPOSITION).take_while(|item| item.sentence == candidate.sentence);
        let mut commas = 0;
        for (step, item) in rest.enumerate() {
            match item.class {
                ItemClass::Comma => commas += 1,
                class if commas == 2 && class.is_cue() => return Some((end + step) as u32),
                ItemClass::Quote => return None,
                _ if step == 0 => return None,
                _ => {}
            }
        }
        None
    }

    /// The cue that links a candidate to the quotation, as an item. Of the cues between the two the one nearest to the
    /// quotation, for `A, who succeeded B, told C: “…”`, unless another source stands before it.
    pub(crate) fn cue(&self, number: usize) -> Option<u32> {
        let candidate = &self.candidates[number];
        let Cues { right, left } = self.place_of(number).cues;
        let right = right.map(|(step, _)| candidate.end + step);
        let left = left.map(|(step, _)| candidate.start - 1 - step);
        if candidate.start as usize > self.item {
            return left
                .filter(|cue| *cue as usize > self.item)
                .or(right)
                .or_else(|| self.cue_past_apposition(candidate))
                .or(left);
        }
        let items = self.field.items;
        let gap = candidate.end as usize..self.item;
        let last = gap.clone().rev().find(|&at| items[at].class.is_cue() && items[at].sentence == candidate.sentence);
        // The clause between commas belongs to the source: its verb is not the one that introduces the words.
        let apart = items[candidate.end as usize].class == ItemClass::Comma || right.is_none();
        if apart {
            let strongest = self.strongest(gap, candidate.sentence).map(|at| at as u32);
            // `says Hallberg, who advises the port`
            let inverted = left.filter(|&left| {
                let stronger = strongest.is_some_and(|at| items[left as usize].class < items[at as usize].class);
                left + 1 == candidate.start && stronger
            });
            return inverted.or(strongest).or(right).or(left);
        }
        let later = last.filter(|&last| right.is_some_and(|right| self.leads_on(right as usize, last)));
        later.map(|at| at as u32).or(right).or(left)
    }

    /// The strongest cue behind the last comma of the gap, `A, reached by telephone in B, said`; of equals the last.
    fn strongest(&self, gap: std::ops::Range<usize>, sentence: u32) -> Option<usize> {
        let items = self.field.items;
        let comma = gap.clone().rev().filter(|&at| at + 1 < gap.end).find(|&at| items[at].class == ItemClass::Comma);
        let best = |range: std::ops::Range<usize>| {
            let cues = range.filter(|&at| items[at].class.is_cue() && items[at].sentence == sentence);
            cues.min_by_key(|&at| (items[at].class, std::cmp::Reverse(at)))
        };
        comma.and_then(|comma| best(comma..gap.end)).or_else(|| best(gap))
    }

    /// Whether the later of two cues goes on with the earlier one: `took the floor to say`, `said …, adding`.
    fn leads_on(&self, first: usize, last: usize) -> bool {
        let items = self.field.items;
        let other = |c: &Candidate| (first..last).contains(&(c.start as usize));
        let free = last > first && !self.candidates[self.near.clone()].iter().any(other);
        let before = items[last - 1].class;
        let word = |at: usize| self.field.reading.tokens[items[at].token as usize].word;
        let gerund = self.field.lexicon.vocabulary.word(word(last)).ends_with("ing");
        // `apologised for what he called “…”`
        let what = self.field.lexicon.info(word(last.saturating_sub(2))).has(Class::Wh);
        let own = before == ItemClass::Pronoun && what && last + 1 == self.item;
        last > first && ((before == ItemClass::To && free) || (before == ItemClass::Comma && gerund) || own)
    }
}

/// The candidates near enough to the quotation at `item`.
fn near(items: &[Item], candidates: &[Candidate], item: usize) -> std::ops::Range<usize> {
    let here = &items[item];
    let split = candidates.partition_point(|c| (c.start as usize) < item);
    let fits = |c: &&Candidate| {
        c.paragraph.abs_diff(here.paragraph) <= 1
            && here.sentence.saturating_sub(c.sentence) <= SENTENCES_BEFORE
            && c.sentence.saturating_sub(here.sentence) <= SENTENCES_AFTER
            && c.start.abs_diff(item as u32) <= GAP
    };
    let before = candidates[..split].iter().rev().take(BEFORE).take_while(fits).count();
    let after = candidates[split..].iter().take(AFTER).take_while(fits).count();
    split - before..split + after
}

fn shown(field: &Field<'_>, segment: &Segment) -> Shown {
    const FIRST: Classes = Classes::of(&[Class::First, Class::We]);
    const VERBS: Classes = Classes::of(&[Class::Auxiliary, Class::Second]);
    let tokens = &field.reading.tokens[segment.first as usize..segment.end as usize];
    // A long speech shows what it is in its first words.
    let head = &tokens[..tokens.len().min(40)];
    let words = tokens.iter().filter(|t| t.kind == Kind::Word).count() as u32;
    let any = |classes| head.iter().any(|t: &Token| field.lexicon.info(t.word).classes.any(classes));
    let is_word = |t: &&Token| t.kind == Kind::Word || t.kind == Kind::Number;
    let first = tokens.iter().find(is_word);
    let long = head.iter().filter(|t| t.kind == Kind::Word && t.end - t.start > 3);
    let (capitals, all) = long.fold((0, 0), |(c, n), t| (c + u32::from(t.is_capital()), n + 1));
    // The comma or stop may stand inside or just outside the marks.
    let outside =
        segment.close.and_then(|close| field.reading.tokens.get(close as usize + 1)).filter(|t| t.has(flag::GLUED));
    let end = match (tokens.last().map(|t| t.kind), outside.map(|t| t.kind)) {
        (Some(Kind::Comma), _) => 1,
        (Some(Kind::Stop), _) => 2,
        (Some(Kind::Shout | Kind::Ellipsis), _) => 3,
        (_, Some(Kind::Comma)) => 4,
        (_, Some(Kind::Stop)) => 5,
        (_, Some(_)) => 6,
        (Some(Kind::Dash), None) => 7,
        _ => 0,
    };
    Shown {
        capital: first.is_some_and(|t| t.is_capital() || t.kind == Kind::Number || t.shape == Shape::Caseless),
        end,
        words,
        length: match words {
            0..=3 => words,
            4..=6 => 4,
            7..=12 => 5,
            _ => 6,
        },
        title: all >= 1 && capitals == all && words > 1,
        speaks: any(FIRST),
        verb: any(VERBS),
    }
}
