//! Keeping a document within its budget: rendered again with less of the template's text, until it
//! fits or nothing more can give way.

use handlebars::Context;
use serde_json::{Value as Json, json};

use super::body::Body;
use super::composer::Composer;
use super::receiver::Budget;
use super::wordings::wording_name;
use crate::answer::{Answers, Chosen, GroupText, Value};
use crate::document::Block;
use crate::model::Concern;
use crate::register::destinations::Destination;
use crate::template::engine::TemplateFault;
use crate::template::helpers::Shown;
use crate::text::{escape, marks};

/// Key in the data of the points chosen.
const CONCERNS: &str = "concerns";

/// Which wording of a point stands in the data.
#[derive(Clone, Copy, PartialEq)]
struct Worded<'p> {
    /// Its key, as [`wordings`](super::wordings::wordings) gives it; none for a point of the person's own.
    which: Option<&'p str>,
    /// Whether there was room, which the wording may ask.
    room: bool,
}

impl<'p> Composer<'p> {
    /// Renders with less and less of the template's text until the budget is kept or nothing more
    /// can give way. The data is then that of the last rendering.
    pub(super) fn fit(
        &self,
        to: &Destination,
        (answers, group): (&Answers, &GroupText),
        budget: Budget,
        data: &mut Context,
    ) -> Result<Body, TemplateFault> {
        let (question, chosen) = chosen_concerns(answers);
        let of_group = group.alone.contains(question);
        let titles = data.data()[Shown::KEY][CONCERNS].clone();
        let mut worded: Vec<Worded<'p>> = Vec::new();
        let mut body = Body::default();
        // The first step takes the room, each later one a wording, from the last chosen backwards.
        let steps = (0..=chosen.len()).rev().map(|full| (false, full));
        for (step, (room, full)) in std::iter::once((true, chosen.len())).chain(steps).enumerate() {
            let wanted = chosen.iter().enumerate();
            let wanted = wanted.map(|(index, chosen)| self.wanted(to, chosen, index < full, room));
            let wanted: Vec<Worded<'p>> = wanted.collect();
            // A point that has no short wording stays as it is.
            if step > 1 && wanted == worded {
                continue;
            }
            data.data_mut()["room"] = Json::Bool(room);
            let texts = std::mem::replace(&mut data.data_mut()[CONCERNS], json!([]));
            data.data_mut()[Shown::KEY][CONCERNS] = titles.clone();
            // What a wording says does not hang on how the others are worded, so that one that
            // stays is not filled again.
            let texts = if let Json::Array(texts) = texts { texts } else { Vec::new() };
            let mut before = worded.into_iter().zip(texts);
            let mut concerns = Vec::new();
            for (wanted, chosen) in wanted.iter().zip(chosen) {
                concerns.push(match before.next().filter(|(there, _)| there == wanted) {
                    Some((_, concern)) => concern,
                    None => self.concern(chosen, wanted.which, of_group, data)?,
                });
            }
            let texts = concerns.iter().filter_map(|concern| concern["text"].as_str());
            data.data_mut()[Shown::KEY][CONCERNS] = Json::from(paragraphs(texts));
            data.data_mut()[CONCERNS] = Json::Array(concerns);
            worded = wanted;
            body = Body::read(&self.engine.markdown(&self.template.file, data)?, budget);
            if body.fits() {
                break;
            }
        }
        Ok(body)
    }

    /// The wording that a point should have.
    fn wanted(&self, to: &Destination, chosen: &Chosen, full: bool, room: bool) -> Worded<'p> {
        let concern = match chosen {
            Chosen::Pack(id) => self.pack.concern(id),
            Chosen::Own(_) => None,
        };
        let found = concern.and_then(|concern| {
            // A joint response is worded as the responses are that it stands for.
            let alone = to.id.strip_prefix("joint-").unwrap_or(&to.id);
            let worded = |id: &str| concern.to.iter().find(|(kind, _)| kind == id);
            let to = worded(&to.id).or_else(|| worded(alone));
            let to = to.map(|(kind, text)| (kind.as_str(), text));
            let short = concern.short.as_ref().filter(|_| !full).map(|text| ("short", text));
            to.or(short).or(concern.text.as_ref().map(|text| ("text", text)))
        });
        Worded { which: found.map(|(which, _)| which), room }
    }

    fn concern(
        &self,
        chosen: &Chosen,
        which: Option<&str>,
        of_group: bool,
        data: &Context,
    ) -> Result<Json, TemplateFault> {
        let id = match chosen {
            Chosen::Own(text) => {
                let own = if of_group { text.clone() } else { marks::own(text) };
                return Ok(json!({"id": "", "title": text, "text": own}));
            }
            Chosen::Pack(id) => id,
        };
        let Some(concern) = self.pack.concern(id) else {
            return Ok(json!({"id": id, "title": "", "text": ""}));
        };
        let text = match which {
            Some(which) => self.engine.markdown(&wording_name(id, which), data)?,
            // A concern without a statement is a heading for the person's own words.
            None => format!("**{}**", escape::text(&concern.title)),
        };
        Ok(json!({"id": id, "title": concern.title, "text": marks::pack(&text)}))
    }
}

impl Composer<'_> {
    /// A wording of a concern as it stands in a document to the receiver of these answers, whatever
    /// the room; `which` is its key, as [`wordings`](super::wordings::wordings) gives it.
    pub fn wording(
        &self,
        concern: &Concern,
        which: &str,
        answers: &Answers,
    ) -> Result<Vec<Block>, TemplateFault> {
        let receiver = self.receiver(answers)?;
        let data = self.data(answers, &GroupText::default(), &receiver);
        let text = self.engine.markdown(&wording_name(&concern.id, which), &data)?;
        Ok(Body::read(&text, Budget::default()).blocks)
    }
}

/// The points chosen, with the id of their question.
fn chosen_concerns(answers: &Answers) -> (&str, &[Chosen]) {
    answers
        .0
        .iter()
        .find_map(|(id, value)| match value {
            Value::Concerns(chosen) => Some((id.as_str(), chosen.as_slice())),
            _ => None,
        })
        .unwrap_or_default()
}

/// Wordings one after another, as one value of the pack's Markdown.
fn paragraphs<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut out = String::new();
    for text in texts.filter(|text| !text.is_empty()) {
        out.push(if out.is_empty() { marks::PACK } else { marks::PARA });
        match text.strip_prefix(marks::PACK) {
            Some(pack) => out.push_str(pack),
            None => out.push_str(&escape::text(text)),
        }
    }
    out
}
