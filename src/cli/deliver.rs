//! What becomes of a finished letter: which formats it is made in, and copying it to where it is
//! pasted.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sayso::render::{Format, text};

use super::args::WriteArgs;
use super::prompt::{self, Heard, Style};
use super::written::{self, Written};
use super::{keep, screen};

/// The formats that are offered, in this order. Others have their flag.
const OFFERED: [Format; 4] = [Format::Pdf, Format::Docx, Format::Eml, Format::Text];
/// Those that are made unless the person says otherwise.
const USUAL: [Format; 2] = [Format::Pdf, Format::Text];
/// Most bytes that are sent through a terminal to its clipboard: several take no more.
const MOST_THROUGH_TERMINAL: usize = 70_000;

/// Which formats to make, as answered.
pub(crate) enum Formats {
    /// These.
    These(Vec<Format>),
    /// Back to the review.
    Back,
    /// The person stops.
    Stop,
}

/// Asks which formats to make, unless the flags say so; Enter takes those of the last time.
pub(crate) fn formats(args: &WriteArgs, style: Style) -> Formats {
    let flagged = written::formats(args, &[]);
    if !flagged.is_empty() {
        return Formats::These(flagged);
    }
    let usual = keep::formats().unwrap_or_else(|| USUAL.to_vec());
    screen::say("\nWhat shall I make? Type numbers with commas between.");
    for (index, format) in OFFERED.iter().enumerate() {
        screen::option(index + 1, format.about());
    }
    let numbers = |formats: &[Format]| {
        let of = |f: &Format| OFFERED.iter().position(|o| o == f).map(|at| (at + 1).to_string());
        formats.iter().filter_map(of).collect::<Vec<_>>().join(",")
    };
    screen::note(&format!("Press Enter for {}", numbers(&usual)));
    let asked = prompt::until(style, |typed| match typed {
        "" => Heard::Taken(Formats::These(usual.clone())),
        "<" => Heard::Taken(Formats::Back),
        "q" => Heard::Taken(Formats::Stop),
        "?" => Heard::note(
            "I will suggest the same next time. A file for each: look at all of them, use what you need.",
        ),
        numbers => match chosen(numbers) {
            Some(formats) => {
                keep::remember_formats(&formats);
                Heard::Taken(Formats::These(formats))
            }
            None => Heard::note(&format!(
                "Please type numbers from 1 to {}, such as 1,3.",
                OFFERED.len()
            )),
        },
    });
    asked.unwrap_or(Formats::Stop)
}

/// The formats of numbers such as `1,3`, in the order of the list.
fn chosen(typed: &str) -> Option<Vec<Format>> {
    let numbers = typed.split([',', ' ']).filter(|piece| !piece.is_empty());
    let picked: Option<Vec<Format>> = numbers
        .map(|number| OFFERED.get(number.parse::<usize>().ok()?.checked_sub(1)?).copied())
        .collect();
    let picked = picked.filter(|picked| !picked.is_empty())?;
    Some(OFFERED.into_iter().filter(|format| picked.contains(format)).collect())
}

/// Offers to copy a text that is to be pasted, where there is a clipboard.
pub(crate) fn offer_copy(written: &[Written<'_>], formats: &[Format], style: Style) {
    let [one] = written else { return };
    if !formats.contains(&Format::Text) || !screen::can_ask() {
        return;
    }
    let Some(clipboard) = Clipboard::here() else { return };
    if !prompt::yes(
        style,
        clipboard.question(),
        "Yes puts it where Paste finds it. It is saved all the same.",
        false,
    ) {
        return;
    }
    match clipboard.copy(&text::text(&one.document)) {
        Ok(()) => {
            screen::say("It is copied. Paste it where you want it, and read it there once more.")
        }
        Err(why) => screen::say(&format!("It could not be copied: {why}. The text file has it.")),
    }
}

/// A clipboard that can be reached from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clipboard {
    /// That of this computer's desktop.
    #[cfg(feature = "clipboard")]
    Desktop,
    /// That of the computer whose terminal shows this, by an escape sequence (OSC 52).
    Terminal,
}

impl Clipboard {
    /// The clipboard that is near the person: over ssh that of their own terminal.
    fn here() -> Option<Clipboard> {
        if screen::is_set("SSH_TTY") || screen::is_set("SSH_CONNECTION") {
            return Some(Clipboard::Terminal);
        }
        #[cfg(feature = "clipboard")]
        if cfg!(any(windows, target_os = "macos"))
            || screen::is_set("DISPLAY")
            || screen::is_set("WAYLAND_DISPLAY")
        {
            return Some(Clipboard::Desktop);
        }
        None
    }

    fn question(self) -> &'static str {
        match self {
            #[cfg(feature = "clipboard")]
            Clipboard::Desktop => "Copy the text, to paste it?",
            Clipboard::Terminal => {
                "Copy the text, to paste it? Your own terminal is asked to; some do not allow it."
            }
        }
    }

    fn copy(self, text: &str) -> Result<(), String> {
        match self {
            #[cfg(feature = "clipboard")]
            Clipboard::Desktop => {
                let clipboard = arboard::Clipboard::new();
                let copied = clipboard.and_then(|mut clipboard| clipboard.set_text(text));
                copied.map_err(|error| error.to_string())
            }
            Clipboard::Terminal => {
                screen::control(&through_terminal(text).ok_or("it is too long for a terminal")?);
                Ok(())
            }
        }
    }
}

/// The escape sequence that asks a terminal to put a text on its clipboard; none for one too long.
fn through_terminal(text: &str) -> Option<String> {
    let encoded = STANDARD.encode(text);
    (encoded.len() <= MOST_THROUGH_TERMINAL).then(|| format!("\u{1b}]52;c;{encoded}\u{7}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_formats_in_the_order_of_the_list() {
        assert_eq!(chosen("1"), Some(vec![Format::Pdf]));
        assert_eq!(chosen("4, 2,2"), Some(vec![Format::Docx, Format::Text]));
        assert_eq!(chosen("1 3"), Some(vec![Format::Pdf, Format::Eml]));
        for wrong in ["", "0", "5", "x", "1-3", ",", "1,9"] {
            assert_eq!(chosen(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_text_goes_through_the_terminal_or_is_too_long() {
        assert_eq!(through_terminal("Hi").as_deref(), Some("\u{1b}]52;c;SGk=\u{7}"));
        assert_eq!(through_terminal(&"x".repeat(60_000)), None);
    }
}
