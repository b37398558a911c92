// What the page promises: nothing leaves it, nothing is kept unasked, everybody can use it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { answer, begin, close, download, folder, interview, open, pageOf, where } from "./browser.mjs";

after(close);

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LETTER = {
  area: "Barnsley", story: "My mum is 81. The clinic at the end of our road stopped in May.", concerns: ["secrecy", "own: Too few nurses"],
  name: "Jean Sample", address: "1 Sample Street\nWombwell", postcode: "S70 0ZZ", "mp.constituency": "Barnsley South", "mp.name": "Ms Alex Member MP",
};
const QUESTIONS = {
  ...LETTER, meeting: "nhs-south-yorkshire-icb", meeting_start: "2026-12-02T13:30", telephone: "01632 960123",
};
const nhs = () => pageOf("nhs-contracts", "--after", "Tell us: https://example.org/told", "--url", "https://example.org/w.html");
const shut = (page) => page.context().close();

/** What axe finds. */
async function faults(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document));
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

/** How far a page is wider than its window. */
const wider = (page) => page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);

for (const [look, options, templates, answers] of [
  ["a wide screen, light", { viewport: { width: 1280, height: 800 } }, ["mp-letter", "scrutiny-questions"], QUESTIONS],
  ["320 px, dark", { viewport: { width: 320, height: 640 }, colorScheme: "dark" }, ["mp-letter"], LETTER],
]) {
  test(`axe finds nothing and nothing is cut off at any step: ${look}`, async () => {
    const page = await open(nhs(), options);
    const look = async (step) => {
      assert.deepEqual(await faults(page), [], step);
      assert.ok((await wider(page)) <= 0, `${step} is wider than the screen`);
    };
    await look("start");
    await begin(page, templates);
    await answer(page, "area", "");
    await look("an error");
    await interview(page, answers, async ({ id }) => {
      if (await page.isVisible(".toggle")) await page.click(".toggle");
      await look(id);
    });
    await look("review");
    await page.click("text=Accept and get my letter");
    await page.click("text=Where its data comes from");
    await look("end");
    await shut(page);
  });
}

test("a letter that reads unfinished says so before it is sent", async () => {
  const page = await open(nhs());
  await begin(page, ["mp-letter"]);
  await interview(page, { ...LETTER, story: "My mum is 81. She went to [insert name of clinic] for years." });
  await page.click("text=Accept and get my letter");
  const told = await page.textContent(".inset");
  assert.match(told, /Mend this before you send it: the answer to `story` has something in it/);
  await shut(page);
});

test("by keyboard alone from the start to the PDF", async () => {
  const page = await open(nhs());
  const to = async (selector) => {
    for (let step = 0; step < 80; step += 1) {
      if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`the keyboard does not reach ${selector}`);
  };
  await to('input[value="mp-letter"]');
  await page.keyboard.press("Space");
  await to("#screen button[type=submit]");
  await page.keyboard.press("Enter");
  for (let at = await where(page); at.id; at = await where(page)) {
    if (at.kind === "concerns") {
      await to('input[value="secrecy"]');
      await page.keyboard.press("Space");
    } else if (await page.locator("input[name=one]").count()) {
      await to("input[name=one]");
      await page.keyboard.press("Space");
    } else {
      await to("#field");
      await page.keyboard.insertText(LETTER[at.id] ?? "");
    }
    await to("#screen form button[type=submit]");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".summary").count(), 0, at.id);
  }
  await to("#screen button:not(.back):not(.plain)");
  await page.keyboard.press("Enter");
  await to('button[data-format="pdf"]');
  const { bytes } = await download(page, () => page.keyboard.press("Enter"));
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  await shut(page);
});

test("over http too the page asks for nothing", async () => {
  const html = readFileSync(fileURLToPath(nhs()));
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(200, { "content-type": "text/html" }).end(html);
  });
  await new Promise((ready) => { server.listen(0, "127.0.0.1", ready); });
  const page = await open(`http://127.0.0.1:${server.address().port}/`);
  await begin(page, ["mp-letter"]);
  await interview(page, LETTER);
  const tried = await page.evaluate(() => fetch("/beacon").then(() => "sent", () => "refused"));
  assert.equal(tried, "refused", "the policy forbids a connection");
  assert.deepEqual(asked, ["/"]);
  await shut(page);
  server.close();
});

