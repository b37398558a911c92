// The two pictures of docs/a-page-for-your-supporters.md: node tests/guide.mjs
import { join } from "node:path";
import { answer, begin, close, open, pageOf, root } from "./browser.mjs";

const story = "My mum is 81. A nurse used to dress her leg at the clinic at the end of our road. In May the clinic "
  + "stopped and we were sent to another one, four miles off.";
for (const [name, viewport] of [["wide", { width: 1280, height: 800 }], ["phone", { width: 390, height: 844 }]]) {
  const page = await open(pageOf("nhs-contracts"), { viewport });
  await begin(page, ["mp-letter"]);
  await answer(page, "postcode", "S70 2TA");
  await page.fill("#field", story);
  await page.waitForFunction(() => document.getElementById("paper").textContent.includes("four miles off"));
  await page.screenshot({ path: join(root, "docs", "pictures", `page.${name}.png`) });
  await page.context().close();
}
await close();
