//! Makes one page of news texts, to be looked at in a browser: who is in them, and who said what.
//!
//! `cargo run --release --example html -- [--out PAGE.html] FILE|FOLDER|LINES.jsonl …`
//!
//! The page is one file that needs no network and no script to be read. A folder stands for all `.txt` and `.jsonl` files below
//! it. A text that cannot be read is named on standard error, the others are read all the same, and the exit status is 1.

#[path = "support/input.rs"]
mod input;
#[allow(dead_code, unused_imports, reason = "the report and tests need more of it")]
#[path = "support/page/mod.rs"]
mod page;

use clap::Parser;
use dixit::{Document, Extractor};
use input::{Failure, Fields, Loaded};
use minijinja::{context, value::Serde};
use page::Article;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "One page of news texts, with people, offices, countries and quotations marked")]
struct Arguments {
    /// Text files in UTF-8, folders, files of JSON lines, or - for JSON lines on standard input.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// File for the page; standard output if not given.
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    fields: Fields,
}

fn main() -> Result<ExitCode, Failure> {
    let arguments = Arguments::parse();
    let (read, status) = read(&arguments)?;
    let articles: Vec<_> = read
        .iter()
        .zip(1..)
        .map(|(Read { loaded, text, document }, number)| Article {
            date: loaded.date().map(str::to_owned),
            url: loaded.url(),
            ..Article::new(number, loaded.name.clone(), document, text)
        })
        .collect();
    let title = match &articles[..] {
        [article] => article.name.clone(),
        several => format!("{} articles", several.len()),
    };
    let page =
        page::render(include_str!("support/page/articles.html"), "", context! { title, articles => Serde(&articles) })?;
    match &arguments.out {
        Some(path) => std::fs::write(path, page)?,
        None => print!("{page}"),
    }
    Ok(status)
}

struct Read {
    loaded: Loaded,
    text: String,
    document: Document,
}

/// All documents that can be read.
fn read(arguments: &Arguments) -> Result<(Vec<Read>, ExitCode), Failure> {
    let extractor = Extractor::builder().build()?;
    let mut scratch = extractor.scratch();
    let (mut read, mut status) = (Vec::new(), ExitCode::SUCCESS);
    input::walk(&arguments.inputs, |source, _| {
        let loaded = input::load(source, &arguments.fields);
        match &loaded.text {
            Ok(text) => {
                let (text, document) = (text.clone(), extractor.extract_with(&mut scratch, text));
                read.push(Read { loaded, text, document });
            }
            Err(error) => {
                eprintln!("{}: {error}", loaded.name);
                status = ExitCode::FAILURE;
            }
        }
        Ok(())
    })?;
    Ok((read, status))
}
