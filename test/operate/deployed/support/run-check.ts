import type { DeployedContext } from "../../../../src/operate/deployed/context.ts";
import type { DeployedSubject } from "../../../../src/operate/deployed/doctor/subject.ts";
import type { CheckAnswer, DoctorCheck } from "../../../../src/operate/doctor/finding.ts";

/** Makes one check of the doctor on a deployed bridge. */
export const runCheck = (
  { run }: DoctorCheck<DeployedSubject>,
  context: DeployedContext,
  running?: DeployedSubject["running"],
): Promise<CheckAnswer> =>
  run({
    context,
    running,
    now: context.now,
    sameBridge: " --stage dev",
    serverTime: async () => undefined,
    versionHere: "0.2.0",
  });
