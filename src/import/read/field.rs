//! Fields, links and content controls: what a file itself knows as places to fill in.

use crate::import::source::{What, clean};
use crate::import::words::begins;
use crate::text::words::one_line;

/// Most that a list offers, and most characters of a name or of an option.
const MOST_OPTIONS: usize = 60;
const LONGEST: usize = 120;

/// A place in what was built: how many paragraphs stand above, and how many bytes before it.
pub(super) type Place = (usize, usize);

/// A field that is open.
#[derive(Default)]
pub(super) struct Field {
    /// The element that it ends with.
    pub(super) name: String,
    /// What kind of field of Word it is, where the element says so.
    pub(super) kind: String,
    /// What it says of itself: `MERGEFIELD Name`, or what stands behind its kind.
    pub(super) told: String,
    /// Where its result began; before, words are what it says of itself.
    pub(super) start: Option<Place>,
    /// What can be chosen in it.
    pub(super) options: Vec<String>,
    /// The name that its author gave it.
    pub(super) title: String,
    /// Whether what stands in it only says what goes there.
    pub(super) is_unfilled: bool,
}

/// A name or an option as a question can have it.
fn short(text: &str) -> String {
    one_line(&clean(text)).chars().take(LONGEST).collect()
}

impl Field {
    /// Takes something that can be chosen.
    pub(super) fn offer(&mut self, text: &str) {
        let text = short(text);
        let is_new = !self.options.contains(&text) && !begins(&text, "empty_controls");
        if is_new && !text.is_empty() && self.options.len() < MOST_OPTIONS {
            self.options.push(text);
        }
    }

    /// Takes the words that were read in it so far as something that can be chosen.
    pub(super) fn offer_told(&mut self) {
        let told = std::mem::take(&mut self.told);
        self.offer(&told);
    }

    /// What holds of its words when it ends, and what stands for it where it has none.
    pub(super) fn end(mut self, words: &str) -> (Option<What>, String) {
        if self.kind == "FORMDROPDOWN" {
            self.offer_told();
        }
        let mut told = tokens(&format!("{} {}", self.kind, self.told)).into_iter();
        let kind = told.next().unwrap_or_default().to_uppercase();
        let address = told.next().unwrap_or_default();
        let first = short(&address);
        let gap = |label: String, instead: &str| (Some(What::Field(label)), instead.to_string());
        match kind.as_str() {
            "MERGEFIELD" if !first.is_empty() => gap(first.clone(), &format!("«{first}»")),
            "FILLIN" => gap(first.clone(), &format!("[{first}]")),
            "FORMTEXT" => gap(self.title, "____"),
            "FORMCHECKBOX" => (None, "☐".into()),
            "DATE" | "TIME" | "CREATEDATE" | "SAVEDATE" | "PRINTDATE" => {
                gap("date".into(), "[date]")
            }
            // Its words are what a click replaces: `MACROBUTTON NoMacro [your name]`.
            "MACROBUTTON" => {
                let label = told.collect::<Vec<_>>().join(" ");
                let label = short(label.trim_matches(['<', '>', '[', ']', ' ']));
                gap(label.clone(), &format!("[{label}]"))
            }
            // One that is written out leads to itself.
            "HYPERLINK" if !first.is_empty() && !first.starts_with('\\') && address != words => {
                (Some(What::Link(address)), String::new())
            }
            "FORMDROPDOWN" | "CONTROL" if self.options.len() > 1 => {
                let instead = self.options.join("/");
                (Some(What::Choices(self.title, self.options)), instead)
            }
            "CONTROL" if self.is_unfilled => gap(self.label(words), "____"),
            _ => (None, String::new()),
        }
    }

    /// What goes into a content control, by its title or else by what stands in it.
    fn label(self, words: &str) -> String {
        match begins(words, "empty_controls") {
            _ if !self.title.is_empty() => self.title,
            true if words.to_lowercase().contains("date") => "date".into(),
            true => String::new(),
            false => short(words.trim().trim_matches(['[', ']'])),
        }
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
