//! Picks from a list: by number, by name, several in one line.
//!
//! Names are matched longest first, so that a comma or an "and" inside one does no harm.

/// What may be picked, with the names each goes by: folded name and the place of its item, from 0,
/// longest name first.
pub(super) struct Names(Vec<(String, usize)>);

/// What a line holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scanned {
    /// The places of items in the order of the line. That of a number that the list does not have is
    /// beyond its end.
    pub(super) picks: Vec<usize>,
    /// What could not be matched, from its first character to the end.
    pub(super) rest: Option<Rest>,
}

/// The end of a line that could not be matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rest {
    /// It, as typed.
    pub(super) text: String,
    /// Whether a comma or a semicolon parts it from the items before it.
    pub(super) parted: bool,
    /// Whether an "and" does.
    pub(super) and: bool,
}

impl Names {
    /// Takes the names of each item, the one that answers files use first.
    pub(super) fn new<'a>(items: impl Iterator<Item = [&'a str; 2]>) -> Names {
        let items: Vec<[&str; 2]> = items.collect();
        let all = (0..2).flat_map(|nth| items.iter().map(move |names| names[nth]).zip(0..));
        let folded = all.map(|(name, item)| (bare(&fold(name)), item));
        let mut names: Vec<(String, usize)> = folded.filter(|(name, _)| !name.is_empty()).collect();
        // Of two names alike the one that answers files use wins.
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        Names(names)
    }

    /// The item of this name or number.
    pub(super) fn pick(&self, text: &str) -> Option<usize> {
        let folded = bare(&fold(text));
        if let Some((_, item)) = self.0.iter().find(|(name, _)| *name == folded) {
            return Some(*item);
        }
        number(&folded).filter(|(_, rest)| rest.is_empty()).map(|(item, _)| item)
    }

    /// Matches a line from its beginning as far as it goes.
    pub(super) fn scan(&self, line: &str) -> Scanned {
        let (mut picks, mut left) = (Vec::new(), line);
        loop {
            let mut rest = Rest::default();
            left = rest.skip(left);
            let mut next = self.item(left);
            if next.is_none()
                && let Some(behind) = and(left)
            {
                rest.and = true;
                left = rest.skip(behind);
                next = self.item(left);
            }
            match next {
                Some((pick, behind)) => {
                    picks.push(pick);
                    left = behind;
                }
                None if left.is_empty() => return Scanned { picks, rest: None },
                None => {
                    let rest = Rest { text: left.to_string(), ..rest };
                    return Scanned { picks, rest: Some(rest) };
                }
            }
        }
    }

    /// The first name of so many characters or more that stands in a line between commas or
    /// semicolons, as forms join what was ticked: what is before it, the item, and what is behind.
    pub(super) fn between<'l>(
        &self,
        line: &'l str,
        fewest: usize,
    ) -> Option<(&'l str, usize, &'l str)> {
        const PARTS: [char; 2] = [',', ';'];
        let bare = |text: &'l str| text.trim_end_matches([',', ';', ' ']).trim_start();
        let behind_parts = line.match_indices(PARTS).map(|(at, _)| at + 1);
        std::iter::once(0).chain(behind_parts).find_map(|begin| {
            let (item, rest) = self.named(line[begin..].trim_start(), fewest)?;
            let rest = rest.trim_start();
            let rest = if rest.is_empty() { rest } else { rest.strip_prefix(PARTS)? };
            Some((bare(&line[..begin]), item, bare(rest)))
        })
    }

    /// The item that a text begins with, and what is behind it.
    fn item<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        self.named(text, 1).or_else(|| number(text))
    }

    /// The item with whose name of so many characters or more a text begins, perhaps between
    /// quotation marks, and what is behind it.
    fn named<'t>(&self, text: &'t str, fewest: usize) -> Option<(usize, &'t str)> {
        let quoted = text.strip_prefix('"');
        let long = self.0.iter().take_while(|(name, _)| name.chars().count() >= fewest);
        long.filter_map(|(name, item)| {
            // Forms leave out the mark at an option's end, or put one.
            let rest = behind(quoted.unwrap_or(text), name)?.trim_start_matches(END_MARKS);
            let rest = if quoted.is_some() { rest.strip_prefix('"')? } else { rest };
            ends_item(rest).then_some((*item, rest))
        })
        .next()
    }
}

