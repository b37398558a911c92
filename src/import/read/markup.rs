//! XML as Word writes it and web pages as anybody does, token by token. Nothing is expanded.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use crate::limits;

/// A token.
pub(super) enum Token<'t> {
    /// An element begins.
    Open(Element<'t>),
    /// An element ends: its name without prefix.
    Close(&'t str),
    /// Words, references resolved.
    Words(&'t str),
}

/// The beginning of an element.
pub(super) struct Element<'t>(&'t BytesStart<'t>);

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.html_attributes();
        // Comparing each with all before it takes long where there are many.
        let found = all.with_checks(false).flatten();
        let mut found =
            found.filter(|a| a.key.local_name().into_inner().eq_ignore_ascii_case(name));
        found.next().map(|a| match a.normalized_value(quick_xml::XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => a.value.to_string(),
        })
    }

    /// All attributes, their names without prefix.
    pub(super) fn all(&self) -> impl Iterator<Item = (String, String)> {
        let mut all = self.0.html_attributes();
        all.with_checks(false);
        all.flatten().map(|a| (a.key.local_name().into_inner().to_string(), a.value.to_string()))
    }

    /// The same; empty where there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default()
    }

    /// Whether a switch such as `<w:b/>` is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Why a text could not be read to its end: it is cut off, not well formed or nested too deep.
#[derive(Debug)]
pub(super) struct Unreadable;

/// Reads markup and hands each token on. XML is well formed, or refused; the tags of a web page are
/// taken as they come, since few pages are well formed. An element that is not to be looked into is passed over.
///
/// # Errors
/// [`Unreadable`].
pub(super) fn walk(
    text: &str,
    is_page: bool,
    mut take: impl FnMut(Token<'_>) -> bool,
) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(text);
    if is_page {
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
    }
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Unreadable)? {
            Event::Start(start) => {
                depth += usize::from(!is_page);
                if depth > limits::WORD_DEPTH {
                    return Err(Unreadable);
                }
                if !take(Token::Open(Element(&start))) {
                    reader.read_to_end(start.name()).map_err(|_| Unreadable)?;
                    depth = depth.saturating_sub(1);
                }
                continue;
            }
            Event::Empty(start) => {
                let name = start.local_name().into_inner();
                take(Token::Open(Element(&start))) && take(Token::Close(name))
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                take(Token::Close(end.local_name().into_inner()))
            }
            Event::Text(text) => take(Token::Words(&text)),
            Event::CData(text) => take(Token::Words(&text)),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => take(Token::Words(c.encode_utf8(&mut [0; 4]))),
                // A name that nobody knows stands for nothing.
                _ => take(Token::Words(resolve_html5_entity(&reference).unwrap_or_default())),
            },
            Event::Eof if depth > 0 => return Err(Unreadable),
            Event::Eof => return Ok(()),
            _ => true,
        };
    }
}
