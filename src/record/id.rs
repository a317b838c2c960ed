//! Places in a document's lists, keys and codes: newtypes, so that they cannot be mixed up.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub(crate) u32);

        impl $name {
            /// The place in the document's list.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// A person of a document: a place in [`Document::people`](crate::Document::people).
    PersonId,
    /// An office of a document: a place in [`Document::offices`](crate::Document::offices).
    OfficeId,
    /// A country of a document: a place in [`Document::countries`](crate::Document::countries).
    CountryId,
    /// A body, organisation or medium of a document: a place in [`Document::organizations`](crate::Document::organizations).
    OrganizationId
}

/// The stable key of a gazetteer entry: `country:LV`, `person:angela-merkel`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryKey(pub(crate) String);

impl EntryKey {
    /// The key as it stands in the gazetteer.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for EntryKey {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for EntryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The code of a country: ISO 3166-1 alpha-2 (`LV`), 3166-3 for dissolved states (`YUCS`), `XK` for Kosovo, and for parts and
/// unrecognised states the codes of the gazetteer (`GB-SCT`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CountryCode(pub(crate) String);

impl CountryCode {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for CountryCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
