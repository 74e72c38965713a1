import type { DoctorCheck } from "../../doctor/finding.ts";
import { clockCheck } from "../../doctor/running/clock.ts";
import { refusalsCheck } from "../../doctor/running/refusals.ts";
import { deadLettersCheck } from "../../doctor/running/waiting-letters.ts";
import { retentionCheck } from "./retention.ts";
import { secretReadsCheck } from "./secret-reads.ts";
import { alarmsCheck } from "./stack/alarms.ts";
import { busesCheck } from "./stack/buses.ts";
import { concurrencyCheck } from "./stack/concurrency.ts";
import { orphansCheck } from "./stack/orphans.ts";
import { rulesCheck } from "./stack/rules.ts";
import { stackStateCheck } from "./stack/stack-state.ts";
import { versionCheck } from "./stack/version.ts";
import { stageSecretsCheck } from "./stage-secrets.ts";
import type { DeployedSubject } from "./subject.ts";
import { backlogCheck } from "./traffic/backlog.ts";
import { deadlinesCheck } from "./traffic/deadlines.ts";
import { eventNamesCheck } from "./traffic/event-names.ts";
import { readersCheck } from "./traffic/readers.ts";
import { silenceCheck } from "./traffic/silence.ts";

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
