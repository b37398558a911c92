//! What the head of a letter says: whom it goes to, by its greeting and its address, and what it is
//! about. Nothing else is certain, and nobody is written to because most letters go to them.

use super::gap::{find, inner};
use crate::import::words::{Receiver, begins, count, has, is, lists, plain, says, shape, template};
use crate::reader::{Para, Style};
use crate::text::words::one_line;

/// Id of the receiver of a pack's own.
const OWN: &str = "receiver";

/// Most lines of an address.
const MOST_LINES: usize = 8;

/// Most words of a subject.
const LONGEST_SUBJECT: usize = 40;

/// Kinds of receiver that a letter may go to: the id of each, and who it is.
pub fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = lists().templates.iter().filter(|template| template.to != OWN);
    all.map(|template| (template.to.as_str(), template.who.as_str()))
}

impl Receiver {
    /// The receiver of a letter with this greeting, subject and body, and with what stands above them.
    pub(super) fn of(greeting: Option<&Para>, about: &str, head: &[Para], body: &[Para]) -> Self {
        let greeted = greeting.map(|para| one_line(&para.text)).unwrap_or_default();
        let name = greeted.split_once(' ').map_or("", |(_, name)| name);
        let name = name.trim_matches(|c: char| ",:;.".contains(c) || c.is_whitespace());
        let open = greeting.is_some_and(|para| !find(para).is_empty());
        let nobody = open || is(name, "nobody") || !name.contains(char::is_alphabetic);
        let above = lines_above(head).map(|para| one_line(&para.text));
        let above: Vec<String> = above.chain([greeted.clone()]).collect();
        // The first receiver that lines say, and by which words.
        let known = |lines: &[String], of: &str| {
            let stands =
                |word: &&String| lines.iter().any(|line| has(line, &format!("{of}{word}")));
            let mut all = lists().receivers.iter();
            all.find_map(|(words, of)| Some((of, words.iter().find(stands)?)))
        };
        let said = known(&above, "");
        // What a subject names may be what the letter is about; `my MP` is whom it goes to.
        let mine: Vec<String> = body.iter().take(3).map(|para| one_line(&para.text)).collect();
        let found = said.or_else(|| known(&mine, "my ")).or_else(|| known(&[about.into()], ""));
        let mut receiver = found.map(|(of, _)| of.clone()).unwrap_or_default();
        receiver.because = found.map(|(_, word)| word.clone());
        // `Dear [MP/Councillor]` leaves it open.
        let side = |side: &str| known(&[side.to_string()], "").map(|(of, _)| of);
        let sides: Vec<&Receiver> = greeted.split('/').filter_map(side).collect();
        let is_one = sides.windows(2).all(|two| two[0] == two[1]);
        (receiver.exact, receiver.named) = (said.is_some() && is_one, open);
        if receiver.to.is_some() {
            if nobody || !shape("somebody").is_match(name) {
                return receiver;
            }
            // One councillor or MP is written to, and not each person's own.
            (receiver.to, receiver.exact) = (None, false);
        }
        receiver.address = address(head).unwrap_or(receiver.address);
        if !open && name.contains(char::is_alphabetic) {
            receiver.greeting = Some(greeted.trim_end_matches([',', ':', ';', ' ']).to_string());
        }
        // `Secretary of State for Transport`
        let goes_on = |rest: &str| receiver.office.is_empty() || begins(rest, "office_of");
        if !nobody && name.strip_prefix(&receiver.office).is_some_and(goes_on) {
            receiver.office = name.to_string();
        }
        receiver.named |= head.iter().any(|para| plain(&para.text).starts_with("name of"));
        receiver
    }

    /// The destination's id in the pack.
    pub fn destination(&self) -> &str {
        self.to.as_deref().unwrap_or(OWN)
    }

    /// Whether its office is told by the address.
    pub(super) fn stands_in_address(&self) -> bool {
        let said = self.because.as_ref().unwrap_or(&self.office);
        self.address.iter().any(|line| has(line, &self.office) || has(line, said))
    }

    /// Who it is, as a sentence says it: a person by name, an office with `the`.
    pub fn who(&self) -> String {
        let line = self.address.first().filter(|line| has(line, &self.office));
        let office = line.unwrap_or(&self.office);
        let mut offices = lists().receivers.iter().map(|(_, known)| &known.office);
        match offices.any(|known| !known.is_empty() && has(&self.office, known)) {
            _ if self.to.is_some() || self.office.is_empty() => {
                template(self.destination()).who.clone()
            }
            true => format!("the {}", office.strip_prefix("The ").unwrap_or(office)),
            false => self.office.clone(),
        }
    }
}

