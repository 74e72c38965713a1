import type { Delivery } from "../core/delivery.ts";
import { memoizeFor } from "../core/memoize.ts";
import { type Facts, pointersIn, readValue } from "../core/pointers.ts";
import { isCovered, type Proof } from "../core/proof.ts";
import { distinctionsOf } from "../core/provider.ts";
import { sha256 } from "../core/sha256.ts";
import type { Source } from "../core/source.ts";

// The only file that makes ids and keys (docs/identity.md). Other keys would publish waiting deliveries
// again; other ids are other events to consumers.

/** Id and deduplication key of an event. */
export interface Identity {
  /** CloudEvents `id`: the same on every attempt. */
  readonly id: string;
  /** Two events with one key are one event. */
  readonly key: string;
}

/** The vendor's id of an event, and the pointers by which it was read. */
export interface VendorId {
  readonly text: string;
  readonly pointers: readonly string[];
}

/** What identity needs of one event. */
export interface Identified {
  readonly delivery: Delivery;
  readonly source: Source;
  readonly facts: Facts;
  /** The delivery's proof, or that of an item with a signature of its own. */
  readonly proof: Proof;
  /** Place among the items that share one proof; undefined for an event with its own proof. */
  readonly index: number | undefined;
  readonly vendorId: VendorId | undefined;
  /** True when consumers must not see the vendor's id, because it is redacted. */
  readonly isHidden: boolean;
}

const hashOf = ({ text }: Proof, body: Uint8Array): string =>
  "digest" in text ? text.digest : sha256([text.before, body, text.after]);

/** Hashed once for all events of a body that share a proof, for the first that needs it: with a signed id none does. */
const fingerprints = memoizeFor((proof: Proof) =>
  memoizeFor((body: Uint8Array) => ({ hex: hashOf(proof, body) })),
);

/** Hex SHA-256 of the signed text without time and secret: the same on every attempt of the vendor. */
const fingerprintOf = ({ delivery, proof }: Identified): string => fingerprints(proof)(delivery.body).hex;

/**
 * The value that differs between genuine events with equal signed text, by the provider's `distinct`. A source with
 * `strictDeduplication` has only signed ones.
 */
function distinctionIn({ delivery, source, facts, proof }: Identified): string | undefined {
  const isStrict = source.strictDeduplication === true;
  const texts = distinctionsOf(source.provider.event).flatMap((distinction) => {
    if (distinction === "signing-time") return delivery.signedAt ?? [];
    if (distinction === "delivery") return isStrict ? [] : delivery.id;
    if (isStrict && !pointersIn(distinction).every((pointer) => isCovered(proof, pointer))) return [];
    // Trimmed: a scheme may sign a header without its outer white space, which a replay could change.
    return readValue(facts, distinction)?.trim() ?? [];
  });
  return texts.length > 0 ? texts.join("#") : undefined;
}

/** The event's id and its deduplication key. */
export function identify(event: Identified): Identity {
  const { delivery, source, proof, index, vendorId, isHidden } = event;
  const { distinct, each } = source.provider.event;
  const distinction = distinctionIn(event);
  // Every accepted request is an event of its own.
  const isAlone = distinct === "delivery" && source.strictDeduplication !== true;
  const suffix = distinction === undefined ? "" : `#${distinction}`;
  const place = index === undefined ? "" : `/${index}`;
  const isItemId = vendorId?.pointers.some((pointer) => pointer.startsWith("item:"));
  const idText = vendorId && vendorId.text + (isItemId ? "" : place);
  const isSigned = vendorId?.pointers.every((pointer) => isCovered(proof, pointer)) === true;

  // From the fingerprint and not from the key: a redacted id could be guessed from a hash of it.
  const makeId = (): string => {
    if (isAlone) return delivery.id + place;
    const fingerprint = fingerprintOf(event);
    return (distinction === undefined ? fingerprint : sha256([fingerprint, suffix])) + place;
  };
  const id = idText === undefined || isHidden ? makeId() : idText;
  if (isSigned) return { id, key: `${source.name}#id:${idText}${isAlone ? "" : suffix}` };
  // A replay cut below the provider's list must keep the key of its first item: an unsplit body is item 0.
  const keyPlace = each ? `/${index ?? 0}` : "";
  return { id, key: `${source.name}#sha256:${fingerprintOf(event)}${keyPlace}${suffix}` };
}
