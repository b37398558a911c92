//! From the placeholders of a paragraph to what becomes of each.

use std::ops::Range;

use super::gaps::{self, Found, Shape};
use super::meaning::{self, Meaning, Use};
use super::{Gap, blanks, choices, lines, wording, words};
use crate::adapt::source::Para;
use crate::model::Kind;

/// Most characters of a sentence that is shown.
const AROUND: usize = 110;

/// Most placeholders of a paragraph whose sentence is shown.
const SHOWN: usize = 60;

/// The placeholders of a paragraph. `above`: the paragraph before it.
pub(super) fn resolve(para: &Para, index: Option<usize>, above: &str) -> Vec<Gap> {
    let text = &para.text;
    let found = gaps::find(para);
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut all = Vec::new();
    for one in &found {
        let (range, meaning, known_by) = read(one, text, above, index.is_none());
        if taken.last().is_some_and(|last| last.end > range.start) {
            continue;
        }
        taken.push(range.clone());
        let named = matches!(one.shape, Shape::Choices(_)) && !one.inside.is_empty();
        // `[X]` says no more than a blank.
        let inside = Some(one.inside.as_str()).filter(|inside| !matches!(*inside, "X" | "x"));
        let label = reach(&meaning.becomes).or(inside).unwrap_or_default().to_string();
        let made = gap(para, index, range, meaning, known_by, label);
        all.push(Gap { named, ..made });
    }
    for (range, options) in choices::bare(text).into_iter().take(gaps::MOST) {
        if !taken.iter().any(|t| t.start < range.end && range.start < t.end) {
            let meaning = Meaning { becomes: Use::Choose(options), sure: true };
            all.push(gap(para, index, range, meaning, Vec::new(), String::new()));
        }
    }
    all.sort_by_key(|gap| gap.range.start);
    let mut all = joined(all, text);
    // Other placeholders of the sentence are not shown to whoever answers this one.
    let ranges: Vec<Range<usize>> = all.iter().map(|gap| gap.range.clone()).collect();
    for (at, gap) in all.iter_mut().enumerate().take(SHOWN) {
        let near = ranges[at.saturating_sub(3)..].iter().take(7);
        let near: Vec<&Range<usize>> = near.filter(|r| **r != gap.range).collect();
        gap.around = around(text, &gap.range, &near);
    }
    if index.is_some() {
        lines::take(&mut all, para);
    }
    all
}

/// Placeholders of a first and a last name side by side are one for the name.
fn joined(all: Vec<Gap>, text: &str) -> Vec<Gap> {
    let name = |gap: &Gap| matches!(&gap.becomes, Use::Shared(ids) if ids == &["name"] || ids == &["mp.name"]);
    let mut kept: Vec<Gap> = Vec::new();
    for gap in all {
        let side_by_side = |last: &&mut Gap| {
            let part = name(last) && last.becomes == gap.becomes || last.known_by == ["title"];
            part && name(&gap) && text[last.range.end..gap.range.start].trim().is_empty()
        };
        match kept.last_mut().filter(side_by_side) {
            Some(last) => {
                last.range.end = gap.range.end;
                last.written = format!("{} {}", last.written, gap.written);
                (last.becomes, last.sure, last.known_by) = (gap.becomes, gap.sure, gap.known_by);
            }
            None => kept.push(gap),
        }
    }
    kept
}

