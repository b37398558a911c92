//! Why an answer was not taken, and the sentence that says so.
//!
//! The sentences stand alone: they are read at the prompt, beside a flag, in an answers file and
//! beside a spreadsheet cell. They never repeat what was typed, except a short id or option, so that
//! no letter ends up in a log.

use jiff::civil::Date;
use thiserror::Error;

use crate::text::thousands;

/// Why an answer was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswerFault {
    /// Nothing was given and an answer is required.
    #[error("An answer is needed here.")]
    Missing,
    /// There is no question of that id.
    #[error("There is no question `{id}`.{}", meant(.near))]
    UnknownQuestion {
        /// The id as given.
        id: String,
        /// The id that may have been meant.
        near: Option<String>,
    },
    /// A list where one answer is wanted.
    #[error("This question takes one answer, not a list.")]
    List,
    /// Keys with values where text is wanted.
    #[error("This question takes text, not keys with values.")]
    Map,
    /// A control character or noncharacter.
    #[error(
        "There is a hidden character in this answer (U+{:04X}). Type the answer again instead \
         of pasting it.",
        u32::from(*.0)
    )]
    Character(char),
    /// Too many characters.
    #[error(
        "This answer is too long by {}. It can have {} at most.",
        characters(*.by),
        thousands(*.most)
    )]
    TooLong {
        /// Most characters.
        most: usize,
        /// How many are too many.
        by: usize,
    },
    /// Too many lines.
    #[error("This answer can have {most} lines at most.")]
    TooManyLines {
        /// Most lines.
        most: usize,
    },
    /// Neither yes nor no.
    #[error("Answer yes or no.")]
    YesNo,
    /// Not a number.
    #[error("This is not a number. Type it like 1200, 1,200 or 3.5.")]
    Number,
    /// A number too large to be meant.
    #[error("This number is too large.")]
    NumberTooLarge,
    /// None of the options.
    #[error("{}", not_offered(.given, .near, .offered))]
    NotOffered {
        /// What was given, if it is short and an id.
        given: Option<String>,
        /// The option that may have been meant.
        near: Option<String>,
        /// The texts of the options, in the order in which they are numbered.
        offered: Vec<String>,
    },
    /// A number beyond the end of the list.
    #[error("{}", not_in_list(*.of))]
    NotInList {
        /// How many there are to choose from.
        of: usize,
    },
    /// More than may be chosen.
    #[error("Choose {}, not {given}.", most_of(*.most))]
    TooMany {
        /// Most that may be chosen.
        most: usize,
        /// How many were.
        given: usize,
    },
    /// Not a date.
    #[error("{0}")]
    Date(DateFault),
    /// Not a UK postcode.
    #[error("This is not a UK postcode. {}", postcode(.near))]
    Postcode {
        /// The postcode that may have been meant.
        near: Option<String>,
    },
    /// A postcode that does not tell what is needed, since the table does not have it.
    #[error(
        "It is not known which council this postcode is in. Check it, or give the council too."
    )]
    NotLocated,
    /// The member whom the table has is not the one of today.
    #[error("Then type the name of your MP of today, or leave it empty if you do not know it.")]
    OtherMember,
    /// Not an e-mail address.
    #[error("{0}")]
    Email(EmailFault),
    /// Not a telephone number.
    #[error("{0}")]
    Telephone(TelephoneFault),
    /// A place without a letter in its name.
    #[error("That is not the name of a council. Type the name, like Leeds.")]
    NoName,
    /// Several areas may be meant.
    #[error("{}", several_areas(.asked_for, .names))]
    SeveralAreas {
        /// The name that was asked for, as the register writes it; none when no area is of that
        /// name and these are nearly spelt so.
        asked_for: Option<String>,
        /// Their names.
        names: Vec<String>,
    },
    /// An answer for which something that is being written is not written: an area in another
    /// nation, a library where it is about a bus.
    #[error("{}", written_for(.holds, .nation.as_deref(), .member.as_deref(), .instead))]
    WrittenFor {
        /// For which it is, as within a sentence.
        holds: Vec<String>,
        /// The nation of the area, where it holds in others.
        nation: Option<String>,
        /// Who sits for people there in their own parliament, and whom to write to instead.
        member: Option<String>,
        /// What the pack has instead: `local-service/member-letter`.
        instead: Vec<String>,
        /// The ids of the templates that are not written for the answer.
        refused: Vec<String>,
    },
    /// The id of no committee or board.
    #[error("There is no {}.{}", named("committee or board", .given), bodies(.near))]
    UnknownBody {
        /// What was given, if it is short and an id.
        given: Option<String>,
        /// Names that may have been meant.
        near: Vec<String>,
    },
    /// A committee or board given with a key that is none.
    #[error("Give a committee or board with its `name` and `kind`, and no other key.")]
    BodyKeys,
    /// The kind of a committee or board that cannot be an id.
    #[error(
        "The `kind` of a committee or board is the id of a kind of receiver, like `nhs-board` \
         or `scrutiny-committee`."
    )]
    BodyKind,
    /// The id of no concern.
    #[error(
        "There is no {}.{} For a concern of your own, type a few words, or put `own:` before \
         it.",
        named("concern", .given),
        meant(.near)
    )]
    UnknownConcern {
        /// What was given, if it is short.
        given: Option<String>,
        /// The id that may have been meant.
        near: Option<String>,
    },
}

