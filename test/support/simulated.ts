/** Whether IAM would allow something, simulated. */
import { runSimulation } from "@cloud-copilot/iam-simulate";

/** A request and the policies that decide about it. */
export interface SimulatedRequest {
  /** An ARN, or a service such as `events.amazonaws.com`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly identityPolicies?: readonly unknown[];
  readonly resourcePolicy?: unknown;
}

export async function isAllowed(request: SimulatedRequest): Promise<boolean> {
  const { principal, action, resource, context = {}, identityPolicies = [], resourcePolicy } = request;
  const accountId = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1] ?? "111122223333";
  const result = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId }, contextVariables: context },
      identityPolicies: identityPolicies.map((policy, index) => ({ name: String(index), policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy !== undefined && { resourcePolicy }),
    },
    {},
  );
  if (result.resultType === "error")
    throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult === "Allowed";
}