/// Where a placeholder begins and ends, what becomes of it, and the words it is known by.
fn read(
    found: &Found,
    text: &str,
    above: &str,
    in_subject: bool,
) -> (Range<usize>, Meaning, Vec<String>) {
    let range = found.range.clone();
    if choices::is_delete(&found.inside) && choices::inside(&found.inside).is_none() {
        return match choices::before(&text[..range.start]) {
            Some((start, options, sure)) => {
                (start..range.end, Meaning { becomes: Use::Choose(options), sure }, Vec::new())
            }
            None => {
                // It speaks of a choice that stands further off.
                let sure = !choices::bare(text).is_empty();
                let start = text[..range.start].trim_end_matches('*').len();
                (start..range.end, Meaning { becomes: Use::Instruction, sure }, Vec::new())
            }
        };
    }
    let (mut meaning, mut known_by) = match meaning::of(found) {
        Some(meaning) => (meaning, meaning::core(&wording::parted(&found.inside).0)),
        None => {
            let (before, after) = (&text[..range.start], &text[range.end..]);
            let alone = before.trim().is_empty() && after.trim().is_empty();
            // A line to write on belongs to the words above it.
            let before = if alone && !above.is_empty() { above } else { before };
            blanks::of(before, after, alone)
        }
    };
    if meaning.becomes == Use::Shared(vec!["name"]) && found.shape != Shape::Blank {
        let (before, after) = (&text[..range.start], &text[range.end..]);
        match title(before) {
            Some(title) => {
                meaning.becomes = Use::Own(Kind::Text);
                known_by = vec![title];
            }
            None => {
                let your = words::any(&words::words(&found.inside), &["your", "my", "sender"]);
                meaning.sure &= your || is_own_name(before, after);
            }
        }
    }
    let kept = matches!(meaning.becomes, Use::Shared(_) | Use::Choose(_));
    let is_doubtful = found.shape == Shape::Highlight && !kept && !asks(&found.inside)
        || found.shape == Shape::Square && !meaning.sure && gaps::is_quoted(&text[..range.start]);
    if is_doubtful {
        meaning = Meaning { becomes: Use::Literal, sure: false };
    }
    if meaning.becomes == Use::Shared(vec!["contact"]) {
        let kind = way(found, &text[..range.start]);
        meaning.becomes = Use::Own(kind);
        known_by = words::words(reach(&meaning.becomes).unwrap_or_default());
    }
    // A subject is one line.
    if in_subject && meaning.becomes == Use::Own(Kind::OwnWords) {
        meaning.becomes = Use::Own(Kind::Text);
    }
    if in_subject && matches!(&meaning.becomes, Use::Shared(ids) if ids == &["story"]) {
        meaning.becomes = Use::Own(Kind::Text);
    }
    (range, meaning, known_by)
}

/// Whether coloured words speak to whoever fills the letter in.
fn asks(coloured: &str) -> bool {
    const BEGIN: &[&str] = &[
        "insert",
        "add",
        "enter",
        "say",
        "tell",
        "describe",
        "explain",
        "your",
        "name",
        "write",
        "put",
        "state",
        "type",
        "fill",
        "please",
        "optional",
        "give",
        "number",
        "date",
        "choose",
        "include",
        "personalise",
        "mention",
    ];
    let said = words::words(coloured);
    said.first().is_some_and(|first| BEGIN.contains(&first.as_str()))
}

/// How somebody is to be reached: where the letter says it in its own words, the sender's block
/// does not say it again.
fn way(found: &Found, before: &str) -> Kind {
    let near = before.split_whitespace().next_back().unwrap_or_default();
    let said = if found.shape == Shape::Blank { near } else { &found.inside };
    let said = words::words(said);
    let mail = words::any(&said, &["email", "mail"]);
    let telephone = words::any(&said, &["phone", "telephone", "tel", "mobile"]);
    match (mail, telephone) {
        (true, false) => Kind::Email,
        (false, true) => Kind::Telephone,
        _ => Kind::Contact,
    }
}

/// What a question of how to reach somebody is known by.
fn reach(becomes: &Use) -> Option<&'static str> {
    match becomes {
        Use::Own(Kind::Email) => Some("email address"),
        Use::Own(Kind::Telephone) => Some("telephone number"),
        Use::Own(Kind::Contact) => Some("contact details"),
        _ => None,
    }
}

/// Words before the name of somebody other than who signs.
pub(super) const TITLES: &[&str] = &[
    "dr",
    "doctor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "cllr",
    "councillor",
    "professor",
    "prof",
    "sister",
    "nurse",
];

