//! Why an answer was not taken. The sentences are in `answer_words`.

use jiff::civil::Date;

/// Why an answer was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// Nothing was given and an answer is required.
    Missing,
    /// There is no question of that id.
    UnknownQuestion {
        /// The id as given.
        id: String,
        /// The id that may have been meant.
        near: Option<String>,
    },
    /// A list where one answer is wanted.
    List,
    /// Keys with values where text is wanted.
    Map,
    /// A control character or noncharacter.
    Character(char),
    /// Too many characters.
    TooLong {
        /// Most characters.
        most: usize,
        /// How many are too many.
        by: usize,
    },
    /// Too many lines.
    TooManyLines {
        /// Most lines.
        most: usize,
    },
    /// Neither yes nor no.
    YesNo,
    /// Not a number.
    Number,
    /// A number too large to be meant.
    NumberTooLarge,
    /// None of the options.
    NotOffered {
        /// What was given, if it is short and an id.
        given: Option<String>,
        /// The option that may have been meant.
        near: Option<String>,
        /// The texts of the options, in the order in which they are numbered.
        offered: Vec<String>,
    },
    /// A number beyond the end of the list.
    NotInList {
        /// How many there are to choose from.
        of: usize,
    },
    /// More than may be chosen.
    TooMany {
        /// Most that may be chosen.
        most: usize,
        /// How many were.
        given: usize,
    },
    /// Not a date.
    Date(DateFault),
    /// Not a UK postcode.
    Postcode {
        /// The postcode that may have been meant.
        near: Option<String>,
    },
    /// A postcode that does not tell what is needed, since the table does not have it.
    NotLocated,
    /// The member whom the table has is not the one of today.
    OtherMember,
    /// Not an e-mail address.
    Email(EmailFault),
    /// Not a telephone number.
    Telephone(TelephoneFault),
    /// A place without a letter in its name.
    NoName,
    /// Several areas may be meant.
    SeveralAreas {
        /// The name that was asked for, as the register writes it; none when no area is of that
        /// name and these are nearly spelt so.
        asked_for: Option<String>,
        /// Their names.
        names: Vec<String>,
    },
    /// An answer for which something that is being written is not written: an area in another
    /// nation, a library where it is about a bus.
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
    UnknownBody {
        /// What was given, if it is short and an id.
        given: Option<String>,
        /// Names that may have been meant.
        near: Vec<String>,
    },
    /// A committee or board given with a key that is none.
    BodyKeys,
    /// The kind of a committee or board that cannot be an id.
    BodyKind,
    /// The id of no concern.
    UnknownConcern {
        /// What was given, if it is short.
        given: Option<String>,
        /// The id that may have been meant.
        near: Option<String>,
    },
}

/// Why a date or a time could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// It is no date at all.
    NotADate,
    /// The day is missing.
    NoDay,
    /// The month is missing.
    NoMonth,
    /// The time is missing.
    NoTime,
    /// A time where only a day is wanted.
    TimeNotWanted,
    /// A month over 12.
    NoSuchMonth,
    /// A day that the month does not have.
    NoSuchDay {
        /// The month, from 1.
        month: i8,
        /// The year, if one was given.
        year: Option<i16>,
        /// How many days it has.
        days: i8,
    },
    /// A day to come where one is asked for that has been.
    ToCome(Date),
    /// A weekday that is not that of the date.
    OtherWeekday(Date),
    /// A year nobody means.
    Year,
    /// An hour or minute there is not.
    NoSuchTime,
    /// A number that may be a year or an hour.
    YearOrHour,
    /// More than one date or time.
    Several,
}

/// What is wrong with an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailFault {
    /// No `@`, or more than one.
    At,
    /// A space inside.
    Space,
    /// A letter with an accent or another character that the rule does not take.
    Character,
    /// What comes after the `@` is no name of a host.
    Host,
}

/// What is wrong with a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TelephoneFault {
    /// A letter or a sign that does not belong there.
    Character,
    /// Too few digits.
    Short,
    /// Too many digits.
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
