//! YAML as people write it: values, and comments that fit a screen.

pub(super) use crate::source::answers_write::quoted;

/// Widest that a comment is.
const WIDE: usize = 98;

/// A value on one line; in quotation marks unless it is words that no reader takes for anything
/// else.
pub(super) fn scalar(text: &str) -> String {
    let inside = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | ','
                    | '.'
                    | '\''
                    | '’'
                    | '('
                    | ')'
                    | '/'
                    | '?'
                    | '!'
                    | '-'
                    | '…'
                    | '“'
                    | '”'
                    | '£'
            )
    };
    let words = text.split_whitespace().count() > 1;
    let plain = text.starts_with(char::is_alphabetic)
        && words
        && text.chars().all(inside)
        && !text.ends_with(' ');
    let special = ["yes", "no", "true", "false", "null", "on", "off", "y", "n", "inf", "nan"];
    let word = text.starts_with(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphabetic() || c == '-')
        && !special.contains(&text.to_lowercase().as_str());
    if plain || word { text.to_string() } else { quoted(text) }
}

/// A list on as many lines as it takes.
pub(super) fn list(key: &str, items: &[String]) -> String {
    let options = textwrap::Options::new(WIDE)
        .subsequent_indent("  ")
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(&format!("{key}: [{}]", items.join(", ")), options) + "\n"
}

/// A comment of as many lines as it takes.
pub(super) fn comment(text: &str, indent: &str) -> String {
    let lead = format!("{indent}# ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let options = textwrap::Options::new(WIDE)
        .initial_indent(&lead)
        .subsequent_indent(&lead)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(&text, options) + "\n"
}
