//! A candidate in its sentence, and what is proposed to become of it.

use std::ops::Range;

use super::find::{
    Found, Shape, addresses_writer, find, inner, is_for_some, other_wording, pair, writers,
};
use super::text::Words;
use crate::import::words::shape as pattern;
use crate::import::words::{begins, count, is, lists, parted, plain, says, short, untagged};
use crate::text::words::{capital, one_line};

/// Most characters of a question; the rest of what is asked is its help.
const LONGEST_ASK: usize = 160;

/// Most characters of a sentence that are shown before a gap, and behind it.
const SHOWN_BEFORE: usize = 79;
const SHOWN_BEHIND: usize = 60;

/// What ends a sentence, where white space or nothing follows.
const ENDS: [char; 3] = ['.', '?', '!'];

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
    /// Whether it is all of its line.
    pub alone: bool,
    pub(super) range: Range<usize>,
    /// Whether its dots hold the full stop of the sentence.
    pub(super) stops: bool,
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
        let stops = matches!(found.shape, Shape::Blank { stops: true });
        let label = label(&found.shape, written);
        let (ask, help) = wording(&label);
        let mut gap = Gap {
            line: words.line_at(range.start),
            before: sentence_before(before),
            after: if stops { String::new() } else { sentence_after(after) },
            treatment: Treatment::Text,
            exact: false,
            ask,
            help,
            alone: !outside && found.shape != Shape::LeadIn,
            stops,
            written: written.to_string(),
            range,
        };
        (gap.treatment, gap.exact) = match gap.proposal(&found.shape, &label) {
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
            Treatment::Points => "The list that follows becomes points to choose from.".into(),
            Treatment::Text => "Text of the letter, printed as it stands.".into(),
            Treatment::LeaveOut => "Left out: it tells the writer something.".into(),
        }
    }

    /// What it becomes unless somebody says otherwise, and whether that is certain.
    fn proposal(&self, shape: &Shape, label: &str) -> (Treatment, bool) {
        match shape {
            Shape::Unclosed => (Treatment::Text, false),
            Shape::LeadIn => (Treatment::Ask, true),
            Shape::Remark => (Treatment::LeaveOut, false),
            Shape::Wording => (Treatment::Optional(String::new()), false),
            Shape::Note(words) if words.is_empty() => (Treatment::Text, self.is_power()),
            Shape::Note(_) => (Treatment::Source, true),
            Shape::Blank { .. } if self.alone => (Treatment::OwnWords, false),
            Shape::Blank { .. } => (Treatment::Ask, true),
            Shape::Choices(_, options) => (Treatment::Choose(options.clone()), true),
            Shape::Picks(options) => (Treatment::Choose(options.clone()), false),
            Shape::Strokes { asked } => self.of_strokes(*asked),
            Shape::Round if self.is_remark(label) => {
                // A word or two in small letters may be a remark, and may say what goes there.
                let small = |c: char| c.is_lowercase() || c == ' ';
                let whole = count(label) > 2 || label.len() < 4 || !label.chars().all(small);
                (Treatment::Text, whole && !self.alone)
            }
            Shape::Bracket | Shape::Round | Shape::Marked | Shape::Field(_) | Shape::Bare => {
                let sign = self.of_sign(shape, label);
                sign.unwrap_or_else(|| self.of_words(shape, label))
            }
        }
    }

    /// Whether a raised number is of what it stands behind, a number or a unit such as `km²`, and
    /// points to no source.
    fn is_power(&self) -> bool {
        let last = self.before.split([' ', '/', '(']).next_back().unwrap_or_default();
        let number = last.ends_with(|c: char| c.is_ascii_digit());
        number || !last.is_empty() && last.len() < 3 && last.chars().all(char::is_alphabetic)
    }

    /// Whether what stands in round brackets is the letter's own.
    fn is_remark(&self, label: &str) -> bool {
        let yours = self.alone && plain(label).starts_with("your ");
        !yours && !addresses_writer(inner(&self.written))
    }

    /// A bracket that holds no words for the writer: `[sic]`, `[12]`, `[ ]`, `{{#if …}}`.
    fn of_sign(&self, shape: &Shape, label: &str) -> Option<(Treatment, bool)> {
        if *shape != Shape::Bracket {
            return None;
        }
        let number = |c: char| c.is_ascii_digit() || c == ' ' || c == '^';
        let editorial = is(label, "editorial");
        if editorial || !label.is_empty() && label.chars().all(number) {
            // A number may point to a source that is set aside.
            return Some((Treatment::Text, editorial));
        }
        // A box to tick: the words behind it are for those who want them.
        let boxed = self.written.chars().all(|c| "[] xX☐□❑❏◻".contains(c));
        let before = self.before.trim_end();
        let begins = before.is_empty() || before.ends_with(':') || before.contains(&self.written);
        if boxed && begins && !self.after.is_empty() {
            return Some((Treatment::Optional(String::new()), false));
        }
        let tag = self.written.trim_start_matches(['{', '<', ' ']);
        let of_other = self.written.starts_with(['{', '<']) && tag.starts_with(['#', '/', '^']);
        of_other.then_some((Treatment::LeaveOut, false))
    }

    fn of_words(&self, shape: &Shape, label: &str) -> (Treatment, bool) {
        let words = plain(label);
        let before_words = *shape == Shape::Bare || self.before.is_empty();
        let opens = self.alone || before_words && !self.after.is_empty();
        if let Some(text) = conditional(label, opens) {
            return (Treatment::Optional(text), false);
        }
        if let Some(other) = other_wording(label).filter(|_| !self.before.is_empty()) {
            return (Treatment::Optional(format!("or {other}")), false);
        }
        let asks = pattern("may_be").replace(label, "");
        if asks.len() < label.len() {
            return self.of_words(shape, &asks);
        }
        if let Some(shared) = self.shared(&words) {
            return (Treatment::Shared(shared), true);
        }
        if let Some((one, more)) = writers(label) {
            return (Treatment::Writers(one, more), true);
        }
        // Where a list follows, its items are points.
        let of_page = || ["", "date"].contains(&words.as_str()) || begins(&words, "choose");
        if self.alone && of_page() || begins(&words, "leave_out") {
            return (Treatment::LeaveOut, false);
        }
        let options = options(label);
        if options.len() > 1 && (says(label, "deletes") || !is_label(label)) {
            return (Treatment::Choose(options), true);
        }
        let exact = !matches!(shape, Shape::Round | Shape::Bare);
        // So it is where it stands for a sentence of its own.
        let nothing = |side: &str| !side.contains(char::is_alphanumeric);
        let sentence = nothing(&self.before) && nothing(&self.after) && count(label) > 3;
        if self.alone || sentence || says(label, "own_words") {
            return (Treatment::OwnWords, exact);
        }
        (Treatment::Ask, exact)
    }

    fn of_strokes(&self, asked: bool) -> (Treatment, bool) {
        if let Some((one, more)) = writers(&self.written) {
            return (Treatment::Writers(one, more), true);
        }
        let words = self.written.split(['(', '[', '*']).next().unwrap_or_default();
        let options = options(words);
        if pair(words, &lists().pairs).is_some() {
            return (Treatment::Choose(options), true);
        }
        if asked || options.len() > 2 {
            // Where the first of several words begins, nothing says.
            let sure = asked && (!words.contains(" / ") || options.iter().all(|o| count(o) == 1));
            return (Treatment::Choose(options), sure);
        }
        (Treatment::Text, plain(words) == "and or")
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
        let before = plain(&self.before);
        let says = |ends: &[&str]| ends.iter().any(|end| before.ends_with(end));
        match id {
            "name" => {
                let own = own || is(words, "name_in_two");
                (own || says(&["my name is", "i am", "name"])).then_some("name")
            }
            "address" => (own || says(&["i live at"])).then_some("address"),
            "contact" => None,
            id => Some(id),
        }
    }
}

