// The page draws what the engine says and hands it what is typed. It decides nothing about the
// interview: which question is next, what is taken and what is written comes from the engine.
// Texts of the pack and of the person reach the page as text alone, never as HTML.
/// <reference path="../target/page-bound/sayso_page.d.ts" />
/* eslint-env browser */

/** @typedef {string | string[] | Record<string, string>} Input */
/** @typedef {{kind: string, text?: string, bold?: boolean, italic?: boolean, code?: boolean, own?: boolean, link?: string | null, number?: number}} Run */
/** @typedef {{kind: string, runs?: Run[], level?: number, start?: number | null, items?: Piece[][], blocks?: Piece[], rows?: Run[][][], text?: string}} Piece */
/** @typedef {{heading: string, rows: [string, string][], first: boolean}} Details */
/** @typedef {{language: string, sender: string[], recipient: string[], date_line: string | null, salutation: string | null, subject: string | null, details: Details | null, body: Piece[], closing: string | null, signature: string[], notes: string[], measure: string, over: string[]}} Shown */
/** @typedef {{template: string, title: string, document: Shown | null}} Letter */
/** @typedef {{id: string, kind: string, ask: string, why: string | null, help: string | null, required: boolean, most: number | null, options: [string, string][], unavailable: string[], default: string | null, earlier: Input | null, earlier_reads: string | null, draft: string | null, fault: string | null, limits: string[], care: string | null, number: number, of: number}} Asked */
/** @typedef {{prompt: Asked | null, answers: {id: string, ask: string, reads: string | null}[]}} State */
/** @typedef {{template: string, title: string, subject: string, email: string | null, text: string, next: string[], parts: {number: string, title: string | null, text: string}[], leftovers: string[]}} Done */
/** @typedef {{name: string, files: Record<string, string>, templates: string[], url: string | null, colour: string | null, after: string | null}} Setup */
/** @typedef {{title: string, summary: string, publisher: string, language: string, updated: string, templates: {id: string, title: string, action: string, closes: string | null}[], areas: string[], formats: [string, string][]}} About */
/** @typedef {{element: HTMLElement, read: () => Input, focus: string}} Field */

/** Most characters of a `mailto:` address that common mail programs open whole. */
const MOST_IN_MAILTO = 1800;
/** The formats that most people want; the others stand folded below them. */
const USUAL = ["pdf", "docx", "txt", "ics"];
/** What a browser may fill in, by the id of the question. */
const FILLED_IN = /** @type {Record<string, string>} */ ({
  name: "name", address: "street-address", postcode: "postal-code", telephone: "tel", email: "email", organisation: "organization",
});

/** @type {wasm_bindgen.Interview} */
let interview;
/** @type {About} */
let about;
/** @type {Setup} */
let setup;
/** What the engine said to the answer before, shown with the next question. */
let said = "";
/** Whether something was typed that is kept nowhere. */
let unsaved = false;
/** Whether the person said yes to a draft on this device. */
let keeping = false;
/** Whether it is known what to write. */
let begun = false;
/** How deep the history of this visit is. */
let depth = 0;

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * An element with attributes, listeners (functions) and children; strings become text.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** @param {string} text @param {() => void} action @param {string} [look] */
const button = (text, action, look = "") => make("button", { type: "button", class: look, click: action }, text);

/**
 * A link, where its address is one that a page may lead to; else its text.
 * @param {string} address @param {...(Node | string)} children
 */
function link(address, ...children) {
  if (!/^(https:\/\/|mailto:|tel:)/i.test(address)) return make("span", {}, ...children);
  return make("a", { href: address, rel: "noreferrer noopener", target: address.startsWith("https") ? "_blank" : null }, ...children);
}

