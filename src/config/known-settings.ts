import type {
  MemoryOptions,
  RoleOptions,
  SlackOptions,
  TeamsOptions,
  VpcOptions,
} from "./account-options.ts";
import type { BridgeConfig, SourceConfig, StageConfig } from "./bridge-config.ts";
import type { BusConfig } from "./bus-config.ts";
import type {
  AlarmOptions,
  ConcurrencyOptions,
  DeploymentOptions,
  DomainOptions,
  FrontDoor,
  LogOptions,
  QueueOptions,
  SecretOptions,
  ThrottleOptions,
} from "./deployment-options.ts";
import type { EventFilter, FunctionSettings, SubscriptionConfig } from "./subscription-config.ts";
import { type Names, type UnknownSetting, unknownIn, unknownInEach } from "./unknown-in.ts";

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
const concurrencyNames: NamesOf<ConcurrencyOptions> = { receive: true, publish: true };
const secretNames: NamesOf<SecretOptions> = { store: true, encryptionKey: true };
const slackNames: NamesOf<SlackOptions> = { workspace: true, channel: true };
const teamsNames: NamesOf<TeamsOptions> = { tenant: true, team: true, channel: true };
const memoryNames: NamesOf<MemoryOptions> = { receive: true, publish: true };
const vpcNames: NamesOf<VpcOptions> = { subnets: true, securityGroups: true };
const roleNames: NamesOf<RoleOptions> = { permissionsBoundary: true, path: true };
const alarmNames: NamesOf<AlarmOptions> = {
  email: true,
  topic: true,
  slack: slackNames,
  teams: teamsNames,
  oldestSeconds: true,
  authenticationFailures: true,
  perSource: true,
  silentHours: true,
  deadlineShare: true,
};

const logNames: NamesOf<LogOptions> = { accepted: true };

const doors: { readonly [Kind in FrontDoor["kind"]]: NamesOf<Extract<FrontDoor, { readonly kind: Kind }>> } =
  {
    "http-api": { kind: true, publicUrl: true, domain: domainNames, throttle: throttleNames },
    "function-url": { kind: true, publicUrl: true },
    "load-balancer": {
      kind: true,
      publicUrl: true,
      certificate: true,
      vpc: true,
      subnets: true,
      accessLog: true,
      deletionProtection: true,
    },
    "rest-api": {
      kind: true,
      publicUrl: true,
      domain: domainNames,
      throttle: throttleNames,
      firewall: firewallNames,
      accessLog: true,
    },
    "buffer-first": {
      kind: true,
      publicUrl: true,
      domain: domainNames,
      throttle: throttleNames,
      firewall: firewallNames,
      accessLog: true,
      contentTypes: true,
    },
  };

const deploymentNames: NamesOf<DeploymentOptions> = {
  frontDoor: true,
  queue: queueNames,
  memory: memoryNames,
  vpc: vpcNames,
  roles: roleNames,
  deploymentBucket: true,
  concurrency: concurrencyNames,
  secrets: secretNames,
  alarms: alarmNames,
  encryptionKey: true,
  logDays: true,
  logs: logNames,
  metrics: true,
  tracing: true,
  claimDays: true,
  tags: true,
};

const busNames: NamesOf<BusConfig> = {
  arn: true,
  archiveDays: true,
  lake: { days: true },
  locked: { rulesBy: true },
  shareWith: { accounts: true, organization: true },
  forwardTo: true,
  eventBytes: true,
  log: true,
  discoverSchemas: true,
};

const sourceNames: NamesOf<SourceConfig<string>> = {
  provider: true,
  bus: true,
  accept: true,
  unlisted: true,
  redact: true,
  order: true,
  strictDeduplication: true,
  maxBodyBytes: true,
};

const functionNames: NamesOf<FunctionSettings> = {
  file: true,
  batchSize: true,
  memoryMb: true,
  timeoutSeconds: true,
  maxConcurrency: true,
  environment: true,
};

const filterNames: NamesOf<EventFilter> = {
  type: true,
  entity: true,
  action: true,
  bridgesource: true,
  subject: true,
  data: true,
};

const subscriptionNames: NamesOf<SubscriptionConfig<string>> = {
  bus: true,
  on: filterNames,
  pattern: true,
  unlisted: true,
  input: { template: true, paths: true },
  paused: true,
  function: functionNames,
  keepTryingHours: true,
  queue: {},
  stateMachine: { file: true, express: true, role: true },
  forward: true,
  target: { arn: true, role: true },
};

const stageNames: NamesOf<StageConfig<string>> = { deployment: true, buses: true };

const bridgeNames: NamesOf<BridgeConfig<string>> = {
  name: true,
  buses: true,
  sources: true,
  subscriptions: true,
  deployment: true,
  stages: true,
};

function unknownInDeployment(where: string, deployment: DeploymentOptions = {}): UnknownSetting | undefined {
  const { frontDoor } = deployment;
  const unknown = unknownIn(where, deployment, deploymentNames);
  if (unknown || frontDoor === undefined) return unknown;
  const { kind } = frontDoor;
  return Object.hasOwn(doors, kind)
    ? unknownIn(`${where}.frontDoor (${kind})`, frontDoor, doors[kind])
    : {
        message: `${where}.frontDoor has the kind "${kind}".`,
        remedy: `The kinds are ${Object.keys(doors).join(", ")}.`,
      };
}

/**
 * The first setting of a configuration that does not exist: ignored, it would be missed much later. The compiler finds it too, but
 * `npm start` and a deployment check no types.
 */
export function unknownSetting(config: BridgeConfig<string>): UnknownSetting | undefined {
  const { buses, sources, subscriptions, deployment, stages } = config;
  const unknown =
    unknownIn("the configuration", config, bridgeNames) ??
    unknownInEach("bus", buses, busNames) ??
    unknownInEach("source", sources, sourceNames) ??
    unknownInEach("subscription", subscriptions, subscriptionNames) ??
    unknownInDeployment("deployment", deployment) ??
    unknownInEach("stage", stages, stageNames);
  if (unknown) return unknown;
  for (const [stage, own] of Object.entries(stages ?? {})) {
    const inStage =
      unknownInDeployment(`stage "${stage}": deployment`, own.deployment) ??
      unknownInEach(`stage "${stage}": bus`, own.buses, busNames);
    if (inStage) return inStage;
  }
  return undefined;
}
