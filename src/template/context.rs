//! Answers as the data that templates see.

use std::collections::HashSet;

use rapidhash::RapidHashMap;
use serde_json::{Map, Value as Json, json};

use super::engine::shows_itself;
use super::helpers::Shown;
use super::lint::names::{self, SIGNATORIES};
use super::tags;
use crate::answer::value::iso;
use crate::answer::{Answers, Chosen, GroupText, Signatory, Value};
use crate::model::{Kind, Pack, Question};
use crate::register::areas::council_of;
use crate::register::bodies::Body;
use crate::register::councils;
use crate::text::marks;

/// What some texts can speak of: the questions whose ids stand in them. Made once, and then filled
/// with the answers of one person after another.
///
/// A text that reaches for everything at once (`this`, `@root`) has every question.
pub struct Scope<'p> {
    pack: &'p Pack,
    questions: RapidHashMap<&'p str, &'p Question>,
    /// The data before any answer: every question is there and empty, so that a text may test for
    /// what its template does not ask.
    empty: Json,
}

impl<'p> Scope<'p> {
    /// What these texts can speak of.
    pub fn of<'t>(pack: &'p Pack, texts: impl IntoIterator<Item = &'t str>) -> Scope<'p> {
        // `mp.name` is `mp` with a dot behind it, and `name` behind a dot: not the question `name`.
        let (mut dotted, mut fields, mut whole) = (HashSet::new(), HashSet::new(), HashSet::new());
        let mut everything = false;
        let parts = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        let inside =
            |text: &'t str| tags::scan(text).tags.into_iter().map(move |tag| tag.inside(text));
        for tag in texts.into_iter().flat_map(inside) {
            everything |= tag.contains(['@', '[']) || tag.contains("..");
            let mut is_field = false;
            for piece in tag.split_inclusive(parts) {
                let word = piece.trim_end_matches(parts);
                let has_dot = piece.ends_with('.');
                match (is_field, has_dot) {
                    (true, _) => fields.insert(word),
                    (false, true) => dotted.insert(word),
                    (false, false) => whole.insert(word),
                };
                is_field = has_dot;
            }
        }
        everything |= whole.contains("this") || dotted.contains("this");
        let named = |question: &&Question| {
            let has = |word: &str| whole.contains(word) || dotted.contains(word);
            let mut words = question.id.split('.');
            let first = words.next().unwrap_or_default();
            // Which board an area has shows in what is said of the area.
            let rest = question.id.strip_suffix(".board").is_some()
                || words.all(|word| has(word) || fields.contains(word));
            everything || whole.contains(first) || dotted.contains(first) && rest
        };
        Scope::new(pack, pack.questions.iter().filter(named))
    }

    fn new(pack: &'p Pack, questions: impl Iterator<Item = &'p Question>) -> Scope<'p> {
        let mut data = Map::new();
        let mut by_id = RapidHashMap::default();
        for question in questions {
            put(&mut data, &question.id, names::empty(question.kind));
            by_id.insert(question.id.as_str(), question);
        }
        data.insert(Shown::KEY.into(), json!({}));
        data.insert("language".into(), Json::from(pack.language.tag.clone()));
        data.insert("room".into(), Json::Bool(true));
        data.insert("body".into(), names::empty(Kind::Body));
        data.insert(SIGNATORIES.into(), json!([]));
        Scope { pack, questions: by_id, empty: Json::Object(data) }
    }

    /// The questions that the texts can speak of, always in the same order.
    pub fn ids(&self) -> impl Iterator<Item = &'p str> + '_ {
        self.questions.keys().copied()
    }

    /// The data of a person's answers; text that is the group's is not marked as the person's own.
    pub fn data(&self, answers: &Answers, group: &GroupText) -> Json {
        let mut data = self.empty.clone();
        for (id, value) in &answers.0 {
            let Some(question) = self.questions.get(id.as_str()) else { continue };
            if let Json::Object(map) = &mut data {
                put(map, id, to_json(value, question, self.pack, answers, group));
            }
            // Texts show themselves; see `engine::shows_itself`.
            if shows_itself(question.kind) {
                data[Shown::KEY][id] = Json::from(shown(value, question, self.pack));
            }
        }
        data
    }
}

/// Puts the chosen body under `body`.
pub fn fill_body(data: &mut Json, body: &Body) {
    data["body"] = body_json(body);
    data[Shown::KEY]["body"] = Json::from(body.name.clone());
}

/// Puts the people of a joint response under `signatories`. What they say is each one's own.
pub fn fill_signatories(data: &mut Json, people: &[Signatory]) {
    let one = |one: &Signatory| {
        let says = marks::own(&one.says);
        json!({"name": one.name, "place": one.place, "says": says})
    };
    data[SIGNATORIES] = people.iter().map(one).collect();
}

/// Sets `a.b` inside the object `a`. An area's own fields stay when `area.board` is answered.
fn put(map: &mut Map<String, Json>, id: &str, value: Json) {
    match id.split_once('.') {
        Some((group, field)) => {
            let object = map.entry(group).or_insert_with(|| json!({}));
            if let Json::Object(object) = object {
                object.insert(field.to_string(), value);
            }
        }
        None => match (map.get_mut(id), value) {
            (Some(Json::Object(old)), Json::Object(new)) => old.extend(new),
            (_, value) => {
                map.insert(id.to_string(), value);
            }
        },
    }
}

