//! Templates for a joint response: each stands for a template that one person writes, and names
//! its signatories.

use super::item::{Placed, unknown};
use crate::diagnostic::Diagnostic;
use crate::model::Template;
use crate::pack::faults::Thing;
use crate::pack::files::PackFiles;

/// Checks that each stands for a template that one person writes.
pub(crate) fn check(
    templates: &[Placed<'_, Template>],
    files: &PackFiles,
    faults: &mut Vec<Diagnostic>,
) {
    for (template, item) in templates {
        let Some(stands_for) = &template.joint else { continue };
        let other = templates.iter().map(|(other, _)| other).find(|other| other.id == *stands_for);
        let kind = match other {
            Some(other) if other.joint.is_none() => continue,
            Some(_) => crate::pack::faults::joint_of_joint(stands_for),
            // A template with a fault of its own is not there, which has been told.
            None if files.files.contains_key(&format!("{stands_for}.md.hbs")) => continue,
            None => {
                let single = templates.iter().filter(|(other, _)| other.joint.is_none());
                unknown(Thing::Template, stands_for, single.map(|(other, _)| other.id.as_str()))
            }
        };
        faults.push(kind.at(item.place("joint")));
    }
}
