import { describe, expect, it } from "vitest";
import { defineBridge } from "../../src/config/define-bridge.ts";
import { whyUnordered } from "../../src/config/ordering.ts";
import type { Provider } from "../../src/core/provider.ts";
import { custom } from "../../src/providers/index.ts";

const base = custom.hmac({ id: "orders", event: { source: "com.acme", each: "body:/orders" } });
const orders = (rules: object): Provider => ({ ...base, event: { ...base.event, ...rules } });

describe("an order is refused", () => {
  it.each([
    [
      "by anything but the subject",
      "time",
      { subject: "body:/id" },
      /^has the order "time"; .* "subject"\.$/,
    ],
    ["by a subject that events don't have", "subject", {}, /^can't be ordered by subject: .* have none\.$/],
    [
      "by a subject that only the items of a delivery have",
      "subject",
      { subject: "item:/id" },
      /^can't be ordered by subject: .* many events/,
    ],
  ])("%s", (_what, order, rules, reason) => {
    expect(whyUnordered(order, orders(rules))).toMatch(reason);
  });

  it("with the source's name and what to do", () => {
    const source = { provider: orders({}), bus: "events", order: "subject" } as const;
    expect(() => defineBridge({ buses: { events: {} }, sources: { "acme-orders": source } })).toThrow(
      expect.objectContaining({
        code: "config-invalid",
        message: expect.stringMatching(
          /^bridge\.config\.ts: source "acme-orders" can't be ordered by subject/,
        ),
        remedy: expect.stringContaining("Leave `order` out"),
      }),
    );
  });
});

it.each([
  ["a whole delivery has", { subject: "body:/id" }],
  ["a whole delivery has, where its items have none", { subject: ["item:/id", "body:/id"] }],
  ["one kind of event has", { by: "body:/kind", cases: { order: { subject: "body:/id" } } }],
])("an order by a subject that %s is accepted", (_what, rules) => {
  expect(whyUnordered("subject", orders(rules))).toBeUndefined();
});
