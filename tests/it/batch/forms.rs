//! Tables as online forms hand them out, and a form made by `--form`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sayso::answer::Input;
use sayso::source::AnswerFile;

use super::made::{Rows, csv};
use crate::support::pty::Terminal;
use crate::support::{Home, repository, stderr, stdout};
use crate::tables::made::{Cell, xlsx, zip};

const MP: &str = "nhs-contracts/mp-letter";

/// Rows of texts.
fn table(rows: &[&[&str]]) -> Rows {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_string()).collect()).collect()
}

/// A dry run over a file.
fn dry(home: &Home, what: &str, table: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let done = home.run(&[&["batch", what, table, "--dry-run"], more].concat());
    (done.status.code(), stderr(&done), stdout(&done))
}

const BUS: &str = "My mother waits for the bus that takes her to the clinic, and it was cut.";

#[test]
fn a_google_form() {
    let home = Home::new();
    let agree = "I agree to this being sent in my name to my Member of Parliament.";
    let rows = table(&[
        &[
            "Timestamp",
            "Email Address",
            "Your full name",
            "Your address, without the postcode",
            "Your postcode",
            "Which council sends your council tax bill, or has part of your rates?",
            "What worries you most?",
            "What have you, or people close to you, seen for yourselves?",
            "May we tell you how it went?",
            agree,
        ],
        &[
            "21/11/2026 10:14:03",
            "jean@example.org",
            "Jean Sample",
            "1 Sample Street\nWombwell",
            "s70 0zz",
            "Barnsley MBC",
            "Decisions taken where we cannot see them, Too few staff",
            BUS,
            "No",
            agree,
        ],
    ]);
    let bytes = csv(&rows);
    home.file("Form.csv", &bytes);
    home.file("Form.csv.zip", zip(&[("Form.csv", bytes.as_bytes())]));
    let (code, told, letter) = dry(&home, MP, "Form.csv", &[]);
    assert_eq!(code, Some(0), "{told}");
    insta::assert_snapshot!("google_form", told);
    // The address of the form is nobody's contact unless somebody says so.
    assert!(letter.contains(BUS.split(',').next().expect("a clause")), "{letter}");
    assert!(!letter.contains("jean@example.org"), "{letter}");
    assert_eq!(dry(&home, MP, "Form.csv.zip", &[]), (code, told, letter));
}

#[test]
fn a_microsoft_form() {
    let home = Home::new();
    let rows = table(&[
        &[
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            "Your full name",
            "Home address",
            "Postcode",
            "Council",
            "What worries you most?",
            "What have you, or people close to you, seen for yourselves?",
            "Do you agree to this being sent in your name?",
        ],
        &[
            "1",
            "46347.4",
            "46347.41",
            "anonymous",
            "",
            "Jean Sample",
            "1 Sample Street, Wombwell",
            "S70 0ZZ",
            "Barnsley",
            "Decisions taken where we cannot see them;Too few staff;",
            BUS,
            "Yes",
        ],
    ]);
    let cells = |row: &Vec<String>| row.iter().map(|c| Cell::Inline(c.clone())).collect();
    let sheet = rows.iter().zip(1..).map(|(row, number)| (number, cells(row))).collect();
    home.file("Form.xlsx", xlsx(&[("Sheet1", sheet)]));
    // The sentence is not the one to ask with, so that somebody has to confirm it.
    let (code, told, _) = dry(&home, MP, "Form.xlsx", &[]);
    assert_eq!(code, Some(2), "{told}");
    assert!(
        told.contains("--map 'Do you agree to this being sent in your name?=agreed'"),
        "{told}"
    );
    let (code, told, letter) = dry(&home, MP, "Form.xlsx", &["--accept-columns"]);
    assert_eq!(code, Some(0), "{told}");
    insta::assert_snapshot!("microsoft_form", told);
    assert!(letter.starts_with("Jean Sample\n"), "{letter}");
    // Who was not asked for a name is nobody of the name of anonymous.
    let mut unasked = rows;
    unasked[0][5] = "Comment".into();
    unasked[1][4] = "anonymous".into();
    home.file("Unasked.csv", csv(&unasked));
    let (code, told, _) = dry(&home, MP, "Unasked.csv", &["--accept-columns"]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("row 2, Name: An answer is needed here."), "{told}");
}

