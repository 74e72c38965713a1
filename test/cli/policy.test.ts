import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Package, packageBridge, packagingMs } from "../stack/packaged/package-fixture.ts";
import { configs } from "../stack/support/configs.ts";

let made: Package;
beforeAll(async () => {
  made = await packageBridge(configs.everything, "--stage", "prod");
}, packagingMs);
afterAll(() => made?.remove());

const policy = (...flags: readonly string[]) =>
  spawnSync(process.execPath, [join(made.directory, "src/cli/hookbridge.ts"), "policy", ...flags], {
    cwd: made.directory,
    encoding: "utf8",
  });
const place = ["--account", "111122223333", "--region", "eu-west-1"] as const;
const prod = ["--stage", "prod", ...place] as const;

interface Printed {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: readonly string[] }[];
}
const printed = (...flags: readonly string[]): Printed => JSON.parse(policy(...prod, ...flags).stdout);

it("prints the policy of the packaged stack as JSON, and how to print one that is too long for IAM", () => {
  const { status, stdout, stderr } = policy(...prod);
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /^\d+ characters: a managed policy holds 6144\. Print it in parts with --part 1 to --part \d\.\n$/,
  );
  const { Statement }: Printed = JSON.parse(stdout);
  const text = JSON.stringify(Statement);
  expect(text).toContain("arn:aws:cloudformation:eu-west-1:111122223333:stack/acme-hooks-prod/*");
  expect(text).toContain("arn:aws:sqs:eu-west-1:111122223333:acme-hooks-prod-*");
  expect(text).toContain("acme-hooks-prod-serverlessdeploymentbuck");
});

it("prints the parts, which together are the whole", () => {
  const count = Number(/(\d)\.\n$/.exec(policy(...prod).stderr)?.[1]);
  const parts = Array.from({ length: count }, (_, index) => printed("--part", String(index + 1)).Statement);
  expect(count).toBeGreaterThan(1);
  expect(parts.flat()).toEqual(printed().Statement);
  expect(policy(...prod, "--part", String(count + 1)).stderr).toBe(
    `error: There is no part ${count + 1}.\n  next:  The parts are 1 to ${count}.\n`,
  );
});

it("names the bucket that is given, and nothing of osls", () => {
  const text = JSON.stringify(printed("--bucket", "acme-artifacts"));
  expect(text).toContain("arn:aws:s3:::acme-artifacts/acme-hooks-prod/*");
  expect(text).not.toContain("serverlessdeployment");
});

it("names the bucket that the configuration has, and osls's folder in it", () => {
  const file = join(made.directory, "bucket.config.ts");
  const config = configs.everything.replace(
    "deployment: {",
    'deployment: { deploymentBucket: "acme-deployments",',
  );
  writeFileSync(file, config);
  const text = JSON.stringify(printed("--config", file));
  expect(text).toContain("arn:aws:s3:::acme-deployments/acme-hooks/hookbridge/prod/*");
  expect(text).not.toContain("serverlessdeployment");
});

it("is for the part of AWS that the region is in", () => {
  const { stdout } = policy("--stage", "prod", "--account", "111122223333", "--region", "us-gov-west-1");
  expect(stdout).toContain("arn:aws-us-gov:sqs:us-gov-west-1:111122223333:acme-hooks-prod-*");
  // The key is the one of the configuration, as it stands there.
  expect(stdout).not.toMatch(/arn:aws:(?!kms:)/);
});

it.each([
  [
    ["--stage", "dev", ...place],
    /^error: The stack acme-hooks-dev is not packaged\.\n {2}next: {2}Run npx hookbridge package --stage dev first/,
  ],
  [
    ["--stage", "prod", "--account", "1234"],
    /^error: "1234" is no AWS account\.\n {2}next: {2}Its id has 12 digits\.\n$/,
  ],
  [
    ["--stage", "prod"],
    /^error: required option '--account <id>' not specified\n {2}next: {2}npx hookbridge policy --help /,
  ],
])("refuses %j and says why", (flags, says) => {
  const { status, stdout, stderr } = policy(...flags);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(says);
});
