//! Invisible marks that values carry through a template, and what becomes of them afterwards.
//!
//! They are Unicode noncharacters, refused in all input, so a text cannot forge one. Handlebars
//! knows nothing of Markdown's containers; the line marks let a value with several paragraphs
//! stand in a list item, a quotation or a table cell and stay inside it.

/// Opens a person's own words.
pub const OWN: char = '\u{FDD0}';
/// Closes a person's own words.
pub const OWN_END: char = '\u{FDD1}';
/// First character of a value that is the pack's Markdown, to be taken as it is.
pub const PACK: char = '\u{FDD2}';
/// Stands before and after the id (later the number) of a source.
pub const CITE: char = '\u{FDD3}';
/// Opens a part: number, title, most words and most characters follow, each ended by [`FIELD`].
pub const PART: char = '\u{FDD4}';
/// Ends a field of a part's head.
pub const FIELD: char = '\u{FDD5}';
/// Closes a part.
pub const PART_END: char = '\u{FDD6}';
/// A line break the person typed.
pub const LINE: char = '\u{FDD7}';
/// A paragraph break inside a value.
pub const PARA: char = '\u{FDD8}';
/// A line break of the pack's Markdown inside a value.
pub const SOFT: char = '\u{FDD9}';
/// Ends a value that is a number, which before a full stop would begin a list.
pub const DIGITS_END: char = '\u{FDDA}';

/// The first byte of every mark in UTF-8.
const FIRST_BYTE: u8 = 0xef;

/// Whether a character is one of the Unicode noncharacters the marks are taken from.
pub fn is_mark(c: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// Puts own-words marks round a text; an empty text stays empty, so that `{{#if}}` sees it so.
pub fn own(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{OWN}{text}{OWN_END}") }
}

/// Marks a text as the pack's Markdown.
pub fn pack(markdown: &str) -> String {
    if markdown.is_empty() {
        return String::new();
    }
    let mut out = String::with_capacity(markdown.len() + 8);
    out.push(PACK);
    let mut blank = false;
    for (n, line) in markdown.trim_end().split('\n').enumerate() {
        if n > 0 && line.is_empty() {
            blank = true;
            continue;
        }
        if n > 0 {
            out.push(if std::mem::take(&mut blank) { PARA } else { SOFT });
        }
        out.push_str(line);
    }
    out
}

/// The text without any mark; line and paragraph marks become line breaks.
pub fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, mark, after)) = next_mark(rest) {
        out.push_str(before);
        match mark {
            LINE | SOFT => out.push('\n'),
            PARA => out.push_str("\n\n"),
            _ => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The first mark of a text, and what stands before and after it.
pub fn next_mark(text: &str) -> Option<(&str, char, &str)> {
    let mut from = 0;
    // Every mark begins with this byte in UTF-8, and hardly anything else does.
    while let Some(at) = memchr::memchr(FIRST_BYTE, &text.as_bytes()[from..]) {
        let (before, rest) = text.split_at(from + at);
        let mark = rest.chars().next().filter(|c| is_mark(*c));
        if let Some(mark) = mark {
            return Some((before, mark, &rest[mark.len_utf8()..]));
        }
        from += at + 1;
    }
    None
}

/// Turns the line marks of rendered Markdown into line breaks that keep to the container
/// (list item, quotation, table row, heading) in which the value stands.
pub fn settle_lines(rendered: &str) -> String {
    let mut out = String::with_capacity(rendered.len() + 64);
    rendered.split_inclusive('\n').for_each(|line| settle_line(line, &mut out));
    out
}

fn settle_line(line: &str, out: &mut String) {
    let next = || continuation(line);
    let start = out.len();
    let mut rest = line;
    while let Some((before, mark, after)) = next_mark(rest) {
        out.push_str(before);
        match mark {
            LINE | PARA | SOFT if is_one_line(line) => out.push(' '),
            LINE => out.push_str(&format!("\\\n{}", next())),
            SOFT => out.push_str(&format!("\n{}", next())),
            PARA => out.push_str(&format!("\n{}\n{}", next().trim_end(), next())),
            DIGITS_END if !after.starts_with(['.', ')']) => {}
            DIGITS_END if begins_with_digits(&out[start..]) => out.push('\\'),
            DIGITS_END => {}
            other => out.push(other),
        }
        rest = after;
    }
    out.push_str(rest);
}

/// Whether the last line of what is written holds only marks, container signs and digits.
fn begins_with_digits(written: &str) -> bool {
    let line = written.rsplit('\n').next().unwrap_or_default();
    let digits = line.trim_end_matches(|c: char| c.is_ascii_digit() || is_mark(c));
    digits.chars().all(|c| c.is_whitespace() || is_mark(c) || ">-*+".contains(c))
}

/// A table row or a heading holds one line alone.
fn is_one_line(line: &str) -> bool {
    let inner = line.trim_start_matches([' ', '>']);
    inner.starts_with('|') || inner.starts_with('#')
}

/// What a further line must begin with to stay in the container that this line opens.
fn continuation(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(width) = opening(rest) {
        out.extend(rest[..width].chars().map(|c| if c == '>' { '>' } else { ' ' }));
        rest = &rest[width..];
    }
    out
}

/// The width of what a text begins with of its containers: a blank, the sign of a quotation, or the
/// marker of a list and the one space after it.
fn opening(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = match text.as_bytes().get(digits)? {
        b' ' | b'>' if digits == 0 => return Some(1),
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    (text.as_bytes().get(sign) == Some(&b' ')).then_some(sign + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stay_in_their_container() {
        let value = format!("a{PARA}b{LINE}c");
        for (before, expected) in [
            ("", "a\n\nb\\\nc"),
            ("> ", "> a\n>\n> b\\\n> c"),
            ("- ", "- a\n\n  b\\\n  c"),
            ("> 12. ", "> 12. a\n>\n>     b\\\n>     c"),
            ("| ", "| a b c"),
            ("## ", "## a b c"),
        ] {
            assert_eq!(settle_lines(&format!("{before}{value}")), format!("{expected}"));
        }
    }

    #[test]
    fn a_number_before_a_full_stop_begins_no_list() {
        assert_eq!(settle_lines(&format!("2017{DIGITS_END}. It closed")), "2017\\. It closed");
        assert_eq!(settle_lines(&format!("In 2017{DIGITS_END}. It closed")), "In 2017. It closed");
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        // Both begin with the byte that marks begin with.
        for text in ["\u{fdcf}\u{fdf0}", "\u{feff}ｘ（）"] {
            assert_eq!(strip(text), text);
            assert_eq!(strip(&own(text)), text);
            assert_eq!(settle_lines(&format!("{text}{LINE}{text}")), format!("{text}\\\n{text}"));
        }
        assert_eq!(strip(&format!("{PACK}a{SOFT}b{PARA}c{OWN_END}")), "a\nb\n\nc");
    }

    #[test]
    fn packs_keep_their_paragraphs() {
        assert_eq!(
            settle_lines(&format!("> {}", &pack("a\nb\n\n\nc\n")[PACK.len_utf8()..])),
            "> a\n> b\n>\n> c"
        );
    }
}
