//! The language of a pack: its months, days, hours and closings, shipped or brought along.

use sayso::answer::Input;
use sayso::document::Document;
use sayso::interview::{Inputs, Origin};
use sayso::pack::{self, Shared};
use sayso::render::{Format, render};

use crate::support::letters::{document, today};
use crate::support::repository;

const IRISH: &str = "
- tag: ga
  months: [Eanáir, Feabhra, Márta, Aibreán, Bealtaine, Meitheamh, Iúil, Lúnasa, Meán Fómhair, Deireadh Fómhair, Samhain, Nollaig]
  weekdays: [Dé Luain, Dé Máirt, Dé Céadaoin, Déardaoin, Dé hAoine, Dé Sathairn, Dé Domhnaigh]
  am: r.n.
  pm: i.n.
  noon: meán lae
  midnight: meán oíche
  and: agus
  closing: {named: Is mise le meas, unnamed: Is mise le meas}
";

/// A letter of the pack `cymru`, with its language and files changed.
fn letter(language: &str, own: Option<&str>, name: &str) -> Document {
    let mut files = sayso::disk::pack_files(&repository("tests/it/nations/cymru")).expect("read");
    let text = files.files.get_mut("pack.yaml").expect("it is there");
    let changed = String::from_utf8(text.clone()).expect("text").replace("cy-GB", language);
    *text = changed.into_bytes();
    if let Some(own) = own {
        files.files.insert("languages.yaml".into(), own.into());
    }
    let shared = Shared::built_in().expect("the registers are sound");
    let (pack, warnings) = pack::load(&files, shared, today()).expect("the pack is sound");
    assert_eq!(warnings, []);
    let mut given = Inputs::default();
    for (id, value) in [
        ("dated", "2026-11-21"),
        ("cyfarfod", "2026-12-02 13:30"),
        ("story", "Diolch."),
        ("name", "Sam Example"),
        ("address", "1 Stryd Enghraifft"),
        ("postcode", "LL1 0ZZ"),
        ("as_name", name),
    ] {
        given.insert(id, Input::Text(value.into()), Origin::Flag);
    }
    document(&pack, "llythyr", &given)
}

#[test]
fn a_letter_in_welsh_has_welsh_days_and_closings() {
    let named = letter("cy-GB", None, "Alex Member");
    assert_eq!(named.date_line.as_deref(), Some("21 Tachwedd 2026"));
    assert_eq!(named.closing.as_deref(), Some("Yn gywir"));
    assert!(
        named
            .markdown
            .contains("dydd Mercher 2 Rhagfyr 2026, 1.30yp (dydd Mercher 2 Rhagfyr). Cynllun."),
        "{}",
        named.markdown
    );
    assert_eq!(
        named.notes,
        ["Cynllun, Cyngor Enghraifft, Mawrth 2026. https://example.org/cynllun"]
    );
    assert_eq!(named.language, "cy-GB");
    let pdf = render(&named, Format::Pdf).expect("a PDF");
    assert!(String::from_utf8_lossy(&pdf).contains("cy-GB"), "the PDF says its language");
    assert_eq!(letter("cy", None, "").closing.as_deref(), Some("Yr eiddoch yn gywir"));
}

#[test]
fn a_pack_may_bring_a_language_of_its_own() {
    let named = letter("ga", Some(IRISH), "Alex Member");
    assert_eq!(named.date_line.as_deref(), Some("21 Samhain 2026"));
    assert_eq!(named.closing.as_deref(), Some("Is mise le meas"));
    assert!(named.markdown.contains("Dé Céadaoin 2 Nollaig 2026, 1.30i.n."), "{}", named.markdown);
}

#[test]
fn the_packs_that_ship_are_in_english() {
    for name in pack::shipped::names() {
        let pack = crate::support::letters::shipped_pack(name);
        assert_eq!(pack.language.tag, "en-GB", "{name}");
        assert_eq!(pack.language.months[0], "January", "{name}");
    }
}
