//! Headings find their questions, and rows their answers.

use std::collections::BTreeSet;

use sayso::answer::{Chosen, Input, Value};
use sayso::batch::columns::{self, Columns, Mapping, consent, form};
use sayso::batch::table::{TO_MEND, Table, csv};
use sayso::interview::Inputs;
use sayso::model::Pack;
use sayso::question::ParseContext;

use super::made::{Cell, xlsx};
use super::read;
use crate::support::letters::{shipped_pack, today};

const MP: &str = "mp-letter";
const CONSENT: &str = "I agree to this being sent in my name to my Member of Parliament.";

fn matched(
    pack: &Pack,
    template: &str,
    table: &Table,
    maps: &[(&str, &str)],
) -> Result<Columns, String> {
    let maps: Vec<(String, String)> =
        maps.iter().map(|(heading, id)| ((*heading).to_string(), (*id).to_string())).collect();
    let template = pack.template(template).expect("it has the template");
    Columns::matched(table, pack, template, &maps, &Inputs::default()).map_err(|faults| {
        let told = faults.iter().map(|fault| {
            format!("{}\n  hint: {}", fault.message, fault.help.as_deref().unwrap_or_default())
        });
        told.collect::<Vec<_>>().join("\n")
    })
}

fn letter(table: &Table, maps: &[(&str, &str)]) -> Result<Columns, String> {
    matched(shipped_pack("nhs-contracts"), MP, table, maps)
}

/// A table with the required columns of a letter to an MP, and these.
fn letters(headings: &str, cells: &str) -> Table {
    read(format!(
        "area,concerns,name,address,postcode,agreed,{headings}\n\
         Barnsley,secrecy,Jean Sample,1 Sample Street,S70 0ZZ,yes,{cells}\n"
    ))
}

/// Which heading answers which question.
fn found(table: &Table, columns: &Columns) -> Vec<String> {
    let name = |column: &usize| table.column_name(*column);
    let field = |field: &sayso::batch::columns::Field| {
        let names: Vec<String> = field.columns.iter().map(name).collect();
        format!("{} <- {} ({:?})", field.id, names.join(" + "), field.by)
    };
    columns.fields.iter().map(field).collect()
}

#[test]
fn an_online_form_matches_without_help() {
    let table = read(format!(
        "Timestamp,E-mail address,Which council sends your council tax bill?,\"What have you, or \
         people close to you, seen for yourselves? *\",WHAT WORRIES YOU MOST,Your full name,\
         Home address,Post-code,Mobile number,MP name,{CONSENT},Ward\n"
    ));
    let columns = letter(&table, &[]).expect("matched");
    insta::assert_snapshot!(found(&table, &columns).join("\n"));
    assert_eq!(
        columns.name(columns.consent),
        Some("I agree to this being sent in my name to my Member of Parlia…")
    );
    let unused: Vec<Option<&str>> = columns.unused().into_iter().map(|c| columns.name(c)).collect();
    assert_eq!(unused, [Some("Timestamp"), Some("E-mail address"), Some("Ward")]);
    assert_eq!(columns.variables[7], "post_code");
    assert_eq!(columns.variables[11], "ward");
}

#[test]
fn a_number_alone_is_proposed_and_words_behind_a_number_are_exact() {
    let pack = shipped_pack("local-service");
    let template = pack.template("consultation-response").expect("it has the template");
    let table = read(
        "Question 3,4 wishes,5. Your answer to the fifth question,name,area,service,service_name,\
         change,consultation_title,stake,how_many_questions,concerns,confidential,agreed\n\
         It is warm.,x,y,z\n",
    );
    let proposals = columns::proposals(&table, pack, template, &[]);
    let proposed: Vec<(&str, &str, &str)> =
        proposals.iter().map(|p| (p.heading.as_str(), p.id.as_str(), p.sample.as_str())).collect();
    assert_eq!(proposed, [("Question 3", "answer_3", "It is warm.")]);
    let columns = matched(pack, "consultation-response", &table, &[]).expect("matched");
    let found = found(&table, &columns);
    assert!(found.contains(&"answer_5 <- 5. Your answer to the fifth question (Text)".to_string()));
    let unused: Vec<Option<&str>> = columns.unused().iter().map(|c| columns.name(*c)).collect();
    assert_eq!(unused, [Some("Question 3"), Some("4 wishes")]);
}

