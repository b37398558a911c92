//! The Markdown escape: whatever a person types comes out of a CommonMark parser as typed.
//!
//! Handlebars calls it for every `{{x}}`; the first character of a value tells what it is (see
//! [`crate::text::marks`]). It must hold wherever the value stands, and with the marks removed.

use crate::text::marks;
use crate::text::marks::{DIGITS_END, LINE, PACK, PARA};

/// Escapes a value for a Markdown template.
pub fn markdown(value: &str) -> String {
    match value.strip_prefix(PACK) {
        Some(pack) => pack.to_string(),
        None => text(value),
    }
}

/// Escapes text that is to be read as typed; line breaks and blank lines become marks.
pub fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + value.len() / 8 + 4);
    let mut blank = false;
    let mut any = false;
    for line in value.split('\n') {
        let line = line.trim_matches([' ', '\t', '\r']);
        if line.chars().all(marks::is_mark) {
            // A line of nothing but the closing mark must not be lost, nor make a paragraph.
            out.push_str(line);
            blank |= any && line.is_empty();
            continue;
        }
        if any {
            out.push(if blank { PARA } else { LINE });
        }
        escape_line(line, &mut out);
        any = true;
        blank = false;
    }
    let digits = value.trim_matches(marks::is_mark);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        out.push(DIGITS_END);
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    let mut rest = line;
    // What has been seen of this line: nothing, only digits, or more.
    let (mut at_start, mut only_digits) = (true, true);
    let mut spaces = 0;
    loop {
        if !only_digits && spaces == 0 {
            let (harmless, after) = rest.split_at(harmless(rest));
            out.push_str(harmless);
            rest = after;
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next().map(spaced) else { break };
        rest = chars.as_str();
        let next = chars.next().map(spaced);
        if c == ' ' {
            spaces += 1;
            continue;
        }
        if spaces > 0 {
            out.push(' ');
            spaces = 0;
        }
        if marks::is_mark(c) {
            out.push(c);
            continue;
        }
        let next = next.filter(|n| !marks::is_mark(*n));
        if needs_escape(c, next, at_start, only_digits) {
            out.push('\\');
        }
        out.push(c);
        only_digits &= c.is_ascii_digit();
        at_start = false;
    }
}

/// The length of what a text begins with that stays as it is, behind a letter in the same line:
/// words of letters and digits with one space between them.
fn harmless(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_harmless = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b',' | b'.' | b'\'' | b'?');
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|b| is_harmless(b)).count();
        match bytes[at..] {
            [b' ', next, ..] if is_harmless(&next) => at += 2,
            _ => return at,
        }
    }
}

fn needs_escape(c: char, next: Option<char>, at_start: bool, only_digits: bool) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '#' => true,
        '&' => next.is_none_or(|n| n.is_ascii_alphanumeric() || n == '#'),
        // At the end of a value the template's own `[` may follow.
        '!' => next.is_none_or(|n| n == '['),
        '>' | '+' | '-' | '=' | ':' => at_start,
        // `1.` begins a list; so does a template's digit before a value that begins with `.`.
        '.' | ')' => only_digits,
        _ => false,
    }
}

/// A space for what ends a line for a reader or a parser but is no `\n`.
fn spaced(c: char) -> char {
    match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_readable() {
        for plain in
            ["O'Brien", "Siân Ŵyn-O'Brien", "AT & T", "flat 3, 12. High St (rear)!x", "£5; 50%"]
        {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn markdown_signs_lose_their_meaning() {
        assert_eq!(text("# not a heading"), "\\# not a heading");
        assert_eq!(text("1. one"), "1\\. one");
        assert_eq!(text("- a\n- b"), format!("\\- a{LINE}\\- b"));
        assert_eq!(text("a\n\n\nb"), format!("a{PARA}b"));
        assert_eq!(
            text("50% *more* for <them> & [us](x)"),
            "50% \\*more\\* for \\<them> & \\[us\\](x)"
        );
    }

    #[test]
    fn spaces_between_words_become_one() {
        assert_eq!(text("one  two,   3\u{2028}four. - 5 \u{b}six  "), "one two, 3 four. - 5 six");
        assert_eq!(text("1  .  2.  a  #"), "1 \\. 2. a \\#");
    }

    #[test]
    fn own_marks_survive() {
        assert_eq!(
            text(&marks::own("a *b*\n\nc")),
            format!("{}a \\*b\\*{PARA}c{}", marks::OWN, marks::OWN_END)
        );
    }
}
