import { BridgeError } from "../../../core/errors.ts";
import { checkSecrets } from "../../secrets/check-secrets.ts";
import type { DoctorCheck } from "../finding.ts";
import { secretFindings } from "../secret-findings.ts";
import type { LocalSubject } from "./subject.ts";

/** Secrets that are missing or doubtful. */
export const localSecretsCheck: DoctorCheck<LocalSubject> = {
  name: "secrets",
  about: "secrets that are missing or doubtful",
  async run({ config, secrets }) {
    if (config instanceof BridgeError) return { skipped: "The configuration can't be loaded." };
    const kept = await secrets.read([...config.sources.keys()]);
    const { findings, notes } = checkSecrets([...config.sources.values()], kept);
    // For a source that the file does not name, `start` makes a random secret.
    const named = findings.filter(({ problem, source }) => problem !== "missing" || kept.has(source));
    return secretFindings({ findings: named, notes }, secrets, "");
  },
};
