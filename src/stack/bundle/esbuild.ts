import { fileURLToPath } from "node:url";
import type { BuildOptions } from "esbuild";
import { ownModule } from "../../core/own-module.ts";

const source = (path: string): string => fileURLToPath(ownModule(`../../${path}`, import.meta.url));

/** Settings of all bundles: one ES module for Node.js 24, made of the SDK's ES modules so that unused code is dropped. */
export const bundling = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  // A configuration in any folder can import the bridge by its name.
  alias: {
    hookbridge: source("index.ts"),
    "hookbridge/providers": source("providers/index.ts"),
    "hookbridge/consumer": source("consumer/index.ts"),
    "hookbridge/consumer/s3": source("consumer/s3.ts"),
  },
  logLevel: "silent",
} as const satisfies BuildOptions;
