//! What can be told of each text by itself, where `pack.yaml` cannot be read: front matter, tags,
//! Markdown. What depends on the pack's questions and sources waits until it can.

use super::templates::TemplateFile;
use super::{partials, template_files, templates};
use crate::error::Fault;
use crate::pack::Files;
use crate::pack::spec::TemplateSpec;
use crate::source::typed;
use crate::source::yaml::Node;
use crate::template::lint::{Budget, Piece, check_markdown};

/// Checks the templates and partials of a pack, each by itself.
pub(super) fn check(files: &Files, faults: &mut Vec<Fault>) {
    if !files.files.keys().any(|path| templates::id(path).is_some()) {
        return;
    }
    let budget = Budget::default();
    for file in template_files(files, faults) {
        template(&file, &budget, faults);
    }
    for (_, text) in partials(files, faults) {
        check_markdown(&Piece::file(&text.file, &text.text, &budget, faults), faults);
    }
}

fn template(file: &TemplateFile, budget: &Budget, faults: &mut Vec<Fault>) {
    let TemplateFile { front, node, body, .. } = file;
    // What it says is told; the pack that it would be checked against is not there.
    let _: Option<TemplateSpec> = typed::read(front, node, &[], faults);
    check_markdown(&Piece::file(&front.file, body, budget, faults), faults);
    let next = node.get("next").map(Node::items).unwrap_or_default();
    for text in node.get("subject").into_iter().chain(next) {
        Piece::value(front, text, budget, faults);
    }
}
