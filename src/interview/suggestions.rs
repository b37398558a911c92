//! What other answers say of a question: the postcode of the council and the constituency, the
//! area of its boards, the constituency of its member.

use crate::answer::{Answers, Value};
use crate::model::{Kind, Pack, Question, Suggest};
use crate::register::home::Home;
use crate::register::members::{self, Member};

/// Id of the answer by which the names of members are taken from the table without being asked.
pub const MP_NAMES: &str = "mp_names";

/// What may be picked for a question: one where that is certain, none where there is nothing to
/// ask. `None` where nothing is known of it.
pub fn suggestions<'p>(
    pack: &'p Pack,
    question: &Question,
    answers: &Answers,
) -> Option<Vec<&'p str>> {
    let home = || home(pack, question, answers);
    let area = || pack.registers.area(answers);
    match (question.kind, question.suggest) {
        (Kind::Area, _) => Some(vec![home()?.council]),
        (_, Some(Suggest::Constituencies)) => home()
            .map(|home| home.constituencies)
            .or_else(|| Some(area()?.constituencies.iter().map(String::as_str).collect())),
        (_, Some(Suggest::Boards)) => home()
            .map(|home| home.boards)
            .or_else(|| Some(area()?.boards.iter().map(String::as_str).collect())),
        // A name out of a table is offered to be confirmed, never certain: see
        // `Questionnaire::offered`.
        (_, Some(Suggest::Members)) | (_, None) => None,
        (_, Some(Suggest::MemberEmails)) => {
            let member = member(pack, answers)?;
            let named = pack.questions.iter().filter(|q| q.suggest == Some(Suggest::Members));
            let mut named = named.filter_map(|q| answers.get(&q.id));
            // Of somebody else the address is not known.
            let is_named = named.any(|value| matches!(value, Value::Text(t) if *t == member.name));
            (is_named && !member.email.is_empty()).then(|| vec![member.email.as_str()])
        }
    }
}

/// The member for the constituency answered.
pub(super) fn member(pack: &Pack, answers: &Answers) -> Option<&'static Member> {
    let seats = pack.questions.iter().filter(|q| q.suggest == Some(Suggest::Constituencies));
    seats.filter_map(|seat| answers.get(&seat.id)).find_map(|value| match value {
        Value::Text(seat) => members::shipped().by_name(seat),
        _ => None,
    })
}

/// Where the postcode that fills a question lies; none where an area was answered that it is not
/// in, since one of the two is then not the person's home.
fn home<'p>(pack: &'p Pack, question: &Question, answers: &Answers) -> Option<Home<'p>> {
    let home = located(pack, question, answers)?;
    let elsewhere = |value: &Value| matches!(value, Value::Area(name) if *name != home.council);
    (!answers.0.values().any(elsewhere)).then_some(home)
}

/// Where the postcode that fills a question lies, whatever else was answered.
pub(super) fn located<'p>(
    pack: &'p Pack,
    question: &Question,
    answers: &Answers,
) -> Option<Home<'p>> {
    let filling = pack.filling(&question.id)?;
    let Some(Value::Text(postcode)) = answers.get(&filling.id) else { return None };
    Home::find(postcode, &pack.registers.areas)
}

/// Whether what can be answered to `later` follows from where the person lives, as `question` asks
/// it: by the council, or by the postcode that answers for it.
pub(super) fn depends_on_home(later: &Question, question: &Question) -> bool {
    let by_area = matches!(later.suggest, Some(Suggest::Constituencies | Suggest::Boards))
        || later.kind == Kind::Body;
    (question.kind == Kind::Area && by_area) || question.fills.contains(&later.id)
}

/// Whether the answer to `later` is of the member for the constituency that `question` asks for.
pub(super) fn depends_on_seat(later: &Question, question: &Question) -> bool {
    question.suggest == Some(Suggest::Constituencies)
        && matches!(later.suggest, Some(Suggest::Members | Suggest::MemberEmails))
}
