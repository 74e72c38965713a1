import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { programOf, runToEnd } from "./program.ts";

const { project } = inject("installed");
const tools = resolve(import.meta.dirname, "../../packaging/node_modules");
const catalog = (...flags: readonly string[]): ReturnType<typeof runToEnd> =>
  runToEnd(process.execPath, [programOf(project), "catalog", ...flags], project);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hookbridge-catalog-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Parsed {
  readonly document?: { channels(): { all(): readonly object[] } };
  readonly diagnostics: readonly { readonly code: string; readonly severity: number }[];
}

it("AsyncAPI's own parser takes the document, and refuses one that is none", async () => {
  const { code, out } = await catalog();
  expect(code).toBe(0);
  const { Parser } = await import(join(tools, "@asyncapi/parser/esm/index.js"));
  const parse = (text: string): Promise<Parsed> => new Parser().parse(text);
  const { document, diagnostics } = await parse(out);
  // The parser advises the newest version of the specification, which few tools read yet.
  expect(diagnostics.filter((one) => one.code !== "asyncapi-latest-version")).toEqual([]);
  expect(document?.channels().all().length).toBeGreaterThan(0);
  const wrong = await parse(out.replace('"action": "send"', '"action": "publish"'));
  expect(wrong.diagnostics.some(({ severity }) => severity === 0)).toBe(true);
});

it("EventCatalog's own linter finds nothing in the folder, and something in one without owners", async () => {
  const lint = (path: string) =>
    runToEnd(process.execPath, [join(tools, "@eventcatalog/linter/dist/cli/index.js"), path], folder);
  const good = join(folder, "good");
  expect((await catalog("--format", "eventcatalog", "--out", good, "--owner", "platform")).code).toBe(0);
  // Who owns something is a page of the user's own catalog.
  mkdirSync(join(good, "teams"));
  writeFileSync(
    join(good, "teams/platform.mdx"),
    "---\nid: platform\nname: Platform\nsummary: All of it\n---\n\nAll of it.\n",
  );
  const { code, out } = await lint(good);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("files checked") });
  const bad = join(folder, "bad");
  await catalog("--format", "eventcatalog", "--out", bad);
  expect((await lint(bad)).code).not.toBe(0);
});
