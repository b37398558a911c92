//! Questions as data: what is asked, of which kind, and when.

/// Id of the date on a document, an answer like any other: the day of writing unless given.
pub const DATED: &str = "dated";

/// Makes the enum of one table, a row a kind: its name in code, and the one in YAML.
macro_rules! kinds {
    ($($(#[doc = $about:literal])* $kind:ident $name:literal,)*) => {
        /// What a question accepts, in the order of the documentation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($(#[doc = $about])* $kind,)* }

        impl Kind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];

            /// The name in YAML.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)* }
            }
        }
    };
}

kinds! {
    /// One line.
    Text "text",
    /// Several short lines, such as an address.
    Lines "lines",
    /// Paragraphs that count as the person's own.
    OwnWords "own-words",
    /// Yes or no.
    YesNo "yes-no",
    /// One of the options.
    Choice "choice",
    /// Some of the options, in the order chosen.
    Choices "choices",
    /// A number.
    Number "number",
    /// A day.
    Date "date",
    /// A day and a time.
    DateTime "date-time",
    /// A UK postcode.
    Postcode "postcode",
    /// An e-mail address.
    Email "email",
    /// A telephone number.
    Telephone "telephone",
    /// A telephone number or an e-mail address.
    Contact "contact",
    /// A council, named as who sends the council tax bill.
    Area "area",
    /// A committee or board that serves the area.
    Body "body",
    /// Points of the pack, in the order chosen, and points of one's own.
    Concerns "concerns",
}

impl Kind {
    /// The kind of a name in YAML.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
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
    /// For a day: whether it has been, so that one without a year is the last such.
    pub past: bool,
    /// For own words: whether a sentence is meant, which Enter ends.
    pub short: bool,
    /// For own words: whether text given for all rows of a batch follows the person's own.
    pub shared_after: bool,
}

/// `when: {respond_as: individual}` or `{respond_as: [individual, professional]}`; of what follows
/// from an answer, `{area.nation: England}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Id of an earlier question, or the name of the fact.
    pub on: String,
    /// What follows from an answer, where it asks for that and not for the answer itself.
    pub fact: Option<Fact>,
    /// The answers, as typed in YAML (`yes`/`no` for yes-no), one of which must have been given.
    pub is: Vec<String>,
}

impl Condition {
    /// The condition of a key and its answers in YAML.
    pub fn new(on: String, is: Vec<String>) -> Condition {
        Condition { fact: Fact::from_name(&on), on, is }
    }

    /// Whether the answer to this question settles it.
    pub fn waits_for(&self, question: &Question) -> bool {
        match self.fact {
            Some(fact) => question.kind == fact.follows_from(),
            None => question.id == self.on,
        }
    }
}

/// What follows from an answer and a condition can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The nation of the area.
    Nation,
    /// Whether a mayor plans the buses of the area, or will.
    Transport,
    /// Whether the body takes no questions but about its agenda.
    Agenda,
}

impl Fact {
    /// Every fact.
    pub const ALL: &[Fact] = &[Fact::Nation, Fact::Transport, Fact::Agenda];

    /// The name in YAML, as templates call it.
    pub fn name(self) -> &'static str {
        match self {
            Fact::Nation => "area.nation",
            Fact::Transport => "area.transport",
            Fact::Agenda => "body.agenda",
        }
    }

    /// The fact of a name in YAML.
    pub fn from_name(name: &str) -> Option<Fact> {
        Fact::ALL.iter().copied().find(|fact| fact.name() == name)
    }

    /// The kind of question from whose answer it follows.
    pub fn follows_from(self) -> Kind {
        match self {
            Fact::Nation | Fact::Transport => Kind::Area,
            Fact::Agenda => Kind::Body,
        }
    }

    /// Where it is so, as within a sentence: `England`.
    pub fn in_words(self, is: &str) -> &str {
        match (self, is) {
            (Fact::Nation, nation) => nation,
            (Fact::Transport, "yes") => "places where a mayor plans the buses, or will",
            (Fact::Transport, _) => "places where no mayor plans the buses",
            (Fact::Agenda, "yes") => "meetings that take questions about their agenda alone",
            (Fact::Agenda, _) => "meetings that take questions about anything",
        }
    }
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
