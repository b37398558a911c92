//! What an interview must never do to a person: lose words, take a slip for an answer, let an
//! answer slide into another, or end in a letter that arrives nowhere.

use sayso::text::words::one_line;

use crate::support::pty::{NHS_CONTRACTS, Terminal};
use crate::support::{Home, repository, stdout};

const KEPT: &str = "state/sayso/interview.yaml";

/// The number of the pack about a local service.
const LOCAL_SERVICE: &str = "4";

/// Begins a document and answers its questions.
fn begun(home: &Home, what: &str, (rows, cols): (u16, u16), steps: &[(&str, &str)]) -> Terminal {
    home.begin(&format!("write {what}")).size(rows, cols).steps(steps).run()
}

/// A planning objection up to its grounds.
fn at_grounds(home: &Home) -> Terminal {
    at_grounds_of(home, (60, 80))
}

fn at_grounds_of(home: &Home, size: (u16, u16)) -> Terminal {
    let mut terminal = begun(home, "planning-objection/objection", size, &APPLICATION);
    terminal.answer_as("change things where you live", "The lane is narrow.\rEND\r");
    terminal.wait("On which grounds");
    terminal
}

/// What is asked about an application, before the person's own words.
const APPLICATION: [(&str, &str); 6] = [
    ("Your postcode", "\r"),
    ("Which council sends", "Leeds\r"),
    ("application's reference", "26/01234/FUL\r"),
    ("address of the site", "4 Mill Lane\r"),
    ("built or changed", "\r"),
    ("By which day", "\r"),
];

#[test]
fn what_becomes_public_and_is_others_is_said_where_words_are_typed() {
    let care = "Say what you saw. Leave out others' names and health unless they agree.";
    let place = [("Your postcode", "\r"), ("Which council sends", "Leeds\r")];
    for (what, before, asked, public) in [
        ("planning-objection/objection", &APPLICATION[..], "change things where you live", true),
        ("nhs-contracts/mp-letter", &place[..], "Say what you saw", false),
    ] {
        let home = Home::new();
        let mut terminal = begun(&home, what, (60, 80), before);
        let screen = one_line(&terminal.wait(asked));
        assert!(screen.contains(care), "{screen}");
        assert_eq!(screen.contains("It may be published with your name."), public, "{screen}");
        stopped(terminal);
    }
}

fn stopped(mut terminal: Terminal) -> String {
    terminal.keys("\u{3}");
    let ended = terminal.end();
    assert_eq!(ended.code, 130, "{}", ended.screen);
    assert!(ended.as_before && ended.cursor_shown);
    ended.all
}

#[test]
fn a_detail_outlives_a_change_of_the_grounds_and_the_end_of_the_program() {
    let home = Home::new();
    let mut terminal = at_grounds(&home);
    terminal.keys("6\r");
    terminal
        .answer_lines("What would happen on which road", &["Lorries meet the school run.", "END"]);
    terminal.wait("what one thing should be a condition");
    terminal.keys("<\r");
    terminal.wait("What would happen on which road");
    terminal.keys("<\r");
    terminal.wait("On which grounds");
    terminal.keys("6, 7\r");
    // The detail of the first ground stands; only that of the new one is asked.
    terminal.answer_lines("Where has water stood", &["In our hall.", "END"]);
    terminal.wait("what one thing should be a condition");
    assert!(home.read(KEPT).contains("Lorries meet the school run."));
    for question in ["Where has water stood", "What would happen on which road", "On which grounds"]
    {
        terminal.keys("<\r");
        terminal.wait(question);
    }
    terminal.keys("7\r");
    terminal.wait("what one thing should be a condition");
    stopped(terminal);
    let kept = home.read(KEPT);
    let (answers, earlier) = kept.split_once("earlier:").expect("something is set aside");
    assert!(!answers.contains("Lorries") && earlier.contains("Lorries meet"), "{kept}");

    let mut again = home.begin("--resume").run();
    again.wait("what one thing should be a condition");
    again.keys("<\r");
    again.wait("Where has water stood");
    again.keys("<\r");
    again.wait("On which grounds");
    again.keys("6 7\r");
    again.wait("You wrote this before.");
    assert!(again.screen().contains("> Lorries meet the school run."), "{}", again.screen());
    stopped(again);
}

#[test]
fn a_refused_line_of_numbers_is_replaced_by_the_first_key_or_mended() {
    let home = Home::new();
    let mut terminal = at_grounds(&home);
    terminal.keys("5, 1, 99\r");
    terminal.wait("There is no such number in the list");
    terminal.wait("Type it anew");
    assert!(terminal.screen().contains("> 5, 1, 99\n  Type it anew"), "{}", terminal.screen());
    terminal.keys("\u{7f}\u{7f}2\r");
    terminal.wait("How would its look");
    terminal.keys("<\r");
    terminal.wait("On which grounds");
    terminal.keys("99\r");
    terminal.wait("There is no such number");
    terminal.keys("7\r");
    terminal.wait("Where has water stood");
    stopped(terminal);
}

