import { describe, expect, it } from "vitest";
import { defineBridge } from "../../src/config/define-bridge.ts";
import { BridgeError } from "../../src/core/errors.ts";
import { rejected } from "../../src/core/outcome.ts";
import { defineProvider } from "../../src/core/provider.ts";
import type { Fetcher } from "../../src/receive/ports.ts";
import { receive } from "../../src/receive/receive.ts";
import { acme, receivePorts, signedRequest } from "../support/fakes.ts";

const provider = defineProvider({
  ...acme,
  signature: {
    scheme: "fetched-key",
    signatures: [{ from: "header:acme-signature", key: "header:acme-key" }],
    under: ["https://keys.acme.example/"],
    names: "key-[0-9]+",
    holds: "public-key",
  },
});
const bridge = defineBridge({ buses: { main: {} }, sources: { acme: { provider, bus: "main" } } });

/** What becomes of a request that names a key, with this port to fetch it. */
async function received(text: Fetcher["text"], key = "https://keys.acme.example/key-1") {
  const world = receivePorts();
  const ports = { ...world.ports, fetcher: { ...world.ports.fetcher, text } };
  const header = { "acme-signature": "AAAA", "acme-key": key };
  const answer = await receive(bridge.sources, "acme", signedRequest("{}", { header }), ports);
  return { answer, reports: world.reports, refreshes: world.state.refreshes };
}

describe("a key that a request names", () => {
  it("is asked for in the name of the source", async () => {
    const asked: unknown[] = [];
    await received(async (url, { source, isNamed }) => {
      asked.push(url, source, isNamed);
      return rejected("key-unknown");
    });
    // Once more with the secrets that were read again.
    expect(asked.slice(0, 3)).toEqual(["https://keys.acme.example/key-1", "acme", true]);
  });

  it("is refused like every other when its host does not know it, and newer secrets are tried", async () => {
    const { answer, reports, refreshes } = await received(async () => rejected("key-unknown"));
    expect(answer).toMatchObject({ status: 401, body: '{"error":"unauthorized"}' });
    expect(reports).toMatchObject([{ outcome: "rejected", code: "unauthorized", reason: "key-unknown" }]);
    expect(refreshes).toBe(1);
  });

  it("is no failure of ours when it may not be fetched now: the vendor is to try again", async () => {
    const { answer, reports, refreshes } = await received(async () => rejected("key-not-fetched"));
    expect(answer).toEqual({
      status: 503,
      headers: {
        "content-type": "application/json",
        "x-content-type-options": "nosniff",
        "retry-after": "30",
      },
      body: '{"error":"unavailable"}',
    });
    const told = { outcome: "rejected", status: 503, code: "key-not-fetched", reason: "key-not-fetched" };
    expect(reports).toMatchObject([told]);
    expect(refreshes).toBe(0);
  });

  it("is a failure of ours when its host failed", async () => {
    const { answer, reports } = await received(async () => {
      throw new BridgeError("key-fetch-failed", "down", "wait");
    });
    expect(answer).toMatchObject({ status: 503 });
    expect(reports).toMatchObject([{ outcome: "failed", code: "key-fetch-failed" }]);
  });

  it("of another form is not asked for", async () => {
    const nothing = () => Promise.reject(new Error("nobody may be asked"));
    for (const key of ["https://keys.acme.example/", "https://keys.acme.example/key-1?a", "key-1"]) {
      const { reports } = await received(nothing, key);
      expect(reports).toMatchObject([{ outcome: "rejected", status: 401, reason: "key-untrusted" }]);
    }
  });
});
