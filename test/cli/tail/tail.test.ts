import { describe, expect, it } from "vitest";
import { makeItemLine } from "../../../src/cli/tail/item-line.ts";
import type { StreamItem } from "../../../src/operate/bridge.ts";
import type { ConsumedRow } from "../../../src/operate/consumed.ts";
import { fakeEvent, fakeRequest } from "../../support/bridge/fake-rows.ts";
import { serveFake } from "../../support/bridge/serve-fake.ts";
import { besideBridge } from "../support/beside-bridge.ts";
import { type Started, startHookbridge } from "../support/start-hookbridge.ts";

const { run, start, served } = besideBridge(0);

/** Has requests come until a text is there: the stream may take a moment to be open. */
async function happenUntil(started: Started, text: string | RegExp): Promise<void> {
  const timer = setInterval(() => served().fake.happen(), 50);
  await started.until("out", text);
  clearInterval(timer);
}

describe("tail", () => {
  it("prints requests, refusals and events as they happen, and ends with 130 at Ctrl-C", async () => {
    const started = start("tail");
    await started.until("err", "Following hookbridge (local); Ctrl-C ends it.");
    await happenUntil(started, /refused/);
    started.child.kill("SIGINT");
    const { code, out, err } = await started.ended;
    expect(code).toBe(130);
    expect(err).toBe("Following hookbridge (local); Ctrl-C ends it.\n");
    expect(out).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} {2}published {4}acme-github {2}com\.acme-github\.push \d+ {2}dlv_\d+$/m,
    );
    expect(out).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} {2}event {8}acme-github {2}com\.acme-github\.push \d+ {2}→ engineering {2}evt-dlv_\d+$/m,
    );
    expect(out).toMatch(/refused {6}billing {6}signature-mismatch: no secret of 1 matches {2}req_\d+$/m);
    expect(out).not.toContain("\u001b");
  });

  it("ends the same at SIGTERM, and leaves no stream behind", async () => {
    const { bridge } = served().fake;
    const { stream } = bridge;
    let ended = 0;
    bridge.stream = async function* (query) {
      try {
        yield* stream(query);
      } finally {
        ended++;
      }
    };
    const started = start("tail --json");
    await started.until("err", "Following");
    await happenUntil(started, /"kind"/);
    started.child.kill("SIGTERM");
    expect((await started.ended).code).toBe(130);
    bridge.stream = stream;
    for (let waits = 0; ended === 0 && waits < 100; waits++)
      await new Promise((next) => setTimeout(next, 20));
    expect(ended).toBe(1);
  });

  it("prints a line of JSON for each item, an event as it was sent", async () => {
    const started = start("tail --source billing --type com.billing.push --json");
    await started.until("err", "Following");
    await happenUntil(started, /"kind":"event"/);
    started.child.kill("SIGINT");
    const { out } = await started.ended;
    const lines = out.trimEnd().split("\n");
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ row: { source: "billing", type: "com.billing.push" } });
    expect(out).toMatch(/"event":\{"version":"0",.*"big":12345678901234567890, "float":1E400/);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const started = start("tail");
    await started.until("err", "Following");
    await happenUntil(started, "event");
    started.child.stdout?.destroy();
    const timer = setInterval(() => served().fake.happen(), 20);
    const { code, err } = await started.ended;
    clearInterval(timer);
    expect([code, err]).toEqual([0, "Following hookbridge (local); Ctrl-C ends it.\n"]);
  });

  it.each([
    ["tail --forward-to http://example.com", /URL of the bridge on this machine/],
    ["tail --forward-to http://127.0.0.1:3000", /on its buses already/],
    ["tail --pattern none.json", /none\.json/],
    ["tail --entity order", /unknown option '--entity'/],
  ])("%s is wrong use", async (words, says) => {
    const { code, out, err } = await run(words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
  });
});

