//! The bundled tables keep their format, agree with each other, and every name in them finds itself.

use dixit::{Gazetteer, GazetteerBuilder};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Every table and its header.
const HEADERS: [(&str, &str); 38] = [
    ("abbreviations.tsv", "abbreviation class ends"),
    ("bodies.tsv", "key name form case risk class"),
    ("boilerplate.tsv", "class shape"),
    ("capitals.tsv", "word class"),
    ("check/holders_2023_2026.tsv", "scope name title year"),
    ("compiled/countries.tsv", "key name form case risk iso3"),
    ("compiled/country_names.tsv", "key name form case risk language"),
    ("cue_rates.tsv", "word uses cue"),
    ("tags.tsv", "word tag only"),
    ("compiled/cues.tsv", "form lemma pos class count quoted side"),
    ("compiled/holders.tsv", "person office scope from to"),
    ("compiled/holders_historic.tsv", "person office scope from to"),
    ("compiled/names.tsv", "name given family sex word"),
    ("compiled/people.tsv", "key name form case risk surname sex wikidata"),
    ("compiled/people_historic.tsv", "key name form case risk surname sex wikidata"),
    ("compiled/roles.tsv", "role number sex class"),
    ("compiled/vocabulary.tsv", "word rank"),
    ("countries.tsv", "key name form case risk iso3"),
    ("cues.tsv", "form lemma pos class count quoted side"),
    ("family_first.tsv", "surname culture"),
    ("heads.tsv", "word class position"),
    ("holders_east.tsv", "person office scope from to"),
    ("holders_west.tsv", "person office scope from to"),
    ("name_affixes.tsv", "affix side kind culture"),
    ("names.tsv", "name given family sex word"),
    ("offices.tsv", "key name form case risk class portfolio scope"),
    ("outlets.tsv", "key name form case risk country class"),
    ("people_east.tsv", "key name form case risk surname sex"),
    ("people_west.tsv", "key name form case risk surname sex"),
    ("places.tsv", "key name form case risk country"),
    ("quotation_context.tsv", "word class"),
    ("roles.tsv", "role number sex class"),
    ("words.tsv", "word class note"),
    ("words_titles.tsv", "word class note"),
    // The tables of the compiler that others read as well.
    ("compiler/data/letters.tsv", "letter fold"),
    ("compiler/data/people_misplaced.tsv", "country word belongs"),
    ("compiler/data/people_same_as.tsv", "name country key"),
    ("compiler/data/not_names.tsv", "word"),
];

/// Tables in which a curly apostrophe is data: shapes of lines, and letters to be folded.
const CURLY: [&str; 2] = ["boilerplate.tsv", "compiler/data/letters.tsv"];

/// ISO 3166-1.
const ISO: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW \
    BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO \
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS \
    MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU \
    RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA \
    UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

struct Table {
    file: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn cell<'t>(&self, row: &'t [String], column: &str) -> &'t str {
        self.columns.iter().position(|name| name == column).map_or("", |at| &row[at])
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers")
}

fn text(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn read(file: &'static str) -> Table {
    parse(file, &text(file))
}

fn parse(file: &'static str, text: &str) -> Table {
    let mut lines = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    Table { file, columns: lines.next().expect("a header"), rows: lines.collect() }
}

/// The bundled tables: those of holders, or all others.
fn bundled(holders: bool) -> Vec<Table> {
    let tables = Gazetteer::bundled_tables().filter(|(file, _)| file.contains("holders") == holders);
    tables.map(|(file, text)| parse(file, text)).collect()
}

static ENTRY_TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| bundled(false));
static HOLDER_TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| bundled(true));
static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::bundled().expect("well formed"));

/// Every row of a table of names: the table and the row.
fn entry_rows() -> impl Iterator<Item = (&'static Table, &'static [String])> {
    ENTRY_TABLES.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row.as_slice())))
}

fn keys() -> HashSet<&'static str> {
    entry_rows().map(|(table, row)| table.cell(row, "key")).collect()
}

/// Fails with all complaints, not only the first.
fn none(what: &str, complaints: Vec<String>) {
    let shown: Vec<_> = complaints.iter().take(40).map(String::as_str).collect();
    assert!(complaints.is_empty(), "{} {what}:\n{}", complaints.len(), shown.join("\n"));
}

