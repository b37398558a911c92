//! Addresses that text links to, or that stand in it.

use crate::document::{Inline, Span, address};

/// A link's address in the characters that an address may have, or none where it is not one to follow.
pub(crate) fn uri(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once(':')?;
    let is_page = scheme.to_ascii_lowercase().starts_with("http");
    if address::is_foreign(link) || is_page && !rest.starts_with("//") {
        return None;
    }
    let mut out = String::with_capacity(link.len());
    for byte in link.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(out)
}

/// Plain text with its web addresses as links.
pub(crate) fn linked(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some(start) = ["https://", "http://"].iter().filter_map(|s| rest.find(s)).min() {
        let end = rest[start..].find(char::is_whitespace).map_or(rest.len(), |i| start + i);
        let address =
            rest[start..end].trim_end_matches(['.', ',', ';', ':', ')', ']', '>', '”', '’']);
        push_text(&mut inlines, &rest[..start], None);
        push_text(&mut inlines, address, Some(address));
        rest = &rest[start + address.len()..];
    }
    push_text(&mut inlines, rest, None);
    inlines
}

fn push_text(inlines: &mut Vec<Inline>, text: &str, link: Option<&str>) {
    if !text.is_empty() {
        let link = link.map(str::to_owned);
        inlines.push(Inline::Text(Span { text: text.into(), link, ..Span::default() }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_can_be_followed_become_links() {
        assert_eq!(
            uri("https://example.org/a?b=c#d").as_deref(),
            Some("https://example.org/a?b=c#d")
        );
        assert_eq!(
            uri("HTTPS://example.org/ŵ x").as_deref(),
            Some("HTTPS://example.org/%C5%B5%20x")
        );
        assert_eq!(uri("mailto:a@example.org").as_deref(), Some("mailto:a@example.org"));
        for no in ["javascript:alert(1)", "page.html", "#part", "file:///etc/passwd", ""] {
            assert_eq!(uri(no), None, "{no}");
        }
    }

    #[test]
    fn addresses_in_notes_end_before_the_full_stop() {
        let found: Vec<(String, bool)> = linked("See (https://example.org/a.b), page 4.")
            .into_iter()
            .filter_map(|i| match i {
                Inline::Text(span) => Some((span.text, span.link.is_some())),
                _ => None,
            })
            .collect();
        let expected = [("See (", false), ("https://example.org/a.b", true), ("), page 4.", false)];
        assert_eq!(found, expected.map(|(t, l)| (t.to_owned(), l)));
    }
}
