//! What holds for every text, tried on random ones.

mod support;

use dixit::{CasePolicy, Document, Entry, EntryKind, Gazetteer, Name, NameForm, Offsets, Risk, Span};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::FileFailurePersistence;
use serde_json::Value;
use support::{check, extract, extractor};

/// 256 cases, or as many as `PROPTEST_CASES` says; what fails is kept beside this file and tried first from then on.
fn config() -> ProptestConfig {
    let failures = FileFailurePersistence::WithSource("regressions");
    ProptestConfig { failure_persistence: Some(Box::new(failures)), ..ProptestConfig::default() }
}

/// Pieces of news, and pieces that do not belong there.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "? ",
    "! ",
    ": ",
    "; ",
    "…",
    "...",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "“",
    "”",
    "\"",
    "\"",
    "‘",
    "’",
    "'",
    "''",
    "``",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[",
    "—",
    " – ",
    "-",
    "/",
    "%",
    "$5",
    "=",
    "Anna Karlsen",
    "Karlsen",
    "Mr. Okoro",
    "J. B. Okoro",
    "Baiba Braže",
    "Nguyen Thi Hoa",
    "al-Burhan",
    "O’Hara",
    "Foreign Minister",
    "President",
    "Prime Minister",
    "the minister",
    "a spokesman",
    "former",
    "NATO Secretary-General",
    "ministry officials",
    "President-elect",
    "France",
    "French",
    "U.S.",
    "the United States",
    "Georgia",
    "Jordan",
    "Kremlin",
    "Bank of Japan",
    "Riga",
    "Reuters",
    "NATO",
    "European Union",
    "BBC",
    "said",
    "told",
    "she said",
    "he added",
    "according to",
    "asked",
    "wrote on Twitter",
    "warned that",
    "his",
    "they",
    "who",
    "We will keep talking",
    "It is over",
    "no decision",
    "the talks",
    "in",
    "of",
    "and",
    "the",
    "The",
    "will",
    "Will",
    "’s",
    "KARLSEN",
    "SAID",
    "12",
    "3,000",
    "6'3\"",
    "p.m.",
    "@anna",
    "#talks",
    "https://example.org/a?b=\"c\"",
    "<a href=\"x\">",
    "e\u{301}",
    "\u{301}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\u{ad}",
    "👩‍👩‍👧",
    "𝄞",
    "𝕬",
    "İ",
    "ß",
    "ﬁ",
    "ǅ",
    "قال الوزير",
    "外交部长",
    "“我们”",
    "שלום",
    "Ёлкин",
];

fn news() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 0..80).prop_map(|pieces| pieces.concat())
}

/// Like real news: sentences with names, offices and quotations in whole forms.
fn article() -> impl Strategy<Value = String> {
    let name = select(&["Anna Karlsen", "Baiba Braže", "Tomás Iriarte", "Nguyen Thi Hoa", "Obi Okoro"][..]);
    let office =
        select(&["French President", "Latvian Foreign Minister", "NATO spokeswoman", "the opposition leader"][..]);
    let words = select(&["we will keep talking", "It is over", "No. Not at all", "there was “no deal” in Riga"][..]);
    let frame = select(
        &[
            "“Q,” O N said.",
            "N, the former O, said: “Q.”",
            "\"Q,\" said N. \"Q,\" she added.",
            "O N left for Germany on Monday.",
            "N told Reuters that the talks were “Q”.",
            "“Q.\n\n“Q,” N said.",
            "According to O N, “Q”.",
        ][..],
    );
    let sentence = (frame, name, office, words).prop_map(|(frame, name, office, words)| {
        let place = |c| match c {
            'Q' => words.to_owned(),
            'N' => name.to_owned(),
            'O' => office.to_owned(),
            _ => String::from(c),
        };
        frame.chars().map(place).collect::<String>()
    });
    prop::collection::vec(sentence, 1..8).prop_map(|sentences| sentences.join("\n\n"))
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "\\PC*", news(), news(), article()]
}

const RISKS: [(&str, Risk); 4] =
    [("person", Risk::PERSON), ("place", Risk::PLACE), ("word", Risk::WORD), ("org", Risk::ORG)];

