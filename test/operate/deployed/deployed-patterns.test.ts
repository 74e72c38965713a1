import { afterAll, beforeAll, expect, test } from "vitest";
import type { StreamItem } from "../../../src/operate/bridge.ts";
import { deployedPatterns } from "../../../src/operate/deployed/deployed-patterns.ts";
import { followedEvents } from "../../../src/operate/deployed/events/followed-events.ts";
import { fakeEvent, fakeRequest } from "../../support/bridge/fake-rows.ts";
import { type LocalDeployment, localDeployment } from "./support/local-context.ts";

let deployment: LocalDeployment;
beforeAll(async () => {
  deployment = await localDeployment();
});
afterAll(() => deployment.close());

const event = JSON.stringify({
  ...{ id: "1", account: "111122223333", region: "eu-west-1", time: "2026-03-04T05:06:07Z", resources: [] },
  ...{ source: "com.stripe", "detail-type": "invoice.paid", detail: { amount: 12 } },
});
const verdict = (pattern: string, of = event) =>
  deployedPatterns(deployment.context, followedEvents()).testPattern(pattern, of);

test("EventBridge's verdict, with the first field that differs", async () => {
  expect(await verdict('{"source":["com.stripe"]}')).toEqual({
    valid: true,
    matched: true,
    fields: [{ field: "source", matched: true, why: "is com.stripe" }],
  });
  expect(await verdict('{"source":["com.github"]}')).toEqual({
    valid: true,
    matched: false,
    fields: [{ field: "source", matched: false, why: "is com.stripe, needs com.github" }],
    reason: 'source: the pattern wants ["com.github"], the event has "com.stripe"',
  });
});

test("EventBridge's refusal of a pattern, in its words", async () => {
  const refused = await verdict('{"source":"com.stripe"}');
  expect(refused).toMatchObject({ valid: false, matched: false });
  expect(refused.reason).toContain('"source" must be an object or an array');
  expect(refused.place).toEqual({ line: 1, column: 12 });
});

test("an event that is none is the caller's mistake", async () => {
  await expect(verdict("{}", "{")).rejects.toMatchObject({
    code: "wrong-use",
    message: "The event is not JSON.",
  });
  await expect(verdict('{"source":["a"]}', '{"source":"a"}')).rejects.toMatchObject({
    code: "wrong-use",
    remedy: expect.stringContaining("Give a whole event"),
  });
});

test("how many of the last events match is not known, and that is said", async () => {
  const { matchingEvents } = deployedPatterns(deployment.context, followedEvents());
  const [bus] = deployment.context.buses;
  const found = await matchingEvents('{"source":["com.stripe"]}', bus?.name ?? "");
  expect(found).toMatchObject({ valid: true, matching: null, of: 0, newest: [] });
  expect(found.note).toContain("keeps no events");
  expect(await matchingEvents('{"source":[]}', bus?.name ?? "")).toMatchObject({
    valid: false,
    reason: expect.stringMatching(/^Event pattern is not valid. Reason: Empty arrays are not allowed/),
    place: { line: 1 },
  });
  await expect(matchingEvents("{}", "none")).rejects.toMatchObject({ code: "wrong-use" });
});

test("of the events that were followed, the last ones on a bus are counted", async () => {
  const followed = followedEvents();
  const bus = deployment.context.buses[0]?.name ?? "";
  async function* items(): AsyncGenerator<StreamItem> {
    for (const number of [0, 1, 2])
      yield { id: String(number), kind: "event", row: { ...fakeEvent(fakeRequest(number)), bus } };
    yield { id: "3", kind: "event", row: { ...fakeEvent(fakeRequest(4)), bus: "another" } };
  }
  for await (const _ of followed.watch(items()));
  const { matchingEvents } = deployedPatterns(deployment.context, followed);
  const found = await matchingEvents('{"source":["com.acme-github"]}', bus);
  expect(found).toMatchObject({
    valid: true,
    bus,
    matching: 2,
    of: 3,
    note: expect.stringContaining("followed"),
  });
  expect(found.newest.map(({ delivery }) => delivery)).toEqual(["dlv_2", "dlv_0"]);
  expect(found.newest[0]).not.toHaveProperty("envelope");
});
