import type { BusConfig } from "../../config/bus-config.ts";
import type { Deployment } from "../deployment.ts";
import { logSourceName } from "../resources/buses/bus-logs.ts";
import { busArnPattern, checkExistingBus } from "./check-existing-bus.ts";
import { arnPattern, type Complaint, complaintIf, matches, range } from "./complaint.ts";
import { quotas } from "./quotas.ts";

const principalArn = arnPattern("(iam|sts):", "[0-9*]{1,12}:(role|user|assumed-role|root).*");

function checkSharing(where: string, { locked, shareWith }: BusConfig): readonly Complaint[] {
  const rulesBy = typeof locked === "object" ? locked.rulesBy : undefined;
  const { accounts = [], organization } = shareWith ?? {};
  return [
    ...accounts.flatMap((account) =>
      matches(`${where} an account in shareWith`, account, /^[0-9]{12}$/, '12 digits: "111122223333"'),
    ),
    ...matches(
      `${where} the organization in shareWith`,
      organization,
      /^o-[a-z0-9]{10,32}$/,
      '"o-a1b2c3d4e5"',
    ),
    ...complaintIf(
      rulesBy?.length === 0,
      `${where} rulesBy is empty, so nobody could create rules on it.`,
      "List principals in rulesBy, or write locked: true.",
    ),
    ...(rulesBy ?? []).flatMap((principal) =>
      matches(
        `${where} a principal in rulesBy`,
        principal,
        principalArn,
        '"arn:aws:iam::111122223333:role/hr-*"',
      ),
    ),
  ];
}

/** What is wrong with a bus. */
export function checkBus(
  name: string,
  bus: BusConfig,
  { busPrefix, options }: Deployment,
): readonly Complaint[] {
  const where = `bus "${name}":`;
  const { forwardTo = [] } = bus;
  return [
    ...checkExistingBus(name, bus),
    ...checkSharing(where, bus),
    ...range(`${where} eventBytes`, bus.eventBytes, quotas.eventBytes),
    ...forwardTo.flatMap((target) =>
      matches(
        `${where} a bus in forwardTo`,
        target,
        busArnPattern,
        '"arn:aws:events:eu-west-1:111122223333:event-bus/central"',
      ),
    ),
    ...complaintIf(
      forwardTo.length > quotas.targetsOfRule,
      `${where} forwardTo has ${forwardTo.length} buses.`,
      `EventBridge allows ${quotas.targetsOfRule} targets a rule: let one of those buses forward to the others.`,
    ),
    ...complaintIf(
      bus.lake && options.claimDays !== undefined && options.claimDays < bus.lake.days,
      `${where} its lake keeps events for ${bus.lake?.days} days, and claimDays is ${options.claimDays}: large payloads would be gone before the events that refer to them.`,
      `Set claimDays to ${bus.lake?.days} at least, or leave it out.`,
    ),
    ...complaintIf(
      bus.discoverSchemas && options.encryptionKey,
      `${where} discoverSchemas is on, and encryptionKey encrypts the bus.`,
      "EventBridge discovers no schemas on a bus that is encrypted with your key: leave one of them out.",
    ),
    ...complaintIf(
      bus.log && logSourceName(busPrefix + name, "error").length > quotas.logSourceName,
      `${where} its name is too long for a log: with the prefix "${busPrefix}", CloudWatch allows ${quotas.logSourceName} characters.`,
      "Shorten the name, or leave `log` out.",
    ),
  ];
}

/**
 * Buses with different names in EventBridge of which something made of their names would be the same.
 * @param what that is, as the end of a sentence
 */
export function checkCollisions(
  names: Iterable<string>,
  madeOf: (name: string) => string,
  what: string,
): readonly Complaint[] {
  const seen = new Map<string, string>();
  return Array.from(names).flatMap((name) => {
    const other = seen.get(madeOf(name));
    seen.set(madeOf(name), name);
    return complaintIf(
      other,
      `The buses "${other}" and "${name}" would have the same ${what}.`,
      "Rename one of them.",
    );
  });
}
