//! A letter as it was read: what was cut, its gaps, and what was set aside.

use std::collections::BTreeMap;

use super::super::error::{ImportError, fault, too_many};
use super::super::read;
use super::super::source::{Look, Para, Source, Style};
use super::super::words::{begins, plain, shape, short};
use super::cut::{Cut, Line};
use super::find::{MOST, find, inner};
use super::gap::{self, Gap, Treatment};
use super::receiver::Receiver;
use super::subject::subject_of;
use super::text::Words;
use crate::text::words::one_line;

/// A letter as it was understood.
#[derive(Clone, Debug)]
pub struct Import {
    /// What `line` counts: `line` or `paragraph`.
    pub counts: &'static str,
    /// The first line of the letter: its greeting as it stands, and where.
    pub first: (usize, String),
    /// The last line of the letter: its closing, or its last words.
    pub last: (usize, String),
    /// Whether somebody looked at where it was cut.
    pub cut_confirmed: bool,
    /// The first lines of the other letters that stand in the file.
    pub others: Vec<(usize, String)>,
    /// Its subject as it stands, and the line.
    pub subject: Option<(usize, String)>,
    /// Whether the subject is certain, or was confirmed.
    pub subject_exact: bool,
    /// Whom it goes to.
    pub receiver: Receiver,
    /// Every bracket, blank and highlight.
    pub gaps: Vec<Gap>,
    /// Lines that are no part of the letter.
    pub aside: Vec<(usize, String)>,
    /// What was seen in the file besides, a sentence each.
    pub told: Vec<String>,
    pub(super) closing: String,
    pub(super) words: Words,
}

impl Import {
    /// Reads a file: each letter that stands in it, at least one.
    ///
    /// # Errors
    /// What kind of file it is, where it cannot be read, or that no words of a letter are in it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Import>, ImportError> {
        let source = read::read(name, bytes)?;
        let lines = super::cut::lines(&source.paras);
        let cuts = super::cut::letters(&lines);
        let (mut all, mut why) = (Vec::new(), fault("no_body"));
        for cut in &cuts {
            match Import::of(&source, &lines, cut, &cuts) {
                Ok(letter) => all.push(letter),
                Err(wrong) => why = wrong,
            }
        }
        if all.is_empty() { Err(why) } else { Ok(all) }
    }

    /// The other letters that stand in the file, a sentence each.
    pub fn others_told(&self) -> impl Iterator<Item = String> {
        self.others.iter().map(|(line, words)| {
            let counts = self.counts;
            format!("There is another letter in the file, at {counts} {line}: “{words}”. It is left out.")
        })
    }

    /// Marks all of it as looked at by somebody.
    pub fn confirm_all(&mut self) {
        (self.cut_confirmed, self.subject_exact, self.receiver.exact) = (true, true, true);
        self.gaps.iter_mut().for_each(|gap| gap.exact = true);
    }

    /// Takes what was read as the subject for the letter's first paragraph.
    pub fn leave_out_subject(&mut self) {
        if let Some((line, subject)) = self.subject.take() {
            let moved = self.words.put_first(line, &subject);
            for gap in &mut self.gaps {
                gap.range = gap.range.start + moved..gap.range.end + moved;
            }
        }
    }

    fn of(source: &Source, lines: &[Line], cut: &Cut, cuts: &[Cut]) -> Result<Import, ImportError> {
        let mut first = cut.greeting.map_or(cut.start, |at| at + 1);
        let mut greeting = cut.greeting.map(|at| lines[at].para.clone());
        // `Dear`, and a blank in the line below.
        if let (Some(dear), Some(next)) = (&mut greeting, lines.get(first))
            && plain(&dear.text) == "dear"
            && next.block == lines[first - 1].block
            && is_gap(&next.para)
        {
            dear.text.push(' ');
            dear.append(&next.para);
            first += 1;
        }
        let last = cut.closing.unwrap_or(cut.end);
        let paras = |lines: &[Line]| lines.iter().map(|line| line.para.clone()).collect::<Vec<_>>();
        let mut head = paras(&lines[cut.start..cut.greeting.unwrap_or(cut.start)]);
        let behind = paras(lines.get(last + 1..cut.end.max(last + 1)).unwrap_or_default());
        let (postscripts, signature): (Vec<Para>, Vec<Para>) =
            behind.into_iter().partition(|para| begins(&para.text, "postscripts"));
        let mut body = regrouped(&lines[first..last.max(first)]);
        body.extend(postscripts);
        let (remarks, body): (Vec<Para>, Vec<Para>) = body.into_iter().partition(is_remark);
        let noted = |para: &Para| shape("note").is_match(&para.text);
        let (mut notes, mut body): (Vec<Para>, Vec<Para>) = body.into_iter().partition(noted);
        let (at_foot, signature): (Vec<Para>, Vec<Para>) = signature.into_iter().partition(noted);
        notes.extend(at_foot);
        let greeting = greeting.as_ref();
        let mut receiver = super::receiver::of(greeting, &head, &body);
        let mut labels = Vec::new();
        let subject = subject_of(&mut head, &mut body, &mut labels, &mut receiver);
        let words = Words::of(body.iter().flat_map(apart));
        if !words.whole.text.contains(char::is_alphanumeric) {
            return Err(fault("no_body"));
        }
        let mut gaps = Gap::all(&words);
        let notes = cite(&mut gaps, notes);
        if gaps.len() > MOST {
            return Err(too_many("too_many_gaps", MOST));
        }
        let gaps = with_lists(gaps, &words);
        let others = || cuts.iter().filter(|other| *other != cut);
        let elsewhere = others().flat_map(|other| paras(&lines[other.start..other.end]));
        let aside = [labels, head, remarks, notes, signature].concat().into_iter().chain(elsewhere);
        let mut aside: Vec<(usize, String)> =
            aside.map(|para| (para.line, one_line(&para.text))).collect();
        aside.sort();
        let closing = cut.closing.map(|at| &lines[at].para);
        let shown = |para: Option<&Para>| {
            para.map_or((0, String::new()), |para| (para.line, short(&para.text, 80)))
        };
        let greeted = others().filter_map(|other| other.greeting).map(|at| Some(&lines[at].para));
        Ok(Import {
            counts: source.counts,
            first: shown(greeting.or(body.first())),
            last: shown(closing.or(body.last())),
            cut_confirmed: false,
            others: greeted.map(shown).collect(),
            subject_exact: subject.as_ref().is_none_or(|(_, exact)| *exact),
            subject: subject.map(|(para, _)| (para.line, one_line(&para.text))),
            receiver,
            gaps,
            aside,
            told: source.told.clone(),
            closing: closing.map(|para| one_line(&para.text)).unwrap_or_default(),
            words,
        })
    }
}

