import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { eventSchemaText } from "../../../../src/cli/gen/payloads/event-schema-text.ts";
import { eventSchemaVersion } from "../../../../src/events/event-schema.ts";
import { onBus, writtenDetail } from "../../../support/bridge-event.ts";

const file = readFileSync(new URL("../../../../src/consumer/event-schema.json", import.meta.url), "utf8");

it("the schema that consumers have takes what the bridge writes, and says which version it is", () => {
  const { version, ...schema } = JSON.parse(file);
  expect(version).toBe(eventSchemaVersion);
  const takes = new Ajv({ validateFormats: false }).compile(schema);
  expect(takes(onBus(writtenDetail()))).toBe(true);
  expect(takes(onBus({ ...writtenDetail(), deliveryid: undefined }))).toBe(false);
});

it("a schema that changes needs another version", () => {
  const changed = file.replace("The provider.", "The vendor.");
  expect(changed).not.toBe(file);
  expect(() => eventSchemaText(changed)).toThrow(/raise eventSchemaVersion/);
  expect(eventSchemaText(changed, "1.1.0")).toBe(file.replace('"1.0.0"', '"1.1.0"'));
  expect(eventSchemaText(file)).toBe(file);
});
