//! Which template that ships comes nearest to a letter: by what it is about and to whom it goes.

use std::collections::BTreeSet;

use super::words::words;
use crate::pack::{Pack, Template, To};

/// The template that comes nearest to a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// `PACK/TEMPLATE`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether it goes to the same kind of receiver.
    pub same_receiver: bool,
    /// Words that its pack and the letter have and not every pack has, the rarest first; none when
    /// it is about something else and only goes to the same receiver.
    pub shared: Vec<String>,
}

/// Least words in common that make a letter one of a pack's kind.
const LEAST: usize = 3;

/// The same where the pack writes to somebody else.
const LEAST_TO_ANOTHER: usize = 7;

/// How many words the same receiver is worth.
const SAME_RECEIVER: usize = 6;

/// The nearest of these packs' templates; none when no pack is about the same and none writes to
/// the same receiver.
pub(super) fn nearest(text: &str, destination: &str, packs: &[Pack]) -> Option<Nearest> {
    let own = telling(text);
    let theirs: Vec<BTreeSet<String>> = packs.iter().map(|pack| telling(&all_text(pack))).collect();
    // Words that all packs have tell nothing.
    let holders = |word: &str| theirs.iter().filter(|words| words.contains(word)).count();
    let shared_with = |index: usize| {
        let shared = own.intersection(&theirs[index]);
        shared.filter(|word| holders(word) < packs.len().max(2)).cloned().collect::<Vec<String>>()
    };
    let goes_there = |template: &&Template| match &template.destination {
        To::Kind(id) | To::Chosen(id) => id == destination,
    };
    let by_words = (0..packs.len()).map(|at| (at, shared_with(at)));
    let writes = |at: usize| packs[at].templates.iter().any(|t| goes_there(&t));
    let by_words = by_words
        .filter(|(at, words)| words.len() >= if writes(*at) { LEAST } else { LEAST_TO_ANOTHER });
    let score = |at: usize, words: &[String]| {
        let rare = words.iter().filter(|word| holders(word) == 1).count();
        words.len() + rare + if writes(at) { SAME_RECEIVER } else { 0 }
    };
    // Of equals the first.
    let best = by_words.rev().max_by_key(|(at, words)| score(*at, words));
    let (pack, mut shared) = match best {
        Some((at, words)) => (&packs[at], words),
        None => {
            (packs.iter().find(|pack| pack.templates.iter().any(|t| goes_there(&t)))?, Vec::new())
        }
    };
    shared.sort_by_key(|word| (holders(word), std::cmp::Reverse(word.len()), word.clone()));
    let same = pack.templates.iter().find(goes_there);
    let template = same.or(pack.templates.first())?;
    Some(Nearest {
        name: format!("{}/{}", pack.id, template.id),
        title: template.title.clone(),
        same_receiver: same.is_some(),
        shared,
    })
}

/// What a pack is about. Its letters say much that every letter says.
fn all_text(pack: &Pack) -> String {
    let concerns = pack.concerns.iter().flat_map(|c| [Some(&c.title), c.text.as_ref()]).flatten();
    let all: Vec<&str> =
        [&pack.title, &pack.summary].into_iter().chain(concerns).map(String::as_str).collect();
    all.join("\n")
}

/// Words that every letter may have.
const COMMON: &str = "this that with from have been were will would could should there their them \
    they what when where which whose your yours about after before other than then only also into \
    over such some more most much many very just like each every even still same here make made \
    take want need know think tell told said does done being because while until upon both come \
    came goes going people local place years time week weeks month months days first last next \
    another always never often please letter forward hearing number between without things \
    nothing something whether reasons themselves address against nearby writing write member \
    parliament constituency somebody choose council name point points chance keep well long \
    small large asked asking answer answers question questions call called gives given must \
    might since through within under between during again already together different public \
    support matter matters change changes used using help find found look best good right left";

/// The words of a text that may tell what it is about.
fn telling(text: &str) -> BTreeSet<String> {
    let common: BTreeSet<&str> = COMMON.split_whitespace().collect();
    let long = |word: &String| word.chars().count() >= 4 && word.chars().all(char::is_alphabetic);
    words(text).into_iter().filter(long).filter(|w| !common.contains(w.as_str())).collect()
}
