//! Whatever a stranger hands in, at the program: a plain error or the right result, at once, with
//! little memory, and with nothing left behind or touched that is not its own.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::batch::ex26;
use crate::batch::made::{csv, rows};
use crate::support::pty::Terminal;
use crate::support::{Home, repository, stderr, stdout};

/// Most KiB of memory that a run may take.
const MEMORY: u64 = 256 << 10;

/// Most hundredths of a second that a run may be at work on a processor, whatever else the computer
/// does: two seconds, and five times as long where the program was not made to be fast.
const WORK: u64 = if cfg!(optimised) { 200 } else { 1_000 };

/// How long a run may take before it counts as hanging: far more than any takes, so that a busy
/// computer fails no test.
const HANGS: Duration = Duration::from_secs(30);

/// An input of `tests/it/hostile`.
fn input(name: &str) -> String {
    repository("tests/it/hostile").join(name).display().to_string()
}

/// A pack of one letter, as `p/letter`, and answers for it in `a.yaml`, with more if wanted.
fn pack(home: &Home, more: &str) {
    home.file(
        "p/pack.yaml",
        "title: Ours\nsummary: Ask.\npublisher: E, example.org\nlicence: CC0-1.0\nupdated: 2026-11-21\n",
    );
    home.file(
        "p/letter.md.hbs",
        "---\ntitle: A letter\naction: write\ndestination: councillor\nquestions: [area, story, name, \
         address, postcode]\nsubject: Please\n---\nPlease vote.\n\n{{story}}\n",
    );
    let answers = "answers:\n  area: Barnsley\n  story: I love it.\n  name: Jean Sample\n  address: [1 \
                   Sample Street, Barnsley]\n  postcode: S70 0ZZ\n";
    home.file("a.yaml", format!("{answers}{more}"));
}

/// The most memory that a process has had, in KiB; none where the system does not say.
fn memory(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// How long a process has been at work on a processor, in hundredths of a second; none where the
/// system does not say.
fn worked(pid: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name of the program, which may hold anything, ends with the last bracket.
    let mut numbers = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut number = || numbers.next()?.parse::<u64>().ok();
    Some(number()? + number()?)
}

/// Runs the program; it ends by itself, by no signal and no panic, and takes little memory.
fn run(home: &Home, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(args).current_dir(home.path("")).env_clear().envs(home.environment());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let begun = Instant::now();
    let child = command.spawn().expect("the program starts");
    let pid = child.id();
    let ended = std::thread::spawn(move || child.wait_with_output());
    let (mut most, mut work) = (0, 0);
    while !ended.is_finished() {
        most = most.max(memory(pid).unwrap_or_default());
        work = work.max(worked(pid).unwrap_or_default());
        if begun.elapsed() > HANGS {
            let _ = Command::new("kill").args(["-9", &pid.to_string()]).status();
            panic!("{args:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let output = ended.join().expect("waited for").expect("it ended");
    assert!(work < WORK, "{args:?} works for {work} hundredths of a second");
    assert!(most < MEMORY, "{args:?} takes {most} KiB");
    assert!(output.status.code().is_some_and(|code| code < 100), "{args:?}: {output:?}");
    let said = stderr(&output) + &stdout(&output);
    assert!(!said.contains("panicked"), "{args:?}: {said}");
    let steers = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!stderr(&output).contains(steers), "{args:?}: {said:?}");
    output
}

/// What is said on stderr of a run that fails.
fn refused(home: &Home, args: &[&str]) -> String {
    let output = run(home, args);
    assert_ne!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
    stderr(&output)
        .replace(&repository("").display().to_string(), "")
        .replace(&home.path("").display().to_string(), "")
}

fn batch<'a>(what: &'a str, table: &'a str) -> Vec<&'a str> {
    vec!["batch", "-o", "out", "--plain", what, table]
}

#[test]
fn tables_that_boast_or_swell_are_told() {
    let home = Home::new();
    let what = ex26();
    let boasts = refused(&home, &batch(&what, &input("uniquecount.xlsx")));
    let bomb = home.file("bomb.zip", zipped("people.csv", &vec![b'0'; 200 << 20]));
    let bomb = refused(&home, &batch(&what, &bomb.display().to_string()));
    let zero = refused(&home, &batch(&what, "/dev/zero"));
    insta::assert_snapshot!([boasts, bomb, zero].join("\n"));
    // A cell far to the right costs what is in it.
    let far = run(&home, &batch(&what, &input("xfd-60000.xlsx")));
    assert!(stderr(&far).contains("xfd-60000.xlsx, row "), "{}", stderr(&far));
}

/// Twenty thousand cells that share one text of a megabyte.
#[test]
fn one_text_in_many_cells_is_told_with_its_row() {
    let home = Home::new();
    let text = "word ".repeat(200_000);
    let strings = format!(
        "<sst count=\"1\" uniqueCount=\"1\"><si><t>name</t></si><si><t>{text}</t></si></sst>"
    );
    let rows: String = (2..20_002)
        .map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\" t=\"s\"><v>1</v></c></row>"))
        .collect();
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>{rows}</sheetData>\
         </worksheet>"
    );
    let book = crate::tables::made::xlsx(&[("Sheet1", Vec::new())]);
    let book =
        crate::tables::hostile::with_file(&book, "xl/worksheets/sheet1.xml", sheet.as_bytes());
    let book = crate::tables::hostile::with_file(&book, "xl/sharedStrings.xml", strings.as_bytes());
    home.file("swollen.xlsx", book);
    let told = refused(&home, &batch(&ex26(), "swollen.xlsx"));
    assert!(told.contains("swollen.xlsx, row 1"), "{told}");
    assert!(told.contains("128 MB of text"), "{told}");
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
    zip.write_all(bytes).expect("written");
    zip.finish().expect("finished").into_inner()
}

