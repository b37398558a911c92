//! The sentences of answers that were not taken.
//!
//! They stand alone: they are read at the prompt, beside a flag, in an answers file and beside a
//! spreadsheet cell. They never repeat what was typed, except a short id or option, so that no
//! letter ends up in a log.

use std::fmt;

use jiff::civil::Date;

use crate::question::fault::{AnswerFault, DateFault, EmailFault, TelephoneFault};
use crate::text::thousands;

impl fmt::Display for AnswerFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use AnswerFault::*;
        match self {
            Missing => f.write_str("An answer is needed here."),
            UnknownQuestion { id, near } => {
                write!(f, "There is no question `{id}`.")?;
                did_you_mean(f, near.as_deref())
            }
            List => f.write_str("This question takes one answer, not a list."),
            Map => f.write_str("This question takes text, not keys with values."),
            Character(c) => write!(
                f,
                "There is a hidden character in this answer (U+{:04X}). \
                    Type the answer again instead of pasting it.",
                *c as u32
            ),
            TooLong { most, by } => write!(
                f,
                "This answer is too long by {}. It can have {} at most.",
                counted(*by, "character"),
                thousands(*most)
            ),
            TooManyLines { most } => write!(f, "This answer can have {most} lines at most."),
            YesNo => f.write_str("Answer yes or no."),
            Number => f.write_str("This is not a number. Type it like 1200, 1,200 or 3.5."),
            NumberTooLarge => f.write_str("This number is too large."),
            NotOffered { given, near, offered } => {
                not_offered(f, given.as_deref(), near.as_deref(), offered)
            }
            NotInList { of: 0 } => {
                f.write_str("There is no list to choose from. Type the answer in words.")
            }
            NotInList { of } => {
                write!(f, "There is no such number in the list. Choose from 1 to {of}.")
            }
            TooMany { most: 1, given } => write!(f, "Choose one only, not {given}."),
            TooMany { most, given } => write!(f, "Choose {most} at most, not {given}."),
            Date(fault) => fault.fmt(f),
            Postcode { near: Some(near) } => {
                write!(f, "This is not a UK postcode. Did you mean {near}?")
            }
            Postcode { near: None } => {
                f.write_str("This is not a UK postcode. Type it in full, like S70 0ZZ.")
            }
            NotLocated => f.write_str(
                "It is not known which council this postcode is in. Check it, or give the council \
                    too.",
            ),
            OtherMember => f.write_str(
                "Then type the name of your MP of today, or leave it empty if you do not know it.",
            ),
            Email(fault) => fault.fmt(f),
            Telephone(fault) => fault.fmt(f),
            NoName => write!(f, "That is not the name of a council. Type the name, like Leeds."),
            SeveralAreas { asked_for: Some(name), names } => {
                write!(
                    f,
                    "{name} is now more than one council. Type one of these: {}.",
                    names.join("; ")
                )
            }
            SeveralAreas { asked_for: None, names } => {
                if let [only] = names.as_slice() {
                    let no = "There is no council of this name.";
                    return write!(f, "{no} Did you mean {only}?");
                }
                write!(
                    f,
                    "More than one council has a name like this. Type one of these: {}.",
                    names.join("; ")
                )
            }
            WrittenFor { nation: Some(nation), holds, member, instead, .. } => {
                let holds = holds.join(", ");
                write!(f, "This is written for {holds}: other laws and offices hold in {nation}.")?;
                match (instead.as_slice(), member) {
                    ([], Some(member)) => write!(f, " There, write to your {member}."),
                    ([], None) => Ok(()),
                    (names, _) => write!(f, " For {nation} there is {}.", names.join(" or ")),
                }
            }
            WrittenFor { nation: None, holds, instead, .. } => {
                write!(f, "This is written for {}.", holds.join(" or "))?;
                match instead.as_slice() {
                    [] => Ok(()),
                    names => write!(f, " Instead there is {}.", names.join(" or ")),
                }
            }
            UnknownBody { given, near } => {
                match given {
                    Some(id) => write!(f, "There is no committee or board `{id}`.")?,
                    None => f.write_str("There is no such committee or board.")?,
                }
                match near.as_slice() {
                    [] => f.write_str(" Type its name in full."),
                    near => write!(f, " Did you mean {}?", near.join(" or ")),
                }
            }
            BodyKeys => f.write_str(
                "Give a committee or board with its `name` and `kind`, and no other key.",
            ),
            BodyKind => f.write_str(
                "The `kind` of a committee or board is the id of a kind of \
                    receiver, like `nhs-board` or `scrutiny-committee`.",
            ),
            UnknownConcern { given, near } => {
                match given {
                    Some(id) => write!(f, "There is no concern `{id}`.")?,
                    None => f.write_str("There is no such concern.")?,
                }
                did_you_mean(f, near.as_deref())?;
                f.write_str(
                    " For a concern of your own, type a few words, or put `own:` before it.",
                )
            }
        }
    }
}

