//! `sayso completions`, `sayso man` and `sayso schema`: what a shell completes, the pages of the
//! manual, and JSON Schemas for editors.

use clap::Command;
use clap_complete::Shell;
use sayso::error::Error;
use sayso::pack::schema;
use serde_json::json;

use super::{screen, talk};

/// Prints a shell's completions.
pub(crate) fn completions(shell: Shell, mut program: Command) -> Result<(), Error> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut program, "sayso", &mut out);
    screen::out(&out)
}

/// Prints the page of the manual of a command, or of the program.
pub(crate) fn man(command: Option<&str>, mut program: Command) -> Result<(), Error> {
    program.build();
    let command = command.and_then(|name| program.find_subcommand(name)).unwrap_or(&program);
    let mut out = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut out).map_err(Error::output)?;
    screen::out(&out)
}

/// Prints a schema, or which there are.
pub(crate) fn schema(which: Option<&str>) -> Result<(), Error> {
    let Some(one) = which.and_then(schema::named) else {
        let all = schema::ALL.iter().map(|one| format!("{:12}  {}", one.name, one.about));
        let text = talk::text("schemas", json!({"all": all.collect::<Vec<_>>()}));
        return screen::out(format!("{text}\n").as_bytes());
    };
    screen::out(one.text().as_bytes())
}