#[test]
fn a_word_that_names_a_ground_chooses_it_and_another_becomes_a_sentence() {
    let home = Home::new();
    let mut terminal = at_grounds(&home);
    terminal.keys("flooding1 3 5 6\r");
    terminal.wait("Numbers and letters stand together there.");
    terminal.keys("flooding\r");
    terminal.wait("By flooding, do you mean: Water: could it flood");
    terminal.keys("\r");
    terminal.wait("Where has water stood");
    terminal.keys("<\r");
    terminal.wait("On which grounds");
    terminal.keys("6, 7 and house prices\r");
    terminal.wait("These cannot count: a view");
    terminal.wait("Shall I leave it out?");
    terminal.keys("\r");
    terminal.wait("What would happen on which road");
    terminal.keys("<\r");
    terminal.wait("On which grounds");
    terminal.keys("flooding and roads\r");
    terminal.wait("By flooding, do you mean: Water: could it flood");
    terminal.keys("\r");
    terminal.wait("By roads, do you mean: Roads: would they be less safe");
    terminal.keys("\r");
    terminal.wait("What would happen on which road");
    terminal.keys("<\r");
    terminal.wait("On which grounds");
    terminal.keys("the cows\r");
    terminal.wait("What about the cows? Say it in a sentence");
    terminal.keys("the cows can no longer be walked to the field\r");
    terminal.wait("In your letter: The cows can no longer be walked to the field.");
    stopped(terminal);
    let kept = home.read(KEPT);
    assert!(kept.contains("own: The cows can no longer be walked to the field."), "{kept}");
}

#[test]
fn a_number_before_a_sentence_and_a_question_without_its_mark_are_asked_about() {
    let home = Home::new();
    let steps = [
        ("Your postcode", "\r"),
        ("Which council sends", "Barnsley\r"),
        ("seen for yourselves?", "\r"),
        ("Is this what you want to ask?", "\r"),
        ("What do you want to happen?", "\r"),
        ("What worries you most?", "3, 12 Why was it moved.\r"),
        ("Shall it read: 3, 12 Why was it moved.", "\r"),
        ("There is no such number in the list. Choose from 1 to 7.", "3, 1 Why was it moved.\r"),
        ("Shall it read: 3, 1 Why was it moved.", "n\r"),
        ("Shall it read: Why was it moved?", "\r"),
        ("In your letter: Why was it moved?", ""),
    ];
    let mut terminal = begun(&home, "nhs-contracts/mp-letter", (60, 80), &steps);
    terminal.wait("Your full name");
    terminal.keys("<\r");
    terminal.wait("What worries you most?");
    let kept = home.read(KEPT);
    for point in ["- secrecy\n", "- fixed-budget\n", "'own: Why was it moved?'"] {
        assert!(kept.contains(point), "{kept}");
    }
    // A number alone may well begin a sentence.
    terminal.keys("2 buses a day is too few\r");
    terminal.wait("Shall it read: 2 buses a day is too few");
    terminal.keys("\r");
    terminal.wait("In your letter: 2 buses a day is too few.");
    stopped(terminal);
}

