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
    Nationality,
    Word,
}

/// One item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) class: ItemClass,
    /// The first token.
    pub(crate) token: u32,
    /// Number of the segment if the class is `Quote`.
    pub(crate) segment: u32,
    pub(crate) sentence: u32,
    pub(crate) paragraph: u32,
}

/// The small words that get a class of their own, by the one class of the table that names them alone.
const PRONOUNS: Classes = Classes::of(&[Class::He, Class::She, Class::They, Class::It, Class::First, Class::We]);

/// The class of one token outside quotations.
pub(crate) fn class_of(text: &str, token: &Token, lexicon: &Lexicon, is_person: bool) -> ItemClass {
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
    if let Some(cue) = lexicon.verb_cue(token.word) {
        let first_rank = matches!(cue.class, CueClass::Say | CueClass::Tell | CueClass::Write);
        return match cue.quoted {
            50.. if first_rank => ItemClass::Say,
            35.. => ItemClass::CueOften,
            12.. => ItemClass::CueSometimes,
            _ => ItemClass::CueRarely,
        };
    }
    if is_candidate(token) {
        return ItemClass::Name;
    }
    if info.classes.any(Classes::of(&[Class::Role, Class::Roles])) {
        return ItemClass::Role;
    }
    if info.has(Class::Group) {
        return ItemClass::Group;
    }
    if lexicon.noun_cue(token.word).is_some() {
        return ItemClass::CueNoun;
    }
    let word = token.span().of(text);
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
        () if has(Class::Preposition) => match lexicon.vocabulary.word(token.word) {
            "by" => ItemClass::By,
            "of" => ItemClass::Of,
            _ => ItemClass::Preposition,
        },
        () if has(Class::Conjunction) || has(Class::Subordinator) || has(Class::Wh) => ItemClass::Conjunction,
        () if has(Class::Pronoun) || has(Class::Second) => ItemClass::OtherPronoun,
        () if has(Class::Number) || has(Class::Quantifier) => ItemClass::Number,
        () if has(Class::Time) => ItemClass::Time,
        () if has(Class::Adverb) && !has(Class::Role) => ItemClass::Adverb,
        () => return None,
    })
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
    let (mut at, mut next, mut person) = (0u32, 0usize, 0usize);
    while (at as usize) < reading.tokens.len() {
        let (sentence, paragraph) = (reading.sentence_of[at as usize], reading.paragraph_of[at as usize]);
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
        let class = class_of(text, &reading.tokens[at as usize], lexicon, is_person);
        out.push(Item { class, token: at, segment: u32::MAX, sentence, paragraph });
        at += 1;
    }
}
