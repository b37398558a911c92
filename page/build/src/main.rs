//! Builds `data/page.gz`, the page without a pack, which the program embeds where it is there.
//!
//! The engine is compiled for WebAssembly, wrapped by wasm-bindgen, compressed and put into
//! `page.html` with the style and the script, whose hashes become its Content-Security-Policy.

#![allow(
    clippy::disallowed_methods,
    reason = "a tool that builds reads the environment and writes"
)]

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// Runs in any browser, also in one that cannot read the script: says so where the page cannot work.
const FIRST: &str = "if(!window.WebAssembly||!window.DecompressionStream){\
    document.getElementById('old').hidden=false}";

fn main() -> ExitCode {
    match build() {
        Ok(said) => {
            let _ = writeln!(std::io::stdout(), "{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the page and says what each part weighs.
fn build() -> Result<String, Box<dyn Error>> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = page.join("..");
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    compile(&root, &target)?;
    let bound = target.join("page-bound");
    Bindgen::new()
        .input_path(target.join(TARGET).join("page").join("sayso_page.wasm"))
        .no_modules(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&bound)?;
    let wasm = fs::read(bound.join("sayso_page_bg.wasm"))?;
    let engine = engine(&wasm, &bound)?;
    let script = fs::read_to_string(bound.join("sayso_page.js"))?
        + &fs::read_to_string(page.join("page.js"))?;
    let style = fs::read_to_string(page.join("page.css"))?;
    let html = filled(&fs::read_to_string(page.join("page.html"))?, &style, &script, &engine);
    let packed = compressed(html.as_bytes())?;
    fs::write(root.join("data").join("page.gz"), &packed)?;
    Ok(format!(
        "data/page.gz: {} bytes. Engine {} bytes, compressed {}; script {}, style {}; the page without a pack {}.",
        packed.len(),
        wasm.len(),
        engine.len(),
        script.len(),
        style.len(),
        html.len()
    ))
}

/// Compiles the engine for WebAssembly.
fn compile(root: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.current_dir(root).env("CARGO_TARGET_DIR", target);
    command.args([
        "build",
        "--locked",
        "-p",
        "sayso-page",
        "--profile",
        "page",
        "--target",
        TARGET,
    ]);
    if command.status()?.success() {
        return Ok(());
    }
    Err(format!(
        "the engine could not be compiled; is the target there? `rustup target add {TARGET}`"
    )
    .into())
}

/// The page with everything in it but what a pack brings.
fn filled(html: &str, style: &str, script: &str, engine: &[u8]) -> String {
    // A script ends where its text says so, whatever the language thinks of it.
    let script = script.replace("</script", "<\\/script");
    let policy = format!(
        "default-src 'none'; script-src '{}' '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data:; \
         connect-src 'none'; form-action 'none'; base-uri 'none'",
        hash(FIRST),
        hash(&script),
        hash(style)
    );
    html.replace("%POLICY%", &policy)
        .replace("%STYLE%", style)
        .replace("%FIRST%", FIRST)
        .replace("%SCRIPT%", &script)
        .replace("%ENGINE%", &STANDARD.encode(engine))
}

/// A hash as a Content-Security-Policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// The engine compressed as small as its format lets it be. That takes a minute, so it is kept with
/// what it was made of.
fn engine(wasm: &[u8], kept: &Path) -> std::io::Result<Vec<u8>> {
    let (of, engine) = (kept.join("engine.wasm"), kept.join("engine.gz"));
    if fs::read(&of).is_ok_and(|bytes| bytes == wasm) {
        return fs::read(engine);
    }
    let mut packed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, wasm, &mut packed)?;
    fs::write(&engine, &packed)?;
    fs::write(of, wasm)?;
    Ok(packed)
}

fn compressed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
