//! Finding what may be a gap: every bracket, blank, highlight and stroke between words, exactly as
//! it stands. What becomes of each is said in `gap`.

use std::ops::Range;

use crate::import::source::{Para, What};
use crate::import::words::{begins, lists, plain};

/// Most bytes from an opening sign to its closing one.
const LONGEST: usize = 3_000;

/// Most candidates of a letter: one that has more is no letter.
pub(super) const MOST: usize = 300;

/// What a candidate is written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `[…]`, `{…}`, `<…>`, `«…»`, `%…%`, `*** … ***`.
    Bracket,
    /// `(…)`.
    Round,
    /// An opening or closing sign without its other.
    Unclosed,
    /// `____`, `.....`, `XXXX`; `stops`: dots that may hold the full stop too.
    Blank { stops: bool },
    /// Highlighted or coloured in Word.
    Marked,
    /// A field or content control: its name.
    Field(String),
    /// A list to choose from in Word: its name and what can be chosen.
    Choices(String, Vec<String>),
    /// A line that ends in `…`, to be gone on with.
    LeadIn,
    /// Words with strokes between them; `asked`: `(delete as appropriate)` stands behind.
    Strokes { asked: bool },
    /// Capitals that tell the writer what to do.
    Capitals,
}

/// A candidate: its bytes in the paragraph, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
}

/// Every candidate of a paragraph, in order, none over another.
pub(super) fn find(para: &Para) -> Vec<Found> {
    let mut all = marked(para);
    let text = para.text.as_str();
    // `nurse/carer (delete as appropriate)` is one.
    let strokes = strokes(text);
    let asked = strokes.iter().filter(|found| found.shape == Shape::Strokes { asked: true });
    let asked: Vec<Found> = asked.filter(|found| is_free(&all, &found.range)).cloned().collect();
    all.extend(asked);
    let mut scan = Scan { text, taken: &all.clone(), notes: notes(para), found: Vec::new() };
    scan.run();
    all.append(&mut scan.found);
    for found in strokes.into_iter().chain(capitals(text)).chain(lead_ins(text)) {
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
            if between.trim().is_empty() && (lines || name.contains(&names.as_str())) {
                last.range.end = found.range.end;
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

/// Words with strokes between them, outside brackets.
fn strokes(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    let mut words = tokens(text).peekable();
    let mut before: Option<Range<usize>> = None;
    while let Some(word) = words.next().filter(|_| all.len() <= MOST) {
        let token = &text[word.clone()];
        let spaced = before.clone().zip(words.peek().cloned()).filter(|_| token == "/");
        if let Some((before, next)) = spaced {
            let both = &text[before.start..next.end];
            let pair = both.replace(" / ", "/").to_lowercase();
            if writers(both).is_some() || lists().pairs.contains(&pair) {
                let shape = Shape::Strokes { asked: false };
                all.push(Found { range: before.start..next.end, shape });
            }
        } else if is_stroked(token) {
            let (mut start, mut end) = (word.start, word.end);
            let of_writer = |from: usize, to: usize| writers(&text[from..to]).is_some();
            if !of_writer(start, end)
                && let (Some(before), Some(next)) = (&before, words.peek())
                && of_writer(before.start, next.end)
            {
                (start, end) = (before.start, next.end);
            }
            let asked = instruction_behind(&text[end..]);
            let asked_end = asked.map_or(end, |length| end + length);
            let shape = Shape::Strokes { asked: asked.is_some() };
            all.push(Found { range: start..asked_end, shape });
        } else if let Some(length) = instruction_behind(&text[word.start..]) {
            // `for / against (delete as appropriate)`
            if let Some(start) = spaced_strokes(&text[..word.start]) {
                let shape = Shape::Strokes { asked: true };
                all.push(Found { range: start..word.start + length, shape });
            }
        }
        before = Some(word);
    }
    all
}

/// The words of a text without the signs round them, but with their strokes.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |word| {
        let start = at;
        at += word.len();
        let word = word.trim_end();
        let inner = word.trim_start_matches(['“', '"', '‘']);
        let start = start + word.len() - inner.len();
        let inner = inner.trim_end_matches([',', '.', ';', ':', '!', '?', '”', '"', '’']);
        (!inner.is_empty()).then_some(start..start + inner.len())
    })
}

