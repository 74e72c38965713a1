import type { BusConfig } from "../../config/bus-config.ts";
import type { Bridge } from "../../config/define-bridge.ts";
import type { DeploymentOptions, FrontDoor } from "../../config/deployment-options.ts";
import { BridgeError } from "../../core/errors.ts";
import { type Deployment, deploymentOf } from "../deployment.ts";
import { logSourceName } from "../resources/buses/bus-logs.ts";
import { logicalName } from "../template.ts";
import { quotas } from "./quotas.ts";

/** What is wrong, and what to write instead. */
export type Complaint = readonly [message: string, remedy: string];

const within = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most);

/** A number out of its range. */
const range = (what: string, value: number | undefined, least: number, most: number): readonly Complaint[] =>
  within(value, least, most)
    ? []
    : [[`${what} is ${value}.`, `Give a whole number from ${least} to ${most}.`]];

const matches = (
  what: string,
  value: string | undefined,
  pattern: RegExp,
  example: string,
): readonly Complaint[] =>
  value === undefined || pattern.test(value) ? [] : [[`${what} is "${value}".`, `Write it as ${example}.`]];

const arn = (service: string, rest: string): RegExp => new RegExp(`^arn:aws[a-z-]*:${service}:${rest}$`);
const busArn = arn("events", "[a-z0-9-]+:[0-9]{12}:event-bus/[A-Za-z0-9._/-]+");
const keyArn = arn("kms", "[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");
const principalArn = arn("(iam|sts):", "[0-9*]{1,12}:(role|user|assumed-role|root).*");

function checkBus(name: string, bus: BusConfig, { busPrefix }: Deployment): readonly Complaint[] {
  const where = `bus "${name}":`;
  const rulesBy = typeof bus.locked === "object" ? bus.locked.rulesBy : undefined;
  const { accounts = [], organization } = bus.shareWith ?? {};
  const forwards = bus.forwardTo ?? [];
  return [
    ...accounts.flatMap((account) =>
      matches(`${where} an account to share with`, account, /^[0-9]{12}$/, '12 digits: "111122223333"'),
    ),
    ...matches(`${where} the organization`, organization, /^o-[a-z0-9]{10,32}$/, '"o-a1b2c3d4e5"'),
    ...(rulesBy?.length === 0
      ? ([
          [`${where} nobody may make rules on it.`, "Name principals in rulesBy, or write locked: true."],
        ] as const)
      : []),
    ...(rulesBy ?? []).flatMap((principal) =>
      matches(
        `${where} a principal of rulesBy`,
        principal,
        principalArn,
        '"arn:aws:iam::111122223333:role/hr-*"',
      ),
    ),
    ...forwards.flatMap((target) =>
      matches(
        `${where} a bus to forward to`,
        target,
        busArn,
        '"arn:aws:events:eu-west-1:111122223333:event-bus/central"',
      ),
    ),
    ...(forwards.length > quotas.targetsOfRule
      ? ([
          [
            `${where} it forwards to ${forwards.length} buses.`,
            `EventBridge takes ${quotas.targetsOfRule} targets a rule: forward from one of those.`,
          ],
        ] as const)
      : []),
    ...(bus.log && logSourceName(busPrefix + name, "error").length > quotas.logSourceName
      ? ([[`${where} its name is too long to be logged.`, "Shorten it, or leave `log` out."]] as const)
      : []),
  ];
}

/** Sources that want what nobody behind a buffer can give. */
function checkBuffered({ sources }: Deployment): readonly Complaint[] {
  return Array.from(sources.values()).flatMap(({ name, provider, order }): readonly Complaint[] => {
    const wants = [
      ...(provider.handshakes?.length ? [`${provider.name} wants handshakes`] : []),
      ...(provider.reply ? [`${provider.name} wants an answer of its own`] : []),
      ...(order ? ["it wants an order"] : []),
    ];
    return wants.map((want) => [
      `source "${name}": ${want}, and a front door that buffers gives none.`,
      "Choose another front door, or move the source to a deployment with one.",
    ]);
  });
}

function checkDoor(door: FrontDoor | undefined, deployment: Deployment): readonly Complaint[] {
  if (!door) return [];
  const { prefix } = deployment;
  const complaints: Complaint[] = door.kind === "buffer-first" ? [...checkBuffered(deployment)] : [];
  if ("throttle" in door && door.throttle) {
    complaints.push(...range("frontDoor.throttle.rate", door.throttle.rate, 1, quotas.requestsPerSecond));
    complaints.push(...range("frontDoor.throttle.burst", door.throttle.burst, 1, quotas.requestsAtOnce));
  }
  if ("firewall" in door && door.firewall)
    complaints.push(
      ...range("frontDoor.firewall.requestsPerAddress", door.firewall.requestsPerAddress, 10, 2_000_000_000),
    );
  if ("contentTypes" in door)
    for (const type of door.contentTypes ?? [])
      complaints.push(
        ...matches("frontDoor.contentTypes", type, /^[a-z]+\/[a-z0-9.+-]+$/, '"application/vnd.acme+json"'),
      );
  if (door.kind !== "load-balancer") return complaints;
  if (prefix.length > quotas.loadBalancerName)
    complaints.push([
      `The load balancer would be named "${prefix}".`,
      `AWS allows ${quotas.loadBalancerName} characters: shorten the name or the stage.`,
    ]);
  if (door.subnets.length < 2)
    complaints.push([
      "The load balancer has fewer than two subnets.",
      "Give public subnets in two availability zones.",
    ]);
  complaints.push(
    ...matches(
      "frontDoor.publicUrl",
      door.publicUrl,
      /^https:\/\/[a-z0-9.-]+$/,
      '"https://hooks.example.com"',
    ),
  );
  return complaints;
}

