//! The example `report`: what it counts, and that nothing of a corpus can run in its page.

#[path = "support/folder.rs"]
mod folder;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "../examples/report/main.rs"]
mod report;

use clap::Parser;
use folder::Folder;
use report::plot::{Columns, Period};
use report::{Arguments, report};
use std::collections::BTreeMap;

fn page(inputs: &[&str]) -> (String, Vec<String>) {
    let arguments = Arguments::parse_from(["report"].iter().chain(inputs));
    report(&arguments).expect("a report")
}

/// What stands in the rows of the table behind a heading, without the tags.
fn rows(page: &str, heading: &str) -> Vec<String> {
    let from = &page[page.find(&format!(">{heading}</h")).expect("the heading")..];
    let table = &from[from.find("<tbody>").expect("a table")..from.find("</tbody>").expect("an end")];
    let tag = regex::Regex::new("<[^>]*>").expect("a pattern");
    let plain =
        |row: &str| tag.replace_all(&row.replace("&nbsp;", " "), " ").split_whitespace().collect::<Vec<_>>().join(" ");
    table.split("<tr>").skip(1).map(plain).collect()
}

#[test]
fn speakers_countries_outlets_and_sentences_are_counted() {
    let folder = Folder::new("counted");
    let lines = [
        r#"{"doc": "one", "date": "2025-01-07", "text": "“A cable is a border, and Finland knows it,” Latvian Foreign Minister Ilze Kalniņa told Reuters."}"#,
        r#"{"doc": "two", "date": "Mon, 20 Jan 2025 08:00:00 +0100", "text": "“A cable is a border, and Finland knows it,” Ilze Kalniņa told the BBC."}"#,
        r#"{"doc": "three", "text": "“We will not wait for Russia,” said Oksana Hrytsenko, the infrastructure minister of Ukraine."}"#,
    ];
    folder.file("lines.jsonl", lines.join("\n"));
    let (page, errors) = page(&[&folder.0.to_string_lossy()]);
    assert!(errors.is_empty(), "{errors:?}");
    assert!(page.contains("3 articles from 2025-01-07 to 2025-01-20 with 3 quotations"));
    assert!(page.contains("2 of 3 articles have a date"));

    assert_eq!(
        rows(&page, "Who speaks most"),
        [
            "Ilze Kalniņa foreign minister (Latvia) 2 2 Finland 2 BBC 1 , Reuters 1",
            "Oksana Hrytsenko infrastructure minister (Ukraine) 1 1 Russia 1",
        ]
    );
    assert_eq!(
        rows(&page, "Countries that are spoken about"),
        ["Finland 2 Ilze Kalniņa 2", "Russia 1 Oksana Hrytsenko 1"]
    );
    assert_eq!(rows(&page, "Outlets"), ["BBC 1 Ilze Kalniņa 1", "Reuters 1 Ilze Kalniņa 1"]);
    assert_eq!(rows(&page, "By the speaker’s office"), ["minister 67% 2", "person without an office 33% 1"]);
    assert_eq!(rows(&page, "By country or body of that office").len(), 3);
    assert_eq!(rows(&page, "Over time").iter().filter(|row| row.ends_with("1 1 0")).count(), 2);

    // Quoted in two articles, both of which stand in the page.
    let quoted = &page[page.find("Sentences quoted most").expect("the list")..];
    let first = &quoted[quoted.find("<li>").expect("an item")..quoted.find("</li>").expect("an end")];
    assert!(first.contains("“A cable is a border, and Finland knows it”"), "{first}");
    for place in ["a0-q1", "a1-q1"] {
        assert!(first.contains(&format!("href=\"#{place}\"")), "{first}");
        assert!(page.contains(&format!("id=\"{place}\"")), "{place}");
    }
}

#[test]
fn an_empty_corpus_has_a_page() {
    let folder = Folder::new("empty");
    let (page, errors) = page(&[&folder.0.to_string_lossy()]);
    assert!(errors.is_empty());
    assert!(page.contains("0 articles") && page.contains("No article has a date."));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let folder = Folder::new("broken");
    folder.file("2024-05-06-good.txt", "“We have time,” said Anna Berg.".as_bytes());
    folder.file("latin1.txt", b"Caf\xe9");
    folder.file("lines.jsonl", b"{\"text\": 5}\n{\"text\": \"Nobody spoke.\", \"date\": \"soon\"}\n");
    let (page, errors) = page(&[&folder.0.to_string_lossy()]);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(page.contains("2 articles from 2024-05-06 to 2024-05-06"));
}

#[test]
fn a_corpus_cannot_run_anything() {
    let folder = Folder::new("hostile");
    let line = serde_json::json!({
        "doc": "\"><script>alert(1)</script>",
        "url": "javascript:alert(1)",
        "date": "2024-01-01\" onload=\"alert(1)",
        "text": "“</script><script>alert(1)</script> is what I would have said to them,” Anna <i>Berg</i> said.",
    });
    folder.file("lines.jsonl", line.to_string().as_bytes());
    let (page, _) = page(&[&folder.0.to_string_lossy()]);
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    for leaked in ["javascript:", "onload=\"", "<i>Berg"] {
        assert!(!page.contains(leaked), "{leaked}");
    }
}

#[test]
fn columns_fit_the_time_and_leave_nothing_out() {
    for (first, last, period, number) in [
        ("2024-02-27", "2024-03-02", Period::Day, 5),
        ("2025-01-07", "2025-03-18", Period::Week, 11),
        ("2023-01-31", "2024-02-01", Period::Month, 14),
        ("1999-12-31", "2024-01-01", Period::Year, 26),
        ("2024-01-01", "2024-01-01", Period::Day, 1),
    ] {
        let dates = [first, last].map(|date| date.parse().expect("a date"));
        let columns = Columns::new(dates[0], dates[1]);
        assert_eq!((columns.period(), columns.labels().len()), (period, number), "{first}");
        let counts = columns.counts(&BTreeMap::from(dates.map(|date| (date, 1))));
        assert_eq!(counts.iter().sum::<usize>(), BTreeMap::from(dates.map(|date| (date, 1))).len());
        assert!(counts[0] == 1 && counts[number - 1] == 1, "{counts:?}");
    }
}
