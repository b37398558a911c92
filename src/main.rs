//! The program `sayso`: parse, run, exit code. Everything a terminal shows is in `cli`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(cli::run())
}
