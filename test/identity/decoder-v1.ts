// The decoder of version 0.1, as it was released: what a function that was rolled back makes of a message of today.

import { decodeBase64 } from "../../src/core/base64.ts";
import { BridgeError } from "../../src/core/errors.ts";
import type { Json } from "../../src/core/json/json.ts";
import { child, parseJson } from "../../src/core/json/json.ts";

const version = 1;

/** A delivery as version 0.1 had it. */
interface OldDelivery {
  readonly id: string;
  readonly source: string;
  readonly receivedAt: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly scheme: number;
  readonly schemeName?: string;
  readonly signedAt?: string;
  readonly body: Uint8Array;
}

/** A message read back: the delivery, its body still missing when it is kept elsewhere. */
interface DecodedMessage {
  readonly delivery: OldDelivery;
  readonly bodyRef: string | undefined;
}

function text(message: Json, name: string): string {
  const value = child(message, name);
  if (typeof value === "string") return value;
  throw new BridgeError(
    "message-unreadable",
    `A message has no text "${name}": it is not one of the bridge's.`,
    "Find out who else sends to the queue.",
  );
}

function headersOf(message: Json): Readonly<Record<string, string>> {
  const value = child(message, "headers") ?? {};
  const pairs = Object.entries(value as Record<string, Json>).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string",
  );
  return Object.fromEntries(pairs);
}

const isoTime = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** A text of a known form. What is not is nobody's delivery, and a guess at it could take its batch along. */
function shaped<T>(message: Json, name: string, read: (value: string) => T | undefined): T {
  const value = read(text(message, name));
  if (value !== undefined) return value;
  throw new BridgeError(
    "message-unreadable",
    `A message has a "${name}" that the bridge never writes.`,
    "Find out who else sends to the queue.",
  );
}

const time = (value: string): string | undefined =>
  isoTime.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** @throws BridgeError `message-unreadable` for what is not a message of this version */
export function decodeMessageV1(body: string): DecodedMessage {
  const message = parseJson(body)?.value ?? null;
  const found = child(message, "v");
  if (found !== version) {
    throw new BridgeError(
      "message-unreadable",
      `A message has version ${JSON.stringify(found) ?? "none"}, not ${version}.`,
      "Finish the deployment that wrote it, then redrive.",
    );
  }
  const bodyRef = child(message, "bodyRef");
  const scheme = child(message, "scheme");
  const schemeName = child(message, "schemeName");
  const signedAt = child(message, "signedAt");
  return {
    bodyRef: typeof bodyRef === "string" ? bodyRef : undefined,
    delivery: {
      id: text(message, "id"),
      source: text(message, "source"),
      receivedAt: shaped(message, "receivedAt", time),
      method: text(message, "method"),
      url: text(message, "url"),
      headers: headersOf(message),
      scheme: typeof scheme === "number" ? scheme : 0,
      ...(typeof schemeName === "string" && { schemeName }),
      ...(typeof signedAt === "string" && { signedAt }),
      body: typeof bodyRef === "string" ? new Uint8Array() : shaped(message, "body", decodeBase64),
    },
  };
}
