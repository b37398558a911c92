//! A receiver of the letter's own: an office that no shipped kind of receiver is, such as a chief
//! executive. The letter's address, greeting and closing are kept.

use jiff::civil::Date;

use super::layout::{Layout, Why};
use super::words::{any, words};
use super::{gaps, yaml};
use crate::adapt::source::Para;
use crate::question::calendar::MONTHS;

/// What `--to` calls it.
pub(super) const OTHER: &str = "other";

/// Id of the destination in the pack.
pub(super) const ID: &str = "receiver";

/// A receiver of the letter's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Other {
    /// Who it is, in the middle of a sentence.
    pub(super) who: String,
    recipient: Vec<String>,
    salutation: String,
    closing: String,
}

/// Offices that letters go to and that no shipped kind of receiver is.
const OFFICES: &[&str] = &[
    "chief",
    "executive",
    "director",
    "minister",
    "secretary",
    "editor",
    "commissioner",
    "governor",
    "governors",
    "headteacher",
    "principal",
    "manager",
    "bishop",
    "mayor",
    "president",
    "ambassador",
    "inspector",
    "trustees",
    "ombudsman",
    "chancellor",
    "police",
    "lord",
    "warden",
];

/// Whether a greeting names an office that no shipped kind of receiver is.
pub(super) fn is_greeted(layout: &Layout) -> bool {
    let Some(greeting) = &layout.greeting else { return false };
    let said = words(&greeting.text);
    gaps::find(greeting).is_empty() && any(&said, OFFICES) && !is_health_secretary(layout, &said)
}

/// The Secretary of State for Health has a kind of their own; with no department named the letter
/// is taken to go there.
fn is_health_secretary(layout: &Layout, greeting: &[String]) -> bool {
    let text = greeting.join(" ");
    if text.contains("health secretary") {
        return true;
    }
    if !text.contains("secretary of state") {
        return false;
    }
    let head = layout.aside.iter().map(|aside| &aside.para);
    let all = head.chain(&layout.body).map(|para| words(&para.text).join(" "));
    let all: Vec<String> = all.chain([text]).collect();
    let mut departments = all.iter().flat_map(|t| t.split("secretary of state for ").skip(1));
    departments.all(|d| d.starts_with("health") || d.starts_with("the health"))
}

/// The receiver of the letter's own; none where it greets nobody.
pub(super) fn of(layout: &Layout) -> Option<Other> {
    let greeting = layout.greeting.as_ref()?;
    let recipient = recipient(layout);
    let open = !gaps::find(greeting).is_empty();
    let salutation = plain(greeting.text.trim_end_matches([',', ':', ';', ' ']));
    let name = salutation.split_once(' ').map_or("", |(_, name)| name).to_string();
    let salutation = if open { "Dear Sir or Madam".to_string() } else { salutation };
    let who = match recipient.first() {
        Some(first) => {
            first.strip_prefix("The ").map_or(first.clone(), |rest| format!("the {rest}"))
        }
        None if open || name.is_empty() => "somebody".into(),
        None => format!("the {name}"),
    };
    let closing = layout.closing.as_ref().filter(|line| gaps::find(line).is_empty());
    let closing = closing.map(|line| plain(line.text.trim_end_matches([',', '.', ' '])));
    Some(Other {
        who,
        recipient,
        salutation,
        closing: closing.unwrap_or_else(|| "Yours faithfully".into()),
    })
}

/// The lines above the greeting that are the receiver's: the last ones that leave nothing open.
fn recipient(layout: &Layout) -> Vec<String> {
    let head: Vec<&Para> =
        layout.aside.iter().filter(|a| a.why == Why::Layout).map(|a| &a.para).collect();
    let theirs =
        head.iter().rev().take_while(|line| gaps::find(line).is_empty() && !is_date(&line.text));
    let mut lines: Vec<String> = theirs.take(8).map(|line| plain(&line.text)).collect();
    lines.reverse();
    lines
}

fn is_date(line: &str) -> bool {
    let said = words(line);
    said.len() <= 5 && (any(&said, &MONTHS) || any(&said, &["date"]))
}

/// A line without signs that the template language would read.
fn plain(text: &str) -> String {
    let text: String = text.chars().take(200).collect();
    let text = text.replace('{', "(").replace('}', ")").replace('\\', "/");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Other {
    /// The file `destinations.yaml`.
    pub(super) fn text(&self, today: Date) -> String {
        let mut out = yaml::comment(
            "Whom the letter goes to, taken from the letter: nobody that sayso knows. Look at each line; a line that comes out empty is left out.",
            "",
        );
        out.push_str(&format!("- id: {ID}\n  title: {}\n", yaml::quoted(&self.who)));
        out.push_str("  sender: [\"{{name}}\", \"{{address}}\", \"{{postcode}}\", \"{{#if contact}}{{contact}}{{/if}}\"]\n");
        let fallback = [self.who.clone()];
        let lines = if self.recipient.is_empty() { &fallback[..] } else { &self.recipient };
        out.push_str("  recipient:\n");
        lines.iter().for_each(|line| out.push_str(&format!("    - {}\n", yaml::quoted(line))));
        out.push_str("  date: true\n");
        out.push_str(&format!("  salutation: {}\n", yaml::quoted(&self.salutation)));
        out.push_str(&format!("  closing: {}\n", yaml::quoted(&self.closing)));
        out.push_str("  signature: [\"{{name}}\"]\n  needs: [name, address, postcode]\n");
        out.push_str("  # Most words that are read: one side of paper.\n  words: 400\n");
        out.push_str(&format!("  as_of: \"{today}\"\n"));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::layout;
    use super::*;
    use crate::adapt::read::paragraphs;

    #[test]
    fn an_office_keeps_its_address_greeting_and_closing() {
        let text = "[Your name]\n[Your address]\n\n1 October 2026\n\nThe Chief Executive\nExample Water\n1 Pipe Street\n\nDear Chief Executive,\n\nThe brook is brown.\n\nYours faithfully,\n[name]";
        let layout = layout(&paragraphs(text).paras);
        assert!(is_greeted(&layout));
        insta::assert_snapshot!(of(&layout).expect("greeted").text(Date::constant(2026, 11, 21)));
    }

    #[test]
    fn only_the_health_secretary_is_known() {
        let greeted = |text: &str| is_greeted(&layout(&paragraphs(text).paras));
        assert!(!greeted("Dear Secretary of State\n\nThe ward is closed."));
        assert!(!greeted(
            "Secretary of State for Health and Social Care\n\nDear Secretary of State\n\nIt is closed."
        ));
        assert!(greeted(
            "Secretary of State for Education\n\nDear Secretary of State\n\nThe school is closed."
        ));
        assert!(greeted("Dear Home Secretary\n\nPlease."));
        assert!(!greeted("Dear Mr Sample\n\nPlease."));
        assert!(!greeted("Dear [name of director]\n\nPlease."));
    }
}
