import type { DoctorCheck } from "../finding.ts";
import type { LocalSubject } from "./subject.ts";

/** Whether `start` finds its port free, where no bridge runs yet. */
export const portCheck: DoctorCheck<LocalSubject> = {
  name: "port",
  about: "the port of the bridge on this machine",
  async run({ running, port: { number, taken } }) {
    if (running) return { skipped: "A bridge runs and has its port." };
    if (!taken) return [];
    return [
      {
        level: "warn",
        text: `Another program listens on port ${number}, which start takes.`,
        remedy: "End that program, or take another port.",
        command: `npx hookbridge start --port ${number + 1}`,
      },
    ];
  },
};
