//! A letter as it was read: what was cut, its gaps, and what was set aside.

use std::collections::VecDeque;

use super::super::error::ImportError;
use super::super::read;
use super::super::source::{Note, Para, Source, Style, What};
use super::super::words::{begins, count, lists, plain, short};
use super::cut::{Cut, Line, is_postscript};
use super::gap::{Gap, Treatment};
use super::receiver::Receiver;
use crate::import::letter::references::references;
use crate::text::words::one_line;

/// Most characters of a subject.
const LONGEST_SUBJECT: usize = 250;

/// Most paragraphs that one pair of brackets goes over.
const MOST_BRACKETED: usize = 40;

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
    pub(super) blocks: Vec<Para>,
    pub(super) subject_gaps: Vec<Gap>,
    pub(super) notes: Vec<Note>,
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
        let (mut all, mut why) = (Vec::new(), ImportError::NoBody);
        for cut in &cuts {
            match Import::of(&source, &lines, cut, &cuts) {
                Ok(letter) => all.push(letter),
                Err(wrong) => why = wrong,
            }
        }
        if all.is_empty() { Err(why) } else { Ok(all) }
    }

    /// Marks all of it as looked at by somebody.
    pub fn confirm_all(&mut self) {
        (self.cut_confirmed, self.subject_exact, self.receiver.exact) = (true, true, true);
        self.gaps.iter_mut().for_each(|gap| gap.exact = true);
    }

    /// Takes what was read as the subject for the letter's first paragraph.
    pub fn leave_out_subject(&mut self) {
        if let Some((line, subject)) = self.subject.take() {
            self.blocks.insert(0, Para::plain(line, subject));
            self.gaps.iter_mut().for_each(|gap| gap.block += 1);
        }
    }

    fn of(source: &Source, lines: &[Line], cut: &Cut, cuts: &[Cut]) -> Result<Import, ImportError> {
        let first = cut.greeting.map_or(cut.start, |at| at + 1);
        let last = cut.closing.unwrap_or(cut.end);
        let mut aside: Vec<(usize, String)> = Vec::new();
        let mut head: Vec<Para> = lines[cut.start..cut.greeting.unwrap_or(cut.start)]
            .iter()
            .map(|line| line.para.clone())
            .collect();
        let mut body = regrouped(&lines[first..last.max(first)]);
        let behind = lines.get(last + 1..cut.end.max(last + 1)).unwrap_or_default();
        body.extend(postscripts(behind));
        body.retain(|para| {
            let note = is_note(para);
            if note {
                aside.push((para.line, one_line(&para.text)));
            }
            !note
        });
        let greeting = cut.greeting.map(|at| &lines[at].para);
        let mut receiver = super::receiver::of(greeting, &head, &body);
        let subject = subject_of(&mut head, &mut body, &mut aside, &mut receiver);
        for para in &head {
            aside.push((para.line, one_line(&para.text)));
        }
        for line in behind.iter().filter(|line| !is_postscript(&line.para.text)) {
            aside.push((line.para.line, one_line(&line.para.text)));
        }
        for other in cuts.iter().filter(|other| *other != cut) {
            for line in &lines[other.start..other.end] {
                aside.push((line.para.line, one_line(&line.para.text)));
            }
        }
        aside.sort();
        let blocks = joined_brackets(split_lines(body));
        if !blocks.iter().any(|para| para.text.contains(char::is_alphanumeric)) {
            return Err(ImportError::NoBody);
        }
        let closing = cut.closing.map(|at| lines[at].para.clone());
        let end = closing.as_ref().or(blocks.last());
        let start = greeting.or(blocks.first());
        let at = |para: Option<&Para>| {
            para.map_or((0, String::new()), |para| (para.line, short(&para.text, 80)))
        };
        let gaps = gaps_of(&blocks);
        if gaps.len() > crate::import::letter::candidate::MOST {
            return Err(ImportError::TooManyGaps(crate::import::letter::candidate::MOST));
        }
        let subject_gaps = subject.iter().flat_map(|(para, _)| gaps_in(para, 0)).collect();
        let greeted = |other: &Cut| other.greeting.map(|at| &lines[at].para);
        let others = cuts.iter().filter(|other| *other != cut).filter_map(greeted);
        Ok(Import {
            counts: source.counts,
            first: at(start),
            last: at(end),
            cut_confirmed: false,
            others: others.map(|para| (para.line, short(&para.text, 80))).collect(),
            subject_exact: subject.as_ref().is_none_or(|(_, exact)| *exact),
            subject: subject.map(|(para, _)| (para.line, one_line(&para.text))),
            receiver,
            gaps,
            aside,
            told: source.told.clone(),
            closing: closing.map(|para| one_line(&para.text)).unwrap_or_default(),
            blocks,
            subject_gaps,
            notes: source.notes.clone(),
        })
    }
}

