import type { Delivery } from "../core/delivery.ts";
import { factsOf } from "../core/facts.ts";
import type { Source } from "../core/source.ts";
import { deliverySubject } from "../events/delivery-subject.ts";
import { requestOf } from "../events/normalize.ts";
import { sha256 } from "../signatures/parts/key.ts";
import { coverage } from "../signatures/proof.ts";
import { schemeOf } from "../signatures/scheme-name.ts";

/** Hexadecimal digits of a subject's hash. Two subjects that shared them would wait for each other, and no more. */
const digits = 32;

/**
 * The group in which a verified delivery keeps its order: the source, and a hash of its subject; undefined for a source without an
 * order. A hash, for a queue does not encrypt the names of groups, and takes neither spaces nor more than 128 characters. A split
 * delivery, and one whose subject is missing or not signed, is in the group of the source alone.
 */
export function orderGroup(source: Source, delivery: Delivery): string | undefined {
  if (source.order === undefined) return undefined;
  const { provider, name } = source;
  const request = requestOf(delivery);
  const subject = deliverySubject(provider.event, factsOf(request, provider.event.payload));
  if (!subject) return name;
  const { covers } = coverage(schemeOf(provider, delivery), request);
  return subject.pointers.every(covers) ? `${name}/${sha256([subject.text]).slice(0, digits)}` : name;
}
