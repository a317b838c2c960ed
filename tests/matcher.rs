//! What a gazetteer promises: tables and their errors, merging, capitals, marks, scripts, overlaps, attributes.

use dixit::{CasePolicy, Entry, EntryKind, Error, ErrorKind, Gazetteer, Name, NameForm, Risk};
use proptest::prelude::*;

const HEADER: &str = "key\tname\tform\tcase\trisk\n";

fn table(rows: &str) -> Gazetteer {
    build(&format!("{HEADER}{rows}")).expect("a sound table")
}

fn build(text: &str) -> Result<Gazetteer, Error> {
    Gazetteer::builder().tsv(text).build()
}

/// (words, key) of everything in the text.
fn all<'t>(gazetteer: &Gazetteer, text: &'t str) -> Vec<(&'t str, String)> {
    gazetteer.find_overlapping(text).iter().map(|m| (m.span().of(text), m.key().to_owned())).collect()
}

/// The words that are found, without overlaps.
fn words<'t>(gazetteer: &Gazetteer, text: &'t str) -> Vec<&'t str> {
    gazetteer.find(text).iter().map(|m| m.span().of(text)).collect()
}

/// (line, column, message) of every problem.
fn problems(text: &str) -> Vec<(usize, usize, String)> {
    let error = build(text).expect_err(text);
    assert_eq!(error.kind(), ErrorKind::Gazetteer);
    error.problems().iter().map(|p| (p.line(), p.column(), p.message().to_owned())).collect()
}

/// Fails unless the table has exactly one problem, there, with these words in its message.
fn one_problem(text: &str, line: usize, column: usize, needles: &[&str]) {
    let found = problems(text);
    assert_eq!(found.len(), 1, "{found:?}");
    let (at, cell, message) = &found[0];
    assert_eq!((*at, *cell), (line, column), "{message}");
    for needle in needles {
        assert!(message.contains(needle), "{message:?} does not say {needle:?}");
    }
}

#[test]
fn a_table_without_its_header_is_refused() {
    one_problem("", 1, 0, &["empty", "key", "name"]);
    one_problem("\n\n", 1, 0, &["empty"]);
    one_problem("place:riga\tRiga\n", 1, 0, &["place:riga", "key", "name"]);
    one_problem("key\tform\nplace:riga\tname\n", 1, 0, &["name"]);
    one_problem("key\tname\tname\nplace:riga\tRiga\tRīga\n", 1, 3, &["repeated"]);
    one_problem("key\tname\t\nplace:riga\tRiga\tx\n", 1, 3, &["empty"]);
}

#[test]
fn rows_say_what_is_wrong_with_them() {
    let row = |cells: &str| format!("{HEADER}{cells}\n");
    one_problem(&row("place:riga\tRiga"), 2, 0, &["2 cells", "5"]);
    one_problem(&row("place:riga\tRiga\tname\t\t\textra"), 2, 0, &["6 cells"]);
    one_problem(&row("place:riga\t\tname\t\t"), 2, 2, &["name is empty"]);
    one_problem(&row("riga\tRiga\tname\t\t"), 2, 1, &["kind", "person:"]);
    one_problem(&row("planet:mars\tMars\tname\t\t"), 2, 1, &["kind"]);
    one_problem(&row("place:riga\tRiga\tnickname\t\t"), 2, 3, &["\"nickname\"", "alias"]);
    one_problem(&row("place:riga\tRiga\tname\tsmall\t"), 2, 4, &["\"small\"", "exact"]);
    one_problem(&row("place:riga\tRiga\tname\t\tword,river"), 2, 5, &["\"word,river\"", "place"]);
    one_problem(&row("place:riga\tRi\u{7}ga\tname\t\t"), 2, 2, &["control"]);
    one_problem(&row("place:riga\t---\tname\t\t"), 2, 2, &["no letter or digit"]);
    one_problem(&row(&format!("place:riga\t{}\tname\t\t", "Riga ".repeat(20_000))), 2, 2, &["99999 bytes", "1024"]);
    one_problem(&row("place:riga\tRiga\tname\t\t\nplace:riga\tRiga\talias\t\t"), 3, 2, &["\"Riga\"", "line 2"]);
    one_problem(&row("org:at\tA & T\tname\t\t\norg:at\tA & T\talias\t\t"), 3, 2, &["\"A & T\"", "line 2"]);
    one_problem("key\tkind\tname\nx:1\tplanet\tMars\n", 2, 2, &["\"planet\"", "person"]);
    one_problem(
        "key\tkind\tname\nx:1\tplace\tRiga\nx:1\tperson\tRiga Jones\n",
        3,
        1,
        &["place", "person", "another key"],
    );
}

