//! Plain text: where its paragraphs are. Some letters part them by blank lines and wrap their
//! lines, some have a paragraph a line.

use crate::adapt::source::{Para, SOFT, Source, Style};

/// Widest that a text is wrapped at; longer lines are whole paragraphs.
const WIDEST: usize = 100;

/// A line that ends this far before the edge, with the next word still fitting, ends a paragraph.
const SLACK: usize = 6;

/// The paragraphs of a text.
pub(in crate::adapt) fn paragraphs(text: &str) -> Source {
    let edge = edge(text);
    let wrapped = edge <= WIDEST;
    let mut paras: Vec<Para> = Vec::new();
    // The last line read, where it may go on.
    let mut before: Option<&str> = None;
    for (line, number) in text.lines().zip(1..) {
        let words = line.trim();
        if words.is_empty() {
            before = None;
            continue;
        }
        let (style, words) = item(words);
        let last = paras.last_mut().filter(|_| style == Style::Plain);
        match (before, last) {
            (Some(above), Some(para)) => match joint(above, words, edge, wrapped) {
                Some(joint) => {
                    para.text.push(joint);
                    para.text.push_str(words);
                }
                None => paras.push(Para::plain(number, words)),
            },
            _ => paras.push(Para { style, ..Para::plain(number, words) }),
        }
        before = Some(line.trim_end());
    }
    Source { paras, told: Vec::new(), counts: "line" }
}

/// The widest line that another follows: where the text is wrapped, if it is.
fn edge(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let followed = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    followed.map(|pair| pair[0].chars().count()).max().unwrap_or(0)
}

/// What joins a line to the one above it; none when it begins a paragraph.
fn joint(above: &str, words: &str, edge: usize, wrapped: bool) -> Option<char> {
    if begins_question(words) {
        return None;
    }
    let length = above.chars().count();
    let next = words.split_whitespace().next().map_or(0, |word| word.chars().count());
    if wrapped && length > 30 && length + 1 + next + SLACK > edge {
        return Some(SOFT);
    }
    if wrapped && length > 30 && words.starts_with(char::is_lowercase) {
        return Some(SOFT);
    }
    let ends =
        above.trim_end_matches(['"', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';']);
    let long = length > WIDEST || words.chars().count() > WIDEST;
    (!ends && !long).then_some('\n')
}

/// Whether a line begins as questions of a consultation do: `a)`, `(b)`, `Q3`, `Question 4`.
fn begins_question(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let named = lower.strip_prefix("question ").or(lower.strip_prefix('q'));
    let inner = lower.strip_prefix('(').unwrap_or(&lower);
    let part = inner.starts_with(|c: char| c.is_ascii_lowercase()) && inner[1..].starts_with(')');
    part || named.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Takes the sign of a list item from the beginning of a line.
pub(in crate::adapt) fn item(line: &str) -> (Style, &str) {
    let bullet = ["•", "·", "▪", "●", "○", "‣", "◦", "\u{f0b7}", "-", "*", "–", "—", "o"];
    for sign in bullet {
        if let Some(rest) = line.strip_prefix(sign)
            && rest.starts_with([' ', '\t'])
            && !rest.trim().is_empty()
        {
            return (Style::Item { depth: 0, number: None }, rest.trim());
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    if (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") ")) {
        let words = rest[2..].trim();
        if !words.is_empty() {
            let number = line[..digits].parse().ok();
            return (Style::Item { depth: 0, number }, words);
        }
    }
    (Style::Plain, line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(usize, String)> {
        paragraphs(text).paras.into_iter().map(|p| (p.line, p.text.replace(SOFT, "~"))).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_short_ones_stay_lines() {
        let text = "1 Sample Street\nSampleton\n\nI am writing to you about the closure of the\nlibrary in Mill Lane.\nPlease keep it open.\n";
        assert_eq!(
            texts(text),
            [
                (1, "1 Sample Street\nSampleton".to_string()),
                (
                    4,
                    "I am writing to you about the closure of the~library in Mill Lane."
                        .to_string()
                ),
                (6, "Please keep it open.".to_string()),
            ]
        );
    }

    #[test]
    fn a_paragraph_a_line() {
        let long = "word ".repeat(30);
        let text = format!("{long}\n{long}\nShort.\n- one\n- two\n2) three");
        let found = paragraphs(&text);
        assert_eq!(found.paras.len(), 6);
        assert_eq!(found.paras[3].style, Style::Item { depth: 0, number: None });
        assert_eq!(found.paras[5].style, Style::Item { depth: 0, number: Some(2) });
    }
}
