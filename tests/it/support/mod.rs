//! What the tests share: the program as a child process, in a home of its own, with a fixed day.

pub(crate) mod cases;
pub(crate) mod letters;
pub(crate) mod made_up;
pub(crate) mod pty;
mod run;

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
pub(crate) use run::Test;
use tempfile::TempDir;

/// 21 November 2026, noon UTC.
pub(crate) const TODAY: &str = "1795262400";

/// A home of its own for one test, where nothing is kept yet.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Home {
        Home(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A path inside it.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    /// A file inside it, written.
    pub(crate) fn file(&self, inside: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(inside);
        std::fs::create_dir_all(path.parent().expect("inside the home")).expect("made");
        std::fs::write(&path, bytes).expect("written");
        path
    }

    /// A script inside it that can be run, and its path.
    #[cfg(unix)]
    pub(crate) fn script(&self, inside: &str, text: &str) -> String {
        use std::os::unix::fs::PermissionsExt;
        let path = self.file(inside, text);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("set");
        path.display().to_string()
    }

    /// The text of a file inside it.
    pub(crate) fn read(&self, inside: &str) -> String {
        std::fs::read_to_string(self.path(inside)).expect(inside)
    }

    /// The bytes of a document by its template's id and ending: named so by a command, or by its
    /// title in an interview.
    pub(crate) fn document(&self, folder: &str, name: &str) -> Vec<u8> {
        let title = name
            .replace("mp-letter", "Letter to your MP")
            .replace("scrutiny-questions", "Questions for a public meeting");
        let by_title = self.path(&format!("{folder}/{title}"));
        let by_id = self.path(&format!("{folder}/{name}"));
        std::fs::read(if by_title.exists() { by_title } else { by_id }).expect(name)
    }

    /// The program, run in this home.
    pub(crate) fn sayso(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command.current_dir(self.0.path()).env_clear();
        for (key, value) in self.environment() {
            command.env(key, value);
        }
        command
    }

    /// A run in this home, to be told what it is given and what must come of it.
    pub(crate) fn test(&self) -> Test {
        Test::of(self.sayso())
    }

    /// Runs the program with arguments and nothing to read.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.sayso().args(args).output().expect("the program starts")
    }

    /// The environment of every run: this home, a fixed day, no colour.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        let home = self.0.path().display().to_string();
        [
            ("HOME", home.as_str()),
            ("XDG_STATE_HOME", &format!("{home}/state")),
            ("SOURCE_DATE_EPOCH", TODAY),
            ("NO_COLOR", "1"),
            ("LANG", "C.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
        ]
        .map(|(k, v)| (k.to_string(), v.to_string()))
        .to_vec()
    }
}

/// A file of the repository.
pub(crate) fn repository(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

/// stderr of a run.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// stdout of a run.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
