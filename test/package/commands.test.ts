import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { nodePrograms, programOf, runToEnd } from "./program.ts";

const { project } = inject("installed");
const [{ file: node }] = nodePrograms();
const hookbridge = (...args: readonly string[]): ReturnType<typeof runToEnd> =>
  runToEnd(node, [programOf(project), ...args], project);

it("package makes the template and both bundles in the project, and policy reads them there", async () => {
  const { code, err } = await hookbridge("package", "--stage", "prod");
  expect(err).toContain("Service packaged");
  expect(code).toBe(0);
  for (const name of ["receive.zip", "publish.zip"])
    expect(existsSync(join(project, ".serverless", name))).toBe(true);
  const template = readFileSync(
    join(project, ".serverless/cloudformation-template-update-stack.json"),
    "utf8",
  );
  expect(Object.keys(JSON.parse(template).Resources)).toEqual(
    expect.arrayContaining(["ReceiveLambdaFunction", "PublishLambdaFunction", "ReceiveRole", "PublishRole"]),
  );
  const policy = await hookbridge("policy", "--stage", "prod", "--account", "111122223333");
  expect(policy.code).toBe(0);
  expect(JSON.parse(policy.out).Statement.length).toBeGreaterThan(0);
});

it("cost counts what the package's own pipeline does", async () => {
  const { code, out, err } = await hookbridge("cost", "--webhooks", "1e6");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("$");
});
