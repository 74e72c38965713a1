import { describe, expect, expectTypeOf, it } from "vitest";
import { type BridgeEvent, isEvent } from "../../src/consumer/index.ts";
import { detailOf } from "../../src/events/envelope.ts";

const detail: Readonly<Record<string, unknown>> = JSON.parse(
  detailOf(
    {
      id: "evt-81",
      origin: "https://depot.example/parcels",
      type: "com.example.parcel.sent",
      subject: undefined,
      time: "2026-11-30T09:00:00Z",
      bridgesource: "depot",
      deliveryid: "dlv_81",
      receivedtime: "2026-11-30T09:00:01.250Z",
      traceparent: undefined,
      entity: "package",
      action: "sent",
    },
    { kind: "json", text: '{"parcel":81}' },
  ),
);

const event: unknown = {
  version: "0",
  id: "9f2c0f0e-3c1b-4f60-8d5e-0a4c7f5b2d11",
  source: "com.example",
  "detail-type": "parcel.sent",
  account: "111122223333",
  time: "2026-11-30T09:00:00Z",
  region: "eu-west-1",
  resources: [],
  detail,
};

const withDetail = (change: object): unknown => ({
  "detail-type": "parcel.sent",
  detail: { ...detail, ...change },
});

describe("isEvent", () => {
  it("knows what the bridge writes, and narrows its type", () => {
    expect(isEvent(event)).toBe(true);
    expect(isEvent(event, "com.example.parcel.sent")).toBe(true);
    if (!isEvent(event, "com.example.parcel.sent")) throw new Error("not narrowed");
    expectTypeOf(event).toEqualTypeOf<BridgeEvent<"com.example.parcel.sent">>();
    expect(event.detail.type).toBe("com.example.parcel.sent");
    expect(event.detail.data).toEqual({ parcel: 81 });
  });

  it.each(["com.example.parcel", "parcel.sent", "com.example.parcel.sent.twice", ""])(
    "refuses an event of another type than %j",
    (type) => {
      expect(isEvent(event, type)).toBe(false);
    },
  );

  it.each([undefined, null, "text", 7, [], {}, { detail }, { "detail-type": "parcel.sent" }])(
    "refuses %j",
    (value) => {
      expect(isEvent(value)).toBe(false);
    },
  );

  it.each(["id", "type", "source", "time", "bridgesource", "deliveryid", "receivedtime"])(
    "refuses an event without %s, such as one of another sender",
    (name) => {
      expect(isEvent(withDetail({}))).toBe(true);
      expect(isEvent(withDetail({ [name]: undefined }))).toBe(false);
    },
  );

  it("refuses another version of CloudEvents", () => {
    expect(isEvent(withDetail({ specversion: "0.3" }))).toBe(false);
  });
});
