import { type Deployment, ids, isBuffered, isOrdered } from "../../deployment.ts";
import { type BridgeMetric, countsBySource, namespaceOf } from "../../metrics.ts";
import { getAtt, logicalName, type Properties, type Resource, type Resources, ref } from "../../template.ts";
import { alarmTopic } from "./alarm-topic.ts";

/** Default thresholds. */
const defaults = { oldestSeconds: 900, authenticationFailures: 20, deadlineShare: 50 } as const;

/** An alarm on a sum over five minutes, unless `properties` differ. */
const alarm = (AlarmDescription: string, properties: Properties): Resource => ({
  Type: "AWS::CloudWatch::Alarm",
  Properties: {
    AlarmDescription,
    Statistic: "Sum",
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: "GreaterThanThreshold",
    TreatMissingData: "notBreaching",
    AlarmActions: [ref(ids.topic)],
    OKActions: [ref(ids.topic)],
    ...properties,
  },
});

const dimension = (Name: string, Value: Properties[string]): Properties => ({
  Dimensions: [{ Name, Value }],
});

function queueAlarms(deployment: Deployment, forwards: boolean): Resources {
  const { alarms = {} } = deployment.options;
  const waiting = (queue: string): Properties => ({
    Namespace: "AWS/SQS",
    MetricName: "ApproximateNumberOfMessagesVisible",
    Statistic: "Maximum",
    ...dimension("QueueName", getAtt(queue, "QueueName")),
  });
  const oldest = (queue: string): Properties => ({
    Namespace: "AWS/SQS",
    MetricName: "ApproximateAgeOfOldestMessage",
    Statistic: "Maximum",
    Threshold: alarms.oldestSeconds ?? defaults.oldestSeconds,
    ...dimension("QueueName", getAtt(queue, "QueueName")),
  });
  return {
    DeadLettersAlarm: alarm("Deliveries wait in the dead-letter queue", waiting(ids.deadLetters)),
    ...(forwards && {
      ForwardDeadLettersAlarm: alarm("Events could not be forwarded", waiting(ids.forwardDeadLetters)),
    }),
    ...(isBuffered(deployment) && {
      BufferDeadLettersAlarm: alarm(
        "Requests that could not be verified wait in the dead-letter queue of the buffer",
        waiting(ids.bufferDeadLetters),
      ),
      OldestBufferedRequestAlarm: alarm("Requests wait too long to be verified", oldest(ids.buffer)),
    }),
    OldestDeliveryAlarm: alarm("Deliveries wait too long to be published", oldest(ids.queue)),
    ...(isOrdered(deployment) && {
      OrderedDeadLettersAlarm: alarm(
        "Deliveries of ordered sources wait in their dead-letter queue",
        waiting(ids.orderedDeadLetters),
      ),
      OldestOrderedDeliveryAlarm: alarm(
        "Deliveries of ordered sources wait too long to be published",
        oldest(ids.orderedQueue),
      ),
    }),
  };
}

function functionAlarms(name: "Receive" | "Publish", functionId: string): Resources {
  const of = (MetricName: string): Properties => ({
    Namespace: "AWS/Lambda",
    MetricName,
    ...dimension("FunctionName", ref(functionId)),
  });
  return {
    [`${name}ErrorsAlarm`]: alarm(`${name} has failed`, of("Errors")),
    [`${name}ThrottlesAlarm`]: alarm(`${name} was throttled`, of("Throttles")),
  };
}

/** Alarms on the bridge's own metrics, over all sources. */
function bridgeAlarms(deployment: Deployment): Resources {
  const { alarms = {} } = deployment.options;
  const of = (MetricName: BridgeMetric): Properties => ({
    Namespace: namespaceOf(deployment),
    MetricName,
    ...dimension("service", "receive"),
  });
  return {
    FailedAlarm: alarm("Vendors got a 503: the bridge or an AWS service failed", of("failed")),
    DeadlineAlarm: alarm("Responses use a large share of a vendor's deadline", {
      ...of("deadlineShare"),
      Statistic: undefined,
      ExtendedStatistic: "p99",
      Threshold: alarms.deadlineShare ?? defaults.deadlineShare,
    }),
    OversizeAlarm: alarm("A vendor sent a body over its source's limit", of("oversize")),
    // A rotation can take the hours around midnight. A match on a third day means that it was not finished; some vendors send once a day.
    OlderSecretAlarm: alarm("An older secret still matches: finish the rotation at the vendor", {
      ...of("olderSecretMatched"),
      Period: 86_400,
      EvaluationPeriods: 3,
    }),
    ClockSkewAlarm: alarm("Signatures are too old or dated ahead: replays, or a wrong clock", {
      ...of("clockSkew"),
      EvaluationPeriods: 3,
    }),
  };
}

/**
 * One alarm a source: a wrong secret at one vendor would not show among the requests of all. One for all where metrics are only totals.
 */
function sourceAlarms(deployment: Deployment): Resources {
  const { authenticationFailures = defaults.authenticationFailures } = deployment.options.alarms ?? {};
  if (!countsBySource(deployment))
    return {
      AuthenticationAlarm: alarm(
        "Requests fail authentication: a wrong secret, or a sender that is no vendor",
        {
          Namespace: namespaceOf(deployment),
          MetricName: "authenticationFailures" satisfies BridgeMetric,
          Threshold: authenticationFailures,
          ...dimension("service", "receive"),
        },
      ),
    };
  const entries = [...deployment.sources.keys()].map((source): [string, Resource] => [
    `${logicalName(source)}AuthenticationAlarm`,
    alarm(`Requests to ${source} fail authentication: a wrong secret, or a sender that is not the vendor`, {
      Namespace: namespaceOf(deployment),
      MetricName: "authenticationFailures" satisfies BridgeMetric,
      Threshold: authenticationFailures,
      Dimensions: [
        { Name: "service", Value: "receive" },
        { Name: "source", Value: source },
      ],
    }),
  ]);
  return Object.fromEntries(entries);
}

/** All alarms, and their topic. */
export function alarms(deployment: Deployment): Resources {
  const forwards = [...deployment.buses.values()].some(({ forwardTo }) => forwardTo?.length);
  return {
    ...alarmTopic(deployment),
    ...queueAlarms(deployment, forwards),
    ...functionAlarms("Receive", ids.receive),
    ...functionAlarms("Publish", ids.publish),
    ...bridgeAlarms(deployment),
    ...sourceAlarms(deployment),
  };
}
