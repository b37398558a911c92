//! Candidates that are written without brackets: words with strokes between them, capitals that tell
//! the writer what to do, lines to be gone on with.

use std::ops::Range;

use crate::import::letter::candidate::{Found, MOST, Shape};
use crate::import::words::{begins, lists, plain};

/// Words with strokes between them, outside brackets.
pub(super) fn strokes(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    let mut words = tokens(text).peekable();
    let mut before: Option<Range<usize>> = None;
    while let Some(word) = words.next().filter(|_| all.len() <= MOST) {
        let token = &text[word.clone()];
        let spaced = before.clone().zip(words.peek().cloned()).filter(|_| token == "/");
        if let Some((before, next)) = spaced {
            let both = &text[before.start..next.end];
            let pair = both.replace(" / ", "/").to_lowercase();
            if writers(both).is_some() || lists().pairs.contains(&pair) {
                let shape = Shape::Strokes { asked: false };
                all.push(Found { range: before.start..next.end, shape });
            }
        } else if is_stroked(token) {
            let (mut start, mut end) = (word.start, word.end);
            let of_writer = |from: usize, to: usize| writers(&text[from..to]).is_some();
            if !of_writer(start, end)
                && let (Some(before), Some(next)) = (&before, words.peek())
                && of_writer(before.start, next.end)
            {
                (start, end) = (before.start, next.end);
            }
            let asked = instruction_behind(&text[end..]);
            let asked_end = asked.map_or(end, |length| end + length);
            let shape = Shape::Strokes { asked: asked.is_some() };
            all.push(Found { range: start..asked_end, shape });
        } else if let Some(length) = instruction_behind(&text[word.start..]) {
            // `for / against (delete as appropriate)`
            if let Some(start) = spaced_strokes(&text[..word.start]) {
                let shape = Shape::Strokes { asked: true };
                all.push(Found { range: start..word.start + length, shape });
            }
        }
        before = Some(word);
    }
    all
}

/// The words of a text without the signs round them, but with their strokes.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |word| {
        let start = at;
        at += word.len();
        let word = word.trim_end();
        let inner = word.trim_start_matches(['“', '"', '‘']);
        let start = start + word.len() - inner.len();
        let inner = inner.trim_end_matches([',', '.', ';', ':', '!', '?', '”', '"', '’']);
        (!inner.is_empty()).then_some(start..start + inner.len())
    })
}

fn is_stroked(token: &str) -> bool {
    let word = |piece: &str| {
        !piece.is_empty() && piece.chars().all(|c| c.is_alphabetic() || "'’-".contains(c))
    };
    token.contains('/') && token.split('/').all(word)
}

/// Length of `(delete as appropriate)` where it stands next.
fn instruction_behind(rest: &str) -> Option<usize> {
    let words = rest.trim_start();
    let led = rest.len() - words.len();
    let near = words.char_indices().nth(60).map_or(words, |(at, _)| &words[..at]);
    if !near.starts_with(['(', '[', '*']) {
        return None;
    }
    let end = near[1..].find([')', ']', '*'])? + 1;
    let inner = plain(&near[1..end]);
    let deletes = inner.starts_with("delete") || inner.starts_with("circle");
    (deletes && inner.split(' ').count() <= 6).then_some(led + end + 1)
}

/// Where a run of words with spaced strokes begins that ends here.
fn spaced_strokes(before: &str) -> Option<usize> {
    let sentence = before.rfind(['.', ',', ';', ':', '?', '!']).map_or(0, |at| at + 1);
    let first = sentence + before[sentence..].find(" / ")?;
    let word = before[..first].split_inclusive(char::is_whitespace).next_back()?;
    Some((first - word.len()).max(sentence))
}

/// A stroke between what one writer says and what several say: the two.
pub(super) fn writers(text: &str) -> Option<(String, String)> {
    let (one, more) = text.split_once('/')?;
    let lists = lists();
    let key = |words: &str| words.trim().to_lowercase().replace('’', "'");
    let (one_key, more_key) = (key(one), key(more));
    let mut both = lists.alone.iter().zip(&lists.together);
    let fits = both.any(|(alone, together)| *alone == one_key && *together == more_key);
    fits.then(|| (one.trim().to_string(), more.trim().to_string()))
}

/// Runs of capitals that tell the writer what to do.
pub(super) fn capitals(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut run: Option<Range<usize>> = None;
    let mut end_run = |run: &mut Option<Range<usize>>| {
        let Some(range) = run.take() else { return };
        let words = text[range.clone()].trim_end_matches(['.', ',', ';', '!']);
        let range = range.start..range.start + words.len();
        let several = words.split_whitespace().count() > 1;
        let tells = begins(words, &lists().instructs) || plain(words).starts_with("if you ");
        if several && tells && all.len() <= MOST {
            all.push(Found { range, shape: Shape::Capitals });
        }
    };
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let (start, bare) = (at, word.trim_end());
        at += word.len();
        let upper = bare.contains(char::is_uppercase) && !bare.contains(char::is_lowercase);
        let small = bare.chars().all(|c| !c.is_alphabetic());
        let goes_on = upper || small && run.is_some() && !bare.is_empty();
        if !goes_on {
            end_run(&mut run);
            continue;
        }
        run = Some(run.map_or(start, |range| range.start)..start + bare.len());
        if bare.ends_with(':') {
            end_run(&mut run);
        }
    }
    end_run(&mut run);
    all
}

/// Lines that end in `…` for the writer to go on with.
pub(super) fn lead_ins(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let words = line.trim_end();
        let bare = words.trim_end_matches(['.', '…', ' ']);
        let dots = &words[bare.len()..];
        let ends = dots.contains('…') || dots.trim().len() >= 3;
        let letter = bare.ends_with(|c: char| c.is_alphanumeric() || c == ':');
        if all.len() <= MOST && ends && letter && bare.split_whitespace().count() <= 15 {
            let range = at + bare.len()..at + words.len();
            all.push(Found { range, shape: Shape::LeadIn });
        }
        at += line.len() + 1;
    }
    all
}
