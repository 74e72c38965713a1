import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { type Budget, holds } from "../budgets.ts";
import { assumedMs, type Cost } from "../cost/model.ts";
import { prices, readOn } from "../cost/prices.ts";
import type { Counts } from "../counts.ts";
import type { HandlerRow } from "../handlers/measure.ts";
import type { ReceiverRow } from "../http/measure.ts";
import type { Bundle, FunctionName } from "../load/bundles.ts";
import type { ColdStart } from "../load/cold-start.ts";
import type { SourcesRow } from "../load/sources.ts";
import type { Load } from "../load/start.ts";
import type { PipelineRow } from "../micro/pipeline.ts";
import type { VerifyRow } from "../micro/verify.ts";
import { burstSeconds, type ScaleRow } from "../scale/rows.ts";
import { budgetTable, spread, table } from "../table.ts";
import { lineChart, lineColours } from "./charts.ts";
import { costChart, costTable, managedTable } from "./costs.ts";
import {
  coldStartTable,
  handlersTable,
  pipelineTable,
  receiversTable,
  scaleTable,
  sourcesTable,
  verifyTable,
} from "./tables.ts";

/** Everything that a run found. */
export interface Findings {
  readonly budgets: readonly Budget[];
  readonly verify: readonly VerifyRow[];
  readonly pipeline: { readonly receive: readonly PipelineRow[]; readonly publish: readonly PipelineRow[] };
  readonly handlers: readonly HandlerRow[];
  readonly receivers: readonly ReceiverRow[];
  /** Undefined where AWS's runtime interface client can't be built. */
  readonly coldStarts: readonly ColdStart[] | undefined;
  readonly sources: readonly SourcesRow[];
  readonly scale: readonly ScaleRow[];
  readonly loads: Readonly<Record<FunctionName, Load>>;
  readonly bundles: Readonly<Record<FunctionName, Bundle>>;
  readonly sdk: Readonly<Record<FunctionName, Bundle>>;
  readonly counts: Counts;
  readonly cost: Cost;
  readonly versionOf: (name: string) => string;
}

const pageFile = fileURLToPath(new URL("../../docs/performance.md", import.meta.url));

const names = ["receive", "publish"] as const;

/** Why budgets are missed, each reason once. */
function missed(budgets: readonly Budget[]): string {
  const reasons = Map.groupBy(
    budgets.filter((budget) => !holds(budget)),
    ({ why }) => why ?? "No reason is known.",
  );
  return Array.from(
    reasons,
    ([why, group]) => `\n- ${group.map(({ what }) => what).join("; ")}: ${why}`,
  ).join("");
}

const clientName = "aws-lambda-ric";

function coldStarts({ coldStarts: rows, versionOf }: Findings): string {
  if (!rows)
    return "AWS's runtime interface client could not be built on this machine: no cold starts on it.";
  return `On AWS's own runtime interface client (\`${clientName}\` ${versionOf(clientName)}) against a small Runtime API, in fresh processes, by the clock: from
the start of the process until it asks for an event, and the first event (2 KB) until it is answered: connections, the secret,
the queue or the bus included. "SDK to queue" is the vendor's verifier and SendMessage with the secret in the bundle.

${coldStartTable(rows)}`;
}

/** The bursts that leave a backlog worth drawing. */
const plotted = (rows: readonly ScaleRow[]): readonly ScaleRow[] =>
  rows.filter(({ perSecond }) => perSecond === 10_000);

function backlogChart(rows: readonly ScaleRow[]): string {
  const until = 600;
  const step = 10;
  const at = ({ simulated: { backlog } }: ScaleRow): readonly number[] =>
    Array.from({ length: until / step + 1 }, (_, place) => (backlog[place * step] ?? 0) / 1_000);
  return lineChart(
    "Queue of a minute of 10,000 webhooks a second",
    { unit: "seconds from its beginning", until },
    "thousand messages",
    plotted(rows).map(at),
  );
}