#[test]
fn a_survey_with_two_rows_of_headings() {
    let home = Home::new();
    let rows = table(&[
        &[
            "Respondent ID",
            "Collector ID",
            "Email Address",
            "About you",
            "",
            "",
            "",
            "What worries you most?",
            "",
            "",
            "What have you, or people close to you, seen for yourselves?",
            "I agree to this being sent in my name to my Member of Parliament.",
        ],
        &[
            "",
            "",
            "",
            "Name",
            "Address",
            "ZIP/Postal Code",
            "Council",
            "Decisions taken where we cannot see them",
            "Too few staff",
            "Other (please specify)",
            "Open-Ended Response",
            "Yes",
        ],
        &[
            "114000000001",
            "460000001",
            "",
            "Jean Sample",
            "1 Sample Street",
            "S70 0ZZ",
            "Barnsley",
            "Decisions taken where we cannot see them",
            "",
            "Our bus was cut",
            BUS,
            "Yes",
        ],
        &[
            "114000000002",
            "460000001",
            "",
            "Kim Sample",
            "2 Sample Street",
            "S70",
            "Barnsley",
            "",
            "Too few staff",
            "",
            "",
            "Yes",
        ],
    ]);
    home.file("Survey.csv", csv(&rows));
    let (code, told, letter) = dry(&home, MP, "Survey.csv", &[]);
    assert_eq!(code, Some(3), "{told}");
    insta::assert_snapshot!("survey_of_two_rows", told);
    assert!(letter.contains("Our bus was cut"), "{letter}");
    // Rows to be mended go back under one row of headings.
    let args = ["batch", MP, "Survey.csv", "-f", "md", "-o", "out"];
    assert_eq!(home.run(&args).status.code(), Some(3));
    let failed = home.read("out/failed.csv").replace(",S70,", ",S70 0ZZ,");
    home.file("out/failed.csv", failed);
    let mended = home.run(&["batch", MP, "out/failed.csv", "-o", "out"]);
    assert_eq!(mended.status.code(), Some(0), "{}", stderr(&mended));
    assert!(home.path("out/003.md").is_file() && home.path("out/004.md").is_file());
}

