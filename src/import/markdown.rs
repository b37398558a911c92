//! Words as the Markdown of a template: what is written is what will be read, whatever signs
//! stand in it.

use crate::import::words::shape;
use crate::reader::{CELL, Look, Para, RAW, What};
use crate::text::{escape, marks};

/// A line of this many bytes is broken at the next space.
const LONGEST: usize = 4_000;

/// Plain words as Markdown.
pub(super) fn words(text: &str) -> String {
    line(&Para::plain(0, text), "")
}

/// The Markdown of a paragraph: one line, or several where line breaks are meant. `indent` leads
/// every line but the first.
pub(super) fn line(para: &Para, indent: &str) -> String {
    // Tags and signs stand apart while the words between them are escaped.
    let (text, raw) = marked(para);
    let text = escape::text(&text.replace(CELL, " – ")).replace(marks::DIGITS_END, "");
    let text = text.replace([marks::LINE, marks::PARA], &format!("\\\n{indent}"));
    let mut text = text.replace('{', "\\{").replace('}', "\\}");
    // A sign of the words would be one with what follows: a tag that is none, a picture.
    for (sign, instead) in [("\\\\", "&#92;"), ("\\{", "&#123;"), ("!", "\\!")] {
        text = text.replace(&format!("{sign}{RAW}"), &format!("{instead}{RAW}"));
    }
    // A line of a template has an end.
    let mut out = String::new();
    for word in whole(&text, &raw).split_inclusive(' ') {
        let length = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
        let begins = word.starts_with(|c: char| c.is_alphabetic() || c == '\\');
        if length > LONGEST && begins && out.ends_with(' ') {
            out.pop();
            out.push_str(&format!("\n{indent}"));
        }
        out.push_str(word);
    }
    out.trim().to_string()
}

/// Words with their tags and signs in the places of these.
pub(super) fn whole(text: &str, raw: &[String]) -> String {
    let signs = raw.iter().map(String::as_str).chain(std::iter::repeat(""));
    text.split(RAW).zip(signs).flat_map(|(words, sign)| [words, sign]).collect()
}

/// Words with the places of their tags and of the signs of what holds of them, and those tags and
/// signs, none over another: bold outside slanted outside linked. Signs must stand against words,
/// with a space or nothing outside.
pub(super) fn marked(para: &Para) -> (String, Vec<String>) {
    let (mut out, mut raw) = (String::new(), Vec::new());
    let (text, mut at) = (para.text.as_str(), 0);
    for mark in &para.marks {
        let (open, close) = match &mark.what {
            What::Tag(tag) => {
                out.push_str(&text[at..mark.range.end]);
                raw.push(tag.clone());
                at = mark.range.end;
                continue;
            }
            What::Looks(Look::Bold) => ("**", "**".into()),
            What::Looks(Look::Italic) => ("*", "*".into()),
            What::Link(to) if shape("address").is_match(to) => ("[", format!("](<{to}>)")),
            _ => continue,
        };
        let edge = |c: char| !c.is_alphanumeric();
        let inside = &text[mark.range.clone()];
        let start = mark.range.end - inside.trim_start_matches(edge).len();
        let end = mark.range.start + inside.trim_end_matches(edge).len();
        let outside = |c: Option<char>| c.is_none_or(edge);
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        let fits = start < end && start >= at && (open == "[" || outside(before) && outside(after));
        if !fits || text[start..end].contains('\n') {
            continue;
        }
        for (words, sign) in [(at..start, open.to_string()), (start..end, close)] {
            out.push_str(&text[words]);
            out.push(RAW);
            raw.push(sign);
        }
        at = end;
    }
    (out + &text[at..], raw)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser};

    use super::*;
    use crate::reader::Mark;

    fn written(text: &str, marks: &[Mark]) -> String {
        line(&Para { marks: marks.to_vec(), ..Para::plain(1, text) }, "")
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
        let bold = Mark { range: 0..5, what: What::Looks(Look::Bold) };
        assert_eq!(
            written("Now: *go*, 50% #1 {{x}} <b>", &[]),
            "Now: \\*go\\*, 50% \\#1 \\{\\{x\\}\\} \\<b>"
        );
        assert_eq!(written("Stop! now", &[bold]), "**Stop**! now");
        let link = Mark { range: 5..8, what: What::Link("https://example.org".into()) };
        assert_eq!(written("Stop!now", &[link]), "Stop\\![now](<https://example.org>)");
        assert_eq!(written("- a\n1. b", &[]), "\\- a\\\n1\\. b");
        let mut para = Para::plain(1, "a { b {");
        para.tag("{{name}}");
        assert_eq!(line(&para, ""), "a \\{ b &#123;{{name}}");
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
            let what = [What::Looks(Look::Bold), What::Looks(Look::Italic), What::Link("https://example.org".into())][what].clone();
            let mark = Mark { range: at(start)..at(start + length), what };
            proptest::prop_assert_eq!(read(&written(&text, &[mark])), text);
        }
    }
}
