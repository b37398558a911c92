//! A joint response: one document for many rows, in place of a letter for each.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::job::Job;
use super::plan::Plan;
use super::record::{Fate, Voice, own_text};
use crate::answers::{Answers, GroupText, Signatory, Value};
use crate::compose::Composer;
use crate::document::Document;
use crate::pack::{Pack, Template};
use crate::question::Kind;
use crate::questionnaire::{self, Origin, Problem, Unfilled};
use crate::template::engine::TemplateFault;

/// What the rows of a joint response bring to it: who signs, and the answers that all of them
/// gave alike, which can stand for all.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Who signs, in the order of the rows.
    pub signatories: Vec<Signatory>,
    /// Answers that all gave alike.
    alike: Option<BTreeMap<String, Value>>,
}

impl Gathered {
    /// Takes a row in. `template` is the one that the row would be a letter of.
    pub fn add(&mut self, pack: &Pack, template: &Template, answers: &Answers, group: &GroupText) {
        self.signatories.push(signatory(pack, template, answers, group));
        match &mut self.alike {
            None => self.alike = Some(answers.0.clone()),
            Some(alike) => alike.retain(|id, value| answers.get(id) == Some(value)),
        }
    }

    /// The answers that all gave alike to questions of the joint response, by id. Own words are
    /// not among them: each person's stand with their name.
    pub fn answers(&self, pack: &Pack, joint: &Template) -> Vec<(String, Value)> {
        let asked = |id: &str| joint.questions.iter().any(|asked| asked == id);
        let own = |id: &str| pack.question(id).is_some_and(|q| q.kind == Kind::OwnWords);
        let alike = self.alike.iter().flatten();
        let alike = alike.filter(|(id, _)| asked(id) && !own(id));
        alike.map(|(id, value)| (id.clone(), value.clone())).collect()
    }
}

/// Why there is no joint response.
#[derive(Debug)]
pub enum JointFault {
    /// The pack has no template for it.
    NoTemplate,
    /// It needs answers that the group has not given, and the rows not alike.
    Answers(Vec<Problem>),
    /// The template cannot be filled.
    Template(TemplateFault),
}

/// Joins rows into one document and takes their letters out of the plan: those of whom nothing of
/// their own is to be read, or everyone. None where there are not two to join.
///
/// # Errors
/// Why it cannot be made; the plan is then as it was.
pub fn join(
    job: &Job<'_>,
    plan: &mut Plan,
    everyone: bool,
    today: Date,
) -> Result<Option<Document>, JointFault> {
    let joint = job.pack.joint_for(&job.template.id).ok_or(JointFault::NoTemplate)?;
    let joins = |index: &usize| everyone || plan.records[*index].voice() == Voice::Template;
    let rows: Vec<usize> = plan.letters().filter(joins).collect();
    if rows.len() < 2 {
        return Ok(None);
    }
    let mut gathered = Gathered::default();
    for index in &rows {
        let row = job.table.row(*index);
        if let Some((answers, group)) = row.and_then(|row| job.answers(&row).ok()) {
            gathered.add(job.pack, job.template, &answers, &group);
        }
    }
    let mut given = job.for_all.given().clone();
    let known = job.for_all.ids();
    for (id, value) in gathered.answers(job.pack, joint) {
        if !known.contains(&id) {
            given.insert(&id, value.to_raw(), Origin::Row);
        }
    }
    let answers =
        questionnaire::fill(job.pack, &[joint], &given, today, None).map_err(|u| match u {
            Unfilled::Problems(problems) => JointFault::Answers(problems),
            Unfilled::Stopped(_) => JointFault::Answers(Vec::new()),
        })?;
    let composer = Composer::new(job.pack, joint).map_err(JointFault::Template)?;
    let document = composer.compose_joint(&answers, &gathered.signatories);
    let document = document.map_err(JointFault::Template)?;
    for index in rows {
        plan.records[index].fate = Fate::InJoint;
        plan.made_from[index] = 0;
    }
    Ok(Some(document))
}

/// A row's person as a signatory. Where they live is told by the first half of their postcode,
/// else by their council's area: enough for a receiver, and no address.
fn signatory(pack: &Pack, template: &Template, answers: &Answers, group: &GroupText) -> Signatory {
    let of_kind = |kind: Kind| {
        let questions = template.questions.iter().filter_map(|id| pack.question(id));
        let answered = questions.filter(|q| q.kind == kind).find_map(|q| answers.get(&q.id));
        answered.map(|value| match value {
            Value::Text(text) | Value::Area(text) => text.as_str(),
            _ => "",
        })
    };
    let postcode = of_kind(Kind::Postcode).and_then(|code| code.split_whitespace().next());
    let name = match answers.get("name") {
        Some(Value::Text(name)) => name.clone(),
        _ => String::new(),
    };
    Signatory {
        name,
        place: postcode.or_else(|| of_kind(Kind::Area)).unwrap_or_default().to_string(),
        says: own_text(template, answers, group),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Value::{Area, OwnWords, Text};
    use crate::pack::{self, Shared, shipped};
    use jiff::civil::date;

    fn row(pairs: &[(&str, Value)]) -> Answers {
        Answers(pairs.iter().map(|(id, value)| (id.to_string(), value.clone())).collect())
    }

    #[test]
    fn what_all_gave_alike_stands_for_all() {
        let shared = Shared::built_in().expect("sound");
        let files = shipped::files("nhs-contracts").expect("it ships");
        let (pack, _) = pack::load(&files, &shared, date(2026, 11, 21)).expect("sound");
        let single = pack.template("mp-letter").expect("one");
        let joint = pack.joint_for("consultation-response").expect("one");
        let text = |text: &str| Text(text.to_string());
        let title = text("EX/26");
        let rows = [
            row(&[
                ("name", text("Jean Sample")),
                ("postcode", text("S70 0ZZ")),
                ("area", Area("Barnsley".into())),
                ("consultation_title", title.clone()),
                ("story", OwnWords("We waited.".into())),
                ("ask", OwnWords("Why?".into())),
            ]),
            row(&[
                ("name", text("Sam Example")),
                ("area", Area("Barnsley".into())),
                ("consultation_title", title.clone()),
                ("consultation_reference", text("EX")),
                ("ask", OwnWords("Why?".into())),
            ]),
        ];
        let mut gathered = Gathered::default();
        let group = GroupText { alone: ["ask".to_string()].into(), ..GroupText::default() };
        rows.iter().for_each(|answers| gathered.add(&pack, single, answers, &group));
        let [jean, sam] = gathered.signatories.as_slice() else { panic!("two") };
        assert_eq!((jean.name.as_str(), jean.place.as_str()), ("Jean Sample", "S70"));
        assert_eq!((sam.place.as_str(), sam.says.as_str()), ("Barnsley", ""));
        assert_eq!(jean.says, "We waited.");
        let ids: Vec<String> = gathered.answers(&pack, joint).into_iter().map(|a| a.0).collect();
        assert_eq!(ids, ["area", "consultation_title"]);
    }
}
