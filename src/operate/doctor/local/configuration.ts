import { BridgeError } from "../../../core/errors.ts";
import type { DoctorCheck } from "../finding.ts";
import { knownEventFindings } from "../known-event-findings.ts";
import type { LocalSubject } from "./subject.ts";

/** Whether bridge.config.ts can be loaded. */
export const configurationCheck: DoctorCheck<LocalSubject> = {
  name: "configuration",
  about: "whether the configuration can be loaded, and whether what it waits for can come",
  async run({ config, configFile }) {
    if (config instanceof BridgeError) return [{ level: "bad", text: config.message, remedy: config.remedy }];
    if (config.sources.size > 0) return knownEventFindings(config);
    return [
      {
        level: "warn",
        text: `${configFile} has no sources: nothing can be received.`,
        remedy: "Add a source.",
        command: "npx hookbridge add <provider>",
      },
    ];
  },
};
