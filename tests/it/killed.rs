//! Runs that are killed at any moment: what is left is whole or has a name by which it is known, and
//! the next run makes of it what a run makes that nobody stopped.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::batch::made::{csv, rows};
use crate::batch::{ex26, shared};
use crate::interview::ANSWERS;
use crate::support::made_up::Dice;
use crate::support::{Home, stderr};

/// How often each command is killed: two hundred times in all.
const MOMENTS: usize = 50;

const SIGNALS: [Signal; 4] = [Signal::KILL, Signal::TERM, Signal::HUP, Signal::PIPE];

/// Every file under a folder by its path. What the notes of a batch hold is left aside: a run that
/// was stopped has noted more than one that was not.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).expect("inside").display().to_string();
            if path.is_dir() && !name.ends_with(".sayso") {
                folders.push(path);
            } else if path.is_file() {
                found.insert(name, fs::read(&path).expect("read"));
            }
        }
    }
    found
}

/// Whether a file is known by its name as one that was not whole yet.
fn is_known_part(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.starts_with(".sayso-") && name.ends_with(".part")
}

/// Kills a command at many moments. `input` makes what it reads; it writes into the folder `out`.
/// Where `anew` says so, the folder must be taken away before it is run again.
fn killed(args: &[&str], again: &[&str], anew: bool, input: impl Fn(&Home)) {
    let whole = Home::new();
    input(&whole);
    let begun = Instant::now();
    let done = whole.run(args);
    let takes = begun.elapsed();
    assert!(done.status.success(), "{}", stderr(&done));
    let wanted = files(&whole.path("out"));
    assert!(!wanted.is_empty());
    let mut dice = Dice::new(args.len() as u64);
    for moment in 0..MOMENTS {
        let home = Home::new();
        input(&home);
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command.args(args).current_dir(home.path("")).env_clear().envs(home.environment());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let wait = takes.as_micros() as usize * dice.below(1_000) / 900;
        std::thread::sleep(Duration::from_micros(wait as u64));
        let signal = SIGNALS[moment % SIGNALS.len()];
        // It may have ended by now, but nobody has its number before it is waited for.
        let pid = Pid::from_raw(child.id() as i32).expect("a process");
        let _ = kill_process(pid, signal);
        child.wait().expect("it ends");
        for (name, bytes) in files(&home.path("out")) {
            let is_whole = wanted.get(&name) == Some(&bytes);
            assert!(is_whole || is_known_part(&name), "{signal:?} after {wait} µs leaves {name}");
        }
        if anew {
            let _ = fs::remove_dir_all(home.path("out"));
        }
        let done = home.run(again);
        assert!(done.status.success(), "{signal:?} after {wait} µs: {}", stderr(&done));
        assert!(files(&home.path("out")) == wanted, "{signal:?} after {wait} µs: another result");
        assert!(files(&home.path("state")).keys().all(|name| !is_known_part(name)));
    }
}

#[test]
fn a_letter() {
    let args = ["write", "--answers", "answers.yaml", "-f", "md,txt,docx", "-o", "out/"];
    let again = [&args[..], &["--force"]].concat();
    killed(&args, &again, false, |home| {
        home.file("answers.yaml", ANSWERS);
    });
}

#[test]
fn a_batch() {
    let (pack, answers) = (ex26(), shared());
    let args = [
        "batch",
        &pack,
        "Responses.csv",
        "--answers",
        &answers,
        "--set",
        "respond_as=individual",
        "-f",
        "md,txt",
        "-o",
        "out",
    ];
    killed(&args, &args, false, |home| {
        home.file("Responses.csv", csv(&rows(8)));
    });
}

#[test]
fn a_new_pack() {
    let args = ["new", "out", "--letter", "letter.md", "--no-input"];
    killed(&args, &args, true, |home| {
        home.file(
            "letter.md",
            "Dear [MP NAME],\n\nPlease keep the library in [TOWN] open. It is warm.\n\nYours sincerely\n\n\
             [your name]\n",
        );
    });
}

/// Where the program was built without a page there is none to write.
#[test]
fn a_page() {
    let args = ["page", "anything", "-o", "out/page.html"];
    let again = [&args[..], &["--force"]].concat();
    if !cfg!(page_built) {
        return;
    }
    killed(&args, &again, false, |_| {});
}
