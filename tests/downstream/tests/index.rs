use newsroom::{Index, Reader};

#[test]
fn who_said_what_about_which_country() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = dixit::Extractor::builder().build()?;
    let mut reader = Reader::new(&extractor);
    let mut index = Index::default();
    reader.read(
        "monday.txt",
        "Talks ended early.\n\n\
         “We will never leave Moldova alone,” Latvian Foreign Minister Dzintra Kalnozola said. “We promised.”",
        &mut index,
    );
    reader.read("tuesday.txt", "“It rains,” said Obi Okoro in France.", &mut index);

    let countries: Vec<&str> = index.countries.keys().map(String::as_str).collect();
    assert_eq!(countries, ["MD"]);
    let statement = &index.countries["MD"][0];
    assert_eq!((statement.article.as_str(), statement.place), ("monday.txt", (3, 2)));
    assert_eq!(statement.speaker, "Dzintra Kalnozola");
    assert_eq!(statement.offices, ["office:foreign-minister (LV)"]);
    assert!(statement.words.starts_with("We will never leave Moldova alone,") && statement.verbatim);
    assert!(statement.certainty > 500, "{statement:?}");

    let line = serde_json::to_string(&index)?;
    assert_eq!(serde_json::from_str::<Index>(&line)?, index);
    Ok(())
}
