//! Postcodes: what they tell without a network, on the command line, in the interview, in files
//! and tables, and where the data is from.

use std::fs;

use sayso::register::postcodes;
use sayso::text::words::one_line;

use crate::support::pty::Terminal;
use crate::support::{Home, repository, stderr, stdout};

const LETTER: &str = "nhs-contracts/mp-letter";

/// Rows of the directory that `data/postcodes` is made of, every few thousandth, and some of
/// those whose constituency is not certain.
#[test]
fn rows_of_the_directory_read_back_as_they_were() {
    let table = fs::read_to_string(repository("tests/it/postcodes/sample.csv")).expect("read");
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [postcode, council, seat, other, board] = cells[..] else { panic!("{row}") };
        let place = postcodes::shipped().find(postcode).expect(row);
        let or_empty = |code: Option<&'static str>| code.unwrap_or_default();
        assert_eq!(
            [place.council, place.seat, or_empty(place.other_seat), or_empty(place.board)],
            [council, seat, other, board],
            "{row}"
        );
    }
}

#[test]
fn lookup_prints_a_line_for_each_postcode() {
    let home = Home::new();
    let told = "S70 2TA\tBarnsley\tBarnsley North\tNHS South Yorkshire Integrated Care Board\n\
                EH1 1YZ\tEdinburgh\tEdinburgh East and Musselburgh\tNHS Lothian\n";
    home.test().args(["lookup", "s702ta", "EH1 1YZ"]).stdout(told).stderr("").run();
    let typed = "\u{feff}S70 2TA\r\n\r\nS70 1LA\nAL6 9NF\nBT1 1AA\nS79 1AA\nnowhere\n";
    let output = home.test().line("lookup -").stdin(typed).status(1).stderr("").run();
    assert_eq!(
        stdout(&output),
        "S70 2TA\tBarnsley\tBarnsley North\tNHS South Yorkshire Integrated Care Board\n\
         S70 1LA\tis not in our table of November 2025. Did you mean S70 1AL?\n\
         AL6 9NF\tWelwyn Hatfield\tStevenage or Welwyn Hatfield\tNHS Central East Integrated Care \
         Board\n\
         BT1 1AA\tNorthern Ireland's postcodes have a licence of their own, so they are not in our \
         table.\n\
         S79 1AA\tNo postcode begins with S79.\n\
         nowhere\tThis is not a UK postcode. Type it in full, like S70 0ZZ.\n"
    );
}

#[test]
fn lookup_prints_one_json_document_for_tools() {
    let home = Home::new();
    let output =
        home.test().args(["lookup", "--format", "json", "CA1 1AA", "S79 1AA"]).status(1).run();
    let told: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(told[0]["council"], "Cumberland");
    assert_eq!(told[0]["constituencies"][0], "Carlisle");
    assert_eq!(told[0]["boards"].as_array().map(Vec::len), Some(2), "to be asked");
    assert_eq!(told[1]["unknown"], "No postcode begins with S79.");
    home.test().line("lookup - --format json").stdin("\n").stdout("[]\n").run();
}

#[test]
fn what_is_embedded_is_told_with_its_date_and_licence() {
    let home = Home::new();
    let output = home.run(&["show", "--data"]);
    let said = one_line(&stdout(&output));
    let readme = fs::read_to_string(repository("README.md")).expect("the README");
    let readme = one_line(&readme.replace("\n> ", " "));
    for words in [
        "Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © \
         Royal Mail copyright and database right 2025. Contains National Statistics data © Crown \
         copyright and database right 2025. Licensed under the Open Government Licence v3.0.",
        "Postcode to constituency: mySociety, CC BY 4.0.",
        "Members of Parliament: UK Parliament, Open Parliament Licence v3.0.",
    ] {
        assert!(said.contains(words), "{said}");
        assert!(readme.contains(words), "the README has no: {words}");
    }
    assert!(said.contains("As of November 2025") && said.contains("As of 27 June 2026"), "{said}");
    assert!(said.contains("SIL Open Font License"), "{said}");
}

/// An interview for a letter to an MP, with its first answer given.
fn began(home: &Home, postcode: &str) -> Terminal {
    began_of(home, LETTER, postcode)
}

