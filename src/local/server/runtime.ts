import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { getRequestListener } from "@hono/node-server";
import type { Bridge } from "../../config/define-bridge.ts";
import { refuseUnknownEvents } from "../../config/known-events/check-known-events.ts";
import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import type { Endpoints } from "../aws/clients.ts";
import type { ServiceElsewhere } from "../aws/elsewhere.ts";
import { type LocalFrontDoor, openFrontDoor } from "../lambda/gateway/front-door.ts";
import { storeSecrets } from "../secrets/store-secrets.ts";
import { makeRunningBridge } from "./bridge/running-bridge.ts";
import { eventLine } from "./events/event-line.ts";
import { type JournalWriter, makeJournalWriter } from "./journal/journal-writer.ts";
import { openLakeWriter } from "./lake/lake-writer.ts";
import { followConfigFile } from "./live/live-config.ts";
import { followSecretsFile, formerSecretsKeeper } from "./live/live-secrets.ts";
import { localLimits } from "./local-limits.ts";
import { bridgeParts } from "./open-bridge.ts";
import { type PreparedBridge, prepareBridge } from "./prepare-bridge.ts";
import { makeHookWatch, type WatchedHooks } from "./requests/watched-hooks.ts";
import { newToken, writeRunningFile } from "./running-file.ts";
import type { RuntimeOptions } from "./runtime-options.ts";
import { type SourceView, sourceViews } from "./source-view.ts";
import { startLocalConsumers } from "./start/start-consumers.ts";
import { type Functions, startFunctions } from "./start/start-functions.ts";
import { startQueues } from "./start/start-queues.ts";
import { makeStopList, type StopList } from "./start/stop-list.ts";
import { lockDirectory } from "./workspace/lock-directory.ts";

export type { RuntimeOptions } from "./runtime-options.ts";

/** The running bridge. */
export interface Runtime {
  readonly url: string;
  readonly bridge: RunningBridge;
  readonly sources: readonly SourceView[];
  /** Sets what vendors call before `/hooks/`: a tunnel has another URL at each start. */
  callFrom(publicUrl: string): Promise<void>;
  readonly warnings: readonly string[];
  /** The file with the secrets, and whether it is new. */
  readonly secrets: { readonly file: string; readonly made: boolean };
  /** URLs of all services, and which of them are not embedded. */
  readonly endpoints: Endpoints;
  readonly elsewhere: readonly ServiceElsewhere[];
  /** Takes no more webhooks, publishes what is in the queue, and stops everything. */
  close(): Promise<void>;
}

/** The parts of a runtime that its steps share. */
interface Context {
  readonly options: RuntimeOptions;
  readonly config: Bridge;
  readonly door: LocalFrontDoor;
  readonly started: StopList;
  readonly hooks: WatchedHooks;
  readonly onFailure: (error: unknown) => void;
}

async function load(configFile: string): Promise<Bridge> {
  if (!existsSync(configFile)) {
    throw new BridgeError(
      "config-invalid",
      `The configuration file ${configFile} does not exist.`,
      "Start in the folder of bridge.config.ts, or name the file: npm start -- --config path/to/bridge.config.ts",
    );
  }
  return loadBridge(configFile);
}

/** @returns the functions, and warnings about the secrets */
async function startLambdas(
  { options, config, door, started, hooks }: Context,
  { bundles, workspace, secrets }: PreparedBridge,
): Promise<readonly [Functions, readonly string[]]> {
  const { clients, cloud, resources } = workspace;
  const { publicUrl } = door;
  const { ssm } = clients;
  const { parameterPrefix } = resources;
  const directory = resolve(options.dataDirectory);
  const { now } = options;
  const onReplaced = formerSecretsKeeper(directory, now);
  const warnings = await storeSecrets(ssm, parameterPrefix, config.sources, { ...secrets, onReplaced });
  // The functions read the secrets when they start.
  const functions = await startFunctions({ bundles, cloud, resources, publicUrl, onLine: hooks.readLine });
  started.add(() => Promise.all([functions.receive.close(), functions.publish.close()]));
  const { sources } = config;
  const renew = (): Promise<void> => functions.renewReceive(door.publicUrl);
  const { file } = secrets;
  started.add(
    followSecretsFile({ file, directory, sources, ssm, parameterPrefix, now, onLine: options.onLine, renew }),
  );
  return [functions, warnings];
}

/** Writes the events of all buses into the journal, those of an earlier run too, and prints the new ones. */
function keepEvents(writer: JournalWriter, { workspace }: PreparedBridge, { options }: Context): void {
  writer.catchUp(workspace.feed);
  workspace.feed.onEvent((event) => {
    const seq = writer.event(event);
    if (seq !== undefined) options.onEvent(eventLine(event, seq));
  });
}