impl fmt::Display for DateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use DateFault::*;
        match self {
            NotADate => {
                f.write_str("This is not a date. Type it like 2 December 2026 or 2/12/2026.")
            }
            NoDay => f.write_str("The day is missing. Type it like 2 December 2026 or 2/12/2026."),
            NoMonth => {
                f.write_str("The month is missing. Type it like 2 December 2026 or 2/12/2026.")
            }
            NoTime => {
                f.write_str("The time is missing. Type it after the date, like 1.30pm or 13:30.")
            }
            TimeNotWanted => {
                f.write_str("Type the date alone, without a time, like 2 December 2026.")
            }
            NoSuchMonth => f.write_str(
                "There is no such month. The day comes first: 3/4/2026 is 3 April 2026.",
            ),
            NoSuchDay { month, year, days } => {
                write!(f, "There is no such day: {}", month_name(*month))?;
                match year {
                    Some(year) => write!(f, " {year} has {days} days."),
                    None => write!(f, " has {days} days at most."),
                }
            }
            ToCome(date) => write!(
                f,
                "{} is still to come. Type a day that has been.",
                date.strftime("%-d %B %Y")
            ),
            OtherWeekday(date) => write!(
                f,
                "{} is a {}. Check the day and the date.",
                date.strftime("%-d %B %Y"),
                date.strftime("%A")
            ),
            Year => f.write_str("The year is not clear. Type it with four digits, like 2026."),
            NoSuchTime => f.write_str("There is no such time. Type it like 1.30pm or 13:30."),
            YearOrHour => f.write_str(
                "It is not clear what is the year and what the time. \
                    Type the time like 1.30pm or 13:30.",
            ),
            Several => f.write_str("There is more than one date or time here. Type only one."),
        }
    }
}

impl fmt::Display for EmailFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EmailFault::At => "An e-mail address has one @, like name@example.org.",
            EmailFault::Space => "There is a space in this e-mail address. Take it out.",
            EmailFault::Character => {
                "There is a character in this e-mail address that cannot be used. \
                    Letters without accents, digits and . _ + - can."
            }
            EmailFault::Host => {
                "Check what comes after the @ of this e-mail address. \
                It looks like example.org."
            }
        })
    }
}

impl fmt::Display for TelephoneFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TelephoneFault::Character => {
                "A telephone number has digits and spaces only, like 01632 \
                    960123 or +44 1632 960123 ext 12."
            }
            TelephoneFault::Short => {
                "This telephone number is too short. \
                Type it with its area code, like 01632 960123."
            }
            TelephoneFault::Long => {
                "This telephone number is too long. Type only one, like 01632 960123."
            }
        })
    }
}

fn not_offered(
    f: &mut fmt::Formatter<'_>,
    given: Option<&str>,
    near: Option<&str>,
    offered: &[String],
) -> fmt::Result {
    match given {
        Some(given) => write!(f, "`{given}` is not one of the answers offered.")?,
        None => f.write_str("This is not one of the answers offered.")?,
    }
    did_you_mean(f, near)?;
    if near.is_none() {
        f.write_str(" Choose from:")?;
        for (index, text) in offered.iter().enumerate() {
            let end = if index + 1 == offered.len() { "." } else { ";" };
            write!(f, " {} {text}{end}", index + 1)?;
        }
    }
    Ok(())
}

fn did_you_mean(f: &mut fmt::Formatter<'_>, near: Option<&str>) -> fmt::Result {
    match near {
        Some(near) => write!(f, " Did you mean `{near}`?"),
        None => Ok(()),
    }
}

fn counted(count: usize, thing: &str) -> String {
    format!("{} {thing}{}", thousands(count), if count == 1 { "" } else { "s" })
}

fn month_name(month: i8) -> String {
    Date::new(2000, month, 1).map(|first| first.strftime("%B").to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_question_is_met_with_the_one_that_may_be_meant() {
        let known = ["mp.name", "postcode", "story"];
        let told = |id: &str| AnswerFault::unknown_question(id, known.into_iter()).to_string();
        assert_eq!(told("postcod"), "There is no question `postcod`. Did you mean `postcode`?");
        assert_eq!(told("mp_name"), "There is no question `mp_name`. Did you mean `mp.name`?");
        assert_eq!(told("colour"), "There is no question `colour`.");
        assert!(told(&"x".repeat(5_000)).len() < 100);
    }

    #[test]
    fn faults_say_what_to_do() {
        let offered = vec!["for myself".to_string(), "for a group".to_string()];
        for (fault, told) in [
            (
                AnswerFault::TooLong { most: 200_000, by: 1 },
                "This answer is too long by 1 character. It can have 200,000 at most.",
            ),
            (
                AnswerFault::NotOffered { given: Some("me".into()), near: None, offered },
                "`me` is not one of the answers offered. Choose from: 1 for myself; 2 for a group.",
            ),
            (AnswerFault::TooMany { most: 3, given: 5 }, "Choose 3 at most, not 5."),
            (
                AnswerFault::Date(DateFault::NoSuchDay { month: 2, year: Some(2027), days: 28 }),
                "There is no such day: February 2027 has 28 days.",
            ),
            (
                AnswerFault::Character('\u{7}'),
                "There is a hidden character in this answer (U+0007). \
                    Type the answer again instead of pasting it.",
            ),
        ] {
            assert_eq!(fault.to_string(), told);
        }
    }
}
