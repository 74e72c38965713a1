import { type Source, sourceNamePattern } from "../core/source.ts";
import type { Subscription } from "../core/subscription.ts";
import type { BridgeConfig, SourceConfig, StageConfig } from "./bridge-config.ts";
import type { BusConfig } from "./bus-config.ts";
import type { DeploymentOptions } from "./deployment-options.ts";
import { unknownSetting } from "./known-settings.ts";
import { whyUnordered } from "./ordering.ts";
import { checkProvider } from "./own-providers/check-provider.ts";
import { refuseConfig } from "./refuse-config.ts";
import { checkSubscriptions } from "./subscriptions/check-subscriptions.ts";

export type { BridgeConfig, SourceConfig, StageConfig } from "./bridge-config.ts";
export type { BusConfig } from "./bus-config.ts";
export type { SubscriptionConfig } from "./subscription-config.ts";

/** A checked configuration. It uses `Map`s, so that the name `constructor` finds nothing inherited. */
export interface Bridge {
  readonly name: string;
  readonly buses: ReadonlyMap<string, BusConfig>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Consumers of the buses. Empty in a Lambda function of the bridge, which needs none. */
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** Its values are checked when the stack is built, not here. */
  readonly deployment: DeploymentOptions;
  readonly stages: ReadonlyMap<string, StageConfig<string>>;
}

/** Largest body that fits into a Lambda invocation, in base64 and with its headers. */
const largestBodyBytes = 4_500_000;

const busNamePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;

function checkPatterns(where: string, { accept, redact }: SourceConfig<string>): void {
  const pointer = redact?.find((candidate) => !candidate.startsWith("/"));
  if (pointer !== undefined)
    refuseConfig(
      `${where} redacts "${pointer}", which is not a JSON pointer.`,
      'Write it as "/data/object/email".',
    );
  const pattern = accept?.find((candidate) => !/^[^*]*\*?$/.test(candidate));
  if (pattern !== undefined)
    refuseConfig(
      `${where} accepts "${pattern}": "*" is allowed only at the end.`,
      'Write "invoice.*" or the whole event name.',
    );
}

function checkSource(
  name: string,
  config: SourceConfig<string>,
  buses: ReadonlyMap<string, BusConfig>,
): Source {
  const { provider, bus, order, maxBodyBytes = largestBodyBytes } = config;
  const where = `bridge.config.ts: source "${name}"`;
  if (!sourceNamePattern.test(name))
    refuseConfig(
      `${where} has a name that can't be part of a URL.`,
      "Use lower-case letters, digits and hyphens, at most 64.",
    );
  checkProvider(where, provider);
  if (bus === undefined)
    refuseConfig(
      `${where} does not say to which bus it goes.`,
      `Add one of yours: bus: "${[...buses.keys()][0]}".`,
    );
  if (typeof bus === "string" ? !buses.has(bus) : typeof bus !== "function")
    refuseConfig(
      `${where} goes to the bus "${String(bus)}", but \`buses\` has only ${[...buses.keys()].join(", ")}.`,
      "Add it under `buses`, or correct the name.",
    );
  checkPatterns(where, config);
  const unordered = order === undefined ? undefined : whyUnordered(order, provider);
  if (unordered)
    refuseConfig(
      `${where} ${unordered}`,
      "Leave `order` out: its deliveries are then published in any order.",
    );
  if (!Number.isInteger(maxBodyBytes) || maxBodyBytes < 1 || maxBodyBytes > largestBodyBytes)
    refuseConfig(
      `${where} has maxBodyBytes ${maxBodyBytes}.`,
      `Give a whole number of bytes from 1 to ${largestBodyBytes}.`,
    );
  return {
    name,
    provider,
    bus,
    maxBodyBytes,
    ...(config.accept && { accept: config.accept }),
    ...(config.unlisted && { unlisted: true }),
    ...(config.redact && { redact: config.redact }),
    ...(order && { order }),
    ...(config.strictDeduplication && { strictDeduplication: true }),
  };
}

/** A hundred years: S3 takes more, and nobody means it. */
const mostLakeDays = 36_500;

const numberText = (value: unknown): string =>
  typeof value === "string" ? JSON.stringify(value) : String(value);

function checkKeptDays(where: string, { archiveDays = 0, lake }: BusConfig): void {
  if (!Number.isInteger(archiveDays) || archiveDays < 0)
    refuseConfig(
      `${where} has archiveDays ${numberText(archiveDays)}.`,
      "Give a whole number of days; 0 is no archive.",
    );
  if (lake && (!Number.isInteger(lake.days) || lake.days < 1 || lake.days > mostLakeDays))
    refuseConfig(
      lake.days === undefined
        ? `${where} does not say for how many days its lake keeps events.`
        : `${where} has a lake of ${numberText(lake.days)} days.`,
      `Say for how many days it keeps events, from 1 to ${mostLakeDays}: lake: { days: 730 }. Leave \`lake\` out for none.`,
    );
}

/**
 * The bridge's configuration: buses, the sources that publish on them, and their consumers. An unknown bus does not compile; the
 * rest is checked here, when the file is loaded.
 * @throws BridgeError `config-invalid`
 */
export function defineBridge<const Bus extends string>(config: BridgeConfig<Bus>): Bridge {
  const unknown = unknownSetting(config);
  if (unknown) refuseConfig(`bridge.config.ts: ${unknown.message}`, unknown.remedy);
  const buses = new Map<string, BusConfig>(Object.entries(config.buses ?? {}));
  if (buses.size === 0) refuseConfig("bridge.config.ts has no bus.", "Add one: buses: { events: {} }.");
  for (const [name, bus] of buses) {
    if (!busNamePattern.test(name)) {
      refuseConfig(
        `bridge.config.ts: EventBridge does not accept the bus name "${name}".`,
        "Use letters, digits, dots, hyphens and underscores, at most 64.",
      );
    }
    checkKeptDays(`bridge.config.ts: bus "${name}"`, bus);
  }
  const stages = new Map<string, StageConfig<string>>(Object.entries(config.stages ?? {}));
  for (const [stage, own] of stages)
    for (const [name, bus] of Object.entries(own.buses ?? {}))
      checkKeptDays(`bridge.config.ts: bus "${name}" of stage "${stage}"`, bus ?? {});
  const sources = new Map<string, Source>();
  for (const [name, source] of Object.entries(config.sources ?? {}))
    sources.set(name, checkSource(name, source, buses));
  return {
    name: config.name ?? "hookbridge",
    buses,
    sources,
    subscriptions: checkSubscriptions(config, buses),
    deployment: config.deployment ?? {},
    stages,
  };
}
