//! Letters as they are sent round, made into packs. The letters are in `letters/`, those of Word
//! as the files that Word zips; the packs that come of them are in `packs/`. SAYSO_ACCEPT=1
//! rewrites the packs.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use sayso::import::Letter;
use sayso::import::letter::Options;
use sayso::pack::Shared;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::made;
use crate::support::letters::today;
use crate::support::{Home, repository, stderr, stdout};

/// The letters, each with words of it that must come back with the made-up answers. What stands
/// between `‹` and `›` is such an answer.
const LETTERS: &[(&str, &[&str])] = &[
    (
        "brackets.txt",
        &[
            "Dear Ms Member",
            "**Closure of Exampleton Minor Injuries Unit**",
            "I am writing to you as a constituent in ‹Exampleton North› about the plan to close",
            "The unit is the only place within reach of ‹Exampleton› where a cut can be stitched or a wrist X-rayed without a journey to the city.",
            "I would like you, ‹Ms Alex Member MP›, to ask the Secretary of State three things:",
            "- how people without a car in ‹Exampleton› are to reach the city; and",
            "I am a ‹patient› and I ‹oppose› the plan. I look forward to your reply.",
            "Yours sincerely",
        ],
    ),
    (
        "notepad.txt",
        &[
            "**SAVE THE NUMBER 14 BUS**",
            "My name is ‹Jean Sample› and I live in ‹Exampleton›. I have used the 14 bus for ‹3› years to get to",
            "I get the bus because ‹These words are made up. Here stands what somebody has seen for themselves.›, and I know that ‹he› who has no car has no choice.",
        ],
    ),
    (
        "wrapped.txt",
        &[
            "**Please speak against the library closures**",
            "which goes to cabinet on ‹5 October 2026›.",
            "As a ‹parent›, I know how much the library is used.",
            "There is nowhere else nearby that is warm, quiet and free.",
            "2. ask for the figures on which it rests to be published;",
            "You can reach me at ‹jean@example.org›.",
        ],
    ),
    (
        "merge.txt",
        &[
            "**The county’s special schools**",
            "because the £ for transport is to be cut.",
            "to meet ‹Jean Sample› and other parents at ‹Example School›.",
        ],
    ),
    (
        "markdown.md",
        &[
            "**Planning application Example Reference: quarry at Sample Hill**",
            "I live at ‹1 Sample Street, Exampleton›, about",
            "1. **Lorries**. Sixty lorries a day would pass [the school](<https://example.org/school>) in Sample Lane.",
            "> \"The hill is the lungs of the valley.\" \\[sic\\]",
            "‹I› ask you to refuse it. See note \\[1\\] and the *local* plan & policy #4.",
        ],
    ),
    (
        "covering-mail.txt",
        &[
            "I am one of your constituents and my postcode is ‹S70 0ZZ›.",
            "and the ‹Sample Lane› children walk in safely.",
            "Will you write to the council's Cabinet member for Transport, and copy me in?",
            "P.S. I would be glad to show you round at",
        ],
    ),
    (
        "water.txt",
        &[
            "The Chief Executive\\\nExample Water\\\n1 Pipe Street\\\nExampleton",
            "Dear Chief Executive\n\n**The outfall at Sample Brook**",
            "Please tell me how often the outfall has run this year, and what you will do about it.",
            "Yours faithfully\n\nJean Sample",
        ],
    ),
    (
        "quoted.txt",
        &[
            "**Save our pool**",
            "I’m writing as a ‹mother› in ‹Exampleton North› to ask you to speak up for the Sample Lane pool.",
            "P.S. The pool is 90 years old.",
        ],
    ),
    (
        "points.txt",
        &[
            "**Exampleton leisure centre**\n\nI swim at the leisure centre in ‹Exampleton›",
            "I ask you to vote against it because:\n\n- Cost: a season ticket in the city",
            "- My ‹son› has learned to swim there, and I do not know where else",
        ],
    ),
    (
        "night-bus.txt",
        &[
            "I have lived in ‹Exampleton› for ‹three years› and",
            "journeys were made on it\\[1\\]. Two in three of those who used it were on their way to or from work\\[1\\]\\[2\\].",
            "subsidy (see \\[2\\]), and yet",
            "until those who use it have been heard, and so on…",
            "You can write to me at ‹jean@example.org› or ring me on ‹01632 960123›.",
            "1. Night buses: a year in figures, Exampleton Council, 14 January 2026.",
            "3. Notice periods for bus services",
        ],
    ),
    (
        "bus-47.txt",
        &[
            "I am writing as a ‹resident› of ‹Sample Lane› ward about the plan",
            "I use it ‹3› times a week to get to",
            "‹3›% of us have no car. I ‹do› drive",
            "Here is what it means to me:\n\nThese words are made up.",
            "reply to me within 14 days, at ‹01632 960123›.\n\nI look forward to hearing from you.\n\nYours faithfully\n\n‹Jean Sample›",
        ],
    ),
    (
        "beds-22.md",
        &[
            "I, ‹Jean Sample› of ‹Exampleton›, ask you",
            "- Exampleton – many\n- Otherville – few",
            "I can be reached here.\n\nMy telephone number: ‹01632 960123›\n\nIn my own words:\n\nThese words are made up.",
            "Yours sincerely\n\n‹Jean Sample›",
        ],
    ),
    (
        "ward.docx",
        &[
            "**Ward 7 at Exampleton Hospital**",
            "I live in ‹Exampleton› and I am worried about what becomes of the beds on Ward 7 & those who nurse there. The plan is at [the trust’s website](<https://example.org/ward-7?a=1&b=2>).",
            "As somebody who knows the ward, I do not understand why it should close.\n\nThese words are made up. Here stands what somebody has seen for themselves.\n\nIt is **the only one** of its kind here.",
            "1. Who decided, and when?",
            "    - Was the meeting held in public?",
            "2. Where are the patients to go?",
            "My name is ‹Jean Sample› and my membership number is",
            "I would like you to ‹write to the trust› and to tell me what they say.",
        ],
    ),
    (
        "bus-pass.docx",
        &[
            "**The bus pass before 9.30 in the morning**",
            "I am ‹3› years old and I use my pass to get to",
            "I ‹support› a pass that holds all day.",
            "I would use it three times a week.",
            "What the early bus means to me:\n\nThese words are made up.",
        ],
    ),
];

