//! The lines of a consultation as it was pasted: what stands at the head and foot of each page
//! taken out, lines that were only wrapped put together again.

use std::collections::BTreeMap;

use super::number::marker;
use super::{options, prompts};
use crate::adapt::read::item;
use crate::adapt::source::{Para, SOFT, Source, Style};

/// Widest that a text is wrapped at.
const WIDEST: usize = 110;

/// A line this far from the edge, with the next word fitting still, was not wrapped.
const SLACK: usize = 8;

/// A line shorter than this goes on only in a word that cannot end it.
const SHORTEST: usize = 28;

/// Words that nothing ends with.
const NO_END: &[&str] = &[
    "a", "an", "and", "any", "as", "at", "be", "by", "for", "from", "in", "is", "of", "on", "or",
    "our", "than", "that", "the", "their", "this", "to", "with", "you", "your",
];

/// A line of a consultation.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its words, with what is known of them.
    pub(super) para: Para,
    /// Whether a blank line stands above it.
    pub(super) gap: bool,
}

impl Line {
    /// Its words.
    pub(super) fn text(&self) -> &str {
        &self.para.text
    }
}

/// The lines of a text, and those that belong to its pages alone.
pub(super) fn lines(source: &Source) -> (Vec<Line>, Vec<Para>) {
    let raw = raw(source);
    let of_pages = of_pages(&raw);
    let edge = raw.iter().map(width).filter(|w| *w <= WIDEST).max().unwrap_or(0);
    let mut all: Vec<Line> = Vec::new();
    let mut aside = Vec::new();
    // The last line as it stood, and whether a page ended behind it.
    let mut before: Option<(Line, bool)> = None;
    for (mut line, of_page) in raw.into_iter().zip(of_pages) {
        if of_page {
            aside.push(line.para);
            before = before.map(|(above, _)| (above, true));
            continue;
        }
        let turned = before.as_ref().is_some_and(|(_, turned)| *turned);
        let goes_on = before.as_ref().is_some_and(|(above, _)| goes_on(above, &line, turned, edge));
        let stood = line.clone();
        match all.last_mut().filter(|_| goes_on) {
            Some(above) => {
                above.para.text.push(SOFT);
                above.para.text.push_str(line.text());
            }
            None => {
                line.gap |= turned;
                all.push(line);
            }
        }
        before = Some((stood, false));
    }
    (all, aside)
}

fn width(line: &Line) -> usize {
    line.text().chars().count()
}

/// Each line by itself, boxes and bullets as such.
fn raw(source: &Source) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    let mut end = 0;
    for para in &source.paras {
        let mut gap = source.counts == "line" && para.line > end + 1;
        let apart = Para { text: para.text.replace(SOFT, "\n"), ..para.clone() };
        for mut piece in apart.cut() {
            end = piece.line;
            piece.text = boxes(&piece.text);
            if piece.style == Style::Plain {
                let (style, words) = item(&piece.text);
                if matches!(style, Style::Item { number: None, .. }) {
                    (piece.style, piece.text) = (style, words.to_string());
                }
            }
            all.push(Line { para: piece, gap });
            gap = false;
        }
    }
    all
}

/// `[ ]` and `( )` as the boxes that they stand for.
fn boxes(line: &str) -> String {
    let mut line = line.to_string();
    for sign in ["[ ]", "[]", "( )", "()", "[x]", "[X]"] {
        let at_start = line.starts_with(sign);
        if at_start {
            line = line.replace(sign, "☐");
        }
    }
    line
}

/// Whether a line goes on in the next. `turned`: a page ends between them.
fn goes_on(above: &Line, line: &Line, turned: bool, edge: usize) -> bool {
    let plain = |l: &Line| matches!(l.para.style, Style::Plain) || l.para.line == 0;
    if (line.gap && !turned) || !plain(line) || matches!(above.para.style, Style::Heading(_)) {
        return false;
    }
    let (upper, words) = (above.text(), line.text());
    let length = width(above);
    let small = words.starts_with(char::is_lowercase);
    let apart = marker(words).is_some()
        || options::begins_option(words)
        || options::on_line(words).is_some()
        || options::is_row_of_usual(words)
        || !small && (prompts::asks_why(words) || prompts::is_guidance(words))
        || options::is_heading(words)
        || is_rule(words)
        || is_rule(upper)
        || options::begins_option(upper)
        || marker(upper).is_some_and(|(_, rest)| rest.trim().is_empty());
    if apart || ends(upper, &['?', '!', ':']) || is_asked(upper) {
        return false;
    }
    let first = words.split_whitespace().next().map_or(0, |word| word.chars().count());
    let last = upper.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let unfinished = NO_END.contains(&last.as_str()) || last.ends_with([',', '-', '–']);
    let near = length > SHORTEST && length <= WIDEST && length + 1 + first + SLACK > edge;
    let ended = ends(upper, &['.', ';']);
    if ended {
        // The next sentence of a paragraph.
        return near && !turned && !small;
    }
    unfinished || small && length > SHORTEST / 2 || near
}