#[test]
fn one_word_is_an_id_only_in_a_table_of_ids() {
    let pack = shipped_pack("local-service");
    let template = pack.template("councillor-letter").expect("it has the template");
    let proposed = |headings: &str| -> Vec<String> {
        let table = read(format!("{headings}\n"));
        let all = columns::proposals(&table, pack, template, &[]);
        all.into_iter().map(|proposal| proposal.heading).collect()
    };
    let asked = "\"What would it mean to you, or to people close to you?\"";
    assert_eq!(proposed(&format!("Name,Postcode,{asked},Change,agreed")), ["Change"]);
    assert_eq!(proposed(&format!("name,postcode,{asked},change,agreed")), ["change"]);
    assert_eq!(proposed("name,postcode,story,change,concerns,agreed"), Vec::<String>::new());
}

#[test]
fn every_fault_of_the_columns_is_told_at_once() {
    let all = [
        // Nothing is there but an opinion.
        letter(&read("Timestamp,Do you agree with the plan?,adress\n"), &[]),
        // A row of answers where headings should be.
        letter(&read("Jean Sample,jean@example.org,S70 0ZZ\n"), &[]),
        // Twice, by id and by the question; by two usual names; the same heading.
        letter(&letters("Your postcode,Mobile,Phone,story,story", ""), &[]),
        // Maps that name nothing.
        letter(&letters("Story", ""), &[("Stroy", "story"), ("Story", "storey"), ("Ward", "ward")]),
        // Two that say they are consent.
        letter(&read(format!("area,concerns,name,address,postcode,\"{CONSENT}\",agreed\n")), &[]),
        letter(&read("area,concerns,name,address,postcode,agreed,agreed\n"), &[]),
        // One that may be meant.
        letter(&read("area,concerns,name,address,postcode,I agree to the terms\n"), &[]),
        // Those that agree to something else, and one that refuses.
        letter(
            &read(
                "area,concerns,name,address,postcode,I agree to your newsletter,\
                 I do NOT agree to this being sent in my name\n",
            ),
            &[],
        ),
        letter(
            &letters("I do not agree that you send it in my name", ""),
            &[("I do not agree that you send it in my name", "agreed")],
        ),
    ];
    let told: Vec<String> = all.map(|read| read.expect_err("faults")).to_vec();
    insta::assert_snapshot!(told.join("\n\n"));
}

#[test]
fn a_map_wins() {
    let table = letters("Your story,What I saw,I want this sent", ",It was late,yes");
    let maps = [
        ("what i SAW", "Story"),
        ("I want this sent", "agreed"),
        ("Your story", ""),
        ("agreed", ""),
    ];
    let columns = letter(&table, &maps).expect("matched");
    assert_eq!(columns.heading("story"), Some("What I saw"));
    assert_eq!(columns.name(columns.consent), Some("I want this sent"));
    // A long one as messages cut it.
    let table = letters(&format!("{CONSENT},And I agree as well"), ",");
    let cut = table.column_name(6);
    let columns = letter(&table, &[(&cut, "story")]).expect("matched");
    assert!(cut.ends_with('…') && columns.heading("story") == Some(&cut));
    // Lines of an address, and the later of two.
    let table = letters("Street,Town", "1 Sample Street,Wombwell");
    let maps = [("Street", "story"), ("Street", "address"), ("Town", "address"), ("address", "")];
    let columns = letter(&table, &maps).expect("matched");
    let (given, _) = columns.read(&table.row(0).expect("a row"));
    let address = given.into_iter().find(|(id, _)| id == "address").and_then(|(_, raw)| raw);
    assert_eq!(address, Some(Input::Text("1 Sample Street\nWombwell".into())));
}

#[test]
fn a_name_and_an_address_may_stand_in_several_columns() {
    let table = read(
        "Council,What worries you most?,First name,Surname,Address line 1,Address line 2,Town,\
         Postcode,agreed\nBarnsley,secrecy,Jean,Sample,1 Sample Street,,Wombwell,S70 0ZZ,x\n",
    );
    let columns = letter(&table, &[]).expect("matched");
    let row = table.row(0).expect("a row");
    let (given, _) = columns.read(&row);
    let text = |id: &str| given.iter().find(|(g, _)| g == id).and_then(|(_, raw)| raw.clone());
    assert_eq!(text("name"), Some(Input::Text("Jean Sample".into())));
    assert_eq!(text("address"), Some(Input::Text("1 Sample Street\nWombwell".into())));
    assert_eq!(columns.name_with_postcode(&row).as_deref(), Some("jean sample, s700zz"));
}

