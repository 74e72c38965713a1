import { expect, it } from "vitest";
import { receiveBuffered } from "../../src/receive/receive-buffered.ts";
import { bridge, nowMs, receivePorts, signedRequest } from "../support/fakes.ts";

it("tells how long it took to verify a request, and not how long it waited", async () => {
  const { ports, reports, state } = receivePorts();
  state.now = nowMs + 60_000;
  const slow = {
    ...ports,
    queue: {
      send: async () => {
        state.now += 40;
      },
    },
  };
  const waiting = {
    messageId: "m1",
    sourceName: "acme",
    request: signedRequest('{"type":"order.paid","id":"1"}'),
    receivedAt: nowMs,
    again: false,
  };
  expect(await receiveBuffered(bridge.sources, waiting, slow)).toBe(true);
  expect(reports).toMatchObject([{ outcome: "accepted", durationMs: 40 }]);
});