fn began_of(home: &Home, what: &str, postcode: &str) -> Terminal {
    let mut terminal = home.begin(&format!("write {what}")).run();
    terminal.answer("Your postcode", postcode);
    terminal
}

/// From the story on, up to the MP.
fn up_to_the_mp(terminal: &mut Terminal) -> String {
    terminal.answer_lines("seen for yourselves?", &["END"]);
    terminal.answer("Is this what you want to ask?", "");
    terminal.answer("What do you want to happen?", "");
    terminal.answer("What worries you most?", "1");
    terminal.answer("Your full name", "Jean Sample");
    terminal.answer_lines("Your address", &["1 Sample Street", "Barnsley", ""]);
    terminal.wait("Still right? [Y/n]")
}

#[test]
fn a_postcode_of_barnsley_answers_council_board_constituency_and_offers_the_mp() {
    let home = Home::new();
    let mut terminal = began(&home, "s70 2ta");
    let screen = terminal.wait("seen for yourselves?");
    assert!(
        screen.contains("S70 2TA: Barnsley, constituency Barnsley North, NHS South Yorkshire."),
        "{screen}"
    );
    assert!(!screen.contains("Which council"), "{screen}");
    let screen = up_to_the_mp(&mut terminal);
    assert!(screen.contains("On 27 June 2026 your MP was Rt Hon Dan Jarvis MP."), "{screen}");
    assert!(screen.contains("To check: members.parliament.uk."), "{screen}");
    assert!(!screen.contains("constituency?"), "{screen}");
    terminal.keys("y\r");
    terminal.answer("A telephone number", "");
    terminal.answer("What now?", "3");
    let ended = terminal.save("saved");
    assert!(ended.all.contains("dan.jarvis.mp@parliament.uk"), "{}", ended.all);
    let letter = home.read("saved/Letter to your MP.txt");
    assert!(letter.contains("Rt Hon Dan Jarvis MP\nHouse of Commons"), "{letter}");
    assert_eq!(letter.matches("S70 2TA").count(), 1, "{letter}");
}

#[test]
fn another_mp_than_the_tables_is_asked_for_and_what_followed_can_be_put_right() {
    let home = Home::new();
    let mut terminal = began(&home, "s70 2ta");
    up_to_the_mp(&mut terminal);
    terminal.keys("n\r");
    terminal.wait("Then type the name of your MP of today");
    terminal.keys("Ms Alex Member MP\r");
    terminal.answer("A telephone number", "");
    terminal.answer("What now?", "2");
    terminal.wait("[Barnsley North]");
    let list = terminal.wait("Which one?");
    let line = list.lines().find(|line| line.contains("constituency?")).expect("it is listed");
    let number: String = line.trim().chars().take_while(char::is_ascii_digit).collect();
    terminal.keys(&format!("{number}\r"));
    terminal.answer("Which is your MP's constituency?", "Sheffield Central");
    terminal.wait("On 27 June 2026 your MP was");
    terminal.keys("-\r");
    terminal.answer("What now?", "3");
    let ended = terminal.save("saved");
    let letter = home.read("saved/Letter to your MP.txt");
    assert!(letter.contains("The Member of Parliament for Sheffield Central"), "{letter}");
    assert!(letter.contains("Dear Member of Parliament") && !letter.contains("Alex"), "{letter}");
    assert!(!ended.all.contains("@parliament.uk"), "{}", ended.all);
}

#[test]
fn of_two_postcodes_the_person_says_which_and_one_alone_is_printed() {
    let home = Home::new();
    let mut terminal = began(&home, "s70 2ta");
    terminal.answer_lines("seen for yourselves?", &["END"]);
    terminal.answer("Is this what you want to ask?", "");
    terminal.answer("What do you want to happen?", "");
    terminal.answer("What worries you most?", "1");
    terminal.answer("Your full name", "Jean Sample");
    terminal.answer_lines("Your address", &["1 Sample Street", "Leeds LS12 2JX", ""]);
    terminal.wait("Your postcode was S70 2TA. Is it LS12 2JX instead?");
    terminal.keys("\r");
    terminal.wait("S70 2TA goes below your address.");
    terminal.wait("Still right? [Y/n]");
    terminal.keys("q\r");
    terminal.end();
    let kept = home.read("state/sayso/interview.yaml");
    assert!(kept.contains("postcode: S70 2TA") && kept.contains("  - Leeds\n"), "{kept}");
}

