import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** For SDKs whose ESM build does not load, or has no names. */
export const require = createRequire(import.meta.url);

/** A file of a package that its front door does not show: some SDKs start a whole application there. */
export const inside = (file) => require(fileURLToPath(new URL(`../node_modules/${file}`, import.meta.url)));
