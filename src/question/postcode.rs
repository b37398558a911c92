//! Kind `postcode`: UK postcodes in their standard form.
//!
//! The rule is the shape and the letters that Royal Mail uses, not a list of postcodes: those
//! change every month. Six shapes before the space, a digit and two letters after it; no Q, V, X
//! in the first place, no I, J, Z in the second; few letters in the third and fourth; no C, I, K,
//! M, O, V at the end. GIR 0AA is the one exception.
//! <https://en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom#Formatting>,
//! <https://studylib.net/doc/18359331/postcode-format> (Royal Mail's own sheet).

use crate::question::fault::AnswerFault;

/// Reads a postcode in any case and spacing: `s700zz` is `S70 0ZZ`.
pub fn postcode(text: &str) -> Result<String, AnswerFault> {
    let text = text.trim_end_matches(['.', ',']);
    let compact: Vec<char> =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    match standard(&compact) {
        Some(postcode) => Ok(postcode),
        None => Err(AnswerFault::Postcode { near: near(&compact) }),
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

/// What stands before the postcode at the end of a line, and the postcode.
fn at_end(line: &str) -> Option<(&str, String)> {
    let line = line.trim_end_matches(['.', ',']).trim_end();
    let starts = std::iter::once(0).chain(
        line.char_indices()
            .filter(|(_, c)| c.is_whitespace() || *c == ',')
            .map(|(at, c)| at + c.len_utf8()),
    );
    for start in starts {
        let (before, end) = line.split_at(start);
        let mut halves = end.split_whitespace();
        // Spaces elsewhere than before the last three characters are house numbers.
        let spaced = match (halves.next(), halves.next(), halves.next()) {
            (Some(_), None, _) => true,
            (Some(_), Some(inward), None) => inward.chars().count() == 3,
            _ => false,
        };
        if spaced && let Ok(postcode) = postcode(end) {
            return Some((before.trim_end(), postcode));
        }
    }
    None
}

/// The standard form, if these letters and digits can be a postcode.
fn standard(compact: &[char]) -> Option<String> {
    let (outward, inward) = compact.split_at_checked(compact.len().checked_sub(3)?)?;
    let joined = || outward.iter().chain(&[' ']).chain(inward).collect::<String>();
    let [sector, unit @ ..] = inward else { return None };
    let inward_fits =
        sector.is_ascii_digit() && unit.iter().all(|c| "ABDEFGHJLNPQRSTUWXYZ".contains(*c));
    (inward_fits && outward_fits(outward) || joined() == "GIR 0AA").then(joined)
}

fn outward_fits(outward: &[char]) -> bool {
    let first = |c: char| c.is_ascii_uppercase() && !"QVX".contains(c);
    let second = |c: char| c.is_ascii_uppercase() && !"IJZ".contains(c);
    let digit = |c: char| c.is_ascii_digit();
    let ten = |a: char, b: char| digit(a) && a != '0' && digit(b);
    match *outward {
        [a, d] => first(a) && digit(d),
        [a, d, e] if digit(d) => {
            first(a) && (ten(d, e) || digit(d) && "ABCDEFGHJKPSTUW".contains(e))
        }
        [a, b, d] => first(a) && second(b) && digit(d),
        [a, b, d, e] => {
            first(a) && second(b) && (ten(d, e) || digit(d) && "ABEHMNPRVWXY".contains(e))
        }
        _ => false,
    }
}

/// The one postcode that would be there if letters O and I were not taken for digits, or digits
/// for letters.
fn near(compact: &[char]) -> Option<String> {
    if !(5..=7).contains(&compact.len()) {
        return None;
    }
    let slips: Vec<usize> = (0..compact.len()).filter(|at| other(compact[*at]).is_some()).collect();
    let mut found: Option<(u32, String)> = None;
    let mut alike = false;
    for choice in 1..1u32 << slips.len() {
        let mut changed = compact.to_vec();
        for (bit, at) in slips.iter().enumerate() {
            if choice & 1 << bit != 0
                && let Some(c) = other(changed[*at])
            {
                changed[*at] = c;
            }
        }
        let Some(postcode) = standard(&changed) else { continue };
        let changes = choice.count_ones();
        match &found {
            Some((fewest, _)) if *fewest < changes => {}
            Some((fewest, _)) if *fewest == changes => alike = true,
            _ => (found, alike) = (Some((changes, postcode)), false),
        }
    }
    found.filter(|_| !alike).map(|(_, postcode)| postcode)
}

/// The character that looks like this one.
fn other(c: char) -> Option<char> {
    match c {
        'O' => Some('0'),
        '0' => Some('O'),
        'I' | 'L' => Some('1'),
        '1' => Some('I'),
        _ => None,
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
            let fault = AnswerFault::Postcode { near: near.map(String::from) };
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
