import { describe, expect, it } from "vitest";
import { testSource } from "../../../src/cli/test/test-source.ts";
import type { SourceConfig } from "../../../src/config/bridge-config.ts";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { awsSns, custom, github, stripe } from "../../../src/providers/index.ts";

const project = "/no/such/project";
const now = Date.UTC(2026, 10, 30, 12, 0, 0, 250);

/** The result of one source on the bus `main`, beside which there is `other`. */
function tested(
  config: Omit<SourceConfig<"main" | "other">, "bus"> & { readonly bus?: SourceConfig<"main">["bus"] },
) {
  const { sources, buses } = defineBridge({
    buses: { main: {}, other: {} },
    sources: { it: { bus: "main", ...config } },
  });
  const [source] = sources.values();
  if (!source) throw new Error("there is no source");
  return testSource(source, project, new Set(buses.keys()), now);
}

describe("a source of the catalogue", () => {
  it("passes with an event of each recorded request, at the time of its recording", async () => {
    const { requests, recorded, buses, event, failures, notes } = await tested({ provider: stripe });
    expect({ recorded, failures, notes }).toEqual({ recorded: true, failures: [], notes: [] });
    expect(buses).toEqual({ main: requests });
    expect(JSON.parse(event?.detail ?? "")).toMatchObject({
      specversion: "1.0",
      bridgesource: "it",
      source: "https://api.stripe.com",
    });
  });

  it("passes in order, and on the buses that a function picks", async () => {
    const { buses, failures } = await tested({
      provider: github,
      order: "subject",
      bus: ({ name }) => (name.startsWith("issues.") ? ("other" as "main") : "main"),
    });
    expect(failures).toEqual([]);
    expect(buses).toEqual({ main: expect.any(Number), other: expect.any(Number) });
  });

  it("fails where `accept` drops all, and says which events there were", async () => {
    const { failures, event, dropped, requests } = await tested({ provider: github, accept: ["issue.*"] });
    expect({ event, dropped }).toEqual({ event: undefined, dropped: requests });
    expect(failures).toEqual([
      expect.stringMatching(/^`accept` \(issue\.\*\) drops every recorded event: .*issues\.opened/),
    ]);
  });

  it("passes where `accept` drops some", async () => {
    const { failures, buses, dropped, requests } = await tested({ provider: github, accept: ["issues.*"] });
    expect(failures).toEqual([]);
    expect(dropped + (buses.main ?? 0)).toBe(requests);
  });

  it("fails where a `bus` function throws, with what it threw and for which requests", async () => {
    const { failures } = await tested({
      provider: github,
      bus: (event) => {
        if (event.name === "issues.opened") throw new TypeError("no such member");
        return "main";
      },
    });
    expect(failures).toEqual([
      expect.stringMatching(
        /^issue-opened: The `bus` function .* threw .* It is: TypeError: no such member$/,
      ),
    ]);
  });

  it("fails where a `bus` function returns a bus that there is not", async () => {
    const { failures, buses } = await tested({ provider: github, bus: () => "nowhere" as "main" });
    expect(failures.every((failure) => failure.includes('returned "nowhere"'))).toBe(true);
    expect({ buses, some: failures.length > 0 }).toEqual({ buses: {}, some: true });
  });

  it("says which pointer of `redact` is in none of the recorded payloads", async () => {
    const { notes, event } = await tested({
      provider: stripe,
      redact: ["/data/object/id", "/data/objekt/id"],
    });
    expect(notes).toEqual(["`redact` /data/objekt/id is in none of the recorded payloads."]);
    expect(event?.detail).toContain("[redacted]");
  });
});

describe("a source whose provider has no recorded request", () => {
  const orders = custom.hmac({ id: "orders", event: { source: "com.acme.orders" } });

  it("is tested with a made one, and says how to record one", async () => {
    const { recorded, requests, buses, notes, failures } = await tested({ provider: orders });
    expect({ recorded, requests, buses, failures }).toEqual({
      recorded: false,
      requests: 1,
      buses: { main: 1 },
      failures: [],
    });
    expect(notes).toEqual([
      expect.stringContaining("npx hookbridge fixture it <name> --folder providers/fixtures/orders"),
    ]);
  });

  it("does not fail for an `accept` that no made event can match", async () => {
    const { failures, notes } = await tested({ provider: orders, accept: ["order.paid"] });
    expect({ failures, notes }).toEqual({
      failures: [],
      notes: [expect.stringContaining("`accept` drops a made event")],
    });
  });

  it("says so where only the vendor can sign one", async () => {
    const { requests, notes } = await tested({ provider: { ...awsSns, id: "own-topics" } });
    expect({ requests, notes }).toEqual({
      requests: 0,
      notes: [expect.stringContaining("only the vendor has the key")],
    });
  });
});