#[test]
fn what_is_kept_beside_the_table_matches_the_same() {
    let table = letters("Timestamp,\"What I saw: \"\"really\"\", #1\",Ward", "x,It was late,North");
    let columns = letter(&table, &[("What I saw: \"really\", #1", "story")]).expect("matched");
    let kept = Mapping::of(&table, &columns);
    let yaml = kept.to_yaml();
    insta::assert_snapshot!(yaml);
    let read = Mapping::read(yaml.as_bytes(), "Responses.columns.yaml").expect("read");
    let sorted = |mapping: &Mapping| mapping.0.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&read), sorted(&kept));
    let lines = read.for_table(&table);
    let maps: Vec<(&str, &str)> = lines.iter().map(|(h, id)| (h.as_str(), id.as_str())).collect();
    let again = letter(&table, &maps).expect("matched");
    let ids = |columns: &Columns| -> Vec<(String, Vec<usize>)> {
        columns.fields.iter().map(|f| (f.id.clone(), f.columns.clone())).collect()
    };
    assert_eq!(ids(&again), ids(&columns));
    // A heading that has gone is nothing to complain of; a list is.
    let other = Mapping::read(b"Gone: story\n", "f").expect("read");
    assert_eq!(other.for_table(&table), []);
    assert!(Mapping::read(b"- a\n", "f").is_err());
    assert_eq!(Mapping::read(b"", "f").map(|m| m.0.len()), Ok(0));
}

#[test]
fn the_same_person_is_known_by_address_or_by_name_and_postcode() {
    let table = read(
        "area,concerns,Name,Address,Post Code,agreed,Email\n\
         a,b,Jean Sample,x,S70 0ZZ,yes,Jean@Example.org \n\
         a,b,jean  sample,x,s700zz,yes,\n\
         a,b,,x,S70 0ZZ,yes,\n",
    );
    let columns = letter(&table, &[]).expect("matched");
    let who: Vec<(Option<String>, Option<String>)> =
        table.rows().map(|row| (columns.email(&row), columns.name_with_postcode(&row))).collect();
    let name = || Some("jean sample, s700zz".to_string());
    assert_eq!(who[0], (Some("jean@example.org".into()), name()));
    assert_eq!(who[1], (None, name()));
    assert_eq!(who[2], (None, None));
    // As a form heads it within a question, or behind a code.
    for heading in ["Your details [Email Address]", "G01Q02. E-mail", "Contact - Email"] {
        let head = format!("area,concerns,name,address,postcode,agreed,{heading}");
        let table = read(format!("{head}\na,b,Jean Sample,x,S70 0ZZ,yes,jean@example.org\n"));
        let columns = letter(&table, &[]).expect("matched");
        let row = table.row(0).expect("a row");
        assert_eq!(columns.email(&row).as_deref(), Some("jean@example.org"), "{heading}");
    }
}

#[test]
fn what_a_spreadsheet_did_to_a_row_is_told() {
    let table = letters(
        "telephone,story,email",
        "1632960123,#NAME?,a@example.org\n\
         Barnsley,secrecy,Jean Sample,1 Sample Street,S70 0ZZ,yes,4.41632E+11,caf\u{fffd},x,y,z\n\
         Barnsley,secrecy,Jean Sample,1 Sample Street,S70 0ZZ,yes,441632960123,N/A,-\n\
         Barnsley,secrecy,Jean Sample,1 Sample Street,S70 0ZZ,yes,01632 960123,ok,x@example.org",
    );
    let columns = letter(&table, &[]).expect("matched");
    let (third, _) = columns.read(&table.row(2).expect("a row"));
    assert!(third.iter().all(|(id, _)| id != "story"));
    assert!(third.iter().all(|(id, _)| id != "email"));
    let told: Vec<String> =
        table.rows().flat_map(|row| columns.read(&row).1).map(|fault| fault.to_string()).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_telephone_number_that_excel_took_for_a_number_is_told() {
    let text = |t: &str| Cell::Inline(t.into());
    let headings = ["area", "concerns", "name", "address", "postcode", "agreed", "telephone"];
    let mut row: Vec<Cell> =
        ["Barnsley", "secrecy", "Jean Sample", "1 Sample Street", "S70 0ZZ"].map(text).to_vec();
    row.extend([Cell::Xml("t=\"b\"><v>1</v>"), Cell::Number("1632960123".into(), 0)]);
    let table = read(xlsx(&[("Sheet1", vec![(1, headings.map(text).to_vec()), (4, row)])]));
    let columns = letter(&table, &[]).expect("matched");
    let row = table.row(0).expect("a row");
    assert_eq!(columns.said(&row), consent::Said::Yes);
    let told: Vec<String> = columns.read(&row).1.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["row 4, telephone: The 0 at the beginning of this telephone number is missing: a \
          spreadsheet took it for a number. Format the column as text, and put the 0 back."]
    );
}

