//! Rules where a rule is the truth: constructions too rare in the training articles to be weighed, and never in doubt.

use super::candidate::{Candidate, Field, Source};
use super::item::{Item, ItemClass};
use super::question::Question;
use crate::lexicon::{Class, Info};
use crate::named::named;
use crate::quote::Segment;

/// The probability of an answer by a rule.
pub(super) const CERTAIN: f32 = 0.97;

named! {
    /// A rule that decided who said it, over what the weights say.
    Rule {
        /// The name behind a dash at the end: `“…” ― Ilze Kalvāne`
        Signature = "signature",
        /// Who is cited, not who cites: `Xinhua cited the governor as saying “…”`
        AsSaying = "as-saying",
        /// The agent of a passive: `was called “…” by the union leader`
        Passive = "passive",
        /// Who spoke, not the medium that carried it: `X said, according to Interfax, “…”`
        Carrier = "carrier",
        /// A nickname, the title of a work, a heading: nobody speaks.
        NoSpeech = "no-speech",
        /// The quotation of the paragraph before goes on behind a mark that reopens it.
        Reopened = "reopened",
        /// A paragraph that is one quotation goes on behind another one.
        OwnParagraph = "own-paragraph",
    }
}

/// What the rules see: one quotation and the candidates near it.
pub(super) struct Case<'a> {
    pub(super) field: &'a Field<'a>,
    pub(super) candidates: &'a [Candidate],
    pub(super) question: &'a Question<'a>,
    pub(super) segment: &'a Segment,
    /// Number of the item of the quotation.
    pub(super) at: usize,
}

