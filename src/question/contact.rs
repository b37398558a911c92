//! Kinds `email` and `telephone`, and `contact`, which takes either.

use super::fault::{AnswerFault, told};
use super::lists::shape;

/// Reads an e-mail address by the rule of browsers, which is stricter and simpler than that of
/// mail: <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>. Names of hosts are
/// those of RFC 1034, section 3.5. By hand, since a batch reads one a row and patterns took a third of
/// what it takes to fill it.
pub(crate) fn email(text: &str) -> Result<String, AnswerFault> {
    if text.contains(char::is_whitespace) {
        return Err(told("email-space"));
    }
    let Some((name, host)) = text.split_once('@').filter(|(name, _)| !name.is_empty()) else {
        return Err(told("email-at"));
    };
    let fits = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let is_label = |label: &str| {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (1..=63).contains(&label.len())
            && label.chars().all(fits)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let faults = [
        (host.contains('@'), "email-at"),
        (!name.chars().all(fits), "email-character"),
        (!host.split('.').all(is_label), "email-host"),
    ];
    match faults.into_iter().find(|(is_wrong, _)| *is_wrong) {
        Some((_, fault)) => Err(told(fault)),
        None => Ok(text.to_string()),
    }
}

/// Fewest digits: a number without its area code has six, short numbers such as 999 three.
const FEWEST_DIGITS: usize = 7;
/// Most digits of a number with its country code, by ITU-T E.164
/// <https://www.itu.int/rec/T-REC-E.164-201011-I>.
const MOST_DIGITS: usize = 15;

/// Reads a UK or international telephone number, which stays as typed.
pub(crate) fn telephone(text: &str) -> Result<String, AnswerFault> {
    let found = shape("telephone").captures(text).ok_or_else(|| told("telephone-character"))?;
    match found[1].chars().filter(char::is_ascii_digit).count() {
        ..FEWEST_DIGITS => Err(told("telephone-short")),
        FEWEST_DIGITS..=MOST_DIGITS => Ok(text.to_string()),
        _ => Err(told("telephone-long")),
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
            ("jean", "email-at"),
            ("@example.org", "email-at"),
            ("jean@sample@example.org", "email-at"),
            ("jean @example.org", "email-space"),
            ("siân@example.org", "email-character"),
            ("<jean@example.org", "email-character"),
            ("jean@", "email-host"),
            ("jean@example..org", "email-host"),
            ("jean@-example.org", "email-host"),
            ("jean@example.org.", "email-host"),
            ("jean@example,org", "email-host"),
        ] {
            assert_eq!(email(bad), Err(told(fault)), "{bad}");
        }
    }

    #[test]
    fn a_contact_is_a_number_or_an_address() {
        for good in ["01632 960123", "jean@example.org", "j2@example.org"] {
            assert_eq!(either(good).as_deref(), Ok(good));
        }
        assert_eq!(either("none"), Err(told("email-at")));
        assert_eq!(either("jean@"), Err(told("email-host")));
        assert_eq!(either("960123"), Err(told("telephone-short")));
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
            ("960123", "telephone-short"),
            ("01632 960123 or 01632 960124", "telephone-character"),
            ("01632 960123 01632 960124", "telephone-long"),
            ("0800 FLOWERS", "telephone-character"),
            ("01632 +960123", "telephone-character"),
            ("01632 960123 ext", "telephone-character"),
            ("01632 960123 ext 1234567", "telephone-character"),
            ("ext 12", "telephone-short"),
            ("０１６３２ ９６０１２３", "telephone-character"),
        ] {
            assert_eq!(telephone(bad), Err(told(fault)), "{bad}");
        }
    }
}
