//! All letters of a batch as PDFs for the printer, five hundred to a file.

use rayon::prelude::*;

use super::job::{self, Job};
use super::run::Batch;
use super::sink::{Done, Put, Sink, Watch};
use crate::render::RenderError;
use crate::render::pdf::{self, LaidOut, PdfError, Sides};

/// Most letters of one file: beyond that, viewers and printers become slow.
pub const MOST: usize = 500;

/// Name of the files, without number and ending.
pub const NAME: &str = "all";

/// Whether a file's name without its ending is that of such a file, of this run or another.
pub fn is_name(stem: &str) -> bool {
    let name = stem.rsplit('/').next().unwrap_or(stem);
    name.strip_prefix(NAME).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// The files, each with its letters: of all, or of each receiver in its folder. They are `all.pdf`, or
/// `all-1.pdf` … where there are several.
pub(super) fn files(batch: &Batch<'_>) -> Vec<(String, Vec<usize>)> {
    let heaps = batch.heaps().into_iter();
    heaps.flat_map(|(folder, letters)| in_files(&folder, &letters)).collect()
}

fn in_files(folder: &str, letters: &[usize]) -> Vec<(String, Vec<usize>)> {
    let several = letters.len().div_ceil(MOST);
    let digits = several.to_string().len();
    let name = |place: usize| match several {
        1 => format!("{folder}{NAME}.pdf"),
        _ => format!("{folder}{NAME}-{:0digits$}.pdf", place + 1),
    };
    letters.chunks(MOST).enumerate().map(|(place, of)| (name(place), of.to_vec())).collect()
}

/// Writes all letters as PDFs with an outline entry each: the name of its file, so that the
/// outline tells no more than the folder does. Notes the files, and those changed by hand, which were
/// left as they are.
///
/// # Errors
/// A file that could not be written; a PDF that cannot be set.
pub fn combine<S: Sink>(
    batch: &Batch<'_>,
    folder: &S,
    (sides, watch): (Sides, &dyn Watch),
    done: &mut Done,
) -> Result<(), S::Error> {
    for (file, rows) in files(batch).into_iter().take_while(|_| !watch.stop()) {
        let titles: Vec<String> = rows.iter().map(|index| batch.name(*index)).collect();
        let letters: Vec<u64> = rows.iter().map(|index| batch.records[*index].made_from).collect();
        let made_from = job::made_from(&(letters, &titles, sides == Sides::Two), 0);
        let put = match folder.has(&file, made_from) {
            Some(there) => there,
            None => {
                let laid: Result<Vec<Option<LaidOut>>, PdfError> =
                    rows.par_iter().map(|index| laid_out(&batch.job, *index)).collect();
                let laid = laid.map_err(RenderError::Pdf)?.into_iter();
                let pairs = titles.into_iter().zip(laid).filter_map(|(t, laid)| Some((t, laid?)));
                let bytes = pdf::combine(&batch.job.template.title, pairs, sides, &batch.job.fonts);
                folder.put(&file, made_from, &bytes.map_err(RenderError::Pdf)?)?
            }
        };
        done.edited.extend((put == Put::Edited).then(|| file.clone()));
        done.combined.push(file);
        watch.done(rows.len());
    }
    Ok(())
}

fn laid_out(job: &Job<'_>, index: usize) -> Result<Option<LaidOut>, PdfError> {
    job.letter(index).map(|letter| pdf::lay_out(&letter, &job.fonts, None)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_numbered_where_there_are_several() {
        let names = |letters: usize| -> Vec<String> {
            let letters: Vec<usize> = (0..letters).collect();
            in_files("", &letters).into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names(500), ["all.pdf"]);
        assert_eq!(names(1_001), ["all-1.pdf", "all-2.pdf", "all-3.pdf"]);
        assert_eq!(names(5_001)[1], "all-02.pdf");
        assert!(names(0).is_empty());
    }
}
