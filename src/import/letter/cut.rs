//! Where a letter begins and ends in a file: from "Dear" to "Yours", at every place where one
//! stands.

use crate::import::source::{Para, Style};
use crate::import::words::{begins, count, has, plain, says, shape};

/// Most letters of a file that are told apart.
const MOST_LETTERS: usize = 20;

/// Most lines of a signature.
const MOST_SIGNED: usize = 6;

/// A line of the file, with the paragraph that it is of.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) para: Para,
    pub(super) block: usize,
}

/// The lines of a letter, by their index: from its greeting, or its first words where it has none,
/// to its closing, or its last words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Where what belongs to it begins: behind the letter before.
    pub(super) start: usize,
    /// Its greeting.
    pub(super) greeting: Option<usize>,
    /// Its closing.
    pub(super) closing: Option<usize>,
    /// Where what belongs to the next letter begins.
    pub(super) end: usize,
}

/// The lines of the paragraphs of a file; `Dear` alone goes with the blank in the line below.
pub(super) fn lines(paras: &[Para]) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    for (block, para) in paras.iter().enumerate() {
        for para in para.cut() {
            let above = all.last_mut().filter(|above| above.block == block);
            match above.filter(|above| plain(&above.para.text) == "dear") {
                Some(Line { para: dear, .. }) => {
                    dear.text.push(' ');
                    dear.append(&para);
                }
                None => all.push(Line { para, block }),
            }
        }
    }
    all
}

/// The letters that stand in the lines; one of all lines where none greets anybody.
pub(super) fn letters(lines: &[Line]) -> Vec<Cut> {
    let greets: Vec<usize> = (0..lines.len()).filter(|at| is_greeting(&lines[*at].para)).collect();
    // A covering note greets those who are to send the letter.
    let to_readers = |at: &usize| says(&lines[*at].para.text, "readers");
    let informal = |at: &usize| begins(bare(&lines[*at].para.text), "informal");
    let formal = greets.iter().any(|at| !informal(at) && !to_readers(at));
    let of_note = |at: &usize| to_readers(at) || formal && informal(at);
    let mut letters: Vec<usize> = greets.iter().copied().filter(|at| !of_note(at)).collect();
    if letters.is_empty() {
        letters = greets;
    }
    // `To the Editor` above `Sir` is a line of the address.
    let all = letters.clone();
    letters.retain(|at| all.binary_search(&(at + 1)).is_err());
    letters.truncate(MOST_LETTERS);
    if letters.is_empty() {
        let closing = (0..lines.len()).rev().find(|at| is_closing(&lines[*at].para));
        return vec![Cut { start: 0, greeting: None, closing, end: lines.len() }];
    }
    let (mut all, mut start) = (Vec::new(), 0);
    for (index, greeting) in letters.iter().copied().enumerate() {
        let next = letters.get(index + 1).copied();
        let end = next.unwrap_or(lines.len());
        let mut ends = (greeting + 1..end).filter(|at| is_closing(&lines[*at].para));
        let first = ends.clone().find(|at| plain(&lines[*at].para.text).starts_with("yours"));
        let closing = first.or_else(|| ends.next_back());
        // What stands between a closing and the next greeting is looked at with the next letter.
        let behind = closing.filter(|_| next.is_some()).map(|at| signed(lines, at).min(end));
        let end = behind.unwrap_or(end);
        all.push(Cut { start, greeting: Some(greeting), closing, end });
        start = end;
    }
    all
}

/// The line behind a closing and the short lines of its signature.
fn signed(lines: &[Line], closing: usize) -> usize {
    let rest = lines[closing + 1..].iter().take(MOST_SIGNED);
    let signs = rest.take_while(|line| count(&line.para.text) <= 4);
    closing + 1 + signs.count()
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "*_\"“”".contains(c))
}

/// Whether a line greets somebody: a short line that begins with Dear or the like.
fn is_greeting(para: &Para) -> bool {
    let text = bare(&para.text);
    shape("greeting").is_match(text) && count(text) <= 14 && !is_item(para)
}

/// Whether a line ends a letter: a few words such as "Yours sincerely".
fn is_closing(para: &Para) -> bool {
    let text = bare(&para.text);
    let open = !text.ends_with(',') && has(text, "for");
    shape("closing").is_match(text) && count(text) <= 6 && !open && !is_item(para)
}

fn is_item(para: &Para) -> bool {
    matches!(para.style, Style::Item { .. })
}
