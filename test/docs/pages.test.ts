import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { errorCodes } from "../../src/core/errors.ts";
import { codeBlocks } from "../support/code-blocks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");

describe("docs/errors.md and the table of codes say the same", () => {
  const rows = [...read("docs/errors.md").matchAll(/^\| `([a-z-]+)` \| (\d{3}) \| (yes|no) \|/gm)];
  it("has the same codes, in the same order", () => {
    expect(rows.map(([, code]) => code)).toEqual(Object.keys(errorCodes));
  });
  it.each(rows.map(([, code, status, retried]) => [code, Number(status), retried === "yes"] as const))(
    "%s: %i, retried %s",
    (code, status, retryable) => {
      expect(errorCodes[code as keyof typeof errorCodes]).toMatchObject({ status, retryable });
    },
  );
  it("names every reason of a rejection", () => {
    const reasons = [
      ...(/RejectionReason =([^;]+);/.exec(read("src/core/outcome.ts"))?.[1] ?? "").matchAll(/"([a-z-]+)"/g),
    ].map(([, reason]) => reason);
    expect(reasons.length).toBeGreaterThan(8);
    for (const reason of reasons) expect(read("docs/errors.md")).toContain(`\`${reason}\``);
  });
});

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

it.each(pages)("%s links to nothing that is not there", (page) => {
  const targets = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? "");
  expect(targets.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
});

/** The places of a page that a link can lead to: its headings as GitHub spells them, and its anchors. */
function anchorsOf(page: string): ReadonlySet<string> {
  const text = read(page).replace(/^```[\s\S]*?^```/gm, "");
  const headings = Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set([...headings, ...Array.from(text.matchAll(/<a id="([^"]+)">/g), ([, id = ""]) => id)]);
}

it.each(pages)("%s links to no heading that is not there", (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
  const missing = links.filter(([, target = "", anchor = ""]) => {
    const linked = target === "" ? page : join(dirname(page), target);
    return linked.endsWith(".md") && !anchorsOf(linked).has(anchor);
  });
  expect(missing.map(([link]) => link)).toEqual([]);
});

it("docs/architecture.md names every folder of src", () => {
  const [, table = ""] = read("docs/architecture.md").split("| folder of `src` |");
  const named = Array.from(table.matchAll(/^\| `([a-z]+)` \|/gm), ([, name]) => name);
  const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(named.toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
});

it("the TypeScript on every page compiles", () => {
  // Within the package, so that it may import itself by its name.
  const folder = join(root, "node_modules/.cache/hookbridge-docs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // With vendors' packages: known-events/types.test.ts compiles those.
  const blocks = pages
    .flatMap((page) => codeBlocks(read(page)))
    .filter((code) => !code.includes("hookbridge/consumer/events/"));
  expect(blocks.length).toBeGreaterThan(2);
  for (const [index, code] of blocks.entries()) writeFileSync(join(folder, `block-${index}.ts`), code);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: join(root, "tsconfig.json"), include: ["*.ts"], exclude: [] }),
  );
  const result = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {
    encoding: "utf8",
  });
  expect(result.stdout).toBe("");
  expect(result.status).toBe(0);
});
