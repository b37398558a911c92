//! The interview in a terminal: what a person sees and types, and what comes of it.

use std::fs;

use crate::support::pty::{NHS_CONTRACTS, Terminal};
use crate::support::{Home, repository, stderr, stdout};

const STORY: [&str; 5] = [
    "My mum is 81 and has had an ulcer on her leg since the spring.",
    "Her clinic was moved twice.",
    "",
    "Nobody asked us.",
    "END",
];

/// Answers every question of a letter and a question for a meeting, up to the review.
pub(crate) fn answer_all(terminal: &mut Terminal) {
    terminal.answer("What is it about?", NHS_CONTRACTS);
    terminal.answer("What would you like to do?", "1 2");
    terminal.answer("Your postcode", "s70 0z");
    terminal.wait("not a UK postcode");
    // What was refused still stands there, to be mended.
    terminal.keys("\u{1b}[Fz\r");
    terminal.answer("Which council sends", "barnsly");
    terminal.answer("Which meeting is", "1");
    terminal.answer("When does the meeting start?", "wed 2 dec 1.30");
    terminal.wait("A letter to your MP: 300 words are likely to be read.");
    terminal.answer_lines("seen for yourselves?", &STORY);
    terminal.wait("23 words, 8% of the 300 that are likely to be read: that makes it yours.");
    terminal.answer("Is this what you want to ask?", "");
    terminal.answer_lines("What do you want to happen?", &["I want to know who decides.", "END"]);
    terminal.answer("What worries you most?", "3 1");
    terminal.wait("Questions for a public meeting: 100 words at most, so");
    terminal.answer_lines("most like to be told?", &["Who decided to move the clinic?", "END"]);
    terminal.answer("Your full name", "Jean Sample");
    terminal.answer_lines("Your address", &["1 Sample Street", "Wombwell", ""]);
    terminal.answer("MP's constituency?", "2");
    terminal.wait("On 27 June 2026 your MP was");
    terminal.answer("Your MP's name", "Ms Alex Member MP");
    let last = terminal.wait("A telephone number");
    assert!(last.contains("14 of 14"), "{last}");
    terminal.keys("01632 960123\r");
}

/// The same answers as a file.
pub(crate) const ANSWERS: &str = "\
pack: nhs-contracts
templates: [mp-letter, scrutiny-questions]
answers:
  area: Barnsley
  meeting: nhs-south-yorkshire-icb
  meeting_start: 2026-12-02T13:30
  story: |-
    My mum is 81 and has had an ulcer on her leg since the spring.
    Her clinic was moved twice.

    Nobody asked us.
  main_request: yes
  want: I want to know who decides.
  concerns: [secrecy, fixed-budget]
  ask: Who decided to move the clinic?
  name: Jean Sample
  address: [1 Sample Street, Wombwell]
  postcode: S70 0ZZ
  mp: {constituency: Barnsley South, name: Ms Alex Member MP}
  telephone: 01632 960123
  dated: 2026-11-21
";

#[test]
fn a_whole_interview_gives_the_bytes_of_the_answers_file() {
    let home = Home::new();
    let mut terminal = home.begin("").run();
    answer_all(&mut terminal);
    let screen = terminal.wait("4 save all");
    assert!(screen.contains("words, "), "{screen}");
    terminal.keys("4\r");
    let ended = terminal.save("saved");
    assert!(ended.cursor_shown);
    assert!(ended.all.contains("by Tuesday 1 December, 1.30pm"), "{}", ended.all);
    home.file("answers.yaml", ANSWERS);
    home.test().line("write --answers answers.yaml -f pdf,txt -o file").run();
    for name in
        ["mp-letter.pdf", "mp-letter.txt", "scrutiny-questions.pdf", "scrutiny-questions.txt"]
    {
        let bytes = |folder: &str| home.document(folder, name);
        assert!(bytes("saved") == bytes("file"), "{name} differs");
    }
    assert!(!home.path("state/sayso/interview.yaml").exists(), "a finished letter is not kept");
}

#[test]
fn plain_lines_through_a_pipe_give_the_same_bytes() {
    let home = Home::new();
    let typed = [
        &["6", "1 2", "s70 0zz", "barnsley", "1", "wed 2 dec 1.30"][..],
        &STORY,
        &[
            // The main request, as it is.
            "",
            "I want to know who decides.",
            "END",
            "3 1",
            "Who decided to move the clinic?",
            "END",
            "Jean Sample",
            "1 Sample Street",
            "Wombwell",
            "",
        ],
        &["2", "Ms Alex Member MP", "01632 960123", "4", "", "saved"],
    ];
    let typed = typed.concat().join("\n") + "\n";
    let said = stderr(&home.test().line("--plain").stdin(typed).run());
    assert!(!said.contains('\u{1b}'), "plain lines have no control characters: {said:?}");
    home.file("answers.yaml", ANSWERS);
    home.run(&["write", "--answers", "answers.yaml", "-f", "pdf,txt", "-o", "file"]);
    for name in ["mp-letter.txt", "scrutiny-questions.txt", "mp-letter.pdf"] {
        let bytes = |folder: &str| home.document(folder, name);
        assert!(bytes("saved") == bytes("file"), "{name} differs");
    }
}

