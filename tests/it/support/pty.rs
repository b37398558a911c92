//! A terminal to drive the program in: what is asserted is the screen a person would see.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use sayso::text::words::one_line;

use super::Home;

/// How long a prompt may take before the test gives up. Far more than it needs.
const PATIENCE: Duration = Duration::from_secs(20);

/// The number of the pack `nhs-contracts` in the menu of those that ship.
pub(crate) const NHS_CONTRACTS: &str = "6";

/// The program in a terminal.
pub(crate) struct Terminal {
    screen: vt100::Parser,
    seen: String,
    /// How much had been written when keys were last typed.
    typed_at: usize,
    output: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// The mode of the terminal at the beginning.
    mode: String,
}

/// How a program is begun in a terminal: with what, in which size, and what is typed until the test
/// begins.
///
/// `home.begin("write anything/letter").size(40, 80).env("EDITOR", &path).steps(&STEPS).run()`
pub(crate) struct Begin<'h> {
    home: &'h Home,
    program: &'h str,
    args: Vec<String>,
    rows: u16,
    cols: u16,
    env: Vec<(String, String)>,
    steps: Vec<(String, String)>,
}

impl Home {
    /// The program with the words of a line as arguments, in a terminal of 24 rows and 80 columns.
    pub(crate) fn begin(&self, line: &str) -> Begin<'_> {
        self.begin_program(env!("CARGO_BIN_EXE_sayso"), line)
    }

    /// A shell that waits for a command.
    pub(crate) fn begin_shell(&self) -> Terminal {
        let begin = self.begin_program("bash", "--norc --noprofile -i").env("PS1", "shell: ");
        let mut terminal = begin.env("HISTFILE", "/dev/null").run();
        terminal.shows("shell:");
        terminal
    }

    fn begin_program<'h>(&'h self, program: &'h str, line: &str) -> Begin<'h> {
        let args = line.split_whitespace().map(str::to_string).collect();
        let (rows, cols, env, steps) = (24, 80, Vec::new(), Vec::new());
        Begin { home: self, program, args, rows, cols, env, steps }
    }

    /// The interview of these templates with one question left, and it answered: the review.
    pub(crate) fn begin_review(&self, templates: &str) -> Begin<'_> {
        let answers = crate::interview::ANSWERS.replace("  name: Jean Sample\n", "");
        self.file("given.yaml", answers.replace("[mp-letter, scrutiny-questions]", templates));
        let steps = [("Your full name", "Jean Sample\r"), ("What now?", "")];
        self.begin("write --answers given.yaml").steps(&steps)
    }
}

impl Begin<'_> {
    /// Adds arguments.
    pub(crate) fn args(mut self, args: &[&str]) -> Self {
        self.args.extend(args.iter().map(ToString::to_string));
        self
    }

    /// In a terminal of another size.
    pub(crate) fn size(self, rows: u16, cols: u16) -> Self {
        Begin { rows, cols, ..self }
    }

    /// Sets a variable of its environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// Waits for questions in turn, and types keys at each.
    pub(crate) fn steps(mut self, steps: &[(&str, &str)]) -> Self {
        self.steps.extend(steps.iter().map(|(wait, keys)| (wait.to_string(), keys.to_string())));
        self
    }

    /// Begins it, and types what is to be typed.
    pub(crate) fn run(self) -> Terminal {
        let mut terminal = Terminal::of(&self);
        for (question, keys) in &self.steps {
            terminal.wait(question);
            if !keys.is_empty() {
                terminal.keys(keys);
            }
        }
        terminal
    }
}

impl Terminal {
    /// Starts the program with arguments in a terminal of 24 rows and 80 columns.
    pub(crate) fn start(home: &Home, args: &[&str]) -> Terminal {
        home.begin("").args(args).run()
    }

