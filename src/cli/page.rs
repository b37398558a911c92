//! `sayso page`: a pack as one HTML file that anybody can open, with the same engine inside.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use flate2::read::GzDecoder;
use jiff::civil::Date;
use qrcode::QrCode;
use qrcode::render::svg;
use quick_xml::escape::escape;
use regex_lite::{Captures, Regex};
use sayso::diagnostic::{Diagnostic, Severity};
use sayso::disk::{self, IfExists, Outgoing};
use sayso::error::Error;
use sayso::model::Pack;
use sayso::pack::PackFiles;
use sayso::pack::files::EXAMPLES;
use sayso::register::{Areas, postcodes};
use serde_json::{Value as Json, json};

use super::{faults, packs, screen, talk};

/// The page without a pack, compressed; none in a program that was built before the page was.
#[cfg(page_built)]
const PAGE: Option<&[u8]> =
    Some(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/page.gz")));
/// The page without a pack, compressed; none in a program that was built before the page was.
#[cfg(not(page_built))]
const PAGE: Option<&[u8]> = None;

/// Flags of `page`.
#[derive(Debug, Args)]
pub(crate) struct PageArgs {
    /// The pack, or templates of one pack; all that it can write unless stated
    #[arg(value_name = "PACK[/TEMPLATE]", required = true)]
    pub(crate) what: Vec<String>,
    /// The file to write, such as keep-the-ward.html
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Where the page will stand: to be passed on by those who have written, and made into a QR
    /// code for your leaflet, a .svg beside the page
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub(crate) url: Option<String>,
    /// The colour of its top line, such as #1d5a96
    #[arg(long, value_name = "COLOUR", value_parser = colour)]
    pub(crate) colour: Option<String>,
    /// Leave out the table of postcodes: half a megabyte less, and people name their council
    #[arg(long)]
    pub(crate) no_postcodes: bool,
    /// What to say to those who have their letter, such as where to tell you about it
    #[arg(long, value_name = "TEXT")]
    pub(crate) after: Option<String>,
    /// Show it in a browser
    #[arg(long)]
    pub(crate) open: bool,
    /// Replace a file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Runs the command: one file, and what it weighs.
pub(crate) fn run(args: &PageArgs, today: Date) -> Result<(), Error> {
    let Some(page) = PAGE else {
        return Err(talk::refused("no-page", json!({})));
    };
    let (name, templates) = packs::wanted_of_one(&args.what)?;
    let (pack, files) = checked(&name.unwrap_or_default(), today)?;
    templates.iter().try_for_each(|id| packs::template(&pack, id).map(|_| ()))?;
    // What the page is told of the pack.
    let setup = json!({
        "name": files.name,
        "files": texts(&files),
        "templates": templates,
        "url": args.url,
        "colour": args.colour,
        "after": args.after,
    });
    let html = html(page, &pack, args, &setup)?;
    let weight = format!("{:.1}", html.len() as f64 / 1e6);
    let mut files = vec![Outgoing::new(args.output.clone(), html.into_bytes())];
    if let Some(url) = &args.url {
        let path = args.output.with_extension("svg");
        // As a picture that prints at any size.
        let code = QrCode::new(url).map_err(|_| talk::refused("long-address", json!({})))?;
        files.push(Outgoing::new(path, code.render::<svg::Color<'_>>().build().into_bytes()));
    }
    let if_exists = if args.force { IfExists::Replace } else { IfExists::Refuse };
    disk::write_all(&files, if_exists)?;
    let code = files.get(1).map(|code| code.path.display().to_string());
    let closed =
        args.open && !screen::opener().is_some_and(|opener| screen::open(&opener, &args.output));
    let path = args.output.display().to_string();
    let data = json!({"path": path, "weight": weight, "code": code, "closed": closed});
    talk::say("page", data);
    Ok(())
}

/// A pack that `check` finds no error in; what else it finds is shown.
fn checked(name: &str, today: Date) -> Result<(Pack, PackFiles), Error> {
    let files = packs::files(name)?;
    let (pack, faults) = sayso::check::examine(&files, packs::shared()?, today);
    let wrong = |fault: &Diagnostic| fault.severity == Severity::Error;
    match pack {
        Some(pack) if !faults.iter().any(wrong) => {
            faults::show_all(&faults);
            Ok((pack, files))
        }
        _ => Err(Error::Pack(faults)),
    }
}

/// The files of a pack that the page needs: its examples are for whoever makes it.
fn texts(files: &PackFiles) -> BTreeMap<&str, String> {
    let needed = files.files.iter().filter(|(path, _)| !path.starts_with(EXAMPLES));
    // A pack that `check` accepts is all text.
    needed.map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into())).collect()
}

/// The page with the pack in it.
fn html(page: &[u8], pack: &Pack, args: &PageArgs, setup: &Json) -> Result<String, Error> {
    let broken = |why: String| talk::refused("broken-page", json!({"why": why}));
    let mut bytes = Vec::new();
    GzDecoder::new(page).read_to_end(&mut bytes).map_err(|e| broken(e.to_string()))?;
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let engine = bytes.split_off((end + 1).min(bytes.len()));
    bytes.truncate(end);
    let shell = String::from_utf8(bytes).map_err(|e| broken(e.to_string()))?;
    let old = talk::text("old-browser", json!({"publisher": pack.publisher, "url": args.url}));
    let places = if args.no_postcodes {
        postcodes::head_alone(postcodes::FILE).unwrap_or_default()
    } else {
        postcodes::FILE
    };
    let value = |name: &str| {
        Some(match name {
            "TITLE" => escape(&pack.title).into(),
            "PUBLISHER" => escape(&pack.publisher).into(),
            "OLD" => escape(&old).into(),
            "DATA" => sources(),
            // Nothing in a script that is data can end it.
            "SETUP" => setup.to_string().replace('<', "\\u003c"),
            "ENGINE" => block("engine", &engine),
            "POSTCODES" => block("postcodes", places),
            _ => return None,
        })
    };
    Ok(filled(&shell, value))
}

/// What is embedded, from whom, under which licence: some of the licences ask for these words.
fn sources() -> String {
    let sources = Areas::shipped().unwrap_or_default().sources.into_iter();
    let said = sources.filter_map(|one| Some((one.title, one.publisher, one.licence?)));
    let said = said.map(|(title, publisher, licence)| {
        format!("<p>{}</p>", escape(format!("{title}, {publisher}. {licence}")))
    });
    said.collect()
}

/// Bytes as a block of text, which a script decodes.
fn block(id: &str, bytes: &[u8]) -> String {
    format!(r#"<script type="text/plain" id="{id}">{}</script>"#, STANDARD.encode(bytes))
}

/// Puts values in the place of `%%NAME%%`, all at once: none is read again, and what has none stays.
fn filled(shell: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mark = Regex::new("%%([A-Z]+)%%").expect("it is one; a test below uses it");
    let with = |found: &Captures<'_>| value(&found[1]).unwrap_or_else(|| found[0].to_string());
    mark.replace_all(shell, with).into_owned()
}

fn address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\'');
    let is_one = !rest.is_empty() && rest.chars().all(plain);
    let how = "write the whole address, such as https://example.org/keep-the-ward.html";
    is_one.then(|| text.to_string()).ok_or(how.to_string())
}

fn colour(text: &str) -> Result<String, String> {
    let digits = text.strip_prefix('#').unwrap_or_default();
    let is_one = digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit());
    let how = "write it as six digits from 0 to 9 and a to f, such as #1d5a96";
    is_one.then(|| text.to_ascii_lowercase()).ok_or(how.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_once_over() {
        let value = |name: &str| match name {
            "A" => Some("%%B%%".to_string()),
            "B" => Some("b".to_string()),
            _ => None,
        };
        assert_eq!(filled("100%% %%A%%-%%B%%-%%C%%", value), "100%% %%B%%-b-%%C%%");
        assert_eq!(filled("%%A%% 5%% %%A%%", value), "%%B%% 5%% %%B%%");
    }

    #[test]
    fn addresses_and_colours_are_exact() {
        assert!(address("https://example.org/a.html").is_ok());
        for wrong in ["http://example.org", "javascript:alert(1)", "https://", "https://a b"] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
        assert_eq!(colour("#1D5A96").as_deref(), Ok("#1d5a96"));
        for wrong in ["red", "#fff", "#12345g", "1d5a96"] {
            assert!(colour(wrong).is_err(), "{wrong}");
        }
    }
}
