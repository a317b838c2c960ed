//! Queries on a real engine: rows are the records, and no document is lost unasked.

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::DataType;
use datafusion::common::{NullHandling, UnnestOptions};
use datafusion::error::Result;
use datafusion::functions_nested::expr_fn::cardinality;
use datafusion::logical_expr::{ScalarUDF, cast};
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext, col, ident, lit};
use dixit_arrow::Table;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Articles with quotations, with none, with nothing at all, and without a text.
const ARTICLES: [(&str, Option<&str>); 5] = [
    ("talks", Some("“We will sail 🙂,” said Ilze Kalniņa of Latvia. “The ice,” she added, “is thin.”")),
    ("rain", Some("It rained in Riga for three days.")),
    ("empty", Some("")),
    ("missing", None),
    ("wall", Some("“Perhaps” was on the wall. Chancellor Jonas Berg of Germany said: “No.”")),
];

/// A session with the functions, several partitions, and batches smaller than the table.
fn session() -> Result<SessionContext> {
    let mut context =
        SessionContext::new_with_config(SessionConfig::new().with_target_partitions(3).with_batch_size(2));
    dixit_datafusion::register(&mut context)?;
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values(ARTICLES.map(|(id, _)| id)));
    let bodies: ArrayRef = Arc::new(StringArray::from_iter(ARTICLES.map(|(_, body)| body)));
    context.register_batch("articles", RecordBatch::try_from_iter([("id", ids), ("body", bodies)])?)?;
    Ok(context)
}

/// Rows as lines of cells; a null is `-`.
async fn rows(frame: DataFrame) -> Result<Vec<String>> {
    let schema = Arc::new(frame.schema().as_arrow().clone());
    let batches = frame.collect().await?;
    for batch in &batches {
        assert_eq!(batch.schema().fields().len(), schema.fields().len());
        for (field, column) in schema.fields().iter().zip(batch.columns()) {
            assert_eq!(field.data_type(), column.data_type(), "the plan tells the types");
            assert!(
                field.is_nullable() || column.null_count() == 0,
                "the plan tells that {} can be null",
                field.name()
            );
        }
    }
    let options = datafusion::arrow::util::display::FormatOptions::default().with_null("-");
    let mut rows = Vec::new();
    for batch in &batches {
        let cells = batch.columns().iter().map(|column| {
            datafusion::arrow::util::display::ArrayFormatter::try_new(column, &options).map_err(Into::into)
        });
        let cells = cells.collect::<Result<Vec<_>>>()?;
        rows.extend(
            (0..batch.num_rows())
                .map(|row| cells.iter().map(|column| column.value(row).to_string()).collect::<Vec<_>>().join("|")),
        );
    }
    Ok(rows)
}

async fn query(sql: &str) -> Result<Vec<String>> {
    rows(session()?.sql(sql).await?).await
}

const SAID: &str = "q['quote'] AS number, q['speaker']['name'] AS name,
    substr(body, q['words']['start'] + 1, q['words']['end'] - q['words']['start']) AS words";

/// What the extractor says, without any engine.
fn wanted(outer: bool) -> Vec<String> {
    let extractor = dixit::Extractor::builder().build().expect("the bundled gazetteer");
    let mut rows = Vec::new();
    for (id, body) in ARTICLES {
        let document = extractor.extract(body.unwrap_or(""));
        for (number, quote) in document.quotes.iter().enumerate() {
            let text = body.unwrap_or("");
            let name = quote.speaker.as_ref().map_or("-", |speaker| document.speaker_name(speaker, text));
            rows.push(format!("{id}|{number}|{name}|{}", quote.span.of(text)));
        }
        if outer && document.quotes.is_empty() {
            rows.push(format!("{id}|-|-|-"));
        }
    }
    rows.sort();
    rows
}

fn ids(rows: &[String]) -> BTreeSet<&str> {
    rows.iter().filter_map(|row| row.split('|').next()).collect()
}

#[tokio::test]
async fn rows_are_the_records_and_offsets_count_characters() -> Result<()> {
    let rows = query(&format!(
        "SELECT id, {SAID} FROM (SELECT *, unnest(dixit_quotes(body)) AS q FROM articles) ORDER BY 1, 2"
    ))
    .await?;
    assert_eq!(rows, wanted(false));
    assert!(rows.contains(&"talks|0|Ilze Kalniņa|We will sail 🙂,".to_owned()), "{rows:?}");
    // SQL's unnest drops what has no quotation, and with it the article.
    assert_eq!(ids(&rows), ["talks", "wall"].into());
    Ok(())
}

#[tokio::test]
async fn outer_functions_keep_every_article() -> Result<()> {
    let sql =
        format!("SELECT id, {SAID} FROM (SELECT *, unnest(dixit_quotes_outer(body)) AS q FROM articles) ORDER BY 1, 2");
    let rows = query(&sql).await?;
    assert_eq!(rows, wanted(true));
    assert_eq!(ids(&rows).len(), ARTICLES.len());
    Ok(())
}

#[tokio::test]
async fn a_left_join_keeps_every_article() -> Result<()> {
    let rows = query(&format!(
        "WITH quotes AS (SELECT id AS document, unnest(dixit_quotes(body)) AS q FROM articles)
         SELECT id, {SAID} FROM articles LEFT JOIN quotes ON id = document ORDER BY 1, 2"
    ))
    .await?;
    assert_eq!(rows, wanted(true));
    Ok(())
}