#[test]
fn holders_name_entries_of_the_gazetteer() {
    let entries = "key\tname\nperson:braze\tBaiba Braže\noffice:minister\tminister\ncountry:LV\tLatvia\n";
    let with =
        |holders: &str| Gazetteer::builder().tsv(format!("person\toffice\tscope\tfrom\tto\n{holders}")).tsv(entries);
    // Tables come in any order, and a scope may be blank.
    let sound = "person:braze\toffice:minister\tcountry:LV\t2024\t\nperson:braze\toffice:minister\t\t\t\n";
    assert_eq!(with(sound).build().expect("sound").len(), 3);
    let error = with("person:b\toffice:m\tcountry:XX\t24x\t\nperson:b\toffice:minister\tcountry:XX\t\t\n").build();
    let error = error.expect_err("nothing of it is known");
    let found: Vec<_> = error.problems().iter().map(|p| (p.line(), p.column())).collect();
    assert_eq!(found, [(2, 4), (3, 1), (3, 3)], "{error}");
    assert!(error.problems()[0].message().contains("year") && error.problems()[2].message().contains("country:XX"));
}

#[test]
fn all_problems_are_told_with_path_and_line() {
    let path = std::env::temp_dir().join(format!("dixit-matcher-{}.tsv", std::process::id()));
    std::fs::write(&path, format!("{HEADER}place:riga\tRiga\tnam\t\t\nplace:oslo\tOslo\tname\t\t\nplace:bonn\n"))
        .expect("written");
    let built = Gazetteer::builder().tsv_file(&path).expect("read").tsv(format!("{HEADER}x\ty\t\t\t\n")).build();
    let error = built.expect_err("three faulty rows");
    std::fs::remove_file(&path).expect("removed");
    let places: Vec<_> = error.problems().iter().map(|p| (p.path().is_some(), p.line())).collect();
    assert_eq!(places, [(true, 2), (true, 4), (false, 2)]);
    assert_eq!(error.problems()[0].path(), Some(path.as_path()));
    let text = error.to_string();
    assert!(text.contains(&path.display().to_string()) && text.contains('4'), "{text}");

    let absent = Gazetteer::builder().tsv_file("no/such/table.tsv").expect_err("absent");
    assert_eq!(absent.kind(), ErrorKind::Io);
    assert!(absent.to_string().contains("table.tsv"), "{absent}");
    let bytes: &[u8] = b"key\tname\nplace:riga\tR\xFFga\n";
    assert_eq!(Gazetteer::builder().tsv_reader(bytes).expect_err("no UTF-8").kind(), ErrorKind::Encoding);
}

#[test]
fn tables_come_as_editors_write_them() {
    let odd = "\u{FEFF}key\tname\tform\r\n# a remark\r\n\r\nplace:riga\t Riga \tname\r\nplace:oslo\tOslo\t";
    let gazetteer = Gazetteer::builder().tsv_reader(odd.as_bytes()).expect("read").build().expect("sound");
    assert_eq!(words(&gazetteer, "From Riga to Oslo"), ["Riga", "Oslo"]);
    // A key may be left to the kind and the name.
    let keyless = build("kind\tname\nplace\tRiga\n").expect("sound");
    assert_eq!(keyless.find("Riga")[0].key(), "place:Riga");
    assert!(build("key\tname\n").expect("no rows are no fault").is_empty());
}

