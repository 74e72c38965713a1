import { expect, test } from "vitest";
import { type Bridge, defineBridge } from "../../../src/config/define-bridge.ts";
import { circleFindings } from "../../../src/config/subscriptions/forward-circle.ts";

const arnOf = (bus: string, stage = "prod", account = "444455556666"): string =>
  `arn:aws:events:eu-west-1:${account}:event-bus/hookbridge-${stage}-${bus}`;

/** A configuration with these forwards, from bus to ARN. */
function bridgeWith(
  forwards: readonly (readonly [from: "a" | "b-b" | "c", arn: string])[],
  name?: string,
): Bridge {
  return defineBridge({
    ...(name !== undefined && { name }),
    buses: { a: {}, "b-b": {}, c: {} },
    sources: {},
    subscriptions: Object.fromEntries(
      forwards.map(([bus, forward], index) => [`s${index}`, { bus, on: "everything" as const, forward }]),
    ),
  });
}

test.each([
  ["to itself", [["a", arnOf("a")]], "a -> a (subscription s0)"],
  [
    "over two buses",
    [
      ["a", arnOf("b-b")],
      ["b-b", arnOf("a")],
    ],
    "a -> b-b -> a (subscription s0, subscription s1)",
  ],
  [
    "that others lead to",
    [
      ["c", arnOf("a")],
      ["a", arnOf("b-b")],
      ["b-b", arnOf("a")],
    ],
    "a -> b-b -> a (subscription s1, subscription s2)",
  ],
] as const)("a circle %s is named", (_, forwards, way) => {
  expect(circleFindings(bridgeWith(forwards))).toMatchObject([
    {
      level: "warning",
      message: expect.stringContaining(`bridge.config.ts: events go in a circle, ${way},`),
    },
  ]);
});

test("what a bus itself forwards counts as well", () => {
  const bridge = defineBridge({
    buses: { a: { forwardTo: [arnOf("c")] }, c: {} },
    sources: {},
    subscriptions: { back: { bus: "c", on: "everything", forward: arnOf("a") } },
  });
  expect(circleFindings(bridge)[0]?.message).toContain("a -> c -> a (forwardTo of a, subscription back),");
});

test.each([
  [
    "ways that end",
    [
      ["a", arnOf("b-b")],
      ["b-b", arnOf("c")],
      ["a", arnOf("c")],
    ],
  ],
  [
    "another stage on the way back",
    [
      ["a", arnOf("b-b")],
      ["b-b", arnOf("a", "dev")],
    ],
  ],
  [
    "another account on the way back",
    [
      ["a", arnOf("b-b")],
      ["b-b", arnOf("a", "prod", "111122223333")],
    ],
  ],
  ["a bus that only ends as one of its own", [["a", arnOf("other-a")]]],
] as const)("%s are no circle", (_, forwards) => {
  expect(circleFindings(bridgeWith(forwards))).toEqual([]);
});

test("a bus of a bridge of another name is none of its own", () => {
  expect(circleFindings(bridgeWith([["a", arnOf("a")]], "central"))).toEqual([]);
});
