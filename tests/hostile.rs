//! Texts that nobody would write and somebody will send: each ends, in time that grows with its length, with a document.

mod support;

use dixit::{ErrorKind, Extractor, MAX_TEXT};
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use support::clock::clock;
use support::{check, extract, extractor};

/// The size of a large text: tests without optimisation read less.
const LARGE: usize = if cfg!(debug_assertions) { 1 << 20 } else { 10 << 20 };
/// The shortest and the longest text of a comparison of times, in bytes. The longer ones, which show quadratic work with a
/// small constant, are left to the tests with optimisation: `cargo test --release --test hostile`.
const SHORT: usize = if cfg!(debug_assertions) { 8 << 10 } else { 64 << 10 };
const LONG: usize = if cfg!(debug_assertions) { 128 << 10 } else { 4 << 20 };
/// How much more a byte of a longer text may cost: caches take a share of it, quadratic work far more.
const WORST: f64 = 3.5;

/// Something hostile of about so many bytes.
type Text = (&'static str, fn(usize) -> String);

fn fill(bytes: usize, unit: &str) -> String {
    unit.repeat(bytes / unit.len() + 1)
}

/// Units with a number in them, spelled in letters: `aba`, `abb` ...
fn count(bytes: usize, unit: impl Fn(&mut String, &str)) -> String {
    let mut text = String::with_capacity(bytes + 256);
    let mut number = 0usize;
    while text.len() < bytes {
        let letters: String = (0..4).map(|place| (b'a' + (number / 26usize.pow(place) % 26) as u8) as char).collect();
        unit(&mut text, &letters);
        number += 1;
    }
    text
}

const TEXTS: &[Text] = &[
    ("straight quotation marks", |n| fill(n, "\"")),
    ("spaced quotation marks", |n| fill(n, "\" ")),
    ("opening quotation marks", |n| fill(n, "“")),
    ("closing quotation marks", |n| fill(n, "”")),
    ("single marks", |n| fill(n, "' ")),
    ("mixed marks", |n| fill(n, "“‘\"' ’”«»")),
    ("nesting", |n| fill(n / 2, "“a ‘b ") + &fill(n / 2, "’ ”")),
    ("nested brackets", |n| fill(n / 2, "(a [b ") + &fill(n / 2, "] )")),
    ("open quotations", |n| fill(n, "“We will not go there, said Anna Karlsen.\n\n")),
    ("quotations and a name", |n| fill(n, "“We will not go there,” said Anna Karlsen. ")),
    ("quotations and a pronoun", |n| {
        "Anna Karlsen spoke. ".to_owned() + &fill(n, "“We will not go there,” she said. ")
    }),
    ("quotations and an office", |n| fill(n, "“We will not go there,” the foreign minister said. ")),
    ("quotations carried by a medium", |n| fill(n, "“We will not go there,” Anna Karlsen told Reuters, and ")),
    ("names and pronouns", |n| fill(n, "“We will not go there,” she said. Anna Karlsen left. ")),
    ("media in one sentence", |n| fill(n, "“we will go” to Reuters and Reuters, Anna Karlsen said, and ")),
    ("one paragraph a quotation", |n| fill(n, "“We will not go there,” said Anna Karlsen.\n\n")),
    ("one utterance in many parts", |n| fill(n, "“we will,” Anna Karlsen said, “not go there,” ")),
    ("ages with marks in them", |n| fill(n, "The 59-“year”-old said “we will not go”. ")),
    ("one name", |n| fill(n, "Anna Karlsen ")),
    ("one name with commas", |n| fill(n, "Anna Karlsen, ")),
    ("one surname", |n| "Anna Karlsen left. ".to_owned() + &fill(n, "Karlsen left. ")),
    ("many names", |n| count(n, |text, letters| write!(text, "Anna Kar{letters} met Jan Bo{letters}. ").unwrap())),
    ("many persons with one surname", |n| {
        count(n, |text, letters| write!(text, "Mr An{letters} Karlsen left. ").unwrap())
    }),
    ("offices and holders", |n| {
        count(n, |text, letters| write!(text, "Foreign Minister Anna Kar{letters} left. ").unwrap())
    }),
    ("one holder, many offices", |n| fill(n, "French President Anna Karlsen, former German chancellor, left. ")),
    ("countries", |n| fill(n, "France, Germany, Latvia and the United States ")),
    ("adjectives", |n| fill(n, "French-German-Latvian ")),
    ("titles", |n| fill(n, "Minister President Senator General ")),
    ("one endless sentence", |n| fill(n, "and the minister said that the talks with France would go on ")),
    ("one endless capitalised phrase", |n| fill(n, "The Great Northern Hall Of ")),
    ("capitals", |n| fill(n, "FOREIGN MINISTER ANNA KARLSEN TOLD REPORTERS IN RIGA. ")),
    ("small letters", |n| fill(n, "foreign minister anna karlsen told reporters in riga. ")),
    ("stops", |n| fill(n, ".")),
    ("stops with spaces", |n| fill(n, ". ")),
    ("stops and question marks", |n| fill(n, "?.!") + " and"),
    ("stops and brackets", |n| fill(n, ".)") + " and"),
    ("question marks and quotation marks", |n| fill(n, "?” ") + " and"),
    ("abbreviations", |n| fill(n, "U.S. p.m. Mr. ")),
    ("initials", |n| fill(n, "A. B. C. ")),
    ("one long token", |n| fill(n, "a")),
    ("one long capitalised token", |n| fill(n, "Karlsen")),
    ("one long number", |n| fill(n, "1,234.5")),
    ("hyphens", |n| fill(n, "al-")),
    ("apostrophes", |n| fill(n, "O’")),
    ("dashes", |n| fill(n, "— ")),
    ("handles", |n| fill(n, "@anna ")),
    ("addresses", |n| fill(n, "https://example.org/")),
    ("spaces", |n| fill(n, " ")),
    ("line breaks", |n| fill(n, "\n")),
    ("one word a line", |n| fill(n, "said\n")),
    ("carriage returns", |n| fill(n, "Anna Karlsen left.\r\n")),
    ("combining marks", |n| "e".to_owned() + &fill(n, "\u{301}")),
    ("zero-width joiners", |n| fill(n, "👩\u{200d}")),
    ("marks of direction", |n| fill(n, "\u{202e}Anna\u{202c} ")),
    ("NUL bytes", |n| fill(n, "\0")),
    ("Chinese", |n| fill(n, "外交部长说：“我们将继续谈判。”")),
    ("Arabic", |n| fill(n, "قال الوزير: «سنواصل المحادثات». ")),
    ("attributes", |n| fill(n, "a=\"b\" ")),
    ("markup", |n| fill(n, "<p class=\"a\">")),
];

/// Tests that work hard run one after the other, so that times mean something.
fn alone() -> MutexGuard<'static, ()> {
    static MACHINE: Mutex<()> = Mutex::new(());
    MACHINE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn every_text_gives_a_document() {
    let _alone = alone();
    for (name, text) in TEXTS {
        for bytes in [0, 1, 7, 100, 5000] {
            println!("{name}, {bytes} bytes");
            extract(&text(bytes));
        }
    }
}

#[test]
fn the_result_does_not_depend_on_what_was_read_before() {
    let _alone = alone();
    let mut scratch = extractor().scratch();
    for (name, text) in TEXTS {
        let text = text(2000);
        assert_eq!(extractor().extract_with(&mut scratch, &text), extractor().extract(&text), "{name}");
    }
}

/// The mean time for one byte, in nanoseconds: of enough runs that the ticks of the clock do not matter.
fn cost(text: &str) -> f64 {
    const ENOUGH: Duration = Duration::from_millis(60);
    let mut scratch = extractor().scratch();
    let mut read = || _ = std::hint::black_box(extractor().extract_with(&mut scratch, text));
    read();
    let (start, mut runs) = (clock(), 0);
    while runs == 0 || clock() - start < ENOUGH {
        read();
        runs += 1;
    }
    (clock() - start).as_secs_f64() * 1e9 / (runs * text.len()) as f64
}

/// How the cost of a byte grows from the short text to the longest; stops at the first bad step, so that quadratic time does
/// not keep the test waiting.
fn growth(text: fn(usize) -> String) -> f64 {
    let first = cost(&text(SHORT));
    let steps = std::iter::successors(Some(4 * SHORT), |bytes| Some(4 * bytes)).take_while(|bytes| *bytes <= LONG);
    let mut growth = 1.0;
    for bytes in steps {
        growth = cost(&text(bytes)) / first;
        if growth >= WORST {
            break;
        }
    }
    growth
}

#[test]
fn time_grows_with_the_length() {
    let _alone = alone();
    let mut slow = Vec::new();
    for (name, text) in TEXTS {
        // A busy machine may spoil one comparison, not three.
        let growth = std::iter::repeat_with(|| growth(*text)).take(3).find(|growth| *growth < WORST);
        println!("{name}: {growth:.1?}");
        if growth.is_none() {
            slow.push(name);
        }
    }
    assert!(slow.is_empty(), "a byte of a long text costs more than {WORST} times that of a short one: {slow:?}");
}

#[test]
fn large_texts_are_read() {
    let _alone = alone();
    for name in ["straight quotation marks", "one long token", "one name with commas", "open quotations", "NUL bytes"] {
        let (_, text) = TEXTS.iter().find(|(known, _)| *known == name).expect("listed above");
        println!("{name}");
        extract(&text(LARGE));
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for text in ["", "\"", "“", "\u{feff}", "\0", " ", "\r\n", "\r", "’", "''", "\u{301}", "."] {
        let document = extract(text);
        assert!(document.people.is_empty() && document.offices.is_empty(), "{text:?}");
        assert!(document.countries.is_empty() && document.organizations.is_empty(), "{text:?}");
        assert!(document.quotes.is_empty(), "{text:?}");
    }
}

const NEWS: &str = "“We will keep talking,” Latvian Foreign Minister Baiba Braže told reporters in Riga.";

/// What is found, by its words.
fn found(text: &str) -> Vec<String> {
    let document = extract(text);
    let names = document.people.iter().map(|person| person.name.clone());
    let countries = document.countries.iter().map(|country| country.code.to_string());
    let quotes = document.quotes.iter().map(|quote| quote.span.of(text).to_owned());
    let speakers = document.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    let speakers: Vec<String> = speakers.map(|s| document.speaker_name(s, text).to_owned()).collect();
    names.chain(countries).chain(quotes).chain(speakers).collect()
}

#[test]
fn odd_bytes_beside_news_change_nothing() {
    let expected = ["Baiba Braže", "LV", "We will keep talking,", "Baiba Braže"];
    assert_eq!(found(NEWS), expected);
    for (before, after) in [
        ("\u{feff}", ""),
        ("\u{feff}\r\n", "\r\n"),
        ("\r\n\r\n", "\r\n"),
        ("\0\n", "\n\0"),
        ("外交部长会见记者。\n\n", "\n\n外交部长。"),
        ("قال الوزير ذلك.\n\n", "\n\nقال."),
        ("👩‍👩‍👧‍👦\n\n", "\n\n𝄞"),
        ("", "\n\n\""),
        ("\"\n\n", ""),
    ] {
        assert_eq!(found(&format!("{before}{NEWS}{after}")), expected, "{before:?} {after:?}");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_named_with_file_and_place() {
    let path = std::env::temp_dir().join(format!("dixit-not-utf8-{}.txt", std::process::id()));
    std::fs::write(&path, b"Anna Karlsen\xff left.").expect("the temporary folder can be written");
    let error = dixit::read_text(&path).expect_err("0xff is in no UTF-8");
    std::fs::remove_file(&path).expect("it was just written");
    assert_eq!(error.kind(), ErrorKind::Encoding);
    assert_eq!(error.path(), Some(path.as_path()));
    let message = error.to_string();
    assert!(message.contains("byte 12") && message.contains("dixit-not-utf8"), "{message}");
    assert_eq!(dixit::decode(b"Riga\xc4".to_vec()).expect_err("cut short").kind(), ErrorKind::Encoding);
    assert_eq!(dixit::read_text("no/such/file.txt").expect_err("not there").kind(), ErrorKind::Io);
}

/// Takes 1 GiB and some seconds: `cargo test --release --test hostile -- --ignored`.
#[test]
#[ignore = "needs several gigabytes"]
fn of_a_text_over_the_limit_the_start_is_read() {
    let mut text = "\n".repeat(MAX_TEXT - 1 - NEWS.len() - 2);
    text.push_str(NEWS);
    // The character at the limit lies on both sides of it.
    text.push_str("\n\né");
    text.push_str(NEWS);
    let document = extractor().extract(&text);
    check(&document, &text);
    assert_eq!(document.quotes.len(), 1);
    assert_eq!(document.unread_from, Some(MAX_TEXT as u32 - 1));
    assert_eq!(extractor().extract(NEWS).unread_from, None);
}

#[test]
fn an_empty_gazetteer_reads_everything_too() {
    let _alone = alone();
    let empty = dixit::Gazetteer::builder().build().expect("nothing can be wrong in it");
    let extractor = Extractor::builder().gazetteer(empty).build().expect("no names are needed");
    for (name, text) in TEXTS {
        println!("{name}");
        let text = text(1000);
        check(&extractor.extract(&text), &text);
    }
    let document = extractor.extract(NEWS);
    assert!(document.countries.is_empty());
    assert_eq!(document.quotes.len(), 1);
}
