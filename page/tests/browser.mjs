// A browser for the tests, one that asks nobody anything by itself, and the way through a page.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const folder = mkdtempSync(join(tmpdir(), "sayso-page-"));
/** Noon on the day that the tests of the program take for today. */
export const TODAY = "2026-11-21T12:00:00Z";

/** Runs the program, at the hour of the tests. */
export function sayso(...args) {
  const program = process.env.SAYSO ?? join(root, "target/debug/sayso");
  const env = { ...process.env, HOME: folder, SOURCE_DATE_EPOCH: String(Date.parse(TODAY) / 1000), SAYSO_PLAIN: "1" };
  return execFileSync(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
}

const pages = new Map();

/** The address of the page of a pack. */
export function pageOf(pack, ...flags) {
  const key = [pack, ...flags].join(" ");
  if (!pages.has(key)) {
    const file = join(folder, `page-${pages.size}.html`);
    sayso("page", pack, "-o", file, ...flags);
    pages.set(key, pathToFileURL(file).href);
  }
  return pages.get(key);
}

let browser;

export async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  return browser;
}

export async function close() {
  await browser?.close();
  browser = undefined;
}

/** Opens a page in a browser that has kept nothing, and notes every request beside the page itself. */
export async function open(address, { time = TODAY, prepare = async () => {}, ...options } = {}) {
  const context = await (await launch()).newContext({ acceptDownloads: true, timezoneId: "UTC", locale: "en-GB", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.requests = [];
  page.errors = [];
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("blob:")) page.requests.push(url);
  });
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") page.errors.push(message.text()); });
  await page.clock.setFixedTime(new Date(time));
  await prepare(page);
  await page.goto(address);
  await page.waitForSelector("#screen h1", { timeout: 60_000 });
  return page;
}

/** Where the page is: the id and kind of the question, or what its heading says. */
export const where = (page) => page.evaluate(() => {
  const form = document.querySelector("form[data-id]");
  return form ? { id: form.dataset.id, kind: form.dataset.kind } : { heading: document.querySelector("#screen h1").textContent };
});

/** Begins to write templates. */
export async function begin(page, templates) {
  for (const id of templates) {
    const box = page.locator(`#screen input[value="${id}"]`);
    if (await box.count()) await box.check();
  }
  await page.click("#screen button[type=submit]");
}

/** Answers the question that stands there, by what an answers file would hold. */
export async function answer(page, kind, input) {
  const radio = async (value) => {
    const box = page.locator(`input[name=one][value="${value}"]`);
    if (await box.count()) return box.check();
    await page.fill("#other", value);
  };
  if (input === undefined) { /* left as it is */ }
  else if (kind === "choices" || kind === "concerns") {
    let own = 0;
    for (const item of input) {
      if (typeof item === "string" && !item.startsWith("own: ")) await page.check(`input[type=checkbox][value="${item}"]`);
      else {
        own += 1;
        if (own > 1) await page.click("text=Add another point of your own");
        await page.fill(`#own-${own}`, typeof item === "string" ? item.slice(5) : item.own);
      }
    }
  } else if (await page.locator("input[name=one]").count()) await radio(typeof input === "object" ? input.name : String(input));
  else await page.fill("#field", Array.isArray(input) ? input.join("\n") : String(input));
  await page.click("#screen form button[type=submit]");
}

/** Goes through all questions with the answers of a file, as `{id: input}`; `each` sees every one. */
export async function interview(page, answers, each = async () => {}) {
  for (let steps = 0; steps < 80; steps += 1) {
    const at = await where(page);
    if (!at.id) return at.heading;
    await each(at);
    await answer(page, at.kind, answers[at.id]);
    const fault = await page.locator(".summary").count();
    if (fault) throw new Error(`${at.id}: ${await page.textContent(".summary")}`);
  }
  throw new Error("the interview does not end");
}

/** What a download holds. */
export async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]).catch(async (error) => {
    throw new Error(`${error.message} ${await page.locator(".status").allTextContents()} ${page.errors}`);
  });
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