#[tokio::test]
async fn the_data_frame_keeps_what_it_is_told_to() -> Result<()> {
    let context = session()?;
    let quotes: Arc<ScalarUDF> = context.state().scalar_functions()["dixit_quotes"].clone();
    for (handling, kept) in [
        (NullHandling::Drop, vec!["talks", "wall"]),
        // Null lists stay, empty ones do not.
        (NullHandling::Preserve, vec!["missing", "talks", "wall"]),
        (NullHandling::PreserveAndExpandEmpty, vec!["empty", "missing", "rain", "talks", "wall"]),
    ] {
        let frame =
            context.table("articles").await?.select(vec![col("id"), quotes.call(vec![col("body")]).alias("q")])?;
        let options = UnnestOptions::new().with_null_handling(handling);
        let rows = rows(frame.unnest_columns_with_options(&["q"], options)?.select(vec![ident("id")])?).await?;
        assert_eq!(ids(&rows), kept.into_iter().collect(), "{handling:?}");
    }
    Ok(())
}

/// DataFusion plans the comma before `unnest` as a lateral join, which it cannot run. When it can, this fails, and the README may say so.
#[tokio::test]
async fn a_lateral_unnest_is_refused_and_not_wrong() -> Result<()> {
    let error =
        query("SELECT id, q FROM articles, unnest(dixit_quotes(body)) AS t(q)").await.expect_err("not yet possible");
    assert!(error.to_string().contains("not implemented"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_list_tells_empty_from_missing() -> Result<()> {
    let rows = query("SELECT id, cardinality(dixit_quotes(body)) AS n FROM articles ORDER BY id").await?;
    assert_eq!(rows, ["empty|0", "missing|-", "rain|0", "talks|2", "wall|2"]);
    let context = session()?;
    let quotes = context.state().scalar_functions()["dixit_quotes"].clone();
    let few = context.table("articles").await?.filter(cardinality(quotes.call(vec![col("body")])).lt(lit(1_u64)))?;
    assert_eq!(few.count().await?, 2);
    Ok(())
}

#[tokio::test]
async fn every_table_is_a_function() -> Result<()> {
    let context = session()?;
    for table in Table::ALL.iter().filter(|table| **table != Table::Documents) {
        for suffix in ["", "_outer"] {
            let sql = format!("SELECT dixit_{}{suffix}(body) AS list FROM articles", table.name());
            let frame = context.sql(&sql).await?;
            assert_eq!(frame.schema().field(0).data_type(), &table.list_type());
            assert_eq!(rows(frame).await?.len(), ARTICLES.len());
        }
    }
    let mentions =
        "SELECT m['kind'] AS kind, m['name'] AS name FROM (SELECT unnest(dixit_mentions(body)) AS m FROM articles)";
    let found: BTreeSet<String> = query(mentions).await?.into_iter().collect();
    for wanted in ["person|Ilze Kalniņa", "country|Germany", "person|Jonas Berg"] {
        assert!(found.contains(wanted), "{wanted} in {found:?}");
    }
    Ok(())
}

/// Whatever kind of text a column has: the same rows.
#[tokio::test]
async fn every_kind_of_text() -> Result<()> {
    let context = session()?;
    let quotes = context.state().scalar_functions()["dixit_quotes"].clone();
    let mut seen = BTreeSet::new();
    for kind in ["Utf8", "LargeUtf8", "Utf8View", "Dictionary(Int32, Utf8)"] {
        let text = cast(col("body"), kind.parse::<DataType>()?);
        let frame = context.table("articles").await?.sort(vec![col("id").sort(true, true)])?;
        seen.insert(rows(frame.select(vec![quotes.call(vec![text]).alias("list")])?).await?);
    }
    assert_eq!(seen.len(), 1);
    assert!(seen.iter().flatten().any(|row| row.contains("Ilze Kalniņa")), "{seen:?}");
    Ok(())
}

#[tokio::test]
async fn constants_and_mistakes() -> Result<()> {
    let one = "SELECT cardinality(dixit_quotes('“No,” said Ada Lind.')) AS n, dixit_quotes(NULL) IS NULL AS none FROM articles";
    assert_eq!(query(one).await?, ["1|true"; ARTICLES.len()]);
    assert!(query("SELECT dixit_quotes() FROM articles").await.is_err());
    assert!(query("SELECT dixit_quotes(body, id) FROM articles").await.is_err());
    Ok(())
}

/// Functions with names of one's own take the place of the others.
#[tokio::test]
async fn an_extractor_of_your_own() -> Result<()> {
    let names = "key\tname\tform\norg:harbour-watch\tHarbour Watch\tname\n";
    let gazetteer = dixit::Gazetteer::builder().tsv(names).build().expect("a gazetteer");
    let extractor = dixit::Extractor::builder().gazetteer(gazetteer).build().expect("an extractor");
    let context = session()?;
    for function in dixit_datafusion::functions(&extractor) {
        context.register_udf(function);
    }
    let sql =
        "SELECT o['key'] AS key FROM (SELECT unnest(dixit_organizations('Harbour Watch of Latvia agreed.')) AS o)";
    assert_eq!(rows(context.sql(sql).await?).await?, ["org:harbour-watch"]);
    Ok(())
}
