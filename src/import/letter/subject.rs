//! The subject of a letter: behind a label, with a reference, or a title that stands first.

use crate::import::source::{Para, Style};
use crate::import::words::{count, is, shape};

/// Most bytes of a subject.
const LONGEST_SUBJECT: usize = 250;

/// Whether words name an application by its number: `26/01947/OUT`.
pub(super) fn names_application(text: &str) -> bool {
    shape("application").is_match(text) && shape("refers").is_match(text)
}

/// Takes the subject out of the head or the body: the paragraph, and whether it is certain.
pub(super) fn subject_of(head: &mut Vec<Para>, body: &mut Vec<Para>) -> Option<(Para, bool)> {
    let known = |para: &Para| label_of(&para.text, "subject_labels").is_some();
    // Behind the greeting it may stand first.
    let first = body.len() > 1 && known(&body[0]) && !body[0].text.contains('\n');
    let of_mail = head.iter().any(|para| label_of(&para.text, "mail_labels").is_some());
    // The subject of the mail that the letter came in is not that of a letter that has a title.
    let titled = of_mail && body.len() > 1 && is_title(&body[0]);
    let found = head.iter().rposition(known).filter(|_| !titled).map(|at| head.remove(at));
    if let Some(para) = found.or_else(|| first.then(|| body.remove(0))) {
        let said = para.text.split_once(':').map_or("", |(_, said)| said.trim());
        let subject = Para::plain(para.line, shape("sent_on").replace(said, ""));
        let exact = subject.text == said && !of_mail;
        return Some((subject, exact));
    }
    // `Our ref: (leave blank)` refers to nothing.
    let label = |para: &Para| {
        label_of(&para.text, "reference_labels").is_some_and(|of| !of.starts_with('('))
    };
    let names = |para: &Para| {
        let text = para.text.as_str();
        count(text) <= 25 && !text.ends_with('.') && names_application(text)
    };
    let near = body.iter().take(2).position(|para| count(&para.text) <= 30 && label(para));
    let above = || head.iter().position(|para| label(para) || names(para));
    if let (None, Some(at)) = (near, above()) {
        return Some((described(head, at), true));
    }
    let at = near.or_else(|| body.iter().take(2).position(names));
    let named = at.is_some();
    let at = at.or_else(|| body.first().filter(|para| is_title(para)).map(|_| 0))?;
    let exact = named || body[at].stands_out();
    let whole = body.len() > 1 && (named || body[at].cut().len() == 1);
    whole.then(|| (body.remove(at), exact))
}

/// A line with a reference, and what the lines behind it say of it: `Description: …`.
fn described(head: &mut Vec<Para>, at: usize) -> Para {
    let said = head[at + 1..].iter().map_while(|next| label_of(&next.text, "described_labels"));
    let said = said.collect::<Vec<_>>().join(", ");
    let mut para = head.remove(at);
    if !said.is_empty() && para.text.len() + said.len() <= LONGEST_SUBJECT {
        para.text.push_str(&format!(": {said}"));
    }
    para
}

/// What follows a label and its colon.
fn label_of<'t>(text: &'t str, labels: &str) -> Option<&'t str> {
    let (label, rest) = text.split_once(':')?;
    (is(label, labels) && !rest.trim().is_empty()).then(|| rest.trim_start())
}

/// Whether the first words behind the greeting are a title: bold or a heading, or a short line
/// that is no sentence.
fn is_title(para: &Para) -> bool {
    let text = para.text.trim();
    if para.stands_out() {
        let open = text.starts_with(|c: char| "[{<(«%".contains(c));
        return text.len() <= LONGEST_SUBJECT && !open && !text.ends_with(',');
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    let fits = shape("title").is_match(text) && !is(first, "no_title");
    fits && para.style == Style::Plain && count(text) <= 15 && !text.contains("__")
}
