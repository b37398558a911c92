//! A candidate in its sentence, and what is proposed to become of it.

use std::ops::Range;

use super::find::{Found, addresses_writer, find, inner};
use super::text::Words;
use crate::import::words::shape as pattern;
use crate::import::words::{Shape, begins, count, is, lists, plain, says, short, unlike, untagged};
use crate::text::words::{capital, one_line};

/// Most characters of a question; the rest of what is asked is its help.
const LONGEST_ASK: usize = 160;

/// Most characters of a sentence that are shown before a gap, and behind it.
const SHOWN: usize = 80;

/// What ends a sentence within a line.
const ENDS: [&str; 3] = [". ", "? ", "! "];

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
    /// What a footnote says, as a source that is cited here.
    Source,
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
    /// Whether it is all of its line.
    pub alone: bool,
    pub(super) range: Range<usize>,
}

impl Gap {
    /// Every bracket, blank and highlight of a text.
    pub(super) fn all(words: &Words) -> Vec<Gap> {
        find(&words.whole).iter().map(|found| Gap::of(words, found)).collect()
    }

    /// The gap of a candidate in a text.
    fn of(words: &Words, found: &Found) -> Gap {
        let range = found.range.clone();
        let (before, rest) = words.whole.text.split_at(range.start);
        let (written, after) = rest.split_at(range.len());
        let own_line = [before.rsplit('\n').next(), after.split('\n').next()];
        let outside = own_line.iter().flatten().any(|side| side.contains(char::is_alphanumeric));
        let label = label(found, written);
        let asked = capital(pattern("inserts").replace(&tidy(&label), "").trim());
        let mut gap = Gap {
            line: words.line_at(range.start),
            before: sentence_before(before),
            after: sentence_after(after),
            treatment: Treatment::Text,
            exact: false,
            ask: short(&asked, LONGEST_ASK),
            help: (asked.chars().count() > LONGEST_ASK).then_some(asked),
            alone: !outside && found.shape != Shape::LeadIn,
            written: written.to_string(),
            range,
        };
        (gap.treatment, gap.exact) = match gap.proposal(found, &label) {
            // A choice has two at the least.
            (Treatment::Choose(options), _) if options.len() < 2 => (Treatment::Ask, false),
            proposed => proposed,
        };
        if found.shape == Shape::LeadIn {
            gap.ask = format!("{} …", capital(gap.before.trim()));
            gap.help = Some("Go on with the sentence.".into());
        } else if gap.ask.is_empty() {
            gap.ask = format!("“{}____{}”", gap.before, gap.after);
        }
        gap
    }

    /// What can be chosen in it, where it has strokes: for "choose from these".
    pub fn options(&self) -> Vec<String> {
        match &self.treatment {
            Treatment::Choose(options) => options.clone(),
            _ => options(&self.written),
        }
    }

    /// What becomes of it, in words.
    pub fn fate(&self) -> String {
        match &self.treatment {
            Treatment::Shared(id) => format!("Taken from the question every pack has: {id}."),
            Treatment::Ask => format!("Asked: {}", self.ask),
            Treatment::OwnWords => format!("Own words, asked: {}", self.ask),
            Treatment::Choose(options) => format!("To choose from: {}.", options.join(", ")),
            Treatment::Writers(one, more) => {
                format!("“{one}” for one writer, “{more}” for several.")
            }
            Treatment::Optional(_) => "Only for those who want it: each person is asked.".into(),
            Treatment::Source => format!("A source, cited here: {}", self.ask),
            Treatment::Text => "Text of the letter, printed as it stands.".into(),
            Treatment::LeaveOut => "Left out: it tells the writer something.".into(),
        }
    }

