//! When each answer of a table came, by the column that says so, whichever way the table is sorted.
//! A day such as 03/04/2026 is read as it stands once a cell says which number is the month, or
//! somebody does; until then the answers have two orders.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use super::columns::heading;
use super::lists::list;
use super::table::Table;
use crate::question::calendar;

/// Which number of `03/04/2026` stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum DateOrder {
    /// 03/04/2026 is 3 April.
    DayFirst,
    /// 03/04/2026 is 4 March.
    MonthFirst,
}

/// The order in which answers came.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// For each row, by place, how many came before it.
    ranks: Vec<u32>,
    /// Other orders that they may have come in, with what the column leaves open; nothing where no
    /// column says when.
    others: Vec<(Option<Doubt>, Vec<u32>)>,
    /// The column that says when; none where no column does, and rows stand in their order.
    column: Option<usize>,
    /// Whether its days are read with the month first.
    month_first: bool,
}

/// What a column of dates leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Which number of a date is the day.
    DayOrMonth,
    /// When some rows came.
    NoDate,
}

impl Order {
    /// The order of a table's rows: by the surest column of `lists` that has moments in it,
    /// else as they stand. `dates` is what somebody says of them; rows that are no person's have none.
    pub fn of(table: &Table, dates: Option<DateOrder>, is_person: impl Fn(usize) -> bool) -> Order {
        let names: Vec<Vec<String>> = table.headings.iter().map(|h| heading::names(h)).collect();
        let mut columns = list("times")
            .iter()
            .filter_map(|time| names.iter().position(|names| names.contains(time)));
        columns.find_map(|column| Order::by(table, column, dates, &is_person)).unwrap_or_else(
            || {
                let ranks: Vec<u32> = (0..table.len() as u32).collect();
                let others = vec![(None, ranks.iter().rev().copied().collect())];
                Order { ranks, others, ..Order::default() }
            },
        )
    }

    /// The order by the moments of a column; none where it has other things in it.
    fn by(
        table: &Table,
        column: usize,
        dates: Option<DateOrder>,
        is_person: &dyn Fn(usize) -> bool,
    ) -> Option<Order> {
        let row = |place: usize| table.row(place).filter(|_| is_person(place));
        let cells: Vec<Option<&str>> =
            (0..table.len()).map(|place| row(place).map(|row| row.cell(column).trim())).collect();
        let moments = |first| -> Vec<Option<DateTime>> {
            cells.iter().map(|cell| moment((*cell)?, first)).collect()
        };
        let ways = [moments(DateOrder::DayFirst), moments(DateOrder::MonthFirst)];
        // Where a day is read one way alone, the other counts.
        let either = |way: usize| -> Vec<Option<DateTime>> {
            ways[way].iter().zip(&ways[1 - way]).map(|(one, other)| one.or(*other)).collect()
        };
        let filled = cells.iter().flatten().filter(|cell| !cell.is_empty()).count();
        let known = either(0).iter().flatten().count();
        if known == 0 || known * MOST_ODD_ONE_IN < filled * (MOST_ODD_ONE_IN - 1) {
            return None;
        }
        let alone = |way: usize| {
            ways[way]
                .iter()
                .zip(&ways[1 - way])
                .any(|(one, other)| one.is_some() && other.is_none())
        };
        let said = match [alone(0), alone(1)] {
            [true, false] => Some(DateOrder::DayFirst),
            [false, true] => Some(DateOrder::MonthFirst),
            _ => dates,
        };
        let month_first = said == Some(DateOrder::MonthFirst);
        let [moments, turned] = if month_first { [1, 0] } else { [0, 1] }.map(either);
        let mut others = Vec::new();
        if said.is_none() && ways[0] != ways[1] {
            others.push((Some(Doubt::DayOrMonth), ranks(&turned, false)));
        }
        if cells.iter().flatten().count() > known {
            others.push((Some(Doubt::NoDate), ranks(&moments, true)));
        }
        Some(Order { ranks: ranks(&moments, false), others, column: Some(column), month_first })
    }

