//! The mode of the terminal while a prompt of ours is typed at: every key comes as it is pressed,
//! nothing is cut at 4,095 bytes, and what was before is put back however the prompt ends.

use std::sync::atomic::AtomicBool;

#[cfg(not(unix))]
pub(super) use elsewhere::{Keys, Raw, suspend};
#[cfg(not(unix))]
pub(crate) use elsewhere::{leave, remember};
#[cfg(unix)]
pub(super) use unix::{Keys, Raw, suspend};
#[cfg(unix)]
pub(crate) use unix::{leave, remember};

/// Whether whoever types is to stop, as Ctrl-C would make them.
pub(super) static STOP: AtomicBool = AtomicBool::new(false);

#[cfg(unix)]
mod unix {
    use std::io::{self, IsTerminal};
    use std::sync::atomic::Ordering;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::process::{Signal, kill_current_process_group};
    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    use super::super::keys::Bytes;
    use super::STOP;
    use crate::cli::screen;

    /// How often whoever waits for a key looks whether to stop.
    const LOOK_UP_MS: u16 = 100;

    /// The modes to put back.
    struct Modes {
        /// What was when the program began.
        first: Option<Termios>,
        /// What was before the prompt that is open, and whether it has pastes marked.
        before: Option<(Termios, bool)>,
        /// Whether the program is leaving, and no prompt may open any more.
        leaving: bool,
    }

    static MODES: Mutex<Modes> = Mutex::new(Modes { first: None, before: None, leaving: false });

    fn modes() -> MutexGuard<'static, Modes> {
        MODES.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes the mode to leave the terminal in.
    pub(crate) fn remember() {
        modes().first = tcgetattr(io::stdin()).ok();
    }

    /// While it lives, keys come one by one.
    pub(crate) struct Raw(());

    impl Raw {
        /// Changes the mode; none where there is no terminal to change. With `paste` the terminal
        /// is asked to say what is pasted.
        pub(crate) fn enter(paste: bool) -> Option<Raw> {
            if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
                return None;
            }
            // The lock is held to the end, so that a program that is leaving leaves for good.
            let mut modes = modes();
            if modes.leaving {
                drop(modes);
                std::thread::park();
                return None;
            }
            let before = tcgetattr(io::stdin()).ok()?;
            let mut raw = before.clone();
            raw.make_raw();
            // What is written keeps its line ends.
            raw.output_modes = before.output_modes;
            tcsetattr(io::stdin(), OptionalActions::Drain, &raw).ok()?;
            modes.before = Some((before, paste));
            if paste {
                screen::control("\x1b[?2004h");
            }
            Some(Raw(()))
        }
    }

    impl Drop for Raw {
        fn drop(&mut self) {
            restore(&mut modes());
        }
    }

    /// Puts back what was before the prompt; nothing where no prompt is open.
    fn restore(modes: &mut Modes) {
        if let Some((before, paste)) = modes.before.take() {
            if paste {
                screen::control("\x1b[?2004l");
            }
            let _ = tcsetattr(io::stdin(), OptionalActions::Drain, &before);
        }
    }

    /// Puts the terminal back as it was when the program began, whatever prompt is open.
    pub(crate) fn leave() {
        let mut modes = modes();
        modes.leaving = true;
        restore(&mut modes);
        if let Some(first) = &modes.first {
            let _ = tcsetattr(io::stdin(), OptionalActions::Drain, first);
        }
    }

    /// Stops the program as Ctrl-Z does, with the terminal as it was before, until it is carried
    /// on with.
    pub(crate) fn suspend(raw: Raw, paste: bool) -> Option<Raw> {
        drop(raw);
        let _ = kill_current_process_group(Signal::TSTP);
        Raw::enter(paste)
    }

    /// The keys of the terminal, a byte at a time: what is not for this prompt stays for the next.
    pub(crate) struct Keys;

    impl Bytes for Keys {
        fn byte(&mut self) -> Option<u8> {
            let mut byte = [0];
            loop {
                if STOP.load(Ordering::SeqCst) {
                    return None;
                }
                if !self.more(LOOK_UP_MS) {
                    continue;
                }
                match rustix::io::read(io::stdin(), &mut byte) {
                    Ok(0) => return None,
                    Ok(_) => return Some(byte[0]),
                    Err(rustix::io::Errno::INTR) => {}
                    Err(_) => return None,
                }
            }
        }

        fn more(&mut self, milliseconds: u16) -> bool {
            let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(milliseconds) * 1_000_000 };
            let stdin = io::stdin();
            poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&wait))
                .is_ok_and(|ready| ready > 0)
        }
    }
}

/// Elsewhere the terminal's own line editing is used.
#[cfg(not(unix))]
mod elsewhere {
    use super::super::keys::Bytes;

    /// A mode that is never entered.
    pub(crate) enum Raw {}

    impl Drop for Raw {
        fn drop(&mut self) {}
    }

    impl Raw {
        /// There is none.
        pub(crate) fn enter(_: bool) -> Option<Raw> {
            None
        }
    }

    /// There is nothing to note.
    pub(crate) fn remember() {}

    /// There is nothing to put back.
    pub(crate) fn leave() {}

    /// There is nothing to stop.
    pub(crate) fn suspend(raw: Raw, _: bool) -> Option<Raw> {
        Some(raw)
    }

    /// Keys that never come.
    pub(crate) struct Keys;

    impl Bytes for Keys {
        fn byte(&mut self) -> Option<u8> {
            None
        }

        fn more(&mut self, _: u16) -> bool {
            false
        }
    }
}
