//! Kinds made of free text: `text`, `lines`, `own-words`; and the check that every kind begins
//! with.

use crate::answer::Input;
use crate::limits;
use crate::question::fault::{AnswerFault, told};
use crate::text::{thousands, unseen};

/// Most lines of a `lines` answer.
pub(super) const MOST_LINES: usize = 30;

/// The one text given; a list of one is that one.
pub(super) fn one(raw: &Input) -> Result<&str, AnswerFault> {
    match raw {
        Input::Text(text) => Ok(text),
        Input::List(items) => {
            let mut given = items.iter().filter(|item| !item.trim().is_empty());
            match (given.next(), given.next()) {
                (None, _) => Ok(""),
                (Some(only), None) => Ok(only),
                _ => Err(told("list")),
            }
        }
        Input::Map(map) if map.is_empty() => Ok(""),
        Input::Map(_) => Err(told("map")),
    }
}

/// The texts given.
pub(super) fn items(raw: &Input) -> Result<Vec<&str>, AnswerFault> {
    match raw {
        Input::List(items) => Ok(items.iter().map(String::as_str).collect()),
        other => Ok(vec![one(other)?]),
    }
}

/// Makes one thing of what different programs mean by a line break, tabs to spaces, and trims
/// the ends. Byte order marks go: spreadsheets leave them at the start of a first cell. So do the
/// marks that steer which way text runs: telephones put them round copied numbers, and they can
/// make a line read otherwise than it is (<https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing>).
///
/// Refuses characters nobody types: controls, which could steer a terminal, and Unicode's
/// noncharacters, some of which this program uses inside documents
/// (<https://www.unicode.org/faq/private_use.html#nonchar1>).
pub(super) fn clean(text: &str, most: usize) -> Result<String, AnswerFault> {
    let mut out = String::with_capacity(text.len().min(most * 4));
    let mut rest = text;
    loop {
        let plain = rest.bytes().take_while(|b| matches!(b, b' '..=b'~' | b'\n')).count();
        out.push_str(&rest[..plain]);
        let mut chars = rest[plain..].chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        match c {
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                out.push('\n');
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            '\u{feff}' => {}
            c if unseen::turns(c) => {}
            c if unseen::is_refused(c) => {
                let code = format!("U+{:04X}", u32::from(c));
                return Err(AnswerFault::Told("character", vec![("code", code)]));
            }
            c => out.push(c),
        }
    }
    let trimmed = out.trim();
    let count = trimmed.chars().count();
    if count > most {
        return Err(too_long(most, count - most));
    }
    Ok(trimmed.to_string())
}

/// The fault of an answer that has so many characters more than it can have.
pub(super) fn too_long(most: usize, by: usize) -> AnswerFault {
    let by = format!("{} character{}", thousands(by), if by == 1 { "" } else { "s" });
    AnswerFault::Told("too-long", vec![("by", by), ("most", thousands(most))])
}

/// One line: line breaks become spaces. Empty when nothing was given.
pub(super) fn line(text: &str) -> Result<String, AnswerFault> {
    line_of(text, limits::TEXT_ANSWER)
}

/// One line of at most so many characters.
pub(super) fn line_of(text: &str, most: usize) -> Result<String, AnswerFault> {
    let clean = clean(text, most)?;
    Ok(written_lines(&clean).collect::<Vec<_>>().join(" "))
}

/// The lines of a text on which something is written, without the spaces round it.
pub(super) fn written_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty())
}

/// Short lines, from a list or from text with line breaks; the two characters `\n` part lines
/// too, because a flag and a cell can hardly hold a real one. Empty lines go.
pub(super) fn lines(items: &[&str]) -> Result<Vec<String>, AnswerFault> {
    let clean = clean(&items.join("\n"), limits::TEXT_ANSWER)?.replace("\\n", "\n");
    let lines: Vec<String> = written_lines(&clean).map(String::from).collect();
    if lines.len() > MOST_LINES {
        let most = MOST_LINES.to_string();
        return Err(AnswerFault::Told("too-many-lines", vec![("most", most)]));
    }
    Ok(lines)
}

/// Paragraphs parted by one blank line; line breaks inside them stay, spaces at line ends go.
/// Each item of a list is a paragraph.
pub(super) fn own_words(items: &[&str]) -> Result<String, AnswerFault> {
    let clean = clean(&items.join("\n\n"), limits::OWN_WORDS)?;
    let lines: Vec<&str> = clean.split('\n').map(str::trim_end).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    Ok(paragraphs.map(|lines| lines.join("\n")).collect::<Vec<_>>().join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        for (typed, read) in [
            ("  Jean Sample ", "Jean Sample"),
            ("Jean\r\nSample", "Jean Sample"),
            ("Jean \u{2028} \n Sample", "Jean Sample"),
            ("a\tb", "a b"),
            ("\u{feff}Siân Ŵyn-O'Brien", "Siân Ŵyn-O'Brien"),
            (" \n\t ", ""),
            ("\u{202d}01632 960123\u{202c}", "01632 960123"),
            ("Jean \u{202e}elpmaS\u{200f}", "Jean elpmaS"),
        ] {
            assert_eq!(line(typed).as_deref(), Ok(read), "{typed:?}");
        }
    }

    #[test]
    fn characters_nobody_types_are_named_by_number() {
        for c in [
            '\0',
            '\u{7}',
            '\u{1b}',
            '\u{7f}',
            '\u{9f}',
            '\u{fdd0}',
            '\u{fdef}',
            '\u{ffff}',
            '\u{1fffe}',
        ] {
            assert_eq!(
                line(&format!("a{c}b")),
                Err(AnswerFault::Told(
                    "character",
                    vec![("code", format!("U+{:04X}", u32::from(c)))]
                ))
            );
        }
        assert_eq!(line("a\u{fdf0}b").as_deref(), Ok("a\u{fdf0}b"));
    }

    #[test]
    fn what_is_too_long_is_told_with_how_much() {
        assert_eq!(line(&"é".repeat(2_000)).map(|l| l.chars().count()), Ok(2_000));
        assert_eq!(line(&"é".repeat(2_003)), Err(too_long(2_000, 3)));
        assert!(own_words(&[&"é".repeat(200_000)]).is_ok());
        assert!(own_words(&[&"é".repeat(200_001)]).is_err());
        assert_eq!(
            lines(&[&"a\n".repeat(31)]),
            Err(AnswerFault::Told("too-many-lines", vec![("most", "30".into())]))
        );
    }

    #[test]
    fn lines_come_from_breaks_backslashes_and_lists() {
        let wanted = ["1 Sample Street".to_string(), "Wombwell".to_string()];
        for typed in [
            &["1 Sample Street\nWombwell\n"][..],
            &["1 Sample Street\\nWombwell"],
            &["1 Sample Street \r\n\r\n Wombwell"],
            &["1 Sample Street", " Wombwell", ""],
        ] {
            assert_eq!(lines(typed).as_deref(), Ok(&wanted[..]), "{typed:?}");
        }
    }

    #[test]
    fn own_words_keep_their_paragraphs() {
        for (typed, read) in [
            ("one\ntwo\n\n\n \nthree  \n", "one\ntwo\n\nthree"),
            ("\n\n one\n  two", "one\n  two"),
            ("one\u{2029}\u{2029}two", "one\n\ntwo"),
        ] {
            assert_eq!(own_words(&[typed]).as_deref(), Ok(read), "{typed:?}");
        }
        assert_eq!(own_words(&["one", "two\nthree"]).as_deref(), Ok("one\n\ntwo\nthree"));
    }
}
