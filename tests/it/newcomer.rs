//! What somebody meets who writes for the first time: how many prompts until a letter is seen, what
//! is offered where another nation's laws hold, and where the files are found again.

use sayso::model::Kind;
use sayso::text::words::one_line;

use crate::support::pty::Terminal;
use crate::support::{Home, stderr, stdout};

/// The keys of an interview about a ward, each with what is asked, up to the person's name.
pub(crate) const WARD: [(&str, &str); 12] = [
    ("What is it about?", "4\r"),
    ("What would you like to do?", "2\r"),
    ("Your postcode", "LS1 1UR\r"),
    ("Which kind of service is it?", "2\r"),
    ("What do people call it", "Ward 23 at Example Infirmary\r"),
    ("What is to happen to it?", "1\r"),
    ("How far has it got?", "2\r"),
    ("From when, if you know?", "April 2027\r"),
    ("What do you think of it?", "1\r"),
    ("What do you want to happen", "keep it open\r"),
    ("What would it mean to you", "My dad goes there each week.\r\rHe cannot drive.\r\r\r"),
    ("What worries you most?", "1\r"),
];

/// The rest of it.
pub(crate) const WHO: [(&str, &str); 4] = [
    ("Your full name", "Jean Sample\r"),
    ("Your address", "1 Sample Street\rLeeds\r\r"),
    ("Your MP's name", "-\r"),
    ("A telephone number", "\r"),
];

/// Types all of it up to the name, in a terminal of this size.
fn ward(home: &Home, (rows, cols): (u16, u16)) -> Terminal {
    home.begin("").size(rows, cols).steps(&WARD).run()
}

#[test]
fn a_letter_is_seen_after_twelve_prompts_and_name_and_address_come_after_it() {
    let home = Home::new();
    let mut terminal = ward(&home, (40, 80));
    let screen = one_line(&terminal.wait("Your full name"));
    for part in [
        "Your letter so far:",
        "There is a plan to close Ward 23 at Example Infirmary from April 2027. This is what I want: keep it open.",
        "My dad goes there each week.",
        "What follows is who you are.",
    ] {
        assert!(screen.contains(part), "no {part:?} in:\n{screen}");
    }
    for (question, keys) in WHO {
        terminal.answer_as(question, keys);
    }
    // What was left for the end is in the list of answers, and can be given there.
    terminal.answer("What now?", "2");
    let screen = terminal.wait("Which one?");
    let later = screen.lines().find(|l| l.contains("Where did you learn of it? (left out)"));
    let number = later.and_then(|l| l.split_whitespace().next()).expect("it is listed");
    terminal.keys(&format!("{number}\r"));
    terminal.answer("Where did you learn of it?", "a notice on the door");
    terminal.answer("What now?", "3");
    terminal.answer("What shall I make", "");
    let folder = "2026-11-21 Letter to your MP, Ward 23 at Example Infirmary";
    terminal.answer(&format!("Press Enter for ~/sayso/{folder}"), "");
    terminal.answer("Shall I remember", "n");
    terminal.answer("Shall I keep", "");
    assert_eq!(terminal.end().code, 0);
    // What nobody said yes to is kept nowhere.
    assert!(stderr(&home.run(&["letters"])).contains("No letters are kept."));
    let file = format!("sayso/{folder}/Letter to your MP, Ward 23 at Example Infirmary.txt");
    let letter = one_line(&home.read(&file));
    for part in [
        "This is what I want: keep it open.",
        "I learned this from a notice on the door.",
        "He cannot drive.",
    ] {
        assert!(letter.contains(part), "no {part:?} in {letter}");
    }
}

#[test]
fn every_question_is_read_from_its_first_line_in_a_small_terminal() {
    let home = Home::new();
    let mut terminal = home.begin("").size(20, 40).run();
    for (question, keys) in WARD.into_iter().chain(WHO) {
        terminal.told(question);
        let screen = one_line(&terminal.screen());
        assert!(screen.contains(question), "{question} is not on the screen:\n{screen}");
        terminal.keys(keys);
    }
    terminal.told("What now?");
    assert!(terminal.screen().contains("What now?"), "{}", terminal.screen());
}

