//! Quotation marks -> quoted segments. Reads the tokens only.
//!
//! A state machine over one paragraph at a time, so that one odd mark never costs more than its paragraph. A quotation that is
//! still open at the end of a paragraph goes on if the next paragraph reopens it or closes it.

use crate::text::{Kind, Reading, Shape, Token, flag};

/// What stands between quotation marks, in token numbers; the marks themselves are outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The opening mark; `None` where the quotation was open from an earlier paragraph, or a label stands between.
    pub(crate) open: Option<u32>,
    /// The closing mark; `None` where the paragraph ended first.
    pub(crate) close: Option<u32>,
    /// Goes on with the quotation that the paragraph before left open.
    pub(crate) continues: bool,
}

/// How many paragraphs an open quotation without a mark may run on.
const LOOKAHEAD: usize = 10;
/// A quotation in single marks, where the text uses double ones, has at least this many words: fewer are scare quotes.
const SINGLE_WORDS: usize = 4;

/// A label of a speaker inside the marks has at most this many words.
const LABEL_WORDS: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    at: u32,
    side: Side,
}

/// The segmenter with its reusable buffers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quotes {
    marks: Vec<Mark>,
    /// The range of each paragraph in `marks`.
    rows: Vec<(u32, u32)>,
    pub(crate) segments: Vec<Segment>,
}

impl Quotes {
    /// Finds all segments of a text, in order.
    pub(crate) fn find(&mut self, text: &str, reading: &Reading) {
        self.segments.clear();
        self.gather(text, reading, double_side);
        let doubles = self.marks.len();
        self.pair(reading);
        if doubles > 0 {
            let found = self.segments.len();
            self.gather(text, reading, single_side);
            if !self.marks.is_empty() {
                self.add_singles(reading, found);
            }
        } else {
            self.gather(text, reading, single_side);
            self.pair(reading);
        }
        self.segments.iter_mut().for_each(|segment| cut_label(segment, reading));
    }

    fn gather(&mut self, text: &str, reading: &Reading, side: fn(&str, &[Token], usize, &Tokens) -> Option<Side>) {
        self.marks.clear();
        self.rows.clear();
        for paragraph in &reading.paragraphs {
            let from = self.marks.len() as u32;
            for at in paragraph.clone() {
                if matches!(reading.tokens[at as usize].kind, Kind::Quote | Kind::Single)
                    && let Some(side) = side(text, &reading.tokens, at as usize, paragraph)
                {
                    self.marks.push(Mark { at, side });
                }
            }
            self.rows.push((from, self.marks.len() as u32));
        }
    }

    /// Pairs the marks of all paragraphs.
    fn pair(&mut self, reading: &Reading) {
        let mut open_before = false;
        let mut carried = false;
        for (number, paragraph) in reading.paragraphs.iter().enumerate() {
            let (from, to) = self.rows[number];
            let mut open: Option<(Option<u32>, u32)> = carried.then_some((None, paragraph.start));
            let (mut nested, mut first) = (0u32, true);
            for at in from..to {
                let mark = self.marks[at as usize];
                match (open, mark.side) {
                    (None, Side::Closes) => {}
                    (None, _) => (open, nested) = (Some((Some(mark.at), mark.at + 1)), 0),
                    // Two opening marks in a row are one.
                    (Some((_, start)), Side::Opens) if mark.at > start => nested += 1,
                    (Some((opener, _)), Side::Opens) => open = Some((opener, mark.at + 1)),
                    (Some(_), _) if nested > 0 => nested -= 1,
                    (Some((opener, start)), _) => {
                        let reopens = first && open_before && opener == Some(paragraph.start);
                        self.push(reading, start, mark.at, opener, Some(mark.at), opener.is_none() || reopens);
                        (open, first) = (None, false);
                    }
                }
            }
            let was_open = open_before;
            open_before = open.is_some();
            carried = false;
            if let Some((opener, start)) = open {
                let reopens = first && was_open && opener == Some(paragraph.start);
                self.push(reading, start, paragraph.end, opener, None, opener.is_none() || reopens);
                carried = self.closes_later(number);
            }
        }
    }

    /// Whether the quotation that is open at the end of a paragraph is closed before another is opened.
    fn closes_later(&self, paragraph: usize) -> bool {
        let rows = self.rows.iter().skip(paragraph + 1).take(LOOKAHEAD);
        let next = rows.filter(|(from, to)| from < to).map(|(from, _)| self.marks[*from as usize]).next();
        next.is_some_and(|mark| mark.side == Side::Closes)
    }