    /// What it becomes unless somebody says otherwise, and whether that is certain.
    fn proposal(&self, found: &Found, label: &str) -> (Treatment, bool) {
        match found.shape {
            Shape::LeadIn => (Treatment::Ask, true),
            Shape::Remark => (Treatment::LeaveOut, false),
            Shape::Wording => (Treatment::Optional(String::new()), false),
            Shape::Note if label.is_empty() => {
                (Treatment::Text, pattern("power").is_match(&self.before))
            }
            Shape::Note => (Treatment::Source, true),
            Shape::Blank if self.alone => (Treatment::OwnWords, false),
            Shape::Blank => (Treatment::Ask, true),
            Shape::Field if !found.options.is_empty() => {
                (Treatment::Choose(found.options.clone()), true)
            }
            Shape::Choice => match writers(&self.written) {
                Some((one, more)) => (Treatment::Writers(one, more), true),
                None => {
                    // Where the first of several words begins, nothing says.
                    let asked = says(&self.written, "deletes") && !self.written.contains(" / ");
                    let sure = asked || pair(&self.written, &lists().pairs).is_some();
                    (Treatment::Choose(options(&self.written)), sure)
                }
            },
            Shape::Round if !addresses_writer(&self.written) => {
                // A word or two in small letters may be a remark, and may say what goes there.
                let small = |c: char| c.is_lowercase() || "() ".contains(c);
                let short = (1..3).contains(&count(label)) && label.len() > 3;
                let unsure = self.alone || short && self.written.chars().all(small);
                (Treatment::Text, !unsure)
            }
            Shape::Text => (Treatment::Text, is(&self.written, "editorial")),
            Shape::Round | Shape::Bare => self.of_words(label, false),
            Shape::Bracket | Shape::Highlight | Shape::Field => self.of_words(label, true),
        }
    }

    /// What the words in a gap make of it; `sure`: whether it is one.
    fn of_words(&self, label: &str, sure: bool) -> (Treatment, bool) {
        let number = |c: char| c.is_ascii_digit() || c == ' ' || c == '^';
        let editorial = is(label, "editorial");
        if editorial || !label.is_empty() && label.chars().all(number) {
            // A number may point to a source that is set aside.
            return (Treatment::Text, editorial);
        }
        let nothing = |side: &str| !side.contains(char::is_alphanumeric);
        let (first, last) = (nothing(&self.before), nothing(&self.after));
        // A box to tick: the words behind it are for those who want them.
        let boxed = self.written.chars().all(|c| "[] xX☐□❑❏◻".contains(c));
        let begins_here = first || self.before.contains(&self.written);
        let whole = || conditional(label, self.alone || first && !last);
        if let Some(text) = (boxed && begins_here && !last).then(String::new).or_else(whole) {
            return (Treatment::Optional(text), false);
        }
        if let Some(other) = pattern("other").captures(label).filter(|_| !first) {
            return (Treatment::Optional(format!("or {}", &other[1])), false);
        }
        let label = &*pattern("may_be").replace(label, "");
        let words = plain(label);
        if let Some(shared) = self.shared(&words) {
            return (Treatment::Shared(shared), true);
        }
        if let Some((one, more)) = writers(label) {
            return (Treatment::Writers(one, more), true);
        }
        let tag = pattern("tags").is_match(&self.written);
        let of_page = words.is_empty() || words == "date";
        let apart = self.alone || first && last;
        let leads = begins(&words, "choose") && (apart || self.after == ":");
        if tag || leads || self.alone && of_page || begins(&words, "leave_out") {
            return (Treatment::LeaveOut, false);
        }
        let options = options(label);
        if options.len() > 1 && (says(label, "deletes") || !pattern("labels").is_match(&words)) {
            return (Treatment::Choose(options), sure);
        }
        // So it is where it stands for a sentence of its own.
        let own = self.alone || apart && count(label) > 3 || says(label, "own_words");
        (if own { Treatment::OwnWords } else { Treatment::Ask }, sure)
    }

    /// The question of every pack that its label names.
    fn shared(&self, words: &str) -> Option<&'static str> {
        let known = |words: &str| {
            let mut all = lists().labels.iter();
            all.find(|(_, labels)| labels.iter().any(|l| plain(l) == words)).map(|(id, _)| id)
        };
        let bare = pattern("asks_for").replace(words, "");
        let id = known(words).or_else(|| known(bare.trim_end_matches(" here")))?.as_str();
        // A name or an address is the writer's where the letter says so; else it may be anybody's.
        let own = words.contains("your") || words.starts_with("my ");
        let behind = |name| pattern(name).is_match(&self.before);
        let said = match id {
            "name" => own || behind("own_name") || pattern("names").is_match(&self.written),
            "address" => own || behind("own_address"),
            id => id != "contact",
        };
        said.then_some(id)
    }
}

