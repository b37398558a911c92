//! Constituencies and who was their Member of Parliament on a day (`data/members.csv`).
//!
//! A name goes out of date: it is offered with its day and confirmed by the person, and after a
//! year no longer offered. Where a seat is empty, so is the name.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use rapidhash::RapidHashMap;
use serde::Deserialize;

/// The domain of an e-mail address that the table gives without one.
const DOMAIN: &str = "parliament.uk";

/// A constituency and its member.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Member {
    /// The code of the constituency, by the Office for National Statistics.
    #[serde(rename = "seat")]
    pub code: String,
    /// The constituency, as the Office spells it.
    pub constituency: String,
    /// The member as on an envelope: `Ms Alex Member MP`; empty where the seat was.
    #[serde(rename = "member")]
    pub name: String,
    /// The member's e-mail address; empty where none is known.
    pub email: String,
    /// The day on which that was so.
    pub as_of: Date,
}

impl Member {
    /// Whether the name may still be offered on a day: for a year after the table's.
    pub fn is_current(&self, today: Date) -> bool {
        let year: Span = 1.year();
        !self.name.is_empty() && self.as_of.checked_add(year).is_ok_and(|last| today <= last)
    }
}

/// The constituencies, to be found by code or name.
#[derive(Debug, Default)]
pub struct Members {
    list: Vec<Member>,
    by_code: RapidHashMap<String, usize>,
    by_seat: RapidHashMap<String, usize>,
}

/// The constituencies that ship, with their members.
pub fn shipped() -> &'static Members {
    static SHIPPED: LazyLock<Members> =
        LazyLock::new(|| Members::new(include_str!("../../data/members.csv")));
    &SHIPPED
}

impl Members {
    /// Reads a table; a row that is no constituency is left out.
    fn new(table: &str) -> Members {
        let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize();
        let mut list: Vec<Member> = rows.flatten().collect();
        for member in list.iter_mut().filter(|m| !m.email.is_empty() && !m.email.contains('@')) {
            member.email = format!("{}@{DOMAIN}", member.email);
        }
        let by = |key: fn(&Member) -> String| {
            list.iter().enumerate().map(|(at, member)| (key(member), at)).collect()
        };
        Members {
            by_code: by(|member| member.code.clone()),
            by_seat: by(|member| member.constituency.to_lowercase()),
            list,
        }
    }

    /// All of them.
    pub fn all(&self) -> &[Member] {
        &self.list
    }

    /// The day of the table: the oldest of its rows.
    pub fn as_of(&self) -> Option<Date> {
        self.list.iter().map(|member| member.as_of).min()
    }

    /// The constituency with this code.
    pub fn by_code(&self, code: &str) -> Option<&Member> {
        self.list.get(*self.by_code.get(code)?)
    }

    /// The constituency of this name, in whatever capitals.
    pub fn of(&self, constituency: &str) -> Option<&Member> {
        self.list.get(*self.by_seat.get(&constituency.trim().to_lowercase())?)
    }
}
