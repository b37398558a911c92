//! Words to choose between: `he/she`, `oppose / support (delete as appropriate)`.

use std::ops::Range;

use super::words::words;

/// Most words of one of them.
const MOST_WORDS: usize = 8;

/// Words that stand for each other in letters that are sent round. Two of them with a stroke
/// between are a choice even where nobody says so.
const PAIRED: &[&str] = &[
    "he",
    "she",
    "they",
    "him",
    "her",
    "them",
    "his",
    "their",
    "hers",
    "son",
    "daughter",
    "child",
    "children",
    "mother",
    "father",
    "mum",
    "dad",
    "parent",
    "husband",
    "wife",
    "partner",
    "brother",
    "sister",
    "i",
    "we",
    "me",
    "us",
    "my",
    "our",
    "am",
    "are",
    "is",
    "isn't",
    "was",
    "were",
    "has",
    "have",
    "support",
    "oppose",
    "agree",
    "disagree",
    "for",
    "against",
    "yes",
    "no",
    "do",
    "does",
    "don't",
    "doesn't",
    "can",
    "can't",
    "grandson",
    "granddaughter",
    "patient",
    "carer",
];

/// Whether words tell people to strike out what does not hold.
pub(super) fn is_delete(text: &str) -> bool {
    let words = words(text);
    let told = ["delete", "circle", "tick", "strike", "cross"];
    let fitting =
        ["appropriate", "applicable", "necessary", "required", "relevant", "needed", "apply"];
    words.iter().any(|w| told.contains(&w.as_str()))
        && words.iter().any(|w| fitting.contains(&w.as_str()))
}

/// The words without what tells people to strike some out.
fn without_delete(text: &str) -> String {
    let lower = text.to_lowercase();
    let told = ["please delete", "delete", "please circle", "circle", "strike", "tick"];
    let Some(start) = told.iter().filter_map(|t| lower.find(t)).min() else { return text.into() };
    let fitting =
        ["appropriate", "applicable", "necessary", "required", "relevant", "needed", "apply"];
    let end = fitting.iter().filter_map(|f| lower.rfind(f).map(|at| at + f.len())).max();
    // Where small letters have other lengths, places are not those of the text.
    let end = end.filter(|end| *end > start && lower.len() == text.len());
    let Some(end) = end.filter(|_| text.is_char_boundary(start)) else { return text.into() };
    let joined = format!("{} {}", &text[..start], text.get(end..).unwrap_or_default());
    joined.trim_matches(|c: char| c.is_whitespace() || ":;,-–—*()[]".contains(c)).to_string()
}

/// The options between the signs of a placeholder: `support/oppose - delete as appropriate`.
/// Surely ones where that is said, or where they are words that stand for each other.
pub(super) fn inside(text: &str) -> Option<(Vec<String>, bool)> {
    let told = is_delete(text);
    let rest = without_delete(text);
    let by: &[char] = &['/', '|'];
    let parts: Vec<&str> = if rest.contains(by) {
        rest.split(by).collect()
    } else if rest.contains(" or ") && (told || rest.split(" or ").all(|w| is_paired(w.trim()))) {
        rest.split(" or ").collect()
    } else {
        return None;
    };
    let options = tidy(&parts)?;
    let sure =
        told || options.iter().all(|o| words(o).iter().all(|w| PAIRED.contains(&w.as_str())));
    Some((options, sure))
}

/// The options without stars; none where they are not words to choose between.
fn tidy(parts: &[&str]) -> Option<Vec<String>> {
    let mut options: Vec<String> = Vec::new();
    for part in parts {
        let part = part.trim_matches(|c: char| c.is_whitespace() || c == '*');
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        let count = part.split(' ').count();
        if part.is_empty() || count > MOST_WORDS || !part.contains(char::is_alphabetic) {
            return None;
        }
        if !options.contains(&part) {
            options.push(part);
        }
    }
    (2..=8).contains(&options.len()).then_some(options)
}

/// The options right before `(delete as appropriate)`, and where they begin.
pub(super) fn before(text: &str) -> Option<(usize, Vec<String>, bool)> {
    let text = text.trim_end();
    let sentence = text.rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
    let near = &text[sentence..];
    if let Some(stroke) = near.rfind('/') {
        let stroke = sentence + stroke;
        let spaced = text[..stroke].ends_with(' ') || text[stroke + 1..].starts_with(' ');
        return if spaced { spaced_options(text, stroke) } else { token_options(text, stroke) };
    }
    let or = sentence + near.rfind(" or ")?;
    let last = text[or + 4..].trim();
    let first = text[sentence..or].split_whitespace().next_back()?;
    let start = text[..or].rfind(first)?;
    (last.split(' ').count() == 1)
        .then(|| tidy(&[first, last]).map(|options| (start, options, true)))
        .flatten()
}

/// `strongly support / strongly oppose`: as many words before the stroke as after it.
fn spaced_options(text: &str, stroke: usize) -> Option<(usize, Vec<String>, bool)> {
    let after = text[stroke + 1..].trim();
    let count = after.split_whitespace().count();
    let before = text[..stroke].trim_end();
    let sentence = before.rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
    let mut start = before.len();
    for _ in 0..count {
        let rest = before[sentence..start].trim_end();
        start = sentence + rest.rfind(' ').map_or(0, |at| at + 1);
    }
    let start = start + (before[start..].len() - before[start..].trim_start().len());
    if count == 0 || count > MOST_WORDS || start >= before.len() {
        return None;
    }
    tidy(&[&before[start..], after]).map(|options| (start, options, count == 1))
}

