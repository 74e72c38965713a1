import type { Delivery } from "../../core/delivery.ts";
import type { BusEntry } from "../../core/event.ts";
import type { Source } from "../../core/source.ts";
import type { PublishPorts, PublishReport } from "../../publish/ports.ts";
import { publish } from "../../publish/publish.ts";
import { publishInOrder } from "../../publish/publish-in-order.ts";
import type { RecordedRequest } from "../../recorded/fixtures.ts";
import { recordedDelivery } from "../diff/source-events.ts";

/** What became of one request. */
export interface RequestResult {
  readonly name: string;
  readonly events: readonly BusEntry[];
  /** How many of its events the source's `accept` drops. */
  readonly dropped: number;
  /** Why it gives no events: it is refused, or ends in the dead-letter queue. */
  readonly failure?: string;
}

/** The ports of `publish`, in memory: an empty ledger, a bus that takes everything. */
function portsFor(delivery: Delivery, put: BusEntry[], report: PublishPorts["report"]): PublishPorts {
  return {
    reader: { read: async () => delivery },
    ledger: { published: async () => new Set(), record: async () => {} },
    bus: {
      put: async (events) => {
        put.push(...events);
        return events.map(({ id }) => ({ ok: true, eventId: id }));
      },
    },
    claims: { keep: async (name) => `s3://claim-bucket/claims/${name}` },
    parking: { park: async () => {} },
    now: () => Date.parse(delivery.receivedAt),
    isLate: () => false,
    report,
  };
}

/** Why a message was not published, with what a function of the configuration threw. */
function whyUnpublished({ reason, error }: PublishReport): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? `${reason} It is: ${cause.name}: ${cause.message}` : reason;
}

/**
 * Sends a recorded request through `receive` and `publish`, the code that runs when deployed, at the time of its recording and with
 * everything outside of them in memory.
 * @param buses names of the deployment's buses
 */
export async function publishRecorded(
  source: Source,
  recorded: RecordedRequest,
  buses: ReadonlySet<string>,
): Promise<RequestResult> {
  const { name } = recorded;
  const delivery = await recordedDelivery(source, recorded);
  if (typeof delivery === "string")
    return { name, events: [], dropped: 0, failure: `It is refused: ${delivery}.` };
  const events: BusEntry[] = [];
  const reports: PublishReport[] = [];
  const config = { sources: new Map([[source.name, source]]), buses };
  const run = source.order ? publishInOrder : publish;
  const message = { messageId: "recorded", body: "", ...(source.order && { group: "recorded" }) };
  await run(
    [message],
    config,
    portsFor(delivery, events, (report) => reports.push(report)),
  );
  const told = reports.find(({ outcome }) => outcome !== "unrecorded");
  const failure = told && whyUnpublished(told);
  return { name, events, dropped: told?.dropped ?? 0, ...(failure !== undefined && { failure }) };
}
