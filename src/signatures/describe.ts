import type { SchemeName, Signature } from "../core/signature.ts";
import { schemeOf, signatureLocations } from "./choose.ts";
import { code } from "./parts/words.ts";
import type { PlainForm } from "./plain-form.ts";
import { descriptions } from "./schemes/descriptions.ts";
import { plainForms } from "./schemes/plain-forms.ts";

/** Most headers that a description names: further ones for the same signature say nothing new. */
const mostLocations = 3;

/** Seconds for which a signed time is believed; undefined where none is signed, or the token itself says until when. */
export function windowOf(signature: Signature): number | "unlimited" | undefined {
  if ("maxAgeSeconds" in signature) return signature.maxAgeSeconds;
  return "toleranceSeconds" in signature ? signature.toleranceSeconds : schemeOf(signature).toleranceSeconds;
}

/** What is signed and how, in words, as Markdown. */
export const describeMethod = (signature: Signature): string =>
  (descriptions[signature.scheme] as (signature: Signature) => string)(signature);

/** A scheme in words, as Markdown: what is signed, how, and where the signature is. */
export function describeSignature(signature: Signature): string {
  const name = signature.variant ? `${signature.variant}: ` : "";
  const how = describeMethod(signature);
  const where = signatureLocations(signature)
    .slice(0, mostLocations)
    .map((location) => code(location.replace("header:", "")))
    .join(" or ");
  const seconds = windowOf(signature);
  const within = typeof seconds === "number" ? `, within ${seconds} s` : "";
  return `${name}${how}, in ${where}${within}`;
}

/** The plain form of a signature; undefined where its scheme has none. For docs: no bundle has it. */
export function plainFormOf(signature: Signature): PlainForm | undefined {
  const forms: Readonly<Partial<Record<SchemeName, (signature: never) => PlainForm>>> = plainForms;
  return forms[signature.scheme]?.(signature as never);
}