#[test]
fn every_table_has_its_header_and_no_table_is_unknown() {
    let known: BTreeMap<&str, &str> = HEADERS.into();
    let mut found = BTreeSet::new();
    for under in ["", "compiled", "check"] {
        for file in std::fs::read_dir(folder().join(under)).expect("a folder") {
            let name = file.expect("an entry").file_name().to_string_lossy().into_owned();
            if name.ends_with(".tsv") && !name.starts_with("weights_") {
                found.insert(if under.is_empty() { name } else { format!("{under}/{name}") });
            }
        }
    }
    let unknown = found.iter().filter(|file| !known.contains_key(file.as_str())).cloned().collect();
    none("tables without a header in this test", unknown);
    let wrong = HEADERS.iter().filter(|(file, header)| text(file).lines().next() != Some(&header.replace(' ', "\t")));
    none("tables with another header", wrong.map(|(file, _)| (*file).to_owned()).collect());
}

#[test]
fn rows_are_sorted_clean_and_as_wide_as_their_header() {
    let mut complaints = Vec::new();
    for (file, _) in HEADERS {
        let text = text(file);
        let width = text.lines().next().map_or(0, |header| header.split('\t').count());
        assert!(text.ends_with('\n') && !text.contains('\r'), "{file}: lines end with a line feed alone");
        let mut before = "";
        for (number, line) in text.lines().enumerate().skip(1) {
            let cells = line.split('\t');
            let bad = [
                (line.split('\t').count() != width, "another number of cells than the header"),
                (line <= before, "not sorted, or the same as the row before"),
                (cells.clone().any(|cell| cell.trim() != cell || cell.contains("  ")), "a stray space"),
                (!is_nfc(line), "not in the composed form (NFC)"),
                (line.contains(['\u{A0}', '\u{200B}', '\u{FEFF}', '\u{AD}']), "an invisible character"),
                (line.contains('’') && !CURLY.contains(&file), "a curly apostrophe"),
            ];
            let found = bad.into_iter().filter(|(bad, _)| *bad);
            complaints.extend(found.map(|(_, what)| format!("{file}:{}: {what}: {line}", number + 1)));
            before = line;
        }
    }
    none("rows", complaints);
}

#[test]
fn bundled_tables_are_those_of_the_repository() {
    let changed = Gazetteer::bundled_tables().filter(|(file, bundled)| text(file) != *bundled);
    none("tables that differ from their files", changed.map(|(file, _)| file.to_owned()).collect());
    let conflicts = GAZETTEER.conflicts().map(|conflict| conflict.to_string()).collect();
    none("names that two entries of one kind share in one table", conflicts);
}

#[test]
fn tables_that_are_not_bundled_join_the_others() {
    let with = |files: &[&str]| {
        let start = Gazetteer::builder().merge(&GAZETTEER);
        let add = |builder: GazetteerBuilder, file: &&str| builder.tsv_file(folder().join(file)).expect("a table");
        files.iter().fold(start, add).build().unwrap_or_else(|error| panic!("{files:?}: {error}"))
    };
    let names = with(&["compiled/country_names.tsv"]);
    for (text, key) in [
        ("aus Lettland", "country:LV"),
        ("en Alemania", "country:DE"),
        ("из Германии, Германия", "country:DE"),
        ("日本で", "country:JP"),
    ] {
        assert!(names.find_overlapping(text).iter().any(|hit| hit.key() == key), "{text}");
        assert!(!GAZETTEER.find_overlapping(text).iter().any(|hit| hit.key() == key), "{text} needs no table");
    }
    // What is known of the entries stays: the table gives further names.
    assert_eq!(names.len(), GAZETTEER.len());
    assert_eq!(names.find("Lettland")[0].name(), "Latvia");

    let historic = with(&["compiled/people_historic.tsv", "compiled/holders_historic.tsv"]);
    let text = "Margaret Thatcher";
    let found = historic.find(text);
    assert!(historic.len() > GAZETTEER.len() + 2_000);
    assert_eq!(found.first().map(|hit| hit.span().of(text)), Some(text));
}

#[test]
fn kinds_forms_cases_and_risks_are_known_words() {
    let forms = |kind: &str| match kind {
        "country" | "body" => {
            "name official former abbreviation adjective demonym prefix capital metonym foreign".split(' ')
        }
        "office" => "title plural abbreviation".split(' '),
        "person" => "full alias surname given".split(' '),
        "outlet" | "place" | "org" => "name alias abbreviation".split(' '),
        _ => "".split(' '),
    };
    let mut complaints = Vec::new();
    let mut main: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen = HashSet::new();
    for (table, row) in entry_rows() {
        let cell = |column| table.cell(row, column);
        let (kind, id) = cell("key").split_once(':').unwrap_or(("", ""));
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '+');
        let order = ["person", "place", "word", "org"];
        let risks: Vec<Option<usize>> =
            cell("risk").split(',').map(|risk| order.iter().position(|known| *known == risk)).collect();
        let fine = [
            forms(kind).any(|form| form == cell("form")),
            ["", "exact", "any"].contains(&cell("case")),
            cell("risk").is_empty() || (risks.iter().all(Option::is_some) && risks.is_sorted()),
            !id.is_empty() && id.chars().all(plain),
            seen.insert((table.file, cell("key"), cell("name"))),
        ];
        if fine.contains(&false) {
            complaints.push(format!("{}: {fine:?} {row:?}", table.file));
        }
        *main.entry(cell("key")).or_default() += usize::from(["name", "full", "title"].contains(&cell("form")));
    }
    none("rows with an unknown word, a bad key or a repeated name", complaints);
    let nameless = main.into_iter().filter(|(_, count)| *count == 0).map(|(key, _)| key.to_owned()).collect();
    none("keys without a name of the main form", nameless);
}

