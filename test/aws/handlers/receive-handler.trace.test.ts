import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isTraceparent } from "../../../src/core/logs/traceparent.ts";
import { type Arena, makeArena } from "../../hostile/arena.ts";
import { acme, nowMs, secretText, signedRequest } from "../../support/fakes.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: nowMs }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const arenaOf = (): Arena => makeArena({ acme: { provider: acme, secrets: secretText } });

/** Lambda's trace of an invocation, and what `receive` makes of it. */
const traceOf = (parent: string): string =>
  `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=${parent};Sampled=1`;
const expectedOf = (parent: string): string => `00-5759e988bd862e3fe1be46a994272793-${parent}-01`;

const linesOf = (arena: Arena): readonly Readonly<Record<string, unknown>>[] =>
  (arena.sinks().get("log") ?? "")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** The trace contexts of the events on the bus. */
const onBus = (arena: Arena): readonly unknown[] =>
  arena.cloud.bus.map(({ detail }) => (JSON.parse(detail) as { traceparent?: string }).traceparent);

const delivery = (id: string) => signedRequest(JSON.stringify({ type: "order.paid", id }));

describe("the trace of an invocation", () => {
  it("is in the message, in the event and in the lines of both functions", async () => {
    const arena = arenaOf();
    vi.stubEnv("_X_AMZN_TRACE_ID", traceOf("53995c3f42cd8ad8"));
    await arena.send(delivery("1"));
    // `publish` has a trace of its own, which the event does not show.
    vi.stubEnv("_X_AMZN_TRACE_ID", traceOf("1111111111111111"));
    await arena.drain();
    const traceparent = expectedOf("53995c3f42cd8ad8");
    expect(arena.sinks().get("queue")).toContain(`"traceparent":"${traceparent}"`);
    expect(onBus(arena)).toEqual([traceparent]);
    expect(linesOf(arena)).toMatchObject([
      { function: "receive", outcome: "accepted", traceparent },
      { function: "publish", outcome: "published", traceparent },
    ]);
  });

  it("is its own for each, and a refusal's line has it too", async () => {
    const arena = arenaOf();
    for (const parent of ["1111111111111111", "2222222222222222"]) {
      vi.stubEnv("_X_AMZN_TRACE_ID", traceOf(parent));
      await arena.send(signedRequest("{}", { key: "wrong" }));
    }
    vi.stubEnv("_X_AMZN_TRACE_ID", traceOf("3333333333333333"));
    await arena.invoke({ version: "2.0", rawPath: "/hooks/acme" });
    expect(linesOf(arena).map(({ traceparent }) => traceparent)).toEqual(
      ["1111111111111111", "2222222222222222", "3333333333333333"].map(expectedOf),
    );
  });

  it("is never that of a header: a stranger could join any trace", async () => {
    const arena = arenaOf();
    const header = {
      traceparent: expectedOf("4444444444444444"),
      tracestate: "vendor=1",
      "x-amzn-trace-id": traceOf("4444444444444444"),
    };
    await arena.send(signedRequest('{"type":"order.paid","id":"1"}', { header }));
    await arena.drain();
    for (const sink of arena.sinks().values()) expect(sink).not.toContain("4444444444444444");
    expect(isTraceparent(String(onBus(arena)[0]))).toBe(true);
  });

  it("without one, is a random one for each: the same in the line, the message and the event", async () => {
    const arena = arenaOf();
    await arena.send(delivery("1"));
    await arena.send(delivery("2"));
    await arena.drain();
    const traces = onBus(arena);
    expect(new Set(traces).size).toBe(2);
    for (const trace of traces) expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(linesOf(arena).map(({ traceparent }) => traceparent)).toEqual([...traces, ...traces]);
  });

  it("behind a buffer, is that of the invocation that verified the request", async () => {
    const arena = arenaOf();
    vi.stubEnv("_X_AMZN_TRACE_ID", traceOf("53995c3f42cd8ad8"));
    const { headers, body } = delivery("1");
    const waiting = {
      v: 1,
      receivedAt: nowMs,
      method: "POST",
      path: "/hooks/acme",
      domain: "h.example",
      headers: Object.fromEntries(Array.from(headers, (pair) => pair.map(encodeURIComponent))),
      query: {},
      body: encodeURIComponent(Buffer.from(body).toString("base64")),
    };
    const attributes = { ApproximateReceiveCount: "1" };
    const record = (messageId: string, text: string) => ({ messageId, body: text, attributes });
    await arena.invoke({ Records: [record("m1", JSON.stringify(waiting)), record("m2", "{}")] });
    await arena.drain();
    const traceparent = expectedOf("53995c3f42cd8ad8");
    expect(onBus(arena)).toEqual([traceparent]);
    expect(new Set(linesOf(arena).map((line) => line.traceparent))).toEqual(new Set([traceparent]));
    // No vendor waits: the API has answered it before.
    expect(linesOf(arena).filter((line) => "deadlineShare" in line)).toEqual([]);
    expect(linesOf(arena).filter((line) => "receiveDuration" in line)).toHaveLength(2);
    expect(
      linesOf(arena)
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(["accepted", "failed", "published"]);
  });
});
