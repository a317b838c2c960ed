//! A scheduler and two executors, each a process of its own on the loopback interface, give the rows that one process gives.

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::error::Result;
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use dixit::{Extractor, Gazetteer};
use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::Arc;
use std::time::Duration;

const NAMES: &str = "key\tname\tform\norg:harbour-watch\tHarbour Watch\tname\n";

const QUERIES: &[&str] = &[
    // Every article, those without a quotation and without a text included.
    "SELECT id, q['quote'] AS number, q['speaker']['name'] AS speaker, q['content'][1]['text'] AS words, q['confidence'] AS sure
     FROM (SELECT id, unnest(dixit_quotes_outer(body)) AS q FROM articles) ORDER BY id, number",
    "WITH quotes AS (SELECT id AS document, unnest(dixit_quotes(body)) AS q FROM articles)
     SELECT id, q FROM articles LEFT JOIN quotes ON id = document ORDER BY id, q['quote']",
    // Only articles with a quotation.
    "SELECT count(*) AS quotations, count(DISTINCT id) AS articles
     FROM (SELECT id, unnest(dixit_quotes(body)) AS q FROM articles)",
    "SELECT q['speaker']['name'] AS speaker, count(*) AS quotations, min(q['confidence']) AS least
     FROM (SELECT unnest(dixit_quotes(body)) AS q FROM articles) GROUP BY speaker ORDER BY speaker",
    "SELECT m['kind'] AS kind, m['name'] AS name, count(*) AS mentions
     FROM (SELECT unnest(dixit_mentions(body)) AS m FROM articles) GROUP BY kind, name ORDER BY kind, name",
    // Who is known by names of one's own.
    "SELECT DISTINCT o['key'] AS key FROM (SELECT unnest(dixit_organizations(body)) AS o FROM articles) ORDER BY key",
];

/// Articles of several kinds, told apart by the names in them.
fn articles(file: usize) -> RecordBatch {
    let (first, last) = (["Ilze", "Jonas", "Ada", "Tomasz"][file % 4], ["Kalniņa", "Berg", "Lind"][file % 3]);
    let bodies = [
        Some(format!(
            "“We will sail {file} times,” said {first} {last} of Harbour Watch. “The ice,” she added, “is thin.”"
        )),
        Some(format!("German Chancellor {first} {last} arrived in Riga on Monday.")),
        Some(format!("Latvia’s foreign minister, {first} {last}, told Reuters: “No.”\n\n“Perhaps” was on the wall.")),
        Some(String::new()),
        None,
    ];
    let ids: ArrayRef =
        Arc::new(StringArray::from_iter_values((0..bodies.len()).map(|row| format!("{file:02}-{row}"))));
    let bodies: ArrayRef = Arc::new(StringArray::from_iter(bodies));
    RecordBatch::try_from_iter([("id", ids), ("body", bodies)]).expect("columns of one length")
}

async fn write_articles(folder: &Path) -> Result<()> {
    let context = SessionContext::new();
    for file in 0..8 {
        let path = folder.join(format!("{file}.parquet"));
        let options = DataFrameWriteOptions::new().with_single_file_output(true);
        context.read_batch(articles(file))?.write_parquet(&path.to_string_lossy(), options, None).await?;
    }
    Ok(())
}

/// A process of the cluster, which ends with the test.
struct Node {
    child: Child,
    log: std::path::PathBuf,
}

impl Node {
    fn start(folder: &Path, name: &str, arguments: &[&str]) -> Self {
        let log = folder.join(format!("{name}.log"));
        let out = File::create(&log).expect("a log");
        let child = Command::new(env!("CARGO_BIN_EXE_dixit-ballista"))
            .args(arguments)
            .stdout(out.try_clone().expect("a log"))
            .stderr(out)
            .spawn()
            .expect("the program");
        Self { child, log }
    }

