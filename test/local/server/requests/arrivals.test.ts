import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { AnsweredHook, Hook } from "../../../../src/local/lambda/hook-watch.ts";
import { openJournal } from "../../../../src/local/server/journal/journal.ts";
import { watchArrivals } from "../../../../src/local/server/requests/arrivals.ts";

function world() {
  const { requests } = openJournal(":memory:", () => undefined);
  const refused: string[] = [];
  const changed: string[] = [];
  const arrivals = watchArrivals({
    requests,
    isSource: (name) => name === "acme",
    schemeOf: () => 1,
    onRefused: (id) => refused.push(id),
    onChange: (id) => changed.push(id),
  });
  return { requests, refused, changed, arrivals };
}

const hook: Hook = {
  requestId: "11111111-2222-4333-8444-555555555555",
  source: "acme",
  at: 1_000,
  baseUrl: "https://example.com",
  method: "POST",
  target: "/hooks/acme",
  rawHeaders: [],
  body: Buffer.from("{}"),
};
const { requestId } = hook;
const answer: AnsweredHook = { status: 401, at: 1_030 };

test.each(["the log line", "the answer"])("a refusal is known once both are there, %s first", (first) => {
  const { arrivals, requests, refused, changed } = world();
  arrivals.came(hook);
  const steps = [
    () => arrivals.identify(requestId, "req_1", "refused"),
    () => arrivals.answered(requestId, answer),
  ];
  for (const [index, step] of (first === "the answer" ? steps.toReversed() : steps).entries()) {
    expect(refused).toHaveLength(0);
    step();
    expect(refused).toEqual(index === 0 ? [] : ["req_1"]);
  }
  expect(changed).toEqual(["req_1"]);
  expect(requests.find("req_1")).toMatchObject({ atMs: 1_000, scheme: 1, base: "https://example.com" });
  // One clock: the time to the answer is that of its step.
  expect(requests.find("req_1")?.row.ms).toBe(30);
  expect(requests.steps("req_1")).toEqual([
    { step: "received", at: 1_000 },
    { step: "refused", at: 1_030 },
    { step: "answered", at: 1_030, detail: "401" },
  ]);
});

test("an accepted one is known by the id in its answer, and its bytes are not kept", () => {
  const { arrivals, requests, refused } = world();
  arrivals.came(hook);
  arrivals.answered(requestId, { status: 200, at: 1_020, deliveryId: "dlv_1" });
  expect(requests.find("dlv_1")?.row).toMatchObject({ source: "acme", outcome: "queued", bytes: 2 });
  expect(refused).toEqual([]);
});

test("a handshake's bytes are not kept", () => {
  const { arrivals, refused, changed } = world();
  arrivals.came(hook);
  arrivals.identify(requestId, "req_2", "handshake");
  arrivals.answered(requestId, { status: 200, at: 1_020 });
  expect([refused, changed]).toEqual([[], ["req_2"]]);
});

test("a function that crashed has no log line: the request is in the journal all the same", async () => {
  const { arrivals, requests, refused } = world();
  arrivals.came({ ...hook, source: "made-up-by-a-stranger" });
  const failure = {
    code: "internal",
    detail: "the function gave no answer: Sandbox.Timedout",
    remedy: "Look.",
  } as const;
  arrivals.answered(requestId, { status: 500, at: 6_000, failure });
  const id = "req_111111112222433384445555";
  expect(requests.find(id)?.row).toMatchObject({
    source: "unknown",
    outcome: "failed",
    status: 500,
    ms: 5_000,
    code: "internal",
    detail: failure.detail,
  });
  expect(refused).toEqual([id]);
});

test("an answer without any line is told after a moment, but not once the journal is closed", async () => {
  const { arrivals, requests } = world();
  arrivals.came(hook);
  arrivals.answered(requestId, answer);
  expect(requests.list({}).total).toBe(0);
  await sleep(700);
  expect(requests.list({}).items).toMatchObject([{ outcome: "refused", status: 401, source: "acme" }]);
  const other = { ...hook, requestId: "99999999-2222-4333-8444-555555555555" };
  arrivals.came(other);
  arrivals.answered(other.requestId, answer);
  arrivals.close();
  await sleep(700);
  expect(requests.list({}).total).toBe(1);
});
