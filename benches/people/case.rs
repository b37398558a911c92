//! A template with its rows, ready to be filled.

use jiff::civil::{Date, date};
use sayso::answer::Input;
use sayso::interview::{Inputs, Origin, Questionnaire};
use sayso::model::{Pack, Template};
use sayso::pack;
use sayso::pack::{Shared, shipped};

use super::{CASES, MakeRow};

const TODAY: Date = date(2026, 11, 21);

/// A template and the rows written for it.
pub(crate) struct Case {
    pub(crate) pack: Pack,
    template: &'static str,
    row: MakeRow,
}

impl Case {
    pub(crate) fn new(template: &str) -> Case {
        let case = CASES.into_iter().find(|case| case.1 == template);
        let (pack, template, row) = case.expect("there are rows for it");
        let files = shipped::files(pack).expect("it ships");
        let shared = Shared::built_in().expect("sound");
        let pack = pack::load(&files, shared, TODAY).expect("it is sound").0;
        Case { pack, template, row }
    }

    pub(crate) fn template(&self) -> &Template {
        self.pack.template(self.template).expect("the pack has it")
    }

    pub(crate) fn given(&self, row: usize) -> Inputs {
        let mut given = Inputs::default();
        for (id, text) in (self.row)(row) {
            given.insert(id, Input::Text(text), Origin::Flag);
        }
        given
    }

    pub(crate) fn questionnaire(&self) -> Questionnaire<'_> {
        Questionnaire::new(&self.pack, &[self.template()], TODAY)
    }
}