fn folder(name: &str) -> PathBuf {
    repository("tests/it/adapt").join(name)
}

/// The bytes of a letter; those of Word are zipped first.
pub(crate) fn bytes(name: &str) -> Vec<u8> {
    let path = folder("letters").join(name);
    if !path.is_dir() {
        return fs::read(path).expect(name);
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut names = Vec::new();
    list(&path, &path, &mut names);
    names.sort();
    for inside in names {
        zip.start_file(&inside, SimpleFileOptions::default()).expect("begun");
        zip.write_all(&fs::read(path.join(&inside)).expect("read")).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

fn list(root: &Path, folder: &Path, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            list(root, &path, names);
        } else {
            names.push(path.strip_prefix(root).expect("inside").display().to_string());
        }
    }
}

fn id(name: &str) -> String {
    name.split('.').next().unwrap_or_default().to_string()
}

#[test]
fn each_becomes_a_sound_pack_that_gives_the_letter_back() {
    let shared = Shared::built_in().expect("the registers are sound");
    for (name, kept) in LETTERS {
        let letter = Letter::read(name, &bytes(name)).expect(name);
        let id = id(name);
        let options = Options { id: &id, today: today(), to: None };
        let made = letter.make(options, &shared).expect(name).made;
        // A source that the letter leaves without a date or an address is the letter's own.
        let told = made::told(&made).into_iter().filter(|told| !told.contains("the source `"));
        assert_eq!(told.collect::<Vec<_>>(), Vec::<String>::new(), "{name}");
        made::assert_folder(&folder("packs").join(&id), &made);
        made::assert_goldens(&made);
        let letters = made::letters(&made);
        let (_, golden) = letters.first().expect("an example");
        for words in *kept {
            let words = words.replace(['‹', '›'], "");
            assert!(golden.contains(&words), "{name}: {words}\nis not in\n{golden}");
        }
    }
}

#[test]
fn it_is_said_what_became_of_each_part() {
    let home = Home::new();
    for (name, _) in LETTERS {
        home.file(name, bytes(name));
        let id = id(name);
        let output = home.run(&["new", &id, "--letter", name, "--no-input"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", stderr(&output));
        // Figures without a source are the letter's own, and told.
        let checked = home.run(&["check", &id, "--plain"]);
        assert_eq!(checked.status.code(), Some(0), "{name}: {}", stderr(&checked));
        let tested = home.run(&["test", &id]);
        assert_eq!(tested.status.code(), Some(0), "{name}: {}", stdout(&tested));
        let told = format!(
            "{}\n$ sayso check {id}\n{}{}",
            stderr(&output),
            stderr(&checked),
            stdout(&checked)
        );
        insta::assert_snapshot!(format!("letter_{id}"), told);
    }
}

#[test]
fn the_receiver_can_be_said() {
    let home = Home::new();
    home.file("brackets.txt", bytes("brackets.txt"));
    let made = |id: &str, to: &str| {
        home.run(&["new", id, "--letter", "brackets.txt", "--no-input", "--to", to])
    };
    for to in ["councillor", "meeting", "consultation", "planning-authority", "secretary-of-state"]
    {
        let output = made(to, to);
        assert_eq!(output.status.code(), Some(0), "{to}: {}", stderr(&output));
        let checked = home.run(&["check", to, "--deny-warnings"]);
        assert_eq!(stdout(&checked), format!("{to}: no faults\n"), "{}", stderr(&checked));
    }
    let wrong = made("wrong", "councilor");
    assert_eq!(wrong.status.code(), Some(2));
    insta::assert_snapshot!(stderr(&wrong).lines().rev().take(3).collect::<Vec<_>>().join("\n"));
    assert!(!home.path("wrong").exists());
}
