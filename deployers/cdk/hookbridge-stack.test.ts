import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlainStack } from "../../src/stack/plain/plain-package.ts";
import type { PlainTemplate } from "../../src/stack/plain/plain-template.ts";
import { type Package, packageBridge, packagingMs } from "../../test/stack/packaged/package-fixture.ts";
import { type ConfigName, configs } from "../../test/stack/support/configs.ts";
import { HookbridgeStack } from "./hookbridge-stack.ts";

const read = (...path: readonly string[]) => JSON.parse(readFileSync(join(...path), "utf8"));
const stacks: readonly (readonly [config: ConfigName, stackName: string])[] = [
  ["usual", "hookbridge-prod"],
  ["everything", "acme-hooks-prod"],
  ["balanced", "hookbridge-prod"],
];

describe.each(stacks)("a CDK app with the packaged stack of the configuration %s", (config, stackName) => {
  let made: Package;
  let ours: PlainTemplate;
  let stack: PlainStack;
  let theirs: PlainTemplate;
  const outdir = mkdtempSync(join(tmpdir(), "hookbridge-cdk-"));
  /** What CDK uploads, by source. */
  let uploaded: Readonly<Record<string, string>>;

  beforeAll(async () => {
    made = await packageBridge(configs[config], "--stage", "prod");
    const folder = join(made.directory, ".hookbridge/package", stackName);
    ours = read(folder, "template.json");
    stack = read(folder, "stack.json");
    const app = new App({ outdir, analyticsReporting: false });
    new HookbridgeStack(app, folder, {
      env: { account: "111122223333", region: "eu-west-1" },
    });
    app.synth();
    theirs = read(outdir, `${stackName}.template.json`);
    const { files }: { files: Record<string, { source: { path: string }; destinations: object }> } = read(
      outdir,
      `${stackName}.assets.json`,
    );
    uploaded = Object.fromEntries(
      Object.values(files).map(({ source, destinations }) => [
        Object.values(destinations as Record<string, { objectKey: string }>)[0]?.objectKey ?? "",
        source.path,
      ]),
    );
  }, packagingMs);
  afterAll(() => {
    made?.remove();
    rmSync(outdir, { recursive: true, force: true });
  });

  it("synthesizes our resources as they are, but for where the code is", () => {
    // The order of what a resource depends on says nothing.
    const without = (template: PlainTemplate) =>
      Object.fromEntries(
        Object.entries(template.Resources).map(([id, { Properties, DependsOn = [], ...rest }]) => [
          id,
          {
            ...rest,
            DependsOn: [DependsOn].flat().sort(),
            Properties: id in stack.artifacts ? { ...Properties, Code: "" } : Properties,
          },
        ]),
      );
    expect(without(theirs)).toEqual(without(ours));
    expect(Object.keys(theirs.Resources).length).toBeGreaterThan(20);
  });

  it("keeps outputs and metadata, and has no parameter but CDK's own", () => {
    expect(theirs.Outputs).toEqual(ours.Outputs);
    expect(theirs.Metadata).toEqual(ours.Metadata);
    expect(Object.keys(theirs.Parameters)).toEqual(["BootstrapVersion"]);
  });

  it("uploads the packaged code of each function", () => {
    for (const [id, file] of Object.entries(stack.artifacts)) {
      const { S3Bucket, S3Key } = (theirs.Resources[id]?.Properties?.Code ?? {}) as Record<string, string>;
      expect(S3Bucket).toBe("cdk-hnb659fds-assets-111122223333-eu-west-1");
      const asset = readFileSync(join(outdir, uploaded[S3Key ?? ""] ?? "none"));
      expect(asset.equals(readFileSync(join(made.directory, ".hookbridge/package", stackName, file)))).toBe(
        true,
      );
    }
  });

  it("has the stack's name and tags", () => {
    const { artifacts } = read(outdir, "manifest.json");
    expect(artifacts[stackName].properties).toMatchObject({ tags: stack.tags });
    expect(artifacts[stackName].properties.stackName ?? stackName).toBe(stackName);
  });
});
