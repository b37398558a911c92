//! Every place of a letter that may be a gap: a bracket, a blank, a highlight or a stroke between
//! words, exactly as it stands, in its sentence, and with what is proposed to become of it. How they
//! are written and what is proposed are patterns of `data/import.yaml`.

use std::cmp::Reverse;
use std::ops::Range;

use serde::Serialize;

use crate::import::files;
use crate::import::words::{Treatment, count, lists, parted, plain, shape, short, untagged};
use crate::reader::{Look, Mark, Para, What};
use crate::text::words::{capital, cut, one_line};

/// Most gaps of a letter: one that has more is no letter.
pub(super) const MOST: usize = 300;

/// Most characters of a question; the rest of what is asked is its help.
const LONGEST_ASK: usize = 160;

/// Most characters of a sentence that are shown before a gap, and behind it.
const SHOWN: usize = 80;

/// Stands for a byte of what was found, where the next patterns look.
const FOUND: &str = "\u{1}";

/// Paragraphs as one text, so that a bracket may go over several of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) whole: Para,
    /// Where each paragraph begins, in bytes.
    pub(super) paras: Vec<(usize, Para)>,
}

/// A place in a letter that may be a gap.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gap {
    /// Its line or paragraph in the file.
    pub line: usize,
    /// As it stands; all of its line, where nothing else does.
    pub written: String,
    /// What its sentence says before it.
    pub before: String,
    /// What its sentence says behind it.
    pub after: String,
    /// What becomes of it.
    pub treatment: Treatment,
    /// Whether that is certain, or was confirmed.
    pub exact: bool,
    /// How it is asked, where it is.
    pub ask: String,
    /// What is said below the question.
    pub help: Option<String>,
    /// What can be chosen in it, where it has several words.
    pub options: Vec<String>,
    #[serde(skip)]
    pub(super) range: Range<usize>,
}

impl Words {
    /// The text of paragraphs.
    pub(super) fn of(paras: impl IntoIterator<Item = Para>) -> Words {
        let mut words = Words::default();
        for para in paras {
            if !words.paras.is_empty() {
                words.whole.text.push_str("\n\n");
            }
            let start = words.whole.text.len();
            words.whole.append(&para);
            words.paras.push((start, para));
        }
        words
    }

    /// The gaps of the text, in order.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        find(&self.whole).into_iter().map(|(range, kind)| self.gap(range, kind)).collect()
    }

    fn gap(&self, found: Range<usize>, kind: &str) -> Gap {
        let text = self.whole.text.as_str();
        let start = text[..found.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[found.end..].find('\n').map_or(text.len(), |at| found.end + at);
        let says = |side: &str| side.contains(char::is_alphanumeric);
        let alone = !says(&text[start..found.start]) && !says(&text[found.end..end]);
        let range = if alone { start..end } else { found.clone() };
        let (label, options) = self.label(&found, kind);
        let (words, written) = (plain(&label), &text[found.clone()]);
        // A line to write on has the words above it.
        let above = text[..start].trim_end().rsplit('\n').next().unwrap_or_default();
        let line = match alone && label.is_empty() {
            true => format!("{above} "),
            false => text[start..range.start].to_string(),
        };
        let before = said_before(&line, written);
        let after = said_after(&text[range.end..end]);
        let place = match (says(&before), says(&after)) {
            _ if alone => "alone",
            (false, false) => "apart",
            (false, true) => "first",
            (true, false) => "last",
            (true, true) => "within",
        };
        let seen = format!("{kind} {place}\n{words}\n{label}\n{before}\n{after}\n{written}");
        let (treatment, exact) = proposal(&seen, &label, &options);
        let certain = !matches!(kind, "bare" | "slanted");
        let exact = exact && (certain || matches!(treatment, Treatment::Shared(_)));
        let asked = match &treatment {
            Treatment::Choose(options) if label.contains('/') => {
                format!("Which is right: {}?", options.join(", or "))
            }
            _ if label.is_empty() => one_line(&format!("“{before}____{after}”")),
            _ => capital(shape("inserts").replace(&tidy(&label), "").trim()),
        };
        let written = text[range.clone()].trim().to_string();
        let (line, ask) = (self.line_at(found.start), short(&asked, LONGEST_ASK));
        let help = (ask != asked).then_some(asked);
        Gap { line, written, before, after, treatment, exact, ask, help, options, range }
    }

    /// What a gap says goes in it, on one line, and what can be chosen: as Word says it, or as it is
    /// written. Nothing where it is a blank.
    fn label(&self, range: &Range<usize>, kind: &str) -> (String, Vec<String>) {
        let here = |mark: &&Mark| mark.range.start < range.end && range.start < mark.range.end;
        let mut marks = self.whole.marks.iter().filter(here).map(|mark| of_word(&mark.what));
        let (_, name, options) = marks.find(|(of, ..)| *of == kind).unwrap_or_default();
        let written = &self.whole.text[range.clone()];
        let options = if options.len() < 2 { choices(written) } else { options.to_vec() };
        let words = match kind {
            "blank" => String::new(),
            // What Word says in a field without a name says nothing.
            "field" if name.is_empty() && options.len() < 2 => String::new(),
            "choice" => options.join("/"),
            _ if name.is_empty() => inner(written).to_string(),
            _ => name.to_string(),
        };
        // The name of a field, and not a blank in what it says.
        let words = if words.contains("__") { words } else { words.replace('_', " ") };
        let says = |c: char| c.is_alphanumeric() && !"xX".contains(c);
        let label = if words.contains(says) { calm(one_line(&words)) } else { String::new() };
        (label, options)
    }

    /// The line of the file that a place is in.
    fn line_at(&self, at: usize) -> usize {
        let para = self.paras.iter().rfind(|(start, _)| *start <= at);
        para.map_or(0, |(start, para)| para.line_at((at - start).min(para.text.len())))
    }
}