/** A text in which addresses can be followed. @param {string} text @returns {(Node | string)[]} */
function linked(text) {
  const pieces = text.split(/(https:\/\/[^\s<>"]*[^\s<>".,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/);
  return pieces.map((piece, index) => (index % 2 ? link(piece.startsWith("https:") ? piece : `mailto:${piece}`, piece) : piece));
}

/** Says something to whoever listens to the page. @param {string} text */
function tell(text) {
  find("live").textContent = "";
  setTimeout(() => { find("live").textContent = text; }, 50);
}

/** @param {() => string} call @returns {any} */
const ask = (call) => JSON.parse(call());

// --- The letter ---------------------------------------------------------------------------------

/** @param {Run[]} runs */
function line(runs) {
  return runs.map((run) => {
    if (run.kind === "break") return make("br");
    if (run.kind === "cite") return make("sup", {}, `[${run.number}]`);
    /** @type {Node | string} */
    let node = run.text ?? "";
    if (run.code) node = make("code", {}, node);
    if (run.italic) node = make("em", {}, node);
    if (run.bold) node = make("strong", {}, node);
    if (run.link) node = link(run.link, node);
    return run.own ? make("mark", {}, node) : node;
  });
}

/** @param {Piece} piece @param {number} level the level of headings round it @returns {HTMLElement} */
function block(piece, level) {
  const blocks = (/** @type {Piece[]} */ list) => list.map((one) => block(one, level));
  switch (piece.kind) {
    case "heading": return make(`h${Math.min(6, level + 1)}`, { dir: "auto" }, ...line(piece.runs ?? []));
    case "list": {
      const items = (piece.items ?? []).map((item) => make("li", {}, ...blocks(item)));
      return make(piece.start === null ? "ul" : "ol", { start: piece.start }, ...items);
    }
    case "quote": return make("blockquote", {}, ...blocks(piece.blocks ?? []));
    case "table": {
      const [head = [], ...rows] = piece.rows ?? [];
      const row = (/** @type {Run[][]} */ cells, /** @type {string} */ tag) =>
        make("tr", {}, ...cells.map((cell) => make(tag, tag === "th" ? { scope: "col" } : {}, ...line(cell))));
      const body = make("tbody", {}, ...rows.map((cells) => row(cells, "td")));
      return make("table", {}, make("thead", {}, row(head, "th")), body);
    }
    case "code": return make("pre", {}, piece.text ?? "");
    case "rule": return make("hr");
    default: return make("p", { dir: "auto" }, ...line(piece.runs ?? []));
  }
}

/** Lines under each other. @param {string[]} texts @param {string} look */
function lines(texts, look) {
  const pieces = texts.flatMap((text, index) => (index ? [make("br"), text] : [text]));
  return texts.length > 0 && make("p", { class: look, dir: "auto" }, ...pieces);
}

/** A document as it will be sent. @param {Shown} one @param {number} level */
function letter(one, level) {
  const details = one.details && make("div", { class: "details" },
    make("p", {}, make("strong", {}, one.details.heading)),
    make("dl", {}, ...one.details.rows.flatMap(([label, value]) => [make("dt", {}, label), make("dd", { dir: "auto" }, value)])));
  const notes = one.notes.map((note) => make("li", {}, ...linked(note)));
  return make("div", { class: "paper", lang: one.language },
    lines(one.sender, "sender"), lines(one.recipient, ""), one.date_line && make("p", {}, one.date_line),
    one.salutation && make("p", { dir: "auto" }, one.salutation),
    one.subject && make("p", { class: "subject", dir: "auto" }, make("strong", {}, one.subject)),
    one.details?.first && details, ...one.body.map((piece) => block(piece, level)),
    one.closing && make("p", {}, one.closing), lines(one.signature, "signature"),
    !one.details?.first && details, notes.length > 0 && make("ol", { class: "notes" }, ...notes));
}

/** Draws the letters beside the question. @param {Letter[]} letters */
function drawLetters(letters) {
  const content = letters.flatMap((one) => [
    letters.length > 1 && make("h3", {}, one.title),
    one.document && make("p", { class: "measure" }, `${one.document.measure}.`),
    ...(one.document?.over ?? []).map((text) => make("p", { class: "measure" }, text)),
    one.document ? letter(one.document, 3)
      : make("p", {}, "This is written as soon as it is known whom it goes to."),
  ]);
  const paper = find("paper");
  paper.replaceChildren(...content.filter((node) => node instanceof Node));
}

/**
 * The letter beside the question, or one tap away. It is drawn once the question is there.
 * @param {() => void} [then]
 */
function openLetter(then = () => {}) {
  const aside = find("letter");
  aside.hidden = false;
  const paper = make("div", { id: "paper", class: "folded" });
  const toggle = button("Show my letter", () => {
    const open = paper.classList.toggle("folded") === false;
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Hide my letter" : "Show my letter";
  }, "plain toggle");
  toggle.setAttribute("aria-expanded", "false");
  toggle.setAttribute("aria-controls", "paper");
  aside.replaceChildren(make("h2", {}, "Your letter so far"),
    make("p", { class: "hint" }, "Your own words are ", make("mark", {}, "marked like this"), "."), toggle, paper);
  // The question is painted first.
  requestAnimationFrame(() => setTimeout(() => {
    if (document.getElementById("paper") !== paper) return;
    drawLetters(ask(() => interview.letters()));
    then();
  }));
}

// --- Fields -------------------------------------------------------------------------------------

/**
 * The ids of what describes a field.
 * @param {Asked} asked
 */
const described = (asked) => [`hint`, asked.fault && "fault", asked.kind === "own-words" && "measure"].filter(Boolean).join(" ");

/** One line or several. @param {Asked} asked @returns {Field} */
function typed(asked) {
  const several = asked.kind === "own-words" || asked.kind === "lines";
  const given = asked.draft ?? (Array.isArray(asked.earlier) ? asked.earlier.join("\n") : asked.earlier);
  const modes = /** @type {Record<string, string>} */ ({ number: "decimal", email: "email", telephone: "tel" });
  const box = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (make(several ? "textarea" : "input", {
    id: "field", name: asked.id, dir: "auto", "aria-describedby": described(asked), "aria-invalid": asked.fault ? "true" : null,
    autocomplete: FILLED_IN[asked.id] ?? "off", inputmode: modes[asked.kind], list: asked.kind === "area" ? "areas" : null,
    rows: asked.kind === "own-words" ? 10 : 4, spellcheck: asked.kind === "own-words" ? "true" : "false",
  }));
  box.value = typeof given === "string" ? given : "";
  const names = about.areas.map((name) => make("option", { value: name }));
  const list = asked.kind === "area" && make("datalist", { id: "areas" }, ...names);
  const label = make("h1", { tabindex: "-1" }, make("label", { for: "field" }, question(asked)));
  const measure = asked.kind === "own-words" && make("p", { id: "measure", class: "measure" });
  return { element: make("div", { class: "group" }, label, ...hints(asked), box, list, measure), read: () => box.value, focus: "field" };
}

/** One of a few, or another where that may be typed. @param {Asked} asked @returns {Field} */
function one(asked) {
  const open = asked.kind !== "choice" && asked.kind !== "yes-no";
  const earlier = typeof asked.earlier === "string" ? asked.earlier : asked.earlier_reads;
  const known = asked.options.some(([value]) => value === earlier);
  const radio = (/** @type {string} */ value, /** @type {string} */ text, /** @type {boolean} */ checked, /** @type {number} */ index) =>
    make("div", { class: "choice" },
      make("input", { type: "radio", name: "one", id: index ? `field-${index}` : "field", value, checked }),
      make("label", { for: index ? `field-${index}` : "field" }, text));
  const choices = asked.options.map(([value, text], index) => radio(value, text, value === earlier, index));
  const other = /** @type {HTMLInputElement} */ (make("input", { id: "other", autocomplete: "off", dir: "auto", "aria-label": "Another, by its name" }));
  if (open) {
    const typed = asked.draft ?? (known ? "" : earlier ?? "");
    choices.push(radio("other:", asked.options.length ? "Another, which I type here" : "I type it here", Boolean(typed), choices.length));
    other.value = typed;
    other.addEventListener("input", () => { checkOther(choices[choices.length - 1]); });
  } else if (!asked.required && !asked.default) {
    choices.push(radio("", "I leave this out", asked.earlier_reads === null && asked.draft === "", choices.length));
  }
  const element = fieldset(asked, ...choices, open && other);
  return { element, focus: "field", read: () => {
    const picked = /** @type {HTMLInputElement | null} */ (element.querySelector("input[name=one]:checked"));
    return picked?.value === "other:" ? other.value : picked?.value ?? "";
  } };
}

/** @param {HTMLElement} choice */
const checkOther = (choice) => { /** @type {HTMLInputElement} */ (choice.querySelector("input")).checked = true; };

/** Some of a list, in the order chosen, and points of one's own. @param {Asked} asked @returns {Field} */
function some(asked) {
  /** @type {{value: string, box: HTMLInputElement | null}[]} what was chosen, in order */
  let chosen = [];
  const earlier = Array.isArray(asked.earlier) ? asked.earlier : [];
  const boxes = asked.options.map(([value, text], index) => {
    const id = index ? `field-${index}` : "field";
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", id, value, checked: earlier.includes(value) }));
    box.addEventListener("change", () => {
      chosen = chosen.filter((one) => one.value !== value);
      if (box.checked) chosen.push({ value, box: null });
    });
    return make("div", { class: "choice" }, box, make("label", { for: id }, text));
  });
  const own = make("div", { class: "own" });
  const add = (/** @type {string} */ text) => {
    const number = own.childElementCount + 1;
    const box = /** @type {HTMLInputElement} */ (make("input", { id: `own-${number}`, autocomplete: "off", dir: "auto" }));
    box.value = text;
    box.addEventListener("input", () => {
      if (!box.value.trim()) chosen = chosen.filter((one) => one.box !== box);
      else if (!chosen.some((one) => one.box === box)) chosen.push({ value: "", box });
    });
    own.append(make("div", {}, make("label", { for: box.id }, number === 1 ? "A point of your own (optional)" : "Another point of your own"), box));
    if (text) chosen.push({ value: "", box });
    return box;
  };
  for (const item of earlier) {
    if (item.startsWith("own: ")) add(item.slice(5));
    else chosen.push({ value: item, box: null });
  }
  if (!own.childElementCount) add("");
  const more = asked.kind === "concerns" && button("Add another point of your own", () => { add("").focus(); }, "plain");
  const read = () => chosen.map(({ value, box }) => (box ? `own: ${box.value.trim()}` : value));
  return { element: fieldset(asked, ...boxes, asked.kind === "concerns" && own, more), read, focus: boxes.length ? "field" : "own-1" };
}

/** @param {Asked} asked @param {...(Node | false | null | undefined)} children */
function fieldset(asked, ...children) {
  return make("fieldset", { "aria-describedby": described(asked) },
    make("legend", {}, make("h1", { tabindex: "-1" }, question(asked))), ...hints(asked), ...children);
}

/** @param {Asked} asked */
const question = (asked) => (asked.required || asked.default ? asked.ask : `${asked.ask.trim()} (optional)`);

/** What helps to answer, and what was wrong. @param {Asked} asked */
function hints(asked) {
  const shown = asked.options.find(([value]) => value === asked.default)?.[1] ?? asked.default;
  const texts = [asked.help, asked.most && asked.options.length ? `Choose up to ${asked.most}.` : null,
    asked.care, ...asked.limits, ...asked.unavailable, shown ? `If you leave it empty: ${shown}` : null];
  return [make("div", { id: "hint", class: "hint" }, ...texts.map((text) => text && make("p", {}, text))),
    asked.fault && make("p", { id: "fault", class: "fault" }, make("span", { class: "unseen" }, "Error: "), asked.fault)];
}

/** @param {Asked} asked @returns {Field} */
function field(asked) {
  if (asked.kind === "concerns" || asked.kind === "choices") return some(asked);
  const picks = asked.options.length > 0 || asked.kind === "body";
  return picks ? one(asked) : typed(asked);
}

// --- Screens ------------------------------------------------------------------------------------

/** Shows a screen. @param {string} title @param {...(Node | string | null | false)} content */
function show(title, ...content) {
  const screen = find("screen");
  screen.replaceChildren(...content.filter((node) => node !== null && node !== false));
  document.title = title === about.title ? title : `${title} – ${about.title}`;
  const first = /** @type {HTMLElement | null} */ (screen.querySelector(".summary") ?? screen.querySelector("h1"));
  first?.setAttribute("tabindex", "-1");
  first?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/**
 * Goes to a screen, so that the browser's own way back leads here.
 * @param {{view: string, id?: string}} to @param {State} [state]
 */
function go(to, state) {
  depth += 1;
  history.pushState({ ...to, depth }, "");
  draw(state);
}

/** @returns {State} */
const now = () => ask(() => interview.state());

/** Draws where the interview is. @param {State} [known] */
function draw(known) {
  const view = history.state?.view ?? "start";
  if (view === "start" || !begun) return drawStart();
  if (view === "end") return drawEnd();
  const state = known ?? now();
  if (state.prompt && view === "question") return drawQuestion(state.prompt, state);
  return drawReview(state);
}

/** Goes to the next question, or to the review when there is none. */
function proceed() {
  const state = now();
  go(state.prompt ? { view: "question", id: state.prompt.id } : { view: "review" }, state);
}

/** @param {{text: string, to: string}[]} faults */
function summary(faults) {
  const items = faults.map(({ text, to }) => make("li", {}, make("a", { href: `#${to}`, click: (/** @type {Event} */ event) => {
    event.preventDefault();
    find(to)?.focus();
  } }, text)));
  return faults.length > 0 && make("div", { class: "summary", role: "alert", tabindex: "-1" },
    make("h2", {}, "There is a problem"), make("ul", {}, ...items));
}

function drawStart() {
  find("letter").hidden = true;
  find("draft").replaceChildren();
  const offered = about.templates.filter(({ id }) => !setup.templates.length || setup.templates.includes(id));
  const several = offered.length > 1;
  const boxes = offered.map(({ id, title, closes }, index) => make("div", { class: "choice" },
    make("input", { type: "checkbox", id: index ? `what-${index}` : "what", value: id }),
    make("label", { for: index ? `what-${index}` : "what" }, title, closes && make("span", { class: "hint" }, ` ${closes}`))));
  const start = () => {
    const ticked = [...document.querySelectorAll("#screen input:checked")].map((box) => /** @type {HTMLInputElement} */ (box).value);
    const chosen = several ? ticked : offered.map(({ id }) => id);
    if (!chosen.length) {
      find("screen").querySelector(".summary")?.remove();
      const fault = summary([{ text: "Choose what you want to write.", to: "what" }]);
      if (fault) { find("screen").prepend(fault); fault.focus(); }
      return;
    }
    begin(chosen);
    proceed();
  };
  const saved = stored();
  show(about.title, make("h1", {}, about.title), make("p", { class: "lead" }, about.summary),
    saved && make("div", { class: "inset" }, make("p", {}, "There is a draft of yours on this device."),
      button("Carry on with my draft", () => carryOn(saved)), button("Delete my draft", () => { forget(); draw(); }, "plain")),
    offered.length === 1 && make("p", {}, offered[0].title, offered[0].closes && ` ${offered[0].closes}`),
    make("form", { novalidate: true, submit: (/** @type {Event} */ event) => { event.preventDefault(); start(); } },
      several && make("fieldset", {}, make("legend", {}, make("h2", {}, "What do you want to write?")),
        make("p", { class: "hint" }, "Choose one or more: each question is asked once."), ...boxes),
      make("button", { type: "submit" }, "Start")),
    make("p", { class: "hint" }, `Published by ${about.publisher}. Last updated ${about.updated}.`));
}

/** @param {string[]} templates */
function begin(templates) {
  interview.begin(JSON.stringify(templates));
  begun = true;
  said = "";
}

/** @param {string} saved */
function carryOn(saved) {
  try {
    begin(ask(() => interview.saved_templates(saved)));
    interview.resume(saved);
  } catch (error) {
    begun = false;
    find("screen").append(make("p", { class: "fault" }, "This draft is of an earlier page and cannot be read. You can delete it and start again."));
    return;
  }
  keeping = true;
  proceed();
}

/** @param {Asked} asked @param {State} state */
function drawQuestion(asked, state) {
  const here = field(asked);
  const faults = asked.fault ? [{ text: asked.fault, to: here.focus }] : [];
  const form = make("form", { novalidate: true, "data-id": asked.id, "data-kind": asked.kind, submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    submit(asked, here.read(), state);
  } }, here.element,
    asked.why && make("details", {}, make("summary", {}, "Why we ask"), make("p", {}, asked.why)),
    make("button", { type: "submit" }, "Continue"));
  form.addEventListener("input", () => typing(asked, here));
  const note = said;
  show((faults.length ? "Error: " : "") + asked.ask,
    button("Back", back, "back"), summary(faults),
    note && make("p", { class: "inset" }, ...linked(note)),
    make("p", { class: "hint" }, `Question ${asked.number} of ${asked.of}`), form);
  find("draft").replaceChildren(draftBox());
  if (note && !faults.length) tell(note);
  openLetter(() => { if (asked.kind === "own-words" && here.read()) preview(asked, here); });
}

/** @param {Asked} asked @param {Input} input @param {State} state */
function submit(asked, input, state) {
  clearTimeout(waiting);
  const { fault, note } = ask(() => interview.submit(asked.id, JSON.stringify(input)));
  if (fault) {
    // What was typed stays in the field, with what is wrong beside it.
    const text = typeof input === "string" ? input : null;
    said = "";
    return drawQuestion({ ...asked, fault, draft: text, earlier: Array.isArray(input) ? input : asked.earlier }, state);
  }
  said = note ?? "";
  unsaved = true;
  keep();
  proceed();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** Lets the letter grow while somebody types. @param {Asked} asked @param {Field} here */
function typing(asked, here) {
  unsaved = true;
  clearTimeout(waiting);
  waiting = setTimeout(() => preview(asked, here), 300);
}

/** @param {Asked} asked @param {Field} here */
function preview(asked, here) {
  const input = here.read();
  if (typeof input === "string" && (asked.kind === "own-words" || asked.kind === "lines")) {
    interview.draft(asked.id, input);
    keep();
  }
  const { fault, note, letters } = ask(() => interview.preview(asked.id, JSON.stringify(input)));
  if (fault) return;
  drawLetters(letters);
  const measure = document.getElementById("measure");
  if (measure) measure.textContent = note ?? "";
}

function back() {
  // The browser's way back and this one are the same.
  if (depth > 1) return history.back();
  if (interview.back()) {
    history.replaceState({ ...history.state, view: "question" }, "");
    return draw();
  }
  history.replaceState({ view: "start", depth }, "");
  draw();
}

/** @param {PopStateEvent} event */
function moved(event) {
  clearTimeout(waiting);
  depth = event.state?.depth ?? 0;
  said = "";
  if (begun && event.state?.view === "question" && event.state.id) interview.ask_again(event.state.id);
  else if (begun) interview.leave();
  draw();
}

/** @param {State} state */
function drawReview(state) {
  openLetter();
  find("letter").querySelector("h2")?.replaceChildren("Your letter");
  const rows = state.answers.flatMap(({ id, ask: text, reads }) => [make("dt", {}, text),
    make("dd", { dir: "auto" }, reads ?? "Left out"),
    make("dd", {}, make("button", { type: "button", class: "plain", "data-change": id, click: () => {
      interview.ask_again(id);
      go({ view: "question", id });
    } }, "Change", make("span", { class: "unseen" }, `: ${text}`)))]);
  const note = said;
  show("Check your answers", button("Back", back, "back"), note && make("p", { class: "inset" }, note),
    make("h1", {}, "Check your answers"),
    make("p", {}, "Before you send it: say what you saw as seen, and what you think as thought. Leave out other people's health unless they agree."),
    button("Accept and get my letter", () => go({ view: "end" })),
    make("dl", { class: "answers" }, ...rows));
  find("draft").replaceChildren(draftBox());
}

// --- The end ------------------------------------------------------------------------------------

/** Copies a text and says so. @param {string} text @param {HTMLElement} status @param {boolean} [words] whether it is the letter */
async function copy(text, status, words = true) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch (error) {
    const box = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "unseen", "aria-hidden": "true" }));
    box.value = text;
    document.body.append(box);
    box.select();
    done = document.execCommand("copy");
    box.remove();
  }
  status.textContent = done ? "Copied." : "Your browser did not let this page copy. The text is in the box: select it and copy it yourself.";
  if (!done) status.after(make("textarea", { readonly: true, rows: 12, "aria-label": "The text to copy" }, text));
  else if (words) unsaved = false;
}

