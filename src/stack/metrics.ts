import type { Deployment } from "./deployment.ts";

export type { BridgeMetric } from "../core/logs/metrics.ts";

/** CloudWatch namespace of a stack's own metrics, different for each stack in an account. */
export const namespaceOf = ({ prefix }: Deployment): string => `Hookbridge/${prefix}`;

/** True when the metrics have a dimension for the source, and so can be seen and alarmed on by source. */
export const countsBySource = ({ options }: Deployment): boolean => options.metrics !== "totals";
