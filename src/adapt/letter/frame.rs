//! Where the letter itself begins and ends: its greeting and its closing.

use super::gaps;
use super::layout::subject_words;
use super::tells::tells;
use super::words::{any, words};
use crate::adapt::source::{Para, Style};

/// What stands above the greeting, the greeting, and the rest. Without a greeting the first
/// paragraphs that are instructions, addresses or a subject are what stands above.
pub(super) fn at_greeting(paras: &[Para]) -> (Vec<Para>, Option<Para>, Vec<Para>) {
    let found = paras.iter().enumerate().flat_map(|(index, para)| {
        let lines = para.cut().into_iter().enumerate();
        lines.filter(|(_, line)| is_greeting(&line.text)).map(move |(at, line)| (index, at, line))
    });
    let found: Vec<(usize, usize, Para)> = found.take(20).collect();
    // A message to supporters may stand above the letter, with a greeting of its own.
    let receiver = found.iter().find(|(.., line)| greets_receiver(line));
    let Some((index, at, line)) = receiver.or(found.first()) else {
        let above = |para: &&Para| {
            let short = para.cut().iter().all(|line| words(&line.text).len() < 9);
            tells(para) || short && subject_words(para).is_some()
        };
        let head = paras.iter().take_while(above).count();
        return (paras[..head].to_vec(), None, paras[head..].to_vec());
    };
    let lines = paras[*index].cut();
    let mut head = paras[..*index].to_vec();
    head.extend(lines[..*at].iter().cloned());
    let (greeting, first) = part_greeting(line);
    let mut rest: Vec<Para> = first.into_iter().collect();
    rest.extend(joined(&lines[at + 1..]));
    rest.extend(paras[index + 1..].iter().cloned());
    (head, Some(greeting), rest)
}

/// Lines that stood in one paragraph, as one again.
pub(super) fn joined(lines: &[Para]) -> Option<Para> {
    let mut all = lines.first()?.clone();
    for line in &lines[1..] {
        all.text.push('\n');
        all.append(line);
    }
    Some(all)
}

pub(super) fn is_greeting(line: &str) -> bool {
    let said = words(line);
    match said.first().map(String::as_str) {
        Some("dear") => said.len() > 1,
        Some("hello" | "hi") => said.len() < 7,
        Some("to") => line.to_lowercase().starts_with("to whom it may concern"),
        _ => false,
    }
}

/// Whether it greets somebody who is written to, or a placeholder.
fn greets_receiver(line: &Para) -> bool {
    let receivers = [
        "mp",
        "sir",
        "madam",
        "councillor",
        "councillors",
        "cllr",
        "minister",
        "secretary",
        "chair",
        "officer",
        "mr",
        "mrs",
        "ms",
        "dr",
        "member",
        "parliament",
        "whom",
        "lord",
        "baroness",
        "director",
        "committee",
        "planning",
        "chief",
    ];
    any(&words(&line.text), &receivers) || !gaps::find(line).is_empty()
}

/// A greeting with the letter going on behind it on the same line.
fn part_greeting(line: &Para) -> (Para, Option<Para>) {
    let comma = line.text.find([',', ':']);
    if words(&line.text).len() > 12
        && let Some(at) = comma
    {
        let rest = line.slice(at + 1..line.text.len()).trimmed();
        return (line.slice(0..at + 1), Some(rest));
    }
    (line.clone(), None)
}

/// The body, the closing, and what stands below it.
pub(super) fn at_closing(mut rest: Vec<Para>) -> (Vec<Para>, Option<Para>, Vec<Para>) {
    let cut: Vec<(usize, usize, Para)> = rest
        .iter()
        .enumerate()
        .flat_map(|(index, para)| {
            para.cut().into_iter().enumerate().map(move |(at, line)| (index, at, line))
        })
        .collect();
    let lines: Vec<&Para> = cut.iter().map(|(.., line)| line).collect();
    let Some(found) = closing(&lines) else { return (rest, None, Vec::new()) };
    let (index, at, line) = cut[found].clone();
    let lines = rest[index].cut();
    let mut below: Vec<Para> = lines[at + 1..].to_vec();
    below.extend(rest[index + 1..].iter().flat_map(Para::cut));
    rest.truncate(index);
    rest.extend(joined(&lines[..at]));
    (rest, Some(line), below)
}

