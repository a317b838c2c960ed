//! Lines of a drawing: marks stand under the words of a text.

use std::ops::Range;

/// Byte ranges of the lines of `part` of a text, those of more than `width` code points broken at spaces.
pub fn lines(text: &str, part: Range<usize>, width: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut next = part.start;
    for line in text[part].split_inclusive('\n') {
        let (mut start, end) = (next, next + line.trim_end().len());
        next += line.len();
        while text[start..end].chars().count() > width {
            let limit = text[start..].char_indices().nth(width).map_or(end, |(at, _)| start + at);
            let space = text[start..limit].rfind(' ').map_or(limit, |at| start + at + 1);
            out.push(start..space);
            start = space;
        }
        out.push(start..end);
    }
    out
}