#[test]
fn packs_with_hidden_characters_or_links_to_run_are_refused() {
    let home = Home::new();
    let mut told = Vec::new();
    for pack in [
        "entity/my-pack",
        "yaml-escapes/mk",
        "yaml-escapes/py-title",
        "yaml-escapes/pt-subject",
        "split-outside/my-pack",
    ] {
        told.push(refused(&home, &["check", "--plain", &input(pack)]));
    }
    home.file("js/pack.yaml", fs::read(input("yaml-escapes/pt-subject/pack.yaml")).expect("read"));
    home.file(
        "js/letter.md.hbs",
        "---\ntitle: A letter\naction: write\ndestination: councillor\nquestions: [area, story, name, \
         address, postcode]\nsubject: Please\n---\n[a](javascript:x) [b](<data:text/html,x>) <file:///etc/passwd> \
         [c](java&#10;script:x) [d](https://example.org)\n\n{{story}}\n",
    );
    told.push(refused(&home, &["check", "--plain", "js"]));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn quotes_and_escapes_however_deep_give_a_letter() {
    let home = Home::new();
    let what = input("deep-quote/deep/letter");
    let checked = run(&home, &["check", &input("deep-quote/deep")]);
    assert_eq!(checked.status.code(), Some(0), "{}", stderr(&checked));
    let _ = run(&home, &["preview", &what]);
    let _ =
        run(&home, &["write", &what, "--answers", &input("deep-quote/edited.yaml"), "-o", "a.pdf"]);
    let escapes = input("yaml-escapes/mk/letter");
    refused(
        &home,
        &["write", &escapes, "--answers", &input("yaml-escapes/mka.yaml"), "-o", "b.md"],
    );
    assert!(!home.path("b.md").exists());
}

/// An edited body brings entities past every check of a pack.
#[test]
fn an_edited_body_cannot_steer_a_terminal_or_forge_a_mark() {
    let home = Home::new();
    pack(
        &home,
        "edited:\n  letter: 'Keep &#27;]52;c;x&#7; it &#xFDD0;all of it&#xFDD1; open &#x202e;now \
         [here](java&#10;script:x).'\n",
    );
    for format in ["txt", "html", "eml"] {
        let output =
            run(&home, &["write", "p/letter", "--answers", "a.yaml", "-f", format, "-o", "-"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let out = stdout(&output);
        let bad = |c: char| (c.is_control() && c != '\n' && c != '\r') || c == '\u{202e}';
        assert!(!out.contains(bad) && !out.contains("script:"), "{out:?}");
    }
}

#[test]
fn what_new_makes_of_entities_passes_its_check() {
    let home = Home::new();
    for (flag, file) in [
        ("--letter", "control-by-entity.md"),
        ("--letter", "10-options-entity.md"),
        ("--questions", "control-by-entity.md"),
        ("--questions", "10-options-entity.md"),
        ("--letter", "quadratic-questions.md"),
    ] {
        let name = format!("{}-{}", flag.trim_matches('-'), file.replace(".md", ""));
        let made = run(&home, &["new", &name, flag, &input(file), "--no-input"]);
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
        let checked = stderr(&run(&home, &["check", "--plain", &name]));
        let others = checked
            .lines()
            .filter(|l| l.starts_with("error") && !l.contains("nobody has confirmed"));
        assert_eq!(others.collect::<Vec<_>>(), Vec::<&str>::new());
    }
    let many = refused(
        &home,
        &["new", "many", "--questions", &input("quadratic-questions.md"), "--no-input"],
    );
    assert!(many.contains("more than 200 questions"), "{many}");
}

#[test]
fn commands_that_are_printed_are_quoted() {
    let home = Home::new();
    let made = run(&home, &["new", "a $(touch evil)/x", "--no-input"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(stderr(&made).contains("sayso check 'a $(touch evil)/x'"), "{}", stderr(&made));
}

#[test]
fn broken_fonts_give_a_letter_or_are_told() {
    let home = Home::new();
    pack(&home, "");
    for font in ["overflow-1.ttf", "overflow-2.ttf"] {
        let font = input(font);
        let args =
            ["write", "p/letter", "--answers", "a.yaml", "--font", &font, "--force", "-o", "a.pdf"];
        let _ = run(&home, &args);
    }
    let endless = refused(
        &home,
        &["write", "p/letter", "--answers", "a.yaml", "--font", "/dev/zero", "-o", "c.pdf"],
    );
    assert!(endless.contains("/dev/zero cannot be read: it is a device or a pipe"), "{endless}");
}

#[test]
fn pipes_devices_and_links_are_told_where_files_are_read() {
    let home = Home::new();
    let pipe = home.path("pipe").display().to_string();
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let what = ex26();
    home.file("Responses.csv", csv(&rows(2)));
    let is_told = |args: &[&str]| {
        let told = refused(&home, args);
        assert!(
            told.contains("a device or a pipe") || told.contains("a link or a device"),
            "{told}"
        );
    };
    is_told(&batch(&what, &pipe));
    is_told(&["write", &what, "--plain", "--answers", &pipe, "-o", "a.md"]);
    is_told(&["new", "ours", "--letter", &pipe]);
    is_told(&[&batch(&what, "Responses.csv")[..], &["--answers", &pipe]].concat());
    symlink("/dev/zero", home.path("Responses.columns.yaml")).expect("linked");
    is_told(&batch(&what, "Responses.csv"));
    fs::remove_file(home.path("Responses.columns.yaml")).expect("removed");
    for name in ["journal", "batch.yaml"] {
        fs::create_dir_all(home.path("out/.sayso")).expect("made");
        symlink("/dev/zero", home.path(&format!("out/.sayso/{name}"))).expect("linked");
        let _ = run(&home, &batch(&what, "Responses.csv"));
        fs::remove_dir_all(home.path("out")).expect("removed");
    }
    // A pipe in the place of a letter is in the way, or told where nobody reads it.
    fs::create_dir_all(home.path("out")).expect("made");
    fs::rename(home.path("pipe"), home.path("out/002.pdf")).expect("moved");
    let _ = run(&home, &batch(&what, "Responses.csv"));
    pack(&home, "");
    let told = refused(
        &home,
        &["write", "p/letter", "--answers", "a.yaml", "-f", "md", "-o", "out/002.pdf"],
    );
    assert!(told.contains("nobody reads it"), "{told}");
}

#[test]
fn what_is_kept_about_people_is_their_owners_alone() {
    let home = Home::new();
    let mut table = rows(3);
    let consent = table[0].len() - 1;
    table[1][consent] = "No, I would rather not say".into();
    table[2][2] = String::new();
    home.file("Responses.csv", csv(&table));
    let done = crate::batch::batch(&home, "Responses.csv", &["-f", "md"]).status(3).run();
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let mut private = vec![home.path("out/ask-again.csv"), home.path("out/failed.csv")];
    private.retain(|path| path.exists());
    assert!(!private.is_empty(), "{}", stderr(&done));
    let notes = fs::read_dir(home.path("out/.sayso")).expect("listed").flatten();
    private.extend(notes.map(|entry| entry.path()).filter(|path| path.is_file()));
    for path in &private {
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }
    assert_eq!(mode(&home.path("out/.sayso")), 0o700);
    assert_ne!(mode(&home.path("out/report.md")), 0o600);
}

#[test]
fn what_a_run_left_that_was_killed_goes_at_the_next_start_and_with_forget() {
    let home = Home::new();
    let left = |name: &str| home.file(&format!("state/sayso/{name}"), "own words");
    for command in ["list", "forget"] {
        let paths = [".sayso-a1.part", "letters/.sayso-b2.part", "editing/edit-c3.txt"].map(left);
        left("editing/lock");
        let done = run(&home, &[command]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        for path in paths {
            assert!(!path.exists(), "{command} leaves {}", path.display());
        }
    }
}

/// What is typed at a line, and not confirmed yet.
fn typing(home: &Home) -> Terminal {
    let mut terminal = home.begin("").run();
    terminal.answer("What is it about?", "6");
    terminal.answer("What would you like to do?", "1");
    terminal.answer("Your postcode", "s70 0zz");
    terminal.answer("Which council sends", "barnsly");
    terminal.wait("seen for yourselves?");
    terminal.keys("My mum is 81 and has had an ulcer");
    terminal.shows("had an ulcer");
    terminal
}

#[test]
fn a_signal_keeps_the_line_that_is_being_typed() {
    for signal in ["TERM", "HUP"] {
        let home = Home::new();
        let terminal = typing(&home);
        let pid = terminal.pid().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().expect("kill").success());
        let ended = terminal.end();
        assert_eq!(ended.code, 130, "{signal}: {}", ended.screen);
        let kept = home.read("state/sayso/interview.yaml");
        assert!(kept.contains("My mum is 81 and has had an ulcer"), "{signal}: {kept}");
    }
}

#[test]
fn interviews_that_begin_at_the_same_moment_have_a_place_each() {
    let home = Home::new();
    let mut open: Vec<Terminal> = (0..5)
        .map(|_| {
            let mut terminal = home.begin("").run();
            terminal.answer("What is it about?", "6");
            terminal.wait("What would you like to do?");
            terminal
        })
        .collect();
    // Each keeps its interview for the first time now.
    open.iter_mut().for_each(|terminal| terminal.keys("1\r"));
    open.iter_mut().for_each(|terminal| {
        terminal.wait("Your postcode");
    });
    let kept = fs::read_dir(home.path("state/sayso")).expect("listed").flatten();
    let kept = kept.filter(|e| e.file_name().to_string_lossy().starts_with("interview")).count();
    assert_eq!(kept, 5);
    open.into_iter().for_each(Terminal::kill);
}

/// A disk that fills up is said once, when it happens.
#[test]
fn answers_that_cannot_be_kept_are_told_at_once() {
    let home = Home::new();
    // A file stands where the folder would be.
    home.file("state/sayso", "");
    let mut terminal = home.begin("").run();
    terminal.answer("What is it about?", "6");
    terminal.answer("What would you like to do?", "1");
    terminal.wait("could not be kept on this computer");
    terminal.kill();
}

#[test]
fn what_somebody_typed_is_in_no_error() {
    let home = Home::new();
    let flag =
        stderr(&run(&home, &["write", "anything", "--set", "concerns=leukaemia", "-o", "a.md"]));
    assert!(!flag.contains("leukaemia"), "{flag}");
    home.file("a.yaml", "answers:\n  story:\n    My neighbour drinks: and shouts\n");
    let key = stderr(&run(&home, &["write", "anything", "--answers", "a.yaml", "-o", "a.md"]));
    assert!(!key.contains("neighbour drinks"), "{key}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_no_text_is_told_before_the_folder_forgets_it() {
    use std::os::unix::ffi::OsStrExt;
    let home = Home::new();
    let name = std::ffi::OsStr::from_bytes(b"people\xff.csv");
    fs::write(home.path("").join(name), csv(&rows(2))).expect("written");
    home.test()
        .args(["batch", "-o", "out", &ex26()])
        .args([name])
        .status(2)
        .says("not Unicode")
        .run();
}

/// The bounds are those that SECURITY.md promises. SAYSO_ACCEPT=1 rewrites its table.
#[test]
fn the_bounds_stand_in_the_security_policy() {
    let path = repository("SECURITY.md");
    let text = fs::read_to_string(&path).expect("read");
    let head = "| most | of | what is said |\n|---:|---|---|\n";
    let (before, _) = text.split_once(head).expect("the table");
    let mut made = format!("{before}{head}");
    for limit in sayso::limits::ALL {
        let told = if limit.told.is_empty() { "(the rest is passed over)" } else { limit.told };
        made.push_str(&format!("| {} | {} | {told} |\n", grouped(limit.most), limit.of));
    }
    if std::env::var_os("SAYSO_ACCEPT").is_some() {
        fs::write(&path, &made).expect("written");
    }
    assert_eq!(fs::read_to_string(&path).expect("read"), made);
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
