//! `sayso preview`: a letter with its gaps visible, to be read before anybody answers anything.

use std::path::Path;

use jiff::civil::Date;
use sayso::check::preview::{self, Preview};
use sayso::disk::Outgoing;
use sayso::error::Error;
use sayso::render::{self, Format};

use super::args::PreviewArgs;
use super::written::write_files;
use super::{packs, screen, write};

/// Stands between the letter and what follows it.
const LINE: &str = "––––––––––";

/// Runs the command: the letter on stdout or in a file, what it was shown for on stderr.
pub(crate) fn run(args: &PreviewArgs, today: Date) -> Result<(), Error> {
    let wanted = packs::wanted(&args.what);
    let (pack, _) = packs::load_to_look(&wanted.pack, today)?;
    let id = match (&wanted.template, pack.templates.as_slice()) {
        (Some(id), _) => id.clone(),
        (None, [only]) => only.id.clone(),
        (None, templates) => {
            let first = templates.first().map(|t| t.id.as_str()).unwrap_or_default();
            return Err(Error::Usage(
                format!("{} has several templates", wanted.pack),
                format!("name one, such as `sayso preview {}/{first}`", wanted.pack),
            ));
        }
    };
    let template = packs::template(&pack, &id)?;
    let file = args.answers.as_deref().map(write::read_answers).transpose()?;
    let given = write::given(file.as_ref(), &args.set, false);
    let preview = preview::preview(&pack, template, &given, today)?;
    let path = args.output.as_ref().filter(|path| *path != Path::new("-"));
    let ending = path.and_then(|path| path.extension()?.to_str()).and_then(Format::from_name);
    let format = args.format.or(ending).unwrap_or(Format::Text);
    let bytes = match format {
        // A printed page is the letter's; what belongs beside it is text.
        Format::Text | Format::Markdown => text(&preview, format).into_bytes(),
        _ => render::render(&preview.letter, format)?,
    };
    match path {
        Some(path) => write_files(&[Outgoing::new(path.clone(), bytes)], args.force)?,
        None if format == Format::Text => {
            let wrapped = screen::wrap(&text(&preview, format), "");
            screen::out(format!("{wrapped}\n").as_bytes())?;
        }
        None => screen::out(&bytes)?,
    }
    for taken in &preview.taken {
        let others = taken.others.join(", ");
        let or = if others.is_empty() { String::new() } else { format!(" (or {others})") };
        screen::say(&format!("Shown for {}: {}{or}.", taken.id, taken.answer));
    }
    if preview.taken.iter().any(|taken| !taken.others.is_empty()) {
        screen::say("To see another, give --set id=value.");
    }
    Ok(())
}

/// The letter, the points and what to do then, as text.
fn text(preview: &Preview, format: Format) -> String {
    let document = |document| match format {
        Format::Markdown => render::markdown::markdown(document),
        _ => render::text::text(document),
    };
    let mut out = document(&preview.letter);
    if let Some(points) = &preview.points {
        out.push_str(&format!("\n{LINE}\nThe points to choose from\n\n{}", document(points)));
    }
    if !preview.next.is_empty() {
        out.push_str(&format!("\n{LINE}\nWhat to do then\n\n"));
        preview.next.iter().for_each(|step| out.push_str(&format!("- {step}\n")));
    }
    out
}
