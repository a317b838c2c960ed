//! Marks that nest and cross, as pieces that only nest: what a tree of elements can hold.

use dixit::Span;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// One step through the marked text.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// A piece of the mark with this number starts.
    Open(usize),
    Text(Span),
    /// The piece of this mark ends.
    Close(usize),
}

/// The steps through `part` of a text. A mark that reaches over the end of another that was open before is cut there, and goes
/// on behind it; what lies outside `part` is left out. Of marks with the same span the first in `marks` is the outer one.
/// `O(n log n)` for n marks, and one more for each cut.
pub fn steps(part: Span, marks: &[Span]) -> Vec<Step> {
    let clip = |span: Span| Span::new(span.start.max(part.start), span.end.min(part.end));
    // Ordered as they open: by start, the longer first.
    let key = |span: Span, number: usize| (span.start, Reverse(span.end), number);
    let clipped = marks.iter().enumerate().map(|(number, &mark)| (number, clip(mark)));
    let mut waiting: BTreeSet<_> =
        clipped.filter(|(_, mark)| !mark.is_empty()).map(|(number, mark)| key(mark, number)).collect();
    let (mut steps, mut open, mut at) = (Vec::new(), Vec::<(u32, usize)>::new(), part.start);
    loop {
        let next = waiting.pop_first();
        let reach = next.map_or(part.end, |(start, ..)| start);
        while let Some(&(end, number)) = open.last().filter(|(end, _)| *end <= reach) {
            text(&mut steps, &mut at, end);
            steps.push(Step::Close(number));
            open.pop();
        }
        text(&mut steps, &mut at, reach);
        let Some((_, Reverse(end), number)) = next else { return steps };
        let inner = open.last().map_or(end, |(outer, _)| end.min(*outer));
        if inner < end {
            waiting.insert(key(Span::new(inner, end), number));
        }
        steps.push(Step::Open(number));
        open.push((inner, number));
    }
}

fn text(steps: &mut Vec<Step>, at: &mut u32, end: u32) {
    if *at < end {
        steps.push(Step::Text(Span::new(*at, end)));
        *at = end;
    }
}

/// The paragraphs of a text: what blank lines separate; every line, where there is no blank one.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let left = start + (line.len() - line.trim_start().len());
        lines.push(Span::new(left as u32, (left + content.len()) as u32));
        start += line.len();
    }
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
    let has_blank = lines[first.min(last)..last].iter().any(|line| line.is_empty());
    if !has_blank {
        lines.retain(|line| !line.is_empty());
        return lines;
    }
    let blocks = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty());
    blocks.map(|block| block[0].cover(block[block.len() - 1])).collect()
}
