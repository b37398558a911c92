//! Templates for a joint response: each stands for a template that one person writes, and names
//! its signatories.

use super::item::unknown;
use super::templates::Written;
use crate::error::fault::{Joint, Thing};
use crate::error::{Fault, FaultKind};
use crate::pack::Files;

/// Checks that each stands for a template that one person writes.
pub(crate) fn check(templates: &[Written<'_>], files: &Files, faults: &mut Vec<Fault>) {
    for written in templates {
        let Some(stands_for) = &written.template.joint else { continue };
        let other = templates.iter().find(|other| other.template.id == *stands_for);
        let kind = match other {
            Some(other) if other.template.joint.is_none() => continue,
            Some(_) => FaultKind::Joint(Joint::OfJoint(stands_for.clone())),
            // A template with a fault of its own is not there, which has been told.
            None if files.files.contains_key(&format!("{stands_for}.md.hbs")) => continue,
            None => {
                let single = templates.iter().filter(|other| other.template.joint.is_none());
                unknown(Thing::Template, stands_for, single.map(|other| other.template.id.as_str()))
            }
        };
        faults.push(Fault::error(kind, written.item.place("joint")));
    }
}
