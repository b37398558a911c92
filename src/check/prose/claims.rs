//! What a sentence, or the title of a point, states: figures, which need a source; days that have
//! passed and are spoken of as if to come; ministers by name; an opinion. The patterns are in
//! `data/prose.yaml`.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex_lite::{Captures, Match, Regex};

use crate::check::lists::{has, is_around, lists, pattern, spoken};
use crate::question::calendar;

/// A figure, and where what looks like one states nothing.
static FIGURES: LazyLock<(Regex, Vec<Regex>)> = LazyLock::new(|| {
    let none = lists().no_figures.iter().map(|text| pattern(text));
    (pattern(&lists().a_figure), none.collect())
});

/// The first figure of a sentence, in bytes: a number that states something. A date, a time, a number
/// that only names something (section 14, A4, a postcode) state nothing.
pub(super) fn figure(text: &str) -> Option<Range<usize>> {
    let (a_figure, none) = &*FIGURES;
    // Most sentences have nothing that looks like one.
    a_figure.find(text)?;
    let blanked = |found: &Captures<'_>| match found.name("but") {
        Some(_) => found[0].to_string(),
        None => " ".repeat(found[0].len()),
    };
    let mut rest = text.to_string();
    for pattern in none {
        rest = pattern.replace_all(&rest, blanked).into_owned();
    }
    // The last of the groups that matched is the one that says what is shown.
    let found = a_figure.captures(&rest)?.iter().flatten().last()?.range();
    let shown = rest[found.clone()].trim_end_matches(is_around);
    let start = found.start + shown.len() - shown.trim_start_matches(is_around).len();
    Some(start..found.start + shown.len())
}

static A_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(&lists().a_day));

/// The day that was found; of a month alone its last.
fn day_of(found: &Captures<'_>) -> Option<Date> {
    let number = |name: &str| found.name(name)?.as_str().parse::<i16>().ok();
    if let Some(iso) = found.name("iso") {
        return iso.as_str().parse().ok();
    }
    let month = match found.name("month") {
        Some(word) => calendar::month(&word.as_str().to_lowercase())?,
        None => number("of")?.try_into().ok()?,
    };
    let year = number("year").or(number("in"))?;
    let year = if year < 100 { 2000 + year } else { year };
    match number("before").or(number("behind")).or(number("day")) {
        Some(day) => Date::new(year, month, day.try_into().ok()?).ok(),
        None => Some(Date::new(year, month, 1).ok()?.last_of_month()),
    }
}

/// The first day of a sentence that has passed while the sentence speaks of it as to come: where
/// it stands, in bytes.
pub(super) fn past_as_to_come(text: &str, today: Date) -> Option<Range<usize>> {
    let is_past = |found: &Captures<'_>| day_of(found).is_some_and(|day| day < today);
    let mut gone = A_DAY.captures_iter(text).filter(is_past).filter_map(|found| found.get(0));
    let first = gone.next()?;
    let words = spoken(text);
    if words.iter().any(|word| has(&lists().happened, word)) {
        return None;
    }
    let pairs = || words.windows(2).map(|two| (two[0].as_str(), two[1].as_str()));
    // `is to`, `are to`, `is going to`.
    let is_to = |(one, two)| matches!(one, "is" | "are" | "going") && two == "to";
    let asks = words.first().is_some_and(|word| has(&lists().asking_to_act, word));
    let to_come =
        asks || words.iter().any(|word| has(&lists().to_come, word)) || pairs().any(is_to);
    let done = pairs().any(|(one, two)| {
        two.len() > 4 && two.ends_with("ed") && two != "need" && !has(&lists().to_be, one)
    });
    let speaks_of_it = |day: &Match<'_>| {
        let before = spoken(&text[..day.start()]);
        let within = |n: usize, one_of: &dyn Fn(&str) -> bool| {
            before.iter().rev().take(n).any(|word| one_of(word))
        };
        let last = within(3, &|word| matches!(word, "deadline" | "date"));
        let of = !last && within(1, &|word| has(&lists().of_a_day, word));
        let by = !done && within(2, &|word| has(&lists().by_a_day, word));
        // `The meeting is on 3 March`, `the last day is 3 March`.
        let now = !done && within(2, &|word| matches!(word, "is" | "are"));
        !of && (to_come || by || now)
    };
    std::iter::once(first).chain(gone).find(speaks_of_it).map(|day| day.range())
}

