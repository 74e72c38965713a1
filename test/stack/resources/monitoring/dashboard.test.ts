import { describe, expect, it } from "vitest";
import type { Stack } from "../../../../src/stack/build-stack.ts";
import { SimulatedCloudWatch } from "../../support/cloudwatch/simulated-cloudwatch.ts";
import { orderedStackOf, properties, stackOf } from "../../support/stack-of.ts";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly properties: {
    readonly title: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

const bodyOf = (stack: Stack): string =>
  (properties(stack, "Dashboard") as { DashboardBody: { "Fn::Sub": string } }).DashboardBody["Fn::Sub"];

const widgetsOf = (stack: Stack): readonly Widget[] => JSON.parse(bodyOf(stack)).widgets;

const stacks = {
  "http-api": stackOf({}),
  "function-url": stackOf({ frontDoor: { kind: "function-url" }, concurrency: "unbounded" }),
  "rest-api": stackOf({ frontDoor: { kind: "rest-api", firewall: { requestsPerAddress: 2_000 } } }),
  "buffer-first": stackOf({ frontDoor: { kind: "buffer-first" } }, {}, ["acme-github"]),
  ordered: orderedStackOf({}),
  forwards: stackOf({}, { forwardTo: ["arn:aws:events:eu-west-1:444455556666:event-bus/central"] }),
};

describe.each(Object.entries(stacks))("%s", (_, stack) => {
  it("shows the state of every alarm", () => {
    const [states] = widgetsOf(stack).flatMap(({ type, properties: { alarms } }) =>
      type === "alarm" && alarms ? [alarms] : [],
    );
    const shown = states?.map((arn) => /:alarm:\$\{(\w+)\}$/.exec(arn)?.[1]);
    expect(shown?.toSorted()).toEqual(new SimulatedCloudWatch(stack).alarms.toSorted());
  });

  it("refers only to what is in the stack", () => {
    const ids = [...bodyOf(stack).matchAll(/\$\{(\w+)(?:\.\w+)?\}/g)].map(([, id = ""]) => id);
    const own = Object.keys(stack.template.Resources);
    // osls adds the functions.
    const missing = ids.filter((id) => !own.includes(id) && !/^(Receive|Publish)LambdaFunction$/.test(id));
    expect(ids.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  it("has no two widgets in one place, and a metric in each graph", () => {
    const widgets = widgetsOf(stack);
    expect(new Set(widgets.map(({ x, y }) => `${x} ${y}`)).size).toBe(widgets.length);
    for (const { type, properties: shown } of widgets)
      if (type === "metric") expect(shown.metrics?.length, shown.title).toBeGreaterThan(0);
  });
});

it("alarms of each source are not among the states: a widget holds a hundred", () => {
  expect(bodyOf(stackOf({ alarms: { perSource: true } }))).not.toContain("SilentAlarm");
});

it("shows what the front door refused, beside the 5xx of receive where the two can't be told apart", () => {
  const refused = (stack: Stack) =>
    JSON.stringify(
      widgetsOf(stack).find(({ properties: { title } }) => title.startsWith("Refused"))?.properties,
    );
  expect(refused(stacks["http-api"])).toMatch(/frontDoorThrottled.*frontDoorErrors/);
  expect(refused(stacks["function-url"])).toMatch(/Url5xxCount.*\$\{ReceiveLambdaFunction\}.*answered5xx/);
  expect(refused(stacks["rest-api"])).toMatch(/"Stage","prod".*5XXError.*BlockedRequests/);
});
