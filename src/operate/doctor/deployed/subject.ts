import type { DeployedContext } from "../../deployed/context.ts";
import type { RunningSubject } from "../running/subject.ts";

/** What checks of a deployed bridge look at. */
export interface DeployedSubject extends RunningSubject {
  readonly context: DeployedContext;
  /** Version of Hookbridge that makes the checks. */
  readonly versionHere: string;
}
