//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use sayso::pack::schema;
use sayso::render::Format;

use super::flags::{ReportArg, formats, id_and_value, receivers};
use super::screen;

/// Write to those in power, in your own words.
///
/// Run `sayso` alone to be asked what you want to say and to whom. Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(version, disable_help_subcommand = true, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    /// What to do; none: write
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// Plain lines: no cursor movement, no colour, one line for each fault
    #[arg(long, global = true)]
    pub(crate) plain: bool,
    /// Flags of `write`, which is what `sayso` alone does
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a letter, a question or a response: asks, shows, saves
    Write(WriteArgs),
    /// Write a document for each row of a table, and a report of how they will be read
    Batch(Box<super::batch::BatchArgs>),
    /// Look up postcodes: the council, constituency and NHS board of each, without a network
    Lookup(super::lookup::LookupArgs),
    /// List the packs that come with sayso and what they can write
    List,
    /// Show a pack or a template: its questions, points, sources and rules
    Show(ShowArgs),
    /// Make a pack of your own: from a letter you have, from another pack, or to fill in
    New(NewArgs),
    /// Check a pack: every fault at once, with its place and a hint
    Check(CheckArgs),
    /// Preview a letter with its gaps, before anything is answered
    Preview(PreviewArgs),
    /// Make one HTML file of a pack, in which anybody can write without installing anything
    Page(super::page::PageArgs),
    /// Test a pack: its examples against the letters that stand beside them
    Test(TestArgs),
    /// Print a JSON Schema for an editor that completes and explains YAML
    Schema {
        /// Which; without one, all are listed
        #[arg(value_parser = PossibleValuesParser::new(schema::ALL.iter().map(|one| one.name)))]
        which: Option<String>,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print a page of the manual
    Man {
        /// The command whose page it is; the program's own unless given
        #[arg(value_parser = PossibleValuesParser::new(screen::COMMANDS.split(' ')))]
        command: Option<String>,
    },
    /// List the letters that you chose to keep, and write a reminder of one without an answer
    Letters(LettersArgs),
    /// Forget everything kept on this computer
    Forget,
}

/// Flags of `write`.
#[derive(Debug, Default, Args)]
pub(crate) struct WriteArgs {
    /// What to write, such as nhs-contracts or nhs-contracts/mp-letter; a folder or zip of your
    /// own is named by its path
    #[arg(value_name = "PACK[/TEMPLATE]")]
    pub(crate) what: Vec<String>,
    /// Take answers from this file (YAML)
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Give one answer; may be repeated
    #[arg(long, value_name = "ID=VALUE", value_parser = id_and_value)]
    pub(crate) set: Vec<(String, String)>,
    /// Name the MP as the table that comes with sayso has it, without asking
    #[arg(long)]
    pub(crate) mp_names: bool,
    /// Ask nothing; say what is missing
    #[arg(long)]
    pub(crate) no_input: bool,
    /// Carry on with the interview that was stopped
    #[arg(long)]
    pub(crate) resume: bool,
    /// Formats to write, with commas between
    #[arg(short, long, value_name = "FORMATS", value_delimiter = ',', value_parser = formats())]
    pub(crate) format: Vec<Format>,
    /// Where to write: a file, a stem or folder for several, or - for the terminal or a pipe
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// A font for characters that the built-in one lacks (.ttf or .otf)
    #[arg(long, value_name = "FILE")]
    pub(crate) font: Option<PathBuf>,
    /// What goes with it
    #[command(flatten)]
    pub(crate) extras: super::extras::ExtraArgs,
    /// Replace files that exist
    #[arg(long)]
    pub(crate) force: bool,
    /// One text file for each numbered part, with its count
    #[arg(long)]
    pub(crate) split: bool,
    /// Keep the answers in this file
    #[arg(long, value_name = "FILE")]
    pub(crate) save_answers: Option<PathBuf>,
}