#[test]
fn a_council_in_two_boards_is_asked_about() {
    let home = Home::new();
    let mut terminal = began(&home, "CA1 1AA");
    let screen = terminal.wait("Which NHS board plans care where you live?");
    assert!(screen.contains("CA1 1AA: Cumberland, constituency Carlisle."), "{screen}");
    assert!(screen.contains("1 NHS North East and North Cumbria"), "{screen}");
    assert!(screen.contains("2 NHS Lancashire and South Cumbria"), "{screen}");
    terminal.keys("1\r");
    terminal.answer("seen for yourselves?", "q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn in_edinburgh_the_board_is_known_and_who_decides_is_said() {
    let home = Home::new();
    let mut terminal = began_of(&home, "anything/mp-letter", "eh1 1yz");
    let screen = terminal.wait("What is it about?");
    let said = one_line(&screen);
    let place = "EH1 1YZ: Edinburgh, constituency Edinburgh East and Musselburgh, NHS Lothian.";
    assert!(said.contains(place), "{screen}");
    assert!(said.contains("in Scotland are matters for the Scottish Parliament"), "{screen}");
    terminal.keys("q\r");
    terminal.end();
}

#[test]
fn a_postcode_of_another_nation_is_told_that_the_letter_does_not_hold_there() {
    let home = Home::new();
    let mut terminal = began(&home, "eh1 1yz");
    let screen = terminal.wait("What would you like to do instead?");
    let said = one_line(&screen);
    assert!(said.contains("other laws and offices hold in Scotland"), "{screen}");
    terminal.keys("<\r");
    terminal.wait("Which council sends");
    terminal.keys("q\r");
    terminal.end();
}

#[test]
fn a_slip_in_a_postcode_is_told_and_mended() {
    let home = Home::new();
    let mut terminal = began(&home, "S70 1LA");
    let screen = terminal.wait("Which council sends");
    let said = one_line(&screen);
    assert!(said.contains("S70 1LA is not in our table of November 2025."), "{screen}");
    assert!(
        said.contains("Did you mean S70 1AL? If it is wrong, go back and change it."),
        "{screen}"
    );
    terminal.keys("<\r");
    terminal.wait("> S70 1LA");
    terminal.keys("\u{15}S70 1AL\r");
    let screen = terminal.wait("seen for yourselves?");
    assert!(screen.contains("S70 1AL: Barnsley, constituency"), "{screen}");
    terminal.keys("q\r");
    terminal.end();
}

#[test]
fn in_belfast_what_is_not_known_is_said_and_the_questions_of_before_follow() {
    let home = Home::new();
    let mut terminal = began_of(&home, "anything/mp-letter", "BT1 1AA");
    let screen = terminal.wait("Which council sends");
    assert!(screen.contains("BT1 1AA: Northern Ireland's postcodes have"), "{screen}");
    terminal.keys("Belfast\r");
    let screen = terminal.wait("What is it about?");
    let said = one_line(&screen);
    assert!(said.contains("in Northern Ireland are matters for the Assembly"), "{screen}");
    terminal.keys("q\r");
    terminal.end();
}

#[test]
fn who_gives_no_postcode_is_asked_for_the_council() {
    let home = Home::new();
    let mut terminal = began(&home, "");
    let screen = terminal.wait("Which council sends");
    assert!(screen.contains("No fixed address, or would you rather not say?"), "{screen}");
    terminal.keys("q\r");
    terminal.end();
}

#[test]
fn people_in_surrey_are_told_that_their_councils_end() {
    let home = Home::new();
    let mut terminal = began(&home, "GU1 1AA");
    let screen = terminal.wait("seen for yourselves?");
    let said = one_line(&screen);
    assert!(said.contains("GU1 1AA: Guildford, constituency Guildford"), "{screen}");
    assert!(said.contains("end on 1 April 2027. From then on write to West Surrey"), "{screen}");
    terminal.keys("q\r");
    terminal.end();
}

/// Answers for a letter, with a postcode in the place of council and constituency.
const ANSWERS: [&str; 14] = [
    "write",
    LETTER,
    "--set",
    "postcode=S70 2TA",
    "--set",
    "concerns=secrecy",
    "--set",
    "name=Jean Sample",
    "--set",
    "address=1 Sample Street",
    "--no-input",
    "-f",
    "txt",
    "-o",
];

#[test]
fn in_files_the_name_of_the_table_is_taken_only_where_that_is_said() {
    let home = Home::new();
    let write = |more: &[&str], epoch: &str| {
        let args = [&ANSWERS[..], &["letter.txt", "--force"], more].concat();
        let run = home.test().args(args).env("SOURCE_DATE_EPOCH", epoch).run();
        (home.read("letter.txt"), one_line(&stderr(&run)))
    };
    let november = "1795262400";
    let (letter, said) = write(&[], november);
    assert!(letter.contains("The Member of Parliament for Barnsley North"), "{letter}");
    assert!(!letter.contains("Jarvis") && !said.contains("Jarvis"), "{letter}{said}");
    for flag in [&["--mp-names"][..], &["--set", "mp_names=yes"]] {
        let (letter, said) = write(flag, november);
        assert!(letter.contains("Rt Hon Dan Jarvis MP\n"), "{letter}");
        assert!(
            said.contains("On 27 June 2026 the MP for Barnsley North was Rt Hon Dan Jarvis MP."),
            "{said}"
        );
    }
    let file = "pack: nhs-contracts\ntemplate: mp-letter\nanswers:\n  mp_names: true\n";
    home.file("for-all.yaml", file);
    assert!(write(&["--answers", "for-all.yaml"], november).0.contains("Rt Hon Dan Jarvis MP\n"));
    // 1 July 2027: the table is over a year old.
    let (letter, _) = write(&["--mp-names"], "1814443200");
    assert!(letter.contains("The Member of Parliament for Barnsley North"), "{letter}");
    // Another MP is named: the address of the table is not theirs.
    let (letter, said) = write(&["--mp-names", "--set", "mp.name=Ms Alex Member MP"], november);
    assert!(letter.contains("Dear Ms Member") && !said.contains("@parliament.uk"), "{said}");
}

#[test]
fn what_to_do_next_names_the_councils_own_pages() {
    let home = Home::new();
    let told = |what: &str, more: &[&str]| {
        let mut args = ANSWERS.map(String::from).to_vec();
        args[1] = what.into();
        args.extend(["letter.txt".into(), "--force".into()]);
        args.extend(more.iter().map(|arg| (*arg).to_string()));
        let run = home.test().args(&args).run();
        one_line(&(stderr(&run) + &stdout(&run)))
    };
    // No rules are recorded of this committee.
    let committee = ["--set", "meeting=wakefield-health-scrutiny"];
    let said = told("nhs-contracts/scrutiny-questions", &committee);
    assert!(said.contains("Find the next meeting and its papers (http"), "{said}");
    let change = ["--set", "service=gp", "--set", "service_name=Sample Surgery", "--set"];
    let change =
        [&change[..], &["change=close", "--set", "concerns=travel", "--set", "change_stage=heard"]]
            .concat();
    let said = told("local-service/councillor-letter", &change);
    let page = "Find your councillors, with their e-mail addresses: https://www.barnsley.gov.uk/";
    assert!(said.contains(page), "{said}");
}

#[test]
fn an_area_that_was_given_wins_over_a_postcode_elsewhere() {
    let home = Home::new();
    let args = [&ANSWERS[..], &["letter.txt", "--set", "area=Leeds"]].concat();
    home.test().args(&args).run();
    let letter = home.read("letter.txt");
    assert!(!letter.contains("Barnsley") && letter.contains("West Yorkshire"), "{letter}");
}

#[test]
fn a_table_with_postcodes_needs_no_area_constituency_or_mp() {
    let home = Home::new();
    home.file(
        "people.csv",
        "name,address,postcode,concerns,agreed\n\
         Jean Sample,1 Sample Street,S70 2TA,secrecy,yes\n\
         Sam Example,2 Sample Street,s70 3aa,secrecy,yes\n\
         Alex Invented,3 Sample Street,LS12 2JX,secrecy,yes\n\
         Robin Madeup,4 Sample Street,S79 1AA,secrecy,yes\n\
         Kim Pretend,5 Sample Street,EH1 1YZ,secrecy,yes\n",
    );
    let run = home
        .test()
        .args(["batch", LETTER, "people.csv", "-o", "out", "-f", "txt", "--mp-names"])
        .status(3)
        .run();
    let said = stderr(&run) + &stdout(&run);
    let letter = |row: u32| home.read(&format!("out/00{row}.txt"));
    assert!(letter(2).contains("Rt Hon Dan Jarvis MP\n"), "{}", letter(2));
    assert!(letter(3).contains("MP\nHouse of Commons") && !letter(3).contains("Jarvis"));
    assert!(letter(4).contains("MP\nHouse of Commons"), "{}", letter(4));
    let report = home.read("out/report.md");
    assert!(report.contains("name whoever was the MP on 27 June 2026"), "{report}");
    assert!(report.contains("from our table, and nobody has confirmed it: rows 2"), "{report}");
    // Where the postcode is not known, neither is the council: told, not guessed.
    assert!(said.contains("row 5, postcode: It is not known which council this"), "{said}");
    assert!(!home.path("out/005.txt").exists());
    // One in a nation where the letter does not hold is told that.
    assert!(said.contains("row 6, postcode: This is written for England"), "{said}");
}

#[test]
fn letters_go_into_a_folder_for_each_receiver_with_a_cover_note() {
    let home = Home::new();
    let table = "name,address,postcode,concerns,agreed\n\
         Jean Sample,1 Sample Street,S70 2TA,secrecy,yes\n\
         Sam Example,2 Sample Street,S70 1AL,secrecy,yes\n\
         Alex Invented,3 Sample Street,S70 3AA,secrecy,yes\n\
         Robin Madeup,4 Sample Street,AL6 9NF,secrecy,yes\n";
    home.file("people.csv", table);
    let args = ["people.csv", "-o", "out", "-f", "txt", "--by", "receiver"];
    let run = home.test().args([&["batch", LETTER][..], &args].concat()).run();
    let said = stderr(&run) + &stdout(&run);
    let letter = home.read("out/Barnsley North/002.txt");
    assert!(letter.contains("The Member of Parliament for Barnsley North"), "{letter}");
    for file in ["Barnsley North/003.txt", "Barnsley South/004.txt", "Receiver not certain/005.txt"]
    {
        assert!(home.path(&format!("out/{file}")).exists(), "{file}: {said}");
    }
    let note = home.read("out/Barnsley North/cover-note.md");
    assert!(note.contains("To: The MP for Barnsley North"), "{note}");
    assert!(note.contains("With this note come 2 responses, each from one person."), "{note}");
    let note = home.read("out/Barnsley South/cover-note.md");
    assert!(note.contains("With this note comes 1 response."), "{note}");
    assert!(!home.path("out/cover-note.md").exists(), "{said}");
    assert!(!home.path("out/Receiver not certain/cover-note.md").exists());
    let report = home.read("out/report.md");
    assert!(report.contains("- Barnsley North: 2 letters\n- Barnsley South: 1 letter"), "{report}");
    let apart = "1 it is not certain who the receiver is, so they stand apart: row 5";
    assert!(report.contains(apart), "{report}");
    assert!(report.contains("Send each receiver the letters of its folder in out/"), "{report}");
    // The folder remembers it for rows that come back.
    let again = home.test().args(["batch", LETTER, "out/ask-again.csv", "-o", "out"]).run();
    assert!(home.path("out/Barnsley South/004.txt").exists(), "{}", stderr(&again));
    assert!(!home.path("out/004.txt").exists(), "{}", stderr(&again));
}

#[test]
fn each_receiver_has_one_file_for_the_printer_and_all_go_into_one_zip() {
    let home = Home::new();
    let table = "name,address,postcode,concerns,agreed\n\
         Jean Sample,1 Sample Street,S70 2TA,secrecy,yes\n\
         Sam Example,2 Sample Street,S70 1AL,secrecy,yes\n\
         Alex Invented,3 Sample Street,S70 3AA,secrecy,yes\n";
    home.file("people.csv", table);
    let flags = ["-f", "pdf", "--by", "receiver", "--combine", "--zip"];
    let args = [&["batch", LETTER, "people.csv", "-o", "out"][..], &flags].concat();
    home.test().args(&args).run();
    let bytes = std::fs::read(home.path("out/hand-in.zip")).expect("there");
    let zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut names: Vec<String> =
        zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    names.sort_unstable();
    let wanted = [
        "Barnsley North/002.pdf",
        "Barnsley North/003.pdf",
        "Barnsley North/all.pdf",
        "Barnsley North/cover-note.md",
        "Barnsley South/004.pdf",
        "Barnsley South/all.pdf",
        "Barnsley South/cover-note.md",
        "index.csv",
    ];
    assert_eq!(names, wanted);
    // Run again, all of it is there already.
    let again = home.run(&args);
    assert!(stderr(&again).contains("0 letters written, 3 there already"), "{}", stderr(&again));
    let screen = stdout(&again).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("and a file with every one for each receiver"), "{screen}");
}

