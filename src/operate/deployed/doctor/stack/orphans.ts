import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import { findOrphans } from "../../orphans/find-orphans.ts";
import { type Orphan, orphanSceneOf } from "../../orphans/orphan.ts";
import type { DeployedSubject } from "../subject.ts";

/** An orphan as a finding. */
export const orphanFinding = ({ kind, name, why, command }: Orphan): DoctorFinding => ({
  level: "warn",
  text: `The ${kind} ${name} is left over. ${why}`,
  remedy:
    "If nobody needs what is in it, delete it: it costs money, and a secret that nobody watches is a risk.",
  command,
});

/** Resources that no configuration needs any more. */
export const orphansCheck: DoctorCheck<DeployedSubject> = {
  name: "orphans",
  about: "resources that no configuration needs any more",
  async run({ context }) {
    const { orphans, failures } = await findOrphans(orphanSceneOf(context));
    const unseen = failures.map(
      ({ message, remedy }): DoctorFinding => ({ level: "warn", text: message, remedy }),
    );
    return [...orphans.map(orphanFinding), ...unseen];
  },
};
