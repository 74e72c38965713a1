/** Consumers that do their worst, all in one bridge: it stays, others go on, and each event is a dead letter with its reason. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { accepted, startTestBridge, type TestProject, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writeProjectFile, writtenLines } from "./consumer-project.ts";

const handlerOf = (body: string): string => `export const handler = async ({ Records }) => { ${body} };`;

/** What each does with its event, and the reason of its dead letter. */
const worst: Readonly<Record<string, readonly [code: string, reason: RegExp | string]>> = {
  hangs: [handlerOf("await new Promise(() => {});"), /^Sandbox.Timedout: .* timed out after 5.00 seconds$/],
  spins: [handlerOf("for (;;);"), /^Sandbox.Timedout: .* timed out after 5.00 seconds$/],
  exits: [handlerOf("process.exit(0);"), "Runtime.ExitError: Runtime exited with exit status 0"],
  kills: [handlerOf(`process.kill(process.pid, "SIGKILL");`), /^Runtime.ExitError: .* signal: killed\./],
  throws: [handlerOf(`throw "no build";`), "string: no build"],
  list: [
    handlerOf("new Array(2 ** 28).fill({});"),
    /^Runtime.ExitError: Runtime exited with error: signal: \w+\. It has likely taken more memory than its 128 MB$/,
  ],
  buffers: [
    handlerOf("const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));"),
    /^Runtime.ExitError: Runtime exited with error: signal: killed\. It has likely taken more memory than its 128 MB$/,
  ],
  circle: [
    handlerOf("const one = {}; one.one = one; return one;"),
    /^TypeError: Converting circular structure/,
  ],
  bigint: [handlerOf("return 7n;"), "TypeError: Do not know how to serialize a BigInt"],
  flood: [
    handlerOf(
      `const lines = ("x".repeat(99) + "\\n").repeat(1_000);
       for (let block = 0; block < 500; block++) process.stdout.write(lines);
       throw new Error("flooded");`,
    ),
    "Error: flooded",
  ],
  leaks: [handlerOf(`throw new Error("token " + process.env.TOKEN);`), "Error: token …"],
  unknown: [
    handlerOf(`return { batchItemFailures: [{ itemIdentifier: "another" }] };`),
    /no messageId of the batch\.$/,
  ],
  empty: [
    handlerOf(`return { batchItemFailures: [{ itemIdentifier: "" }] };`),
    /no messageId of the batch\.$/,
  ],
  listless: [handlerOf(`return { batchItemFailures: "all" };`), /that is no list\.$/],
};
const names = Object.keys(worst);

let project: TestProject;
let bridge: Runtime;
const lines: string[] = [];

beforeAll(async () => {
  const settings = `keepTryingHours: 0.0001, function: { timeoutSeconds: 5, memoryMb: 128, environment: { TOKEN: "s3cret-token" }, file:`;
  const entries = [...names, "import", "good"].map((name) => {
    const on = name === "good" ? '"everything"' : `{ subject: "${name}" }`;
    return `${name}: { bus: "engineering", on: ${on}, ${settings} "${name}.ts" } }`;
  });
  const files = Object.entries(worst).map(([name, [code]]) => [`${name}.ts`, code] as const);
  project = consumerProject(entries.join(", "), Object.fromEntries(files));
  writeProjectFile(project, "import.ts", `throw new Error("not at all");`);
  const out = JSON.stringify(`${project.directory}/out`);
  writeProjectFile(
    project,
    "good.ts",
    `import { appendFileSync } from "node:fs";
     ${handlerOf(`for (const { body } of Records) appendFileSync(${out}, JSON.parse(body).detail.subject + "\\n");`)}`,
  );
  bridge = await startTestBridge(lines, project);
  await putEvents(bridge, ["import"]);
  // One after another: what spins would take the time of the others' calls.
  for (const name of names) {
    await putEvents(bridge, [name]);
    await until(async () => lines.some((line) => line.startsWith(`failed    subscription=${name} `)), 60);
  }
}, 300_000);

afterAll(() => bridge.close());

test.each(names)(
  "%s: its event is a dead letter, with the reason",
  async (name) => {
    const letter = await until(
      async () => (await bridge.bridge.deadLetters({ subscription: name })).items[0],
      90,
    );
    expect(letter).toMatchObject({ queue: name, type: "com.code.push", delivery: `dlv_${name}` });
    expect(letter.reason).toMatch(worst[name]?.[1] ?? "");
  },
  100_000,
);

test("one that can't be loaded says why, and its event waits", async () => {
  expect(await bridge.bridge.subscription("import")).toMatchObject({
    ...{ state: "failing", backlog: 1, deadLetters: 0, note: "Error: not at all" },
  });
});

test("a good one has all events, and webhooks and other events go on", async () => {
  await accepted(bridge.url, '{"action":"opened","id":"e-1"}', "bare");
  await putEvents(bridge, ["b"]);
  const subjects = [...names, "import", "b"];
  await until(async () => writtenLines(project).length === subjects.length + 1);
  expect(writtenLines(project)).toEqual(expect.arrayContaining(subjects));
  expect((await bridge.bridge.deadLetters({ subscription: "good" })).total).toBe(0);
});

test("what it prints is cut, and the cut is said", async () => {
  expect(lines).toContain("flood     … 499,000 lines with 49,900,000 bytes were left out");
  expect(lines.filter((line) => line.startsWith("flood     x")).length % 1_000).toBe(0);
});