/// Flags of `letters`.
#[derive(Debug, Args)]
pub(crate) struct LettersArgs {
    /// Write a reminder of the letter with this number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) follow_up: Option<usize>,
    /// The folder to write it in; else that of the letter
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,
    /// Formats of the reminder, with commas between
    #[arg(short, long, value_name = "FORMATS", value_delimiter = ',', value_parser = formats(),
        default_value = "pdf,txt", requires = "follow_up")]
    pub(crate) format: Vec<Format>,
    /// What goes with the reminder
    #[command(flatten)]
    pub(crate) extras: super::extras::ExtraArgs,
    /// Replace a reminder that exists
    #[arg(long, requires = "follow_up")]
    pub(crate) force: bool,
}

/// Flags of `show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The pack or template
    #[arg(value_name = "PACK[/TEMPLATE]", required_unless_present = "data")]
    pub(crate) what: Option<String>,
    /// Show what data is embedded: of which date, from whom, under which licence
    #[arg(long, conflicts_with_all = ["what", "columns", "form"])]
    pub(crate) data: bool,
    /// Write the heading row of a table for `sayso batch`, as CSV
    #[arg(long, conflicts_with = "form")]
    pub(crate) columns: bool,
    /// Describe an online form whose table fits: questions, options, the sentence of consent
    #[arg(long)]
    pub(crate) form: bool,
}

/// Flags of `new`.
#[derive(Clone, Debug, Args)]
pub(crate) struct NewArgs {
    /// The folder to make; its name is the pack's: small letters, digits and hyphens. Asked where
    /// it is not given
    pub(crate) dir: Option<PathBuf>,
    /// What follows a name that a shell parted at its spaces
    #[arg(hide = true)]
    pub(crate) more: Vec<String>,
    /// Copy this pack, to adapt it: one that comes with sayso, or a folder or zip
    #[arg(long, value_name = "PACK", group = "source")]
    pub(crate) from: Option<PathBuf>,
    /// Make it of this letter (.docx, .odt, .rtf, .html, .txt, .md; - for what is piped in): its
    /// placeholders become questions
    #[arg(long, value_name = "FILE", group = "source")]
    pub(crate) letter: Option<PathBuf>,
    /// Make it of the numbered questions of a consultation, pasted into this file (- for what is
    /// piped in)
    #[arg(long, value_name = "FILE", group = "source")]
    pub(crate) questions: Option<PathBuf>,
    /// Make it of the headings of a form's table (.csv, .xlsx): a question each
    #[arg(long, value_name = "FILE", group = "source")]
    pub(crate) table: Option<PathBuf>,
    /// Whom the letter goes to, such as mp or councillor, where it is not to be guessed
    #[arg(long, value_name = "RECEIVER", requires = "letter", value_parser = receivers())]
    pub(crate) to: Option<String>,
    /// Ask nothing; mark what was not confirmed in the pack
    #[arg(long)]
    pub(crate) no_input: bool,
}

/// Flags of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Packs: names of those that ship, or paths of folders or zips
    #[arg(value_name = "PACK", required = true)]
    pub(crate) packs: Vec<String>,
    /// For people, or one JSON document for tools
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ReportArg,
    /// Fail on warnings too
    #[arg(long)]
    pub(crate) deny_warnings: bool,
}

/// Flags of `preview`.
#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    /// The pack, and its template where it has several
    #[arg(value_name = "PACK[/TEMPLATE]")]
    pub(crate) what: String,
    /// Answers to stand in the place of gaps (YAML)
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Give one answer; may be repeated
    #[arg(long, value_name = "ID=VALUE", value_parser = id_and_value)]
    pub(crate) set: Vec<(String, String)>,
    /// The format: text unless stated
    #[arg(short, long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) format: Option<Format>,
    /// Where to write; the terminal or a pipe unless stated
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace a file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Flags of `test`.
#[derive(Debug, Args)]
pub(crate) struct TestArgs {
    /// Packs: names of those that ship, or paths of folders or zips
    #[arg(value_name = "PACK", required = true)]
    pub(crate) packs: Vec<String>,
    /// Write the letters as they come out now, and show what changed
    #[arg(long)]
    pub(crate) accept: bool,
}