#[test]
fn countries_are_complete_and_their_codes_valid() {
    let keys = keys();
    let absent = ISO.split_whitespace().filter(|code| !keys.contains(format!("country:{code}").as_str()));
    none("countries of ISO 3166-1 without an entry", absent.map(str::to_owned).collect());
    assert_eq!(ISO.split_whitespace().count(), 249);

    let mut iso3: HashMap<&str, &str> = HashMap::new();
    let mut complaints = Vec::new();
    for (table, row) in entry_rows() {
        let (key, code) = (table.cell(row, "key"), table.cell(row, "iso3"));
        if !code.is_empty() && (code.len() != 3 || *iso3.entry(code).or_insert(key) != key) {
            complaints.push(format!("{}: iso3 {code} of {key}", table.file));
        }
        let country = table.cell(row, "country");
        if !country.is_empty() && !keys.contains(format!("country:{country}").as_str()) {
            complaints.push(format!("{}: {row:?}", table.file));
        }
    }
    none("rows with a code that no country has", complaints);
}

#[test]
fn holders_point_at_entries_and_at_the_scope_that_their_office_names() {
    let keys = keys();
    let mut own: HashMap<&str, &str> = HashMap::new();
    for (table, row) in entry_rows().filter(|(table, _)| table.file == "offices.tsv") {
        let scope = table.cell(row, "scope");
        if scope.contains(':') {
            own.insert(table.cell(row, "key"), scope);
        }
        for part in scope.split(',').filter(|part| part.contains(':')) {
            assert!(keys.contains(part), "offices.tsv: no entry {part}");
        }
    }
    let mut complaints = Vec::new();
    for table in HOLDER_TABLES.iter() {
        for row in &table.rows {
            let [person, office, scope, from, to] = [0, 1, 2, 3, 4].map(|at| row[at].as_str());
            let year = |text: &str, blank: u16| if text.is_empty() { Some(blank) } else { text.parse().ok() };
            let fine = [
                person.starts_with("person:") && keys.contains(person),
                office.starts_with("office:") && keys.contains(office),
                scope.is_empty() || keys.contains(scope),
                own.get(office).is_none_or(|own| scope.is_empty() || own.split(',').any(|part| part == scope)),
                year(from, 1800).zip(year(to, 2100)).is_some_and(|(from, to)| from <= to),
            ];
            if fine.contains(&false) {
                complaints.push(format!("{}: {fine:?} {row:?}", table.file));
            }
        }
    }
    none("holders with an unknown person, office or scope, or years out of order", complaints);
}

#[test]
fn no_holder_is_told_by_hand_and_by_the_compiler() {
    let by_hand: HashSet<&[String]> = HOLDER_TABLES[1..].iter().flat_map(|t| &t.rows).map(|row| &row[..3]).collect();
    let twice = HOLDER_TABLES[0].rows.iter().filter(|row| by_hand.contains(&row[..3]));
    none("compiled rows that the rows by hand overrule", twice.map(|row| row.join(" ")).collect());
}

/// Which of two entries with one name is meant: `src/mention/cover.rs` goes by form, then by kind.
fn priority(form: &str, kind: &str) -> (u8, usize) {
    let form = match form {
        "capital" | "foreign" | "former" | "plural" => 1,
        "surname" | "given" => 2,
        _ => 0,
    };
    let kinds = ["country", "body", "office", "person", "outlet", "org", "place"];
    (form, kinds.iter().position(|known| *known == kind).expect("a known kind"))
}

fn folded(name: &str) -> String {
    let plain = name.nfd().filter(|&c| !unicode_normalization::char::is_combining_mark(c));
    plain.flat_map(char::to_lowercase).map(|c| if c == '-' { ' ' } else { c }).collect()
}

