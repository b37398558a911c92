//! Prompts: one line, several lines, yes or no, one of a few, a menu. Every way of asking is here,
//! and so is all that dialoguer leaves open: what is typed goes through `typing`, because dialoguer's
//! Input has no Esc, Ctrl-D, Ctrl-U, Ctrl-W or paste, and its Confirm and Select know no `?`; its
//! Editor is used as it is. Every prompt answers `?`, and stops by `q`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dialoguer::Editor;
use sayso::error::Error;

use super::typing::{self, Ask, Ends, Way};
use super::{keep, screen};

/// Whether `--plain` was given, or plain lines were wished by a key in this run.
static FLAG: AtomicBool = AtomicBool::new(false);

/// Notes whether `--plain` was given.
pub(crate) fn set_plain(flag: bool) {
    FLAG.store(flag, Ordering::Relaxed);
}

/// Whether nothing is drawn: plain lines were asked for by the flag, by `SAYSO_PLAIN`, by a poor
/// terminal, or before.
pub(crate) fn plain() -> bool {
    FLAG.load(Ordering::Relaxed) || plain_set() || keep::PLAIN.is_there() || screen::too_small()
}

/// Whether plain lines are asked for from outside, where a key cannot undo it.
fn plain_set() -> bool {
    plain_variable() || std::env::var_os("TERM").is_some_and(|t| t == "dumb")
}

fn plain_variable() -> bool {
    std::env::var_os("SAYSO_PLAIN").is_some_and(|v| !v.is_empty() && v != "0")
}

/// Whether anybody can be asked: without a terminal only where plain lines were asked for by flag or
/// variable.
pub(crate) fn can_ask(no_input: bool) -> bool {
    !no_input && (FLAG.load(Ordering::Relaxed) || plain_variable() || screen::can_ask())
}

/// Whether lines are plain only because they were asked for on another day.
pub(crate) fn plain_from_before() -> bool {
    keep::PLAIN.is_there() && !plain_set() && screen::can_ask()
}

/// Turns to plain lines or, where they were asked for before, away from them; remembers it and
/// says so.
pub(crate) fn turn_plain() {
    let told = if !plain() {
        keep::PLAIN.write(String::new());
        set_plain(true);
        "Plain lines from now on, next time too. To turn them off, type p then."
    } else if plain_from_before() {
        keep::PLAIN.remove();
        set_plain(false);
        "Plain lines are off from now on."
    } else {
        "Lines are plain already."
    };
    screen::say(told);
}

/// Lets the person type: how it was left, and what was typed.
pub(crate) fn typed(ask: Ask<'_>) -> (Way, String) {
    let (plain, several) = (!edits_here(), ask.lines.is_some());
    let initial = if plain && !several { "" } else { ask.initial };
    let mut ask = Ask { initial, plain, editor: several && editor().is_some(), ..ask };
    let (way, text) = typing::ask(&mut ask);
    if way == Way::Interrupt {
        if text.trim() != initial.trim() {
            ask.keep(&text);
        }
        interrupted();
    }
    (way, text)
}

/// Asks until a line is understood: `hear` says what it means, or what to type instead. What was
/// refused stands there to be mended, and Enter alone does not say it again. `why` answers `?`, and
/// `p` turns to plain lines. `initial` stands there to be changed.
///
/// # Errors
/// The person stops: `q`, or the end of input.
pub(crate) fn until<T>(
    why: &str,
    initial: &str,
    mut hear: impl FnMut(&str) -> Result<T, String>,
) -> Result<T, Error> {
    let (mut stands, mut replaces) = (initial.to_string(), false);
    loop {
        let ask = Ask { initial: &stands, replaces, ..Ask::default() };
        let (way, text) = typed(ask);
        let typed = match way {
            Way::Stop => "q",
            Way::Back => "<",
            Way::Same => "",
            _ => text.trim(),
        };
        match typed {
            "q" => return Err(Error::Interrupted),
            "?" => screen::note(why),
            "p" => turn_plain(),
            typed => match hear(typed) {
                Ok(answer) => return Ok(answer),
                Err(instead) => {
                    screen::note(&instead);
                    (stands, replaces) = (typed.trim_start_matches('<').to_string(), true);
                }
            },
        }
    }
}

/// Asks for a text on one line, with something on it to be changed; none where nothing is typed, or
/// for `<` and Esc.
///
/// # Errors
/// The person stops.
pub(crate) fn words(why: &str, initial: &str) -> Result<Option<String>, Error> {
    until(why, initial, |typed| match typed {
        "" | "<" => Ok(None),
        typed => Ok(Some(typed.to_string())),
    })
}

