import { dirname } from "node:path";
import type { Plugin } from "esbuild";
import type { Bridge } from "../../config/define-bridge.ts";
import { signaturesOf } from "../../core/provider.ts";
import { schemeIndex } from "./scheme-index.ts";

/**
 * Puts only the schemes that a configuration's sources use into the bundle, so that its size and load time do not grow with the
 * catalogue.
 */
export function usedSchemes({ sources }: Bridge): Plugin {
  const names = [...sources.values()].flatMap(({ provider }) =>
    signaturesOf(provider).map(({ scheme }): string => scheme),
  );
  const contents = schemeIndex([...new Set(names)].sort());
  return {
    name: "used-schemes",
    setup(build) {
      build.onLoad({ filter: /[\\/]signatures[\\/]schemes[\\/]index\.ts$/ }, ({ path }) => ({
        contents,
        loader: "ts",
        resolveDir: dirname(path),
      }));
    },
  };
}
