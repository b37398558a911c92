//! When each answer of a table came, by the column that says so, whichever way it is sorted.

use super::lists::{fold, lists};
use super::table::Table;

/// The order in which answers came.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// For each row, by place, how many came before it.
    ranks: Vec<u32>,
    /// The column that says when; none where no column does, and rows stand in their order.
    column: Option<usize>,
    /// Whether its days are read with the month first, since the table is sorted only so.
    month_first: bool,
}

impl Order {
    /// The order of a table's rows: by the surest column of `lists` that has moments in it,
    /// else as they stand.
    pub fn of(table: &Table) -> Order {
        let folded: Vec<String> = table.headings.iter().map(|heading| fold(heading)).collect();
        let columns = lists().times.iter().filter_map(|name| folded.iter().position(|h| h == name));
        let found = columns.filter_map(|column| Some((column, moments(table, column)?))).next();
        let Some((column, (moments, first))) = found else {
            return Order { ranks: (0..table.len() as u32).collect(), ..Order::default() };
        };
        // Where two came at once, the table is sorted one way or the other.
        let pairs = || moments.windows(2).filter_map(|pair| Some((pair[0]?, pair[1]?)));
        let down = pairs().filter(|(a, b)| a > b).count();
        let newest_first = down > pairs().filter(|(a, b)| a < b).count();
        let mut places: Vec<usize> = (0..moments.len()).collect();
        let tie = |place: usize| if newest_first { moments.len() - place } else { place };
        places.sort_by_key(|place| (moments[*place], tie(*place)));
        let mut ranks = vec![0; moments.len()];
        for (rank, place) in places.into_iter().enumerate() {
            ranks[place] = rank as u32;
        }
        Order { ranks, column: Some(column), month_first: first == First::Month }
    }

