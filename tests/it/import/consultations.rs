//! Questions as the forms of SurveyMonkey, Google, Microsoft, Citizen Space and GOV.UK give them
//! when they are pasted, and the headings of a form's table.

use std::fs;

use sayso::batch::table::Table;
use sayso::import::{Consultation, ParsedQuestion};
use sayso::pack::Shared;

use super::cases::file;
use super::made;
use crate::support::letters::today;
use crate::support::{Home, repository, stderr, stdout};

fn read(text: &str) -> Consultation {
    Consultation::read("questions.txt", text.as_bytes()).expect("questions")
}

/// Number, options and whether words are asked for, of each question that is no respondent's.
fn shape(text: &str) -> Vec<(String, String, usize, bool)> {
    let asked = |q: &&ParsedQuestion| q.about.is_empty();
    let read = read(text);
    let all = read.questions.iter().filter(asked);
    all.map(|q| (q.number.clone(), q.title.clone(), q.options.len(), !q.why.is_empty())).collect()
}

fn row(number: &str, title: &str, options: usize, why: bool) -> (String, String, usize, bool) {
    (number.into(), title.into(), options, why)
}

#[test]
fn each_form_is_read_as_it_is_pasted() {
    let survey_monkey = "Our pool\n\nQuestion Title\n\n* 1. Do you swim?\n\nYes\n\nNo\n\nQuestion Title\n\n* 2. Why?\n\nDone\n";
    assert_eq!(
        shape(survey_monkey),
        [row("1", "Do you swim?", 2, false), row("2", "Why?", 0, false)]
    );
    let google = "Evening buses\n* Indicates required question\nDo you use the bus? *\nYes\nNo\nWhat would help you most?\nYour answer\n";
    assert_eq!(
        shape(google),
        [
            row("1", "Do you use the bus?", 2, false),
            row("2", "What would help you most?", 0, false),
        ]
    );
    // A scale is no list of questions, and what names its ends is no row of it.
    let scaled = "Do you swim? *\nYes\nNo\nWhy do you swim?\nTick all that apply.\nFor fun\nTo keep fit\nHow satisfied are you? *\n1\n2\n3\nVery dissatisfied\nVery satisfied\n";
    assert_eq!(
        shape(scaled),
        [
            row("1", "Do you swim?", 2, false),
            row("2", "Why do you swim?", 2, false),
            row("3", "How satisfied are you?", 3, false),
        ]
    );
    assert!(read(scaled).questions[2].rows.is_empty());
    let microsoft = "1.\nDo you use the bus?\nYes\nNo\n2.\nWhat would help?\nEnter your answer\n3.\nWhich ones? Select all that apply.\nThe 1\nThe 2\n";
    assert_eq!(
        shape(microsoft),
        [
            row("1", "Do you use the bus?", 2, false),
            row("2", "What would help?", 0, false),
            row("3", "Which ones? Select all that apply.", 2, false),
        ]
    );
    assert!(read(microsoft).questions[2].several);
    let citizen_space = "About you\n1. What is your name?\nName\n2. What is your email address?\nEmail\n3. Do you agree with the plan?\n(Required)\n☐ Agree\n☐ Disagree\nPlease explain your answer\n";
    assert_eq!(shape(citizen_space), [row("3", "Do you agree with the plan?", 2, true)]);
    let gov_uk = "Question 1\nDo you agree that the limit should be 20?\n- Yes\n- No\n- Don’t know\nIf not, please say why (250 words at most).\n\nQuestion 2: What else?\n";
    assert_eq!(shape(gov_uk)[0], row("1", "Do you agree that the limit should be 20?", 3, true));
    assert_eq!(shape(gov_uk)[1], row("2", "What else?", 0, false));
    let chapters = "1.1 Is it safe?\n1.2 Is it dear?\nChapter 2\n2.1 Is it late?\n";
    let numbers: Vec<String> = shape(chapters).into_iter().map(|(n, ..)| n).collect();
    assert_eq!(numbers, ["1.1", "1.2", "2.1"]);
}

