import type { Signature, SignatureLayout, SignedText } from "../core/signature.ts";
import { carriedAt } from "../signatures/choose.ts";

const code = (text: string): string => `\`${text.replaceAll("\n", "\\n")}\``;

const places = (signature: Signature): string =>
  carriedAt(signature)
    .slice(0, 3)
    .map((place) => code(place.replace(/^header:/, "")))
    .join(" or ");

function over({ signed = "{body}" }: SignedText): string {
  return [signed].flat().map(code).join(" or ");
}

function within(signature: Signature): string {
  const seconds = "toleranceSeconds" in signature ? signature.toleranceSeconds : undefined;
  return typeof seconds === "number" ? `, within ${seconds} s` : "";
}

const hashed = (name: string, rules: SignedText & SignatureLayout): string =>
  `${name} (${rules.encoding}) over ${over(rules)}`;

function how(signature: Signature): string {
  switch (signature.scheme) {
    case "hmac":
      return hashed(`HMAC-${signature.hash.toUpperCase()}`, signature);
    case "keyed-hash":
      return hashed(`plain ${[signature.hash].flat().join(" or ").toUpperCase()}`, signature);
    case "public-key":
      return hashed(`${signature.algorithm} public key`, signature);
    case "item-hmac":
      return `HMAC-SHA256 of every item of ${code(signature.items)}`;
    case "canonical-request":
      return "HMAC-SHA256 over method, path, listed headers and body";
    case "sorted-parameters":
      return "HMAC over the sorted parameters";
    case "manifest":
      return `HMAC-SHA256 over ${code(signature.pairs.map(([name]) => `${name}:…;`).join(""))}`;
    case "standard-webhooks":
      return "Standard Webhooks";
    case "token":
      return "shared token";
    case "basic-auth":
      return "HTTP Basic authentication";
    case "fetched-key":
      return `RSA-SHA256 over ${over(signature)}, key from ${signature.under.map(code).join(", ")}`;
    case "jwt": {
      const bound = signature.bodyHash ? ", body hash in a claim" : "";
      if (signature.from) return `JWT (${signature.algorithms.join(", ")}) in the body`;
      return `${signature.detached ? "detached JWS" : "JWT"} (${signature.algorithms.join(", ")})${bound}`;
    }
    case "certified-jws":
      return "JWS with a certificate chain up to a pinned root";
    case "twilio":
      return "HMAC-SHA1 over URL and form";
    case "plivo":
      return "HMAC-SHA256 over URL, form and nonce";
    case "aws-sns":
      return "RSA over named fields, certificate from Amazon, topic pinned";
  }
}

/** One scheme in words: what is signed how, and where the signature stands. */
export function describeSignature(signature: Signature): string {
  const name = signature.variant ? `${signature.variant}: ` : "";
  const place = places(signature);
  return `${name}${how(signature)}${place ? `, in ${place}` : ""}${within(signature)}`;
}
