//! A line of a list of sources, taken apart: `Jean Sample, "Buses after dark", Example Council, 3
//! March 2025, https://example.org/buses`. What cannot be told apart stays in the title, so that
//! no word is lost.

use std::ops::Range;

use super::tells::is_page;
use super::words::{any, words};
use crate::question::calendar;

/// Most bytes of a line that is taken for one source.
const LONGEST: usize = 600;

/// A source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    pub(super) title: String,
    pub(super) publisher: Option<String>,
    /// A day, month or year as packs write it.
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    /// The day on which somebody last looked.
    pub(super) checked: Option<String>,
}

/// Words that the name of who publishes something has.
const PUBLISHERS: &[&str] = &[
    "council",
    "board",
    "nhs",
    "department",
    "trust",
    "fund",
    "university",
    "committee",
    "office",
    "ministry",
    "commission",
    "bbc",
    "news",
    "guardian",
    "times",
    "gazette",
    "herald",
    "echo",
    "post",
    "agency",
    "authority",
    "institute",
    "foundation",
    "association",
    "society",
    "charity",
    "gov",
    "government",
    "parliament",
    "commons",
    "lords",
    "press",
    "group",
    "friends",
    "college",
    "ltd",
    "plc",
    "limited",
    "union",
    "federation",
    "network",
    "service",
    "directorate",
];

/// Words that say how a page is reached, and nothing of what it is.
const REACHED: &[&str] = &[
    "available at",
    "available from",
    "available online at",
    "[online]",
    "(online)",
    "online at",
    "accessed at",
    "retrieved from",
    "url:",
    "link:",
    "see:",
    "source:",
    "sources:",
];

/// Takes a line apart; none where no words are left for a title.
pub(super) fn parse(text: &str, linked: Option<&str>) -> Option<Parsed> {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() > LONGEST {
        return None;
    }
    let checked = accessed(&mut text);
    let url = page(&mut text).or(linked.map(str::to_string));
    for sign in REACHED {
        if let Some(at) = text.to_ascii_lowercase().find(sign) {
            text.replace_range(at..at + sign.len(), "");
        }
    }
    let found = date(&text);
    if let Some((range, _)) = &found {
        // `Sample J (2022) A study`: it parts who wrote from what.
        let parts = range.start > 0 && text[range.clone()].starts_with('(');
        text.replace_range(range.clone(), if parts { "." } else { "" });
    }
    let date = found.map(|(_, date)| date).or(url.as_deref().and_then(dated_page));
    let (title, publisher) = named(&tidy(&text));
    let title = if title.is_empty() { url.clone().unwrap_or_default() } else { title };
    let says = title.chars().filter(|c| c.is_alphabetic()).count() > 2;
    says.then_some(Parsed { title, publisher, date, url, checked })
}

/// Takes `(accessed 3 March 2025)` out, and gives the day.
fn accessed(text: &mut String) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let signs = ["last accessed", "accessed", "retrieved", "last viewed", "viewed"];
    let (at, sign) = signs.iter().find_map(|sign| Some((lower.find(sign)?, sign)))?;
    let (range, day) = date(&text[at + sign.len()..])?;
    let near = range.start < 8 && day.len() == 10;
    if !near {
        return None;
    }
    let start = if text[..at].ends_with(['(', '[']) { at - 1 } else { at };
    text.replace_range(start..at + sign.len() + range.end, "");
    Some(day)
}

/// Takes the address of a page out.
fn page(text: &mut String) -> Option<String> {
    let sign = |c: char| "<>()[],.;\"'“”".contains(c);
    let word = text.split_whitespace().find(|word| is_page(word.trim_matches(sign)))?;
    let at = text.find(word)?;
    let word = word.to_string();
    let shown = word.trim_start_matches(sign).trim_end_matches(sign);
    text.replace_range(at..at + word.len(), "");
    let known = shown.starts_with("http://") || shown.starts_with("https://");
    Some(if known { shown.to_string() } else { format!("https://{shown}") })
}

/// A day or month in the address of a page: `/2025/11/13/`.
fn dated_page(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split('/').collect();
    let number = |part: &str, length: usize| {
        (part.len() <= length && !part.is_empty()).then(|| part.parse::<u16>().ok()).flatten()
    };
    parts.windows(2).enumerate().find_map(|(at, pair)| {
        let year = number(pair[0], 4).filter(|year| (1990..2100).contains(year))?;
        let month = number(pair[1], 2).filter(|month| (1..13).contains(month))?;
        let day = parts.get(at + 2).and_then(|day| number(day, 2)).filter(|d| (1..32).contains(d));
        Some(day.map_or(format!("{year}-{month:02}"), |day| format!("{year}-{month:02}-{day:02}")))
    })
}

/// The date of a text and where it stands, with its brackets: the fullest there is.
fn date(text: &str) -> Option<(Range<usize>, String)> {
    let mut tokens: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for token in text.split(' ') {
        tokens.push((at, token));
        at += token.len() + 1;
    }
    let found = (0..tokens.len()).filter_map(|at| date_at(&tokens, at));
    found.max_by_key(|(range, date)| (date.len(), std::cmp::Reverse(range.start)))
}

