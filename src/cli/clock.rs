//! The one place that reads the clock. SOURCE_DATE_EPOCH (seconds since 1970, UTC) stands in
//! for it, so that a build or a test can say what day it is.
//! <https://reproducible-builds.org/specs/source-date-epoch/>

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The date and time here.
#[expect(clippy::disallowed_methods, reason = "the clock and its stand-in are read here alone")]
pub(crate) fn now() -> DateTime {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| seconds.parse().ok())
        .and_then(|seconds| Timestamp::from_second(seconds).ok());
    match fixed {
        Some(at) => at.to_zoned(TimeZone::UTC).datetime(),
        None => Zoned::now().datetime(),
    }
}

/// A moment as it is kept with an interview: `2026-11-21T12:00`.
pub(crate) fn minute(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M").to_string()
}