/// The same where stopping leaves it as it is.
pub(crate) fn text(why: &str, initial: &str) -> Option<String> {
    words(why, initial).unwrap_or(None)
}

/// Asks yes or no; Enter means `default`. `why` is what each of them leads to, for `?`.
///
/// # Errors
/// The person stops.
pub(crate) fn yes(question: &str, why: &str, default: bool) -> Result<bool, Error> {
    screen::say(question);
    let enter = if default { "yes" } else { "no" };
    screen::say(&format!("Type yes or no. Enter means {enter}."));
    until(why, "", |typed| match typed.to_lowercase().as_str() {
        "" => Ok(default),
        "y" | "yes" => Ok(true),
        "n" | "no" | "<" => Ok(false),
        _ => Err("Please type yes or no.".into()),
    })
}

/// Numbered lines to pick from.
pub(crate) struct Menu<'m> {
    /// What is asked.
    pub(crate) question: &'m str,
    /// What is said for `?`.
    pub(crate) why: &'m str,
    /// The lines.
    pub(crate) lines: &'m [String],
    /// Most that may be picked.
    pub(crate) most: usize,
    /// What Enter alone picks; nothing where it means nothing.
    pub(crate) enter: Option<Vec<usize>>,
    /// Whether `<` leads anywhere.
    pub(crate) back: bool,
}

impl Menu<'_> {
    /// The indexes picked, each once, in the order typed; none to go back.
    ///
    /// # Errors
    /// The person stops.
    pub(crate) fn ask(&self) -> Result<Option<Vec<usize>>, Error> {
        screen::say(self.question);
        self.lines.iter().zip(1..).for_each(|(line, number)| screen::option(number, line));
        if let Some(enter) = self.enter.as_ref().filter(|_| self.most > 1) {
            let numbers: Vec<String> = enter.iter().map(|index| (index + 1).to_string()).collect();
            screen::note(&format!("Press Enter for {}", numbers.join(",")));
        }
        until(self.why, "", |typed| match (typed, &self.enter) {
            ("", Some(enter)) => Ok(Some(enter.clone())),
            ("<", _) if self.back => Ok(None),
            ("<", _) => Err("This is the first question.".into()),
            _ => self.picked(typed).map(Some),
        })
    }

    /// The indexes of numbers typed, or what to type instead.
    fn picked(&self, typed: &str) -> Result<Vec<usize>, String> {
        let of = self.lines.len();
        let mut picked = Vec::new();
        for piece in typed.split([' ', ',']).filter(|piece| !["", "and", "&"].contains(piece)) {
            let number = piece.trim_end_matches('.').parse::<usize>().unwrap_or(0);
            if !picked.contains(&number) {
                picked.push(number);
            }
        }
        let known = picked.iter().all(|number| (1..=of).contains(number));
        if known && (1..=self.most).contains(&picked.len()) {
            return Ok(picked.into_iter().map(|number| number - 1).collect());
        }
        let numbers = if self.most == 1 { "a number" } else { "numbers" };
        Err(format!("Please type {numbers} from 1 to {of}."))
    }
}

/// Asks for one of a few, the first of which Enter means too; none for `<` and Esc. `why` is said for
/// `?`.
///
/// # Errors
/// The person stops.
pub(crate) fn one_of(question: &str, why: &str, lines: &[String]) -> Result<Option<usize>, Error> {
    let question = &format!("{question} Type a number, or < to leave it. Enter means 1.");
    let menu = Menu { question, why, lines, most: 1, enter: Some(vec![0]), back: true };
    Ok(menu.ask()?.and_then(|picked| picked.first().copied()))
}

/// Asks for one key of a few, the first of which Enter means too; the end of input means it as well.
/// In a terminal the key alone answers; plain lines take it with Enter.
pub(crate) fn key(question: &str, keys: &[(char, &str)]) -> char {
    screen::say(question);
    let shown: Vec<String> = keys.iter().map(|(key, says)| format!("{key} {says}")).collect();
    let first = keys.first().map_or('\r', |(key, _)| *key);
    screen::note(&format!("{} (Enter: {first})", shown.join(" · ")));
    let alone = edits_here();
    screen::raw(if alone { "> " } else { "" });
    loop {
        let typed = match alone.then(typing::key).flatten() {
            Some('\u{3}') => interrupted(),
            Some(key) => key,
            None => match typed(Ask::default()) {
                (Way::Back, _) => '<',
                (_, text) => text.trim().chars().next().unwrap_or('\r'),
            },
        };
        let typed = if typed == '\r' { first } else { typed.to_ascii_lowercase() };
        match keys.iter().find(|(key, _)| *key == typed) {
            Some((key, says)) => {
                screen::raw(&if alone { format!("{says}\n") } else { String::new() });
                return *key;
            }
            // A key pressed by mistake does nothing.
            None if alone && typed != '?' => {}
            None => {
                let (before, after) = if alone { ("\n", "> ") } else { ("", "") };
                let shown = shown.join(", ");
                screen::say(&format!("{before}Please type one of these letters: {shown}."));
                screen::raw(after);
            }
        }
    }
}