/// Whether strokes part what a gap is for and not what goes in it: `town/village`.
fn is_label(label: &str) -> bool {
    let words = plain(label);
    words.contains("your")
        || words.starts_with("name")
        || words.split(' ').any(|word| is(word, "plain"))
        || begins(label, "instructs")
}

/// What a gap says goes in it, on one line; empty where it is a blank.
fn label(shape: &Shape, written: &str) -> String {
    let words = match shape {
        Shape::Field(name) if !name.is_empty() => name.as_str(),
        Shape::Choices(name, _) | Shape::Note(name) => name.as_str(),
        Shape::Blank { .. } | Shape::LeadIn | Shape::Unclosed | Shape::Picks(_) => "",
        Shape::Round => &written[1..written.len() - 1],
        _ => inner(written),
    };
    // The name of a field, and not a blank in what it says.
    let words = if words.contains("__") { words.into() } else { words.replace('_', " ") };
    let words = one_line(&words);
    let says = words.chars().any(|c| c.is_alphanumeric() && !"xX".contains(c));
    if says { calm(words) } else { String::new() }
}

/// Words that are all in capitals in small letters.
pub(super) fn calm(words: String) -> String {
    if words.contains(char::is_lowercase) { words } else { words.to_lowercase() }
}

/// A label as a question: its words, and all of them below where they are long.
fn wording(label: &str) -> (String, Option<String>) {
    let words = tidy(label);
    let words = capital(pattern("inserts").replace(&words, "").trim());
    match words.chars().count() <= LONGEST_ASK {
        true => (words, None),
        false => (short(&words, LONGEST_ASK), Some(words)),
    }
}

