import { decodeBase64 } from "../../core/base64.ts";
import type { Delivery } from "../../core/delivery.ts";
import { BridgeError } from "../../core/errors.ts";
import { child, type Json, parseJson } from "../../core/json/json.ts";
import { isTraceparent } from "../../core/logs/traceparent.ts";
import type { Proof } from "../../core/proof.ts";
import type { DeliveryV1 } from "../../publish/message-v1.ts";

/** Version of the messages that are written. Version 1 is read too; others are refused. */
const version = 2;

/** A body that is not in the message. */
export interface BodyRef {
  /** Its S3 URI in the bridge's own bucket. */
  readonly bodyRef: string;
}

/** SQS refuses some Unicode characters: everything but ASCII is escaped. */
const escapeUnicode = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A delivery as the text of an SQS message. Its body is in base64, or only referred to. */
export function encodeMessage(delivery: Delivery, ref?: BodyRef): string {
  const { id, source, receivedAt, method, url, headers, proof, traceparent, signedAt, body } = delivery;
  const head = escapeUnicode(
    JSON.stringify({
      v: version,
      id,
      source,
      receivedAt,
      method,
      url,
      headers,
      proof,
      traceparent,
      signedAt,
      bodyRef: ref?.bodyRef,
    }),
  );
  if (ref) return head;
  // Base64 needs no escaping: a megabyte of it is not searched.
  const base64 = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64");
  return `${head.slice(0, -1)},"body":"${base64}"}`;
}

/** A message that was read back. */
export interface DecodedMessage {
  /** The delivery, with an empty body when that is referred to. */
  readonly delivery: Delivery | DeliveryV1;
  readonly bodyRef: string | undefined;
}

function textField(message: Json, name: string): string {
  const value = child(message, name);
  if (typeof value === "string") return value;
  throw new BridgeError(
    "message-unreadable",
    `A message in the queue has no text "${name}": the bridge did not write it.`,
    "Only `receive` may write to the queue: find out who else has sqs:SendMessage on it.",
  );
}

const isString = (value: Json | undefined): value is string => typeof value === "string";

function storedHeaders(message: Json): Readonly<Record<string, string>> {
  const value = child(message, "headers") ?? {};
  const pairs = Object.entries(value as Record<string, Json>);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => isString(pair[1])));
}

const isoTime = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** A field of the form that the bridge writes. A guess at a forged one could fail its whole batch. */
function shaped<T>(name: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new BridgeError(
    "message-unreadable",
    `A message in the queue has a "${name}" that the bridge does not write.`,
    "Only `receive` may write to the queue: find out who else has sqs:SendMessage on it.",
  );
}

const time = (value: string): string | undefined =>
  isoTime.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** The trace context of a message; a missing one is no fault. */
function traceIn(message: Json): Pick<Delivery, "traceparent"> {
  const found = child(message, "traceparent");
  if (found === undefined) return {};
  return { traceparent: shaped("traceparent", isString(found) && isTraceparent(found) ? found : undefined) };
}

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textOfProof(value: Json | undefined): Proof["text"] | undefined {
  const [before, after, digest] = ["before", "after", "digest"].map((name) => child(value, name));
  if (isString(digest)) return /^[0-9a-f]{64}$/.test(digest) ? { digest } : undefined;
  return isString(before) && isString(after) ? { before, after } : undefined;
}

/**
 * The part of a proof that items have too; undefined for other values. A forged message can't nest deeper.
 */
function itemProofIn(value: Json | undefined): Omit<Proof, "items"> | undefined {
  const covers = child(value, "covers");
  const text = textOfProof(child(value, "text"));
  return text && Array.isArray(covers) && covers.every(isString) ? { covers, text } : undefined;
}

/** A proof as `receive` writes it; undefined for other values. */
function proofIn(value: Json | undefined): Proof | undefined {
  const proof = itemProofIn(value);
  const items = child(value, "items");
  if (!proof || items === undefined) return proof;
  if (!isRecord(items)) return undefined;
  const proofs = new Map<string, Omit<Proof, "items">>();
  for (const [path, item] of Object.entries(items)) {
    const found = itemProofIn(item);
    if (!found) return undefined;
    proofs.set(path, found);
  }
  return { ...proof, items: Object.fromEntries(proofs) };
}

/** Reads what messages of each version say about the signature. */
const signatureIn: Readonly<
  Record<string, (message: Json) => Pick<Delivery, "proof"> | Pick<DeliveryV1, "scheme" | "schemeName">>
> = {
  1: (message) => {
    const scheme = child(message, "scheme");
    const schemeName = child(message, "schemeName");
    return {
      scheme: typeof scheme === "number" ? scheme : 0,
      ...(isString(schemeName) && { schemeName }),
    };
  },
  2: (message) => ({ proof: shaped("proof", proofIn(child(message, "proof"))) }),
};

/**
 * Reads a message back into the delivery that was sent.
 * @throws BridgeError `message-unreadable` for other texts and unknown versions
 */
export function decodeMessage(body: string): DecodedMessage {
  const message = parseJson(body)?.value ?? null;
  const found = child(message, "v");
  const signature = typeof found === "number" ? signatureIn[found] : undefined;
  if (!signature) {
    throw new BridgeError(
      "message-unreadable",
      `A message has version ${JSON.stringify(found) ?? "none"}, but this function reads 1 and ${version}: the functions are of different releases.`,
      "Deploy the release that wrote it, then redrive.",
    );
  }
  const bodyRef = child(message, "bodyRef");
  const signedAt = child(message, "signedAt");
  return {
    bodyRef: isString(bodyRef) ? bodyRef : undefined,
    delivery: {
      id: textField(message, "id"),
      source: textField(message, "source"),
      receivedAt: shaped("receivedAt", time(textField(message, "receivedAt"))),
      method: textField(message, "method"),
      url: textField(message, "url"),
      headers: storedHeaders(message),
      ...traceIn(message),
      ...(isString(signedAt) && { signedAt }),
      body: isString(bodyRef) ? new Uint8Array() : shaped("body", decodeBase64(textField(message, "body"))),
      ...signature(message),
    },
  };
}
