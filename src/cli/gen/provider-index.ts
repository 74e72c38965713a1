import type { Provider } from "../../core/provider.ts";
import { exportedName } from "../../operate/catalogue/exported-name.ts";
import { generatedNotice } from "../../stack/bundle/scheme-index.ts";

const moduleHead = [
  generatedNotice,
  "// biome-ignore-all assist/source/organizeImports: one line for each name",
];

/** The text of src/providers/index.ts: every provider by its id and aliases, and the custom presets. */
export function generateProviderIndex(providers: readonly Pick<Provider, "id" | "aliases">[]): string {
  const names = providers.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => ({ name, id })));
  const lines = [
    ...names.map(({ name, id }) => `export { default as ${exportedName(name)} } from "./${id}.ts";`),
    'export * as custom from "./custom.ts";',
  ].sort((one, other) => (one.replace(/.* as /, "") < other.replace(/.* as /, "") ? -1 : 1));
  return `${[...moduleHead, ...lines].join("\n")}\n`;
}
