import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type BridgeConfig, defineBridge } from "../../../src/config/define-bridge.ts";
import { packageConsumers } from "../../../src/stack/consumers/package-consumers.ts";

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "hookbridge-consumers-"));
  mkdirSync(join(project, "consumers"));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const outDir = (): string => join(project, ".hookbridge/package");

function packaged(subscriptions: object): Promise<string | undefined> {
  const config = { buses: { events: {} }, sources: {}, subscriptions } as unknown;
  const bridge = defineBridge(config as BridgeConfig<string>);
  return packageConsumers({
    bridge,
    stage: "prod",
    projectFolder: project,
    outDir: outDir(),
    version: "1.2.3",
  });
}

const builds = { builds: { bus: "events", on: "everything", function: "consumers/builds.ts" } };

it("writes what any tool can deploy: a template with parameters, and code that Lambda can load", async () => {
  writeFileSync(join(project, "consumers/names.ts"), 'export const name = "ada";\n');
  writeFileSync(
    join(project, "consumers/builds.ts"),
    'import { name } from "./names.ts";\nexport const handler = async (): Promise<string> => name;\n',
  );
  const folder = (await packaged(builds)) ?? "";
  expect(folder).toBe(join(outDir(), "hookbridge-prod-consumers"));
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const { artifacts, stackName, capabilities } = read("stack.json");
  expect([stackName, capabilities]).toEqual(["hookbridge-prod-consumers", ["CAPABILITY_IAM"]]);
  const { Parameters, Resources, Metadata } = read("template.json");
  expect(Object.keys(Parameters)).toEqual(["AlarmTopic", "ClaimBucket", "ArtifactBucket", "ArtifactPrefix"]);
  expect(Metadata.HookbridgePackage.version).toBe("1.2.3");
  const file = artifacts.BuildsFunction as string;
  expect(Resources.BuildsFunction.Properties.Code).toEqual({
    S3Bucket: { Ref: "ArtifactBucket" },
    S3Key: { "Fn::Sub": `\${ArtifactPrefix}${file.split("/").at(-1)}` },
  });
  const zip = unzipSync(readFileSync(join(folder, file)));
  expect(Object.keys(zip)).toEqual(["index.mjs"]);
  const code = join(project, "index.mjs");
  writeFileSync(code, zip["index.mjs"] ?? "");
  const { handler } = await import(pathToFileURL(code).href);
  expect(await handler()).toBe("ada");
});

it("takes the package away when the last subscription is gone", async () => {
  writeFileSync(join(project, "consumers/builds.ts"), "export const handler = () => {};\n");
  const folder = (await packaged(builds)) ?? "";
  expect(existsSync(folder)).toBe(true);
  expect(await packaged({})).toBeUndefined();
  expect(existsSync(folder)).toBe(false);
});

it.each([
  [
    "a function's file that is not there",
    builds,
    /names the file consumers\/builds\.ts, which does not exist/,
  ],
  [
    "a definition that is not there",
    { a: { bus: "events", on: "everything", stateMachine: "a.json" } },
    /names the file a\.json/,
  ],
  [
    "a definition that is no JSON",
    { a: { bus: "events", on: "everything", stateMachine: "consumers/b.json" } },
    /consumers\/b\.json is no JSON/,
  ],
  [
    "a definition without its first state",
    { a: { bus: "events", on: "everything", stateMachine: "consumers/c.json" } },
    /consumers\/c\.json is no state machine: its StartAt names none of its States/,
  ],
  [
    "a folder in place of a file",
    { a: { bus: "events", on: "everything", function: "consumers" } },
    /names the file consumers, which is a folder/,
  ],
])("%s is refused", async (_what, subscriptions, message) => {
  writeFileSync(join(project, "consumers/b.json"), "StartAt: A");
  writeFileSync(join(project, "consumers/c.json"), '{"StartAt":"A","States":{}}');
  await expect(packaged(subscriptions)).rejects.toThrow(message);
});

it.each([
  [
    "handle.ts",
    "export const handle = () => {};",
    "exports no `handler`, which Lambda would call, but handle.",
  ],
  ["default.ts", "export default () => {};", "exports no `handler`, which Lambda would call, but default."],
  [
    "common.cjs",
    "exports.handler = () => {};",
    "exports no `handler`, which Lambda would call, but default.",
  ],
  ["nothing.ts", "console.log(1);", "exports no `handler`, which Lambda would call."],
])("a function without a handler is refused: %s", async (name, code, message) => {
  const file = `consumers/${name}`;
  writeFileSync(join(project, file), code);
  const a = { bus: "events", on: "everything", function: file };
  await expect(packaged({ a })).rejects.toThrow(`${file} ${message}`);
});