    /// How many answers came before the one at a place.
    pub fn rank(&self, place: usize) -> u32 {
        self.ranks.get(place).copied().unwrap_or_default()
    }

    /// The other orders that answers may have come in: how many came before each, by place.
    pub(super) fn others(&self) -> &[(Option<Doubt>, Vec<u32>)] {
        &self.others
    }

    /// The column that says when an answer came.
    pub fn column(&self) -> Option<usize> {
        self.column
    }

    /// The same in words, for a column that is called so.
    pub fn told(&self, heading: &str) -> String {
        let first = if self.month_first { ", the month read before the day" } else { "" };
        format!("“{heading}”{first}")
    }
}

/// One cell in so many may have something else in it, such as a note that somebody typed there.
const MOST_ODD_ONE_IN: usize = 10;

/// How many stand before each of these moments; what has none stands before all, or behind all.
fn ranks(moments: &[Option<DateTime>], none_last: bool) -> Vec<u32> {
    // Where two came at once, the table is sorted one way or the other.
    let pairs = || moments.windows(2).filter_map(|pair| Some((pair[0]?, pair[1]?)));
    let down = pairs().filter(|(a, b)| a > b).count();
    let newest_first = down > pairs().filter(|(a, b)| a < b).count();
    let tie = |place: usize| if newest_first { moments.len() - place } else { place };
    let mut places: Vec<usize> = (0..moments.len()).collect();
    places.sort_by_key(|place| {
        (none_last && moments[*place].is_none(), moments[*place], tie(*place))
    });
    let mut ranks = vec![0; moments.len()];
    for (rank, place) in places.into_iter().enumerate() {
        ranks[place] = rank as u32;
    }
    ranks
}

