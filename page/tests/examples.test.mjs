// Every example that ships, typed into the page: what it saves is what the program writes.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { parse, stringify } from "yaml";
import { begin, close, folder, interview, open, pageOf, root, sayso } from "./browser.mjs";

after(close);

/** What a file answers and nobody is asked: the day, what stands in place of `contact`, what a postcode tells. */
const UNASKED = ["dated", "telephone", "email", "mp.constituency", "area.board"];

const FORMATS = ["md", "txt", "pdf", "docx", "eml", "html", "ics"];

/** Answers by the ids of their questions. */
export function flat(answers) {
  const out = {};
  for (const [key, value] of Object.entries(answers)) {
    const group = value && typeof value === "object" && !Array.isArray(value) && !("kind" in value);
    if (group) for (const [inner, one] of Object.entries(value)) out[`${key}.${inner}`] = one;
    else out[key] = value === null ? "" : value;
  }
  return out;
}

/** Holds back what would be saved: a browser stops at ten downloads, and an example has more. */
const hold = (page) => page.addInitScript(() => {
  const address = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.blob = blob; return address(blob); };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () { if (this.download) window.saved = this.download; else click.call(this); };
});

/** What would be saved, in the page. */
const held = async () => {
  const url = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(window.blob);
  });
  return { name: window.saved, text: url.slice(url.indexOf(",") + 1) };
};

for (const pack of readdirSync(join(root, "templates"))) {
  const examples = join(root, "templates", pack, "examples");
  for (const name of readdirSync(examples).filter((file) => file.endsWith(".yaml"))) {
    const file = join(examples, name);
    const { templates, template, answers, signatories } = parse(readFileSync(file, "utf8"));
    // Nobody writes a joint response alone.
    if (signatories) continue;
    const ids = [templates ?? template].flat();
    test(`${pack}/examples/${name}`, async () => {
      const given = flat(answers);
      // A file may tell both; a person is asked for one of them.
      given.contact ??= given.telephone ?? given.email;
      const page = await open(pageOf(pack), { prepare: hold, time: `${given.dated ?? "2026-11-21"}T12:00:00Z` });
      await begin(page, ids);
      const typed = { dated: given.dated };
      assert.equal(await interview(page, given, ({ id }) => { typed[id] = given[id]?.kind ? given[id].name : given[id]; }), "Check your answers");
      const unasked = Object.keys(given).filter((id) => given[id] !== undefined && !(id in typed));
      assert.deepEqual(unasked.filter((id) => !UNASKED.includes(id)), [], "every answer was asked for");
      const same = join(folder, `${pack}-${name}`);
      const to = `${same}-letters`;
      writeFileSync(same, stringify({ pack, templates: ids, answers: JSON.parse(JSON.stringify(typed)) }));
      sayso("write", ...ids.map((id) => `${pack}/${id}`), "--answers", same, "--no-input", "-f", FORMATS.join(","), "-o", `${to}/`);
      await page.click("text=Accept and get my letter");
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      for (const id of ids) {
        for (const format of FORMATS) {
          await page.click(`section[data-template="${id}"] button[data-format="${format}"]`);
          const { name: saved, text } = await page.evaluate(held);
          const bytes = Buffer.from(text, "base64");
          assert.equal(saved, `${id}.${format}`);
          const native = readFileSync(join(to, `${id}.${format}`));
          if (format === "md") assert.equal(bytes.toString(), native.toString());
          assert.ok(bytes.equals(native), `${id}.${format} differs`);
        }
      }
      assert.deepEqual([page.requests, page.errors], [[], []]);
      await page.context().close();
    });
  }
}
