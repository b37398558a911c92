//! Templates for a joint response: each stands for a template that one person writes, and names
//! its signatories.

use super::item::unknown;
use super::templates::Written;
use crate::diagnostic::Diagnostic;
use crate::pack::faults::Thing;
use crate::pack::files::PackFiles;

/// Checks that each stands for a template that one person writes.
pub(crate) fn check(templates: &[Written<'_>], files: &PackFiles, faults: &mut Vec<Diagnostic>) {
    for written in templates {
        let Some(stands_for) = &written.template.joint else { continue };
        let other = templates.iter().find(|other| other.template.id == *stands_for);
        let kind = match other {
            Some(other) if other.template.joint.is_none() => continue,
            Some(_) => crate::pack::faults::joint_of_joint(stands_for),
            // A template with a fault of its own is not there, which has been told.
            None if files.files.contains_key(&format!("{stands_for}.md.hbs")) => continue,
            None => {
                let single = templates.iter().filter(|other| other.template.joint.is_none());
                unknown(Thing::Template, stands_for, single.map(|other| other.template.id.as_str()))
            }
        };
        faults.push(kind.at(written.item.place("joint")));
    }
}