impl Gap {
    /// What becomes of it, in words.
    pub fn fate(&self) -> String {
        files::text("fate", self)
    }
}

/// What is proposed to become of a gap as the patterns see it, and whether that is certain.
fn proposal(seen: &str, label: &str, options: &[String]) -> (Treatment, bool) {
    let fits = |(name, treatment, exact): &(String, Treatment, bool)| {
        let found = shape(name).captures(seen)?;
        let treatment = match treatment {
            Treatment::Choose(_) if options.len() < 2 => return None,
            Treatment::Choose(_) => Treatment::Choose(options.to_vec()),
            Treatment::Writers(..) => writers(label)?,
            Treatment::Optional(lead) => {
                let text = found.name("text").map_or("", |text| text.as_str());
                Treatment::Optional(format!("{lead}{text}"))
            }
            other => other.clone(),
        };
        Some((treatment, *exact))
    };
    lists().proposals.iter().find_map(fits).unwrap_or((Treatment::Ask, false))
}

/// Where a text may have gaps, in order, none over another, and of what kind each is.
pub(super) fn find(para: &Para) -> Vec<(Range<usize>, &'static str)> {
    let mut all: Vec<(Range<usize>, &str)> = Vec::new();
    let mut text = para.text.clone();
    for finder in &lists().gaps {
        let found = match &finder.pattern {
            Some(name) => written(&text, name),
            None => marked(para, &finder.kind),
        };
        let only = finder.only.as_ref().map(|name| shape(name));
        let says = |range: &Range<usize>| plain(&para.text[range.clone()]);
        let fits = |range: &Range<usize>| only.is_none_or(|only| only.is_match(&says(range)));
        for range in found.into_iter().filter(fits).take(MOST + 1) {
            let inside = |other: &Range<usize>| {
                *other != range && range.start <= other.start && other.end <= range.end
            };
            all.retain(|(other, kind)| only.is_none() || *kind == "field" || !inside(other));
            if all.iter().all(|(other, _)| other.end <= range.start || range.end <= other.start) {
                text.replace_range(range.clone(), &FOUND.repeat(range.len()));
                all.push((range, &finder.kind));
            }
        }
        if all.len() > MOST {
            break;
        }
    }
    all.sort_by_key(|(range, _)| range.start);
    all
}

