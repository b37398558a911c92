//! A candidate in its sentence, and what is proposed to become of it.

use std::ops::Range;

use super::find::{addresses_writer, spaced_capitals};
use super::strokes::writers;
use crate::import::letter::candidate::{Found, Shape};
use crate::import::source::Para;
use crate::import::words::{begins, begins_plain, count, lists, plain, short};
use crate::text::words::capital;
use crate::text::words::one_line;

/// Most characters of a question; the rest of what is asked is its help.
const LONGEST_ASK: usize = 160;

/// Words with which a gap wants what the person has to tell, wherever it stands.
const OWN: &[&str] = &[
    "own experience",
    "your story",
    "own words",
    "personal story",
    "your experience",
    "own story",
];

/// What becomes of a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// A question that every pack has, such as `name`.
    Shared(&'static str),
    /// A question of the pack's own, in the words of the gap.
    Ask,
    /// Room for the person's own words.
    OwnWords,
    /// One of these.
    Choose(Vec<String>),
    /// Wording for one writer, and for several.
    Writers(String, String),
    /// These words, for those alone who want them.
    Optional(String),
    /// The items of the list that follows are points to choose from.
    Points,
    /// It is the letter's own text.
    Text,
    /// It tells the writer something and is no part of the letter.
    LeaveOut,
}

/// A place in a letter that may be a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Its line or paragraph in the file.
    pub line: usize,
    /// As it stands.
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
    /// Whether it is all of its paragraph.
    pub alone: bool,
    pub(super) block: usize,
    pub(super) range: Range<usize>,
    pub(super) stops: bool,
}

impl Gap {
    /// The gap of a candidate in a paragraph.
    pub(super) fn of(para: &Para, block: usize, found: &Found) -> Gap {
        let text = para.text.as_str();
        let range = found.range.clone();
        let written = text[range.clone()].to_string();
        let outside = [&text[..range.start], &text[range.end..]];
        let alone = outside.iter().all(|side| !side.contains(char::is_alphanumeric))
            && found.shape != Shape::LeadIn;
        let stops = matches!(found.shape, Shape::Blank { stops: true });
        let line = para.line + text[..range.start].matches(['\n', '\r']).count();
        let label = label(&found.shape, &written);
        let (ask, help) = wording(&label);
        let mut gap = Gap {
            line,
            before: before(&text[..range.start]),
            after: if stops { String::new() } else { after(&text[range.end..]) },
            treatment: Treatment::Text,
            exact: false,
            ask,
            help,
            alone,
            block,
            range,
            stops,
            written,
        };
        gap.propose(&found.shape, &label);
        if found.shape == Shape::LeadIn {
            gap.ask = format!("{} …", capital(gap.before.trim()));
            gap.help = Some("Go on with the sentence.".into());
        } else if gap.ask.is_empty() {
            gap.ask = gap.in_sentence();
        }
        gap
    }

    /// The gap in its sentence, with a blank where it stands.
    pub fn in_sentence(&self) -> String {
        format!("“{}____{}”", self.before, self.after)
    }

    /// Whether something is asked of the person.
    pub fn is_asked(&self) -> bool {
        !matches!(self.treatment, Treatment::Text | Treatment::LeaveOut | Treatment::Points)
    }

    /// What can be chosen in it, where it has strokes: for "choose from these".
    pub fn options(&self) -> Vec<String> {
        match &self.treatment {
            Treatment::Choose(options) => options.clone(),
            _ => options(inner(&self.written)),
        }
    }

    fn propose(&mut self, shape: &Shape, label: &str) {
        let (treatment, exact) = self.proposal(shape, label);
        // A choice has two at the least.
        let nothing = matches!(&treatment, Treatment::Choose(options) if options.len() < 2);
        let treatment = if nothing { Treatment::Ask } else { treatment };
        (self.treatment, self.exact) = (treatment, exact && !nothing);
    }

