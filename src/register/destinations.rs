//! Destinations: kinds of receiver, and what a document to each must look like and state.

use schemars::JsonSchema;
use serde::Deserialize;

/// One kind of receiver. Texts are Handlebars over the answers, plus `body` (name and rules of
/// the body chosen) where the person chose one; a line that comes out empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["id", "title"]))]
pub struct Destination {
    /// Id, with hyphens: `mp`, `nhs-board` …
    pub id: String,
    /// What it is: "Your Member of Parliament".
    pub title: String,
    /// Lines of the sender's block; none for forms that have no sender's block.
    pub sender: Vec<String>,
    /// Lines of the recipient's block.
    pub recipient: Vec<String>,
    /// Whether the date stands on it.
    pub date: bool,
    /// The whole salutation line.
    pub salutation: Option<String>,
    /// Id of the question that holds the person addressed: with an answer the letter closes
    /// "Yours sincerely", without one "Yours faithfully". None: see `closing`.
    pub named: Option<String>,
    /// Closing words that do not depend on `named`; none and no `salutation`: no closing.
    pub closing: Option<String>,
    /// Lines under the closing.
    pub signature: Vec<String>,
    /// Labelled facts that stand apart from the body.
    pub details: Option<DetailsSpec>,
    /// Whether it is read aloud to the receiver, so that its PDF is set in large type.
    pub aloud: bool,
    /// Within how many working days it has to answer; without, within a month.
    pub reply_working_days: Option<u32>,
    /// Questions (ids or groups) that a template for this destination must ask.
    pub needs: Vec<String>,
    /// E-mail address to which it may be sent, where there is one for everybody.
    pub email: Option<String>,
    /// Most words for the whole.
    pub words: Option<usize>,
    /// Most words for a part.
    pub part_words: Option<usize>,
    /// What to do with the finished document, a step each.
    pub next: Vec<String>,
    /// Where the rules come from.
    pub sources: Vec<String>,
    /// When the rules were last looked at: `YYYY-MM` or a day.
    pub as_of: String,
    /// Month or day by which to look again.
    pub review_by: Option<String>,
}

/// Labelled facts that stand apart from the body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Details")]
pub struct DetailsSpec {
    /// Heading of the block.
    pub heading: String,
    /// Whether it stands before the body.
    pub first: bool,
    /// The rows; one whose value comes out empty is left out.
    pub rows: Vec<RowSpec>,
}

/// One labelled fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Row")]
pub struct RowSpec {
    /// Label.
    pub label: String,
    /// Value, Handlebars; may have several lines.
    pub value: String,
}
