//! What is seen of a quotation and a possible source: the features of the ranker.
//!
//! A quoted segment and every candidate near it, "nobody" among them, get a score that is a sum of weights; the softmax of the
//! scores is the probability (a conditional logit; McFadden 1974). Features are classes and distances, hardly any words, so
//! that weights learned on one kind of news hold for another.

use super::candidate::Candidate;
use super::item::{Item, ItemClass};
use super::question::{Cues, Gap, NearCue, Question};
use crate::lexicon::Class;
use crate::mention::is_headline;
use crate::model::Sink;

/// Templates of the features.
pub(crate) mod template {
    crate::model::templates! {
        KIND = "kind" is "what kind of source it is: a name, a pronoun, a noun",
        DISTANCE = "distance" is "how far it stands from the quotation",
        SENTENCES = "sentences" is "how many sentences lie between",
        PARAGRAPHS = "paragraphs" is "whether it stands in the paragraph of the quotation",
        RANK = "rank" is "which candidate it is, counted from the quotation",
        RANK_KIND = "rank-kind" is "the same, among candidates of its kind",
        BETWEEN = "between" is "what marks stand between it and the quotation",
        QUOTES_BETWEEN = "quotes-between" is "how many quotations lie between",
        CUE_RIGHT = "cue-right" is "the verb of saying behind it",
        CUE_LEFT = "cue-left" is "the verb of saying before it",
        CUE_SIDES = "cue-sides" is "on which sides of it a verb of saying stands",
        CUE_RANK = "cue-rank" is "the verb of saying, and which candidate it is",
        CUE_FAR = "cue-far" is "the verb of saying, and how far it stands from the quotation",
        ORDER = "order" is "the order of source, verb and quotation",
        SUBJECT = "subject" is "whether it looks like a subject",
        BEFORE_SOURCE = "before-source" is "what stands before it",
        AFTER_SOURCE = "after-source" is "what stands behind it",
        BEFORE_QUOTE = "before-quote" is "what stands before the quotation",
        AFTER_QUOTE = "after-quote" is "what stands behind the quotation",
        SHAPE = "shape" is "the shape of the quotation: capital, end, length",
        SHAPE_SIDE = "shape-side" is "the shape of the quotation, and the side of the source",
        CONTENT = "content" is "what the quotation is like: a title, the first person, a verb",
        PATH = "path" is "the row of words between source and quotation, by class",
        PATH_COARSE = "path-coarse" is "the same row, coarser",
        PATH_START = "path-start" is "how that row begins",
        PATH_END = "path-end" is "how that row ends",
        PATH_PAIR = "path-pair" is "pairs of neighbours in that row",
        GOVERNS = "governs" is "whether its verb governs the quotation",
        GOVERNS_AFTER = "governs-after" is "whether the verb behind the quotation is its own",
        TAKEN = "taken" is "whether its verb of saying already has another subject",
        LAST_QUOTE = "last-quote" is "whether it stands behind the last quotation before",
        NOBODY = "nobody" is "that nobody said it",
        NOBODY_SHAPE = "nobody-shape" is "the shape of the quotation: capital, end, length",
        NOBODY_BEFORE = "nobody-before" is "what stands before the quotation",
        NOBODY_BEFORE2 = "nobody-before2" is "the two words before the quotation",
        NOBODY_AFTER = "nobody-after" is "what stands behind the quotation",
        NOBODY_AROUND = "nobody-around" is "what stands on both sides of the quotation",
        NOBODY_CONTEXT = "nobody-context" is "words near by that tell of works, terms, signs or speech",
        NOBODY_CUE = "nobody-cue" is "the verbs of saying of the sentence",
        NOBODY_LENGTH = "nobody-length" is "how many words the quotation has",
        NOBODY_CONTENT = "nobody-content" is "what the quotation is like: a title, the first person, a verb",
        NOBODY_PLACE = "nobody-place" is "where in its paragraph the quotation stands",
    }
}
use template as t;

/// 0, 1, 2, 3, 4-5, 6-8, 9-13, 14-21, 22-40, more.
fn bucket(n: u32) -> u32 {
    match n {
        0..=3 => n,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=21 => 7,
        22..=40 => 8,
        _ => 9,
    }
}

