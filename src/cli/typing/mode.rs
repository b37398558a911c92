//! The mode of the terminal while a prompt of ours is typed at: every key comes as it is pressed,
//! nothing is cut at 4,095 bytes, and what was before is put back however the prompt ends.

#[cfg(unix)]
pub(super) use unix::{Keys, Raw, suspend};

#[cfg(unix)]
pub(crate) use unix::restore;

#[cfg(not(unix))]
pub(super) use elsewhere::{Keys, Raw, suspend};

#[cfg(not(unix))]
pub(crate) use elsewhere::restore;

#[cfg(unix)]
mod unix {
    use std::io::{self, IsTerminal};
    use std::sync::{Mutex, PoisonError};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::process::{Signal, kill_current_process_group};
    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    use super::super::keys::Bytes;
    use crate::cli::screen;

    /// The mode that was before, and whether pastes are bracketed now.
    static BEFORE: Mutex<Option<(Termios, bool)>> = Mutex::new(None);

    /// While it lives, keys come one by one.
    pub(crate) struct Raw(());

    impl Raw {
        /// Changes the mode; none where there is no terminal to change. With `paste` the terminal
        /// is asked to say what is pasted.
        pub(crate) fn enter(paste: bool) -> Option<Raw> {
            if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
                return None;
            }
            let before = tcgetattr(io::stdin()).ok()?;
            let mut raw = before.clone();
            raw.make_raw();
            // What is written keeps its line ends.
            raw.output_modes = before.output_modes;
            *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some((before, paste));
            let guard = Raw(());
            tcsetattr(io::stdin(), OptionalActions::Drain, &raw).ok()?;
            if paste {
                screen::control("\x1b[?2004h");
            }
            Some(guard)
        }
    }

    impl Drop for Raw {
        fn drop(&mut self) {
            restore();
        }
    }

    /// Puts back what was before the prompt; nothing where no prompt is open.
    pub(crate) fn restore() {
        let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((before, paste)) = before {
            if paste {
                screen::control("\x1b[?2004l");
            }
            let _ = tcsetattr(io::stdin(), OptionalActions::Drain, &before);
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

    impl Raw {
        /// There is none.
        pub(crate) fn enter(_: bool) -> Option<Raw> {
            None
        }
    }

    /// There is nothing to put back.
    pub(crate) fn restore() {}

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
