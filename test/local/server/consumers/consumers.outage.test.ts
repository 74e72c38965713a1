/**
 * A consumer is down for an hour, and no event is lost. CI runs it with a few hundred events; with twenty thousand:
 *   OUTAGE_EVENTS=20000 npx vitest run test/local/server/consumers/consumers.outage.test.ts
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { openLocalBridge } from "../../../../src/operate/local/local-bridge.ts";
import { startTestBridge, type TestProject, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writeProjectFile, writtenLines } from "./consumer-project.ts";

const eventCount = Number(process.env.OUTAGE_EVENTS ?? 300);
const names = ["builds", "audit", "notes"] as const;

/** Of a timeout of 30 seconds. */
const visibilitySeconds = 180;
const receives = { ofAnHour: 3_600 / visibilitySeconds, ofFourHours: (4 * 3_600) / visibilitySeconds };

afterEach(() => {
  vi.useRealTimers();
});

/** A consumer that is down while a file is there, and never takes poison. */
const consumer = (directory: string, name: string): string => `
import { appendFileSync, existsSync } from "node:fs";
const folder = ${JSON.stringify(directory)} + "/";
export const handler = async ({ Records }) => {
  const failed = Records.filter(({ body }) => {
    const { subject } = JSON.parse(body).detail;
    if (existsSync(folder + "${name}.down") || subject.endsWith("poison")) return true;
    appendFileSync(folder + "${name}.out", subject + "\\n");
    return false;
  });
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

function outageProject(): TestProject {
  const subscriptions = names.map(
    (name) =>
      `${name}: { bus: "engineering", pattern: { detail: { subject: [{ prefix: "${name}-" }] } }, function: "consumers/${name}.ts" }`,
  );
  const project = consumerProject(subscriptions.join(", "), {});
  for (const name of names)
    writeProjectFile(project, `consumers/${name}.ts`, consumer(project.directory, name));
  writeFileSync(join(project.directory, "builds.down"), "");
  return project;
}

/** Names of events, a third for each consumer, and one that nobody can take. */
const subjects = (count: number): readonly string[] => [
  ...Array.from({ length: count - 1 }, (_, index) => `${names[index % names.length]}-${index}`),
  "builds-poison",
];

const isOf =
  (name: string) =>
  (subject: string): boolean =>
    subject.startsWith(`${name}-`) && !subject.endsWith("poison");

/** Counts how many events of a consumer have failed, over all attempts. */
function failureCounter(lines: readonly string[], name: string): () => number {
  const pattern = new RegExp(`^failed    subscription=${name} (\\d+) event`);
  let sum = 0;
  let read = 0;
  return () => {
    for (; read < lines.length; read++) sum += Number(pattern.exec(lines[read] ?? "")?.[1] ?? 0);
    return sum;
  };
}

/** Waits, while the clock of the process stands still. */
async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

const rowOf = async ({ bridge }: Pick<Runtime, "bridge">, name: string) => {
  const { backlog, deadLetters } = (await bridge.subscription(name)) ?? {};
  return { backlog, deadLetters };
};

test("a consumer is down for an hour: it loses nothing, and others do not wait for it", async () => {
  const project = outageProject();
  const lines: string[] = [];
  const running = await startTestBridge(lines, project);
  try {
    // From here on, time passes only where the test lets it.
    vi.useFakeTimers({ toFake: ["Date"] });
    const pass = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1_000);
    const all = subjects(eventCount);
    await putEvents(running, all);
    const ofBuilds = all.filter(isOf("builds"));
    for (const name of ["audit", "notes"]) {
      // No time has passed: they have waited for nobody, and tried nothing twice.
      const own = all.filter(isOf(name)).length;
      await eventually(() => writtenLines(project, `${name}.out`).length === own);
      await eventually(async () => (await rowOf(running, name)).backlog === 0);
      expect(writtenLines(project, `${name}.out`).toSorted()).toEqual(all.filter(isOf(name)).toSorted());
    }
    const failures = failureCounter(lines, "builds");
    for (let round = 1; round <= receives.ofAnHour; round++) {
      await eventually(() => failures() >= round * (ofBuilds.length + 1));
      expect(writtenLines(project, "builds.out")).toEqual([]);
      expect(await rowOf(running, "builds")).toEqual({ backlog: ofBuilds.length + 1, deadLetters: 0 });
      // The hour ends with the last pause.
      if (round === receives.ofAnHour) rmSync(join(project.directory, "builds.down"));
      pass(visibilitySeconds);
    }
    await eventually(async () => (await rowOf(running, "builds")).backlog === 1);
    expect(writtenLines(project, "builds.out").toSorted()).toEqual(ofBuilds.toSorted());
    for (let round = receives.ofAnHour + 1; round <= receives.ofFourHours; round++) {
      await eventually(() => lines.some((line) => line.includes(`builds 1 event attempt=${round}\n`)));
      pass(visibilitySeconds);
    }
    await eventually(async () => (await rowOf(running, "builds")).deadLetters === 1);
    const { items } = await running.bridge.deadLetters({});
    expect(items.map(({ delivery, queue }) => ({ delivery, queue }))).toEqual([
      { delivery: "dlv_builds-poison", queue: "builds" },
    ]);
    for (const name of names)
      expect(await rowOf(running, name)).toEqual({ backlog: 0, deadLetters: name === "builds" ? 1 : 0 });
  } finally {
    vi.useRealTimers();
    await running.close();
  }
}, 3_600_000);

test("kill -9 in the middle loses nothing either", async () => {
  const project = outageProject();
  const program = resolve(import.meta.dirname, "../../../../src/cli/hookbridge.ts");
  const flags = ["--config", project.configFile, "--data-dir", project.dataDirectory, "--port", "0"];
  const start = async () => {
    const child = spawn(process.execPath, [program, "start", ...flags, "--secrets", project.secretsFile]);
    let out = "";
    child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (out += String(chunk)));
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`It ended: ${out}`);
      return /^ready http/m.test(out);
    }, 60);
    const eventbridge = /EventBridge\s+(http:\S+)/.exec(out)?.[1] ?? "";
    return { child, place: { endpoints: { eventbridge } as Runtime["endpoints"] } };
  };
  const first = await start();
  const all = subjects(120);
  await putEvents(first.place, all.slice(0, 60));
  rmSync(join(project.directory, "builds.down"));
  const rest = putEvents(first.place, all.slice(60)).catch(() => []);
  await until(async () => writtenLines(project, "audit.out").length > 10);
  first.child.kill("SIGKILL");
  await Promise.all([rest, once(first.child, "close")]);
  const second = await start();
  try {
    const bridge = await openLocalBridge({ dataDirectory: project.dataDirectory });
    const { items } = await bridge.events({ limit: 1_000 });
    const put = new Set(items.map(({ subject = "" }) => subject));
    expect(put.size).toBeGreaterThanOrEqual(60);
    for (const name of names)
      await until(async () => {
        const handled = new Set(writtenLines(project, `${name}.out`));
        return [...put].filter(isOf(name)).every((subject) => handled.has(subject));
      }, 60);
    await bridge.close();
  } finally {
    second.child.kill("SIGTERM");
    expect(await once(second.child, "close")).toEqual([0, null]);
  }
}, 180_000);
