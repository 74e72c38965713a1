import { createHmac, createSecretKey } from "node:crypto";
import type { WebhookRequest } from "../../src/core/request.ts";
import { publish } from "../../src/publish/publish.ts";
import { receive } from "../../src/receive/receive.ts";
import type { Size } from "../payload.ts";
import { type Effort, race, type Spread } from "../rounds.ts";
import { bridge, measured, publishPorts, receivePorts, subjectOf } from "./bridge.ts";
import { parseAndPrint, publishFloor, receiveFloor } from "./floor.ts";
import { allSizes } from "./subjects.ts";

type SourceName = keyof typeof measured;

/** What a part of the pipeline costs, over the floor of the same size. */
export interface PipelineRow {
  readonly source: SourceName;
  readonly size: Size;
  /** Microseconds of the floor. */
  readonly floor: Spread;
  readonly overFloor: Spread;
  /** By what it is: refusals over an acceptance, or parse-and-print over the floor. */
  readonly others: Readonly<Record<string, Spread>>;
}

const names = Object.keys(measured) as readonly SourceName[];

/** A request that is refused: each kind of failure that invariant 5 wants to cost the same. */
function refusals(
  right: WebhookRequest,
  wrong: WebhookRequest,
): Readonly<Record<string, [string, WebhookRequest]>> {
  const source = (request: WebhookRequest): [string, WebhookRequest] => ["", request];
  const unsigned = new Map([...right.headers].filter(([name]) => !name.includes("signature")));
  const malformed = new Map(
    [...right.headers].map(([name, value]) => [name, name.includes("signature") ? "x" : value] as const),
  );
  return {
    "wrong signature": source(wrong),
    "no signature": source({ ...right, headers: unsigned }),
    "malformed signature": source({ ...right, headers: malformed }),
    "unknown source": ["nobody", right],
  };
}

async function receiveRow(source: SourceName, [size, bytes]: readonly [Size, number], effort: Effort) {
  const subject = subjectOf(source);
  const nowMs = Date.now();
  const right = await subject.request(bytes, true, nowMs);
  const wrong = await subject.request(bytes, false, nowMs);
  const body = Buffer.from(right.body);
  const key = createSecretKey(Buffer.from("a-key-of-the-floor"));
  const signature = createHmac("sha256", key).update(body).digest();
  let sent = 0;
  const ports = receivePorts((message) => {
    sent += message.length;
  });
  const run = (name: string, request: WebhookRequest, status: number) => async () => {
    const answer = await receive(bridge.sources, name, request, ports);
    if (answer.status !== status) throw new Error(`${source} answers ${answer.status}, not ${status}.`);
  };
  const refused = Object.entries(refusals(right, wrong));
  const [floor, accept, ...others] = await race(
    [
      { name: "floor", run: () => receiveFloor(body, key, signature) },
      { name: "accept", run: run(source, right, 200) },
      ...refused.map(([name, [unknown, request]]) => ({ name, run: run(unknown || source, request, 401) })),
    ],
    effort,
  );
  if (!floor || !accept || sent === 0) throw new Error("nothing was measured");
  const over = (place: number): Spread => {
    const cost = others[place]?.cost ?? accept.cost;
    return {
      low: cost.low / accept.cost.median,
      median: cost.median / accept.cost.median,
      high: cost.high / accept.cost.median,
    };
  };
  return {
    source,
    size,
    floor: floor.cost,
    overFloor: accept.ratio,
    others: Object.fromEntries(refused.map(([name], place) => [name, over(place)])),
  };
}

/** Messages in a batch, as the stack sets it. */
export const batchSize = 10;

async function publishRow(source: SourceName, [size, bytes]: readonly [Size, number], effort: Effort) {
  const subject = subjectOf(source);
  const messages: string[] = [];
  const ports = receivePorts((message) => messages.push(message));
  // Ten different bodies: what is the same would be dropped as a duplicate.
  for (let index = 0; index < batchSize; index++) {
    const right = await subject.request(bytes - index, true, Date.now());
    await receive(bridge.sources, source, right, ports);
  }
  const queued = messages.map((body, index) => ({ messageId: `m${index}`, body }));
  const config = { sources: bridge.sources, buses: new Set(bridge.buses.keys()) };
  const publishing = publishPorts();
  const [floor, whole, printed] = await race(
    [
      { name: "floor", run: () => messages.map(publishFloor) },
      {
        name: "publish",
        run: async () => {
          const left = await publish(queued, config, publishing);
          if (left.length > 0) throw new Error(`${source}: ${left.length} messages were not published.`);
        },
      },
      { name: "parse and print", run: () => messages.map(parseAndPrint) },
    ],
    effort,
  );
  if (!floor || !whole || !printed) throw new Error("nothing was measured");
  const perEvent = ({ low, median, high }: Spread): Spread => ({
    low: low / batchSize,
    median: median / batchSize,
    high: high / batchSize,
  });
  return {
    source,
    size,
    floor: perEvent(floor.cost),
    overFloor: whole.ratio,
    others: { "parse and print": printed.ratio },
  };
}

export interface PipelineRows {
  readonly receive: readonly PipelineRow[];
  readonly publish: readonly PipelineRow[];
}

/** `receive` and `publish` without I/O, over their floors. */
export async function measurePipeline(
  effort: Effort,
  progress: (what: string) => void,
): Promise<PipelineRows> {
  const rows: { receive: PipelineRow[]; publish: PipelineRow[] } = { receive: [], publish: [] };
  for (const size of allSizes) {
    for (const source of names) {
      progress(`receive, ${size[0]}: ${source}`);
      rows.receive.push(await receiveRow(source, size, effort));
      progress(`publish, ${size[0]}: ${source}`);
      rows.publish.push(await publishRow(source, size, effort));
    }
  }
  return rows;
}
