//! Slips of typing: a line of YAML that a parser takes for something else, a file whose name is
//! nearly that of one of a pack.

/// What is wrong with a line that stands where a parser stopped, or right above it, and the
/// column, from 1.
pub(super) fn of_line(row: &str) -> Option<(&'static str, usize)> {
    let column = |at: usize| row[..at].chars().count() + 1;
    let start = row.find(|c: char| c != ' ')?;
    let rest = &row[start..];
    if rest.starts_with(|c: char| c.is_whitespace() && c != '\t') {
        return Some(("yaml-odd-space", column(start)));
    }
    if rest.starts_with(['–', '—', '•', '·']) {
        return Some(("yaml-long-dash", column(start)));
    }
    let dash = rest.strip_prefix('-').filter(|r| r.starts_with(|c: char| c.is_ascii_lowercase()));
    if dash.is_some_and(|rest| key(rest).is_some()) {
        return Some(("yaml-no-space-behind-dash", column(start)));
    }
    let item = rest.trim_start_matches("- ");
    let end = key(item)?;
    let value = &item[end + 1..];
    if let Some(at) = apostrophe(value) {
        return Some(("yaml-apostrophe", column(row.len() - value.len() + at)));
    }
    let touches = value.starts_with(|c: char| !c.is_whitespace() && c != '/' && c != ':');
    touches.then(|| ("yaml-no-space-behind-colon", column(row.len() - value.len() - 1)))
}

/// Whether a value that YAML takes for one without quotation marks stands between curly ones.
pub(super) fn in_curly_quotes(value: &str) -> bool {
    let quotes = ['“', '”', '„', '‘', '’'];
    let inside = value.strip_prefix(quotes).and_then(|rest| rest.strip_suffix(quotes));
    inside.is_some_and(|inside| !inside.contains(['“', '”', '„', '‘']))
}

/// The column, from 1, at which the colon behind a key is missing: in a line that begins with a word
/// of small letters, has none, and lines up with a key in the next.
pub(super) fn no_colon(row: &str, next: &str) -> Option<usize> {
    let item = row.trim_start().trim_start_matches("- ");
    let inside = |text: &str, item: &str| text.len() - item.len();
    let below = next.trim_start().trim_start_matches("- ");
    let word = item.find(' ').unwrap_or(item.len());
    let named = |c: char| c.is_ascii_lowercase() || c == '_' || c == '-';
    let fits = word > 1
        && item[..word].chars().all(named)
        && !item.contains(':')
        && inside(row, item) == inside(next, below)
        && key(below).is_some();
    fits.then(|| inside(row, item) + word + 1)
}

/// The apostrophe in a value between single quotation marks: `'Don't close it'`.
fn apostrophe(value: &str) -> Option<usize> {
    let inside = value.trim_start().strip_prefix('\'')?;
    let start = value.len() - inside.len();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let found = inside.match_indices('\'').map(|(at, _)| at);
    found
        .filter(|at| {
            letter(inside[..*at].chars().last()) && letter(inside[at + 1..].chars().next())
        })
        .map(|at| start + at)
        .next()
}

/// What the parser's messages mean, by words in them. Its own words are not shown to anybody.
const MESSAGES: [(&[&str], &str); 6] = [
    (&["tag", "handle"], "yaml-exclamation"),
    (&["quoted scalar, found unexpected", "invalid indentation in quoted"], "yaml-open-quote"),
    (&["after double-quoted", "invalid trailing content"], "yaml-after-quote"),
    (&["escape", "hexadecimal"], "yaml-escape"),
    (&["mapping values are not allowed", "illegal placement of ':'"], "yaml-colon-in-value"),
    (&["flow", "bracket"], "yaml-bracket"),
];

/// What a parser's message on a line means.
pub(super) fn kind(info: &str, row: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| info.contains(word));
    let value = value_of(row);
    if info.contains("tab") && !info.contains("table") {
        "yaml-tab"
    } else if value.starts_with("{{") {
        "yaml-braces"
    } else if value.starts_with('*') || has(&["anchor or alias", "unknown anchor"]) {
        "yaml-star"
    } else if let Some((_, kind)) = MESSAGES.iter().find(|(words, _)| has(words)) {
        kind
    } else if has(&["unexpected character", "plain scalar cannot start"]) {
        "yaml-first-character"
    } else if value.starts_with('"') && !value.trim_end().ends_with('"') {
        "yaml-after-quote"
    } else if has(&["indent", "block mapping", "block collection", "simple key", "block sequence"])
    {
        "yaml-indent"
    } else {
        "yaml-other"
    }
}

/// Where the colon stands behind a key.
fn key(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))?;
    (end > 0 && text[end..].starts_with(':')).then_some(end)
}

/// The value in a line: what follows `key:` and `- `.
pub(super) fn value_of(row: &str) -> &str {
    let value = row.trim_start().trim_start_matches("- ");
    value.split_once(": ").map_or(value, |(_, value)| value).trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_a_line() {
        for (row, wanted) in [
            ("title:Keep it", Some(("yaml-no-space-behind-colon", 6))),
            ("  - id:hours", Some(("yaml-no-space-behind-colon", 7))),
            ("  -id: hours", Some(("yaml-no-space-behind-dash", 3))),
            ("  – id: hours", Some(("yaml-long-dash", 3))),
            ("\u{a0}\u{a0}title: x", Some(("yaml-odd-space", 1))),
            ("title: 'Don't close it'", Some(("yaml-apostrophe", 12))),
            ("title: 'Do not close it'", None),
            ("title: 'Don''t close it'", None),
            ("title: Keep it", None),
            ("url: https://example.org", None),
            ("https://example.org", None),
            ("---", None),
            ("", None),
        ] {
            assert_eq!(of_line(row), wanted, "{row}");
        }
    }

    #[test]
    fn a_colon_that_is_missing() {
        for (row, next, wanted) in [
            ("summary A letter.", "publisher: Us", Some(8)),
            ("  - id hours", "    ask: How many?", Some(7)),
            ("questions", "title: Ours", Some(10)),
            ("summary: A letter.", "publisher: Us", None),
            ("    that goes on", "publisher: Us", None),
            ("That goes on", "publisher: Us", None),
            ("summary A letter.", "and more", None),
        ] {
            assert_eq!(no_colon(row, next), wanted, "{row}");
        }
    }
}