/// Words without the signs that a template would read.
pub(super) fn tidy(text: &str) -> String {
    one_line(&untagged(text))
}

/// What strokes part, without what leads up to it and `delete as appropriate`.
fn options(text: &str) -> Vec<String> {
    let ends = [" - delete", " – delete"];
    let text = ends.iter().fold(text, |text, end| text.split(end).next().unwrap_or(text));
    let text = text.split([':', '(']).next_back().filter(|t| t.contains('/')).unwrap_or(text);
    let all = parted(text, &['/']);
    let fit = all.len() > 1 && all.iter().all(|words| (1..=8).contains(&count(words)));
    if fit { all } else { Vec::new() }
}

/// Words that hold for some senders only: `If you are a parent, add: My children …`.
fn conditional(label: &str, rest_follows: bool) -> Option<String> {
    let for_some = label.split_once(':').filter(|_| begins(label, "for_some"));
    let kept = || is_for_some(label).then(|| label.split_once(':').unwrap_or((label, "")));
    let text = for_some.or_else(kept)?.1.trim();
    // Whole sentences, and not what is to be said in them.
    let opens = text.starts_with(|c: char| c.is_uppercase() || "“\"".contains(c));
    let words = plain(text);
    let to_writer = words.split(' ').any(|w| w == "you" || w == "your");
    let told = begins(text, "instructs") && (to_writer || !words.starts_with("please "));
    let whole = opens && !told && count(text) > 3;
    (whole || text.is_empty() && rest_follows).then(|| text.to_string())
}

/// The end of a sentence before a gap, and the space behind it.
fn sentence_before(text: &str) -> String {
    let mut white = false;
    let sentence = text.chars().rev().take_while(|c| *c != '\n').take_while(|c| {
        let ended = white && ENDS.contains(c);
        white = c.is_whitespace();
        !ended
    });
    // One more than is shown tells whether it is cut.
    let shown: Vec<char> = spaced(sentence).take(SHOWN_BEFORE + 2).collect();
    let sentence: String = shown.into_iter().rev().collect();
    let cut = sentence.char_indices().rev().nth(SHOWN_BEFORE).map_or(0, |(at, _)| at);
    let whole_word = sentence[cut..].find(' ').filter(|_| cut > 0).map_or(cut, |at| cut + at + 1);
    let space = text.ends_with(char::is_whitespace) && !sentence.is_empty();
    format!("{}{}", &sentence[whole_word..], if space { " " } else { "" })
}

/// The beginning of what follows a gap in its sentence.
fn sentence_after(text: &str) -> String {
    let mut ended = false;
    let sentence = text.chars().take_while(|c| *c != '\n').take_while(|c| {
        let is_over = ended && c.is_whitespace();
        ended = ENDS.contains(c);
        !is_over
    });
    let mut shown: Vec<char> = spaced(sentence).take(SHOWN_BEHIND + 1).collect();
    let cut = shown.len() > SHOWN_BEHIND;
    shown.truncate(SHOWN_BEHIND);
    let said = String::from_iter(shown);
    let space = text.starts_with(char::is_whitespace) && !said.is_empty();
    let (space, end) = (if space { " " } else { "" }, if cut { "…" } else { "" });
    format!("{space}{}{end}", if cut { said.trim_end() } else { &said })
}

/// Characters with one space for all white space between them. No more of them is read than is asked
/// for: a letter may be one long line with thousands of gaps.
fn spaced(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let (mut begun, mut white) = (false, false);
    chars.flat_map(move |c| {
        let parts = begun && white;
        white = c.is_whitespace();
        begun |= !white;
        let space = (parts && !white).then_some(' ');
        [space, (!white).then_some(c)].into_iter().flatten()
    })
}
