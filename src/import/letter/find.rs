//! Finding what may be a gap: every bracket, blank, highlight and stroke between words, exactly as
//! it stands. What becomes of each is said in `gap`.

use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::strokes::{self, writers};
use crate::import::letter::candidate::{Found, MOST, Shape};
use crate::import::source::{Para, What};
use crate::import::words::{begins, count, is, list, pattern, plain, says};

/// Most bytes from an opening sign to its closing one.
const LONGEST: usize = 3_000;

/// Signs that open a bracket of a gap, and those that close one.
pub(super) const OPEN: &[char] = &['[', '{', '«', '‹', '⟨', '〈', '【', '［'];
pub(super) const CLOSE: &[char] = &[']', '}', '»', '›', '⟩', '〉', '】', '］'];

/// Every candidate of a text, in order, none over another.
pub(super) fn find(para: &Para) -> Vec<Found> {
    let text = para.text.as_str();
    let mut all = marked(para);
    // `nurse/carer (delete as appropriate)` is one.
    let (asked, stroked): (Vec<Found>, Vec<Found>) = strokes::strokes(text)
        .into_iter()
        .partition(|found| found.shape == Shape::Strokes { asked: true });
    add(&mut all, asked);
    let passed: Vec<Range<usize>> = all.iter().map(|f| f.range.clone()).collect();
    let written = scan(text, &passed);
    add(&mut all, written);
    for more in [tells(text), stroked, strokes::capitals(text), strokes::lead_ins(text)] {
        add(&mut all, more);
    }
    all.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    joined(text, all)
}

/// Adds candidates where nothing found stands yet.
fn add(all: &mut Vec<Found>, more: Vec<Found>) {
    for found in more {
        let range = &found.range;
        let free = |other: &Found| other.range.end <= range.start || range.end <= other.range.start;
        if !range.is_empty() && all.len() <= MOST && all.iter().all(free) {
            all.push(found);
        }
    }
}

/// Lines without brackets that tell the writer what to do with those beside them.
fn tells(text: &str) -> Vec<Found> {
    let tells = |line: &str| {
        let deletes =
            ["delete the rest", "delete the others", "delete this", "following paragraph"];
        let words = plain(line);
        count(line) <= 25
            && begins(line, "choose")
            && (line.ends_with([':', '*', '_']) || deletes.iter().any(|d| words.contains(d)))
    };
    let lines = strokes::lines(text).filter(|range| tells(text[range.clone()].trim_end()));
    lines.map(|range| Found { range, shape: Shape::Marked }).collect()
}

/// Blanks one below the other as one, a blank with the label behind it, and a first name with its
/// last name.
fn joined(text: &str, all: Vec<Found>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for found in all {
        let blank = |found: &Found| matches!(found.shape, Shape::Blank { .. });
        if let Some(last) = out.last_mut() {
            let between = &text[last.range.end..found.range.start];
            let names = plain(&spaced_capitals(&text[last.range.start..found.range.end]));
            let name = ["first name last name", "firstname lastname", "first name surname"];
            let lines = blank(last) && blank(&found) && between.contains(['\n', '\r']);
            let label = blank(last) && found.shape == Shape::Round && {
                let inner = &text[found.range.start + 1..found.range.end - 1];
                addresses_writer(inner) && !begins(inner, "leave_out")
            };
            if between.trim().is_empty() && (lines || label || name.contains(&names.as_str())) {
                last.range.end = found.range.end;
                if label {
                    last.shape = Shape::Marked;
                }
                continue;
            }
        }
        out.push(found);
    }
    out
}

/// `FirstName` as `First Name`.
pub(super) fn spaced_capitals(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_uppercase() && out.ends_with(char::is_lowercase) {
            out.push(' ');
        }
        out.push(if c == '_' { ' ' } else { c });
    }
    out
}

/// What Word marks: stretches that touch are one.
fn marked(para: &Para) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut marks: Vec<_> = para.marks.iter().collect();
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    for mark in marks {
        let shape = match &mark.what {
            What::Highlight | What::Coloured => Shape::Marked,
            What::Field(name) => Shape::Field(name.clone()),
            What::Note(words) => Shape::Note(words.clone()),
            What::Choices(name, options) => Shape::Choices(name.clone(), options.clone()),
            _ => continue,
        };
        let inside = &para.text[mark.range.clone()];
        if inside.trim().is_empty() || all.len() > MOST {
            continue;
        }
        let start = mark.range.start + (inside.len() - inside.trim_start().len());
        let end = start + inside.trim().len();
        let touches = |last: &&mut Found| {
            let between = &para.text[last.range.end.min(start)..start];
            between.trim().is_empty() && !between.contains('\n')
        };
        match all.last_mut().filter(|_| !matches!(shape, Shape::Note(_))).filter(touches) {
            Some(last) => last.range.end = last.range.end.max(end),
            None => all.push(Found { range: start..end, shape }),
        }
    }
    all
}

