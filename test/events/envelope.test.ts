import { describe, expect, it } from "vitest";
import { detailOf, type Envelope } from "../../src/events/envelope.ts";

const event: Envelope = {
  id: "e1",
  origin: "/sources/acme",
  type: "com.acme.order.paid",
  subject: "7",
  time: "2026-05-28T20:26:38Z",
  bridgesource: "acme",
  deliveryid: "dlv_1",
  receivedtime: "2026-05-28T20:26:40.000Z",
  traceparent: "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
  entity: "order",
  action: "paid",
};

const attributes = {
  specversion: "1.0",
  id: "e1",
  type: "com.acme.order.paid",
  source: "/sources/acme",
  subject: "7",
  time: "2026-05-28T20:26:38Z",
  bridgesource: "acme",
  deliveryid: "dlv_1",
  receivedtime: "2026-05-28T20:26:40.000Z",
  traceparent: "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
  entity: "order",
  action: "paid",
};

const dataref = "s3://bucket/claims/1";
const bytes = { kind: "bytes", bytes: Buffer.from("hi"), contentType: "text/plain" } as const;

describe("a CloudEvent", () => {
  it("holds JSON as it was written", () => {
    const detail = detailOf(event, { kind: "json", text: '{"n":1E400, "z":-0}' });
    const head = JSON.stringify({ ...attributes, datacontenttype: "application/json" });
    expect(detail).toBe(`${head.slice(0, -1)},"data":{"n":1E400, "z":-0}}`);
  });

  it("holds other bytes in base64", () => {
    expect(JSON.parse(detailOf(event, bytes))).toEqual({
      ...attributes,
      datacontenttype: "text/plain",
      data_base64: "aGk=",
    });
  });

  it("has no trace context where the delivery has none", () => {
    const { traceparent: _, ...untraced } = attributes;
    expect(JSON.parse(detailOf({ ...event, traceparent: undefined }, { kind: "none" }))).toEqual(untraced);
  });

  it("has no data and no reference without a payload", () => {
    expect(JSON.parse(detailOf(event, { kind: "none" }))).toEqual(attributes);
    expect(JSON.parse(detailOf(event, { kind: "none" }, dataref))).toEqual(attributes);
  });

  it("refers to a payload that is too large for an entry", () => {
    const kept = { ...attributes, dataref };
    expect(JSON.parse(detailOf(event, { kind: "json", text: '{"a":1}' }, dataref))).toEqual({
      ...kept,
      datacontenttype: "application/json",
    });
    expect(JSON.parse(detailOf(event, bytes, dataref))).toEqual({ ...kept, datacontenttype: "text/plain" });
  });
});
