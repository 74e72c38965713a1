import type { ConcurrencyOptions } from "../../config/deployment-options.ts";
import type { Deployment } from "../deployment.ts";
import { callsAtOnce, queuesOf, reservedConcurrency } from "../functions/concurrency.ts";
import { type Complaint, complaintIf, range } from "./complaint.ts";

/** Smallest MaximumConcurrency of an event source mapping. */
const leastBatches = 2;

/** AWS raises an account's concurrency on request; this is more than it gives by default in any region. */
const mostExecutions = 100_000;

function checkFunction(deployment: Deployment, name: keyof ConcurrencyOptions): readonly Complaint[] {
  const reserved = reservedConcurrency(deployment)[name];
  if (reserved === undefined) return [];
  const least = Math.max(1, leastBatches * queuesOf(deployment, name));
  const wrong = range(`concurrency.${name}`, reserved, [least, mostExecutions]);
  if (wrong.length > 0) return wrong;
  const calls = callsAtOnce(deployment, name);
  return complaintIf(
    calls > reserved,
    `concurrency.${name} is ${reserved}, but its queues can call the function ${calls} times at once.`,
    `Give at least ${calls}, or lower queue.maximumConcurrency or queue.pollers: what Lambda throttles counts as an attempt, and can end as a dead letter.`,
  );
}

/** What is wrong with the bounds of the functions, and the missing bound of a function URL. */
export function checkConcurrency(deployment: Deployment): readonly Complaint[] {
  const { concurrency, frontDoor } = deployment.options;
  const isUnbounded = typeof concurrency === "string";
  return [
    ...complaintIf(
      isUnbounded && concurrency !== "unbounded",
      `concurrency is "${concurrency}".`,
      'Write concurrency: { receive: 50 }, or concurrency: "unbounded".',
    ),
    ...complaintIf(
      frontDoor?.kind === "function-url" &&
        !isUnbounded &&
        reservedConcurrency(deployment).receive === undefined,
      "The front door function-url throttles nothing, and concurrency has no number for receive: a flood of requests could use all of " +
        "the account's Lambda concurrency, also that of `publish` and of other functions.",
      'Write concurrency: { receive: 50 }; the deployment says which numbers fit the account. Or write concurrency: "unbounded" if the ' +
        "account is for this bridge alone.",
    ),
    ...checkFunction(deployment, "receive"),
    ...checkFunction(deployment, "publish"),
  ];
}