static MINISTERS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| lists().ministers.iter().map(|text| pattern(text)).collect());

/// A minister named in person, by an office with a name beside it: where the name stands, in bytes.
/// There is no list of people here, since it would be wrong within weeks, as such a letter would be.
pub(super) fn named_minister(text: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    // Most sentences speak of nobody's office.
    let spoken = ["secretary", "minister", "chancellor", "rt hon"];
    spoken.iter().any(|word| lower.contains(word)).then_some(())?;
    MINISTERS.iter().flat_map(|pattern| pattern.captures_iter(text)).find_map(|found| name(&found))
}

/// The name in what matched, if it is a person's.
fn name(found: &Captures<'_>) -> Option<Range<usize>> {
    let named = found.name("name")?;
    let name = named.as_str();
    let is_small = |office: Match<'_>| office.as_str().starts_with(char::is_lowercase);
    let is_thing = |word: &str| has(&lists().no_persons, &word.to_lowercase());
    if found.name("place").is_some()
        || found.name("office").is_some_and(is_small)
        || name.ends_with("'s")
        || name.ends_with("’s")
        || name.split(' ').any(is_thing)
    {
        return None;
    }
    // `Dear Alex Member` and `Ask Alex Member` begin with a word that is no name.
    let skip = name.find(' ').filter(|_| named.start() == 0 && name.split(' ').count() > 2);
    Some(named.start() + skip.map_or(0, |space| space + 1)..named.end())
}

