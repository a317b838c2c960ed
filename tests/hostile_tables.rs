//! Tables and entries that nobody should write and somebody will generate: each is a gazetteer or an error that says what is
//! wrong, in time and memory that grow with its size. The large ones: `cargo test --release --test hostile_tables -- --ignored`.

mod support;

use dixit::{Entry, EntryKind, Error, ErrorKind, Extractor, Gazetteer, MAX_GAZETTEER, MAX_TEXT};
use std::fmt::Write;
use std::hint::black_box;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use support::clock::clock;

/// Rows of a small and of a large table, the second eight times the first.
const FEW: usize = if cfg!(debug_assertions) { 500 } else { 10_000 };
const MANY: usize = 8 * FEW;
/// How much more a row of a large table may cost: caches take a share of it, quadratic work eight times.
const WORST: f64 = 4.0;

/// Something hostile of so many rows, and a text in which its names stand.
type Table = (&'static str, fn(usize) -> String, &'static str);

fn table(rows: usize, row: impl Fn(&mut String, usize)) -> String {
    let mut table = "key\tname\n".to_owned();
    (0..rows).for_each(|number| row(&mut table, number));
    table
}

/// A number in letters: `aaab`, `aaac` ...
fn letters(number: usize) -> String {
    (0..5).rev().map(|place| char::from(b'a' + (number / 26usize.pow(place) % 26) as u8)).collect()
}

fn han(number: usize) -> String {
    (0..3).map(|place| char::from_u32(0x4E00 + (number / 20usize.pow(place) % 20) as u32).unwrap_or('一')).collect()
}

const TABLES: &[Table] = &[
    (
        "persons",
        |n| table(n, |t, i| writeln!(t, "person:{i}\tAnna {}", letters(i)).unwrap()),
        "Anna aaaab met Anna aaaac. ",
    ),
    (
        "one entry with many names",
        |n| table(n, |t, i| writeln!(t, "org:one\tHall {}", letters(i)).unwrap()),
        "Hall aaaab. ",
    ),
    (
        "one name for hundreds",
        |n| table(n, |t, i| writeln!(t, "org:{i}\tHall {}", i / 900).unwrap()),
        "Hall 0, Hall 1. ",
    ),
    (
        "one letter",
        |n| table(n, |t, i| writeln!(t, "org:{i}\t{}", char::from(b'a' + (i / 900 % 26) as u8)).unwrap()),
        "a b a c ",
    ),
    (
        "names inside names",
        |n| table(n, |t, i| writeln!(t, "org:{i}\t{}{}", "a ".repeat(i % 60), letters(i)).unwrap()),
        "a a a a a a a a a aaaaj ",
    ),
    (
        "whole sentences",
        |n| {
            table(n, |t, i| {
                writeln!(t, "org:{i}\tThe minister said that {} would go on with {i}.", letters(i)).unwrap()
            })
        },
        "The minister said that aaaab would go on with 1. ",
    ),
    ("marks", |n| table(n, |t, i| writeln!(t, "org:{i}\tA&{}+", letters(i)).unwrap()), "A&aaaab+ and A&aaaac+ "),
    (
        "marks alone beside a letter",
        |n| table(n, |t, i| writeln!(t, "org:{i}\t&{}a", "+".repeat(i % 400)).unwrap()),
        "&+++a &a+ ",
    ),
    (
        "no spaces",
        |n| table(n, |t, i| writeln!(t, "place:{i}\t{}{}", han(i), han(i / 8000)).unwrap()),
        "一一一一一一丁丁",
    ),
    (
        "no spaces, inside each other",
        |n| table(n, |t, i| writeln!(t, "place:{i}\t{}{}{}", "一".repeat(i % 60), han(i), han(i / 8000)).unwrap()),
        "一一一一一一一一丁一一一一",
    ),
    (
        "marks of direction and joiners",
        |n| table(n, |t, i| writeln!(t, "person:{i}\t\u{202e}{}\u{202c} \u{200f}\u{200d}Anna", letters(i)).unwrap()),
        "\u{202e}aaaab\u{202c} \u{200f}\u{200d}Anna ",
    ),
    (
        "mixed scripts",
        |n| table(n, |t, i| writeln!(t, "person:{i}\tAnna Кар{} 東京", letters(i)).unwrap()),
        "Anna Карaaaab 東京 ",
    ),
    (
        "homoglyphs",
        |n| table(n, |t, i| writeln!(t, "person:{i}\tАnna {} Κarlsen", letters(i)).unwrap()),
        "Аnna aaaab Κarlsen ",
    ),
    (
        "letters that fold to several",
        |n| table(n, |t, i| writeln!(t, "person:{i}\t{}ŉß{}", "ﬃ".repeat(9), letters(i)).unwrap()),
        "ﬃﬃﬃﬃﬃﬃﬃﬃﬃŉßaaaab ",
    ),
    (
        "accents without letters",
        |n| table(n, |t, i| writeln!(t, "org:{i}\t{}a{}", "\u{301}".repeat(i % 99), letters(i)).unwrap()),
        "\u{301}aaaaab ",
    ),
    (
        "columns",
        |n| {
            let names = |count: usize| (0..count).fold(String::new(), |row, i| row + "\tc" + &i.to_string());
            (0..n / 100).fold(format!("key\tname{}\n", names(90)), |table, i| {
                table + &format!("org:{i}\tHall {i}{}\n", names(90))
            })
        },
        "Hall 1 ",
    ),
    ("wrong rows", |n| table(n, |t, i| writeln!(t, "wrong{i}\tHall\tmore").unwrap()), "Hall "),
    ("rows without end", |n| table(n, |t, _| t.push('\t')), "a "),
    ("empty lines", |n| table(n, |t, _| t.push_str("\n#\n\r\n")), "a "),
];