#[test]
fn letters_to_councillors_go_by_council() {
    let home = Home::new();
    home.file(
        "people.csv",
        "name,address,postcode,concerns,agreed\n\
         Jean Sample,1 Sample Street,S70 2TA,travel,yes\n\
         Alex Invented,3 Sample Street,LS1 1UR,travel,yes\n",
    );
    let what = "local-service/councillor-letter";
    let set = ["service=gp", "service_name=Sample Surgery", "change=close", "change_stage=heard"];
    let mut args = vec!["batch", what, "people.csv", "-o", "out", "-f", "txt", "--by", "receiver"];
    set.iter().for_each(|answer| args.extend(["--set", answer]));
    let run = home.test().args(&args).run();
    let said = stderr(&run) + &stdout(&run);
    let note = home.read("out/Barnsley Metropolitan Borough Council/cover-note.md");
    assert!(note.contains("To: Barnsley Metropolitan Borough Council"), "{note}");
    assert!(home.path("out/Leeds City Council/003.txt").exists(), "{said}");
}

#[test]
fn a_receiver_is_known_by_its_name_and_each_note_is_of_its_own_letters() {
    let home = Home::new();
    home.file(
        "people.csv",
        "name,address,postcode,area,mp.constituency,concerns,agreed\n\
         Jean Sample,1 Sample Street,S70 2TA,Barnsley,Barnsley North,secrecy,yes\n\
         Sam Example,2 Sample Street,S70 1AL,Barnsley,barnsley north,secrecy,yes\n\
         Alex Invented,3 Sample Street,S70 3AA,Barnsley,Barnsley South,secrecy,yes\n\
         Robin Madeup,4 Sample Street,S70 1AL,Barnsley,Nowhere Central,secrecy,yes\n\
         Jean Sample,1 Sample Street,S70 2TA,Barnsley,Barnsley North,secrecy,yes\n",
    );
    let batch = ["batch", LETTER, "people.csv", "-o", "out", "-f", "txt"];
    let run = home.test().args([&batch[..], &["--by", "receiver"]].concat()).run();
    let said = stderr(&run) + &stdout(&run);
    for file in ["Barnsley North/003.txt", "Barnsley North/006.txt", "Receiver not certain/005.txt"]
    {
        assert!(home.path(&format!("out/{file}")).exists(), "{file}: {said}");
    }
    let again = "Where somebody answered more than once";
    assert!(home.read("out/Barnsley North/cover-note.md").contains(again), "{said}");
    assert!(!home.read("out/Barnsley South/cover-note.md").contains(again), "{said}");
    // Without the row of Barnsley South its folder goes, with the note.
    let table = home.read("people.csv");
    let rest: Vec<&str> = table.lines().filter(|line| !line.contains("South")).collect();
    home.file("people.csv", rest.join("\n") + "\n");
    home.test().args([&batch[..], &["--by", "receiver"]].concat()).run();
    assert!(!home.path("out/Barnsley South").exists());
}
