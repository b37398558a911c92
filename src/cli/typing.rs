//! Our own prompt for what is typed: one line, or several until END. dialoguer's has no several
//! lines, throws a refused answer away, and knows neither Esc, Ctrl-D, Ctrl-U, Ctrl-W nor a paste;
//! the terminal's own line editing cuts a line at 4,095 bytes.
//!
//! The terminal is in raw mode for the whole of a prompt, so that a pasted text lands in this
//! answer whatever it holds. Here is what keys do; `keys` reads them, `text` holds what was typed,
//! `view` shows it, `mode` sets the terminal.

mod keys;
mod mode;
mod text;
mod view;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use keys::{Bytes, Key};
use mode::{Keys, Raw, STOP};
pub(crate) use mode::{leave, remember};
use text::Text;
use view::View;

/// What is being typed.
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
    pub(crate) keep: &'a mut dyn FnMut(&str),
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

/// What says that something else is wanted.
pub(crate) const CHANGE: &str = "change";

impl Way {
    /// What a line alone means, when it is no text.
    pub(crate) fn of(line: &str, editor: bool) -> Option<Way> {
        match line.trim() {
            "<" => Some(Way::Back),
            "?" => Some(Way::Why),
            "q" => Some(Way::Stop),
            "r" => Some(Way::Read),
            "e" if editor => Some(Way::Editor),
            line if line.eq_ignore_ascii_case("end") => Some(Way::Done),
            _ => None,
        }
    }
}

/// Holds the terminal's mode for as long as it lives, for prompts that set it key by key: between
/// two keys, too, nothing is echoed and Ctrl-C is a key.
pub(crate) fn hold() -> Option<impl Drop> {
    Raw::enter(false)
}

/// Whether somebody is typing at a prompt of ours.
static TYPED_AT: AtomicBool = AtomicBool::new(false);

/// How long a prompt is waited for that is to stop.
const PATIENCE: Duration = Duration::from_secs(1);

/// Stops the prompt that is typed at, so that what stands there is kept: a signal came. Comes back
/// when there is none, or it does not end.
pub(crate) fn stop() {
    STOP.store(true, Ordering::SeqCst);
    if TYPED_AT.load(Ordering::SeqCst) {
        std::thread::sleep(PATIENCE);
    }
}

/// Lets the person type. None where there is no terminal whose keys can be read one by one.
pub(crate) fn ask(ask: Ask<'_>) -> Option<(Way, String)> {
    let paste = !ask.plain;
    let mut raw = Raw::enter(paste)?;
    let mut text = Text::new(ask.initial);
    if ask.lines.is_some() && !text.chars.is_empty() {
        // What is there stands above; the cursor is on a line of its own, for more or for END.
        text.insert("\n");
    }
    let untouched = text.clone();
    let mut replaces = ask.replaces && !ask.initial.is_empty();
    let hint = ask.lines.map(Ends::hint).or(replaces.then_some(REPLACES));
    let mut view = View::new(&text, ask.plain, hint);
    let mut from = Keys;
    TYPED_AT.store(true, Ordering::SeqCst);
    let way = loop {
        // A terminal that is gone ends as Ctrl-C does: what stands there is kept.
        let key = keys::next(&mut from).unwrap_or(Key::Interrupt);
        let fresh = std::mem::take(&mut replaces);
        if fresh {
            view.without_hint();
        }
        let mut typing = Typing { ask: &ask, text: &mut text, untouched: &untouched, fresh };
        match key {
            Key::Suspend => {
                view.finish(&text);
                raw = mode::suspend(raw, paste)?;
                // What was asked is far above by now.
                crate::cli::screen::control(&crate::cli::screen::said());
                view = View::new(&text, ask.plain, hint);
                continue;
            }
            Key::Redraw if !ask.plain => {
                crate::cli::screen::control("\x1b[H\x1b[2J");
                crate::cli::screen::control(&crate::cli::screen::said());
                view.again(&text);
                continue;
            }
            Key::Enter => match typing.enter(&mut from) {
                Some(way) => break way,
                None => (ask.keep)(&text.all()),
            },
            Key::Paste(pasted) => {
                typing.paste(&pasted);
                if ask.lines.is_some() {
                    (ask.keep)(&text.all());
                }
            }
            key => {
                if let Some(way) = typing.key(&key) {
                    break way;
                }
            }
        }
        // A text that comes faster than it can be shown is shown when there is time.
        if !from.more(0) {
            view.draw(&text);
        }
    };
    // Whoever stops is on the way out, and is waited for.
    TYPED_AT.store(way == Way::Interrupt, Ordering::SeqCst);
    view.finish(&text);
    drop(raw);
    crate::cli::screen::typed();
    Some((way, finished(&ask, text, way)))
}

