//! All that judges a pack: its wording, its templates filled in a dry run, its examples, previews.

pub mod dry_run;
pub mod error;
pub mod examples;
pub mod finished;
mod lists;
pub mod preview;
pub mod prose;

use jiff::civil::Date;
pub use prose::out_of_date;

use crate::diagnostic::{Diagnostic, Faults};
use crate::model::Pack;
use crate::pack::load::{Review, Wording, in_order, reviewed};
use crate::pack::{PackFiles, Shared};

/// Checks a pack as its author wants it checked: all that loading it tells, what is doubtful in
/// its texts, what breaks or looks wrong when they are filled in a dry run, and what is wrong in
/// its examples. The pack when it can be used, and every fault, warning and piece of advice.
pub fn examine(files: &PackFiles, shared: &Shared, today: Date) -> (Option<Pack>, Vec<Diagnostic>) {
    let faults = Faults::default();
    let review: Review<'_> = &|file, texts| prose::review(today, file, texts, &faults);
    let checked = reviewed(files, shared, today, Wording::Reviewed(review), &faults);
    let checked = checked.filter(|_| faults.leave_it_usable());
    if let (Some((pack, works)), Some(file)) = (&checked, files.text("pack.yaml", &faults)) {
        faults.extend(dry_run::pack(pack, &file, works).faults);
    }
    let pack = checked.map(|(pack, _)| pack).filter(|_| faults.leave_it_usable());
    faults.extend(examples::faults(pack.as_ref(), files));
    (pack, in_order(faults.into_vec()))
}