/** @param {Done} one @param {string} format @param {HTMLElement} status */
function save(one, format, status) {
  try {
    const bytes = interview.bytes(one.template, format);
    const address = URL.createObjectURL(new Blob([/** @type {any} */ (bytes)]));
    const anchor = make("a", { href: address, download: `${one.template}.${format}` });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    status.textContent = `Saved as ${one.template}.${format}, where your browser keeps downloads.`;
    unsaved = false;
  } catch (error) {
    status.textContent = String(error);
  }
}

/** Opens the mail program; a long text is copied first, to be pasted there. @param {Done} one @param {HTMLElement} status */
async function mail(one, status) {
  const subject = `mailto:${encodeURIComponent(one.email ?? "").replace("%40", "@")}?subject=${encodeURIComponent(one.subject)}`;
  const whole = `${subject}&body=${encodeURIComponent(one.text.replace(/\n/g, "\r\n"))}`;
  if (whole.length > MOST_IN_MAILTO) {
    await copy(one.text, status);
    status.textContent += " It is too long to go over by itself: paste it into the e-mail that opens.";
  }
  const anchor = link(whole.length > MOST_IN_MAILTO ? subject : whole, "");
  anchor.click();
}

/** @param {Done} one */
function printOut(one) {
  const letters = /** @type {Letter[]} */ (ask(() => interview.letters()));
  const document = letters.find(({ template }) => template === one.template)?.document;
  if (document) find("print").replaceChildren(letter(document, 1));
  window.print();
}

