//! Who could have said it: every name, pronoun and noun for persons or bodies near a quotation.

use super::item::{Item, ItemClass};
use crate::lexicon::{Class, Classes, CueClass, Lexicon};
use crate::mention::{Role, is_candidate};
use crate::text::{Kind, Reading, Tokens, flag};

/// What kind of source a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Source {
    /// A person by given name and surname.
    FullName,
    /// A person by one name.
    ShortName,
    He,
    She,
    They,
    It,
    /// I, we.
    Speaker,
    Who,
    /// `the minister`
    DefiniteRole,
    /// `a minister`
    Role,
    /// `ministers`
    Roles,
    /// `the ministry`
    Group,
    /// A listed body, country, organisation or outlet.
    Body,
    Outlet,
    Country,
    /// A capitalised name of some other kind.
    Name,
    /// some, many, one, others
    Indefinite,
    /// `the report`, `this user`: any other noun beside a verb of saying.
    Noun,
    /// `his claim`
    Possessive,
}

/// A possible source: items `start..end`, of which `head` says what it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) start: u32,
    pub(crate) head: u32,
    pub(crate) end: u32,
    pub(crate) source: Source,
    pub(crate) sentence: u32,
    pub(crate) paragraph: u32,
}

/// What candidates are found in.
pub(crate) struct Field<'a> {
    pub(crate) reading: &'a Reading,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) items: &'a [Item],
    pub(crate) people: &'a [Tokens],
    pub(crate) covers: &'a crate::mention::Covers,
}

/// No capitalised name is read further than this, so that rows of capitals stay linear.
const LONGEST_NAME: usize = 32;

const QUANTITY: Classes = Classes::of(&[Class::Quantifier, Class::Pronoun, Class::Number]);

