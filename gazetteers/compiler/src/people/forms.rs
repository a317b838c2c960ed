//! A clean name -> the names that news uses for the person, the display name first.

use super::lexicon::Lexicon;
use super::name::Clean;

/// A name and the part of it that is the surname.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    pub name: String,
    pub surname: String,
}

impl Spelling {
    fn new(given: &[String], surname: &[String]) -> Self {
        Self { name: [given, surname].concat().join(" "), surname: surname.join(" ") }
    }
}

/// The parts of a name around its surname.
struct Parts {
    before: Vec<String>,
    surname: Vec<String>,
    after: Vec<String>,
}

/// Spellings of a name: patronymics, middle initials and mothers' surnames dropped from the display name.
pub fn spellings(lexicon: &Lexicon, country: &str, clean: &Clean, surname: &str) -> Vec<Spelling> {
    let words = join_capitals(clean);
    // A king keeps his number, an American loses his.
    let drops = |w: &String| lexicon.is("suffix", w) && (country == "US" || !lexicon.is("roman", w));
    let suffix = words.len() > 2 && words.last().is_some_and(drops);
    let core: Vec<String> = words[..words.len() - usize::from(suffix)].to_vec();
    let surname = clean.capitals.as_deref().unwrap_or(surname);
    let parts = split(lexicon, country, &core, surname);
    let mut list = if parts.before.is_empty() {
        family_first(lexicon, country, &parts)
    } else {
        given_first(lexicon, country, &parts, !surname.is_empty())
    };
    list.push(Spelling { name: clean.name.clone(), surname: parts.surname.join(" ") });
    let news: Vec<Spelling> = list.iter().map(|s| respell(lexicon, country, s)).collect();
    let mut unique: Vec<Spelling> = Vec::new();
    for spelling in news.into_iter().chain(list) {
        if unique.iter().all(|u| u.name != spelling.name) {
            unique.push(spelling);
        }
    }
    unique
}

/// `Ali Hoseini-Khamenei` with `Khamenei` printed in capitals is known as `Ali Khamenei`.
fn join_capitals(clean: &Clean) -> Vec<String> {
    let capital = clean.capitals.as_deref().unwrap_or("");
    let pick = |w: &str| {
        if !capital.is_empty() && w.split('-').any(|p| p == capital) { capital.to_owned() } else { w.to_owned() }
    };
    clean.name.split(' ').map(pick).collect()
}

fn split(lexicon: &Lexicon, country: &str, words: &[String], surname: &str) -> Parts {
    let wanted: Vec<String> = surname.split_whitespace().map(str::to_lowercase).collect();
    let at = |i: usize| {
        !wanted.is_empty() && words[i..].iter().map(|w| w.to_lowercase()).take(wanted.len()).eq(wanted.iter().cloned())
    };
    // The Gulf lists a man by his first name; the news calls him by his family's.
    let article = words.len() > 2 && lexicon.is("prefix", &words[words.len() - 2]);
    let family = article || words.last().is_some_and(|w| w.to_lowercase().starts_with("al-"));
    let range = match (0..words.len()).rev().find(|&i| at(i)) {
        Some(start) if start > 0 || !family => start..start + wanted.len(),
        _ if family && words.len() > 1 => words.len() - 1 - usize::from(article)..words.len(),
        _ => guess(lexicon, country, words),
    };
    Parts {
        before: words[..range.start].to_vec(),
        surname: words[range.clone()].to_vec(),
        after: words[range.end..].to_vec(),
    }
}

/// Where the surname stands when the source does not say.
fn guess(lexicon: &Lexicon, country: &str, words: &[String]) -> std::ops::Range<usize> {
    let first = ["family-first", "korean"].iter().any(|t| lexicon.tradition(country, t));
    let european = words.len() == 2 && words[0].chars().count() > 3 && lexicon.is_given_name(&words[0]);
    if lexicon.tradition(country, "given") || (first && !european) {
        return 0..1;
    }
    if lexicon.tradition(country, "whole") || words.last().is_some_and(|w| lexicon.is("roman", w)) {
        return 0..words.len();
    }
    let mut start = words.len() - 1;
    while start > 1 && ["particle", "patron", "prefix"].iter().any(|kind| lexicon.is(kind, &words[start - 1])) {
        start -= 1;
    }
    start..words.len()
}

