import { isMet } from "../core/condition.ts";
import type { Handshake } from "../core/handshake.ts";
import { memoizeFor } from "../core/memoize.ts";
import { type Facts, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";

/** An unsigned body is read only up to this size: the vendors' probes have a field or two. */
const mostUnsignedBytes = 4_096;

/** A signed one as well: what is larger carries an event, and need not be parsed to find out. */
const mostSignedBytes = 32_768;

/** Looked for first: one byte is found faster than a text. */
const backslash = 0x5c;

/** Handshakes see no more of a body than a vendor's probe has. */
function mayRead({ when, unless, unsigned, token, answer }: Handshake, { body }: WebhookRequest): boolean {
  if (body.length <= (unsigned ? mostUnsignedBytes : mostSignedBytes)) return true;
  const read = [when, unless, token?.from, ...Object.values(answer)];
  return !read.some((pointer) => /^(?:form|body):/.test(String(pointer)));
}

/** Texts of which one stands in every body that this handshake may be; none where that can't be told. */
const marksOf = memoizeFor(({ when, equals }: Handshake): readonly string[] => {
  const name = /^body:\/([A-Za-z]\w*)$/.exec(String(when))?.[1];
  if (name === undefined) return [];
  const values = [equals ?? name].flat();
  return values.every((value) => /^[A-Za-z]\w*$/.test(value)) ? values : [];
});

/** False for a body without the handshake's mark: it need not be parsed to find out. Escapes could spell the mark otherwise. */
function mayHold(handshake: Handshake, { body }: WebhookRequest): boolean {
  const marks = marksOf(handshake);
  if (marks.length === 0) return true;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return marks.some((mark) => bytes.includes(mark)) || (bytes.includes(backslash) && bytes.includes("\\u"));
}

/** A request that may be a handshake. */
export interface Probe {
  readonly request: WebhookRequest;
  readonly facts: Facts;
  /** Whether the signature has been checked: signed handshakes are looked for only then. */
  readonly isVerified: boolean;
  /** A POST that carries one is never an unsigned handshake. */
  readonly carriesSignature: boolean;
}

/** The handshakes that a request may be, in the provider's order; none when it is a delivery. */
export function matchHandshakes(handshakes: readonly Handshake[], probe: Probe): readonly Handshake[] {
  const { request, facts, isVerified, carriesSignature } = probe;
  return handshakes.filter((handshake) => {
    const { method = "POST", unsigned = false, unless } = handshake;
    if (method !== request.method || unsigned === isVerified) return false;
    if (unsigned && carriesSignature && request.method === "POST") return false;
    if (!mayRead(handshake, request) || !mayHold(handshake, request)) return false;
    return isMet(handshake, facts) && (unless === undefined || readValue(facts, unless) === undefined);
  });
}
