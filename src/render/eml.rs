//! An e-mail draft (RFC 5322) that a mail program opens to be sent: text and HTML, and on request
//! the document as PDF, with the files that are enclosed.

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::{BodyPart, MimePart};
use rapidhash::v3::rapidhash_v3;

use super::error::RenderError;
use super::options::Options;
use super::{html, pdf, text};
use crate::document::Document;
use crate::question::contact::email;
use crate::text::words::one_line;

/// The document as an e-mail draft. The same document gives the same bytes: the date is that on the
/// document, and names inside the file come of its words.
///
/// # Errors
/// An address that an e-mail cannot go to, or a PDF that cannot be set.
pub fn eml(document: &Document, options: &Options<'_>) -> Result<Vec<u8>, RenderError> {
    let address = options.to.or(document.email.as_deref());
    if let Some(address) = address.filter(|address| !is_address(address)) {
        return Err(RenderError::Address(address.escape_debug().to_string()));
    }
    let plain = text::text(document);
    let hash = rapidhash_v3(plain.as_bytes());
    let boundary = |which: &str| format!("=_{which}_{hash:016x}");
    let both = vec![
        MimePart::new("text/plain", plain.replace('\n', "\r\n")),
        MimePart::new("text/html", html::html(document, options.signature).replace('\n', "\r\n")),
    ];
    let mut whole = multipart("multipart/alternative", boundary("text"), both);
    let attached = attached(document, options)?;
    if !attached.is_empty() {
        let parts = std::iter::once(whole).chain(attached).collect();
        whole = multipart("multipart/mixed", boundary("files"), parts);
    }
    let noon = document.dated.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    let seconds = noon.map_or(0, |noon| noon.timestamp().as_second());
    let subject = document.subject.as_ref().unwrap_or(&document.title);
    let mut message = MessageBuilder::new()
        .date(seconds)
        .message_id(format!("{hash:016x}@sayso.invalid"))
        .subject(one_line(subject))
        .header("X-Unsent", Raw::new("1"))
        .header("Content-Language", Text::new(one_line(&document.language)));
    if let Some(address) = address {
        message = message.to(address);
    }
    let mut bytes = Vec::new();
    message.body(whole).serialize(&mut bytes);
    Ok(bytes)
}

/// The PDF if it was asked for, then the files that are enclosed.
fn attached<'a>(
    document: &Document,
    options: &Options<'a>,
) -> Result<Vec<MimePart<'a>>, RenderError> {
    let mut parts = Vec::new();
    if options.attach_pdf {
        let pdf = pdf::pdf(document, options)?;
        parts.push(MimePart::new("application/pdf", pdf).attachment("letter.pdf"));
    }
    for file in options.enclosures {
        let part = MimePart::new("application/octet-stream", file.bytes.as_slice());
        parts.push(part.attachment(one_line(&file.name)));
    }
    Ok(parts)
}

/// Parts together. The library's own boundary comes of the clock; this one does not.
fn multipart<'a>(kind: &'static str, boundary: String, parts: Vec<MimePart<'a>>) -> MimePart<'a> {
    let kind = ContentType::new(kind).attribute("boundary", boundary);
    MimePart::new(kind, BodyPart::Multipart(parts))
}

/// Whether a text is one address of the plain kind (RFC 5321's Mailbox without quotes): a mistake
/// must not send a letter to somebody else, and nothing typed may become a header.
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    email(text).is_ok() && local.len() <= 64 && domain.len() <= 255 && domain.contains('.') && !dots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_plain_address_is_taken() {
        for good in ["a@example.org", "first.last+tag@mail.example.co.uk", "o'neil@example.org"] {
            assert!(is_address(good), "{good}");
        }
        for wrong in [
            "",
            "a",
            "a@b",
            "a@example.org\nBcc: b@example.org",
            "a@example.org, b@example.org",
            "A <a@example.org>",
            "a b@example.org",
            "a@exämple.org",
            ".a@example.org",
            "a@-example.org",
            "a@example..org",
            "\"a\"@example.org",
        ] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