#[test]
fn the_last_source_says_how_a_name_is_matched() {
    let base = "key\tname\tform\tcase\trisk\tcity\norg:who\tWHO\tabbreviation\texact\t\tGeneva\n";
    let mine = "key\tname\tform\tcase\trisk\tcity\torgan\norg:who\tWHO\talias\tany\tword\tVienna\tyes\norg:who\tWatch House\t\t\t\t\t\n";
    let first = build(base).expect("sound");
    assert!(first.find("who says so").is_empty());
    for merged in [
        Gazetteer::builder().tsv(base).tsv(mine).build(),
        Gazetteer::builder().merge(&first).tsv(mine).build(),
        Gazetteer::builder().merge(&first).merge(&build(mine).expect("sound")).build(),
    ] {
        let merged = merged.expect("sound");
        assert_eq!((merged.len(), merged.names()), (1, 2));
        let found = merged.find("who says so");
        let hit = found[0];
        assert_eq!((hit.form(), hit.risk()), (NameForm::Alias, Risk::WORD));
        assert_eq!((hit.attribute("city"), hit.attribute("organ")), (Some("Vienna"), Some("yes")));
        assert_eq!(merged.find("the Watch House")[0].key(), "org:who");
    }
    // The other way round the older rule holds again.
    let back = Gazetteer::builder().tsv(mine).tsv(base).build().expect("sound");
    assert!(back.find("who says so").is_empty());
    assert_eq!(back.find("WHO says so")[0].attribute("city"), Some("Geneva"));
}

#[test]
fn of_two_readings_the_first_listed_is_taken() {
    let gazetteer = table("country:GE\tGeorgia\t\t\tplace\nplace:georgia\tGeorgia\t\t\tplace\n");
    assert_eq!(gazetteer.find("in Georgia")[0].key(), "country:GE");
    assert_eq!(gazetteer.find_overlapping("in Georgia").len(), 2);
}

#[test]
fn every_conflict_is_told_and_the_first_entry_taken() {
    let rows = "place:york\tYork\t\t\t\nplace:york-me\tYork\t\t\t\nplace:york-pa\tYórk\t\t\t\nperson:york\tYork\tsurname\t\t\n\
                org:at\tA&T\t\t\t\norg:at-2\tA&T\t\t\t\n";
    let gazetteer = table(rows);
    let told: Vec<_> = gazetteer.conflicts().map(|c| (c.line(), c.column(), c.message().to_owned())).collect();
    let places: Vec<_> = told.iter().map(|&(line, column, _)| (line, column)).collect();
    // A person is told from a place by the kind.
    assert_eq!(places, [(3, 2), (4, 2), (7, 2)], "{told:?}");
    assert!(told[0].2.contains("\"York\"") && told[0].2.contains("place:york") && told[0].2.contains("line 2"));
    assert!(told[1].2.contains("\"Yórk\"") && told[2].2.contains("org:at"));
    assert_eq!(gazetteer.find("in York")[0].key(), "place:york");
    assert_eq!(gazetteer.find("at A&T")[0].key(), "org:at");

    // A rule, or another source: no conflict.
    for rows in [
        "place:york\tYork\t\t\tplace\nplace:york-me\tYork\t\t\tplace\n",
        "country:CG\tCongo\t\t\t\ncountry:CD\tCongo\tformer\t\t\n",
        "org:who\tWHO\t\texact\t\norg:who-2\tWho\t\t\t\n",
    ] {
        assert_eq!(table(rows).conflicts().len(), 0, "{rows}");
    }
    let one = |key: &str| format!("key\tname\n{key}\tYork\n");
    let two = Gazetteer::builder().tsv(one("place:a")).tsv(one("place:b")).build().expect("sound");
    assert_eq!((two.conflicts().len(), two.find("York")[0].key()), (0, "place:a"));
}

#[test]
fn keys_are_told_apart_as_they_are_written() {
    let gazetteer = build("kind\tname\nplace\tJose\nplace\tJosé\nplace\tJOSE\n").expect("three keys");
    assert_eq!(gazetteer.len(), 3);
    let keys: Vec<_> = all(&gazetteer, "JOSE").into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["place:Jose", "place:José", "place:JOSE"]);
}

