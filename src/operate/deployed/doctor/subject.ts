import type { RunningSubject } from "../../doctor/running/subject.ts";
import type { DeployedContext } from "../context.ts";

/** What checks of a deployed bridge look at. */
export interface DeployedSubject extends RunningSubject {
  readonly context: DeployedContext;
  /** Version of Hookbridge that makes the checks. */
  readonly versionHere: string;
}
