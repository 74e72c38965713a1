import { parseJson } from "../core/json/json.ts";
import { memoizeFor } from "../core/memoize.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { schemeOf } from "./choose.ts";
import type { KeyKind } from "./scheme.ts";
import { mayServe } from "./secret-roles.ts";

/** What was copied with a secret, or in place of it. */
export type SecretSlip = "json" | "quotes" | "invisible" | "name" | "label" | "masked";

/** Characters that nobody types: line breaks and other controls, and what looks like a space or like nothing. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164]/u;

/** A line break as two characters, which shells and editors leave at the end. */
const writtenBreak = /\\[nrt]$/;

/** What is around a text that was quoted, in any country, or quoted twice (`\"…\"`). */
const quoted =
  /^(?:".*"|'.*'|`.*`|\\".*\\"|[\u201c\u201d\u201e].*[\u201c\u201d]|[\u2018\u2019\u201a].*[\u2018\u2019]|\u00ab.*\u00bb|\u2039.*\u203a)$/s;

/** `STRIPE_SECRET=…`, `export token=…`: a line of a settings file. Base64 ends with its own equals signs. */
const named =
  /^(?:export\s+\w+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|\w*(?:secret|token|key|password)\w*)\s*=(?!=)\s*\S/i;

/** `token: …`, `X-Api-Key: …`: a line of YAML, or a header. A user's name has no space after its colon. */
const headed = /^(?:authorization:\s*|[\w-]*(?:secret|token|key|password|signature)[\w-]*:\s+)\S/i;

/** What consoles show in place of a secret, or of its end. */
const hidden = /[\u2022\u2026\u25cf]|\*{3}|\.{3}$/;

/** An object or a list, also where its JSON was cut or is JavaScript. */
const isContainer = (text: string): boolean =>
  /^[{[]\s*["'\u201c]/.test(text) || (/^[{[]/.test(text) && parseJson(text) !== undefined);

/** The value of a header, another vendor's form, or a URL. */
const labelled = /^(?:bearer|basic):? +\S|^v1,whsec_|^sha(?:1|256|512)=|^https?:\/\//i;

/** What is wrong with a secret as text; undefined for most. */
export function slipOf(secret: Secret): SecretSlip | undefined {
  const text = secret.reveal().trim();
  if (isContainer(text)) return "json";
  if (quoted.test(text)) return "quotes";
  if (text.startsWith("-----BEGIN ")) return "label";
  if (unseen.test(text) || writtenBreak.test(text)) return "invisible";
  if (named.test(text) || headed.test(text)) return "name";
  if (hidden.test(text)) return "masked";
  return labelled.test(text) ? "label" : undefined;
}

/** True where a request carries the secret as it is, with a header's first word if it has one. */
const isSentWhole = (signature: Signature): boolean =>
  schemeOf(signature).sendsSecret === true && !("prefix" in signature);

function findKind(signature: Signature, secret: Secret): KeyKind | SecretSlip {
  if (!mayServe(secret, signature)) return "no-key";
  const kind = schemeOf(signature).keyKind?.(signature, secret) ?? "text";
  if (kind !== "text") return kind;
  const slip = slipOf(secret);
  return slip === undefined || (slip === "label" && isSentWhole(signature)) ? kind : slip;
}

/** The kinds of a secret that were found, by scheme: a refusal must not take longer for asking. */
const kindsOf = memoizeFor((_: Secret) => new Map<Signature, KeyKind | SecretSlip>());

/** Whether a secret can be a key of a scheme, or why it is improbable. */
export function keyKindOf(signature: Signature, secret: Secret): KeyKind | SecretSlip {
  const kinds = kindsOf(secret);
  const kind = kinds.get(signature) ?? findKind(signature, secret);
  kinds.set(signature, kind);
  return kind;
}

const usableKinds: ReadonlySet<string> = new Set<KeyKind>(["text", "key", "short"]);

/** True where a secret can be a key of a scheme and was not copied with something around it. */
export const canBeKey = (signature: Signature, secret: Secret): boolean =>
  usableKinds.has(keyKindOf(signature, secret));