/// A row of a table: name, form, policy, risk, a value of another column.
fn row() -> impl Strategy<Value = (String, NameForm, CasePolicy, Risk, String)> {
    let name = select(
        &["Harbour Watch", "AT&T", "東京", "Éva O’Neáll", "St. Old-Pier", "HW", "Kárl 2", "“We” Union", "al-Hall"][..],
    );
    let form = select(&[NameForm::Name, NameForm::Alias, NameForm::Abbreviation, NameForm::Demonym][..]);
    let case = select(&[CasePolicy::Capitals, CasePolicy::Exact, CasePolicy::Any][..]);
    let risk = prop::collection::vec(select(&RISKS[..]), 0..3)
        .prop_map(|flags| flags.into_iter().fold(Risk::NONE, |risk, (_, flag)| risk.and(flag)));
    (name.prop_map(str::to_owned), form, case, risk, "([a-z][a-z é]{0,6}[a-z])?")
}

/// The document with every span moved by so many bytes.
fn moved(document: &Document, bytes: u64) -> Document {
    fn walk(value: &mut Value, bytes: u64) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(|value| walk(value, bytes)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value.as_u64().filter(|_| name == "start" || name == "end") {
                        Some(at) => *value = Value::from(at + bytes),
                        None => walk(value, bytes),
                    }
                }
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(document).expect("records have a JSON form");
    walk(&mut value, bytes);
    serde_json::from_value(value).expect("it is still a document")
}

