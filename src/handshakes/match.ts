import type { Handshake } from "../core/handshake.ts";
import { type Facts, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";

/** An unsigned body is read only up to this size: the vendors' probes have a field or two. */
const mostUnsignedBytes = 4_096;

/** A signed one as well: what is larger carries an event, and need not be parsed to find out. */
const mostSignedBytes = 32_768;

const backslash = 0x5c;

function holds(handshake: Handshake, facts: Facts): boolean {
  if (handshake.unless && readValue(facts, handshake.unless) !== undefined) return false;
  if (handshake.when === undefined) return true;
  const value = readValue(facts, handshake.when);
  if (value === undefined || handshake.equals === undefined) return value !== undefined;
  return typeof handshake.equals === "string" ? value === handshake.equals : handshake.equals.includes(value);
}

/** Everything that a handshake reads. */
function pointersOf({ when, unless, token, answer }: Handshake): readonly string[] {
  const read = ["echo", "hmac", "confirm", "keepSecret"].map(
    (name) => Object.entries(answer).find(([key]) => key === name)?.[1],
  );
  return [when, unless, token?.from, ...read].filter((pointer) => typeof pointer === "string");
}

/** Handshakes see no more of a body than a vendor's probe has. */
function mayRead(handshake: Handshake, { body }: WebhookRequest): boolean {
  if (body.length <= mostUnsignedBytes || (!handshake.unsigned && body.length <= mostSignedBytes))
    return true;
  return !pointersOf(handshake).some((pointer) => /^(?:form|body):/.test(pointer));
}

const marks = new WeakMap<Handshake, readonly string[]>();

/** Texts of which one stands in every body that this handshake may be; none where that can't be told. */
function marksOf(handshake: Handshake): readonly string[] {
  let found = marks.get(handshake);
  if (!found) {
    const name = /^body:\/([A-Za-z]\w*)$/.exec(handshake.when ?? "")?.[1];
    const values = [handshake.equals ?? name ?? ""].flat();
    found = name !== undefined && values.every((value) => /^[A-Za-z]\w*$/.test(value)) ? values : [];
    marks.set(handshake, found);
  }
  return found;
}

/** False for a body without the handshake's mark: it need not be parsed to find out. Escapes could spell the mark otherwise. */
function mayHold(handshake: Handshake, { body }: WebhookRequest): boolean {
  const texts = marksOf(handshake);
  if (texts.length === 0) return true;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return texts.some((text) => bytes.includes(text)) || (bytes.includes(backslash) && bytes.includes("\\u"));
}

/**
 * The handshakes that a request may be, in the provider's order; none when it is a delivery.
 * @param verified whether the signature has been checked: signed handshakes are looked for only then
 * @param carriesSignature a POST that carries one is never an unsigned handshake
 */
export function matchHandshakes(
  handshakes: readonly Handshake[],
  request: WebhookRequest,
  facts: Facts,
  verified: boolean,
  carriesSignature: boolean,
): readonly Handshake[] {
  return handshakes.filter((handshake) => {
    if ((handshake.method ?? "POST") !== request.method || (handshake.unsigned === true) === verified)
      return false;
    if (handshake.unsigned && carriesSignature && request.method === "POST") return false;
    return mayRead(handshake, request) && mayHold(handshake, request) && holds(handshake, facts);
  });
}