fn date_at(tokens: &[(usize, &str)], at: usize) -> Option<(Range<usize>, String)> {
    let bare = |at: usize| {
        let token = tokens.get(at).map_or("", |(_, token)| token);
        token.trim_matches(|c: char| !c.is_alphanumeric())
    };
    let range = |first: usize, last: usize| {
        let (start, end) = (tokens[first].0, tokens[last].0 + tokens[last].1.len());
        start..end
    };
    let word = bare(at);
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    if let [a, b, c] = parts.as_slice() {
        let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
        return Some((range(at, at), full(year, number(b)?, number(day)?)?));
    }
    let year = |text: &str| {
        let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u16>().ok()).flatten().filter(|y| (1900..2100).contains(y))
    };
    let month = calendar::month(&word.to_lowercase());
    if let Some(month) = month.and_then(|month| u16::try_from(month).ok()) {
        let day = |at: usize| {
            let text = bare(at).trim_end_matches(|c: char| c.is_ascii_alphabetic());
            (text.len() < 3).then(|| number(text)).flatten().filter(|d| (1..32).contains(d))
        };
        if let Some(year) = year(bare(at + 1)) {
            return Some(match at.checked_sub(1).and_then(&day) {
                Some(day) => (range(at - 1, at + 1), full(&year.to_string(), month, day)?),
                None => (range(at, at + 1), format!("{year}-{month:02}")),
            });
        }
        let year = year(bare(at + 2))?;
        return Some((range(at, at + 2), full(&year.to_string(), month, day(at + 1)?)?));
    }
    // A year in a title is part of it: `Local Plan 2040`.
    let year = year(word)?;
    let token = tokens[at].1;
    let parted = at > 0 && tokens[at - 1].1.ends_with([',', '.', ';', ':']);
    let last = at + 1 == tokens.len() || token.ends_with([',', '.', ';', ':']);
    let alone = token.starts_with('(') && token.trim_end_matches(['.', ',', ':']).ends_with(')');
    (parted && last || alone).then(|| (range(at, at), year.to_string()))
}

fn number(text: &str) -> Option<u16> {
    text.parse().ok()
}

/// A day as packs write it, if there is such a one.
fn full(year: &str, month: u16, day: u16) -> Option<String> {
    let text = format!("{year}-{month:02}-{day:02}");
    (year.len() == 4 && text.parse::<jiff::civil::Date>().is_ok()).then_some(text)
}

/// A text without what was left round the words that were taken out.
fn tidy(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in [
        ("( )", ""),
        ("()", ""),
        ("[ ]", ""),
        ("[]", ""),
        ("<>", ""),
        (" ,", ","),
        (" .", "."),
        (",,", ","),
        (", ,", ","),
        (",.", ","),
        (".,", ","),
        ("..", "."),
        ("  ", " "),
        (" )", ")"),
        ("( ", "("),
        ("(,", "("),
        (",)", ")"),
    ] {
        while text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let sign = |c: char| c.is_whitespace() || ",;:–—-|.<>".contains(c);
    text.trim_matches(sign).to_string()
}

/// The title, and who published it where that is plain.
fn named(text: &str) -> (String, Option<String>) {
    for (open, close) in [('“', '”'), ('"', '"'), ('‘', '’')] {
        let Some((before, rest)) = text.split_once(open) else { continue };
        let Some((title, after)) = rest.rsplit_once(close) else { continue };
        if title.split_whitespace().count() < 2 || !before.is_empty() && !before.ends_with(' ') {
            continue;
        }
        let around = [tidy(before), tidy(after)].into_iter().filter(|t| !t.is_empty());
        let around = around.collect::<Vec<_>>().join(", ");
        return (tidy(title), (!around.is_empty()).then_some(around));
    }
    let signs = [", ", ". ", " | ", " – ", " — ", " - "];
    let Some(sign) = signs.iter().find(|sign| text.contains(**sign)) else {
        return (text.to_string(), None);
    };
    let parts: Vec<&str> = text.split(sign).collect();
    let publishes = |part: &str| {
        any(&words(part), PUBLISHERS)
            && part.starts_with(char::is_uppercase)
            && part.split(' ').count() < 9
    };
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let joined = |parts: &[&str]| tidy(&parts.join(sign));
    match (publishes(first), publishes(last)) {
        (false, true) => (joined(&parts[..parts.len() - 1]), Some(tidy(last))),
        (true, false) => (joined(&parts[1..]), Some(tidy(first))),
        _ => (text.to_string(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_lists_of_sources() {
        let told = |text: &&str| {
            let Some(p) = parse(text, None) else { return format!("{text}\n  none") };
            let or = |text: Option<String>| text.unwrap_or("-".into());
            let (by, on) = (or(p.publisher), or(p.date));
            format!("{text}\n  {} | {by} | {on} | {} | {}", p.title, or(p.url), or(p.checked))
        };
        let lines = [
            "Jean Sample, \"Buses after dark\", Example Council, 3 March 2025, https://example.org/buses",
            "Example Council, Library strategy, March 2024. https://example.org/a?b=c.",
            "Sample Valley Plan.",
            "Sample Valley Plan 2040, Exampleton Borough Council, 2023",
            "Sample J (2022) A study of waiting. Example University Press. Available at: www.example.org/x",
            "https://example.org/2025/11/13/ward-closes/",
            "Exampleton Gazette, ‘Ward to close’, 13/11/2025 (accessed 20 November 2026)",
            "NHS England: Guidance for trusts, Nov. 2025, <https://www.example.org/g>",
            "Regulations SI 2023/1348, regulation 12",
            "Written answer 45937, House of Commons, 24th April 2025",
            "March 5, 2025 minutes | Example Health Board | example.org.uk/minutes",
            "Figures of the council’s own",
            "12",
        ];
        insta::assert_snapshot!(lines.iter().map(told).collect::<Vec<_>>().join("\n"));
    }
}