#[test]
fn attributes_come_back_by_key() {
    let gazetteer = build("key\tname\tcity\torgan\norg:who\tWHO\tGeneva\t\n").expect("sound");
    assert_eq!(gazetteer.attribute("org:who", "city"), Some("Geneva"));
    let absent = [("org:who", "organ"), ("org:who", "name"), ("org:who", "river"), ("org:Who", "city"), ("", "")];
    for (key, column) in absent {
        assert_eq!(gazetteer.attribute(key, column), None, "{key} {column}");
    }
}

#[test]
fn the_fingerprint_tells_the_content() {
    let base =
        "key\tname\tform\tcase\trisk\tcity\norg:who\tWHO\tabbreviation\texact\tword\tGeneva\norg:who\tWatch\t\t\t\t\n";
    let print = |text: &str| build(text).expect("sound").fingerprint();
    // Pinned: it must be the same on every platform.
    assert_eq!(print(base), 9_835_759_083_254_747_459);
    assert_eq!(print(base), print(&base.replace('\n', "\r\n")));
    let first = build(base).expect("sound");
    assert_eq!(Gazetteer::builder().merge(&first).build().expect("sound").fingerprint(), first.fingerprint());
    let entry = Entry::new(EntryKind::Organization, "org:who", "WHO").attribute("city", "Geneva");
    let other = Gazetteer::builder().entry(entry).build().expect("sound");
    let changes = [
        ("WHO", "WHA"),
        ("org:who", "org:wha"),
        ("exact", "any"),
        ("word", "place"),
        ("Geneva", "Vienna"),
        ("city", "town"),
    ];
    let changed = changes.map(|(from, to)| print(&base.replacen(from, to, 9)));
    let swapped = "key\tname\norg:who\tWatch\norg:who\tWHO\n";
    let all: std::collections::HashSet<u64> =
        changed.into_iter().chain([print(base), other.fingerprint(), print(swapped)]).collect();
    assert_eq!(all.len(), changes.len() + 3);
    let holders = |year: &str| {
        let entries = "key\tname\nperson:a\tAda Osei\noffice:m\tminister\n";
        let held = format!("person\toffice\tscope\tfrom\tto\nperson:a\toffice:m\t\t{year}\t\n");
        Gazetteer::builder().tsv(entries).tsv(held).build().expect("sound").fingerprint()
    };
    assert_ne!(holders("2023"), holders("2024"));
}

#[test]
fn many_entries_of_one_name_are_one_find() {
    let entry = |number: usize| Entry::new(EntryKind::Person, format!("person:{number}"), "Anna Lind");
    let gazetteer = Gazetteer::builder().entries((0..1_000).map(entry)).build().expect("sound");
    assert_eq!(gazetteer.find_overlapping("Anna Lind").len(), 1_000);
    let text = "Anna Lind met Anna Lind. ".repeat(1_000);
    assert_eq!(gazetteer.find(&text).len(), 2_000);
    assert!(gazetteer.find(&text).iter().all(|hit| hit.key() == "person:0"));
}

#[test]
fn capitals_of_the_list_are_capitals_of_the_text() {
    let gazetteer = table(
        "office:minister\tminister of war\t\t\t\nplace:nice\tNice\t\t\t\nbody:WHO\tWHO\tabbreviation\texact\t\n\
         org:pump\tPump Hall\t\tany\t\n",
    );
    let found = |text| words(&gazetteer, text).len();
    let cases = [
        ("the minister of war", 1),
        ("the Minister of War", 1),
        ("THE MINISTER OF WAR", 1),
        ("a nice town", 0),
        ("NICE, France", 1),
        ("who knows", 0),
        ("Who knows", 0),
        ("the WHO knows", 1),
        ("a pump hall", 1),
        ("a pUMP hALL", 1),
    ];
    for (text, count) in cases {
        assert_eq!(found(text), count, "{text}");
    }
}

