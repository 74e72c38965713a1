import type { MachineTarget, Subscription } from "../../core/subscription.ts";
import { type Deployment, isTraced } from "../deployment.ts";
import { policyDocument, trusts } from "../policy.ts";
import { arnOf, ref } from "../template.ts";
import { type CalledTarget, callingRole } from "./called-target.ts";
import type { ConsumerNames } from "./consumer-names.ts";
import { taskPermissions, withPseudoParameters } from "./task-permissions.ts";

/** A state machine with its role, and the role by which its rule starts it. */
export function stateMachine(
  deployment: Deployment,
  { name }: Subscription,
  { express, role }: MachineTarget,
  { names, definition }: { readonly names: ConsumerNames; readonly definition: string },
): CalledTarget {
  const statements =
    role === undefined
      ? taskPermissions(`bridge.config.ts: subscription "${name}"`, JSON.parse(definition) as unknown)
      : [];
  return {
    target: { arn: ref(names.machine), role: arnOf(names.role) },
    resources: {
      ...callingRole(names, { Action: "states:StartExecution", Resource: ref(names.machine) }),
      ...(role === undefined && {
        [names.machineRole]: {
          Type: "AWS::IAM::Role",
          Properties: {
            Description: `State machine of the subscription ${name}`,
            AssumeRolePolicyDocument: trusts("states"),
            ...(statements.length > 0 && {
              Policies: [{ PolicyName: "tasks", PolicyDocument: policyDocument(statements) }],
            }),
          },
        },
      }),
      [names.machine]: {
        Type: "AWS::StepFunctions::StateMachine",
        Properties: {
          // Another type is another machine, and may not have the name of the one that it replaces.
          StateMachineName: express ? `${names.name}-express` : names.name,
          StateMachineType: express ? "EXPRESS" : "STANDARD",
          RoleArn: role ?? arnOf(names.machineRole),
          DefinitionString: withPseudoParameters(definition),
          TracingConfiguration: { Enabled: isTraced(deployment) },
        },
      },
    },
  };
}