/** What can be done with one document. @param {Done} one @param {boolean} several */
function ending(one, several) {
  const status = make("p", { class: "status", role: "status" });
  const download = ([format, what] = ["", ""]) => make("li", {}, make("button", {
    type: "button", class: "plain", "data-format": format, click: () => save(one, format, status),
  }, what[0].toUpperCase() + what.slice(1)));
  const usual = about.formats.filter(([format]) => USUAL.includes(format));
  const others = about.formats.filter((format) => !usual.includes(format));
  const parts = one.parts.map((part) => make("li", {}, make("p", {}, `${part.number}. ${part.title ?? ""}`.trim()),
    button(`Copy part ${part.number}`, () => copy(part.text, status), "plain")));
  return make("section", { "data-template": one.template }, make("h2", {}, several ? one.title : "Send it"),
    make("ul", { class: "actions row" },
      make("li", {}, button("Copy the text", () => copy(one.text, status))),
      make("li", {}, button("Open it in my e-mail program", () => mail(one, status), "plain")),
      make("li", {}, button("Print it", () => printOut(one), "plain"))),
    status, make("h3", {}, "Save it"), make("ul", { class: "actions row" }, ...usual.map(download)),
    make("details", {}, make("summary", {}, "Other formats"), make("ul", { class: "actions row" }, ...others.map(download))),
    parts.length > 1 && make("details", {}, make("summary", {}, "Copy it part by part, for an online form"), make("ul", {}, ...parts)),
    one.next.length > 0 && make("div", {}, make("h3", {}, "What to do next"),
      make("ol", {}, ...one.next.map((step) => make("li", {}, ...linked(step))))));
}

