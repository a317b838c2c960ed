//! Estimates the weights of the models from annotated news and writes them to `gazetteers/`.
//!
//! `cargo run --release --features training --example train -- people|speakers CORPORA`

mod corpus;
mod people;
mod speakers;
mod trial;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use trial::Trial;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    model: Model,
}

#[derive(Subcommand)]
enum Model {
    /// Names of persons: `weights_people.tsv`.
    People {
        /// The folder with `entities/` and `polnear/`.
        corpora: PathBuf,
        #[command(flatten)]
        trial: Trial,
    },
    /// Sources of quotations: `weights_speakers.tsv`; wants the weights of names to be there.
    Speakers {
        /// The folder with `polnear/`.
        corpora: PathBuf,
        #[command(flatten)]
        trial: Trial,
        /// Show each wrong answer in its text.
        #[arg(long, requires = "hold_out")]
        errors: bool,
    },
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match Arguments::parse().model {
        Model::People { corpora, trial } => people::train(&corpora, &trial),
        Model::Speakers { corpora, trial, errors } => speakers::train(&corpora, &trial, errors),
    }
}
