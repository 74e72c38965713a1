import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { expect, it } from "vitest";
import { busAddresses } from "../../../src/aws/buses/bus-addresses.ts";
import { eventBridgeBus } from "../../../src/aws/buses/eventbridge.ts";
import { regionalBuses } from "../../../src/aws/buses/regional-buses.ts";
import { network, type Sent } from "../../support/aws-network.ts";

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

it("calls all regions at the same time", async () => {
  let waiting = 0;
  const both = Promise.withResolvers<void>();
  const bus = regionalBuses({
    regionOf: (name) => (name === "far" ? "eu-west-1" : undefined),
    home: async () => "us-east-1",
    open: (region) => ({
      async put(events) {
        waiting += 1;
        if (waiting === 2) both.resolve();
        // Ends only when the other region has been called too.
        await both.promise;
        return events.map(() => ({ ok: true, eventId: region }));
      },
    }),
  });
  const results = await bus.put([event("1", "far"), event("2", "main")], () => false);
  expect(results).toEqual([
    { ok: true, eventId: "eu-west-1" },
    { ok: true, eventId: "us-east-1" },
  ]);
});

it("begins no call in any region once its time is up", async () => {
  const { sent, bus } = world();
  const results = await bus.put(mixed, () => true);
  expect(sent).toEqual([]);
  expect(results.map((result) => (result.ok ? "put" : result.code))).toEqual(mixed.map(() => "TimeIsUp"));
});
