import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import type { DeployedSubject } from "../subject.ts";

/** States of CloudFormation that need somebody, by what they end with. */
function stateFinding(
  status: string,
  stackName: string,
  sameBridge: string,
): Omit<DoctorFinding, "since"> | undefined {
  const deploy = `npx hookbridge deploy${sameBridge}`;
  if (status === "UPDATE_ROLLBACK_COMPLETE")
    return {
      level: "warn",
      text: `The last deployment of ${stackName} failed and was rolled back: what runs is the one before.`,
      remedy: "Read in the stack's events why it failed, correct that, and deploy again.",
      command: deploy,
    };
  if (status.endsWith("_IN_PROGRESS"))
    return {
      level: "warn",
      text: `${stackName} is being changed now (${status}): what is found here may be of before or after.`,
      remedy: "Wait until the deployment has ended, and ask again.",
    };
  if (status.endsWith("_FAILED") || status === "ROLLBACK_COMPLETE")
    return {
      level: "bad",
      text: `CloudFormation can't change ${stackName} any more: its state is ${status}.`,
      remedy:
        status === "UPDATE_ROLLBACK_FAILED"
          ? "Correct what the stack's events name, then continue the rollback in CloudFormation."
          : "Correct what the stack's events name, then deploy or remove it again.",
    };
  return undefined;
}

/** The state of the stack in CloudFormation. */
export const stackStateCheck: DoctorCheck<DeployedSubject> = {
  name: "stack",
  about: "the state of the stack",
  async run({ context: { stack, stackName }, sameBridge }) {
    const found = stateFinding(stack.status, stackName, sameBridge);
    if (!found) return [];
    return [{ ...found, ...(stack.changedAt !== undefined && { since: stack.changedAt }) }];
  },
};
