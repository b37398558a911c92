//! Answers as the data that templates see.

use serde_json::{Map, Value as Json, json};

use super::helpers::Shown;
use super::marks;
use crate::answers::{Answers, BodyAnswer, Chosen, GroupText, Value};
use crate::pack::Pack;
use crate::question::{Kind, Question};
use crate::register::bodies::Body;

/// Data of a pack before any answer: every question is there and empty, so that a text may test
/// for what its template does not ask.
pub fn empty(pack: &Pack) -> Json {
    let mut data = Map::new();
    let mut shown = Map::new();
    for question in &pack.questions {
        put(&mut data, &question.id, empty_value(question.kind));
        shown.insert(question.id.clone(), Json::from(""));
    }
    data.insert(Shown::KEY.into(), Json::Object(shown));
    data.insert("language".into(), Json::from(pack.language.tag.clone()));
    data.insert("room".into(), Json::Bool(true));
    data.insert("body".into(), empty_value(Kind::Body));
    Json::Object(data)
}

/// Puts answers into the data; text that is the group's is not marked as the person's own.
pub fn fill(data: &mut Json, pack: &Pack, answers: &Answers, group: &GroupText) {
    for (id, value) in &answers.0 {
        let Some(question) = pack.question(id) else { continue };
        if let Json::Object(map) = data {
            put(map, id, to_json(value, question, pack, answers, group));
        }
        data[Shown::KEY][id] = Json::from(shown(value, question, pack));
    }
}

/// Puts the chosen body under `body`.
pub fn fill_body(data: &mut Json, body: &Body) {
    data["body"] = body_json(body);
    data[Shown::KEY]["body"] = Json::from(body.name.clone());
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

fn empty_value(kind: Kind) -> Json {
    match kind {
        Kind::Lines | Kind::Choices | Kind::Concerns => json!([]),
        Kind::YesNo => Json::Bool(false),
        Kind::Area => json!({
            "name": "", "nation": "", "upper_tier": "", "board": "", "place": "",
            "constituencies": [], "known": false,
        }),
        Kind::Body => json!({"id": "", "name": "", "kind": "", "words": "", "known": false}),
        _ => Json::from(""),
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
        Value::Number(number) => number_json(*number),
        Value::Date(date) => Json::from(date.to_string()),
        Value::DateTime(at) => Json::from(at.strftime("%Y-%m-%dT%H:%M").to_string()),
        Value::Area(name) => area_json(name, &question.id, pack, answers),
        Value::Body(answer) => {
            pack.registers.body(answer).map_or_else(|| empty_value(Kind::Body), |b| body_json(&b))
        }
        // Wordings depend on the destination and the room left; `compose` puts them in.
        Value::Concerns(_) => json!([]),
    }
}

fn number_json(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        // In range, so nothing is lost.
        Json::from(number as i64)
    } else {
        Json::from(number)
    }
}

fn area_json(name: &str, id: &str, pack: &Pack, answers: &Answers) -> Json {
    let Some(area) = pack.registers.areas.get(name) else {
        return json!({"name": name});
    };
    let answered = match answers.get(&format!("{id}.board")) {
        Some(Value::Text(board)) => Some(board.as_str()),
        _ => None,
    };
    let board = answered.or(match area.boards.as_slice() {
        [only] => Some(only.as_str()),
        _ => None,
    });
    let place = board.map(|b| pack.registers.areas.board(b).map_or(b, |b| b.place.as_str()));
    json!({
        "name": area.name,
        "nation": area.nation,
        "upper_tier": area.upper_tier.clone().unwrap_or_default(),
        "board": board.unwrap_or_default(),
        "place": place.unwrap_or_default(),
        "constituencies": area.constituencies,
        "known": true,
    })
}

fn body_json(body: &Body) -> Json {
    json!({
        "id": body.id,
        "name": body.name,
        "kind": body.kind,
        "words": body.rules.words.map(|w| w.to_string()).unwrap_or_default(),
        "known": true,
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
        Value::Body(answer) => match answer {
            BodyAnswer::Named { name, .. } => name.clone(),
            BodyAnswer::Known(_) => pack.registers.body(answer).map(|b| b.name).unwrap_or_default(),
        },
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
