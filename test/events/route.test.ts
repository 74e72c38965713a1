import { describe, expect, it } from "vitest";
import { BridgeError } from "../../src/core/errors.ts";
import type { EventView } from "../../src/core/event.ts";
import { busFor } from "../../src/events/route.ts";
import { bridge } from "../support/fakes.ts";

const view: EventView = {
  name: "order.paid",
  type: "com.acme.order.paid",
  subject: "7",
  origin: "https://acme.example/",
  entity: "order",
  action: "paid",
  data: { total: 4111 },
};

/** The bus for an order that was paid, by the source's own rule. */
function routed(bus: string | ((event: EventView) => string)): string {
  const acme = bridge.sources.get("acme");
  if (!acme) throw new Error("no source acme");
  return busFor({ ...acme, bus }, view, new Set(["main", "other"]));
}

/** What is said of a rule that gives no bus. */
function refusal(bus: (event: EventView) => string): object {
  try {
    routed(bus);
  } catch (error) {
    if (error instanceof BridgeError)
      return { code: error.code, message: error.message, remedy: error.remedy };
    throw error;
  }
  throw new Error("a bus was found");
}

it("a bus is one of the deployment's, by name or by a function of the event", () => {
  expect(routed("main")).toBe("main");
  expect(routed(({ action }) => (action === "paid" ? "other" : "main"))).toBe("other");
});

describe("a function that picks the bus", () => {
  it.each([
    [new TypeError("of 4111 1111"), "a TypeError"],
    [new EvalError("of 4111 1111"), "an EvalError"],
    [new Error("of 4111 1111"), "an error"],
    [Object.assign(new Error(), { name: "Card 4111" }), "an error"],
    [Object.assign(new Error(), { name: "Card 4111 PaymentError" }), "an error"],
    [Object.assign(new Error(), { name: "PaymentError of card 4111" }), "an error"],
    ["4111 1111", "an error"],
  ])("is named in the error when it throws, with the kind of what it threw", (thrown, kind) => {
    const bus = () => {
      throw thrown;
    };
    expect(refusal(bus)).toEqual({
      code: "event-invalid",
      message: `The \`bus\` function of the source "acme" threw ${kind} for an event "order.paid".`,
      remedy: "Fix the function in bridge.config.ts, deploy, and redrive.",
    });
  });

  it("is named in the error when it returns an unknown bus", () => {
    expect(refusal(() => "nowhere")).toEqual({
      code: "event-invalid",
      message:
        'The `bus` function of the source "acme" returned "nowhere", which is not a bus of this deployment.',
      remedy: "Add the bus to bridge.config.ts or fix the function, deploy, and redrive.",
    });
  });
});
