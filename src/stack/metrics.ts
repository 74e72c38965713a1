import type { Deployment } from "./deployment.ts";

/** CloudWatch namespace of a stack's own metrics: two stacks in one account share none. */
export const namespaceOf = ({ prefix }: Deployment): string => `Hookbridge/${prefix}`;

/** What `receive` and `publish` count (src/aws/observe.ts), as far as an alarm or the dashboard looks at it. */
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