#[test]
fn q_stops_at_a_yes_or_no_and_at_a_menu_too() {
    let home = Home::new();
    let mut terminal = at_grounds(&home);
    terminal.keys("flooding\r");
    terminal.wait("By flooding, do you mean: Water: could it flood");
    terminal.keys("q\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert!(ended.screen.contains("Your answers are kept."), "{}", ended.screen);
    assert!(!home.read(KEPT).contains("flooding"), "it was no answer");
    for (shown, keys) in [("Carry on with your objection", "q\r"), ("Carry on with", "y\r")] {
        let mut terminal = home.begin("").run();
        terminal.wait(shown);
        terminal.keys(keys);
        if keys == "q\r" {
            let ended = terminal.end();
            assert!(!ended.screen.contains("What is it about?"), "{}", ended.screen);
        } else {
            terminal.wait("On which grounds");
            stopped(terminal);
        }
    }
}

#[test]
fn enter_ends_a_sentence_and_end_is_nobodys_name() {
    let home = Home::new();
    let mut terminal = begun(
        &home,
        "nhs-contracts/mp-letter",
        (40, 80),
        &[
            ("Your postcode", "\r"),
            ("Which council sends", "Barnsley\r"),
            ("seen for yourselves?", "\r"),
            ("Is this what you want to ask?", "\r"),
            ("What do you want to happen?", "I want to know who decided.\r"),
            ("What worries you most?", "1\r"),
            ("Your full name", "END\r"),
            ("Enter has ended that answer.", "jean sample\r"),
            ("Shall it read Jean Sample?", "\r"),
            ("Your address", "1 Sample Street\rWombwell S70 0ZZ\r\r"),
        ],
    );
    // The postcode is known by now, and is not printed twice.
    terminal.wait("S70 0ZZ goes below your address.");
    terminal.wait("Which is your MP's constituency?");
    terminal.keys("\r");
    terminal.answer("Your MP's name", "iestyn mostyn-made-up");
    terminal.wait("Shall it read Iestyn Mostyn-Made-Up?");
    terminal.keys("\r");
    terminal.wait("The letter will begin: Dear Iestyn Mostyn-Made-Up. Is that right?");
    terminal.keys("n\r");
    terminal.wait("> iestyn mostyn-made-up");
    terminal.keys("\u{15}Mr Iestyn Mostyn-Made-Up\r");
    terminal.answer("A telephone number", "");
    // It cannot arrive without a constituency: that is said first.
    let screen = terminal.wait("it may reach no MP");
    assert!(screen.contains("1 say which constituency"), "{screen}");
    assert!(screen.contains("save it all the same"), "{screen}");
    terminal.keys("1\r");
    terminal.answer("Which is your MP's constituency?", "2");
    let screen = terminal.wait("What now?");
    assert!(screen.contains("1 read it"), "{screen}");
    stopped(terminal);
    let kept = home.read(KEPT);
    assert!(
        kept.contains("want: I want to know who decided.") && kept.contains("name: Jean Sample"),
        "{kept}"
    );
    assert!(kept.contains("  - Wombwell\n") && kept.contains("postcode: S70 0ZZ"), "{kept}");
}

#[test]
fn what_was_meant_for_another_question_is_asked_about_before_it_is_kept() {
    let home = Home::new();
    let mut terminal = begun(&home, "local-service/mp-letter", (40, 80), &[]);
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Leeds");
    terminal.answer("Which kind of service is it?", "wrd");
    terminal.wait("Did you mean 2, a hospital ward, unit or clinic?");
    terminal.keys("2\r");
    // A key too many: the number of the next question is no name of a service.
    terminal.answer("What do people call it", "6");
    terminal
        .wait("6 alone may be meant for another question. Enter keeps it, or type your answer.");
    terminal.wait("> 6");
    terminal.keys("Ward 6\r");
    terminal.answer("What is to happen to it?", "1");
    terminal.answer("How far has it got?", "2");
    terminal.answer("From when", "don't know");
    terminal.wait("Shall I leave this question out?");
    terminal.keys("n\r");
    terminal.wait("What do you think of it?");
    terminal.keys("<\r");
    terminal.answer("> don't know", "");
    // It was said once that it is one's answer.
    terminal.wait("What do you think of it?");
    terminal.keys("<\r");
    terminal.answer("From when", "\u{15}not sure");
    terminal.wait("Shall I leave this question out?");
    terminal.keys("\r");
    terminal.wait("What do you think of it?");
    assert!(home.read(KEPT).contains("change_when: ''\n"), "{}", home.read(KEPT));
    terminal.keys("<\r");
    terminal.answer("From when", "\u{15}1");
    terminal.wait("1 alone may be meant for another question.");
    terminal.keys("\r");
    terminal.wait("What do you think of it?");
    stopped(terminal);
    let kept = home.read(KEPT);
    assert!(kept.contains("service_name: Ward 6") && kept.contains("change_when: '1'"), "{kept}");
}

#[test]
fn a_wish_that_says_not_who_is_to_do_it_is_asked_about_once() {
    let home = Home::new();
    let mut terminal = begun(&home, "anything/letter", (40, 80), &[]);
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Leeds");
    terminal.answer("What is it about?", "The 42 bus");
    terminal.answer("What do you want to happen?", "To keep running every 10 minutes.");
    terminal.wait("Who or what is to keep running every 10 minutes? Say it in a whole sentence");
    terminal.keys("?\r");
    terminal.wait("read by somebody who knows nothing of it yet");
    terminal.keys("I want the 42 to keep running.\r");
    terminal.wait("What has happened");
    assert!(home.read(KEPT).contains("want: I want the 42 to keep running."));
    // Enter leaves what was typed, and it is not asked about again.
    terminal.keys("<\r");
    terminal.answer("What do you want to happen?", "\u{15}to have it back");
    terminal.answer("Who or what is to have it back?", "");
    terminal.wait("What has happened");
    terminal.keys("<\r");
    terminal.answer("> to have it back", "");
    terminal.wait("What has happened");
    stopped(terminal);
    assert!(home.read(KEPT).contains("want: to have it back"));
}

/// Types `?` at a prompt: something is said, and the prompt is there again.
fn asks_why(terminal: &mut Terminal) {
    terminal.keys("?\r");
    terminal.until("answer to ?", |screen| {
        let Some((_, after)) = screen.rsplit_once("> ?\n") else { return false };
        let said = |line: &str| line.starts_with("  ") && !line.contains("Type it anew");
        after.lines().next().is_some_and(said) && after.lines().any(|line| line.starts_with('>'))
    });
}

#[test]
fn a_question_mark_says_something_at_every_prompt() {
    let home = Home::new();
    let mut terminal = home.begin("").size(60, 80).run();
    for (question, keys) in crate::newcomer::WARD.into_iter().chain(crate::newcomer::WHO) {
        terminal.wait(question);
        asks_why(&mut terminal);
        terminal.keys(keys);
    }
    terminal.wait("What now?");
    asks_why(&mut terminal);
    terminal.keys("2\r");
    terminal.wait("Which one?");
    asks_why(&mut terminal);
    terminal.keys("\r");
    terminal.answer("What now?", "3");
    for question in ["What shall I make", "Which folder"] {
        terminal.wait(question);
        asks_why(&mut terminal);
        terminal.keys("\r");
    }
    for question in ["Shall I remember", "Shall I keep"] {
        terminal.wait(question);
        asks_why(&mut terminal);
        terminal.keys("n\r");
    }
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_question_mark_says_what_yes_and_no_lead_to() {
    let home = Home::new();
    let mut terminal = at_grounds(&home);
    terminal.keys("flooding\r");
    terminal.wait("By flooding, do you mean: Water: could it flood");
    terminal.keys("?\r");
    terminal.wait("Yes chooses that point of the list. No keeps a point of your own.");
    terminal.keys("maybe\r");
    terminal.wait("Please type yes or no.");
    // Esc is no here too: the words stay a point of their own.
    terminal.keys("\u{1b}");
    terminal.wait("what one thing should be a condition");
    stopped(terminal);

    let home = Home::new();
    let mut terminal = at_grounds(&home);
    terminal.keys("the cows\r");
    terminal.wait("What about the cows?");
    terminal.keys("?\r");
    terminal.wait("Whoever reads a word or two");
    terminal.keys("the cows can no longer be walked to the field\r");
    terminal.wait("In your letter: The cows can no longer be walked to the field.");
    stopped(terminal);

    // The interview that was stopped is offered, and so is what it means to carry on.
    let mut again = home.begin("write").run();
    again.wait("Carry on with");
    asks_why(&mut again);
    again.keys("y\r");
    again.wait(" of ");
    stopped(again);
}

#[test]
fn no_help_says_how_to_leave_a_question_out_since_every_front_end_does() {
    for name in sayso::pack::shipped::names() {
        for question in &crate::support::letters::shipped_pack(name).questions {
            let said = [Some(&question.ask), question.why.as_ref(), question.help.as_ref()];
            for text in said.into_iter().flatten() {
                for words in ["empty", "leave it out", "Enter", "press "] {
                    assert!(!text.contains(words), "{name} {}: {text}", question.id);
                }
            }
        }
    }
}

#[test]
fn people_in_northern_ireland_are_asked_about_rates() {
    let home = Home::new();
    let mut terminal = begun(&home, "anything/member-letter", (40, 80), &[]);
    terminal.answer("Your postcode", "BT9 5AB");
    terminal.wait("Northern Ireland's postcodes have a licence of their own");
    terminal.wait("Which council sends your council tax bill, or has part of your rates?");
    terminal.keys("Belfast\r");
    terminal.wait("What is it about?");
    stopped(terminal);
}

#[test]
fn what_is_no_place_is_not_taken_for_a_council() {
    let home = Home::new();
    let mut terminal = begun(&home, "nhs-contracts/mp-letter", (40, 80), &[]);
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "don't know");
    terminal.wait("at the top of your council tax or rates bill");
    terminal.keys("\u{15}S70 0ZZ\r");
    terminal.wait("That is a postcode.");
    terminal.keys("\u{15}northern ireland\r");
    terminal.wait("Northern Ireland is a nation with 11 councils. Type the name of yours.");
    terminal.keys("\u{15}Kent\r");
    let screen = terminal.wait("Kent has 12 councils. Which one is yours?");
    assert!(screen.contains("Canterbury") && screen.contains("Dover"), "{screen}");
    terminal.keys("\u{15}Exampleton\r");
    terminal.wait("Exampleton is in no list of councils here. Take it all the same?");
    terminal.keys("\r");
    terminal.wait("> Exampleton");
    // Enter on it is no yes to it.
    terminal.keys("\r");
    terminal.wait("Take it all the same?");
    terminal.keys("\r");
    terminal.wait("> Exampleton");
    terminal.keys("\u{15}kent county council\r");
    terminal.wait("Kent has 12 councils.");
    // The first key takes the place of what was refused.
    terminal.keys("4\r");
    terminal.wait("Dover. Your NHS board");
    stopped(terminal);
    assert!(home.read(KEPT).contains("area: Dover"));
}

#[test]
fn what_is_typed_is_read_so_far_and_drawn_again_and_kept_on_the_way_back() {
    let home = Home::new();
    let mut terminal = begun(
        &home,
        "nhs-contracts/mp-letter",
        (60, 80),
        &[
            ("Your postcode", "\r"),
            ("Which council sends", "Barnsley\r"),
            ("Say what you saw. Leave out others' names", "We waited.\rr\r"),
        ],
    );
    let screen = terminal.wait("‹your full name›");
    assert!(screen.contains("‹the points you choose›"), "there are gaps: {screen}");
    assert!(screen.contains("  We waited."), "{screen}");
    assert!(screen.trim_end().ends_with("Two empty lines finish, or END."), "{screen}");
    terminal.keys("END\r");
    terminal.answer("Is this what you want to ask?", "");
    terminal.answer("What do you want to happen?", "");
    terminal.answer("What worries you most?", "1");
    terminal.wait("Your full name");
    // What was begun before going back stands there again.
    terminal.keys("Jean S<\r");
    terminal.wait("What worries you most?");
    terminal.keys("\r");
    terminal.wait("> Jean S");
    stopped(terminal);
}

#[test]
fn words_that_accuse_or_give_away_or_are_out_of_date_are_asked_about_once() {
    let home = Home::new();
    let mut terminal = begun(&home, "nhs-contracts/mp-letter", (60, 80), &[]);
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Barnsley");
    let story = "The CCG lied to us. I know of this from a neighbour who works there.\rEND\r";
    terminal.wait("seen for yourselves?");
    terminal.keys(story);
    terminal.wait("\"lied\" says that somebody broke the law");
    terminal.keys("\r");
    terminal.wait("\"who works there\" may show who told you");
    terminal.keys("y\r");
    terminal.wait("You wrote CCG. A letter today says: integrated care board (ICB).");
    terminal.keys("\r");
    terminal.wait("Is this what you want to ask?");
    stopped(terminal);
    assert!(home.read(KEPT).contains("The CCG lied to us."), "nothing is changed by itself");
}

#[test]
fn a_question_taller_than_the_terminal_comes_by_the_screenful() {
    let home = Home::new();
    let mut terminal = at_grounds_of(&home, (20, 40));
    let screen = terminal.wait("Enter shows the rest.");
    assert!(screen.contains("On which grounds do you"), "{screen}");
    terminal.keys("\r");
    let screen = terminal.wait("On which grounds");
    assert!(!screen.contains("1 Design"), "asked again where it is answered: {screen}");
    terminal.keys("1\r");
    terminal.wait("How would its look");
    // Whoever knows the answer need not see the rest.
    terminal.keys("<\r");
    terminal.wait("Enter shows the rest.");
    terminal.keys("7\r");
    terminal.wait("Where has water stood");
    stopped(terminal);
    assert!(home.read(KEPT).contains("  - water\n"), "{}", home.read(KEPT));
}

#[test]
fn a_count_holds_and_options_that_are_numbers_have_no_numbers() {
    let home = Home::new();
    let mut terminal = begun(&home, "local-service/consultation-response", (60, 80), &[]);
    let mut seen = Vec::new();
    let typed = ["Leeds\r", "1\r", "Mill Lane\r", "1\r", "1\r", "The plan\r", "\r", "\r", "1\r"];
    let words = ["We go there.\rEND\r", "Keep it open.\rEND\r", ""];
    for keys in typed.iter().chain(&words) {
        let screen = terminal.wait(" of ");
        let count = |line: &str| {
            line.split_once(" of about ")
                .map(|(_, rest)| rest.split(' ').next().unwrap_or_default().to_string())
        };
        seen.extend(screen.lines().rev().find_map(count));
        if screen.contains("How many of its numbered questions") {
            break;
        }
        terminal.keys(keys);
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
    let screen = terminal.wait("How many of its numbered questions");
    assert!(screen.contains("Type one of: 1, 2, 3, 4, 5, 6, none."), "{screen}");
    assert!(!screen.contains("1 1"), "{screen}");
    terminal.keys("?\r");
    terminal.wait("counted where it belongs");
    stopped(terminal);
}

#[cfg(unix)]
#[test]
fn after_ctrl_z_and_fg_the_question_is_there_again() {
    let home = Home::new();
    let program = env!("CARGO_BIN_EXE_sayso");
    let mut terminal = home.begin_shell();
    terminal.keys(&format!("{program} write nhs-contracts/mp-letter\r"));
    terminal.answer("Your postcode", "");
    terminal.wait("Which council sends");
    terminal.keys("Barn\u{1a}");
    terminal.shows("Stopped");
    terminal.keys("fg\r");
    let screen =
        terminal.wait("Which council sends your council tax bill, or has part of your rates?");
    assert!(screen.trim_end().ends_with("> Barn"), "{screen}");
    terminal.keys("\u{15}q\r");
    terminal.shows("Your answers are kept");
    terminal.keys("exit\r");
    terminal.end();
}

#[test]
fn a_text_is_edited_here_where_no_editor_is_set_or_it_cannot_be_started() {
    for (editor, told) in [("", "Ctrl-D finishes"), ("/nonexistent/editor", "could not be used")] {
        let home = Home::new();
        let begin = home.begin_review("[mp-letter, scrutiny-questions]").size(60, 80);
        let mut terminal = begin.env("EDITOR", editor).run();
        terminal.answer("5 edit: A letter to your MP", "5");
        terminal.wait(told);
        terminal.wait("Ctrl-D finishes");
        terminal.keys("I would be glad of a meeting.\u{4}");
        terminal.wait("You edited its text");
        terminal.keys("4\r");
        terminal.save("saved");
        let letter = String::from_utf8(home.document("saved", "mp-letter.txt")).expect("text");
        assert!(letter.contains("I would be glad of a meeting."), "{letter}");
    }
}

#[test]
fn without_another_folder_each_time_has_one_of_its_own() {
    let home = Home::new();
    let mut terminal = home.begin_review("[mp-letter]").run();
    terminal.keys("3\r");
    terminal.answer("What shall I make", "");
    terminal.answer("Press Enter for ~/sayso/2026-11-21 Letter to your MP", "");
    terminal.answer("Shall I remember", "n");
    terminal.answer("Shall I keep", "");
    assert_eq!(terminal.end().code, 0);
    assert!(home.path("sayso/2026-11-21 Letter to your MP/Letter to your MP.pdf").exists());
}

/// 22 December 2026, noon UTC.
const A_MONTH_ON: &str = "1797940800";

#[test]
fn a_letter_that_was_kept_is_listed_and_reminded_of_after_a_month() {
    let home = Home::new();
    let mut terminal = home.begin_review("[mp-letter, scrutiny-questions]").run();
    terminal.keys("4\r");
    terminal.answer("What shall I make", "");
    terminal.answer("Which folder", "saved");
    terminal.answer("Shall I remember", "n");
    terminal.answer("Shall I keep your answers", "y");
    assert_eq!(terminal.end().code, 0);
    let listed = stdout(&home.run(&["letters"]));
    let listed = one_line(&listed);
    for part in [
        "1. 21 November 2026, in ~/saved",
        "A letter to your MP: Print it, sign it and post it",
        "by Tuesday 1 December, 1.30pm",
        "Answer expected by 21 December 2026. No answer by then?",
    ] {
        assert!(listed.contains(part), "{part} in {listed}");
    }
    // A month on, the next interview says so.
    let mut terminal = home.begin("write").env("SOURCE_DATE_EPOCH", A_MONTH_ON).run();
    terminal.wait("You wrote on 21 November 2026. No answer yet? sayso letters --follow-up 1");
    stopped(terminal);
    home.test().line("letters --follow-up 1").env("SOURCE_DATE_EPOCH", A_MONTH_ON).run();
    let letter = home.read("saved/Reminder A letter to your MP.txt");
    for part in [
        "22 December 2026",
        "Dear Ms Member",
        "Reminder: Please ask the Health Secretary",
        "I wrote to you on 21 November 2026 and have not had an answer yet.",
        "Jean Sample",
    ] {
        assert!(letter.contains(part), "{part} in\n{letter}");
    }
    assert!(!home.path("saved/Reminder Questions for a public meeting.txt").exists());
    // In other formats too, with a copy of the first letter.
    home.file("first.pdf", b"%PDF-first");
    home.test()
        .line("letters --follow-up 1 -f docx,eml,html,ics,md --enclose first.pdf -o again")
        .run();
    let again = |ending: &str| home.read(&format!("again/Reminder A letter to your MP.{ending}"));
    assert!(again("md").contains("I enclose: first.pdf"), "{}", again("md"));
    assert!(again("eml").contains("filename=\"first.pdf\""), "{}", again("eml"));
    assert!(home.path("again/Reminder A letter to your MP.docx").exists());
    assert!(again("ics").starts_with("BEGIN:VCALENDAR") && again("html").contains("<!doctype"));
    home.test()
        .line("letters --follow-up 2")
        .status(2)
        .says("error: there is no letter 2\n")
        .says("hint: `sayso letters` lists them with their numbers\n")
        .run();
    home.test().line("forget").says("Forgotten: a letter that was kept.\n").run();
    let none = "No letters are kept. When you save one, say yes to keeping it.\n";
    home.test().line("letters").stderr(none).run();
}

#[test]
fn a_request_that_had_no_answer_is_followed_by_one_for_a_review_and_not_too_early() {
    let home = Home::new();
    let kept = "begun: 2026-11-21T12:00\nsaved: saved\npack: information-request\n\
        template: request\nanswers:\n  public_body: Example Hospitals NHS Trust\n  law: uk\n  \
        topic: beds on Ward 23\n  items: [The number of beds]\n  name: Jean Sample\n  \
        reply_email: jean@example.org\n";
    home.file("state/sayso/letters/letter-001.yaml", kept.as_bytes());
    let listed = one_line(&stdout(&home.run(&["letters"])));
    let told = "Answer expected by 21 December 2026. No answer by then? For a request for a review: \
        sayso letters --follow-up 1";
    assert!(listed.contains(told), "{listed}");
    let early = "An answer can be expected by 21 December 2026, so this is early";
    let line = "letters --follow-up 1 -f txt -o early";
    home.test().line(line).run();
    home.test().line(line).status(1).run();
    let made = home.run(&["letters", "--follow-up", "1", "-f", "txt", "-o", "early", "--force"]);
    let said = one_line(&String::from_utf8_lossy(&made.stderr));
    assert!(said.contains(early), "{said}");
    home.test().line("letters --follow-up 1 -f txt").env("SOURCE_DATE_EPOCH", A_MONTH_ON).run();
    let review = home.read("saved/Request for a review.txt");
    let asks = "On 21 November 2026 I asked you for information about beds on Ward 23. I have had \
        no answer. Please review";
    assert!(one_line(&review).contains(asks), "{review}");

    // Asked for without one that was kept, it says so too.
    let mut terminal = home.begin("write information-request/review-request").size(40, 80).run();
    terminal.answer("Which public body", "Example Council");
    terminal.answer("Where does this body belong?", "1");
    terminal.answer("What is it about?", "potholes");
    terminal.answer("On which day did you send", "20 November 2026");
    terminal.answer("Which reference", "");
    terminal.answer("What came of it?", "1");
    terminal.wait("it may be turned away as too early");
    stopped(terminal);
}

#[test]
fn something_else_is_written_with_the_same_answers() {
    let home = Home::new();
    let mut terminal = home.begin("").size(60, 80).run();
    crate::interview::answer_all(&mut terminal);
    let screen = terminal.wait("write something else with these answers");
    let line = screen.lines().find(|l| l.contains("write something else")).expect("it is there");
    let number = line.split_whitespace().next().expect("a number").to_string();
    terminal.keys(&format!("{number}\r"));
    terminal.answer("What is it about?", LOCAL_SERVICE);
    terminal.answer("What would you like to do?", "2");
    // Where I live is known; what is new is asked.
    let screen = terminal.wait("Which kind of service is it?");
    assert!(!screen.contains("1 of about"), "{screen}");
    terminal.keys("5\r");
    terminal.wait("What do people call it");
    stopped(terminal);
    let other = home.read("state/sayso/interview-2.yaml");
    assert!(other.contains("local-service") && other.contains("Nobody asked us."), "{other}");
    // What was finished and not saved is there still, to be carried on.
    let left = home.read(KEPT);
    assert!(left.contains("pack: nhs-contracts") && left.contains("Nobody asked us."), "{left}");
}

#[cfg(unix)]
#[test]
fn an_edit_is_offered_to_the_other_document_with_the_same_words() {
    let home = Home::new();
    let example = repository("templates/planning-objection/examples/leeds-long.yaml");
    let answers = std::fs::read_to_string(example).expect("read");
    home.file("given.yaml", answers.replace("  name: Siân Ŵyn-O'Brien\n", ""));
    let editor = home.script("editor", "#!/bin/sh\nsed -i 's/since 1998/since 1997/' \"$1\"\n");
    let begin = home.begin("write --answers given.yaml").size(60, 80).env("EDITOR", &editor);
    let mut terminal = begin.run();
    terminal.answer("Your full name", "Siân Ŵyn-O'Brien");
    terminal.answer("5 edit: An objection", "5");
    terminal.wait("has the same words. Change them there too?");
    terminal.keys("\r");
    terminal.answer("You edited its text", "4");
    terminal.save("saved");
    for entry in std::fs::read_dir(home.path("saved")).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let text = std::fs::read_to_string(&path).expect("read");
            assert!(text.contains("since 1997"), "{}", path.display());
        }
    }
}

