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

/// Runs the program and gives its exit code.
pub(crate) fn run() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let plain = match &cli.command {
        None => cli.write.plain,
        Some(Command::Write(args)) => args.plain,
        Some(Command::Check(args)) => args.plain,
        Some(Command::Test(args)) => args.plain,
        Some(Command::Batch(args)) => args.plain,
        Some(Command::New(args)) => args.plain,
        Some(_) => false,
    };
    prompt::set_plain(plain);
    let now = now();
    keep::clear_left();
    let code = share(|| match cli.command {
        None => write::run(&cli.write, now).map(done),
        Some(Command::Write(args)) => write::run(&args, now).map(done),
        Some(Command::Batch(args)) => batch::run(&args, now),
        Some(Command::Lookup(args)) => lookup::run(&args),
        Some(Command::List) => show::list(now.date()).map(done),
        Some(Command::Show(args)) => show::show(&args, now).map(done),
        Some(Command::New(args)) => new::run(&args, now.date()).map(done),
        Some(Command::Check(args)) => checking::check(&args, now.date()).map(done),
        Some(Command::Preview(args)) => checking::preview(&args, now.date()).map(done),
        Some(Command::Page(args)) => page::run(&args, now.date()).map(done),
        Some(Command::Test(args)) => checking::test(&args, now.date()).map(done),
        Some(Command::Schema(args)) => manual::schema(&args).map(done),
        Some(Command::Completions(args)) => manual::completions(&args, Cli::command()).map(done),
        Some(Command::Man(args)) => manual::man(&args, Cli::command()).map(done),
        Some(Command::Letters(args)) => letters::run(&args, now).map(done),
        Some(Command::Forget) => forget().map(done),
    });
    match code {
        Ok(code) => code,
        Err(error) => {
            faults::show_error(&error);
            error.exit_code()
        }
    }
}

/// The date and time here.
#[expect(clippy::disallowed_methods, reason = "the clock and its stand-in are read here alone")]
fn now() -> DateTime {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    match fixed.and_then(|seconds| Timestamp::from_second(seconds).ok()) {
        Some(at) => at.to_zoned(TimeZone::UTC).datetime(),
        None => Zoned::now().datetime(),
    }
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
    match screen::out(error.render().to_string().as_bytes()) {
        Ok(()) => exit::DONE,
        Err(_) => exit::FAILED,
    }
}

/// The exit code of what has been done.
fn done((): ()) -> u8 {
    exit::DONE
}

fn forget() -> Result<(), Error> {
    let gone = keep::forget()?;
    if gone.is_empty() {
        screen::say("Nothing was kept on this computer.");
    }
    for what in gone {
        screen::say(&format!("Forgotten: {what}."));
    }
    Ok(())
}
