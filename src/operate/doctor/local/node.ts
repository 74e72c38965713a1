import { nodeComplaint } from "../../../core/node-version.cjs";
import type { DoctorCheck } from "../finding.ts";
import type { LocalSubject } from "./subject.ts";

/** Whether this Node.js is new enough. */
export const nodeCheck: DoctorCheck<LocalSubject> = {
  name: "node",
  about: "the version of Node.js",
  async run({ node: { version, wanted } }) {
    if (nodeComplaint(version, wanted) === undefined) return [];
    return [
      {
        level: "bad",
        text: `This is Node.js ${version.replace(/^v/, "")}, and hookbridge needs ${wanted.replace(/^>=/, "")} or newer.`,
        remedy: "Install Node.js 24, which is what runs on Lambda too: https://nodejs.org",
      },
    ];
  },
};
