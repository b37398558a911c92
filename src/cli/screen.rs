//! Writing to the terminal: stdout is for data, stderr for talk; a closed pipe ends quietly.

use std::io::{self, IsTerminal, Write};

use sayso::error::Error;

/// Writes data to stdout. A reader that has gone away is no error.
pub(crate) fn out(bytes: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Error::Stdout),
    }
}

/// Says something on stderr, wrapped to the width of the terminal. Nobody listening is no error.
pub(crate) fn say(text: &str) {
    raw(&format!("{}\n", wrap(text, "")));
}

/// The same with every line led by `indent`.
pub(crate) fn say_indented(text: &str, indent: &str) {
    raw(&format!("{}\n", wrap(text, indent)));
}

/// Says one of several numbered options; what does not fit on its line hangs under its text.
pub(crate) fn option(number: usize, text: &str) {
    let first = format!("  {number} ");
    let rest = " ".repeat(first.len());
    let options = textwrap::Options::new(width()).initial_indent(&first).subsequent_indent(&rest);
    raw(&format!("{}\n", textwrap::fill(text, options)));
}

/// Writes to stderr as it is.
pub(crate) fn raw(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

/// Writes to the terminal as it is, signs that move the cursor included: they are no colour, and
/// stay where colour is not wanted.
pub(crate) fn control(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

/// Wraps each line of a text to the terminal; lines that begin with spaces keep them.
pub(crate) fn wrap(text: &str, indent: &str) -> String {
    let width = width();
    let lines = text.lines().map(|line| {
        let own: String = line.chars().take_while(|c| *c == ' ').collect();
        let lead = format!("{indent}{own}");
        let options = textwrap::Options::new(width)
            .initial_indent(&lead)
            .subsequent_indent(&lead)
            .break_words(true);
        textwrap::fill(line.trim_start(), options)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Columns to write in: those of the terminal, 20 to 80; 80 where there is none.
pub(crate) fn width() -> usize {
    let columns = console::Term::stderr().size_checked().map_or(80, |(_, columns)| columns);
    usize::from(columns).clamp(20, 80)
}

/// Whether a person is there to be asked.
pub(crate) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Whether the terminal is too small for a line that is edited in place: dialoguer needs three
/// rows and a few columns.
pub(crate) fn too_small() -> bool {
    let size = console::Term::stderr().size_checked();
    size.is_some_and(|(rows, columns)| rows < 4 || columns < 10)
}

/// Rows of the terminal; 24 where there is none.
pub(crate) fn rows() -> usize {
    console::Term::stderr().size_checked().map_or(24, |(rows, _)| usize::from(rows))
}
