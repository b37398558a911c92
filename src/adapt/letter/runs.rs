//! Signs to write on: `XXXX`, `____`, `.....`, and `DD/MM/YYYY`.

use super::gaps::{Found, Shape};
use super::words::words;

/// `XXXX`, or `XX/XX/XXXX` and `DD/MM/YYYY`.
pub(super) fn crosses(text: &str, at: usize) -> Option<Found> {
    if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = &text[at..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && !"/.-".contains(c));
    let token = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', '-', '/']);
    let found = |shape| Found { range: at..at + token.len(), inside: String::new(), shape };
    let parts: Vec<&str> = token.split(['/', '.', '-']).collect();
    let is_x = |part: &&str| part.len() >= 2 && part.chars().all(|c| c == 'X' || c == 'x');
    let is_day = |part: &&str| part.len() >= 2 && part.chars().all(|c| "dDmMyYxX".contains(c));
    if parts.len() == 3 && parts.iter().all(is_day) {
        return Some(found(Shape::Date));
    }
    let run = run_of_crosses(rest);
    let small = rest[..run].contains('x');
    let alone = rest[run..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    // `xxx` under a letter is three kisses, and XX may be a number in Roman figures.
    let before = text[..at].split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let roman = ["schedule", "article", "part", "chapter", "annex", "section"];
    let enough = if small { run >= 4 } else { run >= 2 && !roman.contains(&before.as_str()) };
    let whole = parts.first().is_some_and(is_x);
    (enough && alone && whole).then(|| Found {
        range: at..at + run,
        inside: String::new(),
        shape: Shape::Blank,
    })
}

/// What programs for mailing lists put a name into: `%FIRSTNAME%`, `*|FNAME|*`. Markdown may have
/// taken the stars.
pub(super) fn merge_tag(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at..];
    let (open, close) = ["%", "*|", "|"]
        .into_iter()
        .zip(["%", "|*", "|"])
        .find(|(open, _)| rest.starts_with(open))?;
    let inner = &rest[open.len()..];
    let name = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let inside = &inner[..name];
    let letters = inside.starts_with(|c: char| c.is_ascii_alphabetic());
    let capitals = open == "%" || !inside.contains(|c: char| c.is_ascii_lowercase());
    let named = letters && capitals && (2..40).contains(&name);
    let outside = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    (named && outside && inner[name..].starts_with(close)).then(|| Found {
        range: at..at + open.len() + name + close.len(),
        inside: inside.to_string(),
        shape: Shape::Field,
    })
}

/// How many bytes of crosses a text begins with; further runs after a comma or a space go with
/// them, as in `XXX,XXX` and `XXXX XXX`.
fn run_of_crosses(text: &str) -> usize {
    let run = |s: &str| s.bytes().take_while(|b| *b == b'X' || *b == b'x').count();
    let mut end = run(text);
    while let Some(next) = text[end..].strip_prefix([',', ' ']) {
        let more = run(next);
        let alone = next[more..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        if end == 0 || more < 2 || !alone {
            break;
        }
        end += 1 + more;
    }
    end
}

/// A run of signs to write on; further runs with a space between go with it.
pub(super) fn blank(text: &str, at: usize, least: usize, of: fn(char) -> bool) -> Option<Found> {
    let rest = &text[at..];
    let run = |s: &str| s.chars().take_while(|c| of(*c)).map(char::len_utf8).sum::<usize>();
    let signs = rest.chars().take_while(|c| of(*c)).count();
    if signs < least {
        return None;
    }
    let mut end = run(rest);
    loop {
        let gap = rest[end..].chars().take_while(|c| c.is_whitespace()).count();
        let next = &rest[end + rest[end..].chars().take(gap).map(char::len_utf8).sum::<usize>()..];
        let more = run(next);
        if gap == 0 || gap > 2 || next.chars().take_while(|c| of(*c)).count() < least {
            break;
        }
        end = rest.len() - next.len() + more;
    }
    Some(Found { range: at..at + end, inside: String::new(), shape: Shape::Blank })
}

/// Words that want another behind them: three dots after one of these are a gap.
const WANTS: &[&str] = &[
    "in", "at", "is", "of", "from", "called", "named", "near", "my", "the", "aged", "postcode",
    "address", "name", "live", "years", "about", "dear",
];

/// `.....` or `………` to write on. Dots against a word end or break off a sentence, unless there
/// are many; so do three between words, unless the one before wants another.
pub(super) fn dots(text: &str, at: usize) -> Option<Found> {
    let is_dot = |c: char| c == '.' || c == '…';
    let before = &text[..at];
    if before.chars().next_back().is_some_and(is_dot) {
        return None;
    }
    let run: &str = &text[at..];
    let run = &run[..run.find(|c| !is_dot(c)).unwrap_or(run.len())];
    let rest = &text[at + run.len()..];
    let run = if ends_sentence(before, run, rest) { &run[..run.len() - 1] } else { run };
    let weight: usize = run.chars().map(|c| if c == '…' { 3 } else { 1 }).sum();
    let found = || {
        let all = blank(text, at, run.chars().count().min(3), |c| c == '.' || c == '…')?;
        let range =
            if all.range.end == at + run.len() + 1 { at..at + run.len() } else { all.range };
        Some(Found { range, ..all })
    };
    if weight >= 6 && run.chars().count() >= 3 {
        return found();
    }
    let stands =
        before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "£:(".contains(c));
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || ",;:)!?".contains(c));
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let wanted = WANTS.contains(&word.as_str()) || before.trim_end().ends_with([':', '£']);
    let fits = weight >= 4 || weight == 3 && wanted;
    (stands && ends && fits).then(found).flatten()
}

/// Whether the last dot of a run ends the sentence: the next words begin one.
fn ends_sentence(before: &str, run: &str, rest: &str) -> bool {
    const BEGIN: &[&str] = &[
        "I", "We", "My", "Our", "The", "This", "It", "Please", "They", "There", "He", "She", "You",
        "As", "In", "If", "When",
    ];
    let next = rest.split_whitespace().next().unwrap_or_default();
    let next = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    let sentence = before.rsplit(['.', '!', '?', '\n', '\r']).next().unwrap_or_default();
    let begins = rest.trim().is_empty() || rest.starts_with(' ') && BEGIN.contains(&next);
    let inside = before.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let labelled = before.trim_end().ends_with(':') && run.starts_with('…');
    let inside = inside && words(sentence).len() > 2;
    run.len() > 3 && run.ends_with('.') && begins && (inside || labelled)
}
