//! Fields and content controls: what Word itself knows as places to fill in.

use crate::import::read::decode;
use crate::import::source::What;
use crate::text::words::one_line;

/// A field or a content control that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    /// What it says of itself: `MERGEFIELD Name`.
    pub(super) told: String,
    /// Whether its result has begun.
    pub(super) has_result: bool,
    /// The paragraph in which its result began, counted over all, and where in it.
    pub(super) start: Option<(usize, usize)>,
    /// What can be chosen in it.
    pub(super) options: Vec<String>,
    /// The name that its author gave it.
    pub(super) title: String,
    /// Whether what stands in it only says what goes there.
    pub(super) is_empty: bool,
    /// Whether it is a content control.
    pub(super) is_control: bool,
}

/// What becomes of a field when it ends.
pub(super) enum End {
    /// Its words stay, and this holds of them; or these words stand for it where it has none.
    Mark(What, String),
    /// These words stand for it.
    Words(String),
    /// Its words stay as they are.
    Nothing,
}

/// Most that a list offers, and most characters of a name or of an option.
const MOST_OPTIONS: usize = 40;
const LONGEST: usize = 120;

/// A name or an option as a question can have it.
pub(super) fn short(text: &str) -> String {
    let text = one_line(&decode::clean(text));
    text.chars().take(LONGEST).collect()
}

impl Field {
    /// Takes something that can be chosen.
    pub(super) fn option(&mut self, text: &str) {
        let text = short(text);
        if self.options.len() < MOST_OPTIONS && !self.options.contains(&text) {
            self.options.push(text);
        }
    }

    /// What becomes of it, given its words.
    pub(super) fn end(&self, words: &str) -> End {
        if self.is_control {
            return self.control(words);
        }
        let mut told = tokens(&self.told).into_iter();
        let kind = told.next().unwrap_or_default().to_uppercase();
        let address = told.next().unwrap_or_default();
        let first = short(&address);
        match kind.as_str() {
            "MERGEFIELD" if first.is_empty() => End::Nothing,
            "MERGEFIELD" => End::Mark(What::Field(first.clone()), format!("«{first}»")),
            "FILLIN" | "ASK" => {
                let label =
                    if kind == "ASK" { short(&told.next().unwrap_or_default()) } else { first };
                End::Mark(What::Field(label.clone()), format!("[{label}]"))
            }
            "FORMTEXT" => End::Mark(What::Field(String::new()), "____".into()),
            "FORMDROPDOWN" if self.options.len() > 1 => {
                let choices = What::Choices(self.title.clone(), self.options.clone());
                End::Mark(choices, self.options.join("/"))
            }
            "FORMCHECKBOX" => End::Words("☐".into()),
            "DATE" | "TIME" | "CREATEDATE" | "SAVEDATE" | "PRINTDATE" => {
                End::Mark(What::Field("date".into()), "[date]".into())
            }
            // Its words are what a click replaces: `MACROBUTTON NoMacro [your name]`.
            "MACROBUTTON" => {
                let label = told.collect::<Vec<_>>().join(" ");
                let label = short(label.trim_matches(['[', ']', ' ']));
                End::Mark(What::Field(label.clone()), format!("[{label}]"))
            }
            "HYPERLINK" if !first.starts_with('\\') => {
                End::Mark(What::Link(address), String::new())
            }
            _ => End::Nothing,
        }
    }

    fn control(&self, words: &str) -> End {
        let options: Vec<String> = self
            .options
            .iter()
            .filter(|o| !o.trim().is_empty() && !o.to_lowercase().starts_with("choose an item"))
            .cloned()
            .collect();
        if options.len() > 1 {
            let choices = What::Choices(self.title.clone(), options.clone());
            return End::Mark(choices, options.join("/"));
        }
        if !self.is_empty {
            return End::Nothing;
        }
        let lower = words.trim().to_lowercase();
        let says_nothing =
            ["click or tap", "click here", "tap here", "enter text", "choose an item"]
                .iter()
                .any(|start| lower.starts_with(start));
        let label = match (self.title.trim(), says_nothing) {
            ("", true) if lower.contains("date") => "date".to_string(),
            ("", true) => String::new(),
            ("", false) => short(words.trim().trim_matches(['[', ']'])),
            (title, _) => title.to_string(),
        };
        End::Mark(What::Field(label), "____".into())
    }
}

/// The words of an instruction; those in quotation marks are one.
fn tokens(told: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (index, piece) in told.split('"').enumerate() {
        if index % 2 == 1 {
            all.push(piece.to_string());
        } else {
            all.extend(piece.split_whitespace().map(str::to_string));
        }
    }
    all
}
