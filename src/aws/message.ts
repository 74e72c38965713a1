import type { Delivery } from "../core/delivery.ts";
import { BridgeError } from "../core/errors.ts";
import { child, type Json, parseJson } from "../core/json/json.ts";
import { decodeBase64 } from "./base64.ts";

/** Version of the message format. A reader refuses those it does not know. */
const version = 1;

/** Where the body is when it is not in the message: an S3 URI in the bridge's own bucket. */
export interface BodyRef {
  readonly bodyRef: string;
}

/** SQS refuses some characters of Unicode: what is not plain ASCII is escaped. */
const escapeUnicode = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A delivery as the text of an SQS message. The body travels as base64, or as a reference. */
export function encodeMessage(delivery: Delivery, ref?: BodyRef): string {
  const { id, source, receivedAt, method, url, headers, scheme, schemeName, signedAt, body } = delivery;
  const head = escapeUnicode(
    JSON.stringify({
      v: version,
      id,
      source,
      receivedAt,
      method,
      url,
      headers,
      scheme,
      schemeName,
      signedAt,
      bodyRef: ref?.bodyRef,
    }),
  );
  if (ref) return head;
  // Base64 is plain ASCII without quotes: a megabyte of it need not be searched for what to escape.
  const base64 = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64");
  return `${head.slice(0, -1)},"body":"${base64}"}`;
}

/** A message read back: the delivery, its body still missing when it is kept elsewhere. */
export interface DecodedMessage {
  readonly delivery: Delivery;
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
export function decodeMessage(body: string): DecodedMessage {
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