#[test]
fn what_the_letter_asks_for_is_said_before_anything_is_written_and_can_be_declined() {
    let home = Home::new();
    let mut terminal = home.begin("").size(60, 80).run();
    terminal.answer("What is it about?", NHS_CONTRACTS);
    terminal.answer("What would you like to do?", "1");
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Barnsley");
    let told = "A letter to your MP will be headed: Please ask the Health Secretary";
    terminal.wait(told);
    terminal.keys("change\r");
    terminal.answer("What is it about?", LOCAL_SERVICE);
    terminal.answer("What would you like to do?", "1");
    // What was answered is taken along.
    terminal.wait("Which kind of service is it?");
    stopped(terminal);
    let kept = home.read(KEPT);
    assert!(kept.contains("pack: local-service") && kept.contains("area: Barnsley"), "{kept}");
}

#[test]
fn answers_to_numbered_questions_outlive_a_change_of_how_many_and_the_end_of_the_program() {
    let home = Home::new();
    let what = "local-service/consultation-response";
    let steps = [
        ("Your postcode", "\r"),
        ("Which council sends", "Leeds\r"),
        ("Which kind of service is it?", "5\r"),
        ("What do people call it", "the library in Mill Lane\r"),
        ("What is to happen to it?", "1\r"),
        ("Are you answering for yourself", "1\r"),
        ("What is the consultation called?", "The plan\r"),
        ("reference number?", "\r"),
        ("On which day does it close?", "\r"),
        ("What do you think of it?", "1\r"),
        ("depend on it?", "We go there.\r"),
        ("What should they do?", "Keep it open.\r"),
        ("How many of its numbered questions", "2\r"),
        ("How many words may each answer have?", "\r"),
        ("Or how many characters?", "\r"),
        ("What is the first question?", "3a. Do you agree?\r"),
        ("Your answer to it", "No. Our children read there.\rEND\r"),
        ("What is the second question?", "3b. What else?\r"),
        ("Your answer to the second question", "Ask us first.\rEND\r"),
        ("What worries you most?", ""),
    ];
    let home_steps = steps.iter().filter(|(question, _)| *question != "Your postcode");
    let steps: Vec<(&str, &str)> = home_steps.copied().collect();
    let mut terminal = begun(&home, what, (60, 80), &steps);
    let back_to_how_many = |terminal: &mut Terminal| {
        for _ in 0..12 {
            terminal.keys("\u{1b}");
            let screen = terminal.wait(" of ");
            if asks_how_many(&screen) {
                return;
            }
        }
        panic!("it is not reached: {}", terminal.screen());
    };
    back_to_how_many(&mut terminal);
    terminal.keys("3\r");
    // Nothing that was answered is asked again.
    terminal.wait("What is the third question?");
    back_to_how_many(&mut terminal);
    terminal.keys("1\r");
    terminal.wait("What worries you most?");
    stopped(terminal);
    let kept = home.read(KEPT);
    for words in ["No. Our children read there.", "3b. What else?", "Ask us first."] {
        assert!(kept.contains(words), "{words} in {kept}");
    }
    let mut again = home.begin("--resume").size(60, 80).run();
    again.wait("What worries you most?");
    back_to_how_many(&mut again);
    again.keys("2\r");
    again.wait("> 3b. What else?");
    again.keys("\r");
    let screen = again.wait("You wrote this before.");
    assert!(screen.contains("> Ask us first."), "{screen}");
    stopped(again);
}

