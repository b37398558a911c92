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
    assert!(said.contains("this sayso was built without the page"), "{said}");
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
    for loads in [" src=", "stylesheet", "@import", "url("] {
        assert!(!page.contains(loads), "{loads} would load something");
    }
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let (one, two) = (Home::new(), Home::new());
    let Some(first) = made(&one, &[]) else { return };
    let output = two
        .sayso()
        .env("SOURCE_DATE_EPOCH", "1795348800")
        .args(["page", "nhs-contracts", "-o", "page.html"])
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(first == two.read("page.html"), "the day does not show in the page");
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
        let output = home.run(&["page", "nhs-contracts", "-o", "p.html", flag, wrong]);
        assert_eq!(output.status.code(), Some(2), "{flag} {wrong}: {}", stderr(&output));
    }
    if cfg!(page_built) {
        let output = home.run(&["page", "nhs-contracts/no-such", "-o", "p.html"]);
        assert!(stderr(&output).contains("no-such"), "{}", stderr(&output));
        made(&home, &[]);
        let again = home.run(&["page", "nhs-contracts", "-o", "page.html"]);
        assert!(!again.status.success(), "a file that exists stays");
    }
}
