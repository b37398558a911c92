//! Prompts: one line, several lines, yes or no. With dialoguer in a terminal, as plain lines
//! otherwise. All handling of what dialoguer leaves open (Ctrl-C, the end of input, tiny
//! terminals) is here.

use std::io::{self, BufRead};
use std::sync::atomic::{AtomicBool, Ordering};

use dialoguer::Input;
use dialoguer::theme::Theme;

use super::{keep, screen};

/// How prompts are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// A line that can be edited.
    Terminal,
    /// Lines alone: for screen readers, pipes and terminals that cannot do more.
    Plain,
}

/// Whether the person asked for plain lines, by a key typed in this run.
static PLAIN: AtomicBool = AtomicBool::new(false);

/// Whether plain lines were asked for by `SAYSO_PLAIN`, by a poor terminal, or before.
pub(crate) fn plain_wished() -> bool {
    let set = std::env::var_os("SAYSO_PLAIN").is_some_and(|v| !v.is_empty() && v != "0");
    set || std::env::var_os("TERM").is_some_and(|t| t == "dumb") || keep::wants_plain()
}

/// How to ask, or none when nobody can be asked: without a terminal only where plain lines were
/// asked for by flag or variable.
pub(crate) fn style(plain_flag: bool, no_input: bool) -> Option<Style> {
    if no_input {
        return None;
    }
    let variable = std::env::var_os("SAYSO_PLAIN").is_some_and(|v| !v.is_empty() && v != "0");
    if plain_flag || variable {
        return Some(Style::Plain);
    }
    if !screen::can_ask() {
        return None;
    }
    Some(if plain_wished() || screen::too_small() { Style::Plain } else { Style::Terminal })
}

/// The style after what was typed so far: `p` has made it plain for good.
pub(crate) fn settled(style: Style) -> Style {
    if PLAIN.load(Ordering::Relaxed) { Style::Plain } else { style }
}

/// Turns to plain lines, and remembers it.
pub(crate) fn go_plain() {
    PLAIN.store(true, Ordering::Relaxed);
    keep::remember_plain();
}

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// A line, without its end.
    Line(String),
    /// There is no more input.
    Ended,
}

/// The arrow that every prompt has; the question stands above it.
struct Arrow;

impl Theme for Arrow {
    fn format_input_prompt(
        &self,
        f: &mut dyn std::fmt::Write,
        _: &str,
        _: Option<&str>,
    ) -> std::fmt::Result {
        write!(f, "> ")
    }

    fn format_input_prompt_selection(
        &self,
        f: &mut dyn std::fmt::Write,
        _: &str,
        selection: &str,
    ) -> std::fmt::Result {
        write!(f, "> {selection}")
    }
}

/// Reads one line; `initial` stands there to be edited (a terminal alone can do that).
pub(crate) fn line(style: Style, initial: &str) -> Typed {
    match style {
        Style::Plain => plain_line("> "),
        Style::Terminal => {
            let typed = Input::<String>::with_theme(&Arrow)
                .allow_empty(true)
                .with_initial_text(initial)
                .interact_text();
            match typed {
                Ok(text) => Typed::Line(text),
                Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
                    interrupted()
                }
                Err(_) => Typed::Ended,
            }
        }
    }
}

/// Reads lines until one says END (or, where `blank_ends`, is empty). The terminal's own line
/// editing is used, so that a pasted text with line breaks lands here, not in the next question.
pub(crate) fn lines(blank_ends: bool) -> Option<Vec<String>> {
    let mut out = Vec::new();
    loop {
        match plain_line("> ") {
            Typed::Ended if out.is_empty() => return None,
            Typed::Ended => return Some(out),
            Typed::Line(line) if line.trim() == "END" => return Some(out),
            Typed::Line(line) if blank_ends && line.trim().is_empty() => return Some(out),
            Typed::Line(line) => {
                // A way out must work on the first line as at every other prompt.
                let command = out.is_empty() && matches!(line.trim(), "<" | "?" | "q");
                let nothing = out.is_empty() && line.trim().is_empty();
                if nothing {
                    return Some(out);
                }
                out.push(line);
                if command {
                    return Some(out);
                }
            }
        }
    }
}

/// Asks yes or no; Enter and the end of input mean `default`.
pub(crate) fn yes(style: Style, question: &str, default: bool) -> bool {
    let keys = if default { "[Y/n]" } else { "[y/N]" };
    screen::say(&format!("{question} {keys}"));
    loop {
        let Typed::Line(text) = line(style, "") else { return default };
        match text.trim().to_lowercase().as_str() {
            "" => return default,
            "y" | "yes" => return true,
            "n" | "no" | "q" => return false,
            _ => screen::say("Please type y or n."),
        }
    }
}

fn plain_line(prompt: &str) -> Typed {
    screen::raw(prompt);
    let mut text = String::new();
    match io::stdin().lock().read_line(&mut text) {
        Ok(0) | Err(_) => {
            screen::raw("\n");
            Typed::Ended
        }
        Ok(_) => Typed::Line(text.trim_end_matches(['\r', '\n']).to_string()),
    }
}

/// Whether the way out is already being taken, so that it is taken once.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// Makes Ctrl-C leave with the cursor shown, a word of where the answers are, and code 130.
pub(crate) fn catch_interrupts() {
    // A second handler cannot be set; then the first one does the same.
    let _ = ctrlc::set_handler(|| interrupted());
}

/// Leaves because the person pressed Ctrl-C. Every answer before this one has been kept.
#[expect(clippy::exit, reason = "a signal may come while the terminal is being read")]
fn interrupted() -> ! {
    if STOPPING.swap(true, Ordering::SeqCst) {
        // The other thread is already saying goodbye.
        loop {
            std::thread::park();
        }
    }
    let _ = console::Term::stderr().show_cursor();
    screen::raw("\nStopped. Your answers are kept. To carry on: sayso --resume\n");
    std::process::exit(i32::from(sayso::error::exit::INTERRUPTED));
}
