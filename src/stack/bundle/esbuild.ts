import { fileURLToPath } from "node:url";
import type { BuildOptions } from "esbuild";

const source = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** How everything is bundled: one ESM file for Node 24, the SDK by its tree-shakable module builds. */
export const bundling = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  // A configuration may stand in any folder and still import the bridge by its name.
  alias: { hookbridge: source("index.ts"), "hookbridge/providers": source("providers/index.ts") },
  logLevel: "silent",
} as const satisfies BuildOptions;
