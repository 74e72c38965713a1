import type { ConcurrencyOptions } from "../../config/deployment-options.ts";
import { type Deployment, isBuffered, isOrdered } from "../deployment.ts";

/** Concurrent batches of a queue. Each publishes some hundred events a second, and other functions share the account's concurrency. */
const defaultBatches = 20;

/** Calls that one provisioned poller makes at once. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const callsOfPoller = 10;

/** Reserved concurrency, by function; empty without bounds. */
export const reservedConcurrency = ({ options: { concurrency = {} } }: Deployment): ConcurrencyOptions =>
  typeof concurrency === "string" ? {} : concurrency;

/** Queues whose batches a function gets. */
export const queuesOf = (deployment: Deployment, name: keyof ConcurrencyOptions): number =>
  name === "publish" ? 1 + Number(isOrdered(deployment)) : Number(isBuffered(deployment));

/** Concurrent batches of one of a function's queues. By default, all of its queues together fit into what is reserved for it. */
export function batchesAtOnce(deployment: Deployment, name: keyof ConcurrencyOptions): number {
  const { maximumConcurrency } = deployment.options.queue ?? {};
  const reserved = reservedConcurrency(deployment)[name];
  if (maximumConcurrency !== undefined || reserved === undefined) return maximumConcurrency ?? defaultBatches;
  return Math.min(defaultBatches, Math.floor(reserved / queuesOf(deployment, name)));
}

/** Concurrent batches of all of a function's queues. */
export function callsAtOnce(deployment: Deployment, name: keyof ConcurrencyOptions): number {
  const { pollers } = deployment.options.queue ?? {};
  const ofQueue = pollers ? pollers.maximum * callsOfPoller : batchesAtOnce(deployment, name);
  return queuesOf(deployment, name) * ofQueue;
}
