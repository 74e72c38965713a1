import { type ErrorCode, errorCodes } from "../core/errors.ts";
import { type Facts, readValue } from "../core/pointers.ts";
import type { Provider, Reply } from "../core/provider.ts";
import type { Answer } from "../core/request.ts";
import { echoable } from "../handshakes/answer.ts";

/** Seconds after which a sender may try again when the fault is ours. */
const retryAfterSeconds = 30;

const headers = { "content-type": "application/json", "x-content-type-options": "nosniff" } as const;

/** The fixed answer of an error code: the same bytes for every cause. */
export function errorAnswer(code: ErrorCode, allow?: readonly string[]): Answer {
  const { status, exposed } = errorCodes[code];
  return {
    status,
    headers: {
      ...headers,
      ...(status === 503 && { "retry-after": String(retryAfterSeconds) }),
      ...(allow && { allow: allow.join(", ") }),
    },
    body: JSON.stringify({ error: exposed ? code : "unavailable" }),
  };
}

function replyOf(provider: Provider, facts: Facts): Partial<Reply> {
  const replies: readonly Reply[] = Array.isArray(provider.reply)
    ? provider.reply
    : provider.reply
      ? [provider.reply as Reply]
      : [];
  const fits = ({ when, equals }: Reply): boolean => {
    const value = when && readValue(facts, when);
    return when === undefined || (value !== undefined && (equals === undefined || value === equals));
  };
  return replies.find(fits) ?? {};
}

/** The answer to an accepted delivery: what the vendor wants, or 200 with an empty body. */
export function acceptedAnswer(provider: Provider, deliveryId: string, facts: Facts): Answer {
  const { status = 200, json, echoHeader, ...reply } = replyOf(provider, facts);
  const contentType = json ? "application/json" : reply.contentType;
  const echoed = echoHeader === undefined ? undefined : facts.header(echoHeader);
  return {
    status,
    headers: {
      ...(contentType && { "content-type": contentType }),
      ...(echoHeader && echoable(echoed) && { [echoHeader]: echoed }),
      "x-hookbridge-delivery": deliveryId,
    },
    body: json ? JSON.stringify(json) : (reply.body ?? ""),
  };
}