/// What is written with signs. `passed`: stretches that are something already.
fn scan(text: &str, passed: &[Range<usize>]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next().filter(|_| found.len() <= MOST) {
        if let Some(range) = passed.iter().find(|range| range.contains(&at)) {
            at = range.end;
            continue;
        }
        let next = at + c.len_utf8();
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        let Some((length, shape)) = begins_here(rest, c, before) else {
            at = next;
            continue;
        };
        // A remark of the letter's own is looked into for gaps; it is offered where it has none.
        let inner = rest.get(1..length.saturating_sub(1)).unwrap_or_default();
        let holds = inner.contains(OPEN) || inner.contains(['_', '<']) || inner.contains("...");
        if shape == Shape::Round && holds && !addresses_writer(inner) {
            at = next;
            continue;
        }
        found.push(Found { range: at..at + length, shape });
        at += length;
    }
    found
}

/// The candidate that a text begins with, if it does: its length and shape.
fn begins_here(rest: &str, c: char, before: Option<char>) -> Option<(usize, Shape)> {
    let unclosed = || (c.len_utf8(), Shape::Unclosed);
    match c {
        _ if OPEN.contains(&c) => {
            Some(closed(rest, OPEN, CLOSE).map_or_else(unclosed, |n| (n, Shape::Bracket)))
        }
        _ if CLOSE.contains(&c) => Some(unclosed()),
        '(' => closed(rest, &['('], &[')'])
            .filter(|n| !rest[..*n].contains("\n\n"))
            .map(|n| (n, Shape::Round)),
        '<' => {
            let end = closed(rest, &['<'], &['>'])?;
            let inner = rest[..end].trim_start_matches('<');
            let words = inner.starts_with(char::is_alphabetic);
            let address = inner.contains("://") || inner.contains('@');
            (words && !address).then_some((end, Shape::Bracket))
        }
        '%' | '$' if before.is_some_and(|c| c.is_ascii_digit()) => None,
        '%' | '$' | '*' | '#' => signed(rest),
        '_' | '.' | '…' | '?' => {
            let near = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            // Two lines between letters are part of a name.
            let apart = |length: &usize| !near(before) && !near(rest[*length..].chars().next());
            let found = blank(rest, c).filter(|(length, _)| *length > 2 || apart(length));
            found.map(|(length, stops)| (length, Shape::Blank { stops }))
        }
        'x' | 'X' if !before.is_some_and(char::is_alphanumeric) => {
            let length = rest.bytes().take_while(|b| *b == rest.as_bytes()[0]).count();
            let ends = !rest[length..].starts_with(char::is_alphanumeric);
            let enough = length >= 3 && (c == 'x' || length != 3 || before.is_some())
                || length == 2 && c == 'X';
            (ends && enough).then_some((length, Shape::Blank { stops: false }))
        }
        _ => None,
    }
}

/// `%TOWN%`, `$TOWN$`, `*|FNAME|*`, `##NAME##` and `*** ADD YOUR STORY ***`.
fn signed(rest: &str) -> Option<(usize, Shape)> {
    static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:%[A-Za-z][\w -]*%|\$[A-Za-z][\w -]*\$|\*\|[^|]+\|\*|##+[^#]*[A-Za-z][^#]*##+|\*{3,}[^*]*[A-Za-z][^*]*\*{3,})",
        )
    });
    let paragraph = rest.split("\n\n").next().unwrap_or_default();
    let near = paragraph.char_indices().nth(LONGEST).map_or(paragraph, |(at, _)| &paragraph[..at]);
    let length = SIGNED.find(near)?.end();
    let name = rest.starts_with(['%', '$']);
    (!name || length <= 42).then_some((length, Shape::Bracket))
}

/// Where what opens here is closed, by one of some signs; pairs inside are passed over.
fn closed(rest: &str, open: &[char], close: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices().take_while(|(at, _)| *at < LONGEST) {
        if open.contains(&c) {
            depth += 1;
        } else if close.contains(&c) {
            depth -= 1;
            if depth == 0 {
                return Some(at + c.len_utf8());
            }
        }
    }
    None
}

