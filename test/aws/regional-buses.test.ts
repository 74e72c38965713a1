import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { expect, it } from "vitest";
import { busAddresses } from "../../src/aws/bus-addresses.ts";
import { eventBridgeBus } from "../../src/aws/eventbridge.ts";
import { regionalBuses } from "../../src/aws/regional-buses.ts";
import { network, type Sent } from "../support/aws-network.ts";

const near = "arn:aws:events:us-east-1:444455556666:event-bus/near";
const far = "arn:aws:events:eu-west-1:444455556666:event-bus/far";

const event = (id: string, bus: string) => ({
  id,
  eventSource: "com.acme",
  detailType: "t",
  time: new Date(0),
  bus,
  detail: `{"id":"${id}"}`,
  key: id,
});

const entriesOf = ({ body }: Sent) =>
  (JSON.parse(body) as { Entries: { EventBusName: string; Detail: string }[] }).Entries;

/** Buses behind a network in which EventBridge answers each entry with its detail as its id. */
function world(refuse: (sent: Sent) => boolean = () => false) {
  const { sent, settings } = network((one) =>
    refuse(one)
      ? { status: 400, body: { __type: "AccessDeniedException" } }
      : { status: 200, body: { Entries: entriesOf(one).map(({ Detail }) => ({ EventId: Detail })) } },
  );
  const { nameOf, regionOf } = busAddresses({ busPrefix: "own-", busArns: `near=${near} far=${far}` });
  const opened: string[] = [];
  const bus = regionalBuses({
    regionOf,
    home: async () => "us-east-1",
    open(region) {
      opened.push(region);
      return eventBridgeBus(new EventBridgeClient({ ...(settings as object), region }), nameOf);
    },
  });
  return { sent, opened, bus };
}

const mixed = [event("1", "far"), event("2", "main"), event("3", "near"), event("4", "far")];

it("each region gets one call at its own endpoint, and results keep the order of the events", async () => {
  const { sent, bus } = world();
  const results = await bus.put(mixed, () => false);
  expect(results).toEqual(mixed.map(({ detail }) => ({ ok: true, eventId: detail })));
  expect(sent.map((one) => [one.host, entriesOf(one).map(({ EventBusName }) => EventBusName)])).toEqual([
    ["events.eu-west-1.amazonaws.com", [far, far]],
    ["events.us-east-1.amazonaws.com", ["own-main", near]],
  ]);
});

it("a region is opened once, and one without events is not", async () => {
  const { opened, bus } = world();
  await bus.put([event("1", "main")], () => false);
  expect(opened).toEqual(["us-east-1"]);
  await bus.put(mixed, () => false);
  expect(opened).toEqual(["us-east-1", "eu-west-1"]);
});

it("an existing bus that refuses the bridge fails its own events only, and they are tried again", async () => {
  const { bus } = world((one) => one.body.includes(near));
  const results = await bus.put(mixed, () => false);
  expect(results.map(({ ok }) => ok)).toEqual([true, true, false, true]);
  expect(results[2]).toMatchObject({ retryable: true, code: "AccessDeniedException" });
});

it("begins no call in any region once its time is up", async () => {
  const { sent, bus } = world();
  const results = await bus.put(mixed, () => sent.length > 0);
  expect(sent).toHaveLength(1);
  expect(results.map((result) => (result.ok ? "put" : result.code))).toEqual([
    "put",
    "TimeIsUp",
    "TimeIsUp",
    "put",
  ]);
});
