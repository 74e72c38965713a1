import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";
import type { Bridge } from "../../config/define-bridge.ts";
import { functionsConfig } from "../config-text/functions-config.ts";
import { ownFilter } from "./own-filter.ts";

/**
 * Bundles a configuration without what only the stack reads. The functions of two configurations that differ in nothing else are the
 * same bytes, and a deployment leaves them alone.
 * @param configFile its real path
 */
export const leanConfig = (configFile: string, bridge: Bridge): Plugin => ({
  name: "lean-config",
  setup(build) {
    build.onLoad({ filter: ownFilter(pathToFileURL(configFile)) }, () => {
      const contents = functionsConfig(readFileSync(configFile, "utf8"), bridge);
      return contents === undefined ? undefined : { contents, loader: "js" };
    });
  },
});