/// The text without the line that ended it.
fn finished(ask: &Ask<'_>, mut text: Text, way: Way) -> String {
    let is_text = Way::of(&text.line(), true).is_none() && way != Way::Change;
    if ask.lines.is_some() && !is_text && way != Way::Interrupt {
        text.drop_line();
    }
    let all = text.all();
    // The empty lines that ended it are none of it.
    let ended = ask.lines.is_some() && way == Way::Done;
    if ended { all.trim_end().to_string() } else { all }
}

/// One key at a time.
struct Typing<'t, 'a> {
    ask: &'t Ask<'a>,
    text: &'t mut Text,
    untouched: &'t Text,
    /// Whether what stands there gives way to what is typed now.
    fresh: bool,
}

impl Typing<'_, '_> {
    fn key(&mut self, key: &Key) -> Option<Way> {
        let text = &mut *self.text;
        if self.fresh && matches!(key, Key::Char(_)) {
            *text = Text::default();
        }
        match key {
            Key::Char(c) => text.insert(c.encode_utf8(&mut [0; 4])),
            Key::Backspace => text.backspace(),
            Key::KillWord => text.kill_word(),
            Key::KillLine => text.kill_line(),
            Key::Interrupt => return Some(Way::Interrupt),
            Key::Escape if text == self.untouched => return Some(Way::Back),
            Key::Eof => return self.end_of_input(),
            // Without a cursor that moves there is nowhere to go.
            _ if self.ask.plain => {}
            Key::Delete => text.delete(),
            Key::KillRest => text.kill_rest(),
            Key::Left => text.left(),
            Key::Right => text.right(),
            Key::Home => text.home(),
            Key::End => text.end(),
            Key::Up => text.at = view::moved(text, false),
            Key::Down => text.at = view::moved(text, true),
            _ => {}
        }
        None
    }

    /// Ctrl-D ends several lines; with nothing typed it stops, as the end of input does.
    fn end_of_input(&self) -> Option<Way> {
        if self.text.chars.is_empty() {
            return Some(Way::Stop);
        }
        self.ask.lines.map(|_| Way::Done)
    }

    fn enter(&mut self, from: &mut impl Bytes) -> Option<Way> {
        let Some(ends) = self.ask.lines else { return Some(Way::Done) };
        if self.text.at_end() {
            let line = self.text.line();
            let first = self.text.line_start() == self.untouched.line_start();
            if let Some(way) = Way::of(&line, first && self.ask.editor) {
                return Some(way);
            }
            if first && self.ask.change && line.trim() == CHANGE {
                return Some(Way::Change);
            }
            let blank = line.trim().is_empty();
            // Where the terminal does not say what is pasted, a paste may begin with an empty
            // line: more comes at once.
            let nothing = blank && self.text == self.untouched && !from.more(0);
            let second = self.text.after_blank() && !from.more(0);
            if nothing || (blank && (second || ends == Ends::Blank)) {
                return Some(Way::Done);
            }
        }
        self.text.insert("\n");
        None
    }

    fn paste(&mut self, pasted: &str) {
        if self.ask.lines.is_some() {
            return self.text.insert(pasted);
        }
        if self.fresh {
            *self.text = Text::default();
        }
        // One line is wanted: what was pasted becomes one.
        let line: Vec<&str> = pasted.split('\n').map(str::trim).filter(|l| !l.is_empty()).collect();
        self.text.insert(&line.join(" "));
    }
}