#[test]
fn a_survey_with_three_rows_of_headings() {
    let home = Home::new();
    let rows = table(&[
        &["StartDate", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6"],
        &[
            "Start Date",
            "Your full name",
            "Your address, without the postcode",
            "Your postcode",
            "Which council sends your council tax bill, or has part of your rates?",
            "What worries you most?",
            "I agree to this being sent in my name to my Member of Parliament.",
        ],
        &[
            "{\"ImportId\":\"startDate\"}",
            "{\"ImportId\":\"QID1_TEXT\"}",
            "{\"ImportId\":\"QID2_TEXT\"}",
            "{\"ImportId\":\"QID3_TEXT\"}",
            "{\"ImportId\":\"QID4_TEXT\"}",
            "{\"ImportId\":\"QID5\"}",
            "{\"ImportId\":\"QID6\"}",
        ],
        &[
            "2026-11-21",
            "Jean Sample",
            "1 Sample Street",
            "S70",
            "Barnsley",
            "Too few staff",
            "Yes",
        ],
    ]);
    home.file("Survey.csv", csv(&rows));
    let (code, told, _) = dry(&home, MP, "Survey.csv", &[]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("The headings go on to row 3"), "{told}");
    assert!(told.contains("row 4, Your postcode: "), "{told}");
}

#[test]
fn an_export_of_a_list_of_members() {
    let home = Home::new();
    let rows = table(&[
        &[
            "first_name",
            "last_name",
            "email",
            "address",
            "city",
            "zip_code",
            "country",
            "can2_phone",
            "Council",
            "story",
            "agreed",
            "Created Date",
        ],
        &[
            "Jean",
            "Sample",
            "jean@example.org",
            "1 Sample Street",
            "Wombwell",
            "S70 0ZZ",
            "GB",
            "",
            "Barnsley",
            BUS,
            "1",
            "2026-11-21 10:14:03 UTC",
        ],
    ]);
    home.file("Members.csv", csv(&rows));
    let (code, told, letter) = dry(&home, MP, "Members.csv", &["--set", "concerns=secrecy"]);
    assert_eq!(code, Some(0), "{told}");
    insta::assert_snapshot!("members", told);
    assert!(letter.starts_with("Jean Sample\n1 Sample Street\nWombwell\nS70 0ZZ\n"), "{letter}");
}

#[test]
fn headings_that_are_nearly_right_are_told() {
    let home = Home::new();
    let rows = table(&[
        &["area", "concerns", "name", "address", "postcode", "agreed", "Storey", "E-mial", "Ward"],
        &["Barnsley", "secrecy", "J Sample", "1 Sample Street", "S70 0ZZ", "yes", BUS, "", "North"],
    ]);
    home.file("Form.csv", csv(&rows));
    let (code, told, _) = dry(&home, MP, "Form.csv", &[]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("say so: --map Storey=story; where it is not, leave out"), "{told}");
    let (code, told, _) = dry(&home, MP, "Form.csv", &["--map", "Storey=story"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Columns not used: E-mial, Ward."), "{told}");
    let mut wrong = rows;
    wrong[0][4] = "Postcod".into();
    wrong[0][5] = "Agred".into();
    home.file("Form.csv", csv(&wrong));
    let (code, told, _) = dry(&home, MP, "Form.csv", &[]);
    assert_eq!(code, Some(2));
    insta::assert_snapshot!("nearly_right", told);
}

#[test]
fn in_a_terminal_columns_are_asked_about_unless_nothing_is_to_be_asked() {
    let home = Home::new();
    let rows = table(&[
        &["area", "concerns", "name", "address", "postcode", "agreed", "Storey"],
        &["Barnsley", "secrecy", "J Sample", "1 Sample Street", "S70 0ZZ", "yes", BUS],
    ]);
    home.file("Form.csv", csv(&rows));
    let run = ["batch", MP, "Form.csv", "--dry-run"];
    let mut asked = Terminal::start(&home, &run);
    asked.told("Right?");
    asked.keys("y\r");
    let asked = asked.end();
    assert_eq!(asked.code, 0, "{}", asked.screen);
    assert!(asked.all.contains("My mother waits for the bus"), "{}", asked.all);
    let told = Terminal::start(&home, &[&run[..], &["--no-input"]].concat()).end();
    assert_eq!(told.code, 2, "{}", told.screen);
    assert!(told.all.contains("--map Storey=story"), "{}", told.all);
}

#[test]
fn in_a_terminal_it_is_asked_whether_the_day_or_the_month_stands_first() {
    let home = Home::new();
    let head = "Timestamp,email,area,concerns,name,address,postcode,agreed,story";
    let row = "ada@example.org,Barnsley,secrecy,Ada Sample,1 Sample Street,S70 0ZZ,yes";
    home.file("Form.csv", format!("{head}\n03/04/2026,{row},One.\n04/03/2026,{row},Two.\n"));
    for (key, written, told) in [("1", "Two", "in row 2"), ("2", "One", "in row 3")] {
        let mut asked = Terminal::start(&home, &["batch", MP, "Form.csv", "--dry-run"]);
        asked.told("Which stands first?");
        asked.keys(&format!("{key}\r"));
        let asked = asked.end();
        assert_eq!(asked.code, 0, "{told}: {}", asked.screen);
        assert!(!asked.all.contains(&format!("{written}.")), "{told}: {}", asked.all);
    }
}

/// The headings that the description of a form tells to use, with the id of each.
fn described(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(ask) = line.strip_prefix("- **").and_then(|rest| rest.strip_suffix("**")) {
            found.push((ask.to_string(), String::new()));
        } else if let Some(id) = line.strip_prefix("    - id: ") {
            found.last_mut().expect("a question").1 = id.to_string();
        }
    }
    found
}

/// What stands in the cell of an answer.
fn cell(raw: &Input) -> String {
    match raw {
        Input::Text(text) => text.clone(),
        Input::List(items) => {
            let own = |item: &String| item.strip_prefix("own: ").unwrap_or(item).to_string();
            items.iter().map(own).collect::<Vec<_>>().join("\n")
        }
        Input::Map(map) => map.get("name").cloned().unwrap_or_default(),
    }
}

/// Every example of a shipped pack, with the templates that it writes.
fn examples(pack: &str) -> Vec<(String, AnswerFile)> {
    let folder = repository("templates").join(pack).join("examples");
    let files = fs::read_dir(folder).expect("listed").map(|entry| entry.expect("an entry").path());
    let files = files.filter(|path: &std::path::PathBuf| path.extension() == Some("yaml".as_ref()));
    let read = |path: &Path| {
        let text = fs::read_to_string(path).expect("read");
        let name = path.display().to_string();
        (name.clone(), AnswerFile::read(&text, &name).expect("answers"))
    };
    files.map(|path| read(&path)).collect()
}

#[test]
fn a_form_made_as_described_gives_a_table_that_fits() {
    let home = Home::new();
    let mut seen = 0;
    for pack in ["nhs-contracts", "local-service", "planning-objection"] {
        for (name, file) in examples(pack) {
            for template in file.templates.iter().filter(|id| !id.contains("joint")) {
                let what = format!("{pack}/{template}");
                let form = home.run(&["show", &what, "--form"]);
                let asked = described(&stdout(&form));
                let answers: BTreeMap<&str, String> =
                    file.answers.iter().map(|(id, raw, _)| (id.as_str(), cell(raw))).collect();
                let answer = |id: &String| match id.as_str() {
                    "agreed" => "Yes".to_string(),
                    id => answers.get(id).cloned().unwrap_or_default(),
                };
                let headings = asked.iter().map(|(ask, _)| ask.clone()).collect();
                let row = asked.iter().map(|(_, id)| answer(id)).collect();
                home.file("Form.csv", csv(&vec![headings, row]));
                let (code, told, _) = dry(&home, &what, "Form.csv", &[]);
                assert_eq!(code, Some(0), "{name} {template}: {told}");
                assert!(!told.contains("not used"), "{name} {template}: {told}");
                seen += 1;
            }
        }
    }
    assert!(seen > 10, "{seen} forms");
}

#[test]
fn without_a_template_for_it_a_joint_response_is_refused_with_where_to_read() {
    let home = Home::new();
    let rows = table(&[
        &["area", "concerns", "name", "address", "postcode", "agreed"],
        &["Barnsley", "secrecy", "Jean Sample", "1 Sample Street", "S70 0ZZ", "yes"],
    ]);
    home.file("Form.csv", csv(&rows));
    let (code, told, _) = dry(&home, MP, "Form.csv", &["--joint", "all"]);
    assert_eq!(code, Some(2));
    insta::assert_snapshot!("no_joint_template", told);
    // What it names is there.
    let guide = fs::read_to_string(repository("CONTRIBUTING.md")).expect("the guide");
    assert!(guide.contains("A template with `joint: TEMPLATE` at its head"));
    let made = home.run(&["new", "ours", "--from", "local-service"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(home.read("ours/joint-response.md.hbs").contains("\njoint: consultation-response\n"));
}