/// Lines as paragraphs again.
fn regrouped(lines: &[Line]) -> Vec<Para> {
    let mut all: Vec<Para> = Vec::new();
    let mut block = None;
    for line in lines {
        match all.last_mut().filter(|_| block == Some(line.block)) {
            Some(para) => {
                para.text.push('\n');
                para.append(&line.para);
            }
            None => all.push(line.para.clone()),
        }
        block = Some(line.block);
    }
    all
}

/// What stands behind the closing and is part of the letter all the same.
fn postscripts(behind: &[Line]) -> impl Iterator<Item = Para> {
    behind.iter().map(|line| &line.para).filter(|para| is_postscript(&para.text)).cloned()
}

/// Whether a paragraph is a note to the writer: slanted or coloured as a whole, and not a gap.
fn is_note(para: &Para) -> bool {
    let all = |what: &What| {
        let mut letters = para.text.char_indices().filter(|(_, c)| c.is_alphanumeric());
        letters.all(|(at, _)| para.marks.iter().any(|m| m.what == *what && m.range.contains(&at)))
    };
    let text = para.text.trim();
    if text.starts_with(['(', '[', '{', '<']) || !text.contains(char::is_alphanumeric) {
        return false;
    }
    let words = plain(text);
    let to_writer = words.split(' ').any(|w| w == "you" || w == "your")
        || begins(text, &lists().instructs)
        || begins(text, &lists().leave_out);
    let (coloured, slanted) = (all(&What::Coloured), all(&What::Italic));
    coloured && (slanted || text.ends_with(':')) || slanted && to_writer && !text.starts_with("I ")
}

/// Takes the subject out of the head or the body: the paragraph, and whether it is certain.
fn subject_of(
    head: &mut Vec<Para>,
    body: &mut Vec<Para>,
    aside: &mut Vec<(usize, String)>,
    receiver: &mut Receiver,
) -> Option<(Para, bool)> {
    let known = |para: &Para| label_of(&para.text, &["subject", "subject line", "title"]).is_some();
    if let Some(at) = head.iter().rposition(known) {
        let para = head.remove(at);
        let colon = para.text.find(':').map_or(0, |at| at + 1);
        return Some((para.slice(colon..para.text.len()).trimmed(), true));
    }
    let re = |para: &Para| {
        label_of(&para.text, &["re", "ref", "reference"]).is_some() || references(&para.text)
    };
    if let Some(at) = head.iter().position(re) {
        receiver.sees_reference(&head[at].text);
        return Some((described(head, at, aside), true));
    }
    let at = body
        .iter()
        .take(2)
        .position(re)
        .filter(|at| count(&body[*at].text) <= 30)
        .or_else(|| body.first().filter(|para| is_title(para)).map(|_| 0))?;
    if body.len() == 1 {
        return None;
    }
    receiver.sees_reference(&body[at].text);
    let exact = re(&body[at]) || body[at].stands_out();
    let lines: Vec<Para> = body[at].cut();
    if lines.len() == 1 || re(&body[at]) {
        return Some((body.remove(at), exact));
    }
    None
}

/// A line with a reference, and the lines behind it that say what it is: `Description: …`.
fn described(head: &mut Vec<Para>, at: usize, aside: &mut Vec<(usize, String)>) -> Para {
    let (mut para, mut joint) = (head.remove(at), ": ");
    const LABELS: &[&str] =
        &["description", "proposal", "site", "location", "address", "applicant", "site address"];
    while let Some(next) = head.get(at) {
        let Some(rest) = label_of(&next.text, LABELS) else { break };
        let start = next.text.len() - rest.len();
        if para.text.len() + rest.len() > LONGEST_SUBJECT {
            break;
        }
        aside.push((next.line, next.text[..start].trim().to_string()));
        let rest = next.slice(start..next.text.len()).trimmed();
        para.text.push_str(joint);
        joint = ", ";
        para.append(&rest);
        head.remove(at);
    }
    para
}

/// What follows a label and its colon.
fn label_of<'t>(text: &'t str, labels: &[&str]) -> Option<&'t str> {
    let (label, rest) = text.split_once(':')?;
    let label = plain(label);
    (labels.contains(&label.as_str()) && !rest.trim().is_empty()).then(|| rest.trim_start())
}

