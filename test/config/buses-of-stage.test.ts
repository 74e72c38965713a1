import { expect, it } from "vitest";
import { busesOfStage, eventBytesOf } from "../../src/config/buses-of-stage.ts";
import { defineBridge } from "../../src/config/define-bridge.ts";

const bridge = defineBridge({
  buses: { a: { archiveDays: 3, eventBytes: 262_144 }, b: {} },
  sources: {},
  stages: { china: { buses: { b: { eventBytes: 100_000 } } }, plain: { buses: { a: {} } } },
});

it("a bus of a stage replaces the bus as a whole", () => {
  expect(Object.fromEntries(busesOfStage(bridge, "plain"))).toEqual({ a: {}, b: {} });
  expect(Object.fromEntries(busesOfStage(bridge, "other"))).toEqual(Object.fromEntries(bridge.buses));
});

it.each([
  ["china", { a: 262_144, b: 100_000 }],
  ["plain", {}],
  ["other", { a: 262_144 }],
])("eventBytes of the stage %s", (stage, limits) => {
  expect(Object.fromEntries(eventBytesOf(busesOfStage(bridge, stage)))).toEqual(limits);
});
