//! Rules where a rule is the truth: constructions too rare in the training articles to be weighed, and never in doubt.

use super::candidate::{Candidate, Field, Source};
use super::item::{Item, ItemClass};
use super::question::Question;
use crate::lexicon::{Class, CueClass, Info};
use crate::named::named;
use crate::quote::Segment;

/// The probability of an answer by a rule.
pub(super) const CERTAIN: f32 = 0.97;

named! {
    /// A rule that decided who said it, over what the weights say.
    Rule {
        /// The name at the start of the line: `KALVĀNE: “…”`
        Label = "label",
        /// The name behind a dash at the end: `“…” ― Ilze Kalvāne`
        Signature = "signature",
        /// Who is cited, not who cites: `Xinhua cited the governor as saying “…”`
        AsSaying = "as-saying",
        /// The agent of a passive: `was called “…” by the union leader`
        Passive = "passive",
        /// Whose claim it is: `the court rejected Stan’s claim that it had been “a theft”`
        OwnWords = "own-words",
        /// Who has a verb of saying in the sentence whose colon leads in: `says Kalvāne, mayor of Ogre: “…”`
        Colon = "colon",
        /// Who spoke, not the medium that carried it: `X said, according to Interfax, “…”`
        Carrier = "carrier",
        /// A nickname, the title of a work, a heading: nobody speaks.
        NoSpeech = "no-speech",
        /// The quotation of the paragraph before goes on behind a mark that reopens it.
        Reopened = "reopened",
        /// A paragraph that is one quotation goes on behind another one.
        OwnParagraph = "own-paragraph",
        /// Two speakers take turns, a paragraph each.
        Alternation = "alternation",
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
        if self.is_nickname() {
            return Some((Rule::NoSpeech, None));
        }
        found(Rule::Label, self.label())
            .or_else(|| found(Rule::Signature, self.signature()))
            .or_else(|| found(Rule::AsSaying, self.as_saying().or_else(|| self.quoted_behind())))
            .or_else(|| found(Rule::Passive, self.passive()))
            .or_else(|| found(Rule::OwnWords, self.own_words(ranked)))
            .or_else(|| found(Rule::Colon, self.colon(ranked)))
            .or_else(|| found(Rule::Carrier, ranked.and_then(|number| self.behind_carrier(number))))
            .or_else(|| self.is_no_speech(ranked).then_some((Rule::NoSpeech, None)))
    }

    fn is_no_speech(&self, ranked: Option<u32>) -> bool {
        let Some(reach) = self.no_speech() else { return false };
        // Only a cue that is beside the quotation itself tells otherwise.
        let cue = ranked.and_then(|number| self.question.cue(number as usize));
        let attached = cue.is_some_and(|cue| {
            let between = (cue as usize + 1).min(self.at + 1)..self.at.max(cue as usize);
            let apart = |item: &Item| matches!(item.class, ItemClass::Stop | ItemClass::Quote);
            cue.abs_diff(self.at as u32) <= reach && !self.field.items[between].iter().any(apart)
        });
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

    /// `KALVĀNE: “…”` at the start of its line.
    fn label(&self) -> Option<u32> {
        if self.before(1) != Some(ItemClass::Colon) {
            return None;
        }
        let name = |c: &Candidate| matches!(c.source, Source::FullName | Source::ShortName | Source::Name);
        let opens = |c: &Candidate| c.start == 0 || self.class(c.start as usize - 1).is_none();
        let here = |c: &Candidate| c.end as usize + 1 == self.at && c.paragraph == self.field.items[self.at].paragraph;
        self.numbers().find(|(_, c)| name(c) && here(c) && opens(c)).map(|(number, _)| number)
    }

    /// `“…” ― Foreign Minister Ilze Kalvāne` at the end of its paragraph or before the next quotation.
    fn signature(&self) -> Option<u32> {
        const TITLE: usize = 5;
        let next = self.field.items.get(self.at + 1)?;
        let here = self.field.items[self.at].paragraph;
        // On its own line it signs a quotation that has a paragraph to itself.
        let below = next.paragraph == here + 1 && self.fills_paragraph();
        if next.class != ItemClass::Dash || !(next.paragraph == here || below) {
            return None;
        }
        let (number, candidate) = self.numbers().find(|(_, c)| c.start as usize > self.at)?;
        let name = matches!(candidate.source, Source::FullName | Source::ShortName | Source::Name);
        let title = self.at + 2..candidate.start as usize;
        let capital = |at: usize| self.field.reading.tokens[self.field.items[at].token as usize].is_capital();
        let titled = title.len() <= TITLE
            && title.clone().all(|at| capital(at) || self.field.items[at].class == ItemClass::Role);
        let own = candidate.paragraph == next.paragraph;
        (name && titled && own && self.ends_signature(candidate.end as usize)).then_some(number)
    }

    /// Whether nothing follows a signature, or only what the person is: `― Ilze Kalvāne, mayor of Ogre`.
    fn ends_signature(&self, end: usize) -> bool {
        const ROLE: usize = 8;
        let items = self.field.items;
        let class =
            |at: usize| items.get(at).filter(|item| item.paragraph == items[end - 1].paragraph).map(|item| item.class);
        let at = if class(end) == Some(ItemClass::Comma) {
            end + 1 + (end + 1..end + 1 + ROLE).take_while(|&at| class(at).is_some_and(is_description)).count()
        } else {
            end
        };
        let (next, last) = (class(at), class(at + 1).is_none());
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

    /// `“…,” Interfax quoted spokeswoman Maria Zakharova as saying`
    fn quoted_behind(&self) -> Option<u32> {
        const REACH: usize = 16;
        let items = self.field.items;
        let here = items[self.at].sentence;
        let ahead =
            items.iter().enumerate().skip(self.at + 1).take(REACH).take_while(|(_, item)| item.sentence == here);
        let mut words = ahead.map(|(at, _)| at);
        // `quoted by the newspaper as saying`: the passive has its source before it.
        let as_word = words.find(|&at| items[at].class == ItemClass::By || self.info(&items[at]).has(Class::As))?;
        let gerund = words.next().filter(|&at| items[at].class.is_saying() && self.is_gerund(&items[at]));
        gerund?;
        self.numbers().find(|(_, c)| c.end as usize == as_word && c.start as usize > self.at).map(|(number, _)| number)
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

    /// `the court rejected Stan’s claim that it had been “a theft”`: the owner of the noun of saying whose clause holds the words,
    /// unless a verb of saying stands beside them.
    fn own_words(&self, ranked: Option<u32>) -> Option<u32> {
        const REACH: usize = 14;
        const BESIDE: u32 = 3;
        const ADJECTIVES: usize = 2;
        let items = self.field.items;
        let cue = ranked.and_then(|number| self.question.cue(number as usize));
        if cue.is_some_and(|cue| cue.abs_diff(self.at as u32) <= BESIDE && !self.is_aside(cue as usize)) {
            return None;
        }
        let here = items[self.at].sentence;
        let mut clause = (self.at.saturating_sub(REACH)..self.at).rev().take_while(|&at| items[at].sentence == here);
        let noun = clause.find(|&at| {
            let verb = items[at].class.is_cue() && !self.is_aside(at);
            verb || matches!(items[at].class, ItemClass::CueNoun | ItemClass::Quote)
        })?;
        let word = self.field.reading.tokens[items[noun].token as usize].word;
        let claim = self.field.lexicon.noun_cue(word).is_some_and(|cue| cue.class == CueClass::ClaimNoun);
        // `Stan’s words were “…”`, but not `he said that Stan’s words were “…”`.
        let free = !clause.any(|at| items[at].class.is_cue());
        let copula = free && items[self.at - 1].class == ItemClass::Auxiliary;
        let next = items[noun + 1].class;
        let governs = match next {
            ItemClass::That | ItemClass::To => true,
            ItemClass::Auxiliary => copula && noun + 2 == self.at,
            ItemClass::Comma => copula,
            _ => false,
        };
        if items[noun].class != ItemClass::CueNoun || !claim || !governs {
            return None;
        }
        let plain = |at: &usize| matches!(items[*at].class, ItemClass::Word | ItemClass::Number | ItemClass::Past);
        let adjectives = (noun.saturating_sub(ADJECTIVES)..noun).rev().take_while(plain).count();
        let owner = (noun - adjectives).checked_sub(1)?;
        let clitic = items[owner].class == ItemClass::Clitic;
        let owns = |c: &Candidate| {
            if clitic { c.end as usize == owner } else { c.source == Source::Possessive && c.start as usize == owner }
        };
        self.numbers().find(|(_, c)| owns(c) && c.sentence == here).map(|(number, _)| number)
    }

    /// `That is new, says Kalvāne, mayor of Ogre: “…”` where the ranker finds nobody.
    fn colon(&self, ranked: Option<u32>) -> Option<u32> {
        const SENTENCE: u32 = 4;
        let whole = self.segment.end - self.segment.first >= SENTENCE;
        if ranked.is_some() || self.before(1) != Some(ItemClass::Colon) || !whole {
            return None;
        }
        let here = self.field.items[self.at].sentence;
        let spoke = |(number, c): &(u32, &Candidate)| {
            let beside = self
                .question
                .cue(*number as usize)
                .filter(|&cue| cue + 1 == c.start || (cue == c.end && (cue as usize) < self.at));
            let verb = beside.is_some_and(|cue| self.field.items[cue as usize].class.is_saying());
            verb && c.sentence == here && (c.start as usize) < self.at
        };
        self.numbers().filter(spoke).last().map(|(number, _)| number)
    }

    /// Whether a verb of saying belongs to a clause between commas: `, the agency reported, `
    fn is_aside(&self, verb: usize) -> bool {
        const CLAUSE: usize = 6;
        let items = self.field.items;
        let comma = |at: usize| items.get(at).is_some_and(|item| item.class == ItemClass::Comma);
        comma(verb + 1) && (verb.saturating_sub(CLAUSE)..verb).any(comma)
    }

    /// `X said, according to Interfax`: the medium carries the words of another source that has a verb of its own.
    fn behind_carrier(&self, ranked: u32) -> Option<u32> {
        /// `according to the state-run newspaper Al-Ahram`
        const CLAUSE: usize = 7;
        let carrier = &self.candidates[ranked as usize];
        let outlet = matches!(carrier.source, Source::Outlet | Source::Body | Source::Name);
        let before = self.field.items[..carrier.start as usize].iter().rev().take(CLAUSE).map(|item| item.class);
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

    /// `Idriss “the Mechanic” Malloum`
    fn is_nickname(&self) -> bool {
        const NICKNAME: u32 = 3;
        let named = |class| matches!(class, Some(ItemClass::Person | ItemClass::Name));
        named(self.before(1)) && named(self.class(self.at + 1)) && self.segment.end - self.segment.first <= NICKNAME
    }

    /// Whether the segment is no speech, and how near a cue has to stand to tell otherwise, in items: the title of a work behind its noun, a heading that stands alone in the running text.
    fn no_speech(&self) -> Option<u32> {
        const TITLE: usize = 10;
        const HEADING: usize = 12;
        let items = self.field.items;
        let tokens = &self.field.reading.tokens[self.segment.first as usize..self.segment.end as usize];
        let capital = tokens.iter().find(|t| t.is_word()).is_some_and(|t| t.is_capital());
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
        (capital && open_end && alone && starts && tokens.len() <= HEADING).then_some(5)
    }

    /// Whether two sources are two people, as their names or sexes tell.
    pub(super) fn takes_turns(&self, first: Option<u32>, second: Option<u32>) -> bool {
        let (Some(first), Some(second)) = (first, second) else { return false };
        let [first, second] = [first, second].map(|number| &self.candidates[number as usize]);
        let word = |c: &Candidate| self.field.reading.tokens[self.field.items[c.end as usize - 1].token as usize].word;
        let named = |c: &Candidate| matches!(c.source, Source::FullName | Source::ShortName);
        let sexes = [(Source::He, Source::She), (Source::She, Source::He)].contains(&(first.source, second.source));
        sexes || (named(first) && named(second) && word(first) != word(second))
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
