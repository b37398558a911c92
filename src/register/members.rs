//! Constituencies and who was their Member of Parliament on a day (`data/members.csv`).
//!
//! A name goes out of date: it is offered with its day and confirmed by the person, and after a
//! year no longer offered. Where a seat is empty, so is the name.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Deserializer};

use super::table::Table;

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
    #[serde(deserialize_with = "address")]
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

/// The constituencies that ship, with their members.
pub fn shipped() -> &'static Table<Member> {
    const FILE: &str = include_str!("../../data/members.csv");
    static SHIPPED: LazyLock<Table<Member>> =
        LazyLock::new(|| Table::read(FILE, |row| &row.code, |row| &row.constituency));
    &SHIPPED
}

/// The day of the table: the oldest of its rows.
pub fn as_of() -> Option<Date> {
    shipped().all().iter().map(|member| member.as_of).min()
}

/// An address, which the table gives without its domain where that is the usual one.
fn address<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let email = String::deserialize(from)?;
    let usual = !email.is_empty() && !email.contains('@');
    Ok(if usual { format!("{email}@{DOMAIN}") } else { email })
}
