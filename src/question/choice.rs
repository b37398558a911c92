//! Kinds that pick: `yes-no`, `choice`, `choices`; and `number`.

use super::scan::{Names, is_id, short_id};
use super::text;
use crate::answer::Input;
use crate::diagnostic::near;
use crate::model::Choice;
use crate::question::fault::{AnswerFault, told};
use crate::question::lists::shape;

/// Reads yes or no.
pub(super) fn yes_no(text: &str) -> Result<bool, AnswerFault> {
    match text.to_lowercase().trim_end_matches('.') {
        "yes" | "y" | "true" | "1" | "on" => Ok(true),
        "no" | "n" | "false" | "0" | "off" => Ok(false),
        _ => Err(told("yes-no")),
    }
}

/// Largest number taken: beyond it not every whole number can be told from the next.
const LARGEST: f64 = 1e15;

/// Reads a number: `1200`, `1,200`, `-3.5`.
pub(super) fn number(text: &str) -> Result<f64, AnswerFault> {
    let plain = text.replace('\u{2212}', "-");
    if !shape("number").is_match(&plain) {
        return Err(told("number"));
    }
    let value: f64 = plain.replace(',', "").parse().map_err(|_| told("number"))?;
    match value {
        0.0 => Ok(0.0),
        value if value.abs() <= LARGEST => Ok(value),
        _ => Err(told("number-too-large")),
    }
}

/// Reads one of the options: by value, by text in any case, or by its number.
pub(super) fn choice(text: &str, options: &[Choice]) -> Result<String, AnswerFault> {
    one_of(text, options, &names(options))
}

/// Reads some of the options, in the order given and each once.
pub(super) fn choices(
    raw: &Input,
    options: &[Choice],
    most: Option<usize>,
) -> Result<Vec<String>, AnswerFault> {
    let names = names(options);
    let mut values = Vec::new();
    match raw {
        Input::List(items) => {
            for item in items {
                let item = text::line(item)?;
                if !item.is_empty() {
                    values.push(one_of(&item, options, &names)?);
                }
            }
        }
        other => {
            let line = text::line(text::one(other)?)?;
            let scanned = names.scan(&line);
            if let Some(rest) = scanned.rest {
                let unknown = rest.text.split([',', ';']).next().unwrap_or_default().trim();
                return Err(not_offered(unknown, options));
            }
            for pick in scanned.picks {
                values.push(value(pick, options)?);
            }
        }
    }
    within(values, most)
}

/// What was chosen, each once, where it is not more than may be.
pub(super) fn within<T: PartialEq>(
    given: Vec<T>,
    most: Option<usize>,
) -> Result<Vec<T>, AnswerFault> {
    let mut chosen = Vec::new();
    for one in given {
        if !chosen.contains(&one) {
            chosen.push(one);
        }
    }
    match most {
        Some(most) if chosen.len() > most => {
            let name = if most == 1 { "one-only" } else { "too-many" };
            let values = vec![("most", most.to_string()), ("given", chosen.len().to_string())];
            Err(AnswerFault::Told(name, values))
        }
        _ => Ok(chosen),
    }
}

/// The fault of a number that is not in a list of so many.
pub(super) fn beyond(of: usize) -> AnswerFault {
    let name = if of == 0 { "no-list" } else { "not-in-list" };
    AnswerFault::Told(name, vec![("of", of.to_string())])
}

fn names(options: &[Choice]) -> Names {
    Names::new(options.iter().map(|option| [option.value.as_str(), option.text.as_str()]))
}

fn one_of(text: &str, options: &[Choice], names: &Names) -> Result<String, AnswerFault> {
    if options.iter().any(|option| option.value == text) {
        return Ok(text.to_string());
    }
    match names.pick(text) {
        Some(pick) => value(pick, options),
        None => Err(not_offered(text, options)),
    }
}

fn value(item: usize, options: &[Choice]) -> Result<String, AnswerFault> {
    options.get(item).map(|one| one.value.clone()).ok_or_else(|| beyond(options.len()))
}

