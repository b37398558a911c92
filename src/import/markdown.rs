//! Words as the Markdown of a template: what is written is what will be read, whatever signs
//! stand in it.

use std::ops::Range;

use crate::import::source::{CELL, Para, SOFT, What};

/// A line of this many bytes is broken at the next space.
const LONGEST: usize = 4_000;

/// A piece of a paragraph on its way into a template.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Words as they stand, with what holds of them.
    Words(Para),
    /// A tag of the template language.
    Tag(String),
}

/// Plain words as Markdown.
pub(super) fn words(text: &str) -> String {
    line(&[Piece::Words(Para::plain(0, text))], "")
}

/// The Markdown of pieces: one line, or several where line breaks are meant. `indent` leads
/// every line but the first.
pub(super) fn line(pieces: &[Piece], indent: &str) -> String {
    let mut out = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Tag(tag) => out.push_str(tag),
            Piece::Words(para) => {
                let before_tag = matches!(pieces.get(index + 1), Some(Piece::Tag(_)));
                marked(para, before_tag, indent, &mut out);
            }
        }
    }
    out.trim().to_string()
}

/// Signs that open and close a stretch; bold outside slanted outside linked.
fn sign(what: &What) -> Option<(&'static str, String)> {
    match what {
        What::Bold => Some(("**", "**".into())),
        What::Italic => Some(("*", "*".into())),
        What::Link(to) if is_address(to) => Some(("[", format!("](<{}>)", escaped_address(to)))),
        _ => None,
    }
}

fn is_address(to: &str) -> bool {
    let known = ["http://", "https://", "mailto:"].iter().any(|start| to.starts_with(start));
    known && to.len() < 1000 && !to.contains(|c: char| c.is_control() || c == ' ')
}

fn escaped_address(to: &str) -> String {
    let signs = [('<', "%3C"), ('>', "%3E"), ('{', "%7B"), ('}', "%7D"), ('\\', "%5C")];
    signs.iter().fold(to.to_string(), |to, (sign, escaped)| to.replace(*sign, escaped))
}

/// Words with their marks.
fn marked(para: &Para, before_tag: bool, indent: &str, out: &mut String) {
    let text = para.text.as_str();
    let mut at = 0;
    for (range, open, close) in stretches(para) {
        plain(&text[at..range.start], false, indent, out);
        // With it, a link would be a picture.
        if open == "[" && out.ends_with('!') {
            out.pop();
            out.push_str("\\!");
        }
        out.push_str(open);
        plain(&text[range.clone()], true, indent, out);
        out.push_str(&close);
        at = range.end;
    }
    plain(&text[at..], before_tag, indent, out);
}

/// The stretches that can be written in Markdown, none over another: signs must stand against
/// words, with a space or nothing outside.
fn stretches(para: &Para) -> Vec<(Range<usize>, &'static str, String)> {
    let text = para.text.as_str();
    let mut all = Vec::new();
    let mut end = 0;
    for mark in &para.marks {
        let Some((open, close)) = sign(&mark.what) else { continue };
        let inside = &text[mark.range.clone()];
        let edge = |c: char| !c.is_alphanumeric();
        let start = mark.range.start + (inside.len() - inside.trim_start_matches(edge).len());
        let stop = mark.range.start + inside.trim_end_matches(edge).len();
        if start >= stop || start < end || text[start..stop].contains('\n') {
            continue;
        }
        let outside = |c: Option<char>| c.is_none_or(edge);
        let fits = open == "["
            || outside(text[..start].chars().next_back()) && outside(text[stop..].chars().next());
        if fits {
            end = stop;
            all.push((start..stop, open, close));
        }
    }
    all
}

