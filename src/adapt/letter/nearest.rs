//! Which template that ships comes nearest to a letter: by whom it goes to, and by what it is
//! about. Words that only one pack has say most, and most of all those that name the pack's own
//! subject; words that every letter has say nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::words::words;
use crate::model::{Pack, Template, To};

/// The template that comes nearest to a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// `PACK/TEMPLATE`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether it goes to the same kind of receiver.
    pub same_receiver: bool,
    /// Words that tell what both are about, those that say most first.
    pub shared: Vec<String>,
}

/// How much a word says that names what the pack or template is about, beside one of its text.
const NAMES: u32 = 4;

/// The same of a word in the title of a concern.
const TITLES: u32 = 2;

/// How much a word says that one pack alone has, beside one that two have.
const RARE: u32 = 3;

/// Least that a letter has in common with a template to the same receiver.
const LEAST: u32 = 12;

/// The same for a template to another receiver.
const LEAST_TO_ANOTHER: u32 = 36;

/// The nearest of these packs' templates; none when none is near.
pub(super) fn nearest(text: &str, destination: &str, packs: &[Pack]) -> Option<Nearest> {
    let own: BTreeMap<String, String> = telling(text).collect();
    let all: Vec<BTreeMap<String, u32>> = packs.iter().map(everything).collect();
    // A word that names what a pack is about is rare where no other pack is named by it.
    let holders = |stem: &str, weight: u32| {
        all.iter().filter(|stems| stems.get(stem).is_some_and(|held| *held >= weight)).count()
    };
    let mut best: Option<(bool, u32, Nearest)> = None;
    for pack in packs {
        for template in pack.templates.iter().filter(|t| t.joint.is_none()) {
            let weights = weights(pack, template);
            let says = |stem: &String| {
                let weight = weights.get(stem).copied().unwrap_or(0);
                let rare = match holders(stem, weight) {
                    1 => RARE,
                    held if held < packs.len() => 1,
                    _ => 0,
                };
                weight * rare
            };
            let mut shared: Vec<(u32, &String)> =
                own.iter().map(|(stem, word)| (says(stem), word)).filter(|(w, _)| *w > 0).collect();
            shared.sort_by_key(|(weight, word)| (std::cmp::Reverse(*weight), *word));
            let score: u32 = shared.iter().map(|(weight, _)| weight).sum();
            let (To::Kind(to) | To::Chosen(to)) = &template.destination;
            let same_receiver = to == destination;
            let least = if same_receiver { LEAST } else { LEAST_TO_ANOTHER };
            let nearer =
                best.as_ref().is_none_or(|(same, most, _)| (same_receiver, score) > (*same, *most));
            if score >= least && nearer {
                let near = Nearest {
                    name: format!("{}/{}", pack.id, template.id),
                    title: template.title.clone(),
                    same_receiver,
                    shared: shared.into_iter().map(|(_, word)| word.clone()).collect(),
                };
                best = Some((same_receiver, score, near));
            }
        }
    }
    best.map(|(.., near)| near)
}

/// How much each word of a template and its pack says.
fn weights(pack: &Pack, template: &Template) -> BTreeMap<String, u32> {
    let mut weights = BTreeMap::new();
    let titles = pack.concerns.iter().map(|c| &c.title);
    let names = [&pack.title, &pack.summary, &template.title].into_iter();
    let names = names.chain(&template.subject);
    let texts = pack.concerns.iter().filter_map(|c| c.text.as_ref()).chain([&template.body]);
    let all: [(Vec<&String>, u32); 3] =
        [(texts.collect(), 1), (titles.collect(), TITLES), (names.collect(), NAMES)];
    for (texts, weight) in all {
        for (stem, _) in texts.into_iter().flat_map(|text| telling(text)) {
            weights.insert(stem, weight);
        }
    }
    weights
}

/// How much each word of all that a pack says does at most.
fn everything(pack: &Pack) -> BTreeMap<String, u32> {
    let mut all = BTreeMap::new();
    for template in pack.templates.iter().filter(|t| t.joint.is_none()) {
        for (stem, weight) in weights(pack, template) {
            let most: &mut u32 = all.entry(stem).or_insert(0);
            *most = weight.max(*most);
        }
    }
    all
}

/// Words that every letter may have.
const COMMON: &str = "who get now how may our out all any are can did for not new old one two the \
    and but has had was you she him her his off per too few let ask see saw day way its nor end \
    councillor councillors secretary minister chair constituent mps mp carer reference cllr clear \
    this that with from have been were will would could should there their them \
    they what when where which whose your yours about after before other than then only also into \
    over such some more most much many very just like each every even still same here make made \
    take want need know think tell told said does done being because while until upon both come \
    came goes going people local place years time week weeks month months days first last next \
    another always never often please letter forward hearing number between without things \
    nothing something whether reasons themselves address against nearby writing write member \
    parliament constituency somebody choose council name point points chance keep well long \
    small large asked asking answer answers question questions call called gives given must \
    might since through within under between during again already together different public \
    support matter matters change changes used using help find found look best good right left\
    people person able also although around asks because become becomes began begin \
    behalf believe beside better between both bring brought cannot case certain come concern \
    concerned consider could day days decide decided decision different done down each either else \
    enough ever everybody everyone everything family fact far feel few former from full further \
    grateful great happen happened happens hard hear heard help here home hope however idea \
    important including into issue itself job kind kindly know known later least leave left less \
    live lived lives living longer look looking lost lots made make many mean means meant meet mind \
    money month more morning most must near need needs never none note nothing number often once \
    only open other ours ourselves outside part pay plan plans plenty possible put rather read \
    real really reason receive regards reply rest right said same say says see seems seen send \
    sent several shall show side similar since sincerely small someone something sometimes soon \
    speak still stop such sure taken talk tell thank thanks then there these thing three time \
    today together told too town towards true try turn two under urge use useful usual very view \
    views visit want way welcome well went whole will wish within word words work works world \
    worried worse worst would year yet young yours area";