/// Why a date or a time could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateFault {
    /// It is no date at all.
    #[error("This is not a date. Type it like 2 December 2026 or 2/12/2026.")]
    NotADate,
    /// The day is missing.
    #[error("The day is missing. Type it like 2 December 2026 or 2/12/2026.")]
    NoDay,
    /// The month is missing.
    #[error("The month is missing. Type it like 2 December 2026 or 2/12/2026.")]
    NoMonth,
    /// The time is missing.
    #[error("The time is missing. Type it after the date, like 1.30pm or 13:30.")]
    NoTime,
    /// A time where only a day is wanted.
    #[error("Type the date alone, without a time, like 2 December 2026.")]
    TimeNotWanted,
    /// A month over 12.
    #[error("There is no such month. The day comes first: 3/4/2026 is 3 April 2026.")]
    NoSuchMonth,
    /// A day that the month does not have.
    #[error("There is no such day: {}.", length_of(*.month, *.year, *.days))]
    NoSuchDay {
        /// The month, from 1.
        month: i8,
        /// The year, if one was given.
        year: Option<i16>,
        /// How many days it has.
        days: i8,
    },
    /// A day to come where one is asked for that has been.
    #[error("{} is still to come. Type a day that has been.", .0.strftime("%-d %B %Y"))]
    ToCome(Date),
    /// A weekday that is not that of the date.
    #[error("{} is a {}. Check the day and the date.", .0.strftime("%-d %B %Y"), .0.strftime("%A"))]
    OtherWeekday(Date),
    /// A year nobody means.
    #[error("The year is not clear. Type it with four digits, like 2026.")]
    Year,
    /// An hour or minute there is not.
    #[error("There is no such time. Type it like 1.30pm or 13:30.")]
    NoSuchTime,
    /// A number that may be a year or an hour.
    #[error(
        "It is not clear what is the year and what the time. Type the time like 1.30pm or \
         13:30."
    )]
    YearOrHour,
    /// More than one date or time.
    #[error("There is more than one date or time here. Type only one.")]
    Several,
}

/// What is wrong with an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EmailFault {
    /// No `@`, or more than one.
    #[error("An e-mail address has one @, like name@example.org.")]
    At,
    /// A space inside.
    #[error("There is a space in this e-mail address. Take it out.")]
    Space,
    /// A letter with an accent or another character that the rule does not take.
    #[error(
        "There is a character in this e-mail address that cannot be used. Letters without \
         accents, digits and . _ + - can."
    )]
    Character,
    /// What comes after the `@` is no name of a host.
    #[error("Check what comes after the @ of this e-mail address. It looks like example.org.")]
    Host,
}

