//! Finding what may be a gap: every bracket, blank, highlight and stroke between words, exactly as
//! it stands. How each is written is a pattern of `data/import.yaml`; what becomes of it is said in
//! `gap`.

use std::ops::Range;

use crate::import::source::{Look, Mark, Para, What};
use crate::import::words::{Shape, count, lists, plain, shape};

/// Most candidates of a letter: one that has more is no letter.
pub(super) const MOST: usize = 300;

/// Most bytes from an opening sign to its closing one.
const LONGEST: usize = 3_000;

/// Most words of what tells the writer something without any sign.
const MOST_TOLD: usize = 25;

/// A candidate: its bytes in the paragraph, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
    /// What Word says of it: the name of a field or the words of a footnote.
    pub(super) name: String,
    /// What can be chosen, as Word has it.
    pub(super) options: Vec<String>,
}

/// Every candidate of a text, in order, none over another: where one pattern found something, the
/// next find nothing.
pub(super) fn find(para: &Para) -> Vec<Found> {
    let mut all = Vec::new();
    for (name, shape) in &lists().gaps {
        match shape {
            Shape::Field | Shape::Highlight => marked(para, *shape, &mut all),
            _ => written(&para.text, name, *shape, &mut all),
        }
    }
    all.sort_by_key(|found| found.range.start);
    all
}

/// What the text has of a pattern.
fn written(text: &str, name: &str, kind: Shape, all: &mut Vec<Found>) {
    let mut at = 0;
    while let Some(found) = shape(name).captures_at(text, at).filter(|_| all.len() <= MOST) {
        let Some(gap) = found.name("gap").or_else(|| found.get(0)) else { break };
        let (range, words) = (gap.range(), plain(gap.as_str()));
        let first = gap.as_str().chars().next().map_or(1, char::len_utf8);
        at = range.start + first;
        if let Some(end) = over(&(range.start..at), all) {
            at = end;
        } else if range.len() <= LONGEST {
            at = range.end;
            let told = count(&words) <= MOST_TOLD && shape("shouts").is_match(&words);
            // What is said to the writer goes with the brackets in it.
            let whole = match kind {
                Shape::Remark => true,
                Shape::Bare => told,
                Shape::Round => addresses_writer(gap.as_str()),
                _ => false,
            };
            if kind != Shape::Bare || told {
                let (name, options) = (String::new(), Vec::new());
                add(Found { range, shape: kind, name, options }, whole, all);
            }
        }
    }
}

/// Adds what lies over nothing that was found; `whole`: what is inside goes with it, but for what
/// Word itself says is a gap.
fn add(found: Found, whole: bool, all: &mut Vec<Found>) {
    let inside = |f: &Found| found.range.start <= f.range.start && f.range.end <= found.range.end;
    all.retain(|f| !whole || f.shape == Shape::Field || !inside(f));
    if over(&found.range, all).is_none() {
        all.push(found);
    }
}

/// Where what lies over a range ends, if something does.
fn over(range: &Range<usize>, all: &[Found]) -> Option<usize> {
    let over = |f: &&Found| f.range.start < range.end && range.start < f.range.end;
    all.iter().find(over).map(|f| f.range.end)
}

/// What Word marks, with the fields or by how it looks: stretches that touch are one.
fn marked(para: &Para, kind: Shape, all: &mut Vec<Found>) {
    let found = |mark: &Mark| {
        let (shape, name, options) = match &mark.what {
            What::Looks(Look::Highlight | Look::Coloured) => (Shape::Highlight, "", &[][..]),
            What::Field(name) => (Shape::Field, name.as_str(), &[][..]),
            What::Choices(name, options) => (Shape::Field, name.as_str(), options.as_slice()),
            What::Note(words) => (Shape::Note, words.as_str(), &[][..]),
            _ => return None,
        };
        let words = para.text[mark.range.clone()].trim_start();
        let start = mark.range.end - words.len();
        let range = start..start + words.trim_end().len();
        let of_kind = (shape == Shape::Highlight) == (kind == Shape::Highlight);
        let found = Found { range, shape, name: name.to_string(), options: options.to_vec() };
        Some(found).filter(|found| of_kind && !found.range.is_empty())
    };
    let mut marks: Vec<Found> = para.marks.iter().filter_map(found).take(MOST).collect();
    marks.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    marks.dedup_by(|next, last| {
        let between = &para.text[last.range.end.min(next.range.start)..next.range.start];
        let one = between.chars().all(|c| c == ' ') && next.shape != Shape::Note;
        last.range.end = last.range.end.max(if one { next.range.end } else { 0 });
        one
    });
    marks.into_iter().for_each(|found| add(found, kind == Shape::Highlight, all));
}

/// Whether words tell the writer to do something, or only say what goes there.
pub(super) fn addresses_writer(words: &str) -> bool {
    shape("addresses").is_match(&plain(words))
}

/// What stands inside the signs of a gap.
pub(super) fn inner(written: &str) -> &str {
    written.trim_matches(|c: char| {
        c.is_whitespace() || "<>()%$*|#@_☐□❑❏◻[]{}«»‹›⟨⟩〈〉【】［］".contains(c)
    })
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
            // The last of them is the full stop.
            ("was on it in ......................... It is", &["........................"]),
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