    /// What it becomes unless somebody says otherwise, and whether that is certain.
    fn proposal(&self, shape: &Shape, label: &str) -> (Treatment, bool) {
        let words = plain(label);
        match shape {
            Shape::Unclosed => return (Treatment::Text, false),
            Shape::LeadIn => return (Treatment::Ask, true),
            Shape::Blank { .. } if self.alone => return (Treatment::OwnWords, false),
            Shape::Blank { .. } => return (Treatment::Ask, true),
            Shape::Choices(_, options) => return (Treatment::Choose(options.clone()), true),
            Shape::Strokes { asked } => return self.of_strokes(*asked),
            Shape::Round if !addresses_writer(inner(&self.written)) => {
                return (Treatment::Text, true);
            }
            _ => {}
        }
        // `[sic]`, `[12]`, `[…]` for what was left out of a quotation is asked all the same.
        let is_sign = words.chars().all(|c| c.is_ascii_digit() || c == ' ') && !words.is_empty();
        if *shape == Shape::Bracket && (words == "sic" || is_sign) {
            // A number may point to a source that is set aside.
            return (Treatment::Text, words == "sic");
        }
        // A box to tick: the words behind it are for those who want them.
        let boxed = *shape == Shape::Bracket && self.before.is_empty() && !self.after.is_empty();
        if boxed && self.written.chars().all(|c| "[] xX".contains(c)) {
            return (Treatment::Optional(String::new()), false);
        }
        if inner_tag(&self.written) {
            return (Treatment::LeaveOut, false);
        }
        if let Some(text) =
            conditional(label, self.alone || *shape == Shape::Capitals && !self.after.is_empty())
        {
            return (Treatment::Optional(text), false);
        }
        if let Some(shared) = self.shared(&words) {
            return (Treatment::Shared(shared), true);
        }
        if let Some((one, more)) = writers(label) {
            return (Treatment::Writers(one, more), true);
        }
        if self.alone && begins_plain(&words, &lists().choose) {
            return (Treatment::Points, false);
        }
        if begins_plain(&words, &lists().leave_out) || words.is_empty() && self.alone {
            return (Treatment::LeaveOut, false);
        }
        if self.alone && words == "date" {
            return (Treatment::LeaveOut, true);
        }
        let options = options(label);
        let deletes = words.contains("delete as ") || words.contains("circle as ");
        if options.len() > 1 && (deletes || !is_label(label)) {
            return (Treatment::Choose(options), true);
        }
        let either: Vec<String> = label.split(" or ").map(one_line).collect();
        if either.len() == 2 && either.iter().all(|one| count(one) == 1) && !is_label(label) {
            return (Treatment::Choose(either), false);
        }
        if OWN.iter().any(|own| words.contains(own)) {
            return (Treatment::OwnWords, self.alone);
        }
        let exact = *shape != Shape::Round && *shape != Shape::Capitals;
        if self.alone { (Treatment::OwnWords, exact) } else { (Treatment::Ask, exact) }
    }

    fn of_strokes(&self, asked: bool) -> (Treatment, bool) {
        if let Some((one, more)) = writers(&self.written) {
            return (Treatment::Writers(one, more), true);
        }
        let words = self.written.split(['(', '[', '*']).next().unwrap_or_default();
        let options = options(words);
        let lower = words.trim().to_lowercase();
        if lists().pairs.contains(&lower) {
            return (Treatment::Choose(options), true);
        }
        if asked || options.len() > 2 {
            // Where the first of several words begins, nothing says.
            let sure = asked && (!words.contains(" / ") || options.iter().all(|o| count(o) == 1));
            return (Treatment::Choose(options), sure);
        }
        (Treatment::Text, lower == "and/or")
    }

