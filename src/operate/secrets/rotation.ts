import type { Provider } from "../../core/provider.ts";
import { olderCount } from "./secret-list.ts";
import type { KeptSecrets } from "./secret-place.ts";

/** Which of a source's secrets its deliveries match. Times are ms since 1970. */
export interface SecretUse {
  /** When a delivery matched the newest secret last; undefined: none since the rotation began. */
  readonly newestAt?: number;
  /** When a delivery matched an older one last; undefined: none since then. */
  readonly olderAt?: number;
  /** Where that is known from, for people. */
  readonly from: string;
}

/** Why it is not known. */
export interface UnknownUse {
  readonly unknown: string;
}

/** Looks up the use of a source's secrets since a moment. */
export type SecretUseReader = (source: string, sinceMs: number) => Promise<SecretUse | UnknownUse>;

/**
 * How far a rotation has come.
 *
 * `none`: no source has an older secret. `waiting`: nothing has come since the new one was stored. `older-in-use`: the vendor still signs with an
 * older one. `finished`: it signs with the new one alone. `unknown`: nobody can say.
 */
export type RotationPhase = "none" | "waiting" | "older-in-use" | "finished" | "unknown";

/** A rotation. */
export interface Rotation {
  readonly phase: RotationPhase;
  /** Number of secrets that have a newer one. */
  readonly older: number;
  /** When the newest one was stored. */
  readonly sinceMs?: number;
  readonly use?: SecretUse;
  /** Why the phase is not known. */
  readonly unknown?: string;
}

/** How the use of secrets is looked up. */
export interface UseLookup {
  readonly readUse: SecretUseReader;
  /** An older secret that has matched nothing for this long is not in use any more, if the new one has matched since. */
  readonly quietMs: number;
  readonly nowMs: number;
}

function rotationPhase(
  { newestAt, olderAt }: SecretUse,
  { nowMs, quietMs }: Omit<UseLookup, "readUse">,
): RotationPhase {
  if (newestAt === undefined && olderAt === undefined) return "waiting";
  if (newestAt === undefined) return "older-in-use";
  if (olderAt === undefined) return "finished";
  return olderAt >= newestAt || nowMs - olderAt < quietMs ? "older-in-use" : "finished";
}

/** How far the rotation of a source's secrets has come. */
export async function rotationOf(
  source: { readonly name: string; readonly provider: Provider },
  kept: KeptSecrets | undefined,
  lookup: UseLookup,
): Promise<Rotation> {
  const older = olderCount(source.provider, kept?.texts ?? []);
  if (older === 0) return { phase: "none", older };
  const sinceMs = kept?.storedAt;
  if (sinceMs === undefined)
    return { phase: "unknown", older, unknown: "It was not noted when the newest secret was stored." };
  const use = await lookup.readUse(source.name, sinceMs);
  if ("unknown" in use) return { phase: "unknown", older, sinceMs, unknown: use.unknown };
  return { phase: rotationPhase(use, lookup), older, sinceMs, use };
}
