import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { eventSchema, eventSchemaVersion } from "../../src/events/event-schema.ts";
import { onBus, writtenDetail } from "../support/bridge-event.ts";

const published = new URL("../../src/consumer/event-schema.json", import.meta.url);

it("is what consumers have, under the version that they have", () => {
  expect({ ...eventSchema, version: eventSchemaVersion }).toEqual(
    JSON.parse(readFileSync(published, "utf8")),
  );
});

describe("an event", () => {
  const takes = new Ajv({ validateFormats: false }).compile(eventSchema);
  const written = writtenDetail();
  const { entity, action, ...wordless } = written;

  it.each([
    ["with a payload in JSON", written],
    [
      "with another payload",
      writtenDetail({ kind: "bytes", bytes: Buffer.from("<a/>"), contentType: "text/xml" }),
    ],
    ["with its payload in S3", writtenDetail(undefined, "s3://payloads/dlv_81")],
    ["about nothing that has a word", wordless],
  ])("as the bridge writes it is taken: %s", (_, detail) => {
    expect(takes(onBus(detail))).toBe(true);
  });

  it.each([
    ["of another version of CloudEvents", { specversion: "0.3" }],
    ["without the delivery's id", { deliveryid: undefined }],
    ["whose time is a number", { time: 1_780_000_000 }],
    ["whose subject is a number", { subject: 81 }],
    ["about what has no such word", { entity: "parcels" }],
    ["to which happened what has no such word", { action: "dispatched" }],
  ])("is refused: %s", (_, change) => {
    expect(takes(onBus({ ...written, ...change }))).toBe(false);
  });
});