impl Question<'_> {
    /// Features of "nobody said it".
    pub(crate) fn nobody(&self, sink: &mut impl Sink) {
        let shown = &self.shown;
        let at = self.item as i64;
        let ([before, before2], [after, _]) = (self.before, self.after);
        sink.add(t::NOBODY, &[]);
        sink.add(t::NOBODY_SHAPE, &[u32::from(shown.capital), shown.end, shown.length]);
        sink.add(t::NOBODY_BEFORE, &[before]);
        sink.add(t::NOBODY_BEFORE2, &[before2, before]);
        sink.add(t::NOBODY_AFTER, &[after, shown.end]);
        sink.add(t::NOBODY_AROUND, &[before, after]);
        sink.add(t::NOBODY_LENGTH, &[shown.words.min(30)]);
        sink.add(t::NOBODY_CONTENT, &[u32::from(shown.title), u32::from(shown.speaks), u32::from(shown.verb)]);
        sink.add(t::NOBODY_CONTENT, &[10 + u32::from(shown.title) * 2 + u32::from(shown.capital), shown.length]);
        self.context(sink);
        // The strongest cue in the sentence, and whether any candidate has one.
        let best = |side: fn(&Cues) -> Option<(u32, ItemClass)>| {
            let here = self.field.items[self.item].sentence;
            let same = self.near.clone().filter(|&c| self.candidates[c].sentence == here);
            same.filter_map(|c| side(&self.place_of(c).cues)).map(|(_, class)| class as u32).min().unwrap_or(99)
        };
        let (right, left) = (best(|cues| cues.right), best(|cues| cues.left));
        sink.add(t::NOBODY_CUE, &[right.min(left)]);
        sink.add(t::NOBODY_CUE, &[right.min(left), shown.length, u32::from(shown.capital)]);
        let cue = right.min(left);
        sink.add(t::NOBODY_CUE, &[50, cue, before]);
        sink.add(t::NOBODY_CUE, &[51, cue, after, shown.end]);
        // Any cue of the sentence, whoever it belongs to: its class and how far it is.
        let class = |cue: Option<NearCue>| cue.map_or(99, |cue| cue.class as u32);
        let far = |cue: Option<NearCue>| cue.map_or(10, |cue| bucket(cue.step));
        let (left_class, right_class) = (class(self.cue_before), class(self.cue_after));
        sink.add(t::NOBODY_CUE, &[52, left_class, right_class]);
        sink.add(t::NOBODY_CUE, &[53, left_class, far(self.cue_before), shown.length.min(4)]);
        sink.add(t::NOBODY_CUE, &[54, right_class, far(self.cue_after), shown.length.min(4)]);
        sink.add(t::NOBODY_CUE, &[55, left_class, right_class, before, after]);
        let opens = self.item_at(at - 1).is_none();
        let closes = self.item_at(at + 1).is_none();
        let headline = is_headline(self.segment.first, self.field.reading);
        let continues = u32::from(self.segment.continues) * 2 + u32::from(self.segment.close.is_none());
        sink.add(
            t::NOBODY_PLACE,
            &[u32::from(opens), u32::from(closes), u32::from(headline), continues, shown.length.min(4)],
        );
    }

    /// Words near the quotation that tell of works, terms, signs, or speech.
    fn context(&self, sink: &mut impl Sink) {
        const KINDS: [Class; 4] = [Class::ContextWork, Class::ContextTerm, Class::ContextSign, Class::ContextSpeech];
        let tokens = &self.field.reading.tokens;
        let open = self.segment.open.unwrap_or(self.segment.first) as usize;
        let close = self.segment.close.map_or(self.segment.end, |close| close + 1) as usize;
        let sentence = |at: usize| self.field.reading.sentence_of[at];
        let before = tokens[open.saturating_sub(3)..open].iter().rev().enumerate();
        let after = tokens[close.min(tokens.len())..(close + 3).min(tokens.len())].iter().enumerate();
        for (side, (step, token)) in before.map(|x| (0u32, x)).chain(after.map(|x| (1, x))) {
            let at = if side == 0 { open - 1 - step } else { close + step };
            if sentence(at) != sentence(self.segment.first as usize) && side == 0 {
                continue;
            }
            let info = self.field.lexicon.info(token.word);
            for (kind, class) in KINDS.iter().enumerate().filter(|(_, class)| info.has(**class)) {
                let _ = class;
                sink.add(t::NOBODY_CONTEXT, &[kind as u32, side, u32::from(step == 0)]);
                sink.add(t::NOBODY_CONTEXT, &[10 + kind as u32, side, u32::from(self.shown.title), self.shown.length]);
            }
        }
    }

    /// Features of one candidate, by its number in `near`.
    pub(crate) fn source(&self, number: usize, sink: &mut impl Sink) {
        let candidate = &self.candidates[number];
        let items = self.field.items;
        let here = &items[self.item];
        let right = candidate.start as usize > self.item;
        let side = u32::from(right);
        let gap = if right { self.item + 1..candidate.start as usize } else { candidate.end as usize..self.item };
        let kind = candidate.source as u32;
        let length = gap.len() as u32;
        let sentences = candidate.sentence.abs_diff(here.sentence).min(5);
        let paragraphs = candidate.paragraph.abs_diff(here.paragraph).min(2);
        let shape = u32::from(self.shown.capital) * 8 + self.shown.end;
        sink.add(t::KIND, &[kind]);
        sink.add(t::KIND, &[kind, side, sentences.min(2)]);
        sink.add(t::DISTANCE, &[side, bucket(length)]);
        sink.add(t::DISTANCE, &[side, bucket(length), shape]);
        sink.add(t::SENTENCES, &[side, sentences, u32::from(self.segment.continues)]);
        sink.add(t::SENTENCES, &[side, sentences, shape]);
        sink.add(t::PARAGRAPHS, &[side, paragraphs, sentences.min(3)]);
        let place = self.place_of(number);
        let rank = place.rank.min(7);
        sink.add(t::RANK, &[side, rank]);
        sink.add(t::RANK, &[side, rank, sentences.min(2), paragraphs]);
        sink.add(t::RANK_KIND, &[side, rank.min(4), kind]);
        let quotes = place.gap.quotes;
        between(&place.gap, side, sink);
        sink.add(t::QUOTES_BETWEEN, &[side, quotes.min(4), sentences.min(3)]);
        sink.add(t::QUOTES_BETWEEN, &[side, quotes.min(4), shape, sentences.min(1)]);
        self.cue_features(number, side, sentences, quotes, sink);
        self.subject(candidate, side, sentences, sink);
        let ([before, before2], [after, after2]) = (self.before, self.after);
        let same = u32::from(sentences == 0);
        sink.add(t::BEFORE_QUOTE, &[side, same, before]);
        sink.add(t::BEFORE_QUOTE, &[side, same, before2, before]);
        sink.add(t::AFTER_QUOTE, &[side, same, after]);
        sink.add(t::AFTER_QUOTE, &[side, same, after, after2]);
        sink.add(t::SHAPE, &[side, same, shape, self.shown.length]);
        sink.add(
            t::SHAPE_SIDE,
            &[side, sentences.min(2), u32::from(self.segment.close.is_none()), u32::from(self.segment.continues)],
        );
        sink.add(t::CONTENT, &[side, kind, u32::from(self.shown.speaks), u32::from(self.shown.verb)]);
        self.governs(number, side, sink);
        self.taken(number, side, sink);
        self.last_quote(candidate, side, sentences, shape, sink);
        self.paths(gap, side, sink);
    }

    /// How the candidate stands to the cue that is nearest to the quotation on either side, in its sentence.
    fn governs(&self, number: usize, side: u32, sink: &mut impl Sink) {
        const REACH: u32 = 20;
        let candidate = &self.candidates[number];
        let lead = candidate.start.checked_sub(1).map_or(99, |at| self.field.items[at as usize].class as u32);
        let cue_before = self.cue_before.filter(|cue| cue.step < REACH);
        for (template, cue) in [(t::GOVERNS, cue_before), (t::GOVERNS_AFTER, self.cue_after)] {
            let Some(cue) = cue else {
                sink.add(template, &[side, 99]);
                continue;
            };
            let before = (candidate.start as usize) < cue.item;
            let (between, nearer) = if before {
                (candidate.end as usize..cue.item, number + 1..cue.first)
            } else {
                (cue.item + 1..candidate.start as usize, cue.behind..number)
            };
            let nearer = nearer.len() as u32;
            let order = u32::from(before) + 2 * side;
            let class = cue.class as u32;
            let step = bucket(cue.step);
            sink.add(template, &[order, nearer.min(3), bucket(between.len() as u32)]);
            sink.add(template, &[order, nearer.min(3), class, step]);
            sink.add(template, &[order, nearer.min(3), lead, 100]);
            sink.add(template, &[order, nearer.min(3), candidate.source as u32, 101]);
        }
    }

    /// What stands on the other side of the candidate's verb of saying: `A asked the general` leaves none to the general.
    fn taken(&self, number: usize, side: u32, sink: &mut impl Sink) {
        let candidate = &self.candidates[number];
        let Cues { right, left } = self.place_of(number).cues;
        let class = |at: Option<usize>| {
            let item = at.and_then(|at| self.field.items.get(at)).filter(|item| item.sentence == candidate.sentence);
            item.map_or(99, |item| item.class as u32)
        };
        if let Some((step, cue)) = left {
            let before = (candidate.start as usize - 1 - step as usize).checked_sub(1);
            sink.add(t::TAKEN, &[side, 0, class(before), u32::from(right.is_some())]);
            sink.add(t::TAKEN, &[2 + side, 0, class(before), cue as u32]);
        }
        if let Some((step, cue)) = right {
            let after = candidate.end as usize + step as usize + 1;
            sink.add(t::TAKEN, &[side, 1, class(Some(after)), u32::from(left.is_some())]);
            sink.add(t::TAKEN, &[2 + side, 1, class(Some(after)), cue as u32]);
        }
    }

    /// Whether the candidate already stands beside an earlier quotation: its speaker may go on.
    fn last_quote(&self, candidate: &Candidate, side: u32, sentences: u32, shape: u32, sink: &mut impl Sink) {
        let items = self.field.items;
        let quote = |item: &Item| item.class == ItemClass::Quote;
        let before = items[candidate.start.saturating_sub(3) as usize..candidate.start as usize].iter().rev();
        let behind = before.clone().position(quote).map_or(9, |step| step as u32);
        let end = candidate.end as usize;
        let ahead = items[end..(end + 4).min(items.len())].iter().position(quote).map_or(9, |step| step as u32);
        let own = end + ahead as usize == self.item;
        let paragraphs = candidate.paragraph.abs_diff(items[self.item].paragraph).min(2);
        let place = [side, behind, if own { 8 } else { ahead }];
        sink.add(t::LAST_QUOTE, &[place[0], place[1], place[2], sentences.min(3), paragraphs]);
        sink.add(t::LAST_QUOTE, &[place[0], place[1], place[2], shape, sentences.min(2)]);
    }

    fn cue_features(&self, number: usize, side: u32, sentences: u32, quotes: u32, sink: &mut impl Sink) {
        let place = self.place_of(number);
        let Cues { right, left } = place.cues;
        let code = |cue: Option<(u32, ItemClass)>| cue.map_or(99, |(_, class)| class as u32);
        let step = |cue: Option<(u32, ItemClass)>| cue.map_or(9, |(step, _)| bucket(step));
        let near = sentences.min(2);
        sink.add(t::CUE_RIGHT, &[side, near, code(right), step(right)]);
        sink.add(t::CUE_RIGHT, &[2 + side, near, code(right), quotes.min(1)]);
        sink.add(t::CUE_LEFT, &[side, near, code(left), step(left)]);
        sink.add(t::CUE_LEFT, &[2 + side, near, code(left), quotes.min(1)]);
        sink.add(t::CUE_SIDES, &[side, near, code(right), code(left)]);
        let has = u32::from(right.is_some() || left.is_some());
        sink.add(t::CUE_RANK, &[side, has, place.rivals.min(3), near]);
        let candidate = &self.candidates[number];
        // Source, verb, quotation: which order.
        let order = match (side, right, left) {
            (0, Some((step, _)), _) if (candidate.end + step) < self.item as u32 => 0,
            (0, None, Some(_)) => 1,
            (1, _, Some((step, _))) if candidate.start - 1 - step > self.item as u32 => 2,
            (1, Some(_), _) => 3,
            (0, ..) => 4,
            _ => 5,
        };
        sink.add(t::ORDER, &[order, near, self.shown.end]);
        sink.add(t::ORDER, &[order, near, candidate.source as u32]);
        // A cue anywhere later in the sentence, for sources with an apposition.
        if side == 0 && sentences == 0 && right.is_none() {
            let far = self.field.items[candidate.end as usize..self.item].iter().rev().find(|item| item.class.is_cue());
            sink.add(t::CUE_FAR, &[far.map_or(99, |item| item.class as u32), self.class(i64::from(candidate.end))]);
        }
    }

    /// Whether the candidate looks like the subject of its clause.
    fn subject(&self, candidate: &Candidate, side: u32, sentences: u32, sink: &mut impl Sink) {
        let items = self.field.items;
        let same = |at: usize| items.get(at).filter(|item| item.sentence == candidate.sentence);
        let class = |item: Option<&Item>| item.map_or(99, |item| item.class as u32);
        let start = candidate.start as usize;
        let before = start.checked_sub(1).and_then(same);
        let before2 = start.checked_sub(2).and_then(same);
        let after = same(candidate.end as usize);
        let after2 = same(candidate.end as usize + 1);
        let near = sentences.min(2);
        // First noun of its sentence.
        let first = items[..start].iter().rev().take(12).take_while(|item| item.sentence == candidate.sentence);
        let mut nouns = 0;
        let mut preposition = false;
        for item in first {
            nouns += u32::from(matches!(
                item.class,
                ItemClass::Person | ItemClass::Name | ItemClass::Pronoun | ItemClass::Role | ItemClass::Quote
            ));
            preposition |= nouns == 0
                && matches!(item.class, ItemClass::Preposition | ItemClass::Of | ItemClass::To | ItemClass::By);
        }
        sink.add(t::SUBJECT, &[side, near, u32::from(nouns == 0), u32::from(preposition)]);
        sink.add(t::SUBJECT, &[2 + side, near, u32::from(nouns == 0), class(after)]);
        sink.add(t::BEFORE_SOURCE, &[side, near, class(before)]);
        sink.add(t::BEFORE_SOURCE, &[side, near, class(before2), class(before)]);
        sink.add(t::AFTER_SOURCE, &[side, near, class(after)]);
        sink.add(t::AFTER_SOURCE, &[side, near, class(after), class(after2)]);
        sink.add(t::AFTER_SOURCE, &[10 + side, candidate.source as u32, class(after)]);
    }

    fn paths(&self, gap: std::ops::Range<usize>, side: u32, sink: &mut impl Sink) {
        const FINE: usize = 7;
        const COARSE: usize = 10;
        let items = &self.field.items[gap.clone()];
        if items.len() <= FINE {
            let mut path = [0u32; FINE + 1];
            path[0] = side;
            for (slot, item) in path[1..].iter_mut().zip(items) {
                *slot = item.class as u32;
            }
            sink.add(t::PATH, &path[..=items.len()]);
        }
        let mut path = [0u32; COARSE + 2];
        path[0] = side;
        let mut len = 1;
        let mut last = 99;
        for item in items {
            let class = coarse(item.class);
            // Runs of plain words are one noun phrase; adverbs and auxiliaries say nothing.
            if class == LEFT_OUT || (class == last && class == ItemClass::Word as u32) {
                continue;
            }
            if len == COARSE + 2 {
                return self.path_ends(items, side, sink);
            }
            if last != 99 {
                sink.add(t::PATH_PAIR, &[side, last, class]);
            }
            path[len] = class;
            len += 1;
            last = class;
        }
        sink.add(t::PATH_COARSE, &path[..len]);
        if len > 2 {
            sink.add(t::PATH_START, &path[..len.min(4)]);
            sink.add(t::PATH_END, &[side, path[len - 2], path[len - 1]]);
        }
    }

    fn path_ends(&self, items: &[Item], side: u32, sink: &mut impl Sink) {
        if let [.., a, b, c] = items {
            sink.add(t::PATH_END, &[2 + side, coarse(a.class), coarse(b.class), coarse(c.class)]);
        }
        if let [a, b, c, ..] = items {
            sink.add(t::PATH_START, &[2 + side, coarse(a.class), coarse(b.class), coarse(c.class)]);
        }
    }
}

