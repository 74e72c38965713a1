import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import type { Bridge } from "../../config/define-bridge.ts";
import { signaturesOf } from "../../core/provider.ts";

const row = /^ {2}"?([a-z0-9-]+)"?: verify\w+,\n/gm;

/**
 * Leaves only the verifiers of the schemes that a configuration's sources use in the bundle, so that its size and load time do not
 * grow with the catalogue.
 */
export function usedSchemes({ sources }: Bridge): Plugin {
  const used = new Set(
    [...sources.values()].flatMap(({ provider }) =>
      signaturesOf(provider).map(({ scheme }): string => scheme),
    ),
  );
  return {
    name: "used-schemes",
    setup(build) {
      build.onLoad({ filter: /[\\/]signatures[\\/]verifiers\.ts$/ }, async ({ path }) => {
        const table = await readFile(path, "utf8");
        return {
          contents: table.replace(row, (line, scheme: string) => (used.has(scheme) ? line : "")),
          loader: "ts",
        };
      });
    },
  };
}