/** Writes docs/performance.md: what a run found, on what machine and when. */
export async function writePage(found: Findings): Promise<void> {
  const { model = "an unknown processor" } = cpus()[0] ?? {};
  const machine = `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${process.platform}`;
  const loadRows = names.map((name) => [
    name,
    found.bundles[name].bytes.toLocaleString("en"),
    found.bundles[name].gzip.toLocaleString("en"),
    found.sdk[name].bytes.toLocaleString("en"),
    spread(found.loads[name].own),
    spread(found.loads[name].sdk),
    spread(found.loads[name].ratio),
  ]);
  const calls = Object.entries(found.counts.calls).map(([name, count]) => [name, String(count)]);
  const priceRows = Object.entries(prices).map(([name, { dollars, per, source, asOf }]) => [
    name,
    `$${dollars} per ${per}`,
    asOf,
    source,
  ]);
  const text = `# Performance

Written by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${machine}.

What counts is the processor time of the whole process, in interleaved rounds; a ratio is the median over the rounds, with its
quartiles. Times hold for this machine; ratios are the finding. A vendor's verifier is given what a receiver has: the headers and
the raw bytes.

## Budgets

${budgetTable(found.budgets)}
${missed(found.budgets)}

## Verifying

Ours over the vendor's own verifier: below 1 is cheaper. \`stripe\`, \`svix\` and \`standardwebhooks\` parse the payload as well, which their
documented calls can't be kept from; \`stripe (verifyHeader)\` only verifies.

${verifyTable(found.verify, found.versionOf)}

## receive without I/O

The floor: one HMAC with a prepared key, one comparison, the body as base64 in a JSON text. \`receive\` finds the source, its cached
secrets, verifies, scrubs, makes the delivery and its message, and answers. Beside it, what a refusal costs over an acceptance.

${pipelineTable(found.pipeline.receive)}

## publish without I/O

For one event of a batch of ten. The floor: read the message, decode base64, hash the body for a key, parse the payload once for the
event's name, splice its text into an event. Parse-and-print prints the payload again, and loses 64-bit numbers.

${pipelineTable(found.pipeline.publish)}

## Handlers with I/O

The bundled functions as AWS runs them (gateway or SQS event in, log and metrics, the real SDK), on the embedded servers in a
process of their own. Beside them what people write instead, as Lambda handlers with the same events and servers: the vendor's SDK
and SendMessage, and AWS's quick start, which puts the event while the vendor waits. Neither writes a log, has a ledger or more than
one vendor. The embedded servers take most of the time by the clock; the processor time is that of the handler's process. A call of
\`publish\` is a batch of ten.

${handlersTable(found.handlers)}

## Receivers over HTTP

The same bundle of \`receive\` behind a plain server that hands requests over as API Gateway does, and what people run instead: a web
framework with the vendor's verifier and SendMessage. All verify, wait for the queue, and only then answer; each refuses a wrong
signature before it is measured. Bento is an independent product in Go, set up to do the same (\`--bento\`; at 512 KB it closes connections on the
benchmark, and is not measured). 16 connections; each receiver in a process of its own, whose processor time and memory it is. The others
have no log, no metrics, one vendor and one secret.

${receiversTable(found.receivers, found.versionOf)}

## Loading

Milliseconds of processor time until the module is loaded, beyond bare Node; the SDK's clients are bundled in the same way.

${table(["function", "bytes", "gzip", "SDK alone, bytes", "load, ms", "SDK alone, ms", "ratio"], loadRows)}

${coldStarts(found)}

## Sources

Sources of as many different providers, one of which is sent a webhook of 2 KB. What a source costs is the data of its provider in the
bundle.

${sourcesTable(found.sources)}

A bundle holds the providers in use only: a catalogue of any size adds ${found.budgets.find(({ what }) => what.startsWith("growth"))?.found ?? "?"} bytes.

## Calls

For ${found.counts.webhooks} webhooks of 2 KB in batches of 10, counted where the SDK's clients are called: ${found.counts.ledgerWrites} ledger writes, a message
of ${Math.round(found.counts.bytes.message).toLocaleString("en")} bytes and a detail of ${Math.round(found.counts.bytes.detail).toLocaleString("en")}. Lambda's poller adds two SQS calls a batch.

${table(["call", "count"], calls)}

## Cost

For a million webhooks, us-east-1, no free tier. Durations can't be measured without AWS: ${assumedMs.receiveMs} ms for \`receive\` and ${assumedMs.publishMs} ms for \`publish\` are
assumed. \`npm run cost\` answers for other numbers. AWS's quick start is one function behind a URL that calls PutEvents in the
request: no queue, no ledger, no dead letters, its logs not counted.

${await costTable()}

Managed services ask by the webhook, whatever its size, and keep the payloads in their cloud. Their list prices beside this
bridge's with durations and logs, for bodies of 2 KB in batches of ten behind an HTTP API:

${await managedTable()}

${await costChart()}

## Scale

A burst of ${burstSeconds} seconds, every webhook of it accepted (what the front door's throttle refuses, the vendor sends again), and the time until
the queue is empty after its end. On paper: pollers grow in a straight line (5 at first, 300 more a minute, 1,250 at most) until the
PutEvents quota stops them. Simulated: event by event, with batches whose time varies. The two may differ by the second that a quota
saves up. ${assumedMs.publishMs} ms a batch are assumed. The quota is the region's, read as entries a second; Service Quotas tells yours. "A batch" shows
that pollers take what is there: without a backlog batches hold one or two messages, unless \`deployment.queue.batchingWindowSeconds\`
lets them fill, and the cost is that of the small batch.

"Another source's" is the longest that a webhook waits of a source that sends one a second meanwhile: fair queues (\`MessageGroupId\` is the
source) let it pass the burst's messages. Without them it would wait as long as those. Simulated as if they always knew it.

${scaleTable(found.scale)}

${backlogChart(found.scale)}

A PutEvents quota of ${plotted(found.scale)
    .map(({ putEvents }, place) => `${putEvents.toLocaleString("en")} is ${lineColours[place]}`)
    .join(", ")}.
    .map(({ putEvents }) => putEvents.toLocaleString("en"))
    .join(", ")}.

## Prices

Read on ${readOn}:

${table(["what", "price", "as of", "source"], priceRows)}
`;
  writeFileSync(pageFile, text);
}
