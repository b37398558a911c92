//! Keeping a document within its budget: rendered again with less of the template's text, until it
//! fits or nothing more can give way.

use handlebars::Context;
use serde_json::{Value as Json, json};

use super::body::Body;
use super::composer::Composer;
use super::receiver::{Budget, Receiver};
use super::wordings::wording_name;
use crate::answer::{Answers, Chosen, GroupText, Value};
use crate::document::Block;
use crate::model::Concern;
use crate::template::engine::TemplateFault;
use crate::template::helpers::Shown;
use crate::text::{escape, marks};

/// Key in the data of the points chosen.
const CONCERNS: &str = "concerns";

/// How much of the template's text is used; each step gives the person's words more room.
#[derive(Clone, Copy)]
struct Fullness {
    room: bool,
    /// This many concerns, counted from the first chosen, have their full wording.
    full: usize,
}

/// Which wording of a point stands in the data.
#[derive(Clone, Copy, PartialEq)]
struct Worded<'p> {
    /// Its key, as [`wordings`](super::wordings::wordings) gives it; none for a point of the person's own.
    which: Option<&'p str>,
    /// Whether there was room, where the wording asks.
    room: bool,
}

/// A person's document on its way to fitting.
pub(super) struct Fitting<'c, 'p> {
    composer: &'c Composer<'p>,
    receiver: &'c Receiver<'p>,
    chosen: &'c [Chosen],
    /// Whether a group chose the points for everybody, so that nothing in them is anybody's own.
    of_group: bool,
    budget: Budget,
    /// What stands in the data now: a wording that stays is not filled again.
    worded: Vec<Option<Worded<'p>>>,
    /// The points by their titles, as the data has them before any is worded.
    titles: Json,
}

impl<'c, 'p> Fitting<'c, 'p> {
    pub(super) fn new(
        composer: &'c Composer<'p>,
        receiver: &'c Receiver<'p>,
        (answers, group): (&'c Answers, &GroupText),
        budget: Budget,
    ) -> Self {
        let (question, chosen) = chosen_concerns(answers);
        let of_group = group.alone.contains(question);
        let worded = vec![None; chosen.len()];
        Fitting { composer, receiver, chosen, of_group, budget, worded, titles: Json::Null }
    }

    /// Renders at falling fullness until the budget is kept or nothing more can give way. The
    /// data is then that of the last rendering.
    pub(super) fn fit(&mut self, data: &mut Context) -> Result<Body, TemplateFault> {
        self.titles = data.data()[Shown::KEY][CONCERNS].clone();
        data.data_mut()[CONCERNS] = json!([]);
        let full = self.chosen.len();
        let mut rendered = self.render(data, Fullness { room: true, full })?;
        for full in (0..=full).rev() {
            if rendered.fits() {
                break;
            }
            let next = Fullness { room: false, full };
            // The first step takes the room, each later one a wording.
            if full == self.chosen.len() || self.rewords(next) {
                rendered = self.render(data, next)?;
            }
        }
        Ok(rendered)
    }

    /// Whether some point would be worded otherwise than it is: one that has no short wording stays.
    fn rewords(&self, fullness: Fullness) -> bool {
        let wanted = |(index, chosen)| self.wanted(chosen, index < fullness.full, fullness.room);
        let wanted = self.chosen.iter().enumerate().map(wanted);
        wanted.zip(&self.worded).any(|(wanted, worded)| *worded != Some(wanted))
    }

    fn render(&mut self, data: &mut Context, fullness: Fullness) -> Result<Body, TemplateFault> {
        data.data_mut()["room"] = Json::Bool(fullness.room);
        self.word(data, fullness)?;
        let text = self.composer.engine.markdown(&self.composer.template.file, data)?;
        Ok(Body::read(&text, self.budget))
    }

    /// Puts the points chosen into the data, worded as full as they may be.
    fn word(&mut self, data: &mut Context, fullness: Fullness) -> Result<(), TemplateFault> {
        // What a wording says does not hang on how the others are worded.
        let mut concerns = match data.data_mut()[CONCERNS].take() {
            Json::Array(concerns) => concerns,
            _ => Vec::new(),
        };
        concerns.resize(self.chosen.len(), Json::Null);
        data.data_mut()[CONCERNS] = json!([]);
        data.data_mut()[Shown::KEY][CONCERNS] = self.titles.clone();
        for (index, chosen) in self.chosen.iter().enumerate() {
            let wanted = self.wanted(chosen, index < fullness.full, fullness.room);
            if self.worded[index] != Some(wanted) {
                concerns[index] = self.concern(chosen, wanted.which, data)?;
                self.worded[index] = Some(wanted);
            }
        }
        let all: Vec<&str> = concerns.iter().filter_map(|c| c["text"].as_str()).collect();
        data.data_mut()[Shown::KEY][CONCERNS] = Json::from(paragraphs(&all));
        data.data_mut()[CONCERNS] = Json::Array(concerns);
        Ok(())
    }

    /// The wording that a point should have.
    fn wanted(&self, chosen: &Chosen, full: bool, room: bool) -> Worded<'p> {
        let concern = match chosen {
            Chosen::Pack(id) => self.composer.pack.concern(id),
            Chosen::Own(_) => None,
        };
        let found = concern.and_then(|concern| {
            // A joint response is worded as the responses are that it stands for.
            let destination = &self.receiver.destination.id;
            let alone = destination.strip_prefix("joint-").unwrap_or(destination);
            let worded = |id: &str| concern.to.iter().find(|(kind, _)| kind == id);
            let to = worded(destination).or_else(|| worded(alone));
            let to = to.map(|(kind, text)| (kind.as_str(), text));
            let short = concern.short.as_ref().filter(|_| !full).map(|text| ("short", text));
            to.or(short).or(concern.text.as_ref().map(|text| ("text", text)))
        });
        let asks = found.is_some_and(|(_, text)| text.contains("room") || text.contains("{{>"));
        Worded { which: found.map(|(which, _)| which), room: room || !asks }
    }

    fn concern(
        &self,
        chosen: &Chosen,
        which: Option<&str>,
        data: &Context,
    ) -> Result<Json, TemplateFault> {
        let id = match chosen {
            Chosen::Own(text) if self.of_group => {
                return Ok(json!({"id": "", "title": text, "text": text}));
            }
            Chosen::Own(text) => {
                return Ok(json!({"id": "", "title": text, "text": marks::own(text)}));
            }
            Chosen::Pack(id) => id,
        };
        let Some(concern) = self.composer.pack.concern(id) else {
            return Ok(json!({"id": id, "title": "", "text": ""}));
        };
        let text = match which {
            Some(which) => self.composer.engine.markdown(&wording_name(id, which), data)?,
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
fn paragraphs(texts: &[&str]) -> String {
    let mut out = String::new();
    for text in texts.iter().filter(|t| !t.is_empty()) {
        out.push(if out.is_empty() { marks::PACK } else { marks::PARA });
        match text.strip_prefix(marks::PACK) {
            Some(pack) => out.push_str(pack),
            None => out.push_str(&escape::text(text)),
        }
    }
    out
}
