import { readdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { codeBlocks } from "../test/support/code-blocks.ts";
import { compile, makeProject, payloadModules } from "./project.ts";

const projects: string[] = [];
afterAll(() => {
  for (const folder of projects) rmSync(folder, { recursive: true });
});

/** The errors of a project, each with its code. */
async function compiled(text: string, has?: (name: string) => boolean): Promise<readonly string[]> {
  const folder = makeProject({ "use.ts": text }, has);
  projects.push(folder);
  return (await compile(folder)).split("\n").filter((line) => /error TS/.test(line));
}

const imports = (...modules: readonly string[]): string =>
  modules.map((name) => `import type {} from "hookbridge/consumer/events/${name}";\n`).join("");

const consumer = `${imports("github", "stripe", "slack")}
import { type BridgeEvent, type EventOf, isEvent, loadData } from "hookbridge/consumer";

type Mine = EventOf<"com.github.issues.opened" | "com.stripe.invoice.paid" | "com.slack.app_mention">;

export function words(event: Mine): string | undefined {
  switch (event.type) {
    case "com.github.issues.opened":
      return event.data?.issue.title;
    case "com.stripe.invoice.paid":
      return event.data?.data.object.id;
    case "com.slack.app_mention":
      return event.data?.event.text;
  }
}

export async function number(event: BridgeEvent): Promise<number> {
  const read = async () => new Uint8Array();
  if (isEvent(event, "com.github.issues.opened", "com.github.issues.reopened")) return (await loadData(event, read)).issue.number;
  if (isEvent(event, "com.example.ping")) return (event.type satisfies "com.example.ping").length;
  return 0;
}
`;

it("a consumer of three vendors compiles, and costs the compiler little", async () => {
  const folder = makeProject({ "use.ts": consumer });
  projects.push(folder);
  const printed = await compile(folder, "--extendedDiagnostics");
  expect(printed).not.toContain("error TS");
  const count = Number(/^Instantiations:\s+(\d+)$/m.exec(printed)?.[1]);
  // 5,397 as this is written. A map that is computed from the vendors' unions took 1,442,000.
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(20_000);
});

const docs = fileURLToPath(new URL("../docs", import.meta.url));
const typedBlocks = readdirSync(docs, { encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .flatMap((name) =>
    codeBlocks(readFileSync(`${docs}/${name}`, "utf8")).map((code, at) => [name, at, code] as const),
  )
  .filter(([, , code]) => code.includes("hookbridge/consumer/events/"));

it.each(typedBlocks)("the TypeScript of %s compiles: block %i", async (_name, _at, code) => {
  expect(await compiled(code)).toEqual([]);
});

it.each(payloadModules)("the module %s compiles, with nothing else of the bridge imported", async (name) => {
  expect(await compiled(imports(name))).toEqual([]);
});

it("all modules compile together, with each of their types", async () => {
  const use = `${imports(...payloadModules)}
import type { EventOf, EventType } from "hookbridge/consumer";
export declare const any: EventOf<EventType>;
export const type: string = any.type;`;
  expect(await compiled(use)).toEqual([]);
});

describe("a mistake does not compile:", () => {
  it.each([
    ["a misspelt type", 'isEvent({}, "com.github.isues.opened");', "TS2345"],
    ["a misspelt type in a list", 'isEvent({}, "com.github.push", "com.stripe.invoice.payed");', "TS2345"],
    ["a misspelt type of a thin event", 'isEvent({}, "com.stripe.v1.invoice.payed");', "TS2345"],
    ["a misspelt type of EventOf", 'export type No = EventOf<"com.slack.app_mentioned">;', "TS2344"],
    [
      "a misspelt field",
      'export const no = (event: EventOf<"com.stripe.invoice.paid">) => event.data?.data.object.amount_payed;',
      "TS2551",
    ],
    [
      "a payload that may be in S3",
      'export const no = (event: EventOf<"com.github.issues.opened">) => event.data.issue;',
      "TS18048",
    ],
    [
      "a forgotten case",
      'export function no(event: Mine): number { switch (event.type) { case "com.stripe.invoice.paid": return 1; } }',
      "TS2366",
    ],
    [
      "a foreign case",
      'export function no(event: Mine) { switch (event.type) { case "com.github.push": return 1; } return 0; }',
      "TS2678",
    ],
  ])("%s", async (_what, line, code) => {
    const errors = await compiled(`${consumer}\n${line}\n`);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(code);
    // The same, as a consumer would note it: an error that is expected, and nothing else.
    expect(await compiled(`${consumer}\n// @ts-expect-error\n${line}\n`)).toEqual([]);
  });
});

it("without the vendor's package the types are an error, although the compiler skips declarations", async () => {
  const errors = await compiled(consumer, (name) => name !== "stripe");
  expect(errors.map((line) => line.replace(/\(.*?\)/, ""))).toEqual(
    ["stripe-thin", "stripe"].map(
      (name) =>
        `node_modules/hookbridge/src/consumer/events/${name}.ts: error TS2307: Cannot find module 'stripe' or its corresponding type declarations.`,
    ),
  );
});
