//! Writing to the terminal: stdout is for data, stderr for talk; a closed pipe ends quietly.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use regex_lite::{Captures, Regex};
use sayso::error::Error;
use sayso::text::{self, unseen};

/// Writes data to stdout. A reader that has gone away is no error.
pub(crate) fn out(bytes: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    let shown = std::str::from_utf8(bytes).ok().filter(|_| stdout.is_terminal()).map(safe);
    let bytes = shown.as_ref().map_or(bytes, |text| text.as_bytes());
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Error::output),
    }
}

/// Says something on stderr, wrapped to the width of the terminal. Nobody listening is no error.
pub(crate) fn say(text: &str) {
    say_indented(text, "");
}

/// The same with every line led by `indent`.
pub(crate) fn say_indented(text: &str, indent: &str) {
    raw(&format!("{}\n", wrap(text, indent)));
}

/// The same a little to the right, as what belongs to a question.
pub(crate) fn note(text: &str) {
    say_indented(text, "  ");
}

/// Says one of several numbered options; what does not fit on its line hangs under its text.
pub(crate) fn option(number: usize, text: &str) {
    let first = format!("  {number} ");
    let rest = " ".repeat(first.len());
    raw(&format!("{}\n", hanging(text, &first, &rest)));
}

/// What was said since something was typed last, so that it can be shown again.
struct Said {
    text: String,
    /// From where on it waits to be shown by the screenful.
    held: Option<usize>,
}

static SAID: Mutex<Said> = Mutex::new(Said { text: String::new(), held: None });

fn all_said() -> MutexGuard<'static, Said> {
    SAID.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was said since something was typed last.
pub(crate) fn said() -> String {
    all_said().text.clone()
}

/// Notes that something was typed: what comes now belongs to what is asked next.
pub(crate) fn typed() {
    all_said().text.clear();
}

/// Writes to stderr as it is, and remembers it until something is typed.
pub(crate) fn raw(text: &str) {
    let mut said = all_said();
    said.text.push_str(text);
    let held = said.held.is_some();
    // A terminal that takes nothing at present must not keep others from what was said.
    drop(said);
    if !held {
        write(text);
    }
}

/// Lets what is said wait for [`release`].
pub(crate) fn hold() {
    let mut said = all_said();
    said.held = Some(said.text.len());
}

/// Shows what was said since [`hold`]. Where it is taller than the terminal, it comes by the
/// screenful, each of which waits for `more`, and `head` once more at the end, so that what is asked
/// stands where it is answered. Whoever knows the answer need not see the rest.
pub(crate) fn release(head: &str, mut more: impl FnMut() -> bool) {
    let Some(from) = all_said().held.take() else { return };
    let all = said();
    let text = all.get(from..).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let page = page();
    if lines.len() <= page + 1 {
        return write(text);
    }
    for (index, chunk) in lines.chunks(page).enumerate() {
        if index > 0 && !more() {
            return;
        }
        write(&format!("{}\n", chunk.join("\n")));
    }
    write(&format!("{}\n", wrap(head, "")));
}

/// Lines of a text that the terminal holds beside what is said of it and the prompt.
pub(crate) fn page() -> usize {
    size().0.saturating_sub(3).max(3)
}

/// A text without what would steer the terminal; colours stay.
fn safe(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| unseen::is_refused(c) || unseen::turns(c)) {
        return text.into();
    }
    let mut pieces = text.split('\u{1b}');
    let mut out = unseen::harmless(pieces.next().unwrap_or_default()).into_owned();
    for piece in pieces {
        let end = piece.find(|c: char| !c.is_ascii_digit() && c != '[' && c != ';');
        let is_colour =
            piece.starts_with('[') && end.is_some_and(|end| piece[end..].starts_with('m'));
        out.push(if is_colour { '\u{1b}' } else { char::REPLACEMENT_CHARACTER });
        out.push_str(&unseen::harmless(piece));
    }
    out.into()
}