/// The words of all parts of all quotations.
fn quoted<'t>(document: &Document, text: &'t str) -> Vec<&'t str> {
    document.quotes.iter().flat_map(|quote| &quote.content).map(|span| span.of(text)).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_text_gives_a_sound_document(text in any_text()) {
        extract(&text);
    }

    /// What is written as a table is read as what it was: names, forms, policies, risks, attributes, in their order.
    #[test]
    fn a_gazetteer_comes_back_from_its_table(rows in prop::collection::vec(row(), 0..12), text in news()) {
        let mut table = "key\tname\tform\tcase\trisk\tnote\n".to_owned();
        let mut entries = Vec::new();
        for (number, (name, form, case, risk, note)) in rows.iter().enumerate() {
            let key = format!("other:{number}");
            let words: Vec<&str> = RISKS.iter().filter(|(_, flag)| risk.has(*flag)).map(|(word, _)| *word).collect();
            table += &format!("{key}\t{name}\t{form}\t{case}\t{}\t{note}\n", words.join(","));
            // An entry has its first name by its kind; the same name again says how it is matched.
            let again = Name::new(name.as_str(), *form).case(*case).risk(*risk);
            entries.push(Entry::new(EntryKind::Other, key, name.as_str()).name(again).attribute("note", note.as_str()));
        }
        let written = Gazetteer::builder().tsv(table).build().expect("rows are sound");
        let made = Gazetteer::builder().entries(entries).build().expect("entries are sound");
        prop_assert_eq!((written.len(), written.names()), (made.len(), made.names()));
        prop_assert!(written.iter_names().eq(made.iter_names()));
        let text = rows.iter().fold(text, |text, (name, ..)| format!("{text} {name}, "));
        let found = |gazetteer: &Gazetteer| {
            let all = gazetteer.find_overlapping(&text).into_iter();
            all.map(|m| (m.span(), m.key().to_owned(), m.form(), m.risk(), m.attribute("note").unwrap_or("").to_owned())).collect::<Vec<_>>()
        };
        prop_assert_eq!(found(&written), found(&made));
    }

    #[test]
    fn matches_are_sound(text in any_text()) {
        let gazetteer = extractor().gazetteer();
        let all = gazetteer.find_overlapping(&text);
        for found in &all {
            let words = text.get(found.span().range());
            prop_assert!(words.is_some_and(|words| !words.is_empty()), "{found:?}");
        }
        prop_assert!(all.is_sorted_by_key(|found| found.span().start));
        let apart = gazetteer.find(&text);
        prop_assert!(apart.windows(2).all(|pair| pair[0].span().end <= pair[1].span().start));
    }

    #[test]
    fn buffers_and_threads_change_nothing(texts in prop::collection::vec(any_text(), 2..5)) {
        let mut scratch = extractor().scratch();
        let expected: Vec<Document> = texts.iter().map(|text| extractor().extract(text)).collect();
        for (text, expected) in texts.iter().zip(&expected).chain(texts.iter().zip(&expected).rev()) {
            prop_assert_eq!(&extractor().extract_with(&mut scratch, text), expected);
            prop_assert_eq!(&extractor().extract(&text.clone()), expected);
        }
        let on_thread = || {
            let mut scratch = extractor().scratch();
            texts.iter().map(|text| extractor().extract_with(&mut scratch, text)).collect::<Vec<_>>()
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..3).map(|_| scope.spawn(on_thread)).collect();
            for thread in threads {
                assert_eq!(thread.join().expect("no thread panics"), expected);
            }
        });
    }

    #[test]
    fn json_brings_back_every_document(text in any_text()) {
        let document = extract(&text);
        let line = serde_json::to_string(&document).expect("records have a JSON form");
        prop_assert_eq!(serde_json::from_str::<Document>(&line).expect("it was just written"), document);
    }

    /// Empty lines move the spans and change nothing else.
    #[test]
    fn empty_lines_before_an_article_only_move_it(text in article(), lines in 1..4usize) {
        let before = "\n".repeat(lines);
        let longer = format!("{before}{text}");
        prop_assert_eq!(extract(&longer), moved(&extract(&text), before.len() as u64));
    }

    /// A paragraph before it may change who is meant (names and words of the whole text count), but not what is quoted.
    #[test]
    fn a_paragraph_before_an_article_keeps_its_quotations(text in article()) {
        let before = "It rained all night, and by noon the valley was under water.\n\n";
        let longer = format!("{before}{text}");
        let (document, plain) = (extract(&longer), extract(&text));
        prop_assert_eq!(quoted(&document, &longer), quoted(&plain, &text));
        let start = |document: &Document| document.quotes.iter().map(|q| q.content[0].start).collect::<Vec<_>>();
        let moved: Vec<u32> = start(&plain).iter().map(|at| at + before.len() as u32).collect();
        prop_assert_eq!(start(&document), moved);
    }

    #[test]
    fn line_ends_of_windows_change_nothing_but_offsets(text in article()) {
        let windows = text.replace('\n', "\r\n");
        let (a, b) = (extract(&text), extract(&windows));
        prop_assert_eq!(quoted(&a, &text), quoted(&b, &windows));
        prop_assert_eq!(names(&a), names(&b));
        prop_assert_eq!(speakers(&a, &text), speakers(&b, &windows));
    }

    #[test]
    fn decomposed_letters_match_the_same_entries(text in prop_oneof![news(), article()]) {
        let keys = |text: &str| extractor().gazetteer().find(text).iter().map(|m| m.key().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(keys(&text), keys(&decompose(&text)));
    }

    /// Names in no list too.
    #[test]
    fn decomposed_letters_give_the_same_names(given in accented(), family in accented(), article in article()) {
        let text = format!("“We will keep talking,” {given} {family} told reporters. {family} left.\n\n{article}");
        let decomposed = decompose(&text);
        let (a, b) = (extract(&text), extract(&decomposed));
        let all = |names: Vec<String>| names.iter().map(|name| decompose(name)).collect::<Vec<_>>();
        prop_assert_eq!(all(names(&a)), names(&b));
        prop_assert_eq!(all(speakers(&a, &text)), speakers(&b, &decomposed));
    }

    #[test]
    fn offsets_agree_with_counting(text in any_text(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let mut boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        boundaries.push(text.len());
        let (a, b) = (*a.get(&boundaries), *b.get(&boundaries));
        check_offsets(&text, a.min(b), a.max(b));
    }

    /// Texts longer than the stride of the table.
    #[test]
    fn offsets_agree_with_counting_in_long_texts(unit in any_text(), times in 1..200usize) {
        let text = unit.repeat(times);
        let offsets = Offsets::new(&text);
        let (mut chars, mut utf16, mut line, mut column) = (0, 0, 1, 1);
        for (at, c) in text.char_indices().take(5000) {
            let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
            assert_eq!(offsets.chars(span), chars..chars + 1);
            assert_eq!(offsets.utf16(span), utf16..utf16 + c.len_utf16());
            assert_eq!(offsets.line_column(span.start), (line, column));
            (chars, utf16) = (chars + 1, utf16 + c.len_utf16());
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
    }

    /// Any span on any text: no panic, and the words or nothing.
    #[test]
    fn spans_of_other_texts_are_harmless(text in any_text(), start in any::<u32>(), end in any::<u32>(), small in 0..99u32) {
        let offsets = Offsets::new(&text);
        for span in [Span::new(start, end), Span::new(small, end), Span::new(small, small + 3), Span::new(small + 3, small)] {
            let expected = text.get(span.range()).unwrap_or("");
            prop_assert_eq!(span.of(&text), expected);
            let _ = (offsets.chars(span), offsets.utf16(span), offsets.line_column(span.start), span.len());
        }
    }
}

fn names(document: &Document) -> Vec<String> {
    let people = document.people.iter().map(|person| person.name.clone());
    people.chain(document.countries.iter().map(|country| country.name.clone())).collect()
}

fn speakers(document: &Document, text: &str) -> Vec<String> {
    let speakers = document.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    speakers.map(|speaker| document.speaker_name(speaker, text).to_owned()).collect()
}

/// Letters in one piece and in two.
const LETTERS: &[(char, &str)] = &[
    ('á', "a\u{301}"),
    ('é', "e\u{301}"),
    ('ó', "o\u{301}"),
    ('É', "E\u{301}"),
    ('ž', "z\u{30c}"),
    ('š', "s\u{30c}"),
    ('Š', "S\u{30c}"),
    ('č', "c\u{30c}"),
    ('ö', "o\u{308}"),
    ('Ö', "O\u{308}"),
    ('ñ', "n\u{303}"),
    ('ç', "c\u{327}"),
    ('å', "a\u{30a}"),
    ('ế', "e\u{302}\u{301}"),
];

fn decompose(text: &str) -> String {
    let letter = |c| LETTERS.iter().find(|(letter, _)| *letter == c).map(|(_, parts)| (*parts).to_owned());
    text.chars().map(|c| letter(c).unwrap_or_else(|| c.to_string())).collect()
}

/// Words like names, with letters that have two forms.
fn accented() -> impl Strategy<Value = String> {
    "[BDÉŠÖLM][aeiouáéóöå][lmnrsščžñç][aeiouáéóöế][nlrsšž]?"
}

fn check_offsets(text: &str, start: usize, end: usize) {
    let offsets = Offsets::new(text);
    let span = Span::new(start as u32, end as u32);
    let chars = |bytes: usize| text[..bytes].chars().count();
    let utf16 = |bytes: usize| text[..bytes].encode_utf16().count();
    assert_eq!(offsets.chars(span), chars(start)..chars(end));
    assert_eq!(offsets.utf16(span), utf16(start)..utf16(end));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[..start].matches('\n').count() + 1;
    assert_eq!(offsets.line_column(span.start), (line, text[line_start..start].chars().count() + 1));
}

#[test]
fn offsets_of_odd_texts_are_those_of_counting() {
    for text in ["", "\u{feff}a", "a\r\nb\r\n", "\n\n", "e\u{301}\u{301}x", "👩‍👩‍👧 𝄞\n𝕬", "שלום\nabc", "\r", "İ\0ß"]
    {
        let mut boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        boundaries.push(text.len());
        for (number, &start) in boundaries.iter().enumerate() {
            boundaries[number..].iter().for_each(|&end| check_offsets(text, start, end));
        }
    }
}

#[test]
fn a_known_name_is_known_in_both_forms() {
    let text = "“We will keep talking,” Latvian Foreign Minister Baiba Braže told reporters in Riga.";
    for text in [text.to_owned(), decompose(text)] {
        let document = extractor().extract(&text);
        check(&document, &text);
        assert_eq!(document.people.len(), 1);
        assert_eq!(decompose(&document.people[0].name), decompose("Baiba Braže"));
        assert_eq!(document.people[0].holds.len(), 1);
    }
}
