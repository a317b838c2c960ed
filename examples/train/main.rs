//! Estimates the weights of the models from annotated news and writes them to `gazetteers/`.
//!
//! `cargo run --release --features training --example train -- people|speakers|tags|indirect CORPORA`

mod chain;
mod corpus;
mod indirect;
mod people;
mod speakers;
mod tags;
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
    /// Parts of speech: `tags.tsv` and `weights_tags.tsv`.
    Tags {
        /// The folder with `polnear/`.
        corpora: PathBuf,
        /// Keep every tenth article back and print the figure on it; writes nothing.
        #[arg(long)]
        hold_out: bool,
    },
    /// Cues, sources and contents of indirect speech: `cue_rates.tsv`, `weights_cues.tsv`, `weights_arguments.tsv`; wants
    /// the tables of tags to be there.
    Indirect {
        /// The folder with `polnear/`.
        corpora: PathBuf,
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
        Model::Indirect { corpora } => indirect::train(&corpora),
        Model::People { corpora, trial } => people::train(&corpora, &trial),
        Model::Tags { corpora, hold_out } => tags::train(&corpora, hold_out),
        Model::Speakers { corpora, trial, errors } => speakers::train(&corpora, &trial, errors),
    }
}
