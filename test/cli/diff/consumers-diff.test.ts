import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { formerConsumers } from "../../../src/cli/diff/consumers-diff.ts";

const project = mkdtempSync(join(tmpdir(), "hookbridge-consumers-diff-"));
const packages = join(project, ".hookbridge/package");
const stack = "hooks-dev-consumers";
const template = { Resources: { BuildsQueue: { Type: "AWS::SQS::Queue" } } };
for (const [name, text] of [
  [stack, JSON.stringify(template)],
  ["hooks-dev", '{"Resources":{}}'],
] as const) {
  mkdirSync(join(packages, name), { recursive: true });
  writeFileSync(join(packages, name, "template.json"), text);
}
afterAll(() => rmSync(project, { recursive: true, force: true }));

it.each([
  ["a project", project],
  ["all packages", packages],
  ["the bridge's package, beside which theirs is", join(packages, "hooks-dev")],
])("finds the former consumers in the folder of %s", async (_, folder) => {
  expect(await formerConsumers(stack, "us-east-1", folder)).toEqual(template);
});

it("finds none where none are packaged", async () => {
  expect(await formerConsumers("other-dev-consumers", "us-east-1", packages)).toBeUndefined();
});
