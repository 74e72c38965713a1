import type { Delivery } from "../core/delivery.ts";
import type { Provider } from "../core/provider.ts";
import type { Source } from "../core/source.ts";
import { type NormalizedEvent, normalize } from "../events/normalize.ts";
import type { ReceivePorts } from "../receive/ports.ts";
import { receive } from "../receive/receive.ts";
import { type Fixture, fetchedText, secretsFor } from "./fixtures.ts";

/** What `receive` made of a fixture, with everything outside of it in memory. */
export async function receiveFixture(provider: Provider, fixture: Fixture, texts = fixture.secrets) {
  const queued: Delivery[] = [];
  const outcomes: string[] = [];
  const pairs = provider.handshakes?.some(({ answer }) => "keepSecret" in answer);
  const opening = pairs && fixture.outcome === "handshake" && texts === fixture.secrets;
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => (opening ? [] : secretsFor(provider, texts)),
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => opening === true,
    },
    queue: { send: async (delivery) => void queued.push(delivery) },
    fetcher: { text: (url) => fetchedText(fixture, url), confirm: async () => true },
    now: () => fixture.clock * 1000,
    newDeliveryId: () => "dlv_1",
    report: (report) => outcomes.push(report.handshake ?? report.reason ?? report.outcome),
  };
  const source: Source = { name: "it", provider, bus: "main", maxBodyBytes: 1_000_000 };
  const answer = await receive(new Map([["it", source]]), "it", fixture.request, ports);
  return { answer, queued, source, outcome: outcomes.join() };
}

/** Its events as `publish` makes them: from what left `receive`. */
export const eventsOfDelivery = (source: Source, delivery: Delivery): readonly NormalizedEvent[] =>
  normalize(delivery, source, new Set(["main"])).events;
