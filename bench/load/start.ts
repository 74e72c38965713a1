import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { environmentNames } from "../../src/config/environment.ts";
import { type Spread, spreadOf } from "../rounds.ts";
import type { Bundle, FunctionName } from "./bundles.ts";

/** What loading a bundle costs in processor time beyond bare Node. */
export interface Load {
  /** Milliseconds. */
  readonly own: Spread;
  readonly sdk: Spread;
  /** The function over its SDK clients alone, of each round. */
  readonly ratio: Spread;
}

const variables = {
  ...Object.fromEntries(Object.values(environmentNames).map((name) => [name, "bench"])),
  [environmentNames.secretStore]: "ssm",
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
};

/** Milliseconds of processor time of a fresh process until a module is loaded. */
function timeOf(script: string, module: string): number {
  const out = execFileSync(process.execPath, [script, module], { env: variables, encoding: "utf8" });
  return Number(out);
}

/** Loads bundles in fresh processes, bare Node between them. */
export function measureLoad(
  folder: string,
  bundles: Readonly<Record<FunctionName, { readonly own: Bundle; readonly sdk: Bundle }>>,
  rounds: number,
  progress: (what: string) => void,
): Readonly<Record<FunctionName, Load>> {
  const script = join(folder, "load.mjs");
  const nothing = join(folder, "nothing.mjs");
  writeFileSync(nothing, "export const handler = () => {};");
  writeFileSync(
    script,
    `await import(process.argv[2]);
     const { user, system } = process.cpuUsage();
     console.log((user + system) / 1000);`,
  );
  const measure = (name: FunctionName): Load => {
    const own: number[] = [];
    const sdk: number[] = [];
    for (let round = -1; round < rounds; round++) {
      progress(`load ${name}, round ${round + 1} of ${rounds}`);
      const files = [nothing, bundles[name].own.file, bundles[name].sdk.file];
      const [bare = 0, function_ = 0, clients = 0] = files.map((file) =>
        timeOf(script, pathToFileURL(file).href),
      );
      if (round < 0) continue;
      own.push(function_ - bare);
      sdk.push(clients - bare);
    }
    const ratio = own.map((time, round) => time / (sdk[round] ?? Number.NaN));
    return { own: spreadOf(own), sdk: spreadOf(sdk), ratio: spreadOf(ratio) };
  };
  return { receive: measure("receive"), publish: measure("publish") };
}
