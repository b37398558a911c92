//! The terminal side of sayso: the command line, prompts, and how things look. The library
//! cannot see it.

mod args;
mod batch;
mod checking;
mod choose;
mod doubts;
mod extras;
mod faults;
mod flags;
mod interview;
mod keep;
mod letters;
mod lookup;
mod manual;
mod new;
mod notes;
mod packs;
mod page;
mod posing;
mod prompt;
mod reading;
mod review;
mod save;
mod screen;
mod show;
mod talk;
mod typing;
mod write;
mod written;

use std::thread;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use rayon::ThreadPoolBuilder;
use sayso::error::{Error, exit};
use serde_json::json;

/// Runs the program and gives its exit code.
pub(crate) fn run() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    prompt::set_plain(cli.plain);
    let now = now();
    keep::clear_left();
    let command = cli.command.unwrap_or(Command::Write(cli.write));
    let code = share(|| match command {
        Command::Write(args) => write::run(&args, now).map(done),
        Command::Batch(args) => batch::run(&args, now),
        Command::Lookup(args) => lookup::run(&args),
        Command::List => show::list(now.date()).map(done),
        Command::Show(args) => show::show(&args, now).map(done),
        Command::New(args) => new::run(&args, now.date()).map(done),
        Command::Check(args) => checking::check(&args, now.date()).map(done),
        Command::Preview(args) => checking::preview(&args, now.date()).map(done),
        Command::Page(args) => page::run(&args, now.date()).map(done),
        Command::Test(args) => checking::test(&args, now.date()).map(done),
        Command::Schema { which } => manual::schema(which.as_deref()).map(done),
        Command::Completions { shell } => manual::completions(shell, Cli::command()).map(done),
        Command::Man { command } => manual::man(command.as_deref(), Cli::command()).map(done),
        Command::Letters(args) => letters::run(&args, now).map(done),
        Command::Forget => forget().map(done),
    });
    code.unwrap_or_else(|error| {
        faults::show_error(&error);
        error.exit_code()
    })
}

/// The date and time here.
#[expect(clippy::disallowed_methods, reason = "the clock and its stand-in are read here alone")]
fn now() -> DateTime {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let fixed = fixed.and_then(|seconds| Timestamp::from_second(seconds).ok());
    fixed.map_or_else(Zoned::now, |at| at.to_zoned(TimeZone::UTC)).datetime()
}

/// Room for what threads work on, as the first thread of a program has.
const STACK_BYTES: usize = 8 << 20;

/// Does work that many threads may share, in a pool of its own: rayon gives its own pool up for good
/// where one thread is refused. Then this thread does all of it.
fn share<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    // The place of one is kept for the thread that hears Ctrl-C.
    let kept = thread::Builder::new().spawn(thread::park);
    let alone = || ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    let pool = ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().or_else(|_| alone());
    if let Ok(kept) = kept {
        kept.thread().unpark();
        let _ = kept.join();
    }
    match pool {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Shows what clap has to say: help and version on stdout, a usage error on stderr.
fn usage(error: &clap::Error) -> u8 {
    if error.use_stderr() {
        screen::raw(&error.render().ansi().to_string());
        return exit::USAGE;
    }
    screen::out(error.render().to_string().as_bytes()).map_or(exit::FAILED, done)
}

/// The exit code of what has been done.
fn done((): ()) -> u8 {
    exit::DONE
}

fn forget() -> Result<(), Error> {
    let gone = keep::forget()?.into_iter().map(|what| talk::text(what, json!({})));
    talk::say("forgotten", json!({"gone": gone.collect::<Vec<_>>()}));
    Ok(())
}
