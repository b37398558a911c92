//! When each answer of a table came, by the column that says so, whichever way the table is sorted.
//! A day such as 03/04/2026 is read as it stands once a cell says which number is the month, or
//! somebody does; until then the answers have two orders.

use jiff::civil::{DateTime, Time};
use serde::{Deserialize, Serialize};

use super::columns::heading;
use super::lists::list;
use super::table::Table;
use crate::question;

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
    pub(super) ranks: Vec<u32>,
    /// Other orders that they may have come in, with the fault that the column leaves it open;
    /// none where no column says when.
    pub(super) others: Vec<(Option<&'static str>, Vec<u32>)>,
    /// The column that says when; none where no column does, and rows stand in their order.
    pub column: Option<usize>,
    /// Whether its days are read with the month first.
    pub(super) month_first: bool,
}

/// The fault that nobody knows which number of a date is the day.
const DAY_OR_MONTH: &str = "day-or-month";

/// The fault that nobody knows when some rows came.
pub(super) const NO_DATE: &str = "no-date-of-answer";

impl Order {
    /// The order of a table's rows: by the surest column of `lists` that has moments in it,
    /// else as they stand. `dates` is what somebody says of them; rows that are no person's have none.
    pub fn of(table: &Table, dates: Option<DateOrder>, is_person: impl Fn(usize) -> bool) -> Order {
        let names: Vec<Vec<String>> = table.headings.iter().map(|h| heading::names(h)).collect();
        let headed = |time| names.iter().position(|names| names.contains(time));
        let by = |column| {
            let row = |place: usize| table.row(place).filter(|_| is_person(place));
            let cells = (0..table.len()).map(|place| Some(row(place)?.cell(column).trim()));
            Order::by(column, &cells.collect::<Vec<_>>(), dates)
        };
        list("times").iter().filter_map(headed).find_map(by).unwrap_or_else(|| {
            let ranks: Vec<u32> = (0..table.len() as u32).collect();
            let others = vec![(None, ranks.iter().rev().copied().collect())];
            Order { ranks, others, ..Order::default() }
        })
    }

    /// The order by the moments of a column; none where it has other things in it.
    fn by(column: usize, cells: &[Option<&str>], dates: Option<DateOrder>) -> Option<Order> {
        let ways = |cell: &Option<&str>| {
            [DateOrder::DayFirst, DateOrder::MonthFirst].map(|first| moment((*cell)?, first))
        };
        let ways: Vec<[Option<DateTime>; 2]> = cells.iter().map(ways).collect();
        let filled = cells.iter().flatten().filter(|cell| !cell.is_empty()).count();
        let known = ways.iter().filter(|ways| **ways != [None, None]).count();
        if known == 0 || known * MOST_ODD_ONE_IN < filled * (MOST_ODD_ONE_IN - 1) {
            return None;
        }
        let alone =
            |way: usize| ways.iter().any(|ways| ways[way].is_some() && ways[1 - way].is_none());
        let said = match [alone(0), alone(1)] {
            [true, false] => Some(DateOrder::DayFirst),
            [false, true] => Some(DateOrder::MonthFirst),
            _ => dates,
        };
        let month_first = said == Some(DateOrder::MonthFirst);
        // Where a day is read one way alone, the other counts.
        let moments = |way: usize| -> Vec<Option<DateTime>> {
            ways.iter().map(|ways| ways[way].or(ways[1 - way])).collect()
        };
        let (moments, turned) =
            (moments(usize::from(month_first)), moments(usize::from(!month_first)));
        let mut others = Vec::new();
        if said.is_none() && ways.iter().any(|[day_first, month_first]| day_first != month_first) {
            others.push((Some(DAY_OR_MONTH), ranks(&turned, false)));
        }
        if cells.iter().flatten().count() > known {
            others.push((Some(NO_DATE), ranks(&moments, true)));
        }
        Some(Order { ranks: ranks(&moments, false), others, column: Some(column), month_first })
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
/// `12 November 2026 at 10:02`: what programs write, who unlike people mean the morning by an hour of
/// one digit, put a zone behind it, and may have the month first.
fn moment(cell: &str, first: DateOrder) -> Option<DateTime> {
    let (day, hour, rest) = match cell.split_once(':') {
        Some((before, rest)) => {
            let day = before.trim_end_matches(|c: char| c.is_ascii_digit());
            (day, &before[day.len()..], rest)
        }
        None => (cell, "", ""),
    };
    let turned = match day.splitn(3, ['/', '.', '-']).collect::<Vec<_>>().as_slice() {
        [a, b, year] if first == DateOrder::MonthFirst && a.len().max(b.len()) <= 2 => {
            format!("{b}/{a}/{year}")
        }
        _ => day.to_string(),
    };
    let time = rest.get(..2).map(|minute| format!("{hour:0>2}:{minute}")).unwrap_or_default();
    let small = rest.to_lowercase();
    let half = small.split(|c: char| !c.is_alphabetic()).find(|word| ["am", "pm"].contains(word));
    let text = format!("{turned}{time}{}", half.unwrap_or_default());
    let (date, time) = question::day_and_time(&text)?;
    Some(date.to_datetime(time.unwrap_or(Time::midnight())))
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
        ] {
            let order = order(rows, None);
            assert_eq!((&order.ranks[..], &order.others[..]), (ranks, &[][..]), "{rows:?}");
            assert_eq!(order.column, Some(0));
        }
        let none = order(&["yesterday", "2026-11-14"], None);
        assert_eq!((none.column, &none.ranks[..]), (None, &[0, 1][..]));
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
            assert_eq!(open.others, [(Some(DAY_OR_MONTH), month.ranks.clone())]);
            assert!(month.others.is_empty() && month.month_first);
            assert_eq!(order(&rows, Some(DateOrder::DayFirst)).ranks, open.ranks);
        }
        // The same either way.
        assert!(order(&["10/10/2026", "11/11/2026"], None).others.is_empty());
        let blank = order(&["2026-11-14", "", "2026-11-15"], None);
        assert_eq!(blank.others, [(Some(NO_DATE), vec![0, 2, 1])]);
    }
}
