import type { Bridge } from "../../src/config/define-bridge.ts";
import { assumedMs } from "../../src/cost/question.ts";
import { consumersTable, lakeQueryPrice } from "./consumer-costs.ts";
import {
  billTable,
  costChart,
  costTable,
  fixedTable,
  logTable,
  managedTable,
  tracingPrice,
  windowTable,
} from "./costs.ts";

/** What the bridge costs, in words and tables, for a configuration. */
export const costSection = async (bridge: Bridge): Promise<string> => `## Cost

us-east-1, list prices, no free tier. Durations can't be measured without AWS: ${assumedMs.receiveMs} ms for \`receive\` and ${assumedMs.publishMs} ms for \`publish\` are
assumed. \`npx hookbridge cost\` answers for your configuration and other numbers. Calls are counted in the real pipeline; bytes of log and custom
metrics in what the real observers write; alarms, dashboards and front doors in the real template. Not counted: taxes, the bytes of
answers, a KMS key of your own, what state machines and other targets charge, and your own rules.

A month of a million webhooks of 2 KB for the configuration that is shipped (\`bridge.config.ts\`, ${bridge.sources.size} sources), behind an HTTP API. Without a
backlog Lambda's pollers take one message at a time: batches of one are the usual case.

${await billTable(bridge)}

A million webhooks by front door and size, without what is paid by the month. AWS's quick start is one function behind a URL that calls
PutEvents in the request: no queue, no ledger, no dead letters, no metrics or alarms, its logs not counted.

${await costTable()}

What is paid by the month, whatever is sent: custom metrics (one for each name and source that was heard of within the hour, counted as if
each were sent something all month), alarms, the dashboard, and the polls of idle queues.

${fixedTable()}

Lines of accepted deliveries can be left out (\`deployment.logs.accepted\`); their metrics are still written, so that they stay exact.

${await logTable(bridge)}

X-Ray's traces are off, unless \`deployment.tracing\` is set: they would add ${await tracingPrice(bridge)}.

A batching window (\`deployment.queue.batchingWindowSeconds\`) lets batches fill: fewer calls of \`publish\`, for as many seconds more until
an event is on its bus. At best, for webhooks that come evenly and a poller that gets them all:

${await windowTable(bridge)}

What one subscription adds to a month of a million webhooks of 2 KB, at most: as if it took every event. A call of its function is billed for
${assumedMs.consumerMs} ms, which is assumed. EventBridge charges nothing for a rule and its target in the account; by the month there are the alarm on dead letters and,
for a function, the polls of its idle queue. Athena charges ${await lakeQueryPrice()} for a query over a month of the lake, at a price that is from 2020 and
not AWS's own page; Firehose's price is on no page that could be reached.

${await consumersTable()}

Managed services ask by the webhook, whatever its size, and keep the payloads in their cloud for the days that are named; they include the
delivery to your consumers, which on AWS are rules and targets of yours. Beside them the whole bill of this bridge, what is paid by the
month included, for bodies of 2 KB in batches of one behind an HTTP API:

${await managedTable(bridge)}

${await costChart(bridge)}`;
