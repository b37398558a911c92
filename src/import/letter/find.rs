//! Finding what may be a gap: every bracket, blank, highlight and stroke between words, exactly as
//! it stands. How each is written is a pattern of `data/import.yaml`; what becomes of it is said in
//! `gap`.

use std::ops::Range;

use crate::import::source::{Look, Mark, Para, What};
use crate::import::words::{begins, count, is, list, lists, parted, plain, says, shape};

/// Most candidates of a letter: one that has more is no letter.
pub(super) const MOST: usize = 300;

/// Most bytes from an opening sign to its closing one.
const LONGEST: usize = 3_000;

/// Signs that open a bracket of a gap, and those that close one.
pub(super) const OPEN: &[char] = &['[', '{', '«', '‹', '⟨', '〈', '【', '［'];
pub(super) const CLOSE: &[char] = &[']', '}', '»', '›', '⟩', '〉', '】', '］'];

/// A candidate: its bytes in the paragraph, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
}

/// What a candidate is written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `[…]`, `{…}`, `<…>`, `«…»`, `%…%`, `*** … ***`.
    Bracket,
    /// `(…)`.
    Round,
    /// An opening or closing sign without its other, or dots that may be a blank.
    Unclosed,
    /// `____`, `.....`, `XXXX`; `stops`: dots that may hold the full stop too.
    Blank { stops: bool },
    /// Highlighted or coloured in Word.
    Marked,
    /// A field or content control: its name.
    Field(String),
    /// A list to choose from in Word: its name and what can be chosen.
    Choices(String, Vec<String>),
    /// The sign of a footnote: its words.
    Note(String),
    /// A line that ends in `…`, to be gone on with.
    LeadIn,
    /// What can be picked, behind boxes or where it says to circle one.
    Picks(Vec<String>),
    /// Words with strokes between them; `asked`: `(delete as appropriate)` stands behind.
    Strokes { asked: bool },
    /// Words without signs that tell the writer what to do: `ADD YOUR STORY`.
    Bare,
    /// A line that tells the writer something: `Tip: …`.
    Remark,
    /// The name of one of several wordings: `Option A:`.
    Wording,
}

/// What a match of a pattern is, if it is something: its shape, and where it ends.
type Judge = fn(&str, Range<usize>) -> Option<(Shape, usize)>;

/// The patterns in their order: where one found something, the next find nothing.
const SHAPES: [(&str, Judge); 8] = [
    ("deletes", |text, at| strokes(text, at, true)),
    ("picks", picks),
    ("signs", sign),
    ("lines", line),
    ("either", either),
    ("strokes", |text, at| strokes(text, at, false)),
    ("capitals", capitals),
    ("goes_on", goes_on),
];

/// Every candidate of a text, in order, none over another.
pub(super) fn find(para: &Para) -> Vec<Found> {
    let text = para.text.as_str();
    let mut all = marked(para);
    for (name, judge) in SHAPES {
        let (pattern, mut at) = (shape(name), 0);
        while let Some(found) = pattern.find_at(text, at).filter(|_| all.len() <= MOST) {
            at = found.end();
            if let Some(end) = over(&found.range(), &all) {
                at = end;
            } else if let Some((shape, end)) = judge(text, found.range()) {
                at = end;
                let range = found.start()..end;
                // What a whole line says to the writer goes with the brackets in it.
                if matches!(shape, Shape::Remark | Shape::Bare) {
                    all.retain(|f| f.range.start < range.start || f.range.end > range.end);
                }
                if over(&range, &all).is_none() {
                    all.push(Found { range, shape });
                }
            }
        }
    }
    all.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    joined(text, all)
}

/// Where what lies over a range ends, if something does.
fn over(range: &Range<usize>, all: &[Found]) -> Option<usize> {
    let over = |f: &&Found| f.range.start < range.end && range.start < f.range.end;
    all.iter().find(over).map(|f| f.range.end)
}

/// Blanks one below the other as one, a blank with the label behind it, a first name with its last
/// name, and a bracket with those behind it that say what else could stand there.
fn joined(text: &str, all: Vec<Found>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for found in all {
        if let Some(last) = out.last_mut() {
            let between = &text[last.range.end..found.range.start];
            if let Some(shape) = one_with(text, last, &found).filter(|_| between.trim().is_empty())
            {
                *last = Found { range: last.range.start..found.range.end, shape };
                continue;
            }
        }
        out.push(found);
    }
    out
}

