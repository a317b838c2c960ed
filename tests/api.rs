//! Every public item, used as another crate would use it.

use dixit::{
    Alternative, Candidate, CasePolicy, Confidence, Country, CountryCode, CountryId, CueClass, Document, Entry,
    EntryKey, EntryKind, Error, ErrorKind, Evidence, ExplainedPart, Explanation, Extractor, ExtractorBuilder, Form,
    Gazetteer, GazetteerBuilder, HoldEvidence, Holding, JoinEvidence, MAX_GAZETTEER, MAX_TEXT, Match, Mention, Name,
    NameEvidence, NameForm, Office, OfficeClass, OfficeId, Offsets, Organization, OrganizationId, Pattern, Person,
    PersonId, Problem, Quotations, Quote, QuoteKind, Reason, Risk, Rule, SCHEMA, Scope, ScopeEvidence, Scratch, Span,
    Speaker, Tenure,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeSet, HashSet};
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::ops::Range;
use std::str::FromStr;

const TEXT: &str = "“We will keep talking,” Latvian Foreign Minister Baiba Braže told Reuters in Riga.";

fn shared<T: Send + Sync + Unpin + 'static>() {}
fn handle<T: Clone + Debug + Send + Sync + 'static>() {}
fn record<T: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static>() {}
fn shown<T: Clone + Debug + PartialEq + Serialize + Send + Sync + 'static>() {}
fn id<T: Copy + Debug + Ord + Hash + Serialize + DeserializeOwned + Send + Sync + 'static>() {}
fn word<T: Copy + Debug + Display + FromStr<Err = Error> + Ord + Hash + Send + Sync + 'static>() {}
fn code<T: AsRef<str> + Clone + Debug + Display + Ord + Hash + Serialize + DeserializeOwned + Send + Sync + 'static>() {
}

#[test]
fn types_have_the_traits_that_users_need() {
    handle::<Extractor>();
    handle::<ExtractorBuilder>();
    handle::<Gazetteer>();
    handle::<GazetteerBuilder>();
    handle::<Scratch>();
    handle::<Entry>();
    handle::<Name>();
    handle::<Offsets<'static>>();
    handle::<Match<'static>>();
    handle::<Problem>();
    record::<Document>();
    record::<Person>();
    record::<Office>();
    record::<Country>();
    record::<Organization>();
    record::<Holding>();
    record::<Mention>();
    record::<Quote>();
    record::<Speaker>();
    record::<Scope>();
    record::<Evidence>();
    record::<Confidence>();
    record::<Alternative>();
    shown::<Explanation>();
    shown::<ExplainedPart>();
    shown::<Candidate>();
    shown::<Reason>();
    id::<PersonId>();
    id::<OfficeId>();
    id::<CountryId>();
    id::<OrganizationId>();
    id::<Span>();
    code::<EntryKey>();
    code::<CountryCode>();
    word::<Form>();
    word::<OfficeClass>();
    word::<Tenure>();
    word::<QuoteKind>();
    word::<Pattern>();
    word::<CueClass>();
    word::<EntryKind>();
    word::<NameForm>();
    word::<CasePolicy>();
    word::<Rule>();
    word::<HoldEvidence>();
    word::<JoinEvidence>();
    word::<NameEvidence>();
    word::<ScopeEvidence>();
    shared::<ErrorKind>();
    shared::<Risk>();
    shared::<Error>();
    let _: fn(Error) -> Box<dyn std::error::Error + Send + Sync> = |error| error.into();
}

fn extractor() -> Result<Extractor, Error> {
    Extractor::builder().gazetteer(Gazetteer::bundled()?).quotations(Quotations::Mixed).build()
}

