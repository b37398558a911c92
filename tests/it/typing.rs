//! Typing several lines in a terminal: nothing that is typed or pasted is cut, lost, or taken for
//! the answer to another question.

use crate::support::Home;
use crate::support::pty::Terminal;

const KEPT: &str = "state/sayso/interview.yaml";

/// An interview at the question for own words.
fn at_story(home: &Home, env: &[(&str, &str)]) -> Terminal {
    let begin = env.iter().fold(home.begin(""), |begin, (name, value)| begin.env(name, value));
    begin.steps(&STORY).run()
}

/// What is asked until then, and what is typed.
const STORY: [(&str, &str); 5] = [
    ("What is it about?", "6\r"),
    ("What would you like to do?", "1\r"),
    ("Your postcode", "\r"),
    ("Which council sends", "Barnsley\r"),
    ("seen for yourselves?", ""),
];

/// Stops at the next question; what is kept by then.
fn kept_after(home: &Home, mut terminal: Terminal) -> String {
    terminal.wait("Is this what you want to ask?");
    terminal.keys("q\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert!(ended.as_before && ended.cursor_shown);
    home.read(KEPT)
}

#[test]
fn a_paste_of_three_paragraphs_lands_in_this_answer() {
    let home = Home::new();
    let mut terminal = at_story(&home, &[]);
    // A line that means something when it is typed means nothing in a paste.
    terminal.keys("\u{1b}[200~One café.\r\rq\r<\rEND\rTwo.\n\nThree.\u{1b}[201~");
    terminal.shows("> Three.");
    terminal.keys("\rEND\r");
    let kept = kept_after(&home, terminal);
    assert!(
        kept.contains("One café.\n\n    q\n    <\n    END\n    Two.\n\n    Three.\n"),
        "{kept}"
    );
}

#[test]
fn a_paste_that_the_terminal_does_not_mark_lands_in_this_answer_too() {
    let home = Home::new();
    let mut terminal = at_story(&home, &[]);
    terminal.keys("\rOne.\r\rTwo.\r\r\rThree.\rEND\r");
    let kept = kept_after(&home, terminal);
    assert!(kept.contains("One.\n\n    Two.\n\n    Three.\n"), "{kept}");
}

#[test]
fn a_line_of_twenty_thousand_characters_is_kept_whole() {
    for (open, close) in [("", ""), ("\u{1b}[200~", "\u{1b}[201~")] {
        let home = Home::new();
        let mut terminal = at_story(&home, &[]);
        let line: String = (0..4_000).map(|n| format!("{n:04} ")).collect();
        terminal.keys(&format!("{open}{}{close}\rEND\r", line.trim_end()));
        let kept = kept_after(&home, terminal);
        assert!(kept.contains(line.trim_end()), "{} characters kept", kept.len());
    }
}

#[test]
fn keys_edit_what_stands_there() {
    let home = Home::new();
    let mut terminal = at_story(&home, &[]);
    terminal.keys("wrong line\u{15}He fell twise\u{17}twice.\rno\u{7f}\u{7f}\u{7f} Then\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[DX\u{1b}[F came help");
    terminal.shows("He fell twice.X Then came help");
    terminal.keys("\u{1b}[H\u{1b}[3~\u{1b}[200~She\u{1b}[201~ \u{1b}[F\u{4}");
    let kept = kept_after(&home, terminal);
    assert!(kept.contains("She e fell twice.X Then came help"), "{kept}");
}

#[test]
fn long_lines_wrap_at_words_and_never_outgrow_the_terminal() {
    let home = Home::new();
    let mut terminal = home.begin("").size(12, 40).steps(&STORY).run();
    let words: String = (1..=90).map(|n| format!("word{n:02} ")).collect();
    terminal.keys(words.trim_end());
    let screen = terminal.shows("word90");
    assert!(screen.lines().all(|l| l.len() <= 39 && !l.ends_with("wor")), "{screen}");
    terminal.resize(12, 60);
    terminal.keys("\r\u{1b}[A\u{1b}[A");
    terminal.keys("\u{4}");
    let kept = kept_after(&home, terminal);
    assert!(kept.contains(words.trim_end()), "{kept}");
}

#[test]
fn what_was_typed_before_ctrl_c_stands_there_again() {
    let home = Home::new();
    let mut terminal = at_story(&home, &[]);
    terminal.keys("First line.\rSecond, half");
    terminal.shows("Second, half");
    terminal.keys("\u{3}");
    let ended = terminal.end();
    assert_eq!(ended.code, 130, "{}", ended.screen);
    assert!(ended.cursor_shown && ended.as_before, "{}", ended.screen);

    let mut again = home.begin("--resume").run();
    let screen = again.wait("seen for yourselves?");
    assert!(
        screen.contains("You had begun to write this") && screen.contains("> Second, half"),
        "{screen}"
    );
    assert!(screen.contains("3 of "), "{screen}");
    again.keys("\u{7f} done.\rEND\r");
    let kept = kept_after(&home, again);
    assert!(kept.contains("First line.\n    Second, half done.\n"), "{kept}");
}

#[test]
fn a_kill_loses_no_line_that_was_finished() {
    let home = Home::new();
    let mut terminal = at_story(&home, &[]);
    terminal.keys("First line.\rSecond line.\rThird");
    terminal.shows("Third");
    terminal.kill();
    let mut again = home.begin("--resume").run();
    again.wait("seen for yourselves?");
    again.keys("END\r");
    let kept = kept_after(&home, again);
    assert!(kept.contains("First line.\n    Second line.\n"), "{kept}");
    assert!(!kept.contains("drafts"), "{kept}");
}

#[test]
fn going_back_from_half_a_text_keeps_it_for_when_one_returns() {
    let home = Home::new();
    let mut terminal = at_story(&home, &[]);
    terminal.keys("Half a story\r<\r");
    terminal.answer("Which council sends", "");
    let screen = terminal.wait("seen for yourselves?");
    assert!(screen.contains("> Half a story"), "{screen}");
    terminal.keys("END\r");
    assert!(kept_after(&home, terminal).contains("story: Half a story\n"));
}

#[cfg(unix)]
#[test]
fn the_editor_is_offered_where_one_is_set() {
    let home = Home::new();
    let path = home.script("editor", "#!/bin/sh\nprintf 'One.\\n\\nTwo é.\\n' >> \"$1\"\n");
    let mut terminal = at_story(&home, &[("EDITOR", &path), ("VISUAL", "")]);
    let screen = terminal.shows("type e.");
    assert!(screen.contains("Two empty lines finish, or END."), "{screen}");
    terminal.keys("e\r");
    terminal.shows("> Two é.");
    terminal.keys("Three.\rEND\r");
    let kept = kept_after(&home, terminal);
    assert!(kept.contains("One.\n\n    Two é.\n    Three.\n"), "{kept}");

    let other = Home::new();
    let mut terminal = at_story(&other, &[("EDITOR", "/nonexistent/editor")]);
    terminal.keys("e\r");
    terminal.shows("could not be used");
    terminal.keys("By hand.\rEND\r");
    assert!(kept_after(&other, terminal).contains("story: By hand."));
}

#[cfg(unix)]
#[test]
fn ctrl_z_gives_the_terminal_back_until_fg() {
    let home = Home::new();
    let mut terminal = home.begin_shell();
    terminal.keys(&format!("{}\r", env!("CARGO_BIN_EXE_sayso")));
    for (question, keys) in STORY {
        terminal.answer_as(question, keys);
    }
    terminal.keys("One line.\r\rAnother.\rHalf a \u{1a}");
    terminal.shows("Stopped");
    terminal.keys("stty -a | grep -qw -- -icanon || echo line''editing\r");
    terminal.shows("lineediting");
    terminal.keys("clear; fg\r");
    // The question is there again, with every line that was typed.
    let screen = terminal.wait("seen for yourselves?");
    for line in ["> One line.", "> Another.", "> Half a"] {
        assert!(screen.contains(line), "{line} in {screen}");
    }
    terminal.keys("story\rEND\r");
    terminal.wait("Is this what you want to ask?");
    terminal.keys("q\r");
    terminal.shows("Your answers are kept.");
    terminal.keys("exit\r");
    terminal.end();
    let kept = home.read(KEPT);
    assert!(kept.contains("One line.\n\n    Another.\n    Half a story\n"), "{kept}");
}

#[test]
fn plain_lines_take_long_texts_and_move_no_cursor() {
    let home = Home::new();
    let mut terminal = at_story(&home, &[("SAYSO_PLAIN", "1")]);
    let line = "x".repeat(10_000);
    terminal.keys(&format!("{line}\rone twoo\u{7f} three\u{17}3\rEND\r"));
    terminal.wait("Is this what you want to ask?");
    terminal.keys("q\r");
    let ended = terminal.end();
    assert!(!ended.all.contains('\u{1b}'), "no control sequences");
    let kept = home.read(KEPT);
    assert!(kept.contains(&format!("{line}\n    one two 3\n")), "{}", kept.len());
}

#[cfg(unix)]
#[test]
fn being_asked_to_end_leaves_the_terminal_as_it_was() {
    let home = Home::new();
    let mut terminal = at_story(&home, &[]);
    terminal.keys("One line.\rand half a");
    terminal.shows("half a");
    let pid = terminal.pid().to_string();
    let killed = std::process::Command::new("kill").args(["-TERM", &pid]).status().expect("kill");
    assert!(killed.success());
    let ended = terminal.end();
    assert_eq!(ended.code, 130, "{}", ended.screen);
    assert!(ended.as_before && ended.cursor_shown);
    assert!(home.read(KEPT).contains("One line."));
}
