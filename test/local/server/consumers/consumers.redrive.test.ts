/** Dead letters go back, by the command and by the route that the console calls, and the consumer gets them. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { readRunningFile } from "../../../../src/operate/local/running-file.ts";
import { accepted, startTestBridge, type TestProject, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writeProjectFile, writtenLines } from "./consumer-project.ts";

let bridge: Runtime | undefined;

afterEach(async () => {
  await bridge?.close();
  bridge = undefined;
});

const program = resolve(import.meta.dirname, "../../../../src/cli/hookbridge.ts");

async function redriveByCommand(
  { dataDirectory }: TestProject,
  ...flags: readonly string[]
): Promise<string> {
  const words = ["dead-letters", "redrive", "--yes", "--data-dir", dataDirectory, ...flags];
  return (await promisify(execFile)(process.execPath, [program, ...words])).stdout;
}

/** As the console's page asks. */
async function redriveByRoute({ dataDirectory }: TestProject, order: object): Promise<unknown> {
  const { url, token } = readRunningFile(dataDirectory) ?? {};
  const answer = await fetch(`${url}/api/dead-letters/redrive`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ filter: {}, dryRun: false, ...order }),
  });
  return JSON.parse((await answer.text()).trimEnd().split("\n").at(-1) ?? "");
}

const lettersOf = async (query: object): Promise<number> =>
  (await bridge?.bridge.deadLetters(query))?.total ?? -1;

/** Writes what it gets, but throws while the file `down` is there. */
const consumer = (folder: string, name: string): string => `
import { appendFileSync, existsSync } from "node:fs";
export const handler = async ({ Records }) => {
  if ("${name}" === "builds" && existsSync(${JSON.stringify(`${folder}/down`)})) throw new Error("it is down");
  for (const { body } of Records)
    appendFileSync(${JSON.stringify(`${folder}/${name}`)}, JSON.parse(body).detail.subject + "\\n");
};`;

function projectWith(names: readonly string[]): TestProject {
  const entry = (name: string): string =>
    `${name}: { bus: "engineering", on: "everything", keepTryingHours: 0.001, function: { file: "${name}.ts", timeoutSeconds: 1, batchSize: 1 } }`;
  const project = consumerProject(names.map(entry).join(", "), {});
  for (const name of names) writeProjectFile(project, `${name}.ts`, consumer(project.directory, name));
  return project;
}

test("of a function: it gets them, and no other consumer does", async () => {
  const project = projectWith(["builds", "audit"]);
  writeProjectFile(project, "down", "");
  const lines: string[] = [];
  bridge = await startTestBridge(lines, project);
  await putEvents(bridge, ["a", "b"]);
  await until(async () => (await lettersOf({ subscription: "builds" })) === 2, 60);
  const { items } = await bridge.bridge.deadLetters({ subscription: "builds" });
  expect(items.map(({ reason }) => reason)).toEqual(["Error: it is down", "Error: it is down"]);
  writeFileSync(join(project.directory, "builds.ts"), consumer(project.directory, "fixed"));
  await until(async () => lines.some((line) => line.includes("builds.ts has changed")));
  await until(async () => writtenLines(project, "audit").length === 2);
  const [first] = items;
  expect(
    await redriveByRoute(project, { subscription: "builds", filter: { id: [first?.id] } }),
  ).toMatchObject({
    result: { matched: 1, done: 1, failed: 0 },
  });
  await until(async () => writtenLines(project, "fixed").length === 1);
  expect(await lettersOf({ subscription: "builds" })).toBe(1);
  expect(await redriveByCommand(project, "--subscription", "builds")).toContain("1");
  await until(async () => writtenLines(project, "fixed").length === 2);
  expect(writtenLines(project, "fixed").toSorted()).toEqual(["a", "b"]);
  expect(writtenLines(project, "audit").toSorted()).toEqual(["a", "b"]);
  expect(await lettersOf({ subscription: "builds" })).toBe(0);
}, 180_000);

test.each(["command", "route"])(
  "of an ordered source, by the %s: what they are gets to the consumer, in order",
  async (way) => {
    const project = projectWith(["audit"]);
    bridge = await startTestBridge([], project);
    const letters = 3;
    for (let number = 1; number <= letters; number++)
      await accepted(bridge.url, `{"action":"broken","id":"e-${number}","issue":"i-${number}"}`, "ordered");
    for (let number = 4; number <= 5; number++)
      await accepted(bridge.url, `{"action":"broken","id":"e-${number}","issue":"i-1"}`, "ordered");
    await until(async () => (await lettersOf({})) === letters, 60);
    await bridge.close();
    const config = readFileSync(project.configFile, "utf8");
    writeFileSync(project.configFile, config.replace('event.type.endsWith(".broken")', "false"));
    bridge = await startTestBridge([], project);
    await until(async () => (await lettersOf({})) === letters, 60);
    expect(writtenLines(project, "audit")).toEqual([]);
    if (way === "command") expect(await redriveByCommand(project)).toContain("5");
    else expect(await redriveByRoute(project, {})).toMatchObject({ result: { done: 5, failed: 0 } });
    await until(async () => writtenLines(project, "audit").length === 5, 60);
    expect(writtenLines(project, "audit").toSorted()).toEqual(["i-1", "i-1", "i-1", "i-2", "i-3"]);
    const { items } = await bridge.bridge.events({});
    expect(
      items
        .toReversed()
        .filter(({ subject }) => subject === "i-1")
        .map(({ eventId }) => eventId),
    ).toEqual([...["e-1", "e-4", "e-5"]]);
    expect(await lettersOf({})).toBe(0);
  },
  180_000,
);