#[test]
fn a_text_is_read_and_its_records_are_taken_apart() -> Result<(), Error> {
    let extractor = extractor()?;
    let mut scratch: Scratch = extractor.clone().scratch();
    let document = extractor.extract_with(&mut scratch, TEXT);
    assert_eq!(document, extractor.extract(TEXT));
    assert!(TEXT.len() < MAX_TEXT && extractor.gazetteer().len() > 1000 && MAX_GAZETTEER > 1000);

    let Document { schema, people, offices, countries, organizations, quotes, .. } = document.clone();
    assert_eq!(schema, SCHEMA);
    let [Person { name, key, mentions, holds, .. }] = &people[..] else { panic!("{people:?}") };
    assert_eq!(name, "Baiba Braže");
    assert!(key.as_ref().is_none_or(|key: &EntryKey| key.as_str() == key.to_string()));
    let [Mention { span, form: Form::Full, .. }] = mentions[..] else { panic!("{mentions:?}") };
    assert_eq!(span.of(TEXT), "Baiba Braže");
    let [Holding { office, tenure: Tenure::Current, evidence, .. }] = holds[..] else { panic!("{holds:?}") };
    assert_eq!(evidence.of(TEXT), "Foreign Minister");

    let Office { title, key, class, portfolio, scope, mentions, .. } = &offices[office.index()];
    assert_eq!((title.as_str(), key.as_str()), ("foreign minister", "office:foreign-minister"));
    assert_eq!((*class, portfolio.as_deref()), (OfficeClass::Minister, Some("foreign")));
    let scope = match scope {
        Some(Scope::Country(code)) => code.as_str(),
        Some(Scope::Body(name)) => name,
        _ => "",
    };
    assert_eq!((scope, mentions[0].form), ("LV", Form::Title));

    let Country { code, name, mentions, .. } = &countries[0];
    assert_eq!((code.to_string().as_str(), name.as_str(), mentions[0].form), ("LV", "Latvia", Form::Adjective));
    let Organization { name, kind, key, mentions, .. } = &organizations[0];
    assert_eq!((name.as_str(), *kind, key.as_str()), ("Reuters", EntryKind::Outlet, "outlet:reuters"));
    assert_eq!(mentions[0].form, Form::Name);

    let [quote] = &quotes[..] else { panic!("{quotes:?}") };
    let Quote { span, content, kind, cue, speaker, via, confidence, evidence, .. } = quote;
    assert_eq!((span.of(TEXT), content.len(), *kind), ("We will keep talking,", 1, QuoteKind::Direct));
    assert_eq!((cue.unwrap().of(TEXT), via.unwrap().of(TEXT)), ("told", "Reuters"));
    assert!(confidence.get() > 0.5 && *confidence == quote.confidence);
    let Evidence { pattern, cue, .. } = evidence;
    assert_eq!((*pattern, *cue), (Pattern::QuoteSourceCue, Some(CueClass::Tell)));
    let speaker = speaker.as_ref().expect("she is named");
    assert_eq!((speaker.mention().of(TEXT), document.speaker_name(speaker, TEXT)), ("Baiba Braže", "Baiba Braže"));
    let person = match speaker {
        Speaker::Person { person, .. } => document.person(*person),
        Speaker::Office { .. } | Speaker::Country { .. } | Speaker::Organization { .. } | Speaker::Other { .. } => None,
        _ => None,
    };
    assert_eq!(person, Some(&people[0]));
    Ok(())
}

#[test]
fn an_answer_is_explained() -> Result<(), Error> {
    let Explanation { document, parts, .. } = extractor()?.explain(TEXT);
    assert_eq!(document, extractor()?.extract(TEXT));
    let [ExplainedPart { quote: 0, content, candidates, decisive, .. }] = &parts[..] else { panic!("{parts:?}") };
    assert_eq!(*content, document.quotes[0].content[0]);
    let Candidate { speaker, probability, chosen, reasons, .. } = &candidates[0];
    assert_eq!((speaker, *chosen), (&document.quotes[0].speaker, true));
    assert!(probability.get() > 0.5 && !reasons.is_empty());
    let Reason { feature, meaning, weight, .. } = &decisive[0];
    assert!(!feature.is_empty() && !meaning.is_empty() && weight.is_finite());
    assert!(document.quotes[0].evidence.rule.is_none_or(|rule: Rule| !rule.as_str().is_empty()));
    let least = |Alternative { confidence, .. }: &Alternative| confidence.get() >= 0.05;
    assert!(document.quotes[0].alternatives.iter().all(least));
    Ok(())
}