/// Words without any mark. `before_sign`: a tag or a sign follows, which a last `\` or `{` must
/// not touch.
fn plain(text: &str, before_sign: bool, indent: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let at_start = out.is_empty() || out.ends_with('\n') || ends_in_indent(out, indent);
        match c {
            '\n' => {
                out.truncate(out.trim_end().len());
                out.push_str("\\\n");
                out.push_str(indent);
            }
            CELL => out.push_str(" – "),
            c if c == SOFT || c == ' ' => {
                if !out.ends_with([' ', '\n']) && !out.is_empty() {
                    let length = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
                    // A line of a template has an end.
                    if length > LONGEST {
                        out.push('\n');
                        out.push_str(indent);
                    } else {
                        out.push(' ');
                    }
                }
            }
            '\\' | '{' if next.is_none() && before_sign => {
                out.push_str(if c == '{' { "&#123;" } else { "&#92;" });
            }
            c => {
                if needs_escape(c, next, at_start, only_digits(out)) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
}

fn ends_in_indent(out: &str, indent: &str) -> bool {
    !indent.is_empty() && out.strip_suffix(indent).is_some_and(|rest| rest.ends_with('\n'))
}

/// Whether nothing but digits stands on the line so far.
fn only_digits(out: &str) -> bool {
    // Longer numbers begin no list.
    let end = out.bytes().rev().take(11).take_while(|b| *b != b'\n').collect::<Vec<u8>>();
    let digits = end.iter().take_while(|b| b.is_ascii_digit()).count();
    (1..10).contains(&digits) && end[digits..].iter().all(|b| *b == b' ')
}

fn needs_escape(c: char, next: Option<char>, at_start: bool, only_digits: bool) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '{' | '}' => true,
        '&' => next.is_none_or(|n| n.is_ascii_alphanumeric() || n == '#'),
        '#' | '>' | '=' => at_start,
        '+' | '-' | ':' => at_start && next.is_none_or(|n| !n.is_alphanumeric()),
        '.' | ')' => only_digits,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser};

    use super::*;
    use crate::import::source::Mark;

    fn written(text: &str, marks: &[Mark]) -> String {
        line(&[Piece::Words(Para { marks: marks.to_vec(), ..Para::plain(1, text) })], "")
    }

    /// What a reader of the Markdown sees.
    fn read(markdown: &str) -> String {
        let mut out = String::new();
        for event in Parser::new(markdown) {
            match event {
                Event::Text(t) => out.push_str(&t),
                Event::HardBreak => out.push('\n'),
                Event::SoftBreak => out.push(' '),
                Event::Html(t) | Event::InlineHtml(t) | Event::Code(t) => {
                    panic!("{t} in {markdown}")
                }
                _ => {}
            }
        }
        out
    }

    #[test]
    fn signs_lose_their_meaning_and_words_stay_readable() {
        let bold = Mark { range: 0..5, what: What::Bold };
        assert_eq!(
            written("Now: *go*, 50% #1 {{x}} <b>", &[]),
            "Now: \\*go\\*, 50% #1 \\{\\{x\\}\\} \\<b>"
        );
        assert_eq!(written("Stop! now", &[bold]), "**Stop**! now");
        let link = Mark { range: 5..8, what: What::Link("https://example.org".into()) };
        assert_eq!(written("Stop!now", &[link]), "Stop\\![now](<https://example.org>)");
        assert_eq!(written("- a\n1. b", &[]), "\\- a\\\n1\\. b");
        let tag = Piece::Tag("{{name}}".into());
        let pieces = [Piece::Words(Para::plain(1, "a { b {")), tag];
        assert_eq!(line(&pieces, ""), "a \\{ b &#123;{{name}}");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]
        #[test]
        fn what_is_written_is_what_is_read(
            lines in proptest::collection::vec("[!-~£’é]{1,9}( [!-~£’é]{1,9}){0,5}", 1..4),
            start in 0..30usize,
            length in 0..30usize,
            what in 0..3usize,
        ) {
            let text = lines.join("\n");
            let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
            let what = [What::Bold, What::Italic, What::Link("https://example.org".into())][what].clone();
            let mark = Mark { range: at(start)..at(start + length), what };
            proptest::prop_assert_eq!(read(&written(&text, &[mark])), text);
        }
    }
}