test("nothing is kept before a yes, and a draft can be carried on and deleted", async () => {
  const page = await open(nhs());
  const kept = () => page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie, location.href]);
  await begin(page, ["mp-letter"]);
  await answer(page, "postcode", "");
  await answer(page, "area", LETTER.area);
  await answer(page, "own-words", LETTER.story);
  assert.deepEqual(await kept(), [0, 0, "", nhs()]);
  await page.click("text=Keep my draft on this device");
  assert.equal((await kept())[0], 1);
  await page.reload();
  await page.click("text=Carry on with my draft");
  assert.equal((await where(page)).id, "main_request");
  await page.waitForFunction(() => document.getElementById("paper").textContent.includes("My mum is 81"));
  await page.click("text=Delete my draft from this device");
  assert.deepEqual((await kept())[0], 0);
  await shut(page);
});

test("closing with unsaved words asks", async () => {
  const page = await open(nhs());
  const asked = [];
  page.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.dismiss(); });
  await begin(page, ["mp-letter"]);
  await page.locator("#field").pressSequentially("Barn");
  await page.close({ runBeforeUnload: true });
  await new Promise((later) => { setTimeout(later, 500); });
  assert.deepEqual(asked, ["beforeunload"]);
});

test("the browser's way back and forward, and change, keep every answer", async () => {
  const page = await open(nhs());
  await begin(page, ["mp-letter"]);
  await answer(page, "postcode", "");
  await answer(page, "area", LETTER.area);
  await answer(page, "own-words", LETTER.story);
  await page.goBack();
  assert.equal(await page.inputValue("#field"), LETTER.story);
  await page.goBack();
  assert.equal(await page.inputValue("#field"), "Barnsley");
  await page.goForward();
  assert.equal((await where(page)).id, "story");
  await page.click("text=Continue");
  await interview(page, LETTER);
  await page.click('button[data-change="name"]');
  assert.equal(await page.inputValue("#field"), "Jean Sample");
  await answer(page, "text", "Alex Sample");
  assert.equal((await where(page)).heading, "Check your answers");
  await page.waitForFunction(() => document.getElementById("paper").textContent.includes("Alex Sample"));
  await shut(page);
});

test("a refusal stands at its field, with a summary that leads there", async () => {
  const page = await open(nhs());
  await begin(page, ["mp-letter"]);
  await interview(page, LETTER, async ({ id }) => {
    if (id !== "postcode") return;
    await answer(page, "postcode", "nonsense");
    assert.equal(await page.inputValue("#field"), "nonsense");
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.evaluate(() => document.activeElement.className), "summary");
    const tree = await page.locator("#screen").ariaSnapshot();
    assert.match(tree, /alert:[\s\S]*There is a problem[\s\S]*link "This is not a UK postcode/);
    await page.click(".summary a");
    const field = await page.evaluate(() => {
      const box = document.activeElement;
      const described = box.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent);
      return { id: box.id, invalid: box.getAttribute("aria-invalid"), described: described.join(" ") };
    });
    assert.deepEqual([field.id, field.invalid], ["field", "true"]);
    assert.match(field.described, /This is not a UK postcode/);
  });
  await shut(page);
});

