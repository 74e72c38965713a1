import { type Deployment, ids, isBuffered } from "../../../deployment.ts";
import { type BridgeMetric, countsBySource, namespaceOf } from "../../../metrics.ts";
import { ref } from "../../../template.ts";
import { functionLog, type Look, lastHours } from "./advice.ts";
import type { Alarm, Metric } from "./alarm.ts";

/** Failures in five minutes, and per cent of a deadline. */
export const alarmDefaults = { authenticationFailures: 20, deadlineShare: 50 } as const;

/** One of the bridge's own metrics, over all sources or of one. */
export const bridgeMetric = (
  deployment: Deployment,
  [service, name]: readonly ["receive" | "publish", BridgeMetric],
  source?: string,
): Metric => ({
  namespace: namespaceOf(deployment),
  name,
  dimensions: { service, ...(source !== undefined && { source }) },
  statistic: "Sum",
});

/** A query over the log of `receive`. */
export const receiveQuery = (deployment: Deployment, query: string): Look => ({
  log: functionLog(deployment, "receive"),
  query,
});

/** Refusals by their reason. @param filter of Logs Insights */
export const refusalQuery = (filter: string): string =>
  `filter ${filter} | stats count(*) as refusals, latest(detail) as found by source, reason | sort refusals desc`;

/** Failures less those of URLs that no source has: strangers try out URLs, and that is nobody's fault. */
const authentication = (deployment: Deployment): Pick<Alarm, "metrics" | "expression"> => {
  const m1 = bridgeMetric(deployment, ["receive", "authenticationFailures"]);
  if (!countsBySource(deployment)) return { metrics: { m1 } };
  const m2 = bridgeMetric(deployment, ["receive", "authenticationFailures"], "unknown");
  return { metrics: { m1, m2 }, expression: "FILL(m1, 0) - FILL(m2, 0)" };
};

function deadlineAlarm(deployment: Deployment): Alarm {
  const { deadlineShare = alarmDefaults.deadlineShare } = deployment.options.alarms ?? {};
  return {
    id: "DeadlineAlarm",
    what: `Answers take over ${deadlineShare} % of a vendor's time limit at p99`,
    cause: "cold starts of a bridge with few webhooks, or an AWS service that answers slowly",
    remedy: "look which source is slow, and with `tracing` at its traces; more memory shortens cold starts",
    look: receiveQuery(
      deployment,
      "filter ispresent(deadlineShare) | stats pct(receiveDuration, 50) as half, pct(receiveDuration, 99) as slow, max(receiveDuration) as slowest by source",
    ),
    blindSpot: "Vendors whose limit is not known; and with few webhooks, p99 is the slowest one",
    metrics: { m1: { ...bridgeMetric(deployment, ["receive", "deadlineShare"]), statistic: "p99" } },
    threshold: deadlineShare,
  };
}

function answerAlarms(deployment: Deployment): readonly Alarm[] {
  return [
    {
      id: "FailedAlarm",
      what: "The bridge or an AWS service failed on requests. Vendors got a 503; behind buffer-first the request is tried again",
      cause: "a secret that is missing or can't be read, or an AWS service that throttles",
      remedy: "`code` says which part failed, `next` what to do: docs/errors.md",
      look: receiveQuery(
        deployment,
        'filter outcome = "failed" | stats count(*) as failures, latest(error.message) as sentence, latest(error.remedy) as next by source, code ' +
          "| sort failures desc",
      ),
      blindSpot: "What did not reach `receive`, or crashed it: FrontDoorErrorsAlarm and ReceiveErrorsAlarm",
      metrics: { m1: bridgeMetric(deployment, ["receive", "failed"]) },
    },
    ...(isBuffered(deployment) ? [] : [deadlineAlarm(deployment)]),
    {
      id: "OversizeAlarm",
      what: "A body was larger than its source's `maxBodyBytes`, and got a 413",
      cause: "a vendor sends larger events than before",
      remedy: "raise `maxBodyBytes`, up to 4,500,000, or select fewer events at the vendor",
      look: receiveQuery(
        deployment,
        'filter code = "body-too-large" | stats count(*) as refusals, max(bytes) as largest by source',
      ),
      blindSpot: "Bodies that are too large for the front door or Lambda: they do not reach `receive`",
      metrics: { m1: bridgeMetric(deployment, ["receive", "oversize"]) },
    },
  ];
}

function secretAlarms(deployment: Deployment): readonly Alarm[] {
  const { alarms = {} } = deployment.options;
  return [
    {
      id: "AuthenticationAlarm",
      what: "Requests to your sources fail authentication",
      cause: "a wrong secret at one of them, or a sender that is not the vendor",
      remedy: "`reason` and `found` separate the two: docs/errors.md",
      look: receiveQuery(deployment, refusalQuery('code = "unauthorized" and source != "unknown"')),
      blindSpot:
        "A source that sends little: its failures stay below the threshold, and only the dashboard shows them",
      ...authentication(deployment),
      threshold: alarms.authenticationFailures ?? alarmDefaults.authenticationFailures,
    },
    {
      // A rotation can take the hours around midnight. A match on a third day means that it was not finished; some vendors send once a day.
      id: "OlderSecretAlarm",
      what: "An older secret still matches on a third day",
      cause: "a rotation that was not finished at the vendor",
      remedy: `set the new secret at the vendor, then finish: \`npx hookbridge secrets rotate --stage ${deployment.stage} --finish\` and the source's name`,
      look: receiveQuery(
        deployment,
        "filter olderSecretMatched > 0 | stats count(*) as matches by source, secretIndex",
      ),
      blindSpot: "A vendor that sends less than once a day",
      metrics: { m1: bridgeMetric(deployment, ["receive", "olderSecretMatched"]) },
      periodSeconds: 86_400,
      periods: 3,
    },
  ];
}

/** Only writes: when reads are throttled, deliveries wait in the queue, which has an alarm. */
const ledgerAlarm: Alarm = {
  id: "LedgerThrottlesAlarm",
  what: "DynamoDB throttles writes to the ledger: a retry by a vendor may be published again",
  cause: "traffic that more than doubled within half an hour, or a limit of the account",
  remedy: "wait: an on-demand table grows by itself; if it lasts, raise the account's quota of the table",
  look: lastHours({ namespace: "AWS/DynamoDB", name: "WriteThrottleEvents", statistic: "Sum" }, [
    `Name=TableName,Value=\${${ids.table}}`,
  ]),
  blindSpot: "Reads that are throttled: their deliveries wait, and OldestDeliveryAlarm sees that",
  metrics: {
    m1: {
      namespace: "AWS/DynamoDB",
      name: "WriteThrottleEvents",
      dimensions: { TableName: ref(ids.table) },
      statistic: "Sum",
    },
  },
  // CloudWatch ignores missing data of this namespace, whatever an alarm says: without a value the alarm would stay on.
  expression: "FILL(m1, 0)",
};

/** Alarms on what the bridge counts over all sources, and on its ledger. */
export const bridgeAlarms = (deployment: Deployment): readonly Alarm[] => [
  ...answerAlarms(deployment),
  ...secretAlarms(deployment),
  ledgerAlarm,
];
