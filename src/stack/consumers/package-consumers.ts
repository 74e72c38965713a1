import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import { child, parseJson } from "../../core/json/json.ts";
import type { FunctionTarget } from "../../core/subscription.ts";
import { bundleConsumer } from "../bundle/bundle-consumer.ts";
import { zipOfFiles } from "../bundle/zip-bundles.ts";
import { checkDeployment } from "../checks/check-deployment.ts";
import { lakesOf } from "../lake/lake-names.ts";
import { writePlainPackage } from "../plain/plain-package.ts";
import { consumersStackName } from "./consumer-names.ts";
import { consumersStack } from "./consumers-stack.ts";

/** What is packaged, and where. */
interface ConsumersPackaging {
  readonly bridge: Bridge;
  readonly stage: string;
  /** The folder of bridge.config.ts. */
  readonly projectFolder: string;
  /** The folder for the packages of all stacks. */
  readonly outDir: string;
  readonly version: string;
}

/** The path of a file that bridge.config.ts names. @throws BridgeError `config-invalid` */
function fileOfProject(folder: string, file: string): string {
  const path = join(folder, file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return path;
  throw new BridgeError(
    "config-invalid",
    `bridge.config.ts names the file ${file}, which ${found ? "is a folder" : "does not exist"}.`,
    found
      ? "Name the file itself, with its ending."
      : `Create ${path}, or correct the path: it is relative to bridge.config.ts.`,
  );
}

/** The definition of a state machine. @throws BridgeError `config-invalid` where it is none in JSON */
function definitionIn(folder: string, file: string): string {
  const text = readFileSync(fileOfProject(folder, file), "utf8");
  const definition = parseJson(text)?.value;
  const start = child(definition, "StartAt");
  if (typeof start === "string" && child(child(definition, "States"), start) !== undefined) return text;
  throw new BridgeError(
    "config-invalid",
    `${file} is ${definition === undefined ? "no JSON" : "no state machine: its StartAt names none of its States"}.`,
    "Write the state machine's definition (Amazon States Language) as JSON.",
  );
}

/** Bundles the code of a function into a file. @throws BridgeError `config-invalid` where Lambda would find no handler in it */
async function bundleFunction(folder: string, { file }: FunctionTarget, outfile: string): Promise<void> {
  const { exports } = await bundleConsumer({ file: fileOfProject(folder, file), outfile, minify: true });
  if (exports.includes("handler")) return;
  throw new BridgeError(
    "config-invalid",
    `${file} exports no \`handler\`, which Lambda would call${exports.length > 0 ? `, but ${exports.join(", ")}` : ""}.`,
    "Write it as an ES module: export const handler = (input: unknown) => forEachEvent(input, async (event) => { … }).",
  );
}

/**
 * Writes the package of the consumers' stack beside the bridge's, as `<outDir>/<stack>/`; takes a former one away where there are no
 * subscriptions and no lakes.
 * @returns its folder; undefined without any
 * @throws BridgeError `config-invalid`
 */
export async function packageConsumers(options: ConsumersPackaging): Promise<string | undefined> {
  const { bridge, stage, projectFolder, outDir, version } = options;
  const deployment = checkDeployment(bridge, stage);
  const subscriptions = [...bridge.subscriptions.values()];
  const folder = join(outDir, consumersStackName(deployment));
  if (subscriptions.length === 0 && lakesOf(deployment).length === 0) {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  const stack = consumersStack(deployment, subscriptions, (file) => definitionIn(projectFolder, file));
  const zips = mkdtempSync(join(tmpdir(), "hookbridge-consumers-"));
  try {
    for (const { name, target } of subscriptions) {
      if (target.kind !== "function") continue;
      const outfile = join(zips, name, "index.mjs");
      await bundleFunction(projectFolder, target, outfile);
      writeFileSync(join(zips, `${name}.zip`), zipOfFiles({ "index.mjs": readFileSync(outfile) }));
    }
    writePlainPackage({ ...stack, zips, version }, outDir);
    return folder;
  } finally {
    rmSync(zips, { recursive: true, force: true });
  }
}
