import { expect, it } from "vitest";
import { checkTemplate } from "../../../src/stack/checks/check-template.ts";
import type { Resources, Template } from "../../../src/stack/template.ts";
import { build, names, record } from "../support/refused.ts";

const template = (Resources: Resources): Template => ({ Resources, Outputs: {}, Metadata: {} });
const topic = { Type: "AWS::SNS::Topic" };

it("a stack is refused whose buses make more than CloudFormation's 500 resources", () => {
  const buses = record(names(100, "bus"), { log: "trace", archiveDays: 1, discoverSchemas: true } as const);
  expect(() => build({ buses })).toThrow(/resources, but CloudFormation allows 500/);
});

it("osls's own six resources count", () => {
  expect(checkTemplate(template(record(names(494, "Topic"), topic)))).toBeDefined();
  expect(() => checkTemplate(template(record(names(495, "Topic"), topic)))).toThrow(/501 resources/);
});

it("a template is refused that is over CloudFormation's 1 MB", () => {
  const large = { ...topic, Properties: { DisplayName: "x".repeat(1_000_000) } };
  expect(() => checkTemplate(template({ large }))).toThrow(
    expect.objectContaining({ code: "config-invalid", message: expect.stringMatching(/bytes.* 1000000/) }),
  );
});
