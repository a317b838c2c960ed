//! Reads the word tables.

use super::class::Class;
use super::cue::{Cue, CueClass};
use super::{Info, Lexicon, Sex};
use crate::text::{Intern, Kind, Piece, Vocabulary, WordId, scan};

/// The tables, compiled ones before those made by hand, which win.
const NAMES: [&str; 2] =
    [include_str!("../../gazetteers/compiled/names.tsv"), include_str!("../../gazetteers/names.tsv")];
const VOCABULARY: &str = include_str!("../../gazetteers/compiled/vocabulary.tsv");
const WORDS: &str = include_str!("../../gazetteers/words.tsv");
const TITLES: &str = include_str!("../../gazetteers/words_titles.tsv");
const ROLES: [&str; 2] =
    [include_str!("../../gazetteers/compiled/roles.tsv"), include_str!("../../gazetteers/roles.tsv")];
const HEADS: &str = include_str!("../../gazetteers/heads.tsv");
const CAPITALS: &str = include_str!("../../gazetteers/capitals.tsv");
const CONTEXT: &str = include_str!("../../gazetteers/quotation_context.tsv");
const ABBREVIATIONS: &str = include_str!("../../gazetteers/abbreviations.tsv");
const FAMILY_FIRST: &str = include_str!("../../gazetteers/family_first.tsv");
const AFFIXES: &str = include_str!("../../gazetteers/name_affixes.tsv");
const CUES: [&str; 2] = [include_str!("../../gazetteers/compiled/cues.tsv"), include_str!("../../gazetteers/cues.tsv")];

/// The rows of a bundled table, each with exactly `N` cells; the header and rows of another width are left out.
fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    table.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let mut row = [""; N];
        for cell in &mut row {
            *cell = cells.next()?;
        }
        Some(row)
    })
}

fn sex(cell: &str) -> Sex {
    match cell {
        "m" => Sex::Male,
        "f" => Sex::Female,
        _ => Sex::Unknown,
    }
}

impl Lexicon {
    /// Reads the bundled English tables; the words are added to those of `vocabulary`, whose numbers stay.
    pub(crate) fn english(vocabulary: Vocabulary) -> Self {
        let mut lexicon = Lexicon { vocabulary, ..Lexicon::default() };
        for [word, rank] in rows(VOCABULARY) {
            lexicon.info_mut(word).common = rank.parse().unwrap_or(0);
        }
        for [name, given, family, of, word] in NAMES.iter().flat_map(|table| rows(table)) {
            let info = lexicon.info_mut(name);
            info.given = given.parse().unwrap_or(0);
            info.family = family.parse().unwrap_or(0);
            info.common = info.common.max(word.parse().unwrap_or(0));
            info.sex = sex(of);
        }
        for [word, class, note] in rows(WORDS) {
            lexicon.add_class(word, "words", class, note);
        }
        for [word, class, note] in rows(TITLES) {
            lexicon.add_class(word, "titles", class, note);
        }
        for [role, number, of, class] in ROLES.iter().flat_map(|table| rows(table)) {
            lexicon.add_role(role, number, of, class);
        }
        for [word, class, position] in rows(HEADS) {
            lexicon.add_class(word, "heads", class, "");
            lexicon.add_class(word, "heads", class, position);
        }
        for [word, class] in rows(CAPITALS) {
            lexicon.add_class(word, "capitals", class, "");
        }
        for [word, class] in rows(CONTEXT) {
            lexicon.add_class(word, "context", class, "");
        }
        for [word, class, ends] in rows(ABBREVIATIONS) {
            lexicon.add_abbreviation(word, class, ends);
        }
        for [surname, _] in rows(FAMILY_FIRST) {
            lexicon.info_mut(surname).classes.add(Class::FamilyFirst);
        }
        for [affix, side, ..] in rows::<4>(AFFIXES) {
            let (of, affix, edge) = match side {
                "prefix" => (&mut lexicon.affixes.prefixes, affix.trim_end_matches('-'), affix.bytes().next()),
                _ => (&mut lexicon.affixes.suffixes, affix.trim_start_matches('-'), affix.bytes().next_back()),
            };
            if let Some(edge) = edge {
                of.entry(edge).or_default().push(affix.to_owned());
            }
        }
        for row in CUES.iter().flat_map(|table| rows(table)) {
            lexicon.add_cue(row);
        }
        lexicon
    }

    fn info_mut(&mut self, word: &str) -> &mut Info {
        let id = self.vocabulary.intern(word) as usize;
        if self.infos.len() <= id {
            self.infos.resize(self.vocabulary.len().max(id + 1), Info::default());
        }
        &mut self.infos[id]
    }

    /// Gives a word the class that a table calls so; a note may make it a narrower class.
    fn add_class(&mut self, word: &str, table: &str, class: &str, note: &str) {
        let narrow = Class::parse(&format!("{table}/{class}:{note}"));
        let Some(class) = narrow.or_else(|| Class::parse(&format!("{table}/{class}"))) else { return };
        if !word.contains(' ') {
            self.info_mut(word).classes.add(class);
        }
    }

    fn add_role(&mut self, role: &str, number: &str, of: &str, class: &str) {
        if role.contains(' ') {
            return;
        }
        let info = self.info_mut(role);
        if class == "group" {
            info.classes.add(Class::Group);
        } else {
            match number {
                "pl" => info.classes.add(Class::Roles),
                "both" => [Class::Role, Class::Roles].into_iter().for_each(|class| info.classes.add(class)),
                _ => info.classes.add(Class::Role),
            }
        }
        for word in [of, class] {
            if let Some(class) = Class::parse(&format!("roles/{word}")).filter(|_| word != "group") {
                self.info_mut(role).classes.add(class);
            }
        }
    }

    fn add_abbreviation(&mut self, word: &str, class: &str, ends: &str) {
        self.add_class(word, "abbreviations", ends, "");
        match class {
            "number" => self.add_class(word, "abbreviations", "number", ""),
            "latin" | "time" | "country" | "degree" => self.add_class(word, "abbreviations", "small", ""),
            _ => {}
        }
    }

    fn add_cue(&mut self, [form, _, pos, class, count, quoted, side]: [&str; 7]) {
        let percent = |cell: &str| (cell.parse::<f32>().unwrap_or(0.0) * 100.0).round() as u8;
        let cue = Cue {
            class: CueClass::parse(class).unwrap_or(CueClass::Other),
            noun: pos == "noun",
            quoted: percent(quoted),
            source_before: percent(side),
            count: count.parse().unwrap_or(0),
        };
        if form.contains([' ', '-', '\'']) {
            let words = self.words_of(form);
            self.cue_phrases.add(&words, self.phrase_cues.len() as u32);
            self.phrase_cues.push(cue);
            return;
        }
        self.cues.push(cue);
        let number = self.cues.len() as u16;
        let info = self.info_mut(form);
        *(if cue.noun { &mut info.noun } else { &mut info.verb }) = number;
    }

    fn words_of(&mut self, phrase: &str) -> Vec<WordId> {
        let mut words = Vec::new();
        scan(phrase, &mut Intern(&mut self.vocabulary), |piece| {
            if let Piece::Token(token) = piece
                && token.kind != Kind::Hyphen
            {
                words.push(token.word);
            }
        });
        words
    }
}
