//! A joint response: one document for many rows, in place of a letter for each.
//!
//! It says for nobody what they did not say. Whoever asked for confidentiality, answers for
//! others, or answers otherwise than the joint response does, keeps a letter of their own.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::json;

use super::faults::{Fault, usage};
use super::job::Job;
use super::options::Joining;
use super::record::{Fate, own_pieces};
use super::run::Batch;
use crate::answer::{Answers, GroupText, Input, Signatory, Value};
use crate::compose::Composer;
use crate::document::Document;
use crate::interview::{self, FillError, Origin};
use crate::model::{Kind, Pack, Question, Template};
use crate::text::fold;
use crate::text::words::one_line;

/// The question by which somebody asks for their answer to be kept confidential.
const CONFIDENTIAL: &str = "confidential";

/// The question that says for whom somebody answers, and what it is for a person by themselves.
const RESPOND_AS: (&str, &str) = ("respond_as", "individual");

/// What is true of who has a letter of their own already.
const BESIDES: &str = "also sent a letter with words of their own";

/// Joins rows into one document and takes their letters out of the batch: those of whom nothing of
/// their own is to be read, or everyone, but nobody for whom it would say what they did not.
///
/// # Errors
/// Why it cannot be made.
pub fn join(batch: &mut Batch<'_>, who: Joining) -> Result<(), Fault> {
    let id = &batch.job.template.id;
    let Some(joint) = batch.job.pack.joint_for(id) else {
        return usage("no-joint", json!({ "id": id }));
    };
    for (folder, letters) in batch.heaps() {
        let document = join_heap(batch, joint, &letters, who)?;
        batch.joint.extend(document.map(|document| (folder, document)));
    }
    Ok(())
}

/// Joins those whose responses go to one receiver; none where there are not two.
fn join_heap(
    batch: &mut Batch<'_>,
    joint: &Template,
    letters: &[usize],
    who: Joining,
) -> Result<Option<Document>, Fault> {
    let Batch { job, records, apart, order, .. } = batch;
    let joins = |index: &usize| who == Joining::All || records[*index].is_ours();
    let mut keep_apart = |why: &str, index: usize| {
        apart.entry(why.to_string()).or_default().push(records[index].row);
    };
    // With --keep-all somebody may have several rows, and signs once.
    let mut people: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for index in letters {
        people.entry(records[*index].person).or_default().push(*index);
    }
    let (mut rows, mut again) = (Vec::new(), Vec::new());
    for of_person in people.values() {
        // What keeps one row of a person apart keeps all of them apart.
        let why =
            |index: &usize| if joins(index) { kept_apart(job, *index) } else { Some(BESIDES) };
        let why = of_person.iter().find_map(why);
        let last = of_person.iter().copied().max_by_key(|index| order.ranks[*index]);
        for index in of_person.iter().copied().filter(joins) {
            match (why, last) {
                (Some(why), _) => keep_apart(why, index),
                (None, Some(last)) if last != index => again.push((index, records[last].row)),
                _ => rows.push(index),
            }
        }
    }
    rows.sort_unstable();
    let alike = alike(job, joint, &rows);
    rows.retain(|index| {
        let Some((answers, group)) = job.answered(*index) else { return false };
        let otherwise = alike.otherwise(&answers, &group);
        if let Some(id) = &otherwise {
            keep_apart(&format!("gave another answer to `{id}`"), *index);
        }
        otherwise.is_none()
    });
    apart.values_mut().for_each(|rows| rows.sort_unstable());
    if rows.len() < 2 {
        return Ok(None);
    }
    let signatories: Vec<Signatory> =
        rows.iter().filter_map(|index| signatory(job, *index)).collect();
    let document = composed(job, joint, &alike, &signatories)?;
    for index in rows {
        records[index].fate = Fate::InJoint;
    }
    for (index, kept) in again {
        (records[index].fate, records[index].kept) = (Fate::SentAgain, kept);
    }
    Ok(Some(document))
}

/// The joint response: what the group gives for everybody, else what is alike, and who signs.
fn composed(
    job: &Job<'_>,
    joint: &Template,
    alike: &Alike<'_>,
    signatories: &[Signatory],
) -> Result<Document, Fault> {
    let mut given = job.for_all.given.clone();
    let is_open = |(id, _): &(&String, &Value)| job.for_all.given.get(id).is_none();
    for (id, value) in alike.answers.0.iter().filter(is_open) {
        given.insert(id, value.to_input(), Origin::Row);
    }
    let answers = interview::fill(job.pack, &[joint], &given, job.today)
        .map_err(|FillError(problems)| Fault::Answers(problems))?;
    let composer = Composer::new(job.pack, joint);
    composer.and_then(|it| it.compose_joint(&answers, signatories)).map_err(Fault::Template)
}

