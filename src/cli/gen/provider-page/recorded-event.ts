import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRequest } from "../../../contract/http-text.ts";
import type { Delivery } from "../../../core/delivery.ts";
import type { Provider } from "../../../core/provider.ts";
import { secretOf } from "../../../core/secret.ts";
import type { Source } from "../../../core/source.ts";
import { detailOf } from "../../../events/envelope.ts";
import { type NormalizedEvent, normalize } from "../../../events/normalize.ts";
import type { ReceivePorts } from "../../../receive/ports.ts";
import { receive } from "../../../receive/receive.ts";
import { secretRoles } from "../../../signatures/secret-roles.ts";

/** What an example needs of a fixture's JSON. */
interface RecordedDelivery {
  readonly clock: number;
  readonly origin: string;
  readonly secrets: readonly string[];
  readonly fetched?: Readonly<Record<string, string>>;
  readonly outcome: string;
  readonly events?: readonly {
    readonly subject?: string;
    readonly time?: string;
    readonly entity?: string;
    readonly action?: string;
  }[];
}

/** An event that the bridge makes of a recorded request. */
export interface RecordedEvent {
  /** Name of the fixture. */
  readonly name: string;
  readonly event: NormalizedEvent;
  /** The event's `Detail`. */
  readonly detail: string;
}

const readRecorded = (folder: string, name: string): RecordedDelivery =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as RecordedDelivery;

/** How many attributes the first event has: what it is about and what happened come first. */
const tellingOf = ({ events: [event] = [] }: RecordedDelivery): number =>
  (event?.entity ? 4 : 0) + (event?.action ? 4 : 0) + (event?.subject ? 2 : 0) + (event?.time ? 1 : 0);

/** The recorded delivery that shows most in the fewest bytes; undefined where none has an event. */
function exampleIn(folder: string): string | undefined {
  const names = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const rated = names.flatMap((file) => {
    const name = file.slice(0, -".json".length);
    const recorded = readRecorded(folder, name);
    if (recorded.outcome !== "accepted" || !recorded.events?.length) return [];
    const bytes = readFileSync(join(folder, `${name}.http`)).length;
    return [{ name, telling: tellingOf(recorded), bytes }];
  });
  rated.sort(
    (one, other) =>
      other.telling - one.telling || one.bytes - other.bytes || one.name.localeCompare(other.name, "en"),
  );
  return rated[0]?.name;
}

/** The delivery that `receive` makes of a recorded request; undefined when it accepts none. */
async function deliveryFromFile(source: Source, folder: string, name: string): Promise<Delivery | undefined> {
  const { clock, origin, secrets, fetched = {} } = readRecorded(folder, name);
  const request = parseRequest(readFileSync(join(folder, `${name}.http`)), origin);
  const roles = secretRoles(source.provider);
  let queued: Delivery | undefined;
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => secrets.map((text) => secretOf(text, roles)),
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => false,
    },
    queue: {
      send: async (delivery) => {
        queued = delivery;
      },
    },
    fetcher: {
      text: async (url) => {
        const text = fetched[url];
        if (text === undefined) throw new Error(`${name}.json has no text for ${url}`);
        return text;
      },
      confirm: async () => false,
    },
    now: () => clock * 1000,
    newDeliveryId: () => "dlv_1",
    report: () => {},
  };
  await receive(new Map([[source.name, source]]), source.name, request, ports);
  return queued;
}

/**
 * An event as a provider's deliveries become them: of one of its recorded requests, through the code that runs when deployed. The same for
 * the same files. Undefined where the provider has no recorded delivery that is accepted: its contract says why.
 * @param folder the provider's recorded requests
 */
export async function recordedEvent(provider: Provider, folder: string): Promise<RecordedEvent | undefined> {
  const name = exampleIn(folder);
  if (name === undefined) return undefined;
  const source: Source = { name: provider.id, provider, bus: "main", maxBodyBytes: 1_000_000 };
  const delivery = await deliveryFromFile(source, folder, name);
  if (!delivery) return undefined;
  const [event] = normalize(delivery, source, new Set(["main"])).events;
  return event && { name, event, detail: detailOf(event.envelope, event.payload) };
}