fn not_offered(given: &str, options: &[Choice]) -> AnswerFault {
    let by_value =
        near(given, options.iter().map(|option| option.value.as_str()).filter(|v| is_id(v)));
    AnswerFault::NotOffered {
        given: short_id(given),
        near: by_value.or_else(|| near(given, options.iter().map(|option| option.text.as_str()))),
        offered: options.iter().map(|option| option.text.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<Choice> {
        [
            ("individual", "for myself"),
            ("organisation", "for an organisation, or a group"),
            ("professional", "as part of my job"),
        ]
        .map(|(value, text)| Choice { value: value.into(), text: text.into() })
        .to_vec()
    }

    #[test]
    fn yes_and_no_in_all_their_ways() {
        for yes in ["yes", "Y", "TRUE", "1", "on", "Yes."] {
            assert_eq!(yes_no(yes), Ok(true));
        }
        for no in ["no", "N", "False", "0", "OFF"] {
            assert_eq!(yes_no(no), Ok(false));
        }
        assert_eq!(yes_no("perhaps"), Err(told("yes-no")));
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (typed, read) in [
            ("1200", 1200.0),
            ("1,200", 1200.0),
            ("3.5", 3.5),
            ("-1,200.25", -1200.25),
            ("\u{2212}2", -2.0),
            ("1,234,567", 1_234_567.0),
            ("007", 7.0),
            ("-0", 0.0),
        ] {
            assert_eq!(number(typed), Ok(read), "{typed}");
        }
        for typed in [
            "", "1,20", "1200,000", "1.2.3", "1e9", "NaN", "inf", "12 000", ",200", "3.", ".5",
            "£5", "--1",
        ] {
            assert_eq!(number(typed), Err(told("number")), "{typed}");
        }
        assert_eq!(number(&"9".repeat(400)), Err(told("number-too-large")));
    }

    #[test]
    fn a_choice_is_made_by_value_text_or_number() {
        for typed in ["organisation", "Organisation", "For an organisation,  or a group", "2", "2."]
        {
            assert_eq!(choice(typed, &options()).as_deref(), Ok("organisation"), "{typed}");
        }
        assert_eq!(choice("4", &options()), Err(beyond(3)));
        let fault = choice("proffesional", &options()).map_err(|fault| fault.to_string());
        assert_eq!(
            fault,
            Err("`proffesional` is not one of the answers offered. Did you mean `professional`?"
                .into())
        );
    }

    #[test]
    fn a_private_answer_is_not_repeated() {
        let fault = choice("My son Alex told me", &options()).map_err(|fault| fault.to_string());
        assert_eq!(
            fault,
            Err("This is not one of the answers offered. Choose from: 1 for myself; \
                 2 for an organisation, or a group; 3 as part of my job."
                .into())
        );
    }

    #[test]
    fn choices_keep_their_order_and_count_once() {
        let read = |typed: &str| choices(&Input::Text(typed.into()), &options(), Some(2));
        for (typed, values) in [
            ("2 1", &["organisation", "individual"][..]),
            (
                "for an organisation, or a group and 1, organisation",
                &["organisation", "individual"],
            ),
            ("3,3,3", &["professional"]),
            ("", &[]),
        ] {
            assert_eq!(
                read(typed),
                Ok(values.iter().map(|v| (*v).to_string()).collect()),
                "{typed}"
            );
        }
        assert_eq!(read("1 2 3"), within(vec![1, 2, 3], Some(2)).map(|_| Vec::new()));
        assert_eq!(read("1 4"), Err(beyond(3)));
        assert!(matches!(
            read("1, orgnisation"),
            Err(AnswerFault::NotOffered { near: Some(near), .. }) if near == "organisation"
        ));
        let list = Input::List(vec!["organisation".into(), "".into(), "For myself".into()]);
        assert_eq!(choices(&list, &options(), None).map(|v| v.len()), Ok(2));
    }
}