#[test]
fn overlaps_are_kept_or_resolved() {
    let gazetteer = table(
        "place:york\tYork\t\t\t\nplace:new-york\tNew York\t\t\t\norg:nyt\tNew York Times\t\t\t\norg:times\tTimes\t\t\t\n\
         org:tim\tYork Tim\t\t\t\n",
    );
    let text = "The New York Times of York";
    let keys: Vec<_> = all(&gazetteer, text).into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["org:nyt", "place:new-york", "place:york", "org:times", "place:york"]);
    assert_eq!(words(&gazetteer, text), ["New York Times", "York"]);
    // A longer name that does not end well loses nothing.
    assert_eq!(words(&gazetteer, "New York Timber"), ["New York"]);
    assert!(words(&gazetteer, "Yorkshire and NewYork").is_empty());
}

#[test]
fn marks_are_part_of_a_name() {
    let gazetteer = table(
        "org:att\tAT&T\t\t\t\nbody:opec+\tOPEC+\t\t\t\nbody:opec\tOPEC\t\t\t\noutlet:p12\tPágina/12\t\t\t\n\
         org:workers\tWorkers' Party\t\t\t\nplace:athens\tAthens, Georgia\t\t\t\norg:yahoo\tYahoo!\t\t\t\norg:nd\t'Ndrangheta\t\t\t\n",
    );
    let cases: [(&str, &[&str]); 14] = [
        ("AT&T said so", &["AT&T"]),
        ("BATT&T or AT&TX", &[]),
        ("OPEC+ met, OPEC did not", &["OPEC+", "OPEC"]),
        ("PÁGINA/12 wrote", &["PÁGINA/12"]),
        ("Pa\u{301}gina/12 wrote", &["Pa\u{301}gina/12"]),
        ("Pagina/12 wrote, Pagina 12 did not", &["Pagina/12"]),
        ("the Workers’ Party", &["Workers’ Party"]),
        ("the WORKERS' PARTY", &["WORKERS' PARTY"]),
        ("the Workers\u{A0}Party", &[]),
        ("in Athens,\u{A0}Georgia.", &["Athens,\u{A0}Georgia"]),
        ("in Athens,\nGeorgia", &[]),
        ("in Athens. Georgia", &[]),
        ("Yahoo! rose, Yahoo fell", &["Yahoo!"]),
        ("the ’Ndrangheta and the Ndrangheta", &["’Ndrangheta"]),
    ];
    for (text, found) in cases {
        assert_eq!(words(&gazetteer, text), found, "{text}");
    }
}

#[test]
fn spaces_hyphens_apostrophes_and_accents_vary() {
    let gazetteer = table(
        "person:ban\tBan Ki-moon\t\t\t\nperson:braze\tBaiba Braže\t\t\t\nperson:obrien\tKeith O'Brien\t\t\t\n\
         place:saint\tSaint Pierre\t\t\t\nperson:assad\tBashar al-Assad\t\t\t\ncountry:TR\tTürkiye\t\t\t\n",
    );
    for text in ["Ban Ki-moon", "Ban Ki Moon", "Ban\u{A0}Ki\u{2011}moon", "Ban  Ki-moon", "Ban Ki-Moon", "BAN KI-MOON"]
    {
        assert_eq!(words(&gazetteer, text), [text]);
    }
    for text in ["Baiba Braže", "Baiba Braz\u{30C}e", "Baiba Braze", "BAIBA BRAŽE", "Bai\u{AD}ba Braže"] {
        assert_eq!(words(&gazetteer, text), [text]);
    }
    for text in
        ["Keith O'Brien", "Keith O’Brien", "KEITH O’BRIEN", "Saint-Pierre", "Bashar al Assad", "Bashar Al-Assad"]
    {
        assert_eq!(words(&gazetteer, text), [text]);
    }
    // Folding moves bytes; spans are those of the text.
    let text = "İİİ TÜRKİYE ’ Türkiye";
    assert_eq!(words(&gazetteer, text), ["TÜRKİYE", "Türkiye"]);
    // The possessive is not part of the name.
    assert_eq!(words(&gazetteer, "Baiba Braže’s visit"), ["Baiba Braže"]);
    assert!(words(&gazetteer, "Ban\nKi-moon").is_empty());
}

