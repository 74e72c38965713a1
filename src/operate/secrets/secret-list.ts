/** What happens to a source's list of secrets. In each list the newest comes first, and a secret may have a role (`verifyToken:…`). */
import { type Provider, signaturesOf } from "../../core/provider.ts";
import { secretOf } from "../../core/secret.ts";
import { mayServe, secretRoles } from "../../signatures/secret-roles.ts";

/** The role that a stored text has; undefined for one that serves every kind. */
export const roleIn = (provider: Provider, text: string): string | undefined =>
  secretOf(text, secretRoles(provider)).role;

/** A text with its role, as it is stored. White space around it, such as a line break at the end, is nobody's secret. */
export function storedText(provider: Provider, text: string, role: string | undefined): string {
  const trimmed = text.trim();
  return role === undefined || roleIn(provider, trimmed) === role ? trimmed : `${role}:${trimmed}`;
}

/**
 * Each secret once, those that sign deliveries first. Whether an older secret matched is told by its place in the whole list, so a token
 * for handshakes must not be before them.
 */
function signingFirst(provider: Provider, texts: readonly string[]): readonly string[] {
  const roles = secretRoles(provider);
  const signs = (text: string): boolean =>
    signaturesOf(provider).some((signature) => mayServe(secretOf(text, roles), signature));
  const all = [...new Set(texts.map((text) => text.trim()))];
  return [...all.filter(signs), ...all.filter((text) => !signs(text))];
}

/** The list with these secrets in place of those of the same roles. */
export function withReplaced(
  provider: Provider,
  before: readonly string[],
  entered: readonly string[],
): readonly string[] {
  const roles = new Set(entered.map((text) => roleIn(provider, text)));
  return signingFirst(provider, [...entered, ...before.filter((text) => !roles.has(roleIn(provider, text)))]);
}

/** The list with a new secret, and all that were there before. */
export const withNewest = (
  provider: Provider,
  before: readonly string[],
  entered: string,
): readonly string[] => signingFirst(provider, [entered, ...before]);

/** Of each role the newest. */
export function newestOnly(provider: Provider, texts: readonly string[]): readonly string[] {
  const seen = new Set<string | undefined>();
  return signingFirst(provider, texts).filter((text) => {
    const role = roleIn(provider, text);
    return !seen.has(role) && seen.add(role);
  });
}

/** How many secrets of a list have a newer one of their role. */
export const olderCount = (provider: Provider, texts: readonly string[]): number =>
  texts.length - newestOnly(provider, texts).length;

/** Numbers of secrets by role; `""` for those without. */
export function countsByRole(provider: Provider, texts: readonly string[]): Readonly<Record<string, number>> {
  const groups = Map.groupBy(texts, (text) => roleIn(provider, text) ?? "");
  return Object.fromEntries(Array.from(groups, ([role, list]) => [role, list.length]));
}

/**
 * True where the place of the secret that matched tells whether it is the newest: all that sign deliveries have one role, and come first.
 */
export function tellsOlder(provider: Provider, texts: readonly string[]): boolean {
  const roles = secretRoles(provider);
  const signing = texts.filter((text) =>
    signaturesOf(provider).some((signature) => mayServe(secretOf(text, roles), signature)),
  );
  const isFirst = signing.every((text, at) => text === texts[at]);
  return isFirst && new Set(signing.map((text) => roleIn(provider, text))).size <= 1;
}
