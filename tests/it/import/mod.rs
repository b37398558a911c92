//! `sayso new`: packs made from the starter, from other packs, from letters and from consultations.

mod asked;
mod consultations;
mod copies;
mod gaps;
mod guide;
mod hostile;
mod letters;
mod made;
mod word;
