//! A pack far larger than any, to see that checking it stays quick: 500 concerns, 50 templates.

use sayso::pack::PackFiles;

/// How many concerns it has.
pub(crate) const CONCERNS: usize = 500;

/// How many templates it has.
pub(crate) const TEMPLATES: usize = 50;

/// The files of the pack.
pub(crate) fn files() -> PackFiles {
    let mut files = vec![("pack.yaml".to_string(), pack_file())];
    for n in 0..TEMPLATES {
        files.push((format!("letter-{n}.md.hbs"), template(n)));
    }
    PackFiles::from_embedded("many", files)
}

fn pack_file() -> String {
    let mut out = String::from(
        "title: Many points\nsummary: A pack to try the check with.\n\
         publisher: Example Campaign, example.org\nlicence: CC-BY-4.0\nupdated: 2026-11-21\n\
         sources:\n  plan:\n    title: A plan\n    date: 2026-10\n    url: https://example.org/plan\n\
         \x20   checked: 2026-11-21\n    review_by: 2027-11\n\
         questions:\n\
         \x20 - id: service\n    ask: Which service?\n    kind: choice\n    options: [library, bus, ward]\n\
         \x20 - id: decided\n    ask: Has it been decided?\n    kind: yes-no\n\
         \x20 - id: change_when\n    ask: From when?\n    required: no\n    when: {decided: yes}\n\
         concerns:\n",
    );
    for n in 0..CONCERNS {
        out.push_str(&format!(
            "  - id: point-{n}\n    title: What is point {n}?\n    text: >-\n\
             \x20     In {{{{area.name}}}} {{{{#if (eq service \"bus\")}}}}the bus of line {n} goes less\n\
             \x20     often{{{{else if (eq service \"ward\")}}}}the ward is smaller{{{{else}}}}the library is shut\n\
             \x20     more often{{{{/if}}}} than before.{{{{cite \"plan\"}}}} Who decided that{{{{#if\n\
             \x20     change_when}}}}, from {{{{change_when}}}}{{{{/if}}}}, and where can we read it?\n\
             \x20   short: Who decided that for {{{{area.name}}}}?\n\
             \x20   to:\n      council: Will the council say who decided that for {{{{area.name}}}}?\n",
        ));
    }
    out
}

fn template(n: usize) -> String {
    format!(
        "---\ntitle: Letter {n}\ndestination: mp\n\
         questions: [area, service, decided, change_when, story, concerns, name, address, postcode, mp]\n\
         subject: \"The {{{{service}}}} in {{{{area.name}}}}\"\n---\n\
         I live in {{{{area.name}}}} and write about the {{{{service}}}}.\n\n{{{{story}}}}\n\n\
         {{{{#if decided}}}}\nIt has been decided{{{{#if change_when}}}} for {{{{change_when}}}}{{{{/if}}}}.\n\
         {{{{else}}}}\nIt is a plan.\n{{{{/if}}}}\n\n{{{{concerns}}}}\n\nPlease answer.\n"
    )
}
