//! Packs made to eat time or memory, each just within the limits that the code states.

use sayso::pack::PackFiles;

/// Their names.
pub(crate) const NAMES: &[&str] = &[
    "flat lists",
    "many keys",
    "many faults",
    "many tags",
    "many templates",
    "many branches",
    "loops in loops",
    "many questions",
    "words",
    "figures",
    "ministers",
    "gaps",
    "old words",
];

/// The files of one.
pub(crate) fn files(name: &str) -> PackFiles {
    let lines = |words: &str| body(&(words.repeat(9_000 / words.len()) + "\n").repeat(100));
    let files = match name {
        "flat lists" => vec![pack_file(&format!("more: [{}]\n", "x,\n".repeat(90_000)))],
        "many keys" => {
            vec![pack_file(&(0..90_000).map(|n| format!("k{n}: 1\n")).collect::<String>())]
        }
        "many faults" => vec![pack_file(&"  - {id: X, ask: [], kind: x}\n".repeat(30_000))],
        "many tags" => vec![pack_file(""), body(&"{{name}}\n".repeat(49_000))],
        "many templates" => {
            let one = body(&"{{name}}\n".repeat(2_500)).1;
            let all = (0..1_900).map(|n| (format!("t{n}.md.hbs"), one.clone()));
            all.chain([pack_file("")]).collect()
        }
        "many branches" => {
            vec![pack_file(""), body(&"{{#if name}}a{{else}}b{{/if}} ".repeat(300).repeat(5))]
        }
        "loops in loops" => {
            let (open, close) = ("{{#each concerns}}".repeat(3), "{{/each}}".repeat(3));
            vec![pack_file(""), body(&format!("{open}{}{close}", "{{text}}".repeat(50)))]
        }
        "many questions" => many_questions(),
        "words" => vec![pack_file(""), lines("Word ")],
        "figures" => vec![pack_file(""), lines("0 12 ")],
        "ministers" => vec![pack_file(""), lines("Minister for Alex Member, ")],
        "gaps" => vec![pack_file(""), lines("____ [your name] ")],
        _ => vec![pack_file(""), lines("The CCG “said. By 3 March 2026 it will. ")],
    };
    PackFiles::from_embedded("worst", files)
}

fn pack_file(more: &str) -> (String, Vec<u8>) {
    let head = "title: x\nsummary: x\npublisher: x\nlicence: x\nupdated: 2026-11-21\n";
    let point = "concerns:\n  - {id: c, title: What?, text: Who?}\n";
    let text = match more.starts_with("  -") {
        true => format!("{head}questions:\n{more}{point}"),
        false => format!("{head}{point}{more}"),
    };
    ("pack.yaml".into(), text.into_bytes())
}

fn body(text: &str) -> (String, Vec<u8>) {
    let head = "---\ntitle: x\ndestination: mp\nquestions: [area, concerns, name, address, postcode, mp]\n---\n";
    ("x.md.hbs".into(), format!("{head}{text}").into_bytes())
}

fn many_questions() -> Vec<(String, Vec<u8>)> {
    let ids: Vec<String> = (0..900).map(|n| format!("q{n}")).collect();
    let asked =
        |id: &String| format!("  - {{id: {id}, ask: Q?, kind: choice, options: [a, b, c, d]}}\n");
    let questions: String = ids.iter().map(asked).collect();
    let names: String = ids.iter().map(|id| format!("{{{{{id}}}}} ")).collect();
    let (path, bytes) = body(&names);
    let text =
        String::from_utf8_lossy(&bytes).replace(", mp]", &format!(", mp, {}]", ids.join(", ")));
    vec![pack_file(&questions), (path, text.into_bytes())]
}