/// What a text has of a pattern: its group `gap`, or all of it.
fn written(text: &str, name: &str) -> Vec<Range<usize>> {
    let next = |at| {
        let found = shape(name).captures_at(text, at)?;
        let gap = found.name("gap").or(found.get(0))?.range();
        Some(gap).filter(|gap| !gap.is_empty())
    };
    std::iter::successors(next(0), |last| next(last.end)).collect()
}

/// What Word marks, with the fields or by how it looks: stretches that touch are one, but for notes.
fn marked(para: &Para, kind: &str) -> Vec<Range<usize>> {
    let of_kind = para.marks.iter().filter(|mark| of_word(&mark.what).0 == kind);
    let ranges = of_kind.map(|mark| {
        let words = para.text[mark.range.clone()].trim_start();
        let start = mark.range.end - words.len();
        start..start + words.trim_end().len()
    });
    let mut all: Vec<Range<usize>> = ranges.filter(|range| !range.is_empty()).collect();
    all.sort_by_key(|range| (range.start, Reverse(range.end)));
    all.dedup_by(|next, last| {
        let between = para.text.get(last.end..next.start).unwrap_or_default();
        let one = kind != "note" && between.chars().all(|c| c == ' ');
        last.end = last.end.max(if one { next.end } else { 0 });
        one
    });
    all
}

/// What Word says of words: the kind of gap that they are, its name, and what can be chosen.
fn of_word(what: &What) -> (&'static str, &str, &[String]) {
    match what {
        What::Looks(Look::Highlight | Look::Coloured) => ("highlight", "", &[]),
        What::Looks(Look::Italic) => ("slanted", "", &[]),
        What::Field(name, options) => ("field", name, options),
        What::Note(words) => ("note", words, &[]),
        _ => ("", "", &[]),
    }
}

/// What stands inside the signs of a gap.
pub(super) fn inner(written: &str) -> &str {
    let found = shape("inner").captures(written).and_then(|found| found.name("inner"));
    found.map_or("", |inner| inner.as_str())
}

/// What one writer says and what several say, where a stroke parts them, in either order.
fn writers(label: &str) -> Option<Treatment> {
    let (first, second) = label.split_once('/')?;
    let known = |(one, more): &(&str, &str)| lists().writers.contains(&(plain(one), plain(more)));
    let (one, more) = [(first, second), (second, first)].into_iter().find(known)?;
    Some(Treatment::Writers(one.trim().into(), more.trim().into()))
}

/// What strokes, boxes or `[or: …]` part, without what leads up to it and `delete as appropriate`.
fn choices(text: &str) -> Vec<String> {
    let bare = shape("asks_to_pick").replace_all(text, "");
    let (words, parts) = (inner(&bare), shape("parts"));
    let words = words.split([':', '(']).next_back().filter(|t| parts.is_match(t)).unwrap_or(words);
    let all = parted(parts.split(words));
    let fit = all.len() > 1 && all.iter().all(|words| count(words) <= 8) && !text.contains("://");
    if fit { all } else { Vec::new() }
}

/// Words that are all in capitals in small letters.
pub(super) fn calm(words: String) -> String {
    if words.contains(char::is_lowercase) { words } else { words.to_lowercase() }
}

/// Words without the signs that a template would read.
pub(super) fn tidy(text: &str) -> String {
    one_line(&untagged(text))
}

/// What a sentence says before a gap in its line: whole words of it, and the space behind them. Dots
/// touch the word before them.
fn said_before(line: &str, gap: &str) -> String {
    let said = shape("ends").split(line).last().unwrap_or_default().trim_end();
    let from = said.char_indices().nth_back(SHOWN).map_or(0, |(at, _)| at);
    let from = said[from..].find(' ').filter(|_| from > 0).map_or(from, |at| from + at);
    let apart = line.ends_with(char::is_whitespace) || gap.trim_start().starts_with(['…', '.']);
    format!("{}{}", &said[from..], if apart { " " } else { "" }).trim_start().to_string()
}

/// What a sentence says behind a gap in its line.
fn said_after(line: &str) -> String {
    let end = shape("ends").find(line).map_or(line.len(), |end| end.end());
    cut(line[..end].trim_end(), SHOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let all = find(&Para::plain(1, text));
        all.into_iter().map(|(range, _)| text[range].to_string()).collect()
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
