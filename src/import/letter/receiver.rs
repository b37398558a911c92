//! Whom a letter goes to: what its greeting and its address say. Nothing else is certain, and
//! nobody is written to because most letters go to them.

use super::find::{find, inner};
use super::subject::names_application;
use crate::import::source::Para;
use crate::import::words::{Office, count, has, is, list, lists, plain, says, shape};
use crate::text::names;
use crate::text::words::one_line;

/// Id of the receiver of a pack's own.
const OWN: &str = "receiver";

/// Most lines of an address.
const MOST_LINES: usize = 8;

/// Whom a letter goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receiver {
    /// The kind of receiver; none for an office or a person of the letter's own.
    pub to: Option<String>,
    /// The office, or the name that the letter greets.
    pub office: String,
    /// Whether that is a person's name.
    pub is_person: bool,
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
    let greeted = greeting.map(|para| one_line(&para.text)).unwrap_or_default();
    let open = greeting.is_some_and(|para| !find(para).is_empty());
    let mut receiver = Receiver { named: open, ..Receiver::default() };
    let above = lines_above(head).map(|para| one_line(&para.text));
    let above: Vec<String> = above.chain([greeted.clone()]).collect();
    let said = known(|word| above.iter().any(|line| has(line, word)));
    let told = || head.iter().chain(body.iter().take(2)).find_map(|para| addressed_to(&para.text));
    if let Some((office, because)) = said.or_else(told) {
        receiver.to.clone_from(&office.to);
        receiver.office = office.office.clone().unwrap_or_default();
        receiver.address.clone_from(&office.address);
        (receiver.because, receiver.exact) = (Some(because.to_string()), said.is_some());
    }
    let name = greeted.split_once(' ').map_or("", |(_, name)| name);
    let name = name.trim_matches(|c: char| ",:;.".contains(c) || c.is_whitespace());
    if receiver.to.is_some() {
        if open || is(name, "nobody") || !names_somebody(name) {
            return receiver;
        }
        // One councillor or MP is written to, and not each person's own.
        (receiver.to, receiver.exact) = (None, false);
    }
    let address = address(head);
    if !address.is_empty() {
        receiver.address = address;
    }
    if !open && name.contains(char::is_alphabetic) {
        receiver.greeting = Some(greeted.trim_end_matches([',', ':', ';', ' ']).to_string());
        if receiver.office.is_empty() && !is(name, "nobody") {
            (receiver.office, receiver.is_person) = (name.to_string(), true);
        }
    }
    receiver.named |= head.iter().any(|para| plain(&para.text).starts_with("name of"));
    receiver
}

/// Kinds of receiver that a letter may go to: the id of each, and who it is.
pub fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    lists().templates.iter().map(|template| (template.to.as_str(), template.who.as_str()))
}

impl Receiver {
    /// Takes in that a letter is about a planning application, where its subject names one.
    pub(super) fn sees_subject(&mut self, subject: &str) {
        let nobody = self.to.is_none() && (self.office.is_empty() || !self.exact);
        if nobody && names_application(subject) && has(subject, "application") {
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
        match &self.to {
            Some(to) => {
                let known = kinds().find(|(known, _)| known == to);
                known.map_or_else(|| to.clone(), |(_, who)| who.into())
            }
            None if self.office.is_empty() => "the receiver".into(),
            None if self.is_person => self.office.clone(),
            None => {
                let line = self.address.first().filter(|line| has(line, &self.office));
                let office = line.unwrap_or(&self.office);
                format!("the {}", office.strip_prefix("The ").unwrap_or(office))
            }
        }
    }
}

/// Whom an instruction says to write to: `Write to your MP`, `Template letter to the Mayor`.
fn addressed_to(line: &str) -> Option<(&'static Office, &'static str)> {
    let line = one_line(&line.to_lowercase());
    known(|word| {
        let small = word.to_lowercase();
        let led = |lead: &String| has(&line, &format!("{lead} {small}"));
        line.contains(&small) && list("leads").iter().any(led)
    })
}

/// Whether words name a person: a title before a name, or a first and a last name before letters
/// such as MP.
fn names_somebody(words: &str) -> bool {
    let names = names::lists();
    let words: Vec<&str> = words.split([' ', '.']).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &str| word.len() > 1 && word.starts_with(char::is_uppercase);
    let is_title = |word: &str| {
        let title = word.to_lowercase();
        let one = title.strip_suffix('s').unwrap_or(&title);
        let mut all = names.titles.values();
        all.any(|titles| titles.contains_key(&title) || titles.contains_key(one))
    };
    let lettered = words.len() > 2
        && names::has(&names.letters, words[words.len() - 1])
        && words.iter().all(|word| is_name(word));
    lettered || words.windows(2).any(|pair| is_title(pair[0]) && is_name(pair[1]))
}

/// The first receiver that one of its words names, and the word.
fn known(names: impl Fn(&str) -> bool) -> Option<(&'static Office, &'static str)> {
    let named = |of: &'static Office| Some((of, of.words.iter().find(|w| names(w))?.as_str()));
    lists().receivers.iter().find_map(named)
}

/// The lines just above a greeting that are no sentence, gaps and dates among them: nearest first.
fn lines_above(head: &[Para]) -> impl Iterator<Item = &Para> {
    let is_line = |para: &&Para| {
        let text = para.text.trim();
        let sentence = text.ends_with(['.', '!', '?', ':']);
        count(text) <= 9 && !sentence || text.ends_with("...") || text.starts_with("....")
    };
    head.iter().rev().take_while(is_line).take(MOST_LINES)
}

/// The lines above the greeting that are the receiver's address, where they look like one: names in
/// capitals, a word of an address or a postcode among them, nothing left open.
fn address(head: &[Para]) -> Vec<String> {
    let open = |para: &&Para| !find(para).is_empty() || shape("dated").is_match(&para.text);
    let lines = lines_above(head).skip_while(open).take_while(|para| !open(para));
    let bare =
        |para: &Para| shape("to_whom").replace(&one_line(inner(&para.text)), "").into_owned();
    let mut lines: Vec<String> = lines.map(bare).take_while(|line| is_named(line)).collect();
    lines.reverse();
    let known = says(&lines.join(" "), "address");
    let postcode = lines.iter().any(|line| shape("postcode").is_match(line));
    if lines.len() > 1 && (known || postcode) { lines } else { Vec::new() }
}

/// Whether every word of a short line has a capital or is a number, but for small ones.
fn is_named(line: &str) -> bool {
    let begins = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let fits = |word: &str| begins(word) || word == "&" || is(word, "small");
    let shouts = count(line) > 3 && !line.contains(char::is_lowercase);
    !line.is_empty() && line.split_whitespace().all(fits) && !shouts
}
