import { afterAll, beforeAll, expect, test } from "vitest";
import { deployedPatterns } from "../../../src/operate/deployed/deployed-patterns.ts";
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
  deployedPatterns(deployment.context).testPattern(pattern, of);

test("EventBridge's verdict, with the first field that differs", async () => {
  expect(await verdict('{"source":["com.stripe"]}')).toEqual({ valid: true, matched: true });
  expect(await verdict('{"source":["com.github"]}')).toEqual({
    valid: true,
    matched: false,
    reason: 'source: the pattern wants ["com.github"], the event has "com.stripe"',
  });
});

test("EventBridge's refusal of a pattern, in its words", async () => {
  const refused = await verdict('{"source":"com.stripe"}');
  expect(refused).toMatchObject({ valid: false, matched: false });
  expect(refused.reason).toContain('"source" must be an object or an array');
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