fn is_stroked(token: &str) -> bool {
    let word = |piece: &str| {
        !piece.is_empty() && piece.chars().all(|c| c.is_alphabetic() || "'’-".contains(c))
    };
    token.contains('/') && token.split('/').all(word)
}

/// Length of `(delete as appropriate)` where it stands next.
fn instruction_behind(rest: &str) -> Option<usize> {
    let words = rest.trim_start();
    let led = rest.len() - words.len();
    let near = words.char_indices().nth(60).map_or(words, |(at, _)| &words[..at]);
    if !near.starts_with(['(', '[', '*']) {
        return None;
    }
    let end = near[1..].find([')', ']', '*'])? + 1;
    let inner = plain(&near[1..end]);
    let deletes = inner.starts_with("delete") || inner.starts_with("circle");
    (deletes && inner.split(' ').count() <= 6).then_some(led + end + 1)
}

/// Where a run of words with spaced strokes begins that ends here.
fn spaced_strokes(before: &str) -> Option<usize> {
    let sentence = before.rfind(['.', ',', ';', ':', '?', '!']).map_or(0, |at| at + 1);
    let first = sentence + before[sentence..].find(" / ")?;
    let word = before[..first].split_inclusive(char::is_whitespace).next_back()?;
    Some((first - word.len()).max(sentence))
}

/// A stroke between what one writer says and what several say: the two.
pub(super) fn writers(text: &str) -> Option<(String, String)> {
    let (one, more) = text.split_once('/')?;
    let lists = lists();
    let key = |words: &str| words.trim().to_lowercase().replace('’', "'");
    let (one_key, more_key) = (key(one), key(more));
    let mut both = lists.alone.iter().zip(&lists.together);
    let fits = both.any(|(alone, together)| *alone == one_key && *together == more_key);
    fits.then(|| (one.trim().to_string(), more.trim().to_string()))
}

/// Runs of capitals that tell the writer what to do.
fn capitals(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut run: Option<Range<usize>> = None;
    let mut end_run = |run: &mut Option<Range<usize>>| {
        let Some(range) = run.take() else { return };
        let words = text[range.clone()].trim_end_matches(['.', ',', ';', '!']);
        let range = range.start..range.start + words.len();
        let several = words.split_whitespace().count() > 1;
        let tells = begins(words, &lists().instructs) || plain(words).starts_with("if you ");
        if several && tells && all.len() <= MOST {
            all.push(Found { range, shape: Shape::Capitals });
        }
    };
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let (start, bare) = (at, word.trim_end());
        at += word.len();
        let upper = bare.contains(char::is_uppercase) && !bare.contains(char::is_lowercase);
        let small = bare.chars().all(|c| !c.is_alphabetic());
        let goes_on = upper || small && run.is_some() && !bare.is_empty();
        if !goes_on {
            end_run(&mut run);
            continue;
        }
        run = Some(run.map_or(start, |range| range.start)..start + bare.len());
        if bare.ends_with(':') {
            end_run(&mut run);
        }
    }
    end_run(&mut run);
    all
}

/// Lines that end in `…` for the writer to go on with.
fn lead_ins(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let words = line.trim_end();
        let bare = words.trim_end_matches(['.', '…', ' ']);
        let dots = &words[bare.len()..];
        let ends = dots.contains('…') || dots.trim().len() >= 3;
        let letter = bare.ends_with(|c: char| c.is_alphanumeric() || c == ':');
        if all.len() <= MOST && ends && letter && bare.split_whitespace().count() <= 15 {
            let range = at + bare.len()..at + words.len();
            all.push(Found { range, shape: Shape::LeadIn });
        }
        at += line.len() + 1;
    }
    all
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
