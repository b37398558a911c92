//! Apostrophes as they are printed: `it’s` for `it's`, in fixed text and people's words alike. For
//! formats that are printed or shown; what is kept or pasted stays as it was typed.
//!
//! A mark becomes an apostrophe only where it can be nothing else. Code, addresses and names of files
//! stay as they are.

use crate::document::{Document, Inline};

/// What is printed for the mark on the keyboard.
const APOSTROPHE: char = '’';
/// Stands where something is that is no text: it joins no words and begins none.
const OTHER: char = '\u{fffc}';

/// The document with printed apostrophes.
pub fn printed(document: &Document) -> Document {
    let mut document = document.clone();
    let Document { title, sender, recipient, signature, notes, .. } = &mut document;
    let lists = [sender, recipient, signature, notes].into_iter().flatten();
    lists.chain([title]).for_each(line);
    let Document { salutation, subject, closing, details, body, .. } = &mut document;
    [salutation, subject, closing].into_iter().flatten().for_each(line);
    if let Some(details) = details {
        line(&mut details.heading);
        details.rows.iter_mut().flat_map(|(label, value)| [label, value]).for_each(line);
    }
    body.iter_mut().for_each(|block| block.lines_mut(&mut |line| inlines(line)));
    document
}

fn line(text: &mut String) {
    if text.contains('\'') {
        *text = apostrophes(text);
    }
}

/// The spans of a block read as one text: a word may begin in bold and end without.
fn inlines(content: &mut [Inline]) {
    let has_mark = |inline: &Inline| matches!(inline, Inline::Text(span) if !span.code && span.text.contains('\''));
    if !content.iter().any(has_mark) {
        return;
    }
    let mut whole = String::new();
    for inline in content.iter() {
        match inline {
            Inline::Text(span) if !span.code => whole.push_str(&span.text),
            Inline::Break => whole.push('\n'),
            Inline::Text(_) | Inline::Cite(_) => whole.push(OTHER),
        }
    }
    let changed = apostrophes(&whole);
    let mut rest = changed.chars();
    for inline in content {
        match inline {
            Inline::Text(span) if !span.code => {
                let count = span.text.chars().count();
                span.text = rest.by_ref().take(count).collect();
                // No format says whose words they are.
                span.own.clear();
            }
            _ => drop(rest.next()),
        }
    }
}

/// A text with apostrophes in place of the marks that can be nothing else; as many characters as
/// before.
fn apostrophes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // Whether a quotation is open that such a mark began.
    let mut quoted = false;
    let mut address = false;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, after)| *after);
        if before.is_whitespace() {
            address = is_address(&text[at..]);
        }
        let is_mark = c == '\'' && !address;
        let ends = before.is_alphabetic() && !after.is_alphanumeric();
        if is_mark && (before.is_alphanumeric() && after.is_alphabetic() || ends && !quoted) {
            out.push(APOSTROPHE);
        } else {
            let opens = !before.is_alphanumeric() && !after.is_whitespace();
            quoted = if is_mark { opens || quoted && !ends } else { quoted };
            out.push(c);
        }
        before = c;
    }
    out
}

/// Whether a text begins with an address, of the web or for e-mail.
fn is_address(text: &str) -> bool {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    #[test]
    fn marks_that_can_be_nothing_else_become_apostrophes() {
        for (typed, wanted) in [
            ("It's the patients' ward, isn't it?", "It’s the patients’ ward, isn’t it?"),
            ("O'Brien, the 1990's, D'Arcy's", "O’Brien, the 1990’s, D’Arcy’s"),
            ("Siân's a'r ŵyl", "Siân’s a’r ŵyl"),
            ("She said 'it's closed' and left", "She said 'it’s closed' and left"),
            ("5' 6\" tall, '90s, rock 'n' roll", "5' 6\" tall, '90s, rock 'n' roll"),
            (
                "See https://example.org/it's and o'neil@example.org, it's so",
                "See https://example.org/it's and o'neil@example.org, it’s so",
            ),
            ("'Tis", "'Tis"),
            ("it’s", "it’s"),
        ] {
            assert_eq!(apostrophes(typed), wanted);
        }
    }

    #[test]
    fn words_go_through_styles_and_code_stays() {
        let span =
            |text: &str, code| Inline::Text(Span { text: text.into(), code, ..Span::default() });
        let mut content = vec![
            span("it", false),
            span("'s ", false),
            span("it's", true),
            Inline::Cite(1),
            span(" don't", false),
        ];
        inlines(&mut content);
        let texts: Vec<&str> = content
            .iter()
            .filter_map(|inline| match inline {
                Inline::Text(span) => Some(span.text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["it", "’s ", "it's", " don’t"]);
    }
}