/// Tests that work hard run one after the other, so that times and memory mean something.
fn alone() -> MutexGuard<'static, ()> {
    static MACHINE: Mutex<()> = Mutex::new(());
    MACHINE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn build(table: String) -> Result<Gazetteer, Error> {
    Gazetteer::builder().tsv(table).build()
}

/// The mean time of enough runs that the ticks of the clock do not matter.
fn mean(mut work: impl FnMut()) -> Duration {
    const ENOUGH: Duration = Duration::from_millis(60);
    let (start, mut runs) = (clock(), 0);
    while runs == 0 || clock() - start < ENOUGH {
        work();
        runs += 1;
    }
    (clock() - start) / runs
}

/// Panics unless `growth` stays small in one of three tries: a busy machine may spoil one, not all.
fn hold(what: &str, growth: impl Fn() -> f64) {
    let sound = std::iter::repeat_with(growth).take(3).find(|growth| {
        println!("{what}: {growth:.1}");
        *growth < WORST
    });
    assert!(sound.is_some(), "{what}: more than {WORST} times the cost");
}

#[test]
fn the_time_of_a_row_does_not_grow_with_the_table() {
    let _alone = alone();
    for (name, table, _) in TABLES {
        let cost = |rows: usize| {
            let table = table(rows);
            mean(|| drop(black_box(build(table.clone())))).as_secs_f64() / rows as f64
        };
        hold(name, || cost(MANY) / cost(FEW));
    }
}

#[test]
fn the_time_of_a_byte_does_not_grow_with_the_text() {
    let _alone = alone();
    for (name, table, unit) in TABLES {
        let Ok(gazetteer) = build(table(FEW)) else { continue };
        let extractor = Extractor::builder().gazetteer(gazetteer.clone()).build().expect("the names are sound");
        let document = extractor.extract(&unit.repeat(20));
        support::check(&document, &unit.repeat(20));
        let bytes = if cfg!(debug_assertions) { 2 << 10 } else { 16 << 10 };
        let cost = |bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            let mut scratch = extractor.scratch();
            let find = mean(|| drop(black_box(gazetteer.find(&text))));
            let extract = mean(|| drop(black_box(extractor.extract_with(&mut scratch, &text))));
            (find + extract).as_secs_f64() / bytes as f64
        };
        hold(name, || cost(8 * bytes) / cost(bytes));
    }
}