#[test]
fn a_name_of_two_entries_has_a_rule() {
    type Claim<'a> = ((u8, usize), &'a str, bool);
    let mut claims: BTreeMap<String, BTreeMap<&str, Claim<'_>>> = BTreeMap::new();
    for (table, row) in entry_rows() {
        let cell = |column| table.cell(row, column);
        // A name that counts only as written is told from `Who` and `us` by its capitals.
        let name = if cell("case") == "exact" { cell("name").to_owned() } else { folded(cell("name")) };
        let kind = cell("key").split(':').next().unwrap_or("");
        let claim = (priority(cell("form"), kind), cell("name"), !cell("risk").is_empty());
        claims.entry(name).or_default().insert(cell("key"), claim);
    }
    let shared: Vec<_> = claims.iter().filter(|(_, entries)| entries.len() > 1).collect();
    let ruled = |entries: &BTreeMap<&str, Claim<'_>>| {
        let priorities: BTreeSet<_> = entries.values().map(|claim| claim.0).collect();
        priorities.len() == entries.len() || entries.values().all(|claim| claim.2)
    };
    let open = shared.iter().filter(|(_, entries)| !ruled(entries)).map(|(name, e)| format!("{name}: {e:?}")).collect();
    println!("{} names of several entries, each with a rule", shared.len());
    none("names of several entries that neither kind nor form nor risk tells apart", open);
    // A rule is a stopgap: a name with one owner is better.
    assert!(
        shared.len() <= 50,
        "{} names have several owners; give the new ones up, or raise this bound",
        shared.len()
    );
}

/// Looks for every name in a sentence of its own, all sentences in one text; the names that are not found.
fn missed(names: &[(&str, &str)], write: impl Fn(&str) -> String) -> Vec<String> {
    let mut text = String::new();
    let mut starts = Vec::new();
    for (_, name) in names {
        starts.push(text.len());
        let tail = if name.ends_with('-') { "Martian talks" } else { " was in the news" };
        text.push_str(&write(&format!("Then {name}{tail} .")));
        text.push('\n');
    }
    let mut found = HashSet::new();
    for hit in GAZETTEER.find_overlapping(&text) {
        let line = starts.partition_point(|&start| start <= hit.span().start as usize) - 1;
        if hit.key() == names[line].0 {
            found.insert(line);
        }
    }
    let lost = (0..names.len()).filter(|line| !found.contains(line));
    lost.map(|line| format!("{} {:?}", names[line].0, names[line].1)).collect()
}

#[test]
fn every_name_finds_itself() {
    let rows: Vec<_> = entry_rows().collect();
    let pair = |(table, row): &(&'static Table, &'static [String])| (table.cell(row, "key"), table.cell(row, "name"));
    let all: Vec<_> = rows.iter().map(pair).collect();
    let any_case: Vec<_> = rows.iter().filter(|(table, row)| table.cell(row, "case") != "exact").map(pair).collect();
    none("names not found as they stand", missed(&all, str::to_owned));
    none("names not found in capitals", missed(&any_case, str::to_uppercase));
    none("names not found decomposed", missed(&all, |text| text.nfd().collect()));
    none("names not found with a curly apostrophe", missed(&all, |text| text.replace('\'', "’")));
    none("names not found with no-break spaces", missed(&all, |text| text.replace(' ', "\u{A0}")));
}

#[test]
fn office_holders_of_2023_to_2026_are_known() {
    let mut people: HashMap<String, BTreeSet<&str>> = HashMap::new();
    let mut offices: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for (table, row) in entry_rows() {
        let (key, name) = (table.cell(row, "key"), folded(table.cell(row, "name")));
        match key.split(':').next() {
            Some("person") => people.entry(name).or_default().insert(key),
            Some("office") => offices.entry(name).or_default().insert(key),
            _ => false,
        };
    }
    let rows: Vec<&Vec<String>> = HOLDER_TABLES.iter().flat_map(|table| &table.rows).collect();
    let list = read("check/holders_2023_2026.tsv");
    let held = |asked: &&Vec<String>| {
        let [scope, name, title, year] = [0, 1, 2, 3].map(|at| asked[at].as_str());
        let year: u16 = year.parse().expect("a year");
        let (people, offices) = (people.get(&folded(name)), offices.get(&folded(title)));
        rows.iter().any(|row| {
            people.is_some_and(|keys| keys.contains(row[0].as_str()))
                && offices.is_some_and(|keys| keys.contains(row[1].as_str()))
                && row[2] == scope
                && row[3].parse().unwrap_or(0) <= year
                && year <= row[4].parse().unwrap_or(u16::MAX)
        })
    };
    let (known, unknown): (Vec<_>, Vec<_>) = list.rows.iter().partition(held);
    println!("{} of {} office holders of 2023 to 2026 are known", known.len(), list.rows.len());
    assert!(known.len() * 100 >= list.rows.len() * 98, "not known: {unknown:?}");
}
