//! What a placeholder asks for: one of the questions that every pack shares, or one of its own.

use super::choices;
use super::gaps::{Found, Shape};
use super::lists::{
    ADDRESS, BESIDE_PERSON, CONTACT, DATES, FILLERS, OWN_WORDS, PERSON, PLACES, TELLS, TO_FILL,
};
use super::words::{all, any, words};
use crate::model::Kind;

/// What becomes of a placeholder.
#[derive(Clone, Debug, PartialEq)]
pub enum Use {
    /// These shared questions answer it.
    Shared(Vec<&'static str>),
    /// A question of its own.
    Own(Kind),
    /// A choice between these words.
    Choose(Vec<String>),
    /// It tells the person what to do; it is shown to the campaigner and left out.
    Instruction,
    /// It stays as it is written.
    Literal,
}

/// What a placeholder was taken for.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::adapt) struct Meaning {
    pub(in crate::adapt) becomes: Use,
    /// Whether there is little doubt.
    pub(in crate::adapt) sure: bool,
}

/// How words that stand alone, such as a heading, are read.
pub(in crate::adapt) const BARE: Shape = Shape::Square;

/// The words that say what is asked for.
pub(super) fn core(label: &str) -> Vec<String> {
    let mut core = words(label);
    core.retain(|word| !FILLERS.contains(&word.as_str()));
    core
}

/// What the words between two signs ask for.
pub(in crate::adapt) fn of_label(label: &str, shape: &Shape) -> Meaning {
    // An example in it does not say what is asked.
    let label = &super::wording::parted(label).0;
    let said = words(label);
    if let Some((options, sure)) = choices::inside(label)
        && (sure || !any(&said, TO_FILL) && !is_known(&core(label)))
    {
        return Meaning { becomes: Use::Choose(options), sure };
    }
    let core = core(label);
    if let Some(ids) = shared(&core, &said) {
        return Meaning { becomes: Use::Shared(ids), sure: true };
    }
    let first = said.first().map(String::as_str).unwrap_or_default();
    let tells = TELLS.contains(&first) || first == "please" && any(&said, TELLS);
    if any(&core, OWN_WORDS) || said.len() > 12 && !tells {
        // `[choose a reason]` tells, `[use your own words]` asks.
        let asks = !tells || any(&said, &["own", "words", "story", "experience"]);
        if asks {
            return Meaning { becomes: Use::Own(Kind::OwnWords), sure: said.len() > 1 };
        }
    }
    if any(&said, &["words"]) && any(&said, &["own"]) {
        return Meaning { becomes: Use::Own(Kind::OwnWords), sure: true };
    }
    if tells {
        return Meaning { becomes: Use::Instruction, sure: false };
    }
    own(&core, &said, shape)
}

/// What has a number for a name, which nobody counts.
const NAMED_BY_NUMBER: &[&str] = &[
    "reference",
    "ref",
    "name",
    "membership",
    "route",
    "bus",
    "house",
    "flat",
    "door",
    "account",
    "customer",
    "staff",
    "case",
    "policy",
    "nhs",
    "room",
];

/// A question of the pack's own.
fn own(core: &[String], said: &[String], shape: &Shape) -> Meaning {
    let number = any(core, &["number", "amount", "figure", "many", "percentage"])
        && !any(core, NAMED_BY_NUMBER);
    let kind = match () {
        () if number => Kind::Number,
        () if any(core, &["date"]) => Kind::Date,
        () => Kind::Text,
    };
    let marked = matches!(shape, Shape::Field | Shape::Angle | Shape::Brace | Shape::Capitals);
    let first = said.first().map(String::as_str).unwrap_or_default();
    let told = ["insert", "enter", "add", "state", "specify", "give", "put", "fill", "type"];
    let sure = said.len() <= 12 && told.contains(&first)
        || said.len() <= 6 && (marked || any(said, TO_FILL) || is_place(core));
    Meaning { becomes: Use::Own(kind), sure }
}

fn is_place(core: &[String]) -> bool {
    all(core, PLACES)
}

fn is_known(core: &[String]) -> bool {
    shared(core, core).is_some()
        || is_place(core)
        || any(core, PERSON)
        || any(core, &["address", "postcode", "date", "mp", "town", "council"])
}

/// Whether the words ask for the person's name, address, postcode, a date or how to reach them:
/// what is a placeholder even between round brackets.
pub(super) fn is_personal(said: &[String]) -> bool {
    let mut core = said.to_vec();
    core.retain(|word| !FILLERS.contains(&word.as_str()));
    let ids = shared(&core, said).unwrap_or_default();
    ids.iter().any(|id| ["name", "address", "postcode", "contact"].contains(id))
        || ids == ["dated"] && any(said, &["today", "insert"])
        || said == ["date"]
}

