//! `sayso new`: packs made from the starter, from other packs, from letters and from consultations.

pub(crate) mod cases;
mod consultations;
mod copies;
mod files;
mod finished;
mod guide;
mod hostile;
mod letters;
mod made;
mod talk;
