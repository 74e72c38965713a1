import type { DoctorCheck } from "../../doctor/finding.ts";
import { clockCheck } from "../../doctor/running/clock.ts";
import { refusalsCheck } from "../../doctor/running/refusals.ts";
import { deadLettersCheck } from "../../doctor/running/waiting-letters.ts";
import { alarmsCheck } from "./alarms.ts";
import { backlogCheck } from "./backlog.ts";
import { busesCheck } from "./buses.ts";
import { concurrencyCheck } from "./concurrency.ts";
import { deadlinesCheck } from "./deadlines.ts";
import { eventNamesCheck } from "./event-names.ts";
import { orphansCheck } from "./orphans.ts";
import { readersCheck } from "./readers.ts";
import { retentionCheck } from "./retention.ts";
import { rulesCheck } from "./rules.ts";
import { secretReadsCheck } from "./secret-reads.ts";
import { silenceCheck } from "./silence.ts";
import { stackStateCheck } from "./stack-state.ts";
import { stageSecretsCheck } from "./stage-secrets.ts";
import type { DeployedSubject } from "./subject.ts";
import { versionCheck } from "./version.ts";

/** What is looked at in a deployed bridge, in the order in which it is printed. */
export const deployedChecks: readonly DoctorCheck<DeployedSubject>[] = [
  stackStateCheck,
  versionCheck,
  stageSecretsCheck,
  alarmsCheck,
  deadLettersCheck,
  retentionCheck,
  refusalsCheck,
  silenceCheck,
  deadlinesCheck,
  backlogCheck,
  readersCheck,
  busesCheck,
  rulesCheck,
  eventNamesCheck,
  concurrencyCheck,
  secretReadsCheck,
  clockCheck,
  orphansCheck,
];
