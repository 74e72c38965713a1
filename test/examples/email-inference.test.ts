import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Runtime } from "../../src/local/server/runtime.ts";
import { until } from "../local/server/runtime-fixture.ts";
import { type CalledServer, sendSigned, startCalled, startExample } from "./run-example.ts";

let server: CalledServer;
let running: Runtime;

beforeAll(async () => {
  server = await startCalled();
  vi.stubEnv("LEADS_API", server.url);
  running = await startExample("email-inference");
}, 60_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await running.close();
  server.close();
});

/** Sends that a message was opened so often. */
const opened = (message: string, count: string) =>
  sendSigned(running, "mail", {
    event: "message.opened",
    set: {
      "/data/object/message_id": JSON.stringify(message),
      "/data/object/message_data/count": count,
      "/data/object/message_data/timestamp": String(Math.floor(Date.now() / 1_000)),
    },
  });

test("an opened e-mail is scored, and one that the model can't read waits by itself", async () => {
  await opened("once", "1");
  await opened("often", "5");
  await opened("poison", '"many"');
  await until(async () => server.calls.length === 2);
  const scores = Object.fromEntries(
    server.calls.map(({ path, body }) => [path, (body as { readonly score: number }).score]),
  );
  expect(Object.keys(scores).toSorted()).toEqual(["/scores/often", "/scores/once"]);
  expect(scores["/scores/once"]).toBeLessThan(0.5);
  expect(scores["/scores/often"]).toBeGreaterThan(0.9);
  const row = await until(async () => {
    const found = await running.bridge.subscription("scores");
    return found?.backlog === 1 && found;
  });
  expect(row).toMatchObject({ state: "failing", deadLetters: 0 });
});
