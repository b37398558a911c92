//! The questions that a letter's placeholders become, and the tag that stands for each.

use std::collections::{BTreeMap, BTreeSet};

use super::ask::{self, Asked};
use super::meaning::Use;
use super::{Gap, Letter, meaning, words};
use crate::model::Kind;
use crate::pack::Shared;
use crate::template::helpers;
use crate::template::lint::names::RESERVED;

/// The questions of a template, and the tag of each placeholder.
#[derive(Default)]
pub(super) struct Questions {
    /// Those of the pack's own.
    pub(super) own: Vec<Asked>,
    /// For each placeholder what stands for it in the template.
    pub(super) tags: Vec<String>,
    /// For each placeholder the questions that it became.
    pub(super) became: Vec<Vec<(String, Kind)>>,
    /// Ids of the shared questions that are used.
    pub(super) shared: BTreeSet<&'static str>,
}

impl Letter {
    /// The questions; `inline` are the own words that stay in a sentence, which needs them.
    pub(super) fn questions(&self, inline: &BTreeSet<usize>, shared: &Shared) -> Questions {
        let mut taken: BTreeSet<String> =
            shared.questions.iter().flat_map(|q| q.id.split('.')).map(str::to_string).collect();
        taken.extend(helpers::names().chain(RESERVED.iter().copied()).map(str::to_string));
        taken.extend(["concerns", "body"].map(str::to_string));
        let mut all = Questions::default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut told = false;
        for (index, gap) in self.gaps.iter().enumerate() {
            let whole = inline.contains(&index);
            let story = matches!(&gap.becomes, Use::Shared(ids) if ids == &["story"]);
            match &gap.becomes {
                Use::Shared(ids) if !(story && (whole || told)) => {
                    told |= story;
                    all.shared(ids, shared);
                }
                Use::Literal | Use::Instruction => {
                    all.tags.push(String::new());
                    all.became.push(Vec::new());
                }
                becomes => {
                    let own = Use::Own(Kind::OwnWords);
                    let gap =
                        Gap { becomes: if story { own } else { becomes.clone() }, ..gap.clone() };
                    all.own(&gap, whole, &mut known, &mut taken);
                }
            }
        }
        all
    }
}

impl Questions {
    /// A placeholder that shared questions answer.
    fn shared(&mut self, ids: &[&'static str], shared: &Shared) {
        self.shared.extend(ids);
        let tags: Vec<&str> = ids.iter().map(|id| tag(id)).collect();
        self.tags.push(tags.join(", "));
        let kind =
            |id: &str| shared.questions.iter().find(|q| q.id == id).map_or(Kind::Text, |q| q.kind);
        self.became.push(ids.iter().map(|id| (id.to_string(), kind(id))).collect());
    }

    /// A placeholder with a question of the pack's own: the same one for the same placeholder.
    /// Own words stand once only.
    fn own(
        &mut self,
        gap: &Gap,
        whole: bool,
        known: &mut BTreeMap<String, usize>,
        taken: &mut BTreeSet<String>,
    ) {
        let once = gap.becomes == Use::Own(Kind::OwnWords);
        let options = match &gap.becomes {
            Use::Choose(options) => options.join("/").to_lowercase(),
            _ => String::new(),
        };
        let key = format!("{:?} {} {options}", kind_of(gap), words::words(&gap.label).join(" "));
        // Blanks of no known meaning are each their own.
        let same = gap.sure || gap.again || !gap.label.is_empty() || !options.is_empty();
        let key = format!("{key} {}", gap.known_by.join(" "));
        let index = match known.get(&key).filter(|_| same && !once) {
            Some(index) => {
                // One place that cannot do without it is enough.
                self.own[*index].required |= !ask::may_be_left(gap) && ask::reaches(gap);
                *index
            }
            None => {
                let id = ask::unique(&id(gap), taken);
                self.own.push(ask::asked(gap, id, whole));
                known.insert(key, self.own.len() - 1);
                self.own.len() - 1
            }
        };
        let asked = &self.own[index];
        self.tags.push(match asked.kind {
            Kind::Date => format!("{{{{date {}}}}}", asked.id),
            _ if gap.line_words.is_some() => {
                let (before, after) = gap.line_words.clone().unwrap_or_default();
                format!("{{{{#if {0}}}}}{before}{{{{{0}}}}}{after}{{{{/if}}}}", asked.id)
            }
            Kind::Contact if ask::falls_back(gap) => {
                format!(
                    "{{{{#if {0}}}}}{{{{{0}}}}}{{{{else}}}}the address above{{{{/if}}}}",
                    asked.id
                )
            }
            _ => format!("{{{{{}}}}}", asked.id),
        });
        self.became.push(vec![(asked.id.clone(), asked.kind)]);
    }
}

fn kind_of(gap: &Gap) -> Kind {
    match &gap.becomes {
        Use::Own(kind) => *kind,
        Use::Choose(_) => Kind::Choice,
        _ => Kind::Text,
    }
}

/// The id that a question is known by.
fn id(gap: &Gap) -> String {
    match &gap.becomes {
        Use::Choose(_) if gap.named => words::id(&meaning::core(&gap.label)),
        Use::Choose(options) if options.len() == 2 => {
            words::id(&words::words(&format!("{} or {}", options[0], options[1])))
        }
        Use::Own(Kind::OwnWords) if !gap.label.is_empty() => {
            let said = [
                "say",
                "tell",
                "you",
                "us",
                "them",
                "something",
                "some",
                "words",
                "one",
                "two",
                "or",
                "and",
                "mp",
                "what",
                "how",
                "that",
                "optional",
                "describe",
                "explain",
                "have",
                "when",
                "also",
                "any",
                "them",
                "sentences",
                "sentence",
                "short",
                "paragraph",
            ];
            let kept: Vec<String> =
                gap.known_by.iter().filter(|w| !said.contains(&w.as_str())).cloned().collect();
            let kept = if kept.is_empty() { vec!["own".into(), "words".into()] } else { kept };
            words::id(&kept)
        }
        _ => {
            let kept: Vec<String> = match gap.known_by.as_slice() {
                [_, _, ..] => {
                    let empty = ["name", "you", "have", "has", "been", "are", "is", "do"];
                    let says = |w: &&String| !empty.contains(&w.as_str());
                    gap.known_by.iter().filter(says).cloned().collect()
                }
                other => other.to_vec(),
            };
            words::id(&kept)
        }
    }
}

/// How the answer to a shared question stands in a sentence. What may be left out has words for
/// when it is.
fn tag(id: &str) -> &'static str {
    match id {
        "name" => "{{name}}",
        "address" => "{{#each address}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}",
        "postcode" => "{{postcode}}",
        "area" => "{{area.name}}",
        "dated" => "{{dated}}",
        "mp.name" => "{{#if mp.name}}{{mp.name}}{{else}}my MP{{/if}}",
        "mp.constituency" => {
            "{{#if mp.constituency}}{{mp.constituency}}{{else}}your constituency{{/if}}"
        }
        _ => "{{story}}",
    }
}
