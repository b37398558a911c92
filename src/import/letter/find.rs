//! Finding what may be a gap: every bracket, blank, highlight and stroke between words, exactly as
//! it stands. What becomes of each is said in `gap`.

use std::ops::Range;

use super::strokes::{capitals, lead_ins, strokes};
use crate::import::letter::candidate::{Found, MOST, Shape};
use crate::import::source::{Para, What};
use crate::import::words::{begins, lists, plain};

/// Most bytes from an opening sign to its closing one.
const LONGEST: usize = 3_000;

/// Every candidate of a paragraph, in order, none over another.
pub(super) fn find(para: &Para) -> Vec<Found> {
    let mut all = marked(para);
    let text = para.text.as_str();
    // `nurse/carer (delete as appropriate)` is one.
    let stroked = strokes(text);
    let asked = stroked.iter().filter(|found| found.shape == Shape::Strokes { asked: true });
    let asked: Vec<Found> = asked.filter(|found| is_free(&all, &found.range)).cloned().collect();
    all.extend(asked);
    let mut scan = Scan { text, taken: &all.clone(), notes: notes(para), found: Vec::new() };
    scan.run();
    all.append(&mut scan.found);
    if tells(text) && is_free(&all, &(0..text.len())) {
        all.push(Found { range: 0..text.len(), shape: Shape::Marked });
    }
    for found in stroked.into_iter().chain(capitals(text)).chain(lead_ins(text)) {
        if is_free(&all, &found.range) {
            all.push(found);
        }
    }
    all.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    let mut all = joined(text, all);
    let mut end = 0;
    all.retain(|found| {
        let fits = found.range.start >= end && !found.range.is_empty();
        end = if fits { found.range.end } else { end };
        fits
    });
    all
}

/// Whether a paragraph without brackets tells the writer what to do with those beside it.
fn tells(text: &str) -> bool {
    let words = plain(text);
    let chooses = begins(text, &lists().choose);
    let deletes = ["delete the rest", "delete the others", "delete this", "following paragraph"];
    let short = words.split(' ').count() <= 25;
    short
        && chooses
        && (text.trim_end().ends_with([':', '*', '_']) || deletes.iter().any(|d| words.contains(d)))
}

