import type { Delivery } from "../core/delivery.ts";
import { type Facts, readValue } from "../core/pointers.ts";
import { distinctionsOf, type ProviderEvents } from "../core/provider.ts";
import type { Source } from "../core/source.ts";
import type { Attributes } from "./attributes.ts";

/** What the signature of the delivery vouches for; deduplication keys are made of nothing else. */
export interface Covered {
  covers(pointer: string): boolean;
  readonly fingerprint: string;
  /** Another fingerprint for each text that tells apart what has the same one. */
  fingerprintWith(distinction: string | undefined): string;
  /** The same for one item, where each is signed by itself. */
  ofItem?(path: readonly string[]): Covered | undefined;
}

/** What tells events apart besides what is signed. */
function distinctText(delivery: Delivery, event: ProviderEvents, facts: Facts): string | undefined {
  const texts = distinctionsOf(event).flatMap((distinction) => {
    if (distinction === "delivery") return delivery.id;
    // Blanks around it make no other text: where a header is signed, they are not.
    return (distinction === "signing-time" ? delivery.signedAt : readValue(facts, distinction)?.trim()) ?? [];
  });
  return texts.length > 0 ? texts.join("#") : undefined;
}

/** The event's id and its deduplication key: what counts as another event has another of both. An id that is not shown is known to the ledger alone. */
export function identify(
  delivery: Delivery,
  source: Source,
  { id }: Attributes,
  shown: Attributes,
  covered: Covered,
  facts: Facts,
  index: number | undefined,
): { id: string; key: string } {
  const { event } = source.provider;
  const place = index === undefined ? "" : `/${index}`;
  const ownId = id?.pointers.some((pointer) => pointer.startsWith("item:"));
  const distinction = distinctText(delivery, event, facts);
  const apart = distinction === undefined ? "" : `#${distinction}`;
  // What was split once is not to be told from it when its signed text comes again, cut so that nothing can be split.
  const keyPlace = event.each ? `/${index ?? 0}` : place;
  const text = id ? id.text + (ownId ? "" : place) : undefined;
  const signedId = id?.pointers.every((pointer) => covered.covers(pointer)) ? text : undefined;
  const isShown = shown.id?.text === id?.text;
  const made = event.distinct === "delivery" ? delivery.id : covered.fingerprintWith(distinction);
  return {
    id: (isShown ? text : undefined) ?? made + place,
    key:
      signedId === undefined
        ? `${source.name}#sha256:${covered.fingerprint}${keyPlace}${apart}`
        : `${source.name}#id:${signedId}${event.distinct === "delivery" ? "" : apart}`,
  };
}
