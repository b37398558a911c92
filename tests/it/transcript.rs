//! `docs/interview.md`: one whole interview as it stands on the screen, made here so that it stays
//! true. `SAYSO_ACCEPT=1` writes it anew; read the difference.

use std::fs;

use crate::newcomer::{WARD, WHO};
use crate::support::{Home, repository};

const HEAD: &str = "\
# One whole interview

This is what a person sees and types, from start to end, in a terminal of 80 columns. What stands
behind `>` was typed. The people are invented.

On the way this person asks why a question is asked (`?`), goes back to change an answer (`<`),
mistypes a council and a postcode, changes an answer in the review, and reads her own words once
more before saving.

This page is made by a test (`tests/it/transcript.rs`), so it cannot differ from the program.

How many prompts and Enters it takes to write a first letter, about a ward that is to close, with a
postcode and without a slip (`tests/it/newcomer.rs`; before, no letter was seen until the end):

| | before | now |
|---|---|---|
";

const STORY: &str = "My mum is 81 and has had an ulcer on her leg since the spring. A nurse used to dress it at the clinic at the end of our road. In May the clinic stopped and we were sent to another one, four miles off. In September that one stopped as well.\r\rI asked the receptionist who had settled it. She gave me a number, they gave me another, and the third one rang out.\rEND\r";

#[test]
fn the_page_shows_the_interview_as_it_is() {
    let home = Home::new();
    let mut terminal = home.begin("").size(400, 80).run();
    for (question, keys) in [
        ("What is it about?", "6\r"),
        ("What would you like to do?", "1 2\r"),
        ("Your postcode", "s70 0z\r"),
        ("not a UK postcode", "\u{1b}[Fz\r"),
        ("Which council sends", "barnsly\r"),
        ("Which meeting is", "3\r"),
        ("When does the meeting start?", "<\r"),
        ("You answered: South Yorkshire", "1\r"),
        ("When does the meeting start?", "wed 2 dec 1.30\r"),
        ("seen for yourselves?", "?\r"),
        ("This is the part nobody else can write.", STORY),
        ("Is this what you want to ask?", "\r"),
        ("What do you want to happen?", "I want to know who I should be talking to.\r"),
        ("What worries you most?", "3 1\r"),
        (
            "most like to be told?",
            "Who decided to move the clinic, and who will decide next time?\r",
        ),
        ("Your full name", "Jean Sample\r"),
        ("Your address", "1 Sample Street\rWombwell\r\r"),
        ("MP's constituency?", "2\r"),
        ("Your MP's name", "-\r"),
        ("A telephone number", "01632 960123\r"),
        ("What now?", "3\r"),
        ("Which one?", "14\r"),
        ("Your MP's name", "Ms Alex Member MP\r"),
        ("What now?", "1 own\r"),
        ("What now?", "4\r"),
        ("What shall I make", "\r"),
        ("Which folder", "letters\r"),
        ("Shall I remember", "n\r"),
        ("Shall I keep", "\r"),
    ] {
        terminal.wait(question);
        terminal.keys(keys);
    }
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    let screen: Vec<&str> = ended.screen.trim_end().lines().map(str::trim_end).collect();
    let page = format!("{HEAD}{}\n```text\n$ sayso\n{}\n```\n", counts(), screen.join("\n"));
    let path = repository("docs/interview.md");
    if std::env::var_os("SAYSO_ACCEPT").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, &page).expect("written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/interview.md is not what the program does; SAYSO_ACCEPT=1 rewrites it. Now:\n{page}"
    );
}

/// Prompts and Enters until a letter is seen, and until it can be saved. Before, both were one.
fn counts() -> String {
    let enters =
        |steps: &[(&str, &str)]| steps.iter().map(|(_, keys)| keys.matches('\r').count()).sum();
    let (prompts, of_prompts): (usize, usize) = (WARD.len(), enters(&WARD));
    let (rest, of_rest): (usize, usize) = (WHO.len(), enters(&WHO));
    format!(
        "| prompts until a letter is seen | 18 | {prompts} |\n\
         | Enters until then | 24 | {of_prompts} |\n\
         | prompts until it can be saved | 18 | {} |\n\
         | Enters until then | 24 | {} |\n",
        prompts + rest,
        of_prompts + of_rest
    )
}