/// `oppose/support`; a `not` that follows belongs to the last, as in `do/do not`.
fn token_options(text: &str, stroke: usize) -> Option<(usize, Vec<String>, bool)> {
    let start = text[..stroke].trim_end_matches(|c: char| !c.is_whitespace()).len();
    let token = &text[start..];
    let (token, rest) = token.split_once(' ').unwrap_or((token, ""));
    let mut parts: Vec<&str> = token.split('/').collect();
    let with_not;
    let negated = rest == "not";
    if negated {
        with_not = format!("{} not", parts.pop()?);
        parts.push(&with_not);
    }
    let options = tidy(&parts)?;
    // Words that follow the options stay in the sentence, so that only the token is replaced.
    (rest.is_empty() || negated).then_some((start, options, true))
}

/// Options that nobody calls so: a token of words that stand for each other.
pub(super) fn bare(text: &str) -> Vec<(Range<usize>, Vec<String>)> {
    let mut all = spaced(text);
    let mut at = 0;
    for token in text.split(|c: char| c.is_whitespace()) {
        let sign = |c: char| !c.is_alphanumeric();
        let lead = token.len() - token.trim_start_matches(sign).len();
        let core = token.trim_matches(sign);
        let paired = core.contains('/') && core.split('/').all(is_paired);
        if paired && let Some(options) = tidy(&core.split('/').collect::<Vec<_>>()) {
            // A star points to the note that says to delete.
            let stars = token[lead + core.len()..].bytes().take_while(|b| *b == b'*').count();
            all.push((at + lead..at + lead + core.len() + stars, options));
        }
        if let Some((range, options)) = negated(text, at + lead, core) {
            all.push((range, options));
        }
        at += token.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    all
}

/// `do/do not`, which begins with this token, with its `not`.
fn negated(text: &str, at: usize, token: &str) -> Option<(Range<usize>, Vec<String>)> {
    let (first, second) = token.split_once('/')?;
    let after = &text[at + token.len()..];
    let not = after.strip_prefix(" not").filter(|rest| !rest.starts_with(char::is_alphanumeric))?;
    let same = first.eq_ignore_ascii_case(second) && is_paired(first);
    let end = text.len() - not.len();
    same.then(|| (at..end, vec![first.to_string(), format!("{second} not")]))
}

fn is_paired(word: &str) -> bool {
    let word = word.trim_matches('*').replace('’', "'").to_lowercase();
    PAIRED.contains(&word.as_str())
}

/// `I / we`, with spaces.
fn spaced(text: &str) -> Vec<(Range<usize>, Vec<String>)> {
    let mut all = Vec::new();
    for (stroke, _) in text.match_indices(" / ") {
        let before = &text[..stroke];
        let start = before
            .rfind(|c: char| !c.is_alphanumeric() && c != '*')
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let after = &text[stroke + 3..];
        let end = after.find(|c: char| !c.is_alphanumeric() && c != '*').unwrap_or(after.len());
        let (first, last) = (&before[start..], &after[..end]);
        if is_paired(first)
            && is_paired(last)
            && let Some(options) = tidy(&[first, last])
        {
            all.push((start..stroke + 3 + end, options));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(found: Option<(usize, Vec<String>, bool)>) -> Option<String> {
        found.map(|(start, options, sure)| format!("{start} {} {sure}", options.join("|")))
    }

    #[test]
    fn what_stands_before_delete_as_appropriate_is_chosen_from() {
        for (text, wanted) in [
            ("I oppose/support ", Some("2 oppose|support true")),
            ("He went. I do/do not ", Some("11 do|do not true")),
            (
                "I strongly support / strongly oppose",
                Some("2 strongly support|strongly oppose false"),
            ),
            ("my son or daughter", Some("3 son|daughter true")),
            ("I support*/oppose*", Some("2 support|oppose true")),
            ("I\u{2003}support/oppose", Some("4 support|oppose true")),
            ("and that is that", None),
            ("", None),
        ] {
            assert_eq!(options(before(text)).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn options_between_signs() {
        let read = |text| inside(text).map(|(options, sure)| (options.join("|"), sure));
        assert_eq!(
            read("support/oppose - delete as appropriate"),
            Some(("support|oppose".into(), true))
        );
        assert_eq!(read("delete as applicable: I / we"), Some(("I|we".into(), true)));
        assert_eq!(read("he/she"), Some(("he|she".into(), true)));
        assert_eq!(read("red / green"), Some(("red|green".into(), false)));
        assert_eq!(read("your name"), None);
        assert_eq!(read("a/"), None);
    }

    #[test]
    fn bare_pairs_are_found_and_others_left() {
        let found: Vec<String> =
            bare("I do/do not, he do/does not. My son/daughter (he/she) and/or 24/7, I/We and I / we, red / green")
                .into_iter()
                .map(|(_, o)| o.join("|"))
                .collect();
        assert_eq!(found, ["I|we", "do|do not", "do|does", "son|daughter", "he|she", "I|We"]);
    }
}
