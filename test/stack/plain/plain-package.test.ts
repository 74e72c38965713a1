import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EventList } from "../../../src/cli/diff/event-list.ts";
import { type PlainStack, packageKey } from "../../../src/stack/plain/plain-package.ts";
import type { PlainTemplate } from "../../../src/stack/plain/plain-template.ts";
import { findings } from "../packaged/findings.ts";
import { type Package, packageBridge, packagingMs } from "../packaged/package-fixture.ts";
import { configs } from "../support/configs.ts";
import { compiledStack } from "../support/deployer.ts";

let first: Package;
let second: Package;
beforeAll(async () => {
  first = await packageBridge(configs.everything, "--stage", "prod");
  // Elsewhere, a moment later.
  second = await packageBridge(configs.everything, "--stage", "prod");
}, packagingMs);
afterAll(() => {
  first?.remove();
  second?.remove();
});

const folderOf = ({ directory }: Package): string => join(directory, ".hookbridge/package/acme-hooks-prod");
const read = (made: Package, file: string): Buffer => readFileSync(join(folderOf(made), file));
const template = (): PlainTemplate => JSON.parse(read(first, "template.json").toString());
const stack = (): PlainStack => JSON.parse(read(first, "stack.json").toString());
const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("npm run package, for other tools than osls", () => {
  it("writes one folder for the stack, with its template, what belongs to it, and its zip files", () => {
    expect(readdirSync(join(first.directory, ".hookbridge/package"))).toEqual(["acme-hooks-prod"]);
    expect(readdirSync(folderOf(first)).sort()).toEqual([
      "artifacts",
      "events.json",
      "stack.json",
      "template.json",
    ]);
    expect(readdirSync(join(folderOf(first), "artifacts")).sort()).toEqual([
      expect.stringMatching(/^publish-[0-9a-f]{16}\.zip$/),
      expect.stringMatching(/^receive-[0-9a-f]{16}\.zip$/),
    ]);
  });

  it("writes the same bytes from the same input", () => {
    const files = ["template.json", "stack.json", "events.json", ...Object.values(stack().artifacts)];
    expect(files.map((file) => hash(read(first, file)))).toEqual(
      files.map((file) => hash(read(second, file))),
    );
  });

  it("names each zip file after its bytes, which are those that osls uploads", () => {
    for (const [id, file] of Object.entries(stack().artifacts)) {
      const name = id === "ReceiveLambdaFunction" ? "receive" : "publish";
      const uploaded = readFileSync(join(first.directory, `.serverless/${name}.zip`));
      expect(read(first, file).equals(uploaded)).toBe(true);
      expect(file).toBe(`artifacts/${name}-${hash(uploaded).slice(0, 16)}.zip`);
    }
  });

  it("lists the events of every source, and says in both templates which list and which code belong to them", () => {
    const events: EventList = JSON.parse(read(first, "events.json").toString());
    expect(Object.keys(events.sources)).toEqual(["acme-github", "acme-asana"]);
    for (const { requests } of Object.values(events.sources)) expect(Object.keys(requests)).not.toEqual([]);
    const record = {
      version: events.hookbridge,
      events: hash(read(first, "events.json")).slice(0, 16),
      code: Object.fromEntries(
        Object.entries(stack().artifacts).map(([id, file]) => [id, /([0-9a-f]{16})\.zip$/.exec(file)?.[1]]),
      ),
    };
    expect(template().Metadata?.[packageKey]).toEqual(record);
    expect(first.template.Metadata[packageKey]).toEqual(record);
  });

  it("makes a template without errors for AWS's validator, and with nothing of osls", () => {
    expect(findings(join(folderOf(first), "template.json"))).toEqual([]);
    expect(JSON.stringify(template())).not.toMatch(/serverless/i);
  });

  it("has what the configuration gives, and of osls the functions with their logs", async () => {
    const { template: expected } = await compiledStack(configs.everything, "prod");
    const compiled = Object.keys(first.template.Resources);
    expect(compiled.sort()).toEqual(Object.keys(expected.Resources).sort());
  });

  it("differs from the template of osls in the bucket and the code alone", () => {
    const { Resources } = template();
    const added = Object.keys(first.template.Resources).filter((id) => !(id in Resources));
    expect(added).toEqual(["ServerlessDeploymentBucket", "ServerlessDeploymentBucketPolicy"]);
    for (const [id, { Properties, ...rest }] of Object.entries(Resources)) {
      const { Properties: theirs, ...others } = first.template.Resources[id] ?? {};
      expect(others).toEqual(rest);
      expect({ ...theirs, Code: undefined }).toEqual({ ...Properties, Code: undefined });
    }
  });

  it("says what a tool must know beside the template", () => {
    expect(stack()).toMatchObject({
      stackName: "acme-hooks-prod",
      capabilities: ["CAPABILITY_IAM"],
      tags: { "hookbridge:deployment": "acme-hooks", "hookbridge:stage": "prod", "cost-center": "4711" },
    });
    for (const [id, file] of Object.entries(stack().artifacts))
      expect(template().Resources[id]?.Properties?.Code).toEqual({
        S3Bucket: { Ref: "ArtifactBucket" },
        S3Key: { "Fn::Sub": file.replace("artifacts/", "${ArtifactPrefix}") },
      });
    expect(Object.keys(stack().artifacts)).toHaveLength(2);
  });
});
