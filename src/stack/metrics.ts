import type { Deployment } from "./deployment.ts";

/** CloudWatch namespace of a stack's own metrics, different for each stack in an account. */
export const namespaceOf = ({ prefix }: Deployment): string => `Hookbridge/${prefix}`;

/** Metrics of `receive` and `publish` (src/aws/observe.ts) that an alarm or the dashboard uses. */
export type BridgeMetric =
  | "accepted"
  | "authenticationFailures"
  | "clockSkew"
  | "deadlineShare"
  | "deliveriesParked"
  | "eventsDuplicate"
  | "eventsPublished"
  | "failed"
  | "olderSecretMatched"
  | "oversize"
  | "publishAge"
  | "receiveDuration";
