//! Words of saying: our classes of lemmas, inflected, with what the counts of PolNeAR (training split) tell of each.
//!
//! Which class a lemma has is judgement and stands in `data/cue_lemmas.tsv`; how often it is a cue and how often its
//! content is quoted is counted. A rare lemma's share is drawn towards our estimate, because two of three means little.

use crate::table::{Failure, Row, Table, read};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// How many imagined attributions the estimate weighs against the counted ones.
const ESTIMATE_WEIGHT: f64 = 5.0;

/// What was counted of one or several lemmas.
#[derive(Clone, Copy, Default)]
struct Counts {
    all: f64,
    quoted: f64,
    with_source: f64,
    source_before: f64,
}

impl Counts {
    fn from_row(row: &Row) -> Result<Counts, Failure> {
        let with_source = number(row.get("with_source"))?;
        Ok(Counts {
            all: number(row.get("count"))?,
            quoted: number(row.get("with_quoted_content"))?,
            with_source,
            source_before: with_source * number(row.get("share_source_before_cue"))?,
        })
    }

    fn plus(self, other: Counts) -> Counts {
        Counts {
            all: self.all + other.all,
            quoted: self.quoted + other.quoted,
            with_source: self.with_source + other.with_source,
            source_before: self.source_before + other.source_before,
        }
    }
}

/// Everything the rows are made from.
struct Sources {
    counts: HashMap<String, Counts>,
    communication: HashSet<String>,
    side_of_class: HashMap<String, f64>,
    /// Forms that the spelling rules would get wrong, by lemma and part of speech.
    inflections: HashMap<(String, String), Vec<String>>,
}

impl Sources {
    fn read(folder: &Path) -> Result<Sources, Failure> {
        let mut sources = Sources {
            counts: HashMap::new(),
            communication: HashSet::new(),
            side_of_class: HashMap::new(),
            inflections: HashMap::new(),
        };
        for row in read(&folder.join("../lexicon/cue_counts_polnear_train.tsv"))? {
            sources.counts.insert(row.get("cue_head").to_owned(), Counts::from_row(&row)?);
        }
        for row in read(&folder.join("wordnet/communication_verbs.tsv"))? {
            sources.communication.insert(row.get("verb").to_owned());
        }
        for row in read(&data("cue_classes.tsv"))? {
            sources.side_of_class.insert(row.get("class").to_owned(), number(row.get("side"))?);
        }
        for row in read(&data("inflections.tsv"))? {
            let key = (row.get("lemma").to_owned(), row.get("pos").to_owned());
            sources.inflections.insert(key, list(row.get("forms")));
        }
        Ok(sources)
    }

    /// The lemma itself and its inflected forms.
    fn forms(&self, lemma: &str, pos: &str) -> Vec<String> {
        let listed = self.inflections.get(&(lemma.to_owned(), pos.to_owned())).cloned();
        let mut forms = listed.unwrap_or_else(|| match pos {
            "verb" => vec![with_s(lemma), with_ed(lemma), with_ing(lemma)],
            "noun" => vec![with_s(lemma)],
            _ => Vec::new(),
        });
        forms.push(lemma.to_owned());
        forms
    }
}

/// A row of `cue_lemmas.tsv`.
struct Lemma {
    lemma: String,
    pos: String,
    class: String,
    /// Our estimate of the share with quoted content.
    quoted: f64,
    /// Other spellings of the same lemma, inflected and counted with it.
    spellings: Vec<String>,
    /// Faulty lemmas of the counts that belong here ("thanke"); never written out.
    counted: Vec<String>,
}

impl Lemma {
    fn from_row(row: &Row) -> Result<Lemma, Failure> {
        Ok(Lemma {
            lemma: row.get("lemma").to_owned(),
            pos: row.get("pos").to_owned(),
            class: row.get("class").to_owned(),
            quoted: number(row.get("quoted"))?,
            spellings: list(row.get("spellings")),
            counted: list(row.get("counted")),
        })
    }

