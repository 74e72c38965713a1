import { describe, expect, expectTypeOf, it } from "vitest";
import { type BridgeEvent, type EventOf, isEvent } from "../../src/consumer/index.ts";
import { onBus, writtenDetail } from "../support/bridge-event.ts";

/** A vendor whose payloads are typed. Those of real ones need their packages: known-events/types.test.ts. */
declare module "hookbridge/consumer" {
  interface EventPayloads {
    "test.depot.parcel.sent": { readonly parcel: number };
    "test.depot.parcel.lost": { readonly since: string };
  }
  interface TypedVendors {
    "test.depot": true;
  }
}

const event: unknown = writtenDetail();

describe("isEvent", () => {
  it("knows what the bridge writes, and narrows its type", () => {
    expect(isEvent(event)).toBe(true);
    expect(isEvent(event, "com.example.parcel.lost", "com.example.parcel.sent")).toBe(true);
    if (!isEvent(event, "com.example.parcel.sent")) throw new Error("not narrowed");
    expectTypeOf(event).toEqualTypeOf<BridgeEvent<"com.example.parcel.sent">>();
    expect(event.type).toBe("com.example.parcel.sent");
    expect(event.data).toEqual({ parcel: 81 });
  });

  it.each(["com.example.parcel", "parcel.sent", "com.example.parcel.sent.twice", ""])(
    "refuses an event of another type than %j",
    (type) => {
      expect(isEvent(event, type)).toBe(false);
    },
  );

  it.each([undefined, null, "text", 7, [], {}, onBus(event), { type: "com.example.parcel.sent" }])(
    "refuses %j",
    (value) => {
      expect(isEvent(value)).toBe(false);
    },
  );

  it.each(["id", "type", "source", "time", "bridgesource", "deliveryid", "receivedtime"])(
    "refuses an event without %s, such as one of another sender",
    (name) => {
      expect(isEvent({ ...writtenDetail() })).toBe(true);
      expect(isEvent({ ...writtenDetail(), [name]: undefined })).toBe(false);
    },
  );

  it("refuses another version of CloudEvents", () => {
    expect(isEvent({ ...writtenDetail(), specversion: "0.3" })).toBe(false);
  });
});

describe("typed payloads", () => {
  const sent: unknown = writtenDetail(undefined, undefined, { type: "test.depot.parcel.sent" });
  type Depot = EventOf<"test.depot.parcel.sent" | "test.depot.parcel.lost">;

  const words = (event: Depot): string | number | undefined => {
    switch (event.type) {
      case "test.depot.parcel.sent":
        return event.data?.parcel;
      case "test.depot.parcel.lost":
        return event.data?.since;
    }
  };

  it("are narrowed by a switch over the type", () => {
    if (!isEvent(sent, "test.depot.parcel.sent", "test.depot.parcel.lost")) throw new Error("not narrowed");
    expectTypeOf(sent).toEqualTypeOf<Depot>();
    expect(words(sent)).toBe(81);
  });

  it("make mistakes errors", () => {
    // @ts-expect-error: the vendor is typed, and has no such event
    expect(isEvent(sent, "test.depot.parcel.snet")).toBe(false);
    // @ts-expect-error: EventOf is for events whose payload is typed
    expectTypeOf<EventOf<"test.depot.parcel.snet">>();
    // @ts-expect-error: a field that the payload has not
    expect((sent as EventOf<"test.depot.parcel.sent">).data?.parcels).toBeUndefined();
    // @ts-expect-error: a case that none of the types is
    expect((sent as Depot).type === "test.depot.parcel.opened").toBe(false);
    // @ts-expect-error: a case is missing
    const missing = (event: Depot): number => {
      switch (event.type) {
        case "test.depot.parcel.sent":
          return 1;
      }
    };
    expect(missing(sent as Depot)).toBe(1);
  });
});
