//! `sayso page`: what a file holds, that it is the same each time, and what it refuses. The page in
//! a browser is tested by `page/test.sh`.

use crate::support::{Home, stderr};

/// The page of a pack, made in a home of its own; the test is over where none is built.
fn made(home: &Home, more: &[&str]) -> Option<String> {
    let output = home.run(&[&["page", "nhs-contracts", "-o", "page.html"], more].concat());
    if cfg!(page_built) {
        assert!(output.status.success(), "{}", stderr(&output));
        return Some(home.read("page.html"));
    }
    let said = stderr(&output);
    assert!(said.contains("the part that goes into them was not built with it"), "{said}");
    assert!(said.contains("cargo run -p sayso-page-build"), "{said}");
    assert!(!home.path("page.html").exists());
    None
}

#[test]
fn one_file_holds_the_pack_and_loads_nothing() {
    let home = Home::new();
    let Some(page) = made(&home, &["--colour", "#AA1155", "--url", "https://example.org/w.html"])
    else {
        return;
    };
    assert!(page.contains("default-src 'none'; script-src 'sha256-"), "a policy with hashes");
    assert!(page.contains("connect-src 'none'; form-action 'none'; base-uri 'none'"));
    assert!(!page.contains("unsafe-inline"));
    assert!(page.contains("<title>Keep the NHS"), "the title of the pack");
    assert!(page.contains("\"mp-letter.md.hbs\":"), "the files of the pack");
    assert!(!page.contains("examples/barnsley.yaml"), "its examples stay behind");
    assert!(page.contains("\"colour\":\"#aa1155\""));
    assert!(!page.contains("%%"), "nothing is left to fill in");
    let read = without_packed(&page);
    for loads in [" src=", "stylesheet", "@import", "url("] {
        assert!(!read.contains(loads), "{loads} would load something");
    }
}

/// The page without its blocks of packed bytes, in which any few letters stand by chance. A browser
/// loads nothing from `text/plain`.
fn without_packed(page: &str) -> String {
    let mut pieces = page.split(r#"<script type="text/plain" "#);
    let mut read = pieces.next().unwrap_or_default().to_owned();
    let mut blocks = 0;
    for piece in pieces {
        let (_, after) = piece.split_once("</script>").expect("a block ends");
        read.push_str(after);
        blocks += 1;
    }
    assert_eq!(blocks, 2, "the engine and the postcodes");
    read
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let (one, two) = (Home::new(), Home::new());
    let Some(first) = made(&one, &[]) else { return };
    two.test().line("page nhs-contracts -o page.html").env("SOURCE_DATE_EPOCH", "1795348800").run();
    assert!(first == two.read("page.html"), "the day does not show in the page");
}

#[test]
fn an_address_gives_a_qr_code_beside_the_page() {
    let home = Home::new();
    let args = ["--url", "https://example.org/w.html"];
    if made(&home, &args).is_none() {
        return;
    }
    let code = home.read("page.svg");
    assert!(code.starts_with("<?xml") && code.contains("<svg") && code.contains("<path"), "{code}");
    let again = home.run(&["page", "nhs-contracts", "-o", "other.html", args[0], args[1]]);
    assert!(stderr(&again).contains("Saved other.svg, a QR code of its address"));
    assert_eq!(home.read("other.svg"), code);
    let long = format!("https://example.org/{}", "a".repeat(4_000));
    let refused = home.run(&["page", "nhs-contracts", "-o", "long.html", "--url", &long]);
    assert!(stderr(&refused).contains("too long for a QR code"), "{}", stderr(&refused));
    assert!(!home.path("long.html").exists(), "nothing is half written");
}

#[test]
fn a_page_without_postcodes_is_half_a_megabyte_lighter() {
    let (one, two) = (Home::new(), Home::new());
    let Some(whole) = made(&one, &[]) else { return };
    let light = made(&two, &["--no-postcodes"]).expect("a page");
    assert!(whole.len() > light.len() + 400_000, "{} and {}", whole.len(), light.len());
    assert!(whole.len() <= 3_500_000, "{} bytes are more than a page should weigh", whole.len());
}

#[test]
fn a_pack_that_check_refuses_makes_no_page() {
    let home = Home::new();
    if made(&home, &[]).is_none() {
        return;
    }
    home.file("broken/pack.yaml", "title: Broken\n");
    let output = home.run(&["page", "broken", "-o", "broken.html"]);
    assert!(!output.status.success());
    assert!(stderr(&output).contains("pack.yaml"), "{}", stderr(&output));
    assert!(!home.path("broken.html").exists());
}

#[test]
fn what_a_pack_says_cannot_become_script() {
    let home = Home::new();
    if made(&home, &[]).is_none() {
        return;
    }
    let new = home.run(&["new", "harm", "--from", "starter"]);
    assert!(new.status.success(), "{}", stderr(&new));
    let pack = home.read("harm/pack.yaml");
    let title = "title: \"</script><script>alert(1)</script> & more\"";
    let harmed: Vec<&str> =
        pack.lines().map(|l| if l.starts_with("title:") { title } else { l }).collect();
    home.file("harm/pack.yaml", harmed.join("\n"));
    let output = home.run(&["page", "harm", "-o", "harm.html"]);
    if output.status.success() {
        let page = home.read("harm.html");
        assert!(!page.contains("<script>alert"), "no text of a pack is HTML");
        assert!(page.contains("&lt;/script&gt;"));
    } else {
        assert!(stderr(&output).contains("pack.yaml"), "{}", stderr(&output));
    }
}

#[test]
fn what_is_not_exact_is_refused() {
    let home = Home::new();
    for (flag, wrong) in
        [("--url", "http://example.org"), ("--url", "javascript:x"), ("--colour", "red")]
    {
        home.test().args(["page", "nhs-contracts", "-o", "p.html", flag, wrong]).status(2).run();
    }
    if cfg!(page_built) {
        let output = home.run(&["page", "nhs-contracts/no-such", "-o", "p.html"]);
        assert!(stderr(&output).contains("no-such"), "{}", stderr(&output));
        made(&home, &[]);
        let again = home.run(&["page", "nhs-contracts", "-o", "page.html"]);
        assert!(!again.status.success(), "a file that exists stays");
    }
}