    fn push(
        &mut self,
        reading: &Reading,
        first: u32,
        end: u32,
        open: Option<u32>,
        close: Option<u32>,
        continues: bool,
    ) {
        let speaks = |token: &Token| matches!(token.kind, Kind::Word | Kind::Number | Kind::Handle);
        if reading.tokens[first as usize..end as usize].iter().any(speaks) {
            self.segments.push(Segment { first, end, open, close, continues });
        }
    }

    /// Adds long quotations in single marks that lie outside the `found` segments in double ones.
    fn add_singles(&mut self, reading: &Reading, found: usize) {
        let doubles: Vec<Segment> = self.segments.drain(..found).collect();
        self.pair(reading);
        let singles: Vec<Segment> = self.segments.drain(..).collect();
        let mut rest = doubles.iter().peekable();
        for single in singles {
            while rest.peek().is_some_and(|double| double.end <= single.first) {
                rest.next();
            }
            let inside = rest.peek().is_some_and(|double| double.first < single.end);
            let words =
                reading.tokens[single.first as usize..single.end as usize].iter().filter(|t| t.is_word()).count();
            if !inside && single.close.is_some() && words >= SINGLE_WORDS {
                self.segments.push(single);
            }
        }
        self.segments.extend(doubles);
        self.segments.sort_by_key(|segment| segment.first);
    }
}

/// `“WALLACE: But, Governor …”`: the name before the colon is no part of what was said.
fn cut_label(segment: &mut Segment, reading: &Reading) {
    let tokens = &reading.tokens[segment.first as usize..segment.end as usize];
    let label = tokens.iter().take(LABEL_WORDS).take_while(|t| t.is_word() && t.is_capital()).count();
    let colon = label > 0 && tokens.get(label).is_some_and(|t| t.kind == Kind::Colon);
    let goes_on = tokens.get(label + 1).is_some_and(|t| !t.has(flag::GLUED));
    if colon && goes_on {
        segment.first += label as u32 + 1;
        segment.open = None;
        segment.continues = false;
    }
}

type Tokens = crate::text::Tokens;

/// The token before `at` if it leans on it without a space.
fn glued_before<'r>(tokens: &'r [Token], at: usize, paragraph: &Tokens) -> Option<&'r Token> {
    (at > paragraph.start as usize && tokens[at].has(flag::GLUED)).then(|| &tokens[at - 1])
}

/// The token behind `at` if it leans on it without a space.
fn glued_after<'r>(tokens: &'r [Token], at: usize, paragraph: &Tokens) -> Option<&'r Token> {
    let next = (at + 1 < paragraph.end as usize).then(|| &tokens[at + 1])?;
    next.has(flag::GLUED).then_some(next)
}

/// Whether nothing leans on the mark from the left, and whether something does from the right.
fn leaning(tokens: &[Token], at: usize, paragraph: &Tokens) -> (bool, bool) {
    // Behind a doubled mark nothing leans either: `""We are ready""`.
    let free = |t: &Token| matches!(t.kind, Kind::Open | Kind::Slash) || (t.kind == Kind::Quote && !t.has(flag::GLUED));
    let free_left = glued_before(tokens, at, paragraph).is_none_or(free);
    let closes = |t: &Token| {
        matches!(
            t.kind,
            Kind::Stop | Kind::Comma | Kind::Shout | Kind::Colon | Kind::Semicolon | Kind::Close | Kind::Ellipsis
        )
    };
    let hug_right = glued_after(tokens, at, paragraph).is_some_and(|t| !closes(t) || t.kind == Kind::Ellipsis);
    (free_left, hug_right)
}

/// What a double quotation mark does; `None` if it is none (inches, the value of a markup attribute).
fn double_side(text: &str, tokens: &[Token], at: usize, paragraph: &Tokens) -> Option<Side> {
    let token = &tokens[at];
    if token.kind != Kind::Quote {
        return None;
    }
    let before = glued_before(tokens, at, paragraph);
    let (free_left, hug_right) = leaning(tokens, at, paragraph);
    if is_inch(text, tokens, at) || is_attribute(tokens, at, text) {
        return None;
    }
    if token.has(flag::LEFT) {
        // A mistyped closing mark leans on a word to its left and on nothing to its right.
        let closes = !hug_right && !free_left;
        return Some(if closes { Side::Closes } else { Side::Opens });
    }
    let letter_after = glued_after(tokens, at, paragraph).is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Number));
    if token.has(flag::RIGHT) {
        return Some(if free_left && hug_right && letter_after { Side::Opens } else { Side::Closes });
    }
    Some(match (free_left, hug_right) {
        (true, true) => Side::Opens,
        (false, false) => Side::Closes,
        _ if before.is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Number | Kind::Clitic)) => Side::Closes,
        _ => Side::Either,
    })
}

