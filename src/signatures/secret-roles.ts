import { memoizeFor } from "../core/memoize.ts";
import { type Provider, signaturesOf } from "../core/provider.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { schemeOf } from "./choose.ts";

const rolesOf = (signature: Signature): readonly string[] => [
  ...(signature.role === undefined ? [] : [signature.role]),
  ...(schemeOf(signature).secretRoles ?? []),
];

/** Roles of a provider's secrets; empty for most. A secret is stored as `role:value`. */
export const secretRoles = memoizeFor((provider: Provider): readonly string[] => {
  const handshakes = (provider.handshakes ?? []).flatMap(({ token }) => token?.role ?? []);
  return [...new Set([...signaturesOf(provider).flatMap(rolesOf), ...handshakes])];
});

/** True when a scheme may use a secret: one without a role, or with a role of the scheme. */
export const mayServe = (secret: Secret, signature: Signature): boolean =>
  secret.role === undefined || rolesOf(signature).includes(secret.role);
