//! The mode of the terminal while a prompt of ours is typed at: every key comes as it is pressed,
//! nothing is cut at 4,095 bytes, and what was before is put back however the prompt ends.

use std::sync::atomic::AtomicBool;

pub(crate) use system::leave;
pub(super) use system::{Raw, byte, more, suspend};

/// Whether whoever types is to stop, as Ctrl-C would make them.
pub(super) static STOP: AtomicBool = AtomicBool::new(false);

#[cfg(unix)]
mod system {
    use std::io;
    use std::sync::atomic::Ordering;
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::process::{Signal, kill_current_process_group};
    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    use super::STOP;
    use crate::cli::screen;

    /// How often whoever waits for a key looks whether to stop.
    const LOOK_UP_MS: u16 = 100;

    /// The mode to put back.
    struct Mode {
        /// What was before the prompt that is open, and whether it has pastes marked.
        before: Option<(Termios, bool)>,
        /// Whether the program is leaving, and no prompt may open any more.
        leaving: bool,
    }

    static MODE: Mutex<Mode> = Mutex::new(Mode { before: None, leaving: false });

    fn mode() -> MutexGuard<'static, Mode> {
        MODE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// While it lives, keys come one by one.
    pub(crate) struct Raw(());

    impl Raw {
        /// Changes the mode; none where there is no terminal to change. With `paste` the terminal
        /// is asked to say what is pasted.
        pub(crate) fn enter(paste: bool) -> Option<Raw> {
            if !screen::can_ask() {
                return None;
            }
            // The lock is held to the end, so that a program that is leaving leaves for good.
            let mut mode = mode();
            if mode.leaving {
                drop(mode);
                std::thread::park();
                return None;
            }
            let before = tcgetattr(io::stdin()).ok()?;
            let mut raw = before.clone();
            raw.make_raw();
            // What is written keeps its line ends.
            raw.output_modes = before.output_modes;
            tcsetattr(io::stdin(), OptionalActions::Drain, &raw).ok()?;
            mode.before = Some((before, paste));
            if paste {
                screen::control("\x1b[?2004h");
            }
            Some(Raw(()))
        }
    }

    impl Drop for Raw {
        fn drop(&mut self) {
            restore(&mut mode());
        }
    }

    /// Puts back what was before the prompt; nothing where no prompt is open.
    fn restore(mode: &mut Mode) {
        if let Some((before, paste)) = mode.before.take() {
            if paste {
                screen::control("\x1b[?2004l");
            }
            let _ = tcsetattr(io::stdin(), OptionalActions::Drain, &before);
        }
    }

    /// Puts the terminal back as it was, for good.
    pub(crate) fn leave() {
        let mut mode = mode();
        mode.leaving = true;
        restore(&mut mode);
    }

    /// Stops the program as Ctrl-Z does, with the terminal as it was before, until it is carried
    /// on with.
    pub(crate) fn suspend(raw: Option<Raw>, paste: bool) -> Option<Raw> {
        drop(raw);
        let _ = kill_current_process_group(Signal::TSTP);
        // Another thread may be the one that hears it, and stops this one a moment later.
        std::thread::sleep(Duration::from_millis(50));
        Raw::enter(paste)
    }

    /// The next byte: what is not for this prompt stays for the next.
    pub(crate) fn byte(within: Option<u16>) -> Option<u8> {
        let mut byte = [0];
        while !STOP.load(Ordering::SeqCst) {
            if more(within.unwrap_or(LOOK_UP_MS)) {
                match rustix::io::read(io::stdin(), &mut byte) {
                    Ok(1..) => return Some(byte[0]),
                    Err(rustix::io::Errno::INTR) => {}
                    Ok(0) | Err(_) => return None,
                }
            } else if within.is_some() {
                return None;
            }
        }
        None
    }

    /// Whether another byte is there or comes within so many milliseconds.
    pub(crate) fn more(milliseconds: u16) -> bool {
        let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(milliseconds) * 1_000_000 };
        let stdin = io::stdin();
        poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&wait)).is_ok_and(|ready| ready > 0)
    }
}

/// Elsewhere the terminal's own line editing is used.
#[cfg(not(unix))]
mod system {
    use std::io::{self, Read};

    /// A mode that is never entered.
    pub(crate) struct Raw(());

    impl Raw {
        /// There is none.
        pub(crate) fn enter(_: bool) -> Option<Raw> {
            None
        }
    }

    /// There is nothing to put back.
    pub(crate) fn leave() {}

    /// There is nothing to stop.
    pub(crate) fn suspend(raw: Option<Raw>, _: bool) -> Option<Raw> {
        raw
    }

    /// The next byte of a line, once it is finished.
    pub(crate) fn byte(_: Option<u16>) -> Option<u8> {
        io::stdin().lock().bytes().next()?.ok()
    }

    /// What comes is not known before.
    pub(crate) fn more(_: u16) -> bool {
        false
    }
}
