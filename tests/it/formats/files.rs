//! Formats as the program writes them.

use super::read;
use crate::support::Home;

#[test]
fn the_program_writes_every_format_with_what_goes_with_it() {
    let home = Home::new();
    home.file("sign.png", read::png());
    home.file("photo 1.jpg", [255, 216, 255]);
    let answers = crate::support::repository("templates/nhs-contracts/examples/barnsley.yaml");
    let out = home.run(&[
        "write",
        "nhs-contracts/mp-letter",
        "--no-input",
        "--answers",
        &answers.display().to_string(),
        "-f",
        "pdf,docx,eml,txt,html,ics,md",
        "--enclose",
        "photo 1.jpg",
        "--signature",
        "sign.png",
        "--to",
        "mp@example.org",
        "--attach-pdf",
        "-o",
        "out/",
    ]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let bytes =
        |ending: &str| std::fs::read(home.path(&format!("out/mp-letter.{ending}"))).expect(ending);
    let line = "I enclose: photo 1.jpg";
    assert!(home.read("out/mp-letter.txt").contains(line));
    assert!(home.read("out/mp-letter.md").contains(line));
    assert!(read::docx_text(&bytes("docx")).contains(line));
    assert!(home.read("out/mp-letter.html").contains("alt=\"Signature of Jean Sample\""));
    let mail = read::mail(&bytes("eml"));
    let attached: Vec<&str> = mail.attached.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(attached, ["letter.pdf", "photo 1.jpg"]);
    assert!(bytes("ics").starts_with(b"BEGIN:VCALENDAR"));
}

#[test]
fn the_ending_of_a_file_says_its_format() {
    let home = Home::new();
    let answers = crate::support::repository("templates/nhs-contracts/examples/barnsley.yaml");
    let answers = answers.display().to_string();
    let run = |name: &str| {
        home.run(&[
            "write",
            "nhs-contracts/mp-letter",
            "--no-input",
            "--answers",
            &answers,
            "-o",
            name,
        ])
    };
    assert!(run("a.docx").status.success());
    assert!(std::fs::read(home.path("a.docx")).expect("written").starts_with(b"PK"));
    let out = run("a.odt");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(said.contains("does not write .odt files") && said.contains("docx"), "{said}");
}

#[test]
fn a_shell_completes_and_the_manual_has_a_page_for_each_command() {
    let home = Home::new();
    for (shell, sign) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef sayso"),
        ("fish", "complete -c sayso"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let out = home.run(&["completions", shell]);
        let text = String::from_utf8(out.stdout).expect("UTF-8");
        assert!(text.contains(sign) && text.contains("attach-pdf"), "{shell}");
    }
    for (args, sign) in [(vec!["man"], "sayso\\-batch"), (vec!["man", "batch"], "\\-\\-combine")] {
        let text = String::from_utf8(home.run(&args).stdout).expect("UTF-8");
        assert!(text.contains(".TH") && text.contains(sign), "{args:?}: {text}");
    }
    let said = String::from_utf8(home.run(&["man", "bach"]).stderr).expect("UTF-8");
    assert!(said.contains("there is no command `bach`") && said.contains("batch"), "{said}");
}

#[test]
fn text_for_a_form_is_told_with_its_limits() {
    let home = Home::new();
    let answers = crate::support::repository("templates/nhs-contracts/examples/barnsley.yaml");
    let args = [
        "write",
        "nhs-contracts/scrutiny-questions",
        "--no-input",
        "--answers",
        &answers.display().to_string(),
        "-f",
        "txt",
        "-o",
        "out/",
    ];
    let said = String::from_utf8(home.run(&args).stderr).expect("UTF-8");
    assert!(said.contains("Part 1: ") && said.contains(" of 100 words."), "{said}");
}
