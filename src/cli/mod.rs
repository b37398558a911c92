//! The terminal side of sayso: the command line, prompts, and how things look. The library
//! cannot see it.

mod about;
mod args;
mod batch;
mod check;
mod choose;
mod clock;
mod deliver;
mod doubts;
mod elsewhere;
mod errors;
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
mod open;
mod packs;
mod page;
mod posing;
mod preview;
mod prompt;
mod reading;
mod resume;
mod review;
mod save;
mod screen;
mod session;
mod show;
mod test;
mod threads;
mod typing;
mod write;
mod written;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
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
    let now = clock::now();
    keep::clear_left();
    let code = threads::share(|| match cli.command {
        None => write::run(&cli.write, now).map(done),
        Some(Command::Write(args)) => write::run(&args, now).map(done),
        Some(Command::Batch(args)) => batch::run(&args, now),
        Some(Command::Lookup(args)) => lookup::run(&args),
        Some(Command::List) => show::list(now.date()).map(done),
        Some(Command::Show(args)) => show::show(&args, now).map(done),
        Some(Command::New(args)) => new::run(&args, now.date()).map(done),
        Some(Command::Check(args)) => check::run(&args, now.date()).map(done),
        Some(Command::Preview(args)) => preview::run(&args, now.date()).map(done),
        Some(Command::Page(args)) => page::run(&args, now.date()).map(done),
        Some(Command::Test(args)) => test::run(&args, now.date()).map(done),
        Some(Command::Schema(args)) => manual::schema(&args).map(done),
        Some(Command::Completions(args)) => manual::completions(&args, Cli::command()).map(done),
        Some(Command::Man(args)) => manual::man(&args, Cli::command()).map(done),
        Some(Command::Letters(args)) => letters::run(&args, now).map(done),
        Some(Command::Forget) => forget().map(done),
    });
    match code {
        Ok(code) => code,
        Err(error) => {
            errors::show(&error, plain || prompt::plain_wished());
            error.exit_code()
        }
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
