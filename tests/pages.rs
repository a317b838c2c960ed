//! What the examples `html` and `report` make pages of. How the pages look and behave is tested in `tests/browser`.

#[allow(dead_code, unused_imports, reason = "the examples use the rest")]
#[path = "../examples/support/page/mod.rs"]
mod page;

use dixit::{Extractor, Span};
use minijinja::{context, value::Serde};
use page::{Article, Step, paragraphs, steps};
use proptest::prelude::*;

/// The steps as text: `[0` where mark 0 opens, `0]` where it closes.
fn shown(text: &str, part: Span, marks: &[(u32, u32)]) -> String {
    let marks: Vec<_> = marks.iter().map(|&(start, end)| Span::new(start, end)).collect();
    let step = |step: Step| match step {
        Step::Open(number) => format!("[{number}"),
        Step::Text(span) => span.of(text).to_owned(),
        Step::Close(number) => format!("{number}]"),
    };
    steps(part, &marks).into_iter().map(step).collect()
}

#[test]
fn marks_nest_and_cross() {
    for (marks, expected) in [
        (&[][..], "abcdefgh"),
        (&[(0, 8)], "[0abcdefgh0]"),
        (&[(0, 4), (4, 8)], "[0abcd0][1efgh1]"),
        (&[(2, 4), (0, 6)], "[1ab[0cd0]ef1]gh"),
        (&[(0, 4), (0, 4)], "[0[1abcd1]0]efgh"),
        (&[(0, 4), (2, 6)], "[0ab[1cd1]0][1ef1]gh"),
        (&[(0, 3), (1, 5), (2, 7)], "[0a[1b[2c2]1]0][2[1de1]fg2]h"),
        (&[(3, 3)], "abcdefgh"),
    ] {
        assert_eq!(shown("abcdefgh", Span::new(0, 8), marks), expected, "{marks:?}");
    }
    assert_eq!(shown("abcdefgh", Span::new(2, 5), &[(0, 3), (4, 8)]), "[0c0]d[1e1]");
}

#[test]
fn blank_lines_separate_paragraphs_and_else_lines_do() {
    let words = |text: &'static str| paragraphs(text).into_iter().map(|span| span.of(text)).collect::<Vec<_>>();
    assert_eq!(words("one\ntwo\n\n  three \r\n\r\n"), ["one\ntwo", "three"]);
    assert_eq!(words("\n\none\ntwo\n"), ["one", "two"]);
    assert!(words(" \n\n").is_empty());
}

#[test]
fn the_page_marks_the_text_and_nothing_of_it_runs() {
    let text = "<script>alert(1)</script> & so on\n\n\
                “</script><img src=x onerror=alert(1)>,” Foreign Minister Anna Berg of Norway told Reuters.\n\n\
                \"We will not,\" she said.";
    let document = Extractor::builder().build().expect("bundled names").extract(text);
    let article = Article::new(1, "\"><b>.txt".to_owned(), &document, text);
    let template = include_str!("../examples/support/page/articles.html");
    let page =
        page::render(template, "", context! { title => "</title><b>", articles => Serde([article]) }).expect("a page");

    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("<title>").count(), 1);
    for leaked in ["<img", "<b>.txt", "</title><b>"] {
        assert!(!page.contains(leaked), "{leaked}");
    }
    for shown in [
        "&lt;script&gt;alert(1)&lt;&#x2f;script&gt; &amp; so on",
        "data-is=\"a1-person-0\" title=\"Anna Berg; foreign minister (Norway)",
        "id=\"a1-q2\" data-speaker=\"a1-person-0\"",
    ] {
        assert!(page.contains(shown), "{shown}\n{page}");
    }
}

/// A record as a later version may write it: everything that the page shows of a quotation.
#[test]
fn whatever_a_record_holds_is_shown() {
    let text = "Anna Berg told Jonas Lund on the radio that it would rain.";
    let record = serde_json::json!({
        "schema": 1,
        "people": [{ "name": "Anna Berg", "mentions": [{ "span": { "start": 0, "end": 9 }, "form": "full" }] }],
        "quotes": [{
            "span": { "start": 44, "end": 57 }, "content": [{ "start": 44, "end": 57 }], "kind": "indirect",
            "cue": { "start": 10, "end": 14 }, "via": { "start": 29, "end": 38 },
            "speaker": { "type": "person", "person": 0, "mention": { "start": 0, "end": 9 } },
            "addressee": { "type": "other", "mention": { "start": 15, "end": 25 } },
            "alternatives": [{ "confidence": 0.25 }],
            "confidence": 0.5, "evidence": { "pattern": "source-cue-quote" },
        }],
    });
    let document = serde_json::from_value(record).expect("a document");
    let article = Article::new(1, "rain".to_owned(), &document, text);
    let template = include_str!("../examples/support/page/articles.html");
    let page = page::render(template, "", context! { title => "rain", articles => Serde([article]) }).expect("a page");
    for shown in [
        "<span class=\"quote indirect\" data-for=\"a1-q1\">it would rain</span>",
        "<blockquote>it would rain</blockquote>",
        "<dt>To</dt><dd>Jonas Lund</dd>",
        "<dt>Outlet</dt><dd>the radio</dd>",
        "<dt>Or perhaps</dt><dd>nobody, 0.25</dd>",
        "<dt>Confidence</dt><dd>0.50, perhaps</dd>",
        "<span class=\"muted\">pattern</span> source-cue-quote",
        "to Jonas Lund</span><span class=\"line\">through the radio",
    ] {
        assert!(page.contains(shown), "{shown}\n{page}");
    }
}

proptest! {
    /// Whatever the marks: the text is there once and whole, elements nest, and each mark covers its words.
    #[test]
    fn steps_hold_the_whole_text(marks in prop::collection::vec((0u32..40, 0u32..40), 0..12), start in 0u32..20, len in 0u32..20) {
        let part = Span::new(start, start + len);
        let marks: Vec<_> = marks.iter().map(|&(a, b)| Span::new(a.min(b), a.max(b))).collect();
        let (mut at, mut open) = (part.start, Vec::new());
        let mut covered = vec![0; marks.len()];
        for step in steps(part, &marks) {
            match step {
                Step::Open(number) => open.push(number),
                Step::Close(number) => prop_assert_eq!(open.pop(), Some(number)),
                Step::Text(span) => {
                    prop_assert_eq!(span.start, at);
                    at = span.end;
                    open.iter().for_each(|&number| covered[number] += span.len());
                }
            }
        }
        prop_assert_eq!(at, part.end);
        prop_assert!(open.is_empty());
        for (mark, covered) in marks.iter().zip(covered) {
            let inside = Span::new(mark.start.max(part.start), mark.end.min(part.end));
            prop_assert_eq!(covered, inside.len());
        }
    }
}