fn to_json(
    value: &Value,
    question: &Question,
    pack: &Pack,
    answers: &Answers,
    group: &GroupText,
) -> Json {
    match value {
        Value::Text(text) => Json::from(text.clone()),
        Value::OwnWords(text) => Json::from(match group.parted(&question.id, text) {
            ("", group) => group.to_string(),
            (own, "") => marks::own(own),
            (own, group) => GroupText::joined(&marks::own(own), group),
        }),
        Value::Lines(lines) => Json::from(lines.clone()),
        Value::Choices(values) => {
            values.iter().map(|v| json!({"value": v, "text": option_text(question, v)})).collect()
        }
        Value::YesNo(yes) => Json::Bool(*yes),
        // In range, so nothing is lost.
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            Json::from(*number as i64)
        }
        Value::Number(number) => Json::from(*number),
        Value::Date(date) => Json::from(date.to_string()),
        Value::DateTime(at) => Json::from(iso(*at)),
        Value::Area(name) => area_json(name, &question.id, pack, answers),
        Value::Body(answer) => {
            pack.registers.body(answer).map_or_else(|| names::empty(Kind::Body), |b| body_json(&b))
        }
        // Wordings depend on the destination and the room left; `compose` puts them in.
        Value::Concerns(_) => json!([]),
    }
}

fn area_json(name: &str, id: &str, pack: &Pack, answers: &Answers) -> Json {
    let Some(area) = pack.registers.areas.get(name) else {
        return json!({"name": name, "text": name, "council": council_of(name)});
    };
    let board = match (answers.get(&format!("{id}.board")), area.boards.as_slice()) {
        (Some(Value::Text(board)), _) | (_, [board]) => Some(board.as_str()),
        _ => None,
    };
    let council = councils::shipped().by_name(&area.name);
    let place = board.map(|b| pack.registers.areas.board(b).map_or(b, |b| b.place.as_str()));
    let region = pack.registers.areas.region(&area.name);
    let nation = pack.registers.areas.nation(&area.nation);
    json!({
        "name": area.name,
        "text": area.in_text(),
        "mayor": region.map(|r| r.mayor.as_str()).unwrap_or_default(),
        "authority": region.map(|r| r.name.as_str()).unwrap_or_default(),
        "transport": region.map(|r| r.transport()).unwrap_or_default(),
        "buses": region.map(|r| r.buses.as_str()).unwrap_or_default(),
        "council": area.council_name(),
        "nation": area.nation,
        "member": nation.and_then(|n| n.called.as_deref()).unwrap_or_default(),
        "upper_tier": area.upper_tier.clone().unwrap_or_default(),
        "board": board.unwrap_or_default(),
        "place": place.unwrap_or_default(),
        "constituencies": area.constituencies,
        "homepage": council.map(|c| c.homepage.as_str()).unwrap_or_default(),
        "meetings": council.map(|c| c.meetings.as_str()).unwrap_or_default(),
        "known": true,
    })
}

fn body_json(body: &Body) -> Json {
    json!({
        "id": body.id,
        "name": body.name,
        "kind": body.kind,
        "words": body.rules.words.map(|w| w.to_string()).unwrap_or_default(),
        "meetings": body.council().map(|council| council.meetings.as_str()).unwrap_or_default(),
        "known": true,
        "agenda": body.rules.agenda == Some(true),
        "aloud": body.rules.may_be_aloud(),
    })
}

/// How an answer reads when its id stands alone in a text, and in a list of answers.
pub fn shown(value: &Value, question: &Question, pack: &Pack) -> String {
    match value {
        Value::Text(text) | Value::OwnWords(text) | Value::Area(text) => text.clone(),
        Value::Lines(lines) => lines.join("\n"),
        Value::Choices(values) => {
            let texts: Vec<String> = values.iter().map(|v| option_text(question, v)).collect();
            pack.language.join(&texts)
        }
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => pack.language.day(*date),
        Value::DateTime(at) => pack.language.moment(*at),
        Value::Body(answer) => pack.registers.body(answer).map(|b| b.name).unwrap_or_default(),
        Value::Concerns(chosen) => {
            let titles: Vec<String> = chosen.iter().map(|c| concern_title(c, pack)).collect();
            titles.join("; ")
        }
    }
}

fn concern_title(chosen: &Chosen, pack: &Pack) -> String {
    match chosen {
        Chosen::Own(text) => text.clone(),
        Chosen::Pack(id) => pack.concern(id).map_or(id, |c| &c.title).clone(),
    }
}

fn option_text(question: &Question, value: &str) -> String {
    let option = question.options.iter().find(|o| o.value == value);
    option.map_or(value, |o| &o.text).to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pack::{self, Shared, shipped};

    #[test]
    fn a_scope_has_the_questions_that_its_texts_name() {
        let files = shipped::files("nhs-contracts").expect("it ships");
        let shared = Shared::built_in().expect("sound");
        let (pack, _) = pack::load(&files, shared, date(2026, 11, 21)).expect("sound");
        let has = |text: &str, ids: &[&str]| {
            let scope = Scope::of(&pack, [text]);
            ids.iter().map(|id| scope.questions.contains_key(id)).collect::<Vec<_>>()
        };
        let mp = ["mp.name", "mp.constituency", "story"];
        assert_eq!(has("name and mp, no {{tag}}", &mp), [false; 3]);
        assert_eq!(has("{{salutation mp.name}}", &mp), [true, false, false]);
        assert_eq!(has("{{#with mp}}{{name}}{{/with}}", &mp), [true, true, false]);
        assert_eq!(has("{{#if (or mp/name story)}}x{{/if}}", &mp), [true, true, true]);
        assert_eq!(has("{{area.place}}", &["area", "area.board", "name"]), [true, true, false]);
        assert_eq!(has("{{lookup this x}}", &mp), [true; 3]);
        assert_eq!(has("{{@root.story}}", &mp), [true; 3]);
    }
}