#[test]
fn every_name_of_a_sound_table_is_found() {
    for (name, table, unit) in TABLES {
        let Ok(gazetteer) = build(table(2000)) else { continue };
        let found = gazetteer.find_overlapping(unit);
        assert_eq!(found.is_empty(), gazetteer.is_empty(), "{name}: {found:?}");
    }
}

/// The one problem of a table.
fn problem(table: String) -> (usize, String) {
    let error = build(table).expect_err("it is wrong");
    assert_eq!(error.kind(), ErrorKind::Gazetteer);
    let [problem] = error.problems() else { panic!("{} problems", error.problems().len()) };
    (problem.line(), problem.message().to_owned())
}

#[test]
fn what_is_over_a_limit_is_named_with_its_line() {
    let rows = |count| table(count, |t, i| writeln!(t, "org:{i}\tHall").unwrap());
    assert_eq!(build(rows(1000)).expect("as many as may be").find("Hall").len(), 1);
    let (line, message) = problem(rows(1001));
    assert_eq!((line, message.contains("1000 entries")), (1002, true), "{message}");
    let han = |count| table(count, |t, i| writeln!(t, "place:{i}\t東京").unwrap());
    assert_eq!(build(han(1000)).expect("as many as may be").find_overlapping("東京").len(), 1000);
    assert_eq!(problem(han(1001)).0, 1002);

    let name = |bytes: usize| format!("key\tname\norg:a\tHall\norg:b\t{}\n", "a".repeat(bytes));
    assert_eq!(build(name(1024)).expect("as long as may be").find(&"a".repeat(1024)).len(), 1);
    let (line, message) = problem(name(1025));
    assert_eq!((line, message.contains("1025 bytes")), (3, true), "{message}");

    let columns = |count| (0..count).fold("key\tname".to_owned(), |header, i| header + "\tc" + &i.to_string()) + "\n";
    assert!(build(columns(998)).is_ok());
    assert_eq!(problem(columns(999)).0, 1);
    let entry = |i: usize| Entry::new(EntryKind::Other, format!("other:{i}"), "Hall").attribute(format!("c{i}"), "x");
    let built = |count| Gazetteer::builder().entries((0..count).map(entry)).build();
    assert_eq!(built(1000).expect("as many as may be").find("Hall")[0].attribute("c0"), Some("x"));
    let barn = Entry::new(EntryKind::Other, "other:barn", "Barn").attribute("c1000", "x");
    let limit = Gazetteer::builder().entries((0..1000).map(entry)).tsv(columns(5)).entry(barn).build().unwrap_err();
    assert_eq!((limit.kind(), limit.problems().len()), (ErrorKind::Limit, 0), "{limit}");
}

#[test]
fn a_message_is_short_however_long_the_line_is() {
    let long = "x".repeat(1 << 20);
    for wrong in [
        long.clone(),
        format!("key\tname\n{long}\n"),
        format!("key\tname\n{long}\tHall\n"),
        format!("key\tname\norg:a\t{long}\n"),
        format!("key\tname\tform\norg:a\tHall\t{long}\n"),
        format!("key\tname\norg:{long}\tHall\nORG:{long}\tHall\n"),
        format!("person\toffice\n{long}\t{long}\n"),
        format!("key\tname\n\u{7}{}\t{}\n", "a:".repeat(500_000), "習".repeat(500_000)),
    ] {
        let message = build(wrong).expect_err("it is wrong").to_string();
        assert!(message.len() < 600, "{} bytes: {message:.200}", message.len());
    }
    // Long keys and values are nothing wrong.
    let gazetteer = build(format!("key\tname\tnote\norg:{long}\tHall\t{long}\n")).expect("sound");
    assert_eq!(gazetteer.find("Hall")[0].attribute("note"), Some(long.as_str()));
}

