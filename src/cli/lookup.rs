//! `sayso lookup`: council, constituency and NHS board of postcodes, a line each.

use std::io::{self, BufRead, BufWriter, Write};

use clap::Args;
use sayso::error::{Error, exit};
use sayso::question::postcode::postcode;
use sayso::register::Areas;
use sayso::register::home::{self, Home};
use sayso::text::words;
use serde_json::{Value as Json, json};

use super::flags::ReportArg;
use super::talk;

/// Flags of `lookup`.
#[derive(Debug, Args)]
pub(crate) struct LookupArgs {
    /// Postcodes, with their space or without; - reads them from standard input, one on each line
    #[arg(value_name = "POSTCODE", required = true)]
    pub(crate) postcodes: Vec<String>,
    /// A line each with tabs between, or one JSON document for tools
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ReportArg,
}

/// Runs the command. The code is 1 where a postcode is not known.
pub(crate) fn run(args: &LookupArgs) -> Result<u8, Error> {
    match all(args) {
        Ok(known) => Ok(if known { exit::DONE } else { exit::FAILED }),
        // Whoever reads a pipe may have seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(exit::DONE),
        Err(error) => Err(talk::refused("no-postcodes", json!({"why": error.to_string()}))),
    }
}

/// Looks up every postcode; whether all were known.
fn all(args: &LookupArgs) -> io::Result<bool> {
    let areas = Areas::shipped().unwrap_or_default();
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut known, mut all) = (true, Vec::new());
    let mut tell = |typed: &str| -> io::Result<()> {
        let typed = typed.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if typed.is_empty() {
            return Ok(());
        }
        let (postcode, home) = found(typed, &areas);
        known &= home.is_ok();
        match args.format {
            ReportArg::Text => writeln!(out, "{postcode}\t{}", line(&home))?,
            ReportArg::Json => all.push(json(&postcode, &home)),
        }
        Ok(())
    };
    for given in joined(&args.postcodes) {
        if given == "-" {
            for line in io::stdin().lock().split(b'\n') {
                tell(&String::from_utf8_lossy(&line?))?;
            }
        } else {
            tell(&given)?;
        }
    }
    if args.format == ReportArg::Json {
        writeln!(out, "{:#}", Json::Array(all))?;
    }
    out.flush()?;
    Ok(known)
}

/// The postcodes that were given: two words are one where neither is a postcode and both together
/// are.
fn joined(given: &[String]) -> Vec<String> {
    let is_one = |text: &str| postcode(text).is_ok();
    let mut out: Vec<String> = Vec::new();
    for word in given {
        match out.last_mut() {
            Some(last) if !is_one(last) && !is_one(word) && is_one(&format!("{last} {word}")) => {
                last.extend([" ", word]);
            }
            _ => out.push(word.clone()),
        }
    }
    out
}

/// A postcode, and where it lies, or why that is not known.
fn found<'r>(typed: &str, areas: &'r Areas) -> (String, Result<Home<'r>, String>) {
    match postcode(typed) {
        Ok(postcode) => {
            let home = Home::find(&postcode, areas).ok_or_else(|| {
                let said = home::unlocated(&postcode);
                // The postcode stands before it.
                let said = said.strip_prefix(&postcode).unwrap_or(&said);
                said.trim_start_matches([':', ' ']).to_string()
            });
            (postcode, home)
        }
        // What was typed stands on one line, and between tabs.
        Err(fault) => (words::one_line(typed), Err(fault.to_string())),
    }
}

/// Council, constituency, board; two of a kind where it is not certain which.
fn line(home: &Result<Home<'_>, String>) -> String {
    match home {
        Ok(home) => {
            [home.council, &home.constituencies.join(" or "), &home.boards.join(" or ")].join("\t")
        }
        Err(why) => why.clone(),
    }
}

fn json(postcode: &str, home: &Result<Home<'_>, String>) -> Json {
    match home {
        Ok(home) => json!({
            "postcode": postcode,
            "council": home.council,
            "constituencies": home.constituencies,
            "boards": home.boards,
        }),
        Err(why) => json!({ "postcode": postcode, "unknown": why }),
    }
}
