//! What holds for every kind and whatever is typed.

use std::sync::LazyLock;

use jiff::civil::Date;
use proptest::prelude::*;

use crate::answer::{Input, Value};
use crate::model::{Choice, Concern, Kind, Question};
use crate::question::ParseContext;
use crate::register::{Areas, Bodies, Registers};

/// A small register.
pub(crate) static REGISTERS: LazyLock<Registers> = LazyLock::new(|| {
    let areas = "{councils: [{name: Sampleton}, {name: Newton}, {name: Newham}], groups: [{name: \
                 Old, areas: [Newton, Newham]}]}";
    let bodies = "bodies: [{id: sample-board, name: Sample Care Board, kind: nhs-board, serves: \
                  {areas: [Sampleton]}}]";
    let mut registers = Registers::default();
    registers.take_in_areas(Areas::from_yaml(areas).expect("well formed"));
    registers.take_in_bodies(Bodies::from_yaml(bodies).expect("well formed"));
    registers
});

/// A question of a kind.
pub(crate) fn question(id: &str, kind: Kind) -> Question {
    let option = |(value, text): (&str, &str)| Choice { value: value.into(), text: text.into() };
    Question {
        id: id.into(),
        ask: "What?".into(),
        why: None,
        help: None,
        kind,
        required: false,
        default: None,
        when: Vec::new(),
        options: [("process", "How, and by whom"), ("yes", "The decision"), ("3", "1")]
            .map(option)
            .into(),
        suggest: None,
        fills: Vec::new(),
        most: None,
        past: false,
        short: false,
        shared_after: false,
    }
}

/// Reads with a small register and two concerns.
pub(crate) fn with_reading<T>(then: impl FnOnce(&ParseContext<'_>) -> T) -> T {
    let concern = |(id, title): (&str, &str)| Concern {
        id: id.into(),
        title: title.into(),
        text: None,
        short: None,
        to: Default::default(),
    };
    let concerns = [("fixed-budget", "Who decides, and when"), ("secrecy", "2 doors")].map(concern);
    then(&ParseContext {
        today: Date::constant(2026, 11, 21),
        concerns: &concerns,
        registers: &REGISTERS,
    })
}

/// What people, spreadsheets and mischief put in.
pub(crate) fn typed() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "1",
        "2",
        "3",
        " ",
        ", ",
        "; ",
        " and ",
        "own: ",
        "OWN:",
        "fixed-budget",
        "secrecy",
        "2 doors",
        "process",
        "yes",
        "no",
        "null",
        "~",
        "true",
        "\n",
        "\r\n",
        "\n\n",
        "\\n",
        "\\",
        "\t",
        " #",
        "# ",
        ": ",
        "- ",
        "\"",
        "'",
        "’",
        "|",
        ">",
        "{",
        "[",
        "%",
        "@",
        "`",
        "&a ",
        "*a",
        "!",
        "---",
        "...",
        "\u{a0}",
        "\u{2028}",
        "\u{85}",
        "\u{feff}",
        "\u{200b}",
        "\u{7}",
        "\u{fdd0}",
        "0123",
        "1e5",
        "1,200",
        "-3.5",
        "s70 0zz",
        "S7O OZZ",
        "wed ",
        "2 dec",
        "2/12/26",
        " 1.30",
        "1.30pm",
        "2026-12-02T13:30",
        "not known",
        "29 feb",
        "jean@example.org",
        "+44 (0)1632 960123",
        " ext 1",
        "sampleton",
        "old",
        "new",
        "sample-board",
        "Sample Car Board",
        "NHS ",
        "Ŵyn-O'Brien",
        "Łukasz",
        "Συμεών",
        "İ",
        "ß",
        "😀",
        "e\u{301}",
    ]);
    prop_oneof![
        any::<String>(),
        "\\PC{0,40}",
        "[ -~\n]{0,80}",
        prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat()),
    ]
}