impl Field<'_> {
    /// All candidates of the text, in order; none lies inside a quotation.
    pub(crate) fn candidates(&self, out: &mut Vec<Candidate>) {
        out.clear();
        let mut person = 0;
        let mut at = 0;
        while at < self.items.len() {
            let found = match self.items[at].class {
                ItemClass::Quote => None,
                ItemClass::Person => self.person(at, &mut person),
                _ => self.other(at),
            };
            match found {
                Some(candidate) => {
                    at = candidate.end as usize;
                    out.push(candidate);
                }
                None => at += 1,
            }
        }
    }

    /// The class of the verb of saying at an item.
    pub(crate) fn cue_class(&self, item: u32) -> Option<CueClass> {
        let word = self.reading.tokens[self.items[item as usize].token as usize].word;
        self.lexicon.verb_cue(word).map(|cue| cue.class)
    }

    fn make(&self, start: usize, head: usize, end: usize, source: Source) -> Candidate {
        let Item { sentence, paragraph, .. } = self.items[head];
        Candidate { start: start as u32, head: head as u32, end: end as u32, source, sentence, paragraph }
    }

    fn person(&self, at: usize, cursor: &mut usize) -> Option<Candidate> {
        let token = self.items[at].token;
        while self.people.get(*cursor).is_some_and(|name| name.end <= token) {
            *cursor += 1;
        }
        let name = self.people.get(*cursor)?;
        // A name has an item a token, but stops where a quotation starts.
        let own = |item: &&Item| item.class != ItemClass::Quote && item.token < name.end;
        let end = at + self.items[at..].iter().take_while(own).count();
        if self.owns_person(end) {
            return None;
        }
        let source = if name.len() > 1 { Source::FullName } else { Source::ShortName };
        Some(self.make(at, end - 1, end, source))
    }

    /// `Hill’s attorney Brian Kammer`: the name before the possessive is not the one that speaks.
    fn owns_person(&self, end: usize) -> bool {
        let row = self.items[end..].iter().take(6).map(|item| item.class);
        let mut row = row.skip_while(|class| *class == ItemClass::Clitic).peekable();
        let owns = self.items.get(end).is_some_and(|item| item.class == ItemClass::Clitic);
        let noun = |class: &ItemClass| {
            matches!(class, ItemClass::Role | ItemClass::Name | ItemClass::Word | ItemClass::Group | ItemClass::CueNoun)
        };
        owns && row.peek().is_some_and(noun) && row.find(|class| !noun(class)) == Some(ItemClass::Person)
    }

    fn other(&self, at: usize) -> Option<Candidate> {
        let item = self.items[at];
        let token = &self.reading.tokens[item.token as usize];
        let info = self.lexicon.info(token.word);
        let has = |class| info.has(class);
        let one = |source| Some(self.make(at, at, at + 1, source));
        match item.class {
            ItemClass::Pronoun => match () {
                () if has(Class::Possessive) && self.owns_words(at) => one(Source::Possessive),
                () if has(Class::He) => one(Source::He),
                () if has(Class::She) => one(Source::She),
                () if has(Class::They) => one(Source::They),
                () if has(Class::It) => one(Source::It),
                () => one(Source::Speaker),
            },
            ItemClass::Relative if has(Class::Relative) && !has(Class::That) => one(Source::Who),
            ItemClass::Possessive if !has(Class::Relative) && self.owns_words(at) => one(Source::Possessive),
            ItemClass::OtherPronoun | ItemClass::Number | ItemClass::Determiner
                if info.classes.any(QUANTITY) && self.speaks_beside(at) =>
            {
                one(Source::Indefinite)
            }
            ItemClass::Name | ItemClass::Role | ItemClass::Group => self.noun(at),
            ItemClass::Word | ItemClass::CueNoun | ItemClass::Past | ItemClass::Ing if self.is_plain_source(at) => {
                one(Source::Noun)
            }
            ItemClass::Number => self.age(at),
            _ => None,
        }
    }

    /// Whether a noun of no special kind has a determiner before it and a verb of saying beside it: `the ruling said`.
    fn is_plain_source(&self, at: usize) -> bool {
        let class = |at: usize| {
            self.items
                .get(at)
                .filter(|item| item.sentence == self.items[at.min(self.items.len() - 1)].sentence)
                .map(|item| item.class)
        };
        let determined = self.items[at.saturating_sub(3)..at].iter().rev().find(|item| {
            !matches!(item.class, ItemClass::Word | ItemClass::Name | ItemClass::CueNoun | ItemClass::Number)
        });
        let determined = determined.is_some_and(|item| {
            item.sentence == self.items[at].sentence
                && matches!(item.class, ItemClass::Determiner | ItemClass::Possessive | ItemClass::Clitic)
        });
        let plural = self.reading.tokens[self.items[at].token as usize].has(flag::OPENS);
        let next = class(at + 1);
        let said = next.is_some_and(ItemClass::is_saying)
            || (next == Some(ItemClass::Auxiliary) && class(at + 2).is_some_and(ItemClass::is_saying))
            || (matches!(next, Some(ItemClass::Adverb)) && class(at + 2).is_some_and(ItemClass::is_saying));
        (determined || plural) && said
    }

    /// `the 59-year-old`
    fn age(&self, at: usize) -> Option<Candidate> {
        let row = self.items.get(at..at + 5)?;
        let glued = row[1..].iter().all(|item| self.reading.tokens[item.token as usize].has(flag::GLUED));
        let quoted = row.iter().any(|item| item.class == ItemClass::Quote);
        let hyphens = [1, 3].iter().all(|&k| self.reading.tokens[row[k].token as usize].kind == Kind::Hyphen);
        let next = self.items.get(at + 5).map(|item| item.class);
        let noun = !matches!(next, Some(ItemClass::Role | ItemClass::Person | ItemClass::Name | ItemClass::Word));
        (glued && hyphens && noun && !quoted).then(|| self.make(at, at, at + 5, Source::DefiniteRole))
    }

    /// Whether a verb of saying follows directly, or stands directly before at the end of the sentence.
    fn speaks_beside(&self, at: usize) -> bool {
        let class = |at: usize| self.items.get(at).map(|item| item.class);
        let ends = matches!(class(at + 1), None | Some(ItemClass::Stop | ItemClass::Comma | ItemClass::Quote));
        let before = at.checked_sub(1).and_then(class);
        class(at + 1).is_some_and(ItemClass::is_saying)
            || class(at + 1) == Some(ItemClass::Auxiliary)
            || (ends && before.is_some_and(ItemClass::is_saying))
    }

    /// `his claim`, `their chants`: a possessive with a noun of saying.
    fn owns_words(&self, at: usize) -> bool {
        self.items[at + 1..].iter().take(3).any(|item| item.class == ItemClass::CueNoun)
    }

    /// A capitalised name or a noun for persons, with what goes on with it.
    fn noun(&self, at: usize) -> Option<Candidate> {
        let token_of = |at: usize| &self.reading.tokens[self.items[at].token as usize];
        let here = self.items[at];
        let same = |at: usize| {
            self.items.get(at).is_some_and(|item| item.sentence == here.sentence && item.class != ItemClass::Quote)
        };
        if here.class == ItemClass::Name {
            // Take the capitalised run as one name.
            let mut end = at + 1;
            while end - at < LONGEST_NAME
                && same(end)
                && (is_candidate(token_of(end)) || token_of(end).kind == Kind::Hyphen)
                && self.items[end].class != ItemClass::Person
            {
                end += 1;
            }
            // `Parliament spokesman Jaume Duch`, `Hungary’s daily Nepszabadsag`: part of the phrase of another source.
            if self.is_modifier(end) {
                return None;
            }
            // A title before a person's name is not a source of its own.
            let before_person = same(end) && self.items[end].class == ItemClass::Person;
            let cover = self.covers.of[self.items[end - 1].token as usize].role;
            let title = matches!(cover, Role::Office | Role::Nationality)
                || self.lexicon.info(token_of(end - 1).word).classes.any(crate::mention::HONORIFICS);
            if before_person && title {
                return None;
            }
            let last = self.lexicon.info(token_of(end - 1).word);
            let time = last.has(Class::Month) || last.has(Class::Weekday);
            let source = match cover {
                _ if time => return None,
                Role::Office => Source::DefiniteRole,
                Role::Body | Role::Organization => Source::Body,
                Role::Outlet => Source::Outlet,
                Role::Country | Role::Capital => Source::Country,
                Role::Nationality
                    if same(end) && matches!(self.items[end].class, ItemClass::Role | ItemClass::Group) =>
                {
                    return None;
                }
                _ => Source::Name,
            };
            if end - at == 1 && token_of(at).has(flag::OPENS) && source == Source::Name && self.is_plain(at) {
                return None;
            }
            return Some(self.make(at, end - 1, end, source));
        }
        // A noun directly before a person's name is the person's title.
        if same(at + 1) && self.items[at + 1].class == ItemClass::Person {
            return None;
        }
        let info = self.lexicon.info(token_of(at).word);
        // `campaign manager`: the last noun of the row is the head.
        if same(at + 1) && matches!(self.items[at + 1].class, ItemClass::Role | ItemClass::Group) {
            return None;
        }
        // `the premier, Josip Radovac, said`: the name says more, and is a candidate itself.
        if self.is_named_behind(at + 1) {
            return None;
        }
        let source = match () {
            () if info.has(Class::Group) && !info.has(Class::Role) => Source::Group,
            () if info.has(Class::Roles) && !info.has(Class::Role) => Source::Roles,
            () if self.is_definite(at) => Source::DefiniteRole,
            () => Source::Role,
        };
        Some(self.make(at, at, at + 1, source))
    }

    /// Whether a person's name between commas stands here.
    fn is_named_behind(&self, at: usize) -> bool {
        let class = |at: usize| self.items.get(at).map(|item| item.class);
        let name = self.items[at..].iter().skip(1).take(LONGEST_NAME);
        let length = name.take_while(|item| item.class == ItemClass::Person).count();
        class(at) == Some(ItemClass::Comma) && length > 0 && class(at + 1 + length) == Some(ItemClass::Comma)
    }

    /// Whether the name that ends here only modifies the noun or name that follows.
    fn is_modifier(&self, end: usize) -> bool {
        let class = |at: usize| self.items.get(at).map(|item| item.class);
        let mut at = end;
        let owns = class(at) == Some(ItemClass::Clitic);
        at += usize::from(owns);
        let first = at;
        while at < end + 6
            && matches!(class(at), Some(ItemClass::Role | ItemClass::Group | ItemClass::Word | ItemClass::Name))
        {
            at += 1;
        }
        let roles = self.items[first..at].iter().any(|item| matches!(item.class, ItemClass::Role | ItemClass::Group));
        (roles && class(at) == Some(ItemClass::Person)) || (owns && roles && class(at - 1) == Some(ItemClass::Name))
    }

    /// A capital that only opens the sentence.
    fn is_plain(&self, at: usize) -> bool {
        let info = self.lexicon.info(self.reading.tokens[self.items[at].token as usize].word);
        info.common >= 4 && !info.is_name()
    }

    /// Whether `the`, `his` or a possessive stands before the noun.
    fn is_definite(&self, at: usize) -> bool {
        self.items[at.saturating_sub(4)..at]
            .iter()
            .rev()
            .find_map(|item| match item.class {
                ItemClass::Determiner => {
                    let span = self.reading.tokens[item.token as usize].span();
                    Some(span.len() == 3)
                }
                ItemClass::Possessive | ItemClass::Clitic => Some(true),
                ItemClass::Comma | ItemClass::Stop | ItemClass::Quote | ItemClass::Preposition | ItemClass::Of => {
                    Some(false)
                }
                _ => None,
            })
            .unwrap_or(false)
    }
}
