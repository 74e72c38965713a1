import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "./run-hookbridge.ts";

/** A folder with a configuration, within the package, so that it may import the package by its name. */
export function makeProject(config: string): { readonly folder: string; remove(): void } {
  const cache = join(projectFolder, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "hookbridge-project-"));
  writeFileSync(join(folder, "bridge.config.ts"), config);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A configuration with one bus and these sources: names with the exported names of their providers. */
export function configWith(sources: Readonly<Record<string, string>>, more = ""): string {
  const imports = [...new Set(Object.values(sources))].join(", ");
  const rows = Object.entries(sources).map(
    ([name, provider]) => `    "${name}": { provider: ${provider}, bus: "main" },\n`,
  );
  return `import { defineBridge } from "hookbridge";
import { ${imports} } from "hookbridge/providers";
export default defineBridge({
  buses: { main: {} },
  sources: {
${rows.join("")}  },
  ${more}
});
`;
}