function drawEnd() {
  /** @type {{documents: Done[], past_review: string | null}} */
  const { documents, past_review: past } = ask(() => interview.finish());
  openLetter();
  find("letter").querySelector("h2")?.replaceChildren("Your letter");
  const several = documents.length > 1;
  const { url } = setup;
  const passed = make("p", { class: "status", role: "status" });
  const share = url && make("div", {}, make("h2", {}, "Ask somebody else to write too"), make("p", {}, link(url, url)),
    button("Copy the address", () => copy(url, passed, false), "plain"), passed);
  show("Your letter is ready", button("Back", back, "back"),
    make("h1", {}, several ? "Your letters are ready" : "Your letter is ready"),
    make("p", {}, "Nothing has been sent. It is on this device alone until you send it."),
    ...documents.flatMap((one) => one.leftovers.map((text) => make("p", { class: "inset" }, `Mend this before you send it: ${text}.`))),
    past && make("p", { class: "inset" }, ...linked(past)), ...documents.map((one) => ending(one, several)),
    setup.after && make("div", { class: "inset" }, ...setup.after.split("\n").map((text) => make("p", {}, ...linked(text)))), share);
  find("draft").replaceChildren(draftBox());
}

// --- Drafts -------------------------------------------------------------------------------------

/** Where a draft is kept. */
const place = () => `sayso-draft:${setup.name}`;