    /// Fails if the process has ended.
    fn check(&mut self) {
        if let Some(status) = self.child.try_wait().expect("a child") {
            panic!(
                "{} ended with {status}: {}",
                self.log.display(),
                std::fs::read_to_string(&self.log).unwrap_or_default()
            );
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn free_port() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port")
}

/// Whether the scheduler says that all executors are there.
fn is_ready(scheduler: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(scheduler)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(stream, "GET /readyz HTTP/1.1\r\nHost: {scheduler}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

async fn rows(context: &SessionContext, query: &str) -> Result<String> {
    Ok(pretty_format_batches(&context.sql(query).await?.collect().await?)?.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_gives_the_rows_of_one_process() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (names, articles) = (folder.path().join("names.tsv"), folder.path().join("articles"));
    std::fs::write(&names, NAMES)?;
    std::fs::create_dir(&articles)?;
    write_articles(&articles).await?;
    let articles = articles.to_string_lossy();

    // One process.
    let gazetteer = Gazetteer::builder().merge(&Gazetteer::bundled().expect("the bundled names")).tsv(NAMES);
    let extractor = Extractor::builder().gazetteer(gazetteer.build().expect("names")).build().expect("an extractor");
    let local = SessionContext::new();
    for function in dixit_datafusion::functions(&extractor) {
        local.register_udf(function);
    }
    local.register_parquet("articles", articles.as_ref(), ParquetReadOptions::default()).await?;

    // Three.
    let (scheduler, first, second) = (free_port(), free_port(), free_port());
    let names = names.to_string_lossy();
    let common = ["--names", names.as_ref()];
    let (listen, port) = (scheduler.to_string(), scheduler.port().to_string());
    let mut nodes = vec![Node::start(
        folder.path(),
        "scheduler",
        &[&["scheduler", "--listen", &listen, "--executors", "2"][..], &common].concat(),
    )];
    let mut works = Vec::new();
    for (name, address) in [("first", first), ("second", second)] {
        let work = folder.path().join(name);
        std::fs::create_dir(&work)?;
        let (listen, folder_of_work) = (address.to_string(), work.to_string_lossy());
        let own =
            ["executor", "--listen", &listen, "--scheduler-port", &port, "--cores", "1", "--work", &folder_of_work];
        nodes.push(Node::start(folder.path(), name, &[&own[..], &common].concat()));
        works.push(work);
    }
    while !is_ready(scheduler) {
        nodes.iter_mut().for_each(Node::check);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let url = format!("df://{scheduler}");
    let cluster = dixit_ballista::client(&url, &extractor).await?;
    cluster.register_parquet("articles", articles.as_ref(), ParquetReadOptions::default()).await?;

    for query in QUERIES {
        let wanted = rows(&local, query).await?;
        assert_eq!(rows(&cluster, query).await?, wanted, "{query}");
        nodes.iter_mut().for_each(Node::check);
    }
    // What was compared is what was to be read.
    assert_eq!(
        rows(&local, QUERIES[2]).await?.matches("| 16       |").count(),
        1,
        "{}",
        rows(&local, QUERIES[2]).await?
    );
    assert!(rows(&local, QUERIES[5]).await?.contains("org:harbour-watch"));

    // Both executors have had parts; whoever was slower gets one sooner or later.
    let has_worked = |work: &Path| std::fs::read_dir(work).is_ok_and(|mut entries| entries.next().is_some());
    while !works.iter().all(|work| has_worked(work)) {
        rows(&cluster, QUERIES[3]).await?;
        nodes.iter_mut().for_each(Node::check);
    }

    // The program as a client.
    let client = ["sql", "--scheduler", &url, "--articles", &articles, QUERIES[3]];
    let printed = Command::new(env!("CARGO_BIN_EXE_dixit-ballista")).args(client).args(common).output()?;
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    assert_eq!(String::from_utf8_lossy(&printed.stdout).trim(), rows(&local, QUERIES[3]).await?);
    Ok(())
}
