//! The parts of a letter: what stands above "Dear", the greeting, the subject, the body, the
//! closing and what stands below. Addresses, date, greeting and closing are left to the layout.

use crate::adapt::source::{Para, Style};

use super::words::{any, words};
use super::{choices, gaps};

/// Most bytes of a subject.
const LONGEST_SUBJECT: usize = 400;

/// The parts of a letter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// What was left out, in order.
    pub aside: Vec<Aside>,
    /// "Dear …".
    pub greeting: Option<Para>,
    /// What it is about.
    pub subject: Option<Para>,
    /// The letter's own words.
    pub body: Vec<Para>,
    /// "Yours …".
    pub closing: Option<Para>,
}

/// A line that is no part of the letter's own words.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// Why it was left out.
    pub why: Why,
    /// The line.
    pub para: Para,
}

/// Why a line was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It tells the person what to do with the letter.
    Instruction,
    /// An address or a date: the layout gives it.
    Layout,
    /// Below the closing: the name, which the layout gives.
    Signature,
    /// Below the signature.
    Below,
}

/// Takes a letter apart.
pub(super) fn layout(paras: &[Para]) -> Layout {
    let mut out = Layout::default();
    let (head, greeting, rest) = at_greeting(paras);
    let (body, closing, below) = at_closing(rest);
    for line in head.iter().flat_map(Para::cut) {
        if !line.text.contains(char::is_alphanumeric) && gaps::find(&line).is_empty() {
            continue;
        }
        // What came so far was a message of its own, and so was its subject.
        if is_greeting(&line.text)
            && let Some(para) = out.subject.take()
        {
            out.aside.push(Aside { why: Why::Instruction, para });
        }
        match subject_words(&line) {
            Some(subject) if out.subject.is_none() => out.subject = Some(subject),
            _ => {
                let why = if is_instruction(&line) || is_greeting(&line.text) {
                    Why::Instruction
                } else {
                    Why::Layout
                };
                out.aside.push(Aside { why, para: line });
            }
        }
    }
    out.greeting = greeting;
    out.body = body;
    take_subject(&mut out);
    take_notes(&mut out);
    out.closing = closing;
    take_below(&mut out, &below);
    out
}