/// A stroke between two that a list has, in either order: the two, in that of the list.
fn pair(text: &str, pairs: &[String]) -> Option<(String, String)> {
    let (first, second) = text.split_once('/')?;
    let mut both = [(first, second), (second, first)].into_iter();
    let known = both.find(|(a, b)| pairs.contains(&format!("{}/{}", plain(a), plain(b))))?;
    Some((known.0.trim().to_string(), known.1.trim().to_string()))
}

/// What one writer says and what several say, where a stroke parts them.
fn writers(text: &str) -> Option<(String, String)> {
    pair(text, &lists().writers)
}

/// What a gap says goes in it, on one line; empty where it is a blank.
fn label(found: &Found, written: &str) -> String {
    let words = match found.shape {
        _ if !found.name.is_empty() => found.name.clone(),
        Shape::Blank | Shape::LeadIn | Shape::Text | Shape::Note => String::new(),
        Shape::Field if !found.options.is_empty() => String::new(),
        Shape::Choice => options(written).join("/"),
        _ => inner(written).to_string(),
    };
    // The name of a field, and not a blank in what it says.
    let words = if words.contains("__") { words } else { words.replace('_', " ") };
    let says = words.chars().any(|c| c.is_alphanumeric() && !"xX".contains(c));
    if says { calm(one_line(&words)) } else { String::new() }
}

/// Words that are all in capitals in small letters.
pub(super) fn calm(words: String) -> String {
    if words.contains(char::is_lowercase) { words } else { words.to_lowercase() }
}

/// Words without the signs that a template would read.
pub(super) fn tidy(text: &str) -> String {
    one_line(&untagged(text))
}

/// What strokes, boxes or `[or: …]` part, without what leads up to it and `delete as appropriate`.
fn options(text: &str) -> Vec<String> {
    let bare = pattern("asks_to_pick").replace_all(text, "");
    let (words, parts) = (inner(&bare), pattern("parts"));
    let words = words.split([':', '(']).next_back().filter(|t| parts.is_match(t)).unwrap_or(words);
    let edge = |c: char| c.is_whitespace() || ",;.".contains(c);
    let pieces = parts.split(words).map(|piece| one_line(piece.trim_matches(edge)));
    let all = unlike(pieces.filter(|piece| !piece.is_empty()));
    let fit = all.len() > 1 && all.iter().all(|words| count(words) <= 8) && !text.contains("://");
    if fit { all } else { Vec::new() }
}

/// Words that hold for some senders only: `If you are a parent, add: My children …`.
fn conditional(label: &str, rest_follows: bool) -> Option<String> {
    let text = label[pattern("for_some").find(label)?.end()..].trim();
    // Whole sentences, and not what is to be said in them.
    let opens = text.starts_with(|c: char| c.is_uppercase() || "“\"".contains(c));
    let told = pattern("told").is_match(text);
    let whole = opens && !told && count(text) > 3;
    (whole || text.is_empty() && rest_follows).then(|| text.to_string())
}

/// What a sentence says before a gap, and the space behind it.
fn sentence_before(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let start = ENDS.iter().filter_map(|end| line.rfind(end)).max().map_or(0, |at| at + 2);
    let said = one_line(&line[start..]);
    // Whole words of it.
    let cut = said.char_indices().nth_back(SHOWN).map_or(0, |(at, _)| at);
    let whole = said[cut..].find(' ').filter(|_| cut > 0).map_or(cut, |at| cut + at + 1);
    let space = if text.ends_with(char::is_whitespace) && !said.is_empty() { " " } else { "" };
    format!("{}{space}", &said[whole..])
}

/// What a sentence says behind a gap.
fn sentence_after(text: &str) -> String {
    let line = text.split('\n').next().unwrap_or_default();
    let end = ENDS.iter().filter_map(|end| line.find(end)).min().map_or(line.len(), |at| at + 1);
    let said = short(&line[..end], SHOWN);
    let space = if text.starts_with(char::is_whitespace) && !said.is_empty() { " " } else { "" };
    format!("{space}{said}")
}