    fn of(begin: &Begin<'_>) -> Terminal {
        let Begin { home, program, args, rows, cols, env, .. } = begin;
        let (rows, cols) = (*rows, *cols);
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(home.path(""));
        command.env_clear();
        for (key, value) in home.environment() {
            command.env(key, value);
        }
        command.env("TERM", "xterm-256color");
        for (key, value) in env {
            command.env(key, value);
        }
        let mode = mode(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (send, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read) = reader.read(&mut bytes) {
                if read == 0 || send.send(bytes[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal {
            screen: vt100::Parser::new(some(rows), some(cols), 0),
            seen: String::new(),
            typed_at: 0,
            output,
            keys,
            child,
            master: pair.master,
            mode,
        }
    }

    /// Whether the terminal echoes and edits as it did before the program came.
    pub(crate) fn as_before(&self) -> bool {
        mode(&*self.master) == self.mode
    }

    /// The screen as it is now.
    pub(crate) fn screen(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until a text stands on the screen.
    pub(crate) fn shows(&mut self, text: &str) -> String {
        self.until(text, |screen| one_line(screen).contains(text))
    }

    /// Waits until the screen is as it should be, which `what` says.
    pub(crate) fn until(&mut self, what: &str, is: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let screen = self.screen.screen().contents();
            if is(&screen) {
                return screen;
            }
            if Instant::now() > end {
                panic!("no {what:?} on the screen:\n{screen}");
            }
            self.take(Duration::from_millis(20));
        }
    }

    /// Waits until a text has been written since the last keys and a prompt after it, wherever
    /// they stand: for terminals too small to hold them.
    pub(crate) fn told(&mut self, text: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let new = one_line(&self.seen[self.typed_at..]);
            if new
                .split_once(text)
                .is_some_and(|(_, after)| after.contains("> ") || after.ends_with('>'))
            {
                return;
            }
            if Instant::now() > end {
                panic!("no {text:?} with a prompt after it in:\n{}", self.seen);
            }
            self.take(Duration::from_millis(20));
        }
    }

    fn take(&mut self, wait: Duration) -> bool {
        match self.output.recv_timeout(wait) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.seen.push_str(&String::from_utf8_lossy(&bytes));
                true
            }
            Err(_) => false,
        }
    }

    /// Waits until a text has been written since the last keys, and a prompt's arrow stands on
    /// the last line (or the program has ended). Gives the screen.
    pub(crate) fn wait(&mut self, text: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let screen = self.screen.screen().contents();
            // Under the line being typed may stand a hint.
            let (row, _) = self.screen.screen().cursor_position();
            let line = self.screen.screen().rows(0, 2).nth(usize::from(row));
            let prompt = line.is_some_and(|line| line.starts_with('>'));
            // Wrapping may have parted the words by a line break.
            let new = one_line(&self.seen[self.typed_at..]);
            if new.contains(text) && (prompt || self.done()) {
                return screen;
            }
            if Instant::now() > end {
                panic!("no {text:?} with a prompt after it on the screen:\n{screen}");
            }
            self.take(Duration::from_millis(20));
        }
    }

    fn done(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)))
    }

    /// Types keys as they are.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.typed_at = self.seen.len();
        self.keys.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.keys.flush().expect("the terminal takes keys");
    }

    /// Waits for a question, then types an answer and Enter.
    pub(crate) fn answer(&mut self, question: &str, answer: &str) {
        self.wait(question);
        self.keys(&format!("{answer}\r"));
    }

    /// Waits for a question, then types keys.
    pub(crate) fn answer_as(&mut self, question: &str, keys: &str) {
        self.wait(question);
        self.keys(keys);
    }

    /// Waits for a question and types several lines, each with Enter.
    pub(crate) fn answer_lines(&mut self, question: &str, lines: &[&str]) {
        self.wait(question);
        self.keys(&lines.iter().map(|line| format!("{line}\r")).collect::<String>());
    }

    /// Answers what is asked once the person wants it saved, in this folder and in the usual
    /// formats, with nothing remembered or kept. Gives how it ended: well.
    pub(crate) fn save(mut self, folder: &str) -> Ended {
        self.answer("What shall I make", "");
        self.answer("Which folder", folder);
        self.answer("Shall I remember", "n");
        self.answer("Shall I keep", "");
        let ended = self.end();
        assert_eq!(ended.code, 0, "{}", ended.screen);
        assert!(ended.as_before && ended.cursor_shown, "{}", ended.screen);
        ended
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("resized");
        self.screen.screen_mut().set_size(some(rows), some(cols));
    }

    /// Waits for the end; gives the exit code, the last screen, and whether the cursor shows.
    pub(crate) fn end(mut self) -> Ended {
        let end = Instant::now() + PATIENCE;
        let code = loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                break status.exit_code();
            }
            if Instant::now() > end {
                panic!("still running:\n{}", self.screen.screen().contents());
            }
            self.take(Duration::from_millis(50));
        };
        while self.take(Duration::from_millis(200)) {}
        Ended {
            code,
            as_before: self.as_before(),
            screen: self.screen.screen().contents(),
            cursor_shown: !self.screen.screen().hide_cursor(),
            all: self.seen,
        }
    }

    /// The program's process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Kills it at once, as SIGKILL does.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("killed");
        let _ = self.child.wait();
    }
}

/// The mode of a terminal, to be compared.
#[cfg(unix)]
fn mode(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios())
}

#[cfg(not(unix))]
fn mode(_: &(dyn MasterPty + Send)) -> String {
    String::new()
}

/// A number of rows or columns.
fn some(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a terminal has rows and columns")
}

/// How a run in a terminal ended.
pub(crate) struct Ended {
    pub(crate) code: u32,
    pub(crate) screen: String,
    pub(crate) cursor_shown: bool,
    /// Whether the terminal echoes and edits as it did before.
    pub(crate) as_before: bool,
    /// Everything that was written, control characters included.
    pub(crate) all: String,
}
