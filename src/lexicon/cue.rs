//! Words and phrases that introduce what somebody said.

use crate::named::named;

named! {
    /// The class of a cue.
    CueClass {
        /// `said`, `added`, `explained`
        Say = "say",
        /// `told`, `warned`: takes an addressee.
        Tell = "tell",
        /// `wrote`, `tweeted`
        Write = "write",
        /// `asked`
        Ask = "ask",
        /// `believes`, `hopes`: attitudes.
        Think = "think",
        /// `statement`, `claim`, `accusation`
        ClaimNoun = "claim-noun",
        /// `reported`
        Report = "report",
        /// `shows`, `suggests`: documents and facts.
        Show = "show",
        /// `called`, `described`: often with a fragment in quotation marks.
        Call = "call",
        /// `according to`
        According = "according",
        /// `smiled`, `sighed`: the manner of speaking.
        Laugh = "laugh",
        /// Anything else that introduced words.
        Other = "other",
    }
}

/// What is known of a cue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cue {
    pub(crate) class: CueClass,
    pub(crate) noun: bool,
    /// How often it introduces something with quotation marks, in percent.
    pub(crate) quoted: u8,
    /// How often its source stands before it, in percent.
    pub(crate) source_before: u8,
    /// How often it was counted; 0 where it was only listed.
    pub(crate) count: u32,
}
