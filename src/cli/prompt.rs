//! Prompts: one line, several lines, yes or no, one of a few. Every way of asking is here, and so
//! is all that dialoguer leaves open: what is typed goes through `typing`, because dialoguer's
//! Input has no Esc, Ctrl-D, Ctrl-U, Ctrl-W or paste, and its Confirm and Select know no `?`; its
//! Editor is used as it is. Every prompt answers `?`.

use std::io::{self, BufRead};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use dialoguer::Editor;

use super::typing::{self, Ask, CHANGE, Ends, Way};
use super::{keep, screen};

/// How prompts are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Lines that can be edited, and menus.
    Terminal,
    /// Lines alone: for screen readers, pipes and terminals that cannot do more.
    Plain,
}

/// What the person asked for by typing `p` in this run.
static ASKED_FOR: AtomicU8 = AtomicU8::new(NOTHING);
const NOTHING: u8 = 0;
const PLAIN: u8 = 1;
const NOT_PLAIN: u8 = 2;

/// Whether plain lines were asked for by `SAYSO_PLAIN`, by a poor terminal, or before.
pub(crate) fn plain_wished() -> bool {
    plain_set() || keep::wants_plain()
}

/// Whether plain lines are asked for from outside, where a key cannot undo it.
fn plain_set() -> bool {
    plain_variable() || std::env::var_os("TERM").is_some_and(|t| t == "dumb")
}

fn plain_variable() -> bool {
    std::env::var_os("SAYSO_PLAIN").is_some_and(|v| !v.is_empty() && v != "0")
}

/// How to ask, or none when nobody can be asked: without a terminal only where plain lines were
/// asked for by flag or variable.
pub(crate) fn style(plain_flag: bool, no_input: bool) -> Option<Style> {
    if no_input {
        return None;
    }
    if plain_flag || plain_variable() {
        return Some(Style::Plain);
    }
    if !screen::can_ask() {
        return None;
    }
    Some(if plain_wished() || screen::too_small() { Style::Plain } else { Style::Terminal })
}

/// The style after what was typed so far.
pub(crate) fn settled(style: Style) -> Style {
    match ASKED_FOR.load(Ordering::Relaxed) {
        PLAIN => Style::Plain,
        NOT_PLAIN if !screen::too_small() => Style::Terminal,
        _ => style,
    }
}

/// Whether lines are plain only because they were asked for on another day.
pub(crate) fn plain_from_before(args_plain: bool) -> bool {
    !args_plain && !plain_set() && screen::can_ask() && keep::wants_plain()
}

/// Turns to plain lines or, where they were asked for before, away from them; remembers it and
/// says so.
pub(crate) fn turn_plain(style: Style) {
    if settled(style) == Style::Terminal {
        ASKED_FOR.store(PLAIN, Ordering::Relaxed);
        keep::remember_plain();
        screen::say("Plain lines from now on, next time too. To turn them off, type p then.");
    } else if keep::wants_plain() && !plain_set() && screen::can_ask() {
        ASKED_FOR.store(NOT_PLAIN, Ordering::Relaxed);
        keep::forget_plain();
        screen::say("Plain lines are off from now on.");
    } else {
        screen::say("Lines are plain already.");
    }
}

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// A line, without its end.
    Line(String),
    /// There is no more input.
    Ended,
}

/// Reads one line. Esc is read as `<`.
pub(crate) fn line(style: Style) -> Typed {
    again(style, "")
}

/// Reads one line, with something on it to be changed.
fn line_with(style: Style, initial: &str) -> Typed {
    line_of(style, Line { initial, replaces: false, keep: &mut |_| {} })
}

/// Reads one line where what was typed before was refused: it stands there to be mended, and the
/// first character typed takes its place.
pub(crate) fn again(style: Style, refused: &str) -> Typed {
    line_of(style, Line { initial: refused, replaces: true, keep: &mut |_| {} })
}

/// What a line was understood as.
pub(crate) enum Heard<T> {
    /// An answer.
    Taken(T),
    /// Not an answer: what to type instead. Where Enter alone means something, what was typed is
    /// noted and not refused, so that it does not stand there when Enter is pressed.
    Refused(String),
    /// A wish that has been met; the question stands.
    Told,
}

impl<T> Heard<T> {
    /// Says something; the question stands.
    pub(crate) fn note(said: &str) -> Heard<T> {
        screen::note(said);
        Heard::Told
    }
}

/// Asks until a line is understood; what was refused stands there to be mended. None at the end of
/// input.
pub(crate) fn until<T>(style: Style, mut hear: impl FnMut(&str) -> Heard<T>) -> Option<T> {
    let mut refused = String::new();
    loop {
        let Typed::Line(text) = again(style, &refused) else { return None };
        match hear(text.trim()) {
            Heard::Taken(answer) => return Some(answer),
            Heard::Told => {}
            Heard::Refused(instead) => {
                screen::note(&instead);
                refused = text;
            }
        }
    }
}