/// A figure of the memory of this process, in bytes; 0 where the system does not tell.
fn memory(figure: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(figure)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).map_or(0, |kilobytes| kilobytes << 10)
}

/// Does the work and prints what it took; panics if it needed more than `most` times the bytes of its input.
fn weigh<T>(what: &str, bytes: usize, most: usize, work: impl FnOnce() -> T) -> T {
    // Linux forgets the peak so far; elsewhere both figures are 0 and only the outcome is tested.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (before, start) = (memory("VmRSS"), Instant::now());
    let result = work();
    let (time, memory) = (start.elapsed(), memory("VmHWM").saturating_sub(before));
    println!("{what}: {} MB in {time:.1?}, {:.1} bytes of memory a byte", bytes >> 20, memory as f64 / bytes as f64);
    assert!(memory <= most * bytes, "{what}: {} MB of memory for {} MB", memory >> 20, bytes >> 20);
    result
}

#[test]
#[ignore = "needs gigabytes and a minute"]
fn millions_of_rows_are_a_gazetteer() {
    let _alone = alone();
    for (name, rows) in
        [("persons", 5_000_000), ("marks", 2_000_000), ("no spaces", 1_000_000), ("whole sentences", 2_000_000)]
    {
        let (_, table, unit) = TABLES.iter().find(|(known, ..)| *known == name).expect("listed above");
        let table = table(rows);
        let bytes = table.len();
        let gazetteer = weigh(name, bytes, 40, || build(table).expect("sound"));
        assert_eq!(gazetteer.names(), rows);
        assert!(!gazetteer.find(unit).is_empty());
    }
}

#[test]
#[ignore = "needs gigabytes and a minute"]
fn a_line_of_a_hundred_megabytes_is_read_or_refused() {
    let _alone = alone();
    let long = "Hall ".repeat(20 << 20);
    for (what, table, sound) in [
        ("a name", format!("key\tname\norg:a\t{long}\n"), false),
        ("a header", format!("{long}\n"), false),
        ("a header of columns", "c\t".repeat(50 << 20), false),
        ("a row of cells", format!("key\tname\n{}", "c\t".repeat(50 << 20)), false),
        ("a value", format!("key\tname\tnote\norg:a\tHall\t{long}\n"), true),
        ("a key", format!("key\tname\norg:{long}\tHall\n"), true),
        ("a comment", format!("#{long}\nkey\tname\norg:a\tHall\n"), true),
    ] {
        let bytes = table.len();
        let built = weigh(what, bytes, 20, || build(table));
        assert_eq!(built.is_ok(), sound, "{what}: {:?}", built.map_err(|error| error.to_string()));
    }
}

#[test]
#[ignore = "needs gigabytes and a minute"]
fn tables_over_the_limit_are_refused_before_they_are_read() {
    let _alone = alone();
    let table = "a".repeat(MAX_GAZETTEER / 2 + 1);
    let error = Gazetteer::builder().tsv(table.clone()).tsv(table).build().expect_err("too much");
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains(&MAX_GAZETTEER.to_string()), "{error}");
}

#[test]
#[ignore = "needs gigabytes and a minute"]
fn a_text_beyond_the_reach_of_spans_is_searched_to_the_limit() {
    let _alone = alone();
    let gazetteer = build("key\tname\norg:a\tHall\n".into()).expect("sound");
    let mut text = "\n".repeat(MAX_TEXT - 10);
    text.push_str("Hall");
    text.extend(std::iter::repeat_n('\n', (4usize << 30) - text.len() + 10));
    text.push_str("Hall");
    assert_eq!(gazetteer.find(&text).len(), 1);
    let offsets = dixit::Offsets::new(&text);
    assert_eq!(offsets.line_column(u32::MAX).0, u32::MAX as usize - 3);
}
