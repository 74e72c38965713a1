import { BridgeError } from "../core/errors.ts";
import type { EventView } from "../core/event.ts";
import type { Provider } from "../core/provider.ts";
import { type Source, sourceNamePattern } from "../core/source.ts";
import type { BusConfig } from "./bus-config.ts";
import type { DeploymentOptions } from "./deployment-options.ts";
import { endlessAge } from "./max-age.ts";
import { disorderOf } from "./ordering.ts";

export type { BusConfig } from "./bus-config.ts";

/** A source as it stands in bridge.config.ts. */
export interface SourceConfig<Bus extends string> {
  readonly provider: Provider;
  /** Name of a bus, or a function that picks one for each event. */
  readonly bus: Bus | ((event: EventView) => Bus);
  /** Event names to publish, with `*` at the end for "all that begin so". Default: all. */
  readonly accept?: readonly string[];
  /**
   * JSON pointers into the payload whose values are replaced before anything leaves the bridge, and told in no attribute; `*` stands
   * for every element or member.
   */
  readonly redact?: readonly `/${string}`[];
  /** Keeps deliveries with one subject in order, in a FIFO queue. docs/configuration.md says what that costs. Default: no order. */
  readonly order?: "subject";
  /** Largest body in bytes, up to 4,500,000 (a Lambda invocation holds 6 MB, and the body comes in as base64). */
  readonly maxBodyBytes?: number;
}

/** What is otherwise in one stage: whole options of the deployment, and whole buses. */
export interface StageConfig<Bus extends string> {
  readonly deployment?: DeploymentOptions;
  readonly buses?: Readonly<Partial<Record<Bus, BusConfig>>>;
}

export interface BridgeConfig<Bus extends string> {
  /** Begins the names of everything that is deployed; default `hookbridge`. */
  readonly name?: string;
  readonly buses: Readonly<Record<Bus, BusConfig>>;
  readonly sources: Readonly<Record<string, SourceConfig<NoInfer<Bus>>>>;
  readonly deployment?: DeploymentOptions;
  /** By the stage's name, what differs there. */
  readonly stages?: Readonly<Record<string, StageConfig<NoInfer<Bus>>>>;
}

/** A checked configuration. Sources are in a `Map`, so that no name can mean something inherited. */
export interface Bridge {
  readonly name: string;
  readonly buses: ReadonlyMap<string, BusConfig>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Checked when the stack is built, not in the functions. */
  readonly deployment: DeploymentOptions;
  readonly stages: ReadonlyMap<string, StageConfig<string>>;
}

/** Largest body that fits a Lambda invocation as base64 with its headers. */
export const largestBodyBytes = 4_500_000;

const busNamePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;

function refuse(message: string, remedy: string): never {
  throw new BridgeError("config-invalid", message, remedy);
}

function checkSource(
  name: string,
  config: SourceConfig<string>,
  buses: ReadonlyMap<string, BusConfig>,
): Source {
  const where = `bridge.config.ts: source "${name}"`;
  if (!sourceNamePattern.test(name)) {
    refuse(
      `${where} has a name that can't stand in a URL.`,
      "Use lower-case letters, digits and hyphens, 64 at most.",
    );
  }
  if (!config.provider?.id) {
    refuse(`${where} has no provider.`, 'Import one: import { github } from "hookbridge/providers".');
  }
  const endless = endlessAge(config.provider);
  if (endless)
    refuse(
      `${where} has a provider (${config.provider.id}) with \`${endless}\`: it would accept nothing, or a captured delivery when the ledger has forgotten it.`,
      "Give whole seconds in its `signature`: 300 is what most vendors advise.",
    );
  if (typeof config.bus === "string" ? !buses.has(config.bus) : typeof config.bus !== "function") {
    const known = [...buses.keys()].join(", ");
    refuse(
      `${where} goes to the bus "${String(config.bus)}", which is not among the buses: ${known}.`,
      "Add it under `buses`, or correct the name.",
    );
  }
  const pointer = config.redact?.find((candidate) => !candidate.startsWith("/"));
  if (pointer !== undefined) {
    refuse(`${where} redacts "${pointer}", which is no JSON pointer.`, 'Write it as "/data/object/email".');
  }
  const pattern = config.accept?.find((candidate) => !/^[^*]*\*?$/.test(candidate));
  if (pattern !== undefined) {
    refuse(
      `${where} accepts "${pattern}": "*" may stand at the end only.`,
      'Write "invoice.*" or a whole name.',
    );
  }
  const disorder = config.order === undefined ? undefined : disorderOf(config.order, config.provider);
  if (disorder)
    refuse(`${where} ${disorder}`, "Leave `order` out: its deliveries are published in any order.");
  const maxBodyBytes = config.maxBodyBytes ?? largestBodyBytes;
  if (!Number.isInteger(maxBodyBytes) || maxBodyBytes < 1 || maxBodyBytes > largestBodyBytes) {
    refuse(`${where} has maxBodyBytes ${maxBodyBytes}.`, `Give whole bytes from 1 to ${largestBodyBytes}.`);
  }
  return {
    name,
    provider: config.provider,
    bus: config.bus,
    maxBodyBytes,
    ...(config.accept && { accept: config.accept }),
    ...(config.redact && { redact: config.redact }),
    ...(config.order && { order: config.order }),
  };
}

function checkBus(where: string, { archiveDays = 0 }: BusConfig): void {
  if (!Number.isInteger(archiveDays) || archiveDays < 0)
    refuse(`${where} has archiveDays ${archiveDays}.`, "Give whole days.");
}

/**
 * The bridge's configuration: buses, and the sources that publish on them. An unknown bus does not compile; the
 * rest is checked here, when the file is loaded.
 * @throws BridgeError `config-invalid`, with what to change.
 */
export function defineBridge<const Bus extends string>(config: BridgeConfig<Bus>): Bridge {
  const buses = new Map<string, BusConfig>(Object.entries(config.buses ?? {}));
  if (buses.size === 0) refuse("bridge.config.ts names no bus.", "Add one: buses: { events: {} }.");
  for (const [name, bus] of buses) {
    if (!busNamePattern.test(name)) {
      refuse(
        `bridge.config.ts: EventBridge allows no bus named "${name}".`,
        "Use letters, digits, dots, hyphens and underscores, 64 at most.",
      );
    }
    checkBus(`bridge.config.ts: bus "${name}"`, bus);
  }
  const stages = new Map<string, StageConfig<string>>(Object.entries(config.stages ?? {}));
  for (const [stage, own] of stages)
    for (const [name, bus] of Object.entries(own.buses ?? {}))
      checkBus(`bridge.config.ts: bus "${name}" of stage "${stage}"`, bus ?? {});
  const sources = new Map<string, Source>();
  for (const [name, source] of Object.entries(config.sources ?? {}))
    sources.set(name, checkSource(name, source, buses));
  return {
    name: config.name ?? "hookbridge",
    buses,
    sources,
    deployment: config.deployment ?? {},
    stages,
  };
}
