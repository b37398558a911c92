// How fast the page is, with the processor slowed down four times: node tests/speed.mjs
import { begin, close, launch, pageOf, where } from "./browser.mjs";

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
const timed = (selector) => page.evaluate((s) => new Promise((done) => {
  const at = performance.now();
  document.querySelector(s).click();
  requestAnimationFrame(() => { setTimeout(() => done(Math.round(performance.now() - at))); });
}), selector);
const answers = { postcode: "S70 2TA", story: "My mum is 81. ".repeat(20), name: "Jean Sample", address: "1 Sample Street" };
let slowest = 0;
for (let at = await where(page); at.id; at = await where(page)) {
  if (answers[at.id]) await page.fill("#field", answers[at.id]);
  else if (at.kind === "concerns") await page.check("#field");
  // As a person would, after the letter has grown.
  await page.waitForTimeout(600);
  const took = await timed("#screen form button[type=submit]");
  slowest = Math.max(slowest, took);
  console.log(`${at.id}, then the next: ${took} ms`);
}
console.log(`the slowest: ${slowest} ms`);
await page.click("text=Accept and get my letter");
console.log(`PDF: ${await timed("button[data-format=pdf]")} ms, again ${await timed("button[data-format=pdf]")} ms`);
await close();