#[test]
fn ctrl_c_shows_the_cursor_and_keeps_the_answers() {
    let home = Home::new();
    let mut terminal = home.begin("").run();
    terminal.answer("What is it about?", NHS_CONTRACTS);
    terminal.answer("What would you like to do?", "1");
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Barnsley");
    terminal.answer_lines("seen for yourselves?", &STORY);
    terminal.wait("Is this what you want to ask?");
    terminal.keys("\u{3}");
    let ended = terminal.end();
    assert_eq!(ended.code, 130, "{}", ended.screen);
    assert!(ended.cursor_shown);
    assert!(ended.screen.contains("sayso --resume"), "{}", ended.screen);
    let kept = home.read("state/sayso/interview.yaml");
    assert!(kept.contains("Nobody asked us."), "{kept}");
    private(&home.path("state/sayso/interview.yaml"));

    let mut again = home.begin("--resume").run();
    let screen = again.wait("Is this what you want to ask?");
    assert!(!screen.contains("Which council"), "{screen}");
    again.keys("q\r");
    assert_eq!(again.end().code, 0);

    let mut offered = home.begin("").run();
    offered.answer("Carry on with", "");
    offered.wait("Is this what you want to ask?");
    offered.keys("q\r");
    assert_eq!(offered.end().code, 0);
}

#[cfg(unix)]
fn private(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).expect("kept").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[cfg(not(unix))]
fn private(_: &std::path::Path) {}

#[test]
fn ctrl_c_while_several_lines_are_typed_leaves_as_well() {
    let home = Home::new();
    let mut terminal = home.begin("").run();
    terminal.answer("What is it about?", NHS_CONTRACTS);
    terminal.answer("What would you like to do?", "1");
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Barnsley");
    terminal.answer_lines("seen for yourselves?", &["half a story"]);
    terminal.keys("\u{3}");
    let ended = terminal.end();
    assert_eq!(ended.code, 130, "{}", ended.screen);
    assert!(ended.cursor_shown);
}

