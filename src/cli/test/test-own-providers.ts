import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { contractOf } from "../../contract/contract.ts";
import type { Provider } from "../../core/provider.ts";
import { loadDefault } from "../../stack/bundle/load-bridge.ts";

/** How a provider of the project's own keeps the contract of all providers. */
export interface ProviderResult {
  /** Its file. */
  readonly file: string;
  readonly passed: number;
  /** What it does not keep, a line or more for each check. */
  readonly failures: readonly string[];
}

/** The files of a project's own providers. */
function providerFiles(project: string): readonly string[] {
  const folder = join(project, "providers");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter(
    (name) => /\.[cm]?[jt]s$/.test(name) && !/\.(?:test|d)\./.test(name),
  );
  return names.sort().map((name) => join(folder, name));
}

/** Runs the contract of one provider. */
export async function testOwnProvider(file: string, project: string): Promise<ProviderResult> {
  const provider = (await loadDefault(file)) as Partial<Provider> | undefined;
  if (typeof provider?.id !== "string")
    return {
      file,
      passed: 0,
      failures: ["its default export is no provider: export default defineProvider({ … })"],
    };
  const checks = contractOf(provider as Provider, join(project, "providers/fixtures", provider.id));
  const failures: string[] = [];
  for (const { about, name, run } of checks) {
    try {
      await run();
    } catch (error) {
      const { message } = error as Error;
      failures.push(`${about === undefined ? "" : `${about}: `}${name}: ${message}`);
    }
  }
  return { file, passed: checks.length - failures.length, failures };
}

/** Runs the contract of each provider in a project's folder `providers`. */
export async function testOwnProviders(project: string): Promise<readonly ProviderResult[]> {
  const results: ProviderResult[] = [];
  for (const file of providerFiles(project)) results.push(await testOwnProvider(file, project));
  return results;
}
