//! How a batch is going: a line on the terminal, and Ctrl-C.

use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use sayso::batch::sink::Watch;
use sayso::error::exit;

use super::args::BatchArgs;
use crate::cli::prompt;

/// Whether Ctrl-C was pressed.
static STOP: AtomicBool = AtomicBool::new(false);

/// Lets Ctrl-C finish what is at hand; pressed again, it ends the program at once. Files are
/// written whole or not at all, so nothing is lost by that either.
#[expect(clippy::exit, reason = "the person asked twice")]
pub(crate) fn catch_interrupts() {
    // A second handler cannot be set; then the first one does the same.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(exit::INTERRUPTED));
        }
    });
}

/// A line that tells how far a step is, at what rate, and how long it will take.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A line for the steps of a run. Nothing is shown where a flag says so, where lines are plain,
    /// or where stderr is no terminal.
    pub(crate) fn new(args: &BatchArgs) -> Progress {
        let target = if args.quiet || prompt::plain() {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(8)
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        // A template that cannot be read would be a mistake here; the usual one is then shown.
        let line = "{msg} {human_pos} of {human_len}, {rate} a second, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(line) {
            let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                // A line that cannot be shown is no loss.
                let _ = write!(out, "{:.0}", state.per_sec());
            };
            bar.set_style(style.with_key("rate", rate));
        }
        Progress(bar)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Watch for Progress {
    fn begin(&self, step: &'static str, rows: usize) {
        self.0.reset();
        self.0.set_length(rows as u64);
        self.0.set_message(step);
    }

    fn done(&self, rows: usize) {
        self.0.inc(rows as u64);
    }

    fn stop(&self) -> bool {
        STOP.load(Ordering::Relaxed)
    }
}
