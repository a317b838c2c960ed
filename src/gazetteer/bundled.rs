//! The bundled tables.

use super::{Gazetteer, GazetteerBuilder};
use crate::error::Error;

macro_rules! tables {
    ($($file:literal),+ $(,)?) => {
        [$(($file, include_str!(concat!("../../gazetteers/", $file)))),+]
    };
}

/// Compiled tables first: where both name the same, the row made by hand wins.
static TABLES: [(&str, &str); 12] = tables![
    "compiled/countries.tsv",
    "countries.tsv",
    "bodies.tsv",
    "places.tsv",
    "outlets.tsv",
    "offices.tsv",
    "compiled/people.tsv",
    "people_west.tsv",
    "people_east.tsv",
    "compiled/holders.tsv",
    "holders_west.tsv",
    "holders_east.tsv",
];

impl Gazetteer {
    /// The gazetteer that comes with the library: countries, international bodies, offices, people in the news of 2000 to
    /// 2026, media, places and organisations that contain such names.
    ///
    /// Reading and compiling it takes some tens of milliseconds; keep the result.
    ///
    /// # Errors
    /// None in a released version, whose tables are checked by its tests.
    pub fn bundled() -> Result<Self, Error> {
        let add =
            |builder: GazetteerBuilder, &(path, text): &(&'static str, &'static str)| builder.bundled_table(path, text);
        TABLES.iter().fold(Self::builder(), add).build()
    }

    /// The tables behind [`bundled`](Gazetteer::bundled), in the order in which they are read: file name and text.
    ///
    /// With them a part can be used alone:
    ///
    /// ```
    /// use dixit::Gazetteer;
    /// let countries = Gazetteer::bundled_tables().filter(|(file, _)| file.ends_with("countries.tsv"));
    /// let builder = countries.fold(Gazetteer::builder(), |builder, (_, table)| builder.tsv(table));
    /// assert_eq!(builder.build()?.find("From Latvia.")[0].key(), "country:LV");
    /// # Ok::<(), dixit::Error>(())
    /// ```
    pub fn bundled_tables() -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
        TABLES.iter().copied()
    }
}
