//! To whom it was said: `told the council`, `said to reporters`, `asked him`.

use super::candidate::{Candidate, Field, Source};
use super::item::{Item, ItemClass};
use crate::lexicon::{Class, CueClass};
use crate::text::Kind;

/// An addressee ends within this many items of its cue.
const REACH: usize = 12;

/// Whom the cue addresses: the object of a verb that takes one, or of `to` behind any other verb of saying.
pub(super) fn addressee(
    field: &Field<'_>,
    candidates: &[Candidate],
    cue: u32,
    source: Option<u32>,
) -> Option<Candidate> {
    let own = source.map(|number| &candidates[number as usize]);
    let takes_object = matches!(field.cue_class(cue)?, CueClass::Tell | CueClass::Ask);
    let items = field.items;
    // Behind an inverted source: `asked Graham`, `asked Graham of the witness` has none.
    let start = own.filter(|own| own.start == cue + 1).map_or(cue + 1, |own| own.end) as usize;
    let inverted = start > cue as usize + 1;
    // What goes on with a cue of several words, `complained to`, and adverbs: `told privately`.
    let adverbs = items.get(start..)?.iter().take(REACH).take_while(|item| item.class == ItemClass::Adverb).count();
    let last = start + adverbs;
    let first = last + usize::from(items.get(last).is_some_and(|item| item.class == ItemClass::To));
    let word = |item: &Item| field.lexicon.info(field.reading.tokens[item.token as usize].word);
    let to = first > start && word(&items[first - 1]).has(Class::To);
    if (!takes_object || inverted) && !to {
        return None;
    }
    // Behind `to` alone a plain word may be a verb: `said to win voters`.
    let words = !to || items.get(first).is_some_and(|item| is_determiner(item.class));
    let same = |item: &&Item| item.sentence == items[cue as usize].sentence;
    let row = items.get(first..)?.iter().take(REACH).take_while(same);
    let hyphen = |item: &Item| field.reading.tokens[item.token as usize].kind == Kind::Hyphen;
    // `the state-run agency`: whatever a hyphen joins.
    let joined = |at: usize| hyphen(&items[at]) || hyphen(&items[at - 1]);
    let length =
        row.enumerate().take_while(|(step, item)| is_nominal(item.class, words) || joined(first + step)).count();
    let end = first + length;
    let inside = |c: &&Candidate| c.start as usize >= first && c.end as usize <= end;
    let from = candidates.partition_point(|c| (c.start as usize) < first);
    // `the council’s finance committee`: the last one is the head.
    let found = candidates[from..].iter().take_while(inside).last();
    if let Some(found) = found {
        let other = own.is_none_or(|own| own.start != found.start);
        // A noun takes its determiner and modifiers along, a name does not.
        let named = matches!(items[found.head as usize].class, ItemClass::Person | ItemClass::Name);
        let start = if named { found.start } else { first as u32 };
        return (other && found.end as usize == end).then_some(Candidate { start, ..*found });
    }
    let noun =
        (length >= 2 && is_determiner(items[first].class) && !to) || (length == 1 && is_object(items[first].class));
    let head = end.checked_sub(1)? as u32;
    let Item { sentence, paragraph, .. } = items[head as usize];
    noun.then_some(Candidate { start: first as u32, head, end: end as u32, source: Source::Noun, sentence, paragraph })
}

fn is_determiner(class: ItemClass) -> bool {
    matches!(class, ItemClass::Determiner | ItemClass::Possessive)
}

fn is_object(class: ItemClass) -> bool {
    matches!(class, ItemClass::Pronoun | ItemClass::Person | ItemClass::Name | ItemClass::Role | ItemClass::Group)
}

/// Whether the item goes on with a noun phrase.
fn is_nominal(class: ItemClass, words: bool) -> bool {
    let word = matches!(class, ItemClass::Word | ItemClass::CueNoun | ItemClass::Past | ItemClass::Ing);
    let phrase = matches!(class, ItemClass::Clitic | ItemClass::Number);
    is_determiner(class) || is_object(class) || phrase || (word && words)
}