fn family_first(lexicon: &Lexicon, country: &str, parts: &Parts) -> Vec<Spelling> {
    let whole = [parts.surname.clone(), parts.after.clone()].concat();
    let surname = parts.surname.join(" ");
    let as_is = Spelling { name: whole.join(" "), surname: surname.clone() };
    if lexicon.tradition(country, "japanese") && !parts.after.is_empty() {
        return vec![Spelling::new(&parts.after, &parts.surname), as_is];
    }
    if lexicon.tradition(country, "given") && whole.len() > 2 {
        return vec![Spelling { name: whole[..2].join(" "), surname }, as_is];
    }
    if lexicon.tradition(country, "korean") && parts.surname.len() == 1 {
        return korean(parts, as_is);
    }
    vec![as_is]
}

/// The South hyphenates the two syllables of a given name, the North writes them apart; news does either.
fn korean(parts: &Parts, as_is: Spelling) -> Vec<Spelling> {
    let surname = parts.surname.join(" ");
    let syllables: Vec<&str> = parts.after.iter().flat_map(|w| w.split('-')).collect();
    let [first, second] = syllables[..] else { return vec![as_is] };
    let capital: String = second.chars().take(1).flat_map(char::to_uppercase).chain(second.chars().skip(1)).collect();
    let hyphened = format!("{surname} {first}-{}", second.to_lowercase());
    let apart = format!("{surname} {first} {capital}");
    [hyphened, apart].into_iter().map(|name| Spelling { name, surname: surname.clone() }).collect()
}

fn given_first(lexicon: &Lexicon, country: &str, parts: &Parts, sure: bool) -> Vec<Spelling> {
    let initial = |w: &str| w.trim_end_matches('.').chars().count() == 1;
    let mut given: Vec<String> = parts.before.clone();
    if given.iter().any(|w| !initial(w)) && !initial(&given[0]) {
        given.retain(|w| !initial(w));
    }
    if lexicon.tradition(country, "patronymic") {
        let mut position = 0;
        given.retain(|w| {
            position += 1;
            position == 1 || !lexicon.ends("patronymic", w)
        });
    }
    let mut list = vec![Spelling::new(&given, &parts.surname)];
    if sure && given.len() > 1 && can_drop_middle(lexicon, &given) {
        list.push(Spelling::new(&given[..1], &parts.surname));
    }
    list
}

fn can_drop_middle(lexicon: &Lexicon, given: &[String]) -> bool {
    if lexicon.is("patron", &given[1]) && !lexicon.is("patron", &given[0]) {
        return true;
    }
    let bound = |w: &str| lexicon.is("joiner", w) || lexicon.is("patron", w) || lexicon.is("particle", w);
    let next = given[1].to_lowercase();
    let article = next.split_once('-').is_some_and(|(head, _)| lexicon.is("prefix", head));
    given[0].chars().count() > 2 && !bound(&given[0]) && !bound(&given[1]) && !article
}

/// The spelling of the news, where the source has a transliteration of its own.
fn respell(lexicon: &Lexicon, country: &str, spelling: &Spelling) -> Spelling {
    let each = |text: &str| {
        text.split(' ').map(|w| respell_word(lexicon.respellings(country), w)).collect::<Vec<_>>().join(" ")
    };
    Spelling { name: each(&spelling.name), surname: each(&spelling.surname) }
}

fn respell_word(pairs: &[(String, String)], word: &str) -> String {
    if let Some((_, to)) = pairs.iter().find(|(from, _)| from == word) {
        return to.clone();
    }
    for (from, to) in pairs {
        let (Some(from), Some(to)) = (from.strip_prefix('-'), to.strip_prefix('-')) else { continue };
        if let Some(stem) = word.strip_suffix(from).filter(|stem| stem.len() > 1) {
            return format!("{stem}{to}");
        }
    }
    word.to_owned()
}
