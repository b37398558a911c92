//! XML as Word writes it, token by token. Nothing is expanded, and nothing nests without bound.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::import::error::ImportError;
use crate::limits;

/// A token.
pub(in crate::import::read) enum Token<'t> {
    /// An element begins.
    Open(Element<'t>),
    /// An element ends: its name without prefix.
    Close(&'t str),
    /// Words, references resolved.
    Words(&'t str),
}

/// The beginning of an element.
pub(in crate::import::read) struct Element<'t>(&'t BytesStart<'t>);

impl Element<'_> {
    /// Its name without prefix.
    pub(in crate::import::read) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    pub(in crate::import::read) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        // Comparing each with all before it takes long where there are many.
        let found = all.with_checks(false).flatten();
        let mut found = found.filter(|a| a.key.local_name().into_inner() == name);
        found.next().map(|a| match a.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => a.value.to_string(),
        })
    }

    /// The same; empty where there is none.
    pub(in crate::import::read) fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default()
    }

    /// Whether a switch such as `<w:b/>` is on.
    pub(in crate::import::read) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Reads XML and hands each token on.
///
/// # Errors
/// [`ImportError::BrokenWord`] where it is cut off, not well formed or nested too deep.
pub(in crate::import::read) fn walk(
    xml: &str,
    mut take: impl FnMut(Token<'_>),
) -> Result<(), ImportError> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| ImportError::BrokenWord)? {
            Event::Start(start) => {
                depth += 1;
                if depth > limits::WORD_DEPTH {
                    return Err(ImportError::BrokenWord);
                }
                take(Token::Open(Element(&start)));
            }
            Event::Empty(start) => {
                take(Token::Open(Element(&start)));
                take(Token::Close(start.local_name().into_inner()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                take(Token::Close(end.local_name().into_inner()));
            }
            Event::Text(text) => take(Token::Words(&text)),
            Event::CData(text) => take(Token::Words(&text)),
            Event::GeneralRef(reference) => {
                let mut buffer = [0; 4];
                let words = match reference.resolve_char_ref() {
                    Ok(Some(c)) => &*c.encode_utf8(&mut buffer),
                    // What XML does not know by name stands for nothing here.
                    _ => resolve_predefined_entity(&reference).unwrap_or_default(),
                };
                take(Token::Words(words));
            }
            Event::Eof if depth > 0 => return Err(ImportError::BrokenWord),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