#[test]
fn the_column_of_what_to_mend_answers_nothing() {
    let table = read(format!(
        "area,concerns,name,address,postcode,agreed,{TO_MEND}\n\
         Barnsley,secrecy,Jean Sample,1 Sample Street,S70 0ZZ,yes,Row 61: postcode\n"
    ));
    let columns = letter(&table, &[]).expect("matched");
    assert_eq!(columns.unused(), Vec::<usize>::new());
    assert_eq!(table.row(0).map(|row| row.number), Some(61));
}

#[test]
fn the_sentence_of_consent_names_the_receiver() {
    let sentence = |pack: &str, template: &str| {
        let pack = shipped_pack(pack);
        consent::sentence(pack, pack.template(template).expect("it has the template"))
    };
    let all = [
        sentence("nhs-contracts", MP),
        sentence("nhs-contracts", "scrutiny-questions"),
        sentence("local-service", "councillor-letter"),
        sentence("local-service", "consultation-response"),
        sentence("local-service", "call-in-request"),
        sentence("nhs-contracts", "icp-consultation-2018"),
    ];
    assert_eq!(all[0], CONSENT);
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_table_of_the_headings_shown_fits() {
    for pack in ["nhs-contracts", "local-service", "planning-objection"] {
        let pack = shipped_pack(pack);
        for template in &pack.templates {
            let ids = form::heading_row(pack, template);
            let table = read(format!("{}\n", ids.join(",")));
            let columns = matched(pack, &template.id, &table, &[]).expect("matched");
            assert_eq!(columns.fields.len(), ids.len() - 1, "{}", template.id);
            // A form that asks in the words of the description gives the same.
            let asks: Vec<String> = ids
                .iter()
                .map(|id| {
                    pack.question(id)
                        .map_or_else(|| consent::sentence(pack, template), |q| q.ask.clone())
                })
                .collect();
            let table = read(csv(asks.iter().map(String::as_str), [[]; 0]));
            let columns = matched(pack, &template.id, &table, &[]).expect("matched");
            let found: Vec<&str> = columns.fields.iter().map(|f| f.id.as_str()).collect();
            assert_eq!(found, ids[..ids.len() - 1], "{}", template.id);
            assert!(form::describe(pack, template, "").contains(&asks[0]));
        }
    }
}

#[test]
fn a_form_is_described_whole() {
    let pack = shipped_pack("nhs-contracts");
    let template = pack.template(MP).expect("it has the template");
    let described = form::describe(pack, template, "Ask these questions.\n");
    insta::assert_snapshot!(described);
}

#[test]
fn cells_with_several_options_are_taken_apart() {
    let pack = shipped_pack("nhs-contracts");
    let titles: Vec<&str> = pack.concerns.iter().map(|c| c.title.as_str()).collect();
    let read_cell = |cell: &str| {
        let given = format!("\"{}\",x", cell.replace('"', "\"\""));
        let table = read(format!("concerns,agreed\n{given}\n"));
        let row = table.row(0).expect("a row");
        let question = pack.question("concerns").expect("shared");
        let reading =
            ParseContext { today: today(), concerns: &pack.concerns, registers: &pack.registers };
        question
            .read(&Input::Text(row.cell(0).to_string()), &reading)
            .map_err(|fault| fault.to_string())
    };
    let pack_ids = |ids: &[usize]| -> Vec<Chosen> {
        ids.iter().map(|at| Chosen::Pack(pack.concerns[*at].id.clone())).collect()
    };
    for between in [", ", ";", "; ", "\n", "\r\n", ","] {
        let cell = [titles[1], titles[3]].join(between);
        let wanted = Some(Value::Concerns(pack_ids(&[1, 3])));
        assert_eq!(read_cell(&cell), Ok(wanted.clone()), "{cell}");
        // Some forms end each with their separator, and put "Other" last.
        assert_eq!(read_cell(&format!("{cell}{between}")), Ok(wanted), "{cell}");
    }
    let other = format!("{}, Our buses are late", titles[0]);
    let mut wanted = pack_ids(&[0]);
    wanted.push(Chosen::Own("Our buses are late".into()));
    assert_eq!(read_cell(&other), Ok(Some(Value::Concerns(wanted))));
}

#[test]
fn fifty_thousand_columns_are_matched() {
    let headings: Vec<String> =
        (0..50_000).map(|n| format!("Thought number {n} of mine")).collect();
    let table = read(format!(
        "Council,What worries you most?,name,address,postcode,{},agreed\n",
        headings.join(",")
    ));
    let columns = letter(&table, &[]).expect("matched");
    assert_eq!((columns.unused().len(), columns.consent), (50_000, 50_005));
    assert!(Mapping::of(&table, &columns).0.len() < 10);
}
