//! The noun phrase before a title: `the country’s`, `former German`, `Russia’s newly appointed`.

use super::{Article, Context, Head};
use crate::entity::{OfficeClass, ScopeEvidence, Tenure};
use crate::gazetteer::EntryId;
use crate::lexicon::{Class, Classes};
use crate::mention::{Mention, Role, is_candidate};
use crate::text::{Kind, flag};

/// What stands before a title and belongs to it.
pub(super) struct Front {
    /// The first token of the phrase.
    pub(super) start: u32,
    /// Countries and bodies: one, or several of a plural title (`the German and French foreign ministers`).
    pub(super) scopes: Vec<EntryId>,
    /// How the first of them stands before the title.
    pub(super) scope_by: ScopeEvidence,
    pub(super) tenure: Option<Tenure>,
    pub(super) article: Article,
    pub(super) owner: Owner,
    /// A name that is not listed stands before the title.
    pub(super) foreign: bool,
}

/// Whose the office is, in other words than the name of a country or body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    None,
    /// `its`, `his`: the token.
    Pronoun(u32),
    /// `the country’s`: the token of the noun.
    Noun(u32),
    /// `Macron’s`: the number of the person.
    Person(u32),
}

/// How many words or names before a title are read.
const REACH: usize = 9;
/// How many capitalised words that are not listed may stand before a title.
const UNLISTED: u32 = 3;

/// What was passed on the way back from the title.
#[derive(Default)]
struct Passed {
    /// The possessive of the word before it.
    clitic: bool,
    /// A small word other than one of tenure.
    words: bool,
    /// A hyphen to whose left the reading is.
    hyphen: bool,
    unlisted: u32,
}