    /// How many answers came before the one at a place.
    pub fn rank(&self, place: usize) -> u32 {
        self.ranks.get(place).copied().unwrap_or_default()
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

/// The moment in each cell of a column; none where it has other things in it, or where nobody can
/// tell days from months.
fn moments(table: &Table, column: usize) -> Option<(Vec<Option<Moment>>, First)> {
    let cells: Vec<String> = table
        .rows()
        .enumerate()
        .map(|(place, row)| match table.not_a_person(place) {
            None => row.cell(column).trim().to_string(),
            Some(_) => String::new(),
        })
        .collect();
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let read = |first: First| -> Option<Vec<Option<Moment>>> {
        let read: Vec<Option<Moment>> = cells.iter().map(|cell| moment(cell, first)).collect();
        let read_of = read.iter().flatten().count();
        (read_of * MOST_ODD_ONE_IN >= filled * (MOST_ODD_ONE_IN - 1)).then_some(read)
    };
    let (day, month) = (read(First::Day), read(First::Month));
    match (day, month) {
        (Some(day), Some(month)) if day != month => match (is_sorted(&day), is_sorted(&month)) {
            (true, false) => Some((day, First::Day)),
            (false, true) => Some((month, First::Month)),
            _ => None,
        },
        // Either there is one way alone to read them, or both are the same.
        (Some(read), _) | (None, Some(read)) => {
            read.iter().any(Option::is_some).then_some((read, First::Day))
        }
        (None, None) => None,
    }
}

fn is_sorted(moments: &[Option<Moment>]) -> bool {
    let all: Vec<&Moment> = moments.iter().flatten().collect();
    all.is_sorted() || all.iter().rev().is_sorted()
}

/// Seconds, in a calendar of months that are all of one length: enough to tell which is later.
type Moment = i64;

/// What the first number of `03/04/2026` is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Day,
    Month,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads `2026-11-14 10:02`, `14/11/2026 10:02:11`, `2026/11/14 9:12:01 AM GMT`, `Nov 12, 2026`,
/// `12 November 2026 at 10:02`, or the number that a spreadsheet keeps for a day.
fn moment(cell: &str, first: First) -> Option<Moment> {
    const DAY: i64 = 86_400;
    if let Ok(days) = cell.parse::<f64>() {
        // From 2000 to 2049.
        return (36_526.0..54_789.0).contains(&days).then_some((days * DAY as f64) as i64);
    }
    let lower = cell.to_lowercase();
    let mut numbers = Vec::new();
    let (mut month, mut half) = (None, 0);
    for word in lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &word[..word.len() - letters.len()];
        if !digits.is_empty() {
            numbers.push((digits.parse::<i64>().ok()?, digits.len()));
        }
        match letters {
            "pm" => half = 12,
            "am" => half = -12,
            "t" if !digits.is_empty() => {
                let rest = word.split_once('t').map(|(_, rest)| rest)?;
                numbers.push((rest.parse().ok()?, rest.len()));
            }
            _ if letters.starts_with('t') && letters.len() > 1 && !digits.is_empty() => {
                let rest = letters[1..].trim_end_matches('z');
                numbers.push((rest.parse().ok()?, rest.len()));
            }
            _ => {
                month = month.or(MONTHS
                    .iter()
                    .position(|name| letters.starts_with(name) && letters.len() > 2))
            }
        }
    }
    let (year, month, day, used) = match (month, numbers.as_slice()) {
        (Some(month), [(year, 4), (day, _), ..] | [(day, _), (year, 4), ..]) => {
            (*year, month as i64 + 1, *day, 2)
        }
        (None, [(year, 4), (month, _), (day, _), ..]) => (*year, *month, *day, 3),
        (None, [(a, 1..=2), (b, 1..=2), (year, 2 | 4), ..]) => {
            let (day, month) = if first == First::Day { (*a, *b) } else { (*b, *a) };
            (if *year < 100 { 2000 + year } else { *year }, month, day, 3)
        }
        _ => return None,
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1990..2200).contains(&year) {
        return None;
    }
    let time = |at: usize| numbers.get(used + at).map_or(0, |(number, _)| *number);
    let hour = match (half, time(0)) {
        (12, hour) if hour < 12 => hour + 12,
        (-12, 12) => 0,
        (_, hour) => hour,
    };
    let days = (year * 12 + month) * 31 + day;
    Some(days * DAY + hour * 3_600 + time(1) * 60 + time(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_forms_write_them() {
        let at = |cell: &str| moment(cell, First::Day).unwrap_or_else(|| panic!("{cell}"));
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
        assert_eq!(moment("11/14/2026 12:30", First::Month), Some(noon));
        assert!(at("2026-11-14 12:05 AM") < at("2026-11-14 1:00 AM"));
        for cell in ["Ada", "", "14 people", "2026", "31/13/2026", "7,5"] {
            assert_eq!(moment(cell, First::Day), None, "{cell}");
        }
    }

    fn ranks(rows: &[&str]) -> Option<Vec<u32>> {
        let text = format!(
            "Timestamp,x\n{}\n",
            rows.iter().map(|row| format!("{row},x\n")).collect::<String>()
        );
        let table = Table::read(text.into_bytes(), "t.csv", None).expect("a table");
        let order = Order::of(&table);
        order.column().map(|_| (0..rows.len()).map(|place| order.rank(place)).collect())
    }

    #[test]
    fn the_latest_is_the_latest_whichever_way_the_table_is_sorted() {
        assert_eq!(ranks(&["2026-11-16", "2026-11-14", "2026-11-15"]), Some(vec![2, 0, 1]));
        // Of one day, the upper where the newest stand first.
        assert_eq!(ranks(&["2026-11-16", "2026-11-16", "2026-11-15"]), Some(vec![2, 1, 0]));
        assert_eq!(ranks(&["10/11/2026", "11/11/2026", "14/11/2026"]), Some(vec![0, 1, 2]));
        // Months first, since the table is sorted only so.
        assert_eq!(ranks(&["10/11/2026", "11/02/2026", "11/03/2026"]), Some(vec![0, 1, 2]));
        // Days or months: nobody can tell.
        assert_eq!(ranks(&["10/11/2026", "03/02/2026", "05/01/2026", "04/09/2026"]), None);
        assert_eq!(ranks(&["yesterday", "2026-11-14"]), None);
    }
}
