//! Pieces of sentences that messages and reports share: numbers, rows, commands.

use crate::text::question_number::numbered;
pub(super) use crate::text::thousands as number;
use crate::text::words::shortened;

/// A space at which no line ends.
pub(super) const FIXED: char = '\u{a0}';

/// One word for one, another for several.
pub(super) fn by<'w>(n: usize, one: &'w str, several: &'w str) -> &'w str {
    if n == 1 { one } else { several }
}

/// Rows as people read them: `31 40 77`, three or more in a row as `80 to 83`. Tells at most so
/// many, and how many more there are.
pub(super) fn rows(rows: &[u32], most: usize) -> String {
    let runs = rows.chunk_by(|a, b| a + 1 == *b);
    let pieces = runs.flat_map(|run| match run {
        // In one piece, wherever the line ends.
        [first, _, .., last] => vec![(format!("{first}{FIXED}to{FIXED}{last}"), run.len())],
        few => few.iter().map(|row| (row.to_string(), 1)).collect(),
    });
    let (told, counts): (Vec<String>, Vec<usize>) = pieces.take(most).unzip();
    let left = rows.len() - counts.iter().sum::<usize>();
    let told = told.join(" ");
    if left > 0 { format!("{told} and {} more", number(left)) } else { told }
}

/// `row 7`, `rows 7 9`, `rows 80 to 83`; at most so many, and how many more there are.
pub fn named_rows(these: &[u32], most: usize) -> String {
    format!("{} {}", by(these.len(), "row", "rows"), rows(these, most))
}

/// Groups of rows: `31 40 77, 52 53, 80 to 83`; at most so many groups, and so many rows of each.
pub(super) fn groups(groups: &[Vec<u32>], (most, of_each): (usize, usize)) -> String {
    let told = groups.iter().take(most).map(|group| rows(group, of_each));
    let mut told: Vec<String> = told.collect();
    if groups.len() > most {
        let more = groups.len() - most;
        told.push(format!("and {} {} more", number(more), by(more, "group", "groups")));
    }
    told.join(", ")
}

/// A heading short enough to name a column by: `Q3` for a numbered question, else its first words.
pub(super) fn short_heading(heading: &str) -> String {
    const MOST: usize = 24;
    // A year is no number of a question.
    if let Some((number, _)) = numbered(heading).filter(|(number, _)| number.len() < 4) {
        return format!("Q{number}");
    }
    match shortened(heading, MOST) {
        whole if whole.len() == heading.len() => heading.to_string(),
        first => format!("{first} …"),
    }
}

/// A command to be copied, its words quoted where the shell needs it, in one piece wherever a line ends.
pub fn command<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.into_iter().map(quoted).collect();
    words.join(" ").replace(' ', &FIXED.to_string())
}

/// A word as it is typed in a shell: as it is, or in quotes if a shell would read it otherwise.
pub fn quoted(word: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || "-_./:,@%+=".contains(c) || (cfg!(windows) && c == '\\');
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_string();
    }
    if cfg!(windows) {
        format!("\"{}\"", word.replace('"', "\\\""))
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_as_ranges_where_they_can_be() {
        assert_eq!(named_rows(&[7], 9), "row 7");
        assert_eq!(rows(&[31, 40, 77], 9), "31 40 77");
        assert_eq!(rows(&[52, 53, 80, 81, 82, 83], 9), "52 53 80\u{a0}to\u{a0}83");
        assert_eq!(rows(&[1, 3, 5, 7, 9, 10, 11], 3), "1 3 5 and 4 more");
        assert_eq!(
            groups(&[vec![1, 2], vec![5, 9], vec![6, 7]], (2, 9)),
            "1 2, 5 9, and 1 group more"
        );
    }

    #[test]
    fn numbers_part_their_thousands() {
        assert_eq!(
            [0, 999, 1000, 65_303, 1_234_567].map(number),
            ["0", "999", "1,000", "65,303", "1,234,567"]
        );
    }

    #[test]
    fn a_numbered_question_is_called_by_its_number() {
        for (heading, short) in [
            ("3. How would moving maternity care affect you?", "Q3"),
            ("Q12: Anything else?", "Q12"),
            ("3a) Do you agree?", "Q3a"),
            ("Question 4", "Q4"),
            ("Postcode", "Postcode"),
            ("20 mph in Mill Lane? Tell us what you think", "20 mph in Mill Lane? …"),
            ("2026. Ideas", "2026. Ideas"),
            ("", ""),
        ] {
            assert_eq!(short_heading(heading), short);
        }
    }

    #[cfg(unix)]
    #[test]
    fn commands_can_be_pasted() {
        assert_eq!(
            command(["sayso", "batch", "ex26", "My table.csv", "-o", "it's $HOME", ""]),
            r"sayso batch ex26 'My table.csv' -o 'it'\''s $HOME' ''".replace(' ', "\u{a0}")
        );
        assert_eq!(quoted("Q3=q3"), "Q3=q3");
    }
}