/// Lines as paragraphs again.
fn regrouped(lines: &[Line]) -> Vec<Para> {
    let joined = |lines: &[Line]| {
        let mut para = lines[0].para.clone();
        for line in &lines[1..] {
            para.text.push('\n');
            para.append(&line.para);
        }
        para
    };
    lines.chunk_by(|line, next| line.block == next.block).map(joined).collect()
}

/// A paragraph, or its lines where one of them is a gap of its own or is to be gone on with.
fn apart(para: &Para) -> Vec<Para> {
    let stands_alone = |line: &str| {
        let line = line.trim();
        line.starts_with(['[', '(', '{', '<', '*', '☐', '□', '❑', '❏', '◻'])
            || line.ends_with('…')
            || line.ends_with("...")
    };
    let alone = para.text.contains('\n') && para.text.split('\n').any(stands_alone);
    if alone { para.cut() } else { vec![para.clone()] }
}

/// Whether a line is a gap and no more.
fn is_gap(para: &Para) -> bool {
    let gaps = find(para);
    let inside = |at: usize| gaps.iter().any(|gap| gap.range.contains(&at));
    !gaps.is_empty() && para.text.char_indices().all(|(at, c)| !c.is_alphanumeric() || inside(at))
}

/// Makes the marks in the text that notes at the foot begin with sources, of the notes' words; gives
/// the notes that no mark points to.
fn cite(gaps: &mut [Gap], notes: Vec<Para>) -> Vec<Para> {
    let mut marks: BTreeMap<String, Vec<Para>> = BTreeMap::new();
    for note in notes {
        let mark = shape("note").captures(&note.text).map(|found| found[1].to_string());
        marks.entry(mark.unwrap_or_default()).or_default().push(note);
    }
    for gap in gaps.iter_mut() {
        if let Some(note) = marks.get(&gap.written).and_then(|notes| notes.first()) {
            (gap.treatment, gap.exact) = (Treatment::Source, true);
            gap.help = Some(shape("note").replace(&note.text, "").into_owned());
        }
    }
    let mut left: Vec<Para> = Vec::new();
    for (mark, mut notes) in marks {
        if gaps.iter().any(|gap| gap.written == mark) {
            notes.remove(0);
        }
        left.extend(notes);
    }
    left
}

/// Whether a paragraph is a remark to the writer: slanted or coloured as a whole, and not a gap.
fn is_remark(para: &Para) -> bool {
    let text = para.text.trim();
    if text.starts_with(['(', '[', '{', '<']) || !text.contains(char::is_alphanumeric) {
        return false;
    }
    let to_writer = plain(text).split(' ').any(|w| w == "you" || w == "your")
        || begins(text, "instructs")
        || begins(text, "leave_out");
    let (coloured, slanted) = (para.is_all(Look::Coloured), para.is_all(Look::Italic));
    coloured && (slanted || text.ends_with(':')) || slanted && to_writer && !text.starts_with("I ")
}

/// Gaps with what stands beside them: examples behind a gap are the help of its question, and the
/// list behind `choose two of these` is points.
fn with_lists(gaps: Vec<Gap>, words: &Words) -> Vec<Gap> {
    let mut all: Vec<Gap> = Vec::new();
    for mut gap in gaps {
        let block = words.block_at(gap.range.end);
        let words_in = inner(&gap.written);
        let example = begins(words_in, "examples");
        let asked = all.iter_mut().rev().find(|gap| gap.is_asked());
        if let Some(asked) =
            asked.filter(|_| example && gap.alone && gap.treatment == Treatment::LeaveOut)
        {
            asked.help = Some(short(&gap::tidy(words_in), 600));
            gap.exact = words.block_at(asked.range.start) + 1 == words.block_at(gap.range.start);
        }
        let next = words.blocks.get(block + 1).map(|block| block.style);
        let items = matches!(next, Some(Style::Item { .. }));
        let rest =
            &words.whole.text[gap.range.end..words.blocks[block].range.end.max(gap.range.end)];
        if items && !rest.contains(char::is_alphanumeric) && begins(words_in, "choose") {
            (gap.treatment, gap.exact) = (Treatment::Points, false);
        }
        all.push(gap);
    }
    all
}