/// A run of blanks or dots, single spaces between them allowed: its length, and whether it may
/// hold the full stop of its sentence.
fn blank(rest: &str, sign: char) -> Option<(usize, bool)> {
    let dots = |c: char| c == '.' || c == '…';
    let same = |c: char| if dots(sign) { dots(c) } else { c == sign };
    let (mut weight, mut end, mut space) = (0, 0, false);
    for (at, c) in rest.char_indices() {
        if same(c) {
            weight += if c == '…' { 3 } else { 1 };
            (end, space) = (at + c.len_utf8(), false);
        } else if c == ' ' && !space && weight > 0 && sign != '?' {
            space = true;
        } else {
            break;
        }
    }
    let least = match sign {
        '_' => 2,
        _ if dots(sign) => 5,
        _ => 3,
    };
    let closes = dots(sign) && {
        let mut after = rest[end..].chars();
        let space = after.next();
        space.is_none_or(|c| c == '\n')
            || space == Some(' ') && after.next().is_some_and(char::is_uppercase)
    };
    // Three dots end a thought; four that end a sentence are three and a full stop.
    (weight >= least || weight == 4 && !closes).then_some((end, closes))
}

/// Whether what stands in brackets tells the writer to do something, or only says what goes there.
pub(super) fn addresses_writer(inner: &str) -> bool {
    let words = plain(inner);
    let asks = begins(inner, "asks") && count(&words) <= 4;
    // `(your licence says so)` is a remark; `(your ward)` is not.
    let remark = words.starts_with("your ")
        && count(&words) > 3
        && !list("plain").iter().any(|label| words.ends_with(label.as_str()));
    is(inner, "plain")
        || list("run_together").iter().any(|start| words.starts_with(start.as_str()))
        || says(inner, "deletes")
        || asks
        || words.starts_with("if you ") && count(&words) > 3
        || begins(inner, "instructs") && !remark
        || begins(inner, "choose")
        || writers(inner).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let all = find(&Para::plain(1, text));
        all.into_iter().map(|f| text[f.range].to_string()).collect()
    }

    #[test]
    fn every_shape_is_found_as_it_stands() {
        for (text, wanted) in [
            ("I live in [your village] and [how often] go", &["[your village]", "[how often]"][..]),
            ("Dear [Councillor}, hello", &["[Councillor}"]),
            (
                "a ⟨parent / pupil⟩ of 【school】 in __ Street",
                &["⟨parent / pupil⟩", "【school】", "__"],
            ),
            ("I live in TOWN OR VILLAGE, call it __init__ by the NHS", &["TOWN OR VILLAGE"]),
            (
                "in %CONSTITUENCY% with {{child}} and {age}",
                &["%CONSTITUENCY%", "{{child}}", "{age}"],
            ),
            ("a rise of 5% and 10% more", &[]),
            ("It costs $5 or $6, in $WARD$ ward", &["$WARD$"]),
            ("for ____ years, since ____________.", &["____", "____________"]),
            ("was on it in ......................... It is", &["........................."]),
            ("*** ADD YOUR STORY HERE ***", &["*** ADD YOUR STORY HERE ***"]),
            ("my address is xxxxxxxx and", &["xxxxxxxx"]),
            ("(my address is […]) and", &["[…]"]),
            (
                "I am a nurse/carer (delete as appropriate) and",
                &["nurse/carer (delete as appropriate)"],
            ),
            (
                "I am for / against (delete as applicable) it",
                &["for / against (delete as applicable)"],
            ),
            ("I am/we are writing", &["I am/we are"]),
            ("I / we ask you", &["I / we"]),
            ("We/I ask you", &["We/I"]),
            ("I am retired / working / unemployed now", &["retired / working / unemployed"]),
            ("_____\n_____", &["_____\n_____"]),
            ("to meet «FirstName» «LastName» soon", &["«FirstName» «LastName»"]),
            (
                "a (parent/carer - delete as appropriate) of",
                &["(parent/carer - delete as appropriate)"],
            ),
            ("my postcode is YOUR POSTCODE.", &["YOUR POSTCODE"]),
            ("I live in YOUR TOWN and the NHS is", &["YOUR TOWN"]),
            ("I use the field for…", &["…"]),
            ("My name is (insertyourname) here", &["(insertyourname)"]),
            ("the boy <child's name> and <https://example.org>", &["<child's name>"]),
            ("it is <<your\nname>> here", &["<<your\nname>>"]),
            ("nineteen miles (I have rung round) away", &["(I have rung round)"]),
            ("See note 1 … and so on... Then", &[]),
            ("an [open end and no more", &["["]),
            ("[one\n\n- two\n\nthree] and", &["[one\n\n- two\n\nthree]"]),
            ("Dear *|FNAME|*", &["*|FNAME|*"]),
            ("It is in the XXX Close, see XX", &["XXX", "XX"]),
            ("see https://example.org/a/b and 1/2 and 24/7", &[]),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }
}
