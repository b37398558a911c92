//! `sayso new`: packs made from the starter, from other packs, from letters and from consultations.

mod consultations;
mod copies;
mod letters;
mod made;
