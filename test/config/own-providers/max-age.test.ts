import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { unboundedAge } from "../../../src/config/own-providers/max-age.ts";
import type { Provider } from "../../../src/core/provider.ts";
import { github } from "../../../src/providers/index.ts";

const withAges = (ages: object): Provider => {
  const signature = { ...github.signature, timestamp: "header:x-time", ...ages };
  return { ...github, signature } as Provider;
};

describe("an age limit is refused", () => {
  it.each([
    ["NaN", { toleranceSeconds: Number.NaN }, "toleranceSeconds: NaN"],
    ["infinite", { toleranceSeconds: Number.POSITIVE_INFINITY }, "toleranceSeconds: Infinity"],
    ["negative", { toleranceSeconds: -1 }, "toleranceSeconds: -1"],
    ["a string", { toleranceSeconds: "300" }, "toleranceSeconds: 300"],
    // Dated 15 days ahead, a request is valid now and 30 days later. The ledger has forgotten it by then.
    ["longer than the ledger remembers", { toleranceSeconds: 1_296_001 }, "toleranceSeconds: 1296001"],
    ["NaN in another field", { maxAgeSeconds: Number.NaN }, "maxAgeSeconds: NaN"],
    ["unlimited in another field", { leewaySeconds: "unlimited" }, "leewaySeconds: unlimited"],
  ])("when it is %s", (_what, ages, shown) => {
    expect(unboundedAge(withAges(ages))).toBe(shown);
    const sources = { "acme-github": { provider: withAges(ages), bus: "events" } } as const;
    expect(() => defineBridge({ buses: { events: {} }, sources })).toThrow(
      expect.objectContaining({
        code: "config-invalid",
        message: expect.stringContaining(`source "acme-github" has a provider (github) with \`${shown}\``),
        remedy: expect.stringContaining("whole seconds"),
      }),
    );
  });

  it("when a second scheme of the provider has it", () => {
    const { signature } = withAges({ toleranceSeconds: Number.NaN });
    const both = { ...github, signature: [github.signature, signature].flat() } as Provider;
    expect(unboundedAge(both)).toBe("toleranceSeconds: NaN");
  });
});

it.each([
  ["300 seconds", { toleranceSeconds: 300 }],
  ["none at all", { toleranceSeconds: 0 }],
  ["15 days, half of what the ledger remembers", { toleranceSeconds: 1_296_000 }],
  ["no limit, for vendors that sign no time", { toleranceSeconds: "unlimited" }],
])("an age limit of %s is accepted", (_what, ages) => {
  expect(unboundedAge(withAges(ages))).toBeUndefined();
});
