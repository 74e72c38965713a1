import { join } from "node:path";
import { strongestWitness } from "../../operate/catalogue/strongest-witness.ts";
import { requestFiles } from "../../recorded/request-files.ts";
import type { Witness } from "../../recorded/witness.ts";

/** What this folder needs of a fixture's JSON. */
interface FixtureJson {
  readonly file: string;
  readonly witness?: Witness;
  readonly events?: readonly { readonly type: string }[];
}

/** The JSON of the fixtures in a folder, by name. */
export function fixtureJsons(folder: string): readonly FixtureJson[] {
  return requestFiles(folder).flatMap(({ name, json }): readonly FixtureJson[] => {
    if (json === undefined) return [];
    const file = join(folder, `${name}.json`);
    try {
      return [{ ...(JSON.parse(json) as Omit<FixtureJson, "file">), file }];
    } catch (cause) {
      throw new Error(`${file} is not JSON: ${(cause as Error).message}`, { cause });
    }
  });
}

/** The strongest evidence among a provider's fixtures; undefined when it has none. */
export function bestWitness(fixtures: string, id: string): Witness | undefined {
  const witnesses = fixtureJsons(join(fixtures, id)).map(({ file, witness }): Witness => {
    if (!witness) throw new Error(`${file} has no "witness"; its kinds: CONTRIBUTING.md#a-fixture`);
    return witness;
  });
  return strongestWitness(witnesses);
}
