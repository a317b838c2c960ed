//! Texts and names for benchmarks, made by rule: the same on every machine, and of any length.

#![allow(dead_code, reason = "each program uses a part")]

use dixit::{Entry, EntryKind, Gazetteer};
use std::path::Path;

/// A small generator of numbers (Steele, Lea and Flood 2014: SplitMix).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// A capitalised word of two to four syllables that no list holds.
    pub fn name(&mut self) -> String {
        const STARTS: &[&str] = &["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "kr", "ch"];
        const MIDDLES: &[&str] = &["a", "e", "i", "o", "u", "ai", "ei"];
        const ENDS: &[&str] = &["", "", "n", "r", "l", "s", "sk", "nd"];
        let syllables = 2 + self.below(3);
        let mut word: String = (0..syllables)
            .flat_map(|_| [self.pick(STARTS), self.pick(MIDDLES), self.pick(ENDS)].map(str::to_owned))
            .collect();
        word[..1].make_ascii_uppercase();
        word
    }
}

const GIVEN: &[&str] = &["Anna", "Peter", "Maria", "Ahmed", "Elena", "James", "Fatima", "Lars", "Ingrid", "Pablo"];
const TITLES: &[&str] = &["Foreign Minister", "President", "Prime Minister", "Mayor", "Defense Secretary"];
const COUNTRIES: &[&str] = &["Latvia", "Kenya", "Brazil", "Japan", "Poland", "Chile", "Norway", "Vietnam", "Georgia"];
const ADJECTIVES: &[&str] = &["Latvian", "Kenyan", "Brazilian", "Japanese", "Polish", "Chilean", "Norwegian"];
const OUTLETS: &[&str] = &["Reuters", "the BBC", "Le Monde", "the Guardian", "Interfax"];
const CUES: &[&str] = &["said", "told reporters", "added", "warned", "wrote", "insisted", "explained"];
const SUBJECTS: &[&str] =
    &["The talks", "The new harbour", "A vote on the budget", "The inquiry", "Work on the bridge", "The harvest"];
const VERBS: &[&str] = &["will go on", "has been delayed", "was criticised", "may be reopened", "surprised many"];
const PLACES: &[&str] = &["in the capital", "along the coast", "after weeks of rain", "at the summit", "on Tuesday"];
const CLAIMS: &[&str] = &[
    "We will keep talking until there is a result",
    "Nobody should be surprised by these figures",
    "It is time to open the archives",
    "The money has to come from somewhere",
    "I have never seen such a winter",
];

fn sentence(random: &mut Random, person: &(String, String), out: &mut String) {
    let (given, family) = person;
    let claim = random.pick(CLAIMS);
    let cue = random.pick(CUES);
    let (subject, verb, place) = (random.pick(SUBJECTS), random.pick(VERBS), random.pick(PLACES));
    let country = random.pick(COUNTRIES);
    out.push_str(&match random.below(8) {
        0 => {
            let (adjective, title) = (random.pick(ADJECTIVES), random.pick(TITLES));
            format!("“{claim},” {adjective} {title} {given} {family} {cue} {place}. ")
        }
        1 => format!("\"{claim},\" {cue} {family}. "),
        2 => format!("{subject} {verb} {place}, {given} {family} {cue} on Monday. "),
        3 => format!("{family} called it “a long road” and left for {country}. "),
        4 => format!("{family} told {}: “{claim}.” ", random.pick(OUTLETS)),
        5 => format!("{subject} in {country} {verb}, and the government {verb} {place}. "),
        6 => format!("He {cue} that {} per cent of the ships were late. ", random.below(100)),
        _ => format!("{subject} {verb} {place}. "),
    });
}

/// A made-up news text of at least `bytes` bytes: quotations, titles, listed and unlisted names, plain sentences.
pub fn news(seed: u64, bytes: usize) -> String {
    let mut random = Random::new(seed);
    let mut out = String::with_capacity(bytes + 1024);
    while out.len() < bytes {
        let cast: Vec<_> = (0..3).map(|_| (random.pick(GIVEN).to_owned(), random.name())).collect();
        for _ in 0..4 {
            for _ in 0..2 + random.below(3) {
                let person = &cast[random.below(cast.len())];
                sentence(&mut random, person, &mut out);
            }
            out.push('\n');
        }
    }
    out
}

/// Texts of about `bytes` bytes each: those of the folder that `DIXIT_CORPUS` names, joined and cut, or made-up ones.
pub fn texts(count: usize, bytes: usize) -> Vec<String> {
    let corpus = std::env::var_os("DIXIT_CORPUS").map(|folder| read_folder(Path::new(&folder))).unwrap_or_default();
    if corpus.is_empty() {
        return (0..count).map(|seed| news(seed as u64, bytes)).collect();
    }
    let mut all = corpus.iter().cycle();
    let joined = |_| {
        let mut text = String::new();
        while text.len() < bytes {
            text.push_str(all.next().expect("the folder is not empty"));
            text.push('\n');
        }
        let end = (0..=bytes).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        text.truncate(end);
        text
    };
    (0..count).map(joined).collect()
}

fn read_folder(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let texts = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "txt"));
    texts.filter_map(|file| dixit::read_text(file.path()).ok()).filter(|text| !text.is_empty()).collect()
}

/// `count` made-up names of persons, one word to three.
pub fn names(count: usize) -> Vec<String> {
    let mut random = Random::new(7);
    let name = |at: usize| (0..1 + at % 3).map(|_| random.name()).collect::<Vec<_>>().join(" ");
    (0..count).map(name).collect()
}

/// A gazetteer of these names.
pub fn gazetteer(names: &[String]) -> Gazetteer {
    let entry = |(at, name): (usize, &String)| Entry::new(EntryKind::Person, format!("person:{at}"), name.as_str());
    let built = Gazetteer::builder().entries(names.iter().enumerate().map(entry)).build();
    built.expect("made-up names are names")
}

/// Sizes of gazetteers; the largest only where `DIXIT_BENCH_LARGE` is set.
pub fn gazetteer_sizes() -> Vec<usize> {
    let large = std::env::var_os("DIXIT_BENCH_LARGE").is_some();
    [1_000, 10_000, 100_000, 1_000_000].into_iter().filter(|&size| large || size <= 100_000).collect()
}