    /// The counted lemmas that speak of this one. The counts know no parts of speech, and nearly all of a shared
    /// count is the verb's; so nouns that are also verbs are not listed here but made by hand, with an estimate.
    fn counts(&self, sources: &Sources) -> Counts {
        let names = std::iter::once(&self.lemma).chain(&self.spellings).chain(&self.counted);
        names.filter_map(|name| sources.counts.get(name)).fold(Counts::default(), |sum, c| sum.plus(*c))
    }

    /// A lemma that neither source knows is an addition of ours and belongs among the rows made by hand.
    fn check(&self, sources: &Sources) -> Result<(), Failure> {
        let known = |name: &String| sources.counts.contains_key(name) || sources.communication.contains(name);
        if known(&self.lemma) || self.spellings.iter().any(known) {
            return Ok(());
        }
        Err(format!("cue_lemmas.tsv: no source knows {:?}, move it to gazetteers/cues.tsv", self.lemma).into())
    }
}

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file)
}

/// A number; a blank cell is nothing counted.
fn number(cell: &str) -> Result<f64, Failure> {
    if cell.is_empty() {
        return Ok(0.0);
    }
    cell.parse().map_err(|e| format!("{cell:?}: {e}").into())
}

fn list(cell: &str) -> Vec<String> {
    cell.split('|').filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// The stem of a word in consonant + y ("deny").
fn consonant_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

fn with_s(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end));
    format!("{word}{}", if hisses { "es" } else { "s" })
}

fn with_ed(word: &str) -> String {
    match consonant_y(word) {
        Some(stem) => format!("{stem}ied"),
        None if word.ends_with('e') => format!("{word}d"),
        None => format!("{word}ed"),
    }
}

fn with_ing(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let keeps_e = ["ee", "oe", "ye"].iter().any(|end| word.ends_with(end));
    let stem = if keeps_e { word } else { word.strip_suffix('e').unwrap_or(word) };
    format!("{stem}ing")
}

/// The counted share, drawn towards the estimate where little was counted.
fn share(part: f64, all: f64, estimate: f64) -> String {
    format!("{:.2}", (part + ESTIMATE_WEIGHT * estimate) / (all + ESTIMATE_WEIGHT))
}

fn push_forms(table: &mut Table, entry: &Lemma, sources: &Sources) -> Result<(), Failure> {
    entry.check(sources)?;
    let side = sources.side_of_class.get(&entry.class);
    let side = *side.ok_or_else(|| format!("cue_lemmas.tsv: no class {:?}", entry.class))?;
    let counts = entry.counts(sources);
    let count = format!("{:.0}", counts.all);
    let quoted = share(counts.quoted, counts.all, entry.quoted);
    let side = share(counts.source_before, counts.with_source, side);
    for spelling in std::iter::once(&entry.lemma).chain(&entry.spellings) {
        for form in sources.forms(spelling, &entry.pos) {
            table.push([&form, &entry.lemma, &entry.pos, &entry.class, &count, &quoted, &side]);
        }
    }
    Ok(())
}

pub fn compile(sources: &Path) -> Result<Vec<Table>, Failure> {
    let sources = Sources::read(sources)?;
    let mut table = Table::new("cues.tsv", &["form", "lemma", "pos", "class", "count", "quoted", "side"]);
    for row in read(&data("cue_lemmas.tsv"))? {
        push_forms(&mut table, &Lemma::from_row(&row)?, &sources)?;
    }
    Ok(vec![table])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_rules() {
        let forms = |word| [with_s(word), with_ed(word), with_ing(word)].join(" ");
        assert_eq!(forms("deny"), "denies denied denying");
        assert_eq!(forms("say"), "says sayed saying");
        assert_eq!(forms("lie"), "lies lied lying");
        assert_eq!(forms("agree"), "agrees agreed agreeing");
        assert_eq!(forms("announce"), "announces announced announcing");
        assert_eq!(forms("veto"), "vetoes vetoed vetoing");
    }

    #[test]
    fn rare_shares_are_drawn_to_the_estimate() {
        assert_eq!(share(0.0, 0.0, 0.4), "0.40");
        assert_eq!(share(2.0, 2.0, 0.3), "0.50");
    }
}
