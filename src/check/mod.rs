//! All that judges a pack: its wording, its templates filled in a dry run, its examples, previews.

pub mod dry_run;
pub mod examples;
pub mod preview;
pub mod prose;
