import type { Deployment } from "../deployment.ts";
import { reservedTotal } from "../inventory.ts";
import { callsAtOnce, reservedConcurrency } from "./concurrency.ts";

/** Lambda's concurrency in an account and region. */
export interface AccountConcurrency {
  /** Executions at once of all functions together. */
  readonly limit: number;
  /** Of these, what is not set aside for single functions. */
  readonly unreserved: number;
}

/** What Lambda keeps for functions that nothing is set aside for. New accounts have a limit of ten, and nothing to set aside. */
const keptUnreserved = 100;

/** `concurrency` with numbers that together are no more than `available`, in the same proportion; undefined for too few. */
function fitting(deployment: Deployment, available: number): string | undefined {
  const { receive, publish } = reservedConcurrency(deployment);
  const share = available / reservedTotal(deployment);
  const parts = Object.entries({ receive, publish }).flatMap(([name, wanted]) =>
    wanted === undefined ? [] : [{ name, executions: Math.floor(wanted * share) }],
  );
  // Lambda takes no event source mapping with less than two concurrent batches.
  if (parts.some(({ executions }) => executions < 2)) return undefined;
  return `concurrency: { ${parts.map(({ name, executions }) => `${name}: ${executions}`).join(", ")} }`;
}

const askForMore = 'ask AWS for more ("Concurrent executions" of Lambda in Service Quotas)';

function reservationAdvice(deployment: Deployment, available: number): readonly string[] {
  const wanted = reservedTotal(deployment);
  if (wanted <= available) return [];
  const fits = fitting(deployment, available);
  return [
    `concurrency sets ${wanted} executions aside, but this account has ${available} for that: Lambda will refuse it. ` +
      (fits
        ? `${fits} fits, or ${askForMore}.`
        : `Leave concurrency out or write "unbounded", and ${askForMore}.`),
  ];
}

/**
 * What the account's concurrency means for a deployment, in sentences; empty when there is nothing to say.
 * @param before what the deployed stack sets aside
 */
export function concurrencyAdvice(
  deployment: Deployment,
  { limit, unreserved }: AccountConcurrency,
  before: number,
): readonly string[] {
  const available = Math.max(0, unreserved + before - keptUnreserved);
  const { frontDoor, concurrency } = deployment.options;
  const batches = callsAtOnce(deployment, "publish");
  const half = Math.floor(available / 2);
  return [
    ...reservationAdvice(deployment, available),
    ...(limit <= keptUnreserved
      ? [
          `Lambda runs at most ${limit} executions at once in this account and region, of all functions together, and ` +
            `publish alone may take ${batches}: more requests at once are refused. To receive bursts, ${askForMore}; ` +
            "until then, queue: { maximumConcurrency: 2 } leaves most of them to receive.",
        ]
      : []),
    ...(frontDoor?.kind === "function-url" && concurrency === "unbounded" && half > 0
      ? [
          `A flood of requests to the function URL may use all ${unreserved} executions of this account: ` +
            `concurrency: { receive: ${half} } fits, and would leave as many to other functions.`,
        ]
      : []),
  ];
}
