import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { startTestBridge, type TestProject, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writeProjectFile, writtenLines } from "./consumer-project.ts";

/** One consumer for each way to go wrong, all in one bridge. */
const wrong: Readonly<Record<string, string>> = {
  throws: `export const handler = async () => { throw new TypeError("no such branch"); };`,
  hangs: "export const handler = () => new Promise(() => {});",
  exits: "export const handler = async () => { process.exit(3); };",
  shapeless: `export const handler = async () => ({ batchItemFailures: "all" });`,
  names: `export const handler = async ({ Records }) => {
    console.error(new RangeError("no such build"));
    return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };`,
  stranger: `export const handler = async () => ({ batchItemFailures: [{ itemIdentifier: "another" }] });`,
};

let project: TestProject;
let bridge: Runtime;
const lines: string[] = [];

const writes = (text: string): string => `
import { appendFileSync } from "node:fs";
import { mark } from "./mark.ts";
export const handler = async ({ Records }) => {
  for (const { body } of Records)
    appendFileSync(${JSON.stringify(join(project.directory, "out"))}, mark(${text}, JSON.parse(body)) + "\\n");
};`;

beforeAll(async () => {
  const entry = (name: string, file: string): string =>
    `${name}: { bus: "engineering", on: { subject: "${name}" }, function: { file: "${file}", timeoutSeconds: ${name === "throws" ? 60 : 1} } }`;
  const names = [...Object.keys(wrong), "edited", "broken", "absent"];
  project = consumerProject(
    names.map((name) => entry(name, `consumers/${name}.ts`)).join(", "),
    Object.fromEntries(Object.entries(wrong).map(([name, code]) => [`consumers/${name}.ts`, code])),
  );
  writeProjectFile(project, "consumers/edited.ts", `throw new Error("not yet");`);
  writeProjectFile(project, "consumers/broken.ts", "export const handler = async (");
  bridge = await startTestBridge(lines, project);
}, 90_000);

afterAll(() => bridge.close());

/** What became of an event for one of them. */
async function resultFor(name: string) {
  const [id = ""] = await putEvents(bridge, [name]);
  return until(async () => {
    const { rules = [] } = (await bridge.bridge.event(id)) ?? {};
    const target = rules.find(({ rule }) => rule === name)?.targets[0];
    return (target?.attempts ?? 0) > 0 && target;
  }, 30);
}

test.each([
  ["throws", "TypeError: no such branch"],
  ["hangs", /^Sandbox.Timedout: RequestId: .* Task timed out after 1.00 seconds$/],
  ["exits", "Runtime.ExitError: Runtime exited with exit status 3"],
  ["names", "the function named it in batchItemFailures, and printed RangeError: no such build"],
  ["shapeless", "Error: The function returned batchItemFailures that is no list."],
  [
    "stranger",
    "Error: The function returned batchItemFailures with an itemIdentifier that is no messageId of the batch.",
  ],
])(
  "of a consumer that %s, the event waits, with its reason",
  async (name, reason) => {
    const found = await resultFor(name);
    expect(found).toMatchObject({ target: `consumers/${name}.ts`, state: "waiting" });
    expect(found.reason).toMatch(reason);
    expect(await bridge.bridge.subscription(name)).toMatchObject({ state: "failing", backlog: 1 });
  },
  40_000,
);

test("the log names the place in the source", async () => {
  await until(async () => lines.some((line) => line.includes("no such branch")));
  const line = lines.find((text) => text.includes("no such branch")) ?? "";
  expect(line).toMatch(
    /failed {4}subscription=throws 1 event attempt=\d+\n {2}cause: TypeError: no such branch/,
  );
  expect(line).toMatch(/consumers\/throws\.ts:1:\d+/);
});

test("code that can't be loaded is named, and runs as soon as it can, from what it imports too", async () => {
  const noteOf = async (name: string) => (await bridge.bridge.subscription(name))?.note;
  expect(await noteOf("edited")).toBe("Error: not yet");
  expect(await noteOf("broken")).toContain("can't be bundled: Unexpected end of file");
  expect(await noteOf("absent")).toContain("can't be bundled: Could not resolve");
  await putEvents(bridge, ["edited"]);
  const mark = (sign: string): string =>
    `export const mark = (text: string, { detail: { subject } }: any): string => text + "${sign}" + subject;`;
  writeProjectFile(project, "consumers/mark.ts", mark("-"));
  writeProjectFile(project, "consumers/edited.ts", writes('"first"'));
  await until(async () => writtenLines(project).includes("first-edited"));
  expect(await noteOf("edited")).toBeUndefined();
  writeProjectFile(project, "consumers/mark.ts", mark("+"));
  await until(async () => lines.some((line) => line.includes("mark.ts has changed")));
  await putEvents(bridge, ["edited"]);
  await until(async () => writtenLines(project).includes("first+edited"));
  writeProjectFile(project, "consumers/edited.ts", "export const handler = (");
  await until(async () => (await noteOf("edited")) !== undefined);
  await putEvents(bridge, ["edited"]);
  // The code that could be loaded goes on.
  await until(async () => writtenLines(project).filter((line) => line === "first+edited").length === 2);
}, 90_000);

test("what failed is tried again as soon as the code changes", async () => {
  await resultFor("throws");
  writeProjectFile(project, "consumers/throws.ts", writes('"mended"'));
  const { visible } = {
    visible: await until(async () => writtenLines(project).includes("mended+throws"), 30),
  };
  expect(visible).toBe(true);
}, 60_000);