/// What is wrong with a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TelephoneFault {
    /// A letter or a sign that does not belong there.
    #[error(
        "A telephone number has digits and spaces only, like 01632 960123 or +44 1632 960123 \
         ext 12."
    )]
    Character,
    /// Too few digits.
    #[error("This telephone number is too short. Type it with its area code, like 01632 960123.")]
    Short,
    /// Too many digits.
    #[error("This telephone number is too long. Type only one, like 01632 960123.")]
    Long,
}

impl AnswerFault {
    /// The fault of an id that is no question's.
    pub fn unknown_question<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> AnswerFault {
        AnswerFault::UnknownQuestion { id: short(id), near: crate::diagnostic::near(id, known) }
    }
}

/// An id as it may be repeated: what is none, such as a sentence that became a key, is left out.
pub fn short(id: &str) -> String {
    let is_id = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if id.len() <= 40 && id.split('.').all(is_id) {
        return id.to_string();
    }
    let first = id.split('.').next().filter(|first| first.len() <= 40 && is_id(first));
    first.filter(|first| first.len() < id.len()).map_or("…".into(), |first| format!("{first}.…"))
}

fn meant(near: &Option<String>) -> String {
    near.as_ref().map_or(String::new(), |near| format!(" Did you mean `{near}`?"))
}

/// `committee or board `sample``, `such committee or board`.
fn named(thing: &str, given: &Option<String>) -> String {
    given.as_ref().map_or(format!("such {thing}"), |id| format!("{thing} `{id}`"))
}

fn characters(count: usize) -> String {
    format!("{} character{}", thousands(count), if count == 1 { "" } else { "s" })
}

fn not_offered(given: &Option<String>, near: &Option<String>, offered: &[String]) -> String {
    let given = given.as_ref().map_or("This".into(), |given| format!("`{given}`"));
    let said = format!("{given} is not one of the answers offered.");
    if near.is_some() {
        return said + &meant(near);
    }
    let offered = offered.iter().zip(1..).map(|(text, number)| format!(" {number} {text}"));
    format!("{said} Choose from:{}.", offered.collect::<Vec<_>>().join(";"))
}

fn not_in_list(of: usize) -> String {
    match of {
        0 => "There is no list to choose from. Type the answer in words.".into(),
        of => format!("There is no such number in the list. Choose from 1 to {of}."),
    }
}

fn most_of(most: usize) -> String {
    if most == 1 { "one only".into() } else { format!("{most} at most") }
}

fn postcode(near: &Option<String>) -> String {
    match near {
        Some(near) => format!("Did you mean {near}?"),
        None => "Type it in full, like S70 0ZZ.".into(),
    }
}

fn several_areas(asked_for: &Option<String>, names: &[String]) -> String {
    let one = format!("Type one of these: {}.", names.join("; "));
    match (asked_for, names) {
        (Some(name), _) => format!("{name} is now more than one council. {one}"),
        (None, [only]) => format!("There is no council of this name. Did you mean {only}?"),
        (None, _) => format!("More than one council has a name like this. {one}"),
    }
}

/// For what it is written, and what there is instead.
fn written_for(
    holds: &[String],
    nation: Option<&str>,
    member: Option<&str>,
    instead: &[String],
) -> String {
    let there = instead.join(" or ");
    let Some(nation) = nation else {
        let holds = holds.join(" or ");
        let rest = if instead.is_empty() { "" } else { &format!(" Instead there is {there}.") };
        return format!("This is written for {holds}.{rest}");
    };
    let holds = holds.join(", ");
    let rest = match (instead, member) {
        ([], Some(member)) => format!(" There, write to your {member}."),
        ([], None) => String::new(),
        _ => format!(" For {nation} there is {there}."),
    };
    format!("This is written for {holds}: other laws and offices hold in {nation}.{rest}")
}

fn bodies(near: &[String]) -> String {
    match near {
        [] => " Type its name in full.".into(),
        near => format!(" Did you mean {}?", near.join(" or ")),
    }
}

fn length_of(month: i8, year: Option<i16>, days: i8) -> String {
    let first = Date::new(year.unwrap_or(2000), month, 1);
    let name = first.map(|first| first.strftime("%B").to_string()).unwrap_or_default();
    match year {
        Some(year) => format!("{name} {year} has {days} days"),
        None => format!("{name} has {days} days at most"),
    }
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
