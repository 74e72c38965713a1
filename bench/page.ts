import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { type Budget, holds } from "./budgets.ts";
import { assumedMs, type Cost } from "./cost/model.ts";
import { prices, readOn } from "./cost/prices.ts";
import type { Counts } from "./counts.ts";
import { costTable, handlersTable, pipelineTable, scaleTable, verifyTable } from "./findings-tables.ts";
import type { HandlerRow } from "./handlers/measure.ts";
import type { Bundle, FunctionName } from "./load/bundles.ts";
import type { Load } from "./load/start.ts";
import type { PipelineRow } from "./micro/pipeline.ts";
import type { VerifyRow } from "./micro/verify.ts";
import { burstSeconds, type ScaleRow } from "./scale/rows.ts";
import { budgetTable, spread, table } from "./table.ts";

/** Everything that a run found. */
export interface Findings {
  readonly budgets: readonly Budget[];
  readonly verify: readonly VerifyRow[];
  readonly pipeline: { readonly receive: readonly PipelineRow[]; readonly publish: readonly PipelineRow[] };
  readonly handlers: readonly HandlerRow[];
  readonly scale: readonly ScaleRow[];
  readonly loads: Readonly<Record<FunctionName, Load>>;
  readonly bundles: Readonly<Record<FunctionName, Bundle>>;
  readonly sdk: Readonly<Record<FunctionName, Bundle>>;
  readonly counts: Counts;
  readonly cost: Cost;
  readonly versionOf: (name: string) => string;
}

const pageFile = fileURLToPath(new URL("../docs/performance.md", import.meta.url));

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

The bundled functions as AWS runs them (gateway or SQS event in, Powertools' log and metrics, the real SDK), on the embedded servers in a
process of their own. Beside them what people write instead, as Lambda handlers with the same events and servers: the vendor's SDK
and SendMessage, and AWS's quick start, which puts the event while the vendor waits. Neither writes a log, has a ledger or more than
one vendor. The embedded servers take most of the time by the clock; the processor time is that of the handler's process. A call of
\`publish\` is a batch of ten.

${handlersTable(found.handlers)}

## Loading

Milliseconds of processor time until the module is loaded, beyond bare Node; the SDK's clients are bundled in the same way.

${table(["function", "bytes", "gzip", "SDK alone, bytes", "load, ms", "SDK alone, ms", "ratio"], loadRows)}

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

## Scale

A burst of ${burstSeconds} seconds, every webhook of it accepted (what the front door's throttle refuses, the vendor sends again), and the time until
the queue is empty after its end. On paper: pollers grow in a straight line (5 at first, 300 more a minute, 1,250 at most) until the
PutEvents quota stops them. Simulated: event by event, with batches whose time varies. The two may differ by the second that a quota
saves up. ${assumedMs.publishMs} ms a batch are assumed. The quota is the region's, read as entries a second; Service Quotas tells yours. "A batch" shows
that pollers take what is there: without a backlog batches hold one or two messages, unless \`deployment.queue.batchingWindowSeconds\`
lets them fill, and the cost is that of the small batch.

${scaleTable(found.scale)}

## Prices

Read on ${readOn}:

${table(["what", "price", "as of", "source"], priceRows)}
`;
  writeFileSync(pageFile, text);
}
