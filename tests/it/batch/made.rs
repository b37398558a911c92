//! Made-up tables: rows as an online form hands them out.

use crate::support::made_up::Dice;

/// The sentence that people tick.
pub(crate) const CONSENT: &str = "I agree to this being sent in my name to the consultation EX/26.";

/// A table as rows of cells, the headings first.
pub(crate) type Rows = Vec<Vec<String>>;

/// The questions that each person answers, as the form asks them.
pub(crate) const ASKED: [(&str, &str); 5] = [
    ("q3", "3. How would moving maternity care to Sampleton General affect you and your family?"),
    ("q5", "5. How would you get to Sampleton General, and how long would it take?"),
    ("q6", "6. What happened the last time you, or someone close to you, needed urgent care?"),
    ("q8", "8. Would the plans affect some people more than others?"),
    ("q10", "10. What would make the plans better?"),
];

/// The headings of the form's export.
pub(crate) fn headings() -> Vec<String> {
    let mut headings: Vec<String> =
        ["Timestamp", "E-mail address", "Your full name", "Postcode", "Ward"]
            .map(String::from)
            .into();
    headings.extend(ASKED.iter().map(|(_, ask)| (*ask).to_string()));
    headings.push(CONSENT.to_string());
    headings
}

/// A row of a person who agreed and wrote nothing of their own.
pub(crate) fn row(number: usize) -> Vec<String> {
    let mut row = vec![
        format!("2026-11-{:02} {:02}:{:02}", 1 + number / 1440 % 28, number / 60 % 24, number % 60),
        format!("person{number}@example.org"),
        format!("Person {} Sample", spelt(number)),
        format!("S70 {}ZZ", number % 10),
        ["Mill Lane", "High Street", "Castle"][number % 3].to_string(),
    ];
    row.resize(10, String::new());
    row.push(CONSENT.to_string());
    row
}

/// A number as letters, so that names are names.
fn spelt(number: usize) -> String {
    let mut left = number;
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'a' + (left % 26) as u8));
        left /= 26;
        if left == 0 {
            return letters[..1].to_uppercase() + &letters[1..];
        }
    }
}

/// The column of a question that each person answers.
pub(crate) fn column(id: &str) -> usize {
    5 + ASKED.iter().position(|(known, _)| *known == id).expect("it is asked")
}

/// So many rows, most with words of their own, with accents, quotes, commas and several lines.
pub(crate) fn rows(count: usize) -> Rows {
    let mut dice = Dice::new(26);
    let mut rows = vec![headings()];
    for number in 2..count + 2 {
        let mut one = row(number);
        if number % 5 != 0 {
            let (length, more) = (12 + dice.below(60), dice.below(30));
            let text = dice.text(length);
            let extra = match number % 4 {
                0 => "Siân said “no”, twice.\n\nThen the café closed; we waited.",
                1 => "\"Two buses\", she said; £5 each way.",
                2 => "It is 12% further — and colder.",
                _ => "",
            };
            one[column("q3")] = format!("{text} {extra}").trim().to_string();
            if more > 20 {
                one[column("q8")] = dice.text(more);
            }
        }
        rows.push(one);
    }
    rows
}

/// A table as text with a separator and an end of line.
pub(crate) fn text(rows: &Rows, separator: char, end: &str) -> String {
    let cell = |cell: &String| {
        let quoted = cell.contains([separator, '"', '\n', '\r']);
        if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let line = |row: &Vec<String>| {
        row.iter().map(cell).collect::<Vec<_>>().join(&separator.to_string()) + end
    };
    rows.iter().map(line).collect()
}

/// The table as most programs write it.
pub(crate) fn csv(rows: &Rows) -> String {
    text(rows, ',', "\n")
}