/// Reads a text on one line, with something on it to be changed; none where nothing is typed, or
/// the person would rather not (Esc, `<` or q). `why` is said for `?`.
pub(crate) fn text(style: Style, why: &str, initial: &str) -> Option<String> {
    loop {
        let Typed::Line(text) = line_with(style, initial) else { return None };
        match text.trim() {
            "" | "<" | "q" => return None,
            "?" => screen::note(why),
            typed => return Some(typed.to_string()),
        }
    }
}

/// One line to be typed.
pub(crate) struct Line<'a> {
    /// What stands there to be edited; a terminal alone can do that.
    pub(crate) initial: &'a str,
    /// Whether the first character typed takes its place.
    pub(crate) replaces: bool,
    /// Told of the text before Ctrl-C leaves.
    pub(crate) keep: &'a mut dyn FnMut(&str),
}

/// Reads one line where something stands already. Esc is read as `<`.
pub(crate) fn line_of(style: Style, line: Line<'_>) -> Typed {
    let plain = settled(style) == Style::Plain;
    let initial = if plain { "" } else { line.initial };
    let (replaces, keep) = (line.replaces, line.keep);
    let (lines, editor, change) = (None, false, false);
    let ask = Ask { initial, lines, replaces, editor, change, plain, keep: &mut *keep };
    match typing::ask(ask) {
        None => plain_line(),
        Some((Way::Interrupt, text)) => {
            if text.trim() != initial.trim() {
                keep(&text);
            }
            interrupted()
        }
        Some((Way::Stop, _)) => Typed::Ended,
        Some((Way::Back, _)) => Typed::Line("<".into()),
        Some((_, text)) => Typed::Line(text),
    }
}

/// Several lines to be typed.
pub(crate) struct Lines<'a> {
    /// What stands there already.
    pub(crate) initial: &'a str,
    /// What ends them.
    pub(crate) ends: Ends,
    /// Whether `change` before anything else is a way out.
    pub(crate) change: bool,
    /// Told of the text after every line and before Ctrl-C leaves.
    pub(crate) keep: &'a mut dyn FnMut(&str),
}

/// Reads several lines: how they were left, and the text.
pub(crate) fn lines(style: Style, lines: Lines<'_>) -> (Way, String) {
    let plain = settled(style) == Style::Plain;
    let Lines { initial, ends, change, keep } = lines;
    let editor = editor().is_some();
    let lines = Some(ends);
    let ask = Ask { initial, lines, replaces: false, editor, change, plain, keep: &mut *keep };
    match typing::ask(ask) {
        None => plain_lines(Lines { initial, ends, change, keep }),
        Some((Way::Interrupt, text)) => {
            keep(&text);
            interrupted()
        }
        Some(left) => left,
    }
}

