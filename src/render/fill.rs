//! What is fixed of a format, with a document's own put in.

/// A text with values in place of their names, which stand in double braces. No value is read
/// again: what a person typed is no name.
pub(crate) fn filled(text: &str, values: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        out.push_str(before);
        out.extend(
            values.iter().filter(|(known, _)| *known == name).map(|(_, value)| value.as_str()),
        );
        rest = after;
    }
    out.push_str(rest);
    out
}
