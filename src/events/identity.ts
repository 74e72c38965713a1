import type { Delivery } from "../core/delivery.ts";
import { memoizeFor } from "../core/memoize.ts";
import { type Facts, readValue } from "../core/pointers.ts";
import { isCovered, type Proof } from "../core/proof.ts";
import { distinctionsOf } from "../core/provider.ts";
import { sha256 } from "../core/sha256.ts";
import type { Source } from "../core/source.ts";

/**
 * The one place that makes ids and deduplication keys. docs/identity.md explains them with examples: another key publishes again what is
 * under way, another id is another event to consumers.
 */
export interface Identity {
  /** CloudEvents `id`: the same on every attempt. */
  readonly id: string;
  /** Two events with one key are one event. */
  readonly key: string;
}

/** An id that the vendor gave, and the pointers that it was read by. */
export interface VendorId {
  readonly text: string;
  readonly pointers: readonly string[];
}

/** One event as far as its identity needs it. */
export interface Identified {
  readonly delivery: Delivery;
  readonly source: Source;
  readonly facts: Facts;
  /** The delivery's proof, or the item's own where each item is signed by itself. */
  readonly proof: Proof;
  /** Place among the items that share one proof; undefined for an event that has its proof to itself. */
  readonly index: number | undefined;
  readonly vendorId: VendorId | undefined;
  /** True when consumers must not see the vendor's id, because it is redacted. */
  readonly isHidden: boolean;
}

const hashOf = ({ text }: Proof, body: Uint8Array): string =>
  "digest" in text ? text.digest : sha256([text.before, body, text.after]);

/** Hashed once, when the first event asks for it: a signed id needs no hash. */
const wholeFingerprint = memoizeFor(({ proof, body }: Delivery) => ({ hex: hashOf(proof, body) }));

/** Hex SHA-256 of the signed text without time and secret: the same on every attempt of the vendor. */
const fingerprintOf = ({ delivery, proof }: Identified): string =>
  proof === delivery.proof ? wholeFingerprint(delivery).hex : hashOf(proof, delivery.body);

/** What tells two genuine events apart whose signed text is equal (`distinct` of the provider). */
function distinctionIn({ delivery, source, facts }: Identified): string | undefined {
  const texts = distinctionsOf(source.provider.event).flatMap((distinction) => {
    if (distinction === "delivery") return delivery.id;
    // Trimmed, for a scheme that signs a header may sign it so: white space around a value must not make a second event.
    return (distinction === "signing-time" ? delivery.signedAt : readValue(facts, distinction)?.trim()) ?? [];
  });
  return texts.length > 0 ? texts.join("#") : undefined;
}

/** The event's id and its deduplication key. */
export function identify(event: Identified): Identity {
  const { delivery, source, proof, index, vendorId, isHidden } = event;
  const { distinct, each } = source.provider.event;
  const distinction = distinctionIn(event);
  const apart = distinction === undefined ? "" : `#${distinction}`;
  const place = index === undefined ? "" : `/${index}`;
  const isOwn = vendorId?.pointers.some((pointer) => pointer.startsWith("item:"));
  const idText = vendorId && vendorId.text + (isOwn ? "" : place);
  const isSigned = vendorId?.pointers.every((pointer) => isCovered(proof, pointer)) === true;

  // Made of the fingerprint and not of the key: a hidden id could be guessed from a hash of it.
  const made = (): string => {
    if (distinct === "delivery") return delivery.id + place;
    const fingerprint = fingerprintOf(event);
    return (distinction === undefined ? fingerprint : sha256([fingerprint, apart])) + place;
  };
  const id = idText === undefined || isHidden ? made() : idText;
  if (isSigned) return { id, key: `${source.name}#id:${idText}${distinct === "delivery" ? "" : apart}` };
  // A replay cut below the provider's list must keep the key of its first item, so an unsplit body counts as item 0.
  const keyPlace = each ? `/${index ?? 0}` : "";
  return { id, key: `${source.name}#sha256:${fingerprintOf(event)}${keyPlace}${apart}` };
}
