import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);

/** Needs npm alone. */
const withoutPackages = ["sbom"];

/** The scripts that people call: not the hooks that npm runs before them. */
const called = Object.keys(scripts).filter(
  (name) => !(name.replace(/^pre/, "") in scripts && /^pre/.test(name)),
);

it.each(called.filter((name) => !withoutPackages.includes(name)))(
  "npm run %s installs the dependencies first, so that it works on a fresh clone",
  (name) => {
    expect(scripts[`pre${name}`]).toMatch(/^node scripts\/install\.mjs\b/);
  },
);
