//! Which addresses a link of a document may lead to.

/// What an address that can be followed begins with; all else a reader's program might run or open.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Whether an address names a scheme, and one that is not among `SCHEMES`: `javascript:`,
/// `data:`, `file:`. Browsers look past white space in it.
pub fn is_foreign(address: &str) -> bool {
    let bare: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let Some((scheme, _)) = bare.split_once(':') else { return false };
    let is_scheme = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme && !SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_would_run_is_foreign() {
        for foreign in ["javascript:x", "JavaScript:x", "java\tscript:x", " data:x", "file:///etc"]
        {
            assert!(is_foreign(foreign), "{foreign}");
        }
        for plain in ["https://example.org/a:b", "MAILTO:a@example.org", "page.html", "/a:b", "#x"]
        {
            assert!(!is_foreign(plain), "{plain}");
        }
    }
}
