//! Whom a letter goes to: what its greeting and its address say. Nothing else is certain, and
//! nobody is written to because most letters go to them.

use super::find;
use super::gap::inner;
use crate::import::source::Para;
use crate::import::words::{count, has, lists, plain};
use crate::question::calendar::MONTHS;
use crate::text::words::one_line;

/// Id of the receiver of a pack's own.
pub(super) const OWN: &str = "receiver";

/// Most lines of an address.
const MOST_LINES: usize = 8;

/// Whom a letter goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receiver {
    /// The kind of receiver; none for an office or a person of the letter's own.
    pub to: Option<String>,
    /// The office, or the name that the letter greets.
    pub office: String,
    /// The lines of the address, where the letter has it.
    pub address: Vec<String>,
    /// The words that say so.
    pub because: Option<String>,
    /// Whether that is certain, or was confirmed.
    pub exact: bool,
    /// Whether the letter leaves a gap for the name.
    pub named: bool,
    /// The greeting as it stands, where nothing in it is left open.
    pub greeting: Option<String>,
}

/// The receiver of a letter with this greeting, what stands above it, and its paragraphs.
pub(super) fn of(greeting: Option<&Para>, head: &[Para], body: &[Para]) -> Receiver {
    let address = address(head);
    let greeted = greeting.map(|para| one_line(&para.text)).unwrap_or_default();
    let open = greeting.is_some_and(|para| !find::find(para).is_empty());
    let mut receiver = Receiver { named: open, ..Receiver::default() };
    let head_text: Vec<String> = head.iter().map(|para| one_line(&para.text)).collect();
    let addressed = || address_block(head);
    let known = office(&greeted).map(|found| (found, true));
    let known = known
        .or_else(|| addressed().iter().find_map(|line| office(line)).map(|found| (found, true)));
    let known = known.or_else(|| {
        let told = head_text.iter().chain(body.iter().map(|para| &para.text).take(2));
        told.filter(|line| count(line) <= 60)
            .find_map(|line| addressed_to(line))
            .map(|found| (found, false))
    });
    if let Some(((entry, because), exact)) = known {
        receiver.to.clone_from(&entry.to);
        receiver.office = entry.office.clone().unwrap_or_default();
        receiver.address.clone_from(&entry.address);
        (receiver.because, receiver.exact) = (Some(because), exact);
    }
    if receiver.to.is_none() {
        let theirs: Vec<String> = address;
        if !theirs.is_empty() {
            receiver.address = theirs;
        }
        let name = greeted.split_once(' ').map_or("", |(_, name)| name);
        let name = name.trim_matches(|c: char| ",:;.".contains(c) || c.is_whitespace());
        if !open && name.contains(char::is_alphabetic) {
            receiver.greeting = Some(greeted.trim_end_matches([',', ':', ';', ' ']).to_string());
            let nobody = ["sir", "madam", "sirs", "sir or madam", "sir madam"]
                .contains(&plain(name).as_str());
            if receiver.office.is_empty() && !nobody {
                receiver.office = name.to_string();
            }
        }
    }
    receiver.named |= head.iter().any(|para| {
        let words = plain(&para.text);
        words.starts_with("name of") && receiver.to.is_none()
    });
    receiver
}

impl Receiver {
    /// Takes in that a letter is about a planning application.
    pub(super) fn sees_reference(&mut self, subject: &str) {
        let nobody = self.to.is_none() && (self.office.is_empty() || !self.exact);
        if nobody
            && crate::import::letter::references::references(subject)
            && has(subject, "application")
        {
            self.to = Some("planning-authority".into());
            self.because = Some(one_line(subject));
            self.exact = has(subject, "planning application");
        }
    }

    /// The destination's id in the pack.
    pub fn destination(&self) -> &str {
        self.to.as_deref().unwrap_or(OWN)
    }

