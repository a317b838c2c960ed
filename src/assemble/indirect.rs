//! Indirect speech joined with what stands in quotation marks.
//!
//! Of a quotation in marks the ranker of sources is the authority; the reader of indirect speech adds the words around it, and
//! all that is said without marks.

use super::{Parts, Places, round};
use crate::indirect::{Found, Items};
use crate::record::{Confidence, Evidence, Pattern, Quote, QuoteKind};
use crate::span::Span;

impl Parts<'_> {
    /// The bytes of some items, the marks of a quotation included.
    fn items_span(&self, items: &Items) -> Span {
        let first = &self.field.items[items.start as usize];
        let last = &self.field.items[items.end as usize - 1];
        let tokens = &self.reading.tokens;
        match self.segments.get(last.segment as usize) {
            // A quotation alone is given without its marks.
            Some(segment) if items.len() == 1 => self.reading.span(&(segment.first..segment.end)),
            Some(segment) => {
                let end = segment.close.map_or(segment.end - 1, |close| close);
                Span::new(tokens[first.token as usize].start, tokens[end as usize].end)
            }
            None => Span::new(tokens[first.token as usize].start, tokens[last.token as usize].end),
        }
    }

    /// Whether words outside quotation marks belong to what was said.
    fn has_own_words(&self, found: &Found) -> bool {
        let mut items = found.content.iter().flat_map(|r| &self.field.items[r.start as usize..r.end as usize]);
        items.any(|item| item.segment == u32::MAX && self.reading.tokens[item.token as usize].is_word())
    }

    /// All quotations: those in marks, each with the words around it, and those without.
    pub(super) fn with_indirect(&self, marked: Vec<Quote>, places: &Places) -> Vec<Quote> {
        let sources: Vec<Option<Span>> =
            self.indirect.iter().map(|f| f.source.as_ref().map(|s| self.items_span(s))).collect();
        let contents: Vec<Vec<Span>> =
            self.indirect.iter().map(|f| f.content.iter().map(|r| self.items_span(r)).collect()).collect();
        let mut owner: Vec<Option<usize>> = vec![None; marked.len()];
        // Who said the quotations in marks that an attribution has taken in: no second speaker joins.
        let mut spoken: Vec<Option<Span>> = vec![None; self.indirect.len()];
        for (number, found) in self.indirect.iter().enumerate() {
            let own = self.has_own_words(found);
            for span in &contents[number] {
                let first = marked.partition_point(|q| q.span.end <= span.start);
                for (at, quote) in marked.iter().enumerate().skip(first).take_while(|(_, q)| q.span.start < span.end) {
                    let inside = quote.content.iter().any(|c| c.overlaps(*span));
                    let mention = quote.speaker.as_ref().map(|speaker| speaker.mention());
                    let same = mention.zip(sources[number]).is_some_and(|(mention, source)| mention.overlaps(source));
                    let other = mention.zip(spoken[number]).is_some_and(|(mention, first)| !mention.overlaps(first));
                    if inside && (same || own) && !other && owner[at].is_none() {
                        owner[at] = Some(number);
                        spoken[number] = spoken[number].or(mention);
                    }
                }
            }
        }
        // A sentence in marks that goes on with the source before it joins what that one said.
        for (quote, owner) in marked.iter().zip(&mut owner).filter(|(_, owner)| owner.is_none()) {
            let Some(speaker) = &quote.speaker else { continue };
            let head = |f: &Found| self.item_span(f.head).start;
            let before = self.indirect.partition_point(|f| head(f) < quote.span.start);
            let near = (before.saturating_sub(NEAR)..(before + NEAR).min(self.indirect.len())).rev();
            let is = |span: Option<Span>| span.is_some_and(|span| span.overlaps(speaker.mention()));
            let mut same = near.filter(|&n| is(sources[n]) && (spoken[n].is_none() || is(spoken[n])));
            let cue = quote.cue;
            let by_cue = same.clone().find(|&n| cue.is_some_and(|cue| cue.overlaps(self.cue_span(&self.indirect[n]))));
            *owner = by_cue.or_else(|| same.next());
        }
        let mut parts: Vec<Vec<Quote>> = self.indirect.iter().map(|_| Vec::new()).collect();
        let mut quotes = Vec::new();
        for (quote, owner) in marked.into_iter().zip(owner) {
            match owner {
                Some(number) => parts[number].push(quote),
                None => quotes.push(quote),
            }
        }
        for (number, found) in self.indirect.iter().enumerate() {
            let (content, owned) = (&contents[number], std::mem::take(&mut parts[number]));
            if !owned.is_empty() || self.has_own_words(found) {
                quotes.push(self.joined(found, content, sources[number], owned, places));
            }
        }
        quotes.sort_by_key(|quote| (quote.span.start, quote.span.end));
        quotes
    }

    fn cue_span(&self, found: &Found) -> Span {
        self.items_span(&found.cue)
    }

    /// One quotation of what was found and of the quotations in marks that belong to it.
    fn joined(
        &self,
        found: &Found,
        content: &[Span],
        source: Option<Span>,
        owned: Vec<Quote>,
        places: &Places,
    ) -> Quote {
        let mut content = content.to_vec();
        for span in owned.iter().flat_map(|q| &q.content) {
            if !content.iter().any(|c| c.overlaps(*span)) {
                content.push(*span);
            }
        }
        content.sort_unstable();
        let span = content.iter().skip(1).fold(content[0], |all, part| all.cover(*part));
        let kind = match () {
            () if owned.is_empty() => QuoteKind::Indirect,
            () if self.has_own_words(found) => QuoteKind::Mixed,
            () => owned[0].kind,
        };
        let own = source.map(|mention| self.speaker_as(mention, found.who, places));
        let marked = owned.into_iter().reduce(|a, b| if a.speaker.is_none() { b } else { a });
        let cue = Some(self.cue_span(found));
        match marked {
            Some(marked) if marked.speaker.is_some() => {
                let same = marked.speaker.as_ref().zip(source).is_some_and(|(s, source)| s.mention().overlaps(source));
                let cue = if same { cue } else { marked.cue.or(cue) };
                let speaker = match (marked.speaker, source) {
                    (Some(speaker), Some(source)) if same => Some(speaker.called(source)),
                    (speaker, _) => speaker,
                };
                Quote { span, content, kind, cue, speaker, ..marked }
            }
            _ => Quote {
                span,
                content,
                kind,
                cue,
                speaker: own,
                via: None,
                addressee: None,
                confidence: Confidence(round(found.probability)),
                alternatives: Vec::new(),
                evidence: self.evidence_of(found),
            },
        }
    }

    fn evidence_of(&self, found: &Found) -> Evidence {
        let content = found.content.first().map_or(found.head, |r| r.start);
        let pattern = match &found.source {
            None => Pattern::Nobody,
            Some(source) => match (source.start < content, found.head < content, found.head < source.start) {
                (true, true, true) => Pattern::CueSourceQuote,
                (true, ..) => Pattern::SourceCueQuote,
                (false, true, _) => Pattern::CueSourceQuote,
                (false, false, true) => Pattern::QuoteCueSource,
                (false, false, false) => Pattern::QuoteSourceCue,
            },
        };
        let items = &self.field.items[found.head as usize..];
        let words = items.iter().map(|item| self.reading.tokens[item.token as usize].word);
        let word = self.reading.tokens[items[0].token as usize].word;
        let lexicon = self.field.lexicon;
        let phrase = lexicon.cue_phrase(words).map(|(_, cue)| cue);
        let cue = phrase.or_else(|| lexicon.verb_cue(word)).or_else(|| lexicon.noun_cue(word)).map(|cue| cue.class);
        Evidence { pattern, cue, rule: None }
    }
}

/// How many attributions around a quotation it may go on with.
const NEAR: usize = 6;
