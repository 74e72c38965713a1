import type { DoctorCheck } from "../finding.ts";
import { clockCheck } from "../running/clock.ts";
import { failingSubscriptionsCheck } from "../running/failing-subscriptions.ts";
import { refusalsCheck } from "../running/refusals.ts";
import { deadLettersCheck } from "../running/waiting-letters.ts";
import { configurationCheck } from "./configuration.ts";
import { localSecretsCheck } from "./kept-secrets.ts";
import { nodeCheck } from "./node.ts";
import { portCheck } from "./port.ts";
import type { LocalSubject } from "./subject.ts";

/** What is looked at on this machine, in the order in which it is printed. */
export const localChecks: readonly DoctorCheck<LocalSubject>[] = [
  nodeCheck,
  configurationCheck,
  localSecretsCheck,
  portCheck,
  clockCheck,
  refusalsCheck,
  failingSubscriptionsCheck,
  deadLettersCheck,
];