/// The place of the number that a text begins with, perhaps with a dot or bracket after it, and what
/// is behind. 0 and numbers that are too large to be read have the last place there may be.
fn number(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let rest = rest.strip_prefix(['.', ')']).unwrap_or(rest);
    let item = digits.parse::<usize>().unwrap_or_default().wrapping_sub(1);
    (!digits.is_empty() && ends_item(rest)).then_some((item, rest))
}

/// Whether a character parts items.
fn parts(c: char) -> bool {
    c.is_whitespace() || ",;&+".contains(c)
}

impl Rest {
    /// What is behind the signs that part items.
    fn skip<'t>(&mut self, text: &'t str) -> &'t str {
        let rest = text.trim_start_matches(parts);
        let signs = &text[..text.len() - rest.len()];
        self.and |= signs.contains(['&', '+']);
        // `2,500` is one number.
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
        let signs = signs.strip_suffix(',').filter(|_| is_number).unwrap_or(signs);
        self.parted |= signs.contains([',', ';']);
        rest
    }
}

/// What is behind an "and" that a text begins with.
fn and(text: &str) -> Option<&str> {
    let (word, rest) = text.split_at_checked(3)?;
    (word.eq_ignore_ascii_case("and") && (rest.is_empty() || rest.starts_with(char::is_whitespace)))
        .then_some(rest)
}

fn ends_item(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(parts)
}

/// What is behind a name that a text begins with; a space of the name may be several.
fn behind<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    name.chars().try_fold(text, |text, c| {
        let rest = text.strip_prefix(|first| fold_char(first) == c)?;
        Some(if c == ' ' { rest.trim_start() } else { rest })
    })
}

/// Marks with which a name may end or not.
const END_MARKS: [char; 4] = ['?', '.', '!', '…'];

/// A name without the marks at its end; of one that has nothing else the first stays.
fn bare(name: &str) -> String {
    match name.trim_end_matches(END_MARKS) {
        "" => name.chars().take(1).collect(),
        bare => bare.to_string(),
    }
}

/// A name as it is compared: small letters, plain apostrophes, single spaces.
fn fold(name: &str) -> String {
    let words = name.split_whitespace().map(|word| word.chars().map(fold_char).collect());
    words.collect::<Vec<String>>().join(" ")
}

fn fold_char(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        c if c.is_whitespace() => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// What was given, if it is an id and short enough to be repeated.
pub(super) fn short_id(text: &str) -> Option<String> {
    (is_id(text) && text.len() <= 40).then(|| text.to_string())
}

/// Whether a word looks like an id: small letters, digits, hyphens and underscores.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::new(
            [
                ["process", "How it was decided, and by whom"],
                ["decision", "The decision"],
                ["and-more", "And more"],
                ["yes", "Yes"],
                ["yes-please", "Yes, please"],
            ]
            .into_iter(),
        )
    }

    #[test]
    fn items_are_found_by_name_and_number() {
        for (line, picks) in [
            ("1 3", &[0, 2][..]),
            ("2,1", &[1, 0]),
            ("2, 1 and 3", &[1, 0, 2]),
            ("1) & 2.", &[0, 1]),
            ("process, decision", &[0, 1]),
            ("DECISION process", &[1, 0]),
            ("How it was  decided, and by whom, the decision", &[0, 1]),
            ("yes, please, yes", &[4, 3]),
            ("\"Yes, please\",The decision", &[4, 1]),
            ("and more and yes", &[2, 3]),
            ("", &[]),
            (" , ", &[]),
        ] {
            let scanned = names().scan(line);
            assert_eq!((scanned.picks.as_slice(), scanned.rest), (picks, None), "{line}");
        }
        let beyond = names().scan("9 0 99999999999999999999").picks;
        assert_eq!(beyond, [8, usize::MAX, usize::MAX]);
    }

    #[test]
    fn what_is_not_an_item_is_given_back_as_typed() {
        for (line, picks, text, parted, and) in [
            ("Something Else", 0, "Something Else", false, false),
            ("1, Something Else", 1, "Something Else", true, false),
            ("process,Something Else", 1, "Something Else", true, false),
            ("2 buses a day", 1, "buses a day", false, false),
            ("2,500 people", 2, "people", false, false),
            ("processes", 0, "processes", false, false),
            ("1 and the buses", 1, "the buses", false, true),
        ] {
            let scanned = names().scan(line);
            let rest = Rest { text: text.into(), parted, and };
            assert_eq!((scanned.picks.len(), scanned.rest), (picks, Some(rest)), "{line}");
        }
    }
}