/// Whether the title of a point asserts something. It is shown before anybody has said anything: it
/// should ask, or name what it is about, and leave it to the person what to think.
pub(super) fn asserts(title: &str) -> bool {
    let title = title.trim();
    if title.ends_with('?') {
        return false;
    }
    let words = spoken(&title.replace('’', "'"));
    if words.first().is_some_and(|first| has(&lists().title_asks, first)) {
        return false;
    }
    let named = words.iter().take_while(|word| !has(&lists().relative, word));
    title.ends_with('!') || named.skip(1).any(|word| has(&lists().verbs, word))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_states_something_is_a_figure() {
        for (text, found) in [
            ("It rose by 40 per cent.", "40"),
            ("Waiting rose by 40% in 2025.", "40%"),
            ("Half of it went.", "Half"),
            ("It would cost £5m.", "£5m"),
            ("About 1,200 people use it.", "1,200"),
            ("There were 2 per cent more.", "2"),
            ("Since 31 January 2024 there were 12 closures.", "12"),
            ("It has 7,500 beds.", "7,500"),
            ("A million people wait.", "million"),
            ("One in five of us waits.", "One"),
            ("Two out of three said no.", "Two"),
            ("Two thirds of them closed.", "Two"),
            ("It has lost a quarter of its staff.", "a"),
            ("Prices rose to 9.30 per cent.", "9.30"),
            ("It has 14 wards and 3 kitchens.", "14"),
            ("The number of beds fell to 12.", "12"),
            ("It costs £2.50 a day.", "£2.50"),
            ("Section 14 hides that 900 people wait.", "900"),
            ("Route 66 lost 40 stops.", "40"),
            ("At 9.30 there were 60 people.", "60"),
            ("Last year 24,000 people were seen.", "24,000"),
            ("On each floor 30 beds went.", "30"),
            ("In that case 900 people wait.", "900"),
        ] {
            assert_eq!(figure(text).map(|at| &text[at]), Some(found), "{text}");
        }
    }

    #[test]
    fn what_names_something_is_none() {
        for text in [
            "Since 31 January 2024 councils can no longer refer changes.",
            "It opened on the 3rd, in the 1990s.",
            "See section 14Z45 and sections 14 and 15 of the Act of 2006.",
            "Please answer within 20 working days, in 300 words.",
            "The meeting is at 1.30pm, or 2 o'clock, or 14:00.",
            "1. Do you agree?",
            "Print it on A4.",
            "Call 01632 960 123 or 999, day and night, 24/7.",
            "Write to 10 Example Street, Exampleton S70 0ZZ.",
            "[answer 5] of [count grounds] grounds",
            "In 2025/26 and 2026-27 it was open.",
            "SI 2024/16, question 3 and application 26/04567/FU.",
            "It takes half an hour, in the second half of the day.",
            "Would you double check?",
            "12-14 March 2026",
            "A hundred words take less than a minute.",
            "Take the number 14 bus, or the 14 bus, or bus 7.",
            "It left at 9.30, and the 10.15 train was late.",
            "It is open from 11 am to 3 pm, or 10 to 11am, or 10–11am.",
            "The meeting is in Room 3, on floor 2 of Building 7.",
            "See section 38(6) and sections 3, 4 and 5.",
            "It is on Route 66, off the A61, at junction 36 of the M1.",
            "Telephone 07700 900123 or +44 1632 960123.",
            "It is in S70 0ZZ, and was so in 1998, on 3 March 2026 and 03/03/2026.",
            "Answer Question 7, questions 8 and 9, and see pp. 4-5 and page 12.",
            "See paragraph 4.2, p. 3 and policies H1 and H2.",
            "It is for Year 6 and Key Stage 2, and for those on Band 5.",
            "It is open 24 hours a day, 7 days a week, with a 24-hour line.",
            "It is a home for the over 65s and a club for under-18s.",
            "We ask for a 20 mph zone.",
            "Listen to Radio 4, then watch Channel 4.",
            "One in the morning, two in the afternoon.",
            "It takes a quarter of an hour.",
            "Quote reference 12345 and charity 1234567.",
            "See HC 650, footnote 3.",
            "Type 2 diabetes and Covid-19",
            "Platforms and gates: platform 3, gate 2",
        ] {
            assert_eq!(figure(text).map(|at| &text[at]), None, "{text}");
        }
    }

    #[test]
    fn only_a_day_that_is_past_and_spoken_of_as_to_come() {
        let today = date(2026, 11, 21);
        for (text, found) in [
            ("Please reply by 3 March 2026.", Some("3 March 2026")),
            ("The consultation closes on 3 March 2026.", Some("3 March 2026")),
            ("From 1 April 2026 the ward will be shut.", Some("1 April 2026")),
            ("It is to close in October 2026.", Some("October 2026")),
            ("Answers reach them until 3 March 2026.", Some("3 March 2026")),
            ("On 3 March 2019 the consultation closes.", Some("3 March 2019")),
            ("Before 1 June 2020, tell them so.", Some("1 June 2020")),
            ("The deadline is 3 March 2026.", Some("3 March 2026")),
            ("It has a deadline of 3 March 2026.", Some("3 March 2026")),
            ("The closing date of 3 March 2026 is near.", Some("3 March 2026")),
            ("Come to the hall on 3 March 2026.", Some("3 March 2026")),
            ("The meeting is on 3 March 2026.", Some("3 March 2026")),
            ("The last day is 3 March 2026.", Some("3 March 2026")),
            ("Answers must be received by 3 March 2026.", Some("3 March 2026")),
            ("The deadline of 3 March 2026 passed without an answer.", None),
            ("In July 2017 the board voted to shut it.", None),
            ("Before 1 April 2013 primary care trusts bought care.", None),
            ("Until 1 July 2022 other bodies ordered it.", None),
            ("The letter of 3 March 2026 says so.", None),
            ("The law has been the same since 1 May 2014.", None),
            ("Please reply by 3 March 2027.", None),
            ("It is to close in November 2026.", None),
            ("Since 31 January 2024 councils can no longer refer.", None),
            ("By 31 March 2013 the trusts had closed.", None),
            ("In July 2025 ministers said that it will end.", None),
            ("The plan of July 2025 names it.", None),
        ] {
            assert_eq!(past_as_to_come(text, today).map(|at| &text[at]), found, "{text}");
        }
    }

    #[test]
    fn days_are_found_as_people_write_them() {
        for (text, day) in [
            ("by 3 March 2026.", date(2026, 3, 3)),
            ("on the 3rd of it, 3rd March 2026", date(2026, 3, 3)),
            ("March 3, 2026", date(2026, 3, 3)),
            ("in March 2026", date(2026, 3, 31)),
            ("(03/03/2026)", date(2026, 3, 3)),
            ("2026-03-03", date(2026, 3, 3)),
        ] {
            let found: Vec<Date> = A_DAY.captures_iter(text).filter_map(|f| day_of(&f)).collect();
            assert_eq!(found, [day], "{text}");
        }
        for text in ["you may 3", "31 February 2026", "version 1.2.3456789", "[date x] 2026"] {
            assert_eq!(A_DAY.captures_iter(text).find_map(|f| day_of(&f)), None, "{text}");
        }
    }

    #[test]
    fn a_name_beside_an_office_is_found() {
        for (text, found) in [
            ("We ask the Secretary of State, Alex Member, to act.", Some("Alex Member")),
            (
                "the Secretary of State for Health and Social Care, the Rt Hon Alex Member MP, said",
                Some("Alex Member"),
            ),
            ("The Health Secretary Alex Member promised it.", Some("Alex Member")),
            ("The Prime Minister, Sir Alex Member, promised it.", Some("Alex Member")),
            ("Write to the Rt Hon Alex Member.", Some("Alex Member")),
            ("Alex Member MP, the Secretary of State for Health, said so.", Some("Alex Member")),
            (
                "Alex Member, the Secretary of State for Health and Social Care, said so.",
                Some("Alex Member"),
            ),
            ("Please ask Alex Member MP, Secretary of State, to act.", Some("Alex Member")),
            ("It was promised by Alex Member, Health Secretary.", Some("Alex Member")),
            ("Alex Member is the Health Secretary.", Some("Alex Member")),
            ("I wrote to Alex Member, the health secretary.", Some("Alex Member")),
            ("The Secretary of State (Alex Member) promised it.", Some("Alex Member")),
            (
                "Alex Member-Sample MP, who is Secretary of State, said so.",
                Some("Alex Member-Sample"),
            ),
            ("In South Yorkshire, the Secretary of State can call it in.", None),
            ("In South Yorkshire, the Secretary of State, not the council, decides.", None),
            ("Across Greater Manchester, the Health Secretary may act.", None),
            ("My MP, the Secretary of State, has not answered.", None),
            ("Jean Sample, the minister said no.", None),
            ("Write to Example Council, the Secretary of State and your MP.", None),
            ("[mp.name], the Secretary of State for Health, said so.", None),
            ("Please write to the Care Quality Commission, the Health Secretary and others.", None),
            ("NHS England, the Secretary of State and the board agree.", None),
            ("We ask the Secretary of State for Health and Social Care to act.", None),
            ("Write to the Secretary of State, Department of Health.", None),
            ("Write to the Secretary of State, Example House, London.", None),
            ("The Prime Minister, Downing Street, London", None),
            ("The minister said so. Alex Member agreed.", None),
            ("Ask the Minister. Please Answer It.", None),
            ("the Prime Minister's Questions", None),
            ("the Secretary of State, [mp.name], said", None),
            ("the Health Secretary and NHS England", None),
        ] {
            assert_eq!(named_minister(text).map(|at| &text[at]), found, "{text}");
        }
    }

    #[test]
    fn a_title_asks_or_names() {
        for title in [
            "Who decides when a fixed budget runs short",
            "Would people be as safe as now?",
            "Services that close or move",
            "Decisions taken where we cannot see them",
            "Too few staff",
            "Waiting times",
            "What has been promised",
            "The contract, and who may be given it",
        ] {
            assert!(!asserts(title), "{title}");
        }
        for title in [
            "The NHS is being sold off",
            "Patients will wait longer",
            "Stop the cuts!",
            "Our library must stay open",
            "Buses don't come",
        ] {
            assert!(asserts(title), "{title}");
        }
    }
}