/// The title that a text ends with.
fn title(before: &str) -> Option<String> {
    let line = before.rsplit(['\n', crate::adapt::source::SOFT]).next()?;
    let word = words::words(line.split_whitespace().next_back()?);
    word.into_iter().next().filter(|word| TITLES.contains(&word.as_str()))
}

/// Whether the name that stands between these words is that of the person who writes.
fn is_own_name(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let said = words::words(line.rsplit(['.', '!', '?']).next().unwrap_or_default());
    let ends = |end: &[&str]| said.iter().rev().zip(end.iter().rev()).all(|(a, b)| a == b);
    let ends = |end: &[&str]| said.len() >= end.len() && ends(end);
    let said_so = [&["name", "is"][..], &["i", "am"], &["i'm"], &["signed"], &["name"], &["from"]];
    said.is_empty() && (after.trim().is_empty() || !after.starts_with(char::is_alphanumeric))
        || said == ["i"]
        || said_so.iter().any(|end| ends(end))
}

fn gap(
    para: &Para,
    index: Option<usize>,
    range: Range<usize>,
    meaning: Meaning,
    known_by: Vec<String>,
    label: String,
) -> Gap {
    let before = para.text[..range.start].matches(['\n', crate::adapt::source::SOFT]).count();
    let written = shortened(&para.text[range.clone()]);
    let known_by = match &meaning.becomes {
        Use::Choose(options) => options.iter().flat_map(|o| words::words(o)).collect(),
        _ => known_by,
    };
    Gap {
        line: para.line + before,
        written,
        around: String::new(),
        becomes: meaning.becomes,
        sure: meaning.sure,
        known_by,
        label,
        named: false,
        again: false,
        line_words: None,
        para: index,
        range,
    }
}

/// A placeholder as it is shown: on one line, and no longer than helps.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let only_signs = !text.contains(char::is_alphanumeric);
    let most = if only_signs { 12 } else { 160 };
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The sentence with `…` in the place of a stretch, and `[…]` in those of others.
fn around(text: &str, range: &Range<usize>, others: &[&Range<usize>]) -> String {
    let ends = |(at, c): &(usize, char)| {
        let next = text[at + c.len_utf8()..].chars().next();
        let sentence = matches!(c, '.' | '!' | '?')
            && next.is_none_or(|n| n.is_whitespace() || "”\"')".contains(n));
        (sentence || *c == '\n') && !others.iter().any(|other| other.contains(at))
    };
    let start = text[..range.start].char_indices().rev().find(ends).map_or(0, |(at, _)| at + 1);
    let end = text.char_indices().skip_while(|(at, _)| *at < range.end).find(ends);
    let end = end.map_or(text.len(), |(at, _)| at + 1);
    let hidden = |from: usize, to: usize| {
        let mut out = String::new();
        let mut at = from;
        for other in others.iter().filter(|o| o.start >= from && o.end <= to) {
            out.push_str(&text[at..other.start]);
            out.push_str("[…]");
            at = other.end;
        }
        out + &text[at..to]
    };
    let before = hidden(start, range.start);
    let after = hidden(range.end, end);
    let (before, after) = (last_words(&before), first_words(&after));
    let joint = if after.starts_with(|c: char| c.is_alphanumeric() || c == '(') { " " } else { "" };
    format!("{before} …{joint}{after}").trim().to_string()
}

/// The first words of a text, as many as are shown.
fn first_words(text: &str) -> String {
    shown(text.split_whitespace()).join(" ")
}

/// The last words of a text, as many as are shown.
fn last_words(text: &str) -> String {
    let mut words = shown(text.split_whitespace().rev());
    words.reverse();
    words.join(" ")
}

fn shown<'t>(words: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut length = 0;
    let fits = |word: &&str| {
        length += word.chars().count() + 1;
        length <= AROUND / 2
    };
    words.take_while(fits).collect()
}
