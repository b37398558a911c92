//! Text as it is compared: what people write differently without saying anything else.

/// Small letters and digits with one space between words. Punctuation parts words; apostrophes of
/// every shape, soft hyphens, joiners and accents typed apart part none and go.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !vanishes(c) && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn vanishes(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}' | '`' | '´')
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
        || matches!(c, '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn what_says_the_same_is_the_same() {
        assert_eq!(fold(" Don’t – DON'T\u{ad}, don`t! "), "dont dont dont");
        assert_eq!(fold("Cafe\u{301}, 3a; ŵyl"), "cafe 3a ŵyl");
        assert_eq!(fold("…"), "");
    }
}