/// What two candidates are that stand beside each other, where they are one.
fn one_with(text: &str, last: &Found, next: &Found) -> Option<Shape> {
    let blank = |found: &Found| matches!(found.shape, Shape::Blank { .. });
    let words = |found: &Found| inner(&text[found.range.clone()]);
    let lines = || text[last.range.end..next.range.start].contains(['\n', '\r']);
    let name = || is(&text[last.range.start..next.range.end], "name_in_two");
    let other = other_wording(words(next)).filter(|_| next.shape == Shape::Bracket);
    let labels = |words| addresses_writer(words) && !begins(words, "leave_out");
    match (&last.shape, other) {
        (Shape::Bracket, Some(other)) => {
            Some(Shape::Choices(String::new(), vec![words(last).into(), other.into()]))
        }
        (Shape::Choices(name, all), Some(other)) => {
            Some(Shape::Choices(name.clone(), [all.as_slice(), &[other.into()]].concat()))
        }
        (Shape::Blank { .. }, _) if blank(next) && lines() => Some(last.shape.clone()),
        (Shape::Blank { .. }, _) if next.shape == Shape::Round && labels(words(next)) => {
            Some(Shape::Marked)
        }
        (Shape::Marked, _) if blank(next) => Some(Shape::Marked),
        (shape, _) => name().then(|| shape.clone()),
    }
}

/// What Word marks: stretches that touch are one.
fn marked(para: &Para) -> Vec<Found> {
    let found = |mark: &Mark| {
        let shape = match &mark.what {
            What::Looks(Look::Highlight | Look::Coloured) => Shape::Marked,
            What::Field(name) => Shape::Field(name.clone()),
            What::Note(words) => Shape::Note(words.clone()),
            What::Choices(name, options) => Shape::Choices(name.clone(), options.clone()),
            _ => return None,
        };
        let words = para.text[mark.range.clone()].trim_start();
        let start = mark.range.end - words.len();
        let mut end = start + words.trim_end().len();
        // A bracket that is shaded in part.
        let opens = words.rfind(OPEN).filter(|at| !words[*at..].contains(CLOSE));
        if let Some(at) = opens {
            end = closed(&para.text[start + at..], OPEN, CLOSE).map_or(end, |n| start + at + n);
        }
        Some(Found { range: start..end, shape })
    };
    let mut marks: Vec<Found> = para.marks.iter().filter_map(found).collect();
    marks.retain(|found| !found.range.is_empty());
    marks.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    let mut all: Vec<Found> = Vec::new();
    for found in marks {
        if all.len() > MOST {
            break;
        }
        let touches = |last: &&mut Found| {
            let between = &para.text[last.range.end.min(found.range.start)..found.range.start];
            let note = matches!(found.shape, Shape::Note(_));
            !note && between.trim().is_empty() && !between.contains('\n')
        };
        match all.last_mut().filter(touches) {
            Some(last) => last.range.end = last.range.end.max(found.range.end),
            None => all.push(found),
        }
    }
    all
}

