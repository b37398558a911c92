//! A letter as it was read: what was cut, its gaps, and what was set aside.

use serde::Serialize;
use serde_json::json;

use super::cut::{CLOSING, Cut, is, letters, paragraphs};
use super::gap::{Gap, MOST, Words};
use super::head::subject_of;
use crate::import::files;
use crate::import::words::{Receiver, Treatment, begins, count, shape, short};
use crate::reader::{self, ImportError, Look, Para, Source, Style, fault, too_many};
use crate::text::words::one_line;

/// Most words of a line of those with which a letter is signed.
const SIGNATURE: usize = 8;

/// A letter as it was understood.
#[derive(Clone, Debug, Serialize)]
pub struct Import {
    /// What `line` counts: `line` or `paragraph`.
    pub counts: &'static str,
    /// The first line of the letter: its greeting as it stands, and where.
    pub first: (usize, String),
    /// The last line of the letter: its closing, or its last words.
    pub last: (usize, String),
    /// Whether somebody looked at where it was cut.
    pub cut_confirmed: bool,
    /// The other letters that stand in the file: the greeting of each, and where.
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
    /// What was read as the subject.
    #[serde(skip)]
    pub(super) title: Option<(usize, String)>,
    /// Its closing, where nothing in it is left open.
    closing: Option<String>,
    #[serde(skip)]
    pub(super) words: Words,
}

impl Import {
    /// Reads a file: each letter that stands in it, at least one.
    ///
    /// # Errors
    /// What kind of file it is, where it cannot be read, or that no words of a letter are in it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Import>, ImportError> {
        let source = reader::read(name, bytes, reader::paragraphs)?;
        let paras = paragraphs(&source.paras);
        let cuts = letters(&paras);
        let read = |cut| Import::of(&source, &paras, cut, &cuts);
        let all: Vec<Import> = cuts.iter().filter_map(read).collect();
        match all.iter().any(|letter| letter.gaps.len() > MOST) {
            true => Err(too_many("import-too-many-gaps", MOST)),
            false if all.is_empty() => Err(fault("import-no-body")),
            false => Ok(all),
        }
    }

    /// It as a person is shown it: how it was cut, and what is proposed for the rest of it.
    pub fn shown(&self) -> (String, String) {
        let (who, to) = (self.receiver.who(), self.receiver.destination());
        let shown = json!({"import": self, "who": who, "to": to});
        (files::text("cut.txt", &shown), files::text("letter.txt", &shown))
    }

    /// Marks all of it as looked at by somebody.
    pub fn confirm_all(&mut self) {
        (self.cut_confirmed, self.subject_exact, self.receiver.exact) = (true, true, true);
        self.gaps.iter_mut().for_each(|gap| gap.exact = true);
    }

    /// The letter of a cut; none where it has no words.
    fn of(source: &Source, paras: &[Para], cut: &Cut, cuts: &[Cut]) -> Option<Import> {
        let first = cut.greeting.map_or(cut.start, |at| at + 1);
        let last = cut.closing.unwrap_or(cut.end).max(first);
        let lines = |paras: &[Para]| paras.iter().flat_map(Para::cut).collect::<Vec<_>>();
        let mut head = lines(&paras[cut.start..cut.greeting.unwrap_or(cut.start)]);
        let mut body = paras[first..last].to_vec();
        // What belongs to the letter stands behind its closing too, and what does not within it.
        let mut aside = lines(paras.get(last + 1..cut.end).unwrap_or_default());
        let is_postscript = |para: &Para| begins(&para.text, "postscripts");
        let far = |para: &Para| {
            let is_over = is(para, CLOSING) || shape("copied").is_match(&para.text);
            is_over || count(&para.text) > SIGNATURE && !is_postscript(para)
        };
        let near = aside.iter().position(far).unwrap_or(aside.len());
        body.extend(aside.extract_if(..near, |para| is_postscript(para)));
        let is_note = |para: &Para| is_remark(para) || shape("note").is_match(&para.text);
        aside.extend(body.extract_if(.., |para| is_note(para)));
        let [greeting, closing] = [cut.greeting, cut.closing].map(|at| at.map(|at| &paras[at]));
        let (title, subject_exact) = subject_of(&mut head, &mut body).unzip();
        let title = title.map(|para| (para.line, para.text));
        let about = title.as_ref().map_or("", |(_, words)| words);
        let receiver = Receiver::of(greeting, about, &head, &body);
        // A letter that is quoted as a whole quotes nobody.
        if body.iter().all(|para| para.style == Style::Quote) {
            body.iter_mut().for_each(|para| para.style = Style::Plain);
        }
        let words = Words::of(body.iter().flat_map(apart));
        if !words.whole.text.contains(char::is_alphanumeric) {
            return None;
        }
        let mut gaps = words.gaps();
        // Only the constituency of an MP is the one that follows from a postcode.
        for gap in gaps.iter_mut().filter(|_| receiver.destination() != "mp") {
            if gap.treatment == Treatment::Shared("mp.constituency".into()) {
                (gap.treatment, gap.exact) = (Treatment::Ask, false);
            }
        }
        aside.retain(|note| !cited(note, &mut gaps));
        let before_and_behind = [&paras[..cut.start], &paras[cut.end..]].concat();
        let aside = aside.into_iter().chain(head).chain(lines(&before_and_behind));
        let aside = aside.map(|para| (para.line, one_line(&para.text)));
        let mut aside: Vec<_> = aside.chain(source.aside.clone()).collect();
        aside.sort();
        let ends = |para: &Para| one_line(para.text.trim_end_matches([',', '.', ' ']));
        let whole = |closing: &String| count(closing) > 1 && !closing.contains(['[', '(', '_']);
        let shown = |para: &Para| (para.line, short(&para.text, 80));
        let others = cuts.iter().filter(|other| *other != cut).filter_map(|other| other.greeting);
        Some(Import {
            counts: source.counts,
            first: greeting.or(body.first()).map(shown).unwrap_or_default(),
            last: closing.or(body.last()).map(shown).unwrap_or_default(),
            cut_confirmed: false,
            others: others.map(|at| shown(&paras[at])).collect(),
            subject_exact: subject_exact.unwrap_or(true),
            subject: title.clone(),
            title,
            receiver,
            gaps,
            aside,
            told: source.told.clone(),
            closing: closing.map(ends).filter(whole),
            words,
        })
    }
}

