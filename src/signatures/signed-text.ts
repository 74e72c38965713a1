import { type Facts, readValue, type Value } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { SignedText } from "../core/signature.ts";

/** A piece of the signed bytes. Text is UTF-8. */
export type SignedPart = string | Uint8Array;

const compiled = new Map<string, readonly string[]>();

/** The template's pieces: at even places literal text, at odd places the name in braces. */
function piecesOf(template: string): readonly string[] {
  let pieces = compiled.get(template);
  if (!pieces) {
    pieces = template.split(/\{([^{}]+)\}/);
    compiled.set(template, pieces);
  }
  return pieces;
}

/**
 * The signed bytes in pieces, so that the body is never copied; undefined when something that is signed is missing.
 * @param secret stands for `{secret}` (keyed hashes only)
 */
export function signedParts(
  rules: SignedText,
  request: WebhookRequest,
  facts: Facts,
  timestamp: string | undefined,
  secret = "",
): readonly SignedPart[] | undefined {
  const parts: SignedPart[] = [];
  const pieces = piecesOf(rules.signed ?? "{body}");
  for (const [place, piece] of pieces.entries()) {
    if (place % 2 === 0) {
      if (piece !== "") parts.push(piece);
      continue;
    }
    const part = partOf(piece, request, facts, timestamp, secret);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts;
}

function partOf(
  name: string,
  request: WebhookRequest,
  facts: Facts,
  timestamp: string | undefined,
  secret: string,
): SignedPart | undefined {
  switch (name) {
    case "body":
      return request.body;
    case "timestamp":
      return timestamp;
    case "method":
      return request.method;
    case "url":
      return request.url;
    case "query":
      return request.query;
    case "secret":
      return secret;
    default:
      return readValue(facts, name as Value);
  }
}

/** True when the scheme's signed text holds `{name}`. */
export const signs = (rules: SignedText, name: string): boolean =>
  (rules.signed ?? "{body}").includes(`{${name}}`);