/// The person's editor, where they have set one that can be started.
pub(crate) fn editor() -> Option<String> {
    // dialoguer takes the first word, and there must be one.
    let starts = |e: &String| !e.trim().is_empty() && !e.trim().starts_with('#');
    let named = |name| std::env::var_os(name)?.into_string().ok().filter(starts);
    let set = named("VISUAL").or_else(|| named("EDITOR"));
    set.filter(|_| screen::can_ask())
}

/// Whether a text can be edited here, without an editor of the person's own: where keys are read
/// one by one and the cursor moves.
pub(crate) fn edits_here() -> bool {
    !plain() && screen::can_ask() && cfg!(unix)
}

/// Lets the person edit a text of several lines here. `keep` is told of it after every line. None
/// when nothing of it is to be kept.
///
/// # Errors
/// The person stops.
pub(crate) fn edit_here(text: &str, keep: &mut dyn FnMut(&str)) -> Result<Option<String>, Error> {
    screen::say("\nChange the text with the arrow keys, Backspace and Delete. Ctrl-D finishes.");
    let (initial, lines) = (text.trim_end(), Some(Ends::Word));
    let ask = Ask { initial, lines, keep: Some(&mut *keep), ..Ask::default() };
    let (way, edited) = typed(ask);
    keep(&edited);
    let why = "Yes keeps it. No leaves the text as it was before.";
    let keeps = way == Way::Done
        || edited.trim() == text.trim()
        || yes("Keep what you changed?", why, true)?;
    Ok(keeps.then_some(edited))
}

/// Lets the person edit a text in their editor. None when it could not be started or read.
pub(crate) fn edit(text: &str, ending: &str) -> Option<String> {
    let editor = editor()?;
    // In a place of ours, so that what is left of it can be taken away.
    let held = keep::edits();
    if let Some((folder, _)) = &held {
        let _ = tempfile::env::override_temp_dir(folder);
    }
    AWAY.store(true, Ordering::SeqCst);
    let edited = Editor::new().executable(&editor).extension(ending).require_save(false).edit(text);
    AWAY.store(false, Ordering::SeqCst);
    drop(held);
    let edited = edited.ok().flatten();
    if edited.is_none() {
        screen::say(&format!("The editor ({editor}) could not be used. Nothing has changed."));
    }
    edited
}

/// Whether the way out is already being taken, so that it is taken once.
static STOPPING: AtomicBool = AtomicBool::new(false);
/// Whether the person is in an editor: Ctrl-C there is the editor's.
static AWAY: AtomicBool = AtomicBool::new(false);

/// In this time a terminal has thrown away what was on its way out.
const FLUSHED: Duration = Duration::from_millis(20);

/// Makes Ctrl-C, and being asked to end, leave with the terminal as it was, a word of where the
/// answers are, and code 130.
pub(crate) fn catch_interrupts() {
    // A second handler cannot be set; then the first one does the same.
    let _ = ctrlc::set_handler(|| {
        if !AWAY.load(Ordering::SeqCst) {
            // A terminal that hears Ctrl-C itself then throws away what is on its way out, and a word
            // that came sooner would go with it.
            std::thread::sleep(FLUSHED);
            typing::stop();
            interrupted();
        }
    });
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
    typing::leave();
    let _ = console::Term::stderr().show_cursor();
    screen::raw(&format!("\nStopped. {}\n", keep::farewell()));
    std::process::exit(i32::from(sayso::error::exit::INTERRUPTED));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_lines_in_the_order_typed_and_each_once() {
        let lines: Vec<String> = ["a", "b", "c", "d"].map(String::from).to_vec();
        let menu =
            |most| Menu { question: "", why: "", lines: &lines, most, enter: None, back: true };
        let picked = |typed| menu(4).picked(typed).ok();
        assert_eq!(picked("1"), Some(vec![0]));
        assert_eq!(picked("4, 2,2"), Some(vec![3, 1]));
        assert_eq!(picked("1. and 3"), Some(vec![0, 2]));
        for wrong in ["", "0", "5", "x", "1-3", ",", "1,9"] {
            assert_eq!(picked(wrong), None, "{wrong}");
        }
        assert_eq!(
            menu(1).picked("1 2").err().as_deref(),
            Some("Please type a number from 1 to 4.")
        );
    }
}