#[test]
fn every_script_has_its_own_words() {
    let gazetteer = table(
        "person:xi\t习近平\t\t\t\nplace:tokyo\t東京\t\t\t\nplace:thai\tกรุงเทพ\t\t\t\nperson:zel\tВолодимир Зеленський\t\t\t\n\
         place:cairo\tالقاهرة\t\t\t\nplace:seoul\t서울\t\t\t\nplace:athens\tΑθήνα\t\t\t\nplace:delhi\tदिल्ली\t\t\t\n",
    );
    let cases = [
        ("主席习近平在北京说", vec!["习近平"]),
        ("東京都は", vec!["東京"]),
        ("เขาไปกรุงเทพเมื่อวาน", vec!["กรุงเทพ"]),
        ("Президент Володимир Зеленський сказав", vec!["Володимир Зеленський"]),
        ("ПРЕЗИДЕНТ ВОЛОДИМИР ЗЕЛЕНСЬКИЙ", vec!["ВОЛОДИМИР ЗЕЛЕНСЬКИЙ"]),
        ("في القاهرة، أمس", vec!["القاهرة"]),
        ("정부는 서울 에서", vec!["서울"]),
        ("στην ΑΘΉΝΑ και Αθήνα", vec!["ΑΘΉΝΑ", "Αθήνα"]),
        ("वह दिल्ली में", vec!["दिल्ली"]),
        ("Зеленськийка", vec![]),
    ];
    for (text, found) in cases {
        assert_eq!(words(&gazetteer, text), found, "{text}");
    }
}

#[test]
fn entries_from_code_are_those_of_a_table() {
    let entry = Entry::new(EntryKind::Place, "place:riga", "Riga")
        .name(Name::new("Rīga", NameForm::Foreign).risk(Risk::PERSON.and(Risk::WORD)))
        .name(Name::new("the port", NameForm::Alias).case(CasePolicy::Any))
        .attribute("river", "Daugava");
    let code = Gazetteer::builder().entry(entry.clone()).entries([entry]).build().expect("the same entry twice is one");
    let read = build(
        "key\tname\tform\tcase\trisk\triver\nplace:riga\tRiga\tname\t\t\tDaugava\n\
         place:riga\tRīga\tforeign\t\tperson,word\t\nplace:riga\tthe port\talias\tany\t\t\n",
    );
    let text = "The Port of Riga";
    let describe = |gazetteer: &Gazetteer| -> Vec<String> {
        let found = gazetteer.find_overlapping(text);
        let each = found.iter().map(|m| {
            let span = m.span().of(text);
            format!("{span} {} {} {:?} {:?} {:?}", m.key(), m.name(), m.kind(), m.form(), m.attribute("river"))
        });
        each.collect()
    };
    let read = read.expect("sound");
    assert_eq!(describe(&code), describe(&read));
    assert_eq!(describe(&code).len(), 3, "Riga is Rīga as well");
    assert_eq!(code.find("Riga")[0].attribute("absent"), None);
    assert!(code.clone().find("nothing of the kind").is_empty());
}

#[test]
fn a_gazetteer_shows_its_size_and_not_its_names() {
    let shown = format!("{:?}", table("place:riga\tRiga\t\t\t\nplace:riga\tRīga\talias\t\t\n"));
    assert_eq!(shown, "Gazetteer { entries: 1, names: 2 }");
}

#[test]
fn risks_are_sets() {
    let both = Risk::PERSON.and(Risk::PLACE);
    assert!(both.has(Risk::PLACE) && both.has(Risk::NONE) && !both.has(Risk::WORD) && !Risk::NONE.has(Risk::ORG));
}

#[test]
fn a_table_may_not_be_wider_than_a_table_is() {
    let wide: Vec<String> = (0..1000).map(|number| format!("column{number}")).collect();
    one_problem(&format!("key\tname\t{}\n", wide.join("\t")), 1, 0, &["1002 columns", "1000"]);
}

#[test]
fn a_gazetteer_is_shared_between_threads() {
    let gazetteer = table("place:riga\tRiga\t\t\t\n");
    let count = |gazetteer: Gazetteer| move || gazetteer.find("Riga, Riga").len();
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(count(gazetteer.clone()))).collect();
    assert!(threads.into_iter().all(|thread| thread.join().expect("no panic") == 2));
}