/// The words of a text that may tell what it is about, each with its stem.
fn telling(text: &str) -> impl Iterator<Item = (String, String)> {
    let common: BTreeSet<String> = COMMON.split_whitespace().map(stem).collect();
    let long = |word: &String| word.chars().count() >= 3 && word.chars().all(char::is_alphabetic);
    let words = words(text).into_iter().filter(long).map(|word| (stem(&word), word));
    words.filter(move |(stem, _)| !common.contains(stem))
}

/// A word without what English puts at its end; `care` is not `cars`.
fn stem(word: &str) -> String {
    let ends =
        [("ings", 4), ("ing", 4), ("ied", 3), ("ies", 3), ("ed", 4), ("s", 3), ("e", 4), ("y", 4)];
    let hissed = word.strip_suffix("es").filter(|rest| rest.ends_with(['s', 'x', 'h']));
    let cut = |(end, least): &(&str, usize)| {
        word.strip_suffix(end).filter(|rest| rest.len() >= *least && !rest.ends_with('s'))
    };
    let stem = hissed.or(ends.iter().find_map(cut)).unwrap_or(word);
    stem.strip_suffix('e').filter(|rest| rest.len() >= 4).unwrap_or(stem).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapt::Letter;
    use crate::pack::{self, Files, Shared, shipped};

    fn near(letter: &str) -> Option<String> {
        let shared = Shared::built_in().expect("the registers are sound");
        let today = jiff::civil::Date::constant(2026, 11, 21);
        let packs: Vec<Pack> = shipped::names()
            .filter_map(shipped::files)
            .map(|files: Files| pack::load(&files, &shared, today).expect("sound").0)
            .collect();
        let letter = Letter::read("letter.txt", letter.as_bytes()).expect("a letter");
        letter.nearest(&packs).map(|near| near.name)
    }

    #[test]
    fn a_letter_finds_the_template_to_the_same_receiver_about_the_same() {
        for (letter, wanted) in [
            (
                "Dear [MP]\n\nIntegrated Health Organisation contracts would hand one fixed budget for everyone's NHS care to a single provider. Who answers for it, and will the board meet in public before the contract is signed?\n\nYours",
                "nhs-contracts/mp-letter",
            ),
            (
                "Dear Chair of the integrated care board,\n\nPublic questions: which public body decides when an NHS contract with a fixed budget runs short, and who may be given the contract?\n\nYours",
                "nhs-contracts/scrutiny-questions",
            ),
            (
                "Response to the consultation\n\nYour consultation on NHS contracts asks whether one provider should hold the budget. We think accountable bodies should hold it, and that the contract should be public.",
                "nhs-contracts/consultation-response",
            ),
            (
                "Dear Secretary of State\n\nPlease call in the decision to give an Integrated Health Organisation contract, a change to NHS services with one fixed budget, of which nobody was told.\n\nYours",
                "nhs-contracts/call-in-request",
            ),
            (
                "Dear Councillor\n\nThe library in Mill Lane is to close, and the bus that we took to the next one is being cut. Please keep the library.\n\nYours",
                "local-service/councillor-letter",
            ),
            (
                "Dear [MP]\n\nOur walk-in centre and the ward above it are closing. Which service is left for those without a car, and was the equality duty thought of?\n\nYours",
                "local-service/mp-letter",
            ),
            (
                "Dear Chair of the scrutiny committee\n\nThe GP surgery is moving and its bus is cut. How will people get there, and was any other service looked at?\n\nYours",
                "local-service/scrutiny-questions",
            ),
            (
                "Response to the consultation\n\nYou ask whether the library should close on three days. A library that is closed is no service, and the bus to the next one is cut.",
                "local-service/consultation-response",
            ),
            (
                "Dear Health Secretary\n\nPlease call in the closing of our A&E department. The ward is to move, people without a car cannot travel there, and the consultation on the service was no fair one.\n\nYours",
                "local-service/call-in-request",
            ),
            (
                "Dear planning officer\n\nI object to the planning application for flats in Mill Lane. It would overlook our gardens, take their light, and bring traffic and noise.\n\nYours",
                "planning-objection/objection",
            ),
        ] {
            assert_eq!(near(letter).as_deref(), Some(wanted), "{letter}");
        }
    }

    #[test]
    fn a_letter_about_something_else_finds_none() {
        for letter in [
            "Dear [MP]\n\nThe state pension age has gone up twice for women born when I was. I ask you to speak in the debate, and to say how you will vote.\n\nYours",
            "Dear Councillor\n\nThe hedgehogs of our allotments die in slug pellets. Please forbid them.\n\nYours",
            "Dear Editor\n\nFishing quotas are too high, and the herring is gone.\n\nYours",
        ] {
            assert_eq!(near(letter), None, "{letter}");
        }
    }
}