/// Whether a line ends with one of these signs, be it in quotation marks or brackets.
fn ends(line: &str, signs: &[char]) -> bool {
    line.trim_end_matches(['"', '”', '’', ')', ']']).ends_with(signs)
}

/// Whether a line is a question with a remark behind it: `Which do you use? (tick all that apply)`.
fn is_asked(line: &str) -> bool {
    let remark = line.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    remark.is_some_and(|(before, _)| before.trim_end().ends_with('?'))
}

/// Whether a line is one to write on, or one that parts.
pub(super) fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric) && !options::begins_option(line)
}

/// Which lines stand at the head or foot of a page.
fn of_pages(lines: &[Line]) -> Vec<bool> {
    let mut all: Vec<bool> = lines.iter().map(|line| is_page_number(line.text())).collect();
    let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        same.entry(shape(line.text())).or_default().push(at);
    }
    for (shape, places) in same.into_iter().filter(|(_, places)| places.len() > 1) {
        let beside = |at: &usize| {
            let near = [at.wrapping_sub(1), at + 1];
            near.iter().any(|n| lines.get(*n).is_some_and(|l| is_page_number(l.text())))
        };
        let numbered = shape.ends_with(" #") || shape.starts_with("# ");
        let text = |at: &usize| lines[*at].text();
        let may = places.iter().all(|at| can_be_of_page(text(at)));
        let differ = places.windows(2).all(|two| text(&two[0]) != text(&two[1]));
        if may && (numbered && differ || places.iter().any(beside)) {
            places.into_iter().for_each(|at| all[at] = true);
        }
    }
    all
}

/// A line with each number as a sign, to know the same line with another number.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for c in line.chars() {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

fn can_be_of_page(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (2..=20).contains(&words)
        && !line.contains('?')
        && marker(line).is_none()
        && !options::begins_option(line)
        && options::on_line(line).is_none()
        && !prompts::asks_why(line)
        && !prompts::is_guidance(line)
}

/// `Page 3 of 12`, `3 | Page`, `- 3 -`, `3 of 12`.
fn is_page_number(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let said = words.contains(&"page");
    words.retain(|word| *word != "page");
    let number = |w: &&str| w.len() <= 3 && w.bytes().all(|b| b.is_ascii_digit());
    let dashed = line.starts_with(['-', '–', '—']) && line.ends_with(['-', '–', '—']);
    match words.as_slice() {
        [n] => number(n) && (said || dashed),
        [n, "of", m] => number(n) && number(m),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let source = crate::adapt::read::lines("x.txt", text.as_bytes()).expect("text");
        let (all, aside) = lines(&source);
        (
            all.into_iter().map(|l| l.para.text.replace(SOFT, "~")).collect(),
            aside.into_iter().map(|p| p.text).collect(),
        )
    }

    #[test]
    fn wrapped_lines_go_together_and_others_do_not() {
        for (text, wanted) in [
            ("4a) Is it far?\n4b) Is it near?", &["4a) Is it far?", "4b) Is it near?"][..]),
            (
                "4a) Tell us about the stops that you use\n4b) Tell us about the others",
                &["4a) Tell us about the stops that you use", "4b) Tell us about the others"],
            ),
            (
                "2.1 Do you agree that the\nbus is late?",
                &["2.1 Do you agree that the~bus is late?"],
            ),
            (
                "Which limit would be right for\nMill Lane?\n20\n30",
                &["Which limit would be right for~Mill Lane?", "20", "30"],
            ),
            (
                "Is it right to close it?\nStrongly agree\nAgree",
                &["Is it right to close it?", "Strongly agree", "Agree"],
            ),
            (
                "3.1 Is there more? Please use\nno more than 90 words.",
                &["3.1 Is there more? Please use~no more than 90 words."],
            ),
            ("Question 2\nWhy so?", &["Question 2", "Why so?"]),
        ] {
            assert_eq!(read(text).0, wanted, "{text}");
        }
    }

    #[test]
    fn what_belongs_to_a_page_does_not_cut_a_sentence() {
        let text = "1. How would you get to\n\nMill Lane plan   Have your say\nPage 3 of 8\n\nSampleton?\n\nMill Lane plan   Have your say\nPage 4 of 8\n\n2. Why?\n";
        let (all, aside) = read(text);
        assert_eq!(all, ["1. How would you get to~Sampleton?", "2. Why?"]);
        assert_eq!(aside.len(), 4);
        assert!(
            is_page_number("3 | Page") && is_page_number("- 12 -") && is_page_number("3 of 12")
        );
        assert!(!is_page_number("20") && !is_page_number("3. Why?"));
    }
}
