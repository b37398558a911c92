//! One run of the program: what it is given, and what must come of it.
//!
//! `Test::new().line("write nhs-contracts -o -").stdin("…").status(1).stderr("…").run()`. A run ends
//! with status 0 unless something else is expected, and never by a panic.

use std::ffi::OsStr;
use std::process::Output;

use assert_cmd::Command;

use super::{Home, stderr, stdout};

/// A run to be made.
pub(crate) struct Test {
    command: Command,
    /// The arguments, for whoever reads of a failure.
    args: Vec<String>,
    status: i32,
    stdout: Option<String>,
    stderr: Option<String>,
    says: Vec<String>,
    /// The home where it is this run's alone.
    _home: Option<Home>,
}

impl Test {
    /// A run in a home of its own.
    pub(crate) fn new() -> Test {
        let home = Home::new();
        let test = home.test();
        Test { _home: Some(home), ..test }
    }

    /// A run of a command in the home it was made for.
    pub(super) fn of(command: Command) -> Test {
        let (args, says) = (Vec::new(), Vec::new());
        Test { command, args, status: 0, stdout: None, stderr: None, says, _home: None }
    }

    /// Adds arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Test {
        for arg in args {
            self.args.push(arg.as_ref().to_string_lossy().into_owned());
            self.command.arg(arg);
        }
        self
    }

    /// Adds the words of a line as arguments.
    pub(crate) fn line(self, line: &str) -> Test {
        self.args(line.split(' '))
    }

    /// Adds answers, each as `id=value`.
    pub(crate) fn set<'a>(self, answers: impl IntoIterator<Item = &'a str>) -> Test {
        answers.into_iter().fold(self, |test, answer| test.args(["--set", answer]))
    }

    /// Sets a variable of its environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Test {
        self.command.env(name, value);
        self
    }

    /// Gives it something to read.
    pub(crate) fn stdin(mut self, text: impl Into<Vec<u8>>) -> Test {
        self.command.write_stdin(text);
        self
    }

    /// Expects another status than 0.
    pub(crate) fn status(self, status: i32) -> Test {
        Test { status, ..self }
    }

    /// Expects all of stdout.
    pub(crate) fn stdout(self, text: impl Into<String>) -> Test {
        Test { stdout: Some(text.into()), ..self }
    }

    /// Expects all of stderr.
    pub(crate) fn stderr(self, text: impl Into<String>) -> Test {
        Test { stderr: Some(text.into()), ..self }
    }

    /// Expects words on stderr.
    pub(crate) fn says(mut self, words: &str) -> Test {
        self.says.push(words.into());
        self
    }

    /// Runs it, and holds it to what is expected.
    #[track_caller]
    pub(crate) fn run(mut self) -> Output {
        let output = self.command.output().expect("the program starts");
        let (out, said, args) = (stdout(&output), stderr(&output), &self.args);
        assert_eq!(output.status.code(), Some(self.status), "{args:?}\n{out}\n{said}");
        assert!(!said.contains("panicked"), "{args:?}\n{said}");
        if let Some(whole) = &self.stdout {
            assert_eq!(&out, whole, "{args:?}: stdout");
        }
        if let Some(whole) = &self.stderr {
            assert_eq!(&said, whole, "{args:?}: stderr");
        }
        for words in &self.says {
            assert!(said.contains(words), "{args:?}: no {words:?} in\n{said}");
        }
        output
    }
}
