import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Source } from "../../src/core/source.ts";
import { type NormalizedEvent, normalize } from "../../src/events/normalize.ts";
import { toUriReference } from "../../src/events/uri-reference.ts";
import { deliveryOf } from "../../src/receive/delivery-of.ts";
import { chooseScheme } from "../../src/signatures/choose.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { sharedFolder } from "./folder.ts";

// Deliveries of real senders and the events that they are to become: ../shared/field/README.md has the format.

interface ExpectedAttributes {
  readonly type?: string;
  readonly subject?: string | readonly string[];
  readonly time?: string;
  readonly source?: string;
  readonly entity?: string;
  readonly action?: string;
  readonly words?: readonly string[];
  readonly uri?: true;
}

interface FieldLine {
  readonly id: string;
  readonly provider: string;
  readonly deliveries: readonly {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly query?: string;
  }[];
  readonly expectEvents: number;
  readonly expect: readonly ExpectedAttributes[];
  readonly same?: readonly ("source" | "subject")[];
}

const lines = readFileSync(resolve(sharedFolder, "field/events.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as FieldLine);

const firstMs = Date.parse("2026-11-01T00:00:00Z");

type Received = NormalizedEvent & { readonly receivedAt: string };

/** The events of a line, one for each key, as `publish` would put them; deliveries come an hour apart. */
async function eventsOf({ deliveries }: FieldLine, provider: Provider): Promise<readonly Received[]> {
  const source: Source = { name: "it", provider, bus: "main", maxBodyBytes: 4_500_000 };
  const events = new Map<string, Received>();
  for (const [index, { headers, body, query = "" }] of deliveries.entries()) {
    const request: WebhookRequest = {
      method: "POST",
      url: `https://hooks.example.com/hooks/it${query ? `?${query}` : ""}`,
      query,
      headers: new Map(Object.entries(headers)),
      body: Buffer.from(body),
    };
    const signature = chooseScheme(signaturesOf(provider), request) ?? signaturesOf(provider)[0];
    if (!signature) throw new Error(`${provider.id} has no scheme`);
    const signedAt = deliveries.findIndex(
      (one) => one.body === body && JSON.stringify(one.headers) === JSON.stringify(headers),
    );
    const delivery = await deliveryOf(
      { source, request, signature, secrets: [], signedAt: String(signedAt) },
      { now: () => firstMs + index * 3_600_000, newDeliveryId: () => `dlv_${index}` },
    );
    for (const event of normalize(delivery, source, new Set(["main"])).events)
      if (!events.has(event.key)) events.set(event.key, { ...event, receivedAt: delivery.receivedAt });
  }
  return [...events.values()];
}

function compare(provider: Provider, { envelope, receivedAt }: Received, expected: ExpectedAttributes): void {
  const { type, subject, time, source, entity, action, words, uri } = expected;
  if (type !== undefined) expect(envelope.type).toBe(`${provider.event.source}.${type}`);
  if (subject !== undefined) expect([subject].flat()).toContain(envelope.subject);
  if (time !== undefined)
    expect(Date.parse(envelope.time)).toBe(Date.parse(time === "received" ? receivedAt : time));
  if (source !== undefined) expect(envelope.origin).toBe(source);
  if (entity !== undefined) expect(envelope.entity).toBe(entity);
  if (action !== undefined) expect(envelope.action).toBe(action);
  if (words) expect(words).toContain([envelope.entity, envelope.action].filter(Boolean).join(" "));
  if (uri) expect(toUriReference(envelope.origin)).toBe(envelope.origin);
}

describe("what real senders send becomes the right events", () => {
  it("the list is whole", () => {
    expect(lines.length).toBeGreaterThanOrEqual(71);
  });

  it.each(lines)("$id", async (line) => {
    const provider = await loadProvider(line.provider);
    const events = await eventsOf(line, provider);
    expect(events).toHaveLength(line.expectEvents);
    for (const [index, expected] of line.expect.entries())
      compare(provider, events[index] as Received, expected);
    for (const name of line.same ?? []) {
      const values = events.map(({ envelope }) => (name === "source" ? envelope.origin : envelope[name]));
      expect(new Set(values).size).toBe(1);
    }
    expect(new Set(events.map(({ envelope: { origin, id } }) => `${origin} ${id}`)).size).toBe(events.length);
  });
});
