//! The text as the attributor sees it: one item a token, one item a quoted segment, each with a class.

use crate::lexicon::{Class, Classes, CueClass, Info, Lexicon};
use crate::mention::is_candidate;
use crate::quote::Segment;
use crate::text::{Kind, Reading, Token};

/// The class of an item; what stands between a source and its quotation is a path of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum ItemClass {
    Quote,
    /// A verb of saying of the first rank: say, tell, add, write ...
    Say,
    /// A cue that introduces quotations in 35 of 100 uses.
    CueOften,
    /// In 12 of 100.
    CueSometimes,
    /// A rarer cue.
    CueRarely,
    /// `according to`, `in the words of`
    According,
    CueNoun,
    Person,
    Name,
    Pronoun,
    OtherPronoun,
    Possessive,
    Role,
    Group,
    Determiner,
    To,
    By,
    Of,
    Preposition,
    Conjunction,
    Relative,
    That,
    Auxiliary,
    Negation,
    Adverb,
    Time,
    Number,
    Past,
    Ing,
    Clitic,
    Comma,
    Colon,
    Stop,
    Dash,
    Bracket,
    Mark,
    Word,
}

impl ItemClass {
    /// A verb of saying of any rank.
    pub(crate) fn is_saying(self) -> bool {
        matches!(self, ItemClass::Say | ItemClass::CueOften | ItemClass::CueSometimes | ItemClass::CueRarely)
    }

    /// A verb of saying, or `according to`.
    pub(super) fn is_cue(self) -> bool {
        self.is_saying() || self == ItemClass::According
    }
}

/// One item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) class: ItemClass,
    /// The first token.
    pub(crate) token: u32,
    /// Number of the segment if the class is `Quote`.
    pub(crate) segment: u32,
    /// Number of its sentence among those outside quotations: a quotation belongs to one sentence, however many it holds.
    pub(crate) sentence: u32,
    pub(crate) paragraph: u32,
}

const PERSONS: Classes = Classes::of(&[Class::Role, Class::Roles, Class::Group]);
/// The small words that get a class of their own, by the one class of the table that names them alone.
const PRONOUNS: Classes = Classes::of(&[Class::He, Class::She, Class::They, Class::It, Class::First, Class::We]);

/// The class of one token outside quotations.
///
/// `noun` says that a noun stands here: `the report`, `his campaign`, where the same word may be a verb of saying elsewhere.
fn class_of(text: &str, token: &Token, lexicon: &Lexicon, is_person: bool, noun: impl FnOnce() -> bool) -> ItemClass {
    match token.kind {
        Kind::Word => {}
        Kind::Clitic => return ItemClass::Clitic,
        Kind::Number => return ItemClass::Number,
        Kind::Handle => return ItemClass::Name,
        Kind::Stop | Kind::Shout => return ItemClass::Stop,
        Kind::Comma => return ItemClass::Comma,
        Kind::Colon => return ItemClass::Colon,
        Kind::Dash => return ItemClass::Dash,
        Kind::Open | Kind::Close => return ItemClass::Bracket,
        _ => return ItemClass::Mark,
    }
    if is_person {
        return ItemClass::Person;
    }
    let info = lexicon.info(token.word);
    let grammar = grammar_class(info, lexicon, token);
    if let Some(class) = grammar {
        return class;
    }
    if is_candidate(token) && !token.has(crate::text::flag::OPENS) {
        return match () {
            () if info.has(Class::Role) && !info.is_name() => ItemClass::Role,
            () => ItemClass::Name,
        };
    }
    let word = token.span().of(text);
    // `Judge Marsh asked`: a capital that opens the sentence is the title.
    let title = is_candidate(token) && info.has(Class::Role);
    let verb = || !title && (word.ends_with("ed") || word.ends_with("ing") || !noun());
    if let Some(cue) = lexicon.verb_cue(token.word).filter(|_| verb()) {
        let first_rank = matches!(cue.class, CueClass::Say | CueClass::Tell | CueClass::Write);
        return match cue.quoted {
            50.. if first_rank => ItemClass::Say,
            35.. => ItemClass::CueOften,
            12.. => ItemClass::CueSometimes,
            _ => ItemClass::CueRarely,
        };
    }
    // A capital that only opens the sentence: `Analysts said`.
    let opens = is_candidate(token) && (info.is_name() || (info.common < 3 && !info.classes.any(PERSONS)));
    if opens {
        return ItemClass::Name;
    }
    if info.classes.any(Classes::of(&[Class::Role, Class::Roles])) {
        return ItemClass::Role;
    }
    if info.has(Class::Group) {
        return ItemClass::Group;
    }
    if is_candidate(token) && info.common < 4 {
        return ItemClass::Name;
    }
    if lexicon.noun_cue(token.word).is_some() {
        return ItemClass::CueNoun;
    }
    match () {
        () if word.ends_with("ed") && word.len() > 4 => ItemClass::Past,
        () if word.ends_with("ing") && word.len() > 5 => ItemClass::Ing,
        () => ItemClass::Word,
    }
}

