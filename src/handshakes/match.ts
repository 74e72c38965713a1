import { isMet } from "../core/condition.ts";
import type { Handshake } from "../core/handshake.ts";
import { memoizeFor } from "../core/memoize.ts";
import { type Facts, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";

/** Largest unsigned body, in bytes, that is read: vendors' probes have a field or two. */
const mostUnsignedBytes = 4_096;

/** Largest signed body, in bytes, that is read: a larger one carries an event, and need not be parsed. */
const mostSignedBytes = 32_768;

/** Searched first: one byte is found faster than a text. */
const backslash = 0x5c;

/** False where the handshake reads a body that is larger than a vendor's probe. */
function mayRead({ when, unless, unsigned, token, answer }: Handshake, { body }: WebhookRequest): boolean {
  if (body.length <= (unsigned ? mostUnsignedBytes : mostSignedBytes)) return true;
  const read = [when, unless, token?.from, ...Object.values(answer)];
  return !read.some((pointer) => /^(?:form|body):/.test(String(pointer)));
}

/** Texts of which every body of this handshake contains one; empty where they are unknown. */
const marksOf = memoizeFor(({ when, equals }: Handshake): readonly string[] => {
  const name = /^body:\/([A-Za-z]\w*)$/.exec(String(when))?.[1];
  if (name === undefined) return [];
  const values = [equals ?? name].flat();
  return values.every((value) => /^[A-Za-z]\w*$/.test(value)) ? values : [];
});

/** False for a body without the handshake's mark, which need not be parsed. */
function mayHold(handshake: Handshake, { body }: WebhookRequest): boolean {
  const marks = marksOf(handshake);
  if (marks.length === 0) return true;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // A `\u` escape can spell the mark in other bytes.
  return marks.some((mark) => bytes.includes(mark)) || (bytes.includes(backslash) && bytes.includes("\\u"));
}

/** A request that may be a handshake. */
export interface Probe {
  readonly request: WebhookRequest;
  readonly facts: Facts;
  /**
   * True after the signature was verified: then only signed handshakes match, before it only unsigned ones.
   */
  readonly isVerified: boolean;
  /** True when it carries the provider's signature: as a POST, it is never an unsigned handshake. */
  readonly carriesSignature: boolean;
}

/** The handshakes that a request may be, in the provider's order; empty for a delivery. */
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