test("a screen reader hears the question, its field and what was said", async () => {
  const page = await open(nhs());
  await begin(page, ["mp-letter"]);
  assert.match(await page.locator("#screen").ariaSnapshot(), /heading "Your postcode[\s\S]*" \[level=1\][\s\S]*textbox "Your postcode/);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  await answer(page, "postcode", "");
  assert.match(await page.locator("#screen").ariaSnapshot(), /heading "Which council[\s\S]*" \[level=1\][\s\S]*combobox "Which council/);
  await answer(page, "area", "Barnsley");
  await page.waitForFunction(() => document.getElementById("live").textContent.includes("South Yorkshire"));
  assert.match(await page.locator("#screen").ariaSnapshot(), /textbox "/);
  await shut(page);
});

test("what to leave out is said where words of one's own are typed", async () => {
  const page = await open(nhs());
  await begin(page, ["mp-letter"]);
  await answer(page, "postcode", "");
  const care = /Say what you saw\. Leave out others' names and health unless they agree\./;
  assert.doesNotMatch(await page.textContent("#hint"), care);
  await answer(page, "area", LETTER.area);
  assert.equal((await where(page)).id, "story");
  assert.match(await page.textContent("#hint"), care);
  await shut(page);
});

test("whatever is typed is text: script, emoji, right to left, twenty thousand words", async () => {
  const page = await open(nhs());
  await begin(page, ["mp-letter"]);
  await answer(page, "postcode", "");
  await answer(page, "area", LETTER.area);
  const odd = "<script>window.harmed=1</script><img src=x onerror=window.harmed=1> 😀 שלום <b>bold</b>";
  await page.fill("#field", odd);
  await page.waitForFunction(() => document.getElementById("paper").textContent.includes("שלום"));
  assert.match(await page.textContent("#paper"), /<b>bold<\/b>/);
  await page.fill("#field", "word ".repeat(20_000));
  await page.click("text=Continue");
  assert.match(await page.textContent("#screen"), /too long|more than there is room for/);
  if ((await where(page)).id !== "story") await page.goBack();
  await answer(page, "own-words", odd);
  await interview(page, LETTER);
  await page.click("text=Accept and get my letter");
  await page.click('button[data-format="pdf"]');
  assert.match(await page.textContent(".status"), /U\+1F600|character|Saved/i);
  const { bytes } = await download(page, () => page.click('button[data-format="txt"]'));
  assert.match(bytes.toString(), /😀 שלום/);
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  assert.deepEqual([page.requests, page.errors], [[], []]);
  await shut(page);
});

test("a pack made to harm cannot run script", async () => {
  const html = readFileSync(fileURLToPath(pageOf("starter")), "utf8");
  const [before, setup, after] = html.split(/(?<=id="setup">)(.*)(?=<\/script>\n<script type="text\/plain")/);
  const data = JSON.parse(setup);
  const harm = "<img src=x onerror=window.harmed=1><script>window.harmed=1</script>";
  data.files["pack.yaml"] = data.files["pack.yaml"].replace(/^(title|summary): .*$/gm, `$1: "${harm}"`)
    .replace(/^(\s+)(ask|help|why): .*$/gm, `$1$2: "${harm}"`);
  data.after = `${harm} javascript:window.harmed=1 [x](javascript:window.harmed=1)`;
  data.url = "javascript:window.harmed=1";
  const file = join(folder, "harm.html");
  writeFileSync(file, before + JSON.stringify(data).replaceAll("<", "\\u003c") + after);
  const page = await open(pathToFileURL(file).href);
  assert.match(await page.textContent("#screen"), /<img src=x/);
  await page.click("#screen button[type=submit]");
  for (let step = 0; step < 20 && (await where(page)).id; step += 1) {
    const kind = (await where(page)).kind;
    const radio = page.locator("input[name=one]:not([value='other:'])").first();
    const picks = await radio.count();
    if (picks) await radio.check();
    await answer(page, kind, kind === "concerns" || kind === "choices" ? ["own: x"] : kind === "postcode" ? "S70 0ZZ" : picks ? undefined : "Sample");
    if (await page.locator(".summary").count()) break;
  }
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  assert.deepEqual(await page.$$eval("a[href]", (all) => all.map((a) => a.protocol).filter((p) => p === "javascript:")), []);
  assert.deepEqual(page.requests, []);
  const inline = await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=window.harmed=1>");
    return new Promise((later) => { setTimeout(() => later(window.harmed), 300); });
  });
  assert.equal(inline, undefined, "even HTML that got in could not run");
  await shut(page);
});

test("the end: copied, mailed short or long, printed, with what to do by when", async () => {
  const prepare = (page) => page.addInitScript(() => {
    window.opened = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (this.href.startsWith("mailto:")) window.opened.push(this.href); else click.call(this);
    };
    window.print = () => { window.printed = document.getElementById("print").textContent; };
  });
  const page = await open(nhs(), { prepare, permissions: ["clipboard-read", "clipboard-write"] });
  await begin(page, ["scrutiny-questions", "mp-letter"]);
  await interview(page, QUESTIONS);
  await page.click("text=Accept and get my letter");
  const letter = page.locator('section[data-template="mp-letter"]');
  await letter.getByText("Copy the text").click();
  await page.waitForFunction(() => document.body.textContent.includes("Copied."));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /Dear Ms Member[\s\S]*My mum is 81/);
  await letter.getByText("Open it in my e-mail program").click();
  await page.waitForFunction(() => window.opened.length === 1);
  const [mailto] = await page.evaluate(() => window.opened);
  assert.ok(mailto.length <= 1800, "common programs open it whole");
  assert.match(mailto, /^mailto:\?subject=Please%20ask/);
  const questions = page.locator('section[data-template="scrutiny-questions"]');
  await questions.getByText("Open it in my e-mail program").click();
  await page.waitForFunction(() => window.opened.length === 2);
  const [, addressed] = await page.evaluate(() => window.opened);
  assert.match(addressed, /^mailto:[a-z.]+@nhs\.net\?subject=/);
  await letter.getByRole("button", { name: "Print it" }).click();
  assert.match(await page.evaluate(() => window.printed), /Dear Ms Member/);
  await page.emulateMedia({ media: "print" });
  assert.deepEqual([await page.isVisible("#print"), await page.isVisible("main"), await page.isVisible("header")], [true, false, false]);
  await page.emulateMedia({ media: "screen" });
  const steps = await page.textContent('section[data-template="scrutiny-questions"] ol');
  assert.match(steps, /by Tuesday 1 December, 1\.30pm: in 10 days/);
  assert.equal(await page.getAttribute(".inset a", "href"), "https://example.org/told");
  assert.ok(await page.isVisible('a[href="https://example.org/w.html"]'));
  await page.click("text=Copy the address");
  await page.waitForFunction(() => document.querySelector("#screen > div > .status").textContent === "Copied.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "https://example.org/w.html");
  assert.match(await page.textContent("footer"), /Crown copyright and database right/);
  await shut(page);
});

