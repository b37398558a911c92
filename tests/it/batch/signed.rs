//! Whom a joint response speaks for: nobody is in it who asked for confidentiality, answers for
//! others or said something else.

use crate::support::{Home, stderr, stdout};

const HEADINGS: &str = "name,contact,area,service_name,stake,concerns,respond_as,organisation,\
                        confidential,confidential_reason,agreed";

/// A table of people who answer about the library in Mill Lane, but for the cells given.
fn table(rows: &[(&str, &[(&str, &str)])]) -> String {
    let headings: Vec<&str> = HEADINGS.split(',').collect();
    let mut text = format!("{HEADINGS}\n");
    for (row, (name, cells)) in rows.iter().enumerate() {
        let usual = |heading: &str| match heading {
            "name" => name.to_string(),
            "contact" => format!("person{row}@example.org"),
            "area" => "Barnsley".into(),
            "service_name" => "the library in Mill Lane".into(),
            "stake" => "I use it.".into(),
            "agreed" => "yes".into(),
            _ => String::new(),
        };
        let cell = |heading: &&str| {
            let given = cells.iter().find(|(id, _)| id == heading);
            given.map_or_else(|| usual(heading), |(_, cell)| cell.to_string())
        };
        text.push_str(&headings.iter().map(cell).collect::<Vec<_>>().join(","));
        text.push('\n');
    }
    text
}

fn joint(home: &Home, who: &str, more: &[&str]) -> std::process::Output {
    let mut args = vec!["batch", "local-service/consultation-response", "People.csv", "-f", "md"];
    args.extend(["-o", "out", "--joint", who, "--set", "service=library", "--set", "change=close"]);
    args.extend(["--set", "consultation_title=Our libraries", "--set", "concerns=travel"]);
    args.extend(["--set", "how_many_questions=none"]);
    args.extend(more);
    home.run(&args)
}

#[test]
fn nobody_signs_what_they_did_not_say_or_wished_to_keep_to_themselves() {
    let home = Home::new();
    let secret = [("confidential", "yes"), ("confidential_reason", "I work in that building.")];
    let others = [("respond_as", "organisation"), ("organisation", "Example Mums")];
    let people = table(&[
        ("Jean Sample", &[]),
        ("Sam Secret", &secret),
        ("Kim Group", &others),
        ("Lee Library", &[("service_name", "the library in Other Road")]),
        ("Pat Point", &[("concerns", "Will dogs be let in?")]),
        ("Ali Area", &[("area", "Sheffield")]),
        (
            "Chris Example",
            &[("confidential", "no"), ("confidential_reason", "None of my secrets.")],
        ),
        ("Max Example", &[]),
    ]);
    home.file("People.csv", people);
    let done = joint(&home, "all", &[]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let text = home.read("out/joint-response.md");
    for (name, file) in [
        ("Sam Secret", "003"),
        ("Kim Group", "004"),
        ("Lee Library", "005"),
        ("Pat Point", "006"),
        ("Ali Area", "007"),
    ] {
        assert!(!text.contains(name), "{name} in\n{text}");
        assert!(home.read(&format!("out/{file}.md")).contains(name), "{name} has no letter");
    }
    for name in ["Jean Sample", "Chris Example", "Max Example"] {
        assert!(text.contains(name), "{name} not in\n{text}");
    }
    assert!(!text.contains("secrets") && !text.contains("that building"), "{text}");
    assert!(
        text.contains("I use it.")
            && text.contains("We are three people who are answering together"),
        "{text}"
    );
    assert!(text.contains("Each of us agreed to this response being sent in our name."), "{text}");
    insta::assert_snapshot!("kept_apart_talk", stderr(&done));
    let page = home.read("out/report.md");
    let told = "1 asked for confidentiality: not in the joint response, with a letter of their \
                own, row 3";
    assert!(page.contains(told), "{page}");
    assert!(!format!("{page}{}", stdout(&done)).contains("Sam Secret"));
}

#[test]
fn one_person_signs_once() {
    let home = Home::new();
    let mail = ("contact", "jean@example.org");
    let people = table(&[
        ("Jean Sample", &[mail]),
        ("Jean Sample", &[mail, ("stake", "I go there on Mondays.")]),
        ("Max Example", &[]),
        ("Sam Secret", &[("contact", "sam@example.org")]),
        (
            "Sam Secret",
            &[
                ("contact", "sam@example.org"),
                ("confidential", "yes"),
                ("confidential_reason", "I work there."),
            ],
        ),
    ]);
    home.file("People.csv", people);
    let done = joint(&home, "all", &["--keep-all"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let text = home.read("out/joint-response.md");
    assert_eq!(text.matches("Jean Sample").count(), 1, "{text}");
    assert!(text.contains("Mondays") && !text.contains("Secret"), "{text}");
    assert!(home.path("out/005.md").is_file() && home.path("out/006.md").is_file());
}
