//! A line that says how to reach somebody and no more: `Tel: [phone number]`. Who gives no number
//! has no such line.

use super::Gap;
use super::lists::CONTACT;
use super::meaning::Use;
use super::words::{all, words};
use crate::adapt::source::{Para, SOFT, Style};
use crate::model::Kind;

/// Words of such a line, besides those that name a way to reach somebody.
const BESIDE: &[&str] = &["my", "me", "is", "home", "work", "by", "at", "on"];

/// Takes the whole line with the placeholder that stands in it.
pub(super) fn take(gaps: &mut [Gap], para: &Para) {
    if para.style != Style::Plain {
        return;
    }
    let others: Vec<_> = gaps.iter().map(|gap| gap.range.clone()).collect();
    for gap in gaps.iter_mut() {
        let reaches =
            matches!(gap.becomes, Use::Own(Kind::Email | Kind::Telephone | Kind::Contact));
        if !reaches {
            continue;
        }
        let text = &para.text;
        let break_before = text[..gap.range.start].rfind(['\n', SOFT]);
        let start = break_before.map_or(0, |at| at + 1);
        let end = text[gap.range.end..].find(['\n', SOFT]);
        let end = end.map_or(text.len(), |at| gap.range.end + at);
        let (before, after) = (&text[start..gap.range.start], &text[gap.range.end..end]);
        let alone = others.iter().filter(|r| r.start < end && start < r.end).count() == 1;
        if !alone || !is_label(before) || !after.trim().is_empty() {
            continue;
        }
        // A line break that only wraps belongs to a sentence.
        let wrapped = |at: usize| text[at..].starts_with(SOFT);
        if break_before.is_some_and(wrapped) || end < text.len() && wrapped(end) {
            continue;
        }
        let label = before.trim_start().to_string();
        (gap.range, gap.line_words) = match break_before {
            Some(at) => (at..end, Some((format!("\\\n{label}"), String::new()))),
            None if end < text.len() => (start..end + 1, Some((label, "\\\n".into()))),
            None => (start..end, Some((label, String::new()))),
        };
    }
}

/// Whether words only say what follows: `Tel: `, `My e-mail address is `, or nothing.
fn is_label(text: &str) -> bool {
    let said = words(text);
    let known: Vec<&str> = CONTACT.iter().chain(BESIDE).copied().collect();
    let plain = |c: char| c.is_alphanumeric() || " :-./".contains(c);
    let begins = text.trim_start().chars().next().is_none_or(char::is_alphabetic);
    (said.is_empty() || all(&said, &known)) && said.len() <= 5 && text.chars().all(plain) && begins
}
