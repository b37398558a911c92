//! What cannot be used is told in one clear line, and nothing is written.

use crate::support::Home;

const WRITE: &[&str] = &["write", "nhs-contracts/mp-letter", "--no-input", "-o", "out/"];

/// Runs `write` with an example's answers and some flags; what it says on stderr, and that it wrote
/// nothing.
fn refused(home: &Home, flags: &[&str]) -> String {
    let answers = crate::support::repository("templates/nhs-contracts/examples/barnsley.yaml");
    let answers = answers.display().to_string();
    let mut args = WRITE.to_vec();
    args.extend(["--answers", &answers, "-f", "pdf,docx,eml,html"]);
    args.extend(flags);
    let out = home.run(&args);
    assert!(!out.status.success(), "{flags:?}");
    assert!(!home.path("out").exists(), "{flags:?} left something behind");
    String::from_utf8(out.stderr).expect("UTF-8")
}

#[test]
fn an_address_is_one_address() {
    let home = Home::new();
    for to in ["mp@example.org\nBcc: x@example.org", "mp@example.org, b@example.org", "an MP", ""] {
        let said = refused(&home, &["--to", to]);
        assert!(said.contains("is not an e-mail address"), "{said}");
        assert!(!said.contains("\nBcc"), "{said}");
    }
}

#[test]
fn a_signature_is_a_small_png() {
    let home = Home::new();
    let large = home.path("large.png");
    std::fs::File::create(&large).and_then(|f| f.set_len(50 << 20)).expect("50 MB");
    let said = refused(&home, &["--signature", &large.display().to_string()]);
    assert!(said.contains("large.png cannot be used: it is larger than 2 MB"), "{said}");
    let not = home.file("not.png", b"GIF89a and more").display().to_string();
    let said = refused(&home, &["--signature", &not]);
    assert!(said.contains("not.png cannot be used: it is not a whole PNG picture"), "{said}");
    let said = refused(&home, &["--signature", "."]);
    assert!(said.contains("--signature: . is a folder"), "{said}");
    let said = refused(&home, &["--signature", "gone.png"]);
    assert!(said.contains("gone.png"), "{said}");
}

#[test]
fn what_is_enclosed_is_a_file_that_can_be_sent() {
    let home = Home::new();
    home.file("papers/one.txt", "1");
    let said = refused(&home, &["--enclose", "papers"]);
    assert!(said.contains("--enclose: papers is a folder"), "{said}");
    let large = home.path("film.mp4");
    std::fs::File::create(&large).and_then(|f| f.set_len(16 << 20)).expect("16 MB");
    let said = refused(&home, &["--enclose", "papers/one.txt", "--enclose", "film.mp4"]);
    assert!(said.contains("with film.mp4 there is more than 15 MB"), "{said}");
}

#[test]
fn lines_are_as_long_as_can_be_read() {
    let home = Home::new();
    let said = refused(&home, &["--wrap", "3"]);
    assert!(said.contains("write 20 to 1000, or 0"), "{said}");
}