/// Few short words, so that names meet, repeat and nest.
fn word() -> impl Strategy<Value = String> {
    proptest::sample::select(vec!["ab", "Ab", "AB", "cd", "Cd", "éf", "Éf", "ef", "gh"]).prop_map(str::to_owned)
}

fn name() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(word(), 1..4)
}

/// Words with what stands before each.
fn text() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let gap = proptest::sample::select(vec![" ", " ", " ", "\u{A0}", "-", "\n", ", ", " “"]);
    proptest::collection::vec((gap, word()), 0..25)
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('é', "e")
}

/// The obvious way: every name at every word.
fn naive(names: &[Vec<String>], text: &[(&str, String)]) -> Vec<(usize, usize, usize)> {
    let joins = |gap: &str| matches!(gap, " " | "\u{A0}" | "-");
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut found = Vec::new();
    for start in 0..text.len() {
        for (number, name) in names.iter().enumerate() {
            let Some(window) = text.get(start..start + name.len()) else { continue };
            let same = window.iter().zip(name).all(|((_, a), b)| plain(a) == plain(b) && (capital(a) || !capital(b)));
            if same && window[1..].iter().all(|(gap, _)| joins(gap)) {
                found.push((start, start + name.len(), number));
            }
        }
    }
    found.sort_by_key(|&(start, end, number)| (start, std::cmp::Reverse(end), number));
    found
}

proptest! {
    #[test]
    fn the_matcher_finds_what_the_obvious_one_finds(
        names in proptest::collection::vec(name(), 1..12),
        text in text(),
    ) {
        let entry = |(number, name): (usize, &Vec<String>)| {
            Entry::new(EntryKind::Other, format!("other:{number}"), name.join(" "))
        };
        let gazetteer = Gazetteer::builder().entries(names.iter().enumerate().map(entry)).build().expect("sound");
        let (mut written, mut places) = (String::new(), Vec::new());
        for (gap, word) in &text {
            written.push_str(gap);
            places.push((written.len(), written.len() + word.len()));
            written.push_str(word);
        }
        let expected: Vec<_> = naive(&names, &text)
            .into_iter()
            .map(|(start, end, number)| (places[start].0, places[end - 1].1, format!("other:{number}")))
            .collect();
        let found: Vec<_> = gazetteer
            .find_overlapping(&written)
            .iter()
            .map(|m| (m.span().start as usize, m.span().end as usize, m.key().to_owned()))
            .collect();
        prop_assert_eq!(&found, &expected);

        // Without overlaps: from left to right the longest, the first listed.
        let mut free = 0;
        let mut chosen = expected;
        chosen.retain(|&(start, end, _)| {
            let fits = start >= free;
            free = if fits { end } else { free };
            fits
        });
        let taken: Vec<_> = gazetteer
            .find(&written)
            .iter()
            .map(|m| (m.span().start as usize, m.span().end as usize, m.key().to_owned()))
            .collect();
        prop_assert_eq!(taken, chosen);
    }

    #[test]
    fn any_table_is_read_or_refused(text in "(key|name|form|\t|\n|\r|:|#|person:a|place:b|A|é|習|&|\u{7}|x){0,60}") {
        match build(&text) {
            Ok(gazetteer) => prop_assert!(gazetteer.len() <= gazetteer.names()),
            Err(error) => prop_assert!(!error.to_string().is_empty() && !error.problems().is_empty()),
        }
    }

    #[test]
    fn every_name_finds_itself_between_other_words(name in "[A-Za-zéßøŁ0-9&+'’/,.() -]{1,20}") {
        prop_assume!(name.chars().any(char::is_alphanumeric));
        let name = name.trim().to_owned();
        let entry = Entry::new(EntryKind::Other, "other:it", name.as_str());
        let gazetteer = Gazetteer::builder().entry(entry).build().expect("sound");
        let text = format!("{name}\n");
        let found = gazetteer.find_overlapping(&text);
        prop_assert!(!found.is_empty(), "{:?}", name);
    }
}