/** The draft on this device. @returns {string | null} */
function stored() {
  try {
    return localStorage.getItem(place());
  } catch (error) {
    return null;
  }
}

/** Keeps the draft, where the person said yes. @returns {boolean} */
function keep() {
  if (!keeping) return false;
  try {
    localStorage.setItem(place(), interview.save());
    unsaved = false;
    return true;
  } catch (error) {
    return false;
  }
}

function forget() {
  keeping = false;
  unsaved = begun;
  try {
    localStorage.removeItem(place());
  } catch (error) {
    // Where nothing can be kept, nothing is there.
  }
}

/** The offer to keep a draft, or to delete it. */
function draftBox() {
  const box = make("section", { class: "draft", "aria-label": "Draft" });
  const drawBox = (/** @type {string} */ status) => {
    const change = keeping ? button("Delete my draft from this device", () => { forget(); drawBox("Deleted. Nothing is kept on this device."); }, "plain")
      : button("Keep my draft on this device", () => {
        keeping = true;
        if (keep()) return drawBox("");
        keeping = false;
        return drawBox("Your browser does not let this page keep anything.");
      }, "plain");
    const text = keeping ? "Your draft is kept on this device. Anybody who uses it can read it."
      : "Nothing is kept on this device. If you close the page, what you typed is gone.";
    box.replaceChildren(make("p", { role: "status" }, status || text), change);
  };
  drawBox("");
  return box;
}

// --- Start --------------------------------------------------------------------------------------

/** The time now and here, as the engine reads it. */
function today() {
  const at = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The bytes of a block. @param {string} id */
function unpacked(id) {
  return Uint8Array.from(atob(find(id).textContent ?? ""), (byte) => byte.charCodeAt(0));
}

/** The engine. */
function engine() {
  const stream = new Blob([unpacked("engine")]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function start() {
  setup = JSON.parse(find("setup").textContent ?? "{}");
  if (setup.colour) document.documentElement.style.setProperty("--brand", setup.colour);
  find("screen").replaceChildren(make("p", {}, "Getting ready…"));
  await wasm_bindgen({ module_or_path: await engine() });
  interview = new wasm_bindgen.Interview(setup.name, JSON.stringify(setup.files), today(), unpacked("postcodes"));
  about = ask(() => interview.about());
  addEventListener("popstate", moved);
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  history.replaceState({ view: "start", depth: 0 }, "");
  draw();
}

if (find("old").hidden) {
  start().catch((error) => {
    find("screen").replaceChildren(make("p", { class: "fault" }, `This page could not start: ${error}`));
  });
}
