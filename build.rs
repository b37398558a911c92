//! Tells the program whether the page that `sayso page` fills has been built: `cargo run -p
//! sayso-page-build` makes `data/page.gz`, which is embedded where it is there. Tells the tests
//! whether the program is made to be fast.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks")]

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(page_built)");
    println!("cargo::rustc-check-cfg=cfg(optimised)");
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("OPT_LEVEL").is_some_and(|level| level != "0" && level != "1") {
        println!("cargo::rustc-cfg=optimised");
    }
    // The library alone, of which the page is made, does not depend on the page.
    if std::env::var_os("CARGO_FEATURE_CLI").is_none() {
        return;
    }
    println!("cargo::rerun-if-changed=data");
    if Path::new("data/page.gz").exists() {
        println!("cargo::rustc-cfg=page_built");
    }
}
