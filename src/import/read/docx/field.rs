//! Fields and content controls: what Word itself knows as places to fill in.

use crate::import::read::build::Place;
use crate::import::source::{What, clean};
use crate::import::words::begins;
use crate::text::words::one_line;

/// Most that a list offers, and most characters of a name or of an option.
const MOST_OPTIONS: usize = 40;
const LONGEST: usize = 120;

/// A field or a content control that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    /// What it says of itself: `MERGEFIELD Name`.
    pub(super) told: String,
    /// Whether its result has begun.
    pub(super) has_result: bool,
    /// Where its result began.
    pub(super) start: Option<Place>,
    /// What can be chosen in it.
    pub(super) options: Vec<String>,
    /// The name that its author gave it.
    pub(super) title: String,
    /// Whether what stands in it only says what goes there.
    pub(super) is_empty: bool,
    pub(super) is_control: bool,
}

/// A name or an option as a question can have it.
pub(super) fn short(text: &str) -> String {
    one_line(&clean(text)).chars().take(LONGEST).collect()
}

impl Field {
    /// Takes something that can be chosen.
    pub(super) fn option(&mut self, text: &str) {
        let text = short(text);
        if self.options.len() < MOST_OPTIONS && !self.options.contains(&text) {
            self.options.push(text);
        }
    }

    /// What holds of its words when it ends, and what stands for it where it has none.
    pub(super) fn end(&self, words: &str) -> Option<(What, String)> {
        if self.is_control {
            return self.control(words);
        }
        let mut told = tokens(&self.told).into_iter();
        let kind = told.next().unwrap_or_default().to_uppercase();
        let address = told.next().unwrap_or_default();
        let first = short(&address);
        let named = |label: String| (What::Field(label.clone()), format!("[{label}]"));
        match kind.as_str() {
            "MERGEFIELD" if first.is_empty() => None,
            "MERGEFIELD" => Some((What::Field(first.clone()), format!("«{first}»"))),
            "FILLIN" => Some(named(first)),
            "ASK" => Some(named(short(&told.next().unwrap_or_default()))),
            "FORMTEXT" => Some((What::Field(String::new()), "____".into())),
            "FORMDROPDOWN" if self.options.len() > 1 => {
                let choices = What::Choices(self.title.clone(), self.options.clone());
                Some((choices, self.options.join("/")))
            }
            "DATE" | "TIME" | "CREATEDATE" | "SAVEDATE" | "PRINTDATE" => Some(named("date".into())),
            // Its words are what a click replaces: `MACROBUTTON NoMacro [your name]`.
            "MACROBUTTON" => {
                let label = told.collect::<Vec<_>>().join(" ");
                Some(named(short(label.trim_matches(['[', ']', ' ']))))
            }
            "HYPERLINK" if !first.starts_with('\\') => Some((What::Link(address), String::new())),
            _ => None,
        }
    }

    fn control(&self, words: &str) -> Option<(What, String)> {
        let chosen = |o: &&String| !o.trim().is_empty() && !begins(o, "empty_controls");
        let options: Vec<String> = self.options.iter().filter(chosen).cloned().collect();
        if options.len() > 1 {
            return Some((What::Choices(self.title.clone(), options.clone()), options.join("/")));
        }
        let lower = words.trim().to_lowercase();
        let label = match (self.title.trim(), begins(&lower, "empty_controls")) {
            ("", true) if lower.contains("date") => "date".to_string(),
            ("", true) => String::new(),
            ("", false) => short(words.trim().trim_matches(['[', ']'])),
            (title, _) => title.to_string(),
        };
        self.is_empty.then(|| (What::Field(label), "____".into()))
    }
}

/// The words of an instruction; those in quotation marks are one.
fn tokens(told: &str) -> Vec<String> {
    let words = |(index, piece): (usize, &str)| -> Vec<String> {
        match index % 2 {
            1 => vec![piece.to_string()],
            _ => piece.split_whitespace().map(str::to_string).collect(),
        }
    };
    told.split('"').enumerate().flat_map(words).collect()
}
