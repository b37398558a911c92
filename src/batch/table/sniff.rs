//! Which character parts the cells of a text.

/// How much of a text is looked at.
const SAMPLE: usize = 64 * 1024;
/// How many rows are.
const ROWS: usize = 30;

/// What stands before the heading line: the separator, if the text names it, and how many bytes
/// and lines come before.
pub(super) struct Head {
    pub(super) separator: u8,
    /// Bytes before the headings.
    pub(super) skip: usize,
    /// Blank lines before the headings, which count as rows; a `sep=` line does not.
    pub(super) blank: u32,
}

/// Looks at the beginning of a text.
pub(super) fn head(text: &str) -> Head {
    let mut skip = 0;
    let mut named = None;
    if let Some((line, rest)) = first_line(text)
        && let Some(separator) = named_separator(line)
    {
        named = Some(separator);
        skip = text.len() - rest.len();
    }
    let mut blank = 0;
    while let Some((line, rest)) = first_line(&text[skip..]) {
        if !line.trim_matches([' ', '\t']).is_empty() {
            break;
        }
        blank += 1;
        skip = text.len() - rest.len();
    }
    let separator = named.unwrap_or_else(|| sniffed(&text[skip..]));
    Head { separator, skip, blank }
}

/// A line without its end, and what follows it. `None` at the end of the text.
fn first_line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let rest = &text[end..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or_default();
    Some((&text[..end], rest))
}

/// The separator of a line `sep=;`, as Excel writes and reads it.
fn named_separator(line: &str) -> Option<u8> {
    let line = line.trim_matches('"');
    let (key, value) = line.split_at_checked(4)?;
    match value.as_bytes() {
        [one] if key.eq_ignore_ascii_case("sep=") && *one != b'"' => Some(*one),
        _ => None,
    }
}

/// The separator by which the first rows have the same number of cells, and most of them.
fn sniffed(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    // Of two that fit as well the last counts.
    let separators = [b'\t', b';', b','];
    separators.into_iter().max_by_key(|separator| score(sample, *separator)).unwrap_or(b',')
}

/// How well rows fit their headings, in thousandths, and how many headings there are.
fn score(sample: &str, separator: u8) -> (usize, usize) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(sample.as_bytes());
    let mut lengths = reader
        .byte_records()
        .take(ROWS)
        .filter_map(Result::ok)
        .filter(|record| record.iter().any(|cell| !cell.is_empty()))
        .map(|record| record.len());
    let Some(headings) = lengths.next().filter(|headings| *headings > 1) else { return (0, 0) };
    let fits: Vec<usize> = lengths
        .map(|length| match length {
            length if length == headings => 1000,
            length if length < headings && length > 1 => 500,
            _ => 0,
        })
        .collect();
    let fit = if fits.is_empty() { 1000 } else { fits.iter().sum::<usize>() / fits.len() };
    (fit.max(1), headings)
}
