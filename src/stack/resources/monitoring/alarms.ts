import type { Deployment } from "../../deployment.ts";
import type { Resources } from "../../template.ts";
import { alarmTopic } from "./alarm-topic.ts";
import { type Alarm, alarmResource } from "./alarms/alarm.ts";
import { bridgeAlarms } from "./alarms/bridge-alarms.ts";
import { busAlarms } from "./alarms/bus-alarms.ts";
import { doorAlarms } from "./alarms/door-alarms.ts";
import { functionAlarms } from "./alarms/function-alarms.ts";
import { queueAlarms } from "./alarms/queue-alarms.ts";
import { sourceAlarms } from "./alarms/source-alarms.ts";
import { chat } from "./chat.ts";
import { logFilters } from "./log-filters.ts";

/** Every alarm of a deployment. docs/alarms.md is made of them. */
export const alarmsOf = (deployment: Deployment): readonly Alarm[] => [
  ...doorAlarms(deployment),
  ...functionAlarms(deployment),
  ...queueAlarms(deployment),
  ...busAlarms(deployment),
  ...bridgeAlarms(deployment),
  ...sourceAlarms(deployment),
];

/** All alarms, their topic, and the metric filters that they read. */
export const alarms = (deployment: Deployment): Resources => ({
  ...(deployment.options.alarms?.topic === undefined && { ...alarmTopic(deployment), ...chat(deployment) }),
  ...logFilters(deployment),
  ...Object.fromEntries(alarmsOf(deployment).map((alarm) => [alarm.id, alarmResource(deployment, alarm)])),
});
