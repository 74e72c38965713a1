import { afterEach, beforeEach, expect, test } from "vitest";
import type { StreamItem } from "../../../../src/operate/bridge.ts";
import { deployedEvents } from "../../../../src/operate/deployed/events/deployed-events.ts";
import {
  type FollowedEvents,
  followedEvents,
} from "../../../../src/operate/deployed/events/followed-events.ts";
import type { EventRecord } from "../../../../src/operate/events.ts";
import { fakeEvent, fakeRequest } from "../../../support/bridge/fake-rows.ts";
import { type LocalDeployment, localDeployment } from "../support/local-context.ts";

let deployment: LocalDeployment;
beforeEach(async () => {
  deployment = await localDeployment();
});
afterEach(() => deployment.close());

async function following(...rows: readonly EventRecord[]): Promise<FollowedEvents> {
  const followed = followedEvents();
  async function* items(): AsyncGenerator<StreamItem> {
    for (const row of rows) yield { id: row.id, kind: "event", row };
  }
  for await (const _ of followed.watch(items()));
  return followed;
}

const onBilling = (more: Partial<EventRecord> = {}): EventRecord => ({
  ...fakeEvent(fakeRequest(0)),
  bus: "billing",
  ...more,
});

test("an event that was followed is shown with the rules of its bus, by our own reading of their patterns", async () => {
  const { context } = deployment;
  await deployment.rule("pushes", { detail: { type: ["com.acme-github.push"] } }, [
    { Id: "queue", Arn: "arn:aws:sqs:eu-west-1:000000000000:pushes" },
  ]);
  await deployment.rule("closed", { detail: { type: ["closed"] } }, [
    { Id: "queue", Arn: "arn:aws:sqs:eu-west-1:000000000000:closed" },
  ]);
  const { event } = deployedEvents(context, await following(onBilling()));
  const found = await event("evt-dlv_0");
  expect(found?.rules?.toSorted((one, other) => one.rule.localeCompare(other.rule))).toMatchObject([
    {
      rule: "closed",
      matched: false,
      field: { field: "detail.type", why: "is com.acme-github.push, needs closed" },
      targets: [],
    },
    {
      rule: "pushes",
      matched: true,
      pattern: '{"detail":{"type":["com.acme-github.push"]}}',
      arn: expect.stringMatching(/^arn:aws:events:.*pushes$/),
      targets: [{ target: "arn:aws:sqs:eu-west-1:000000000000:pushes", state: "unknown" }],
    },
  ]);
});
