//! A made-up table of people, for timing whole batches: `benches/batch.sh` uses it.
//!
//! `cargo bench --bench table -- TEMPLATE COUNT FILE` writes COUNT rows for TEMPLATE, such as
//! `mp-letter`, as CSV. Everybody in it has agreed.

mod people;

use std::error::Error;
use std::path::Path;

use people::CASES;
use sayso::disk;
use sayso::disk::{IfExists, Outgoing};

#[expect(clippy::print_stdout, reason = "its only output is for people")]
fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let [template, count, file] = args.as_slice() else {
        println!("usage: cargo bench --bench table -- TEMPLATE COUNT FILE");
        return Ok(());
    };
    let (_, _, row) =
        CASES.into_iter().find(|case| case.1 == template).ok_or("there are no rows for it")?;
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(row(0).iter().map(|(id, _)| *id).chain(["agreed"]))?;
    for number in 0..count.parse()? {
        let cells = row(number);
        table.write_record(cells.iter().map(|(_, text)| text.as_str()).chain(["yes"]))?;
    }
    let outgoing = Outgoing::new(Path::new(file).into(), table.into_inner()?);
    disk::write_all(&[outgoing], IfExists::Replace)?;
    Ok(())
}
