//! Our own prompt for what is typed: one line, or several until END. dialoguer's has no several
//! lines, throws a refused answer away, and knows neither Esc, Ctrl-D, Ctrl-U, Ctrl-W nor a paste;
//! rustyline and reedline (19.0 and 0.52 were tried) wrap within words, and end several lines at an
//! empty one in the middle of a paste that the terminal does not mark; the terminal's own line
//! editing cuts a line at 4,095 bytes.
//!
//! The terminal is in raw mode for the whole of a prompt, so that a pasted text lands in this
//! answer whatever it holds. `keys` reads them, `text` holds what was typed, `view` shows it, `mode`
//! sets the terminal. Where there is none the same bytes come from a pipe.

mod keys;
mod mode;
mod text;
mod view;

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use keys::Key;
pub(crate) use mode::leave;
use mode::{Raw, STOP, more};
use sayso::text::words;
use text::Text;
use view::{Echo, View};

use super::screen;

/// What is being typed.
#[derive(Default)]
pub(crate) struct Ask<'a> {
    /// What stands there to be edited.
    pub(crate) initial: &'a str,
    /// Several lines, and what ends them; none for one line.
    pub(crate) lines: Option<Ends>,
    /// Whether the first character typed takes the place of what stands there.
    pub(crate) replaces: bool,
    /// Whether `e` opens an editor.
    pub(crate) editor: bool,
    /// Whether the word `change` alone, before anything else, says that something else is wanted.
    pub(crate) change: bool,
    /// Whether nothing may move the cursor.
    pub(crate) plain: bool,
    /// Told of the text after every line, so that it is kept whatever happens.
    pub(crate) keep: Option<&'a mut dyn FnMut(&str)>,
}

impl Ask<'_> {
    /// Has a text kept.
    pub(crate) fn keep(&mut self, text: &str) {
        if let Some(keep) = &mut self.keep {
            keep(text);
        }
    }
}

/// What may be done with a refused answer, as it stands under it until a key is pressed.
const REPLACES: &str = "Type it anew, or \u{2190} to mend it.";

/// What ends several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// Two empty lines, or END on a line of its own.
    Word,
    /// An empty line, or END.
    Blank,
}

impl Ends {
    /// What ends the lines, as it stands under them while they are typed.
    fn hint(self) -> &'static str {
        match self {
            Ends::Word => "Two empty lines finish, or END.",
            Ends::Blank => "An empty line finishes.",
        }
    }
}

/// How a prompt was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// With the answer.
    Done,
    /// With Enter on a refused answer, as it stood there.
    Same,
    /// `<`, or Esc with nothing typed.
    Back,
    /// `?`
    Why,
    /// `q`, or Ctrl-D with nothing typed.
    Stop,
    /// `e`: write in an editor.
    Editor,
    /// `r`: read what is written so far.
    Read,
    /// `change`: something else is wanted than what was said.
    Change,
    /// Ctrl-C.
    Interrupt,
}

impl Way {
    /// What a line alone means, when it is no text.
    pub(crate) fn of(line: &str) -> Option<Way> {
        match line.trim() {
            "<" => Some(Way::Back),
            "?" => Some(Way::Why),
            "q" => Some(Way::Stop),
            "r" => Some(Way::Read),
            "e" => Some(Way::Editor),
            "change" => Some(Way::Change),
            line if line.eq_ignore_ascii_case("end") => Some(Way::Done),
            _ => None,
        }
    }
}

/// One key: its character, `\r` for Enter, U+0003 for Ctrl-C and where the terminal is gone. None
/// where there is no terminal whose keys can be read one by one.
pub(crate) fn key() -> Option<char> {
    let _raw = Raw::enter(false)?;
    loop {
        match keys::next(&mut byte) {
            Some(Key::Char(typed)) => return Some(typed),
            Some(Key::Enter) => return Some('\r'),
            Some(Key::Interrupt) | None => return Some('\u{3}'),
            Some(_) => {}
        }
    }
}

/// A byte that was read and is the first of what is typed next.
static PUT_BACK: AtomicU8 = AtomicU8::new(0);

fn byte(within: Option<u16>) -> Option<u8> {
    match PUT_BACK.swap(0, Ordering::SeqCst) {
        0 => mode::byte(within),
        put_back => Some(put_back),
    }
}

/// Waits for a key: whether it is Enter. Any other is the first of what is typed next.
pub(crate) fn enter() -> bool {
    let _raw = Raw::enter(true);
    screen::control("> ");
    let typed = byte(None).unwrap_or_default();
    let is_enter = matches!(typed, b'\r' | b'\n');
    screen::control(if is_enter { "\n" } else { "\r\x1b[J" });
    if !is_enter {
        PUT_BACK.store(typed, Ordering::SeqCst);
    }
    is_enter
}

/// How long a prompt is waited for that is to stop.
const PATIENCE: Duration = Duration::from_secs(1);

/// Stops the prompt that is typed at, if there is one, so that what stands there is kept: a signal
/// came. Whoever is typed at ends the program before this comes back.
pub(crate) fn stop() {
    STOP.store(true, Ordering::SeqCst);
    std::thread::sleep(PATIENCE);
}