#[test]
fn answers_parts_and_grids() {
    let lettered = "Question 1: Is it right?\na. Yes\nb. No\nIf no, please say why\n\nQuestion 2: What about\n(a) the road?\n(b) the path?\n";
    assert_eq!(
        shape(lettered),
        [
            row("1", "Is it right?", 2, true),
            row("2a", "What about the road?", 0, false),
            row("2b", "What about the path?", 0, false),
        ]
    );
    // A question with answers of its own is asked besides its parts; a beginning gives them to each.
    let parted = "1. Do you use it?\n☐ Yes\n☐ No\na. Why is that?\nb. What else is there?\n\n2. Do you agree that:\n☐ Agree\n☐ Disagree\n(a) it should open later?\n(b) it should be free?\n";
    assert_eq!(
        shape(parted),
        [
            row("1", "Do you use it?", 2, false),
            row("1a", "Why is that?", 0, false),
            row("1b", "What else is there?", 0, false),
            row("2a", "Do you agree that it should open later?", 2, false),
            row("2b", "Do you agree that it should be free?", 2, false),
        ]
    );
    let grid = read(
        "1. How bad is each?\n(One tick in each line)\n  1 Bad   2   3   4 Good\n  Noise\n  Litter\n2. Why?\n",
    );
    assert_eq!(grid.questions[0].rows, ["Noise", "Litter"]);
    assert_eq!(grid.questions[0].options, ["1 Bad", "2", "3", "4 Good"]);
    let cells = read("1. How bad is each?\n\tYes\tNo\nNoise\nLitter\n2. Why?\n");
    assert_eq!((cells.questions[0].options.len(), cells.questions[0].rows.len()), (2, 2));
    // Forms that are pasted say the answers again below each row.
    let again = read(
        "1. How are these?\nBad\tFair\tGood\nPool\nBad\nFair\nGood\nGym\nBad\nFair\nGood\n2. Why?\n",
    );
    assert_eq!(again.questions[0].rows, ["Pool", "Gym"]);
    let beside = read("1. How are these?\nThe pool ☐ Good ☐ Bad\nThe gym ☐ Good ☐ Bad\n2. Why?\n");
    assert_eq!(beside.questions[0].rows, ["The pool", "The gym"]);
    assert_eq!(beside.questions[0].options, ["Good", "Bad"]);
    let headed = read("1. How is it?\nThing   Good   Bad\nPool\nGym\n2. Why?\n");
    assert_eq!(headed.questions[0].rows, ["Pool", "Gym"]);
    assert_eq!(headed.questions[0].options, ["Good", "Bad"]);
    // `Other:` wants words, and is not always the last.
    let other = read("1. Which?\nTrees\nOther: ____\nNone\n2. Why?\n");
    assert_eq!(other.questions[0].options, ["Trees", "Other", "None"]);
    assert_eq!(other.questions[0].why, ["If other, please say."]);
    let behind = read("1. Is it safe? Yes / No / Not sure\n2. Why?\n");
    assert_eq!(behind.questions[0].options, ["Yes", "No", "Not sure"]);
}

#[test]
fn what_stands_on_each_page_is_no_answer_to_tick() {
    let text = "Mill Lane 2027\n\n1. Do you agree?\n\nYes\nNo\nMill Lane 2027\nPage 1 of 2\n\n\
                2. How do you travel?\n\nBus\nTram\n\nMill Lane 2027\nPage 2 of 2\n\nTrain\n\n3\n";
    let found = read(text);
    let options: Vec<_> = found.questions.iter().map(|q| q.options.join(", ")).collect();
    assert_eq!(options, ["Yes, No", "Bus, Tram, Train"]);
}

#[test]
fn on_behalf_of_is_about_the_person_only_where_it_asks_that() {
    let about = |title: &str| read(&format!("1. {title}\n2. Why?\n")).questions[0].about.clone();
    assert_eq!(
        about("Are you responding as an individual or on behalf of an organisation?"),
        ["respond_as"]
    );
    assert_eq!(about("What is your name?"), ["name"]);
    assert!(
        about("May a school buy a place on behalf of an organisation outside the county?")
            .is_empty()
    );
    assert!(
        about(
            "Should the council write to you at your postcode when a bus is late or does not come?"
        )
        .is_empty()
    );
}

#[test]
fn a_number_that_is_left_out_is_told_with_its_lines() {
    let read = read("The plan\n\n1. Why?\n2. How?\n5. When?\n");
    let told: Vec<String> = read.unsure.iter().map(|(_, told)| told.clone()).collect();
    let told = told.join("\n");
    assert!(told.contains("the numbers do not count on: line 4 has 2, line 5 has 5."), "{told}");
    let shared = Shared::built_in().expect("the registers are sound");
    let made = read.write("x", shared, today()).expect("a pack");
    assert!(made::told(&made).join("\n").contains("the numbers do not count on"));
}

/// What is told of a consultation's numbers, answers and days.
fn told(text: &str) -> Vec<String> {
    read(text).unsure.into_iter().map(|(_, told)| told).collect()
}

