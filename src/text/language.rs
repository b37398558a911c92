//! Languages: how a document says its days and hours, and how a letter closes.
//!
//! What sayso itself says to a person is English; only what stands in a document follows the
//! language of its pack.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime;
use regex_lite::{Captures, Regex};
use schemars::JsonSchema;
use serde::Deserialize;

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Language {
    /// BCP 47 tag, such as `cy`, or `en-GB` where a country has words of its own.
    pub tag: String,
    /// Months from January, as they stand in a date.
    pub months: Vec<String>,
    /// Days of the week from Monday.
    pub weekdays: Vec<String>,
    /// What follows an hour before noon.
    pub am: String,
    /// What follows an hour after noon.
    pub pm: String,
    /// Noon, said whole.
    pub noon: String,
    /// Midnight, said whole.
    pub midnight: String,
    /// Between the last two of a list.
    pub and: String,
    /// How a letter closes.
    pub closing: Closing,
    /// Before the names of what goes with a letter, without the colon; in English where a language
    /// has no word for it.
    pub enclose: String,
}

/// How a letter closes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Closing {
    /// To a person addressed by name.
    pub named: String,
    /// To anybody else.
    pub unnamed: String,
}

/// The languages that ship, as YAML.
pub const LANGUAGES: &str = include_str!("../../data/languages.yaml");

static SHIPPED: LazyLock<Vec<Language>> =
    LazyLock::new(|| serde_yaml::from_str(LANGUAGES).unwrap_or_default());

/// The language in which sayso speaks.
pub static ENGLISH: LazyLock<Language> =
    LazyLock::new(|| find(&SHIPPED, "en").cloned().unwrap_or_default());

/// What strftime fills in: flags, and a letter that says what.
static DIRECTIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("%[-_^#]*(.)").expect("it is one; the tests below use it"));

/// The languages that ship.
pub fn shipped() -> &'static [Language] {
    &SHIPPED
}

/// The language of a tag among some: the one with that tag, else the one without its country.
pub fn find<'l>(all: &'l [Language], tag: &str) -> Option<&'l Language> {
    let named = |tag: &str| all.iter().rfind(|language| language.tag.eq_ignore_ascii_case(tag));
    named(tag).or_else(|| named(tag.split('-').next().unwrap_or_default()))
}

impl Language {
    /// What is missing, a line each; none when it can be used.
    pub fn faults(&self) -> Vec<String> {
        let lists = [("months", &self.months, 12), ("weekdays", &self.weekdays, 7)];
        let words = [
            ("am", &self.am),
            ("pm", &self.pm),
            ("noon", &self.noon),
            ("midnight", &self.midnight),
            ("and", &self.and),
            ("closing: named", &self.closing.named),
            ("closing: unnamed", &self.closing.unnamed),
        ];
        let is_blank = |word: &String| word.trim().is_empty();
        let lists = lists
            .into_iter()
            .filter(|(_, names, count)| names.len() != *count || names.iter().any(is_blank));
        let lists = lists.map(|(key, _, count)| format!("`{key}` needs {count} names"));
        let words = words.into_iter().filter(|(_, word)| is_blank(word));
        let told = lists.chain(words.map(|(key, _)| format!("`{key}` is missing")));
        told.map(|fault| format!("language `{}`: {fault}", self.tag)).collect()
    }

    /// `21 November 2026`.
    pub fn day(&self, date: Date) -> String {
        format!("{} {} {}", date.day(), self.month(date), date.year())
    }

    /// `Tuesday 1 December`: a date not far off.
    pub fn weekday(&self, date: Date) -> String {
        format!("{} {} {}", self.day_of_week(date), date.day(), self.month(date))
    }

    /// `Tuesday 1 December, 1.30pm`: a moment not far off.
    pub fn soon(&self, at: DateTime) -> String {
        format!("{}, {}", self.weekday(at.date()), self.clock(at.time()))
    }

    /// `Wednesday 2 December 2026, 1.30pm`.
    pub fn moment(&self, at: DateTime) -> String {
        format!("{} {}, {}", self.weekday(at.date()), at.year(), self.clock(at.time()))
    }

    /// `1.30pm`, `9am`, `noon`, `midnight`: the GOV.UK style for times.
    /// <https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#times>
    pub fn clock(&self, time: Time) -> String {
        let half = if time.hour() < 12 { &self.am } else { &self.pm };
        match (time.hour(), time.minute()) {
            (12, 0) => self.noon.clone(),
            (0, 0) => self.midnight.clone(),
            (hour, 0) => format!("{}{half}", (hour + 11) % 12 + 1),
            (hour, minute) => format!("{}.{minute:02}{half}", (hour + 11) % 12 + 1),
        }
    }