describe("a line", () => {
  const line = makeItemLine(["acme-github"]);
  const items: readonly (readonly [StreamItem, RegExp])[] = [
    [{ id: "1", kind: "gap", count: 12 }, /^12 more came than could be shown/],
    [
      {
        id: "1",
        kind: "event",
        row: { ...fakeEvent(fakeRequest(0)), subject: "\u001b[2J", replay: "again" },
      },
      /push {2}\[2J {2}→ engineering {2}evt-dlv_0 {2}replay again$/,
    ],
    [
      {
        id: "1",
        kind: "dead-letter",
        row: {
          id: "m1",
          queue: "deliveries",
          at: "2026-11-30T12:00:00Z",
          source: null,
          delivery: null,
          code: null,
          reason: null,
          bytes: 1,
        },
      },
      /^12:00:00\.000 {2}dead-letter {2} +attempts used up {2}m1$/,
    ],
  ];
  const consumed: ConsumedRow = {
    ...{
      id: "7",
      at: "2026-11-30T12:00:00Z",
      subscription: "builds",
      target: "function",
      state: "delivered",
      attempts: 2,
    },
    ...{ event: "e-1", type: "com.code.push", source: "acme-github", delivery: "dlv_1" },
  };
  const reason = "TypeError: no\u001b[2J";
  const ofConsumers: readonly (readonly [Partial<ConsumedRow>, RegExp])[] = [
    [
      { state: "delivered" },
      /^12:00:00\.000 {2}handled {6}acme-github {2}→ builds {2}com\.code\.push {2}e-1$/,
    ],
    [{ state: "delivered", target: "forward" }, / {2}forwarded {2}/],
    [
      { state: "waiting", reason, nextAt: "2026-11-30T12:03:00Z" },
      / {2}waiting {6}acme-github {2}→ builds {2}TypeError: no.*\[2J {2}attempt 2, again at 12:03:00\.000 {2}com/,
    ],
    [
      { state: "waiting", reason, deadLetterAt: "2026-11-30T12:03:00Z" },
      / {2}attempt 2, a dead letter at 12:03:00\.000 {2}/,
    ],
    [
      { state: "failed", reason },
      / {2}given up {5}acme-github {2}→ builds {2}TypeError: no.* {2}attempt 2 {2}com/,
    ],
  ];
  it.each(ofConsumers)("of a consumer, %j", (more, text) => {
    const told = line({ id: "1", kind: "consumed", row: { ...consumed, ...more } });
    expect(told).toMatch(text);
    expect(told).not.toContain("\u001b");
  });

  it.each(items)("of %j", (item, text) => {
    expect(line(item)).toMatch(text);
  });
});

it("prints an outcome once, however often it is told", () => {
  const line = makeItemLine(["acme-github"]);
  const row = fakeRequest(0);
  const told = (item: Partial<typeof row>): string | undefined =>
    line({ id: "1", kind: "request", row: { ...row, ...item } });
  expect(told({ outcome: "queued" })).toMatch(/queued/);
  expect(told({ outcome: "queued", ms: 5 })).toBeUndefined();
  expect(told({ outcome: "published" })).toMatch(/published/);
  expect(told({ id: "dlv_other", outcome: "published" })).toMatch(/dlv_other/);
});

describe("a bridge that ends", () => {
  it("is told, with the next command", async () => {
    const leaving = await serveFake(0);
    const started = startHookbridge(["tail", "--data-dir", leaving.dataDirectory]);
    const timer = setInterval(() => leaving.fake.happen(), 50);
    await started.until("out", "event");
    clearInterval(timer);
    await leaving.close();
    const { code, err } = await started.ended;
    expect(code).toBe(2);
    expect(err).toMatch(
      /^error: The running bridge has ended\.\n(.*\n)? {2}next: {2}Start it again: npx hookbridge start$/m,
    );
  });

  it("is told as a bug where it is one", async () => {
    const started = start("tail");
    await started.until("err", "Following");
    await happenUntil(started, "event");
    served().fake.stream.fail(new Error("a bug"));
    const { code, err } = await started.ended;
    expect(code).toBe(70);
    expect(err).toMatch(/^bug: BridgeError: The bridge failed at this request\. Please report it/m);
    expect(err).not.toMatch(/a bug|^\s+at /m);
  });
});
