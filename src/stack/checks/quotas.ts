/** AWS's quotas that a configuration can exceed. Those that AWS raises on request have their default. */
export const quotas = {
  /** EventBridge: buses in an account and region. */
  buses: 100,
  /** EventBridge: targets of one rule. */
  targetsOfRule: 5,
  /** Lambda: memory in MB; an account can allow less than the maximum. Subnets and security groups of one function. */
  functionMegabytes: [128, 10_240],
  subnetsOfFunction: 16,
  securityGroupsOfFunction: 5,
  /** Lambda: a function's environment has 4,096 bytes. This is the part for the ARNs of existing buses. */
  busAddresses: 2_000,
  /** EventBridge: bytes of a call. What is less leaves no room for an event's attributes. */
  eventBytes: [65_536, 1_000_000],
  /** CloudWatch Logs: characters of a delivery source's name. */
  logSourceName: 60,
  /** API Gateway: requests per second and burst, over all APIs of an account and region. Some regions have less: region-quotas.ts. */
  requestsPerSecond: 10_000,
  requestsAtOnce: 5_000,
  /** Elastic Load Balancing: characters of a name. */
  loadBalancerName: 32,
  /** CloudFormation: resources and outputs of a stack, characters of an output, and bytes of a template. */
  resources: 500,
  outputs: 200,
  outputCharacters: 1_024,
  templateBytes: 1_000_000,
  /** The bridge's own limit. */
  sources: 300,
  /** The bridge's own limit with alarms for each source: each adds four resources to the stack. */
  sourcesWithAlarms: 90,
  /** CloudWatch Logs: retention in days. */
  logDays: [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288,
    3_653,
  ] as readonly number[],
} as const;
