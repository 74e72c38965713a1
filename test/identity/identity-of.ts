import type { Delivery } from "../../src/core/delivery.ts";
import { isCovered } from "../../src/core/proof.ts";
import type { Provider } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature } from "../../src/core/signature.ts";
import type { Source } from "../../src/core/source.ts";
import { normalize } from "../../src/events/normalize.ts";
import { deliveryOf } from "../../src/receive/delivery-of.ts";
import type { Fixture } from "../../src/recorded/fixtures.ts";
import { receiveRecorded } from "../../src/recorded/receive-recorded.ts";

/** What a delivery's events are called, and which of the pointers its signature covers. */
export interface Identity {
  readonly group: string | undefined;
  /** `1` for each pointer that is covered, in their order. */
  readonly covers: string;
  readonly events: readonly (readonly [id: string, key: string])[];
}

export const sourceOf = (provider: Provider): Source => ({
  name: "it",
  provider,
  bus: "main",
  order: "subject",
  maxBodyBytes: 1_000_000,
});

/** The delivery that `receive` makes of a request; undefined when it makes none. */
export async function deliveryFrom(
  provider: Provider,
  fixture: Fixture,
  request: WebhookRequest,
  secrets: readonly string[],
): Promise<Delivery | undefined> {
  return (await receiveRecorded(sourceOf(provider), fixture, { request, secrets })).delivery;
}

/** The delivery as it would be stored if a scheme had accepted it. */
export const storedBy = (
  provider: Provider,
  signature: Signature,
  request: WebhookRequest,
): Promise<Delivery> =>
  deliveryOf(
    { source: sourceOf(provider), request, signature, secrets: [] },
    { newDeliveryId: () => "dlv_1", now: () => Date.parse("2026-05-28T20:26:40.000Z") },
  );

/** What `publish` makes of a delivery. */
export function identityOf(provider: Provider, delivery: Delivery, pointers: readonly string[]): Identity {
  const { events } = normalize(delivery, sourceOf(provider), new Set(["main"]));
  return {
    group: delivery.group,
    covers: pointers.map((pointer) => (isCovered(delivery.proof, pointer) ? "1" : "0")).join(""),
    events: events.map(({ envelope, key }) => [envelope.id, key] as const),
  };
}
