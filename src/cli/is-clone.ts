import { existsSync } from "node:fs";

/** True where the current directory is a clone, whose catalogue can be added to. A project that has the package has no catalogue of its own. */
export const isClone = (): boolean => existsSync("src/providers") && existsSync("src/core/provider.ts");
