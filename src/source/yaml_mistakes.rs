//! Slips of typing: a line of YAML that a parser takes for something else, a file whose name is
//! nearly that of one of a pack.

use crate::error::fault::Yaml;
use crate::source::yaml::value_of;

/// What is wrong with a line that stands where a parser stopped, or right above it, and the
/// column, from 1.
pub(super) fn of_line(row: &str) -> Option<(Yaml, usize)> {
    let column = |at: usize| row[..at].chars().count() + 1;
    let start = row.find(|c: char| c != ' ')?;
    let rest = &row[start..];
    if rest.starts_with(|c: char| c.is_whitespace() && c != '\t') {
        return Some((Yaml::OddSpace, column(start)));
    }
    if rest.starts_with(['–', '—', '•', '·']) {
        return Some((Yaml::LongDash, column(start)));
    }
    let dash = rest.strip_prefix('-').filter(|r| r.starts_with(|c: char| c.is_ascii_lowercase()));
    if dash.is_some_and(|rest| key(rest).is_some()) {
        return Some((Yaml::NoSpaceBehindDash, column(start)));
    }
    let item = rest.trim_start_matches("- ");
    let end = key(item)?;
    let value = &item[end + 1..];
    if let Some(at) = apostrophe(value) {
        return Some((Yaml::Apostrophe, column(row.len() - value.len() + at)));
    }
    let touches = value.starts_with(|c: char| !c.is_whitespace() && c != '/' && c != ':');
    touches.then(|| (Yaml::NoSpaceBehindColon, column(row.len() - value.len() - 1)))
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

/// Sorts the parser's messages. Its words are not shown to anybody.
pub(super) fn kind(info: &str, row: &str) -> Yaml {
    let has = |words: &[&str]| words.iter().any(|word| info.contains(word));
    let value = value_of(row);
    if info.contains("tab") && !info.contains("table") {
        Yaml::Tab
    } else if value.starts_with("{{") {
        Yaml::Braces
    } else if value.starts_with('*') || has(&["anchor or alias", "unknown anchor"]) {
        Yaml::Star
    } else if has(&["tag", "handle"]) {
        Yaml::Exclamation
    } else if has(&["quoted scalar, found unexpected", "invalid indentation in quoted"]) {
        Yaml::OpenQuote
    } else if has(&["after double-quoted", "invalid trailing content"]) {
        Yaml::AfterQuote
    } else if has(&["escape", "hexadecimal"]) {
        Yaml::Escape
    } else if has(&["mapping values are not allowed", "illegal placement of ':'"]) {
        Yaml::ColonInValue
    } else if has(&["flow", "bracket"]) {
        Yaml::Bracket
    } else if has(&["unexpected character", "plain scalar cannot start"]) {
        Yaml::FirstCharacter
    } else if row.contains('"') && value.starts_with('"') && !value.trim_end().ends_with('"') {
        Yaml::AfterQuote
    } else if has(&["indent", "block mapping", "block collection", "simple key", "block sequence"])
    {
        Yaml::Indent
    } else {
        Yaml::Other
    }
}

/// Where the colon stands behind a key.
fn key(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))?;
    (end > 0 && text[end..].starts_with(':')).then_some(end)
}

/// The name by which a file would be one of the pack's, where it is nearly named so.
pub(crate) fn meant(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    if !matches!(folder, "" | "partials") || name.starts_with(['.', '~']) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let whole = lower.strip_suffix(".txt").unwrap_or(&lower);
    let registers = ["pack", "areas", "bodies", "destinations", "languages"];
    let stem = whole.strip_suffix(".yaml").or_else(|| whole.strip_suffix(".yml"));
    let right = match stem {
        Some(stem) if folder.is_empty() && registers.contains(&stem) => format!("{stem}.yaml"),
        Some(_) => return None,
        None => {
            let endings = [".md.hbs", ".hbs.md", ".hbs", ".handlebars"];
            let plain = || whole.strip_suffix(".md").filter(|stem| is_of_letter(stem));
            let cut =
                endings.iter().find_map(|ending| whole.strip_suffix(ending)).or_else(plain)?;
            format!("{}.md.hbs", &name[..cut.len()])
        }
    };
    let right = if folder.is_empty() { right } else { format!("{folder}/{right}") };
    (right != path).then_some(right)
}

/// Whether a Markdown file's name is that of something to write, not a note about the pack.
fn is_of_letter(stem: &str) -> bool {
    let ends = ["letter", "response", "objection", "statement", "request", "questions", "email"];
    ends.iter().any(|end| stem.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_a_line() {
        for (row, wanted) in [
            ("title:Keep it", Some((Yaml::NoSpaceBehindColon, 6))),
            ("  - id:hours", Some((Yaml::NoSpaceBehindColon, 7))),
            ("  -id: hours", Some((Yaml::NoSpaceBehindDash, 3))),
            ("  – id: hours", Some((Yaml::LongDash, 3))),
            ("\u{a0}\u{a0}title: x", Some((Yaml::OddSpace, 1))),
            ("title: 'Don't close it'", Some((Yaml::Apostrophe, 12))),
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
    fn names_that_are_nearly_right() {
        for (path, right) in [
            ("letter.md.hbs.txt", Some("letter.md.hbs")),
            ("letter.hbs", Some("letter.md.hbs")),
            ("partials/thanks.hbs", Some("partials/thanks.md.hbs")),
            ("Letter.MD.HBS", Some("Letter.md.hbs")),
            ("pack.yml", Some("pack.yaml")),
            ("Pack.yaml", Some("pack.yaml")),
            ("pack.yaml.txt", Some("pack.yaml")),
            ("letter.md.hbs", None),
            ("README.md", None),
            ("mp-letter.md", Some("mp-letter.md.hbs")),
            ("notes.md", None),
            ("notes.yaml", None),
            ("logo.png", None),
            ("examples/one.hbs", None),
        ] {
            assert_eq!(meant(path).as_deref(), right, "{path}");
        }
    }
}
