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
    /// What it says of itself: `MERGEFIELD Name`, or what stands behind its kind.
    pub(super) told: String,
    /// What kind of field of Word it is, where the element says so.
    pub(super) kind: String,
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
        if self.options.len() < MOST_OPTIONS && !text.is_empty() && !self.options.contains(&text) {
            self.options.push(text);
        }
    }

    /// Takes the words that were read in it so far as something that can be chosen.
    pub(super) fn offer_told(&mut self) {
        let told = std::mem::take(&mut self.told);
        self.offer(&told);
    }

    /// What holds of its words when it ends, and what stands for it where it has none.
    pub(super) fn end(&self, words: &str) -> (Option<What>, String) {
        let told = format!("{} {}", self.kind, self.told);
        let mut told = tokens(&told).into_iter();
        let kind = told.next().unwrap_or_default().to_uppercase();
        let address = told.next().unwrap_or_default();
        let first = short(&address);
        let gap = |label: String, instead: String| (Some(What::Field(label)), instead);
        let named = |label: String| gap(label.clone(), format!("[{label}]"));
        match kind.as_str() {
            "MERGEFIELD" if !first.is_empty() => gap(first.clone(), format!("«{first}»")),
            "FILLIN" => named(first),
            "ASK" => named(short(&told.next().unwrap_or_default())),
            "FORMTEXT" => gap(self.title.clone(), "____".into()),
            "FORMCHECKBOX" => (None, "☐".into()),
            "FORMDROPDOWN" if self.options.len() > 1 => self.choices(self.options.clone()),
            "DATE" | "TIME" | "CREATEDATE" | "SAVEDATE" | "PRINTDATE" => named("date".into()),
            // Its words are what a click replaces: `MACROBUTTON NoMacro [your name]`.
            "MACROBUTTON" => {
                let label = told.collect::<Vec<_>>().join(" ");
                named(short(label.trim_matches(['<', '>', '[', ']', ' '])))
            }
            // One that is written out leads to itself.
            "HYPERLINK" if !first.is_empty() && !first.starts_with('\\') && address != words => {
                (Some(What::Link(address)), String::new())
            }
            "CONTROL" => {
                let chosen = |option: &&String| !begins(option, "empty_controls");
                let options: Vec<String> = self.options.iter().filter(chosen).cloned().collect();
                match options.len() {
                    0 | 1 if self.is_unfilled => gap(self.label(words), "____".into()),
                    0 | 1 => (None, String::new()),
                    _ => self.choices(options),
                }
            }
            _ => (None, String::new()),
        }
    }

    fn choices(&self, options: Vec<String>) -> (Option<What>, String) {
        let instead = options.join("/");
        (Some(What::Choices(self.title.clone(), options)), instead)
    }

    /// What goes into a content control, by its title or else by what stands in it.
    fn label(&self, words: &str) -> String {
        match begins(words, "empty_controls") {
            _ if !self.title.is_empty() => self.title.clone(),
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