#[test]
fn what_can_be_read_in_two_ways_is_told_with_its_line() {
    for (text, wanted) in [
        (
            "1) Is it fair?\n2) Is it safe?\n2) Is it dear?\n",
            "the numbers do not count on: line 2 has 2, line 3 has 2.",
        ),
        (
            "Section A\n1. Why?\n2. How?\nSection B\n1. When?\n2. Where?\n",
            "the numbers do not count on: line 3 has 2, line 5 has 1.",
        ),
        (
            "1. Why?\n4. How?\n3. When?\n",
            "the numbers do not count on: line 2 has 4, line 3 has 3.",
        ),
        ("3. Why?\n4. How?\n", "the numbers do not count on: line 1 has 3."),
        (
            "1. Your visits\n* 1. Do you visit?\n* 2. Why?\n",
            "line 1: “1. Your visits” asks nothing, and is taken for no question: its number comes again.",
        ),
        (
            "1. Why?\n2. How?\n3. When?\n2. The plan\n4. Who?\n",
            "line 4: “2. The plan” has a number that does not come next, and is taken for no question.",
        ),
        (
            "1. Tell us of\n(a) the road\n(b) the path\n2. Why?\n",
            "line 2: these lines begin with letters, and are taken for answers to tick and not for questions.",
        ),
        (
            "1. How are these?\nLikert\nOnce\nTwice\nThe pool\nThe gym\n2. Why?\n",
            "line 3: these lines may be answers and rows; all are taken for answers to tick.",
        ),
        (
            "It closes on 1 March 2027.\n\n1. Why?\n2. How?\nThe deadline is 8 March 2027.\n",
            "line 5: this says when it closes, but not for certain on which day.",
        ),
        (
            "Question 1\nQuestion 2\n\nQuestion 1\nWhy?\nQuestion 2\nHow?\n",
            "line 2: “2. ” asks nothing, and is taken for no question: its number comes again.",
        ),
        ("Question 1\nWhy?\nQuestion 2\n", "line 3 has 2, but no words."),
        (
            "1. Which? Please tick one Dawn / Noon / Dusk\n2. Why?\n",
            "line 1: is “Please tick one Dawn” an answer to tick, and all of it?",
        ),
        (
            "Reply by 29 January.\n\n1. Why?\n2. How?\n",
            "line 1: this says when it closes, but not for certain on which day.",
        ),
    ] {
        let told = told(text);
        assert!(told.iter().any(|told| told == wanted), "{text}{told:?}");
    }
    assert!(told("1. Why?\n2. How?\n2.1 If not, why not?\n3. Who?\n").is_empty());
}

#[test]
fn a_postcode_that_is_asked_for_stands_in_the_response() {
    let read =
        read("A plan\n\n1. What is your postcode?\n2. Is the \"lane\" (\"Mill Lane\") safe?\n");
    let shared = Shared::built_in().expect("the registers are sound");
    let made = read.write("x", shared, today()).expect("a pack");
    let response = file(&made, "response.md.hbs");
    assert!(response.contains("{{#part number=\"1\" title=\"What is your postcode?\"}}\n{{#if postcode}}**{{postcode}}.**{{/if}}"), "{response}");
    assert!(response.contains("Is the “lane” (“Mill Lane”) safe?"), "{response}");
}

#[test]
fn when_it_closes_and_what_it_is_called() {
    for (text, closes) in [
        ("The consultation closes at 5pm on 12 March 2027.", Some("2027-03-12")),
        ("It opened on 1 March 2027 and runs until 11.59pm on 31 May 2027.", Some("2027-05-31")),
        ("Please send your answers by 9 April 2027.", Some("2027-04-09")),
        ("The lane was closed in May.", None),
    ] {
        let read = read(&format!("A plan for Mill Lane\n{text}\n\n1. Why?\n2. How?\n"));
        assert_eq!(read.closes.map(|c| c.day.to_string()).as_deref(), closes, "{text}");
        assert_eq!(read.title.as_deref(), Some("A plan for Mill Lane"), "{text}");
    }
}

#[test]
fn many_questions_take_time_in_proportion() {
    let text = format!("Consultation\n\n{}", "1) a\n".repeat(16_000));
    // It is told in moments that it is too long, or read; before, it took eleven seconds.
    let read = Consultation::read("questions.md", text.as_bytes());
    let told = read.expect_err("too many").message;
    assert_eq!(told, "it has more than 200 questions");
}

#[test]
fn the_headings_of_a_form_become_questions_and_the_form_then_fits() {
    let csv = fs::read(repository("tests/it/import/consultations/form.csv")).expect("a table");
    let table = Table::read(csv.clone(), "form.csv", None).expect("a table");
    let read = Consultation::of_headings(&table.headings).expect("headings");
    let shared = Shared::built_in().expect("the registers are sound");
    let made = read.write("form", shared, today()).expect("a pack");
    assert!(made::told(&made).iter().all(|told| !told.contains("confirmed")));
    let home = Home::new();
    home.file("form.csv", csv);
    let new = home.run(&["new", "form", "--table", "form.csv"]);
    assert_eq!(new.status.code(), Some(0), "{}", stderr(&new));
    let set = ["--set", "consultation_title=Mill Lane", "--set", "respond_as=individual"];
    let args = ["batch", "form/response", "form.csv", "-o", "out", "-f", "txt"];
    let batch = home.run(&[args.as_slice(), &set].concat());
    assert_eq!(batch.status.code(), Some(0), "{}{}", stdout(&batch), stderr(&batch));
    let letter = home.read("out/002.txt");
    for words in ["Jean Sample", "3. What would you lose or gain if it moved?", "The walk to it."] {
        assert!(letter.contains(words), "{words} in\n{letter}");
    }
}

#[test]
fn a_word_that_reads_as_a_tag_is_a_word() {
    let read = read("A plan\n\n1. Do you {{like}} \"it\" \\ now?\n- Yes {{x}}\n- No\n2. Why?\n");
    let shared = Shared::built_in().expect("the registers are sound");
    let made = read.write("x", shared, today()).expect("a pack");
    let told = made::told(&made);
    assert!(told.iter().all(|t| t.contains("confirmed") || t.starts_with("warning")), "{told:?}");
    assert!(file(&made, "pack.yaml").contains("Yes ((x))"));
}