/// Blanks one below the other as one, and a first name with its last name.
fn joined(text: &str, all: Vec<Found>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for found in all {
        let blank = |found: &Found| matches!(found.shape, Shape::Blank { .. });
        if let Some(last) = out.last_mut() {
            let between = text.get(last.range.end..found.range.start).unwrap_or("x");
            let names = plain(&spaced_capitals(&text[last.range.start..found.range.end]));
            let name = ["first name last name", "firstname lastname", "first name surname"];
            let lines = blank(last) && blank(&found) && between.contains(['\n', '\r']);
            let label = blank(last) && found.shape == Shape::Round && {
                let inner = &text[found.range.start + 1..found.range.end - 1];
                addresses_writer(inner) && !begins(inner, &lists().leave_out)
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

/// Whether nothing found stands where a candidate does.
fn is_free(all: &[Found], range: &Range<usize>) -> bool {
    !all.iter().any(|found| found.range.start < range.end && range.start < found.range.end)
}

/// Ranges of the signs of footnotes, which are no gaps.
fn notes(para: &Para) -> Vec<Range<usize>> {
    let notes = para.marks.iter().filter(|m| matches!(m.what, What::Note(_) | What::Cite(_)));
    notes.map(|mark| mark.range.clone()).collect()
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
            What::Choices(name, options) => Shape::Choices(name.clone(), options.clone()),
            _ => continue,
        };
        let inside = &para.text[mark.range.clone()];
        if inside.trim().is_empty() {
            continue;
        }
        let start = mark.range.start + (inside.len() - inside.trim_start().len());
        let end = start + inside.trim().len();
        match all.last_mut() {
            Some(last) if para.text[last.range.end.min(start)..start].trim().is_empty() => {
                last.range.end = last.range.end.max(end);
            }
            _ => all.push(Found { range: start..end, shape }),
        }
    }
    all
}

struct Scan<'t> {
    text: &'t str,
    taken: &'t [Found],
    notes: Vec<Range<usize>>,
    found: Vec<Found>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next().filter(|_| self.found.len() <= MOST) {
            let marked = self.taken.iter().map(|f| &f.range).find(|range| range.contains(&at));
            let skipped = marked.or_else(|| self.notes.iter().find(|range| range.contains(&at)));
            if let Some(range) = skipped {
                at = range.end;
                continue;
            }
            let next = at + c.len_utf8();
            let Some((end, shape)) = self.at(at, c) else {
                at = next;
                continue;
            };
            let inner = self.text.get(next..end.saturating_sub(1)).unwrap_or_default();
            // A remark of the letter's own is looked into for gaps; it is offered where it has none.
            if shape == Shape::Round && !addresses_writer(inner) {
                let holds = inner.contains(['[', '{', '«', '_', '<']) || inner.contains("...");
                if holds {
                    at = next;
                    continue;
                }
            }
            self.found.push(Found { range: at..end, shape });
            at = end;
        }
    }

    /// The candidate that begins here, if one does: its end and shape.
    fn at(&self, at: usize, c: char) -> Option<(usize, Shape)> {
        let rest = &self.text[at..];
        let before = self.text[..at].chars().next_back();
        match c {
            '[' | '{' => Some(match closed(rest, c, &[']', '}']) {
                Some(end) => (at + end, Shape::Bracket),
                None => (at + 1, Shape::Unclosed),
            }),
            '(' => closed(rest, c, &[')']).map(|end| (at + end, Shape::Round)),
            '«' => Some(match rest.find('»') {
                Some(end) => (at + end + '»'.len_utf8(), Shape::Bracket),
                None => (at + c.len_utf8(), Shape::Unclosed),
            }),
            ']' | '}' | '»' => Some((at + c.len_utf8(), Shape::Unclosed)),
            '<' => {
                let end = rest.find('>').filter(|end| *end < LONGEST)?;
                let inner = &rest[1..end];
                let words = inner.trim_start_matches('<').starts_with(char::is_alphabetic);
                let address = inner.contains("://") || inner.contains('@');
                let double = usize::from(rest[end + 1..].starts_with('>'));
                (words && !address).then_some((at + end + 1 + double, Shape::Bracket))
            }
            '%' if !before.is_some_and(|c| c.is_ascii_digit()) => {
                let end = rest[1..].find('%').filter(|end| (1..=40).contains(end))?;
                let inner = &rest[1..=end];
                let name = inner.chars().all(|c| c.is_alphanumeric() || "_- ".contains(c))
                    && inner.starts_with(char::is_alphabetic);
                name.then_some((at + end + 2, Shape::Bracket))
            }
            '*' | '#' => self.starred(at, c),
            '_' | '.' | '…' | '?' => {
                blank(rest, c).map(|(length, stops)| (at + length, Shape::Blank { stops }))
            }
            'x' | 'X' if !before.is_some_and(char::is_alphanumeric) => {
                let length = rest.bytes().take_while(|b| *b == rest.as_bytes()[0]).count();
                let ends = !rest[length..].starts_with(char::is_alphanumeric);
                let enough = length >= 3 && (c == 'x' || length != 3 || before.is_some())
                    || length == 2 && c == 'X';
                (ends && enough).then_some((at + length, Shape::Blank { stops: false }))
            }
            _ => None,
        }
    }

    /// `*** ADD YOUR STORY ***`, `##NAME##` and `*|FNAME|*`.
    fn starred(&self, at: usize, c: char) -> Option<(usize, Shape)> {
        let rest = &self.text[at..];
        if rest.starts_with("*|") {
            let end = rest.find("|*").filter(|end| *end < 80)?;
            return Some((at + end + 2, Shape::Bracket));
        }
        let run = rest.chars().take_while(|other| *other == c).count();
        let least = if c == '*' { 3 } else { 2 };
        if run < least {
            return None;
        }
        let sign: String = std::iter::repeat_n(c, least).collect();
        let inner = &rest[run..];
        let end = inner.find(&sign).filter(|end| *end < LONGEST)?;
        let words = inner[..end].contains(char::is_alphabetic);
        let close = inner[end..].chars().take_while(|other| *other == c).count();
        words.then_some((at + run + end + close, Shape::Bracket))
    }
}

/// Where what opens here is closed, by one of the signs; pairs inside are passed over.
fn closed(rest: &str, open: char, close: &[char]) -> Option<usize> {
    let opens: &[char] = if open == '(' { &['('] } else { &['[', '{'] };
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices().take_while(|(at, _)| *at < LONGEST) {
        if opens.contains(&c) {
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
    let least = if dots(sign) { 5 } else { 3 };
    let closes = dots(sign) && {
        let mut after = rest[end..].chars();
        let space = after.next();
        space.is_none() || space == Some(' ') && after.next().is_some_and(char::is_uppercase)
    };
    // Three dots end a thought; four that end a sentence are three and a full stop.
    (weight >= least || weight == 4 && !closes).then_some((end, closes))
}

/// Whether what stands in brackets tells the writer to do something, or only says what goes there.
pub(super) fn addresses_writer(inner: &str) -> bool {
    let words = plain(inner);
    let run_together = ["insert", "yourname", "youraddress", "enteryour"];
    let label = lists().plain.contains(&words);
    let asks = begins(inner, &lists().asks) && words.split(' ').count() <= 4;
    let deletes = words.contains("delete as ") || words.contains("circle as ");
    label
        || asks
        || deletes
        || begins(inner, &lists().instructs)
        || begins(inner, &lists().choose)
        || run_together.iter().any(|start| words.starts_with(start))
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
                "in %CONSTITUENCY% with {{child}} and {age}",
                &["%CONSTITUENCY%", "{{child}}", "{age}"],
            ),
            ("a rise of 5% and 10% more", &[]),
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
            ("nineteen miles (I have rung round) away", &["(I have rung round)"]),
            ("See note 1 … and so on... Then", &[]),
            ("an [open end and no more", &["["]),
            ("Dear *|FNAME|*", &["*|FNAME|*"]),
            ("It is in the XXX Close, see XX", &["XXX", "XX"]),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }
}