/// Why a row cannot be in any joint response.
fn kept_apart(job: &Job<'_>, index: usize) -> Option<&'static str> {
    let (answers, _) = job.answered(index)?;
    // However a pack asks for it: whatever is not a plain no.
    match answers.get(CONFIDENTIAL) {
        None | Some(Value::YesNo(false)) => {}
        Some(Value::Text(answer)) if answer.eq_ignore_ascii_case("no") => {}
        Some(_) => return Some("asked for confidentiality"),
    }
    match answers.get(RESPOND_AS.0) {
        Some(Value::Text(answer)) if answer != RESPOND_AS.1 => {
            Some("answered for an organisation, or as part of their work")
        }
        _ => None,
    }
}

/// A row's person as a signatory. Where they live is told by the first half of their postcode,
/// else by their council's area: enough for a receiver, and no address.
fn signatory(job: &Job<'_>, index: usize) -> Option<Signatory> {
    let (answers, group) = job.answered(index)?;
    let (pack, template) = (job.pack, job.template);
    let text = |id: &str| match answers.get(id) {
        Some(Value::Text(text) | Value::Area(text)) => Some(text.as_str()),
        _ => None,
    };
    let of_kind = |kind: Kind| {
        let questions = template.questions.iter().filter_map(|id| pack.question(id));
        questions.filter(|question| question.kind == kind).find_map(|question| text(&question.id))
    };
    let postcode = of_kind(Kind::Postcode).and_then(|code| code.split_whitespace().next());
    let place = postcode.or_else(|| of_kind(Kind::Area)).unwrap_or_default().to_string();
    let name = text("name").unwrap_or_default().to_string();
    let body = job.letter(index).map_or_else(String::new, |letter| fold(&letter.markdown));
    let says = said(pack, own_pieces(template, &answers, &group), &body);
    Some(Signatory { name, place, says })
}

/// What somebody says in their own words, of that which the body of their letter says too. Why
/// something is to be confidential is said to the receiver alone.
fn said(pack: &Pack, mut pieces: Vec<(&str, &str)>, body: &str) -> String {
    let is_private = |question: &Question| {
        question.id == CONFIDENTIAL || question.when.iter().any(|when| when.on == CONFIDENTIAL)
    };
    let public = |id: &str| pack.question(id).is_some_and(|question| !is_private(question));
    pieces.retain(|(id, piece)| public(id) && body.contains(&fold(piece)));
    pieces.into_iter().map(|(_, piece)| piece).collect::<Vec<_>>().join("\n\n")
}

/// What a joint response answers for all.
struct Alike<'p> {
    /// The questions that rows and joint response are asked, by their ids.
    asked: Vec<&'p Question>,
    /// The answers that stand for all; none to a question that it leaves out.
    answers: Answers,
}

/// Each answer to a question by what it says: how often it was given, and in which row first.
type Counts = BTreeMap<Vec<String>, (usize, Reverse<usize>, Option<Value>)>;

/// The answers of a joint response: those of the group, else those that most of the rows at these
/// places gave, the earlier of two.
fn alike<'p>(job: &Job<'p>, joint: &Template, rows: &[usize]) -> Alike<'p> {
    let mut answers = job.for_all.answers.clone();
    let asked = joint.questions.iter().filter(|id| job.template.questions.contains(id));
    let mut asked: Vec<&Question> = asked.filter_map(|id| job.pack.question(id)).collect();
    // Each person's own words stand with their name.
    asked.retain(|q| q.kind != Kind::OwnWords || answers.get(&q.id).is_some());
    asked.sort_by_key(|question| &question.id);
    let open = asked.iter().filter(|question| answers.get(&question.id).is_none());
    let mut counted: Vec<(&String, Counts)> = open.map(|q| (&q.id, Counts::new())).collect();
    let rows = if counted.is_empty() { &[] } else { rows };
    for (place, index) in rows.iter().enumerate() {
        let Some((answers, _)) = job.answered(*index) else { continue };
        for (id, counts) in &mut counted {
            let value = answers.get(id);
            let new = || (0, Reverse(place), value.cloned());
            counts.entry(value.map(key).unwrap_or_default()).or_insert_with(new).0 += 1;
        }
    }
    for (id, counts) in counted {
        let most = counts.into_values().max_by_key(|(times, first, _)| (*times, *first));
        answers.0.extend(most.and_then(|(.., value)| Some((id.clone(), value?))));
    }
    Alike { asked, answers }
}