impl Context<'_> {
    pub(super) fn front(&self, head: &Head) -> Front {
        let mut front = Front {
            start: head.tokens.start,
            scopes: Vec::new(),
            scope_by: ScopeEvidence::Name,
            tenure: None,
            article: Article::None,
            owner: Owner::None,
            foreign: false,
        };
        let mut passed = Passed::default();
        for _ in 0..REACH {
            let on = match self.ending(front.start) {
                Some(mention) => self.pass_mention(head, mention, &mut front, &mut passed),
                None => self.pass_token(&mut front, &mut passed),
            };
            if !on {
                break;
            }
        }
        // `state premier`: of a part of a country.
        front.foreign |=
            front.scopes.is_empty() && head.tokens.clone().any(|at| self.classes(at).has(Class::PlaceHead));
        // `Equal Opportunities Minister`: of a minister they are words of the portfolio.
        let portfolio = head.entry.is_some_and(|office| self.class_of(office) == OfficeClass::Minister);
        front.foreign |= passed.unlisted > 0 && front.scopes.is_empty() && !portfolio;
        front
    }

    /// Takes one listed name into the phrase; `false` if it is no part of it.
    fn pass_mention(&self, head: &Head, mention: &Mention, front: &mut Front, passed: &mut Passed) -> bool {
        if mention.role == Role::Office {
            return false;
        }
        // `U.S.-backed`, `pro-Russian`
        let compound = std::mem::take(&mut passed.hyphen) || self.is_second_part(mention.tokens.start);
        let scope = self.as_scope(mention).filter(|_| !compound);
        let Some(entry) = scope.filter(|&entry| self.fits_before(head, mention, entry, passed)) else {
            // `Norway received Crown Prince …`: the subject of the sentence.
            if scope.is_some() && passed.words && !passed.clitic && mention.role == Role::Country {
                return false;
            }
            front.foreign |= scope.is_none() && !compound && front.scopes.is_empty();
            front.start = mention.tokens.start;
            *passed = Passed { unlisted: passed.unlisted, ..Passed::default() };
            return true;
        };
        let sender = head.entry.is_some_and(|office| self.serves_abroad(office));
        if front.scopes.is_empty() || sender {
            front.scopes.clear();
            front.scopes.push(entry);
            front.scope_by = match mention.role {
                Role::Nationality => ScopeEvidence::Adjective,
                _ if passed.clitic => ScopeEvidence::Possessive,
                _ => ScopeEvidence::Name,
            };
        }
        front.start = mention.tokens.start;
        if head.plural {
            self.pass_coordinated(mention, front);
        }
        *passed = Passed::default();
        true
    }

    /// `German and French foreign ministers`: the scopes before the one just read.
    fn pass_coordinated(&self, mention: &Mention, front: &mut Front) {
        let role = mention.role;
        for _ in 0..REACH {
            let Some(mut at) = self.before(front.start).filter(|&at| self.is_joint(at)) else { return };
            if self.kind(at) != Kind::Comma
                && let Some(comma) = self.before(at).filter(|&at| self.kind(at) == Kind::Comma)
            {
                at = comma;
            }
            let Some(before) = self.ending(at).filter(|mention| mention.role == role) else { return };
            let Some(entry) = self.as_scope(before) else { return };
            front.scopes.insert(0, entry);
            front.start = before.tokens.start;
        }
    }

    /// A comma or `and`.
    pub(super) fn is_joint(&self, at: u32) -> bool {
        self.kind(at) == Kind::Comma || self.classes(at).has(Class::Conjunction)
    }

    /// The second part of a hyphenated word that says nothing of tenure: `pro-Russian`.
    fn is_second_part(&self, at: u32) -> bool {
        let hyphen = self.before(at).filter(|&hyphen| {
            self.kind(hyphen) == Kind::Hyphen && self.token(hyphen).has(flag::GLUED) && self.token(at).has(flag::GLUED)
        });
        hyphen.and_then(|hyphen| self.before(hyphen)).is_some_and(|first| tenure_of(self.classes(first)).is_none())
    }

    fn fits_before(&self, head: &Head, mention: &Mention, entry: EntryId, passed: &Passed) -> bool {
        if !head.entry.is_none_or(|office| self.allows(office, entry)) {
            return false;
        }
        let organised = head.entry.is_some_and(|office| self.is_of_organisations(office));
        if passed.unlisted > 0 && organised {
            return false;
        }
        let capital = is_candidate(self.token(head.tokens.start));
        match mention.role {
            Role::Nationality => head.entry.is_none_or(|office| self.takes_nationality(office)),
            Role::Capital => passed.clitic && head.entry.is_none_or(|office| self.is_of_state(office)),
            _ => passed.clitic || !(passed.words && capital),
        }
    }

    /// Takes one word into the phrase; `false` if it is no part of it.
    fn pass_token(&self, front: &mut Front, passed: &mut Passed) -> bool {
        const QUANTIFIERS: Classes = Classes::of(&[Class::Quantifier, Class::Negation]);
        let end = front.start;
        if passed.clitic {
            self.pass_owner(front);
            return false;
        }
        if self.name_ending(end).is_some() {
            return false;
        }
        let Some(at) = self.before(end) else { return false };
        let (token, classes) = (self.token(at), self.classes(at));
        match token.kind {
            Kind::Clitic => passed.clitic = true,
            Kind::Single if token.has(flag::GLUED) && !self.token(end).has(flag::GLUED) => passed.clitic = true,
            Kind::Hyphen if token.has(flag::GLUED) => passed.hyphen = true,
            Kind::Number => {}
            Kind::Word => {
                passed.hyphen = false;
                if let Some(tenure) = tenure_of(classes) {
                    front.tenure = front.tenure.or(Some(tenure));
                } else if classes.any(QUANTIFIERS) || classes.any(Classes::of(&[Class::Determiner])) {
                    let short = token.span().len() <= 2;
                    front.article =
                        if short || classes.any(QUANTIFIERS) { Article::Indefinite } else { Article::Definite };
                    front.start = at;
                    return false;
                } else if classes.has(Class::Possessive) {
                    front.owner = Owner::Pronoun(at);
                    front.article = Article::Definite;
                    front.start = at;
                    return false;
                } else if is_candidate(token) {
                    if passed.unlisted >= UNLISTED || classes.any(crate::mention::HONORIFICS) || self.is_opening(at) {
                        return false;
                    }
                    passed.unlisted += 1;
                } else if classes.has(Class::Invests) {
                    // `newly appointed`, but not `became`.
                    let adverb = |at| self.classes(at).has(Class::Adverb);
                    if !self.before(at).is_some_and(|at| adverb(at) || self.kind(at) == Kind::Hyphen) {
                        return false;
                    }
                    passed.words = true;
                } else if self.is_adjective(at) {
                    passed.words = true;
                } else {
                    return false;
                }
            }
            _ => return false,
        }
        front.start = at;
        true
    }

    /// A common word that is capitalised because it opens its sentence.
    fn is_opening(&self, at: u32) -> bool {
        let info = self.lexicon.info(self.token(at).word);
        self.token(at).has(flag::OPENS) && (info.common > 0 || !info.classes.is_empty())
    }

    /// What stands before the possessive at the start of the phrase: a person, or `the country`.
    fn pass_owner(&self, front: &mut Front) {
        const NOUNS: Classes = Classes::of(&[Class::Group, Class::PlaceHead, Class::OrgHead]);
        if let Some(number) = self.name_ending(front.start) {
            let name = &self.persons.names[number];
            front.owner = Owner::Person(name.person);
            front.start = name.tokens.start;
            return;
        }
        let Some(noun) = self.before(front.start).filter(|&at| self.classes(at).any(NOUNS)) else {
            front.foreign |= front.scopes.is_empty();
            return;
        };
        if self.token(noun).is_capital() {
            front.foreign |= front.scopes.is_empty();
            return;
        }
        front.owner = Owner::Noun(noun);
        front.start = noun;
        while let Some(at) = self.before(front.start).filter(|&at| self.is_adjective(at)) {
            let determiner = self.classes(at).has(Class::Determiner);
            front.start = at;
            if determiner || noun - at > 3 {
                break;
            }
        }
    }

    /// Ambassadors and envoys: `NATO’s ambassador`, but of `Germany’s NATO ambassador` Germany is the scope.
    pub(super) fn serves_abroad(&self, office: EntryId) -> bool {
        matches!(self.class_of(office), OfficeClass::Diplomat | OfficeClass::Envoy)
    }
}

pub(super) fn tenure_of(classes: Classes) -> Option<Tenure> {
    let table = [
        (Class::Former, Tenure::Former),
        (Class::Acting, Tenure::Acting),
        (Class::Deputy, Tenure::Deputy),
        (Class::Elect, Tenure::Elect),
    ];
    table.into_iter().find(|(class, _)| classes.has(*class)).map(|(_, tenure)| tenure)
}
