//! How the report stands on the screen: one screen of 80 columns where little went wrong.

use crate::batch::words::FIXED;
use crate::text::wrap;

/// Columns below which a line's text goes under its label.
const WIDE: usize = 60;

/// Lays out a report: cells between tabs stand under each other, and the last of each line is
/// wrapped. It is at most so many columns wide but for commands, which stay in one piece to be
/// copied.
pub fn laid_out(text: &str, width: usize) -> String {
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let mut out = String::new();
    for block in lines.chunk_by(|a, b| (a.len() > 1) == (b.len() > 1)) {
        let mut widths: Vec<usize> = Vec::new();
        for cells in block {
            widths.resize(widths.len().max(cells.len() - 1), 0);
            for (cell, widest) in cells[..cells.len() - 1].iter().zip(&mut widths) {
                *widest = cell.len().max(*widest);
            }
        }
        for cells in block {
            out.push_str(line(cells, &widths, width).trim_end());
            out.push('\n');
        }
    }
    out.replace(FIXED, " ")
}

/// One line, its cells as wide as these; on a narrow screen the text under its label.
fn line(cells: &[&str], widths: &[usize], width: usize) -> String {
    let [lead @ .., text] = cells else { return String::new() };
    if width >= WIDE || lead.is_empty() {
        let cell = |(cell, wide): (&&str, &usize)| {
            let is_number = cell.starts_with(|c: char| c.is_ascii_digit());
            if is_number { format!("{cell:>wide$} ") } else { format!("{cell:wide$} ") }
        };
        let first: String = lead.iter().zip(widths).map(cell).collect();
        return wrap(text, width, &first, &" ".repeat(first.len()));
    }
    let labels = if lead[0].trim().is_empty() { 0 } else { lead.len().min(2) };
    let (label, rest) = cells.split_at(labels);
    let rest: Vec<&str> = rest.iter().map(|cell| cell.trim()).collect();
    let rest = wrap(rest.join(" ").trim_start(), width, "  ", "    ");
    if label.is_empty() { rest } else { format!("{}\n{rest}", label.concat().trim_end()) }
}
