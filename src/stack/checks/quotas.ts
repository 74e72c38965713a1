/** AWS's quotas that a configuration can exceed. Those that AWS raises on request have their default. */
export const quotas = {
  /** EventBridge: buses in an account and region. */
  buses: 100,
  /** EventBridge: targets of one rule. */
  targetsOfRule: 5,
  /** CloudWatch Logs: characters of a delivery source's name. */
  logSourceName: 60,
  /** API Gateway: requests per second and burst, over all APIs of an account and region. Some regions have less: region-quotas.ts. */
  requestsPerSecond: 10_000,
  requestsAtOnce: 5_000,
  /** Elastic Load Balancing: characters of a name. */
  loadBalancerName: 32,
  /** CloudFormation: resources of a stack, and bytes of a template. */
  resources: 500,
  templateBytes: 1_000_000,
  /** The bridge's own limit: each source adds an alarm, and the stack needs resources for the rest. */
  sources: 300,
  /** CloudWatch Logs: retention in days. */
  logDays: [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288,
    3_653,
  ] as readonly number[],
} as const;