impl Alike<'_> {
    /// The first question that somebody answered otherwise. Who left out a plain detail, such as a
    /// reference number, does not answer otherwise; who took no side, where leaving a question out is
    /// an answer of its own, does.
    fn otherwise(&self, answers: &Answers, group: &GroupText) -> Option<String> {
        let differs = |Question { id, kind, .. }: &&&Question| {
            match (answers.get(id), self.answers.get(id)) {
                // Words in the place of the group's; those that go before them leave them standing.
                (Some(Value::OwnWords(_)), Some(Value::OwnWords(_))) => {
                    !group.alone.contains(id) && !group.after.contains_key(id)
                }
                (_, Some(Value::OwnWords(_))) | (None, None) => false,
                (Some(one), Some(all)) => key(one) != key(all),
                _ => matches!(kind, Kind::Choice | Kind::Choices | Kind::YesNo | Kind::Concerns),
            }
        };
        self.asked.iter().find(differs).map(|question| question.id.clone())
    }
}

/// An answer by what it says: capitals, spaces and the order of points left aside.
fn key(value: &Value) -> Vec<String> {
    let mut pieces = match value.to_input() {
        Input::Text(text) => vec![text],
        Input::List(items) => items,
        Input::Map(items) => items.into_values().collect(),
    };
    pieces.iter_mut().for_each(|piece| *piece = one_line(piece).to_lowercase());
    pieces.sort_unstable();
    pieces
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::answer::Chosen;
    use crate::answer::Value::{OwnWords, Text};
    use crate::pack::{self, Shared, shipped};
    use crate::question::properties::question;

    #[test]
    fn what_is_said_is_public_and_in_the_letter() {
        let shared = Shared::built_in().expect("sound");
        let files = shipped::files("nhs-contracts").expect("it ships");
        let (pack, _) = pack::load(&files, shared, date(2026, 11, 21)).expect("sound");
        let single = pack.template("consultation-response").expect("one");
        let words = |text: &str| OwnWords(text.to_string());
        let answers = [
            ("name", Text("Jean Sample".into())),
            ("story", words("We waited.")),
            ("ask", words("Why?")),
            ("confidential_reason", words("I work there.")),
        ];
        let answers = Answers(answers.into_iter().map(|(id, v)| (id.to_string(), v)).collect());
        let group = GroupText { alone: ["ask".to_string()].into(), ..GroupText::default() };
        let pieces = own_pieces(single, &answers, &group);
        let body = fold("## What I have seen\n\nWe waited.\n\nI work there. Why?");
        assert_eq!(said(&pack, pieces.clone(), &body), "We waited.");
        assert_eq!(said(&pack, pieces, "another body"), "");
    }

    fn answers(pairs: &[(&str, Value)]) -> Answers {
        Answers(pairs.iter().map(|(id, value)| (id.to_string(), value.clone())).collect())
    }

    #[test]
    fn who_answers_otherwise() {
        let text = |text: &str| Value::Text(text.to_string());
        let points = |ids: &[&str]| {
            Value::Concerns(ids.iter().map(|id| Chosen::Pack((*id).to_string())).collect())
        };
        let asked = [
            question("area", Kind::Area),
            question("ask", Kind::OwnWords),
            question("concerns", Kind::Concerns),
            question("reference", Kind::Text),
            question("side", Kind::YesNo),
        ];
        let all = answers(&[
            ("area", Value::Area("Barnsley".into())),
            ("ask", Value::OwnWords("Group's.".into())),
            ("concerns", points(&["a", "b"])),
            ("reference", text("EX/26")),
        ]);
        let alike = Alike { asked: asked.iter().collect(), answers: all };
        let alone = GroupText { alone: ["ask".to_string()].into(), ..GroupText::default() };
        let same = [("area", Value::Area("barnsley".into())), ("concerns", points(&["b", "a"]))];
        assert_eq!(alike.otherwise(&answers(&same), &alone), None);
        for (id, other) in [
            ("area", Value::Area("Leeds".into())),
            ("concerns", points(&["a"])),
            ("side", text("yes")),
            ("reference", text("EX/27")),
            ("ask", Value::OwnWords("Why?".into())),
        ] {
            let mut one = answers(&same);
            one.0.insert(id.to_string(), other);
            assert_eq!(alike.otherwise(&one, &GroupText::default()).as_deref(), Some(id));
        }
        let mut none = answers(&same);
        none.0.remove("concerns");
        assert_eq!(alike.otherwise(&none, &alone).as_deref(), Some("concerns"));
        let ask = answers(&[same[0].clone(), same[1].clone(), ("ask", text("Group's."))]);
        assert_eq!(alike.otherwise(&ask, &alone), None);
    }
}
