//! Where a letter begins and ends in a file: from "Dear" to "Yours", at every place where one
//! stands.

use crate::import::words::{begins, count, plain, says, shape};
use crate::reader::{Para, Style};

/// Most letters of a file that are told apart.
const MOST_LETTERS: usize = 20;

/// What greets somebody, and its most words: a line that begins with Dear or the like.
const GREETING: (&str, usize) = ("greeting", 14);

/// What ends a letter, and its most words: "Yours sincerely".
pub(super) const CLOSING: (&str, usize) = ("closing", 6);

/// The paragraphs of a letter, by their index: from its greeting, or its first words where it has
/// none, to its closing, or its last words.
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

/// The paragraphs of a file, with lines that greet somebody or end a letter apart; `Dear` alone goes
/// with the blank in the line below.
pub(super) fn paragraphs(paras: &[Para]) -> Vec<Para> {
    let is_dear = |line: &Para| plain(&line.text) == "dear";
    let apart = |line: &Para| is(line, GREETING) || is(line, CLOSING);
    let joined = |lines: &[Para]| {
        lines.windows(2).fold(lines[0].clone(), |mut all, pair| {
            all.text.push(if is_dear(&pair[0]) { ' ' } else { '\n' });
            all.append(&pair[1]);
            all
        })
    };
    let joins = |above: &Para, line: &Para| is_dear(above) || !apart(above) && !apart(line);
    let of_para = |para: &Para| para.cut().chunk_by(joins).map(joined).collect::<Vec<_>>();
    paras.iter().flat_map(of_para).collect()
}

/// The letters that stand in paragraphs; one of all of them where none greets anybody.
pub(super) fn letters(paras: &[Para]) -> Vec<Cut> {
    let mut letters: Vec<usize> = (0..paras.len()).filter(|at| is(&paras[*at], GREETING)).collect();
    // A covering note says Hello, or greets those who are to send the letter.
    let to_readers = |at: &usize| says(&paras[*at].text, "readers");
    let of_note = |at: &usize| (to_readers(at), begins(&paras[*at].text, "informal"));
    let least = letters.iter().map(of_note).min();
    letters.retain(|at| Some(of_note(at)) == least);
    // `To the Editor` above `Sir` is a line of the address.
    let all = letters.clone();
    letters.retain(|at| !all.contains(&(at + 1)));
    letters.truncate(MOST_LETTERS);
    let (mut all, mut start) = (Vec::new(), 0);
    for index in 0..letters.len().max(1) {
        let greeting = letters.get(index).copied();
        let next = letters.get(index + 1).copied();
        let first = greeting.map_or(0, |at| at + 1);
        let mut within = first..next.unwrap_or(paras.len());
        let is_signed =
            |at: usize| paras.get(at).is_some_and(|p| shape("signed").is_match(&p.text));
        let ends: Vec<usize> = within.clone().filter(|at| is(&paras[*at], CLOSING)).collect();
        let yours = |at: &usize| plain(&paras[*at].text).contains("yours") || is_signed(at + 1);
        let closing = ends.iter().copied().find(yours).or(ends.last().copied());
        // A name to be filled in is no part of a letter that ends without such words.
        let closing = closing.or_else(|| within.find(|at| is_signed(*at)));
        // What stands between a closing and the next greeting is looked at with the next letter.
        let behind = closing.map(|at| at + 1);
        let end = next.map_or(paras.len(), |next| behind.unwrap_or(next));
        all.push(Cut { start, greeting, closing, end });
        start = end;
    }
    all
}

/// Whether a line fits a pattern and has few words.
pub(super) fn is(line: &Para, (pattern, most): (&str, usize)) -> bool {
    let text = line.text.trim_matches(|c: char| c.is_whitespace() || "*_\"“”".contains(c));
    let is_item = matches!(line.style, Style::Item { .. });
    shape(pattern).is_match(text) && count(text) <= most && !is_item
}