/// Most lines from the closing to the end, where only its shape tells that it is one.
const NEAR_END: usize = 10;

/// Most words of a line of a signature.
const MOST_SIGNED: usize = 10;

/// The line that closes the letter: a usual one wherever it stands, else one near the end that
/// has a word of farewell, or the shape of a closing.
fn closing(lines: &[&Para]) -> Option<usize> {
    if let Some(at) = lines.iter().rposition(|line| closes(&line.text)) {
        return Some(at);
    }
    let near = lines.len().saturating_sub(NEAR_END)..lines.len();
    let farewell = |at: &usize| farewell(&lines[*at].text);
    let takes_leave = |at: &usize| is_leave(lines[*at]) && signed(&lines[at + 1..]);
    near.clone().rev().find(farewell).or_else(|| near.clone().find(takes_leave))
}

/// Words of farewell, one of which a closing has.
const FAREWELL: &[&str] = &[
    "regards",
    "wishes",
    "thanks",
    "sincerely",
    "faithfully",
    "truly",
    "respectfully",
    "cheers",
    "warmly",
    "solidarity",
    "gratitude",
    "gratefully",
    "cordially",
    "yours",
    "best",
    "love",
    "thank",
];

/// "Many thanks and kind regards", "Best,": a few words, one of them of farewell. One that ends
/// like a sentence is one.
fn farewell(line: &str) -> bool {
    let said = words(line);
    let ends = line.trim_end().ends_with(',');
    let fits = ends || !line.trim_end().ends_with(['.', '!', '?', ':', ';']);
    let first = said.first().map(String::as_str).unwrap_or_default();
    // Without a comma a line may well be a heading: "Thank the nurses".
    let all = [
        "with", "and", "my", "the", "very", "many", "kind", "kindest", "warm", "warmest", "in",
        "all",
    ];
    let only = |word: &String| {
        FAREWELL.contains(&word.as_str()) || all.contains(&word.as_str()) || word == "you"
    };
    (1..=6).contains(&said.len())
        && fits
        && any(&said, FAREWELL)
        && first != "dear"
        && (ends || said.iter().all(only))
}

/// Whether a line has the shape of a closing: a few words and a comma, and nothing left open.
fn is_leave(line: &Para) -> bool {
    let said = words(&line.text);
    (1..=6).contains(&said.len())
        && line.style == Style::Plain
        && line.text.ends_with(',')
        && line.text.starts_with(char::is_uppercase)
        && !line.text.contains(char::is_numeric)
        && gaps::find(line).is_empty()
}

/// Whether these lines are a signature: a placeholder or a name at once, and no sentence.
fn signed(below: &[&Para]) -> bool {
    let Some(first) = below.first() else { return false };
    let signs = |line: &&&Para| {
        let placeholder = !gaps::find(line).is_empty();
        placeholder || words(&line.text).len() <= 4 && !line.text.ends_with(['.', '!', '?', ':'])
    };
    let short = |line: &&Para| words(&line.text).len() <= MOST_SIGNED || tells(line);
    signs(&first) && below.iter().all(short)
}

/// "Yours sincerely" and its like.
fn closes(line: &str) -> bool {
    let said = words(line);
    let starts =
        |with: &[&str]| said.iter().zip(with).filter(|(a, b)| a == b).count() == with.len();
    let first = said.first().map(String::as_str).unwrap_or_default();
    said.len() <= 8
        && (first == "yours" && said.len() < 7
            || ["regards", "sincerely"].contains(&first)
            || [
                &["kind", "regards"][..],
                &["best", "wishes"],
                &["best", "regards"],
                &["kindest", "regards"],
                &["warm", "regards"],
                &["warmest", "regards"],
                &["with", "best", "wishes"],
                &["with", "kind", "regards"],
                &["in", "solidarity"],
            ]
            .iter()
            .any(|with| said.len() >= with.len() && starts(with)))
}