#[test]
fn ids_and_codes_are_keys_of_maps() -> Result<(), Error> {
    let document = extractor()?.extract("Anna Karlsen met Obi Okoro in France. Karlsen left for Latvia.");
    let codes: BTreeSet<CountryCode> = document.countries.iter().map(|country| country.code.clone()).collect();
    assert_eq!(codes.iter().map(CountryCode::as_str).collect::<Vec<_>>(), ["FR", "LV"]);
    let keys: HashSet<EntryKey> = document.offices.iter().map(|office| office.key.clone()).collect();
    assert_eq!(keys.len(), document.offices.len());
    Ok(())
}

#[test]
fn an_extractor_is_shared_between_threads() -> Result<(), Error> {
    let extractor = extractor()?;
    let expected = extractor.extract(TEXT);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(extractor.extract_with(&mut extractor.scratch(), TEXT), expected));
        }
    });
    let moved = extractor.clone();
    let document = std::thread::spawn(move || moved.extract(TEXT)).join().expect("no panic");
    assert_eq!(document, expected);
    Ok(())
}

#[test]
fn gazetteers_are_built_from_code_tables_readers_and_each_other() -> Result<(), Error> {
    let name = Name::new("HW", NameForm::Abbreviation).case(CasePolicy::Exact).risk(Risk::ORG.and(Risk::WORD));
    let entry =
        Entry::new(EntryKind::Organization, "org:harbour-watch", "Harbour Watch").name(name).attribute("city", "Riga");
    assert_eq!(entry, entry.clone());
    let own = Gazetteer::builder()
        .entry(entry)
        .entries([Entry::new(EntryKind::Place, "place:old-pier", "Old Pier")])
        .tsv("key\tname\nbody:harbour-union\tHarbour Union\n")
        .tsv_reader("key\tname\tform\nperson:ada-lindqvist\tAda Lindqvist\tfull\n".as_bytes())?
        .build()?;
    assert_eq!((own.len(), own.names(), own.is_empty()), (4, 5, false));

    let text = "HW and Harbour Watch met Ada Lindqvist of the Harbour Union on the Old Pier; hw.";
    let found: Vec<Match<'_>> = own.find(text);
    let keys: Vec<&str> = found.iter().map(Match::key).collect();
    assert_eq!(
        keys,
        ["org:harbour-watch", "org:harbour-watch", "person:ada-lindqvist", "body:harbour-union", "place:old-pier"]
    );
    let first = found[0];
    assert_eq!((first.span().of(text), first.name(), first.kind()), ("HW", "Harbour Watch", EntryKind::Organization));
    assert_eq!(
        (first.form(), first.attribute("city"), first.attribute("none")),
        (NameForm::Abbreviation, Some("Riga"), None)
    );
    assert!(first.risk().has(Risk::WORD) && !first.risk().has(Risk::PERSON));
    assert_eq!(own.find_overlapping(text).len(), found.len());

    let both = Gazetteer::builder().merge(&Gazetteer::bundled()?).merge(&own).build()?;
    let extractor = Extractor::builder().gazetteer(both).build()?;
    let document = extractor.extract("Ada Lindqvist left Latvia, Harbour Watch said.");
    assert_eq!(document.people[0].key.as_ref().map(EntryKey::as_str), Some("person:ada-lindqvist"));
    assert_eq!(document.countries[0].code.as_str(), "LV");
    assert!(document.organizations.iter().any(|organization| organization.name == "Harbour Watch"));
    Ok(())
}

