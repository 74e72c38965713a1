/** Every alarm of every front door goes off when it should, and stays quiet when it should, in a simulated CloudWatch. */
import { describe, expect, it } from "vitest";
import type { DeploymentOptions } from "../../../../src/config/deployment-options.ts";
import type { Stack } from "../../../../src/stack/build-stack.ts";
import { everywhere, ofForwarding, ofKey, ofOrder, ofSlack } from "../../support/cloudwatch/alarm-cases.ts";
import { type AlarmCase, start } from "../../support/cloudwatch/case-parts.ts";
import { ofDoor, ofRestLog } from "../../support/cloudwatch/door-alarm-cases.ts";
import { SimulatedCloudWatch } from "../../support/cloudwatch/simulated-cloudwatch.ts";
import { arns } from "../../support/configs.ts";
import { orderedStackOf, stackOf } from "../../support/stack-of.ts";

type Door = NonNullable<DeploymentOptions["frontDoor"]>;

const throttle = { rate: 100, burst: 200 };
const firewall = { requestsPerAddress: 2_000 };
const doors: readonly Door[] = [
  { kind: "http-api" },
  { kind: "function-url" },
  {
    kind: "load-balancer",
    publicUrl: "https://hooks.example.com",
    certificate: arns.certificate,
    vpc: "vpc-1",
    subnets: ["subnet-1", "subnet-2"],
  },
  { kind: "rest-api", throttle, firewall },
];

/** Behind a buffer, no vendor waits for `receive`. */
const { DeadlineAlarm: _, ...withoutDeadlines } = everywhere;

type Variant = readonly [name: string, stack: Stack, cases: Readonly<Record<string, AlarmCase>>];

const variants: readonly Variant[] = [
  ...doors.map(
    (frontDoor): Variant => [
      frontDoor.kind,
      stackOf({ frontDoor, concurrency: "unbounded" }),
      { ...everywhere, ...ofDoor[frontDoor.kind] },
    ],
  ),
  [
    "buffer-first",
    stackOf({ frontDoor: { kind: "buffer-first", throttle, firewall } }, {}, ["acme-github"]),
    { ...withoutDeadlines, ...ofDoor["buffer-first"] },
  ],
  [
    "rest-api with an access log",
    stackOf({ frontDoor: { kind: "rest-api", accessLog: true, firewall } }),
    { ...everywhere, ...ofDoor["rest-api"], ...ofRestLog },
  ],
  [
    "buffer-first with an access log",
    stackOf({ frontDoor: { kind: "buffer-first", accessLog: true, firewall } }, {}, ["acme-github"]),
    {
      ...withoutDeadlines,
      ...ofDoor["buffer-first"],
      ...(ofRestLog.FrontDoorThrottledAlarm && {
        FrontDoorThrottledAlarm: ofRestLog.FrontDoorThrottledAlarm,
      }),
    },
  ],
  [
    "an HTTP API with alarms for one source",
    stackOf({ alarms: { perSource: true } }, {}, ["acme-slack"]),
    { ...everywhere, ...ofDoor["http-api"], ...ofSlack },
  ],
  ["an ordered source", orderedStackOf({}), { ...everywhere, ...ofDoor["http-api"], ...ofOrder }],
  [
    "a bus that forwards",
    stackOf({}, { forwardTo: [arns.central] }),
    { ...everywhere, ...ofDoor["http-api"], ...ofForwarding },
  ],
  [
    "a key of your own",
    stackOf({ encryptionKey: arns.key }),
    { ...everywhere, ...ofDoor["http-api"], ...ofKey },
  ],
];

describe.each(variants)("%s", (_, stack, cases) => {
  const ids = new SimulatedCloudWatch(stack).alarms;

  it("has a case for each of its alarms, and no other", () => {
    expect(ids.toSorted()).toEqual(Object.keys(cases).toSorted());
  });

  describe.each(ids)("%s", (id) => {
    const { raises, leavesAlone, minutes = 60 } = cases[id] ?? ({} as AlarmCase);
    const courseOf = async (happens: AlarmCase["raises"]) => {
      const cloudwatch = new SimulatedCloudWatch(stack);
      await happens(cloudwatch);
      return cloudwatch.course(id, start, start + minutes * 60);
    };

    it("goes off, and tells so", async () => {
      const { states, messages } = await courseOf(raises);
      expect(states[0]).toBe("ALARM");
      expect(messages).toBeGreaterThan(0);
    });

    it("stays quiet", async () => {
      expect(await courseOf(leavesAlone)).toEqual({ states: [], messages: 0 });
    });
  });
});

it("the end of an arrival and of a silence is no message: it says nothing about the cause", async () => {
  const stack = stackOf({ alarms: { perSource: true } });
  for (const id of ["DeadLettersArrivingAlarm", "AcmeDashslackSilentAlarm"])
    expect((await new SimulatedCloudWatch(stack).properties(id)).OKActions).toBeUndefined();
});

it("the alarm on the ledger ends: CloudWatch would keep it on, without data", async () => {
  const cloudwatch = new SimulatedCloudWatch(stackOf({}));
  await everywhere.LedgerThrottlesAlarm?.raises(cloudwatch);
  expect(await cloudwatch.course("LedgerThrottlesAlarm", start, start + 3_600)).toEqual({
    states: ["ALARM", "OK"],
    messages: 2,
  });
});