test("an MP's name is taken by choosing it, and left out by silence", async () => {
  let offered = "";
  const named = async (choose) => {
    const page = await open(nhs());
    await begin(page, ["mp-letter"]);
    await interview(page, { ...LETTER, postcode: "S70 2TA", "mp.name": undefined }, async ({ id }) => {
      if (id === "mp.name") offered = await page.textContent('label[for="field"]');
      if (id === "mp.name" && choose) await page.check("input[name=one][value=yes]");
    });
    await page.waitForSelector("#paper .paper");
    const text = await page.textContent("#paper");
    await shut(page);
    return text;
  };
  assert.match(await named(false), /The Member of Parliament/);
  const letter = await named(true);
  assert.ok(offered.endsWith(" MP") && letter.includes(offered), offered);
});

test("without its table of postcodes a page asks for the council", async () => {
  const page = await open(pageOf("nhs-contracts", "--no-postcodes"));
  await begin(page, ["mp-letter"]);
  await answer(page, "postcode", "S70 2TA");
  assert.equal((await where(page)).id, "area");
  assert.match(await page.textContent(".inset"), /no table of postcodes here/);
  assert.equal(await interview(page, LETTER), "Check your answers");
  await shut(page);
});

test("without JavaScript and in an old browser: a sentence", async () => {
  const browser = await import("./browser.mjs");
  const context = await (await browser.launch()).newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(nhs());
  assert.match(await page.innerText("main"), /needs JavaScript/);
  await context.close();
  const old = await (await browser.launch()).newContext();
  const there = await old.newPage();
  await there.addInitScript(() => { delete window.DecompressionStream; });
  await there.goto(nhs());
  assert.match(await there.innerText("main"), /too old for this page[\s\S]*https:\/\/example\.org\/w\.html/);
  await old.close();
});

test("forced colours and reduced motion leave everything to be read", async () => {
  const page = await open(nhs(), { forcedColors: "active", reducedMotion: "reduce" });
  await begin(page, ["mp-letter"]);
  assert.deepEqual(await faults(page), []);
  const border = await page.evaluate(() => getComputedStyle(document.querySelector("#screen form button")).borderTopStyle);
  assert.equal(border, "solid");
  await shut(page);
});
