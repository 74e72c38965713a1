import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Runtime } from "../../src/local/server/runtime.ts";
import { type CalledServer, sendSigned, startCalled, startExample } from "./run-example.ts";

let server: CalledServer;
let running: Runtime;
const lines: string[] = [];

beforeAll(async () => {
  server = await startCalled("/builds");
  vi.stubEnv("BUILD_SERVER", server.url);
  vi.stubEnv("CHAT_WEBHOOK", `${server.url}/chat`);
  running = await startExample("build-choreography", lines);
}, 180_000);

afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await running.close();
  server.close();
});

/** Waits, while the clock of the process stands still. */
async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

const pushes = 3;
/** Attempts of an hour: the visibility timeout is six times the function's 30 seconds. */
const attempts = 20;

test("a push starts a build in a consumer that was down for an hour, while others went on", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  for (let number = 0; number < pushes; number++)
    await sendSigned(running, "acme-github", {
      event: "push",
      set: { "/after": JSON.stringify(String(number).repeat(40)) },
    });
  const chats = () => server.calls.filter(({ path }) => path === "/chat");
  await eventually(() => chats().length === pushes);
  expect((await running.bridge.subscription("chat"))?.deadLetters).toBe(0);
  await eventually(async () => (await running.bridge.subscription("audit"))?.backlog === pushes);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    await eventually(() => server.refused() >= attempt * pushes);
    expect(await running.bridge.subscription("builds")).toMatchObject({ backlog: pushes, deadLetters: 0 });
    // The hour ends with the last pause.
    if (attempt === attempts) server.down.clear();
    vi.setSystemTime(Date.now() + 180_000);
  }
  const builds = () => server.calls.filter(({ path }) => path === "/builds");
  await eventually(() => builds().length === pushes);
  await eventually(async () => (await running.bridge.subscription("builds"))?.backlog === 0);
  const commits = builds().map(({ body }) => (body as { readonly commit: string }).commit);
  expect(commits.toSorted()).toEqual(["0", "1", "2"].map((number) => number.repeat(40)));
  expect(new Set(builds().map(({ key }) => key)).size).toBe(pushes);
  expect(chats()).toHaveLength(pushes);
  expect(await running.bridge.subscription("builds")).toMatchObject({ backlog: 0, deadLetters: 0 });
  expect(lines.filter((line) => line.startsWith("builds    building"))).toHaveLength(pushes);
}, 180_000);
