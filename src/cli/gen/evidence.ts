import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evidence, type Witness } from "../../contract/witness.ts";

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** What this folder needs of a fixture. */
interface RecordedRequest {
  readonly witness?: Witness;
  readonly events?: readonly { readonly type: string }[];
}

/** Reads a fixture's JSON. */
export const readFixture = (file: string): RecordedRequest => readJson(file) as RecordedRequest;

/** The strongest evidence among a provider's fixtures; undefined when it has none. */
export function bestWitness(fixtures: string, id: string): Witness | undefined {
  const folder = join(fixtures, id);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  const witnesses = names.sort().map((name): Witness => {
    const file = join(folder, name);
    const { witness } = readFixture(file);
    if (!witness) throw new Error(`${file} has no "witness"; its kinds: CONTRIBUTING.md#a-fixture`);
    return witness;
  });
  const kinds = Object.keys(evidence);
  return witnesses.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind))[0];
}
