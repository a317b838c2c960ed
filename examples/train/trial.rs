//! What is tried instead of the whole: figures on articles that were kept back; nothing is written.

use clap::Args;

/// One article in so many is kept back in turn.
pub const FOLDS: usize = 5;

#[derive(Args)]
pub struct Trial {
    /// Keep every fifth article back in turn and print the figures on it; writes nothing.
    #[arg(long)]
    pub hold_out: bool,
    /// Learn from one article in N: a point of the learning curve.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = part, requires = "hold_out")]
    pub part: usize,
    /// Leave out the features whose template starts so; may be given several times.
    #[arg(long, value_name = "TEMPLATE-PREFIX", requires = "hold_out")]
    pub without: Vec<String>,
}

fn part(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|part| *part > 0).ok_or_else(|| "a whole number from 1".to_owned())
}
