import type { Secret } from "../../core/secret.ts";
import type { Source } from "../../core/source.ts";
import { type SecretFault, secretFaultsOf } from "../../signatures/secret-faults.ts";

/** A secret that is probably wrong, for one log line. Nothing of the secret is in it. */
export interface SecretDoubt extends SecretFault {
  /** Names of the source and its provider. */
  readonly source: string;
  readonly provider: string;
  /** Its place in the source's list: 1 is the newest. */
  readonly place: number;
}

/** Looks at the secrets of a source when they are read, and reports each doubtful one once. */
export function secretDoubts(sources: ReadonlyMap<string, Source>, report: (doubt: SecretDoubt) => void) {
  const reported = new WeakSet<Secret>();
  return (source: string, secrets: readonly Secret[]): void => {
    const provider = sources.get(source)?.provider;
    if (!provider) return;
    for (const found of secretFaultsOf(provider, secrets)) {
      const secret = secrets[found.place - 1];
      // A blank one is an error of each request.
      if (!secret || reported.has(secret) || found.problem === "blank") continue;
      reported.add(secret);
      report({ source, provider: provider.id, ...found });
    }
  };
}
