//! A run that was stopped, by whatever, goes on; in the end nothing tells that it was.

use std::collections::BTreeMap;
use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::made::{csv, rows};
use super::{ex26, files, names, shared};
use crate::support::made_up::Dice;
use crate::support::{Home, stderr};

/// A run of the batch, as a child that can be stopped.
fn start(home: &Home, threads: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.current_dir(home.path("")).env_clear().envs(home.environment());
    command.env("RAYON_NUM_THREADS", threads);
    command.args(["batch", &ex26(), "Responses.csv", "--answers", &shared(), "-o", "out"]);
    command.args(["--set", "respond_as=individual", "-f", "md,txt", "--name", "{{ward}}/{{row}}"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program starts")
}

fn undisturbed(home: &Home, threads: &str) -> BTreeMap<String, Vec<u8>> {
    let done = start(home, threads).wait_with_output().expect("it ends");
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let files = files(&home.path("out"));
    std::fs::remove_dir_all(home.path("out")).expect("removed");
    files
}

#[test]
fn killed_at_twenty_moments_the_folder_is_that_of_an_undisturbed_run() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(240)));
    let begun = std::time::Instant::now();
    let expected = undisturbed(&home, "2");
    let long = begun.elapsed().as_micros() as usize;
    let mut dice = Dice::new(20);
    let mut cut_short = 0;
    for round in 0..20 {
        let mut child = start(&home, if round % 2 == 0 { "1" } else { "2" });
        std::thread::sleep(Duration::from_micros(dice.below(long) as u64));
        child.kill().expect("killed");
        let ended = child.wait_with_output().expect("it ends");
        cut_short += usize::from(ended.status.code().is_none());
        // Some go on over several deaths, some begin anew.
        if round % 4 == 3 {
            let last = start(&home, "2").wait_with_output().expect("it ends");
            assert_eq!(last.status.code(), Some(0), "{}", stderr(&last));
            let found = files(&home.path("out"));
            assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
            assert!(found == expected, "round {round}");
            std::fs::remove_dir_all(home.path("out")).expect("removed");
        }
    }
    assert!(cut_short > 0, "no run was cut short");
}

#[test]
fn one_thread_and_two_give_the_same_folder() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(120)));
    assert!(undisturbed(&home, "1") == undisturbed(&home, "2"));
}

/// Whatever number of threads the system gives: none, some of those asked for, all.
#[test]
fn where_threads_are_refused_the_folder_is_the_same() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(12)));
    // What root may have has no end: another user does it, who may write here and read all of it.
    let another = "setpriv --reuid=65534 --regid=65534 --clear-groups";
    let root = std::fs::metadata("/proc/self").expect("read").uid() == 0;
    let everything = Permissions::from_mode(0o777);
    std::fs::set_permissions(home.path(""), everything).expect("set");
    let copy = ["-r", &ex26(), env!("CARGO_BIN_EXE_sayso"), "."];
    let copied = Command::new("cp").args(copy).current_dir(home.path("")).status();
    assert!(copied.expect("it starts").success());
    let run = |limit: &str| {
        let shell = format!(
            "exec {} {limit} ./sayso batch ex26 Responses.csv --answers ex26/shared.yaml -o out \
             --set respond_as=individual -f md,txt --name '{{{{ward}}}}/{{{{row}}}}'",
            if root { another } else { "" },
        );
        let mut command = Command::new("sh");
        command.current_dir(home.path("")).env_clear().envs(home.environment());
        let done = command.env("RAYON_NUM_THREADS", "3").args(["-c", &shell]).output();
        let done = done.expect("it starts");
        assert_eq!(done.status.code(), Some(0), "{limit}: {}", stderr(&done));
        let files = files(&home.path("out"));
        std::fs::remove_dir_all(home.path("out")).expect("removed");
        files
    };
    let expected = run("");
    for most in if root { 1..=6 } else { 1..=1 } {
        assert!(run(&format!("prlimit --nproc={most}")) == expected, "{most} threads");
    }
}

#[test]
fn a_second_run_in_the_same_folder_is_refused() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(5)));
    std::fs::create_dir_all(home.path("out/.sayso")).expect("made");
    let lock = std::fs::File::create(home.path("out/.sayso/lock")).expect("made");
    lock.lock().expect("locked");
    let refused = start(&home, "2").wait_with_output().expect("it ends");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).contains("another run of sayso is writing to out"),
        "{}",
        stderr(&refused)
    );
    drop(lock);
    let done = start(&home, "2").wait_with_output().expect("it ends");
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_the_letter_at_hand_and_says_how_to_go_on() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(1_500)));
    let child = start(&home, "1");
    let out = home.path("out");
    // The first letters are there: it is writing.
    while !out.join("Castle").is_dir() {
        std::thread::sleep(Duration::from_millis(2));
    }
    let pid = rustix::process::Pid::from_raw(child.id() as i32).expect("a process");
    rustix::process::kill_process(pid, rustix::process::Signal::INT).expect("sent");
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(130), "{}", stderr(&ended));
    assert!(stderr(&ended).contains("To go on, run the same command again."), "{}", stderr(&ended));
    assert!(files(&out).keys().all(|name| !name.contains("parts/")), "a letter at hand was left");
}

#[cfg(unix)]
#[test]
fn a_full_disk_stops_it_and_what_was_written_stands() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(300)));
    let expected = undisturbed(&home, "2");
    // A limit on the size of a file: the journal outgrows it after some letters.
    let shell = format!(
        "trap '' XFSZ; ulimit -f 60; exec {} batch {} Responses.csv --answers {} -o out \
         --set respond_as=individual -f md,txt --name '{{{{ward}}}}/{{{{row}}}}'",
        env!("CARGO_BIN_EXE_sayso"),
        ex26(),
        shared()
    );
    let mut command = Command::new("sh");
    command.current_dir(home.path("")).env_clear().envs(home.environment()).args(["-c", &shell]);
    let full = command.output().expect("it starts");
    assert_eq!(full.status.code(), Some(1), "{}", stderr(&full));
    let told = stderr(&full).replace('\n', " ");
    assert!(told.contains("cannot be written"), "{told}");
    let there = names(&home.path("out")).iter().filter(|name| name.ends_with(".txt")).count();
    assert!(there > 0, "{told}");
    let count = format!("Stopped: {there} of 300 letters are written.");
    assert!(told.contains(&count), "{there}: {told}");
    assert!(told.contains("run the same command again: it goes on."), "{told}");
    let done = start(&home, "2").wait_with_output().expect("it ends");
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(files(&home.path("out")) == expected);
}