fn raws() -> impl Strategy<Value = Input> {
    prop_oneof![
        3 => typed().prop_map(Input::Text),
        1 => prop::collection::vec(typed(), 0..4).prop_map(Input::List),
        1 => (typed(), typed()).prop_map(|(name, kind)| {
            Input::Map([("name", name), ("kind", kind)].map(|(k, v)| (k.to_string(), v)).into())
        }),
    ]
}

/// Any answer that is taken, with its kind.
pub(crate) fn taken() -> impl Strategy<Value = (Kind, Value)> {
    (prop::sample::select(Kind::ALL.to_vec()), raws()).prop_filter_map(
        "not taken",
        |(kind, raw)| {
            let value = with_reading(|reading| question("q", kind).read(&raw, reading));
            value.ok().flatten().map(|value| (kind, value))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn whatever_is_typed_is_read_or_told(raw in raws()) {
        for kind in Kind::ALL.iter().copied() {
            for id in ["q", "address"] {
                let read = with_reading(|reading| question(id, kind).read(&raw, reading));
                if let Err(fault) = read {
                    let told = fault.to_string();
                    prop_assert!(told.ends_with(['.', '?']) && told.len() < 400, "{told}");
                    prop_assert!(!told.contains(char::is_control));
                }
            }
        }
    }

    #[test]
    fn what_is_taken_reads_the_same_again((kind, value) in taken()) {
        let again = with_reading(|reading| question("q", kind).read(&value.to_input(), reading));
        prop_assert_eq!(again, Ok(Some(value)));
    }

    #[test]
    fn an_address_reads_the_same_again(text in typed()) {
        let question = question("address", Kind::Lines);
        let read = |raw: &Input| with_reading(|reading| question.read(raw, reading));
        if let Ok(Some(value)) = read(&Input::Text(text)) {
            prop_assert_eq!(read(&value.to_input()), Ok(Some(value)));
        }
    }

    #[test]
    fn no_sentence_repeats_what_was_typed(secret in "[A-Z][a-z]{5,9} [A-Z][a-z]{9,12}") {
        for kind in Kind::ALL.iter().copied() {
            let read = with_reading(|reading| {
                question("q", kind).read(&Input::Text(format!("£{secret}, {secret}")), reading)
            });
            if let Err(fault) = read {
                prop_assert!(!fault.to_string().contains(&secret), "{fault}");
            }
        }
    }
}

#[test]
fn kinds_are_known_by_their_names() {
    for kind in Kind::ALL.iter().copied() {
        assert_eq!(serde_yaml::from_str::<Kind>(kind.name()).ok(), Some(kind));
    }
    assert_eq!(Kind::OwnWords.name(), "own-words");
    assert!(serde_yaml::from_str::<Kind>("Text").is_err());
}

#[test]
fn nothing_typed_is_no_answer() {
    for kind in Kind::ALL.iter().copied() {
        for raw in [
            Input::Text(String::new()),
            Input::Text(" \n\t".into()),
            Input::List(Vec::new()),
            Input::List(vec![" ".into()]),
            Input::Map(Default::default()),
        ] {
            let read = with_reading(|reading| question("q", kind).read(&raw, reading));
            assert_eq!(read, Ok(None), "{} {raw:?}", kind.name());
        }
    }
}

#[test]
fn a_list_is_refused_where_one_answer_is_wanted() {
    let list = Input::List(vec!["a".into(), "b".into()]);
    let map = Input::Map([("a".to_string(), "b".to_string())].into());
    for kind in Kind::ALL.iter().copied() {
        let read = |raw: &Input| with_reading(|reading| question("q", kind).read(raw, reading));
        match kind {
            Kind::Lines | Kind::OwnWords => assert!(read(&list).is_ok()),
            Kind::Choices | Kind::Concerns => assert!(read(&list).is_err()),
            _ => assert_eq!(read(&list), Err(crate::question::fault::told("list"))),
        }
        assert!(read(&map).is_err());
    }
}