#[test]
fn every_question_of_every_pack_is_read_from_its_first_line_in_a_small_terminal() {
    crate::shipped_questions::every_template(|pack, template| {
        let home = Home::new();
        let what = format!("{}/{}", pack.id, template.id);
        let mut terminal = home.begin(&format!("write {what}")).size(20, 40).run();
        for (question, typed) in crate::shipped_questions::typed_to(pack, template) {
            let ask = one_line(&question.ask);
            terminal.told(&ask);
            let screen = one_line(&terminal.screen());
            assert!(screen.contains(&ask), "{what}, {}: {screen}", question.id);
            let ends = match question.kind {
                Kind::OwnWords if !question.short => "\rEND\r",
                Kind::Lines => "\r\r",
                _ => "\r",
            };
            terminal.keys(&format!("{typed}{ends}"));
        }
        terminal.told("What now?");
        terminal.keys("\u{3}");
        assert_eq!(terminal.end().code, 130);
    });
}

#[test]
fn where_it_does_not_hold_the_council_question_offers_what_does_and_takes_the_answers_along() {
    let home = Home::new();
    let mut terminal = home.begin("write local-service/mp-letter").size(40, 80).run();
    terminal.answer("Your postcode", "EH1 1YZ");
    let screen = terminal.wait("What would you like to do instead?");
    assert!(one_line(&screen).contains("other laws and offices hold in Scotland"), "{screen}");
    assert!(!screen.contains("council tax bill"), "nothing else is asked meanwhile: {screen}");
    assert!(screen.contains("1 write to my MSP, MS or MLA"), "{screen}");
    terminal.keys("7\r");
    terminal.wait("Please type a number from 1 to 5");
    terminal.keys("2\r");
    terminal.answer("Which kind of service is it?", "6");
    terminal.answer("What do people call it", "the 42 bus");
    terminal.answer("What is to happen to it?", "q");
    terminal.end();
    let kept = home.read("state/sayso/interview.yaml");
    assert!(kept.contains("template: councillor-letter") && kept.contains("EH1 1YZ"), "{kept}");

    // So do other answers for which it is not written, and a place where who plans buses is another.
    let home = Home::new();
    let mut terminal = home.begin("write local-service/mayor-letter").size(40, 80).run();
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Norwich");
    let screen = one_line(&terminal.wait("What would you like to do instead?"));
    assert!(screen.contains("is for places where a mayor plans the buses, or will."), "{screen}");
    assert!(screen.contains("1 write to my councillors"), "{screen}");
    assert!(screen.contains("6 give another council"), "{screen}");
    terminal.keys("6\r");
    terminal.wait("Type it anew");
    terminal.keys("Leeds\r");
    terminal.answer("Which kind of service is it?", "5");
    let screen = one_line(&terminal.wait("What would you like to do instead?"));
    assert!(
        screen.contains("A letter to your mayor about a bus is for a bus service."),
        "{screen}"
    );
    assert!(!screen.contains("MSP"), "what holds in other nations is no help: {screen}");
    terminal.keys("1\r");
    terminal.answer("What do people call it", "q");
    terminal.end();
    let kept = home.read("state/sayso/interview.yaml");
    assert!(kept.contains("template: councillor-letter") && kept.contains("library"), "{kept}");

    // One that holds there beside it stays, alone or with another.
    let home = Home::new();
    let both = "write nhs-care/mp-letter nhs-care/member-letter";
    let mut terminal = home.begin(both).size(40, 80).run();
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Belfast");
    let screen = terminal.wait("1 leave it out, and write the rest");
    assert!(
        screen.contains("2 write to the NHS board") && screen.contains("4 give another council")
    );
    terminal.keys("1\r");
    terminal.answer(" of ", "q");
    terminal.end();
    let kept = home.read("state/sayso/interview.yaml");
    assert!(kept.contains("template: member-letter") && kept.contains("area: Belfast"), "{kept}");

    // Of a pack that has nothing there, a letter in own words is offered.
    let home = Home::new();
    let mut terminal = home.begin("write nhs-contracts/mp-letter").size(40, 80).run();
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "Cardiff");
    terminal.wait("1 write to who represents me there");
    terminal.keys("2\r");
    // Another council is asked for after all.
    terminal.wait("> Cardiff");
    terminal.keys("\r");
    terminal.answer("1 write to who represents me there", "1");
    terminal.answer("What is it about? A few words.", "q");
    terminal.end();
    let kept = home.read("state/sayso/interview.yaml");
    assert!(kept.contains("pack: anything") && kept.contains("area: Cardiff"), "{kept}");
    // With nobody there it is told, with what there is.
    let args = ["write", "local-service/mp-letter", "--no-input", "--set", "area=Edinburgh"];
    let told = one_line(&stderr(&home.run(&args)));
    let names =
        "For Scotland there is local-service/member-letter or local-service/councillor-letter";
    assert!(told.contains(names), "{told}");
}

