import { createHash } from "node:crypto";
import type { Delivery } from "../../src/core/delivery.ts";
import type { Proof } from "../../src/core/proof.ts";
import type { ProviderEvents } from "../../src/core/provider.ts";
import type { Source } from "../../src/core/source.ts";
import { normalize } from "../../src/events/normalize.ts";
import { acme, deliveryOf, wholeProof } from "../support/fakes.ts";

const buses = new Set(["main", "other"]);

export function sourceWith(change: Partial<Source>, event: Partial<ProviderEvents> = {}): Source {
  const provider = { ...acme, event: { ...acme.event, ...event } };
  return { name: "acme", provider, bus: "main", maxBodyBytes: 1_000, ...change };
}

export const made = (source: Source, delivery: Delivery, proof: Proof = wholeProof) =>
  normalize({ ...delivery, proof }, source, buses);

/** The fingerprint of what the text tells apart. */
export const apart = (text: string): string =>
  createHash("sha256").update(`${wholeProof.text.digest}#${text}`).digest("hex");

/** The code, the message and the remedy of what it throws. */
export function refusal(source: Source, body: string, headers = {}) {
  try {
    made(source, deliveryOf(body, { headers }));
  } catch (error) {
    const { code, message, remedy } = error as { code: string; message: string; remedy: string };
    return { code, message, remedy };
  }
  return undefined;
}
