import type { Deployment } from "../../../deployment.ts";
import { logicalName } from "../../../template.ts";
import { functionLog } from "./advice.ts";
import type { Alarm } from "./alarm.ts";
import { alarmDefaults, bridgeMetric, receiveQuery, refusalQuery } from "./bridge-alarms.ts";

/** Hours without a delivery after which a source counts as silent. */
const defaultSilentHours = 24;

const daySeconds = 86_400;

function refusalAlarms(deployment: Deployment, source: string): readonly Alarm[] {
  const { authenticationFailures = alarmDefaults.authenticationFailures } = deployment.options.alarms ?? {};
  return [
    {
      id: `${logicalName(source)}AuthenticationAlarm`,
      what: `Requests to ${source} fail authentication`,
      cause: "a wrong secret, or a sender that is not the vendor",
      remedy: "`reason` and `found` separate the two: docs/errors.md",
      look: receiveQuery(deployment, refusalQuery(`code = "unauthorized" and source = "${source}"`)),
      blindSpot: "Fewer failures than the threshold in five minutes",
      metrics: { m1: bridgeMetric(deployment, ["receive", "authenticationFailures"], source) },
      threshold: authenticationFailures,
    },
    {
      id: `${logicalName(source)}ClockSkewAlarm`,
      what: `Signatures of ${source} are too old or dated ahead, for a quarter of an hour`,
      cause: "very late retries, replays, or a wrong clock at the vendor",
      remedy: "`off` says by how many seconds: docs/errors.md#timestamp-stale",
      look: receiveQuery(
        deployment,
        `filter ispresent(offBySeconds) and source = "${source}" | stats count(*) as refusals, max(offBySeconds) as off by reason`,
      ),
      blindSpot: "A vendor that sends less than once in five minutes",
      metrics: { m1: bridgeMetric(deployment, ["receive", "clockSkew"], source) },
      periods: 3,
    },
  ];
}

function trafficAlarms(deployment: Deployment, source: string): readonly Alarm[] {
  const { silentHours = defaultSilentHours } = deployment.options.alarms ?? {};
  const m1 = bridgeMetric(deployment, ["receive", "accepted"], source);
  return [
    {
      id: `${logicalName(source)}NothingPublishedAlarm`,
      what: `Deliveries of ${source} were accepted on two days, and none was published`,
      cause: "`accept` matches none of the events, or all are dead letters",
      remedy: "compare `accept` with the names of the events; look at DeadLettersAlarm",
      look: {
        log: functionLog(deployment, "publish"),
        query:
          `filter source = "${source}" | stats sum(eventsPublished) as events, sum(eventsDropped) as refused, ` +
          "sum(eventsDuplicate) as repeated by outcome, code",
      },
      blindSpot: "A source that publishes some of its events: the dashboard shows how many `accept` refuses",
      metrics: { m1, m2: bridgeMetric(deployment, ["publish", "eventsPublished"], source) },
      expression: "IF(FILL(m1, 0) > 0 AND FILL(m2, 0) < 1, 1, 0)",
      periodSeconds: daySeconds,
      // What was accepted a moment ago is not published yet: the day before has to be settled.
      periods: 2,
    },
    {
      id: `${logicalName(source)}SilentAlarm`,
      what: `${source} has sent nothing for ${silentHours} hours, and had before`,
      cause: "the vendor switched the webhook off after errors, or its subscription has ended",
      remedy: "look at the webhook in the vendor's console, and send a test from there",
      look: receiveQuery(
        deployment,
        `filter source = "${source}" | stats count(*) as requests, latest(@timestamp) as last by outcome, code`,
      ),
      blindSpot: `A source that never sent anything. After ${2 * silentHours} hours of silence the alarm ends, without a message`,
      metrics: { m1 },
      expression: "IF(FILL(m1, 0) < 1 AND DIFF(FILL(m1, 0)) < 0, 1, 0)",
      periodSeconds: silentHours * 3_600,
      endsSilently: true,
    },
  ];
}

/** What shows only by source. CloudWatch charges for each of these alarms, so they are made only where `perSource` asks for them. */
export function sourceAlarms(deployment: Deployment): readonly Alarm[] {
  if (!deployment.options.alarms?.perSource) return [];
  return [...deployment.sources.keys()].flatMap((source) => [
    ...refusalAlarms(deployment, source),
    ...trafficAlarms(deployment, source),
  ]);
}
