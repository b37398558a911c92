//! The parts of a letter: what stands above "Dear", the greeting, the subject, the body, the
//! closing and what stands below. Addresses, date, greeting and closing are left to the layout.

use super::frame::{at_closing, at_greeting, is_greeting, joined};
use super::sources::{self, Entry};
use super::tells::{is_instruction, is_placeholder};
use super::words::{any, words};
use super::{choices, gaps};
use crate::adapt::source::{Para, Style};

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
    /// Lines of a list of sources, until they are read.
    pub(super) sources: Vec<Entry>,
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
    /// A line among the sources that could not be read as one.
    Source,
}

/// Takes a letter apart.
pub(super) fn layout(paras: &[Para]) -> Layout {
    let mut out = Layout::default();
    let (head, greeting, rest) = at_greeting(paras);
    let (mut body, closing, mut below) = at_closing(rest);
    out.sources = sources::at_end(&mut below);
    out.sources.splice(0..0, sources::at_end_of(&mut body));
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

/// The subject in a line that says that it is one: `Re: …`, `Subject: …`.
pub(super) fn subject_words(line: &Para) -> Option<Para> {
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
        let for_sharers = match postscript(line) {
            Some(words) if !asks_to_share(&words) => {
                out.body.push(line.clone());
                continue;
            }
            postscript => postscript.is_some(),
        };
        let instruction = for_sharers || is_instruction(line) || choices::is_delete(&line.text);
        signing &= !instruction && said.len() <= 10;
        let why = match (instruction, signing) {
            (true, _) => Why::Instruction,
            (_, true) => Why::Signature,
            _ => Why::Below,
        };
        out.aside.push(Aside { why, para: line.clone() });
    }
}

/// The words of a postscript, without its sign.
fn postscript(line: &Para) -> Option<Vec<String>> {
    let mut said = words(&line.text);
    let sign = match said.first().map(String::as_str) {
        Some("ps") => 1,
        _ if line.text.starts_with("P.S") => 2,
        _ => return None,
    };
    said.drain(..sign.min(said.len()));
    Some(said)
}

/// Whether words ask whoever sends the letter to pass it on. "Please share this letter with your
/// colleagues" is for the one who reads it.
fn asks_to_share(said: &[String]) -> bool {
    let lead = ["please", "do", "don't", "forget", "to", "also", "and"];
    let first = said.iter().find(|word| !lead.contains(&word.as_str()));
    let pass = ["share", "forward", "pass", "copy", "circulate", "spread", "send", "tell", "post"];
    let others = [
        "friends",
        "friend",
        "neighbours",
        "neighbour",
        "family",
        "facebook",
        "whatsapp",
        "social",
        "twitter",
        "instagram",
        "everyone",
        "contacts",
    ];
    let ours = ["letter", "template", "email", "page", "petition", "link"];
    let passes = |of: &[&str]| first.is_some_and(|word| of.contains(&word.as_str()));
    passes(&pass) && any(said, &others)
        || passes(&pass[..5]) && any(said, &ours) && !any(said, &["with", "to"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapt::read::paragraphs;

    fn told(text: &str) -> String {
        let Layout { aside, greeting, subject, body, closing, .. } =
            layout(&paragraphs(text).paras);
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
    fn closings_are_known_by_their_words_or_their_shape() {
        for closing in [
            "Many thanks and kind regards,",
            "Many thanks and best wishes,",
            "Many thanks",
            "Thanks,",
            "Thank you for your time,",
            "With thanks,",
            "Best,",
            "Respectfully,",
            "Cheers,",
            "Warmly,",
            "Love and solidarity,",
            "In solidarity,",
            "Yours in hope,",
            "Sincerely,",
            "Warm regards",
            "Until we meet,",
        ] {
            let below = "[name]\n[postcode - so they know you live here]\n[email]";
            let text = format!("Dear MP,\n\nPlease keep it open.\n\n{closing}\n\n{below}\n");
            let told = told(&text);
            assert!(told.contains(&format!("\nclosing: {closing}\n")), "{told}");
            assert_eq!(told.matches("Signature").count(), 3, "{told}");
        }
        for text in [
            "Dear MP,\n\nKeep it open.\n\nIf you can,\n\nplease tell us when it will be.\n",
            "Dear MP,\n\nThank the nurses\n\nThey are good and they are kind.\n",
        ] {
            assert!(told(text).ends_with("closing: \n"), "{}", told(text));
        }
    }

    #[test]
    fn a_postscript_for_those_who_send_the_letter_is_no_part_of_it() {
        let told = |ps: &str| told(&format!("Dear MP,\n\nKeep it.\n\nYours\nA Name\n{ps}"));
        for ps in [
            "P.S. Please share this letter with friends!",
            "PS: please forward this email",
            "P.S. Don't forget to tell your neighbours",
        ] {
            assert!(told(ps).starts_with("Signature 6: A Name\nInstruction 7: P"), "{}", told(ps));
        }
        for ps in [
            "P.S. Please share this letter with your colleagues.",
            "PS I would be glad to send you my neighbours' letters.",
            "P.S. The pool is 90 years old.",
        ] {
            assert!(told(ps).contains(&format!("7: {ps}\nclosing")), "{}", told(ps));
        }
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
