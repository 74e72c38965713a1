import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Provider } from "../../src/core/provider.ts";

export * from "../../src/contract/forge.ts";

export const providersFolder = fileURLToPath(new URL("../../src/providers/", import.meta.url));

/** Ids of every provider file: the folder is the catalogue. */
export const providerIds: readonly string[] = readdirSync(providersFolder)
  .filter((file) => file.endsWith(".ts") && !["index.ts", "custom.ts"].includes(file))
  .map((file) => file.slice(0, -".ts".length))
  .sort();

export async function loadProvider(id: string): Promise<Provider> {
  const module: { readonly default: Provider } = await import(`${providersFolder}${id}.ts`);
  return module.default;
}
