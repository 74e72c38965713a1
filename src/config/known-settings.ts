import type {
  AlarmOptions,
  DeploymentOptions,
  DomainOptions,
  FrontDoor,
  QueueOptions,
  SecretOptions,
  ThrottleOptions,
} from "./deployment-options.ts";

/** Names of settings, with those of the settings inside them. */
type Names = { readonly [name: string]: true | Names };

/** Every setting of a type: the compiler finds one that is missing here. */
type NamesOf<Options> = { readonly [Name in keyof Options]-?: true | Names };

const domainNames: NamesOf<DomainOptions> = { name: true, certificate: true, hostedZone: true };
const throttleNames: NamesOf<ThrottleOptions> = { rate: true, burst: true };
const firewallNames = { requestsPerAddress: true } as const;
const queueNames: NamesOf<QueueOptions> = {
  batchSize: true,
  batchingWindowSeconds: true,
  maximumConcurrency: true,
  pollers: { minimum: true, maximum: true },
  attempts: true,
  keepOrdered: true,
};
const secretNames: NamesOf<SecretOptions> = { store: true, encryptionKey: true };
const alarmNames: NamesOf<AlarmOptions> = {
  email: true,
  oldestSeconds: true,
  authenticationFailures: true,
  deadlineShare: true,
};

const doors: { readonly [Kind in FrontDoor["kind"]]: NamesOf<Extract<FrontDoor, { readonly kind: Kind }>> } =
  {
    "http-api": { kind: true, publicUrl: true, domain: domainNames, throttle: throttleNames },
    "function-url": { kind: true, publicUrl: true },
    "load-balancer": { kind: true, publicUrl: true, certificate: true, vpc: true, subnets: true },
    "rest-api": {
      kind: true,
      publicUrl: true,
      domain: domainNames,
      throttle: throttleNames,
      firewall: firewallNames,
    },
    "buffer-first": {
      kind: true,
      publicUrl: true,
      domain: domainNames,
      throttle: throttleNames,
      firewall: firewallNames,
      contentTypes: true,
    },
  };

const deploymentNames: NamesOf<DeploymentOptions> = {
  frontDoor: true,
  queue: queueNames,
  secrets: secretNames,
  alarms: alarmNames,
  encryptionKey: true,
  logDays: true,
  claimDays: true,
  tags: true,
};

/** A setting that does not exist, and those that do. */
export interface UnknownSetting {
  readonly message: string;
  readonly remedy: string;
}

function unknownIn(where: string, settings: unknown, names: Names): UnknownSetting | undefined {
  if (typeof settings !== "object" || settings === null) return undefined;
  for (const [name, value] of Object.entries(settings)) {
    const inner = Object.hasOwn(names, name) ? names[name] : undefined;
    if (inner === undefined)
      return {
        message: `${where} has no setting "${name}".`,
        remedy: `It has ${Object.keys(names).join(", ")}: correct the name, or leave it out.`,
      };
    const unknown = inner === true ? undefined : unknownIn(`${where}.${name}`, value, inner);
    if (unknown) return unknown;
  }
  return undefined;
}

/** The first setting of a deployment that does not exist: ignored, it would be missed much later. */
export function unknownSetting(deployment: DeploymentOptions): UnknownSetting | undefined {
  const { frontDoor } = deployment;
  const unknown = unknownIn("deployment", deployment, deploymentNames);
  if (unknown || frontDoor === undefined) return unknown;
  const { kind } = frontDoor;
  return Object.hasOwn(doors, kind)
    ? unknownIn(`deployment.frontDoor of the kind "${kind}"`, frontDoor, doors[kind])
    : {
        message: `deployment.frontDoor has the kind "${kind}".`,
        remedy: `The kinds are ${Object.keys(doors).join(", ")}.`,
      };
}
