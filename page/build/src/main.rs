//! Builds `data/page.gz`, the page without a pack, which the program embeds where it is there.
//!
//! The engine is compiled for WebAssembly, wrapped by wasm-bindgen and compressed; it stands behind
//! `page.html` with the style and the script, whose hashes become its Content-Security-Policy.

#![allow(
    clippy::disallowed_methods,
    reason = "a tool that builds reads the environment and writes"
)]

use std::error::Error;
use std::ffi::{OsStr, OsString};
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

/// Names the linker to this program when it is started in its place.
const LINKER: &str = "SAYSO_PAGE_LINKER";

/// How the exports begin that printpdf makes for pages of its own: its reader of PDFs, its pictures of
/// pages. Nothing here calls them, and with them goes a quarter of the engine.
const UNUSED: &str = "Pdf_";

fn main() -> ExitCode {
    if let Some(linker) = std::env::var_os(LINKER) {
        return link(&linker);
    }
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
    let wasm = without_profile(fs::read(bound.join("sayso_page_bg.wasm"))?);
    let engine = engine(&wasm, &bound)?;
    let script = fs::read_to_string(bound.join("sayso_page.js"))?
        + &fs::read_to_string(page.join("page.js"))?;
    let style = fs::read_to_string(page.join("page.css"))?;
    let html = filled(&fs::read_to_string(page.join("page.html"))?, &style, &script);
    // The program tells them apart by the zero, which no text has.
    let packed = compressed(&[html.as_bytes(), &[0], &engine].concat())?;
    fs::write(root.join("data").join("page.gz"), &packed)?;
    Ok(format!(
        "data/page.gz: {} bytes. Engine {} bytes, compressed {}; script {}, style {}.",
        packed.len(),
        wasm.len(),
        engine.len(),
        script.len(),
        style.len()
    ))
}

/// Compiles the engine for WebAssembly, for which rustup fetches what Rust needs where it can.
fn compile(root: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let _ = Command::new("rustup").args(["--quiet", "target", "add", TARGET]).status();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.current_dir(root).env("CARGO_TARGET_DIR", target);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", std::env::current_exe()?);
    command.env(LINKER, linker()?);
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

/// The linker that comes with Rust.
fn linker() -> Result<PathBuf, Box<dyn Error>> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let said = Command::new(rustc).args(["--print", "target-libdir"]).output()?;
    let libraries = PathBuf::from(String::from_utf8(said.stdout)?.trim());
    Ok(libraries.join("../bin/rust-lld").with_extension(std::env::consts::EXE_EXTENSION))
}

/// Links in place of `linker`, with all that it is told but the exports that nobody calls.
fn link(linker: &OsStr) -> ExitCode {
    let mut arguments: Vec<OsString> = Vec::new();
    for argument in std::env::args_os().skip(1) {
        let exported = arguments.last().is_some_and(|before| before == "--export");
        if exported && argument.to_str().is_some_and(is_unused) {
            arguments.pop();
        } else {
            arguments.push(argument);
        }
    }
    let linked = Command::new(linker).args(arguments).status();
    if linked.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether an export, or what describes it to wasm-bindgen, is one that nobody calls.
fn is_unused(export: &str) -> bool {
    export.strip_prefix("__wbindgen_describe_").unwrap_or(export).starts_with(UNUSED)
}

/// The engine with zeros, which pack to nothing, in place of the colour profile that printpdf keeps
/// for PDF/X: it is written into no PDF of ours, and would be a sixth of the page.
fn without_profile(mut wasm: Vec<u8>) -> Vec<u8> {
    /// Class and colour spaces of the profile, which stand 12 bytes behind its length (ICC.1, 7.2).
    const SPACES: (&[u8], usize) = (b"prtrCMYKLab ", 12);
    let found = wasm.windows(SPACES.0.len()).position(|bytes| bytes == SPACES.0);
    let Some(from) = found.and_then(|found| found.checked_sub(SPACES.1)) else { return wasm };
    let length = wasm[from..].first_chunk().map_or(0, |length| u32::from_be_bytes(*length));
    let length = usize::try_from(length).unwrap_or(0);
    if let Some(profile) = wasm.get_mut(from..from.saturating_add(length)) {
        profile.fill(0);
    }
    wasm
}

/// The page with everything in it but what a pack brings.
fn filled(html: &str, style: &str, script: &str) -> String {
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
