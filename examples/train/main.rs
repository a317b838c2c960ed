//! Estimates the weights of the models from annotated news and writes them to `gazetteers/`.
//!
//! `cargo run --release --features training --example train -- people|speakers CORPORA`

mod corpus;
mod people;
mod speakers;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

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
    },
    /// Sources of quotations: `weights_speakers.tsv`; wants the weights of names to be there.
    Speakers {
        /// The folder with `polnear/`.
        corpora: PathBuf,
        /// Keep every fifth article back in turn and print the figures on it; writes nothing.
        #[arg(long)]
        hold_out: bool,
        /// Learn from one article in N: a point of the learning curve.
        #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..), requires = "hold_out")]
        part: u16,
        /// Leave out the features whose template starts so; may be given several times.
        #[arg(long, value_name = "TEMPLATE-PREFIX", requires = "hold_out")]
        without: Vec<String>,
        /// Show each wrong answer in its text.
        #[arg(long, requires = "hold_out")]
        errors: bool,
    },
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match Arguments::parse().model {
        Model::People { corpora } => people::train(&corpora),
        Model::Speakers { corpora, hold_out, part, without, errors } => {
            let trial = speakers::Trial { part: usize::from(part), without, errors };
            speakers::train(&corpora, hold_out.then_some(&trial))
        }
    }
}
