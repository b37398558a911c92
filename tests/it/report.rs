//! What a batch says at the end, for the group's case: 312 rows, twelve numbered questions, two
//! days left.

use std::collections::BTreeMap;

use jiff::civil::{Date, date, time};
use sayso::batch::columns::{RowFault, RowFaultKind};
use sayso::batch::options::Commands;
use sayso::batch::options::Keep;
use sayso::batch::questions::Questions;
use sayso::batch::reading::Reading;
use sayso::batch::record::{Fate, Record, Warning};
use sayso::batch::report::{Report, laid_out};
use sayso::batch::similar::{Common, Sketch};
use sayso::diagnostic::Remedy;
use sayso::document::{Document, Measure, Part};
use sayso::register::deadline::Closes;

use crate::support::made_up::Dice;

/// Rows whose own words were passed on.
const GROUPS: [&[u32]; 3] = [&[31, 40, 77], &[52, 53], &[80, 81, 82, 83]];

/// A batch made up for a report: its records, and the own words of each.
struct Case {
    records: Vec<Record>,
    questions: Questions,
    faults: Vec<RowFault>,
}

/// The record of a row with this letter.
fn recorded(row: u32, letter: &Document, own: &str, questions: &Questions) -> Record {
    Record::of(
        row,
        (letter.measure, &letter.parts),
        Sketch::of(own),
        (questions, &Common::default()),
    )
}

/// A response to a consultation of so many questions, with so many own words in some of them.
fn response(questions: usize, own: &[(usize, usize)]) -> Document {
    let part = |number: usize| {
        let own = own.iter().find(|(q, _)| *q == number).map_or(0, |(_, words)| *words);
        let budget = (number == 5).then_some(250);
        let text = if own > 0 { format!("{own} words") } else { format!("The group’s {number}") };
        Part {
            number: number.to_string(),
            title: None,
            text,
            cites: Vec::new(),
            measure: Measure { words: own + 40, own, budget, ..Measure::default() },
        }
    };
    let parts: Vec<Part> = (1..=questions).map(part).collect();
    let own: usize = own.iter().map(|(_, words)| *words).sum();
    Document {
        number: None,
        title: "A response".into(),
        language: "en-GB".into(),
        dated: Date::ZERO,
        sender: Vec::new(),
        recipient: Vec::new(),
        date_line: None,
        salutation: None,
        subject: None,
        details: None,
        body: Vec::new(),
        markdown: String::new(),
        closing: None,
        signature: Vec::new(),
        enclosed: None,
        email: None,
        due: None,
        answer_by: date(2026, 12, 21),
        aloud: false,
        notes: Vec::new(),
        parts,
        measure: Measure { words: own + 480, own, ..Measure::default() },
    }
}

/// The group's case.
fn exampleshire() -> Case {
    let questions = Questions::new();
    let mut dice = Dice::new(1);
    let stories: Vec<String> = GROUPS.iter().map(|_| dice.text(60)).collect();
    let mut records = Vec::new();
    let (mut written, mut place) = (0, 0);
    for row in 2..=313_u32 {
        let fate = match row {
            7 | 61 | 130 | 204 | 290 => Fate::ToMend,
            9 | 12 | 99 | 150 | 151 | 152 => Fate::SentAgain { kept: row + 100 },
            row if row % 22 == 4 => Fate::NoConsent,
            _ => Fate::Written,
        };
        if fate != Fate::Written {
            records.push(Record::without_letter(row, fate));
            continue;
        }
        let group = GROUPS.iter().position(|group| group.contains(&row));
        let own = group.is_some()
            || (written < 121 - 9 && (row % 2 == 1 || row > 202 || row == 88 || row == 140));
        if !own {
            records.push(recorded(row, &response(12, &[]), "", &questions));
            continue;
        }
        written += usize::from(group.is_none());
        let words = 16 + (row as usize * 37) % 97;
        let text = match group {
            Some(group) => dice.copied(&stories[group], 90),
            None => dice.text(words),
        };
        let fifth = if [88, 140, 203].contains(&row) { 290 } else { 40 };
        let answers = [
            (3, words, place < 104),
            (5, fifth, place >= 33),
            (6, 30, place % 3 == 0),
            (8, 20, (40..59).contains(&place)),
            (10, 20, (90..96).contains(&place)),
        ];
        place += 1;
        let answers: Vec<(usize, usize)> =
            answers.iter().filter(|a| a.2).map(|(q, words, _)| (*q, *words)).collect();
        records.push(recorded(row, &response(12, &answers), &text, &questions));
    }
    let fault = |row, heading: &str| {
        let why = "this is not a postcode. Write it as in S70 0ZZ.".to_string();
        RowFault::at(row, Some(heading), RowFaultKind::Template(why))
    };
    let faults = vec![
        fault(7, "Postcode"),
        fault(61, "3. How would moving maternity care to Sampleton General affect you?"),
        fault(130, "Postcode"),
        fault(204, "How you heard of the consultation, in a few words"),
        fault(290, "E-mail"),
    ];
    Case { records, questions, faults }
}