/// Lets the person type: how it was left, and what was typed.
pub(crate) fn ask(ask: &mut Ask<'_>) -> (Way, String) {
    let paste = !ask.plain;
    let mut raw = Raw::enter(paste);
    let echo = match (&raw, ask.plain) {
        (None, _) => Echo::Elsewhere,
        (_, true) => Echo::Appended,
        (_, false) => Echo::Edited,
    };
    let mut text = Text::new(ask.initial);
    if ask.lines.is_some() && !text.is_empty() {
        // What is there stands above; the cursor is on a line of its own, for more or for END.
        text.insert("\n");
    }
    let untouched = text.clone();
    let mut replaces = ask.replaces && !ask.initial.is_empty();
    let hint = ask.lines.map(Ends::hint).or(replaces.then_some(REPLACES));
    let mut view = View::new(&text, echo, hint);
    let way = loop {
        let Some(key) = keys::next(&mut byte) else { break gone(raw.is_some(), &text) };
        let fresh = std::mem::take(&mut replaces);
        if fresh {
            view.hint = None;
        }
        if raw.is_some() && matches!(key, Key::Suspend | Key::Redraw) {
            if matches!(key, Key::Suspend) {
                view.finish(&text);
                raw = mode::suspend(raw, paste);
            } else if !ask.plain {
                screen::control("\x1b[H\x1b[2J");
            }
            // What was asked is far above by now.
            screen::control(&screen::said());
            view = View::new(&text, echo, hint);
            continue;
        }
        let ends = matches!(key, Key::Enter | Key::Paste(_));
        if let Some(way) = pressed((ask, &untouched), &mut text, fresh, key) {
            break way;
        }
        if ends && ask.lines.is_some() {
            ask.keep(&text.all());
        }
        // A text that comes faster than it can be shown is shown when there is time.
        if !more(0) {
            view.draw(&text);
        }
    };
    view.finish(&text);
    drop(raw);
    screen::typed();
    (way, finished(ask, text, way))
}

/// How a prompt is left where no more can come. A terminal that is gone ends as Ctrl-C does: what
/// stands there is kept. A pipe may end with the answer.
fn gone(terminal: bool, text: &Text) -> Way {
    if terminal || STOP.load(Ordering::SeqCst) {
        return Way::Interrupt;
    }
    screen::control("\n");
    if text.is_empty() { Way::Stop } else { Way::Done }
}

/// The text without the line that ended it.
fn finished(ask: &Ask<'_>, mut text: Text, way: Way) -> String {
    if ask.lines.is_none() || way == Way::Interrupt {
        return text.all();
    }
    if way == Way::Change || Way::of(&text.line()).is_some_and(|of| of != Way::Change) {
        text.drop_line();
    }
    let all = text.all();
    // The empty lines that ended it are none of it.
    if way == Way::Done { all.trim_end().to_string() } else { all }
}

/// What one key does to the text; how the prompt is left, where it leaves it. `untouched` is the text
/// as it stood there first, which gives way to what is typed now where it is `fresh`.
fn pressed(
    (ask, untouched): (&Ask<'_>, &Text),
    text: &mut Text,
    fresh: bool,
    key: Key,
) -> Option<Way> {
    let one_line = ask.lines.is_none();
    if fresh && one_line && matches!(key, Key::Char(_) | Key::Paste(_)) {
        *text = Text::default();
    }
    match key {
        Key::Enter if one_line && fresh => return Some(Way::Same),
        Key::Enter => return enter_on(ask, untouched, text),
        // One line is wanted: what was pasted becomes one.
        Key::Paste(pasted) if one_line => text.insert(&words::one_line(&pasted)),
        Key::Paste(pasted) => text.insert(&pasted),
        Key::Char(c) => text.insert(c.encode_utf8(&mut [0; 4])),
        Key::Cut(to) => text.cut(to),
        // Without a cursor that moves there is nowhere to go.
        key if ask.plain && matches!(key, Key::Go(_) | Key::Up | Key::Down) => {}
        Key::Go(to) => text.at = text.place(to),
        Key::Up | Key::Down => text.at = view::a_row_from(text, matches!(key, Key::Down)),
        Key::Interrupt => return Some(Way::Interrupt),
        Key::Escape if text == untouched => return Some(Way::Back),
        // Ctrl-D ends several lines; with nothing typed it stops, as the end of input does.
        Key::Eof if text.is_empty() => return Some(Way::Stop),
        Key::Eof => return ask.lines.map(|_| Way::Done),
        Key::Escape | Key::Suspend | Key::Redraw | Key::Other => {}
    }
    None
}

/// How a prompt is left by Enter, which is a line break in several lines.
fn enter_on(ask: &Ask<'_>, untouched: &Text, text: &mut Text) -> Option<Way> {
    let Some(ends) = ask.lines else { return Some(Way::Done) };
    if text.at_end() {
        let line = text.line();
        let first = text.line_start() == untouched.line_start();
        // Some signs are none once something is typed.
        match Way::of(&line) {
            Some(Way::Editor) if !first || !ask.editor => {}
            Some(Way::Change) if !first || !ask.change => {}
            Some(way) => return Some(way),
            None => {}
        }
        // Where the terminal does not say what is pasted, a paste may begin with an empty line,
        // or have two: more comes at once. What comes through a pipe may hold any number.
        let at_terminal = screen::can_ask();
        let nothing = text == untouched && !(at_terminal && more(0));
        let second = text.after_blank() && at_terminal && !more(0);
        if line.trim().is_empty() && (nothing || second || ends == Ends::Blank) {
            return Some(Way::Done);
        }
    }
    text.insert("\n");
    None
}