/// The shared questions that answer it.
fn shared(core: &[String], said: &[String]) -> Option<Vec<&'static str>> {
    let has = |of: &[&str]| any(core, of);
    let mp = has(&["mp", "mps"]) || has(&["parliament"]) && has(&["member"]);
    if has(&["constituency", "constituencies"]) && !has(&["address"]) {
        return Some(vec!["mp.constituency"]);
    }
    let beside_mp = ["mp", "mps", "member", "parliament", "surname", "lastname", "title", "of"];
    if mp
        && core.iter().all(|w| {
            beside_mp.contains(&w.as_str())
                || PERSON.contains(&w.as_str())
                || BESIDE_PERSON.contains(&w.as_str())
        })
    {
        return Some(vec!["mp.name"]);
    }
    let council = has(&["council", "borough"]) || has(&["authority"]) && any(said, &["local"]);
    let beside =
        ["council", "authority", "borough", "name", "city", "district", "county", "or", "town"];
    if council && all(core, &beside) {
        return Some(vec!["area"]);
    }
    if all(core, &["area"]) {
        return Some(vec!["area"]);
    }
    if has(&["contact", "email", "mail", "phone", "telephone", "tel", "mobile"])
        && all(core, CONTACT)
    {
        return Some(vec!["contact"]);
    }
    if has(&["date", "dated", "today"]) && all(core, DATES)
        || all(core, &["dd", "mm", "yyyy", "yy"])
    {
        return Some(vec!["dated"]);
    }
    if has(&["story", "experience", "experiences"])
        && all(
            core,
            &[
                "story",
                "experience",
                "experiences",
                "personal",
                "words",
                "share",
                "tell",
                "or",
                "and",
            ],
        )
    {
        return Some(vec!["story"]);
    }
    personal(core)
}

/// The person's name, address and postcode, one or several.
fn personal(core: &[String]) -> Option<Vec<&'static str>> {
    let mut ids = Vec::new();
    let is = |of: &'static [&'static str]| move |w: &String| of.contains(&w.as_str());
    let post = |w: &String| ["postcode", "post", "code", "zip"].contains(&w.as_str());
    let postcode = core.iter().any(|w| w == "postcode" || w == "zip")
        || any(core, &["post"]) && any(core, &["code"]);
    let address = core.iter().any(|w| w.starts_with("address"))
        || any(core, &["street", "road"]) && any(core, &["house", "number"]);
    let name = core.iter().any(is(PERSON));
    let known = |w: &String| {
        name && (is(PERSON)(w) || is(BESIDE_PERSON)(w))
            || address && is(ADDRESS)(w)
            || postcode && (post(w) || w == "and" || w == "full" || w == "home")
    };
    if core.is_empty() || !core.iter().all(known) {
        return None;
    }
    if name {
        ids.push("name");
    }
    if address {
        ids.push("address");
    }
    if postcode {
        ids.push("postcode");
    }
    (!ids.is_empty()).then_some(ids)
}

/// What a placeholder without a context of its own asks for.
pub(super) fn of(found: &Found) -> Option<Meaning> {
    match &found.shape {
        Shape::Blank => None,
        Shape::Date => Some(Meaning { becomes: Use::Own(Kind::Date), sure: false }),
        Shape::Choices(options) if options.len() > 1 => {
            Some(Meaning { becomes: Use::Choose(options.clone()), sure: true })
        }
        Shape::Choices(_) => None,
        Shape::Highlight => Some(Meaning { sure: false, ..of_label(&found.inside, &found.shape) }),
        _ if found.inside.chars().all(|c| "_xX .…".contains(c)) => None,
        // `(insert …)` says no more than a blank.
        _ if all(
            &words(&found.inside),
            &["insert", "enter", "add", "fill", "in", "type", "here"],
        ) =>
        {
            None
        }
        shape => Some(of_label(&found.inside, shape)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(label: &str) -> String {
        let Meaning { becomes, sure } = of_label(label, &Shape::Square);
        let what = match becomes {
            Use::Shared(ids) => ids.join("+"),
            Use::Own(kind) => kind.name().to_string(),
            Use::Choose(options) => options.join("|"),
            Use::Instruction => "instruction".into(),
            Use::Literal => "literal".into(),
        };
        format!("{label} = {what}{}", if sure { "" } else { "?" })
    }

    #[test]
    fn labels_that_people_use() {
        let labels = [
            "insert your MP's name",
            "name of MP",
            "MP",
            "YOUR MP",
            "Title and surname of MP",
            "MP's address",
            "YOUR NAME",
            "full name",
            "First name",
            "FirstName",
            "Print name",
            "Name and address",
            "your address and postcode",
            "Address line 1",
            "house number and street",
            "postcode",
            "Post code",
            "date",
            "insert today's date",
            "date of your visit",
            "your constituency",
            "name of constituency",
            "MP's constituency",
            "email address",
            "phone number",
            "your contact details",
            "your council",
            "name of local authority",
            "your area",
            "town",
            "your town/city",
            "name of hospital",
            "your local GP surgery",
            "organisation",
            "say here why this matters to you",
            "your story",
            "add your own experience here",
            "use your own words",
            "explain how this affects you",
            "number of years",
            "choose one of the points below",
            "optional",
            "delete as appropriate",
            "he/she",
            "support / oppose",
            "support/oppose - delete as appropriate",
            "the Government",
            "insert a short paragraph",
            "add one or two sentences about your own life",
            "bus number",
            "name of child",
            "councillor's name",
            "mp.name",
            "your job",
            "reasons",
        ];
        insta::assert_snapshot!(labels.map(told).join("\n"));
    }
}
