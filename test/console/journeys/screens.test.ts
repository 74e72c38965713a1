import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { axe, type Page } from "../../../browser/packages.ts";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { fakeConsole, prodPlace } from "../../support/browser/fake-console.ts";
import { localConsole } from "../../support/browser/local-console.ts";
import {
  emptyScreens,
  type Screen,
  type SeededIds,
  screens,
  seedConsole,
  settled,
  stageScreens,
} from "../../support/browser/screens.ts";

const { open } = browserPages();
/** Pictures of every screen, for people: .screens/<screen>-<width>-<theme>.png */
const pictures = resolve(import.meta.dirname, "../../../.screens");
mkdirSync(pictures, { recursive: true });

const places: { local: string; empty: string; stage: string; ids: SeededIds } = {
  local: "",
  empty: "",
  stage: "",
  ids: { delivery: "", refused: "", event: "" },
};
beforeAll(async () => {
  const local = await localConsole();
  places.local = local.url;
  places.ids = await seedConsole(local);
  places.empty = (await localConsole()).url;
  places.stage = (await fakeConsole(40, prodPlace)).url;
});

/** What axe finds on the page, a line for each element. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: inPage } = window as Window & { readonly axe?: typeof axe };
    if (!inPage) throw new Error("axe is not on the page.");
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await inPage.run(document, { runOnly: { type: "tag", values: tags } });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
    );
  });
}

const looks = [
  { width: 1280, dark: false },
  { width: 1280, dark: true },
  { width: 390, dark: false },
  { width: 390, dark: true },
] as const;

describe.each(looks)("at $width, dark: $dark", { timeout: 300_000 }, (look) => {
  const lists: readonly (readonly ["local" | "empty" | "stage", readonly Screen[]])[] = [
    ["local", screens],
    ["empty", emptyScreens],
    ["stage", stageScreens],
  ];
  it.each(lists)("axe finds nothing on any screen: %s", async (place, list) => {
    // Of the delivery that is not there.
    const expected = [/404 \(Not Found\).*dlv_none$/];
    const page = await open(places[place], { expected, ...look, height: look.width === 390 ? 844 : 800 });
    const found: string[] = [];
    for (const { name, path } of list) {
      await page.goto(`${places[place]}${path(places.ids)}`);
      await settled(page);
      const file = `${name}-${look.width}-${look.dark ? "dark" : "light"}.png`;
      await page.screenshot({ path: join(pictures, file), fullPage: look.width === 390 });
      found.push(...(await violationsOn(page)).map((line) => `${name}: ${line}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${name}: the page scrolls sideways by ${wide} px`);
    }
    expect(found).toEqual([]);
  });
});
