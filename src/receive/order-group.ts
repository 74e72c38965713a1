import { factsOf } from "../core/facts.ts";
import { isCovered, type Proof } from "../core/proof.ts";
import type { WebhookRequest } from "../core/request.ts";
import { sha256 } from "../core/sha256.ts";
import type { Source } from "../core/source.ts";
import { deliverySubject } from "../events/delivery-subject.ts";

/** Hexadecimal digits of a subject's hash. Two subjects that shared them would wait for each other, and no more. */
const digits = 32;

/**
 * The group in which a verified delivery keeps its order: the source, and a hash of its subject; undefined for a source without an
 * order. A hash, for a queue does not encrypt the names of groups, and takes neither spaces nor more than 128 characters. A split
 * delivery, and one whose subject is missing or not signed, is in the group of the source alone.
 * @param stored the delivery as the message will hold it
 */
export function orderGroup(source: Source, stored: WebhookRequest, proof: Proof): string | undefined {
  if (source.order === undefined) return undefined;
  const { provider, name } = source;
  const subject = deliverySubject(provider.event, factsOf(stored, provider.event.payload));
  if (!subject?.pointers.every((pointer) => isCovered(proof, pointer))) return name;
  return `${name}/${sha256([subject.text]).slice(0, digits)}`;
}
