import type { DoctorCheck } from "../../../doctor/finding.ts";
import { knownEventFindings } from "../../../doctor/known-event-findings.ts";
import type { DeployedSubject } from "../subject.ts";

/** Whether what the configuration at hand waits for can come. */
export const eventNamesCheck: DoctorCheck<DeployedSubject> = {
  name: "event-names",
  about: "names in `accept` and in patterns of subscriptions that no known event has",
  async run({ context: { config } }) {
    return config ? knownEventFindings(config) : { skipped: "There is no bridge.config.ts at hand." };
  },
};