/// What is written with signs; brackets go to the sign that closes them.
fn sign(text: &str, at: Range<usize>) -> Option<(Shape, usize)> {
    let (found, rest) = (&text[at.clone()], &text[at.start..]);
    let near = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let apart =
        || !near(text[..at.start].chars().next_back()) && !near(text[at.end..].chars().next());
    match found.chars().next()? {
        c if OPEN.contains(&c) => Some(match closed(rest, OPEN, CLOSE) {
            Some(length) => (Shape::Bracket, at.start + length),
            None => (Shape::Unclosed, at.end),
        }),
        c if CLOSE.contains(&c) => Some((Shape::Unclosed, at.end)),
        '(' => {
            let length = closed(rest, &['('], &[')']).filter(|n| !rest[..*n].contains("\n\n"))?;
            // A remark of the letter's own is looked into for gaps; it is offered where it has none.
            let inner = &rest[1..length - 1];
            let holds = inner.contains(OPEN) || inner.contains(['_', '<']) || inner.contains("...");
            (!holds || addresses_writer(inner)).then_some((Shape::Round, at.start + length))
        }
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' => Some((Shape::Note(String::new()), at.end)),
        '<' => (!found.contains("://")).then_some((Shape::Bracket, at.end)),
        '.' | '…' => {
            let weight: usize =
                found.chars().map(|c| if c == '…' { 3 } else { usize::from(c == '.') }).sum();
            let mut after = text[at.end..].chars();
            let (next, behind) = (after.next(), after.next());
            let stops = next.is_none_or(|c| c == '\n')
                || next == Some(' ') && behind.is_some_and(char::is_uppercase);
            // Three dots end a thought; four that end a sentence are three and a full stop.
            let blank = weight >= 5 || weight == 4 && !stops;
            if weight == 3 && next == Some(' ') && text[..at.start].ends_with(' ') {
                return Some((Shape::Unclosed, at.end));
            }
            blank.then_some((Shape::Blank { stops }, at.end))
        }
        // Two lines between letters are part of a name.
        '_' if found.len() == 2 && !apart() => None,
        '_' | '?' | 'x' | 'X' | 'Y' | 'd' | 'D' => Some((Shape::Blank { stops: false }, at.end)),
        _ => Some((Shape::Bracket, at.end)),
    }
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

/// A line without brackets that tells the writer something, or says for whom the words behind it
/// are: from its first letter.
fn line(text: &str, at: Range<usize>) -> Option<(Shape, usize)> {
    let line = text[at.start..].split('\n').next().unwrap_or_default();
    let end = at.start + line.len();
    let line = line.trim_start_matches(['>', ' ']);
    let start = end - line.len();
    if let Some(name) = shape("wordings").find(line) {
        return Some((Shape::Wording, start + name.end()));
    }
    let lead = line.split_once(':').map_or("", |(lead, _)| lead);
    if keeps_for(lead) {
        return Some((Shape::Marked, start + lead.len() + 1));
    }
    if is(lead, "names_text") {
        return Some((Shape::Remark, start + lead.len() + 1));
    }
    let here = || plain(line).ends_with(" here") && !line.starts_with("Please");
    let told = line.strip_prefix("Please ").unwrap_or(line);
    if begins(told, "instructs") && (says(line, "own_words") || here()) && count(line) <= 25 {
        return Some((Shape::Bare, end));
    }
    let goes_on = || line.trim_end().ends_with([':', '*', '_']) || says(line, "deletes_others");
    let chooses = begins(line, "choose") && count(line) <= 25 && goes_on();
    if chooses || is(lead, "remarks") || begins(line, "marked_well") {
        return Some((Shape::Remark, end));
    }
    // What says of a sentence of the letter what to do with it.
    let told = shape("of_wording").find(line)?;
    Some((Shape::Remark, start + told.end()))
}

/// What can be picked within a sentence: `(circle one) a nurse / a porter`, `☐ a nurse ☐ a porter`.
/// Where the last of them ends, nothing says.
fn picks(text: &str, at: Range<usize>) -> Option<(Shape, usize)> {
    let written = text[at.clone()].trim_end();
    let boxed = written.replace("[ ]", "☐");
    let told = boxed.starts_with(['(', '[', '*']);
    let closed = |c: char| ")]*".contains(c);
    let words = if told { boxed[1..].split_once(closed)?.1 } else { &boxed };
    let options = parted(words.trim_start_matches([':', ' ']), &['/', '☐', '□', '❑', '❏', '◻']);
    let options: Vec<String> = options.into_iter().filter(|words| !words.is_empty()).collect();
    let line = text[..at.start].rsplit('\n').next().unwrap_or_default();
    // At the beginning of a line, what is behind each box stands by itself.
    let within = line.contains(char::is_alphanumeric);
    (within && options.len() > 1).then_some((Shape::Picks(options), at.start + written.len()))
}

/// `EITHER` or `OR` where a sentence begins, which names a wording; elsewhere it may be one.
fn either(text: &str, at: Range<usize>) -> Option<(Shape, usize)> {
    let before = text[..at.start].trim_end_matches([' ', '\r', '*', '_', '>']);
    if before.is_empty() || before.ends_with(['\n', '.', '?', '!', ':', ';', ')']) {
        return Some((Shape::Wording, at.end));
    }
    // Among other words in capitals it is one of them.
    let shouts = |word: Option<&str>| {
        word.is_some_and(|word| word.len() > 1 && !word.contains(char::is_lowercase))
    };
    let beside = [before.split(' ').next_back(), text[at.end..].split_whitespace().next()];
    (!beside.into_iter().any(shouts)).then_some((Shape::Unclosed, at.end))
}

/// Whether a label says for whom the words behind it are.
pub(super) fn is_for_some(label: &str) -> bool {
    keeps_for(label) || plain(label) == "optional"
}

/// Whether words say to keep or to take out what stands behind them, and for whom.
fn keeps_for(words: &str) -> bool {
    begins(words, "kept_if") || shape("keeps_for").is_match(words)
}

/// What a bracket says could stand in place of what is before it: `[or: a carer]`.
pub(super) fn other_wording(inner: &str) -> Option<&str> {
    let rest = inner.strip_prefix("or").or_else(|| inner.strip_prefix("Or"))?;
    let words = rest.trim_start_matches([' ', ':', ',']);
    (words.len() < rest.len() && !words.is_empty()).then_some(words)
}

/// What stands inside the signs of a gap.
pub(super) fn inner(written: &str) -> &str {
    written.trim_matches(|c: char| {
        c.is_whitespace()
            || "<>()%$*|#@☐□❑❏◻".contains(c)
            || OPEN.contains(&c)
            || CLOSE.contains(&c)
    })
}

/// Words with strokes between them, where no stroke, digit or sign of an address touches them.
fn strokes(text: &str, at: Range<usize>, asked: bool) -> Option<(Shape, usize)> {
    let touches = |c: char| c.is_alphanumeric() || "/@_".contains(c);
    let mut after = text[at.end..].chars();
    let (next, behind) = (after.next(), after.next());
    let goes_on =
        next.is_some_and(touches) || next == Some('.') && behind.is_some_and(char::is_alphanumeric);
    let before = text[..at.start].chars().next_back().is_some_and(|c| touches(c) || c == '.');
    (!goes_on && !before).then_some((Shape::Strokes { asked }, at.end))
}

/// A stroke between two that a list has, in either order: the two, in that of the list.
pub(super) fn pair(text: &str, pairs: &[String]) -> Option<(String, String)> {
    let (first, second) = text.split_once('/')?;
    let known = |one: &str, other: &str| {
        let pair = format!("{}/{}", plain(one), plain(other));
        let both = || Some((one.trim().to_string(), other.trim().to_string()));
        pairs.contains(&pair).then(both).flatten()
    };
    known(first, second).or_else(|| known(second, first))
}

/// What one writer says and what several say, where a stroke parts them.
pub(super) fn writers(text: &str) -> Option<(String, String)> {
    pair(text, &lists().writers)
}

/// Capitals that tell the writer what to do, or say what goes there: `TOWN OR VILLAGE`.
fn capitals(text: &str, at: Range<usize>) -> Option<(Shape, usize)> {
    let words = plain(&text[at.clone()]);
    let several =
        begins(&words, "instructs") || is_for_some(&words) || words.starts_with("if you ");
    let label = |word: &str| is(word, "plain");
    let labels = || {
        if label(&words) {
            return true;
        }
        let mut ends =
            [words.split(' ').next(), words.split(' ').next_back()].into_iter().flatten();
        ends.all(label)
            && words.split(' ').all(|word| ["or", "and", "of"].contains(&word) || label(word))
    };
    let ends = !text[at.end..].starts_with(|c: char| c.is_lowercase() || c == '\'' || c == '’');
    let tells = several && count(&words) > 1 || labels();
    (ends && tells).then_some((Shape::Bare, at.end))
}

/// A line that ends in `…` for the writer to go on with.
fn goes_on(text: &str, at: Range<usize>) -> Option<(Shape, usize)> {
    let line = text[..at.start].rsplit('\n').next().unwrap_or_default();
    let words = line.ends_with(|c: char| c.is_alphanumeric() || c == ':');
    (words && count(line) <= 15).then_some((Shape::LeadIn, at.end))
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
            ("See note 1 and so on... Then", &[]),
            ("I lived there for ... years and … months", &["...", "…"]),
            (
                "It cost £XX.XX in 20__ or xx.xx since dd/mm/yyyy",
                &["XX.XX", "__", "xx.xx", "dd/mm/yyyy"],
            ),
            ("I am a tenant/relative of a tenant* there", &["tenant/relative of a tenant*"]),
            (
                "Tip: say [where].\nOption B: I swim in [river].",
                &["Tip: say [where].", "Option B:", "[river]"],
            ),
            (
                "a 5% rise and %%ward%% ward\nSay it in words of your own",
                &["%%ward%%", "Say it in words of your own"],
            ),
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
