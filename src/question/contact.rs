//! Kinds `email` and `telephone`, and `contact`, which takes either.

use crate::question::fault::{AnswerFault, EmailFault, TelephoneFault};

/// Reads an e-mail address by the rule of browsers, which is stricter and simpler than that of
/// mail: <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>.
pub(crate) fn email(text: &str) -> Result<String, AnswerFault> {
    match email_fault(text) {
        None => Ok(text.to_string()),
        Some(fault) => Err(AnswerFault::Email(fault)),
    }
}

fn email_fault(text: &str) -> Option<EmailFault> {
    if text.contains(char::is_whitespace) {
        return Some(EmailFault::Space);
    }
    let Some((local, host)) = text.split_once('@').filter(|(_, host)| !host.contains('@')) else {
        return Some(EmailFault::At);
    };
    let atom = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    if local.is_empty() {
        return Some(EmailFault::At);
    }
    if !local.chars().all(atom) {
        return Some(EmailFault::Character);
    }
    // RFC 1034, section 3.5: 63 characters to a label, no hyphen at its ends.
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (!host.split('.').all(label)).then_some(EmailFault::Host)
}

/// Fewest digits: a number without its area code has six, short numbers such as 999 three.
const FEWEST_DIGITS: usize = 7;
/// Most digits of a number with its country code, by ITU-T E.164
/// <https://www.itu.int/rec/T-REC-E.164-201011-I>.
const MOST_DIGITS: usize = 15;
/// Most digits of an extension.
const MOST_EXTENSION: usize = 6;

/// Reads a UK or international telephone number, which stays as typed.
pub(crate) fn telephone(text: &str) -> Result<String, AnswerFault> {
    let (number, extension) = without_extension(text);
    let fault = |fault| Err(AnswerFault::Telephone(fault));
    let plus_inside = number.chars().skip(1).any(|c| c == '+');
    // `(+44) 1632 960123`
    let plus_inside = plus_inside && !number.starts_with("(+");
    let fits = |c: char| {
        c.is_ascii_digit() || c == ' ' || "+()-./\u{a0}\u{2010}\u{2011}\u{2012}\u{2013}".contains(c)
    };
    if !number.chars().all(fits) || plus_inside || number.matches('+').count() > 1 {
        return fault(TelephoneFault::Character);
    }
    let extension_digits = extension.trim();
    if extension.is_empty() != extension_digits.is_empty()
        || extension_digits.len() > MOST_EXTENSION
        || !extension_digits.chars().all(|c| c.is_ascii_digit())
    {
        return fault(TelephoneFault::Character);
    }
    match number.chars().filter(char::is_ascii_digit).count() {
        ..FEWEST_DIGITS => fault(TelephoneFault::Short),
        FEWEST_DIGITS..=MOST_DIGITS => Ok(text.to_string()),
        _ => fault(TelephoneFault::Long),
    }
}

/// Reads a telephone number or an e-mail address: what has no digit cannot be a number.
pub(super) fn either(text: &str) -> Result<String, AnswerFault> {
    if text.contains('@') || !text.contains(|c: char| c.is_ascii_digit()) {
        email(text)
    } else {
        telephone(text)
    }
}

/// The number, and what follows `ext`.
fn without_extension(text: &str) -> (&str, &str) {
    let Some(at) = text.find(|c: char| c.is_ascii_alphabetic()) else { return (text, "") };
    let (number, rest) = text.split_at(at);
    let word = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (word, digits) = rest.split_at(word);
    match word.to_ascii_lowercase().as_str() {
        // Without digits it is refused by its blank.
        "ext" | "extn" | "extension" | "x" => {
            let digits = digits.trim_start_matches(['.', ':']);
            (number, if digits.is_empty() { " " } else { digits })
        }
        _ => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_follows_the_rule_of_browsers() {
        for good in [
            "jean@example.org",
            "j.s+mp@mail.example.org",
            "o'brien@example.org",
            "a@b",
            "x_y@1-2.example",
        ] {
            assert_eq!(email(good).as_deref(), Ok(good));
        }
        for (bad, fault) in [
            ("jean", EmailFault::At),
            ("@example.org", EmailFault::At),
            ("jean@sample@example.org", EmailFault::At),
            ("jean @example.org", EmailFault::Space),
            ("siân@example.org", EmailFault::Character),
            ("<jean@example.org", EmailFault::Character),
            ("jean@", EmailFault::Host),
            ("jean@example..org", EmailFault::Host),
            ("jean@-example.org", EmailFault::Host),
            ("jean@example.org.", EmailFault::Host),
            ("jean@example,org", EmailFault::Host),
        ] {
            assert_eq!(email(bad), Err(AnswerFault::Email(fault)), "{bad}");
        }
    }

    #[test]
    fn a_contact_is_a_number_or_an_address() {
        for good in ["01632 960123", "jean@example.org", "j2@example.org"] {
            assert_eq!(either(good).as_deref(), Ok(good));
        }
        assert_eq!(either("none"), Err(AnswerFault::Email(EmailFault::At)));
        assert_eq!(either("jean@"), Err(AnswerFault::Email(EmailFault::Host)));
        assert_eq!(either("960123"), Err(AnswerFault::Telephone(TelephoneFault::Short)));
    }

    #[test]
    fn a_telephone_number_stays_as_typed() {
        for good in [
            "01632 960123",
            "(01632) 960 123",
            "+44 1632 960123",
            "+44 (0)1632 960123",
            "(+44) 1632 960123",
            "07700-900123",
            "01632 960123 ext 12",
            "01632 960123 x12",
            "01632 960123 Ext. 12",
            "0044 1632 960123",
            "+353 1 555 0123",
            "0800 1111",
        ] {
            assert_eq!(telephone(good).as_deref(), Ok(good));
        }
        for (bad, fault) in [
            ("960123", TelephoneFault::Short),
            ("01632 960123 or 01632 960124", TelephoneFault::Character),
            ("01632 960123 01632 960124", TelephoneFault::Long),
            ("0800 FLOWERS", TelephoneFault::Character),
            ("01632 +960123", TelephoneFault::Character),
            ("01632 960123 ext", TelephoneFault::Character),
            ("01632 960123 ext 1234567", TelephoneFault::Character),
            ("ext 12", TelephoneFault::Short),
            ("０１６３２ ９６０１２３", TelephoneFault::Character),
        ] {
            assert_eq!(telephone(bad), Err(AnswerFault::Telephone(fault)), "{bad}");
        }
    }
}