/** Keeps the events of buses that have a lake. What waits is written before the workspace closes. */
function keepLakes({ workspace }: PreparedBridge, { options, config, started, onFailure }: Context): void {
  const buses = new Set([...config.buses].filter(([, { lake }]) => lake).map(([name]) => name));
  if (buses.size === 0) return;
  const directory = join(resolve(options.dataDirectory), "lake");
  const lake = openLakeWriter({ directory, buses, feed: workspace.feed, onFailure });
  started.add(lake.close);
}

/** What a journal that could not be read on means to its owner. */
const journalWarnings = ({ journal }: PreparedBridge): readonly string[] =>
  journal.keptAside === undefined
    ? []
    : [
        `the journal was of another version, or damaged: it was put aside as ${journal.keptAside}, and a new one begun`,
      ];

/** Answers everything but webhooks. */
function openApp(context: Context, functions: Functions, bridge: RunningBridge): void {
  const { options, door, started, onFailure } = context;
  const token = newToken();
  const { app, close } = options.makeApp({ bridge, token, now: options.now, onFailure });
  door.open({ receive: functions.receive, other: getRequestListener((request) => app.fetch(request)) });
  started.add(() => {
    close();
    return door.close();
  });
  const running = { pid: process.pid, url: door.url, token };
  started.add(writeRunningFile(resolve(options.dataDirectory), running));
}

async function run(context: Context): Promise<Runtime> {
  const { options, config, door, started, hooks, onFailure } = context;
  const eventWarnings = refuseUnknownEvents(config);
  const prepared = await prepareBridge(options, config, started, onFailure);
  const { workspace, journal, secrets } = prepared;
  const writer = makeJournalWriter(
    journal,
    workspace.feed.keepsNothing,
    options.now,
    hooks.recent.keepMessage,
  );
  started.add(hooks.open(journal, writer));
  const [functions, warnings] = await startLambdas(context, prepared);
  keepEvents(writer, prepared, context);
  keepLakes(prepared, context);
  // The rules of subscriptions are there before anything is published.
  const consumers = await startLocalConsumers({ options, config, prepared, onFailure }, started);
  const { publish } = functions;
  const { letters: ofSubscriptions } = consumers;
  const deadLetters = startQueues({ workspace, publish, writer, ofSubscriptions, onFailure }, started);
  let outdated: string | undefined;
  const { refused, recent } = hooks;
  const parts = bridgeParts({
    options,
    config,
    door,
    prepared,
    deadLetters,
    consumers,
    refused,
    recent,
    outdated: () => outdated,
  });
  const bridge = makeRunningBridge(parts);
  openApp(context, functions, bridge);
  const onChange = (line: string, changes: string | undefined): void => {
    outdated = changes;
    options.onLine(line);
  };
  started.add(followConfigFile(resolve(options.configFile), config, onChange));
  return {
    url: door.url,
    bridge,
    get sources() {
      return sourceViews(config.sources.values(), door.publicUrl);
    },
    async callFrom(publicUrl) {
      door.publicUrl = publicUrl.replace(/\/+$/, "");
      await functions.renewReceive(door.publicUrl);
    },
    warnings: [
      ...warnings,
      ...eventWarnings,
      ...localLimits(config.buses),
      ...consumers.warnings,
      ...journalWarnings(prepared),
    ],
    secrets: { file: secrets.file, made: secrets.made },
    endpoints: workspace.cloud.endpoints,
    elsewhere: workspace.elsewhere,
    close: started.stopAll,
  };
}

/** Makes the data directory, for its owner only, also where it existed before. */
function openDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
}

/**
 * Starts the bridge on this machine; resolves when it takes requests.
 * @throws BridgeError when it can't start; nothing is left running then
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const started = makeStopList();
  const onFailure = (error: unknown): void =>
    options.onLine(`failure   ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
  try {
    const config = await load(resolve(options.configFile));
    openDirectory(options.dataDirectory);
    const lock = lockDirectory(resolve(options.dataDirectory));
    started.add(lock.release);
    const hooks = makeHookWatch(join(resolve(options.dataDirectory), "refused"), config, options);
    started.add(hooks.refused.close);
    const door = await openFrontDoor({
      port: options.port,
      // Only fills a field of the gateway's event, which no function reads.
      account: "000000000000",
      publicUrl: options.publicUrl,
      now: options.now,
      watch: hooks,
      onFailure,
    });
    started.add(door.close);
    return await run({ options, config, door, started, hooks, onFailure });
  } catch (error) {
    await started.stopAll();
    throw error;
  }
}