/// The lines just above a greeting that are no sentence, gaps and dates among them: nearest first.
fn lines_above(head: &[Para]) -> impl Iterator<Item = &Para> {
    head.iter().rev().take_while(|para| shape("above").is_match(&para.text)).take(MOST_LINES)
}

/// The lines above the greeting that are the receiver's address, where they look like one: names in
/// capitals, a word of an address or a postcode among them, nothing left open.
fn address(head: &[Para]) -> Option<Vec<String>> {
    let open = |para: &&Para| !find(para).is_empty() || shape("dated").is_match(&para.text);
    let lines = lines_above(head).skip_while(open).take_while(|para| !open(para));
    let bare = lines.map(|para| shape("to_whom").replace(&one_line(inner(&para.text)), "").into());
    let named = |line: &String| shape("address_line").is_match(line) && !says(line, "of_file");
    let mut lines: Vec<String> = bare.take_while(named).collect();
    lines.reverse();
    let known = |line: &String| says(line, "address") || shape("postcode").is_match(line);
    (lines.len() > 1 && lines.iter().any(known)).then_some(lines)
}

/// Takes the subject out of the head or the body, and says whether it is certain: it stands behind
/// a label, has a reference, or is a title that stands first.
pub(super) fn subject_of(head: &mut Vec<Para>, body: &mut Vec<Para>) -> Option<(Para, bool)> {
    let near = if body.len() > 1 { &body[..2] } else { &[] };
    let (lines, first) = (head.iter().chain(near).collect::<Vec<_>>(), head.len());
    let title = near.first().filter(|para| is_title(para)).map(|title| (first, title.stands_out()));
    // The subject of the mail that the letter came in is not that of a letter that has a title.
    let of_mail = head.iter().any(|para| label_of(&para.text, "mail_labels").is_some());
    let labelled = |para: &&Para| {
        label_of(&para.text, "subject_labels").is_some() && !para.text.contains('\n')
    };
    let named = lines.iter().take(first + 1).rposition(labelled).map(|at| (at, !of_mail));
    let named = named.filter(|(_, exact)| *exact || title.is_none());
    // `Our ref: (leave blank)` refers to nothing.
    let refers = |para: &&Para| {
        let label = label_of(&para.text, "reference_labels").is_some_and(|of| !of.starts_with('('));
        let fits = |name| shape(name).is_match(&para.text);
        // `26/01947/OUT`
        let names = fits("application") && fits("refers") && reads_as_title(&para.text);
        count(&para.text) <= LONGEST_SUBJECT && (label || names)
    };
    let refers = || lines.iter().rposition(refers).map(|at| (at, true));
    // A line in capitals, apart from all others above the greeting.
    let apart =
        head.iter().rev().nth(1).is_some_and(|above| above.line + 1 < lines[first - 1].line);
    let fits = |line: &Para| shape("shouted").is_match(&line.text) && !says(&line.text, "of_file");
    let shouted = (apart && fits(lines[first - 1])).then(|| (first - 1, false));
    let (at, exact) = named.or_else(refers).or(title).or(shouted)?;
    let text = lines[at].text.as_str();
    let said = label_of(text, "subject_labels").unwrap_or(text).trim_end();
    let words = shape("sent_on").replace(said, "");
    let exact = exact && words == said;
    // `Description: …`
    let more = lines[at + 1..].iter().map_while(|next| label_of(&next.text, "described_labels"));
    let more = more.collect::<Vec<_>>().join(", ");
    let words = if more.is_empty() { words.into() } else { format!("{words}: {more}") };
    let subject = Para::plain(lines[at].line, one_line(&words));
    if at < first {
        head.remove(at)
    } else {
        body.remove(at - first)
    };
    Some((subject, exact))
}

/// Whether a line has the beginning and the end of a title, and not of a sentence.
fn reads_as_title(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    shape("title").is_match(text) && !is(first, "no_title")
}

/// What follows a label and its colon or dash.
pub(super) fn label_of<'t>(text: &'t str, labels: &str) -> Option<&'t str> {
    let found = shape("label").captures(text)?;
    found.name("rest").filter(|_| is(&found["label"], labels)).map(|rest| rest.as_str())
}

/// Whether the first words behind the greeting are a title: bold or a heading, or a short line
/// that is no sentence.
fn is_title(para: &Para) -> bool {
    let text = para.text.trim();
    let open = text.starts_with(|c: char| "[{<(«%".contains(c)) || text.ends_with(',');
    let stands_out = para.stands_out() && count(text) <= LONGEST_SUBJECT && !open;
    let fits = reads_as_title(text) && !text.contains("__");
    let short = fits && para.style == Style::Plain && count(text) <= 15;
    !text.contains('\n') && (stands_out || short)
}