    /// A stored date or date-time in words, or after a strftime pattern. None when the text is
    /// no date or the pattern no pattern.
    pub fn shown(&self, stored: &str, pattern: Option<&str>) -> Option<String> {
        let at = stored.parse::<DateTime>().ok()?;
        let date = at.date();
        match (pattern, stored.contains('T')) {
            (Some(pattern), true) => strtime::format(self.named(pattern, date), at).ok(),
            (Some(pattern), false) => strtime::format(self.named(pattern, date), date).ok(),
            (None, true) => Some(self.moment(at)),
            (None, false) => Some(self.day(date)),
        }
    }

    /// A day, a month (`2018-06`) or a year as stored, in words: `11 June 2018`, `June 2018`,
    /// `2018`. Anything else stays as it is.
    pub fn partial(&self, stored: &str) -> String {
        if let Ok(date) = stored.parse::<Date>() {
            return self.day(date);
        }
        match format!("{stored}-01").parse::<Date>() {
            Ok(first) => format!("{} {}", self.month(first), first.year()),
            Err(_) => stored.to_string(),
        }
    }

    /// "a, b and c".
    pub fn join(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => format!("{} {} {last}", most.join(", "), self.and),
        }
    }

    fn month(&self, date: Date) -> &str {
        self.months.get(date.month() as usize - 1).map_or("", String::as_str)
    }

    fn day_of_week(&self, date: Date) -> &str {
        let at = date.weekday().to_monday_zero_offset() as usize;
        self.weekdays.get(at).map_or("", String::as_str)
    }

    /// The pattern with names of months and days put in, which strftime knows in English alone.
    /// It has no short ones: they stand whole.
    fn named(&self, pattern: &str, date: Date) -> String {
        if self.months == ENGLISH.months && self.weekdays == ENGLISH.weekdays {
            return pattern.to_string();
        }
        let named = DIRECTIVE.replace_all(pattern, |found: &Captures<'_>| match &found[1] {
            "B" | "b" | "h" => self.month(date).replace('%', "%%"),
            "A" | "a" => self.day_of_week(date).replace('%', "%%"),
            _ => found[0].to_string(),
        });
        named.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_languages_that_ship_are_whole() {
        let read: Vec<Language> = serde_yaml::from_str(LANGUAGES).expect("it can be read");
        assert_eq!(read.iter().map(|l| l.tag.as_str()).collect::<Vec<_>>(), ["en", "cy"]);
        for language in read {
            assert_eq!(language.faults(), [""; 0]);
        }
    }

    #[test]
    fn a_tag_finds_its_language_with_or_without_its_country() {
        let found = |tag| find(shipped(), tag).map(|l| l.tag.as_str());
        assert_eq!(found("en-GB"), Some("en"));
        assert_eq!(found("CY"), Some("cy"));
        assert_eq!(found("gd"), None);
    }

    #[test]
    fn dates_read_as_on_a_letter() {
        assert_eq!(ENGLISH.shown("2026-11-01", None).as_deref(), Some("1 November 2026"));
        assert_eq!(
            ENGLISH.shown("2026-12-02T13:30", None).as_deref(),
            Some("Wednesday 2 December 2026, 1.30pm")
        );
        assert_eq!(ENGLISH.shown("2026-12-02T12:00", Some("%H")).as_deref(), Some("12"));
        assert_eq!(ENGLISH.shown("soon", None), None);
        assert_eq!(ENGLISH.partial("2018-06"), "June 2018");
        assert_eq!(ENGLISH.partial("2018"), "2018");
    }

    #[test]
    fn welsh_days_and_hours_read_as_in_a_welsh_letter() {
        let welsh = find(shipped(), "cy-GB").expect("it ships");
        assert_eq!(welsh.day(date(2026, 11, 21)), "21 Tachwedd 2026");
        assert_eq!(
            welsh.shown("2026-12-02T13:30", None).as_deref(),
            Some("dydd Mercher 2 Rhagfyr 2026, 1.30yp")
        );
        assert_eq!(
            welsh.shown("2026-12-02", Some("%A, %-d %B; %d/%m; 5%%")).as_deref(),
            Some("dydd Mercher, 2 Rhagfyr; 02/12; 5%")
        );
        assert_eq!(
            welsh.shown("2026-12-02T12:00", None).as_deref().map(|s| s.ends_with("hanner dydd")),
            Some(true)
        );
        assert_eq!(welsh.partial("2018-06"), "Mehefin 2018");
        assert_eq!(welsh.shown("2026-12-02", Some("%")), None);
    }

    #[test]
    fn what_is_missing_is_told() {
        let told = Language { tag: "xx".into(), ..Language::default() }.faults();
        assert_eq!(told.len(), 9);
        assert_eq!(told[0], "language `xx`: `months` needs 12 names");
        assert_eq!(told[8], "language `xx`: `closing: unnamed` is missing");
    }
}
