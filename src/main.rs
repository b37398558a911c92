//! The program `sayso`: parse, run, exit code. Everything a terminal shows is in `cli`.

mod cli;

use std::process::ExitCode;

/// A letter is thousands of small pieces of memory; with this they take a fifth less time than with
/// the system's allocator (`benches/README.md`). Large pages are left off: they take more memory.
#[cfg(all(feature = "mimalloc", not(all(windows, target_env = "gnu"))))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(cli::run())
}
