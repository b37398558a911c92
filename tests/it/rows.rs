//! One person after another through one questionnaire and one composer: nobody's letter depends on who
//! came before, or on which thread it was made.

use sayso::answer::GroupText;
use sayso::compose::Composer;
use sayso::document::Document;
use sayso::interview::{self, FillError, Inputs, Origin, Questionnaire};
use sayso::model::{Pack, Template};
use sayso::pack::shipped;

use crate::support::cases::{cases, given, text};
use crate::support::letters::{document, shipped_pack, today};

/// Every few ways of answering a template, and what is wrong with some of them.
fn rows(pack: &Pack, template: &Template) -> Vec<Inputs> {
    let mut rows: Vec<Inputs> = cases(pack, template).iter().step_by(7).map(given).collect();
    for (index, row) in rows.iter_mut().enumerate().skip(1).step_by(5) {
        match index % 4 {
            0 => row.insert("area", text("Cumbria"), Origin::Flag),
            1 => row.insert("concerns", text("no-such-point"), Origin::Flag),
            2 => row.insert("nobody_asks", text("x"), Origin::Flag),
            _ => row.remove("name"),
        }
    }
    rows
}

fn made(
    questionnaire: &Questionnaire<'_>,
    composer: &Composer<'_>,
    row: &Inputs,
) -> Result<Document, Box<FillError>> {
    let answers = questionnaire.fill(row).map_err(Box::new)?;
    Ok(composer.compose(&answers, &GroupText::default()).expect("composed"))
}

#[test]
fn a_row_is_filled_and_composed_as_if_it_were_the_only_one() {
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for template in &pack.templates {
            let rows = rows(pack, template);
            let questionnaire = Questionnaire::new(pack, &[template], today());
            let composer = Composer::new(pack, template).expect("sound");
            let all =
                || rows.iter().map(|row| made(&questionnaire, &composer, row)).collect::<Vec<_>>();
            let (first, second) = std::thread::scope(|scope| {
                let other = scope.spawn(all);
                (all(), other.join().expect("no panic"))
            });
            assert_eq!(first, second, "{name}/{}", template.id);
            for (row, made) in rows.iter().zip(first) {
                match made {
                    Ok(letter) => assert_eq!(document(pack, &template.id, row), letter),
                    Err(unfilled) => {
                        let alone = interview::fill(pack, &[template], row, today());
                        assert_eq!(alone, Err(*unfilled));
                    }
                }
            }
        }
    }
}
