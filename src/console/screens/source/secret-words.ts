/** What is said of a source's secrets: how many, which matches, and the next step of a rotation. */
import type { SourceDetail } from "../../../operate/state.ts";

/** A secret, of which nothing but its place is known. */
export interface SecretRow {
  readonly label: string;
  readonly which: string;
  /** When it matched last. */
  readonly at?: string;
}

/** A row for each secret; the older ones share one. */
export function secretRows({ secrets = 0, secretUse }: SourceDetail): readonly SecretRow[] {
  if (secrets === 0) return [];
  const { newestAt, olderAt } = secretUse ?? {};
  const newest = {
    label: `1 of ${secrets}`,
    which: "newest",
    ...(newestAt !== undefined && { at: newestAt }),
  };
  if (secrets === 1) return [newest];
  const label = secrets === 2 ? "2 of 2" : `2 to ${secrets}`;
  return [newest, { label, which: "older", ...(olderAt !== undefined && { at: olderAt }) }];
}

/** The next step, with its command. */
export interface RotationShown {
  readonly text: string;
  /** What follows `npx hookbridge`, before the source's name. */
  readonly command?: string;
  readonly flag?: string;
}

/** What is to do next about a source's secrets. Roles make several secrets without any rotation, so nothing is said of these. */
export function rotationShown({ secrets = 0, secretUse = {}, setup, provider }: SourceDetail): RotationShown {
  const vendor = provider.name;
  if (setup?.secret === "handed-over") return { text: `${vendor} hands its secret over by itself.` };
  if (secrets === 0) return { text: "Set it with this command, which asks for it.", command: "secrets set" };
  if (secrets === 1 || (setup?.roles.length ?? 0) > 1)
    return {
      text: "To rotate, this command stores the new secret before the present one. Both count until it is finished.",
      command: "secrets rotate",
    };
  const { newestAt, olderAt } = secretUse;
  if (newestAt === undefined)
    return {
      text: `Set the newest one at ${vendor}. This says which one deliveries match:`,
      command: "secrets rotate",
      flag: " --state",
    };
  if (olderAt !== undefined && olderAt >= newestAt)
    return {
      text: `${vendor} still signs with an older one: change it there. This says when it has ended:`,
      command: "secrets rotate",
      flag: " --state",
    };
  return {
    text: "Deliveries match the newest one. This removes the older ones, and refuses while they match:",
    command: "secrets rotate",
    flag: " --finish",
  };
}
