//! Kind `postcode`: UK postcodes in their standard form.
//!
//! The rule is the shape and the letters that Royal Mail uses, not a list of postcodes: those
//! change every month. Six shapes before the space, a digit and two letters after it; no Q, V, X
//! in the first place, no I, J, Z in the second; few letters in the third and fourth; no C, I, K,
//! M, O, V at the end. GIR 0AA is the one exception.
//! <https://en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom#Formatting>,
//! <https://studylib.net/doc/18359331/postcode-format> (Royal Mail's own sheet).

use super::fault::{AnswerFault, told};
use crate::register::postcodes::place_of;

/// Reads a postcode in any case and spacing: `s700zz` is `S70 0ZZ`.
pub fn postcode(text: &str) -> Result<String, AnswerFault> {
    let compact: String = text.trim_end_matches(['.', ',']).split_whitespace().collect();
    match at_end(&compact) {
        Some(("", postcode)) => Ok(postcode),
        _ => Err(match near(&compact.to_ascii_uppercase()) {
            Some(near) => AnswerFault::Told("postcode-near", vec![("near", near)]),
            None => told("postcode"),
        }),
    }
}

/// The postcode at the end of an address.
pub fn postcode_of(lines: &[String]) -> Option<String> {
    let (_, postcode) = at_end(lines.last()?)?;
    Some(postcode)
}

/// Puts the postcode at the end of an address in its standard form.
pub(super) fn in_address(mut lines: Vec<String>) -> Vec<String> {
    if let Some(last) = lines.last_mut()
        && let Some((before, postcode)) = at_end(last)
    {
        *last = if before.is_empty() { postcode } else { format!("{before} {postcode}") };
    }
    lines
}

/// What stands before the postcode at the end of a line, and the postcode. By hand, since a batch
/// reads one a row.
fn at_end(line: &str) -> Option<(&str, String)> {
    let parts = |c: char| c.is_whitespace() || c == ',';
    let line = line.trim_end_matches(|c| parts(c) || c == '.');
    let (rest, inward) = line.split_at_checked(line.len().checked_sub(3)?)?;
    let rest = rest.trim_end();
    let outward = rest.rsplit(parts).next()?;
    let before = rest.strip_suffix(outward)?.trim_end();
    let (outward, inward) = (outward.to_ascii_uppercase(), inward.to_ascii_uppercase());
    let fits = is_outward(outward.as_bytes()) && place_of(inward.as_bytes()).is_some();
    let postcode = format!("{outward} {inward}");
    (fits || postcode == "GIR 0AA").then_some((before, postcode))
}

/// Whether these can be the first half of a postcode.
fn is_outward(outward: &[u8]) -> bool {
    let first = |c: u8| c.is_ascii_uppercase() && !b"QVX".contains(&c);
    let second = |c: u8| c.is_ascii_uppercase() && !b"IJZ".contains(&c);
    match *outward {
        [a, b'0'..=b'9'] | [a, b'1'..=b'9', b'0'..=b'9'] => first(a),
        [a, b'0'..=b'9', last] => first(a) && b"ABCDEFGHJKPSTUW".contains(&last),
        [a, b, b'0'..=b'9'] | [a, b, b'1'..=b'9', b'0'..=b'9'] => first(a) && second(b),
        [a, b, b'0'..=b'9', last] => first(a) && second(b) && b"ABEHMNPRVWXY".contains(&last),
        _ => false,
    }
}

/// Letters and digits that are taken for one another, each with what may be meant.
const ALIKE: [(char, char); 5] = [('O', '0'), ('0', 'O'), ('I', '1'), ('L', '1'), ('1', 'I')];

/// The one postcode that would be there if letters O and I were not taken for digits, or digits
/// for letters.
fn near(compact: &str) -> Option<String> {
    if !(5..=7).contains(&compact.len()) {
        return None;
    }
    let mut all = vec![(0, String::new())];
    for c in compact.chars() {
        let other = ALIKE.iter().find(|(typed, _)| *typed == c).map(|(_, other)| other);
        let next = |(changes, text): (u32, String)| {
            let other = other.map(|other| (changes + 1, format!("{text}{other}")));
            [(changes, format!("{text}{c}"))].into_iter().chain(other)
        };
        all = all.into_iter().flat_map(next).collect();
    }
    let read = |(changes, text): (u32, String)| {
        at_end(&text).filter(|(before, _)| before.is_empty()).map(|(_, code)| (changes, code))
    };
    let mut found: Vec<(u32, String)> = all.into_iter().filter_map(read).collect();
    found.sort();
    match found.as_slice() {
        [(one, _), (other, _), ..] if one == other => None,
        all => all.first().map(|(_, postcode)| postcode.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_takes_its_standard_form() {
        for (typed, read) in [
            ("s70 0zz", "S70 0ZZ"),
            ("S700ZZ", "S70 0ZZ"),
            (" s 7 0 0 z z", "S70 0ZZ"),
            ("m11ae.", "M1 1AE"),
            ("Cr2 6xh", "CR2 6XH"),
            ("dn551pt", "DN55 1PT"),
            ("w1a 1hq", "W1A 1HQ"),
            ("ec1a1bb", "EC1A 1BB"),
            ("sw1a  0aa", "SW1A 0AA"),
            ("bs0 1aa", "BS0 1AA"),
            ("gir0aa", "GIR 0AA"),
        ] {
            assert_eq!(postcode(typed).as_deref(), Ok(read), "{typed}");
        }
    }

    #[test]
    fn what_is_no_postcode_is_refused() {
        for typed in [
            "S70", "S70 0Z", "S70 0ZZZ", "Q1 1AA", "AI1 1AA", "S70 0CZ", "S70 0ZV", "S7I 2ZZ8",
            "S05 1AA", "12345", "Barnsley", "£70 0ZZ", "S70-0ZZ", "S70 0ZŽ", "é",
        ] {
            assert!(postcode(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn letters_taken_for_digits_are_suggested() {
        for (typed, near) in [
            ("S7O OZZ", Some("S70 0ZZ")),
            ("S70 OZZ", Some("S70 0ZZ")),
            ("Ml 1AE", Some("M1 1AE")),
            ("0X1 1AA", Some("OX1 1AA")),
            ("SO14 IAA", Some("SO14 1AA")),
            ("S70 5C", None),
        ] {
            let fault = near.map_or(told("postcode"), |near| {
                AnswerFault::Told("postcode-near", vec![("near", near.to_string())])
            });
            assert_eq!(postcode(typed), Err(fault), "{typed}");
        }
    }

    #[test]
    fn an_address_ends_with_its_postcode() {
        for (line, shown, found) in [
            ("s70 0zz", "S70 0ZZ", true),
            ("Barnsley s700zz", "Barnsley S70 0ZZ", true),
            ("Barnsley,S70 0zz.", "Barnsley, S70 0ZZ", true),
            ("Flat 2 M1 1AE", "Flat 2 M1 1AE", true),
            ("Barnsley", "Barnsley", false),
            ("12 High St", "12 High St", false),
        ] {
            let lines = vec!["1 Sample Street".to_string(), line.to_string()];
            assert_eq!(postcode_of(&lines).is_some(), found, "{line}");
            assert_eq!(in_address(lines)[1], shown);
        }
        assert_eq!(postcode_of(&[]), None);
    }
}
