//! What a batch says at the end, for the group's case: 312 rows, twelve numbered questions, two
//! days left.

use std::fs;

use jiff::civil::{Date, date};
use sayso::Batch;
use sayso::answer::{Answers, Input};
use sayso::batch::columns::RowFault;
use sayso::batch::options::Commands;
use sayso::batch::order::Order;
use sayso::batch::questions::Questions;
use sayso::batch::record::{Fate, Reading, Record, Warning};
use sayso::batch::report::{Report, laid_out};
use sayso::batch::similar::{Common, Sketch};
use sayso::batch::table::Table;
use sayso::batch::{Done, Options};
use sayso::diagnostic::Remedy;
use sayso::document::{Closes, Document, Measure, Part};
use sayso::interview::{Inputs, Origin};
use sayso::source::AnswerFile;

use crate::batch::made::{csv, rows};
use crate::batch::shared;
use crate::support::letters::pack_in;
use crate::support::made_up::Dice;
use crate::support::repository;

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
    let record = Record::of(row, letter, Sketch::of(own), questions, &Common::default());
    Record { person: row, ..record }
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
    let questions = Questions::default();
    let mut dice = Dice::new(1);
    let stories: Vec<String> = GROUPS.iter().map(|_| dice.text(60)).collect();
    let mut records = Vec::new();
    let (mut written, mut place) = (0, 0);
    for row in 2..=313_u32 {
        let fate = match row {
            7 | 61 | 130 | 204 | 290 => Fate::ToMend,
            9 | 12 | 99 | 150 | 151 | 152 => Fate::SentAgain,
            row if row % 22 == 4 => Fate::NoConsent,
            _ => Fate::Written,
        };
        if fate != Fate::Written {
            records.push(Record { row, fate, kept: row + 100, ..Record::default() });
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
        RowFault::at(row, Some(heading), why)
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

/// What a test changes of what a report is made from.
#[derive(Default)]
struct Change {
    /// When the consultation closes, if it is not on Friday; none where it never does.
    closes: Option<Option<Closes>>,
    /// Nobody in particular gets the letters, which are not combined, and people said yes.
    is_plain: bool,
    joint: Option<&'static str>,
}

/// Makes the report of a case and gives it to `tell`.
fn with_report<T>(case: Case, change: &Change, tell: impl Fn(&Report<'_>) -> T) -> T {
    let mut pack = pack_in(&repository("tests/it/batch/ex26"));
    if let Some(closes) = change.closes {
        pack.templates.iter_mut().for_each(|template| template.closes = closes);
    }
    let run = |more: &str| format!("sayso batch ex26 {more}").replace(' ', "\u{a0}");
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
    let given = AnswerFile::read(&fs::read_to_string(shared()).expect("read"), "shared.yaml")
        .expect("answers");
    let mut answers = Inputs::default();
    for (id, raw, place) in given.answers {
        answers.insert(&id, raw, Origin::File(place));
    }
    let mut set = |id: &str, text: &str| answers.insert(id, Input::Text(text.into()), Origin::Flag);
    set("respond_as", "individual");
    let mut rows = rows(case.records.len());
    if change.is_plain {
        set("group_contact", "Sam Example, sam@example.org");
        let last = rows[0].len() - 1;
        rows[0][last] = "agreed".into();
    }
    let options = Options {
        template: "response".into(),
        answers,
        commands,
        now: date(2026, 11, 25).at(20, 30, 0, 0),
        ..Options::default()
    };
    let table = Table::read(csv(&rows).into_bytes(), "Responses.csv", None).expect("a table");
    let mut batch = Batch::new(&pack, table, options).expect("the columns answer it");
    let Case { records, questions, faults } = case;
    let reading = Reading::of(&records, &questions);
    (batch.faults, batch.records) = (faults, records.clone());
    batch.order = Order::of(&batch.job.table, None, |_| true);
    let combined = if change.is_plain { Vec::new() } else { vec!["all.pdf".to_string()] };
    let report = Report {
        batch: &batch,
        done: &Done { combined, ..Done::default() },
        records: &records,
        reading,
        joint: change.joint.map(str::to_string),
        receiver: (!change.is_plain).then(|| "The consultation EX/26".into()),
        email: (!change.is_plain).then(|| "ex26@example.org".into()),
        answers: Answers::default(),
    };
    tell(&report)
}

fn screen(case: Case, width: usize, change: &Change) -> String {
    with_report(case, change, |report| laid_out(&report.files().1, width))
}

/// A file of the report as text; none if it is not there.
fn file(case: Case, name: &str, change: &Change) -> Option<String> {
    with_report(case, change, |report| {
        let (files, _) = report.files();
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
    let screen = screen(exampleshire(), 80, &Change::default());
    insta::assert_snapshot!("screen_80", screen);
    assert!(screen.lines().count() <= 30);
}

#[test]
fn the_screen_is_read_at_40_columns() {
    let screen = screen(exampleshire(), 40, &Change::default());
    let wide = screen.lines().filter(|line| line.chars().count() > 40);
    assert!(wide.clone().all(|line| line.trim().starts_with("sayso ")), "{wide:?}");
    insta::assert_snapshot!("screen_40", screen);
}

#[test]
fn the_files_say_it_in_full() {
    for name in ["report.md", "report.csv", "cover-note.md"] {
        let text = file(exampleshire(), name, &Change::default()).expect("it is there");
        // A row each is enough of a table to read.
        let lines = if name.ends_with("csv") { 30 } else { 500 };
        let shown: Vec<&str> = text.lines().take(lines).collect();
        insta::assert_snapshot!(name.replace('.', "_"), shown.join("\n"));
    }
}

#[test]
fn the_table_has_a_row_each() {
    let table = file(exampleshire(), "report.csv", &Change::default()).expect("it is there");
    assert!(table.starts_with('\u{feff}'));
    assert_eq!(table.lines().count(), 313);
}

#[test]
fn with_a_joint_response_nobody_is_asked_to_make_one() {
    let joined = || {
        let mut case = exampleshire();
        for record in &mut case.records {
            if record.fate == Fate::Written && record.own == 0 {
                record.fate = Fate::InJoint;
            }
        }
        case
    };
    let closes = Some(Some(Closes { day: date(2026, 12, 9), at: None }));
    let change = Change { closes, joint: Some("joint.pdf"), ..Change::default() };
    insta::assert_snapshot!("screen_joint", screen(joined(), 80, &change));
    insta::assert_snapshot!(
        "cover_note_joint",
        file(joined(), "cover-note.md", &change).expect("it is there")
    );
}

#[test]
fn one_row_or_none_reads_as_well() {
    let questions = Questions::default();
    let one = |fate, own: usize, text: &str| {
        let mut record = recorded(2, &response(0, &[]), text, &questions);
        record.fate = fate;
        (record.own, record.words, record.best_share) = (own as u32, 200, own as u8 / 2);
        Case { records: vec![record], questions: Questions::default(), faults: Vec::new() }
    };
    let change = Change { closes: Some(None), is_plain: true, ..Change::default() };
    let own = Dice::new(4).text(70);
    let cases =
        || [one(Fate::Written, 70, &own), one(Fate::Written, 0, ""), one(Fate::NoConsent, 0, "")];
    let screens = cases().map(|case| screen(case, 80, &change));
    insta::assert_snapshot!("screens_of_one", screens.join("\n-----\n"));
    let notes = cases().into_iter().filter_map(|case| file(case, "cover-note.md", &change));
    insta::assert_snapshot!("cover_notes_of_one", notes.collect::<Vec<_>>().join("\n-----\n"));
}

#[test]
fn a_hundred_thousand_rows_are_still_one_screen() {
    let questions = Questions::default();
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
        record.warnings.insert(if place % 2 == 0 { Warning::Mended } else { Warning::LeftOut });
        record
    });
    let records = records.collect();
    let case = Case { records, questions, faults: Vec::new() };
    insta::assert_snapshot!("screen_of_many", screen(case, 80, &Change::default()));
}
