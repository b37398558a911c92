//! Names of the kinds of fault for programs that read the report of `check`. A name, once given,
//! stays: tools filter by it.

use super::fault::{FaultKind, Severity};

impl Severity {
    /// `error`, `warning` or `advice`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        }
    }
}

impl FaultKind {
    /// The name of the kind, such as `unknown-key`.
    pub fn code(&self) -> &'static str {
        use FaultKind::*;
        match self {
            NotFound => "not-found",
            NotAPack => "not-a-pack",
            CannotRead(_) => "cannot-read",
            TooBig(_) | TooBigInAll(_) => "too-big",
            TooManyFiles(_) | TooMany(..) | AndMore => "too-many",
            LeadsOutside => "leads-outside",
            BadZip => "bad-zip",
            Misnamed(_) => "misnamed-file",
            NoPackFile => "no-pack-file",
            NoTemplate => "no-template",
            NoConcerns => "no-concerns",
            LongLine(_) => "long-line",
            ToConfirm(_) => "to-confirm",
            Empty => "empty-file",
            NotUtf8(_) => "not-utf-8",
            Character(_) => "character",
            Yaml(_) => "yaml",
            TooDeep => "too-deep",
            CutAtHash(_) => "cut-at-hash",
            KeyTwice { .. } => "key-twice",
            UnknownKey { .. } => "unknown-key",
            MissingKey(_) => "missing-key",
            EmptyKey(_) => "empty-key",
            WrongShape { .. } => "wrong-shape",
            Value(_) => "value",
            Register(_) => "register",
            _ => self.code_of_more(),
        }
    }

    /// The names of those about ids, questions and templates.
    fn code_of_more(&self) -> &'static str {
        use FaultKind::*;
        match self {
            BadId { .. } => "bad-id",
            IdTwice { .. } => "id-twice",
            Unknown { .. } => "unknown-id",
            HelperName(_) | Reserved(_) | GroupName(_) => "name-taken",
            NoOptions => "no-options",
            NeedlessOptions(_) => "needless-options",
            WhenLater { .. } | WhenNotAsked { .. } | WhenAnswer { .. } => "when",
            AskedTwice(_) => "asked-twice",
            NotAskedFor { .. } | NotAsked { .. } => "not-asked",
            NotABody(_) => "not-a-body",
            BadDate { .. } => "bad-date",
            PastReview { .. } => "past-review",
            NoDate(_) => "no-date",
            NoUrl(_) => "no-url",
            NoScheme(_) => "no-scheme",
            HasClosed(_) => "has-closed",
            Example { .. } => "example",
            Unused { .. } => "unused",
            NoFrontMatter | OpenFrontMatter => "front-matter",
            NoBody => "no-body",
            Tag(_) => "tag",
            UnknownName { .. } | UnknownField { .. } => "unknown-name",
            NotPrintable { .. } => "not-printable",
            EachOverText(_) => "each-over-text",
            UnknownHelper { .. } => "unknown-helper",
            BlockOnName(_) => "block-on-name",
            PartialCycle(_) => "partial-cycle",
            Joint(_) => "joint",
            RawHtml(_) => "html",
            Image => "image",
            OwnWordsTwice(_) => "own-words-twice",
            Prose(what) => what.code(),
            Trial(what) => what.flaw.code(),
            // Every other variant is in `code`.
            _ => "other",
        }
    }
}