/// What stands above the greeting, the greeting, and the rest. Without a greeting the first
/// paragraphs that are instructions, addresses or a subject are what stands above.
fn at_greeting(paras: &[Para]) -> (Vec<Para>, Option<Para>, Vec<Para>) {
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
fn joined(lines: &[Para]) -> Option<Para> {
    let mut all = lines.first()?.clone();
    for line in &lines[1..] {
        all.text.push('\n');
        let offset = all.text.len();
        all.text.push_str(&line.text);
        all.marks.extend(line.marks.iter().cloned().map(|mut mark| {
            mark.range = mark.range.start + offset..mark.range.end + offset;
            mark
        }));
    }
    Some(all)
}

fn is_greeting(line: &str) -> bool {
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
fn at_closing(mut rest: Vec<Para>) -> (Vec<Para>, Option<Para>, Vec<Para>) {
    let cut: Vec<(usize, usize, Para)> = rest
        .iter()
        .enumerate()
        .flat_map(|(index, para)| {
            para.cut().into_iter().enumerate().map(move |(at, line)| (index, at, line))
        })
        .collect();
    let last = |closes: fn(&str) -> bool| cut.iter().rposition(|(.., line)| closes(&line.text));
    // "Many thanks" closes only near the end and where nothing else does.
    let near_end = |at: &usize| cut.len() - at <= 8;
    let Some(found) = last(closes).or_else(|| last(thanks).filter(near_end)) else {
        return (rest, None, Vec::new());
    };
    let (index, at, line) = cut[found].clone();
    let lines = rest[index].cut();
    let mut below: Vec<Para> = lines[at + 1..].to_vec();
    below.extend(rest[index + 1..].iter().flat_map(Para::cut));
    rest.truncate(index);
    rest.extend(joined(&lines[..at]));
    (rest, Some(line), below)
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

fn thanks(line: &str) -> bool {
    let said = words(line);
    said.len() <= 3
        && (said.starts_with(&["many".into(), "thanks".into()]) || said == ["thank", "you"])
}

/// The subject in a line that says that it is one: `Re: …`, `Subject: …`.
fn subject_words(line: &Para) -> Option<Para> {
    let signs =
        ["re:", "re.", "re -", "re –", "subject:", "subject line:", "email subject:", "title:"];
    let lower = line.text.to_lowercase();
    let sign = signs.iter().find(|sign| lower.starts_with(**sign))?;
    let subject = line.slice(sign.len()..line.text.len()).trimmed();
    (1..=LONGEST_SUBJECT).contains(&subject.text.len()).then_some(subject)
}

/// The subject under the greeting: told to be one, or a short line that stands out.
fn take_subject(out: &mut Layout) {
    if out.greeting.is_none() {
        return;
    }
    let Some(first) = out.body.first() else { return };
    let lines = first.cut();
    let Some(line) = lines.first() else { return };
    let said = words(&line.text);
    let alone = lines.len() == 1
        && (2..=12).contains(&said.len())
        && !line.text.ends_with(['.', '!', '?', ',', ':', ';'])
        && out.body.len() > 1;
    let stands = matches!(first.style, Style::Plain | Style::Heading(_))
        && (2..=25).contains(&said.len())
        && line.text.len() <= LONGEST_SUBJECT
        && !is_placeholder(line)
        && (alone || line.stands_out() || is_capitals(&line.text));
    let Some(subject) = subject_words(line).or_else(|| stands.then(|| line.clone())) else {
        return;
    };
    if out.subject.is_none() {
        out.subject = Some(subject);
    }
    let rest = joined(&lines[1..]);
    out.body.splice(0..1, rest);
}

fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() > 5 && !text.contains(char::is_lowercase)
}

/// Notes to the person inside the body: `*delete as appropriate`.
fn take_notes(out: &mut Layout) {
    let body = std::mem::take(&mut out.body);
    for para in body {
        let short = words(&para.text).len() <= 6;
        let starred = para.text.starts_with('*') || matches!(para.style, Style::Item { .. });
        if short && starred && choices::is_delete(&para.text) {
            out.aside.push(Aside { why: Why::Instruction, para });
        } else {
            out.body.push(para);
        }
    }
}

/// What stands below the closing: the name, a postscript, instructions.
fn take_below(out: &mut Layout, below: &[Para]) {
    let mut signing = true;
    for line in below {
        let said = words(&line.text);
        if said.is_empty() && gaps::find(line).is_empty() {
            continue;
        }
        let postscript =
            said.first().is_some_and(|word| word == "ps") || line.text.starts_with("P.S");
        if postscript {
            out.body.push(line.clone());
            continue;
        }
        let instruction = is_instruction(line) || choices::is_delete(&line.text);
        signing &= !instruction && said.len() <= 10;
        let why = match (instruction, signing) {
            (true, _) => Why::Instruction,
            (_, true) => Why::Signature,
            _ => Why::Below,
        };
        out.aside.push(Aside { why, para: line.clone() });
    }
}

/// Whether a line above the greeting or below the name tells the person what to do: it says so,
/// or is too long to be a line of an address.
pub(super) fn is_instruction(line: &Para) -> bool {
    tells(line) || !is_placeholder(line) && words(&line.text).len() >= 12
}

/// Whether a line tells the person what to do with the letter.
fn tells(line: &Para) -> bool {
    let said = words(&line.text);
    if is_placeholder(line) {
        return said.len() > 9;
    }
    let titles = ["template", "model", "instructions", "supporters"];
    let pattern = said.windows(2).any(|two| {
        ["sample", "draft", "example"].contains(&two[0].as_str())
            && ["letter", "email", "text", "response", "objection"].contains(&two[1].as_str())
    });
    let surely = [
        "copy",
        "paste",
        "personalise",
        "personalize",
        "writetothem",
        "brackets",
        "highlighted",
        "amend",
        "adapt",
        "insert",
        "delete",
        "replace",
        "edit",
    ];
    let likely =
        ["bold", "tips", "below", "fill", "sending", "send", "remember", "print", "checklist"];
    let begins = gaps::find(line).first().is_some_and(|found| found.range.start == 0);
    !begins && said.len() <= 12 && (pattern || any(&said, &titles))
        || said.len() >= 3 && !begins && any(&said, &surely)
        || (5..40).contains(&said.len()) && any(&said, &likely)
}

/// Whether a line is a placeholder and nothing else.
fn is_placeholder(line: &Para) -> bool {
    let found = gaps::find(line);
    found.len() == 1 && found[0].range.len() + 2 >= line.text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapt::read::paragraphs;

    fn told(text: &str) -> String {
        let Layout { aside, greeting, subject, body, closing } = layout(&paragraphs(text).paras);
        let words = |para: Option<Para>| para.map(|p| p.text).unwrap_or_default();
        let mut out = String::new();
        for Aside { why, para } in aside {
            out.push_str(&format!("{why:?} {}: {}\n", para.line, para.text));
        }
        out.push_str(&format!("greeting: {}\nsubject: {}\n", words(greeting), words(subject)));
        for para in body {
            out.push_str(&format!("{}: {}\n", para.line, para.text.replace('\r', " ")));
        }
        out + &format!("closing: {}\n", words(closing))
    }

    #[test]
    fn a_letter_is_taken_apart() {
        let mut all = String::new();
        for text in [
            "TEMPLATE LETTER TO YOUR MP\nPlease copy and paste this letter and send it to your MP.\n\n[Your name]\n[Your address]\n\n[Date]\n\nHouse of Commons\nLondon\nSW1A 0AA\n\nDear [MP's name],\n\nRe: Mill Lane library\n\nPlease keep it open.\n\nYours sincerely,\n[Name]\n\n*delete as appropriate\n",
            "Dear supporter,\n\nCopy the letter below.\n\nDear XXXX\nSAVE OUR LIBRARY\nKeep it open.\nKind regards\nName\nP.S. Thank you.",
            "Subject: Our bus\n\nThe bus is late every day and we would like you to do something about it soon.\n\nMany thanks\n\nA name",
            "Dear Sir/Madam, I am writing to you about the bus that comes late every day.",
        ] {
            all.push_str(&told(text));
            all.push_str("--\n");
        }
        insta::assert_snapshot!(all);
    }
}
