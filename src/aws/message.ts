import type { Delivery } from "../core/delivery.ts";
import { BridgeError } from "../core/errors.ts";
import { child, type Json, parseJson } from "../core/json/json.ts";
import type { Proof } from "../core/proof.ts";
import type { DeliveryV1 } from "../publish/message-v1.ts";
import { decodeBase64 } from "./base64.ts";

/** Version of the message format that is written. Version 1 is read as well; others are refused. */
const version = 2;

/** Where the body is when it is not in the message: an S3 URI in the bridge's own bucket. */
export interface BodyRef {
  readonly bodyRef: string;
}

/** SQS refuses some characters of Unicode: what is not plain ASCII is escaped. */
const escapeUnicode = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A delivery as the text of an SQS message. The body travels as base64, or as a reference. */
export function encodeMessage(delivery: Delivery, ref?: BodyRef): string {
  const { id, source, receivedAt, method, url, headers, proof, signedAt, body } = delivery;
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
  readonly delivery: Delivery | DeliveryV1;
  readonly bodyRef: string | undefined;
}

function textField(message: Json, name: string): string {
  const value = child(message, name);
  if (typeof value === "string") return value;
  throw new BridgeError(
    "message-unreadable",
    `A message has no text "${name}": it is not one of the bridge's.`,
    "Find out who else sends to the queue.",
  );
}

const isString = (value: Json | undefined): value is string => typeof value === "string";

function storedHeaders(message: Json): Readonly<Record<string, string>> {
  const value = child(message, "headers") ?? {};
  const pairs = Object.entries(value as Record<string, Json>);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => isString(pair[1])));
}

const isoTime = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** A field of a known form. Anything else was not written by the bridge, and a guess at it could take its batch along. */
function shaped<T>(name: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new BridgeError(
    "message-unreadable",
    `A message has a "${name}" that the bridge never writes.`,
    "Find out who else sends to the queue.",
  );
}

const time = (value: string): string | undefined =>
  isoTime.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textOfProof(value: Json | undefined): Proof["text"] | undefined {
  const [before, after, digest] = ["before", "after", "digest"].map((name) => child(value, name));
  if (isString(digest)) return /^[0-9a-f]{64}$/.test(digest) ? { digest } : undefined;
  return isString(before) && isString(after) ? { before, after } : undefined;
}

/** What a proof of a delivery and one of an item have in common; undefined for anything else. */
function itemProofIn(value: Json | undefined): Omit<Proof, "items"> | undefined {
  const covers = child(value, "covers");
  const text = textOfProof(child(value, "text"));
  return text && Array.isArray(covers) && covers.every(isString) ? { covers, text } : undefined;
}

/** A proof as `receive` wrote it; undefined for anything else. */
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

/** What a version says of the signature. */
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

/** @throws BridgeError `message-unreadable` for what is no message of a version that is known */
export function decodeMessage(body: string): DecodedMessage {
  const message = parseJson(body)?.value ?? null;
  const found = child(message, "v");
  const signature = typeof found === "number" ? signatureIn[found] : undefined;
  if (!signature) {
    throw new BridgeError(
      "message-unreadable",
      `A message has version ${JSON.stringify(found) ?? "none"}; this function reads 1 and ${version}.`,
      "Finish the deployment that wrote it, then redrive.",
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
      ...(isString(signedAt) && { signedAt }),
      body: isString(bodyRef) ? new Uint8Array() : shaped("body", decodeBase64(textField(message, "body"))),
      ...signature(message),
    },
  };
}