#[test]
fn errors_say_what_and_where() {
    let error =
        Gazetteer::builder().tsv("key\tname\tform\nbody:x\tX Y\tname\nbody:y\tY Z\tnonsense\n").build().unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Gazetteer, None));
    let [problem] = error.problems() else { panic!("{error}") };
    assert_eq!((problem.line(), problem.column(), problem.path()), (3, 3, None));
    assert!(problem.message().contains("nonsense") && error.to_string().contains(problem.message()));
    assert_eq!(problem.to_string(), error.to_string());

    let error = Gazetteer::builder().tsv_file("no/such/table.tsv").map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert_eq!(error.path(), Some(std::path::Path::new("no/such/table.tsv")));
    assert!(std::error::Error::source(&error).is_some() && error.problems().is_empty());

    let error = dixit::decode(vec![b'a', 0xff]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encoding);
    assert!(!format!("{error:?}").is_empty());
    assert_eq!(dixit::decode(b"abc".to_vec()).unwrap(), "abc");
    assert_eq!(dixit::read_text("no/such/text.txt").unwrap_err().kind(), ErrorKind::Io);
    match ErrorKind::Limit {
        ErrorKind::Io | ErrorKind::Encoding | ErrorKind::Gazetteer | ErrorKind::Limit | ErrorKind::Word => {}
        _ => unreachable!("more kinds may come"),
    }
}

#[test]
fn spans_are_computed_with_and_converted() {
    let (a, b) = (Span::new(0, 5), Span { start: 3, end: 9 });
    assert_eq!((a.len(), a.is_empty(), a.range()), (5, false, Range::from(a)));
    assert!(a.overlaps(b) && !a.contains(b) && a.contains(Span::new(1, 2)) && a < b);
    assert_eq!((a.cover(b), format!("{b:?}")), (Span::new(0, 9), "3..9".to_owned()));
    assert_eq!(Span::new(0, 99).of("short"), "");
    let text = "Žanna\n𝄞 sang";
    let offsets = Offsets::new(text);
    let clef = Span::new(7, 11);
    assert_eq!((clef.of(text), offsets.chars(clef), offsets.utf16(clef)), ("𝄞", 6..7, 6..8));
    assert_eq!(offsets.line_column(clef.end), (2, 2));
}

#[test]
fn words_stand_for_variants() {
    assert_eq!((Form::Full.as_str(), OfficeClass::HeadOfState.as_str()), ("full", "head-of-state"));
    assert_eq!((Tenure::Elect.to_string(), QuoteKind::Mixed.to_string()), ("elect".to_owned(), "mixed".to_owned()));
    assert_eq!((Pattern::Nobody.as_str(), CueClass::ClaimNoun.as_str()), ("nobody", "claim-noun"));
    assert_eq!(
        (EntryKind::Person.as_str(), NameForm::Demonym.as_str(), CasePolicy::Any.as_str()),
        ("person", "demonym", "any")
    );
    assert_eq!(Risk::default(), Risk::NONE);
    assert_eq!(
        ("central-banker".parse().ok(), "full".parse().ok()),
        (Some(OfficeClass::CentralBanker), Some(Form::Full))
    );
    let error = "elected".parse::<Tenure>().unwrap_err();
    assert_eq!((error.kind(), error.to_string().contains("elect, deputy")), (ErrorKind::Word, true), "{error}");
}

/// Every name that `lib.rs` makes public stands in this file.
#[test]
fn no_public_item_is_forgotten() {
    let lib = include_str!("../src/lib.rs");
    let own = include_str!("api.rs");
    let mut names = BTreeSet::new();
    for exported in lib.split("\npub use ").skip(1) {
        let (_, list) = exported.split_once(';').map_or(exported, |(item, _)| item).split_once("::").expect("a path");
        names.extend(list.split([',', '{', '}', '\n', ' ']).filter(|name| !name.is_empty()));
    }
    names.extend(lib.split("\npub fn ").skip(1).filter_map(|item| item.split('(').next()));
    names.extend(lib.split("\npub const ").skip(1).filter_map(|item| item.split(':').next()));
    assert!(names.len() > 40, "{names:?}");
    let words: HashSet<&str> = own.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    names.retain(|name| !words.contains(name));
    assert_eq!(names, BTreeSet::new(), "public, and not used here");
}
