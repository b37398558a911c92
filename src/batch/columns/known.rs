//! What forms call the things that every form asks: other names of the shared questions.

/// Ids, likeliest first, and folded headings that mean them.
const NAMES: [(&[&str], &[&str]); 10] = [
    (
        &["name"],
        &[
            "full name",
            "your name",
            "your full name",
            "name in full",
            "first and last name",
            "name of respondent",
            "respondent name",
            "signed",
            "signature",
            "signed by",
        ],
    ),
    (&["email", "contact"], &EMAIL),
    (
        &["telephone", "contact"],
        &[
            "phone",
            "phone number",
            "your phone number",
            "telephone number",
            "tel",
            "tel no",
            "telephone no",
            "mobile",
            "mobile number",
            "mobile phone",
            "contact number",
            "contact telephone number",
            "your telephone number",
        ],
    ),
    (&["postcode"], &POSTCODE),
    (
        &["address"],
        &[
            "your address",
            "home address",
            "street address",
            "postal address",
            "full address",
            "your full address",
            "house number and street",
            "your home address",
        ],
    ),
    (
        &["area"],
        &[
            "council",
            "your council",
            "local council",
            "local authority",
            "council area",
            "your local council",
            "your local authority",
        ],
    ),
    (
        &["mp.constituency"],
        &[
            "constituency",
            "your constituency",
            "parliamentary constituency",
            "westminster constituency",
        ],
    ),
    (&["mp.name"], &["mp", "your mp", "name of mp", "name of your mp", "member of parliament"]),
    (
        &["organisation"],
        &[
            "organisation name",
            "name of organisation",
            "organization",
            "organization name",
            "name of organization",
            "group",
            "name of group",
            "group name",
        ],
    ),
    (&["story"], &["your story", "your experience", "in your own words", "your own words"]),
];

const EMAIL: [&str; 8] = [
    "email",
    "e mail",
    "email address",
    "e mail address",
    "your email",
    "your email address",
    "contact email",
    "your e mail address",
];

const POSTCODE: [&str; 12] = [
    "postcode",
    "post code",
    "your postcode",
    "home postcode",
    "postal code",
    "your post code",
    "zip",
    "zip code",
    "zip postal code",
    "zip postcode",
    "postcode zip",
    "postal zip code",
];

/// Headings of two columns that make a name between them.
const FIRST: [&str; 6] =
    ["first name", "first names", "forename", "given name", "your first name", "christian name"];
const LAST: [&str; 5] = ["last name", "surname", "family name", "your last name", "second name"];

/// Headings of the further lines of an address, in their order.
const LINES: [&[&str]; 5] = [
    &["address line 1", "address 1", "line 1", "address line one"],
    &["address line 2", "address 2", "line 2", "address line two"],
    &["address line 3", "address 3", "line 3", "address line three"],
    &["town", "city", "town or city", "town city", "village or town", "post town"],
    &["county"],
];

/// Ids that a folded heading may mean, likeliest first.
pub(super) fn ids(folded: &str) -> &'static [&'static str] {
    let found = NAMES.iter().find(|(_, names)| names.contains(&folded));
    found.map_or(&[], |(ids, _)| ids)
}

/// The usual names of a question.
pub(super) fn names(id: &str) -> &'static [&'static str] {
    let found = NAMES.iter().find(|(ids, _)| ids.contains(&id));
    found.map_or(&[], |(_, names)| names)
}

/// Whether a heading is that of a column of e-mail addresses.
pub(super) fn is_email(folded: &str) -> bool {
    EMAIL.contains(&folded)
}

/// Whether a heading is that of a column of postcodes.
pub(super) fn is_postcode(folded: &str) -> bool {
    POSTCODE.contains(&folded)
}

/// Whether a heading is that of a column of whole names.
pub(super) fn is_name(folded: &str) -> bool {
    folded == "name" || ids(folded) == ["name"]
}

/// The columns of first and last names, where there is one of each.
pub(super) fn first_and_last(folded: &[String]) -> Option<Vec<usize>> {
    Some(vec![only(folded, &FIRST)?, only(folded, &LAST)?])
}

/// The columns of an address in lines, where the first of them is there; of an address that is
/// in a column already, the further ones.
pub(super) fn address_lines(folded: &[String], has_address: bool) -> Option<Vec<usize>> {
    let first = only(folded, LINES[0]);
    let further = LINES[1..].iter().filter_map(|names| only(folded, names));
    match (has_address, first) {
        (true, _) => Some(further.collect()),
        (false, Some(first)) => Some(std::iter::once(first).chain(further).collect()),
        (false, None) => None,
    }
}

/// The one column of these headings.
fn only(folded: &[String], names: &[&str]) -> Option<usize> {
    let mut found =
        folded.iter().enumerate().filter(|(_, heading)| names.contains(&heading.as_str()));
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}