/// Several lines where keys cannot be read one by one.
fn plain_lines(lines: Lines<'_>) -> (Way, String) {
    let mut text = lines.initial.to_string();
    let (mut first, mut blank_before) = (true, false);
    loop {
        let Typed::Line(line) = plain_line() else {
            return (if text.is_empty() { Way::Stop } else { Way::Done }, text);
        };
        if let Some(way) = Way::of(&line, first && editor().is_some()) {
            return (way, text);
        }
        if first && lines.change && line.trim() == CHANGE {
            return (Way::Change, text);
        }
        let blank = line.trim().is_empty();
        // What comes through a pipe may hold any number of empty lines.
        let ends = lines.ends == Ends::Blank || (blank_before && screen::can_ask());
        if blank && (first || ends) {
            return (Way::Done, text);
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line);
        (lines.keep)(&text);
        (first, blank_before) = (false, blank);
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
pub(crate) fn edits_here(style: Style) -> bool {
    settled(style) == Style::Terminal && screen::can_ask() && cfg!(unix)
}

/// Lets the person edit a text of several lines here. `keep` is told of it after every line. None
/// when nothing of it is to be kept.
pub(crate) fn edit_here(style: Style, text: &str, keep: &mut dyn FnMut(&str)) -> Option<String> {
    screen::say("\nChange the text with the arrow keys, Backspace and Delete. Ctrl-D finishes.");
    let (way, edited) =
        lines(style, Lines { initial: text.trim_end(), ends: Ends::Word, change: false, keep });
    if way == Way::Done || edited.trim() == text.trim() {
        return Some(edited);
    }
    let why = "Yes keeps it. No leaves the text as it was before.";
    yes(style, "Keep what you changed?", why, true).then_some(edited)
}

/// Lets the person edit a text in their editor. None when it could not be started or read.
pub(crate) fn edit(text: &str, ending: &str) -> Option<String> {
    let editor = editor()?;
    // In a place of ours, so that what is left of it can be taken away.
    let held = super::keep::edits();
    if let Some((folder, _)) = &held {
        let _ = tempfile::env::override_temp_dir(folder);
    }
    AWAY.store(true, Ordering::SeqCst);
    let edited = Editor::new().executable(&editor).extension(ending).require_save(false).edit(text);
    AWAY.store(false, Ordering::SeqCst);
    drop(held);
    match edited {
        Ok(Some(text)) => Some(text),
        _ => {
            screen::say(&format!("The editor ({editor}) could not be used. Nothing has changed."));
            None
        }
    }
}

/// Asks yes or no; Enter and the end of input mean `default`. `why` is what each of them leads to,
/// for `?`.
pub(crate) fn yes(style: Style, question: &str, why: &str, default: bool) -> bool {
    screen::say(question);
    screen::say(if default {
        "Type yes or no. Enter means yes."
    } else {
        "Type yes or no. Enter means no."
    });
    let asked = until(style, |typed| match typed.to_lowercase().as_str() {
        "" => Heard::Taken(default),
        "y" | "yes" => Heard::Taken(true),
        "n" | "no" | "q" | "<" => Heard::Taken(false),
        "p" => {
            turn_plain(style);
            Heard::Told
        }
        "?" => Heard::note(why),
        _ => Heard::note("Please type y or n."),
    });
    asked.unwrap_or(default)
}

/// Lets the person pick one of a few by its number, the first of which Enter means too; none when
/// they would rather not (Esc, `<` or q). `why` is said for `?`.
pub(crate) fn pick(style: Style, question: &str, why: &str, items: &[String]) -> Option<usize> {
    screen::say(&format!("{question} Type a number, or < to leave it. Enter means 1."));
    for (index, item) in items.iter().enumerate() {
        screen::option(index + 1, item);
    }
    let asked = until(style, |typed| match (typed, typed.parse::<usize>()) {
        ("", _) => Heard::Taken(Some(0)),
        ("<" | "q", _) => Heard::Taken(None),
        ("?", _) => Heard::note(why),
        (_, Ok(number)) if (1..=items.len()).contains(&number) => Heard::Taken(Some(number - 1)),
        _ => Heard::note(&format!("Please type a number from 1 to {}, or <.", items.len())),
    });
    asked.flatten()
}

/// What is said of a key that is none of those asked for, and for `?`.
const PLEASE: &str = "Please type one of these letters:";

/// Asks for one key of a few, the first of which Enter means too; the end of input means it as well.
/// In a terminal the key alone answers; plain lines take it with Enter.
pub(crate) fn key(style: Style, question: &str, keys: &[(char, &str)]) -> char {
    let first = keys.first().map_or('\n', |(key, _)| *key);
    screen::say(question);
    let shown: Vec<String> = keys.iter().map(|(key, says)| format!("{key} {says}")).collect();
    screen::note(&format!("{} (Enter: {first})", shown.join(" · ")));
    let known = |typed: char| keys.iter().find(|(key, _)| *key == typed.to_ascii_lowercase());
    if settled(style) == Style::Terminal && !screen::too_small() {
        screen::raw("> ");
        loop {
            let held = typing::hold();
            let typed = console::Term::stderr().read_char();
            drop(held);
            let typed = match typed {
                Ok('\n' | '\r') => first,
                Ok(typed) => typed,
                Err(error) => stopped(&error).unwrap_or(first),
            };
            if let Some((key, says)) = known(typed) {
                screen::raw(&format!("{says}\n"));
                return *key;
            }
            if typed == '?' {
                screen::raw("\n");
                screen::say(&format!("{PLEASE} {}.", shown.join(", ")));
                screen::raw("> ");
            }
        }
    }
    loop {
        let Typed::Line(text) = line(style) else { return first };
        let Some(typed) = text.trim().chars().next() else { return first };
        match known(typed) {
            Some((key, _)) => return *key,
            None => screen::say(&format!("{PLEASE} {}.", shown.join(", "))),
        }
    }
}

/// What became of a key that could not be read: Ctrl-C leaves, all else is no answer.
fn stopped<T>(error: &io::Error) -> Option<T> {
    if error.kind() == io::ErrorKind::Interrupted {
        interrupted();
    }
    let _ = console::Term::stderr().show_cursor();
    None
}

fn plain_line() -> Typed {
    screen::raw("> ");
    let mut text = String::new();
    match io::stdin().lock().read_line(&mut text) {
        Ok(0) | Err(_) => {
            screen::raw("\n");
            Typed::Ended
        }
        Ok(_) => {
            screen::typed();
            Typed::Line(text.trim_end_matches(['\r', '\n']).to_string())
        }
    }
}

/// Whether the way out is already being taken, so that it is taken once.
static STOPPING: AtomicBool = AtomicBool::new(false);
/// Whether the person is in an editor: Ctrl-C there is the editor's.
static AWAY: AtomicBool = AtomicBool::new(false);

/// Makes Ctrl-C, and being asked to end, leave with the terminal as it was, a word of where the
/// answers are, and code 130.
pub(crate) fn catch_interrupts() {
    typing::remember();
    // A second handler cannot be set; then the first one does the same.
    let _ = ctrlc::set_handler(|| {
        if !AWAY.load(Ordering::SeqCst) {
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
