import type { BusConfig } from "../../config/bus-config.ts";
import { environmentNames } from "../../config/environment.ts";
import type { Deployment } from "../deployment.ts";
import { addressList } from "../functions/environment.ts";
import { existingBuses } from "../resources/buses/bus-arn.ts";
import { arnPattern, type Complaint, complaintIf, matches } from "./complaint.ts";
import { quotas } from "./quotas.ts";

/** Matches the ARN of a bus. */
export const busArnPattern = arnPattern("events", "[a-z0-9-]+:[0-9]{12}:event-bus/[A-Za-z0-9._/-]+");

/** Settings that only a bus of the stack's own can have, and what to do for an existing one. */
const ownersSettings = {
  archiveDays: "Its owner makes the archive; claimDays says how long the bridge keeps large payloads for it.",
  lake: "Its owner makes the rule that keeps its events.",
  locked: "Its owner locks it with a resource policy.",
  shareWith: "Its owner shares it with a resource policy.",
  forwardTo: "Its owner makes the rule that forwards.",
  log: "Its owner turns on its log.",
  discoverSchemas: "Its owner turns on schema discovery.",
} as const satisfies Partial<Record<keyof BusConfig, string>>;

/** What is wrong with an existing bus. */
export function checkExistingBus(name: string, bus: BusConfig): readonly Complaint[] {
  if (bus.arn === undefined) return [];
  const where = `bus "${name}":`;
  const settings = Object.entries(ownersSettings) as readonly (readonly [
    keyof typeof ownersSettings,
    string,
  ])[];
  return [
    ...matches(
      `${where} its arn`,
      bus.arn,
      busArnPattern,
      '"arn:aws:events:eu-west-1:111122223333:event-bus/central"',
    ),
    ...settings.flatMap(([setting, remedy]) =>
      complaintIf(
        bus[setting],
        `${where} it has \`arn\` and \`${setting}\`, which an existing bus can't get from this stack.`,
        remedy,
      ),
    ),
  ];
}

/** Existing buses whose ARNs are too long for the functions' environment. */
export function checkAddresses(deployment: Deployment): readonly Complaint[] {
  const { size } = existingBuses(deployment);
  const { length } = addressList(deployment);
  return complaintIf(
    length > quotas.busAddresses,
    `The ARNs of ${size} existing buses have ${length} characters in the variable ${environmentNames.busArns}.`,
    `Lambda's environment holds 4 KB, of which they get ${quotas.busAddresses}: let one of those buses forward to others.`,
  );
}
