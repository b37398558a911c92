//! Formats as the program writes them.

use super::read;
use crate::support::{Home, Test, repository, stderr, stdout};

/// A run of `write` with an example's answers.
fn write(home: &Home, what: &str) -> Test {
    let answers = repository("templates/nhs-contracts/examples/barnsley.yaml");
    let test = home.test().args(["write", &format!("nhs-contracts/{what}"), "--no-input"]);
    test.args(["--answers"]).args([answers])
}

#[test]
fn the_program_writes_every_format_with_what_goes_with_it() {
    let home = Home::new();
    home.file("sign.png", read::png());
    home.file("photo 1.jpg", [255, 216, 255]);
    write(&home, "mp-letter")
        .line("-f pdf,docx,eml,txt,html,ics,md --signature sign.png --to mp@example.org")
        .args(["--enclose", "photo 1.jpg", "--attach-pdf", "-o", "out/"])
        .run();
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
    write(&home, "mp-letter").line("-o a.docx").run();
    assert!(std::fs::read(home.path("a.docx")).expect("written").starts_with(b"PK"));
    let other = write(&home, "mp-letter").line("-o a.odt").status(2);
    other.says("does not write .odt files").says("docx").run();
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
        let text = stdout(&home.test().args(["completions", shell]).run());
        assert!(text.contains(sign) && text.contains("attach-pdf"), "{shell}");
    }
    for (line, sign) in [("man", "sayso\\-batch"), ("man batch", "\\-\\-combine")] {
        let text = stdout(&home.test().line(line).run());
        assert!(text.contains(".TH") && text.contains(sign), "{line}: {text}");
    }
    let wrong = home.test().line("man bach").status(2);
    wrong.says("invalid value 'bach'").says("a similar value exists: 'batch'").run();
}

#[test]
fn text_for_a_form_is_told_with_its_limits() {
    let home = Home::new();
    let said = stderr(&write(&home, "scrutiny-questions").line("-f txt -o out/").run());
    assert!(said.contains("Part 1: ") && said.contains(" of 100 words."), "{said}");
}
