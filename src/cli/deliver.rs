//! What becomes of a finished letter: which formats it is made in, and copying it to where it is
//! pasted.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sayso::error::Error;
use sayso::render::{Format, text};

use super::args::WriteArgs;
use super::prompt::{self, Menu, Style};
use super::written::{self, Written};
use super::{keep, screen};

/// The formats that are offered, in this order. Others have their flag.
const OFFERED: [Format; 4] = [Format::Pdf, Format::Docx, Format::Eml, Format::Text];
/// Those that are made unless the person says otherwise.
const USUAL: [Format; 2] = [Format::Pdf, Format::Text];
/// Most bytes that are sent through a terminal to its clipboard: several take no more.
const MOST_THROUGH_TERMINAL: usize = 70_000;

/// Asks which formats to make, unless the flags say so; Enter takes those of the last time. None to
/// go back.
///
/// # Errors
/// The person stops.
pub(crate) fn formats(args: &WriteArgs, style: Style) -> Result<Option<Vec<Format>>, Error> {
    let flagged = written::formats(args, &[]);
    if !flagged.is_empty() {
        return Ok(Some(flagged));
    }
    let kept = keep::FORMATS.read().unwrap_or_default();
    let kept = kept.split_whitespace().filter_map(Format::from_name).collect::<Vec<_>>();
    let usual = if kept.is_empty() { USUAL.to_vec() } else { kept };
    let place = |format: &Format| OFFERED.iter().position(|offered| offered == format);
    let lines = OFFERED.map(|format| format.about().to_string());
    let menu = Menu {
        question: "\nWhat shall I make? Type numbers with commas between.",
        why: "I will suggest the same next time. A file for each: look at all of them, use what you need.",
        lines: &lines,
        most: OFFERED.len(),
        enter: Some(usual.iter().filter_map(place).collect()),
        back: true,
    };
    let Some(mut picked) = menu.ask(style)? else { return Ok(None) };
    picked.sort_unstable();
    let formats: Vec<Format> = picked.into_iter().map(|index| OFFERED[index]).collect();
    if formats != usual {
        let names: Vec<&str> = formats.iter().map(|format| format.extension()).collect();
        keep::FORMATS.write(names.join(" "));
    }
    Ok(Some(formats))
}

/// Offers to copy a text that is to be pasted, where there is a clipboard.
///
/// # Errors
/// The person stops.
pub(crate) fn offer_copy(
    written: &[Written<'_>],
    formats: &[Format],
    style: Style,
) -> Result<(), Error> {
    let [one] = written else { return Ok(()) };
    let Some((question, copy)) = clipboard().filter(|_| screen::can_ask()) else { return Ok(()) };
    let why = "Yes puts it where Paste finds it. It is saved all the same.";
    if !formats.contains(&Format::Text) || !prompt::yes(style, question, why, false)? {
        return Ok(());
    }
    match copy(&text::text(&one.document)) {
        Ok(()) => {
            screen::say("It is copied. Paste it where you want it, and read it there once more.")
        }
        Err(why) => screen::say(&format!("It could not be copied: {why}. The text file has it.")),
    }
    Ok(())
}

/// What asks whether to copy, and what copies a text.
type Copying = (&'static str, fn(&str) -> Result<(), String>);

/// The clipboard that is near the person, where one can be reached: over ssh that of their own
/// terminal, by an escape sequence (OSC 52), else that of this computer's desktop.
fn clipboard() -> Option<Copying> {
    if screen::is_set("SSH_TTY") || screen::is_set("SSH_CONNECTION") {
        let question =
            "Copy the text, to paste it? Your own terminal is asked to; some do not allow it.";
        return Some((question, |text| {
            screen::control(&through_terminal(text).ok_or("it is too long for a terminal")?);
            Ok(())
        }));
    }
    #[cfg(feature = "clipboard")]
    if cfg!(any(windows, target_os = "macos"))
        || screen::is_set("DISPLAY")
        || screen::is_set("WAYLAND_DISPLAY")
    {
        return Some(("Copy the text, to paste it?", |text| {
            let copied = arboard::Clipboard::new().and_then(|mut board| board.set_text(text));
            copied.map_err(|error| error.to_string())
        }));
    }
    None
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
    fn a_text_goes_through_the_terminal_or_is_too_long() {
        assert_eq!(through_terminal("Hi").as_deref(), Some("\u{1b}]52;c;SGk=\u{7}"));
        assert_eq!(through_terminal(&"x".repeat(60_000)), None);
    }
}
