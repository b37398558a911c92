//! The review of what was written: read it, edit it, save it, and what is remembered then.

use std::fs;

use crate::support::pty::{NHS_CONTRACTS, Terminal};
use crate::support::{Home, stderr};

/// The review of these templates, whose answers are to be kept in a file.
fn review(
    home: &Home,
    templates: &str,
    (rows, cols): (u16, u16),
    env: &[(&str, &str)],
) -> Terminal {
    let begin = home.begin_review(templates).args(&["--save-answers", "kept.yaml"]);
    let begin = env.iter().fold(begin, |begin, (name, value)| begin.env(name, value));
    begin.size(rows, cols).run()
}

#[test]
fn back_why_and_stop_work_in_the_review_and_at_the_folder() {
    let home = Home::new();
    let mut terminal = review(&home, "[mp-letter]", (24, 80), &[]);
    terminal.keys("?\r");
    terminal.wait("Nothing is saved or sent");
    terminal.keys("<\r");
    // The last question, with its answer to be edited.
    terminal.wait("A telephone number or e-mail");
    terminal.keys("jean@example.org\r");
    terminal.wait("What now?");
    terminal.keys("3\r");
    terminal.answer("What shall I make", "");
    terminal.answer("Which folder", "?");
    terminal.wait("It is made if it is not there");
    terminal.keys("\u{1b}");
    terminal.wait("What now?");
    terminal.keys("9\r");
    terminal.wait("from 1 to 4");
    terminal.keys("3\r");
    terminal.answer("What shall I make", "");
    terminal.answer("Which folder", "q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert!(ended.screen.contains("sayso --resume"), "{}", ended.screen);
    assert!(home.read("state/sayso/interview.yaml").contains("jean@example.org"));

    let mut again = home.begin("--resume").run();
    again.wait("What now?");
    again.keys("3\r");
    again.save("saved");
    assert!(home.read("saved/Letter to your MP.txt").contains("jean@example.org"));
}

#[test]
fn a_letter_is_read_as_it_will_read() {
    let home = Home::new();
    let mut terminal = review(&home, "[mp-letter]", (14, 60), &[]);
    terminal.keys("1\r");
    let screen = terminal.wait("Press Enter for reading on, q to stop reading.");
    assert!(screen.contains("Wombwell") && screen.lines().count() <= 14, "{screen}");
    for _ in 0..20 {
        terminal.keys("\r");
        let screen = terminal.wait("");
        if screen.contains("What now?") {
            break;
        }
    }
    // Words, and not letters behind a number, are what the menu names.
    terminal.keys("1 paragraphs\r");
    terminal.wait("Press Enter for the next paragraph, q to stop reading.");
    terminal.keys("q\r");
    terminal.wait("What now?");
    terminal.keys("1 own\r");
    terminal.wait("Nobody asked us.");
    terminal.keys("q\r");
    terminal.wait("What now?");
    terminal.keys("q\r");
    let all = terminal.end().all;
    assert!(all.contains("Jean Sample") && all.contains("Dear Ms Member"), "{all}");
}

#[cfg(unix)]
#[test]
fn an_edited_text_is_kept_with_the_answers_and_gives_the_same_letter_again() {
    let home = Home::new();
    let script = "#!/bin/sh\nsed -i 's/Her clinic was moved twice/Her clinic was moved three times/; s/Nobody asked us/& at all/' \"$1\"\nprintf '\\nI would be glad of a meeting.\\n' >> \"$1\"\n";
    let path = home.script("editor", script);
    let mut terminal = review(&home, "[mp-letter]", (30, 80), &[("EDITOR", &path)]);
    terminal.keys("4\r");
    let screen = terminal.wait("no longer follows the answers");
    assert!(screen.contains("undo your edits"), "{screen}");
    terminal.keys("3\r");
    terminal.save("saved");
    let letter = home.read("saved/Letter to your MP.txt");
    for text in [
        "moved three times",
        "Nobody asked us at all.",
        "I would be glad of a meeting.",
        "[1]",
        "Yours sincerely",
    ] {
        assert!(letter.contains(text), "{text} in\n{letter}");
    }
    let kept = home.read("kept.yaml");
    assert!(kept.contains("edited:\n  mp-letter: |-\n"), "{kept}");
    home.test()
        .line("write --answers kept.yaml -f pdf,txt -o again/")
        .says("no longer follows the answers")
        .run();
    for name in ["mp-letter.txt", "mp-letter.pdf"] {
        let bytes = |folder: &str| home.document(folder, name);
        assert!(bytes("saved") == bytes("again"), "{name} differs");
    }
}

#[cfg(unix)]
#[test]
fn edits_are_undone_and_parts_keep_their_limits() {
    let home = Home::new();
    let path = home.script("editor", "#!/bin/sh\nsed -i \"s/Who decided to move the clinic/Who $(yes really | head -n 120 | tr '\\n' ' ')decided/\" \"$1\"\n");
    let mut terminal = review(&home, "[scrutiny-questions]", (30, 80), &[("VISUAL", &path)]);
    terminal.keys("4\r");
    let screen = terminal.wait("no longer follows the answers");
    assert!(screen.contains("Part 1 has") && screen.contains("over the limit"), "{screen}");
    terminal.keys("5\r");
    let screen = terminal.wait("What now?");
    let now = screen.rsplit("What now?").nth(1).unwrap_or_default();
    assert!(!now.ends_with("no longer follows the answers."), "{screen}");
    terminal.keys("q\r");
    terminal.end();
    assert!(!home.read("state/sayso/interview.yaml").contains("edited:"));
}

#[test]
fn what_is_remembered_about_me_stands_there_next_time_and_can_be_forgotten() {
    let home = Home::new();
    let mut terminal = review(&home, "[mp-letter]", (24, 80), &[]);
    terminal.keys("3\r");
    terminal.answer("What shall I make", "");
    terminal.answer("Which folder", "saved");
    terminal.answer("Shall I remember", "y");
    terminal.answer("Shall I keep", "");
    assert_eq!(terminal.end().code, 0);
    let kept = home.read("state/sayso/about-me.yaml");
    assert!(kept.contains("Wombwell") && !kept.contains("clinic"), "{kept}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(home.path("state/sayso/about-me.yaml"))
            .expect("kept")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let mut next = home.begin("").run();
    next.answer("What is it about?", NHS_CONTRACTS);
    next.answer("What would you like to do?", "1");
    next.wait("> S70 0ZZ");
    next.keys("\r");
    next.wait("> Barnsley");
    next.keys("\r");
    next.answer("seen for yourselves?", "");
    next.answer("Is this what you want to ask?", "");
    next.answer("What do you want to happen?", "");
    next.answer("What worries you most?", "1");
    next.wait("> Jean Sample");
    next.keys("\r");
    let screen = next.wait("> Wombwell");
    assert!(screen.contains("Remembered from last time"), "{screen}");
    next.keys("\r");
    next.wait("Which is your MP's constituency?");
    next.keys("\u{3}");
    next.end();
    assert!(home.read("state/sayso/interview.yaml").contains("postcode: S70 0ZZ"));
    let said = stderr(&home.run(&["forget"]));
    assert!(said.contains("about you") && said.contains("interview"), "{said}");
    assert!(!home.path("state/sayso/about-me.yaml").exists());
}

#[test]
fn a_no_to_being_remembered_is_asked_for_once() {
    let home = Home::new();
    let mut terminal = review(&home, "[mp-letter]", (24, 80), &[]);
    terminal.keys("3\r");
    terminal.save("saved");
    assert!(!home.read("state/sayso/about-me.yaml").contains("Jean"));
    fs::remove_dir_all(home.path("saved")).expect("removed");
    let mut again = review(&home, "[mp-letter]", (24, 80), &[]);
    again.keys("3\r");
    again.answer("What shall I make", "");
    again.answer("Which folder", "saved");
    again.shows("kept.yaml is there already");
    again.wait("2 replace kept.yaml");
    again.keys("?\r");
    again.wait("Nothing is replaced unless you say so.");
    again.keys("2\r");
    again.answer("Shall I keep", "");
    assert_eq!(again.end().code, 0);
}

#[cfg(unix)]
#[test]
fn what_was_saved_is_opened_where_the_system_can() {
    let home = Home::new();
    home.script("bin/xdg-open", "#!/bin/sh\necho \"$1\" > \"$HOME/opened\"\n");
    let path = format!("{}:/usr/bin:/bin", home.path("bin").display());
    let mut terminal =
        review(&home, "[mp-letter]", (24, 80), &[("DISPLAY", ":0"), ("PATH", &path)]);
    terminal.keys("3\r");
    terminal.answer("What shall I make", "");
    terminal.answer("Which folder", "saved");
    terminal.answer("Shall I remember", "n");
    terminal.answer("Shall I keep", "");
    terminal.answer("Open it now?", "");
    assert_eq!(terminal.end().code, 0);
    for _ in 0..100 {
        if home.path("opened").exists() && home.read("opened").ends_with('\n') {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(home.read("opened").contains("saved/Letter to your MP.pdf"));
}
