//! `sayso completions`, `sayso man` and `sayso schema`: what a shell completes, the pages of the
//! manual, and JSON Schemas for editors.

use clap::{Args, Command};
use clap_complete::Shell;
use sayso::error::Error;
use sayso::pack::schema;
use serde_json::json;

use super::{packs, screen, talk};

/// Flags of `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// Flags of `man`.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The command whose page it is; the program's own unless given
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}

/// Prints a shell's completions.
pub(crate) fn completions(args: &CompletionsArgs, mut program: Command) -> Result<(), Error> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut program, "sayso", &mut out);
    screen::out(&out)
}

/// Prints a page of the manual.
pub(crate) fn man(args: &ManArgs, mut program: Command) -> Result<(), Error> {
    program.build();
    let Some(name) = &args.command else { return page(program) };
    let known: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
    let command = program.find_subcommand(name);
    page(command.ok_or_else(|| packs::unknown("command", name, &known))?.clone())
}

fn page(command: Command) -> Result<(), Error> {
    let mut out = Vec::new();
    clap_mangen::Man::new(command).render(&mut out).map_err(Error::output)?;
    screen::out(&out)
}

/// Flags of `schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Which: pack, template, answers, questions, areas, bodies, destinations or languages
    #[arg(value_name = "WHICH")]
    pub(crate) which: Option<String>,
}

/// Prints a schema, or which there are.
pub(crate) fn schema(args: &SchemaArgs) -> Result<(), Error> {
    let Some(which) = &args.which else {
        let all = schema::ALL.iter().map(|one| format!("{:12}  {}", one.name, one.about));
        let text = talk::text("schemas", json!({"all": all.collect::<Vec<_>>()}));
        return screen::out(format!("{text}\n").as_bytes());
    };
    let known: Vec<&str> = schema::ALL.iter().map(|one| one.name).collect();
    let one = schema::named(which).ok_or_else(|| packs::unknown("schema", which, &known))?;
    screen::out(one.text().as_bytes())
}
