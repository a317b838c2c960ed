//! What a gazetteer holds: entries, their names, and how a name may be matched.

use crate::named::named;

named! {
    /// What an entry is.
    EntryKind {
        /// A person.
        Person = "person",
        /// An office or title.
        Office = "office",
        /// A country or territory.
        Country = "country",
        /// An international body or bloc.
        Body = "body",
        /// A medium that carries words.
        Outlet = "outlet",
        /// A place that is no country.
        Place = "place",
        /// Any other organisation.
        Organization = "org",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// What kind of name a name is.
    NameForm {
        /// The usual name.
        Name = "name",
        /// The long, official name.
        Official = "official",
        /// A name of the past.
        Former = "former",
        /// `U.S.`, `NATO`, `Sen.`
        Abbreviation = "abbreviation",
        /// `German`
        Adjective = "adjective",
        /// `Germans`, `Briton`
        Demonym = "demonym",
        /// `Franco-`
        Prefix = "prefix",
        /// The seat of government.
        Capital = "capital",
        /// `Kremlin`, `Downing Street`
        Metonym = "metonym",
        /// The name in another language.
        Foreign = "foreign",
        /// The title of an office.
        Title = "title",
        /// A title for several holders.
        Plural = "plural",
        /// A person's full name.
        Full = "full",
        /// Another name of the same.
        Alias = "alias",
        /// A surname that needs no introduction.
        Surname = "surname",
        /// A given name that needs no introduction.
        Given = "given",
    }
}

named! {
    /// Which capitals a name must have in the text.
    CasePolicy {
        /// The capitals of the listed name must be capitals in the text; small letters match any case.
        Capitals = "",
        /// Only as it is written in the list.
        Exact = "exact",
        /// Any case.
        Any = "any",
    }
}

/// What a name may be instead; a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Risk(u8);

impl Risk {
    /// Safe wherever it stands.
    pub const NONE: Risk = Risk(0);
    /// Also the name of persons (`Chad`, `Jordan`).
    pub const PERSON: Risk = Risk(1);
    /// Also another place (`Georgia`).
    pub const PLACE: Risk = Risk(2);
    /// Also an ordinary word (`Turkey`, `Will`).
    pub const WORD: Risk = Risk(4);
    /// Also an organisation.
    pub const ORG: Risk = Risk(8);

    const NAMED: [(&'static str, Risk); 4] =
        [("person", Risk::PERSON), ("place", Risk::PLACE), ("word", Risk::WORD), ("org", Risk::ORG)];

    /// Whether the flags of `other` are all set.
    #[must_use]
    pub const fn has(self, other: Risk) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Risk) -> Risk {
        Risk(self.0 | other.0)
    }

    /// The set as a number, which never changes its meaning.
    pub(super) const fn bits(self) -> u32 {
        self.0 as u32
    }

    /// Reads a comma-separated list; `None` if a word in it is no risk.
    pub(crate) fn parse(list: &str) -> Option<Risk> {
        let mut risk = Risk::NONE;
        for word in list.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            risk = risk.and(Self::NAMED.iter().find(|(name, _)| *name == word)?.1);
        }
        Some(risk)
    }
}

/// One name of an entry, with how it may be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub(crate) text: String,
    pub(crate) form: NameForm,
    pub(crate) case: CasePolicy,
    pub(crate) risk: Risk,
}

/// A [`Name`] that is kept elsewhere.
#[derive(Clone, Copy)]
pub(super) struct Spelling<'a> {
    pub(super) text: &'a str,
    pub(super) form: NameForm,
    pub(super) case: CasePolicy,
    pub(super) risk: Risk,
}

impl Name {
    pub(super) fn spelling(&self) -> Spelling<'_> {
        Spelling { text: &self.text, form: self.form, case: self.case, risk: self.risk }
    }

    /// A name that is matched wherever its words stand with the capitals that it has.
    #[must_use]
    pub fn new(text: impl Into<String>, form: NameForm) -> Self {
        Self { text: text.into(), form, case: CasePolicy::Capitals, risk: Risk::NONE }
    }

    /// Sets the case policy.
    #[must_use]
    pub fn case(mut self, case: CasePolicy) -> Self {
        self.case = case;
        self
    }

    /// Says what else the name may be.
    #[must_use]
    pub fn risk(mut self, risk: Risk) -> Self {
        self.risk = risk;
        self
    }
}

/// A thing to be found: what it is, its stable key, its names and attributes.
///
/// ```
/// use dixit::{Entry, EntryKind, Gazetteer, NameForm, Name};
/// let entry = Entry::new(EntryKind::Organization, "org:harbour-watch", "Harbour Watch")
///     .name(Name::new("HW", NameForm::Abbreviation))
///     .attribute("city", "Riga");
/// let gazetteer = Gazetteer::builder().entry(entry).build()?;
/// assert_eq!(gazetteer.find("The group Harbour Watch objected.")[0].key(), "org:harbour-watch");
/// # Ok::<(), dixit::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub(crate) kind: EntryKind,
    pub(crate) key: String,
    pub(crate) names: Vec<Name>,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Entry {
    /// An entry with its display name.
    #[must_use]
    pub fn new(kind: EntryKind, key: impl Into<String>, name: impl Into<String>) -> Self {
        let form = match kind {
            EntryKind::Person => NameForm::Full,
            EntryKind::Office => NameForm::Title,
            _ => NameForm::Name,
        };
        Self { kind, key: key.into(), names: vec![Name::new(name, form)], attributes: Vec::new() }
    }

    /// Adds another name.
    #[must_use]
    pub fn name(mut self, name: Name) -> Self {
        self.names.push(name);
        self
    }

    /// Adds an attribute, which comes back with every match.
    #[must_use]
    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// The bytes of all its words.
    pub(super) fn bytes(&self) -> usize {
        let names: usize = self.names.iter().map(|name| name.text.len()).sum();
        let attributes: usize = self.attributes.iter().map(|(name, value)| name.len() + value.len()).sum();
        self.key.len() + names + attributes
    }
}