impl Case {
    fn reading(&self) -> Reading {
        Reading::of(&self.records, &self.questions)
    }
}

/// What a test changes of a report.
type Change<'c> = &'c dyn for<'a> Fn(&mut Report<'a>);

/// Makes the report of a case and gives it to `tell`.
fn with_report<T>(case: &Case, change: Change<'_>, tell: impl Fn(&Report<'_>) -> T) -> T {
    let reading = case.reading();
    let file_of = |place: usize| format!("{:03}.pdf", case.records[place].row);
    let combined = ["all.pdf".to_string()];
    let run = |more: &str| format!("sayso batch ex26 {more}");
    let commands = Commands {
        mend: run("responses/failed.csv -o responses"),
        join: Some(run("Responses.csv -o joint --joint no-own-words --answers 'our answers.yaml'")),
        joint_folder: "joint".into(),
        write_all: run("Responses.csv -o responses --answers 'our answers.yaml'"),
        offer: Some(|remedy| match remedy {
            Remedy::KeepAll => "; --keep all keeps all".into(),
            other => format!("; {other:?}"),
        }),
        table: "Responses.csv".into(),
        folder: "responses".into(),
    };
    let apart = BTreeMap::new();
    let mut report = Report {
        receivers: Vec::new(),
        title: "Hospital services in Exampleshire (EX/26)".into(),
        closes: Some(Closes { day: date(2026, 11, 27), at: Some(time(17, 0, 0, 0)) }),
        now: date(2026, 11, 25).at(20, 30, 0, 0),
        records: &case.records,
        reading: &reading,
        faults: &case.faults,
        unread: Vec::new(),
        taken: &[],
        file_of: &file_of,
        combined: &combined,
        joint: None,
        apart: &apart,
        astray: Vec::new(),
        others: 0,
        keep: Keep::Last,
        dated_by: Some("“Timestamp”".into()),
        whole: true,
        people: reading.letters(),
        consent: "I agree that my answers are sent to the consultation in my name.",
        receiver: Some("The consultation EX/26".into()),
        email: Some("ex26@example.org".into()),
        contact: None,
        commands: &commands,
        may_join: true,
    };
    change(&mut report);
    tell(&report)
}

fn screen(case: &Case, width: usize, change: Change<'_>) -> String {
    with_report(case, change, |report| laid_out(&report.screen(), width))
}

/// A file of the report as text; none if it is not there.
fn file(case: &Case, name: &str, change: Change<'_>) -> Option<String> {
    with_report(case, change, |report| {
        let files = report.files();
        let bytes = files.into_iter().find(|(file, _)| file == name)?.1;
        Some(String::from_utf8(bytes).expect("text"))
    })
}

#[test]
fn the_case_is_as_it_was_made() {
    let case = exampleshire();
    let count = |is: fn(Fate) -> bool| case.records.iter().filter(|r| is(r.fate)).count();
    assert_eq!(case.records.len(), 312);
    assert_eq!(count(|f| f == Fate::Written), 287);
    assert_eq!(count(|f| f == Fate::NoConsent), 14);
    assert_eq!(count(|f| f == Fate::ToMend), 5);
    let reading = case.reading();
    assert_eq!(reading.matching, GROUPS);
    assert_eq!((reading.different.len(), reading.template.len()), (112, 166));
    assert_eq!(reading.letters(), 287);
}

