import type { DoctorCheck } from "../../../doctor/finding.ts";
import type { DeployedSubject } from "../subject.ts";

const numbersOf = (version: string): readonly number[] => version.split(/[.-]/).slice(0, 3).map(Number);

function isOlder(one: string, other: string): boolean {
  const [left, right] = [numbersOf(one), numbersOf(other)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at !== -1 && (left[at] ?? 0) < (right[at] ?? 0);
}

/** The deployed version against the one at hand. */
export const versionCheck: DoctorCheck<DeployedSubject> = {
  name: "version",
  about: "the deployed version of Hookbridge",
  async run({ context: { stack, stackName }, versionHere, sameBridge }) {
    const { version } = stack;
    if (version === undefined)
      return [
        {
          level: "warn",
          text: `${stackName} was deployed by a version of Hookbridge before 0.2, and ${versionHere} is at hand.`,
          remedy: "Read docs/upgrading.md, look at what changes, and deploy.",
          command: `npx hookbridge diff${sameBridge}`,
        },
      ];
    if (isOlder(version, versionHere))
      return [
        {
          level: "warn",
          text: `${stackName} runs Hookbridge ${version}, and ${versionHere} is at hand.`,
          remedy: "Look at what changes, and deploy.",
          command: `npx hookbridge diff${sameBridge}`,
        },
      ];
    if (!isOlder(versionHere, version)) return [];
    return [
      {
        level: "warn",
        text: `${stackName} runs Hookbridge ${version}, and this is the older ${versionHere}: a deployment from here would go back.`,
        remedy: "Take the newer version before you deploy.",
        command: "npm update hookbridge",
      },
    ];
  },
};
