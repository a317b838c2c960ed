//! Pages to read beside the reference; there is nothing here to call.

#[doc = include_str!("../../gazetteers/README.md")]
pub mod gazetteers {}

#[doc = include_str!("confidence.md")]
pub mod confidence {}
