import type { Stack } from "../../../../src/stack/build-stack.ts";
import type { Resource } from "../../../../src/stack/template.ts";
import { type PhysicalResource, type References, resolveValue } from "../template-values.ts";
import {
  type AlarmProperties,
  type AlarmState,
  alarmState,
  type Datapoint,
  type MetricOfAlarm,
} from "./alarm-state.ts";
import { matchesPattern } from "./filter-pattern.ts";

const [region, account] = ["eu-central-1", "111122223333"];

/** Names as AWS makes them, in their full length. */
export const physicalName = (logicalId: string): string => `hookbridge-prod-${logicalId}-1ABCDEFGHIJKL`;

function physicalResource(logicalId: string): PhysicalResource {
  const name = physicalName(logicalId);
  const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;
  return {
    ref: logicalId.endsWith("Queue") ? `https://sqs.${region}.amazonaws.com/${account}/${name}` : name,
    attributes: {
      QueueName: name,
      LoadBalancerFullName: `app/${name}/0123456789abcdef`,
      Id: "01234567-89ab-cdef-0123-456789abcdef",
      Arn: logicalId.endsWith("Forward")
        ? arn("events", `rule/hookbridge-prod-events/${name}`)
        : arn("sqs", name),
    },
  };
}

const references: References = {
  region,
  account,
  resource: async (logicalId) => physicalResource(logicalId),
};

const keyOf = (namespace: string, name: string, dimensions: readonly (readonly [string, string])[]): string =>
  JSON.stringify([namespace, name, ...dimensions.toSorted()]);

/** What a state machine of an alarm did: the states that it went through, and how many messages it sent. */
export interface Course {
  readonly states: readonly AlarmState[];
  readonly messages: number;
}

/** A CloudWatch with the metric filters and the alarms of a stack, filled with values and log lines. */
export class SimulatedCloudWatch {
  readonly #data = new Map<string, Datapoint[]>();
  readonly #resources: Readonly<Record<string, Resource>>;
  /** Quotas of usage metrics without dimensions, by namespace and name. */
  readonly quotas: Readonly<Record<string, number>> = { "AWS/Lambda ConcurrentExecutions": 1_000 };

  constructor({ template }: Stack) {
    this.#resources = template.Resources;
  }

  /** Ids of all alarms. */
  get alarms(): readonly string[] {
    return Object.entries(this.#resources).flatMap(([id, { Type }]) =>
      Type === "AWS::CloudWatch::Alarm" ? [id] : [],
    );
  }

  /** A value of a metric, as a service sends it. @param metric namespace, name and dimensions as AWS documents them */
  put(
    [namespace, name, dimensions]: readonly [string, string, Readonly<Record<string, string>>],
    at: number,
    value: number,
  ): void {
    const key = keyOf(namespace, name, Object.entries(dimensions));
    this.#data.set(key, [...(this.#data.get(key) ?? []), { at, value }]);
  }

  /** A line in a log group of the stack: through its metric filters, and through the embedded metric format. */
  async log(logGroup: string, line: string, at: number): Promise<void> {
    for (const { Type, Properties = {} } of Object.values(this.#resources)) {
      if (Type !== "AWS::Logs::MetricFilter") continue;
      const filter = (await resolveValue(Properties, references)) as {
        readonly LogGroupName: string;
        readonly FilterPattern: string;
        readonly MetricTransformations: readonly {
          readonly MetricNamespace: string;
          readonly MetricName: string;
          readonly MetricValue: string;
        }[];
      };
      if (filter.LogGroupName !== physicalName(logGroup) || !matchesPattern(filter.FilterPattern, line))
        continue;
      for (const { MetricNamespace, MetricName, MetricValue } of filter.MetricTransformations)
        this.put([MetricNamespace, MetricName, {}], at, Number(MetricValue));
    }
    this.#embedded(line, at);
  }

  #embedded(line: string, at: number): void {
    const fields = JSON.parse(line) as Readonly<Record<string, unknown>> & {
      readonly _aws?: {
        readonly CloudWatchMetrics: readonly {
          readonly Namespace: string;
          readonly Dimensions: readonly (readonly string[])[];
          readonly Metrics: readonly { readonly Name: string }[];
        }[];
      };
    };
    for (const { Namespace, Dimensions, Metrics } of fields._aws?.CloudWatchMetrics ?? [])
      for (const set of Dimensions)
        for (const { Name } of Metrics) {
          const dimensions = Object.fromEntries(set.map((name) => [name, String(fields[name])]));
          this.put([Namespace, Name, dimensions], at, Number(fields[Name]));
        }
  }

  /** Properties of an alarm, with names as AWS makes them. */
  async properties(id: string): Promise<AlarmProperties> {
    return (await resolveValue(this.#resources[id]?.Properties ?? {}, references)) as AlarmProperties;
  }

  /** Evaluates an alarm every minute from one time to another, as CloudWatch does. It was OK before. */
  async course(id: string, from: number, until: number): Promise<Course> {
    const alarm = await this.properties(id);
    const seen = {
      datapoints: ({ Namespace, MetricName, Dimensions = [] }: MetricOfAlarm) =>
        this.#data.get(
          keyOf(
            Namespace,
            MetricName,
            Dimensions.map(({ Name, Value }) => [Name, Value] as const),
          ),
        ) ?? [],
      quotaOf: ({ Namespace, MetricName }: MetricOfAlarm) => this.quotas[`${Namespace} ${MetricName}`],
    };
    const states: AlarmState[] = [];
    let [state, messages]: [AlarmState, number] = ["OK", 0];
    // Every five minutes is enough for periods of hours, and keeps a week short.
    const periods = [alarm.Period ?? 0, ...(alarm.Metrics ?? []).map((one) => one.MetricStat?.Period ?? 0)];
    const step = Math.max(...periods) > 300 ? 300 : 60;
    for (let now = from; now <= until; now += step) {
      const next = alarmState(alarm, now, seen, state);
      if (next !== state) {
        const actions = next === "ALARM" ? alarm.AlarmActions : next === "OK" ? alarm.OKActions : undefined;
        messages += actions?.length ?? 0;
        states.push(next);
      }
      state = next;
    }
    return { states, messages };
  }
}
