import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

it("npm run test:shared says in one line which folder a clone lacks", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const [command = "", ...args] = scripts["test:shared"]?.split(" ") ?? [];
  expect(command).toBe("vitest");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "node_modules/vitest/vitest.mjs"), ...args],
    { cwd: root, encoding: "utf8", env: { ...process.env, HOOKBRIDGE_SHARED: "/no/such/folder" } },
  );
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^The folder \/no\/such\/folder is missing\. .*not part of the repository.*\n$/);
});
