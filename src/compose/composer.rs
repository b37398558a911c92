//! What makes documents of one template: its texts, read once.

use rapidhash::RapidHashMap;

use super::note::note;
use crate::model::{Concern, Pack, Template, To};
use crate::register::destinations::Destination;
use crate::template::context::Scope;
use crate::template::engine::{Engine, TemplateFault, has_tags};

/// Makes documents of one template. Make it once, use it for every row.
pub struct Composer<'p> {
    /// The pack.
    pub pack: &'p Pack,
    /// The template.
    pub template: &'p Template,
    pub(super) engine: Engine,
    pub(super) scope: Scope<'p>,
    /// Notes by the ids of their sources.
    pub(super) notes: RapidHashMap<&'p str, String>,
}

impl<'p> Composer<'p> {
    /// Reads the template's texts.
    ///
    /// # Errors
    /// A text that cannot be read.
    pub fn new(pack: &'p Pack, template: &'p Template) -> Result<Composer<'p>, TemplateFault> {
        Composer::with(texts_of_pack(pack)?, pack, template)
    }

    /// As [`Composer::new`], with an engine that [`texts_of_pack`] made: reading those texts is
    /// most of the work, and they are the same for every template.
    ///
    /// # Errors
    /// A text of the template that cannot be read.
    pub fn with(
        mut engine: Engine,
        pack: &'p Pack,
        template: &'p Template,
    ) -> Result<Composer<'p>, TemplateFault> {
        engine.add_markdown(&template.file, &template.body)?;
        let mut texts: Vec<&str> = vec![&template.body];
        texts.extend(pack.partials.iter().map(|partial| partial.text.as_str()));
        texts.extend(pack.concerns.iter().flat_map(wordings).map(|(_, text)| text));
        let may_go_to = |destination: &&Destination| match &template.destination {
            To::Kind(id) => destination.id == *id,
            To::Chosen(_) => true,
        };
        let destinations = pack.registers.destinations.iter().filter(may_go_to);
        let own = template.subject.iter().chain(&template.next);
        for text in own.chain(destinations.flat_map(lines_to)) {
            // Named by themselves: no partial is called so.
            if has_tags(text) {
                engine.add_plain(text, text)?;
                texts.push(text);
            }
        }
        let named = pack.registers.destinations.iter().filter_map(|d| d.named.as_deref());
        let named: Vec<String> = named.map(|id| format!("{{{{{id}}}}}")).collect();
        texts.extend(named.iter().map(String::as_str));
        let scope = Scope::of(pack, texts);
        let notes = pack.sources.iter().map(|s| (s.id.as_str(), note(s, &pack.language))).collect();
        Ok(Composer { pack, template, engine, scope, notes })
    }
}

/// The texts that stand round a body to a kind of receiver, and what to do with it.
fn lines_to(to: &Destination) -> impl Iterator<Item = &String> {
    let values = to.details.iter().flat_map(|details| &details.rows).map(|row| &row.value);
    let blocks = [&to.sender, &to.recipient, &to.signature, &to.next].into_iter().flatten();
    blocks.chain(&to.salutation).chain(values)
}

/// An engine with the texts that all templates of a pack share: partials and the wordings of
/// concerns.
///
/// # Errors
/// A text that cannot be read.
pub fn texts_of_pack(pack: &Pack) -> Result<Engine, TemplateFault> {
    let mut engine = Engine::new(pack)?;
    for concern in &pack.concerns {
        for (which, text) in wordings(concern) {
            engine.add_markdown(&wording_name(&concern.id, which), text)?;
        }
    }
    Ok(engine)
}

/// The wordings of a concern by their keys: `text`, `short`, and one for each kind of receiver by
/// its id.
pub fn wordings(concern: &Concern) -> impl Iterator<Item = (&str, &str)> {
    let text = concern.text.as_deref().map(|t| ("text", t));
    let short = concern.short.as_deref().map(|t| ("short", t));
    let to = concern.to.iter().map(|(kind, text)| (kind.as_str(), text.as_str()));
    text.into_iter().chain(short).chain(to)
}

/// The name of a wording in the engine.
pub(super) fn wording_name(id: &str, which: &str) -> String {
    format!("concern {id} {which}")
}
