import { detailOf } from "../../src/events/envelope.ts";
import type { Payload } from "../../src/events/payload.ts";

const envelope = {
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
};

const parcel: Payload = { kind: "json", text: '{"parcel":81}' };

/** The `detail` of an event, as the bridge writes it. */
export const writtenDetail = (
  payload: Payload = parcel,
  dataref?: string,
  change: Partial<typeof envelope> = {},
): Readonly<Record<string, unknown>> => JSON.parse(detailOf({ ...envelope, ...change }, payload, dataref));

/** An event as EventBridge gives it to targets. */
export const onBus = (detail: unknown, more: object = {}): Readonly<Record<string, unknown>> => ({
  version: "0",
  id: "9f2c0f0e-3c1b-4f60-8d5e-0a4c7f5b2d11",
  source: "com.example",
  "detail-type": "parcel.sent",
  account: "111122223333",
  time: "2026-11-30T09:00:00Z",
  region: "eu-west-1",
  resources: [],
  detail,
  ...more,
});
