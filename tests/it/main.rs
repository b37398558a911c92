//! The integration tests: one crate, a module a feature.

#![allow(clippy::disallowed_methods, reason = "tests write files and look at the clock")]

mod asking;
mod batch;
mod budget;
mod checking;
mod command_line;
mod escape;
mod ex26;
mod examples;
mod examples_of_packs;
mod facts;
mod formats;
mod guides;
mod house;
mod import;
mod interrupted;
mod interview;
mod joint;
mod leaflet;
mod letters;
mod nations;
mod newcomer;
mod packs;
mod page;
mod parts;
mod pdf;
mod postcodes;
mod previews;
mod reading_age;
mod readme;
mod receivers;
mod report;
mod resume;
mod review;
mod rows;
mod schemas;
mod sharing;
mod similar;
mod support;
mod tables;
mod transcript;
mod typing;
mod walk;
mod whole;
