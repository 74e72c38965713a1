import type { Provider } from "../../core/provider.ts";
import { secretOf } from "../../core/secret.ts";
import type { Source } from "../../core/source.ts";
import { waitsForPairing } from "../../local/secrets/secret-shapes.ts";
import { type SecretFault, secretFaultsOf } from "../../signatures/secret-faults.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";
import type { KeptSecrets } from "./secret-place.ts";

/** Something that is wrong with the secrets of a source, or probably is. Nothing of a secret is in it. */
export interface SecretFinding {
  readonly source: string;
  /** A word: `missing`, `shared`, or that of a doubtful secret (docs/errors.md#doubtful-secrets). */
  readonly problem: "missing" | "shared" | SecretFault["problem"];
  /** Which of the source's secrets; 1 is the newest. */
  readonly place?: number;
  /** A sentence. */
  readonly what: string;
  readonly remedy: string;
}

/** What is known of a source here. */
export type CheckedSource = Pick<Source, "name" | "provider">;

/** What is wrong with the form of secrets, as they are stored. */
export const faultsOfTexts = (
  provider: Provider,
  texts: readonly string[],
): ReturnType<typeof secretFaultsOf> =>
  secretFaultsOf(
    provider,
    texts.map((text) => secretOf(text, secretRoles(provider))),
  );

function findingsOf(
  { name, provider }: CheckedSource,
  kept: KeptSecrets | undefined,
): readonly SecretFinding[] {
  if (kept && kept.texts.length > 0)
    return faultsOfTexts(provider, kept.texts).map(({ problem, place, what, remedy }) => ({
      source: name,
      problem,
      place,
      what,
      remedy,
    }));
  // Until the vendor pairs, such a source has none, and it must have none.
  if (waitsForPairing(provider)) return [];
  const what = "It has no secret: its URL answers 503, and accepts nothing.";
  return [{ source: name, problem: "missing", what, remedy: "Store the vendor's secret for the source." }];
}

/** Secrets that only their owner knows. A public key or an account's name may well be that of two sources. */
const isPrivate = ({ setup }: Provider): boolean =>
  setup.secret !== "public-key" && setup.secret !== "identifier";

/** Sources by the secrets that several of them have. */
function sharers(
  sources: readonly CheckedSource[],
  kept: ReadonlyMap<string, KeptSecrets>,
): readonly (readonly CheckedSource[])[] {
  const users = new Map<string, Set<CheckedSource>>();
  for (const source of sources.filter(({ provider }) => isPrivate(provider)))
    for (const text of kept.get(source.name)?.texts ?? []) {
      const secret = secretOf(text.trim(), secretRoles(source.provider));
      if (!secret.isBlank) users.set(secret.reveal(), (users.get(secret.reveal()) ?? new Set()).add(source));
    }
  return Array.from(users.values(), (group) => [...group]).filter(({ length }) => length > 1);
}

/** One vendor that issues one secret for all of an app's URLs leaves no choice. */
const isUsual = ([first, ...others]: readonly CheckedSource[]): boolean =>
  first?.provider.setup.secret === "issued-by-provider" &&
  others.every(({ provider }) => provider.id === first.provider.id);

const namesOf = (sources: readonly CheckedSource[]): string => sources.map(({ name }) => name).join(" and ");

/** What a check of secrets has found. */
export interface SecretCheck {
  readonly findings: readonly SecretFinding[];
  /** What may be as it should be: sentences. */
  readonly notes: readonly string[];
}

/** Looks at the secrets of all sources: missing, blank, of a wrong form, and the same in two sources. */
export function checkSecrets(
  sources: readonly CheckedSource[],
  kept: ReadonlyMap<string, KeptSecrets>,
): SecretCheck {
  const shared = sharers(sources, kept);
  const unusual = new Map(
    shared
      .filter((group) => !isUsual(group))
      .flatMap((group) =>
        group.map((source) => [`${source.name} ${namesOf(group)}`, { source, group }] as const),
      ),
  );
  const sharing = Array.from(unusual.values(), ({ source, group }): SecretFinding => {
    const others = group.filter((other) => other !== source);
    return {
      source: source.name,
      problem: "shared",
      what: `It has a secret that ${namesOf(others)} has too: who knows it can sign for both.`,
      remedy: "Give each source a secret of its own at the vendor.",
    };
  });
  const usual = new Set(shared.filter(isUsual).map(namesOf));
  return {
    findings: [...sources.flatMap((source) => findingsOf(source, kept.get(source.name))), ...sharing],
    notes: Array.from(
      usual,
      (names) => `${names} have the same secret, as sources of one app at the same vendor have.`,
    ),
  };
}
