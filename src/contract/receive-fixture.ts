import type { Delivery } from "../core/delivery.ts";
import type { Provider } from "../core/provider.ts";
import type { Source } from "../core/source.ts";
import { type NormalizedEvent, normalize } from "../events/normalize.ts";
import type { Fixture } from "../recorded/fixtures.ts";
import { receiveRecorded } from "../recorded/receive-recorded.ts";

/** What `receive` made of a fixture, with everything outside of it in memory. */
export async function receiveFixture(provider: Provider, fixture: Fixture, secrets = fixture.secrets) {
  const pairs = provider.handshakes?.some(({ answer }) => "keepSecret" in answer) ?? false;
  const pairing = pairs && fixture.outcome === "handshake" && secrets === fixture.secrets;
  const source: Source = { name: "it", provider, bus: "main", maxBodyBytes: 1_000_000 };
  const { answer, delivery, outcome } = await receiveRecorded(source, fixture, { secrets, pairing });
  return { answer, queued: delivery ? [delivery] : [], source, outcome };
}

/** Its events as `publish` makes them: from what left `receive`. */
export const eventsOfDelivery = (source: Source, delivery: Delivery): readonly NormalizedEvent[] =>
  normalize(delivery, source, new Set(["main"])).events;
