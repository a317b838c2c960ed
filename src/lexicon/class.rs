//! Classes of words: what grammar, names and news usage know of a word.

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = [$($word:literal),*],)+) => {
        /// One class; a word has any number of them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Class { $($(#[$doc])* $variant,)+ }

        impl Class {
            /// The class that a table calls `table/class` or `table/class:note`.
            pub(super) fn parse(word: &str) -> Option<Class> {
                match word { $($($word)|* => Some(Class::$variant),)+ _ => None }
            }

            #[cfg(test)]
            pub(super) const COUNT: usize = [$(Class::$variant),+].len();
        }
    };
}

classes! {
    Determiner = ["words/determiner"],
    Possessive = ["words/possessive"],
    He = ["words/pronoun:m"],
    She = ["words/pronoun:f"],
    They = ["words/pronoun:pl"],
    It = ["words/pronoun:n"],
    First = ["words/pronoun:1"],
    We = ["words/pronoun:1pl"],
    Second = ["words/pronoun:2"],
    /// Indefinite, demonstrative, reciprocal and other pronouns.
    Pronoun = ["words/pronoun"],
    Relative = ["words/relative"],
    Wh = ["words/wh", "words/relative:adverb"],
    Preposition = ["words/preposition"],
    Of = ["words/of"],
    By = ["words/by"],
    As = ["words/as"],
    Conjunction = ["words/conjunction"],
    Subordinator = ["words/subordinator"],
    Auxiliary = ["words/auxiliary"],
    Negation = ["words/negation"],
    Adverb = ["words/adverb"],
    Time = ["words/time"],
    Number = ["words/number"],
    Quantifier = ["words/quantifier"],
    That = ["words/that"],
    To = ["words/to"],
    There = ["words/existential"],
    Interjection = ["words/interjection"],
    Honorific = ["titles/honorific"],
    HonorificMale = ["titles/honorific-m"],
    HonorificFemale = ["titles/honorific-f"],
    /// `Jr.`, `III`
    Suffix = ["titles/suffix"],
    /// `al`, `van`, `bin`
    Particle = ["titles/particle"],
    Former = ["titles/tenure-former"],
    Acting = ["titles/tenure-acting"],
    Elect = ["titles/tenure-elect"],
    Deputy = ["titles/tenure-deputy"],
    /// A noun that takes over another person's title: `counterpart`.
    Counterpart = ["titles/counterpart"],
    /// A verb that gives a title: `elected`, `became`, `served as`.
    Invests = ["titles/invests"],
    /// A noun for one person.
    Role = ["roles/sg"],
    /// A noun for several persons.
    Roles = ["roles/pl"],
    /// A body of persons that speaks.
    Group = ["roles/group"],
    RoleMale = ["roles/m"],
    RoleFemale = ["roles/f"],
    Kin = ["roles/kin"],
    OrgHead = ["heads/org"],
    PlaceHead = ["heads/place"],
    EventHead = ["heads/event"],
    LawHead = ["heads/law"],
    WorkHead = ["heads/work"],
    VehicleHead = ["heads/ship", "heads/storm", "heads/ship/storm", "heads/vehicle"],
    Month = ["capitals/month"],
    Weekday = ["capitals/weekday"],
    Language = ["capitals/language"],
    /// Behind the name of a language: `translation`, `-speaking`.
    Tongue = ["words/tongue"],
    /// Religions, peoples, parties and beliefs: `Muslims`, `Kurdish`, `Democrats`.
    People = ["capitals/religion", "capitals/ethnic", "capitals/ideology"],
    Brand = ["capitals/brand", "capitals/holiday", "capitals/era", "capitals/award"],
    FamilyFirst = ["family-first"],
    /// Beside a quotation: a film, a book, a song.
    ContextWork = ["context/work"],
    /// Beside a quotation: a term, a nickname, a slogan.
    ContextTerm = ["context/term"],
    /// Beside a quotation: a banner, a headline.
    ContextSign = ["context/sign"],
    /// Beside a quotation: a statement, a remark.
    ContextSpeech = ["context/speech"],
    /// A noun for a medium: `the paper`, `the agency`.
    Medium = ["words/medium"],
    /// With its dot: never the end of a sentence.
    Abbreviation = ["abbreviations/no"],
    /// With its dot: may end a sentence.
    AbbreviationEnds = ["abbreviations/yes", "abbreviations/maybe"],
    /// With its dot, only as `No. 5`.
    AbbreviationNumber = ["abbreviations/number"],
    /// A word that makes the name behind it one of a place: `Rue`, `Camp`.
    PlaceFirst = ["heads/place:first"],
    /// With its dot, also in small letters.
    AbbreviationSmall = ["abbreviations/small"],
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u128);

impl Classes {
    pub(crate) const fn of(list: &[Class]) -> Classes {
        let (mut bits, mut at) = (0, 0);
        while at < list.len() {
            bits |= 1 << list[at] as u8;
            at += 1;
        }
        Classes(bits)
    }

    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    pub(crate) const fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes that are in both, by number, in order.
    pub(crate) fn shared(self, other: Classes) -> impl Iterator<Item = u8> {
        let mut bits = self.0 & other.0;
        std::iter::from_fn(move || {
            let lowest = bits.trailing_zeros() as u8;
            bits &= bits.wrapping_sub(1);
            (lowest < 128).then_some(lowest)
        })
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn all_classes_fit_the_set() {
        const { assert!(super::Class::COUNT <= 128) }
    }
}
