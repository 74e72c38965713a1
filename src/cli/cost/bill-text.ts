import { managedLines } from "../../cost/managed.ts";
import type { Cost } from "../../cost/model.ts";
import { readOn } from "../../cost/prices.ts";
import type { CostQuestion } from "../../cost/question.ts";

/** The price of a configuration, with what it was asked for. */
export interface Bill {
  readonly config: string;
  readonly question: CostQuestion;
  readonly cost: Cost;
  /** Dollars in all, if every batch were full; undefined where the question has batches of its own. */
  readonly inFullBatches: number | undefined;
  /** Dollars of AWS's quick start; undefined for payloads that it can't carry. */
  readonly quickStart: number | undefined;
}

const money = (amount: number): string => `$${amount.toFixed(2)}`.padStart(10);
const sumLine = (what: string, amount: number): string => `${what.padEnd(58)} ${money(amount)}`;

function costLines({ question, cost }: Bill): readonly string[] {
  const { lines, running, kept, fixed, total } = cost;
  return [
    ...lines.map(({ what, count, dollars }) => {
      const shown = count.toLocaleString("en", { maximumFractionDigits: count < 100 ? 2 : 0 });
      return `${what.padEnd(42)} ${shown.padStart(15)} ${money(dollars)}`;
    }),
    "",
    sumLine(
      `${question.webhooks.toLocaleString("en")} webhooks, in batches of ${question.batchSize}`,
      running,
    ),
    ...(kept > 0 ? [sumLine("what is forwarded, archived and stored", kept)] : []),
    sumLine(`by the month, whatever is sent, for ${question.bridge.sources.size} sources`, fixed),
    sumLine("together", total),
  ];
}

const logBytesOf = ({ receive, publish, system, access }: Cost["logs"]): number =>
  Math.round(receive + publish + system + access);

/** What is assumed of subscriptions and lakes, where there are some. */
const consumerNotes = ({ question: { bridge }, cost: { lakeQuery } }: Bill): readonly string[] => [
  ...(bridge.subscriptions.size > 0
    ? [
        "Subscriptions are counted as if each took every event of its bus: at most. What they call is not counted.",
      ]
    : []),
  ...(lakeQuery === undefined
    ? []
    : [
        `A query over a month of the largest lake costs $${lakeQuery.toFixed(5)} in Athena; queries are not counted.`,
      ]),
];

function footnotes(bill: Bill): readonly string[] {
  const { logs, series } = bill.cost;
  return [
    "",
    `${logBytesOf(logs).toLocaleString("en")} bytes of log a webhook: receive ${Math.round(logs.receive)}, publish ${Math.round(logs.publish)},`,
    `Lambda's own lines ${Math.round(logs.system)}, access log ${Math.round(logs.access)}.`,
    `${series.quiet} custom metrics in a quiet month, ${series.most} once everything that can happen has happened to each source.`,
    ...consumerNotes(bill),
    "The durations of the functions are assumed (--receive-ms, --publish-ms, --consumer-ms). Not counted: the free tier, taxes, the",
    "answers' bytes to the internet, KMS where a key of your own is set, what state machines and other targets charge, and your own rules.",
  ];
}

/** The bill in lines. */
export function billText(bill: Bill): readonly string[] {
  const { config, question, cost, inFullBatches, quickStart } = bill;
  return [
    `${config}, stage ${question.stage}, us-east-1, list prices read on ${readOn}, no free tier`,
    "",
    ...costLines(bill),
    ...footnotes(bill),
    ...(inFullBatches === undefined
      ? []
      : ["", sumLine("together, if batches were full (10 messages)", inFullBatches)]),
    ...(quickStart === undefined
      ? []
      : [sumLine("AWS's quick start (no queue, ledger, logs, metrics, alarms)", quickStart)]),
    "",
    "What managed services ask, whatever the size. Theirs includes delivery to your consumers and keeps payloads for so long:",
    ...managedLines(question.webhooks, cost.total),
  ];
}

/** The bill as data. Amounts are dollars a month. */
export function billJson({ config, question, cost, inFullBatches, quickStart }: Bill): object {
  const { bridge, ...asked } = question;
  const { lines, running, kept, fixed, total, logs, series } = cost;
  return {
    config,
    region: "us-east-1",
    pricesReadOn: readOn,
    ...asked,
    sources: bridge.sources.size,
    lines,
    running,
    kept,
    fixed,
    total,
    ...(inFullBatches !== undefined && { inFullBatches }),
    ...(quickStart !== undefined && { quickStart }),
    logBytes: logBytesOf(logs),
    metrics: series,
    subscriptions: bridge.subscriptions.size,
    ...(cost.lakeQuery !== undefined && { lakeQuery: cost.lakeQuery }),
  };
}
