import { type MetricAlarm, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { BridgeError } from "../../../core/errors.ts";
import type { Attention, AttentionSubject, Overview } from "../../state.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedContext } from "../context.ts";

/** DescribeAlarms takes a hundred names. */
const namesInCall = 100;

/** Alarms of something that will be wrong; all others are of something that is. */
const warnings = /(?:OlderSecret|Silent|Oversize|Deadline|ClockSkew|Concurrency)Alarm$/;

/** What alarms are about that are of something which the page can show; all others are about themselves. */
const subjects: readonly (readonly [ids: RegExp, kind: AttentionSubject["kind"]])[] = [
  [/DeadLetter/, "dead-letters"],
  [/^(?:Authentication|ClockSkew|Oversize)Alarm$/, "refused"],
  [/^FailedAlarm$/, "failed"],
  [/^Oldest/, "queue"],
];

const alarmSubject = (id: string): AttentionSubject => ({
  kind: subjects.find(([ids]) => ids.test(id))?.[1] ?? "alarm",
});

/** The stack's alarms: their logical ids by the names that CloudFormation gave them. */
const alarmsOfStack = ({ stack }: DeployedContext): ReadonlyMap<string, string> =>
  new Map(
    Array.from(stack.resources)
      .filter(([, { type }]) => type === "AWS::CloudWatch::Alarm")
      .map(([id, { physicalId }]) => [physicalId, id]),
  );

/** An alarm's own words: `<what>. Likely: <cause>. Do: <remedy>. Run: <command>`, as alarmDescription makes them. */
function attentionTo(alarm: MetricAlarm, id: string, stage: string): Attention {
  const {
    AlarmDescription = `The alarm ${id} is on.`,
    StateTransitionedTimestamp,
    StateUpdatedTimestamp,
  } = alarm;
  const [text = "", command] = AlarmDescription.split(/ (?:Run: |Query in )/);
  const since = StateTransitionedTimestamp ?? StateUpdatedTimestamp;
  return {
    level: warnings.test(id) ? "warn" : "bad",
    about: alarmSubject(id),
    text,
    ...(since && { since: since.toISOString() }),
    command:
      command !== undefined && AlarmDescription.includes(" Run: ")
        ? command
        : `npx hookbridge doctor --stage ${stage}`,
  };
}

/** Alarms that are on, and how many there are. */
export interface FiringAlarms {
  readonly attention: readonly Attention[];
  /** Undefined where they may not be read. */
  readonly count?: NonNullable<Overview["alarms"]>;
}

async function readAlarms(context: DeployedContext): Promise<readonly Attention[]> {
  const ids = alarmsOfStack(context);
  const names = [...ids.keys()];
  const found: Attention[] = [];
  for (let start = 0; start < names.length; start += namesInCall) {
    const AlarmNames = names.slice(start, start + namesInCall);
    const pages = paginateDescribeAlarms(
      { client: context.clients.cloudWatch },
      { AlarmNames, StateValue: "ALARM", AlarmTypes: ["MetricAlarm"] },
    );
    for await (const { MetricAlarms = [] } of pages)
      for (const alarm of MetricAlarms) {
        const id = ids.get(alarm.AlarmName ?? "");
        if (id !== undefined) found.push(attentionTo(alarm, id, context.stage));
      }
  }
  return found;
}

/** The stack's alarms that are on, the bad ones first. One sentence says so where they may not be read. */
export async function firingAlarms(context: DeployedContext): Promise<FiringAlarms> {
  try {
    const found = await askAws(`read the alarms of ${context.stackName}`, () => readAlarms(context));
    const attention = found.toSorted((one, other) => one.level.localeCompare(other.level));
    return { attention, count: { on: found.length, all: alarmsOfStack(context).size } };
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return { attention: [{ level: "warn", text: error.message, command: error.remedy }] };
  }
}
