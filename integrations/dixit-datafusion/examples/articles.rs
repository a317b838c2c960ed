//! SQL over the `.txt` files of a folder, which are the table `articles (id, body)`.
//!
//! `cargo run --example articles -- FOLDER ["SELECT ..."]`

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use datafusion::prelude::SessionContext;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

/// Who speaks in how many articles, and how often.
const QUERY: &str = "
    SELECT q['speaker']['name'] AS speaker, count(*) AS quotations, count(DISTINCT id) AS articles
    FROM (SELECT id, unnest(dixit_quotes(body)) AS q FROM articles)
    WHERE q['speaker']['kind'] = 'person'
    GROUP BY speaker ORDER BY quotations DESC, speaker";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: articles FOLDER [QUERY]")?;
    let query = arguments.next().unwrap_or_else(|| QUERY.to_owned());

    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let ids = files.iter().map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned());
    let bodies = files.iter().map(dixit::read_text).collect::<Result<Vec<_>, _>>()?;
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values(ids));
    let bodies: ArrayRef = Arc::new(StringArray::from_iter_values(bodies));

    let mut context = SessionContext::new();
    dixit_datafusion::register(&mut context)?;
    context.register_batch("articles", RecordBatch::try_from_iter([("id", ids), ("body", bodies)])?)?;
    context.sql(&query).await?.show().await?;
    Ok(())
}
