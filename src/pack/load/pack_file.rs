//! `pack.yaml`: the pack itself, its sources and its concerns.

use jiff::civil::Date;

use super::item::{Ids, Item, Placed, read_list, up_to_most};
use super::questions;
use crate::diagnostic::fault;
use crate::model::{Concern, Pack, Question, Source};
use crate::source::faults::Shape;

/// What stands in `pack.yaml`, with places.
#[derive(Debug)]
pub(crate) struct PackFile<'a> {
    /// The file as a whole.
    pub(crate) item: Item<'a>,
    /// What is not a list.
    pub(crate) pack: Pack,
    /// Sources.
    pub(crate) sources: Vec<Placed<'a, Source>>,
    /// Questions.
    pub(crate) questions: Vec<Placed<'a, Question>>,
    /// Concerns.
    pub(crate) concerns: Vec<Placed<'a, Concern>>,
}

/// Reads the file; none when it is no map.
pub(crate) fn read<'a>(item: Item<'a>, helpers: &[&str], today: Date) -> Option<PackFile<'a>> {
    let pack = item.read(&["sources", "questions", "concerns"])?;
    item.require(&["title", "summary", "publisher", "licence", "updated"]);
    let list = |key: &str| item.node.get(key).map(|node| Item { node, ..item });
    let check = |_: &Concern, concern: Item<'a>| concern.require(&["title"]);
    let concerns = |list| read_list("concern", list, |concern: &Concern| &concern.id, check);
    Some(PackFile {
        item,
        pack,
        sources: list("sources").map(|map| sources(map, today)).unwrap_or_default(),
        questions: list("questions").map(|list| questions::read(list, helpers)).unwrap_or_default(),
        concerns: list("concerns").map(concerns).unwrap_or_default(),
    })
}

/// Warns when the day to look at something again has passed.
pub(crate) fn warn_past_review(id: &str, by: Option<Date>, item: Item<'_>, today: Date) {
    if let Some(by) = by.filter(|by| *by < today) {
        let day = by.strftime("%-d %B %Y");
        item.tell("review_by", fault("past-review", &[("id", &id), ("day", &day)]));
    }
}

fn sources(map: Item<'_>, today: Date) -> Vec<Placed<'_, Source>> {
    map.expect(Shape::Map);
    let (mut ids, mut all) = (Ids::new("source"), Vec::new());
    for (key, node) in up_to_most("source", map.node.entries(), || map.whole(), map.faults) {
        let id = &key.text;
        let place = || map.source.place(key.span);
        map.faults.extend(ids.take(id, place()));
        if node.is_null() {
            map.faults.push(fault("empty-key", &[("key", id)]).at(place()));
            continue;
        }
        let item = Item { node, ..map };
        let mut source: Source = item.read(&[]).unwrap_or_default();
        source.id = id.clone();
        if node.shape() == Shape::Map {
            item.require(&["title"]);
            let lacking = [("date", "no-date"), ("url", "no-url")];
            for (_, name) in lacking.into_iter().filter(|(key, _)| item.lacks(key)) {
                map.faults.push(fault(name, &[("id", id)]).at(place()));
            }
        }
        if let Some(url) = source.url.as_deref().filter(|url| url.trim().starts_with("www.")) {
            item.tell("url", fault("no-scheme", &[("url", &url.trim())]));
        }
        warn_past_review(id, source.review_by, item, today);
        all.push((source, item));
    }
    all
}
