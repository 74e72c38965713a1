import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { startTestBridge, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents } from "./consumer-project.ts";

let bridge: Runtime | undefined;

afterEach(async () => {
  await bridge?.close();
  bridge = undefined;
});

const busesOf = (id: string) =>
  until(async () => {
    const { items = [] } = (await bridge?.bridge.events({ text: id })) ?? {};
    return items.length > 1 && items.map(({ bus }) => bus).toSorted();
  });

test("a local bus plays the one that a subscription forwards to", async () => {
  const payroll = "arn:aws:events:eu-west-1:444455556666:event-bus/payroll";
  const central = "arn:aws:events:eu-west-1:444455556666:event-bus/central";
  const project = consumerProject(
    `pay: { bus: "engineering", on: { subject: "raise" }, forward: "${payroll}" },
     all: { bus: "engineering", on: { subject: "hire" }, forward: "${central}" }`,
    {},
    `engineering: {}, main: { arn: "${central}" }`,
  );
  bridge = await startTestBridge([], project);
  expect(bridge.warnings.filter((text) => text.startsWith("subscription"))).toEqual([
    "subscription pay: the local bus payroll plays the one that it forwards to",
    "subscription all: the local bus hookbridge-local-main plays the one that it forwards to",
  ]);
  const [raise = "", hire = ""] = await putEvents(bridge, ["raise", "hire"]);
  expect(await busesOf(raise)).toEqual(["engineering", "payroll"]);
  expect(await busesOf(hire)).toEqual(["engineering", "main"]);
  expect((await bridge.bridge.event(raise))?.rules).toMatchObject([
    { rule: "all", matched: false },
    { rule: "pay", matched: true, targets: [{ target: payroll, state: "delivered", attempts: 1 }] },
  ]);
  expect((await bridge.bridge.event(raise))?.forwarded).toMatchObject([{ bus: "payroll", rules: [] }]);
  expect(await bridge.bridge.subscription("pay")).toMatchObject({ hasQueue: false, target: payroll });
});

test("a circle of buses ends, and an event is shown on each bus with what its rules did", async () => {
  // Of two accounts: a circle within one is refused when the configuration is loaded.
  const arnOf = (bus: string, account: string): string =>
    `arn:aws:events:eu-west-1:${account}:event-bus/hookbridge-local-${bus}`;
  const project = consumerProject(
    `out: { bus: "engineering", on: "everything", forward: "${arnOf("central", "444455556666")}" },
     back: { bus: "central", on: "everything", forward: "${arnOf("engineering", "111122223333")}" },
     seen: { bus: "central", on: "everything", queue: {} }`,
    {},
    "engineering: {}, central: {}",
  );
  bridge = await startTestBridge([], project);
  const [id = ""] = await putEvents(bridge, ["a"]);
  expect(await busesOf(id)).toEqual(["central", "engineering"]);
  const event = await until(async () => {
    const found = await bridge?.bridge.event(id);
    const states = found?.forwarded?.[0]?.rules.map(({ targets }) => targets[0]?.state);
    return states?.includes("delivered") && found;
  });
  expect(event.rules).toMatchObject([{ rule: "out", matched: true, targets: [{ state: "delivered" }] }]);
  expect(event.forwarded).toMatchObject([
    {
      bus: "central",
      rules: [
        {
          rule: "back",
          matched: true,
          targets: [{ state: "unknown", reason: "an event goes over one further bus only" }],
        },
        { rule: "seen", matched: true, targets: [{ target: "queue", state: "delivered", attempts: 1 }] },
      ],
    },
  ]);
  expect((await bridge.bridge.events({})).total).toBe(2);
});

test("what can't run here is named at the start, with what becomes of its events", async () => {
  const stream = "arn:aws:firehose:eu-west-1:111122223333:deliverystream/lake";
  const project = consumerProject(`lake: { bus: "engineering", on: "everything", target: "${stream}" }`, {});
  bridge = await startTestBridge([], project);
  const absence =
    "its target is an Amazon Data Firehose stream, which does not run here: its events are on the bus, and go no further";
  expect(bridge.warnings).toEqual([`subscription lake: ${absence}`]);
  const [id = ""] = await putEvents(bridge, ["a"]);
  expect((await until(async () => bridge?.bridge.event(id)))?.rules).toMatchObject([
    { rule: "lake", matched: true, targets: [{ target: stream, state: "unknown", reason: absence }] },
  ]);
  expect(await bridge.bridge.subscriptions()).toEqual([
    {
      name: "lake",
      bus: "engineering",
      state: "healthy",
      target: stream,
      pattern: '{"source":[{"prefix":""}]}',
      hasQueue: false,
      matched: 0,
      failed: 0,
      note: absence,
    },
  ]);
});

test("the rule of a subscription goes with it, and its queue keeps what it has", async () => {
  const project = consumerProject(`old: { bus: "engineering", on: "everything", queue: {} }`, {});
  bridge = await startTestBridge([], project);
  const [id = ""] = await putEvents(bridge, ["a"]);
  await until(async () => (await bridge?.bridge.subscription("old"))?.backlog === 1);
  await bridge.close();
  const config = readFileSync(project.configFile, "utf8");
  writeFileSync(project.configFile, config.replace(/old: \{.*?queue: \{\} \}/, ""));
  bridge = await startTestBridge([], project);
  expect(bridge.warnings).toEqual([
    "the subscription old is not in bridge.config.ts any more: its rule was removed, and its queues keep what they have (1 event), for a subscription of this name",
  ]);
  expect((await bridge.bridge.event(id))?.rules).toEqual([]);
  await bridge.close();
  writeFileSync(project.configFile, config);
  bridge = await startTestBridge([], project);
  expect(await bridge.bridge.subscription("old")).toMatchObject({ backlog: 1 });
});
