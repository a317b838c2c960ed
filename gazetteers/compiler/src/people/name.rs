//! Raw names of the sources -> clean names, or none.

use super::lexicon::Lexicon;
use unicode_normalization::UnicodeNormalization;

const MOST_WORDS: usize = 7;
const SHORTEST_SINGLE: usize = 4;

/// A clean name, and the word that the source printed in capitals as the surname, if any.
#[derive(Debug, PartialEq)]
pub struct Clean {
    pub name: String,
    pub capitals: Option<String>,
}

/// Titles and nicknames in quotation marks go, capitals are repaired; what does not look like a name gives none.
pub fn clean(lexicon: &Lexicon, raw: &str) -> Option<Clean> {
    let plain = straighten(raw)?;
    let words: Vec<&str> = strip_titles(lexicon, plain.split_whitespace().collect());
    let capitals = words.iter().find_map(|w| capital_part(w));
    let mut words: Vec<String> = words.iter().filter(|w| !w.is_empty()).map(|w| repair(w)).collect();
    lower_particles(lexicon, &mut words);
    plausible(lexicon, &words).then(|| Clean { name: words.join(" "), capitals })
}

/// ASCII apostrophes and hyphens, no nickname in quotation marks; `None` if there are signs that no name has.
fn straighten(raw: &str) -> Option<String> {
    let mut text = String::new();
    for (i, part) in raw.split(['"', '“', '”', '„']).enumerate() {
        if i % 2 == 0 {
            text.push_str(part);
        }
    }
    let text: String = text.nfc().collect();
    let text = text.replace(['’', '‘', '`', '´', 'ʻ', 'ʼ'], "'").replace(['–', '—', '‑'], "-").replace(", Jr", " Jr");
    let text = space_initials(&text.replace(" al- ", " al-").replace("--", "-"));
    let fine = |c: char| c.is_alphabetic() || matches!(c, ' ' | '\'' | '-' | '.');
    text.chars().all(fine).then_some(text)
}

/// `M.Karunanidhi` -> `M. Karunanidhi`, but `G.K.` stays.
fn space_initials(text: &str) -> String {
    let each = |word: &str| match word.rsplit_once('.') {
        Some((head, tail)) if tail.chars().count() > 2 => format!("{head}. {}", upper_first(tail)),
        Some((head, "")) if head.split('.').any(|part| part.len() > 2) => format!("{}.", head.replace('.', ". ")),
        _ => word.to_owned(),
    };
    text.split_whitespace().map(each).collect::<Vec<_>>().join(" ")
}

fn strip_titles<'a>(lexicon: &Lexicon, mut words: Vec<&'a str>) -> Vec<&'a str> {
    let trim = |w: &'a str| w.trim_matches(|c| c == '\'' || c == '-').trim_start_matches('.');
    words = words.into_iter().map(trim).filter(|w| !w.is_empty() && *w != ".").collect();
    loop {
        let folded: Vec<String> = words.iter().map(|w| w.trim_end_matches('.').to_lowercase()).collect();
        let found = lexicon.titles.iter().find(|t| t.len() < words.len() && folded.starts_with(t));
        match found {
            Some(title) => words.drain(..title.len()),
            None => return words,
        };
    }
}

/// `KHAMENEI` of `Hoseini-KHAMENEI`.
fn capital_part(word: &str) -> Option<String> {
    let part = word.split('-').find(|p| p.chars().filter(|c| c.is_uppercase()).count() > 2 && !p.contains('.'))?;
    let roman = part.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (!roman).then(|| repair(part))
}

fn repair(word: &str) -> String {
    if word.contains('.') && word.len() < 6 {
        return if word.chars().any(char::is_uppercase) { initials(word) } else { word.to_owned() };
    }
    word.split('-').map(repair_part).collect::<Vec<_>>().join("-")
}

/// `E.d.` -> `E.D.`; `Jr.` stays.
fn initials(word: &str) -> String {
    match word.matches('.').count() {
        0 | 1 => word.to_owned(),
        _ => word.to_uppercase(),
    }
}

fn repair_part(part: &str) -> String {
    let numeral = part.chars().all(|c| matches!(c, 'I' | 'i' | 'v' | 'V' | 'X' | 'x'));
    if numeral && (part.contains("ii") || part == "Ii" || part == "Iv") {
        return part.to_uppercase();
    }
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    let roman = part.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let part = if capitals > 2 && !roman { title_case(part) } else { part.to_owned() };
    match part.strip_prefix("Mc") {
        Some(rest) => format!("Mc{}", upper_first(rest)),
        None => repair_apostrophe(&part),
    }
}

/// `O'brien` -> `O'Brien`, and only there: `Sa'ad` is right.
fn repair_apostrophe(part: &str) -> String {
    match part.split_once('\'') {
        Some((head @ ("O" | "D" | "L" | "N"), tail)) => format!("{head}'{}", upper_first(tail)),
        _ => part.to_owned(),
    }
}

fn title_case(word: &str) -> String {
    upper_first(&word.to_lowercase())
}

fn upper_first(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Small letters in a gazetteer row match any case, so a particle is written small unless it begins the name.
fn lower_particles(lexicon: &Lexicon, words: &mut [String]) {
    for (i, word) in words.iter_mut().enumerate() {
        let particle = lexicon.is("particle", word) || lexicon.is("patron", word);
        if i == 0 {
            *word = if word.starts_with("al-") { word.clone() } else { upper_first(word) };
        } else if particle && !word.contains('.') && word.chars().count() > 1 {
            *word = word.to_lowercase();
        } else if let Some(rest) = word.strip_prefix("Al-").or_else(|| word.strip_prefix("El-")) {
            *word = format!("{}-{}", word[..2].to_lowercase(), upper_first(rest));
        }
    }
}

fn plausible(lexicon: &Lexicon, words: &[String]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    if words.len() > MOST_WORDS || words.iter().any(|w| lexicon.is("garbage", w)) {
        return false;
    }
    let small = |w: &String| w.chars().next().is_some_and(char::is_lowercase) && !w.contains('-') && !w.contains('\'');
    let bound = |w: &String| ["particle", "patron", "prefix"].iter().any(|kind| lexicon.is(kind, w));
    if words.iter().any(|w| small(w) && !bound(w)) || (words.len() > 2 && bound(last)) {
        return false;
    }
    if words.len() == 1 && first.chars().count() < SHORTEST_SINGLE {
        return false;
    }
    let core = |w: &str| w.rsplit('-').next().and_then(|p| p.chars().next()).is_some_and(char::is_uppercase);
    let stub = last.trim_end_matches('.').chars().count() < 2;
    let titled = words[1..]
        .iter()
        .any(|w| w.ends_with('.') && w.len() > 3 && !lexicon.is("suffix", w) && w.matches('.').count() == 1);
    core(first) && (core(last) || last.contains('-')) && !stub && !titled
}
