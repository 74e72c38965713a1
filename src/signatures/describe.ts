import type { Signature } from "../core/signature.ts";
import { signatureLocations } from "./choose.ts";
import { code } from "./parts/words.ts";
import { descriptions } from "./schemes/descriptions.ts";

/** More headers for one signature say nothing new. */
const mostLocations = 3;

/** One scheme in words: what is signed how, and where the signature stands. */
export function describeSignature(signature: Signature): string {
  const name = signature.variant ? `${signature.variant}: ` : "";
  const how = (descriptions[signature.scheme] as (one: Signature) => string)(signature);
  const where = signatureLocations(signature)
    .slice(0, mostLocations)
    .map((location) => code(location.replace(/^header:/, "")))
    .join(" or ");
  const seconds = "toleranceSeconds" in signature ? signature.toleranceSeconds : undefined;
  const within = typeof seconds === "number" ? `, within ${seconds} s` : "";
  return `${name}${how}${where ? `, in ${where}` : ""}${within}`;
}
