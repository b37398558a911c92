//! The subject of a letter: behind a label, with a reference, or a title that stands first.

use super::receiver::Receiver;
use crate::import::source::{Para, Style};
use crate::import::words::{count, is, shape};

/// Most bytes of a subject.
const LONGEST_SUBJECT: usize = 250;

/// Whether a short line names an application by its number: `26/01947/OUT`.
fn references(text: &str) -> bool {
    let fits = |name: &str| shape(name).is_match(text);
    count(text) <= 25 && !text.ends_with('.') && fits("application") && fits("refers")
}

/// Takes the subject out of the head or the body: the paragraph, and whether it is certain. What
/// only says what follows it goes to the labels.
pub(super) fn subject_of(
    head: &mut Vec<Para>,
    body: &mut Vec<Para>,
    labels: &mut Vec<Para>,
    receiver: &mut Receiver,
) -> Option<(Para, bool)> {
    let known = |para: &Para| label_of(&para.text, "subject_labels").is_some();
    let re = |para: &Para| {
        // `Our ref: (leave blank)` refers to nothing.
        let of = label_of(&para.text, "reference_labels");
        of.is_some_and(|of| !of.starts_with('(')) || references(&para.text)
    };
    // Behind the greeting it may stand first.
    let first = body.len() > 1 && known(&body[0]) && !body[0].text.contains('\n');
    let of_mail = head.iter().any(|para| label_of(&para.text, "mail_labels").is_some());
    // The subject of the mail that the letter came in is not that of a letter that has a title.
    let titled = of_mail && body.len() > 1 && is_title(&body[0]);
    let found = head.iter().rposition(known).filter(|_| !titled).map(|at| head.remove(at));
    if let Some(para) = found.or_else(|| first.then(|| body.remove(0))) {
        let colon = para.text.find(':').map_or(0, |at| at + 1);
        let subject = para.slice(colon..para.text.len()).trimmed();
        let sent_on = shape("sent_on").find(&subject.text).map_or(0, |found| found.end());
        let subject = subject.slice(sent_on..subject.text.len());
        return Some((subject, sent_on == 0 && !of_mail));
    }
    let near = body.iter().take(2).position(re).filter(|at| count(&body[*at].text) <= 30);
    let labelled = near.is_some_and(|at| label_of(&body[at].text, "reference_labels").is_some());
    if let Some(at) = head.iter().position(re).filter(|_| !labelled) {
        receiver.sees_reference(&head[at].text, references(&head[at].text));
        return Some((described(head, at, labels), true));
    }
    let at = near.or_else(|| body.first().filter(|para| is_title(para)).map(|_| 0))?;
    receiver.sees_reference(&body[at].text, references(&body[at].text));
    let named = re(&body[at]);
    let exact = named || body[at].stands_out();
    let whole = body.len() > 1 && (named || body[at].cut().len() == 1);
    whole.then(|| (body.remove(at), exact))
}

/// A line with a reference, and the lines behind it that say what it is: `Description: …`.
fn described(head: &mut Vec<Para>, at: usize, labels: &mut Vec<Para>) -> Para {
    let (mut para, mut joint) = (head.remove(at), ": ");
    while let Some(next) = head.get(at) {
        let Some(rest) = label_of(&next.text, "described_labels") else { break };
        if para.text.len() + rest.len() > LONGEST_SUBJECT {
            break;
        }
        let start = next.text.len() - rest.len();
        labels.push(next.slice(0..start).trimmed());
        let rest = next.slice(start..next.text.len()).trimmed();
        para.text.push_str(joint);
        joint = ", ";
        para.append(&rest);
        head.remove(at);
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
    para.style == Style::Plain
        && count(text) <= 15
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "‘“\"".contains(c))
        && !text.ends_with(['.', ',', ':', ';', '…', '?', '!'])
        && !is(first, "no_title")
        && !text.contains("__")
}