    /// The question of every pack that its label names.
    fn shared(&self, words: &str) -> Option<&'static str> {
        let lists = lists();
        let known = |words: &str| {
            let mut all = lists.labels.iter();
            all.find(|(_, labels)| labels.iter().any(|l| plain(l) == words)).map(|(id, _)| id)
        };
        let bare = bare_label(words);
        let id = known(words).or_else(|| known(&bare))?;
        let own = words.starts_with("your") || words.starts_with("my") || words.contains(" your ");
        match id.as_str() {
            // A name is the writer's where the letter says so; else it may be anybody's.
            "name" => {
                let before = plain(&self.before);
                let says = ["my name is", "i am", "name"].iter().any(|end| before.ends_with(end));
                let run_together = words.starts_with("insertyour") || words.starts_with("yourname");
                (own || says || run_together || words == "first name last name").then_some("name")
            }
            "address" => (own || plain(&self.before).ends_with("i live at")).then_some("address"),
            "postcode" => Some("postcode"),
            "dated" => Some("dated"),
            "mp.name" => Some("mp.name"),
            "mp.constituency" => Some("mp.constituency"),
            _ => None,
        }
    }
}

/// Whether a gap is a block of another template's language: `{{#if …}}`.
fn inner_tag(written: &str) -> bool {
    let inner = written.trim_start_matches(['{', '<', '[', ' ']);
    written.starts_with(['{', '<']) && inner.starts_with(['#', '/', '^'])
}

/// Words of a label without those that only ask for it.
pub(super) fn bare_label(words: &str) -> String {
    let lead = [
        "please", "insert", "enter", "add", "type", "fill in", "write", "your", "my", "the",
        "here", "own",
    ];
    let mut rest = words;
    while let Some(next) = lead.iter().find_map(|word| {
        rest.strip_prefix(word).and_then(|rest| rest.strip_prefix(' ')).filter(|r| !r.is_empty())
    }) {
        rest = next;
    }
    rest.trim_end_matches(" here").to_string()
}

/// Whether strokes part what a gap is for and not what goes in it: `town/village`.
fn is_label(label: &str) -> bool {
    let words = plain(label);
    let known = |word: &str| lists().plain.iter().any(|label| label == word);
    words.contains("your")
        || words.starts_with("name")
        || words.split(' ').any(known)
        || begins(label, &lists().instructs)
}

/// What stands inside the signs of a gap.
pub(super) fn inner(written: &str) -> &str {
    written.trim_matches(|c: char| c.is_whitespace() || "[]{}<>«»()%*|#_".contains(c))
}

/// What a gap says goes in it, on one line; empty where it is a blank.
fn label(shape: &Shape, written: &str) -> String {
    let words = match shape {
        Shape::Field(name) if !name.is_empty() => name.as_str(),
        Shape::Choices(name, _) => name.as_str(),
        Shape::Blank { .. } | Shape::LeadIn | Shape::Unclosed => "",
        Shape::Round => &written[1..written.len() - 1],
        _ => inner(written),
    };
    let words = one_line(&spaced_capitals(words));
    let says = words.chars().any(|c| c.is_alphanumeric() && !"xX".contains(c));
    let shouts = words.contains(char::is_uppercase) && !words.contains(char::is_lowercase);
    match (says, shouts) {
        (false, _) => String::new(),
        (true, true) => words.to_lowercase(),
        (true, false) => words,
    }
}

/// A label as a question: its words, and what is said below where it is long.
fn wording(label: &str) -> (String, Option<String>) {
    let words = tidy(label);
    let lead = ["please insert ", "insert ", "please enter ", "enter ", "please fill in "];
    let lower = words.to_lowercase();
    let cut = lead.iter().find(|lead| lower.starts_with(**lead)).map_or(0, |lead| lead.len());
    let words = capital(words[cut..].trim());
    if words.chars().count() <= LONGEST_ASK {
        return (words, None);
    }
    let end = words.char_indices().find(|(at, c)| {
        let short = ["e.g", "i.e", "eg", "etc"].iter().any(|end| words[..*at].ends_with(end));
        ".?!:;".contains(*c) && words[at + c.len_utf8()..].starts_with(' ') && *at > 20 && !short
    });
    match end {
        Some((at, c)) if at <= 2 * LONGEST_ASK => {
            let end = at + c.len_utf8();
            (
                words[..end].trim_end_matches([':', ';']).to_string(),
                Some(words[end..].trim().to_string()),
            )
        }
        _ => (short(&words, LONGEST_ASK), Some(words)),
    }
}

