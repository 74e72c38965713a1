import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
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

/** The text of a file that bridge.config.ts names. @throws BridgeError `config-invalid` */
function fileOfProject(folder: string, file: string): string {
  const path = join(folder, file);
  if (existsSync(path)) return readFileSync(path, "utf8");
  throw new BridgeError(
    "config-invalid",
    `bridge.config.ts names the file ${file}, which does not exist.`,
    `Create ${path}, or correct the path: it is relative to bridge.config.ts.`,
  );
}

/** The definition of a state machine. @throws BridgeError `config-invalid` where it is no JSON */
function definitionIn(folder: string, file: string): string {
  const text = fileOfProject(folder, file);
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new BridgeError(
      "config-invalid",
      `${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      "Write the state machine's definition (Amazon States Language) as JSON.",
      error,
    );
  }
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
      fileOfProject(projectFolder, target.file);
      const outfile = join(zips, name, "index.mjs");
      const file = join(projectFolder, target.file);
      await bundleConsumer({ file, outfile, minify: true });
      writeFileSync(join(zips, `${name}.zip`), zipOfFiles({ "index.mjs": readFileSync(outfile) }));
    }
    writePlainPackage({ ...stack, zips, version }, outDir);
    return folder;
  } finally {
    rmSync(zips, { recursive: true, force: true });
  }
}
