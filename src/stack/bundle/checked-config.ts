import type { Plugin } from "esbuild";
import { ownModule } from "../../core/own-module.ts";
import { ownFilter } from "./own-filter.ts";

/** The files of src/config that only check, and what stands for them in a bundle. */
const stubs: Readonly<Record<string, string>> = {
  "own-providers/check-provider": "export const checkProvider = () => {};",
  "known-settings": "export const unknownSetting = () => undefined;",
  "subscriptions/check-subscriptions": "export const checkSubscriptions = () => new Map();",
};

/** Leaves checks of the configuration out of a bundle: it passed them when it was loaded to be bundled. */
export const checkedConfig: Plugin = {
  name: "checked-config",
  setup(build) {
    for (const [file, contents] of Object.entries(stubs))
      build.onLoad({ filter: ownFilter(ownModule(`../../config/${file}.ts`, import.meta.url)) }, () => ({
        contents,
      }));
  },
};
