//! Picks from a list: by number, by name, several in one line.
//!
//! Names are matched longest first, so that a comma or an "and" inside one does no harm.

/// What may be picked, with the names each goes by.
pub(super) struct Names {
    /// Folded name and the place of its item, longest name first.
    names: Vec<(Vec<char>, usize)>,
    count: usize,
}

/// An item that was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// This one, from 0.
    Item(usize),
    /// A number beyond the list.
    Beyond,
}

/// What a line holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scanned {
    /// Items in the order of the line.
    pub(super) picks: Vec<Pick>,
    /// What could not be matched, from its first character to the end.
    pub(super) rest: Option<Rest>,
}

/// The end of a line that could not be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        let mut names = Vec::new();
        let mut count = 0;
        for item in items {
            let folded = item.map(|name| bare(fold(name))).into_iter().enumerate();
            names.extend(
                folded.filter(|(_, name)| !name.is_empty()).map(|(nth, name)| (nth, name, count)),
            );
            count += 1;
        }
        // Of two names alike the one that answers files use wins.
        names.sort_by_key(|(nth, name, _)| (std::cmp::Reverse(name.len()), *nth));
        Names { names: names.into_iter().map(|(_, name, item)| (name, item)).collect(), count }
    }

    /// The item of this name or number.
    pub(super) fn pick(&self, text: &str) -> Option<Pick> {
        let folded = bare(fold(text));
        match self.names.iter().find(|(name, _)| *name == folded) {
            Some((_, item)) => Some(Pick::Item(*item)),
            None => {
                let (pick, end) = self.number(&folded, 0)?;
                (end == folded.len()).then_some(pick)
            }
        }
    }

    /// Matches a line from its beginning as far as it goes.
    pub(super) fn scan(&self, line: &str) -> Scanned {
        let typed: Vec<char> = line.chars().collect();
        let text: Vec<char> = typed.iter().map(|c| fold_char(*c)).collect();
        let mut picks = Vec::new();
        let mut at = 0;
        loop {
            let mut parting = Parting::default();
            at = parting.skip(&text, at);
            if at == text.len() {
                return Scanned { picks, rest: None };
            }
            let mut next = self.item(&text, at);
            if next.is_none()
                && let Some(after) = and(&text, at)
            {
                parting.and = true;
                at = parting.skip(&text, after);
                next = self.item(&text, at);
            }
            match next {
                Some((pick, end)) => {
                    picks.push(pick);
                    at = end;
                }
                None if at == text.len() => return Scanned { picks, rest: None },
                None => {
                    let text = typed[at..].iter().collect();
                    let rest = Rest { text, parted: parting.comma, and: parting.and };
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
    ) -> Option<(&'l str, Pick, &'l str)> {
        const PARTS: [char; 2] = [',', ';'];
        let places: Vec<(usize, char)> = line.char_indices().collect();
        let text: Vec<char> = places.iter().map(|(_, c)| fold_char(*c)).collect();
        let byte = |at: usize| places.get(at).map_or(line.len(), |(byte, _)| *byte);
        let begins = (0..text.len()).filter(|at| *at == 0 || PARTS.contains(&text[at - 1]));
        let mut found = begins.filter_map(|begin| {
            let at = begin + text[begin..].iter().take_while(|c| **c == ' ').count();
            let (item, end) = self.named(&text, at, fewest)?;
            let rest = line[byte(end)..].trim_start();
            let rest = if rest.is_empty() { rest } else { rest.strip_prefix(PARTS)? };
            let bare = |text: &'l str| text.trim_end_matches([',', ';', ' ']).trim_start();
            Some((bare(&line[..byte(begin)]), item, bare(rest)))
        });
        found.next()
    }

    /// The item that begins here, and where it ends.
    fn item(&self, text: &[char], at: usize) -> Option<(Pick, usize)> {
        self.named(text, at, 1).or_else(|| self.number(text, at))
    }

    /// The item whose name of so many characters or more begins here, perhaps between quotation
    /// marks, and where it ends.
    fn named(&self, text: &[char], at: usize, fewest: usize) -> Option<(Pick, usize)> {
        let is_quoted = text.get(at) == Some(&'"');
        let start = at + usize::from(is_quoted);
        let long = self.names.iter().filter(|(name, _)| name.len() >= fewest);
        let mut ends = long.filter_map(|(name, item)| {
            let end = begins(text.get(start..)?, name)? + start;
            // Forms leave out the mark at an option's end, or put one.
            let end = end + text[end..].iter().take_while(|c| END_MARKS.contains(c)).count();
            let closed = !is_quoted || text.get(end) == Some(&'"');
            let end = end + usize::from(is_quoted);
            (closed && ends_item(text, end)).then_some((Pick::Item(*item), end))
        });
        ends.next()
    }

    /// The number that begins here, perhaps with a dot or bracket after it, and where it ends.
    fn number(&self, text: &[char], at: usize) -> Option<(Pick, usize)> {
        let digits: String = text[at..].iter().take_while(|c| c.is_ascii_digit()).collect();
        let mut end = at + digits.len();
        if digits.is_empty() {
            return None;
        }
        end += usize::from(matches!(text.get(end), Some('.' | ')')));
        let pick = match digits.parse::<usize>() {
            Ok(number) if (1..=self.count).contains(&number) => Pick::Item(number - 1),
            _ => Pick::Beyond,
        };
        ends_item(text, end).then_some((pick, end))
    }
}

/// What stands between two items.
#[derive(Default)]
struct Parting {
    comma: bool,
    and: bool,
}

impl Parting {
    fn skip(&mut self, text: &[char], mut at: usize) -> usize {
        while let Some(c) = text.get(at).filter(|c| matches!(c, ' ' | ',' | ';' | '&' | '+')) {
            // `2,500` is one number.
            let is_number = text.get(at + 1).is_some_and(char::is_ascii_digit);
            self.comma |= *c == ';' || *c == ',' && !is_number;
            self.and |= matches!(c, '&' | '+');
            at += 1;
        }
        at
    }
}

/// Where an "and" that stands here ends.
fn and(text: &[char], at: usize) -> Option<usize> {
    let end = at + 3;
    let stands = text.get(at..end)? == ['a', 'n', 'd'] && matches!(text.get(end), None | Some(' '));
    stands.then_some(end)
}

fn ends_item(text: &[char], at: usize) -> bool {
    matches!(text.get(at), None | Some(' ' | ',' | ';' | '&' | '+'))
}

/// How far the text goes if it begins with this name; a space of the name may be several.
fn begins(text: &[char], name: &[char]) -> Option<usize> {
    let mut at = 0;
    for c in name {
        if text.get(at)? != c {
            return None;
        }
        at += 1;
        while *c == ' ' && text.get(at) == Some(&' ') {
            at += 1;
        }
    }
    Some(at)
}

/// Marks with which a name may end or not.
const END_MARKS: [char; 4] = ['?', '.', '!', '…'];

/// A name without the marks at its end; one that has nothing else stays.
fn bare(mut name: Vec<char>) -> Vec<char> {
    while name.len() > 1 && name.last().is_some_and(|c| END_MARKS.contains(c)) {
        name.pop();
    }
    name
}

/// A name as it is compared: small letters, plain apostrophes, single spaces.
fn fold(name: &str) -> Vec<char> {
    let words: Vec<String> =
        name.split_whitespace().map(|w| w.chars().map(fold_char).collect()).collect();
    words.join(" ").chars().collect()
}

/// One character for one, so that places in the text as typed stay the same.
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
            let wanted: Vec<Pick> = picks.iter().map(|item| Pick::Item(*item)).collect();
            assert_eq!((scanned.picks, scanned.rest), (wanted, None), "{line}");
        }
        assert_eq!(names().scan("9 0 99999999999999999999").picks, [Pick::Beyond; 3]);
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