#[test]
fn back_finds_the_earlier_answer_and_asks_again_only_what_depends_on_it() {
    let home = Home::new();
    let mut terminal = home.begin("").run();
    terminal.answer("What is it about?", NHS_CONTRACTS);
    terminal.answer("What would you like to do?", "2");
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Barnsley");
    terminal.answer("Which meeting is", "1");
    terminal.answer("When does the meeting start?", "<");
    terminal.answer("You answered: NHS South Yorkshire", "<");
    terminal.wait("Which council sends");
    // The earlier answer stands on the line, to be edited.
    terminal.keys("\u{15}Leeds\r");
    let screen = terminal.wait("Which meeting is your question for?");
    assert!(screen.contains("West Yorkshire"), "{screen}");
    terminal.keys("q\r");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn an_answer_can_be_changed_in_the_review() {
    let home = Home::new();
    let mut terminal = home.begin("").run();
    answer_all(&mut terminal);
    terminal.answer("4 save all", "3");
    let screen = terminal.wait("Which one?");
    assert!(screen.contains("Jean Sample"), "{screen}");
    let line = screen.lines().find(|l| l.contains("Your full name")).expect("it is listed");
    let number = line.split_whitespace().next().expect("a number").to_string();
    terminal.keys(&format!("{number}\r"));
    terminal.wait("Your full name");
    terminal.keys("\u{15}Joan Sample\r");
    terminal.answer("4 save all", "4");
    terminal.save("saved");
    let letter = home.read("saved/Letter to your MP.txt");
    assert!(letter.contains("Joan Sample") && !letter.contains("Jean"), "{letter}");
}

#[test]
fn a_taken_name_is_answered_with_another() {
    let home = Home::new();
    home.file("saved/Letter to your MP.pdf", "mine");
    let mut terminal = home.begin("").run();
    answer_all(&mut terminal);
    terminal.answer("4 save all", "4");
    terminal.answer("What shall I make", "");
    terminal.answer("Which folder", "saved");
    terminal.shows("save as Letter to your MP-2.pdf");
    terminal.keys("\r");
    terminal.answer("Shall I remember", "n");
    terminal.answer("Shall I keep", "");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(home.read("saved/Letter to your MP.pdf"), "mine");
    assert!(home.path("saved/Letter to your MP-2.pdf").exists());
}

#[test]
fn narrow_terminals_wrap_and_tiny_ones_are_asked_in_plain_lines() {
    for (rows, cols) in [(12, 40), (2, 80), (24, 1)] {
        let home = Home::new();
        let mut terminal = home.begin("").size(rows, cols).run();
        if cols == 40 {
            let screen = terminal.wait("What is it about?");
            assert!(screen.lines().all(|l| l.chars().count() <= 40), "{screen}");
        } else {
            std::thread::sleep(std::time::Duration::from_millis(500));
        }
        terminal.keys("1\r");
        terminal.keys("\u{3}");
        let ended = terminal.end();
        assert_eq!(ended.code, 130, "{rows}x{cols}: {}", ended.all);
        assert!(!ended.all.contains("panicked"), "{}", ended.all);
    }
}

#[test]
fn forget_removes_what_is_kept_and_says_so() {
    let home = Home::new();
    let mut terminal = home.begin("").run();
    terminal.answer("What is it about?", NHS_CONTRACTS);
    terminal.answer("What would you like to do?", "1");
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Barnsley");
    terminal.wait("seen for yourselves?");
    terminal.keys("\u{3}");
    terminal.end();
    let said = stderr(&home.run(&["forget"]));
    assert!(said.contains("an interview that was stopped"), "{said}");
    assert!(!home.path("state/sayso/interview.yaml").exists());
    assert!(stderr(&home.run(&["forget"])).contains("Nothing was kept"));
}

#[test]
fn answers_from_a_file_are_not_asked_again_in_a_terminal() {
    let home = Home::new();
    let example =
        repository("templates/nhs-contracts/examples/barnsley.yaml").display().to_string();
    let terminal = home.begin("write -f txt -o out --answers").args(&[&example]).run();
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert!(home.path("out/mp-letter.txt").exists());
    assert!(stdout(&home.run(&["list"])).contains("nhs-contracts"));
}

#[test]
fn the_formats_are_asked_for_and_remembered() {
    let home = Home::new();
    let mut terminal = home.begin("").run();
    answer_all(&mut terminal);
    terminal.answer("4 save all", "4");
    terminal.answer("What shall I make", "7");
    terminal.answer("Please type numbers from 1 to 4", "2,3");
    terminal.answer("Which folder", "saved");
    terminal.answer("Shall I remember", "n");
    terminal.answer("Shall I keep", "");
    assert_eq!(terminal.end().code, 0);
    let made = |ending: &str| home.path(&format!("saved/Letter to your MP.{ending}")).exists();
    assert!(made("docx") && made("eml") && !made("pdf"));

    let mut again = home.begin("").run();
    answer_all(&mut again);
    again.answer("4 save all", "4");
    again.answer("Press Enter for 2,3", "");
    again.answer("Which folder", "again");
    again.answer("Shall I keep", "");
    assert_eq!(again.end().code, 0);
    assert!(home.path("again/Letter to your MP.docx").exists());
    let said = stderr(&home.run(&["forget"]));
    assert!(said.contains("the formats that documents are made in"), "{said}");
}

#[test]
fn over_ssh_the_text_goes_to_the_clipboard_of_the_persons_own_terminal() {
    let home = Home::new();
    let example = repository("templates/nhs-contracts/examples/barnsley.yaml");
    let text = std::fs::read_to_string(example).expect("read");
    let without_name: Vec<&str> = text.lines().filter(|l| !l.starts_with("  name:")).collect();
    home.file("answers.yaml", without_name.join("\n"));
    let begin = home.begin("write nhs-contracts/mp-letter --answers answers.yaml");
    let mut terminal = begin.env("SSH_TTY", "/dev/pts/9").run();
    terminal.answer("Your full name", "Jean Sample");
    terminal.answer("What now?", "3");
    terminal.answer("What shall I make", "4");
    terminal.answer("Which folder", "saved");
    terminal.answer("Shall I remember", "n");
    terminal.answer("Copy the text, to paste it?", "y");
    terminal.wait("It is copied");
    terminal.answer("Shall I keep", "");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    let (_, rest) = ended.all.split_once("\u{1b}]52;c;").expect("the sequence that copies");
    let (sent, _) = rest.split_once('\u{7}').expect("it ends");
    // The first words of the letter, in base64.
    assert!(sent.starts_with("SmVhbiBTYW1wbGU"), "{sent}");
}

#[test]
fn a_clipboard_that_fails_says_so_in_a_line_and_the_file_is_there() {
    let home = Home::new();
    // More than a terminal takes.
    let answers =
        ANSWERS.replace("  name: Jean Sample\n", "").replace("twice", &"twice ".repeat(9_000));
    home.file("answers.yaml", answers);
    let begin = home.begin("write nhs-contracts/mp-letter --answers answers.yaml").size(60, 80);
    let mut terminal = begin.env("SSH_TTY", "/dev/pts/9").run();
    terminal.answer("Your full name", "Jean Sample");
    terminal.answer("What now?", "3");
    terminal.answer("What shall I make", "4");
    terminal.answer("Which folder", "saved");
    terminal.answer("Shall I remember", "n");
    terminal.answer("Copy the text, to paste it?", "y");
    terminal.wait("It could not be copied: it is too long for a terminal. The text file has it.");
    terminal.answer("Shall I keep", "");
    assert_eq!(terminal.end().code, 0);
    assert!(home.document("saved", "mp-letter.txt").len() > 50_000);
}