    /// Who it is, as a sentence says it.
    pub fn who(&self) -> String {
        let place = self.address.first().filter(|line| has(line, &self.office));
        match place {
            Some(line) => {
                line.strip_prefix("The ").map_or(line.clone(), |rest| format!("the {rest}"))
            }
            None if self.office.is_empty() => "the receiver".into(),
            None if self.greeting.as_ref().is_some_and(|g| g.ends_with(&self.office))
                && !self.exact =>
            {
                self.office.clone()
            }
            None => format!("the {}", self.office),
        }
    }
}

type Known = (&'static crate::import::words::Office, String);

/// Whom a greeting or a line of an address names.
fn office(line: &str) -> Option<Known> {
    lists().receivers.iter().find_map(|entry| {
        let word = entry.words.iter().find(|word| has(line, word))?;
        Some((entry, word.clone()))
    })
}

/// Whom an instruction says to write to: `Write to your MP`, `Template letter to the Mayor`.
fn addressed_to(line: &str) -> Option<Known> {
    let lower = line.to_lowercase();
    let leads = ["to your ", "to the ", "to ", "lobby your ", "your ", "email your ", "my "];
    lists().receivers.iter().find_map(|entry| {
        let word = entry.words.iter().find(|word| {
            has(line, word)
                && leads
                    .iter()
                    .any(|lead| lower.contains(&format!("{lead}{}", word.to_lowercase())))
                || has(&lower, &word.to_lowercase()) && lower.starts_with("letter to")
        })?;
        Some((entry, word.clone()))
    })
}

/// The lines just above a greeting that are no sentence: nearest last, gaps and dates among them.
fn address_block(head: &[Para]) -> Vec<String> {
    let is_line = |para: &&Para| {
        let text = para.text.trim();
        count(text) <= 9 && !text.ends_with(['.', '!', '?', ':'])
            || text.ends_with("...")
            || text.starts_with("....")
    };
    let mut all: Vec<String> =
        head.iter().rev().take_while(is_line).take(MOST_LINES).map(|p| one_line(&p.text)).collect();
    all.reverse();
    all
}

/// The lines above the greeting that are the receiver's address, where they look like one: names in
/// capitals, a word of an address or a postcode among them, nothing left open.
fn address(head: &[Para]) -> Vec<String> {
    let open = |para: &Para| !find::find(para).is_empty();
    let dated = |text: &str| {
        let words = plain(text);
        words
            .split(' ')
            .any(|word| MONTHS.iter().any(|m| m.to_lowercase() == word) || word == "date")
    };
    let mut lines: Vec<String> = Vec::new();
    for para in head.iter().rev() {
        let text = one_line(inner(&para.text));
        if (open(para) || dated(&text)) && count(&text) <= 8 {
            if lines.is_empty() {
                continue;
            }
            break;
        }
        if !is_named(&text) || lines.len() == MOST_LINES {
            break;
        }
        lines.push(text);
    }
    lines.reverse();
    let words = plain(&lines.join(" "));
    let known = words.split(' ').any(|word| lists().address.iter().any(|known| known == word));
    let postcode = lines.iter().any(|line| ends_in_postcode(line));
    let several = lines.len() > 1;
    if several && (known || postcode) { lines } else { Vec::new() }
}

/// Whether every word of a short line has a capital or is a number, but for small ones.
fn is_named(line: &str) -> bool {
    let small =
        ["of", "and", "the", "for", "on", "upon", "in", "le", "by", "to", "&", "at", "de", "under"];
    let fits = |word: &str| {
        small.contains(&word) || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let shouts = count(line) > 3 && !line.contains(char::is_lowercase);
    (1..=9).contains(&count(line))
        && line.split_whitespace().all(fits)
        && !shouts
        && !line.ends_with(['.', '!', '?', ':'])
        && !line.starts_with("Dear")
}

fn ends_in_postcode(line: &str) -> bool {
    let mut words = line.split_whitespace().rev();
    let (Some(inward), Some(outward)) = (words.next(), words.next()) else { return false };
    let upper = |w: &str| w.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    inward.len() == 3
        && inward.starts_with(|c: char| c.is_ascii_digit())
        && upper(inward)
        && (2..=4).contains(&outward.len())
        && upper(outward)
}
