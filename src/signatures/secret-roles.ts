import { memoizeFor } from "../core/memoize.ts";
import { type Provider, signaturesOf } from "../core/provider.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { schemeOf } from "./choose.ts";

const rolesOf = (signature: Signature): readonly string[] => [
  ...(signature.role === undefined ? [] : [signature.role]),
  ...(schemeOf(signature).secretRoles ?? []),
];

/** Kinds of secrets that the provider tells apart; empty for most. A secret is labelled as `role:value`. */
export const secretRoles = memoizeFor((provider: Provider): readonly string[] => {
  const handshakes = (provider.handshakes ?? []).flatMap(({ token }) => token?.role ?? []);
  return [...new Set([...signaturesOf(provider).flatMap(rolesOf), ...handshakes])];
});

/** A secret without a role may serve as any; one with a role only where that role is asked for. */
export const mayServe = (secret: Secret, signature: Signature): boolean =>
  secret.role === undefined || rolesOf(signature).includes(secret.role);