/// Reads `2026-11-14 10:02`, `14/11/2026 10:02:11`, `2026/11/14 9:12:01 AM GMT`, `Nov 12, 2026`,
/// `12 November 2026 at 10:02`, or the number that a spreadsheet keeps for a day: what programs
/// write, who unlike people leave nothing out that is meant.
fn moment(cell: &str, first: DateOrder) -> Option<DateTime> {
    if let Ok(days) = cell.parse::<f64>() {
        // From 2000 to 2049.
        let days = Some(days).filter(|days| (36_526.0..54_789.0).contains(days))?;
        let seconds = (days * 86_400.0).round() as i64;
        return Date::constant(1899, 12, 30).at(0, 0, 0, 0).checked_add(seconds.seconds()).ok();
    }
    let lower = cell.to_lowercase();
    let class = |byte: u8| (byte.is_ascii_digit(), byte.is_ascii_alphabetic());
    let (mut numbers, mut month, mut half) = (Vec::new(), None, None);
    for run in lower.as_bytes().chunk_by(|a, b| class(*a) == class(*b)) {
        let run = std::str::from_utf8(run).unwrap_or_default();
        match run {
            "am" | "pm" => half = Some(run),
            _ if run.starts_with(|c: char| c.is_ascii_digit()) => {
                numbers.push((run.parse::<i64>().ok()?, run.len()));
            }
            _ => month = month.or(calendar::month(run)),
        }
    }
    let small = |number: i64| i8::try_from(number).ok();
    let (year, month, day, used) = match (month, numbers.as_slice()) {
        (Some(month), [(year, 4), (day, _), ..] | [(day, _), (year, 4), ..]) => {
            (*year, month, small(*day)?, 2)
        }
        (None, [(year, 4), (month, _), (day, _), ..]) => (*year, small(*month)?, small(*day)?, 3),
        (None, [(a, 1..=2), (b, 1..=2), (year, 2 | 4), ..]) => {
            let (day, month) = if first == DateOrder::DayFirst { (a, b) } else { (b, a) };
            let year = if *year < 100 { 2000 + year } else { *year };
            (year, small(*month)?, small(*day)?, 3)
        }
        _ => return None,
    };
    let year = i16::try_from(year).ok().filter(|year| (1990..2200).contains(year))?;
    let date = Date::new(year, month, day).ok()?;
    let time = |at: usize| numbers.get(used + at).map_or(Some(0), |(number, _)| small(*number));
    let hour = match (half, time(0)?) {
        (Some("pm"), hour @ ..12) => hour + 12,
        (Some("am"), 12) => 0,
        (_, hour) => hour,
    };
    let time = Time::new(hour, time(1)?, time(2)?, 0).ok()?;
    Some(date.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_forms_write_them() {
        let at = |cell: &str| moment(cell, DateOrder::DayFirst).unwrap_or_else(|| panic!("{cell}"));
        let noon = at("2026-11-14 12:30:00");
        for cell in [
            "2026/11/14 12:30:00 PM GMT",
            "14/11/2026 12:30",
            "14.11.26 12:30:00",
            "Nov 14, 2026 12:30 PM",
            "14 November 2026 at 12:30",
            "2026-11-14T12:30:00Z",
            "2026-11-14 12:30:00 UTC",
        ] {
            assert_eq!(at(cell), noon, "{cell}");
        }
        assert_eq!(moment("11/14/2026 12:30", DateOrder::MonthFirst), Some(noon));
        assert!(at("2026-11-14 12:05 AM") < at("2026-11-14 1:00 AM"));
        for cell in ["Ada", "", "14 people", "2026", "31/13/2026", "7,5"] {
            assert_eq!(moment(cell, DateOrder::DayFirst), None, "{cell}");
        }
    }

    fn order(rows: &[&str], dates: Option<DateOrder>) -> Order {
        let rows: String = rows.iter().map(|row| format!("{row},x\n")).collect();
        let text = format!("Timestamp,x\n{rows}");
        let table = Table::read(text.into_bytes(), "t.csv", None).expect("a table");
        Order::of(&table, dates, |_| true)
    }

    #[test]
    fn the_latest_is_the_latest_whichever_way_the_table_is_sorted() {
        for (rows, ranks) in [
            (&["2026-11-16", "2026-11-14", "2026-11-15"][..], &[2, 0, 1][..]),
            // Of one day, the upper where the newest stand first.
            (&["2026-11-16", "2026-11-16", "2026-11-15"], &[2, 1, 0]),
            (&["10/11/2026", "13/10/2026", "14/11/2026"], &[1, 0, 2]),
            (&["10/11/2026", "11/02/2026", "11/13/2026"], &[0, 1, 2]),
            // The number that a spreadsheet keeps for a day, beside days.
            (&["46347.5", "2026-11-20", "46348"], &[1, 0, 2]),
        ] {
            let order = order(rows, None);
            assert_eq!((&order.ranks[..], &order.others[..]), (ranks, &[][..]), "{rows:?}");
            assert_eq!(order.column(), Some(0));
        }
        let none = order(&["yesterday", "2026-11-14"], None);
        assert_eq!((none.column(), &none.ranks[..]), (None, &[0, 1][..]));
    }

    #[test]
    fn days_that_may_be_months_have_two_orders_until_somebody_says() {
        // Sorted only one way, which proves nothing of so few; and a table of both kinds.
        for rows in
            [["10/11/2026", "11/02/2026", "11/03/2026"], ["13/01/2026", "01/14/2026", "02/01/2026"]]
        {
            let open = order(&rows, None);
            assert_eq!(open.others.len(), 1, "{rows:?}");
            let month = order(&rows, Some(DateOrder::MonthFirst));
            assert_eq!(open.others, [(Some(Doubt::DayOrMonth), month.ranks.clone())]);
            assert!(month.others.is_empty() && month.told("When").ends_with("before the day"));
            assert_eq!(order(&rows, Some(DateOrder::DayFirst)).ranks, open.ranks);
        }
        // The same either way.
        assert!(order(&["10/10/2026", "11/11/2026"], None).others.is_empty());
        let blank = order(&["2026-11-14", "", "2026-11-15"], None);
        assert_eq!(blank.others, [(Some(Doubt::NoDate), vec![0, 2, 1])]);
    }
}
