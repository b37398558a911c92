//! Questions as data: what is asked, of which kind, and when.

/// Id of the date on a document, an answer like any other: the day of writing unless given.
pub const DATED: &str = "dated";

/// What a question accepts. The name in YAML is the hyphenated one given with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `text`: one line.
    Text,
    /// `lines`: several short lines, such as an address.
    Lines,
    /// `own-words`: paragraphs that count as the person's own.
    OwnWords,
    /// `yes-no`.
    YesNo,
    /// `choice`: one of the options.
    Choice,
    /// `choices`: some of the options, in the order chosen.
    Choices,
    /// `number`.
    Number,
    /// `date`.
    Date,
    /// `date-time`.
    DateTime,
    /// `postcode`: a UK postcode.
    Postcode,
    /// `email`.
    Email,
    /// `telephone`.
    Telephone,
    /// `contact`: a telephone number or an e-mail address.
    Contact,
    /// `area`: a council, named as who sends the council tax bill.
    Area,
    /// `body`: a committee or board that serves the area.
    Body,
    /// `concerns`: points of the pack, in the order chosen, and points of one's own.
    Concerns,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Kind; 16] = [
        Kind::Text,
        Kind::Lines,
        Kind::OwnWords,
        Kind::YesNo,
        Kind::Choice,
        Kind::Choices,
        Kind::Number,
        Kind::Date,
        Kind::DateTime,
        Kind::Postcode,
        Kind::Email,
        Kind::Telephone,
        Kind::Contact,
        Kind::Area,
        Kind::Body,
        Kind::Concerns,
    ];

    /// The name in YAML.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Lines => "lines",
            Kind::OwnWords => "own-words",
            Kind::YesNo => "yes-no",
            Kind::Choice => "choice",
            Kind::Choices => "choices",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::DateTime => "date-time",
            Kind::Postcode => "postcode",
            Kind::Email => "email",
            Kind::Telephone => "telephone",
            Kind::Contact => "contact",
            Kind::Area => "area",
            Kind::Body => "body",
            Kind::Concerns => "concerns",
        }
    }

    /// The kind of a name in YAML.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Id, with underscores; dotted ids (`mp.name`) form a group (`mp`).
    pub id: String,
    /// The question as asked.
    pub ask: String,
    /// Why it is asked; shown for `?`.
    pub why: Option<String>,
    /// A line of help shown under the question.
    pub help: Option<String>,
    /// What it accepts.
    pub kind: Kind,
    /// Whether it must be answered.
    pub required: bool,
    /// What stands when nothing is given: Handlebars over the earlier answers
    /// (`{{today}}`, `{{salutation mp.name}}`), read as if typed.
    pub default: Option<String>,
    /// Asked only when all of these earlier answers hold.
    pub when: Vec<Condition>,
    /// Options of a `choice` or `choices`.
    pub options: Vec<Choice>,
    /// Where numbered suggestions come from; another answer may still be typed. With exactly
    /// one suggestion it is taken and not asked.
    pub suggest: Option<Suggest>,
    /// For a postcode: ids of the questions that it answers where it can, and that are asked only
    /// where it cannot. It is asked before them.
    pub fills: Vec<String>,
    /// Most items a list kind takes.
    pub most: Option<usize>,
    /// For own words: whether a sentence is meant, which Enter ends.
    pub short: bool,
    /// For own words: whether text given for all rows of a batch follows the person's own.
    pub shared_after: bool,
}

/// `when: {respond_as: individual}` or `{respond_as: [individual, professional]}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Id of an earlier question.
    pub question: String,
    /// The answers, as typed in YAML (`yes`/`no` for yes-no), one of which must have been given.
    pub is: Vec<String>,
}

/// An option of a `choice` or `choices` question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What answers files and templates call it.
    pub value: String,
    /// What the person reads.
    pub text: String,
}

/// Where suggestions for a text question come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggest {
    /// `constituencies`: those that touch the area.
    Constituencies,
    /// `boards`: the NHS boards that may serve the area, likeliest first.
    Boards,
    /// `members`: who the table says is the Member of Parliament, to be confirmed.
    Members,
    /// `member-emails`: the e-mail address of that member, where it is who was named.
    MemberEmails,
}

impl Suggest {
    /// Each by its name in YAML.
    pub const NAMES: &[(&str, Suggest)] = &[
        ("constituencies", Suggest::Constituencies),
        ("boards", Suggest::Boards),
        ("members", Suggest::Members),
        ("member-emails", Suggest::MemberEmails),
    ];
}
