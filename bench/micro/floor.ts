import { createHash, createHmac, type KeyObject, timingSafeEqual } from "node:crypto";

/** The least that any receiver does: HMAC over the bytes, one comparison, the body as base64 in a JSON text. */
export function receiveFloor(body: Buffer, key: KeyObject, signature: Buffer): string {
  const mac = createHmac("sha256", key).update(body).digest();
  if (!timingSafeEqual(mac, signature)) throw new Error("the floor's own signature is wrong");
  return `{"v":1,"source":"bench","receivedAt":"2026-05-28T20:26:40.000Z","body":"${body.toString("base64")}"}`;
}

/**
 * The least that any publisher does with a message: read it, hash the body for a deduplication key, read the event's name in the
 * payload, splice the payload's text into an event.
 */
export function publishFloor(message: string): string {
  const { body } = JSON.parse(message) as { body: string };
  const bytes = Buffer.from(body, "base64");
  const key = createHash("sha256").update(bytes).digest("hex");
  const text = bytes.toString("utf8");
  const { type } = JSON.parse(text) as { type: string };
  return `{"specversion":"1.0","id":"${key}","type":"com.acme.${type}","source":"/sources/bench","datacontenttype":"application/json","data":${text}}`;
}

/** What one would write without thinking of 64-bit numbers: parse the payload and print it again. */
export function parseAndPrint(message: string): string {
  const { body } = JSON.parse(message) as { body: string };
  const bytes = Buffer.from(body, "base64");
  const key = createHash("sha256").update(bytes).digest("hex");
  const data = JSON.parse(bytes.toString("utf8")) as { type: string };
  return JSON.stringify({
    specversion: "1.0",
    id: key,
    type: `com.acme.${data.type}`,
    source: "/sources/bench",
    datacontenttype: "application/json",
    data,
  });
}
