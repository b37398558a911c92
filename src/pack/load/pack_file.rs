//! `pack.yaml`: the pack itself, its sources and its concerns.

use jiff::civil::Date;

use super::dates;
use super::item::{Ids, Item, Placed, read_list, up_to_most, wrong_shape};
use super::questions;
use crate::diagnostic::Diagnostic;
use crate::model::{Concern, Question, Source};
use crate::pack::faults::{self, Shape, Thing};
use crate::pack::spec::{ConcernSpec, PackSpec, SourceSpec};
use crate::source::text::SourceText;
use crate::source::typed;
use crate::source::yaml::{Node, Value};

/// What stands in `pack.yaml`, with places.
#[derive(Debug)]
pub(crate) struct PackFile<'a> {
    /// The file as a whole.
    pub(crate) item: Item<'a>,
    /// What is not a list.
    pub(crate) spec: PackSpec,
    /// When it was last updated.
    pub(crate) updated: Option<Date>,
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
    let lists = ["sources", "questions", "concerns"];
    let mut spec: PackSpec = typed::read(source, node, &lists, faults)?;
    let item = Item { source, node };
    spec.title = item.need(spec.title, "title", faults);
    spec.summary = item.need(spec.summary, "summary", faults);
    spec.publisher = item.need(spec.publisher, "publisher", faults);
    spec.licence = item.need(spec.licence, "licence", faults);
    spec.updated = item.need(spec.updated, "updated", faults);
    let updated = spec.updated.as_deref().and_then(|_| day(item, "updated", faults));
    let mut file = PackFile {
        item,
        spec,
        updated,
        sources: Vec::new(),
        questions: Vec::new(),
        concerns: Vec::new(),
    };
    if let Some(map) = node.get("sources") {
        file.sources = sources(source, map, today, faults);
    }
    if let Some(list) = node.get("questions") {
        file.questions = questions::read(source, list, helpers, faults);
    }
    if let Some(list) = node.get("concerns") {
        let id = |spec: &ConcernSpec| spec.id.clone();
        file.concerns = read_list(Thing::Concern, (source, list), id, concern, faults);
    }
    Some(file)
}

fn day(item: Item<'_>, key: &str, faults: &mut Vec<Diagnostic>) -> Option<Date> {
    date(item, key, true, faults)
}

/// A day; or, where it need not be one, a day, month or year, as its last day.
fn date(item: Item<'_>, key: &str, is_day: bool, faults: &mut Vec<Diagnostic>) -> Option<Date> {
    let text = item.node.get(key)?.text()?;
    let date = if is_day { dates::day(text) } else { dates::last_day(text) };
    if date.is_none() {
        faults.push(faults::bad_date(text, is_day).at(item.place(key)));
    }
    date
}

/// Warns when the day to look at something again has passed.
pub(crate) fn warn_past_review(
    id: &str,
    item: Item<'_>,
    today: Date,
    faults: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let by = date(item, "review_by", false, faults)?;
    if by < today {
        let kind = faults::past_review(id, by);
        faults.push(kind.warning().at(item.place("review_by")));
    }
    Some(by)
}

fn sources<'a>(
    text: &'a SourceText,
    map: &'a Node,
    today: Date,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a, Source>> {
    let mut all = Vec::new();
    if !matches!(map.value, Value::Map(_)) && !map.is_null() {
        faults.push(wrong_shape(text, map, Shape::Map));
    }
    let mut ids = Ids::new(Thing::Source);
    for (key, node) in up_to_most(Thing::Source, map.entries(), || text.place(map.span), faults) {
        let item = Item { source: text, node };
        ids.take(&key.text, text.place(key.span), faults);
        // The key stands for the source where its own line is asked for.
        let key_item = Item { source: text, node: map };
        if node.is_null() {
            let fault = faults::empty_key(&key.text);
            faults.push(fault.at(key_item.key_place(&key.text)));
        } else {
            all.push((source(&key.text, key_item, item, today, faults), item));
        }
    }
    all
}

fn source(
    id: &str,
    map: Item<'_>,
    item: Item<'_>,
    today: Date,
    faults: &mut Vec<Diagnostic>,
) -> Source {
    let spec: SourceSpec = typed::read(item.source, item.node, &[], faults).unwrap_or_default();
    let is_map = matches!(item.node.value, Value::Map(_));
    let title = if is_map { item.need(spec.title, "title", faults) } else { None };
    date(item, "date", false, faults);
    let lacks =
        [(spec.date.is_none(), faults::no_date(id)), (spec.url.is_none(), faults::no_url(id))];
    for (_, fault) in lacks.into_iter().filter(|(lacks, _)| *lacks && is_map) {
        faults.push(fault.warning().at(map.key_place(id)));
    }
    let bare = spec.url.as_deref().map(str::trim).filter(|url| url.starts_with("www."));
    if let Some(url) = bare {
        faults.push(faults::no_scheme(url).warning().at(item.place("url")));
    }
    Source {
        id: id.to_string(),
        title: title.unwrap_or_default(),
        publisher: spec.publisher,
        date: spec.date.unwrap_or_default(),
        url: spec.url,
        checked: day(item, "checked", faults),
        review_by: warn_past_review(id, item, today, faults),
    }
}

/// A concern as `pack.yaml` gives it.
fn concern(id: String, spec: ConcernSpec, item: Item<'_>, faults: &mut Vec<Diagnostic>) -> Concern {
    Concern {
        id,
        title: item.need(spec.title, "title", faults).unwrap_or_default(),
        text: spec.text,
        short: spec.short,
        to: spec.to.into_iter().collect(),
    }
}