impl Case<'_> {
    /// The rule that applies, if one does, with its answer: `None` is nobody. `ranked` is the ranker's choice.
    pub(super) fn decide(&self, ranked: Option<u32>) -> Option<(Rule, Option<u32>)> {
        let found = |rule, source: Option<u32>| source.map(|number| (rule, Some(number)));
        found(Rule::Signature, self.signature())
            .or_else(|| found(Rule::AsSaying, self.as_saying()))
            .or_else(|| found(Rule::Passive, self.passive()))
            .or_else(|| found(Rule::Carrier, ranked.and_then(|number| self.behind_carrier(number))))
            .or_else(|| self.is_no_speech(ranked).then_some((Rule::NoSpeech, None)))
    }

    fn is_no_speech(&self, ranked: Option<u32>) -> bool {
        let Some(reach) = self.no_speech() else { return false };
        // Only a cue that is beside the quotation itself tells otherwise.
        let cue = ranked.and_then(|number| self.question.cue(number as usize));
        let attached = cue.is_some_and(|cue| cue.abs_diff(self.at as u32) <= reach);
        ranked.is_some() && !attached
    }

    fn class(&self, at: usize) -> Option<ItemClass> {
        self.field
            .items
            .get(at)
            .filter(|item| item.paragraph == self.field.items[self.at].paragraph)
            .map(|item| item.class)
    }

    fn before(&self, step: usize) -> Option<ItemClass> {
        self.at.checked_sub(step).and_then(|at| self.class(at))
    }

    fn info(&self, item: &Item) -> &Info {
        self.field.lexicon.info(self.field.reading.tokens[item.token as usize].word)
    }

    fn numbers(&self) -> impl Iterator<Item = (u32, &Candidate)> {
        self.question.near.clone().map(|number| (number as u32, &self.candidates[number]))
    }

    /// `“…” ― Foreign Minister Ilze Kalvāne` at the end of its paragraph or before the next quotation.
    fn signature(&self) -> Option<u32> {
        const TITLE: usize = 5;
        if self.class(self.at + 1) != Some(ItemClass::Dash) {
            return None;
        }
        let (number, candidate) = self.numbers().find(|(_, c)| c.start as usize > self.at)?;
        let name = matches!(candidate.source, Source::FullName | Source::ShortName | Source::Name);
        let title = self.at + 2..candidate.start as usize;
        let titled = title.len() <= TITLE
            && title.clone().all(|at| matches!(self.class(at), Some(ItemClass::Name | ItemClass::Role)));
        (name && titled && self.ends_signature(candidate.end as usize)).then_some(number)
    }

    /// Whether nothing follows a signature, or only what the person is: `― Ilze Kalvāne, mayor of Ogre`.
    fn ends_signature(&self, end: usize) -> bool {
        const ROLE: usize = 8;
        let at = if self.class(end) == Some(ItemClass::Comma) {
            end + 1 + (end + 1..end + 1 + ROLE).take_while(|&at| self.class(at).is_some_and(is_description)).count()
        } else {
            end
        };
        let (next, last) = (self.class(at), self.class(at + 1).is_none());
        matches!(next, None | Some(ItemClass::Quote)) || (next == Some(ItemClass::Stop) && last)
    }

    /// `Xinhua cited the governor as saying`: who is cited, not who cites.
    fn as_saying(&self) -> Option<u32> {
        const REACH: usize = 12;
        let items = self.field.items;
        let here = items[self.at].sentence;
        let from = self.at.saturating_sub(REACH);
        let cue = (from + 1..self.at).rev().find(|&at| {
            let as_word = self.info(&items[at - 1]).has(Class::As);
            as_word && items[at].class.is_saying() && self.is_gerund(&items[at]) && items[at].sentence == here
        })?;
        let near = self.numbers().filter(|(_, c)| (c.end as usize) < cue && c.sentence == here);
        near.last().filter(|(_, c)| cue - c.end as usize <= REACH).map(|(number, _)| number)
    }

    fn is_gerund(&self, item: &Item) -> bool {
        self.field.lexicon.vocabulary.word(self.field.reading.tokens[item.token as usize].word).ends_with("ing")
    }

    /// `was called “…” by the union leader`.
    fn passive(&self) -> Option<u32> {
        const TITLE: u32 = 5;
        const REACH: usize = 6;
        let by = if self.is_passive_before(REACH) {
            self.at + 1
        } else {
            // `“…”, coined by General Prasert Wongchai`
            let verb = self.at + 1 + usize::from(self.class(self.at + 1) == Some(ItemClass::Comma));
            self.class(verb).filter(|class| class.is_saying() && self.no_speech().is_none())?;
            verb + 1
        };
        if self.class(by) != Some(ItemClass::By) {
            return None;
        }
        let (number, candidate) = self.numbers().find(|(_, c)| c.start as usize > by)?;
        (candidate.start - by as u32 - 1 <= TITLE).then_some(number)
    }

    /// `was called “…”`, `is described as “…”`
    fn is_passive_before(&self, reach: usize) -> bool {
        let as_word = || self.at.checked_sub(1).is_some_and(|at| self.info(&self.field.items[at]).has(Class::As));
        let verb = match (self.before(1), self.before(2)) {
            (Some(class), _) if class.is_saying() => 1,
            (_, Some(class)) if (class.is_saying() || class == ItemClass::Past) && as_word() => 2,
            _ => return false,
        };
        (verb + 1..verb + reach).any(|step| self.before(step) == Some(ItemClass::Auxiliary))
    }

    /// `X said, according to Interfax`: the medium carries the words of another source that has a verb of its own.
    fn behind_carrier(&self, ranked: u32) -> Option<u32> {
        let carrier = &self.candidates[ranked as usize];
        let outlet = matches!(carrier.source, Source::Outlet | Source::Body | Source::Name);
        let before = self.field.items[..carrier.start as usize].iter().rev().take(3).map(|item| item.class);
        let according = before.take_while(|class| *class != ItemClass::Stop).any(|class| class == ItemClass::According);
        if !outlet || !according {
            return None;
        }
        let spoke = |(number, c): &(u32, &Candidate)| {
            let cue = self.question.cue(*number as usize);
            let verb = cue.is_some_and(|cue| self.field.items[cue as usize].class.is_saying());
            *number != ranked && c.sentence == carrier.sentence && verb && !matches!(c.source, Source::Outlet)
        };
        self.numbers().find(spoke).map(|(number, _)| number)
    }

    /// Whether the segment is no speech, and how near a cue has to stand to tell otherwise, in items: a nickname inside a
    /// name, the title of a work behind its noun, a heading that stands alone in the running text.
    fn no_speech(&self) -> Option<u32> {
        const NICKNAME: usize = 3;
        const TITLE: usize = 10;
        let items = self.field.items;
        let tokens = &self.field.reading.tokens[self.segment.first as usize..self.segment.end as usize];
        let capital = tokens.iter().find(|t| t.is_word()).is_some_and(|t| t.is_capital());
        let named = matches!(self.class(self.at + 1), Some(ItemClass::Person | ItemClass::Name));
        if self.before(1) == Some(ItemClass::Person) && named && tokens.len() <= NICKNAME {
            return Some(0);
        }
        let work = self.before(1).is_some() && self.info(&items[self.at - 1]).has(Class::ContextWork);
        if work && capital && tokens.len() <= TITLE {
            return Some(1);
        }
        let open_end = tokens.last().is_some_and(|t| t.is_word()) && self.segment.close.is_some();
        let alone = matches!(self.before(1), None | Some(ItemClass::Stop | ItemClass::Quote));
        let next = items.get(self.at + 1).filter(|item| item.paragraph == items[self.at].paragraph);
        let starts = next.is_some_and(|item| {
            item.class == ItemClass::Quote || self.field.reading.tokens[item.token as usize].is_capital()
        });
        (capital && open_end && alone && starts).then_some(5)
    }

    /// Whether the quotation is the whole of its paragraph.
    pub(super) fn fills_paragraph(&self) -> bool {
        self.before(1).is_none() && self.class(self.at + 1).is_none()
    }
}

/// Whether an item may tell what a person is: `mayor of Ogre`.
fn is_description(class: ItemClass) -> bool {
    matches!(class, ItemClass::Role | ItemClass::Word | ItemClass::Name | ItemClass::Group | ItemClass::Of)
        || matches!(class, ItemClass::Preposition | ItemClass::Determiner | ItemClass::Number | ItemClass::Conjunction)
}
