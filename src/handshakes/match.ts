import { isForm } from "../core/facts.ts";
import type { Handshake } from "../core/handshake.ts";
import { type Facts, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";

/** An unsigned form is read only up to this size: the vendors' probes have a field or two. */
const mostUnsignedBytes = 4_096;

function holds(handshake: Handshake, facts: Facts): boolean {
  if (handshake.unless && readValue(facts, handshake.unless) !== undefined) return false;
  const value = readValue(facts, handshake.when);
  if (value === undefined || handshake.equals === undefined) return value !== undefined;
  return typeof handshake.equals === "string" ? value === handshake.equals : handshake.equals.includes(value);
}

/** Unsigned handshakes see no more of a body than a small form. */
function mayRead(handshake: Handshake, request: WebhookRequest): boolean {
  if (!handshake.unsigned || !/^(?:form|body):/.test(handshake.when)) return true;
  return request.body.length <= mostUnsignedBytes && isForm(request.headers.get("content-type"));
}

/**
 * The handshake that a request is, or undefined when it is a delivery.
 * @param verified whether the signature has been checked: signed handshakes are looked for only then
 * @param carriesSignature a POST that carries one is never an unsigned handshake
 */
export function matchHandshake(
  handshakes: readonly Handshake[],
  request: WebhookRequest,
  facts: Facts,
  verified: boolean,
  carriesSignature: boolean,
): Handshake | undefined {
  return handshakes.find((handshake) => {
    if ((handshake.method ?? "POST") !== request.method || (handshake.unsigned === true) === verified)
      return false;
    if (handshake.unsigned && carriesSignature && request.method === "POST") return false;
    return mayRead(handshake, request) && holds(handshake, facts);
  });
}
