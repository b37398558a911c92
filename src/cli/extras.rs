//! What goes with a document beside its words: fonts, a signature, files that are enclosed, the
//! address of an e-mail. Read before anything is asked, so that a slip is told at once.

use std::path::{Path, PathBuf};

use clap::Args;
use sayso::disk;
use sayso::document::Document;
use sayso::error::Error;
use sayso::limits;
use sayso::render::pdf::Fonts;
use sayso::render::{Attachment, Options, Signature, eml};
use sayso::text::unseen;
use serde_json::json;

use super::talk;

/// Columns of the narrowest and the widest line of plain text.
const COLUMNS: std::ops::RangeInclusive<usize> = 20..=1000;

/// Flags for what goes with a document.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct ExtraArgs {
    /// Enclose a file: it is named in the letter and attached to the e-mail; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) enclose: Vec<PathBuf>,
    /// Sign with this picture (.png), in PDF, Word and HTML
    #[arg(long, value_name = "FILE.png")]
    pub(crate) signature: Option<PathBuf>,
    /// The e-mail address to send it to
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) to: Option<String>,
    /// Attach the letter to the e-mail as PDF too
    #[arg(long)]
    pub(crate) attach_pdf: bool,
    /// Wrap plain text after so many columns; 0 keeps each paragraph on one line
    #[arg(long, value_name = "COLUMNS", default_value_t = 0, hide_default_value = true)]
    pub(crate) wrap: usize,
}

/// What the flags name, read.
pub(crate) struct Extras<'a> {
    flags: &'a ExtraArgs,
    fonts: Option<Fonts>,
    signature: Option<Vec<u8>>,
    enclosures: Vec<Attachment>,
}

impl<'a> Extras<'a> {
    /// Reads what the flags name.
    ///
    /// # Errors
    /// The first that cannot be used, in one line.
    pub(crate) fn read(flags: &'a ExtraArgs, font: Option<&Path>) -> Result<Extras<'a>, Error> {
        if let Some(to) = flags.to.as_deref().filter(|to| !eml::is_address(to)) {
            return Err(talk::refused("no-address", json!({"to": to.escape_debug().to_string()})));
        }
        if flags.wrap != 0 && !COLUMNS.contains(&flags.wrap) {
            let (least, most) = COLUMNS.into_inner();
            let data = json!({"wrap": flags.wrap, "least": least, "most": most});
            return Err(talk::refused("too-narrow", data));
        }
        let signature = flags.signature.as_deref().map(read_signature).transpose()?;
        let fonts = font.map(read_font).transpose()?;
        Ok(Extras { signature, fonts, enclosures: enclosures(&flags.enclose)?, flags })
    }

    /// The names of what is enclosed, without their folders.
    pub(crate) fn enclosed(&self) -> Vec<String> {
        self.enclosures.iter().map(|one| one.name.clone()).collect()
    }

    /// The signature of a document's person; [`Extras::read`] has told what is none.
    pub(crate) fn signature(&self, document: &Document) -> Option<Signature> {
        let name = document.signature.first().map_or("", String::as_str);
        let alt = format!("Signature of {name}");
        self.signature.as_ref().and_then(|bytes| Signature::read(bytes, alt.trim_end()).ok())
    }

    /// How a document is rendered with them.
    pub(crate) fn options<'e>(&'e self, signature: Option<&'e Signature>) -> Options<'e> {
        Options {
            fonts: self.fonts.as_ref(),
            signature,
            wrap: self.flags.wrap,
            to: self.flags.to.as_deref(),
            attach_pdf: self.flags.attach_pdf,
            enclosures: &self.enclosures,
        }
    }
}

/// The files that are enclosed.
///
/// # Errors
/// The first that cannot be, in one line.
pub(crate) fn enclosures(paths: &[PathBuf]) -> Result<Vec<Attachment>, Error> {
    let mut left = limits::ENCLOSED_BYTES;
    paths.iter().map(|path| enclosure(path, &mut left)).collect()
}

fn read_font(path: &Path) -> Result<Fonts, Error> {
    let bytes = disk::read_whole(path, limits::FONT_BYTES).map_err(Error::read(path))?;
    Fonts::with_extra(bytes).map_err(|fault| Error::plain(format!("{}: {fault}", path.display())))
}

/// The bytes of a picture of a signature.
fn read_signature(path: &Path) -> Result<Vec<u8>, Error> {
    let bytes = named(path, limits::PICTURE_BYTES, "--signature")?;
    Signature::read(&bytes, "").map_err(|fault| {
        let data = json!({"path": path.display().to_string(), "fault": fault.to_string()});
        talk::refused("bad-signature", data)
    })?;
    Ok(bytes)
}

/// A file that is enclosed; `left` is how much may still be.
fn enclosure(path: &Path, left: &mut usize) -> Result<Attachment, Error> {
    let bytes = named(path, *left, "--enclose")?;
    *left = left.checked_sub(bytes.len()).ok_or_else(|| {
        talk::refused("too-much-enclosed", json!({"path": path.display().to_string()}))
    })?;
    Ok(Attachment { name: name(path), bytes })
}

/// A file's name on one line, without what nobody sees.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let seen = |c: char| if c == '\n' || c == '\t' || unseen::is_refused(c) { ' ' } else { c };
    name.chars().map(seen).collect()
}

/// The bytes of a file that a flag names, one more than `most` at the most.
fn named(path: &Path, most: usize, flag: &str) -> Result<Vec<u8>, Error> {
    disk::read(path, most).map_err(|error| match error.kind() {
        std::io::ErrorKind::IsADirectory => {
            talk::refused("no-file", json!({"flag": flag, "path": path.display().to_string()}))
        }
        _ => Error::read(path)(error),
    })
}