/// A paragraph, or its lines where one of them is a gap of its own or is to be gone on with.
fn apart(para: &Para) -> Vec<Para> {
    let alone = para.text.contains('\n') && shape("apart").is_match(&para.text);
    if alone { para.cut() } else { vec![para.clone()] }
}

/// Whether marks in the text point to this note at the foot; they become a source of its words.
fn cited(note: &Para, gaps: &mut [Gap]) -> bool {
    let Some(mark) = shape("note").captures(&note.text) else { return false };
    let of_it = gaps.iter_mut().filter(|gap| gap.written == mark[1] && gap.help.is_none());
    let of_it = of_it.map(|gap| {
        (gap.treatment, gap.exact) = (Treatment::Source, true);
        gap.help = Some(note.text[mark[0].len()..].to_string());
    });
    of_it.count() > 0
}

/// Whether a paragraph is a remark to the writer: slanted or coloured as a whole, and not a gap.
fn is_remark(para: &Para) -> bool {
    let text = para.text.trim();
    let gap = text.starts_with(['(', '[', '{', '<'])
        || !text.contains(char::is_alphanumeric)
        || ["to_be_said", "wordings"].iter().any(|name| shape(name).is_match(text));
    let (coloured, slanted) = (para.is_all(Look::Coloured), para.is_all(Look::Italic));
    let of_colour = coloured && (slanted || text.ends_with(':'));
    !gap && (of_colour || slanted && shape("to_writer").is_match(text))
}