fn grammar_class(info: &Info, lexicon: &Lexicon, token: &Token) -> Option<ItemClass> {
    if info.classes.is_empty() {
        return None;
    }
    let cue = lexicon.verb_cue(token.word).is_some_and(|cue| cue.quoted >= 12);
    let small = !is_candidate(token) || token.has(crate::text::flag::OPENS);
    if !small {
        return (info.has(Class::Month) || info.has(Class::Weekday)).then_some(ItemClass::Time);
    }
    let has = |class| info.has(class);
    Some(match () {
        () if info.classes.any(PRONOUNS) && !has(Class::Possessive) => ItemClass::Pronoun,
        () if has(Class::Possessive) && !info.classes.any(PRONOUNS) => ItemClass::Possessive,
        () if info.classes.any(PRONOUNS) => ItemClass::Pronoun,
        () if has(Class::That) => ItemClass::That,
        () if has(Class::To) => ItemClass::To,
        () if has(Class::Relative) => ItemClass::Relative,
        () if has(Class::Auxiliary) => ItemClass::Auxiliary,
        () if has(Class::Negation) => ItemClass::Negation,
        () if has(Class::Determiner) => ItemClass::Determiner,
        () if cue => return None,
        () if has(Class::By) => ItemClass::By,
        () if has(Class::Of) => ItemClass::Of,
        () if has(Class::Preposition) => ItemClass::Preposition,
        () if has(Class::Conjunction) || has(Class::Subordinator) || has(Class::Wh) => ItemClass::Conjunction,
        () if has(Class::Pronoun) || has(Class::Second) => ItemClass::OtherPronoun,
        () if has(Class::Number) || has(Class::Quantifier) => ItemClass::Number,
        () if has(Class::Time) => ItemClass::Time,
        () if has(Class::Adverb) && !has(Class::Role) => ItemClass::Adverb,
        () => return None,
    })
}

/// A cue of several words that starts at token `at`: how many tokens it has and its class. Its first word stands for it.
fn phrase(reading: &Reading, lexicon: &Lexicon, at: u32) -> Option<(u32, ItemClass)> {
    let tokens = &reading.tokens[at as usize..];
    if !lexicon.starts_cue_phrase(tokens[0].word) {
        return None;
    }
    let sentence = reading.sentence_of[at as usize];
    let words = tokens
        .iter()
        .enumerate()
        .take_while(|(step, t)| t.is_word() && reading.sentence_of[at as usize + step] == sentence);
    let (words, cue) = lexicon.cue_phrase(words.map(|(_, t)| t.word))?;
    let class = match cue.class {
        CueClass::According => ItemClass::According,
        CueClass::Say | CueClass::Tell | CueClass::Write | CueClass::Ask | CueClass::Report | CueClass::Call
            if !lexicon.info(tokens[0].word).has(Class::Preposition) =>
        {
            match cue.quoted {
                35.. => ItemClass::CueOften,
                12.. => ItemClass::CueSometimes,
                _ => return None,
            }
        }
        _ => return None,
    };
    Some((words as u32, class))
}

/// Whether a noun must follow what was read so far: a determiner, a possessive, or these with adjectives behind them.
fn noun_follows(items: &[Item], sentence: u32) -> bool {
    const ADJECTIVES: usize = 3;
    let before = items.iter().rev().take(ADJECTIVES).take_while(|item| item.sentence == sentence);
    for item in before {
        match item.class {
            ItemClass::Determiner | ItemClass::Possessive => return true,
            ItemClass::Clitic => return true,
            ItemClass::Word | ItemClass::Past | ItemClass::Number => {}
            _ => return false,
        }
    }
    false
}

/// Builds the items of a text; `people` are the names of persons, in order.
pub(crate) fn items(
    text: &str,
    reading: &Reading,
    lexicon: &Lexicon,
    people: &[crate::text::Tokens],
    segments: &[Segment],
    out: &mut Vec<Item>,
) {
    out.clear();
    let (mut at, mut next, mut person, mut sentence) = (0u32, 0usize, 0usize, 0u32);
    while (at as usize) < reading.tokens.len() {
        let here = at as usize;
        sentence += u32::from(here > 0 && reading.sentence_of[here - 1] != reading.sentence_of[here]);
        let paragraph = reading.paragraph_of[here];
        if let Some(segment) = segments.get(next)
            && at >= segment.open.unwrap_or(segment.first)
        {
            out.push(Item { class: ItemClass::Quote, token: at, segment: next as u32, sentence, paragraph });
            at = segment.close.map_or(segment.end, |close| close + 1).max(at + 1);
            next += 1;
            continue;
        }
        while people.get(person).is_some_and(|name| name.end <= at) {
            person += 1;
        }
        let is_person = people.get(person).is_some_and(|name| name.start <= at);
        if !is_person && let Some((words, class)) = phrase(reading, lexicon, at) {
            let rest = (at + 1..at + words).map(|token| (token, ItemClass::Adverb));
            let phrase = std::iter::once((at, class)).chain(rest);
            out.extend(phrase.map(|(token, class)| Item { class, token, segment: u32::MAX, sentence, paragraph }));
            at += words;
            continue;
        }
        let class = class_of(text, &reading.tokens[here], lexicon, is_person, || noun_follows(out, sentence));
        out.push(Item { class, token: at, segment: u32::MAX, sentence, paragraph });
        at += 1;
    }
}
