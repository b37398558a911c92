//! `pack.yaml` of a pack that was made, with a note for each key.

use jiff::civil::Date;

use super::letter::Asked;
use super::{PUBLISHER, yaml};

/// What goes into it.
pub(super) struct Pack<'p> {
    pub(super) head: &'p str,
    pub(super) title: &'p str,
    pub(super) summary: &'p str,
    pub(super) today: Date,
    pub(super) questions: &'p [Asked],
    /// The text of `sources`; empty for a note on how to add one.
    pub(super) sources: &'p str,
    /// The text of `concerns`; empty for none.
    pub(super) concerns: &'p str,
}

impl Pack<'_> {
    /// Its text.
    pub(super) fn text(&self) -> String {
        let mut out = yaml::comment(self.head, "");
        out.push_str("\n# What people see in a list.\n");
        out.push_str(&format!("title: {}\n", yaml::scalar(self.title)));
        out.push_str(&format!("summary: {}\n", yaml::scalar(self.summary)));
        out.push_str(
            "\n# TO CHANGE: your group and where to find it. It is shown before anybody writes.\n",
        );
        out.push_str(&format!("publisher: {PUBLISHER}\n"));
        out.push_str(
            "\n# The licence of your text. CC-BY-4.0 lets others use it if they say whose it is.\n",
        );
        out.push_str("licence: CC-BY-4.0\n");
        out.push_str("\n# The day on which you last changed it.\n");
        out.push_str(&format!("updated: {}\n", self.today));
        out.push_str(if self.sources.is_empty() { SOURCES } else { self.sources });
        if !self.questions.is_empty() {
            out.push_str(
                "\n# What is asked besides name, address and what else every pack shares.\n",
            );
            out.push_str("questions:\n");
            for asked in self.questions {
                out.push_str(&asked.yaml());
            }
        }
        out.push_str(self.concerns);
        out
    }
}

/// How to add a source, as a note.
const SOURCES: &str = "
# Where your figures and statements come from. Take the # away from these lines, change them, and
# write {{cite \"count\"}} in the letter, behind the sentence that rests on it.
# sources:
#   count:
#     title: The document
#     publisher: Who published it
#     date: 2026-09
#     url: https://example.org/document
#     checked: 2026-11-21
#     review_by: 2027-11
";
