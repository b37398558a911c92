//! `sayso schema`: JSON Schemas for editors.

use clap::Args;
use sayso::error::Error;
use sayso::pack::schema;

use super::{packs, screen};

/// Flags of `schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Which: pack, template, answers, questions, areas, bodies, destinations or languages
    #[arg(value_name = "WHICH")]
    pub(crate) which: Option<String>,
}

/// Runs the command: a schema on stdout, or which there are.
pub(crate) fn run(args: &SchemaArgs) -> Result<(), Error> {
    let Some(which) = &args.which else {
        let mut out = String::from("Schemas for an editor with a YAML language server:\n\n");
        for one in schema::ALL {
            out.push_str(&format!("  sayso schema {:12}  {}\n", one.name, one.about));
        }
        out.push_str(
            "\nTo use one, write it to a file and name it in the first line of the YAML:\n\n  \
             sayso schema pack > pack.schema.json\n  \
             # yaml-language-server: $schema=pack.schema.json\n",
        );
        return screen::out(out.as_bytes());
    };
    let known: Vec<&str> = schema::ALL.iter().map(|one| one.name).collect();
    let one = schema::named(which).ok_or_else(|| packs::unknown("schema", which, &known))?;
    screen::out(one.text().as_bytes())
}