/// What a single quotation mark does; apostrophes inside words are no tokens of their own.
fn single_side(text: &str, tokens: &[Token], at: usize, paragraph: &Tokens) -> Option<Side> {
    if tokens[at].kind != Kind::Single {
        return None;
    }
    let before = glued_before(tokens, at, paragraph);
    let after = glued_after(tokens, at, paragraph);
    let (free_left, hug_right) = leaning(tokens, at, paragraph);
    let starts_word = after.is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Open | Kind::Ellipsis | Kind::Quote));
    if free_left && hug_right && starts_word && !tokens[at].has(flag::RIGHT) {
        return Some(Side::Opens);
    }
    if free_left || hug_right {
        return None;
    }
    // `the workers’ rights`: after an s with a small word behind it, the mark is an apostrophe.
    let plural = before.is_some_and(|t| t.is_word() && t.span().of(text).ends_with(['s', 'S']));
    let goes_on = after.is_none() && tokens.get(at + 1).is_some_and(|t| t.is_word() && t.shape == Shape::Lower);
    (!(plural && goes_on)).then_some(Side::Closes)
}

/// `6'3"`: feet and inches.
fn is_inch(text: &str, tokens: &[Token], at: usize) -> bool {
    at >= 2
        && tokens[at].has(flag::GLUED)
        && tokens[at].span().of(text) == "\""
        && tokens[at - 1].kind == Kind::Number
        && tokens[at - 1].has(flag::GLUED)
        && tokens[at - 2].kind == Kind::Single
}

/// `name="value"`: the opening mark directly behind an equals sign; or the mark that closes such a value.
fn is_attribute(tokens: &[Token], at: usize, text: &str) -> bool {
    let is = |at: usize, mark: &str| tokens.get(at).is_some_and(|t| t.span().of(text) == mark);
    if at > 0 && tokens[at].has(flag::GLUED) && is(at - 1, "=") {
        return true;
    }
    // The value of a tag is short; look back over it for its opening mark.
    let from = at.saturating_sub(12);
    (from + 1..at).rev().find(|&k| tokens[k].kind == Kind::Quote).is_some_and(|k| {
        tokens[k].has(flag::GLUED) && is(k - 1, "=") && (is(at + 1, ">") || is(at + 1, "/") || is(at + 2, "="))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::Vocabulary;

    fn segments(text: &str) -> String {
        let lexicon = Lexicon::english(Vocabulary::default());
        let (mut reading, mut quotes) = (Reading::default(), Quotes::default());
        reading.read(text, &mut &lexicon);
        quotes.find(text, &reading);
        let words = |s: &Segment| reading.span(&(s.first..s.end)).of(text).to_owned();
        quotes.segments.iter().map(words).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn marks_are_paired_as_a_reader_would() {
        for (text, expected) in [
            ("“Yes,” he said, “we will.”", "Yes, | we will."),
            ("\"Yes,\" he said, \"we will.\"", "Yes, | we will."),
            ("''Yes,'' he said.", "Yes,"),
            ("``Yes,'' he said.", "Yes,"),
            ("“He called it ‘a lie’ then,” she said.", "He called it ‘a lie’ then,"),
            ("“He said “no” twice,” she added.", "He said “no” twice,"),
            ("He is 6'3\" tall and \"fast\".", "fast"),
            ("“One.\n“Two,” he said.", "One. | Two,"),
            ("“One.\nTwo,” he said.", "One. | Two,"),
            ("“Unclosed and gone.\nHe left. “Yes,” she said.", "Unclosed and gone. | Yes,"),
            ("<a title=\"none\">x</a> \"yes\" it is", "yes"),
            ("‘We will win,’ he said. ‘The workers’ day has come.’", "We will win, | The workers’ day has come."),
            ("«Ja», sagte er.", "Ja"),
            ("„Ja“, sagte er.", "Ja"),
            ("\"", ""),
            ("“”“", ""),
            ("a \" b", "b"),
        ] {
            assert_eq!(segments(text), expected, "{text}");
        }
    }
}