#[test]
fn the_screen_is_one_screen_of_80_columns() {
    let case = exampleshire();
    let screen = screen(&case, 80, &|_| {});
    insta::assert_snapshot!("screen_80", screen);
    assert!(screen.lines().count() <= 30);
}

#[test]
fn the_screen_is_read_at_40_columns() {
    let screen = screen(&exampleshire(), 40, &|_| {});
    let wide = screen.lines().filter(|line| line.chars().count() > 40);
    assert!(wide.clone().all(|line| line.trim().starts_with("sayso ")), "{wide:?}");
    insta::assert_snapshot!("screen_40", screen);
}

#[test]
fn the_files_say_it_in_full() {
    let case = exampleshire();
    for name in ["report.md", "report.csv", "cover-note.md"] {
        let text = file(&case, name, &|_| {}).expect("it is there");
        // A row each is enough of a table to read.
        let lines = if name.ends_with("csv") { 30 } else { 500 };
        let shown: Vec<&str> = text.lines().take(lines).collect();
        insta::assert_snapshot!(name.replace('.', "_"), shown.join("\n"));
    }
}

#[test]
fn the_table_has_a_row_each() {
    let case = exampleshire();
    let table = file(&case, "report.csv", &|_| {}).expect("it is there");
    assert!(table.starts_with('\u{feff}'));
    assert_eq!(table.lines().count(), 313);
}

#[test]
fn with_a_joint_response_nobody_is_asked_to_make_one() {
    let mut case = exampleshire();
    for record in &mut case.records {
        if record.fate == Fate::Written && record.own == 0 {
            record.fate = Fate::InJoint;
        }
    }
    let change: Change<'_> = &|report| {
        report.joint = Some("joint.pdf".into());
        report.closes = Some(Closes { day: date(2026, 12, 9), at: None });
    };
    insta::assert_snapshot!("screen_joint", screen(&case, 80, change));
    insta::assert_snapshot!(
        "cover_note_joint",
        file(&case, "cover-note.md", change).expect("it is there")
    );
}

#[test]
fn one_row_or_none_reads_as_well() {
    let questions = Questions::new();
    let one = |fate, own: usize, text: &str| {
        let mut record = recorded(2, &response(0, &[]), text, &questions);
        record.fate = fate;
        (record.own, record.words, record.best_share) = (own as u32, 200, own as u8 / 2);
        Case { records: vec![record], questions: Questions::new(), faults: Vec::new() }
    };
    let change: Change<'_> = &|report| {
        (report.closes, report.email, report.receiver) = (None, None, None);
        report.combined = &[];
        report.contact = Some("Sam Example, sam@example.org");
        report.consent = "agreed";
    };
    let own = Dice::new(4).text(70);
    let cases =
        [one(Fate::Written, 70, &own), one(Fate::Written, 0, ""), one(Fate::NoConsent, 0, "")];
    let screens: Vec<String> = cases.iter().map(|case| screen(case, 80, change)).collect();
    insta::assert_snapshot!("screens_of_one", screens.join("\n-----\n"));
    let notes = cases.iter().filter_map(|case| file(case, "cover-note.md", change));
    insta::assert_snapshot!("cover_notes_of_one", notes.collect::<Vec<_>>().join("\n-----\n"));
}

#[test]
fn a_hundred_thousand_rows_are_still_one_screen() {
    let questions = Questions::new();
    let template = response(12, &[]);
    let mut dice = Dice::new(6);
    let stories: Vec<String> = (0..40).map(|_| dice.text(50)).collect();
    let mut texts = vec![String::new(); 1_200];
    for (place, text) in texts.iter_mut().enumerate().filter(|(place, _)| place % 3 == 0) {
        *text = stories[place / 3 % 40].clone();
    }
    let records = texts.iter().enumerate().map(|(place, text)| {
        let own = [(3, 50)];
        let document = if text.is_empty() { template.clone() } else { response(12, &own) };
        let mut record = recorded(place as u32 * 90 + 2, &document, text, &questions);
        record.warnings.add(if place % 2 == 0 { Warning::Mended } else { Warning::LeftOut });
        record
    });
    let records = records.collect();
    let case = Case { records, questions, faults: Vec::new() };
    insta::assert_snapshot!("screen_of_many", screen(&case, 80, &|_| {}));
}