/// Words without the signs that a template would read.
pub(super) fn tidy(text: &str) -> String {
    one_line(&text.replace('{', "(").replace('}', ")").replace('\\', "/"))
}

/// What strokes part, without what leads up to it and `delete as appropriate`.
pub(super) fn options(text: &str) -> Vec<String> {
    if !text.contains('/') || text.contains("://") {
        return Vec::new();
    }
    let text = text.split(" - delete").next().unwrap_or(text);
    let text = text.split(" – delete").next().unwrap_or(text);
    let text = text.split([':', '(']).next_back().filter(|t| t.contains('/')).unwrap_or(text);
    let mut all: Vec<String> = Vec::new();
    for piece in text.split('/') {
        let words = one_line(piece.trim_matches(|c: char| c.is_whitespace() || ",;.".contains(c)));
        if words.is_empty() || count(&words) > 8 {
            return Vec::new();
        }
        if !all.contains(&words) {
            all.push(words);
        }
    }
    if all.len() > 1 { all } else { Vec::new() }
}

/// Words that hold for some senders only: `If you are a parent, add: My children …`.
fn conditional(label: &str, rest_follows: bool) -> Option<String> {
    let words = plain(label);
    let for_some =
        words.starts_with("if ") || words.starts_with("optional") || words.starts_with("for ");
    let at = label.find(':').filter(|_| for_some)?;
    let text = label[at + 1..].trim();
    // Whole sentences, and not what is to be said in them.
    let sentences =
        text.starts_with(|c: char| c.is_uppercase() || "“\"".contains(c)) && count(text) > 3;
    match sentences {
        true => Some(text.to_string()),
        false if text.is_empty() && rest_follows => Some(String::new()),
        false => None,
    }
}

/// The end of a sentence before a gap.
fn before(text: &str) -> String {
    let near = text.char_indices().rev().nth(400).map_or(0, |(at, _)| at);
    let text = &text[near..];
    let stop = |at: usize| text[at..].starts_with(|c: char| c.is_whitespace());
    let mut ends = text.char_indices().filter(|(at, c)| ".?!".contains(*c) && stop(at + 1));
    let start =
        ends.next_back().map_or(0, |(at, _)| at + 1).max(text.rfind('\n').map_or(0, |at| at + 1));
    let sentence = one_line(&text[start..]);
    let cut = sentence.char_indices().rev().nth(79).map_or(0, |(at, _)| at);
    let from = if cut == 0 { 0 } else { sentence[cut..].find(' ').map_or(cut, |at| cut + at + 1) };
    let spaced = text.ends_with(char::is_whitespace) && !sentence.is_empty();
    format!("{}{}", &sentence[from..], if spaced { " " } else { "" })
}

/// The beginning of what follows a gap in its sentence.
fn after(text: &str) -> String {
    let text = text.char_indices().nth(400).map_or(text, |(at, _)| &text[..at]);
    let line = text.split('\n').next().unwrap_or_default();
    let end = line.char_indices().find(|(at, c)| {
        ".?!".contains(*c) && line[at + 1..].chars().next().is_none_or(char::is_whitespace)
    });
    let sentence = end.map_or(line, |(at, _)| &line[..=at]);
    let spaced = sentence.starts_with(char::is_whitespace);
    let said = short(sentence, 60);
    if said.is_empty() { said } else { format!("{}{said}", if spaced { " " } else { "" }) }
}
