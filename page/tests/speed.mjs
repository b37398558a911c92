// How fast the page is, with the processor slowed down four times: node tests/speed.mjs
import { begin, answer, close, launch, pageOf } from "./browser.mjs";

const browser = await launch();
const page = await (await browser.newContext()).newPage();
const devtools = await page.context().newCDPSession(page);
await devtools.send("Emulation.setCPUThrottlingRate", { rate: Number(process.argv[2] ?? 4) });
const address = pageOf("nhs-contracts");
const begun = Date.now();
await page.goto(address);
await page.waitForSelector("#screen h1");
console.log(`ready: ${Date.now() - begun} ms`);
await begin(page, ["mp-letter"]);
await page.waitForSelector("#field");
/** Milliseconds in the page from a press to what it shows. */
const timed = (selector) => page.evaluate((s) => {
  const at = performance.now();
  document.querySelector(s).click();
  return Math.round(performance.now() - at);
}, selector);
await page.fill("#field", "Barnsley");
console.log(`next question: ${await timed("#screen form button[type=submit]")} ms`);
await page.fill("#field", "My mum is 81. ".repeat(20));
console.log(`question after own words: ${await timed("#screen form button[type=submit]")} ms`);
await answer(page, "concerns", ["secrecy", "fixed-budget"]);
for (const text of ["", "Jean Sample", "1 Sample Street", "S70 0ZZ", "Barnsley South", "Ms Alex Member MP", ""]) await answer(page, "text", text || undefined);
await page.click("text=Accept and get my letter");
console.log(`PDF: ${await timed("button[data-format=pdf]")} ms, again ${await timed("button[data-format=pdf]")} ms`);
await close();