/// How much of each kind stands between candidate and quotation.
fn between(gap: &Gap, side: u32, sink: &mut impl Sink) {
    let (commas, stops) = (gap.commas, gap.stops);
    sink.add(t::BETWEEN, &[0, side, commas.min(3), stops.min(2)]);
    sink.add(t::BETWEEN, &[1, side, gap.colons.min(2), stops.min(1)]);
    sink.add(t::BETWEEN, &[2, side, gap.cues.min(3), stops.min(1)]);
    sink.add(t::BETWEEN, &[3, side, gap.relatives.min(2), commas.min(2)]);
}

/// What says nothing on a coarse path.
const LEFT_OUT: u32 = 98;

/// Classes of a coarse path, by class.
const COARSE: [u8; 64] = {
    use ItemClass as C;
    const ALIKE: [(u8, &[C]); 5] = [
        (LEFT_OUT as u8, &[C::Adverb, C::Auxiliary, C::Negation]),
        (C::Word as u8, &[C::Determiner, C::Possessive, C::Number, C::CueNoun, C::Time, C::Past]),
        (C::Name as u8, &[C::Role, C::Group]),
        (C::Pronoun as u8, &[C::OtherPronoun]),
        (C::Preposition as u8, &[C::Of]),
    ];
    let mut table = [0; 64];
    let mut class = 0;
    while class < table.len() {
        table[class] = class as u8;
        class += 1;
    }
    let mut row = 0;
    while row < ALIKE.len() {
        let (coarse, classes) = ALIKE[row];
        let mut at = 0;
        while at < classes.len() {
            table[classes[at] as usize] = coarse;
            at += 1;
        }
        row += 1;
    }
    table
};

fn coarse(class: ItemClass) -> u32 {
    u32::from(COARSE[class as usize])
}