#[test]
fn a_refused_answer_gives_way_to_the_first_key_everywhere_and_is_mended_with_the_arrows() {
    let home = Home::new();
    let mut terminal = home.begin("").size(40, 80).run();
    terminal.answer("What is it about?", "44");
    terminal.wait("Please type a number from 1 to");
    assert!(terminal.screen().contains("> 44\n  Type it anew"), "{}", terminal.screen());
    // Enter alone does not say it again.
    terminal.keys("\r");
    terminal.wait("Please type a number from 1 to");
    assert!(!terminal.screen().trim_end().ends_with("mend it."), "{}", terminal.screen());
    terminal.keys("4\r");
    terminal.answer("What would you like to do?", "2");
    terminal.answer("Your postcode", "LS1 1U");
    terminal.wait("not a UK postcode");
    // Any key that moves leaves what stands there.
    terminal.keys("\u{1b}[DX\u{7f}\u{1b}[CR\r");
    terminal.answer("Which kind of service is it?", "0");
    terminal.wait("There is no such number in the list");
    terminal.keys("\r");
    terminal.wait("An answer is needed here.");
    terminal.keys("2\r");
    terminal.answer("What do people call it", "q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn something_else_can_be_written_from_any_question() {
    let home = Home::new();
    let what = "local-service/call-in-request";
    let mut terminal = home.begin(&format!("write {what}")).size(40, 80).run();
    terminal.wait("write to your councillors instead.");
    terminal.keys("change\r");
    terminal.answer("What would you like to do?", "1");
    terminal.answer("Your postcode", "q");
    assert_eq!(terminal.end().code, 0);
    let kept = home.read("state/sayso/interview.yaml");
    assert!(kept.contains("template: councillor-letter"), "{kept}");
}

#[test]
fn an_interview_that_is_carried_on_has_the_place_and_the_count_of_before() {
    let home = Home::new();
    let mut terminal = home.begin("write local-service/mp-letter").size(40, 80).run();
    terminal.answer("Your postcode", "");
    let screen = terminal.wait("Which council sends");
    let about = |screen: &str| {
        let line = screen.lines().rev().find(|l| l.contains(" of about ")).map(str::to_string);
        line.and_then(|l| Some(l.split(" of about ").nth(1)?.split(' ').next()?.to_string()))
    };
    let before = about(&screen).expect("a count");
    terminal.keys("Leeds\r");
    terminal.answer("Which kind of service is it?", "2");
    terminal.answer("What do people call it", "Ward 23");
    terminal.answer("What is to happen to it?", "<");
    terminal.wait("What do people call it");
    terminal.keys("\u{3}");
    terminal.end();
    let mut again = home.begin("--resume").size(40, 80).run();
    let screen = again.wait("What do people call it");
    assert!(screen.contains("> Ward 23"), "where it was gone back to: {screen}");
    assert_eq!(about(&screen).unwrap_or_else(|| before.clone()), before, "{screen}");
    again.keys("q\r");
    assert_eq!(again.end().code, 0);
}

#[test]
fn a_letter_to_an_mp_without_a_constituency_is_told_of_where_nobody_is_asked_too() {
    let home = Home::new();
    let answers = crate::interview::ANSWERS.replace("constituency: Barnsley South, ", "");
    home.file("answers.yaml", answers.replace("[mp-letter, scrutiny-questions]", "[mp-letter]"));
    let told = one_line(&stderr(&home.run(&["write", "--answers", "answers.yaml", "-o", "made/"])));
    assert!(told.contains("for which constituency, so it may reach no MP"), "{told}");
}

#[test]
fn a_postcode_is_looked_up_without_quotation_marks_too() {
    let home = Home::new();
    let alone = stdout(&home.run(&["lookup", "S70 2TA"]));
    assert!(alone.starts_with("S70 2TA\tBarnsley"), "{alone}");
    assert_eq!(stdout(&home.run(&["lookup", "S70", "2TA"])), alone);
    let several = stdout(&home.run(&["lookup", "LS11UR", "S70", "2TA", "LS1 1UR"]));
    assert_eq!(several.lines().count(), 3, "{several}");
    // What is none stays as it was given, a line each.
    let none = home.run(&["lookup", "Leeds", "2TA"]);
    assert_eq!((none.status.code(), stdout(&none).lines().count()), (Some(1), 2));
}
