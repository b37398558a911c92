// Pictures of every step, to be looked at: node tests/pictures.mjs FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { begin, close, interview, open, pageOf } from "./browser.mjs";

const to = process.argv[2] ?? "pictures";
mkdirSync(to, { recursive: true });
const answers = {
  area: "Barnsley", meeting: "nhs-south-yorkshire-icb", meeting_start: "2026-12-02T13:30",
  story: "My mum is 81. A nurse used to dress her leg at the clinic at the end of our road. In May the clinic stopped and we were sent to another one, four miles off.",
  concerns: ["secrecy", "own: Too few nurses"], ask: "Who decided to move the clinic?", name: "Jean Sample",
  address: "1 Sample Street\nWombwell", postcode: "S70 0ZZ", "mp.constituency": "Barnsley South", "mp.name": "Ms Alex Member MP", contact: "01632 960123",
};
for (const [name, options] of [
  ["320", { viewport: { width: 320, height: 640 } }], ["768", { viewport: { width: 768, height: 1024 } }],
  ["1280", { viewport: { width: 1280, height: 800 } }], ["1280-dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
  ["1280-forced", { viewport: { width: 1280, height: 800 }, forcedColors: "active" }],
]) {
  const page = await open(pageOf("nhs-contracts"), options);
  let step = 0;
  // The whole of a page that is scrolled through; on a wide one the letter stays beside the question.
  const fullPage = options.viewport.width < 1000;
  const take = (what) => page.screenshot({ fullPage, path: join(to, `${name}-${String(step++).padStart(2, "0")}-${what}.png`) });
  await take("start");
  await begin(page, ["mp-letter", "scrutiny-questions"]);
  await interview(page, answers, ({ id }) => take(id));
  await take("review");
  await page.click("text=Accept and get my letter");
  await take("end");
  await page.context().close();
}
await close();
