//! Ministers named in person: an office with a name beside it. There is no list of people here,
//! since it would be wrong within weeks, as such a letter would be.

use std::ops::Range;

use crate::check::lists::lists;
use crate::check::prose::tokens::{Token, tokens};

/// Most words of what an office is for: "Housing, Communities and Local Government" has five.
const MOST_OF_OFFICE: usize = 8;

/// Most titles before a name.
const MOST_TITLES: usize = 4;

/// A person named by office: where the name stands, in bytes.
pub(super) fn named_minister(text: &str) -> Option<Range<usize>> {
    let tokens = tokens(text);
    for at in 0..tokens.len() {
        let honourable =
            tokens[at].is(&["rt"]) && tokens.get(at + 1).is_some_and(|t| t.is(&["hon"]));
        if honourable && let Some(name) = name_at(&tokens, at + 2) {
            return Some(name);
        }
        let office = lists().offices.iter().find(|office| matches(&tokens[at..], office));
        let Some(office) = office else { continue };
        let end = at + office.split(' ').count();
        if let Some(name) = before(&tokens, at, end) {
            return Some(name);
        }
        if !tokens[at].is_capital() {
            continue;
        }
        if let Some(name) = beside(&tokens, end) {
            return Some(name);
        }
    }
    None
}

/// The name before an office: `Alex Member MP, the Secretary of State`, `Alex Member is Health
/// Secretary`.
fn before(tokens: &[Token<'_>], at: usize, end: usize) -> Option<Range<usize>> {
    let mut last = at.checked_sub(1)?;
    let article = tokens[last].is(&["the", "our", "your", "new", "now"]);
    while tokens[last].is(&["the", "our", "your", "new", "now", "current"]) {
        last = last.checked_sub(1)?;
    }
    let linked = tokens[last].is(&["is", "as"]);
    while tokens[last].is(&["is", "as", "who"]) {
        last = last.checked_sub(1)?;
    }
    let seat = tokens[last].is(&["mp", "msp", "mp)"]);
    let parted = tokens[last].after.starts_with(',') || tokens[at].range().start > 0 && linked;
    if seat {
        last = last.checked_sub(1)?;
    }
    // `In South Yorkshire, the Secretary of State may …` names nobody.
    let apposed = seat || linked || !article || ends_part(tokens, end);
    if !(parted && apposed) {
        return None;
    }
    let mut first = last + 1;
    while first > 0 && last + 1 - first < MOST_OF_NAME && is_name(&tokens[first - 1]) {
        let broken = first <= last && !tokens[first - 1].after.is_empty();
        if broken || tokens[first - 1].is(&lists().before_places) {
            break;
        }
        first -= 1;
    }
    let words = &tokens[first..=last];
    let placed = first > 0 && tokens[first - 1].is(&lists().before_places) && !seat && !linked;
    // `Dear Alex Member` and `Ask Alex Member` begin with a word that is no name.
    let skip = usize::from(words.len() > 2 && first == 0);
    let place = words.iter().any(|t| t.is(&lists().no_persons));
    (words.len() >= 2 && !place && !placed)
        .then(|| tokens[first + skip].at..tokens[last].range().end)
}

/// Most words of a name.
const MOST_OF_NAME: usize = 3;

/// Whether an office, with what it is for, ends a part of its sentence.
fn ends_part(tokens: &[Token<'_>], mut end: usize) -> bool {
    let inside = |t: &Token<'_>| t.is_capital() || t.is(&["and", "the", "of", "for"]);
    while tokens[end - 1].after.is_empty() && tokens.get(end).is_some_and(inside) {
        end += 1;
    }
    end == tokens.len() || !tokens[end - 1].after.is_empty()
}

fn matches(tokens: &[Token<'_>], office: &str) -> bool {
    let (mut tokens, mut whole) = (tokens.iter(), true);
    office.split(' ').all(|word| {
        let Some(token) = tokens.next().filter(|token| whole && token.is(&[word])) else {
            return false;
        };
        // A comma inside it makes it two things.
        whole = token.after.is_empty();
        true
    })
}

/// The name that follows an office, at once or behind what it is for.
fn beside(tokens: &[Token<'_>], mut at: usize) -> Option<Range<usize>> {
    let office = tokens.get(at.checked_sub(1)?)?;
    if office.after.is_empty() && tokens.get(at).is_some_and(|t| t.is(&["for", "of"])) {
        // "for Health and Social Care," ends with its comma.
        at += 1;
        let last = at + MOST_OF_OFFICE;
        while let Some(token) = tokens.get(at).filter(|_| at < last) {
            at += 1;
            if token.after.starts_with(',') {
                break;
            }
            if !token.is_capital() && !token.is(&["and", "the", "of", "for"]) {
                return None;
            }
        }
    } else if !matches!(office.after, "" | ",") {
        return None;
    }
    if tokens.get(at).is_some_and(|t| t.is(&["the"])) {
        at += 1;
    }
    name_at(tokens, at)
}

/// Two or three words with capitals that are no place and no body.
fn name_at(tokens: &[Token<'_>], at: usize) -> Option<Range<usize>> {
    let titles = ["rt", "hon", "sir", "dame", "dr", "mr", "mrs", "ms", "lord", "lady", "baroness"];
    let mut rest = tokens[at.min(tokens.len())..].iter().take(MOST_TITLES);
    let first = rest.position(|t| !t.is(&titles))? + at;
    let titled = first > at;
    let mut words = 0;
    for token in tokens[first..].iter().take(MOST_OF_NAME).take_while(|t| is_name(t)) {
        words += 1;
        if !token.after.is_empty() {
            break;
        }
    }
    let last = tokens.get((first + words).checked_sub(1)?)?;
    let enough = words >= 2 || (titled && words == 1);
    let place = tokens[first..first + words].iter().any(|t| t.is(&lists().no_persons));
    (enough && !place).then(|| tokens[first].at..last.range().end)
}

/// Whether a word may be one of a name.
fn is_name(t: &Token<'_>) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
    t.is_capital()
        && !t.filled
        && t.text.chars().skip(1).any(char::is_lowercase)
        && t.text.chars().all(letters)
        && !t.text.ends_with("'s")
        && !t.text.ends_with("’s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_an_office_is_found() {
        for (text, found) in [
            ("We ask the Secretary of State, Alex Member, to act.", Some("Alex Member")),
            (
                "the Secretary of State for Health and Social Care, the Rt Hon Alex Member MP, said",
                Some("Alex Member"),
            ),
            ("The Health Secretary Alex Member promised it.", Some("Alex Member")),
            ("The Prime Minister, Sir Alex Member, promised it.", Some("Alex Member")),
            ("Write to the Rt Hon Alex Member.", Some("Alex Member")),
            ("Alex Member MP, the Secretary of State for Health, said so.", Some("Alex Member")),
            (
                "Alex Member, the Secretary of State for Health and Social Care, said so.",
                Some("Alex Member"),
            ),
            ("Please ask Alex Member MP, Secretary of State, to act.", Some("Alex Member")),
            ("It was promised by Alex Member, Health Secretary.", Some("Alex Member")),
            ("Alex Member is the Health Secretary.", Some("Alex Member")),
            ("I wrote to Alex Member, the health secretary.", Some("Alex Member")),
            ("The Secretary of State (Alex Member) promised it.", Some("Alex Member")),
            (
                "Alex Member-Sample MP, who is Secretary of State, said so.",
                Some("Alex Member-Sample"),
            ),
            ("In South Yorkshire, the Secretary of State can call it in.", None),
            ("In South Yorkshire, the Secretary of State, not the council, decides.", None),
            ("Across Greater Manchester, the Health Secretary may act.", None),
            ("My MP, the Secretary of State, has not answered.", None),
            ("Jean Sample, the minister said no.", None),
            ("Write to Example Council, the Secretary of State and your MP.", None),
            ("[mp.name], the Secretary of State for Health, said so.", None),
            ("Please write to the Care Quality Commission, the Health Secretary and others.", None),
            ("NHS England, the Secretary of State and the board agree.", None),
            ("We ask the Secretary of State for Health and Social Care to act.", None),
            ("Write to the Secretary of State, Department of Health.", None),
            ("Write to the Secretary of State, Example House, London.", None),
            ("The Prime Minister, Downing Street, London", None),
            ("The minister said so. Alex Member agreed.", None),
            ("Ask the Minister. Please Answer It.", None),
            ("the Prime Minister's Questions", None),
            ("the Secretary of State, [mp.name], said", None),
            ("the Health Secretary and NHS England", None),
        ] {
            assert_eq!(named_minister(text).map(|at| &text[at]), found, "{text}");
        }
    }
}