/// Whether the first words behind the greeting are a title: bold or a heading, or a short line
/// that is no sentence.
fn is_title(para: &Para) -> bool {
    let text = para.text.trim();
    let inside = |c: char| "[{<(«%".contains(c);
    if para.stands_out() {
        return text.len() <= LONGEST_SUBJECT && !text.starts_with(inside) && !text.ends_with(',');
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    para.style == Style::Plain
        && count(text) <= 15
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "‘“\"".contains(c))
        && !text.ends_with(['.', ',', ':', ';', '…', '?', '!'])
        && !["I", "We", "My", "As", "I/we", "I/We", "Thank", "Please"].contains(&first)
        && !text.contains("__")
}

/// Paragraphs with the lines apart where one of them is a gap of its own or is to be gone on with.
fn split_lines(body: Vec<Para>) -> Vec<Para> {
    let mut all = Vec::new();
    for para in body {
        let stands_alone = |line: &str| {
            let line = line.trim();
            line.starts_with(['[', '(', '{', '<', '*'])
                || line.ends_with(['…'])
                || line.ends_with("...")
        };
        if para.text.contains('\n') && para.text.split('\n').any(stands_alone) {
            all.extend(para.cut());
        } else {
            all.push(para);
        }
    }
    all
}

/// Brackets that go over several paragraphs, as one paragraph.
fn joined_brackets(paras: Vec<Para>) -> Vec<Para> {
    let mut all: Vec<Para> = Vec::new();
    let mut queue: VecDeque<Para> = paras.into();
    while let Some(para) = queue.pop_front() {
        let start = unclosed(&para.text);
        let Some((start, (index, end))) = start.zip(start.and_then(|_| closing(&queue))) else {
            all.push(para);
            continue;
        };
        if start > 0 {
            all.push(para.slice(0..start).trimmed());
        }
        let mut joined = para.slice(start..para.text.len());
        for (at, next) in queue.drain(..=index).collect::<Vec<_>>().iter().enumerate() {
            let sign = if matches!(next.style, Style::Item { .. }) { "\n• " } else { "\n" };
            joined.text.push_str(sign);
            joined.append(&if at == index { next.slice(0..end) } else { next.clone() });
            let rest = next.slice(end.min(next.text.len())..next.text.len()).trimmed();
            if at == index && rest.text.contains(char::is_alphanumeric) {
                queue.push_front(rest);
            }
        }
        joined.style = Style::Plain;
        all.push(joined);
    }
    all
}

/// Where a bracket is closed in the next paragraphs: which of them, and behind which byte.
fn closing(next: &VecDeque<Para>) -> Option<(usize, usize)> {
    let near = next.iter().take(MOST_BRACKETED);
    let mut near = near.take_while(|para| !para.text.starts_with('[')).enumerate();
    near.find_map(|(index, para)| Some((index, unopened(&para.text)?)))
}

/// Behind a closing bracket that nothing in its paragraph opens.
fn unopened(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' if depth == 0 => return Some(at + 1),
            ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Where a square bracket opens that its paragraph does not close.
fn unclosed(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '[' | '{' => open.push((at, c)),
            ']' | '}' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.into_iter().find(|(_, c)| *c == '[').map(|(at, _)| at)
}

/// The gaps of a paragraph.
fn gaps_in(para: &Para, block: usize) -> Vec<Gap> {
    super::find::find(para).iter().map(|found| Gap::of(para, block, found)).collect()
}

/// The gaps of all paragraphs. What gives examples behind a gap is the help of its question.
fn gaps_of(blocks: &[Para]) -> Vec<Gap> {
    let mut all: Vec<Gap> = Vec::new();
    for (block, para) in blocks.iter().enumerate() {
        if all.len() > crate::import::letter::candidate::MOST {
            break;
        }
        for mut gap in gaps_in(para, block) {
            let example = gap.treatment == Treatment::LeaveOut
                && gap.alone
                && ["for example", "e g", "eg"].iter().any(|s| plain(&gap.written).starts_with(s));
            let asked = all.iter_mut().rev().find(|gap| gap.is_asked());
            if let (true, Some(asked)) = (example, asked) {
                let words = super::gap::tidy(super::gap::inner(&gap.written));
                asked.help = Some(short(&words, 600));
                gap.exact = asked.block + 1 == block;
            }
            let items = matches!(blocks.get(block + 1).map(|p| p.style), Some(Style::Item { .. }));
            let ends = !para.text[gap.range.end..].contains(char::is_alphanumeric);
            if items && ends && begins(super::gap::inner(&gap.written), &lists().choose) {
                (gap.treatment, gap.exact) = (Treatment::Points, false);
            }
            if !items && gap.treatment == Treatment::Points {
                gap.treatment = Treatment::LeaveOut;
            }
            all.push(gap);
        }
    }
    all
}
