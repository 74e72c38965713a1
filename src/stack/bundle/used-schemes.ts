import { dirname, extname } from "node:path";
import type { Plugin } from "esbuild";
import type { Bridge } from "../../config/define-bridge.ts";
import { ownModule } from "../../core/own-module.ts";
import { signaturesOf } from "../../core/provider.ts";
import { ownFilter } from "./own-filter.ts";
import { schemeIndex } from "./scheme-index.ts";

/**
 * Puts only the schemes that a configuration's sources use into the bundle, so that its size and load time do not grow with the
 * catalogue.
 */
export function usedSchemes({ sources }: Bridge): Plugin {
  const names = [...sources.values()].flatMap(({ provider }) =>
    signaturesOf(provider).map(({ scheme }): string => scheme),
  );
  const index = ownModule("../../signatures/schemes/index.ts", import.meta.url);
  const contents = schemeIndex([...new Set(names)].sort(), extname(index.pathname));
  return {
    name: "used-schemes",
    setup(build) {
      build.onLoad({ filter: ownFilter(index) }, ({ path }) => ({
        contents,
        loader: "ts",
        resolveDir: dirname(path),
      }));
    },
  };
}