function checkOptions({
  queue = {},
  secrets,
  alarms = {},
  encryptionKey,
  logDays,
  claimDays,
}: DeploymentOptions): readonly Complaint[] {
  const { pollers } = queue;
  return [
    ...range("queue.batchSize", queue.batchSize, 1, 10),
    ...range("queue.batchingWindowSeconds", queue.batchingWindowSeconds, 0, 300),
    ...range("queue.maximumConcurrency", queue.maximumConcurrency, 2, 1_000),
    ...range("queue.attempts", queue.attempts, 1, 1_000),
    ...range("queue.pollers.minimum", pollers?.minimum, 2, 200),
    ...range("queue.pollers.maximum", pollers?.maximum, pollers?.minimum ?? 2, 2_000),
    ...(pollers && queue.maximumConcurrency !== undefined
      ? ([
          [
            "The queue has pollers and a maximumConcurrency.",
            "Lambda takes one of them: leave the other out.",
          ],
        ] as const)
      : []),
    ...range("alarms.oldestSeconds", alarms.oldestSeconds, 60, 1_209_600),
    ...range("alarms.authenticationFailures", alarms.authenticationFailures, 0, 1_000_000),
    ...range("alarms.deadlineShare", alarms.deadlineShare, 1, 100),
    ...range("claimDays", claimDays, 30, 36_500),
    ...matches("encryptionKey", encryptionKey, keyArn, '"arn:aws:kms:eu-west-1:111122223333:key/…"'),
    ...matches(
      "secrets.encryptionKey",
      secrets?.encryptionKey,
      keyArn,
      '"arn:aws:kms:eu-west-1:111122223333:key/…"',
    ),
    ...(logDays === undefined || quotas.logDays.includes(logDays)
      ? []
      : ([[`logDays is ${logDays}.`, `CloudWatch offers ${quotas.logDays.join(", ")}.`]] as const)),
  ];
}

/** Names that differ in bridge.config.ts, and would not in the stack. */
function checkTwins(names: readonly string[]): readonly Complaint[] {
  const seen = new Map<string, string>();
  return names.flatMap((name): readonly Complaint[] => {
    const twin = seen.get(logicalName(name));
    seen.set(logicalName(name), name);
    return twin
      ? [[`The buses "${twin}" and "${name}" would have one name in the stack.`, "Rename one of them."]]
      : [];
  });
}

/**
 * What a configuration means in one stage, once it is seen to be deployable.
 * @throws BridgeError `config-invalid` with everything that is wrong, not the first thing only
 */
export function checkDeployment(bridge: Bridge, stage: string): Deployment {
  const deployment = deploymentOf(bridge, stage);
  const { buses, sources, options } = deployment;
  const unknownBuses = [...Object.keys(bridge.stages.get(stage)?.buses ?? {})].filter(
    (bus) => !bridge.buses.has(bus),
  );
  const complaints: readonly Complaint[] = [
    ...matches(
      "The name",
      bridge.name,
      /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/,
      'lower-case letters, digits and hyphens, 20 at most: "hookbridge"',
    ),
    // Without hyphens: "a-b" in the stage "c" and "a" in the stage "b-c" would share every name.
    ...matches("The stage", stage, /^[a-z][a-z0-9]{1,19}$/, 'lower-case letters and digits, 2 to 20: "prod"'),
    ...unknownBuses.map(
      (bus): Complaint => [
        `stages.${stage} changes the bus "${bus}", which is not among the buses.`,
        "Add it under `buses`, or correct the name.",
      ],
    ),
    ...(buses.size > quotas.buses
      ? ([
          [
            `There are ${buses.size} buses.`,
            `EventBridge allows ${quotas.buses} in an account: merge some, or spread them over deployments.`,
          ],
        ] as const)
      : []),
    ...(sources.size > quotas.sources
      ? ([
          [
            `There are ${sources.size} sources.`,
            `One stack holds ${quotas.sources}: spread them over deployments, each with a name.`,
          ],
        ] as const)
      : []),
    ...checkTwins([...buses.keys()]),
    ...Array.from(buses, ([name, bus]) => checkBus(name, bus, deployment)).flat(),
    ...checkDoor(options.frontDoor, deployment),
    ...checkOptions(options),
  ];
  const [first, ...others] = complaints;
  if (!first) return deployment;
  const rest = others.map(([message, remedy]) => ` ${message} ${remedy}`).join("");
  throw new BridgeError("config-invalid", `bridge.config.ts: ${first[0]}`, `${first[1]}${rest}`);
}
