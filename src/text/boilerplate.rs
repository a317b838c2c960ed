//! Lines of a web page that are no prose: share buttons, link lists, licences, timestamps.
//!
//! Text is pasted with all that stands around it; what is in such a line is nobody and no country of the article. The shapes
//! are regular expressions in `gazetteers/boilerplate.tsv`, each matched against one whole line.

use super::layout::Reading;
use super::token::Kind;
use regex::{RegexSet, RegexSetBuilder};

/// Longer lines are prose, whatever they start with.
const LONGEST: usize = 240;
/// A line of more tokens that ends with a mark is prose; looking no further at it saves a sixth of all time.
const SENTENCE: usize = 16;
/// Of these classes nothing is kept; bylines, credits and agency lines may name people.
const SILENT: [&str; 3] = ["licence", "navigation", "timestamp"];

/// The compiled shapes.
#[derive(Clone, Debug)]
pub(crate) struct Boilerplate(RegexSet);

impl Boilerplate {
    /// Compiles the shapes of a table of classes and expressions.
    pub(crate) fn read(table: &str) -> Result<Self, regex::Error> {
        let rows = table.lines().skip(1).filter_map(|line| line.split_once('\t'));
        // Word boundaries of ASCII: with those of Unicode every line with a curly mark in it is read by the slowest engine.
        let shapes =
            rows.filter(|(class, _)| SILENT.contains(class)).map(|(_, shape)| shape.replace(r"\b", r"(?-u:\b)"));
        let shapes = shapes.map(|shape| format!("^(?:{shape})$"));
        RegexSetBuilder::new(shapes).case_insensitive(true).build().map(Self)
    }

    /// For each paragraph whether it is such a line.
    pub(crate) fn mark(&self, text: &str, reading: &Reading, silent: &mut Vec<bool>) {
        silent.clear();
        silent.extend(reading.paragraphs.iter().map(|paragraph| {
            let line = reading.span(paragraph);
            let closed =
                !matches!(reading.tokens[paragraph.end as usize - 1].kind, Kind::Word | Kind::Number | Kind::Handle);
            let prose = closed && paragraph.len() > SENTENCE;
            !prose && line.len() as usize <= LONGEST && self.0.is_match(line.of(text))
        }));
    }
}
