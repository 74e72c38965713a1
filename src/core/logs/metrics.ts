/** Units of CloudWatch that the bridge's metrics have. */
export type MetricUnit = "Count" | "Milliseconds" | "Percent";

/**
 * Every metric of `receive` and `publish`, with its unit. CloudWatch charges for each by the month and by source, so each is read by an alarm or
 * a graph of the stack.
 */
export const metricUnits = {
  /** Deliveries that were accepted. */
  accepted: "Count",
  /** Requests that failed authentication. */
  authenticationFailures: "Count",
  /** Requests whose signed time is too old or too far ahead. */
  clockSkew: "Count",
  /** Percentage of the vendor's deadline that an answer took. */
  deadlineShare: "Percent",
  /** Deliveries that `publish` sent to the dead-letter queue. */
  deliveriesParked: "Count",
  /** Events that the source's `accept` refused. */
  eventsDropped: "Count",
  /** Events that were published before, or are twice in a batch. */
  eventsDuplicate: "Count",
  /** Events that were put on a bus. */
  eventsPublished: "Count",
  /** Requests that were answered 503 for a fault of ours. */
  failed: "Count",
  /** Deliveries that matched a secret which is not the newest. */
  olderSecretMatched: "Count",
  /** Requests whose body is over the source's limit. */
  oversize: "Count",
  /** Time from receipt to the end of an attempt to publish. */
  publishAge: "Milliseconds",
  /** Time from a request to its answer. */
  receiveDuration: "Milliseconds",
} as const satisfies Readonly<Record<string, MetricUnit>>;

/** Name of a metric. */
export type BridgeMetric = keyof typeof metricUnits;
