import { isMet } from "../core/condition.ts";
import { type ErrorCode, errorCodes } from "../core/errors.ts";
import type { Facts } from "../core/pointers.ts";
import type { Provider } from "../core/provider.ts";
import type { Answer } from "../core/request.ts";
import { echoHeader } from "../handshakes/echo-header.ts";

/** Seconds after which a sender should retry when the fault is ours. */
const retryAfterSeconds = 30;

const errorHeaders = { "content-type": "application/json", "x-content-type-options": "nosniff" } as const;

/** The fixed answer to an error code: the same bytes for every cause, which an attacker must not learn. */
export function errorAnswer(code: ErrorCode, allow?: readonly string[]): Answer {
  const { status, exposed } = errorCodes[code];
  return {
    status,
    headers: {
      ...errorHeaders,
      ...(status === 503 && { "retry-after": String(retryAfterSeconds) }),
      ...(allow && { allow: allow.join(", ") }),
    },
    body: JSON.stringify({ error: exposed ? code : "unavailable" }),
  };
}

/** The answer to an accepted delivery: the provider's reply, or 200 with an empty body. */
export function acceptedAnswer(provider: Provider, deliveryId: string, facts: Facts): Answer {
  const delivered = { "x-hookbridge-delivery": deliveryId };
  const reply = [provider.reply ?? []].flat().find((candidate) => isMet(candidate, facts)) ?? { status: 200 };
  if ("echoHeader" in reply)
    return { status: 200, headers: { ...echoHeader(reply, facts), ...delivered }, body: "" };
  const { status, json, body = "" } = reply;
  const contentType = json ? "application/json" : reply.contentType;
  return {
    status,
    headers: { ...(contentType && { "content-type": contentType }), ...delivered },
    body: json ? JSON.stringify(json) : body,
  };
}
