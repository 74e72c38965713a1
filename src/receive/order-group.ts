import { factsOf } from "../core/facts.ts";
import { isCovered, type Proof } from "../core/proof.ts";
import type { WebhookRequest } from "../core/request.ts";
import { sha256 } from "../core/sha256.ts";
import type { Source } from "../core/source.ts";
import { deliverySubject } from "../events/delivery-subject.ts";

/** Hex digits of a subject's hash. Two subjects with the same digits would only wait for each other. */
const digits = 32;

/**
 * The FIFO group of a delivery: its source, and a hash of its subject; undefined without an order.
 * @param stored the delivery as its message will hold it
 */
export function orderGroup(source: Source, stored: WebhookRequest, proof: Proof): string | undefined {
  if (source.order === undefined) return undefined;
  const { provider, name } = source;
  const subject = deliverySubject(provider.event, factsOf(stored, provider.event.payload));
  // Without a single signed subject, the source is the group: a replay could change an unsigned one.
  if (!subject?.pointers.every((pointer) => isCovered(proof, pointer))) return name;
  // A hash: SQS does not encrypt group names, and limits their characters and length (128).
  return `${name}/${sha256([subject.text]).slice(0, digits)}`;
}