fn write(text: &str) {
    let text = safe(text);
    let mut stderr = anstream::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

/// Writes to the terminal as it is, signs that move the cursor included: they are no colour, and
/// stay where colour is not wanted.
pub(crate) fn control(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

/// Says one of several things to do or know, with a dash; what does not fit hangs under its text.
pub(crate) fn item(text: &str) {
    raw(&format!("{}\n", hanging(text, "  - ", "    ")));
}

/// A path as a person writes it: `~` for their home.
pub(crate) fn path(path: &Path) -> String {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    // What `.` and the like leave behind is no part of a path as a person writes it.
    let full: PathBuf = full.components().collect();
    let home = etcetera::home_dir();
    match home.as_ref().ok().and_then(|home| full.strip_prefix(home).ok()) {
        Some(inside) if inside.as_os_str().is_empty() => "~".into(),
        Some(inside) if !cfg!(windows) => format!("~/{}", inside.display()),
        _ => full.display().to_string(),
    }
}

/// Wraps each line of a text to the terminal; lines that begin with spaces keep them, and those
/// of a list hang under its text.
pub(crate) fn wrap(text: &str, indent: &str) -> String {
    let lines = text.lines().map(|line| {
        let own: String = line.chars().take_while(|c| *c == ' ').collect();
        let lead = format!("{indent}{own}");
        let line = &line[own.len()..];
        let rest = format!("{lead}{}", " ".repeat(marker(line)));
        hanging(line, &lead, &rest)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Columns of a list item's dash or number at the beginning of a line; none where there is none.
fn marker(line: &str) -> usize {
    if line.starts_with("- ") {
        return 2;
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let numbered = digits > 0 && digits < 4 && line[digits..].starts_with(". ");
    if numbered { digits + 2 } else { 0 }
}

/// What is longer than a row is for the terminal to wrap.
fn hanging(said: &str, first: &str, rest: &str) -> String {
    let said = &unseen::harmless(said);
    text::wrap(&with_commands_whole(said), width(), first, rest).replace(HARD_SPACE, " ")
}

/// Stands for a space at which no line may break. Nobody types it.
const HARD_SPACE: &str = "\u{e000}";

/// What `sayso` does, by the word behind it.
pub(crate) const COMMANDS: &str = "write batch lookup list show new check preview page test schema completions \
                        man letters forget";

/// A command that is to be typed: `sayso`, what it does, flags, numbers, a template by its pack.
static COMMAND: LazyLock<Regex> = LazyLock::new(|| {
    let what = COMMANDS.replace(' ', "|");
    let text = format!(r"\bsayso( ({what}|[0-9]+|-[^\s.,;:?`]+|[^\s,;:?`]*/[^\s,;:?`]*)\b)+");
    Regex::new(&text).expect("it is one; a test below uses it")
});

/// A text in which no line breaks inside a command that is to be typed.
fn with_commands_whole(text: &str) -> Cow<'_, str> {
    COMMAND.replace_all(text, |command: &Captures<'_>| command[0].replace(' ', HARD_SPACE))
}

/// Rows and columns of the terminal; 24 and 80 where there is none.
pub(crate) fn size() -> (usize, usize) {
    let (rows, columns) = console::Term::stderr().size();
    (usize::from(rows), usize::from(columns))
}

/// Columns to write in: those of the terminal, 20 to 80.
pub(crate) fn width() -> usize {
    size().1.clamp(20, 80)
}

/// Whether a variable of the environment says something.
pub(crate) fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// Whether a person is there to be asked.
pub(crate) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Whether the terminal is too small for a line that is edited in place: dialoguer needs three
/// rows and a few columns.
pub(crate) fn too_small() -> bool {
    let (rows, columns) = size();
    rows < 4 || columns < 10
}

/// Whether there is a desktop here.
pub(crate) fn has_desktop() -> bool {
    let named = || ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(is_set);
    cfg!(any(windows, target_os = "macos")) || named()
}

/// The system's opener, if it is there. Without a desktop xdg-open looks for a browser in the
/// terminal, in which we are.
pub(crate) fn opener() -> Option<PathBuf> {
    let name = match std::env::consts::OS {
        "windows" => "explorer.exe",
        "macos" => "open",
        _ if has_desktop() => "xdg-open",
        _ => return None,
    };
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Starts the opener and does not wait: what it shows may stay open.
pub(crate) fn open(opener: &Path, file: &Path) -> bool {
    let mut command = Command::new(opener);
    command.arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // In a group of its own it outlives a terminal that closes when we end.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().is_ok()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::args::Cli;

    #[test]
    fn every_command_is_known_as_one() {
        let cli = Cli::command();
        let all: Vec<&str> = cli.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(all.join(" "), COMMANDS);
    }

    #[test]
    fn a_command_to_be_typed_stays_on_one_line() {
        let text = format!("{} sayso letters --follow-up 1. Or not.", "word ".repeat(13));
        let wrapped = wrap(&text, "");
        assert!(wrapped.lines().any(|l| l.contains("sayso letters --follow-up 1.")), "{wrapped}");
        assert!(!wrapped.contains(HARD_SPACE));
        assert_eq!(with_commands_whole("sayso helps you"), "sayso helps you");
    }

    #[test]
    fn what_steers_the_terminal_is_not_shown_and_colours_are() {
        assert_eq!(safe("\u{1b}[1;31mred\u{1b}[0m\n"), "\u{1b}[1;31mred\u{1b}[0m\n");
        assert_eq!(
            safe("\u{1b}]52;c;x\u{7} \u{1b}[2J \u{9b}31m"),
            "\u{fffd}]52;c;x\u{fffd} \u{fffd}[2J \u{fffd}31m"
        );
        assert_eq!(wrap("\u{1b}[31mname", ""), "\u{fffd}[31mname");
    }

    #[test]
    fn lists_hang_and_addresses_stay_whole() {
        let long = "word ".repeat(20);
        let address = format!("https://example.org/{}", "a-b/".repeat(15));
        let wrapped = wrap(&format!("1. {long}\n- {long}\nSee {address}"), "  ");
        let lines: Vec<&str> = wrapped.lines().collect();
        assert!(lines[1].starts_with("     word") && lines[3].starts_with("    word"), "{wrapped}");
        assert_eq!(lines.last().map(|l| l.trim()), Some(address.as_str()), "{wrapped}");
    }
}
