import type { Deployment } from "../deployment.ts";
import { type Alarm, alarmResource } from "../resources/monitoring/alarms/alarm.ts";
import { deadLetterAlarms, showDeadLetter } from "../resources/monitoring/alarms/queue-alarms.ts";
import { type Resources, ref } from "../template.ts";
import { type Lake, lakesOf } from "./lake-names.ts";
import { lakeStream } from "./lake-stream.ts";
import { lakeTables } from "./lake-tables.ts";

/** Alarms of one lake: what did not reach the stream, and what the stream does not write. */
const alarmsOfLake = ({ id, fullName }: Lake): readonly Alarm[] => [
  ...deadLetterAlarms({
    queue: `${id}DeadLetters`,
    kind: id,
    what: `Events of ${fullName} that could not be put into its lake`,
    cause: "the stream or its role was changed, or Firehose refused records",
    remedy:
      "correct it; the letters are the events: put them into the stream with `aws firehose put-record`, or leave them out of the lake",
    look: showDeadLetter(`${id}DeadLetters`),
  }),
  {
    id: `${id}LateAlarm`,
    what: `Events of ${fullName} have waited in Firehose for more than an hour`,
    cause: "Firehose's role can't write to the bucket or can't use its key",
    remedy:
      "look at the stream's errors in CloudWatch, and correct the role, the bucket's policy or the key within a day: then Firehose gives up",
    look: { command: `aws firehose describe-delivery-stream --delivery-stream-name \${${id}Stream}` },
    blindSpot: "Objects under failed/: Firehose counts them as written",
    threshold: 3_600,
    metrics: {
      m1: {
        namespace: "AWS/Firehose",
        name: "DeliveryToS3.DataFreshness",
        dimensions: { DeliveryStreamName: ref(`${id}Stream`) },
        statistic: "Maximum",
      },
    },
  },
];

/** The lakes of a deployment, for the stack of its consumers: of the bridge's stack they need the names of buses and the topic of alarms. */
export const lakeResources = (deployment: Deployment): Resources =>
  Object.assign(
    {},
    ...lakesOf(deployment).map((lake) => ({
      ...lakeStream(deployment, lake),
      ...lakeTables(lake),
      ...Object.fromEntries(alarmsOfLake(lake).map((alarm) => [alarm.id, alarmResource(deployment, alarm)])),
    })),
  );
