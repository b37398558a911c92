//! `pack.yaml`: the pack itself, its sources and its concerns.

use jiff::civil::Date;

use super::item::{Ids, Item, Placed, expect, read_list, up_to_most};
use super::questions;
use crate::diagnostic::{Diagnostic, fault};
use crate::model::{Concern, Pack, Question, Source};
use crate::source::faults::Shape;
use crate::source::text::SourceText;
use crate::source::typed;
use crate::source::yaml::Node;

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
pub(crate) fn read<'a>(
    source: &'a SourceText,
    node: &'a Node,
    helpers: &[&str],
    today: Date,
    faults: &mut Vec<Diagnostic>,
) -> Option<PackFile<'a>> {
    let pack = typed::read(source, node, &["sources", "questions", "concerns"], faults)?;
    let item = Item { source, node };
    item.require(&["title", "summary", "publisher", "licence", "updated"], faults);
    let list = |key: &str| node.get(key).map(|node| Item { source, node });
    Some(PackFile {
        item,
        pack,
        sources: list("sources").map(|map| sources(map, today, faults)).unwrap_or_default(),
        questions: list("questions")
            .map(|list| questions::read(list, helpers, faults))
            .unwrap_or_default(),
        concerns: list("concerns").map(|list| concerns(list, faults)).unwrap_or_default(),
    })
}

/// Warns when the day to look at something again has passed.
pub(crate) fn warn_past_review(
    id: &str,
    by: Option<Date>,
    item: Item<'_>,
    today: Date,
    faults: &mut Vec<Diagnostic>,
) {
    if let Some(by) = by.filter(|by| *by < today) {
        let past = fault("past-review", &[("id", &id), ("day", &by.strftime("%-d %B %Y"))]);
        faults.push(past.at(item.place("review_by")));
    }
}

fn sources<'a>(
    map: Item<'a>,
    today: Date,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a, Source>> {
    expect(Shape::Map, map, faults);
    let place = |key: &str| map.key_place(key);
    let (mut ids, mut all) = (Ids::new("source"), Vec::new());
    for (key, node) in up_to_most("source", map.node.entries(), || map.whole(), faults) {
        let id = &key.text;
        ids.take(id, map.source.place(key.span), faults);
        if node.is_null() {
            faults.push(fault("empty-key", &[("key", id)]).at(place(id)));
            continue;
        }
        let item = Item { source: map.source, node };
        let mut source: Source = typed::read(map.source, node, &[], faults).unwrap_or_default();
        source.id = id.clone();
        if node.shape() == Shape::Map {
            item.require(&["title"], faults);
            let lacking = [("date", "no-date"), ("url", "no-url")];
            for (_, name) in lacking.into_iter().filter(|(key, _)| item.lacks(key)) {
                faults.push(fault(name, &[("id", id)]).at(place(id)));
            }
        }
        if let Some(url) = source.url.as_deref().filter(|url| url.trim().starts_with("www.")) {
            faults.push(fault("no-scheme", &[("url", &url.trim())]).at(item.place("url")));
        }
        warn_past_review(id, source.review_by, item, today, faults);
        all.push((source, item));
    }
    all
}

fn concerns<'a>(list: Item<'a>, faults: &mut Vec<Diagnostic>) -> Vec<Placed<'a, Concern>> {
    let check = |_: &Concern, item: Item<'a>, faults: &mut Vec<Diagnostic>| {
        item.require(&["title"], faults);
    };
    read_list("concern", list, |concern: &Concern| &concern.id, check, faults)
}
