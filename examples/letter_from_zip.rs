//! A letter from a zip in memory, by the facade alone:
//! `cargo run --example letter_from_zip pack.zip mp-letter < answers.yaml > letter.pdf`

use std::error::Error;
use std::io::{Read, Write};

use jiff::civil::date;
use sayso::interview::{Inputs, Origin};
use sayso::source::AnswerFile;
use sayso::{Diagnostic, Form, Format, PackFiles, Shared, pack};

fn told(faults: Vec<Diagnostic>) -> Box<dyn Error> {
    faults.iter().map(|fault| format!("{fault}\n")).collect::<String>().into()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (zip, template) = args.next().zip(args.next()).ok_or("give a zip and a template")?;
    let today = date(2026, 11, 28);
    let shared = Shared::built_in().map_err(told)?;
    let files = PackFiles::zip("pack", &zip, &std::fs::read(&zip)?).map_err(told)?;
    let (pack, _warnings) = pack::load(&files, shared, today).map_err(told)?;
    let mut answers = Vec::new();
    std::io::stdin().read_to_end(&mut answers)?;
    let mut inputs = Inputs::default();
    for (id, input, place) in AnswerFile::decode(&answers, "answers").map_err(told)?.answers {
        inputs.insert(&id, input, Origin::File(place));
    }
    let mut form = Form::new(&pack, &[&template], today)?;
    form.give(inputs);
    form.finish().map_err(|error| format!("{error:?}"))?;
    let pdf = form.letter(&template)?.render(Format::Pdf, &Default::default())?;
    Ok(std::io::stdout().write_all(&pdf)?)
}