/// Whether the last question on a screen is how many numbered questions there are.
fn asks_how_many(screen: &str) -> bool {
    let asked = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit()) && line.contains("  ");
    screen.lines().rev().find(asked).is_some_and(|line| line.contains("How many of its numbered"))
}

#[test]
fn plain_lines_give_the_earlier_answer_back_like_everywhere() {
    let home = Home::new();
    let begin = home.begin("write nhs-contracts/mp-letter").size(40, 80).env("SAYSO_PLAIN", "1");
    let mut terminal = begin.run();
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Barnsley");
    terminal.answer_lines("seen for yourselves?", &["We waited.", "END"]);
    terminal.answer("Is this what you want to ask?", "<");
    let screen = terminal.wait("You wrote this before. Enter keeps it");
    assert!(screen.contains("We waited."), "{screen}");
    terminal.keys("<\r");
    terminal.wait("You answered: Barnsley");
    terminal.keys("\r");
    terminal.answer("Is this what you want to ask?", "q");
    assert_eq!(terminal.end().code, 0);
    let kept = home.read(KEPT);
    assert!(kept.contains("area: Barnsley") && kept.contains("story: We waited."), "{kept}");
}

#[test]
fn of_the_constituency_nothing_untrue_is_said() {
    let home = Home::new();
    let mut terminal = begun(&home, "anything/mp-letter", (60, 80), &[]);
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Leeds");
    terminal.answer("What is it about?", "Potholes");
    terminal.answer("What do you want to happen?", "");
    terminal.answer_lines("What has happened", &["There is a hole.", "END"]);
    // What is written so far can be read where a number is asked for, too.
    terminal.answer("What should the person you write to do?", "r");
    terminal.wait("There is a hole.");
    terminal.keys("3\r");
    terminal.answer("Your full name", "Jean Sample");
    terminal.answer_lines("Your address", &["1 Sample Street", "Leeds", ""]);
    terminal.answer("Which is your MP's constituency?", "?");
    terminal.wait("MPs act for the people of their own constituency.");
    terminal.keys("\r");
    // Whoever left it out is not told that the letter arrives all the same.
    terminal.answer("Your MP's name", "?");
    terminal.wait("Without one it arrives where the constituency is known.");
    terminal.keys("don't know\r");
    terminal.wait("Shall I leave this question out?");
    terminal.keys("\r");
    terminal.answer("A telephone number", "");
    terminal.wait("it may reach no MP");
    stopped(terminal);
}
